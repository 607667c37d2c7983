"""JSON: one object a line (JSONL), an array of objects, or one object."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from newsextract.errors import InputError
from newsextract.readers.article import Blob, Item, failure, source_of, stem_of
from newsextract.readers.decode import decode, read_whole
from newsextract.readers.rows import item_of

WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 and UTF-32 have no lines of bytes


def read_jsonl(blob: Blob) -> Iterator[Item]:
    """One item a non-empty line; a bad line is an error record naming its number, and the rest is read."""
    stem = stem_of(blob.path)
    for number, line in enumerate(_lines(blob), 1):
        if line.strip():
            yield _read_line(blob, line, f"{stem}-{number}", f"{blob.path}:{number}")


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
    if not isinstance(content, list):
        yield item_of(blob, content, stem, blob.path, source_of(blob, "json", encoding, data))
        return
    for number, row in enumerate(content, 1):
        source = source_of(blob, "json", encoding, msgspec.json.encode(row))
        yield item_of(blob, row, f"{stem}-{number}", f"{blob.path}, item {number}", source)


def _lines(blob: Blob) -> Iterator[bytes]:
    first = blob.stream.readline()
    if first.startswith(WIDE_MARKS):
        yield from (first + blob.stream.read()).decode("utf-16").encode("utf-8").split(b"\n")
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from blob.stream


def _read_line(blob: Blob, line: bytes, doc_id: str, where: str) -> Item:
    data = line.rstrip(b"\r\n")
    try:
        text, encoding = decode(data, blob.options, where)
        row = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except InputError as error:
        return failure(blob.path, doc_id, error)
    except (msgspec.DecodeError, UnicodeError) as error:
        return failure(blob.path, doc_id, InputError("NX104", f"not JSON: {error}", where=where))
    return item_of(blob, row, doc_id, where, source_of(blob, "jsonl", encoding, data))
