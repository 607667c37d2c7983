"""A page while it is being read."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.records import ZoneType
from newsextract.zones.rows import Kind


@dataclass(slots=True)
class Page:
    """A page while it is being read: its rows and what each is so far."""

    text: str
    starts: list[int]
    rows: list[str]
    kinds: list[Kind]
    zones: list[ZoneType]
    first: int  # of the rows that are prose
    last: int
    width: int  # of the full rows of a hard-wrapped text, else 0
    adjoins: list[bool]  # by row: the next one begins at the head of the next line
    title: int | None = None
    header: tuple[tuple[ZoneType, int, int], ...] = ()  # the zones of a first row that holds several

    def cut(self, index: int) -> str:
        """A row as the text has it."""
        start = self.starts[index]
        return self.text[start : start + len(self.rows[index])]
