"""Civil and Chinese calendar arithmetic: pure functions on (year, month, day), no clock.

The Chinese calendar is a table, `lunar.tsv` (1900–2100, computed with lunar_python, MIT): 15 kB and two milliseconds
against the 40 that importing that library costs every process.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR = 1900, 2100


class LunarYear(NamedTuple):
    """One Chinese year: its first day, the leap month's number (0: none), month lengths, the 24 solar terms."""

    first: date
    leap: int
    lengths: tuple[int, ...]
    terms: tuple[date, ...]


@cache
def lunar_table() -> dict[int, LunarYear]:
    """Year → LunarYear, 1900–2100."""
    table = {}
    for line in files("newsextract.dates").joinpath("lunar.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        year, first, leap, lengths, days = line.split("\t")
        table[int(year)] = LunarYear(
            date(int(year), int(first[:2]), int(first[2:])),
            int(leap),
            tuple(29 + int(bit) for bit in lengths),
            tuple(date(int(year), i // 2 + 1, int(days[2 * i : 2 * i + 2])) for i in range(24)),
        )
    return table


def lunar_month(year: int, month: int, leap: bool = False) -> tuple[date, date] | None:
    """First and last day of a month of the Chinese year; None outside 1900–2100 or where it has no such month."""
    row = lunar_table().get(year)
    if row is None or not 1 <= month <= 12 or (leap and row.leap != month):
        return None
    index = month - 1 + (1 if leap or 0 < row.leap < month else 0)
    first = row.first + timedelta(sum(row.lengths[:index]))
    return first, first + timedelta(row.lengths[index] - 1)


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The civil date of a day of the Chinese year; day 0 is the month's last. None where there is none."""
    bounds = lunar_month(year, month, leap)
    if bounds is None:
        return None
    if day == 0:
        return bounds[1]
    found = bounds[0] + timedelta(day - 1)
    return found if found <= bounds[1] else None


def lunar_year_of(day: date) -> int:
    """The Chinese year that a civil date lies in."""
    row = lunar_table().get(day.year)
    return day.year - 1 if row is not None and day < row.first else day.year


def solar_term(year: int, index: int) -> date | None:
    """The day of solar term `index` (0 小寒 … 23 冬至) in a civil year; None outside 1900–2100."""
    row = lunar_table().get(year)
    return row.terms[index] if row else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth Monday (1) … Sunday (7) of a month."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= month_length(year, month) else None


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (the anonymous computus, Meeus, Astronomical Algorithms, ch. 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday as a civil date (the Julian computus, Meeus, Astronomical Algorithms, ch. 8)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else LENGTHS[month]


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """(year, month) moved by a number of months."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def shift(day: date, years: int = 0, months: int = 0, days: int = 0) -> date | None:
    """A date moved by calendar units; the day is cut to the month's length. None beyond the calendar's ends."""
    year, month = shift_months(day.year, day.month, 12 * years + months)
    if not 1 <= year <= 9999:
        return None
    try:
        return date(year, month, min(day.day, month_length(year, month))) + timedelta(days)
    except OverflowError:
        return None


def civil(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_start(day: date) -> date:
    """Monday of the day's week (GB/T 7408: weeks begin on Monday). Year 1 and later."""
    return day - timedelta(min(day.isoweekday() - 1, day.toordinal() - 1))
