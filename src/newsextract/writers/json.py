"""A file an article, indented for people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from newsextract.records import Record
from newsextract.writers.files import replacing

UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|\ud800-\udfff]|^[.\s]+|[.\s]+$')
LONGEST_NAME = 200  # bytes; file systems allow 255, and a part file adds a few


@contextmanager
def json_files(folder: Path) -> Iterator[Callable[[Record], None]]:
    """Writes `<doc_id>.json` for each record."""

    def write(record: Record) -> None:
        # One article more or less after a power cut is what a second run repairs: no sync a file.
        with replacing(folder / f"{file_name(record.doc_id)}.json", sync=False) as stream:
            stream.write(msgspec.json.format(record.to_json(), indent=1) + b"\n")

    yield write


def file_name(doc_id: str) -> str:
    """The doc_id as a file name for any system; what had to be changed or cut is told apart by a hash."""
    safe = UNSAFE.sub("_", doc_id)
    if safe == doc_id and len(safe.encode()) <= LONGEST_NAME:
        return safe
    short = safe.encode()[: LONGEST_NAME - 9].decode(errors="ignore")
    return f"{short}-{hashlib.sha256(doc_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
