"""A record a line, a file a shard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsextract.writers.files import replacing


def write_shard(folder: Path, number: int, records: Sequence[tuple[str, bytes]]) -> list[str]:
    """Writes `records-00000.jsonl`, numbered by shard."""
    name = f"records-{number:05}.jsonl"
    with replacing(folder / name) as stream:
        stream.writelines(data + b"\n" for _, data in records)
    return [name]
