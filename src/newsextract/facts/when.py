"""Which DATE dates a quantity: the one that governs its clause, carried through the sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.facts.chunk import Span, Tokens
from newsextract.facts.roles import (
    clause_end,
    holds,
    is_calendar,
    is_idle,
    is_inner,
    is_local,
    is_name,
    is_of_topic,
    is_reported,
    years_between,
)
from newsextract.facts.timeless import (
    CIRCLE_UNIT,
    ORIGINS,
    is_age,
    is_circle,
    is_lasting,
    is_planned,
    is_rating,
    is_rule,
    is_threshold,
)
from newsextract.records import Date, Quantity

SPEAKING = frozenset(
    ["表示", "介绍", "说", "指出", "认为", "强调", "透露", "称", "获悉", "了解到", "告诉", "坦言", "报道", "获知"]
)  # fmt: skip
"""Last words of a clause after which stands what somebody says."""
BRIEFINGS = ("记者会", "吹风会", "通气会", "发布会")
"""Ends of words for where somebody speaks."""
FURTHER = frozenset(("另", "另外", "此外", "同时"))
"""What opens another matter than that of the clause before."""
AWARDED = frozenset(("评为", "入选", "获评", "获得", "荣获", "荣膺", "授予"))
"""Words before the year of an award, where the words are not tagged."""
BEING = frozenset(("是", "为"))
"""And between two dates: 2021年是 | “十四五”开局之年."""
QUOTES = '“"'
QUOTED = frozenset(QUOTES)
"""After a date that a name holds: 2020年 | “最美职工”."""
PASSED = frozenset(("刚", "摄"))
"""After a date that tells nothing of what follows: 植树节 | 刚过, (8月1日 | 摄)."""

PASSING = frozenset(("PAST_REF", "FUTURE_REF"))
LISTED = re.compile("[dp_]*D(?:jD)+")
"""A clause of nothing but dates."""
NUMBERS = re.compile("Q(?:jQ)+")
"""Numbers in a row."""
VAGUE = PASSING | {"PRESENT_REF"}
"""Values of vague dates: 近日, 今后; 目前."""
BOUND = frozenset(
    ["全年", "年内", "当年", "当月", "当时", "同期", "那年", "當年", "年內"]
)  # fmt: skip
"""Dates that point within their own sentence: nothing later is carried from them."""

EVENTS = frozenset(("以来", "至今", "之后", "以后", "后", "之前", "以前", "期间"))
"""党的十八大以来, 财报公布后: a time without a calendar date governs now."""
NEXT = frozenset(("之后", "以后", "后"))
"""Of these, what a story tells next: where it has a day, 飞机抵达后 lies within that."""

COMPARED = frozenset("比较与同和")
"""Characters before a date with which something is compared."""

NAMES_DAY = re.compile("[日号號天]|^[昨今明当當前后後周週]")
"""A time that names its day (今日早9时, 昨晚) governs anew; a bare 上午 belongs to the day before it."""

DAY = re.compile(r"\d{4}-\d\d(?!/)")
"""The value of a month, a day or a clock time of a day."""
IN_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!/)")
"""The value of a day or of a clock time of a day."""
DAY_SHAPE = "2026-01-31"
STATISTICS = re.compile("[TYM]")
"""A change, 同比 or a metric noun in a sentence that opens a statistical release."""

ACCOUNTS = ("进口", "出口", "收入", "支出")
"""Ends of words in such sentences that tell a metric all the same: 进口 | 20亿元."""

SENTENCE_ENDS = ("", "\n", "。", "!", "?", ";", "…")
CARRIED = 2
"""Sentences after its own in which a day or a year still governs: it dated none of 16 numbers further on."""
YEAR = len("2020")
"""Characters of the value of a single year."""
PERIOD = re.compile(r"(?:\d{4}|XXXX)-(?:[QH]\d|(?:0\d|1[0-2])(?:/\d{4}-\d\d)?)")
"""A part of a year: the reporting period of a statistical release, which holds for its later paragraphs too."""


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
        """五年来，…: does a stretch of time open its sentence?"""
        before = self.shadow[max(date.start - 2, 0) : date.start].rstrip(" 　")
        return date.text[-1] == "来" and before[-1:] in SENTENCE_ENDS

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
                self.governing = self._lasting() if self.is_said(self.next - 1) else _carried(date, dating=False)
                self.age = 0

    def sentence(self, tokens: Tokens, span: Span) -> dict[int, Date]:
        """Word index of each quantity → its date."""
        if "其中" in tokens.words[span[0] : span[0] + 2]:
            self.governing = self.last or self.governing
        walk, before = _Walk(self, tokens, span), self.governing
        telling = TELLING if tokens.classes.find("D", *span) >= 0 else UNDATED
        for match in telling.finditer(tokens.classes, *span):
            STEPS[match.group()](walk, match.start())
        self.last = self.governing
        opening = tokens.mentions.get(span[0]) if tokens.classes[span[0]] == "D" else None
        opens = opening is not None and self.governing is self.dates[opening]
        if self.governing is not None and not (opens and self.governing.value[:4].isdigit()):
            self.governing = _carried(self.governing, dating=walk.dates())
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


class _Walk:
    """One sentence from left to right.

    local: a date that governs up to the next verb of change. own: the governing date of this sentence itself, unless
    it is a report's; opening: its word. ends: it is the last year of several that are compared (2025年比2020年高…).
    later: a number of the sentence stands before it, so that it governs no other sentence; said: nor does a day on
    which something is said. origin, target: the dates of a change (由2019年的…增加到2020年的…), which a later clause
    takes over; paired: its first number has.
    listed: the dates of a list (2018年、2019年), of which 分别 gives each number its own (`each`).
    """

    def __init__(self, governor: Governor, tokens: Tokens, span: Span) -> None:
        self.governor, self.tokens, self.span = governor, tokens, span
        self.found: dict[int, Date] = {}
        self.local: Date | None = None
        self.own: Date | None = None
        self.opening: int | None = None
        self.held = 0
        self.listed: list[Date] = []
        self.each: Iterator[Date] = iter(())
        self.dated = False
        self.later = False
        self.ends = False
        self.said = False
        self.fleeting = False
        self.origin: Date | None = None
        self.target: Date | None = None
        self.paired = False
        self.fresh: list[int] = []
        self.stale: list[int] = []

    def date(self, at: int) -> None:
        governor, tokens = self.governor, self.tokens
        index = tokens.mentions[at]
        governor.next = max(governor.next, index + 1)
        date = governor.dates[index]
        governor.days[date.value] = date
        if not is_calendar(date) or (date.timex == "TIME" and self._is_of_day(date, at)):
            return
        if is_name(date, governor.shadow):
            return
        self.dated = True
        if not self.listed or tokens.classes[at - 1] != "j":
            self.listed = []
        self.listed.append(date)
        if is_local(tokens, at, self.span):
            self._hold(date, at)
            return
        end = clause_end(tokens.classes, at, self.span)
        reported = is_reported(tokens, at, end)
        empty = tokens.classes.find("Q", at, end) < 0
        own, governing = self.own, governor.governing
        if is_inner(tokens, at, end, date, own, governing):
            return
        if empty and (
            self._is_event(date)
            or is_idle(tokens, at, end, date, own, governed=governing is not None, reported=reported)
        ):
            return
        is_kept = tokens.words[at - 1] == "沿用"
        if self.own is None and (tokens.classes[at - 1] not in "vVTK" or date.relation == "AS_OF" or is_kept):
            self.found.update(dict.fromkeys(self.fresh, date))
            if empty and date.value not in VAGUE and is_of_topic(tokens, at, self.span):
                self.found = dict.fromkeys(self.stale, date) | self.found
        governor.governing, self.local, governor.bridging = date, None, None
        governor.age = 0
        self.fleeting = date.value in VAGUE and date.relation is None and tokens.classes[at + 1] != ","
        self.said = governor.is_said(index)
        self.own = None if reported else date
        self.opening = at
        self.later = tokens.classes.find("Q", self.span[0], at) >= 0

    def _is_event(self, date: Date) -> bool:
        """9月25日，2021年 | 互联网大会 | 开幕: the year of a day that has been told, where nothing is measured."""
        bare = len(date.value) == YEAR and date.relation is None
        return bare and self.own is not None and not self.said and holds(date, self.own)

    def dates(self) -> bool:
        """Does what governs at the end date a number of the sentence: 目前，合作社有 | 30户?"""
        return any(found is self.governor.governing for found in self.found.values())

    def _hold(self, date: Date, at: int) -> None:
        """A date that governs no further than the next verb of change."""
        self.local, self.held = date, at
        end = clause_end(self.tokens.classes, at, self.span)
        if self.tokens.words[at - 1] in ORIGINS or self.tokens.classes[end - 1] == "E":
            self.origin, self.target = date, None  # 从2019年的…; 与2019年相比，占比由 | 3% | 提高到…
        elif self.tokens.classes[at - 1] == "o" and self.origin is not None:
            self.target = date
            if self.own is None and self.governor.governing is not None:
                self.governor.governing = self.own = date  # 从2012年的5万户增长到去年底的9万户，年均增长…
        self.ends = self.ends or (self.own is not None and years_between(date, self.own) > 1)

    def _is_of_day(self, time: Date, at: int) -> bool:
        """9月3日，…上午; 3时和5时: does what stands before hold this time too?"""
        joined = self.tokens.classes[at - 2 : at] == "Dj"
        return self.own is not None and (self.own.timex == "DATE" or joined) and not NAMES_DAY.search(time.text)

    def quantity(self, at: int) -> None:
        governor = self.governor
        if self.local is not None and self._is_compared(at):
            self.local = None
        self._pair(at)
        date = next(self.each, None) or self.local or self._of_change(at) or governor.governing
        if date is not None and len(date.value) == YEAR and not (self.dated or self.local) and self._is_yearly(at):
            return
        if is_threshold(self.tokens, at, self.span) or is_lasting(self.tokens, at, self.span):
            return
        if self.tokens.words[at - 1] == "每" and at > self.span[0]:
            return  # 每 | 100户 | 有30辆
        quantity = governor.quantities[self.tokens.mentions[at]]
        if is_rating(self.tokens, at, quantity) or is_circle(self.tokens, at, self.span):
            return
        if not (self.own or self.local) and (
            is_age(self.tokens, at, self.span, quantity)
            or is_rule(self.tokens, at, self.span)
            or (date is not None and governor.is_past(date) and is_planned(self.tokens, at, self.span))
        ):
            return
        if self.own is None and self.local is None:
            self.fresh.append(at)
            if self._is_circle(at):
                return
        if date is None or (date is governor.bridging and self._is_aside()):
            return
        self.found[at] = date
        if governor.first and date.mod is None and PERIOD.fullmatch(date.value) and self._is_reporting(date):
            governor.period = date
        governor.first = False

    def _is_circle(self, at: int) -> bool:
        """三大 | 股指: a standing circle, which only a date of its own clause dates."""
        return self.governor.quantities[self.tokens.mentions[at]].unit == CIRCLE_UNIT

    def _is_compared(self, at: int) -> bool:
        """较 | 2020年 | 改善 | 16%: the date with which a clause compares dates no number past its verb."""
        classes, held = self.tokens.classes, self.held
        return "B" in classes[max(held - 2, 0) : held] and not set(classes[held:at]).isdisjoint("vVKA")

    def _of_change(self, at: int) -> Date | None:
        """从2012年底的5万人减少到去年底的2万人，发生率由 | 10% | 降至 | 4%: the dates of the change told before."""
        if self.origin is None or self.dated:
            return None
        tokens, paired = self.tokens, self.paired
        self.paired = tokens.words[at - 1] in ORIGINS
        if self.paired:
            return self.origin
        return self.target if paired else None

    def _is_aside(self) -> bool:
        """60名代表出席: in a later paragraph than the reporting period's, a sentence that tells no statistics."""
        told = STATISTICS.search(self.tokens.classes, *self.span) is not None
        return not told and not any(word.endswith(ACCOUNTS) for word in self.tokens.words[slice(*self.span)])

    def _is_yearly(self, at: int) -> bool:
        """年均增长 | 5%: a mean of several years, which the single year of an earlier sentence cannot date."""
        words, edge = self.tokens.words, at
        while edge > self.span[0] and self.tokens.classes[edge - 1] not in ",.QD":
            edge -= 1
        return "年均" in words[edge:at]

    def _is_reporting(self, date: Date) -> bool:
        """一季度出口增长: a period of statistics; not 8月的 | 山村, 公布 | 1至2月名单, 9月、10月 | 两次."""
        tokens = self.tokens
        if self.governor.shadow.startswith("的", date.end):
            return False
        at = self.span[0] if self.opening is None else self.opening
        inner = at > self.span[0] and tokens.classes[at - 1] in "vVKj"
        return not inner and STATISTICS.search(tokens.classes, *self.span) is not None

    def change(self, _: int) -> None:
        self.local = None

    def _is_held(self, date: Date, at: int) -> bool:
        """目前，…; 目前企业有 | 30家 | ，其中…: does a vague date go on to the clause that opens at word `at`?"""
        word, following = self.tokens.words[at], self.tokens.words[at + 1]
        apart = word == ";" or self.tokens.classes[at + 1] == "c" or following in FURTHER
        return not apart and date.value not in PASSING and self.dates()

    def distribute(self, _: int) -> None:
        self.each = iter(self.listed if len(self.listed) > 1 else ())

    def _first(self, at: int) -> int:
        """Where the clause that ends at word `at` begins."""
        return max(self.tokens.classes.rfind(",", self.span[0], at), self.span[0] - 1) + 1

    def _pair(self, at: int) -> None:
        """2020年和2021年，产量为 | 3万吨和5万吨: as many dates as numbers in a row are told one by one."""
        count = len(self.listed)
        numbers = NUMBERS.match(self.tokens.classes, at, self.span[1]) if count > 1 else None
        alone = numbers is not None and self.tokens.classes[numbers.end() : numbers.end() + 1] in (",", ".", "$", "")
        if numbers is None or not alone or numbers.group().count("Q") != count:
            return
        last = self.tokens.classes.rfind("D", self.span[0], at)
        if "B" not in self.tokens.classes[self._first(at) : at] and not set(self.tokens.classes[last:at]) & set("jQX"):
            self.each = iter(self.listed)

    def _is_speech(self, at: int) -> bool:
        """7月3日，发言人回应记者说，| 甲市有4万户…: has the clause that ends at word `at` said who speaks that day?"""
        date, words = self.governor.governing, self.tokens.words
        if date is None or date is not self.own or not DAY.match(date.value) or words[at - 1] not in SPEAKING:
            return False
        # In the date's own clause, or the one after: 10月3日甲市再次遭袭，医院称，| 6人死亡 is of that day.
        opening = at if self.opening is None else self.opening
        near = self._first(at) <= opening + 2 or any(word.endswith(BRIEFINGS) for word in words[opening:at])
        return near and "Q" not in self.tokens.classes[opening:at]

    def clause(self, at: int) -> None:
        if self._is_speech(at):
            self.governor.governing, self.own, self.said = None, None, True
        if not self.dated and at > self.span[0] and self.tokens.words[at - 1] in EVENTS:
            told, date = self.tokens.words[at - 1] in NEXT, self.governor.governing
            self.governor.governing = date if told and date is not None and IN_DAY.match(date.value) else None
        listed = self.listed if LISTED.fullmatch(self.tokens.classes, self._first(at), at) else []
        self.local, self.dated, self.paired, self.listed = None, False, False, listed
        date = self.governor.governing
        if self.fleeting and date is not None and not self._is_held(date, at):
            self.governor.governing = self.own = date = None
            self.fleeting = False
        if self.tokens.words[at] == ";" and date is not None and date.value in PASSING and not self.dates():
            self.governor.governing = self.own = None  # 第一，近期政策见效；第二，多数股票跌了 | 5%
        self.stale = [] if self.tokens.words[at] == ";" else [q for q in self.fresh if not self._is_circle(q)]
        self.fresh = []


STEPS: dict[str, Callable[[_Walk, int], None]] = {
    "D": _Walk.date,
    "Q": _Walk.quantity,
    "X": _Walk.distribute,
    **dict.fromkeys("TAECHW", _Walk.change),
    **dict.fromkeys(",.", _Walk.clause),
}
TELLING = re.compile(f"[{''.join(STEPS)}]")
UNDATED = re.compile("[Q,.]")
"""What tells anything in a sentence without dates."""


def _carried(date: Date, *, dating: bool) -> Date | None:
    """What later sentences take over: not 全年 or 当天, which point within theirs, nor 最近, nor an idle 目前."""
    return None if date.text in BOUND or date.value in (VAGUE if not dating else PASSING) else date
