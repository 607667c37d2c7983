"""What readers take and give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import BinaryIO, Literal

from newsextract.errors import NewsextractError
from newsextract.records import ErrorInfo, ErrorRecord, Meta, Source

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. All are the caller's; None detects.

    input_format: a key of the registry. encoding: a codec. errors: what to do with bytes that the encoding does not
    know. columns: field (text, title, published, publication, doc_id) → column name. most_bytes: the largest member of
    an archive, or file, that is read whole. most_ratio: how many times its compressed size a member of
    more than 16 MB may be.
    """

    input_format: str | None = None
    encoding: str | None = None
    errors: Literal["strict", "replace"] = "strict"
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    most_bytes: int = 256 * MEGABYTE
    most_ratio: int = 100  # text packs to a tenth, a hundredth is filling


@dataclass(frozen=True, slots=True)
class Blob:
    """One input: a file, a member of an archive, or standard input.

    path: as given, “archive.zip!member” inside an archive, “-” for standard input. stream: its bytes, read once.
    """

    path: str
    stream: BinaryIO
    options: Options


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


def stem_of(path: str) -> str:
    """The doc_id of a file: its name without the last suffix, “stdin” for standard input."""
    name = path.replace("\\", "/").rsplit("!", 1)[-1].rstrip("/").rsplit("/", 1)[-1]
    if name == "-":
        return "stdin"
    stem = name.rsplit(".", 1)[0]
    return stem or name


def source_of(blob: Blob, format_name: str, encoding: str | None, data: bytes) -> Source:
    """The Source of an article made from the blob's bytes, or from the part of them given as `data`."""
    return Source(path=blob.path, format=format_name, encoding=encoding, sha256=hashlib.sha256(data).hexdigest())


def failure(path: str, doc_id: str, error: NewsextractError, source: Source | None = None) -> ErrorRecord:
    """The error record of an article that could not be read."""
    return ErrorRecord(doc_id, source or Source(path=path), ErrorInfo(error.code, str(error)))
