"""JSON: one object a line (JSONL), an array of objects, or one object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from newsextract.errors import InputError
from newsextract.readers.article import Blob, Item, failure, source_of, stem_of
from newsextract.readers.decode import decode, read_whole
from newsextract.readers.rows import item_of, missing

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 and UTF-32 have no lines of bytes


def read_jsonl(blob: Blob) -> Iterator[Item]:
    """One item a non-empty line; a bad line is an error record naming its number, and the rest is read."""
    stem = stem_of(blob.path)
    seen = Seen(blob)
    for number, line in enumerate(_lines(blob), 1):
        if line.strip():
            yield _read_line(blob, line, f"{stem}-{number}", f"{blob.path}:{number}", seen)
    yield from seen.problems()


def read_json(blob: Blob) -> Iterator[Item]:
    """Each object of the array, or the one object."""
    stem = stem_of(blob.path)
    try:
        data = read_whole(blob)
        text, encoding = decode(data, blob.options, blob.path)
        content = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (InputError, msgspec.DecodeError, UnicodeError) as error:
        problem = error if isinstance(error, InputError) else InputError("NX104", f"not JSON: {error}", where=blob.path)
        yield failure(blob.path, stem, problem)
        return
    seen = Seen(blob)
    if not isinstance(content, list):
        seen.add(content)
        yield item_of(blob, content, stem, blob.path, source_of(blob, "json", encoding, data))
        yield from seen.problems()
        return
    for number, row in enumerate(content, 1):
        seen.add(row)
        source = source_of(blob, "json", encoding, msgspec.json.encode(row))
        yield item_of(blob, row, f"{stem}-{number}", f"{blob.path}, item {number}", source)
    yield from seen.problems()


class Seen:
    """Watches for columns that were named and that no object of a file has; any one object may lack some."""

    def __init__(self, blob: Blob) -> None:
        self._blob = blob
        # A text that is not there is told of each object.
        self._absent = {field: column for field, column in blob.options.columns.items() if field != "text"}
        self._first: list[str] = []

    def add(self, row: Any) -> None:
        if self._absent and isinstance(row, Mapping):
            self._absent = {field: column for field, column in self._absent.items() if column not in row}
            self._first = self._first or list(row)

    def problems(self) -> Iterator[Item]:
        """The error of the file, where there is one."""
        if self._first and (problem := missing(self._absent, self._first, self._blob.path)) is not None:
            yield failure(self._blob.path, stem_of(self._blob.path), problem)


def _lines(blob: Blob) -> Iterator[bytes]:
    first = blob.stream.readline()
    if first.startswith(WIDE_MARKS):
        yield from (first + blob.stream.read()).decode("utf-16").encode("utf-8").split(b"\n")
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from blob.stream


def _read_line(blob: Blob, line: bytes, doc_id: str, where: str, seen: Seen) -> Item:
    data = line.rstrip(b"\r\n")
    try:
        text, encoding = decode(data, blob.options, where)
        row = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except InputError as error:
        return failure(blob.path, doc_id, error)
    except (msgspec.DecodeError, UnicodeError) as error:
        return failure(blob.path, doc_id, InputError("NX104", f"not JSON: {error}", where=where))
    seen.add(row)
    return item_of(blob, row, doc_id, where, source_of(blob, "jsonl", encoding, data))
