"""Which DATE dates a quantity: the one that governs its clause, carried through the sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.facts.chunk import Span, Tokens
from newsextract.facts.roles import holds, is_calendar, is_name
from newsextract.facts.walk import DAY, IN_DAY, NAMES_DAY, PERIOD, STEPS, TELLING, UNDATED, VAGUE, Walk
from newsextract.records import Date, Quantity

AWARDED = frozenset(("评为", "入选", "获评", "获得", "荣获", "荣膺", "授予"))
"""Words before the year of an award, where the words are not tagged."""
BEING = frozenset(("是", "为"))
"""And between two dates: 2021年是 | “十四五”开局之年."""
QUOTES = '“"'
QUOTED = frozenset(QUOTES)
"""After a date that a name holds: 2020年 | “最美职工”."""
PASSED = frozenset(("刚", "摄"))
"""After a date that tells nothing of what follows: 植树节 | 刚过, (8月1日 | 摄)."""
BOUND = frozenset(
    ["全年", "年内", "当年", "当月", "当时", "同期", "那年", "當年", "年內"]
)  # fmt: skip
"""Dates that point within their own sentence: nothing later is carried from them."""
COMPARED = frozenset("比较与同和")
"""Characters before a date with which something is compared."""
DAY_SHAPE = "2026-01-31"
SENTENCE_ENDS = ("", "\n", "。", "!", "?", ";", "…", "—")
CARRIED = 2
"""Sentences after its own in which a day or a year still governs: it dated none of 16 numbers further on."""
SAYING = re.compile(
    r"日?[电讯][(,:]|[^,。!?;\n]{0,40},?[^,。!?;\n]{0,40}?"
    r"(?:介绍|表示|获悉|透露|通报|披露|公[布佈]|发布(?![^,。]{0,12}预警)|记者会|吹风会|通气会)"
)
"""What follows a date on which something was said, in its clause or the next: it dates no later sentence."""


class Governor:
    """Walks a document's sentences in order and keeps the date that governs.

    period: the reporting period of a release; bridging: the same while it governs a later paragraph; last: what
    governed at the last sentence's end, which one that opens with 其中 takes over whatever it is; days: the dates met,
    by value; first: no number has been dated yet; next: the first date not seen; age: sentences since what governs.
    """

    def __init__(self, dates: Sequence[Date], document: Document, quantities: Sequence[Quantity]) -> None:
        self.dates, self.shadow, self.quantities = dates, document.shadow, quantities
        self.reference = document.reference
        self.governing: Date | None = None
        self.period: Date | None = None
        self.bridging: Date | None = None
        self.last: Date | None = None
        self.days: dict[str, Date] = {}
        self.first = True
        self.next = 0
        self.age = 0

    def turn(self) -> None:
        """A new sentence: a day or a year has been told long ago; of quarters and of 五年来 a report goes on."""
        self.age += 1
        date = self.governing
        if self.age > CARRIED and date is not None and not (PERIOD.fullmatch(date.value) or self._leads(date)):
            self.governing = self.last = None

    def _leads(self, date: Date) -> bool:
        """五年来，…, 这五年，…: does a stretch of time open its sentence?"""
        before = self.shadow[max(date.start - 2, 0) : date.start].rstrip(" 　")
        return (date.text[-1] == "来" or date.text[0] == "这") and before[-1:] in SENTENCE_ENDS

    def paragraph(self, *, headed: bool) -> None:
        """A new paragraph: nothing governs but the release's reporting period, nor that where a new item begins."""
        self.period = None if headed else self.period
        self.governing, self.last = self.period, None
        self.bridging = self.period

    def skip(self, until: int) -> None:
        """Sentences without quantities, up to offset `until`: their last date is carried."""
        dates = self.dates
        while self.next < len(dates) and dates[self.next].start < until:
            date = dates[self.next]
            self.next += 1
            self.days[date.value] = date
            self.last = None
            before = self.shadow[max(date.start - 2, 0) : date.start]
            compared = before[-1:] in COMPARED
            titled = before in AWARDED or (self.governing is not None and before.rstrip(QUOTES)[-1:] in BEING)
            following = self.shadow[date.end : date.end + 1]
            titled = titled or following in PASSED or (following in QUOTED and self.governing is not None)
            spans = date.text[0] == "近" and date.text[-1] == "年"  # 近10年 最好水平
            report = self.period is not None and date.relation == "SINCE"
            wider = (
                self.governing is not None and self.shadow.startswith("的", date.end) and holds(date, self.governing)
            )
            if is_calendar(date) and not (compared or spans or titled or report or wider or is_name(date, self.shadow)):
                self.governing = self._lasting() if self.is_said(self.next - 1) else _carried(date)
                self.age = 0

    def sentence(self, tokens: Tokens, span: Span) -> dict[int, Date]:
        """Word index of each quantity → its date."""
        if "其中" in tokens.words[span[0] : span[0] + 2]:
            self.governing = self.last or self.governing
        walk, before = Walk(self, tokens, span), self.governing
        telling = TELLING if tokens.classes.find("D", *span) >= 0 else UNDATED
        for match in telling.finditer(tokens.classes, *span):
            STEPS[match.group()](walk, match.start())
        self.last = self.governing
        opening = tokens.mentions.get(span[0]) if tokens.classes[span[0]] == "D" else None
        opens = opening is not None and self.governing is self.dates[opening]
        if self.governing is not None and not (opens and self.governing.value[:4].isdigit()):
            self.governing = _carried(self.governing)
        if self.governing is not None:
            self.governing = self._day_of(self.governing)
        if walk.later or walk.ends:
            self.governing = before
        if walk.said:
            self.governing = before
            self.governing = self._lasting()
        return walk.found

    def is_past(self, date: Date) -> bool:
        """Is the date over, or now, on the day of publication?"""
        if IN_DAY.match(date.value) or date.value in VAGUE:
            return True
        return self.reference is not None and date.end_date is not None and date.end_date <= self.reference

    def _day_of(self, date: Date) -> Date:
        """13时许: a bare clock time dates its own sentence, after which the day governs again that has been named."""
        bare = date.timex == "TIME" and not NAMES_DAY.search(date.text)
        return self.days.get(date.value[: len(DAY_SHAPE)], date) if bare else date

    def _lasting(self) -> Date | None:
        """What governs on where something has been said: a longer period, no earlier day."""
        date = self.governing
        return date if date is self.period or (date is not None and not DAY.match(date.value)) else None

    def is_said(self, index: int) -> bool:
        """1月14日，某办举行吹风会: is the date the day on which something is said?"""
        date = self.dates[index]
        if not DAY.match(date.value) or date.relation is not None:
            return False
        said = SAYING.match(self.shadow, date.end)
        further = self.dates[index + 1].start if index + 1 < len(self.dates) else len(self.shadow)
        return said is not None and said.end() <= further


def _carried(date: Date) -> Date | None:
    """What later sentences take over: not 全年 or 当天, which point within theirs, nor 最近, nor 目前."""
    return None if date.text in BOUND or date.value in VAGUE else date
