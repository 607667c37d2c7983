"""Files, folders, globs, archives, tables and standard input → a stream of articles and errors, in a stable order.

Each format is one entry in FORMATS. A reader yields an `Article`, a `Page` (an article still in its markup) or an
`ErrorRecord`: what cannot be read is reported in its place, and the stream goes on.
"""

from __future__ import annotations

import glob
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import cast

from newsextract.errors import InputError, NewsextractError
from newsextract.readers.archives import SUFFIXES as ARCHIVE_SUFFIXES
from newsextract.readers.archives import is_archive, read_archive
from newsextract.readers.article import Article, Blob, Item, Options, Page, failure, stem_of
from newsextract.readers.html import read_html
from newsextract.readers.json import read_json, read_jsonl
from newsextract.readers.names import Names
from newsextract.readers.tables import DUCKDB, SQLITE, read_csv, read_duckdb, read_parquet, read_sqlite, read_tsv
from newsextract.readers.txt import read_txt
from newsextract.readers.warc import read_warc
from newsextract.records import ErrorRecord

__all__ = ["FORMATS", "Article", "Item", "Options", "Page", "read"]

Reader = Callable[[Blob], Iterator[Item]]

FORMATS: dict[str, Reader] = {
    "txt": read_txt,
    "html": read_html,
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "tsv": read_tsv,
    "parquet": read_parquet,
    "warc": read_warc,
}
SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
}
PEEK = 4096
BOM = b"\xef\xbb\xbf"
MARKUP = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|\?xml[^>]{0,200}>\s*<(?:!doctype|html))", re.I | re.S
)


def read(inputs: Iterable[str], options: Options | None = None) -> Iterator[Item]:
    """Every article of the inputs, each doc_id once.

    inputs: paths of files or folders, globs, `sqlite:PATH?table=NAME`, `duckdb:PATH?table=NAME`, or “-” for standard
    input. Raises InputError NX101 where an input does not exist, NX103 where a format is not known: mistakes of the
    command line, before anything is read.
    """
    options = options or Options()
    if options.input_format is not None and options.input_format not in FORMATS:
        fix = f"Known formats: {', '.join(FORMATS)}"
        raise InputError("NX103", f"no input format {options.input_format!r}", fix=fix)
    paths = [path for given in inputs for path in expand(given)]
    return _unique(item for path in paths for item in _read_path(path, options))


def expand(given: str) -> list[str]:
    """The files that one input names: a folder's readable files at any depth, a glob's matches, a file, or “-”."""
    if given == "-" or given.startswith((SQLITE, DUCKDB)):
        return [given]
    path = Path(given)
    if path.is_dir():
        files = (p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
        return [str(p) for p in sorted(files) if p.suffix.lower() in (*SUFFIXES, *ARCHIVE_SUFFIXES)]
    if path.exists():
        return [given]
    matches = []
    if glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  Path.glob takes no absolute patterns
    if not matches:
        raise InputError("NX101", "no such file or folder", where=given, fix="Check the path; quote globs")
    return [file for match in matches for file in expand(match)]


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_path(path: str, options: Options) -> Iterator[Item]:
    if path.startswith(SQLITE):
        yield from read_sqlite(path, options)
        return
    if path.startswith(DUCKDB):
        yield from read_duckdb(path, options)
        return
    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as stream:
            yield from read_blob(Blob(path, stream, options))
    except OSError as error:
        problem = InputError("NX101", f"the file cannot be read: {error.strerror or error}", where=path)
        yield failure(path, stem_of(path), problem)


def read_blob(blob: Blob) -> Iterator[Item]:
    """The items of a file, an archive's member or standard input, by its forced format, content or suffix."""
    stream = blob.stream if hasattr(blob.stream, "peek") else io.BufferedReader(cast("io.RawIOBase", blob.stream), PEEK)
    blob = Blob(blob.path, stream, blob.options)
    name = "archive"
    try:
        start = cast("io.BufferedReader", stream).peek(PEEK)[:PEEK]
        if is_archive(blob.path, start) and not _is_packed_warc(blob.path):
            yield from read_archive(blob, read_blob)
            return
        name = blob.options.input_format or _format_of(blob.path, start)
        yield from FORMATS[name](blob)
    except NewsextractError:
        raise
    except Exception as error:  # the libraries behind the formats raise anything on damaged files
        what = f"the {name} is damaged: {type(error).__name__}: {error}"
        yield failure(blob.path, stem_of(blob.path), InputError("NX104", what, where=blob.path))


def _is_packed_warc(path: str) -> bool:
    """A .warc.gz has a gzip member for each record; the WARC library reads it as it is."""
    return path.lower().endswith(".warc.gz")


def _format_of(path: str, start: bytes) -> str:
    """The format that the content shows beyond doubt, else the suffix's, else plain text."""
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"WARC/") or _is_packed_warc(path):
        return "warc"
    by_suffix = SUFFIXES.get(PurePath(path.rsplit("!", 1)[-1]).suffix.lower())
    if by_suffix:
        return by_suffix
    content = start.removeprefix(BOM).lstrip()
    if content.startswith((b'{"', b"{ ")):
        return "jsonl"
    if content.startswith((b"[{", b"[\n")):
        return "json"
    return "html" if MARKUP.match(content) else "txt"


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    """Give a doc_id that was seen before the suffix ~2, ~3 …: day folders of one archive repeat their file names."""
    names = Names()
    for item in items:
        name = names.claim(item.doc_id)
        yield item if name == item.doc_id or isinstance(item, ErrorRecord) else item.renamed(name)
