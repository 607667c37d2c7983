"""One JSON object a line: `text`, and optionally doc_id, title, published, publication; other keys go to meta.extra."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from newsextract.errors import InputError
from newsextract.readers.article import Article, Blob, Item, failure, source_of
from newsextract.readers.decode import decode
from newsextract.records import Meta

KNOWN = ("doc_id", "text", "title", "published", "publication")


def read_jsonl(blob: Blob) -> Iterator[Item]:
    """One item a non-empty line; a bad line is an error record naming its number, and the rest is read."""
    stem = "stdin" if blob.path == "-" else PurePath(blob.path).stem
    try:
        body, encoding = decode(blob.data, blob.encoding, blob.path)
    except InputError as error:
        yield failure(blob, stem, error)
        return
    for number, line in enumerate(body.split("\n"), 1):
        if line.strip():
            yield _read_line(blob, line, encoding, number, f"{stem}-{number}")


def _read_line(blob: Blob, line: str, encoding: str, number: int, doc_id: str) -> Item:
    where = f"{blob.path}:{number}"
    data = line.encode("utf-8", "surrogatepass")
    source = source_of(blob, "jsonl", encoding, data)
    try:
        row = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return failure(blob, doc_id, InputError("NX104", f"not JSON: {error}", where=where), source)
    problem = _problem(row)
    if problem:
        fix = 'Each line is an object with a non-empty string under "text"'
        return failure(blob, doc_id, InputError("NX104", problem, where=where, fix=fix), source)
    published = row.get("published") or None
    meta = Meta(
        title=row.get("title"),
        publication=row.get("publication"),
        published=published,
        published_from="given" if published else None,
        extra={key: value for key, value in row.items() if key not in KNOWN},
    )
    return Article(str(row.get("doc_id") or doc_id), row["text"], source, meta)


def _problem(row: Any) -> str | None:
    """What is wrong with the row, if anything."""
    if not isinstance(row, dict):
        return f"the line holds {type(row).__name__}, not an object"
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return "no text" if not text else "the text is no string or blank"
    for key in ("title", "published", "publication"):
        if not isinstance(row.get(key), str | None):
            return f"{key} is {type(row[key]).__name__}, not a string"
    if not isinstance(row.get("doc_id"), str | int | None):
        return "doc_id is neither a string nor an integer"
    return None
