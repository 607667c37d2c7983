"""The cells of tables: a printed number is an amount; a stated unit (单位：亿元) governs its table's bare numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from newsextract.document import Document
from newsextract.quantities.amount import Amount
from newsextract.quantities.units import Lexicon, Unit

_CELL = re.compile(r"(?:[^\n\t| ]| (?! ))+")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STATED = re.compile(r"(?:计量)?单位 ?: ?([十百千万亿]*)")
_PERCENT = re.compile(r"%")
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
    """The cells that are numbers. A column whose head says % is not governed by the stated unit."""
    amounts: list[Amount] = []
    words: list[str] = []
    heads: list[str] | None = None
    column = 0
    for cell in _CELL.finditer(free, start, end):
        surface = cell.group().strip()
        if not surface:
            continue
        number = _NUMBER.fullmatch(surface)
        if not number or _YEAR.fullmatch(surface):
            column = 0
            words.append(surface)
            continue
        if heads is None:
            heads = words[:-1]  # the last word before the first number heads its row
        column += 1
        head = heads[column] if column < len(heads) else ""
        at = cell.start() + cell.group().index(surface)
        value = Decimal(surface.replace(",", "").lstrip("+"))
        governed = stated if stated and not _PERCENT.search(head) else None
        amount = Amount(at, at + len(surface), value, rule="quantity.cell", surface=surface)
        if governed:
            amount.scaled(governed.scale)
            amount.unit, amount.written = governed.unit, governed.unit.written
            amount.unit_start, amount.unit_end = governed.start, governed.end
            amount.rule = "quantity.table"
        elif stated and _PERCENT.search(head):
            amount.unit, amount.written, amount.rule = units.units["%"], "%", "quantity.table"
        amounts.append(amount)
    return amounts
