"""Files, folders, globs and standard input → a stream of articles and errors, in a stable order.

Each format is one entry in FORMATS. A reader yields an `Article` or an `ErrorRecord`: what cannot be read is reported
in its place, and the stream goes on.
"""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from newsextract.errors import InputError
from newsextract.readers.article import Article, Blob, Item, Page, failure
from newsextract.readers.html import read_html
from newsextract.readers.jsonl import read_jsonl
from newsextract.readers.txt import read_txt
from newsextract.records import ErrorRecord

__all__ = ["FORMATS", "Article", "Item", "Page", "read"]

Reader = Callable[[Blob], Iterator[Item]]

FORMATS: dict[str, Reader] = {"txt": read_txt, "jsonl": read_jsonl, "html": read_html}
SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
}
MARKUP = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|\?xml[^>]*>\s*<(?:!doctype|html))", re.I | re.S
)


def read(inputs: Iterable[str], *, input_format: str | None = None, encoding: str | None = None) -> Iterator[Item]:
    """Every article of the inputs, each doc_id once.

    inputs: paths of files or folders, globs, or “-” for standard input. input_format: a key of FORMATS, to force it.
    encoding: a codec name, to force it. Raises InputError NX101 where an input does not exist, NX103 where a format is
    not known: mistakes of the command line, before anything is read.
    """
    if input_format is not None and input_format not in FORMATS:
        raise InputError("NX103", f"no input format {input_format!r}", fix=f"Known formats: {', '.join(FORMATS)}")
    paths = [path for given in inputs for path in expand(given)]
    return _unique(item for path in paths for item in _read_path(path, input_format, encoding))


def expand(given: str) -> list[str]:
    """The files that one input names: a folder's readable files at any depth, a glob's matches, a file, or “-”."""
    if given == "-":
        return [given]
    path = Path(given)
    if path.is_dir():
        files = (p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
        return [str(p) for p in sorted(files) if p.suffix.lower() in SUFFIXES]
    if path.exists():
        return [given]
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207  Path.glob takes no absolute patterns
    if not matches:
        raise InputError("NX101", "no such file or folder", where=given, fix="Check the path; quote globs")
    return [file for match in matches for file in expand(match)]


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_path(path: str, input_format: str | None, encoding: str | None) -> Iterator[Item]:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        problem = InputError("NX101", f"the file cannot be read: {error.strerror}", where=path)
        yield failure(Blob(path, b"", None), PurePath(path).stem, problem)
        return
    name = input_format or SUFFIXES.get(PurePath(path).suffix.lower()) or _sniff(data)
    yield from FORMATS[name](Blob(path, data, encoding))


def _sniff(data: bytes) -> str:
    """JSON objects line by line, a page in its markup, or else plain text."""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b'{"', b"{ ")):
        return "jsonl"
    return "html" if MARKUP.match(start) else "txt"


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    """Give a doc_id that was seen before the suffix ~2, ~3 …: day folders of one archive repeat their file names."""
    seen: dict[str, int] = {}
    for item in items:
        count = seen[item.doc_id] = seen.get(item.doc_id, 0) + 1
        yield item if count == 1 or isinstance(item, ErrorRecord) else item.renamed(f"{item.doc_id}~{count}")
