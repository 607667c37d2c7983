"""The cells of tables: a printed number is an amount; a stated unit (单位：亿元) governs its table's bare numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.quantities.amount import Amount
from newsextract.quantities.units import Lexicon, Unit

_CELL = re.compile(r"[^\n\t|]+")
_GAP = re.compile(r" {2,}")
_SPREAD = re.compile(r"[#*]?\S(?: +\S){1,3}")
"""A short word printed wide is one cell: 指      标."""
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STATED = re.compile(r"(?:计量)?单位 ?: ?([十百千万亿]*)")
_OWN_UNIT = re.compile(r"[%(‰]")
"""The head of a column that has its own unit or none: 同比增长（±%）, 产量（万吨）."""
_BEFORE_TABLE = 80
"""Characters before a table in which its unit may be stated: the line above, with its indent."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The unit that a header states, with its magnitude (亿 of 亿元)."""

    unit: Unit
    scale: Decimal
    start: int
    end: int


def with_cells(document: Document, free: str, found: list[Amount], units: Lexicon) -> list[Amount]:
    """The amounts found and those of the table cells, in order."""
    zones = [zone for zone in document.zones if zone.type == "table"]
    if not zones:
        return found
    starts = [amount.start for amount in found]
    more: list[Amount] = []
    for zone in zones:
        stated = _stated(document.shadow, zone.start, zone.end, units)
        for amount in _numbers(free, zone.start, zone.end, stated, units):
            before = bisect_right(starts, amount.start) - 1
            if before >= 0 and found[before].end > amount.start:
                continue
            if before + 1 < len(found) and found[before + 1].start < amount.end:
                continue
            more.append(amount)
    return sorted([*found, *more], key=lambda amount: amount.start)


def _cells(free: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(place, surface) of every cell that is not empty: rows part by line, cells by tab, bar or a wide gap."""
    for match in _CELL.finditer(free, start, end):
        row = match.group()
        words = [row] if _SPREAD.fullmatch(row.strip()) else _GAP.split(row)
        at = match.start()
        for word in words:
            surface = word.strip()
            if surface:
                at = free.index(surface, at)
                yield at, surface
                at += len(surface)


def _stated(shadow: str, start: int, end: int, units: Lexicon) -> Stated | None:
    match = _STATED.search(shadow, max(0, start - _BEFORE_TABLE), end)
    unit = units.match(shadow, match.end()) if match else None
    if not match or not unit:
        return None
    scale = Decimal(1)
    for char in match[1]:
        scale *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return Stated(unit, scale, match.end(), match.end() + unit.length)


def _numbers(free: str, start: int, end: int, stated: Stated | None, units: Lexicon) -> list[Amount]:
    """The cells that are numbers. A column whose head names a unit of its own is not governed by the stated one."""
    cells = [(at, surface, _is_number(surface)) for at, surface in _cells(free, start, end)]
    heads = _heads(cells)
    amounts: list[Amount] = []
    column = -1
    for at, surface, number in cells:
        column = column + 1 if number else -1
        if not number:
            continue
        head = heads[column] if column < len(heads) else ""
        amount = Amount(at, at + len(surface), Decimal(surface.replace(",", "").lstrip("+")), rule="quantity.cell")
        if stated and not _OWN_UNIT.search(head):
            amount.scaled(stated.scale)
            amount.unit, amount.written = stated.unit, stated.unit.written
            amount.unit_start, amount.unit_end = stated.start, stated.end
            amount.rule = "quantity.table"
        elif stated and "%" in head:
            amount.unit, amount.written, amount.rule = units.units["%"], "%", "quantity.table"
        amounts.append(amount)
    return amounts


def _is_number(surface: str) -> bool:
    return bool(_NUMBER.fullmatch(surface)) and not _YEAR.fullmatch(surface)


def _heads(cells: list[tuple[int, str, bool]]) -> list[str]:
    """The heads of the columns of numbers: as many words as the first row has numbers, before the head of that row."""
    first = next((i for i, (_, _, number) in enumerate(cells) if number), len(cells))
    width = next((i for i, (_, _, number) in enumerate(cells[first:]) if not number), len(cells) - first)
    return [surface for _, surface, _ in cells[max(0, first - 1 - width) : max(0, first - 1)]]
