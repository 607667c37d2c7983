"""Facts of table cells: named by the title of their row, dated by their column's head or by the table's caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.facts.chunk import Span
from newsextract.facts.roles import is_calendar
from newsextract.facts.when import COMPARED
from newsextract.records import Date, Quantity

CELL = re.compile(r"[^\t|\n]+")
"""A cell between tabs or bars; blanks within it belong to it."""
TITLE = re.compile(
    r"(?:其中[:,]?|#|[一二三四五六七八九十]+、|\d+[.、])?\s*(?P<name>[^()\d\s][^()]{0,60}?)(?:\s{0,4}\([^()]*\))?"
)
"""出口额 of 其中:出口额(亿元): the row's title without its place in the list and its unit."""
ABOVE = 80
"""Characters above a table in which its caption stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table tells of the quantity in one of its cells."""

    title: Span
    time: Date | None


def cells(document: Document, quantities: Sequence[Quantity], dates: Sequence[Date]) -> dict[int, Cell]:
    """Index of each quantity that fills a cell of a table with row titles → its row and time."""
    found: dict[int, Cell] = {}
    starts = [q.start for q in quantities]
    days = [d.start for d in dates]
    for zone in document.zones:
        if zone.type != "table":
            continue
        above = document.shadow.rfind("\n", max(zone.start - ABOVE, 0), max(zone.start - 1, 0)) + 1
        caption = _date(dates, days, max(above, zone.start - ABOVE), zone.start)
        heads: list[Date | None] = []
        for number, row in enumerate(_rows(document.shadow, zone.start, zone.end)):
            if not number:
                heads = [_head(document.shadow, dates, days, cell) for cell in row]
            title = TITLE.fullmatch(document.shadow, *row[0])
            if title is None or len(row) < 2:
                continue
            for column, (start, end) in enumerate(row[1:], 1):
                at = bisect_left(starts, start)
                if at < len(quantities) and (quantities[at].start, quantities[at].end) == (start, end):
                    head = heads[column] if len(heads) == len(row) else None
                    found[at] = Cell(title.span("name"), head or caption)
    return found


def _rows(shadow: str, start: int, end: int) -> Iterator[list[Span]]:
    """The cells of each row that has any, without the blanks at their edges."""
    while start < end:
        stop = shadow.find("\n", start, end)
        stop = stop if stop >= 0 else end
        row = [_bare(shadow, *cell.span()) for cell in CELL.finditer(shadow, start, stop)]
        if row:
            yield row
        start = stop + 1


def _bare(shadow: str, start: int, end: int) -> Span:
    piece = shadow[start:end]
    return end - len(piece.lstrip()) if piece.strip() else start, start + len(piece.rstrip())


def _head(shadow: str, dates: Sequence[Date], starts: Sequence[int], cell: Span) -> Date | None:
    """The time that a column's head tells; 比上年增长 tells none."""
    return None if shadow[cell[0]] in COMPARED else _date(dates, starts, *cell)


def _date(dates: Sequence[Date], starts: Sequence[int], start: int, end: int) -> Date | None:
    """The first calendar date between two offsets."""
    for at in range(bisect_left(starts, start), bisect_left(starts, end)):
        if is_calendar(dates[at]):
            return dates[at]
    return None
