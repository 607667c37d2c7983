"""The beginning, middle and end of a period, and the same period of another year."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.context import Context
from newsextract.dates.meaning import days, months
from newsextract.dates.moments import Frame, Moment, Step


def read_part(at: Context, frame: Frame, value: tuple[str, str], moment: Moment | None) -> Step:
    part, unit = value
    if moment is None:
        base = _present(at, unit, part)
        if base is None:
            return None
        moment, frame = base
    if part == "weekend":
        return days.read_weekend(at, frame, 0, moment)
    return mo.part_of(moment, part), frame


def read_year_opening(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """2021年|开年, 新年伊始: the first weeks of the year said, or of the one that begins nearest."""
    if moment is not None:
        return mo.part_of(moment, "early"), frame
    year = at.governing_year()
    if year is not None and year == at.year and at.month is not None and at.month >= LATE_IN_THE_YEAR:
        year += at.future()
    return mo.part_of(mo.of_year(year), "early"), Frame(year, None, None, "year")


LATE_IN_THE_YEAR = 11
"""The first month in which 新年 may be the year to come."""

STRIVEN = re.compile(r"(?:为|确保|努力|力争|争取|奋力|助力)[^,，。；]{0,5}$")
"""为实现全年目标…, 为全年丰收开好头: of the year that has begun."""


def _present_year(at: Context, part: str) -> int | None:
    """The year that governs the sentence; else, for what is summed up and not planned, the year that a report of the
    first months is about; else the publication's."""
    year = at.governing_year()
    whole = part == "whole" and not at.text.startswith("年内", at.start)  # 年内 is what is still to be done
    future = at.future()
    if year is not None and at.year is not None and year < at.year and part != "whole" and future:
        return at.year
    if at.governing_sentence is not None:
        return year
    if whole and STRIVEN.search(at.text, max(0, at.start - 8), at.start):
        return at.year
    if whole and at.governing is not None:
        return at.governing
    if (part == "whole" and not whole) or future:
        return year
    if at.subject is not None:
        return at.subject
    early = at.month is not None and at.month <= 2 and at.year is not None
    return at.year - 1 if whole and early and at.year is not None else year


def _present(at: Context, unit: str, part: str) -> Step:
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
            and (at.governing_sentence or at.told_here)
        ):
            return mo.of_month(at.last.first.year, at.last.first.month), Frame(
                at.last.first.year, at.last.first.month, None, "month"
            )
        return mo.of_month(at.year, at.month), Frame(at.year, at.month, None, "month")
    if unit == "week":
        return days.read_week_offset(at, Frame(), 0, None)
    return months.read_quarter_offset(at, Frame(), 0, None)


def read_same_period(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """去年同期: the period spoken of last, of that year."""
    told = at.last_period
    if told is None or (moment is not None and moment.grain != "year"):  # 5月同期
        return moment and (moment, frame)
    if frame.year is None and told.value.startswith("XXXX-"):  # “五一”黄金周, 比去年同期: of a year that nobody says
        return told, frame
    return mo.in_year(told, frame.year), frame


CHANGED = re.compile(r"相?比?[增减降升提回持多少高低快慢翻加收扩缩涨跌]")


def read_bare_same_period(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    told = (
        at.last
        if at.told_here and not at.touching and at.last is not None and at.last.grain == "span"
        else at.last_period
    )
    if told is None:
        return None
    if told.first is None:  # 上半年 of a year that nobody says
        return (told, Frame(None, None, None, "year")) if told.value.startswith("XXXX-") else None
    if signals.compared(at.text, at.start) and CHANGED.match(at.text, at.end):  # 比同期增加: than a year before
        return mo.in_year(told, told.first.year - 1), Frame(told.first.year - 1, None, None, "year")
    return told, Frame(told.first.year, None, None, "year")
