"""Give each shape its value: against the publication date, against what the text spoke of last, never against today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.meanings import MEANINGS
from newsextract.dates.moments import Frame, Moment
from newsextract.dates.shapes import DAY, DAYPART, PART, SUBYEAR, YEAR, Piece, Shape, Span

NEAR_PAST, NEAR_FUTURE = 60, 31
"""Days around the publication date in which a date without a year is the publication's own, whatever year governs."""
FAR_FUTURE = 200
"""A date without a year and without a sign of plans, further ahead than this, is last year's."""
SENTENCE_END = re.compile(r"[。！？；;!?\n]")


LISTED = re.compile(r"[、和与及或]|以及")
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

    def __init__(self, text: str, reference: str | None, *, query: bool = False) -> None:
        self.text = text
        self.query = query  # the text is one expression: read as what comes next, closed at the moment of speaking
        self.year, self.month, self.day = _fields(reference)
        self.today = cal.civil(self.year, self.month, self.day) if self.year and self.month and self.day else None
        self.last: Moment | None = None  # point or period spoken of last
        self.last_day: Moment | None = None
        self.last_period: Moment | None = None
        self.past: list[Moment] = []
        self.vague = False
        self.compared = False  # the mention is what something is compared with (比上月)
        self.told_here = False  # the paragraph has spoken of a time
        self.reported_month: Moment | None = None  # the first month of the article that is named and over
        self.subject: int | None = None  # the year that a report of the first months sums up
        self.governing: int | None = None
        self.governing_exact = False  # the governing year came with a month or at the head of a sentence
        self.governing_sentence: int | None = None
        self.sentence_day: Moment | None = None
        self.paragraph_day: Moment | None = None
        self.at = 0
        self.start = self.end = 0
        self.listed = False  # the mention is joined to the one before it: 2月25日和28日
        self.touching = False  # the mention follows on the one before it
        self.afternoon: int | None = None  # the hour of the last clock time, where that was said to be after noon
        self.daypart: str | None = None  # 晚上约|8时: the part of day just before a clock time
        self.counted_day: date | None = None  # what a 三天后 just before the mention comes to

    # --- the walk ---

    def read(self, shape: Shape) -> Reading | None:
        between = (self.at, shape.start)
        if self.text.find("\n", *between) >= 0:
            self.governing = self.governing_sentence = None
            self.sentence_day = self.paragraph_day = self.afternoon = None
            self.told_here = False
        elif SENTENCE_END.search(self.text, *between):
            self.sentence_day = None
            self.governing_sentence = None
        self.compared = False
        self.listed = LISTED.fullmatch(self.text, *between) is not None
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
        if moment.grain == "vague":
            return Reading("DATE", moment.value, None, None, None, None, "date.pointer")
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
            end = self._rolled(end, second) or end
        moment = _time_range(start, end) if "time" in (start.grain, end.grain) else mo.joined(start, end)
        self.note_period(moment)
        return self.reading(moment, second, interval=True)

    def _rolled(self, end: Moment, pieces: tuple[Piece, ...]) -> Moment | None:
        if end.first is None or end.last is None:
            return None
        if pieces[0].kind in ("festival", "holiday", "term"):
            later = self.resolve(pieces, Frame(end.first.year + 1, None, None, "year"))
            return later and later[0]
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
            # 2007年以前 in 2017: before that year began; 2025年前: before it is over
            last = moment.first - timedelta(1)
        if self.query and relation == "BEFORE" and self.today and last and last > self.today:
            first = self.today
        if first and last and last < first:  # a slip of the pen: the value says what is written, the bounds nothing
            first = last = None
        return Reading(timex, moment.value, mod, relation, first, last, _rule(pieces, interval))

    # --- memory ---

    def remember(self, pieces: tuple[Piece, ...], moment: Moment, frame: Frame) -> None:
        compared = signals.COMPARED.search(self.text[max(0, self.start - 4) : self.start]) is not None
        self.compared = compared
        said = any(piece.kind in ("year", "short_year", "years", "year_offset") for piece in pieces)
        if said and frame.year is not None and not compared:
            head = self.start == 0 or self.text[self.start - 1] in "。!?;\n “”("
            if self.subject is None and self.month is not None and self.year is not None:
                self.subject = frame.year if frame.year == self.year - 1 and self.month <= 4 else self.year
            self.governing = self.governing_sentence = frame.year
            self.governing_exact = frame.grain in ("month", "day", "time") or head
        if moment.grain in ("day", "time") and moment.first is not None:
            self.sentence_day = self.paragraph_day = self.last_day = mo.of_date(moment.first)
        if self.reported_month is None and moment.grain == "month" and pieces[-1].kind == "month":
            self.reported_month = moment
        self.note_period(moment)

    def note_period(self, moment: Moment) -> None:
        self.vague = False
        same = self.text.startswith("同期", self.end - 2)
        long = moment.first is not None and moment.last is not None and (moment.last - moment.first).days > 400
        if moment.grain not in ("day", "time", "century", "decade") and not (same or long or self.compared):
            self.last_period = moment
        if moment.first is not None and (self.today is None or moment.first <= self.today):
            self.past.append(moment)
            del self.past[:-8]
        self.last = moment
        self.told_here = True

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
            if (
                candidate is not None
                and -NEAR_PAST <= (candidate - self.today).days <= NEAR_FUTURE
                and (
                    candidate <= self.today
                    or year == self.today.year
                    or signals.still_to_come(self.text, self.start, self.end)
                )
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
        if anchor is not None and self.listed:
            return (anchor.year, anchor.month) if day > anchor.day else cal.shift_months(anchor.year, anchor.month, 1)
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
        if ahead > 10 and not (self.query or self.future()):
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
                ends = [self.clock((hour, 0, None), moment, frame, daypart) for hour in piece.value]
                if ends[0] is None or ends[1] is None:
                    return None
                return _time_range(ends[0][0], ends[1][0]), ends[1][1]
            if piece.kind == "clock":
                told = daypart or _part_of(after) or (self.daypart if moment is None else None)
                return self.clock(piece.value, moment, frame, told)
            found = MEANINGS[piece.kind](self, frame, piece.value, moment)
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
            hour, days = 0, 1
        elif daypart is None and moment is None and self.afternoon is not None and self.afternoon <= hour + 12 < 24:
            hour += 12  # 下午1时…，1点半
        self.afternoon = hour if 12 <= hour < 24 and (daypart is not None or self.afternoon is not None) else None
        text = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
        return self.time_of(moment, frame, text, bare=False, days=days)

    def time_of(
        self, moment: Moment | None, frame: Frame, time: str, *, bare: bool, days: int = 0
    ) -> tuple[Moment, Frame] | None:
        if moment is not None:
            if moment.first is not None and moment.grain == "day":
                return self._timed(moment.first, frame, time, days)
            dated = moment.grain == "day" and not moment.value.endswith("XX")
            return Moment(moment.value + time if dated else time, None, None, "time"), frame
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
        compared = signals.COMPARED.search(self.text[max(0, self.start - 4) : self.start]) is not None
        if sign < 0 and compared and self.governing_sentence is not None:  # 2010年…，较五年前增长
            year = self.governing_sentence
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
        if (self.today is not None and (self.today - (self.last.last or self.last.first)).days < 200) or (
            self.today is None and self.year is None
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
            summed_up = self.governing == self.year - 1 and (self.month is None or self.month <= 3)
            if years == 1 and summed_up:  # 一年来 in a report on the year that is over
                return mo.of_year(self.year - 1)
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
        first = last = None
        if self.query and self.today and span.days is not None and WITHIN.match(self.text, shape.end):
            first = self.today
            last = cal.shift(first, months=span.months or 0, days=span.days + round((span.seconds or 0) / 86400))
        return Reading("DURATION", span.value, mod, relation, first, last, "duration")

    def set(self, shape: Shape) -> Reading | None:
        return Reading("SET", shape.value, None, None, None, None, "set")

    def vague_word(self, shape: Shape) -> Reading | None:
        present = shape.value == "PRESENT_REF"
        self.vague = shape.value != "FUTURE_REF"
        relation = signals.relation(self.text, shape.start, shape.end, present=True)
        if relation == "UNTIL" and shape.value == "PAST_REF":  # 恢复到近年最好水平
            relation = None
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
            and self.last.first >= self.today
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
        return (last and last < date.max and last + timedelta(1)) or None, None
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


READERS: dict[str, Callable[[Resolver, Shape], Reading | None]] = {
    "chain": Resolver.chain, "range": Resolver.range, "ago": Resolver.ago, "ahead": Resolver.ahead,
    "since": Resolver.since, "window": Resolver.window, "duration": Resolver.duration, "set": Resolver.set,
    "vague": Resolver.vague_word, "pointer": Resolver.pointer,
}  # fmt: skip


WITHIN = re.compile(r"(?:之|以)?内")
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
    resolver = Resolver(text, reference, query=_is_query(text, found))
    return [(shape, reading) for shape in found if (reading := resolver.read(shape)) is not None]
