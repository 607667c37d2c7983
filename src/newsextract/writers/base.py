"""What a format is: how a shard is written, found again, removed, and how a run is rounded off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Records = Sequence[tuple[str, bytes]]
"""(doc_id, JSON) of each record of a shard."""


def unlink(folder: Path, names: Sequence[str]) -> None:
    """Remove files of the folder, those already gone included."""
    for name in names:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def is_file(folder: Path, name: str) -> bool:
    return (folder / name).is_file()


def nothing(folder: Path, names: Sequence[str]) -> None:
    """Most formats are complete with their shards."""


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    write: (folder, shard number, records) → the names of what was written, complete or not at all. exists, remove: of
    such names. finish: (folder, all names of the run), after the last shard.
    """

    write: Callable[[Path, int, Records], list[str]]
    exists: Callable[[Path, str], bool] = is_file
    remove: Callable[[Path, Sequence[str]], None] = unlink
    finish: Callable[[Path, Sequence[str]], None] = nothing
