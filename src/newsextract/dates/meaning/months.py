"""Halves, quarters, seasons and months of a year."""

from __future__ import annotations

from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.context import Context
from newsextract.dates.moments import Frame, Moment, Step


def _base_year(at: Context, frame: Frame, month: int, day: int = 0) -> int | None:
    return frame.year if frame.grain else at.implied_year(month, day)


def read_half(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    over = value == 1 and at.month is not None and at.month > 6  # 预计上半年净利润 in August: the half just over
    year = frame.year if frame.grain else at.implied_year(6 if over else 6 * value - 5)
    return mo.of_half(year, value), Frame(year, None, None, "half")


def read_quarter(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    year = _base_year(at, frame, 3 * value[0] - 2)
    return mo.of_quarters(year, *value), Frame(year, None, None, "quarter")


def read_quarter_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if at.year is None or at.month is None:
        return Moment(f"{mo.year_text(at.year)}-QX", None, None, "quarter"), Frame(at.year, None, None, "quarter")
    index = at.year * 4 + (at.month - 1) // 3 + value
    return mo.of_quarters(index // 4, index % 4 + 1, index % 4 + 1), Frame(index // 4, None, None, "quarter")


def read_quarter_anaphor(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    last = at.last_period
    if last is not None and last.grain == "quarter" and last.first:
        return last._replace(mod=None), Frame(last.first.year, None, None, "quarter")
    return read_quarter_offset(at, frame, 0, moment)


WINTER = 24


def read_season(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = frame.year if frame.grain else at.governing_year()
    said = moment is not None and "今" not in at.text[at.start : at.start + 1]  # 2020年冬
    if value == WINTER and not (said or at.query) and year == at.year and year is not None and at.month is not None:
        year -= at.month <= 2 and not at.future()  # January's 今冬 began the year before
    return mo.of_season(year, value), Frame(year, None, None, "season")


def read_season_pair(at: Context, frame: Frame, value: tuple[int, int, int, int], moment: Moment | None) -> Step:
    """今冬明春: from the beginning of one season to the end of the other."""
    if at.year is None:
        return mo.joined(mo.of_season(None, value[1]), mo.of_season(None, value[3])), Frame(None, None, None, "season")
    year = at.year - (value[0] == 0 and at.month is not None and at.month <= 2)  # January's 今冬 began the year before
    ends = mo.of_season(year + value[0], value[1]), mo.of_season(year + value[2], value[3])
    return mo.joined(*ends), Frame(year + value[2], None, None, "season")


def read_month(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = _base_year(at, frame, value)
    return mo.of_month(year, value), Frame(year, value, None, "month" if frame.grain else "month_only")


def _still_ahead(at: Context, year: int | None, value: tuple[int, int]) -> bool:
    """Whether 1—5月 told of in March, with nothing that speaks of plans, must be those of the year before."""
    if year is None or year != at.year or at.month is None or at.query:
        return False
    return value[0] == 1 and value[1] > at.month and not at.future()


def read_months(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    year = frame.year if frame.grain else at.implied_year(value[1] if value[0] <= value[1] else value[0])
    if not frame.grain and _still_ahead(at, year, value):
        year = (year or 0) - 1
    return mo.of_months(year, *value), Frame(year, value[1], None, "month")


def read_month_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if frame.grain == "year":
        return None
    year, month = at.year, at.month
    told = at.last_period if at.last_period is not None and at.last_period.grain == "month" else at.reported_month
    compared = value == -1 and signals.compared(at.text, at.start)
    if compared and told is not None and told.first is not None:
        year, month = told.first.year, told.first.month
        at.reporting = told.first
    elif value == 0 and at.reporting is not None:  # 比上月提高，表明本月…: the month that is compared
        year, month = at.reporting.year, at.reporting.month
    if year is None or month is None:
        return mo.of_month(year if value == 0 else None, None), Frame(year, None, None, "month")
    year, month = cal.shift_months(year, month, value)
    return mo.of_month(year, month), Frame(year, month, None, "month")


def read_month_anaphor(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if frame.grain == "year" and frame.year is None:
        return None
    last = at.last.first if at.last is not None and at.last.grain in ("month", "day", "time") else at.today
    if last is None:
        return mo.of_month(at.year, at.month), Frame(at.year, at.month, None, "month")
    year, month = cal.shift_months(last.year, last.month, value)
    return mo.of_month(year, month), Frame(year, month, None, "month")


def read_year_turn(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """岁末年初: December and January, of the turn of the year that is nearest."""
    if at.year is None or at.month is None:
        return Moment("XXXX-12/XXXX-01", None, None, "span"), Frame(at.year, None, None, "year")
    year = at.year if at.month >= 7 else at.year - 1
    return mo.of_months(year, 12, 1), Frame(year, None, None, "year")
