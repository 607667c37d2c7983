"""A file an article, indented for people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from newsextract.writers.files import replacing

UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|\ud800-\udfff]|^[.\s]+|[.\s]+$')
LONGEST_NAME = 200  # bytes; file systems allow 255, and a part file adds a few


def write_files(folder: Path, number: int, records: Sequence[tuple[str, bytes]]) -> list[str]:
    """Writes `<doc_id>.json` for each record."""
    names = []
    for doc_id, data in records:
        name = f"{file_name(doc_id)}.json"
        # A file lost to a power cut is written again when the run is resumed or repeated: no sync for each.
        with replacing(folder / name, sync=False) as stream:
            stream.write(msgspec.json.format(data, indent=1) + b"\n")
        names.append(name)
    return names


def file_name(doc_id: str) -> str:
    """The doc_id as a file name for any system; what had to be changed or cut is told apart by a hash."""
    safe = UNSAFE.sub("_", doc_id)
    if safe == doc_id and len(safe.encode()) <= LONGEST_NAME:
        return safe
    short = safe.encode()[: LONGEST_NAME - 9].decode(errors="ignore")
    return f"{short}-{hashlib.sha256(doc_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
