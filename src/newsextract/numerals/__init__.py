"""Numerals → exact Decimals: Arabic, Chinese, formal, mixed, fractions, ranges and indefinite magnitudes.

One cheap scan finds runs of characters that numerals are made of; each run is read once by a small grammar, and the
reading is memoised by the run's surface. Nothing looks back, so the whole is linear in the text.

    parse_number("1万5千").value        → Decimal("15000")
    parse_number("百分之五点二").value   → Decimal("0.052")
    parse_number("3—5万")               → low 30000, high 50000
    parse_number("几十")                 → low 20, high 99, mod APPROX
    parse_number("40余万")              → value 400000, mod MORE_THAN
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract import text as texts
from newsextract.numerals.exact import EXACT, divide
from newsextract.numerals.reader import FORMAL
from newsextract.numerals.runs import RUN, Reading, read_run, scan

__all__ = ["EXACT", "Number", "Reading", "divide", "find_numbers", "parse_number", "scan"]


class Number(NamedTuple):
    """One number in a text. `value` is None for a range or an indefinite magnitude, which have `low` and `high`.

    start, end: code points, end exclusive. text: the surface, as in the original.
    mod: "MORE_THAN" (多, 余, 上百), "APPROX" (来, 几十, 三五) or None.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    mod: str | None


IDIOMS_AFTER_ONE = frozenset("切些样直起般旦律贯致并定向番齐共再经下旁边带心度系")
"""一切, 一些, 一样 …: words in which a lone 一 counts nothing."""
IDIOMS_BEFORE_ONE = frozenset("统唯万专同单逐之")
"""统一, 唯一, 万一 …"""


PREFIXES = {"k": Decimal(10**3), "K": Decimal(10**3), "M": Decimal(10**6), "G": Decimal(10**9)}
"""Of the International System (SI brochure, 9th edition, table 7); K as people write it."""
PREFIXED = re.compile(r" ?([kKMG])(?![A-Za-z0-9])")


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text in order, in one linear pass. Offsets are the text's own code points."""
    shadow = texts.shadow(text)
    found: list[Number] = []
    for start, reading in scan(shadow):
        first, last = start + reading.start, start + reading.end
        surface = shadow[first:last]
        if reading.bare and not _stands_alone(shadow, first, last):
            continue
        if surface == "一" and _is_word(shadow, first):
            continue
        value = reading.value
        if value is not None and _is_figure(surface) and (prefix := PREFIXED.match(shadow, last)):
            last, value = prefix.end(), EXACT.multiply(value, PREFIXES[prefix[1]])
        found.append(Number(first, last, text[first:last], value, reading.low, reading.high, reading.mod))
    return found


def parse_number(surface: str) -> Number | None:
    """The number that the whole surface is (blanks around it aside), or None where it is not exactly one number."""
    shadow = texts.shadow(surface)
    core = shadow.strip()
    prefix = PREFIXED.fullmatch(core, len(core.rstrip("kKMG ")))
    figure = core[: prefix.start()] if prefix else core
    run = RUN.match(figure)
    if not run or run.end() != len(figure) or (prefix and not _is_figure(figure)):
        return None
    readings = read_run(figure)
    if len(readings) != 1 or readings[0].start or readings[0].end != len(figure):
        return None
    start = len(shadow) - len(shadow.lstrip())
    _, _, value, low, high, mod, _ = readings[0]
    if prefix:
        if value is None:
            return None  # 10-20K: a prefix is read behind one number only
        value = EXACT.multiply(value, PREFIXES[prefix[1]])
    return Number(start, start + len(core), surface[start : start + len(core)], value, low, high, mod)


def _is_figure(surface: str) -> bool:
    """Whether a prefix may follow: two Arabic digits or more. With one it is a name: 4K, 5G."""
    return surface.isascii() and sum(map(str.isdigit, surface)) > 1


def _stands_alone(shadow: str, start: int, end: int) -> bool:
    """A lone 百, 千, 万, 亿 is no number by itself (千万小心, 亿万); 半 is, outside 大半, 半夜; 壹 is between marks."""
    if shadow[start:end] == "半":
        return start == 0 or shadow[start - 1] not in "多大过小前后上下对"
    alone = not shadow[max(start - 1, 0) : start].isalnum() and not shadow[end : end + 1].isalnum()
    return alone and shadow[start:end] in FORMAL


def _is_word(shadow: str, at: int) -> bool:
    """Whether a lone 一 is part of a word."""
    return shadow[at + 1 : at + 2] in IDIOMS_AFTER_ONE or (at > 0 and shadow[at - 1] in IDIOMS_BEFORE_ONE)
