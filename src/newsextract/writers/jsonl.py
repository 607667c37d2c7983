"""One file, a record a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsextract.records import Record
from newsextract.writers.files import replacing

RECORDS_FILE = "records.jsonl"


@contextmanager
def jsonl_file(folder: Path) -> Iterator[Callable[[Record], None]]:
    """Writes `records.jsonl`."""
    with replacing(folder / RECORDS_FILE) as stream:

        def write(record: Record) -> None:
            stream.write(record.to_json() + b"\n")

        yield write
