"""Files, folders, globs, archives, tables and standard input → a stream of articles and errors, in a stable order.

Each format is one entry in FORMATS. A reader yields an `Article`, a `Page` (an article still in its markup) or an
`ErrorRecord`: what cannot be read is reported in its place, and the stream goes on.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import cast

from newsextract.errors import InputError, NewsextractError
from newsextract.readers.archives import is_archive, read_archive
from newsextract.readers.article import (
    Article,
    Blob,
    Item,
    Options,
    Page,
    error_of,
    failure,
    legible,
    stem_of,
    suffix_of,
)
from newsextract.readers.decode import check_encoding, is_text
from newsextract.readers.foreign import foreign_error
from newsextract.readers.html import read_html
from newsextract.readers.inputs import NO_SUFFIX, SUFFIXES, Place, nothing, places
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
PEEK = 4096
BOM = b"\xef\xbb\xbf"
MARKUP = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|\?xml[^>]{0,200}>\s*<(?:!doctype|html))", re.I | re.S
)


def read(inputs: Iterable[str], options: Options | None = None) -> Iterator[Item]:
    """Every article of the inputs, each doc_id once.

    inputs: paths of files or folders, globs, `sqlite:PATH?table=NAME`, `duckdb:PATH?table=NAME`, or “-” for standard
    input. What a folder holds beside them is told to options.notes. Raises InputError, before anything is read: NX101
    where an input does not exist or all of them hold nothing to read, NX102 or NX103 where an encoding or a format is
    not known, NX107 where the first table has not the columns that were named.
    """
    options = options or Options()
    check(options)
    given = list(inputs)
    found = [place for one in given for place in places(one, options.notes)]
    if given and not any(place.sure or _is_readable(place.path) for place in found):
        raise nothing(given, options.notes)
    items = _unique(item for place in found for item in _read_place(place, options))
    first = next(items, None)
    if isinstance(first, ErrorRecord) and first.error.code == "NX107":
        raise error_of(first)
    return items if first is None else chain([first], items)


def check(options: Options) -> None:
    """Raises InputError NX102 or NX103 where the options name no encoding or format that is known."""
    if options.encoding is not None:
        check_encoding(options.encoding)
    if options.input_format is not None and options.input_format not in FORMATS:
        fix = f"Known formats: {', '.join(FORMATS)}"
        raise InputError("NX103", f"no input format {options.input_format!r}", fix=fix)


def _is_readable(path: str) -> bool:
    """Whether a file whose suffix tells nothing is text, or packed. One that cannot be opened shall say so itself."""
    try:
        with Path(path).open("rb") as stream:
            return _has_text(path, stream.read(PEEK))
    except OSError:
        return True


def _has_text(path: str, start: bytes) -> bool:
    packed = is_archive(path, start) or start.startswith(b"PAR1")
    return packed or (is_text(start) and foreign_error(path, start) is None)


def _read_place(place: Place, options: Options) -> Iterator[Item]:
    path, sure, problem = place
    name = legible(path)
    if problem is not None:
        yield failure(name, stem_of(name), problem)
        return
    if path.startswith(SQLITE):
        yield from read_sqlite(path, options)
        return
    if path.startswith(DUCKDB):
        yield from read_duckdb(path, options)
        return
    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as stream:
            if sure or _has_text(path, cast("io.BufferedReader", stream).peek(PEEK)[:PEEK]):
                yield from read_blob(Blob(name, stream, options))
            else:
                options.notes.unread.add(NO_SUFFIX, name)
    except OSError as error:
        refused = InputError("NX101", f"the file cannot be read: {error.strerror or error}", where=name)
        yield failure(name, stem_of(name), refused)


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
        if (foreign := foreign_error(blob.path, start)) is not None:
            yield failure(blob.path, stem_of(blob.path), foreign)
            return
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
    by_suffix = SUFFIXES.get(suffix_of(path.rsplit("!", 1)[-1]))
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
