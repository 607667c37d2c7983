"""One article a file."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.errors import InputError
from newsextract.readers.article import Article, Blob, Item, failure, source_of, stem_of
from newsextract.readers.decode import decode, read_whole
from newsextract.records import Meta


def read_txt(blob: Blob) -> Iterator[Item]:
    """The file's whole text, unchanged; the doc_id is the file's stem."""
    doc_id = stem_of(blob.path)
    try:
        data = read_whole(blob)
        text, encoding = decode(data, blob.options, blob.path)
    except InputError as error:
        yield failure(blob.path, doc_id, error)
        return
    source = source_of(blob, "txt", encoding, data)
    if not text.strip():
        yield failure(blob.path, doc_id, InputError("NX104", "the file has no text", where=blob.path), source)
        return
    yield Article(doc_id, text, source, Meta())
