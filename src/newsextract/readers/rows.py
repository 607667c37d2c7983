"""One row of a table or JSON file → one article: `text`, and optionally doc_id, title, published, publication."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from newsextract.dates.published import normal
from newsextract.errors import InputError
from newsextract.readers.article import Article, Blob, Item, failure
from newsextract.records import Meta, Source

FIELDS = ("doc_id", "text", "title", "published", "publication")
NAME_IT = "name the text's with --columns text=…"


def missing(columns: Mapping[str, str], header: Iterable[str], where: str | None = None) -> InputError | None:
    """The error NX107 of a table that has not all of the columns that were named."""
    names = list(header)
    absent = [f"{field}={column}" for field, column in columns.items() if column not in names]
    if not absent:
        return None
    return InputError("NX107", f"no column {', '.join(absent)}", where=where, fix=f"Columns here: {', '.join(names)}")


def lacking(blob: Blob, header: Sequence[str]) -> InputError | None:
    """What is wrong with a table of these columns, if anything."""
    problem = missing(blob.options.columns, header, blob.path)
    if problem is not None or "text" in blob.options.columns or "text" in header:
        return problem
    if not header:
        fix = "Give it a header with a column text, or leave it out"
        return InputError("NX104", "the table is empty", where=blob.path, fix=fix)
    fix = f"Columns here: {', '.join(header)}; {NAME_IT}"
    return InputError("NX104", "the table has no column text", where=blob.path, fix=fix)


def item_of(blob: Blob, row: Any, doc_id: str, where: str, source: Source) -> Item:
    """The row's article, or the error record that says what is wrong with it. Other keys are kept in meta.extra, as is
    a publication date that cannot be read.

    doc_id: for a row that brings none. where: names the row in errors.
    """
    if not isinstance(row, Mapping):
        what = f"the row is {type(row).__name__}, not an object"
        return failure(blob.path, doc_id, InputError("NX104", what, where=where), source)
    columns = blob.options.columns
    values = {name: _plain(row.get(columns.get(name, name))) for name in FIELDS}
    problem = _problem(values)
    if problem:
        column = columns.get("text", "text")
        fix = "Mend the value, or name another column with --columns FIELD=…"
        if values["text"] is None and column not in row:
            fix = f"Columns here: {', '.join(map(str, row))}; {NAME_IT}"
        elif values["text"] is None:
            problem, fix = f"{problem}: its {column} is empty", "Fill it in, or leave the row out"
        return failure(blob.path, doc_id, InputError("NX104", problem, where=where, fix=fix), source)
    used = {columns.get(name, name) for name in FIELDS}
    name = doc_id if values["doc_id"] is None else str(values["doc_id"])
    published = str(values["published"]) if values["published"] is not None else None
    if published is not None and normal(published) is None:
        column = columns.get("published", "published")
        blob.options.notes.dates.add(column, f"{name}: {column} = {published:.50}")
        used.discard(column)
        published = None
    meta = Meta(
        title=values["title"],
        publication=values["publication"],
        published=published,
        published_from="given" if published else None,
        extra={str(key): _plain(value) for key, value in row.items() if key not in used},
    )
    return Article(name, values["text"], source, meta)


def _plain(value: Any) -> Any:
    """The value as JSON can hold it; blank strings and NaN are nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return msgspec.to_builtins(value)


def _problem(values: dict[str, Any]) -> str | None:
    """What is wrong with the row's values, if anything."""
    if values["text"] is None:
        return "the row has no text"
    for name in ("text", "title", "publication"):
        if not isinstance(values[name], str | None):
            return f"{name} is {type(values[name]).__name__}, not a string"
    if not isinstance(values["published"], str | int | None) or isinstance(values["published"], bool):
        return f"published is {type(values['published']).__name__}, not a date"
    if not isinstance(values["doc_id"], str | int | None):
        return "doc_id is neither a string nor an integer"
    return None
