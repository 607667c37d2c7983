"""What the command line names → the files to read, in a stable order; what is passed over is noted."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsextract.errors import InputError
from newsextract.readers.archives import SUFFIXES as ARCHIVE_SUFFIXES
from newsextract.readers.article import legible, suffix_of
from newsextract.readers.notes import Notes
from newsextract.readers.tables import DUCKDB, SQLITE

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
KNOWN = frozenset(SUFFIXES) | frozenset(ARCHIVE_SUFFIXES)
NO_SUFFIX = "none"
RIGHTS = "Check the rights"


class Place(NamedTuple):
    """Something to read. path: a file, a table or “-”. sure: it was named, or its suffix is known; what is not is read
    where it is text. problem: why it cannot be read.
    """

    path: str
    sure: bool = True
    problem: InputError | None = None


def places(given: str, notes: Notes) -> list[Place]:
    """The files that one input names: a folder's readable files at any depth, a glob's matches, a file, or “-”.

    Raises InputError NX101 where it does not exist, or is a folder that may not be read.
    """
    if given == "-" or given.startswith((SQLITE, DUCKDB)):
        return [Place(given)]
    path = Path(given)
    try:
        if path.is_dir():
            return _folder(str(path), notes)
        if path.exists():
            return [Place(given)]
    except OSError as error:
        raise InputError("NX101", f"it cannot be read: {error.strerror}", where=given, fix=RIGHTS) from error
    matches = []
    if glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  Path.glob takes no absolute patterns
    if not matches:
        raise InputError("NX101", "no such file or folder", where=given, fix="Check the path; quote globs")
    found: list[Place] = []
    for match in matches:
        if Path(match).exists():
            found += places(match, notes)
        else:
            notes.unread.add("link", legible(match))  # to nothing, or gone meanwhile
    return found


def expand(given: str) -> list[str]:
    """The paths that one input names, as far as they can be read."""
    return [place.path for place in places(given, Notes()) if place.problem is None]


def nothing(given: list[str], notes: Notes) -> InputError:
    """The error of inputs that hold no file to read."""
    where = ", ".join(given[:3]) + (" …" if len(given) > 3 else "")
    if not notes.unread.count:
        return InputError("NX101", "no files here", where=where, fix="Check the path")
    fix = "Convert them to text; text with a suffix of its own is read where a glob names it ('FOLDER/**/*.md')"
    return InputError("NX101", f"no file to read, only {notes.unread}", where=where, fix=fix)


def _folder(path: str, notes: Notes) -> list[Place]:
    found = list(_walk(path, notes))
    if found and found[0].path == path and found[0].problem is not None:
        raise found[0].problem
    return found


def _walk(folder: str, notes: Notes) -> Iterator[Place]:
    """The folder's files, name by name; hidden ones are passed over."""
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: os.path.normcase(entry.name))
    except OSError as error:
        what = f"the folder cannot be read: {error.strerror or error}"
        yield Place(folder, problem=InputError("NX101", what, where=legible(folder), fix=RIGHTS))
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = str(Path(entry.path))  # “./a.txt” is “a.txt”
        suffix = suffix_of(entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, notes)
        elif not _is_file(entry):
            # A folder's link may lead back up, a pipe's end may never come.
            notes.unread.add("link" if entry.is_symlink() else "special", legible(path))
        elif suffix in KNOWN or not suffix:
            yield Place(path, sure=bool(suffix))
        else:
            notes.unread.add(suffix, legible(path))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False
