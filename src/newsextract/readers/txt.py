"""One article a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from newsextract.errors import InputError
from newsextract.readers.article import Article, Blob, Item, failure, source_of
from newsextract.readers.decode import decode
from newsextract.records import Meta


def read_txt(blob: Blob) -> Iterator[Item]:
    """The file's whole text, unchanged; the doc_id is the file's stem (“stdin” for standard input)."""
    doc_id = "stdin" if blob.path == "-" else PurePath(blob.path).stem
    try:
        text, encoding = decode(blob.data, blob.encoding, blob.path)
    except InputError as error:
        yield failure(blob, doc_id, error)
        return
    source = source_of(blob, "txt", encoding)
    if not text.strip():
        yield failure(blob, doc_id, InputError("NX104", "the file has no text", where=blob.path), source)
        return
    yield Article(doc_id, text, source, Meta())
