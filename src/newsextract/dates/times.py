"""Clock times and parts of day: the hour that is meant, on the day that is meant."""

from __future__ import annotations

from datetime import date, timedelta

from newsextract.dates import calendar as cal
from newsextract.dates import signals
from newsextract.dates.context import Context
from newsextract.dates.marks import edge
from newsextract.dates.moments import Frame, Moment
from newsextract.dates.shapes import Piece


def clock(
    at: Context,
    time: tuple[int, int, int | None],
    moment: Moment | None,
    frame: Frame,
    daypart: str | None,
) -> tuple[Moment, Frame] | None:
    hour, minute, second = time
    days = 0
    if (
        (daypart in ("TAF", "TEV") and hour < 12)
        or (daypart == "TMI" and hour < 6)
        or (daypart == "TNI" and 6 <= hour < 12)
    ):
        hour += 12
    elif daypart in ("TEV", "TNI") and hour == 12:
        if signals.relation(at.text, at.start, at.end) in ("AS_OF", "UNTIL"):
            hour = 24  # 截至周五午夜12时: the end of Friday
        else:
            hour, days = 0, at.text.find("凌晨", at.start, at.end) < 0
    elif daypart is None and moment is None and at.afternoon is not None and at.afternoon <= hour + 12 < 24:
        hour += 12  # 下午1时…，1点半
    twelve = time[0] <= 12  # 下午1时, not 午后14时: the clock of twelve hours goes on
    at.afternoon = hour if twelve and 12 <= hour < 24 and (daypart or at.afternoon is not None) else None
    text = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
    return time_of(at, moment, frame, text, bare=False, days=days)


def time_of(
    at: Context, moment: Moment | None, frame: Frame, time: str, *, bare: bool, days: int = 0
) -> tuple[Moment, Frame] | None:
    if moment is not None:
        if moment.first is not None and moment.grain == "day":
            return _timed(moment.first, frame, time, days)
        dated = moment.grain == "day" and not moment.value.endswith("XX")
        return Moment(moment.value + time if dated else time, None, None, "time"), frame
    if frame.day is not None and frame.year is not None and frame.month:
        day = cal.civil(frame.year, frame.month, frame.day)
        if day is not None:
            return _timed(day, frame, time, days)
    head = bare and edge(at.text[at.start - 1 : at.start])  # 3日，开幕。晚上，…: of the day told of
    anchor = at.sentence_day if bare and not head else at.paragraph_day if bare else at.paragraph_day or at.story_day
    if anchor is None and bare and at.text[at.start] == "一":  # 一上午就接诊50人: of the story's day
        anchor = at.told_lately(3)
    day = anchor.first if anchor else None
    if day is not None and at.today is not None and day > at.today and not at.sentence_day and not at.future():
        day = None  # what was announced for another day is not when this was
    if day is None and not bare:
        day = at.today
    if day is None:
        return Moment(time, None, None, "time"), frame
    return _timed(day, frame, time, days)


def _timed(day: date, frame: Frame, time: str, days: int) -> tuple[Moment, Frame]:
    day += timedelta(days)
    return Moment(day.isoformat() + time, day, day, "time"), Frame(day.year, day.month, day.day, "time")


def part_value(daypart: str) -> str:
    """The time that a part of day is: noon has no code in the guidelines but is a point, T12:00."""
    return "T12:00" if daypart == "TMI" else daypart


def part_of_day(pieces: tuple[Piece, ...]) -> str | None:
    """The part of day that the second end of a range inherits: 下午3到6点."""
    parts = [piece.value for piece in pieces if piece.kind == "daypart"]
    return parts[-1] if parts else None


def time_range(start: Moment, end: Moment) -> Moment:
    first, last = start.first, end.last
    if start.grain == "time" and end.grain == "time" and first and last:
        if last == first and end.value < start.value and end.value[11:13].isdigit():
            hour = int(end.value[11:13]) + 12
            if hour < 24 and f"{first.isoformat()}T{hour:02d}" > start.value:  # 中午3点到6点
                end = end._replace(value=f"{first.isoformat()}T{hour:02d}{end.value[13:]}")
            else:
                last = first + timedelta(1)
                end = end._replace(value=last.isoformat() + end.value[10:])
        elif last > first and end.value.endswith("T00:00"):
            last -= timedelta(1)  # the midnight that ends a day belongs to it
    return Moment(f"{start.value}/{end.value}", first, last, "time")
