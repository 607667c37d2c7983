"""Finished JSON → files, each written whole or not at all. Each format is one entry in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsextract.writers.files import replacing
from newsextract.writers.json import write_files
from newsextract.writers.jsonl import write_shard

__all__ = ["ERRORS_FILE", "FORMATS", "Write", "replacing"]

Write = Callable[[Path, int, Sequence[tuple[str, bytes]]], list[str]]
"""(folder, shard number, (doc_id, JSON) of each record) → the names of the files written."""

FORMATS: dict[str, Write] = {"json": write_files, "jsonl": write_shard}
ERRORS_FILE = "errors.jsonl"
