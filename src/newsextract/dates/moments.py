"""Resolved times: an EDTF or TIMEX3 value with its inclusive civil bounds, and the frame that later dates inherit."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.dates import calendar as cal

# part → mod; then the bounds that a part has in a year (months), a month (days), a quarter (months), a decade (shares)
PART_MODS = {"early": "START", "middle": "MID", "late": "END", "first_third": "START", "second_third": "MID",
             "last_third": "END", "first_half": "START", "second_half": "END", "whole": None}  # fmt: skip
# 年初 is January and February, 年底 December (output schema); 月初 the first five days, 月底 from the 25th on.
YEAR_PARTS = {"early": (1, 2), "middle": (6, 7), "late": (12, 12), "first_half": (1, 6), "second_half": (7, 12)}
MONTH_PARTS = {"early": (1, 5), "middle": (11, 20), "late": (25, 31), "first_third": (1, 10), "second_third": (11, 20),
               "last_third": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}  # fmt: skip
QUARTER_PARTS = {"early": (0, 0), "middle": (1, 1), "late": (2, 2)}
# of ten: the first, middle and last years of a decade, century or plan
LONG_PARTS = {
    "early": (0.0, 0.2),
    "middle": (0.4, 0.6),
    "late": (0.8, 1.0),
    "first_half": (0.0, 0.5),
    "second_half": (0.5, 1.0),
}

REMEMBERED = 4096
"""Moments that are kept: the same days and years come again and again in an archive."""
YEARS = re.compile(r"(?<![0-9-])[0-9]{4}(?![0-9])")


class Moment(NamedTuple):
    """A resolved date or period.

    value: EDTF or TIMEX3. first, last: inclusive civil bounds, None where unknown. grain: century, decade, year, half,
    quarter, season, month, week, day, time or span. mod: START, MID, END or None.
    """

    value: str
    first: date | None
    last: date | None
    grain: str
    mod: str | None = None


class Frame(NamedTuple):
    """The calendar fields known so far. A field is None where unknown; `grain` tells which fields are said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    grain: str = ""


Step = tuple[Moment, Frame] | None
"""What a piece makes of the fields before it: the moment so far and its calendar fields."""


def year_text(year: int | None) -> str:
    """EDTF year: 2019, 0367, -0220, XXXX."""
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02d}"


@lru_cache(maxsize=REMEMBERED)
def of_year(year: int | None) -> Moment:
    return Moment(year_text(year), *_bounds(year, 1, 1, year, 12, 31), "year")


def of_years(first: int, last: int) -> Moment:
    if first == last:
        return of_year(first)
    return Moment(f"{year_text(first)}/{year_text(last)}", cal.civil(first, 1, 1), cal.civil(last, 12, 31), "span")


@lru_cache(maxsize=REMEMBERED)
def of_month(year: int | None, month: int | None) -> Moment:
    first = cal.civil(year, month, 1) if year is not None and month else None
    last = first and date(first.year, first.month, cal.month_length(first.year, first.month))
    return Moment(f"{year_text(year)}-{two(month)}", first, last, "month")


def of_months(year: int | None, first: int, last: int) -> Moment:
    """Months first … last; where last < first it lies in the next year (11月至次年1月)."""
    end = year + 1 if year is not None and last < first else year
    one, other = of_month(year, first), of_month(end, last)
    if first == last:
        return one
    return Moment(f"{one.value}/{other.value}", one.first, other.last, "span")


@lru_cache(maxsize=REMEMBERED)
def of_day(year: int | None, month: int | None, day: int | None) -> Moment:
    found = cal.civil(year, month, day) if year is not None and month and day else None
    if found is not None:
        return Moment(found.isoformat(), found, found, "day")
    return Moment(f"{year_text(year)}-{two(month)}-{two(day)}", None, None, "day")


@lru_cache(maxsize=REMEMBERED)
def of_date(day: date) -> Moment:
    return Moment(day.isoformat(), day, day, "day")


def of_dates(first: date, last: date) -> Moment:
    if first == last:
        return of_date(first)
    return Moment(f"{first.isoformat()}/{last.isoformat()}", first, last, "span")


def of_decade(start: int | None) -> Moment:
    if start is None:
        return Moment("XXXX", None, None, "decade")
    return Moment(f"{start // 10:03d}X", cal.civil(start, 1, 1), cal.civil(start + 9, 12, 31), "decade")


def of_century(start: int | None) -> Moment:
    if start is None:
        return Moment("XXXX", None, None, "century")
    return Moment(f"{start // 100:02d}XX", cal.civil(start or 1, 1, 1), cal.civil(start + 99, 12, 31), "century")


def of_half(year: int | None, half: int) -> Moment:
    return Moment(
        f"{year_text(year)}-H{half}", *_bounds(year, 6 * half - 5, 1, year, 6 * half, 30 if half == 1 else 31), "half"
    )


def of_quarters(year: int | None, first: int, last: int) -> Moment:
    if first == last:
        whole = of_months(year, 3 * first - 2, 3 * first)
        return Moment(f"{year_text(year)}-Q{first}", whole.first, whole.last, "quarter")
    return of_months(year, 3 * first - 2, 3 * last)


SEASON_TERMS = {21: 2, 22: 8, 23: 14, 24: 20}


def of_season(year: int | None, season: int) -> Moment:
    """Spring begins at 立春, summer at 立夏, autumn at 立秋, winter at 立冬 and lasts into the next year, as
    the Chinese calendar has it; outside the table's years they begin with March, June, September and December."""
    if year is None:
        return Moment(f"XXXX-{season}", None, None, "season")
    first, after = (
        cal.solar_term(year, SEASON_TERMS[season]),
        cal.solar_term(year + (season == 24), SEASON_TERMS[season % 4 + 21]),
    )
    if first is not None and after is not None:
        return Moment(f"{year_text(year)}-{season}", first, after - timedelta(1), "season")
    month = 3 * (season - 20)
    months = of_months(year, month, (month + 1) % 12 + 1)
    return Moment(f"{year_text(year)}-{season}", months.first, months.last, "season")


def of_week(monday: date | None, year: int | None = None) -> Moment:
    if monday is None:
        return Moment(f"{year_text(year)}-WXX", None, None, "week")
    iso = monday.isocalendar()
    return Moment(f"{iso[0]:04d}-W{iso[1]:02d}", monday, monday + timedelta(6), "week")


def part_of(moment: Moment, part: str) -> Moment:
    """The beginning, middle or end of a period: the value stays, the mod says which, the bounds narrow."""
    mod = PART_MODS[part]
    first, last = moment.first, moment.last
    if first is None or last is None or part == "whole":
        return moment._replace(mod=mod)
    if moment.grain == "year" and part in YEAR_PARTS:
        one, other = YEAR_PARTS[part]
        first, last = date(first.year, one, 1), date(first.year, other, cal.month_length(first.year, other))
    elif moment.grain == "month" and part in MONTH_PARTS:
        one, other = MONTH_PARTS[part]
        end = last.day
        first, last = first.replace(day=one), last.replace(day=min(other, end))
    elif moment.grain in ("quarter", "season") and part in QUARTER_PARTS:
        year, month = cal.shift_months(first.year, first.month, QUARTER_PARTS[part][0])
        first, last = date(year, month, 1), date(year, month, cal.month_length(year, month))
    elif moment.grain in ("decade", "century", "span") and part in LONG_PARTS:
        years = last.year - first.year + 1
        low, high = LONG_PARTS[part]
        start = first.year + round(low * years)
        stop = max(start, first.year + round(high * years) - 1)
        first, last = date(start, 1, 1), date(stop, 12, 31)
    return moment._replace(mod=mod, first=first, last=last)


def in_year(moment: Moment, year: int | None) -> Moment:
    """The same period of another year: 去年同期."""
    if moment.first is None or year is None or moment.grain in ("week", "century", "decade"):
        return of_year(year)
    delta = year - moment.first.year
    value = YEARS.sub(lambda match: year_text(int(match.group()) + delta), moment.value)
    last = moment.last and cal.shift(moment.last, years=delta)
    if moment.last and last and moment.last.day == cal.month_length(moment.last.year, moment.last.month):
        last = last.replace(day=cal.month_length(last.year, last.month))
    return Moment(value, cal.shift(moment.first, years=delta), last, moment.grain, moment.mod)


def joined(first: Moment, last: Moment) -> Moment:
    """From the first's beginning to the last's end."""
    opening, closing = first.value.partition("/")[0], last.value.rpartition("/")[2]
    return Moment(f"{opening}/{closing}", first.first, last.last, "span", last.mod or first.mod)


def _bounds(y1: int | None, m1: int, d1: int, y2: int | None, m2: int, d2: int) -> tuple[date | None, date | None]:
    if y1 is None or y2 is None:
        return None, None
    return cal.civil(y1, m1, d1), cal.civil(y2, m2, d2)
