"""What `newsextract run` wrote, read back."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

import msgspec

from newsextract.errors import OutputError
from newsextract.records import Record, from_json

OURS = ("errors.jsonl", "run.json")


def read(path: str | PathLike[str]) -> Iterator[Record]:
    """Every record of an output folder, or of one of its .json or .jsonl files, in the order of the files' names.

    Raises OutputError NX402 where the path is missing or something there is no record.
    """
    root = Path(path)
    if not root.exists():
        raise OutputError("NX402", "no such file or folder", where=str(root), fix="Give the folder of a run")
    files = [root] if root.is_file() else sorted(p for p in root.rglob("*.json*") if p.name not in OURS)
    return (record for file in files if not file.name.startswith(".") for record in _records(file))


def _records(file: Path) -> Iterator[Record]:
    data = file.read_bytes()
    for number, line in enumerate(data.split(b"\n") if file.suffix == ".jsonl" else [data], 1):
        if not line.strip():
            continue
        try:
            yield from_json(line)
        except msgspec.DecodeError as error:
            fix = "Give the folder of a run of this version, or remove the file"
            raise OutputError("NX402", f"not a record: {error}", where=f"{file}:{number}", fix=fix) from error
