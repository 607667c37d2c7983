"""One sentence from left to right: which date governs each of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from newsextract import lazyre as re
from newsextract.facts.chunk import NUMBERS, Span, Tokens
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
from newsextract.records import Date

if TYPE_CHECKING:
    from newsextract.facts.when import Governor

SPEAKING = frozenset(
    ["表示", "介绍", "说", "指出", "认为", "强调", "透露", "称", "获悉", "了解到", "告诉", "坦言", "报道", "获知"]
)  # fmt: skip
"""Last words of a clause after which stands what somebody says."""
BRIEFINGS = ("记者会", "吹风会", "通气会", "发布会")
"""Ends of words for where somebody speaks."""
FURTHER = frozenset(("另", "另外", "此外", "同时"))
"""What opens another matter than that of the clause before."""
PASSING = frozenset(("PAST_REF", "FUTURE_REF"))
LISTED = re.compile("[dp_]*D(?:jD)+")
"""A clause of nothing but dates."""
VAGUE = PASSING | {"PRESENT_REF"}
"""Values of vague dates: 近日, 今后; 目前."""
EVENTS = frozenset(("以来", "至今", "之后", "以后", "后", "之前", "以前", "期间"))
"""党的十八大以来, 财报公布后: a time without a calendar date governs now."""
NEXT = frozenset(("之后", "以后", "后"))
"""Of these, what a story tells next: where it has a day, 飞机抵达后 lies within that."""
NAMES_DAY = re.compile("[日号號天]|^[昨今明当當前后後周週]")
"""A time that names its day (今日早9时, 昨晚) governs anew; a bare 上午 belongs to the day before it."""
DAY = re.compile(r"\d{4}-\d\d(?!/)")
"""The value of a month, a day or a clock time of a day."""
IN_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!/)")
"""The value of a day or of a clock time of a day."""
STATISTICS = re.compile("[TYM]")
"""A change, 同比 or a metric noun in a sentence that opens a statistical release."""
ACCOUNTS = ("进口", "出口", "收入", "支出")
"""Ends of words in such sentences that tell a metric all the same: 进口 | 20亿元."""
YEAR = len("2020")
"""Characters of the value of a single year."""
PERIOD = re.compile(r"(?:\d{4}|XXXX)-(?:[QH]\d|(?:0\d|1[0-2])(?:/\d{4}-\d\d)?)")
"""A part of a year: the reporting period of a statistical release, which holds for its later paragraphs too."""


class Walk:
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
        apart = tokens.classes[at - 1] == "_"  # 12所学校扩建 9月投用
        if (
            self.own is None
            and not apart
            and (tokens.classes[at - 1] not in "vVTK" or date.relation == "AS_OF" or is_kept)
        ):
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
        elif date is not None and date is self.own and date.value in PASSING and self.opening == at - 1:
            stretch = date.relation is None and "日" not in date.text  # 近年来, 近期; not the day of 近日, 日前
            self.fleeting = stretch  # 近年来，投入100万元，| 支持20个项目
        if self.tokens.words[at] == ";" and date is not None and date.value in PASSING and not self.dates():
            self.governor.governing = self.own = None  # 第一，近期政策见效；第二，多数股票跌了 | 5%
        self.stale = [] if self.tokens.words[at] == ";" else [q for q in self.fresh if not self._is_circle(q)]
        self.fresh = []


STEPS: dict[str, Callable[[Walk, int], None]] = {
    "D": Walk.date,
    "Q": Walk.quantity,
    "X": Walk.distribute,
    **dict.fromkeys("TAECHW", Walk.change),
    **dict.fromkeys(",.", Walk.clause),
}
TELLING = re.compile(f"[{''.join(STEPS)}]")
UNDATED = re.compile("[Q,.]")
"""What tells anything in a sentence without dates."""
