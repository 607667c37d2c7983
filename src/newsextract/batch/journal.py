"""What of a run is finished, in an SQLite file beside the output, so that the same command continues."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from filelock import FileLock, Timeout

from newsextract.errors import OutputError

JOURNAL_FILE = ".journal.sqlite"
LOCK_FILE = ".lock"

Part = TypeVar("Part", str, bytes)

TABLES = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS shards (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, files BLOB NOT NULL, totals BLOB NOT NULL, errors BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS stale (file TEXT PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True)
class Done:
    """A finished shard. files: what it wrote, relative to the folder. totals: its counts, as JSON. errors: its error
    records, as JSON.
    """

    key: str
    files: tuple[str, ...]
    totals: bytes
    errors: tuple[bytes, ...]


class Journal:
    """The finished shards of one output folder. One transaction a shard: it is there or it is not."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def finished(self, number: int) -> Done | None:
        query = "SELECT key, files, totals, errors FROM shards WHERE number = ?"
        row = self._connection.execute(query, (number,)).fetchone()
        return Done(row[0], _unpack(row[1], str), row[2], _unpack(row[3], bytes)) if row else None

    def finish(self, number: int, done: Done) -> None:
        """Note the shard; files that only its earlier version wrote become stale."""
        before = self.finished(number)
        values = (
            number,
            done.key,
            msgspec.msgpack.encode(done.files),
            done.totals,
            msgspec.msgpack.encode(done.errors),
        )
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?, ?)", values)
            self._mark_stale(set(before.files) - set(done.files) if before else set())

    def forget_from(self, number: int) -> None:
        """Drop shards from `number` on: the input became shorter, or all is done anew."""
        rows = self._connection.execute("SELECT files FROM shards WHERE number >= ?", (number,)).fetchall()
        with self._connection:
            self._connection.execute("DELETE FROM shards WHERE number >= ?", (number,))
            self._mark_stale({file for (files,) in rows for file in _unpack(files, str)})

    def stale(self) -> set[str]:
        """Files that no shard lists any more, unless another shard has written them since."""
        return {file for (file,) in self._connection.execute("SELECT file FROM stale")}

    def forget_stale(self) -> None:
        with self._connection:
            self._connection.execute("DELETE FROM stale")

    def _mark_stale(self, files: set[str]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(file,) for file in sorted(files)])

    def setting(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))


@contextmanager
def open_journal(folder: Path) -> Iterator[Journal]:
    """The folder's journal, for this process alone. Raises OutputError NX401 (unwritable) or NX405 (in use)."""
    lock = FileLock(folder / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        fix = "Wait for it, or choose another folder with -o"
        raise OutputError("NX405", "another run is writing to this folder", where=str(folder), fix=fix) from error
    except OSError as error:
        raise OutputError("NX401", f"cannot write: {error.strerror}", where=str(folder / LOCK_FILE)) from error
    try:
        connection = sqlite3.connect(folder / JOURNAL_FILE)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(TABLES)
            yield Journal(connection)
        except sqlite3.OperationalError as error:
            fix = "Make room, or choose another folder with -o; the same command then continues"
            raise OutputError("NX401", f"the journal cannot be written: {error}", where=str(folder), fix=fix) from error
        except sqlite3.DatabaseError as error:
            fix = "Start over with --fresh"
            raise OutputError("NX401", f"the journal cannot be used: {error}", where=str(folder), fix=fix) from error
        finally:
            connection.close()
    finally:
        lock.release()


def _unpack(data: bytes, kind: type[Part]) -> tuple[Part, ...]:
    return msgspec.msgpack.decode(data, type=tuple[kind, ...])  # type: ignore[valid-type]
