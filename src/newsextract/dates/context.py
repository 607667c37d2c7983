"""What is known at a mention: the publication date, the year that governs, the times that the text told of last."""

from __future__ import annotations

from datetime import date

from newsextract import lazyre as re
from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.moments import Frame, Moment
from newsextract.dates.shapes import Piece, Shape

NEAR_PAST, NEAR_FUTURE = 60, 31
"""Days around the publication date in which a date without a year is the publication's own, whatever year governs."""
FAR_FUTURE = 200
"""A date without a year and without a sign of plans, further ahead than this, is last year's."""
SPEECH_DAYS = 10
"""A quotation in a story of longer ago may be what someone says of it today."""
SENTENCE_END = re.compile(r"[。！？；;!?\n]")


ONE_MONTH = frozenset(("month", "day", "time"))
"""Grains that lie within one month."""
GOES_ON = 4
"""Months within which a month of a smaller number follows on the one told of: December and then April."""
LOOKS_BACK = re.compile(r"此前|之前|早在|曾|同年|当年|去年|先前|同期|[从自比较]$")
OPEN = re.compile("份?(?:开始|起)[，,]")
"""After a date from which something goes on up to now."""
YEAR_SAID = frozenset(("year", "short_year", "years", "year_offset"))
LISTED = re.compile(r"[、和与及或]|以及")
CLOSE_BY = re.compile(r"[约近大概左右的 （(]{0,3}")


class Context:
    """The state of the walk over one article, carried from mention to mention."""

    def __init__(self, text: str, reference: str | None, *, query: bool = False) -> None:
        self.text = text
        self.query = query  # the text is one expression: read as what comes next, closed at the moment of speaking
        self.year, self.month, self.day = _fields(reference)
        self.today = cal.civil(self.year, self.month, self.day) if self.year and self.month and self.day else None
        self.last: Moment | None = None  # point or period spoken of last
        self.last_day: Moment | None = None
        self.writing_day: date | None = None  # the day that 今天(10月1日) tells
        self.announced: dict[int, date] = {}  # day of the month → the date named with it last
        self.story_day: Moment | None = None  # the same, 前一天 and its like left out
        self.scene: Moment | None = None  # the last day that something is told to have happened on
        self.month_of_weeks: Moment | None = None  # 6月 of 6月第一周, for a bare 第二周
        self.golden_week: Moment | None = None  # the holiday told of last
        self.last_period: Moment | None = None
        self.past: list[Moment] = []
        self.coming: Moment | None = None  # what the text told of last that is still to come
        self.vague = False
        self.compared = False  # the mention is what something is compared with (比上月)
        self.told_here = False  # the paragraph has spoken of a time
        self.reported_month: Moment | None = None  # the first month of the article that is named and over
        self.reporting: date | None = None  # the month that the paragraph has compared with the one before it
        self.summed_up: int | None = None  # the year that an article of unknown date begins a sentence with
        self.plan: tuple[int, int] | None = None  # the five-year plan spoken of last
        self.subject: int | None = None  # the year that a report of the first months sums up
        self.governing: int | None = None
        self.governing_exact = False  # the governing year came with a month or at the head of a sentence
        self.governing_sentence: int | None = None
        self.sentence_day: Moment | None = None
        self.paragraph_day: Moment | None = None
        self.told = 0  # the end of the mention before
        self.start = self.end = 0
        self.listed = False  # the mention is joined to the one before it: 2月25日和28日
        self.touching = False  # the mention follows on the one before it
        self.apposed = False  # the mention says again, or goes on with, what the one before it says: 今天(2日)|8时
        self.relation: str | None = None  # of the date before
        self.afternoon: int | None = None  # the hour of the last clock time, where that was said to be after noon
        self.daypart: str | None = None  # 晚上约|8时: the part of day just before a clock time
        self.counted_back: set[str] = set()  # amounts of time that the article has counted back: 六十年前
        self.counted_day: date | None = None  # what a 三天后 just before the mention comes to

    def move_to(self, shape: Shape) -> None:
        """Take a mention as the present one: forget what its paragraph or sentence does not know."""
        between = (self.told, shape.start)
        if self.text.find("\n", *between) >= 0:
            self.governing = self.governing_sentence = None
            self.sentence_day = self.paragraph_day = self.afternoon = None
            self.told_here = False
            self.reporting = None
        elif SENTENCE_END.search(self.text, *between):
            self.sentence_day = None
            self.governing_sentence = None
        self.compared = False
        gap = shape.start - self.told
        self.listed = gap <= 2 and LISTED.fullmatch(self.text, *between) is not None
        self.touching = gap <= 1 and self.text[self.told : shape.start] in ("", "的")
        if self.daypart is not None and not (gap <= 3 and CLOSE_BY.fullmatch(self.text, *between)):
            self.daypart = None
        self.apposed = gap == 1 and self.text[self.told] in "()"
        self.told, self.start, self.end = shape.end, shape.start, shape.end

    def remember(self, pieces: tuple[Piece, ...], moment: Moment, frame: Frame, *, spoken: bool = False) -> None:
        """Take what a mention says as known from here on. spoken: 明天 in a quotation, which is no day of the story."""
        compared = signals.compared(self.text, self.start)
        self.compared = compared
        said = pieces[0].kind in YEAR_SAID or any(piece.kind in YEAR_SAID for piece in pieces[1:])
        since = signals.since_then(self.text, self.end)  # 为去年3月以来最快: how long, not when
        head = self.start == 0 or self.text[self.start - 1] in "。!?;\n “”("
        recent = frame.year is not None and self.year is not None and frame.year >= self.year - 1
        if since and ((head and recent) or pieces[-1].kind == "year_opening"):
            since = False  # 2010年以来，…, 2017年开年以来，…: a report of that year
        if said and frame.year is not None and not (compared or since):
            published = moment.first is not None and moment.first == self.today  # 发布日期：2023-03-21 sums up nothing
            if self.subject is None and self.month is not None and self.year is not None and not published:
                self.subject = frame.year if frame.year == self.year - 1 and self.month <= 4 else self.year
            self.governing = self.governing_sentence = frame.year
            exact = frame.grain in ONE_MONTH or head
            self.governing_exact = exact and not OPEN.match(self.text, self.end)
        elif self.governing_exact and self.governing is not None and frame.year == self.governing + 1:
            self.governing = frame.year  # the story has gone on into the new year
            self.governing_sentence = self.governing_sentence and frame.year
        if self.year is None and self.summed_up is None and head and moment.grain == "year":
            self.summed_up = frame.year
        if moment.grain in ("day", "time") and moment.first is not None and not (spoken or since):
            aside = self.paragraph_day is not None and self.text[self.start - 1 : self.start] == "继"
            day = mo.of_date(moment.first)
            if not aside:  # 9日的罢工是继5日…后: the day told of stays the 9th
                self.sentence_day = self.paragraph_day = self.last_day = day
            aside = aside or (pieces[0].kind == "day_anaphor" and pieces[0].value < 0)
            self.story_day = self.story_day if aside else self.last_day
        if self.reported_month is None and moment.grain == "month" and pieces[-1].kind == "month":
            self.reported_month = moment
        self.note_period(moment)

    def set_scene(self, moment: Moment, relation: str | None) -> None:
        """Take a day that is past, and is no bound of a period, as the one on which people speak and act."""
        if relation is not None or moment.first is None or moment.grain not in ("day", "time"):
            return
        if self.today is None or moment.first <= self.today:
            self.scene = mo.of_date(moment.first)

    def told_lately(self, days: int) -> Moment | None:
        """The scene, where it lies at most so many days before the publication date."""
        day = self.scene.first if self.scene is not None else None
        return self.scene if day and self.today and (self.today - day).days <= days else None

    def speaking_day(self) -> date | None:
        """The day that 今天 and 昨天 count from: told in brackets, the publication's, or a quotation's."""
        if self.writing_day is not None:
            return self.writing_day
        scene = self.told_lately(SPEECH_DAYS)
        if scene is None or scene.first == self.today:
            return self.today
        if self.sentence_day is not None and signals.reported(self.text, self.start):
            return scene.first
        return scene.first if signals.quoted(self.text, self.end) else self.today

    def note_period(self, moment: Moment) -> None:
        self.vague = False
        if moment.grain in ("day", "time"):
            self.announced.update((end.day, end) for end in (moment.first, moment.last) if end is not None)
        if moment.grain not in NO_PERIODS and not (
            self.compared or self.text.startswith("同期", self.end - 2) or _long(moment)
        ):
            self.last_period = moment
        if moment.first is not None and (self.today is None or moment.first <= self.today):
            self.past.append(moment)
            del self.past[:-8]
        elif moment.first is not None:
            self.coming = moment
        self.last = moment
        self.told_here = True

    def implied_year(self, month: int, day: int = 0) -> int | None:
        """The year of a date without one: near the publication date its own, else the governing year, else the nearest
        sensible reading: this year, or last year where that is long past and nothing speaks of plans."""
        governing = self.governing_sentence if self.governing_sentence is not None else self.governing
        if governing is not None and (self.governing_exact or self.today is None):
            return governing + self._goes_on(governing, month, day)
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
        if here is not None and here > self.today and self.subject == self.today.year - 1 and not self.future():
            return self.subject  # 下半年 in a report on the year that is over
        if here is not None and (here - self.today).days > FAR_FUTURE and not self.future():
            return self.today.year - 1
        if here is not None and (self.today - here).days > FAR_FUTURE and self.future():
            return self.today.year + 1
        return self.today.year

    def _goes_on(self, governing: int, month: int, day: int) -> bool:
        """Whether a story told from last December on goes on in the new year: 去年12月23日起…，其中1月5日."""
        told = self.last
        if told is None or told.first is None or told.first.year != governing or told.grain not in ONE_MONTH:
            return False
        after = self._candidate(governing + 1, month, day)
        if self.today is None or after is None or after > self.today or month >= told.first.month:
            return False
        return month + 12 - told.first.month <= GOES_ON and not LOOKS_BACK.search(
            self.text, max(0, self.start - 8), self.start
        )

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
        until = self.relation == "SINCE" and self.text[self.start - 1 : self.start] in ("至", "到")
        if until and self.sentence_day is not None and anchor is not None and day >= anchor.day:
            return anchor.year, anchor.month  # 从明天起持续至18日
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
        announced = self.announced.get(day)
        if announced is not None and announced > self.today and self.future():
            return announced.year, announced.month
        ahead = day - self.today.day
        if ahead > 10 and not (self.query or self.future()):
            return cal.shift_months(self.today.year, self.today.month, -1)
        if ahead < -20 and self.future():
            return cal.shift_months(self.today.year, self.today.month, 1)
        return self.today.year, self.today.month

    def governing_year(self) -> int | None:
        return self.governing_sentence if self.governing_sentence is not None else self.year


NO_PERIODS = ("day", "time", "century", "decade")
"""Grains that 同期 never points back to."""


def _long(moment: Moment) -> bool:
    return moment.first is not None and moment.last is not None and (moment.last - moment.first).days > 400


REFERENCE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _fields(reference: str | None) -> tuple[int | None, int | None, int | None]:
    match = REFERENCE.match(reference or "")
    if match is None or match[1] == "0000":
        return None, None, None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
