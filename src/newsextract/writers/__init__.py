"""Finished JSON → files, each written whole or not at all. Each format is one entry in FORMATS."""

from __future__ import annotations

from newsextract.writers.base import Format, unlink
from newsextract.writers.csv import CSV
from newsextract.writers.files import replacing
from newsextract.writers.json import write_files
from newsextract.writers.jsonl import write_shard
from newsextract.writers.parquet import PARQUET
from newsextract.writers.sqlite import SQLITE

__all__ = ["ERRORS_FILE", "FORMATS", "Format", "replacing", "unlink"]

FORMATS: dict[str, Format] = {
    "json": Format(write_files),
    "jsonl": Format(write_shard),
    "csv": CSV,
    "parquet": PARQUET,
    "sqlite": SQLITE,
}
ERRORS_FILE = "errors.jsonl"
