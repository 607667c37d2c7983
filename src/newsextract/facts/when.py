"""Which DATE dates a quantity: the one that governs its clause, carried through the sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.facts.chunk import Span, Tokens
from newsextract.records import Date

BOUND = frozenset(("全年", "当年", "當年", "年内", "同期", "当日", "當日", "当天", "當天", "那年", "当月", "當月", "同日", "当时", "當時"))
"""Dates that point within their own sentence: nothing later is carried from them."""

EVENTS = frozenset(("以来", "之后", "以后", "后", "之前", "以前", "期间"))
"""党的十八大以来, 财报公布后: a time without a calendar date governs now."""

THRESHOLDS = frozenset(("以上", "以下", "以内", "及以上", "及以下"))


def is_calendar(date: Date) -> bool:
    """A point or period of the calendar (or a vague one, 近年来), not a duration, a set or a bare clock time."""
    return date.timex == "DATE" or (date.timex == "TIME" and date.value[:1].isdigit())


class Governor:
    """Walks a document's sentences in order and keeps the date that governs."""

    def __init__(self, dates: Sequence[Date]) -> None:
        self.dates = dates
        self.governing: Date | None = None
        self.next = 0

    def paragraph(self) -> None:
        self.governing = None

    def skip(self, until: int) -> None:
        """Sentences without quantities, up to offset `until`: their last date is carried."""
        dates = self.dates
        while self.next < len(dates) and dates[self.next].start < until:
            self._carry(dates[self.next])
            self.next += 1

    def sentence(self, tokens: Tokens, span: Span) -> dict[int, Date]:
        """Word index of each quantity → its date."""
        classes = tokens.classes
        found: dict[int, Date] = {}
        local: Date | None = None
        dated = False
        for at in range(*span):
            mark = classes[at]
            if mark == "D":
                date = self.dates[tokens.mentions[at]]
                self.next = tokens.mentions[at] + 1
                if not is_calendar(date):
                    continue
                dated = True
                if self._is_local(tokens, at, span):
                    local = date
                else:
                    self.governing, local = date, None
            elif mark == "Q":
                date_of = local or self.governing
                if date_of is not None and not _is_threshold(tokens, at, span):
                    found[at] = date_of
            elif mark in "TAE":
                local = None
            elif mark in ",.":
                if not dated and at > span[0] and tokens.words[at - 1] in EVENTS:
                    self.governing = None
                local, dated = None, False
        if self.governing is not None and self.governing.text in BOUND:
            self.governing = None
        return found

    def _carry(self, date: Date) -> None:
        if is_calendar(date):
            self.governing = None if date.text in BOUND else date

    def _is_local(self, tokens: Tokens, at: int, span: Span) -> bool:
        """比|2013年|的…: a date that only the words up to the next verb of change belong to."""
        classes = tokens.classes
        before = classes[at - 1] if at > span[0] else ","
        if before in "Bo":
            return before == "B" or classes[at + 1 : at + 2] == "u"
        if before in "pj":
            clause_end = min(p for p in (classes.find(",", at, span[1]), span[1]) if p >= 0)
            return classes[at + 1 : at + 2] == "u" or classes.find("E", at, clause_end) >= 0
        return False


def _is_threshold(tokens: Tokens, at: int, span: Span) -> bool:
    """亿元以上|项目: a condition, not a measurement of a time."""
    classes = tokens.classes
    if at + 2 >= span[1] or tokens.words[at + 1] not in THRESHOLDS:
        return False
    noun = at + 2 + (classes[at + 2] == "u")
    return noun < span[1] and classes[noun] in "nbaM" and classes[at - 1 : at] not in ("T", "C", "o")
