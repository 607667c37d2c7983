"""One row of a table or JSON file → one article: `text`, and optionally doc_id, title, published, publication."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import msgspec

from newsextract.errors import InputError
from newsextract.readers.article import Article, Blob, Item, failure
from newsextract.records import Meta, Source

FIELDS = ("doc_id", "text", "title", "published", "publication")


def item_of(blob: Blob, row: Any, doc_id: str, where: str, source: Source) -> Item:
    """The row's article, or the error record that says what is wrong with it. Other keys are kept in meta.extra.

    doc_id: for a row that brings none. where: names the row in errors.
    """
    if not isinstance(row, Mapping):
        what = f"the row is {type(row).__name__}, not an object"
        return failure(blob.path, doc_id, InputError("NX104", what, where=where), source)
    columns = blob.options.columns
    values = {name: _plain(row.get(columns.get(name, name))) for name in FIELDS}
    problem = _problem(values)
    if problem:
        fix = f"Columns here: {', '.join(map(str, row))}; name the text's with --columns text=…"
        return failure(blob.path, doc_id, InputError("NX104", problem, where=where, fix=fix), source)
    used = {columns.get(name, name) for name in FIELDS}
    published = str(values["published"]) if values["published"] is not None else None
    meta = Meta(
        title=values["title"],
        publication=values["publication"],
        published=published,
        published_from="given" if published else None,
        extra={str(key): _plain(value) for key, value in row.items() if key not in used},
    )
    name = doc_id if values["doc_id"] is None else str(values["doc_id"])
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
