"""What `newsextract run` wrote, read back."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

import msgspec

from newsextract.errors import MissingError, OutputError
from newsextract.records import ErrorRecord, Record, from_json
from newsextract.untable import read_tables
from newsextract.writers import ERRORS_FILE

SPARK_PART = "records/part-*.txt"
OURS = (ERRORS_FILE, "run.json", "datapackage.json")


def read(path: str | PathLike[str]) -> Iterator[Record]:
    """Every record of an output folder of any format, or of one of its .json, .jsonl, .jsonl.zst or .sqlite files.

    JSON comes in the order of the file names, tables in that of their articles. Numbers in SQLite and Parquet are
    floats: of more than 15 digits, those are what comes back. A folder that Spark wrote is one such, too.

    Raises OutputError NX402 where the path is missing or something there is no record, MissingError NX301 where a file
    needs zstandard or pyarrow to be read.
    """
    root = Path(path)
    if not root.exists():
        raise OutputError("NX402", "no such file or folder", where=str(root), fix="Give the folder of a run")
    tables = read_tables(root)
    if tables is not None:
        return tables
    found = (p for pattern in ("*.json*", SPARK_PART) for p in root.rglob(pattern) if p.name not in OURS)
    files = [root] if root.is_file() else sorted(found)
    return (record for file in files if not file.name.startswith(".") for record in _records(file))


def read_errors(path: str | PathLike[str]) -> Iterator[ErrorRecord]:
    """The articles of an output folder that could not be turned into records; none where it has no errors.jsonl."""
    file = Path(path) / ERRORS_FILE
    if file.is_file():
        yield from (msgspec.json.decode(line, type=ErrorRecord) for line in file.read_bytes().splitlines() if line)


def _records(file: Path) -> Iterator[Record]:
    data = _bytes(file)
    is_lines = file.name.endswith((".jsonl", ".jsonl.zst", ".txt"))
    for number, line in enumerate(data.split(b"\n") if is_lines else [data], 1):
        if not line.strip():
            continue
        try:
            yield from_json(line)
        except msgspec.DecodeError as error:
            fix = "Give the folder of a run of this version, or remove the file"
            raise OutputError("NX402", f"not a record: {error}", where=f"{file}:{number}", fix=fix) from error


def _bytes(file: Path) -> bytes:
    """The file's content, decompressed."""
    if file.suffix != ".zst":
        return file.read_bytes()
    try:
        import zstandard  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[zstd]'"
        raise MissingError("NX301", "reading zstd needs zstandard", where=str(file), fix=fix) from error
    try:
        return zstandard.ZstdDecompressor().decompress(file.read_bytes())
    except zstandard.ZstdError as error:
        fix = "Run the same command again, or remove the file"
        raise OutputError("NX402", f"damaged: {error}", where=str(file), fix=fix) from error
