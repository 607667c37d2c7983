"""Records → files, each written whole or not at all. Each format is one entry in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from newsextract.errors import OutputError
from newsextract.records import ErrorRecord, Record
from newsextract.writers.files import replacing
from newsextract.writers.json import json_files
from newsextract.writers.jsonl import RECORDS_FILE, jsonl_file

__all__ = ["ERRORS_FILE", "FORMATS", "RECORDS_FILE", "Put", "open_output"]

Put = Callable[[Record | ErrorRecord], None]
FORMATS: dict[str, Callable[[Path], AbstractContextManager[Callable[[Record], None]]]] = {
    "json": json_files,
    "jsonl": jsonl_file,
}
ERRORS_FILE = "errors.jsonl"


@contextmanager
def open_output(format_name: str, folder: Path) -> Iterator[Put]:
    """A function that takes each record or error of a run; when the block ends well, everything is in its place.

    Errors go to errors.jsonl, which is absent after a run without any. Raises OutputError NX401.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("NX401", f"the folder cannot be made: {error.strerror}", where=str(folder)) from error
    _refuse_mixture(format_name, folder)
    errors: list[bytes] = []
    with FORMATS[format_name](folder) as write:

        def put(item: Record | ErrorRecord) -> None:
            if isinstance(item, ErrorRecord):
                errors.append(item.to_json() + b"\n")
            else:
                write(item)

        yield put
    if not errors:
        (folder / ERRORS_FILE).unlink(missing_ok=True)
        return
    with replacing(folder / ERRORS_FILE) as stream:
        stream.writelines(errors)


def _refuse_mixture(format_name: str, folder: Path) -> None:
    """Two formats in one folder would be read back as one run, each article twice."""
    others = (folder / RECORDS_FILE).exists() if format_name == "json" else any(folder.glob("*.json"))
    if others:
        what = "the folder holds records of an earlier run in another format"
        raise OutputError("NX401", what, where=str(folder), fix="Empty it or choose another with -o")
