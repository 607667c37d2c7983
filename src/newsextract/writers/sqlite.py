"""One SQLite database with a table each, indexes and a full-text index; it opens in Datasette as it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from newsextract.errors import OutputError
from newsextract.records import from_json
from newsextract.tables import TABLES, Kind, rows
from newsextract.writers.base import Format, Records

DATABASE = "newsextract.sqlite"
AFFINITY: dict[Kind, str] = {"integer": "INTEGER", "number": "NUMERIC", "score": "REAL", "flag": "INTEGER"}
INDEXES = {
    "quantities": ("unit", "base_unit"),
    "dates": ("start_date",),
    "policies": ("canonical", "text"),
    "entities": ("text", "code"),
    "facts": ("indicator", "place"),
    "observations": ("indicator", "place", "base_unit", "start_date"),
}
LARGEST = 2**63


def write(folder: Path, number: int, records: Records) -> list[str]:
    """The shard's rows in one transaction; a shard written before is replaced."""
    try:
        with closing(_open(folder)) as connection, connection:
            _delete(connection, number)
            for _, data in records:
                for table, row in rows(from_json(data)):
                    columns = TABLES[table]
                    values = [_cell(row[name], kind) for name, kind in columns.items()]
                    marks = ",".join("?" * (len(values) + 1))
                    connection.execute(f"INSERT INTO {table} VALUES ({marks})", (*values, number))  # noqa: S608
    except sqlite3.Error as error:
        raise OutputError("NX401", f"cannot write: {error}", where=str(folder / DATABASE)) from error
    return [f"{DATABASE}#{number}"]


def exists(folder: Path, name: str) -> bool:
    if not (folder / DATABASE).is_file():
        return False
    with closing(_open(folder)) as connection:
        found = connection.execute("SELECT 1 FROM articles WHERE shard = ? LIMIT 1", (_number(name),)).fetchone()
    return found is not None


def remove(folder: Path, names: Sequence[str]) -> None:
    if not (folder / DATABASE).is_file():
        return
    with closing(_open(folder)) as connection, connection:
        for name in names:
            _delete(connection, _number(name))


def finish(folder: Path, names: Sequence[str]) -> None:
    """Indexes and the full-text index, over all rows at once. Trigrams find Chinese words without a segmenter."""
    if not (folder / DATABASE).is_file():
        return
    with closing(_open(folder)) as connection, connection:
        for table, columns in INDEXES.items():
            for column in columns:
                connection.execute(f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table} ({column})")
        connection.execute("DROP TABLE IF EXISTS articles_fts")
        # In double quotes Datasette sees which table the index is of, and offers the search.
        fields = """title, text, content="articles", tokenize='trigram'"""
        connection.execute(f"CREATE VIRTUAL TABLE articles_fts USING fts5 ({fields})")
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


def _open(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / DATABASE)
    for table, columns in TABLES.items():
        body = ", ".join(f'"{name}" {AFFINITY.get(kind, "TEXT")}' for name, kind in columns.items())
        key = 'PRIMARY KEY ("doc_id")' if table == "articles" else 'PRIMARY KEY ("doc_id", "id")'
        # A re-run may move an article to another shard before its old row is gone: the newer row wins.
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({body}, shard INTEGER, {key} ON CONFLICT REPLACE)")
    return connection


def _delete(connection: sqlite3.Connection, number: int) -> None:
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE shard = ?", (number,))  # noqa: S608  our own table names


def _number(name: str) -> int:
    return int(name.rpartition("#")[2])


def _cell(value: Any, kind: Kind) -> Any:
    if kind == "list":
        return json.dumps(value, ensure_ascii=False)
    if kind == "number" and isinstance(value, Decimal):
        whole = value == value.to_integral_value() and abs(value) < LARGEST
        return int(value) if whole else float(value)
    return value


SQLITE = Format(write, exists, remove, finish)
