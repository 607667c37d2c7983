"""A CSV file a table, as Excel reads it: byte order mark, and no cell that Excel would run as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newsextract.records import from_json
from newsextract.tables import TABLES, Kind, rows
from newsextract.writers.base import Format, Records, unlink
from newsextract.writers.datapackage import FILE, datapackage
from newsextract.writers.files import replacing

PARTS = ".parts"
BOM = b"\xef\xbb\xbf"
FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What gets an apostrophe before it; text that has one there of its own gets another, so that it can be told apart."""


def write(folder: Path, number: int, records: Records) -> list[str]:
    """A part of each table; `finish` joins the parts to `quantities.csv` and its sisters."""
    tables: dict[str, list[list[str]]] = {table: [] for table in TABLES}
    for _, data in records:
        for table, row in rows(from_json(data)):
            columns = TABLES[table]
            tables[table].append([cell(row[name], kind) for name, kind in columns.items()])
    (folder / PARTS).mkdir(exist_ok=True)
    names = []
    for table, lines in tables.items():
        name = f"{PARTS}/{table}-{number:05}.csv"
        with replacing(folder / name) as stream:
            stream.write(_lines(lines))
        names.append(name)
    return names


def finish(folder: Path, names: Sequence[str]) -> None:
    """`articles.csv`, `quantities.csv` …: a header and the parts in order; and what they are."""
    for table, columns in TABLES.items():
        with replacing(folder / f"{table}.csv") as stream:
            stream.write(BOM + _lines([list(columns)]))
            for name in names:
                if name.startswith(f"{PARTS}/{table}-"):
                    stream.write((folder / name).read_bytes())
    with replacing(folder / FILE) as stream:
        stream.write(datapackage())


def remove(folder: Path, names: Sequence[str]) -> None:
    unlink(folder, names)
    if names:
        unlink(folder, [FILE, *(f"{table}.csv" for table in TABLES)])


def cell(value: Any, kind: Kind) -> str:
    """The value as a cell; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return "" if value is None else _CELLS.get(kind, _text)(value)


def _text(value: Any) -> str:
    content = str(value)
    return f"'{content}" if FORMULA.match(content) else content


def _list(value: Any) -> str:
    return _text(json.dumps(value, ensure_ascii=False)) if value else ""


_CELLS: dict[Kind, Callable[[Any], str]] = {
    "list": _list,
    "number": "{:f}".format,
    "flag": lambda value: "true" if value else "false",
    "integer": str,
    "score": str,
    "day": str,
}
"""The other kinds are text."""


def _lines(lines: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue().encode("utf-8", "surrogatepass")


CSV = Format(write, remove=remove, finish=finish)
