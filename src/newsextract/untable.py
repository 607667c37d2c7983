"""Flat tables → records again: the other way of newsextract.tables, for CSV, SQLite and Parquet.

Each storage gives the rows of a table as a stream in the order of the articles; cells are as it keeps them: numbers as
floats (SQLite, Parquet) have 15 digits, those in CSV all of them.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import msgspec

from newsextract.errors import MissingError, OutputError
from newsextract.records import Check, Date, Entity, Fact, Policy, Quantity, Record, plain
from newsextract.tables import TABLES, Kind, Row

STRUCTS: dict[str, type[msgspec.Struct]] = {
    "quantities": Quantity,
    "dates": Date,
    "policies": Policy,
    "entities": Entity,
    "facts": Fact,
    "checks": Check,
}
READ = ("articles", *STRUCTS)
"""The tables that make up a record; observations repeat what they have."""
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
FIX = "Give the folder of a run of this version"


def record(tables: Mapping[str, Iterable[Row]], article: Row) -> Record:
    """One article's rows, by table, as the record that they were made from."""
    rest = json.loads(article["rest"])
    items = rest.pop("items")
    made: Row = {"doc_id": article["doc_id"], "text": article["text"] or "", **rest}
    for table in STRUCTS:
        made[table] = [_item(table, dict(row), items) for row in tables.get(table, ())]
    return msgspec.convert(made, Record)


def _item(table: str, row: Row, items: Mapping[str, list[list[int]]]) -> Row:
    del row["doc_id"]
    if table == "policies":
        bounds = items.get(row["id"], [])
        parts = zip(row["items"] or (), bounds, strict=True)
        row["items"] = [{"part": part, "text": text, "start": s, "end": e} for (part, text), (s, e) in parts]
    if table == "facts":
        text, start, end = (row.pop(f"indicator{name}") for name in ("", "_start", "_end"))
        row["indicator"] = None if text is None else {"text": text, "start": start, "end": end}
    return row


def from_csv(folder: Path) -> Iterator[Record]:
    """The records of a folder of CSV tables."""
    csv.field_size_limit(sys.maxsize)  # an article may be longer than the 128 KiB that csv allows
    streams = {table: _csv_rows(folder / f"{table}.csv", table) for table in READ}
    return _aligned(streams)


def _csv_rows(path: Path, table: str) -> Iterator[Row]:
    nullable = {name: _nullable(table, name) for name in TABLES[table]}
    with path.open(encoding="utf-8-sig", errors="surrogatepass", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {n: _of_text(row[n], kind, nullable[n]) for n, kind in TABLES[table].items()}


def _of_text(cell: str, kind: Kind, nullable: bool) -> Any:
    if kind == "list":
        return json.loads(_unescaped(cell)) if cell else []
    if not cell:
        return None if nullable else ""
    return _TEXT.get(kind, _unescaped)(cell)


def _unescaped(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running the cell."""
    return cell[1:] if ESCAPED.match(cell) else cell


_TEXT: dict[Kind, Callable[[str], Any]] = {
    "integer": int,
    "number": Decimal,
    "score": float,
    "flag": "true".__eq__,
    "day": str,
}


def from_sqlite(path: Path) -> Iterator[Record]:
    """The records of a database that a run wrote."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        streams = {table: _sqlite_rows(connection, table) for table in READ}
        yield from _aligned(streams)


def _sqlite_rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY shard, rowid"):  # noqa: S608  our own table names
        yield {name: _of_cell(row[name], kind) for name, kind in TABLES[table].items()}


def _of_cell(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind == "number":
        return plain(Decimal(repr(value)))
    if kind == "flag":
        return bool(value)
    return json.loads(value) if kind == "list" else value


def from_parquet(folder: Path) -> Iterator[Record]:
    """The records of a folder of Parquet tables, year by year; the tables of one year are held in memory."""
    try:
        from pyarrow import parquet  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[parquet]'"
        raise MissingError("NX301", "reading Parquet needs pyarrow", where=str(folder), fix=fix) from error
    for year in sorted((folder / "articles").glob("year=*")):
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table in STRUCTS:
            for path in sorted((folder / table / year.name).glob("*.parquet")):
                for row in parquet.ParquetFile(path).read().to_pylist():
                    found[row["doc_id"]][table].append({n: _of_arrow(row[n], k, n) for n, k in TABLES[table].items()})
        for path in sorted(year.glob("*.parquet")):
            for article in parquet.ParquetFile(path).read().to_pylist():
                yield record(found.pop(article["doc_id"], {}), article)


def _of_arrow(value: Any, kind: Kind, name: str) -> Any:
    if kind == "number":
        return None if value is None else plain(Decimal(repr(value)))
    return [json.loads(item) for item in value or ()] if name == "items" else value


def _aligned(streams: dict[str, Iterator[Row]]) -> Iterator[Record]:
    """Tables that hold the articles in one order → records, an article's rows in memory at a time."""
    articles = streams.pop("articles")
    waiting = {table: next(rows, None) for table, rows in streams.items()}
    for article in articles:
        found: dict[str, list[Row]] = {table: [] for table in streams}
        for table, rows in streams.items():
            row = waiting[table]
            while row is not None and row["doc_id"] == article["doc_id"]:
                found[table].append(row)
                row = next(rows, None)
            waiting[table] = row
        yield record(found, article)


def _nullable(table: str, column: str) -> bool:
    struct = STRUCTS.get(table)
    hints = get_type_hints(struct) if struct else {}
    return column not in hints or NoneType in get_args(hints[column])


def read_tables(root: Path) -> Iterator[Record] | None:
    """The records of a folder or file of tables, None where it is neither.

    Raises OutputError NX402 for tables that are no run's, MissingError NX301 without pyarrow.
    """
    database = root if root.suffix == ".sqlite" else root / "newsextract.sqlite"
    if database.is_file():
        return _coded(from_sqlite(database), database)
    if (root / "articles.csv").is_file():
        return _coded(from_csv(root), root)
    if (root / "articles").is_dir() and any((root / "articles").glob("year=*")):
        return _coded(from_parquet(root), root)
    return None


def _coded(records: Iterator[Record], where: Path) -> Iterator[Record]:
    try:
        yield from records
    except (KeyError, ValueError, TypeError, OSError, sqlite3.Error, InvalidOperation, msgspec.DecodeError) as error:
        what = f"no table of a run: {type(error).__name__}: {error}"
        raise OutputError("NX402", what, where=str(where), fix=FIX) from error
