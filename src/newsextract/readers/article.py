"""What readers take and give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from newsextract.errors import NewsextractError
from newsextract.records import ErrorInfo, ErrorRecord, Meta, Source


@dataclass(frozen=True, slots=True)
class Blob:
    """One input's bytes. path: as given, “-” for standard input. encoding: forced codec, or None to detect."""

    path: str
    data: bytes
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article's text and what its owner says of it."""

    doc_id: str
    text: str
    source: Source
    meta: Meta

    def renamed(self, doc_id: str) -> Article:
        return replace(self, doc_id=doc_id)


@dataclass(frozen=True, slots=True)
class Page:
    """An article still in its markup: taking it out is work for a worker, not for who reads the files.

    text: the decoded markup. extract: from (text, where) to the main text and what the page says of it; it must pickle.
    """

    doc_id: str
    text: str
    source: Source
    extract: Callable[[str, str | None], tuple[str, Meta]]

    def renamed(self, doc_id: str) -> Page:
        return replace(self, doc_id=doc_id)

    def article(self) -> Article:
        """The article on the page. Raises InputError NX104 where it holds none."""
        text, meta = self.extract(self.text, self.source.path)
        return Article(self.doc_id, text, self.source, meta)


Item = Article | Page | ErrorRecord


def source_of(blob: Blob, format_name: str, encoding: str | None, data: bytes | None = None) -> Source:
    """The Source of an article made from the blob, or from the part of it given as `data`."""
    digest = hashlib.sha256(blob.data if data is None else data).hexdigest()
    return Source(path=blob.path, format=format_name, encoding=encoding, sha256=digest)


def failure(blob: Blob, doc_id: str, error: NewsextractError, source: Source | None = None) -> ErrorRecord:
    """The error record of an article that could not be read."""
    return ErrorRecord(doc_id, source or Source(path=blob.path), ErrorInfo(error.code, str(error)))
