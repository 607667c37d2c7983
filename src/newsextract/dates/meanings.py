"""What each kind of piece means: a step from the calendar fields known so far to a moment and more fields.

A step gets the resolver (publication date, governing year, what the text spoke of last), the frame so far, the piece's
value and the moment so far; it returns the moment and the frame, or None where the piece makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.moments import Frame, Moment
from newsextract.dates.named import Step, festival_day, holiday_days, lunar_day, lunar_month, on_day, term_day

if TYPE_CHECKING:
    from newsextract.dates.resolve import Resolver


def _century(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    start = (value - 1) * 100
    return mo.of_century(start), Frame(start, None, None, "century")


def _century_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    start = None if at.year is None else (at.year // 100 + value) * 100
    return mo.of_century(start), Frame(start, None, None, "century")


def _decade(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if frame.grain == "century":
        start = None if frame.year is None else frame.year + value
    else:
        start = _nearest_decade(at.year, value)
    return mo.of_decade(start), Frame(start, None, None, "decade")


def _nearest_decade(year: int | None, tens: int) -> int:
    """80年代: the last one that has begun; with no year known, of the century that newspapers mean."""
    century = (year // 100 if year is not None else 20) * 100
    return century + tens if century + tens <= (year if year is not None else 2029) else century - 100 + tens


def _decades(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    first, last = (_decade(at, frame, tens, moment) for tens in value)
    assert first is not None and last is not None
    return mo.joined(first[0], last[0]), last[1]


def _decade_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    start = None if at.year is None else at.year // 10 * 10
    return mo.of_decade(start), Frame(start, None, None, "decade")


def _year(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    return mo.of_year(value), Frame(value, None, None, "year")


def _short_year(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    """07年: this century's where that lies less than 15 years ahead."""
    now = at.year if at.year is not None else 2020
    year = now // 100 * 100 + value
    return _year(at, frame, year if year < now + 12 else year - 100, moment)


def _years(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    return mo.of_years(*value), Frame(value[1], None, None, "year")


def _year_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = None if at.year is None else at.year + value
    return mo.of_year(year), Frame(year, None, None, "year")


def _year_anaphor(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if value < 0:  # 上年: before the year that governs the sentence, else before the publication's
        base = at.governing if at.governing is not None else at.subject if at.subject is not None else at.year
    elif not at.told_here and at.text.startswith("当年", at.start):
        return Moment("PAST_REF", None, None, "vague"), frame  # 他当年…: no year that the paragraph speaks of
    elif not at.told_here and at.text.startswith("这一年", at.start):
        base = at.year
    else:
        base = at.last.last.year if at.last is not None and at.last.last is not None else at.year
    return (
        _year(at, frame, base + value, moment)
        if base is not None
        else (mo.of_year(None), Frame(None, None, None, "year"))
    )


def _plan(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    return mo.of_years(*value), Frame(value[1], None, None, "plan")


def _base_year(at: Resolver, frame: Frame, month: int, day: int = 0) -> int | None:
    return frame.year if frame.grain else at.implied_year(month, day)


def _half(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = frame.year if frame.grain else at.implied_year(6 * value - 5)
    return mo.of_half(year, value), Frame(year, None, None, "half")


def _quarter(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    year = _base_year(at, frame, 3 * value[0] - 2)
    return mo.of_quarters(year, *value), Frame(year, None, None, "quarter")


def _quarter_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if at.year is None or at.month is None:
        return Moment(f"{mo.year_text(at.year)}-QX", None, None, "quarter"), Frame(at.year, None, None, "quarter")
    index = at.year * 4 + (at.month - 1) // 3 + value
    return mo.of_quarters(index // 4, index % 4 + 1, index % 4 + 1), Frame(index // 4, None, None, "quarter")


def _quarter_anaphor(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    last = at.last_period
    if last is not None and last.grain == "quarter" and last.first:
        return last._replace(mod=None), Frame(last.first.year, None, None, "quarter")
    return _quarter_offset(at, frame, 0, moment)


def _season(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = frame.year if frame.grain else at.governing_year()
    return mo.of_season(year, value), Frame(year, None, None, "season")


def _month(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = _base_year(at, frame, value)
    return mo.of_month(year, value), Frame(year, value, None, "month" if frame.grain else "month_only")


def _months(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    year = frame.year if frame.grain else at.implied_year(value[1] if value[0] <= value[1] else value[0])
    return mo.of_months(year, *value), Frame(year, value[1], None, "month")


def _month_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if frame.grain == "year":
        return None
    year, month = at.year, at.month
    told = at.last_period if at.last_period is not None and at.last_period.grain == "month" else at.reported_month
    compared = value == -1 and signals.COMPARED.search(at.text[max(0, at.start - 4) : at.start]) is not None
    if compared and told is not None and told.first is not None:
        year, month = told.first.year, told.first.month
    if year is None or month is None:
        return mo.of_month(year if value == 0 else None, None), Frame(year, None, None, "month")
    year, month = cal.shift_months(year, month, value)
    return mo.of_month(year, month), Frame(year, month, None, "month")


def _month_anaphor(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if frame.grain == "year" and frame.year is None:
        return None
    last = at.last.first if at.last is not None and at.last.grain in ("month", "day", "time") else at.today
    if last is None:
        return mo.of_month(at.year, at.month), Frame(at.year, at.month, None, "month")
    year, month = cal.shift_months(last.year, last.month, value)
    return mo.of_month(year, month), Frame(year, month, None, "month")


def _week_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    monday = cal.shift(cal.week_start(at.today), days=7 * value) if at.today else None
    return mo.of_week(monday, at.year if value == 0 else None), Frame(None, None, None, "week")


def _week_anaphor(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    base = at.last.first if at.last and at.last.first else at.today
    return mo.of_week(cal.week_start(base) if base else None, at.year), Frame(None, None, None, "week")


def _nth_week(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    """第32周 of a year is its ISO week; 第二周 of a month begins with the month's second Monday."""
    if moment is None or moment.first is None:
        return mo.of_week(None, frame.year), frame
    if frame.grain == "year":
        try:
            return mo.of_week(date.fromisocalendar(moment.first.year, value, 1)), Frame(None, None, None, "week")
        except ValueError:
            return None
    monday = cal.nth_weekday(moment.first.year, moment.first.month, 1, value)
    return (mo.of_week(monday), Frame(None, None, None, "week")) if monday else None


def _first_weeks(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_year(frame.year), frame
    monday = moment.first + timedelta((8 - moment.first.isoweekday()) % 7)
    return mo.of_dates(monday, monday + timedelta(7 * value - 1)), Frame(frame.year, None, None, "week")


def _first_days(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_year(frame.year), frame
    return mo.of_dates(moment.first, moment.first + timedelta(value - 1)), frame


def _nth_day(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_day(frame.year, frame.month, None), frame
    return on_day(moment.first + timedelta(value - 1))


def _last_day(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.last is None:
        return mo.of_day(frame.year, frame.month, None), frame
    return on_day(moment.last)


def _nth_weekday(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_day(frame.year, frame.month, None), frame
    day = cal.nth_weekday(moment.first.year, moment.first.month, value[1], value[0])
    return on_day(day) if day else None


def _day(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    year, month = (frame.year, frame.month) if frame.grain else at.implied_month(value)
    if frame.grain == "month_only" and month is not None:
        year = at.implied_year(month, value)
    if year is not None and month is not None and 0 < year < 9999 and value > cal.month_length(year, month):
        if frame.grain and not (month == 2 and value == 29 and frame.grain == "month_only"):
            return None
        if month == 2 and value == 29:
            year = next(y for y in range(year, year - 9, -1) if cal.month_length(y, 2) == 29)
        else:
            year, month = cal.shift_months(year, month, -1)
    return mo.of_day(year, month, value), Frame(year, month, value, "day")


def _days(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    first, last = _day(at, frame, value[0], moment), None
    if first is None:
        return None
    year, month = first[1].year, first[1].month
    if value[1] < value[0] and year is not None and month is not None:
        year, month = cal.shift_months(year, month, 1)
    last = mo.of_day(year, month, value[1])
    return mo.joined(first[0], last), Frame(year, month, value[1], "day")


def _day_offset(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    day = cal.shift(at.today, days=value) if at.today else None
    if day is None:
        return mo.of_day(at.year if value == 0 else None, None, None), Frame(at.year, None, None, "day")
    return on_day(day)


def _day_offsets(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    ends = [cal.shift(at.today, days=offset) if at.today else None for offset in value]
    if ends[0] is None or ends[1] is None:
        return mo.joined(mo.of_day(at.year, None, None), mo.of_day(at.year, None, None)), frame
    return mo.of_dates(ends[0], ends[1]), Frame(ends[1].year, ends[1].month, ends[1].day, "day")


def _year_offsets(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    if at.year is None:
        return Moment("XXXX/XXXX", None, None, "span"), Frame(None, None, None, "year")
    return mo.of_years(at.year + value[0], at.year + value[1]), Frame(at.year + value[1], None, None, "year")


def _day_anaphor(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    base = at.paragraph_day or at.last_day
    day = base.first if base and base.first else at.today
    moved = cal.shift(day, days=value) if day else None
    if moved is None:
        return mo.of_day(at.year, None, None), Frame(at.year, None, None, "day")
    return on_day(moved)


def _trading_day_anaphor(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    """The trading day before or after the day spoken of last: weekends are skipped, holidays are not known."""
    base = at.paragraph_day or at.sentence_day
    day = base.first if base and base.first else at.today
    moved = cal.shift(day, days=value) if day else None
    while moved is not None and moved.isoweekday() > 5:
        moved = cal.shift(moved, days=value)
    return on_day(moved) if moved else (mo.of_day(at.year, None, None), Frame(at.year, None, None, "day"))


def _ahead(today: date, weekday: int) -> Step:
    day = cal.shift(today, days=(weekday - today.isoweekday() - 1) % 7 + 1)
    return on_day(day) if day else None


def _weekday(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is not None and moment.grain == "week" and moment.first is not None:
        return on_day(moment.first + timedelta(value - 1))
    if at.today is None or moment is not None:
        return mo.of_day(None, None, None), Frame(None, None, None, "day")
    ahead = value - at.today.isoweekday()
    if at.query:
        return _ahead(at.today, value)
    if ahead > 5 and not at.future():  # Monday's 周日 was yesterday
        ahead -= 7
    elif ahead < -3 and at.future():
        ahead += 7
    day = cal.shift(at.today, days=ahead)
    return on_day(day) if day else None


def _weekend(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    week = moment if moment is not None and moment.grain == "week" else None
    monday = week.first if week else cal.week_start(at.today) if at.today else None
    if monday is None:
        return mo.of_day(None, None, None)._replace(grain="span"), Frame(None, None, None, "week")
    if week is None and at.today is not None and at.today.isoweekday() <= 2 and not at.future():
        monday -= timedelta(7)
    return mo.of_dates(monday + timedelta(5), monday + timedelta(6)), Frame(None, None, None, "week")


PART_OF_UNIT = {"year": "year", "month": "month", "quarter": "quarter", "week": "week"}


def _part(at: Resolver, frame: Frame, value: tuple[str, str], moment: Moment | None) -> Step:
    part, unit = value
    if moment is None:
        base = _present(at, unit, part)
        if base is None:
            return None
        moment, frame = base
    if part == "weekend":
        return _weekend(at, frame, 0, moment)
    return mo.part_of(moment, part), frame


def _present_year(at: Resolver, part: str) -> int | None:
    """The year that governs the sentence; else, for what is summed up and not planned, the year that a report of the
    first months is about; else the publication's."""
    year = at.governing_year()
    whole = part == "whole" and not at.text.startswith("年内", at.start)  # 年内 is what is still to be done
    future = at.future()
    if year is not None and at.year is not None and year < at.year and part != "whole" and future:
        return at.year
    if at.governing_sentence is not None:
        return year
    if whole and at.governing is not None:
        return at.governing
    if (part == "whole" and not whole) or future:
        return year
    if at.subject is not None:
        return at.subject
    early = at.month is not None and at.month <= 2 and at.year is not None
    return at.year - 1 if whole and early and at.year is not None else year


def _present(at: Resolver, unit: str, part: str) -> Step:
    """The year, month or quarter that a bare 年底, 月初, 全年 belongs to."""
    if unit == "year":
        year = _present_year(at, part)
        return mo.of_year(year), Frame(year, None, None, "year")
    if unit == "month":
        if (
            at.last is not None
            and at.last.grain == "month"
            and at.last.first
            and at.sentence_day is None
            and at.governing_sentence
        ):
            return mo.of_month(at.last.first.year, at.last.first.month), Frame(
                at.last.first.year, at.last.first.month, None, "month"
            )
        return mo.of_month(at.year, at.month), Frame(at.year, at.month, None, "month")
    if unit == "week":
        return _week_offset(at, Frame(), 0, None)
    return _quarter_offset(at, Frame(), 0, None)


def _year_turn(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    """岁末年初: December and January, of the turn of the year that is nearest."""
    if at.year is None or at.month is None:
        return Moment("XXXX-12/XXXX-01", None, None, "span"), Frame(at.year, None, None, "year")
    year = at.year if at.month >= 7 else at.year - 1
    return mo.of_months(year, 12, 1), Frame(year, None, None, "year")


def _same_period(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    """去年同期: the period spoken of last, of that year."""
    told = at.last_period
    if told is None:
        return moment and (moment, frame)
    return mo.in_year(told, frame.year), frame


def _bare_same_period(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    told = at.last_period
    if told is None or told.first is None:
        return None
    return told._replace(mod=told.mod), Frame(told.first.year, None, None, "year")


MEANINGS: dict[str, Callable[[Resolver, Frame, Any, Moment | None], Step]] = {
    "century": _century, "century_offset": _century_offset, "decade": _decade, "decades": _decades,
    "decade_offset": _decade_offset, "year": _year, "short_year": _short_year, "years": _years,
    "year_offset": _year_offset, "year_anaphor": _year_anaphor, "plan": _plan, "half": _half, "quarter": _quarter,
    "quarter_offset": _quarter_offset, "quarter_anaphor": _quarter_anaphor, "season": _season, "month": _month,
    "months": _months, "month_offset": _month_offset, "month_anaphor": _month_anaphor, "lunar_month": lunar_month,
    "lunar_day": lunar_day, "week_offset": _week_offset, "week_anaphor": _week_anaphor, "nth_week": _nth_week,
    "first_weeks": _first_weeks, "first_days": _first_days, "nth_day": _nth_day, "last_day": _last_day,
    "nth_weekday": _nth_weekday, "day": _day, "days": _days, "day_offset": _day_offset, "day_anaphor": _day_anaphor,
    "trading_day_anaphor": _trading_day_anaphor,
    "day_offsets": _day_offsets, "year_offsets": _year_offsets,
    "weekday": _weekday, "weekend": _weekend, "festival": festival_day, "holiday": holiday_days, "term": term_day,
    "part": _part,
    "same_period": _same_period, "year_turn": _year_turn, "bare_same_period": _bare_same_period,
}  # fmt: skip
