"""What named days mean: festivals, public holidays, solar terms, months and days of the Chinese calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from newsextract import lazyre as re
from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates.context import Context
from newsextract.dates.lexicon import lexicon
from newsextract.dates.moments import Frame, Moment, Step


def read_lunar_month(at: Context, frame: Frame, value: tuple[int, bool], moment: Moment | None) -> Step:
    year = (
        frame.year if frame.grain else at.governing_sentence or (cal.lunar_year_of(at.today) if at.today else at.year)
    )
    if (
        value[1] and not frame.grain and year is not None
    ):  # the nearest year with that leap month; they come in 19 years
        around = (year + step * sign for step in range(20) for sign in (1, -1))
        year = next((other for other in around if cal.lunar_month(other, value[0], True)), year)
    told = bool(frame.grain) or at.governing_sentence is not None or value[1]
    if not told and at.today is not None and year is not None:
        year = _nearest_lunar_year(at.today, year, value[0])
    bounds = cal.lunar_month(year, value[0], value[1]) if year is not None else None
    inner = Frame(year, value[0] + (100 if value[1] else 0), None, "lunar")
    if bounds is None:
        return Moment(mo.year_text(year), None, None, "span"), inner
    return mo.of_dates(*bounds), inner


def _nearest_lunar_year(today: date, year: int, month: int) -> int:
    """大年初三 just before the new year is the one to come, 腊月二十三 just after it the one gone by (45 days)."""
    for other in (year, year - 1, year + 1):
        bounds = cal.lunar_month(other, month)
        if bounds is not None and bounds[0] - timedelta(45) <= today <= bounds[1] + timedelta(45):
            return other
    return year


def read_lunar_day(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    year, month = frame.year, frame.month
    if frame.grain == "month_only" and at.governing_sentence is None:
        year = cal.lunar_year_of(at.today) if at.today else at.year
    if month is None:
        return mo.of_day(year, None, None), Frame(year, None, None, "day")
    day = cal.lunar_day(year, month % 100, value, month > 100) if year is not None else None
    if day is None:
        return mo.of_day(year, None, None), Frame(year, None, None, "day")
    if at.query and at.today is not None and not _year_is_said(at) and year is not None:
        later = (cal.lunar_day(year + step, month % 100, value, month > 100) for step in (0, 1, 2))
        day = next((other for other in later if other is not None and other >= at.today), day)
    return mo.of_date(day), Frame(day.year, day.month, day.day, "day")


def _year_is_said(at: Context) -> bool:
    return "年" in at.text[at.start : at.end].replace("大年", "")


def on_day(day: date) -> tuple[Moment, Frame]:
    return mo.of_date(day), Frame(day.year, day.month, day.day, "day")


def _festival_day(year: int, index: int) -> date | None:
    festival = lexicon().festivals[index]
    if not 0 < year < 9999:
        return None
    if festival.kind == "solar":
        return cal.civil(year, *festival.data)
    if festival.kind == "nth":
        return cal.nth_weekday(year, *festival.data)
    if festival.kind == "easter":
        return cal.easter(year) + timedelta(festival.data)
    if festival.kind == "orthodox":
        return cal.orthodox_easter(year) + timedelta(festival.data)
    if festival.kind == "term":
        return cal.solar_term(year, lexicon().terms.index(festival.data))
    month, day = festival.data
    if day == 0:  # 除夕 is the day before the new year
        first = cal.lunar_day(year, 1, 1)
        return first and first - timedelta(1)
    found = cal.lunar_day(year, month, day)
    return found if found is None or found.year == year or month < 12 else cal.lunar_day(year - 1, month, day)


def read_festival(at: Context, frame: Frame, index: int, moment: Moment | None) -> Step:
    found = _named(at, frame, lambda year: _festival_day(year, index))
    festival = lexicon().festivals[index]
    if found is not None and found[0].first is None and festival.kind == "solar":
        return mo.of_day(found[1].year, *festival.data), found[1]
    return found


def read_term(at: Context, frame: Frame, index: int, moment: Moment | None) -> Step:
    if frame.grain == "year" and frame.year is not None and index <= 1:
        # 2017年大寒: the one of the winter that begins in that year
        return _named(at, frame._replace(year=frame.year + 1), lambda year: cal.solar_term(year, index))
    return _named(at, frame, lambda year: cal.solar_term(year, index))


def _soon(at: Context) -> int:
    """Days ahead in which a named day is the next one: more where it follows on a day to come (元旦、春节将至)."""
    last = at.last.first if at.last is not None and (at.listed or at.touching) else None
    return 90 if last is not None and at.today is not None and last > at.today else 60


def _awaited(at: Context) -> bool:
    """再过三个月就是|春节."""
    return AWAITED.search(at.text, max(0, at.start - 12), at.start) is not None


AWAITED = re.compile(r"(?:再过|还有|距离?|离)[^,，。;；!！?？]{0,9}$")


def _named(at: Context, frame: Frame, day_of: Callable[[int], date | None]) -> Step:
    """A named day of the year said, of the governing year, or of the publication's: the last one where that was within
    45 days, the next where the year's is over and the next is within 45 days."""
    if frame.grain:
        day = day_of(frame.year) if frame.year is not None else None
        if at.query and at.today is not None and frame.year == at.today.year and at.text.startswith("今年", at.start):
            after = day_of(frame.year + 1)  # 今年除夕 asked for after the new year: of the Chinese year
            if day is not None and day < at.today and after and cal.lunar_year_of(after) == frame.year:
                day = after
        return on_day(day) if day else (mo.of_day(frame.year, None, None), Frame(frame.year, None, None, "day"))
    year = at.governing_sentence if at.governing_sentence is not None else at.year
    if year is None:
        return mo.of_day(None, None, None), Frame(None, None, None, "day")
    day = day_of(year)
    if at.today is not None and year == at.today.year and day is not None:
        before, after = day_of(year - 1), day_of(year + 1)
        if at.query:
            day = next((other for other in (before, day, after) if other is not None and other >= at.today), day)
        elif before is not None and (at.today - before).days <= 45:
            day = before
        elif after is None or (at.today - day).days <= 45:
            pass
        elif (after - at.today).days <= _soon(at) or _awaited(at):
            day = after
    return on_day(day) if day else (mo.of_day(year, None, None), Frame(year, None, None, "day"))


SHORT_HOLIDAY = {1: (-2, 0), 2: (-2, 0), 3: (0, 0), 4: (0, 2), 5: (0, 2), 6: (0, 2), 7: (-1, 1)}
"""Weekday of 元旦, 清明, 端午 or 中秋 → its public holiday in days from it.

It is joined with the weekend, on a Wednesday it stands alone (the State Council's yearly notices since 2014).
"""


EIGHT_DAYS_SINCE = 2009
"""The first year in which 中秋 made the national holiday a day longer (the State Council's yearly notices)."""


def _national_holiday(first: date) -> tuple[int, int]:
    """In days from 1 October: a week, or eight days from 中秋 or 1 October on where the two fall together."""
    mid_autumn = cal.lunar_day(first.year, 8, 15, False)
    if mid_autumn is None or first.year < EIGHT_DAYS_SINCE or not -2 <= (away := (mid_autumn - first).days) <= 6:
        return 0, 6
    return min(0, away), min(0, away) + 7


def read_holiday(at: Context, frame: Frame, index: int, moment: Moment | None) -> Step:
    found = read_festival(at, frame, index, moment)
    bounds = lexicon().festivals[index].holiday
    if found is None or bounds is None:
        return found
    if found[0].first is None:
        festival = lexicon().festivals[index]
        if festival.kind != "solar" or found[1].year is not None:
            return found
        month, day = festival.data  # “五一”黄金周 of an unknown year
        at.golden_week = mo.joined(mo.of_day(None, month, day), mo.of_day(None, month, day + bounds[1]))
        return at.golden_week, found[1]
    first = found[0].first
    if (first.month, first.day) == (10, 1):
        bounds = _national_holiday(first)
    elif bounds == (0, 2):
        bounds = SHORT_HOLIDAY[first.isoweekday()]
    at.golden_week = mo.of_dates(first + timedelta(bounds[0]), first + timedelta(bounds[1]))
    return at.golden_week, found[1]


def read_golden_week(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """黄金周期间: of the holiday that the text told of by name."""
    return (at.golden_week, frame) if at.golden_week is not None else None
