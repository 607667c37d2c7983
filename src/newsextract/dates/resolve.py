"""Give each shape its value: against the publication date, against what the text spoke of last, never against today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from newsextract import lazyre as re
from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.context import Context
from newsextract.dates.durations import duration_at
from newsextract.dates.meaning import MEANINGS
from newsextract.dates.moments import Frame, Moment
from newsextract.dates.readings import Reading, opened, opened_days
from newsextract.dates.shapes import DAY, DAYPART, PART, SUBYEAR, YEAR, Piece, Shape, Span
from newsextract.dates.times import clock, part_of_day, part_value, time_of, time_range
from newsextract.dates.windows import ago, ahead, since, window

INTERVALS = ("years", "months", "days", "hours")
"""Pieces that are intervals by themselves: 1—5月."""
NO_FRAME = Frame()
WITHIN = re.compile(r"(?:之|以)?内")


def _read(at: Context, shape: Shape) -> Reading | None:
    at.move_to(shape)
    reading = READERS[shape.kind](at, shape)
    at.daypart = shape.value[-1].value if shape.kind == "chain" and shape.value[-1].kind == "daypart" else None
    if shape.kind not in ("ago", "ahead"):
        at.counted_day = None
    return reading


def _chain(at: Context, shape: Shape) -> Reading | None:
    pieces: tuple[Piece, ...] = shape.value
    if pieces[0].kind == "event_year":  # part of a name: nothing that follows is of that year for it
        year = mo.of_year(pieces[0].value)
        return Reading("DATE", year.value, None, None, year.first, year.last, "date.event_year")
    resolved = _chain_moment(at, pieces, _counted_frame(at, pieces))
    if resolved is None:
        return None
    moment, frame = resolved
    ahead = at.year is not None and frame.year is not None and frame.year > at.year + 1
    if ahead and pieces[0].kind == "short_year" and len(pieces) == 1 and not at.query:
        return Reading("DURATION", f"P{pieces[0].value}Y", None, None, None, None, "duration")  # in 2017: 25年|守护
    if moment.grain == "vague":
        return Reading("DATE", moment.value, None, None, None, None, "date.pointer")
    spoken = pieces[0].kind == "day_offset" and at.speaking_day() != at.today
    at.remember(pieces, moment, frame, spoken=spoken)
    reading = _reading(at, moment, pieces, interval=pieces[-1].kind in INTERVALS)
    if not spoken:
        at.set_scene(moment, reading.relation)
    return reading


def _counted_frame(at: Context, pieces: tuple[Piece, ...]) -> Frame:
    """五年后3月30日, 一个月后下午3点: a counted point gives the fields that the chain after it leaves out."""
    day = at.counted_day
    if day is not None and at.touching and pieces[0].kind == "weekday":  # 两周后的|周三
        return Frame(day.year, day.month, day.day, "day")
    if day is None or not at.touching or at.text[at.start - 1] == "的":
        return NO_FRAME
    if pieces[0].kind == "month":
        return Frame(day.year, None, None, "year")
    return Frame(day.year, day.month, day.day, "day") if pieces[0].rank >= DAYPART else Frame()


def _range(at: Context, shape: Shape) -> Reading | None:
    first, second = shape.value
    one = _chain_moment(at, first, NO_FRAME)
    if one is None:
        return None
    period = at.last_period
    at.remember(first, one[0], one[1])
    two = _chain_moment(at, second, _inherited(one[1], second), after=first)
    if two is None:
        return None
    start, end = one[0], two[0]
    if start.first and end.first and end.first < start.first and not _has(second, YEAR):
        end = _rolled(at, end, second) or end
    at.last_period = period
    moment = time_range(start, end) if "time" in (start.grain, end.grain) else mo.joined(start, end)
    at.note_period(moment)
    return _reading(at, moment, second, interval=True)


def _rolled(at: Context, end: Moment, pieces: tuple[Piece, ...]) -> Moment | None:
    if end.first is None or end.last is None:
        return None
    if pieces[0].kind in ("festival", "holiday", "term"):
        later = _chain_moment(at, pieces, Frame(end.first.year + 1, None, None, "year"))
        return later and later[0]
    if _has(pieces, SUBYEAR):
        return mo.in_year(end, end.first.year + 1)
    if end.grain == "day":
        year, month = cal.shift_months(end.first.year, end.first.month, 1)
        return mo.of_day(year, month, end.first.day)
    return None


def _reading(at: Context, moment: Moment, pieces: tuple[Piece, ...], *, interval: bool = False) -> Reading:
    timex = "TIME" if moment.grain == "time" else "DATE"
    relation = signals.relation(at.text, at.start, at.end, interval=interval)
    if relation is None and at.apposed and not interval:
        relation = at.relation
    at.relation = relation
    where = (at.text, at.start, at.end)
    about = signals.about(*where) or (timex == "TIME" and signals.about_inside(*where))
    past = timex == "TIME" and at.text[at.end - 1] == "多"  # 下午6点多
    mod = moment.mod or ("MORE_THAN" if past else "APPROX" if about else None)
    first, last = opened(moment, relation)
    if relation in ("BEFORE", "AFTER") and signals.INCLUSIVE.match(at.text, at.end):
        first, last = (None, moment.last) if relation == "BEFORE" else (moment.first, None)
    elif relation == "BEFORE" and moment.first and at.today and moment.last != moment.first and moment.first < at.today:
        # 2007年以前 in 2017: before that year began; 2025年前: before it is over
        last = moment.first - timedelta(1)
    if at.query and relation == "BEFORE" and at.today and last and last > at.today:
        first = at.today
    if first and last and last < first:  # a slip of the pen: the value says what is written, the bounds nothing
        first = last = None
    return Reading(
        timex, moment.value, mod, relation, first, last, _rule(pieces, interval and pieces[-1].kind not in INTERVALS)
    )


def _chain_moment(
    at: Context, pieces: tuple[Piece, ...], frame: Frame, after: tuple[Piece, ...] = ()
) -> tuple[Moment, Frame] | None:
    """The moment that a chain of pieces names, and its calendar fields."""
    moment: Moment | None = None
    daypart: str | None = None
    for piece in pieces:
        if piece.kind == "daypart":
            daypart = piece.value
            continue
        if piece.kind == "hours":
            ends = [clock(at, (hour, 0, None), moment, frame, daypart) for hour in piece.value]
            if ends[0] is None or ends[1] is None:
                return None
            return time_range(ends[0][0], ends[1][0]), ends[1][1]
        if piece.kind == "clock":
            told = daypart or part_of_day(after) or (at.daypart if moment is None else None)
            return clock(at, piece.value, moment, frame, told)
        found = MEANINGS[piece.kind](at, frame, piece.value, moment)
        if found is None:
            return None
        moment, frame = found
    if daypart is not None:
        return time_of(at, moment, frame, part_value(daypart), bare=True)
    return (moment, frame) if moment is not None else None


def _duration(at: Context, shape: Shape) -> Reading | None:
    span: Span = shape.value
    mod = signals.amount_mod(at.text, shape.start, shape.end) or span.mod
    relation = "AFTER" if signals.LATER.match(at.text, shape.end) else signals.relation_since(at.text, shape.end)
    first = last = None
    if at.query and at.today and span.days is not None and WITHIN.match(at.text, shape.end):
        first = at.today
        last = cal.shift(first, months=span.months or 0, days=span.days + round((span.seconds or 0) / 86400))
    return Reading("DURATION", span.value, mod, relation, first, last, "duration")


def _set(at: Context, shape: Shape) -> Reading | None:
    return Reading("SET", shape.value, None, None, None, None, "set")


def _vague(at: Context, shape: Shape) -> Reading | None:
    value = "FUTURE_REF" if shape.value == "PAST_REF" and signals.soon(at.text, shape.start, shape.end) else shape.value
    # 几天后，案件告破: counted in a story, from a day that is not known; 几天前: so many, not just long ago (多年前).
    ahead = value == "FUTURE_REF" and at.text[shape.end - 1] == "后" and not at.future()
    if ahead or (value == "PAST_REF" and at.text[shape.end - 1] == "前" and at.text[shape.start] in "几数"):
        counted = duration_at(at.text, shape.start)
        if counted is not None:
            at.vague = not ahead
            return Reading("DATE", counted[0].value, None, None, None, None, "date.counted")
    present = value == "PRESENT_REF"
    at.vague = value != "FUTURE_REF"
    relation = signals.relation(at.text, shape.start, shape.end, present=True)
    if relation == "UNTIL" and value == "PAST_REF":  # 恢复到近年最好水平
        relation = None
    day = at.today if present else None
    return Reading("DATE", value, None, relation, *opened_days(day, day, relation), "date.vague")


def _pointer(at: Context, shape: Shape) -> Reading | None:
    """当时 and 届时: what the text spoke of last that is past, or still to come."""
    relation = signals.relation(at.text, shape.start, shape.end)
    value = shape.value
    if shape.value == "PAST_REF" and relation == "UNTIL":
        value = "FUTURE_REF"
    found: Moment | None = None
    if value == "PAST_REF" and not at.vague:
        found = at.past[-1] if at.past and _recent(at, at.past[-1]) else None
    elif value == "FUTURE_REF" and at.last is not None and at.last.first and at.today and at.last.first >= at.today:
        told_today = at.last.first == at.today and at.last.grain == "day"  # 3月5日开幕，今天宣布，…届时
        found = at.coming if told_today and at.coming is not None else at.last
    if found is None or found.first is None:
        now = at.text.startswith("此时", at.start)
        day = at.today if now and at.query else None
        return Reading("DATE", "PRESENT_REF" if now else value, None, relation, day, day, "date.pointer")
    clocked = found.grain == "time" and ":" in found.value
    if found.grain == "time" and not clocked:  # 10月17日上午, …。当时: the day
        found = mo.of_date(found.first)
    timex = "TIME" if clocked else "DATE"
    return Reading(timex, found.value, found.mod, relation, *opened(found, relation), "date.pointer")


def _recent(at: Context, moment: Moment) -> bool:
    """A period that the present lies in is no 当时."""
    return moment.last is None or at.today is None or moment.last < at.today


def _has(pieces: tuple[Piece, ...], rank: int) -> bool:
    return any(piece.rank == rank for piece in pieces)


def _inherited(frame: Frame, pieces: tuple[Piece, ...]) -> Frame:
    """The first end's fields that are coarser than what the second end says."""
    rank = pieces[0].rank
    if pieces[0].kind == "weekday":  # 上周一至周五: the next such day after the first
        return frame if frame.day else Frame()
    if pieces[0].kind in ("day_offset", "day_anaphor", "month_offset", "festival", "term", "part"):
        return (
            Frame(year=frame.year, grain="year")
            if pieces[0].kind in ("festival", "term") and frame.year is not None
            else Frame()
        )
    if rank >= DAYPART:
        return frame
    if rank == DAY:
        return Frame(frame.year, frame.month, None, "month") if frame.month else Frame()
    if rank in (SUBYEAR, PART) and frame.year is not None:
        return Frame(frame.year, None, None, "year")
    return Frame()


def _rule(pieces: tuple[Piece, ...], interval: bool) -> str:
    if interval:
        return "date.range"
    kind = pieces[-1].kind
    if kind in ("clock", "daypart"):
        return f"time.{kind}"
    if len(pieces) > 1 and kind == "part":
        return f"date.{pieces[-2].kind}_part"
    return f"date.{kind}"


READERS: dict[str, Callable[[Context, Shape], Reading | None]] = {
    "chain": _chain, "range": _range, "ago": ago, "ahead": ahead,
    "since": since, "window": window, "duration": _duration, "set": _set,
    "vague": _vague, "pointer": _pointer,
}  # fmt: skip


QUERY_REST = re.compile(r"[\s,，.。!！?？]*(?:(?:之|以)?[前内])?[\s,，.。!！?？]*")
LONGEST_QUERY = 40


def _is_query(text: str, shapes: list[Shape]) -> bool:
    """Whether a text is nothing but one time expression and its signal.

    That is no report but what someone asks for or plans: a bare 周一 or 春节 is the next one, 2025年前 and 17天内 begin
    with the reference (as Duckling, MiNLP and JioNLP read them). No article is such a text.
    """
    if len(shapes) != 1 or len(text) > LONGEST_QUERY:
        return False
    return QUERY_REST.fullmatch(text[: shapes[0].start] + text[shapes[0].end :]) is not None


def resolve(text: str, shapes: Iterable[Shape], reference: str | None) -> list[tuple[Shape, Reading]]:
    """The shapes that stand for times, with their readings, in order."""
    found = list(shapes)
    context = Context(text, reference, query=_is_query(text, found))
    return [(shape, reading) for shape in found if (reading := _read(context, shape)) is not None]
