"""Centuries, decades, years, five-year plans."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates import moments as mo
from newsextract.dates.context import Context
from newsextract.dates.moments import Frame, Moment, Step

ARCHIVE_YEAR = 2020
"""Where no year is known: news archives in digital form are of this century, its 上世纪 the twentieth."""


def read_century(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    start = (value - 1) * 100
    return mo.of_century(start), Frame(start, None, None, "century")


def read_century_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    start = ((at.year if at.year is not None else ARCHIVE_YEAR) // 100 + value) * 100
    return mo.of_century(start), Frame(start, None, None, "century")


def read_decade(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if frame.grain == "century":
        start = None if frame.year is None else frame.year + value
    else:
        start = _nearest_decade(at.year, value)
    return mo.of_decade(start), Frame(start, None, None, "decade")


def _nearest_decade(year: int | None, tens: int) -> int:
    """80年代: the last one that has begun; with no year known, of the century that newspapers mean."""
    century = (year if year is not None else ARCHIVE_YEAR) // 100 * 100
    return century + tens if century + tens <= (year if year is not None else 2029) else century - 100 + tens


def read_decades(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    first, last = (read_decade(at, frame, tens, moment) for tens in value)
    assert first is not None and last is not None
    return mo.joined(first[0], last[0]), last[1]


def read_decade_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    start = None if at.year is None else at.year // 10 * 10
    return mo.of_decade(start), Frame(start, None, None, "decade")


def read_year(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    return mo.of_year(value), Frame(value, None, None, "year")


def read_short_year(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """07年: this century's where that lies less than 15 years ahead."""
    now = at.year if at.year is not None else ARCHIVE_YEAR
    year = now // 100 * 100 + value
    return read_year(at, frame, year if year < now + 12 else year - 100, moment)


def read_years(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    return mo.of_years(*value), Frame(value[1], None, None, "year")


def read_year_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    year = None if at.year is None else at.year + value
    return mo.of_year(year), Frame(year, None, None, "year")


def read_year_offsets(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    if at.year is None:
        return Moment("XXXX/XXXX", None, None, "span"), Frame(None, None, None, "year")
    return mo.of_years(at.year + value[0], at.year + value[1]), Frame(at.year + value[1], None, None, "year")


YEAR_PART = re.compile(r"年?[底末初]|[0-9一二三四五六七八九十]{1,2}月|[上下]半年|[春夏秋冬]")
"""What makes 当年 the year told of last, in an earlier paragraph too: 当年底, 当年5月."""


def read_year_anaphor(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if value < 0:  # 上年: before the year that governs the sentence, else before the publication's
        known = (at.governing, at.subject, at.year, at.summed_up)
        base = next((year for year in known if year is not None), None)
    elif not at.told_here and at.text.startswith("当年", at.start) and not YEAR_PART.match(at.text, at.start + 2):
        return Moment("PAST_REF", None, None, "vague"), frame  # 他当年…: no year that the paragraph speaks of
    elif (
        at.governing_sentence is None
        and at.last is not None
        and at.last.last is not None
        and at.last.last.year == at.year
        and at.text.startswith("当年的", at.start)
    ):
        return Moment("PAST_REF", None, None, "vague"), frame  # 今年3月来到。当年的战士…: no year told of
    elif not at.told_here and at.text.startswith("这一年", at.start):
        base = at.year
    else:
        base = at.last.last.year if at.last is not None and at.last.last is not None else at.year
    return (
        read_year(at, frame, base + value, moment)
        if base is not None
        else (mo.of_year(None), Frame(None, None, None, "year"))
    )


def read_coming_year(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """新的一年: the one that begins nearest to a publication about the turn of the year."""
    if at.year is None or at.month is None or NEW_UNTIL < at.month < NEW_FROM or at.text[at.start - 1] == "崭":
        return None
    return read_year(at, frame, at.year + (at.month >= NEW_FROM), moment)


NEW_FROM, NEW_UNTIL = 11, 3
"""Months about the turn of the year in which 新的一年 can only be the one."""


def read_plan(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    at.plan = value
    return mo.of_years(*value), Frame(value[1], None, None, "plan")
