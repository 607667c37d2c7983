"""What readers take and give."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Literal

from newsextract import lazyre as re
from newsextract.errors import ExtractionError, InputError, MissingError, NewsextractError
from newsextract.readers.notes import Notes
from newsextract.records import ErrorInfo, ErrorRecord, Meta, Source

MEGABYTE = 1 << 20
CLASSES = {"NX1": InputError, "NX3": MissingError, "NX9": ExtractionError}
HALF = re.compile(r"[\ud800-\udfff]")
SUFFIX = re.compile(r"\.[A-Za-z0-9_~+-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. All are the caller's; None detects.

    input_format: a key of the registry. encoding: a codec. errors: what to do with bytes that the encoding does not
    know. columns: field (text, title, published, publication, doc_id) → column name. most_bytes: the largest member of
    an archive, or file, that is read whole. most_ratio: how many times its compressed size a member of
    more than 16 MB may be. notes: is told of files that are passed over and of dates that cannot be read.
    """

    input_format: str | None = None
    encoding: str | None = None
    errors: Literal["strict", "replace"] = "strict"
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    most_bytes: int = 256 * MEGABYTE
    most_ratio: int = 100  # text packs to a tenth, a hundredth is filling
    notes: Notes = field(default_factory=Notes, compare=False, repr=False)


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
    return name[: -len(suffix)] if (suffix := suffix_of(name)) else name


def legible(path: str) -> str:
    """The path as Unicode text: old systems wrote file names in GBK, which Python carries along as half characters."""
    if path.isascii() or not HALF.search(path):
        return path
    return "/".join(_legible(part) for part in path.split("/"))


def _legible(name: str) -> str:
    if not HALF.search(name):
        return name
    data = os.fsencode(name)
    try:
        return data.decode("gb18030")
    except UnicodeError:
        return data.decode("utf-8", "backslashreplace")


def suffix_of(name: str) -> str:
    """“a.TXT” → “.txt”. A number or Chinese after the last dot is part of the name: 1998.01.02, 1.第3版."""
    suffix = PurePath(name).suffix
    return suffix.lower() if SUFFIX.fullmatch(suffix) and not suffix[1:].isdigit() else ""


def source_of(blob: Blob, format_name: str, encoding: str | None, data: bytes) -> Source:
    """The Source of an article made from the blob's bytes, or from the part of them given as `data`."""
    return Source(path=blob.path, format=format_name, encoding=encoding, sha256=hashlib.sha256(data).hexdigest())


def failure(path: str, doc_id: str, error: NewsextractError, source: Source | None = None) -> ErrorRecord:
    """The error record of an article that could not be read."""
    return ErrorRecord(doc_id, source or Source(path=path), ErrorInfo(error.code, str(error)))


def error_of(record: ErrorRecord) -> NewsextractError:
    """The error that an error record tells of."""
    code, message = record.error.code, record.error.message
    return CLASSES.get(code[:3], NewsextractError)(code, message.removeprefix(f"{code}: "))
