"""Give each shape its value: against the publication date, against what the text spoke of last, never against today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.lexicon import lexicon
from newsextract.dates.moments import Frame, Moment
from newsextract.dates.shapes import CLOCK, DAY, DAYPART, PART, SUBYEAR, YEAR, Piece, Shape, Span

NEAR_PAST, NEAR_FUTURE = 60, 31
"""Days around the publication date in which a date without a year is the publication's own, whatever year governs."""
FAR_FUTURE = 200
"""A date without a year and without a sign of plans, further ahead than this, is last year's."""
SENTENCE_END = re.compile(r"[。！？；;!?\n]")


CLOSE_BY = re.compile(r"[约近大概左右的 （(]{0,3}")


class Reading(NamedTuple):
    """What one shape means. moment: None for durations, sets and vague references."""

    timex: str
    value: str
    mod: str | None
    relation: str | None
    first: date | None
    last: date | None
    rule: str


class Resolver:
    """Reads the shapes of one article in order, carrying the governing year and the last times spoken of."""

    def __init__(self, text: str, reference: str | None) -> None:
        self.text = text
        self.year, self.month, self.day = _fields(reference)
        self.today = cal.civil(self.year, self.month, self.day) if self.year and self.month and self.day else None
        self.last: Moment | None = None  # point or period spoken of last
        self.last_frame = Frame()
        self.last_day: Moment | None = None
        self.last_period: Moment | None = None
        self.past: list[Moment] = []
        self.vague = False
        self.governing: int | None = None
        self.governing_exact = False  # the governing year came with a month or at the head of a sentence
        self.governing_sentence: int | None = None
        self.sentence_day: Moment | None = None
        self.paragraph_day: Moment | None = None
        self.at = 0
        self.start = self.end = 0
        self.touching = False  # the mention follows on the one before it
        self.daypart: str | None = None  # 晚上约|8时: the part of day just before a clock time
        self.counted_day: date | None = None  # what a 三天后 just before the mention comes to

    # --- the walk ---

    def read(self, shape: Shape) -> Reading | None:
        between = (self.at, shape.start)
        if self.text.find("\n", *between) >= 0:
            self.governing = self.governing_sentence = None
            self.sentence_day = self.paragraph_day = None
        elif SENTENCE_END.search(self.text, *between):
            self.sentence_day = None
            self.governing_sentence = None
        self.touching = shape.start - self.at <= 1 and self.text[self.at : shape.start] in ("", "的")
        self.at, self.start, self.end = shape.end, shape.start, shape.end
        if not CLOSE_BY.fullmatch(self.text, *between):
            self.daypart = None
        reading = READERS[shape.kind](self, shape)
        self.daypart = shape.value[-1].value if shape.kind == "chain" and shape.value[-1].kind == "daypart" else None
        if shape.kind not in ("ago", "ahead"):
            self.counted_day = None
        return reading

    def chain(self, shape: Shape) -> Reading | None:
        pieces: tuple[Piece, ...] = shape.value
        resolved = self.resolve(pieces, self._counted_frame(pieces))
        if resolved is None:
            return None
        moment, frame = resolved
        self.remember(pieces, moment, frame)
        return self.reading(moment, pieces)

    def _counted_frame(self, pieces: tuple[Piece, ...]) -> Frame:
        """五年后3月30日, 一个月后下午3点: a counted point gives the fields that the chain after it leaves out."""
        day = self.counted_day
        if day is None or not self.touching or self.text[self.start - 1] == "的":
            return Frame()
        if pieces[0].kind == "month":
            return Frame(day.year, None, None, "year")
        return Frame(day.year, day.month, day.day, "day") if pieces[0].rank >= DAYPART else Frame()

    def range(self, shape: Shape) -> Reading | None:
        first, second = shape.value
        one = self.resolve(first, Frame())
        if one is None:
            return None
        self.remember(first, one[0], one[1])
        two = self.resolve(second, _inherited(one[1], second), after=first)
        if two is None:
            return None
        start, end = one[0], two[0]
        if start.first and end.first and end.first < start.first and not _has(second, YEAR):
            rolled = self._rolled(end, second)
            end = rolled or end
        moment = _time_range(start, end) if "time" in (start.grain, end.grain) else mo.joined(start, end)
        self.note_period(moment)
        return self.reading(moment, second, interval=True)

    def _rolled(self, end: Moment, pieces: tuple[Piece, ...]) -> Moment | None:
        if end.first is None or end.last is None:
            return None
        if _has(pieces, SUBYEAR):
            return mo.in_year(end, end.first.year + 1)
        if end.grain == "day":
            year, month = cal.shift_months(end.first.year, end.first.month, 1)
            return mo.of_day(year, month, end.first.day)
        return None

    def reading(self, moment: Moment, pieces: tuple[Piece, ...], *, interval: bool = False) -> Reading:
        timex = "TIME" if moment.grain == "time" else "DATE"
        relation = signals.relation(self.text, self.start, self.end, interval=interval)
        mod = moment.mod or ("APPROX" if signals.about(self.text, self.start, self.end) else None)
        first, last = _open(moment, relation)
        if (
            relation == "BEFORE"
            and moment.first
            and self.today
            and moment.last != moment.first
            and moment.first < self.today
        ):
            last = moment.first - timedelta(
                1
            )  # 2007年以前 in 2017: before that year began; 2025年前: before it is over
        return Reading(timex, moment.value, mod, relation, first, last, _rule(pieces, interval))

    # --- memory ---

    def remember(self, pieces: tuple[Piece, ...], moment: Moment, frame: Frame) -> None:
        compared = signals.COMPARED.search(self.text[max(0, self.start - 4) : self.start]) is not None
        said = any(piece.kind in ("year", "short_year", "years", "year_offset") for piece in pieces)
        if said and frame.year is not None and not compared:
            head = self.start == 0 or self.text[self.start - 1] in "。！？；\n 　”“（("
            if self.governing_sentence is None or frame.grain != "year" or head or True:
                self.governing = self.governing_sentence = frame.year
            self.governing_exact = frame.grain in ("month", "day", "time") or head
        if moment.grain in ("day", "time") and moment.first is not None:
            self.sentence_day = self.paragraph_day = self.last_day = mo.of_date(moment.first)
        if not compared or moment.grain not in ("year",):
            self.last, self.last_frame = moment, frame
        else:
            self.last = moment
        self.note_period(moment)

    def note_period(self, moment: Moment) -> None:
        self.vague = False
        same = self.text.startswith("同期", self.end - 2)
        long = moment.first is not None and moment.last is not None and (moment.last - moment.first).days > 400
        if moment.grain not in ("day", "time", "century", "decade") and not same and not long:
            self.last_period = moment
        if moment.first is not None and (self.today is None or moment.first <= self.today):
            self.past.append(moment)
            del self.past[:-8]
        self.last = moment

    # --- years and months that the text leaves out ---

    def implied_year(self, month: int, day: int = 0) -> int | None:
        """The year of a date without one: near the publication date its own, else the governing year, else the nearest
        sensible reading: this year, or last year where that is long past and nothing speaks of plans."""
        governing = self.governing_sentence if self.governing_sentence is not None else self.governing
        if governing is not None and (self.governing_exact or self.today is None):
            return governing
        if self.today is None:
            return governing if governing is not None else self._year_only(month)
        here = self._candidate(self.today.year, month, day)
        for year in (self.today.year, self.today.year - 1, self.today.year + 1):
            candidate = self._candidate(year, month, day)
            if candidate is not None and -NEAR_PAST <= (candidate - self.today).days <= NEAR_FUTURE:
                if (
                    candidate <= self.today
                    or year == self.today.year
                    or signals.still_to_come(self.text, self.start, self.end)
                ):
                    return year
        if governing is not None:
            return governing
        if here is not None and (here - self.today).days > FAR_FUTURE and not self.future():
            return self.today.year - 1
        if here is not None and (self.today - here).days > FAR_FUTURE and self.future():
            return self.today.year + 1
        return self.today.year

    def _year_only(self, month: int) -> int | None:
        if self.year is not None and self.month is not None and month - self.month > 6 and not self.future():
            return self.year - 1
        return self.year

    @staticmethod
    def _candidate(year: int, month: int, day: int) -> date | None:
        return cal.civil(year, month, min(day or 1, cal.month_length(year, month))) if 0 < year < 9999 else None

    def future(self) -> bool:
        return signals.still_to_come(self.text, self.start, self.end)

    def implied_month(self, day: int) -> tuple[int | None, int | None]:
        """The year and month of a bare day: that of the last date in the paragraph where it follows on, else the
        publication's, else the month before, for a day that is still to come with nothing that speaks of plans."""
        anchor = self.paragraph_day.first if self.paragraph_day else None
        if anchor is not None and (self.today is None or abs((anchor - self.today).days) > 31):
            return (anchor.year, anchor.month) if day >= anchor.day else cal.shift_months(anchor.year, anchor.month, 0)
        if (
            self.last is not None
            and self.last.grain == "month"
            and self.paragraph_day is None
            and self.governing_sentence is not None
            and self.last.first
        ):
            return self.last.first.year, self.last.first.month
        if self.today is None:
            return self.year, self.month
        ahead = day - self.today.day
        if ahead > 3 and not self.future():
            return cal.shift_months(self.today.year, self.today.month, -1)
        if ahead < -20 and self.future():
            return cal.shift_months(self.today.year, self.today.month, 1)
        return self.today.year, self.today.month

    def governing_year(self) -> int | None:
        return self.governing_sentence if self.governing_sentence is not None else self.year

    # --- chains ---

    def resolve(
        self, pieces: tuple[Piece, ...], frame: Frame, after: tuple[Piece, ...] = ()
    ) -> tuple[Moment, Frame] | None:
        """The moment that a chain of pieces names, and its calendar fields."""
        moment: Moment | None = None
        daypart: str | None = None
        for piece in pieces:
            if piece.kind == "daypart":
                daypart = piece.value
                continue
            if piece.kind == "hours":
                ends = [self.clock((hour, 0, None), moment, frame, daypart, relative=False) for hour in piece.value]
                if ends[0] is None or ends[1] is None:
                    return None
                return _time_range(ends[0][0], ends[1][0]), ends[1][1]
            if piece.kind == "clock":
                told = daypart or _part_of(after) or (self.daypart if moment is None else None)
                return self.clock(piece.value, moment, frame, told, relative=bool(after))
            found = APPLY[piece.kind](self, frame, piece.value, moment)
            if found is None:
                return None
            moment, frame = found
        if daypart is not None:
            return self.time_of(moment, frame, "T" + daypart[1:], bare=True)
        return (moment, frame) if moment is not None else None

    def clock(
        self,
        time: tuple[int, int, int | None],
        moment: Moment | None,
        frame: Frame,
        daypart: str | None,
        *,
        relative: bool,
    ) -> tuple[Moment, Frame] | None:
        hour, minute, second = time
        days = 0
        if (
            daypart in ("TAF", "TEV")
            and hour < 12
            or daypart == "TMI"
            and hour < 6
            or daypart == "TNI"
            and 6 <= hour < 12
        ):
            hour += 12
        elif daypart in ("TEV", "TNI") and hour == 12:
            hour, days = 0, 1
        text = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
        return self.time_of(moment, frame, text, bare=False, days=days)

    def time_of(
        self, moment: Moment | None, frame: Frame, time: str, *, bare: bool, days: int = 0
    ) -> tuple[Moment, Frame] | None:
        if moment is not None:
            if moment.first is not None and moment.grain == "day":
                return self._timed(moment.first, frame, time, days)
            return Moment(moment.value + time if moment.grain == "day" else time, None, None, "time"), frame
        if frame.day is not None and frame.year is not None and frame.month:
            day = cal.civil(frame.year, frame.month, frame.day)
            if day is not None:
                return self._timed(day, frame, time, days)
        anchor = self.sentence_day if bare else self.paragraph_day
        day = anchor.first if anchor else None
        if day is None and not bare:
            day = self.today
        if day is None:
            return Moment(time, None, None, "time"), frame
        return self._timed(day, frame, time, days)

    def _timed(self, day: date, frame: Frame, time: str, days: int) -> tuple[Moment, Frame]:
        day += timedelta(days)
        return Moment(day.isoformat() + time, day, day, "time"), Frame(day.year, day.month, day.day, "time")

    # --- the other kinds ---

    def ago(self, shape: Shape) -> Reading | None:
        return self.counted(shape, -1)

    def ahead(self, shape: Shape) -> Reading | None:
        return self.counted(shape, 1)

    def counted(self, shape: Shape, sign: int) -> Reading | None:
        """3年前, 两天后: the point that lies so far from the publication date, or after a date just spoken of."""
        span: Span = shape.value
        vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
        if span.months is None:
            self.vague = sign < 0
            return Reading("DATE", vague, None, None, None, None, "date.vague")
        if span.unit in "hms":  # the clock time that it is counted from is not known: the day at most
            day = self.today and cal.shift(
                self.today, days=sign * round((span.seconds or 0) / 86400 + (span.days or 0))
            )
            return Reading("DURATION", span.value, span.mod, None, day, day, "date.counted")
        moment = self._point(span, sign)
        mod = "APPROX" if span.mod == "APPROX" else None
        if moment is None:
            return Reading("DURATION", span.value, span.mod, None, None, None, "date.counted")
        self.note_period(moment)
        if moment.grain == "day" and moment.first:
            self.sentence_day = self.paragraph_day = self.last_day = moment
        timex = "TIME" if moment.grain == "time" else "DATE"
        relation = signals.relation(self.text, self.start, self.end)
        return Reading(timex, moment.value, mod, relation, *_open(moment, relation), "date.counted")

    def _point(self, span: Span, sign: int) -> Moment | None:
        base: date | None = self.today
        year = self.year
        if sign > 0 and (back := self._told()) is not None:
            base, year = back, back.year
        assert span.months is not None and span.days is not None and span.seconds is not None
        if self.touching and self.last is not None and self.last.grain == "day" and self.last.first:
            moved = cal.shift(self.last.first, months=sign * span.months, days=sign * span.days)
            return mo.of_date(moved) if moved else None
        if base is not None:
            self.counted_day = cal.shift(base, months=sign * span.months, days=sign * span.days)
        if span.unit == "Y" and span.months % 12 == 0 and "/" not in span.value:
            if year is None or not 0 < year + sign * (span.months // 12) < 9999:
                return None
            return mo.of_year(year + sign * (span.months // 12))
        if base is None:
            return None
        if span.unit in "YM" and not span.days:
            moved = cal.shift(base, months=sign * span.months)
            return mo.of_month(moved.year, moved.month) if moved else None
        moved = cal.shift(base, months=sign * span.months, days=sign * span.days)
        return mo.of_date(moved) if moved else None

    def _told(self) -> date | None:
        """A date in this paragraph that a 三年后 counts from: one well before the publication date."""
        if self.last is None or self.last.first is None or self.governing is None:
            return None
        if (
            self.today is not None
            and (self.today - (self.last.last or self.last.first)).days < 200
            or self.today is None
            and self.year is None
        ):
            return None
        return self.last.last or self.last.first

    def since(self, shape: Shape) -> Reading | None:
        return self._past_window(shape.value)

    def _past_window(self, span: Span) -> Reading | None:
        if span.months is None:
            self.vague = True
            return Reading("DATE", "PAST_REF", None, None, None, None, "date.vague")
        moment = self._past(span)
        if moment is None:
            return Reading("DURATION", span.value, span.mod, None, None, None, "date.window")
        self.note_period(moment)
        return Reading("DATE", moment.value, _window_mod(span), None, moment.first, moment.last, "date.window")

    def _past(self, span: Span) -> Moment | None:
        assert span.months is not None and span.days is not None and span.seconds is not None
        low = span.value.partition("/")[0]
        if span.unit == "Y" or low[-1] == "Y":
            if self.year is None:
                return None
            years = max(1, span.months // 12)
            if span.months % 12 and self.month is not None:
                year, month = cal.shift_months(self.year, self.month, -span.months)
                return mo.joined(mo.of_month(year, month), mo.of_month(self.year, self.month)) if year > 0 else None
            if years == 1 and self.governing is not None and self.governing == self.year - 1:
                return mo.of_year(self.governing)
            return mo.of_years(self.year - years, self.year) if self.year > years else None
        if self.today is None:
            return None
        start = cal.shift(self.today, months=-span.months, days=-span.days - round(span.seconds / 86400))
        return mo.of_dates(start, self.today) if start else None

    def window(self, shape: Shape) -> Reading | None:
        word, span = shape.value
        if word in ("近", "近这", "过去", "最近", "这"):
            return self._past_window(span)
        if word in ("随后", "此后", "其后") and span.months is not None:
            return self._after_told(span)
        if span.months is None:
            vague = "PAST_REF" if word in ("前", "上", "此前", "之前") else "FUTURE_REF"
            self.vague = vague == "PAST_REF"
            return Reading("DATE", vague, None, None, None, None, "date.vague")
        moment = self._whole_units(word, span) if word in ("前", "上", "下", "此前", "之前") else self._future(span)
        if moment is None:
            return Reading("DURATION", span.value, span.mod, None, None, None, "date.window")
        self.note_period(moment)
        return Reading("DATE", moment.value, _window_mod(span), None, moment.first, moment.last, "date.window")

    def _after_told(self, span: Span) -> Reading:
        base = self.last.last if self.last and self.last.last else None
        assert span.months is not None and span.days is not None
        if base is None or self.last is None:
            return Reading("DURATION", span.value, span.mod, "AFTER", None, None, "date.window")
        if span.unit == "Y":
            moment = mo.of_years(base.year + 1, base.year + max(1, span.months // 12))
        else:
            end = cal.shift(base, months=span.months, days=span.days)
            moment = mo.of_dates(base + timedelta(1), end) if end and end > base else mo.of_date(base)
        return Reading("DATE", moment.value, _window_mod(span), None, moment.first, moment.last, "date.window")

    def _whole_units(self, word: str, span: Span) -> Moment | None:
        """前两天, 上两周, 下三个月: whole units before or after the present one."""
        assert span.months is not None and span.days is not None
        back = word in ("前", "上", "此前", "之前")
        if span.unit == "Y" and span.months % 12 == 0:
            if self.year is None:
                return None
            years = span.months // 12
            low, high = (self.year - years, self.year - 1) if back else (self.year + 1, self.year + years)
            return mo.of_years(low, high) if low > 0 and high < 9999 else None
        if self.today is None:
            return None
        if span.unit == "M" and span.months:
            edges = (-span.months, -1) if back else (1, span.months)
            (y1, m1), (y2, m2) = (cal.shift_months(self.today.year, self.today.month, edge) for edge in edges)
            if y1 < 1:
                return None
            return mo.of_month(y1, m1) if edges[0] == edges[1] else mo.joined(mo.of_month(y1, m1), mo.of_month(y2, m2))
        if span.unit == "W" and span.days >= 7:
            monday = cal.week_start(self.today)
            first = cal.shift(monday, days=-span.days if back else 7)
            last = cal.shift(monday, days=-1 if back else span.days + 6)
            return mo.of_dates(first, last) if first and last else None
        if not span.days:
            return None
        first = cal.shift(self.today, days=-span.days if back else 1)
        last = cal.shift(self.today, days=-1 if back else span.days)
        return mo.of_dates(first, last) if first and last else None

    def _future(self, span: Span) -> Moment | None:
        assert span.months is not None and span.days is not None and span.seconds is not None
        if span.unit == "Y":
            if self.year is None or self.year + span.months // 12 > 9998:
                return None
            return mo.of_years(self.year, self.year + max(1, span.months // 12))
        if self.today is None:
            return None
        if span.unit in "hms" and span.seconds:
            end = cal.shift(self.today, days=round(span.seconds / 86400))
        else:  # 未来三天: today is the first of the three
            end = cal.shift(self.today, months=span.months, days=span.days - 1)
        return mo.of_dates(self.today, max(end, self.today)) if end else None

    def duration(self, shape: Shape) -> Reading | None:
        span: Span = shape.value
        mod = signals.amount_mod(self.text, shape.start, shape.end) or span.mod
        relation = "AFTER" if signals.LATER.match(self.text, shape.end) else None
        return Reading("DURATION", span.value, mod, relation, None, None, "duration")

    def set(self, shape: Shape) -> Reading | None:
        return Reading("SET", shape.value, None, None, None, None, "set")

    def vague_word(self, shape: Shape) -> Reading | None:
        present = shape.value == "PRESENT_REF"
        self.vague = shape.value != "FUTURE_REF"
        relation = signals.relation(self.text, shape.start, shape.end, present=True)
        day = self.today if present else None
        return Reading("DATE", shape.value, None, relation, *_open_days(day, day, relation), "date.vague")

    def pointer(self, shape: Shape) -> Reading | None:
        """当时 and 届时: what the text spoke of last that is past, or still to come."""
        relation = signals.relation(self.text, shape.start, shape.end)
        value = shape.value
        if shape.value == "PAST_REF" and relation == "UNTIL":
            value = "FUTURE_REF"
        found: Moment | None = None
        if value == "PAST_REF" and not self.vague:
            found = self.past[-1] if self.past and self._recent(self.past[-1]) else None
        elif (
            value == "FUTURE_REF"
            and self.last is not None
            and self.last.first
            and self.today
            and self.last.first > self.today
        ):
            found = self.last
        if found is None or found.first is None:
            return Reading("DATE", value, None, relation, None, None, "date.pointer")
        return Reading("DATE", found.value, found.mod, relation, *_open(found, relation), "date.pointer")

    def _recent(self, moment: Moment) -> bool:
        """A period that the present lies in is no 当时."""
        return moment.last is None or self.today is None or moment.last < self.today


def _fields(reference: str | None) -> tuple[int | None, int | None, int | None]:
    match = re.match(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", reference or "")
    if match is None or match[1] == "0000":
        return None, None, None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _has(pieces: tuple[Piece, ...], rank: int) -> bool:
    return any(piece.rank == rank for piece in pieces)


def _part_of(pieces: tuple[Piece, ...]) -> str | None:
    """The part of day that the second end of a range inherits: 下午3到6点."""
    parts = [piece.value for piece in pieces if piece.kind == "daypart"]
    return parts[-1] if parts else None


def _inherited(frame: Frame, pieces: tuple[Piece, ...]) -> Frame:
    """The first end's fields that are coarser than what the second end says."""
    rank = pieces[0].rank
    if pieces[0].kind in ("day_offset", "day_anaphor", "weekday", "month_offset", "festival", "term", "part"):
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


def _time_range(start: Moment, end: Moment) -> Moment:
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


def _window_mod(span: Span) -> str | None:
    return span.mod


def _open(moment: Moment, relation: str | None) -> tuple[date | None, date | None]:
    return _open_days(moment.first, moment.last, relation)


def _open_days(first: date | None, last: date | None, relation: str | None) -> tuple[date | None, date | None]:
    """Bounds after the relation: since X is open at the end, before X ends the day before X begins."""
    if relation == "SINCE":
        return first, None
    if relation == "UNTIL":
        return None, last
    if relation == "BEFORE":
        return None, last if last != first else last and last - timedelta(1)
    if relation == "AFTER":
        return last and last < date.max and last + timedelta(1) or None, None
    return first, last


def _rule(pieces: tuple[Piece, ...], interval: bool) -> str:
    if interval:
        return "date.range"
    kind = pieces[-1].kind
    if kind in ("clock", "daypart"):
        return f"time.{kind}"
    if len(pieces) > 1 and kind == "part":
        return f"date.{pieces[-2].kind}_part"
    return f"date.{kind}"


# --- pieces: (resolver, frame so far, value, moment so far) → moment, frame ---------------------------------------------------

Step = tuple[Moment, Frame] | None


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
        base = at.governing if at.governing is not None else at.year
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
    told = at.last_period
    if value == -1 and signals.COMPARED.search(at.text[max(0, at.start - 4) : at.start]) and told is not None:
        if told.grain == "month" and told.first is not None:
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


def _lunar_month(at: Resolver, frame: Frame, value: tuple[int, bool], moment: Moment | None) -> Step:
    year = (
        frame.year if frame.grain else at.governing_sentence or (cal.lunar_year_of(at.today) if at.today else at.year)
    )
    if value[1] and not frame.grain and year is not None:
        years = sorted(range(year - 19, year + 20), key=lambda other: abs(other - year - 0.1))
        year = next((other for other in years if cal.lunar_month(other, value[0], True)), year)
    bounds = cal.lunar_month(year, value[0], value[1]) if year is not None else None
    inner = Frame(year, value[0] + (100 if value[1] else 0), None, "lunar")
    if bounds is None:
        return Moment(mo.year_text(year), None, None, "span"), inner
    return mo.of_dates(*bounds), inner


def _lunar_day(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    year, month = frame.year, frame.month
    if frame.grain == "month_only" and at.governing_sentence is None:
        year = cal.lunar_year_of(at.today) if at.today else at.year
    if month is None:
        return mo.of_day(year, None, None), Frame(year, None, None, "day")
    day = cal.lunar_day(year, month % 100, value, month > 100) if year is not None else None
    if day is None:
        return mo.of_day(year, None, None), Frame(year, None, None, "day")
    return mo.of_date(day), Frame(day.year, day.month, day.day, "day")


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
    return _on(moment.first + timedelta(value - 1))


def _last_day(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.last is None:
        return mo.of_day(frame.year, frame.month, None), frame
    return _on(moment.last)


def _nth_weekday(at: Resolver, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_day(frame.year, frame.month, None), frame
    day = cal.nth_weekday(moment.first.year, moment.first.month, value[1], value[0])
    return _on(day) if day else None


def _on(day: date) -> tuple[Moment, Frame]:
    return mo.of_date(day), Frame(day.year, day.month, day.day, "day")


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
    return _on(day)


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
    return _on(moved)


def _weekday(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is not None and moment.grain == "week" and moment.first is not None:
        return _on(moment.first + timedelta(value - 1))
    if at.today is None or moment is not None:
        return mo.of_day(None, None, None), Frame(None, None, None, "day")
    ahead = value - at.today.isoweekday()
    if ahead > 5 and not at.future():  # Monday's 周日 was yesterday
        ahead -= 7
    elif ahead < -3 and at.future():
        ahead += 7
    day = cal.shift(at.today, days=ahead)
    return _on(day) if day else None


def _weekend(at: Resolver, frame: Frame, value: int, moment: Moment | None) -> Step:
    week = moment if moment is not None and moment.grain == "week" else None
    monday = week.first if week else cal.week_start(at.today) if at.today else None
    if monday is None:
        return mo.of_day(None, None, None)._replace(grain="span"), Frame(None, None, None, "week")
    if week is None and at.today is not None and at.today.isoweekday() <= 2 and not at.future():
        monday -= timedelta(7)
    return mo.of_dates(monday + timedelta(5), monday + timedelta(6)), Frame(None, None, None, "week")


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
    if festival.kind == "term":
        return cal.solar_term(year, lexicon().terms.index(festival.data))
    month, day = festival.data
    if day == 0:  # 除夕 is the day before the new year
        first = cal.lunar_day(year, 1, 1)
        return first and first - timedelta(1)
    found = cal.lunar_day(year, month, day)
    return found if found is None or found.year == year or month < 12 else cal.lunar_day(year - 1, month, day)


def _festival(at: Resolver, frame: Frame, index: int, moment: Moment | None) -> Step:
    return _named(at, frame, lambda year: _festival_day(year, index))


def _term(at: Resolver, frame: Frame, index: int, moment: Moment | None) -> Step:
    if frame.grain == "year" and frame.year is not None and index <= 1:
        # 2017年大寒: the one of the winter that begins in that year
        return _named(at, frame._replace(year=frame.year + 1), lambda year: cal.solar_term(year, index))
    return _named(at, frame, lambda year: cal.solar_term(year, index))


def _named(at: Resolver, frame: Frame, day_of: Callable[[int], date | None]) -> Step:
    """A named day of the year said, of the governing year, or of the publication's: the last one where that was within
    45 days, the next where the year's is over and the next is within 45 days."""
    if frame.grain:
        day = day_of(frame.year) if frame.year is not None else None
        return _on(day) if day else (mo.of_day(frame.year, None, None), Frame(frame.year, None, None, "day"))
    year = at.governing_sentence if at.governing_sentence is not None else at.year
    if year is None:
        return mo.of_day(None, None, None), Frame(None, None, None, "day")
    day = day_of(year)
    if at.today is not None and year == at.today.year and day is not None:
        before, after = day_of(year - 1), day_of(year + 1)
        if before is not None and (at.today - before).days <= 45:
            day = before
        elif after is not None and (after - at.today).days <= 45 and (at.today - day).days > 45:
            day = after
    return _on(day) if day else (mo.of_day(year, None, None), Frame(year, None, None, "day"))


def _holiday(at: Resolver, frame: Frame, index: int, moment: Moment | None) -> Step:
    found = _festival(at, frame, index, moment)
    bounds = lexicon().festivals[index].holiday
    if found is None or found[0].first is None or bounds is None:
        return found
    first = found[0].first
    return mo.of_dates(first + timedelta(bounds[0]), first + timedelta(bounds[1])), found[1]


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


def _present(at: Resolver, unit: str, part: str) -> Step:
    """The year, month or quarter that a bare 年底, 月初, 全年 belongs to."""
    if unit == "year":
        year = at.governing_year()
        if year is not None and at.year is not None and year < at.year and part != "whole" and at.future():
            year = at.year
        if at.governing_sentence is None and at.governing is not None and part == "whole":
            year = at.governing
        elif (
            part == "whole"
            and at.governing is None
            and at.month is not None
            and at.month <= 2
            and at.year
            and not at.future()
        ):
            year = at.year - 1  # in January and February the year that is over is summed up
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


APPLY: dict[str, Callable[[Resolver, Frame, Any, Moment | None], Step]] = {
    "century": _century, "century_offset": _century_offset, "decade": _decade, "decades": _decades,
    "decade_offset": _decade_offset, "year": _year, "short_year": _short_year, "years": _years,
    "year_offset": _year_offset, "year_anaphor": _year_anaphor, "plan": _plan, "half": _half, "quarter": _quarter,
    "quarter_offset": _quarter_offset, "quarter_anaphor": _quarter_anaphor, "season": _season, "month": _month,
    "months": _months, "month_offset": _month_offset, "month_anaphor": _month_anaphor, "lunar_month": _lunar_month,
    "lunar_day": _lunar_day, "week_offset": _week_offset, "week_anaphor": _week_anaphor, "nth_week": _nth_week,
    "first_weeks": _first_weeks, "first_days": _first_days, "nth_day": _nth_day, "last_day": _last_day,
    "nth_weekday": _nth_weekday, "day": _day, "days": _days, "day_offset": _day_offset, "day_anaphor": _day_anaphor, "day_offsets": _day_offsets, "year_offsets": _year_offsets,
    "weekday": _weekday, "weekend": _weekend, "festival": _festival, "holiday": _holiday, "term": _term, "part": _part,
    "same_period": _same_period, "bare_same_period": _bare_same_period,
}  # fmt: skip

READERS: dict[str, Callable[[Resolver, Shape], Reading | None]] = {
    "chain": Resolver.chain, "range": Resolver.range, "ago": Resolver.ago, "ahead": Resolver.ahead,
    "since": Resolver.since, "window": Resolver.window, "duration": Resolver.duration, "set": Resolver.set,
    "vague": Resolver.vague_word, "pointer": Resolver.pointer,
}  # fmt: skip


def resolve(text: str, shapes: Iterable[Shape], reference: str | None) -> list[tuple[Shape, Reading]]:
    """The shapes that stand for times, with their readings, in order."""
    resolver = Resolver(text, reference)
    return [(shape, reading) for shape in shapes if (reading := resolver.read(shape)) is not None]


_ = (CLOCK,)
