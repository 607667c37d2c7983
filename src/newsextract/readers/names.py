"""What a stream has brought before, in memory that does not grow with the archive."""

from __future__ import annotations

import hashlib
import sqlite3

CACHE = 4  # MB of the table that are kept in memory; the rest lies in a temporary file of SQLite's


class Names:
    """Gives each article a doc_id of its own: a name that was given before gets the suffix ~2, ~3 …

    A name is kept as eight bytes of its hash: should two of ten million names share one (3 in a million archives), the
    second gets a suffix that it did not need.
    """

    def __init__(self) -> None:
        self._table = _scratch("CREATE TABLE given (name INTEGER PRIMARY KEY, times INTEGER NOT NULL)")

    def claim(self, name: str) -> str:
        """The name, or the first of its forms with a suffix that nobody has."""
        times = self._add(name)
        if times == 1:
            return name
        while self._add(f"{name}~{times}") > 1:
            times = self._add(name)
        return f"{name}~{times}"

    def _add(self, name: str) -> int:
        """How often the name has been given, this time included."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "big", signed=True)
        query = "INSERT INTO given VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET times = times + 1 RETURNING times"
        ((times,),) = self._table.execute(query, (key,)).fetchall()
        return int(times)


class Firsts:
    """Who first had a key."""

    def __init__(self) -> None:
        self._table = _scratch("CREATE TABLE given (key BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID")

    def claim(self, key: bytes, name: str) -> str | None:
        """The name that had the key before; None where it is new, and `name` has it from now on."""
        kept = name.encode("utf-8", "surrogatepass")
        if self._table.execute("INSERT OR IGNORE INTO given VALUES (?, ?)", (key, kept)).rowcount:
            return None
        ((first,),) = self._table.execute("SELECT name FROM given WHERE key = ?", (key,)).fetchall()
        return bytes(first).decode("utf-8", "surrogatepass")


def _scratch(schema: str) -> sqlite3.Connection:
    """A database in a temporary file of its own, which goes with it."""
    table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    table.execute(f"PRAGMA cache_size = -{CACHE << 10}")
    table.execute("PRAGMA journal_mode = OFF")
    table.execute(schema)
    table.execute("BEGIN")
    return table
