"""A record a line, a file a shard, plain or compressed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsextract.errors import MissingError
from newsextract.writers.base import Format
from newsextract.writers.files import replacing

LEVEL = 3  # zstd's own default; records shrink to a seventh


def write_shard(folder: Path, number: int, records: Sequence[tuple[str, bytes]]) -> list[str]:
    """Writes `records-00000.jsonl`, numbered by shard."""
    name = f"records-{number:05}.jsonl"
    with replacing(folder / name) as stream:
        stream.writelines(data + b"\n" for _, data in records)
    return [name]


def write_zstd_shard(folder: Path, number: int, records: Sequence[tuple[str, bytes]]) -> list[str]:
    """Writes `records-00000.jsonl.zst`. Raises MissingError NX301 without zstandard."""
    try:
        import zstandard  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[zstd]'"
        raise MissingError("NX301", "compressing with zstd needs zstandard", fix=fix) from error
    name = f"records-{number:05}.jsonl.zst"
    lines = b"".join(data + b"\n" for _, data in records)
    with replacing(folder / name) as stream:
        stream.write(zstandard.ZstdCompressor(LEVEL, write_checksum=True).compress(lines))
    return [name]


ZSTD = Format(write_zstd_shard)
