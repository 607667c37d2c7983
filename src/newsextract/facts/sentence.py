"""The quantities of one sentence, read from left to right: each may take over what those before it measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from newsextract.facts import after, frames, headings, lists, own, phrases
from newsextract.facts.chunk import EACH, NUMBERS, PERSON_MARK, Span, Tokens
from newsextract.facts.kinds import ANAPHORS, PACES, PEOPLE, TOTALS, is_of_parties, is_share, kind_of
from newsextract.facts.lexicon import lexicon
from newsextract.facts.roles import POINTERS
from newsextract.facts.timeless import ORIGINS, is_rating
from newsextract.facts.titles import Phrase, trim
from newsextract.facts.trend import basis, trend
from newsextract.facts.words import unit_kind
from newsextract.records import Basis, Date, Quantity, Trend

CLASS = "级"
SHARE = "占比"
"""The metric that says nothing without what has been counted."""
AGENCY = "部门"
"""Who acts, where no noun follows: 六部门 | 发布."""
COUNTED = frozenset(("classifiers", "people"))
"""Kinds of units that count."""
CHANGES = frozenset(("INCREASE", "DECREASE"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What has been read of one quantity. words: its indicator's offsets; named: its trend's verb opens its name.

    where: the offset at which its place ends or is looked for, where that is not before the number itself.
    """

    words: Span | None
    rule: str
    trend: Trend | None
    basis: Basis | None
    named: bool = False
    where: int | None = None


NOTHING = Reading(None, "fact.none", None, None)


class Sentence:
    """Reads the quantities of the sentence `span`. times: word index → the date that governs it."""

    def __init__(
        self,
        tokens: Tokens,
        span: Span,
        quantities: Sequence[Quantity],
        dates: Sequence[Date],
        times: dict[int, Date],
    ) -> None:
        self.tokens, self.span, self.quantities, self.dates, self.times = tokens, span, quantities, dates, times
        self.source = own.Source(tokens, span, quantities)
        self.readings: dict[int, Reading] = {}
        self.shared: dict[int, Span] = {}
        self.where: dict[int, int] = {}
        self.deeds: set[int] = set()
        self.previous = -1
        self.topic: Span | None = None
        self.taken = 0
        self.parts = False
        self.paced = False
        self.at = 0
        self.clause: Span = (0, 0)

    def read(self) -> dict[int, Reading]:
        """Word index of each quantity → its reading, in order."""
        at = self.tokens.classes.find("Q", *self.span)
        while at >= 0:
            reading = NOTHING if self._is_denominator(at) else self._one(at)
            if at in self.where:
                reading = replace(reading, where=self.where[at])
            self.readings[at] = reading
            self.topic = self._topic(at, reading)
            self.previous = at
            at = self.tokens.classes.find("Q", at + 1, self.span[1])
        return self.readings

    def _topic(self, at: int, reading: Reading) -> Span | None:
        """What the next number may measure: not what has been done in part; of an age, whom it delimits with it."""
        if reading.rule == "fact.target":
            return self.topic or reading.words
        if self.topic is not None and self.paced:
            return self.topic  # 出口增长15%，增幅提高5个百分点，实际 | 增长13%
        quantity = self.source.quantity(at)
        if reading.words is not None and reading.rule == "fact.after" and kind_of(quantity) == "ages":
            return quantity.start, reading.words[1]  # 60岁及以上 | 人口占18%
        if reading.words is not None and frames.is_condition(self.tokens, at):
            noun = after.noun(self.tokens, at, self.clause[1], counted=True)  # 市值超过10亿元的企业，有 | 5家
            told = noun is not None and self.tokens.classes[noun.end] != "f"  # not 在超过10亿元的基础 | 上
            return (reading.words[0], self.tokens.offset(noun.end)) if noun and told else reading.words
        if reading.words is not None and reading.rule == "fact.after":
            return self._of_counted(at, reading.words)
        return reading.words

    def _of_counted(self, at: int, words: Span) -> Span:
        """30家企业的利润，| 增长8%: what a clause without a verb tells of what it counts."""
        classes, end = self.tokens.classes, self.clause[1]
        particle = classes.find("u", at, end)
        told = particle >= 0 and self.tokens.offset(particle) == words[1] and classes[end - 1 : end + 1] == "M,"
        whole = told and not classes[particle + 1 : end].strip("nMbag")
        return (words[0], self.tokens.offset(end)) if whole else words

    def _one(self, at: int) -> Reading:
        self.at = at
        tokens = self.tokens
        classes = tokens.classes
        if at >= self.clause[1]:
            self.clause = phrases.clause_of(classes, at, self.span)
        clause = self.clause
        last = self.readings.get(self.previous)
        if last is not None and self._is_of_another_date(at):
            return last
        listed = last is not None and self._is_listed(at, clause[0]) and not self._is_named_in(at, last)
        phrase: Phrase | None = None
        if at not in self.shared:
            self._share(at, clause)
        name: Span | None
        if at in self.shared:
            name, rule = self.shared[at], "fact.each"
        elif listed and last is not None and last.words is not None and not self._counts_other(at, clause):
            name, rule = last.words, "fact.list"
        else:
            name, rule, phrase = self._name(at, clause, last)
        if rule == "fact.size":
            return Reading(name, rule, None, None)
        noun = phrase.first if phrase is not None else None
        self.paced = phrase is not None and not PACES.isdisjoint(tokens.words[phrase.first : phrase.end][:1])
        change = trend(tokens, at, clause[0], noun)
        named = change is not None and phrase is not None and phrase.first < at <= phrase.end + 1
        named = named and classes[at - 1] != "C"  # 总额 | 达 | 5亿元
        if change is None and listed and last is not None:
            return Reading(name, rule, last.trend, last.basis, last.named)
        if change is None and last is not None and last.named and self._goes_on(at, phrase):
            change, named = last.trend, True
        if change is None and last is not None and last.trend in CHANGES and self._is_listed_count(at):
            change = last.trend
        against = basis(tokens, at, self.span, self.previous, self.dates, self.times.get(at)) if change else None
        if against is None and last is not None and last.trend == change is not None and rule == "fact.carried":
            against = last.basis if self._only_verb(at) else None
        if against is None and last is not None and change in CHANGES and last.trend in CHANGES and self._is_within(at):
            against = last.basis
        return Reading(name, rule, change, against, named)

    def _is_named_in(self, at: int, last: Reading) -> bool:
        """9000位 | 60岁以上的老人: is the number a word of the name that was read before it?"""
        start = self.source.quantity(at).start
        return last.words is not None and last.words[0] <= start < last.words[1]

    def _is_denominator(self, at: int) -> bool:
        """每 | 50公斤 | 120元: a number by which another is counted; 10万吨 | 级 | 码头: a class."""
        measured = kind_of(self.source.quantity(at)) == "measures"
        if measured and self.tokens.words[at + 1] == CLASS:
            return True
        return measured and self.tokens.words[at - 1] == EACH and self.tokens.classes[at + 1 : at + 2] == "Q"

    def _is_listed(self, at: int, first: int) -> bool:
        """Directly after another number, or joined to it by 、 or 和: 26180户96467人, 10条、983公里."""
        previous = self.previous
        if previous < first or at - previous > 3:
            return False
        return self.tokens.classes[previous + 1 : at] in ("", "_", "j", "_j", "j_", "(")

    def _is_of_another_date(self, at: int) -> bool:
        """2011年16.5%，2012年 | 12.2%: the same for the next date."""
        between = self.tokens.classes[self.previous + 1 : at]
        if between.strip("_") not in (",D", ",$D", "jD"):
            return False
        mentions = self.tokens.mentions
        return self.quantities[mentions[self.previous]].unit == self.quantities[mentions[at]].unit

    def _counts_other(self, at: int, clause: Span) -> bool:
        """投资593亿元 | 28个重点项目: a listed number that counts a noun of its own."""
        kind = unit_kind(self.source.quantity(at).unit)
        if kind == "nouns" or self.readings[self.previous].rule == "fact.unit":
            return True
        if kind != "classifiers":
            return False
        return after.noun(self.tokens, at, clause[1], counted=True) is not None

    def _is_within(self, at: int) -> bool:
        """总投资同比增长5%，其中，民间投资 | 增长4%; 利润同比分别增长5%、| 下降3%."""
        between = self.tokens.classes[self.previous + 1 : at]
        if between == "jT" and at in self.shared:
            return True
        part = between.find(",r")
        within = part >= 0 and self.tokens.words[self.previous + 2 + part] == "其中" and "." not in between
        return within and not between[:part].strip("uTgn")

    def _only_verb(self, at: int) -> bool:
        """比上年减少14例，| 下降 | 12%: nothing but a verb since the number before."""
        return self.tokens.classes[self.previous + 1 : at].strip("_") in (",T", ",TC")

    def _goes_on(self, at: int, phrase: Phrase | None) -> bool:
        """新增A 45家、B 397家; 新增12例，其中甲县7例，乙县5例: does a verb's list go on to this number?"""
        between = self.tokens.classes[self.previous + 1 : at]
        opening = self.previous + 2
        if self.tokens.words[opening] in lexicon().making:
            return False  # 新增充电桩5000个、| 改造 | 管道100公里
        if between[:2] == ",r" and self.tokens.words[opening] == "其中":
            self.parts, between, opening = True, "j" + between[2:], opening + 1
        joined = between[:1] == "j" or (self.parts and between[:1] == ",")
        if phrase is not None and joined and (phrase.first, phrase.end) == (opening, at):
            return True
        return between[:1] == "j" and not set(between) & set("TWCZvVKo,")

    def _is_listed_count(self, at: int) -> bool:
        """新增 | 3个展馆、| 20个 | 社区书屋: the next of what one verb governs."""
        classes, last = self.tokens.classes, self.previous
        between = classes[last + 1 : at]
        counted = self.readings[last].rule == "fact.after" and between[-1:] == "j" and len(between) > 1
        return counted and classes[last - 1] in "TW" and not between[:-1].strip("nMsbagq")

    def _name(self, at: int, clause: Span, last: Reading | None) -> tuple[Span | None, str, Phrase | None]:
        """The indicator's offsets, the rule that found it, and its words where it has its own."""
        quantity = self.source.quantity(at)
        kind = kind_of(quantity)
        if (settled := self._settled(at, clause, quantity, kind, last)) is not None:
            return settled
        anaphor = quantity.text in ANAPHORS and self.tokens.classes[at - 1] in "n,$" and at > self.span[0]
        phrase = self._own(at, clause, quantity, kind, anaphor=anaphor)
        if phrase is not None and self.tokens.words[phrase.first : phrase.end] == [PERSON_MARK]:
            phrase = None  # a person names no row
        verb = frames.governor(self.tokens, at)
        if self.tokens.words[verb] in frames.CUES and (left := self._left(at, verb, clause[0], phrase)) is not None:
            words = self.readings[left].words if left not in self.deeds else None
            return words, "fact.carried" if words else "fact.none", None
        if self.tokens.classes[verb] == "T":
            phrase = frames.own_change(self.tokens, verb, at, phrase, carried=bool(last and last.words)) or phrase
        if kind == "ages" and (bound := own.bounded(self.source, at, clause[1])) is not None:
            return self._offsets(bound), "fact.after", None
        if phrase is not None and kind == "ages" and "M" not in self.tokens.classes[phrase.first : phrase.end]:
            return None, "fact.none", None
        named = last is not None and last.words is not None and phrase is not None
        if named and phrase is not None and (self._points_back(phrase) or self._is_again(phrase, quantity)):
            return last.words if last is not None else None, "fact.carried", None
        if phrase is not None:
            if phrase.verbal or phrase.rule == "fate":
                self.deeds.add(at)
            if phrase.first > at and self.tokens.classes[phrase.end : phrase.end + 1] == "j":
                self.taken = phrase.end  # 6个 | 小组、| 农户 | 312户
            return self._offsets(phrase), f"fact.{phrase.rule}", phrase
        if kind == "ages":
            aged = last is not None and self._unit(self.previous) == quantity.unit  # 寿命提高1岁、达到 | 79岁
            return (last.words, "fact.carried", None) if last and aged else (None, "fact.none", None)
        return (None, "fact.none", None) if anaphor else (*self._carried(clause[0], last), None)

    def _settled(
        self, at: int, clause: Span, quantity: Quantity, kind: str, last: Reading | None
    ) -> tuple[Span | None, str, None] | None:
        """The same where no noun phrase is to be looked for; None where one is."""
        if is_rating(self.tokens, at, quantity) and self.tokens.classes[at - 1 : at + 2] == "(Q)":
            return None, "fact.none", None  # 某手机（ | 128GB | ）
        if kind == "nouns":
            if is_of_parties(quantity) or quantity.unit == AGENCY:
                return None, "fact.none", None  # 甲、乙 | 两县, 两部门
            return (quantity.end - len(quantity.unit), quantity.end), "fact.unit", None
        if last is not None and last.words is not None and self._is_part(at, clause, quantity):
            return last.words, "fact.carried", None
        if self._is_base(at, clause[0]):
            return *self._carried(clause[0], last), None
        manner = self.tokens.words[at - 1] == "从" and frames.is_manner(self.tokens, at)
        return (None, "fact.none", None) if manner else None

    def _is_base(self, at: int, first: int) -> bool:
        """全国比原来测算的 | 8500亿元 | 增加2842亿元: what is compared with, of which a verb and 的 tell."""
        compared = self.tokens.classes.rfind("B", first, at)
        told = self.tokens.classes[compared + 1 : at]
        return (
            compared >= 0
            and told.endswith("u")
            and not told[:-1].strip("dgvVtr")
            and "T" in self.tokens.classes[at : at + 3]
        )

    def _own(self, at: int, clause: Span, quantity: Quantity, kind: str, *, anaphor: bool) -> Phrase | None:
        """What its own clause says; of those who have been named before, at most what they do."""
        if anaphor:
            return frames.named_before(self.tokens, at, clause[1])
        phrase = own.phrase_of(self.source, at, (max(clause[0], self.taken), clause[1]), quantity, kind)
        return own.aged(self.source, phrase, self.clause[0])

    def _left(self, at: int, cue: int, first: int, phrase: Phrase | None) -> int | None:
        """贫困户120户，已脱贫95户，还剩 | 25户: the number of the whole; that of what is gone where none is told."""
        if not frames.is_remainder(self.tokens, cue, first) or (
            phrase is not None and not (cue <= phrase.first and phrase.end <= at)
        ):
            return None
        alike = [p for p in self.readings if self._unit(p) == self._unit(at)]
        if not alike:
            return None
        gone = alike[-1]
        wholes = [p for p in reversed(alike[:-1]) if self._exceeds(p, gone) and self._exceeds(p, at)]
        return next((p for p in wholes if p not in self.deeds), wholes[0] if wholes else gone)

    def _exceeds(self, whole: int, part: int) -> bool:
        larger, smaller = self.source.quantity(whole).value, self.source.quantity(part).value
        return larger is not None and smaller is not None and larger > smaller

    def _is_part(self, at: int, clause: Span, quantity: Quantity) -> bool:
        """90种产品中，35种 | 实现产量增长: some of what has just been counted, of which a verb tells."""
        classes = self.tokens.classes
        counted = self.source.quantity(self.previous)
        if self._is_amount_of(at, counted, quantity):
            return True
        alike = is_share(quantity) or counted.unit == quantity.unit
        if not alike or classes[at - 1] not in ",drC":
            return False
        within = classes[self.previous + 1 : clause[0]].endswith("f,")
        return within and classes[at + 1 : at + 2] in ("v", "V", "K", "C", "T", "d", ",", ".", "")

    def _is_amount_of(self, at: int, whole: Quantity, part: Quantity) -> bool:
        """总投资5亿元，其中 | 3亿元 | 由企业自筹: a part of an amount of money or land, of which a verb tells."""
        start = at - 1
        while start > self.previous and self.tokens.classes[start] in "d,":
            start -= 1
        opened = self.tokens.words[start] == "其中" and self.tokens.classes[start - 1] == ","
        measured = kind_of(part) == kind_of(whole) == "measures" and part.dimension == whole.dimension
        return opened and measured and self.tokens.classes[at + 1 : at + 2] in ("p", "v", "V", "K")

    def _is_again(self, phrase: Phrase, quantity: Quantity) -> bool:
        """支付手续费20元，现在只需 | 支付 | 12.5元: the verb that governed what was named before, now without it.

        Or a verb that tells how far of the same things have come: 签约项目120个，| 开工 | 85个.
        """
        tokens, previous = self.tokens, self.previous
        alike = previous >= 0 and self._unit(previous) == quantity.unit and kind_of(quantity) in COUNTED
        lone = phrase.end - phrase.first == 1 and phrase.first > previous
        if alike and lone and tokens.words[phrase.first] in lexicon().stages:
            return True
        verb = tokens.classes[phrase.first : phrase.end] == "V"
        if previous < 0 or not phrase.verbal or not verb or self._unit(previous) != quantity.unit:
            return False
        return tokens.words[phrase.first] in tokens.words[max(self.span[0], previous - phrases.LIMIT) : previous]

    def _points_back(self, phrase: Phrase) -> bool:
        """这一 | 数字, 该 | 指数: a single word for what has been named before."""
        tokens, first = self.tokens, phrase.first
        first += tokens.classes[first] == "m"
        if phrase.end - first != 1 or phrase.first <= self.previous:
            return False
        if tokens.words[first] in TOTALS and self._unit(self.previous) == self._unit(self.at):
            return tokens.classes[phrase.first - 1] in ",$"  # 增加12口，| 总数 | 增至640口
        if tokens.words[first] == SHARE and ORIGINS.isdisjoint(tokens.words[first : self.at]):
            # 高级教师97人，| 占比 | 超过36%
            return tokens.classes[phrase.first - 1] == "," and not is_share(self.source.quantity(self.previous))
        if tokens.words[first] in lexicon().releases and tokens.classes[phrase.first - 1] == ",":
            return True  # 零售差值为-19，| 预期 | 为-13
        named = tokens.classes[first] == "M" or tokens.words[first] in ("数字", "数据")
        pointer = first - 1 - (tokens.words[first - 1] == "一")
        return named and tokens.words[pointer] in POINTERS

    def _share(self, at: int, clause: Span) -> None:
        """分别: give each number of the clause its own name, from the list before 分别 or the numbers before it."""
        classes = self.tokens.classes
        each = classes.rfind("X", clause[0], at)
        if each < 0:
            self._pair(at, clause)
            return
        if any(classes[p] == "Q" and self.tokens.words[p - 1] != EACH for p in range(each, at)):
            return
        numbers = [p for p in range(at, clause[1]) if classes[p] == "Q" and self.tokens.words[p - 1] != EACH]
        if len(numbers) < 2:
            return
        placed = lists.places(self.tokens, each, clause[0], len(numbers))
        if placed is not None:
            self._place(placed, numbers)
            return
        names = lists.members(self.tokens, each, clause[0], len(numbers))
        sides = frames.sides(self.tokens, names[-1], len(numbers)) if names else []
        if sides:
            self.shared.update(zip(numbers, sides, strict=True))
            return
        if names:
            self.shared.update((p, self._offsets(name)) for p, name in zip(numbers, names, strict=True))
            return
        earlier = list(islice(reversed(self.readings.items()), len(numbers)))[::-1]
        if len(earlier) == len(numbers):
            for p, (number, reading) in zip(numbers, earlier, strict=True):
                if reading.words:
                    self.shared[p] = reading.words
                start = self.tokens.offset(number)
                self.where[p] = start if reading.where is None else reading.where
            return
        above = phrases.clause_of(classes, max(clause[0] - 2, self.span[0]), self.span)
        names = lists.members(self.tokens, above[1], above[0], len(numbers)) if above[1] < clause[0] else []
        if len({name.first for name in names}) == len(numbers):  # 出口和进口，同比分别增长
            self.shared.update((p, self._offsets(name)) for p, name in zip(numbers, names, strict=True))

    def _place(self, placed: tuple[list[int], Phrase | None], numbers: list[int]) -> None:
        """甲省、乙省GDP分别为…: one name for all numbers, and a place for each."""
        ends, name = placed
        if name is not None:
            self.shared.update((p, self._offsets(name)) for p in numbers)
        self.where.update((p, self.tokens.offset(end)) for p, end in zip(numbers, ends, strict=True))

    def _pair(self, at: int, clause: Span) -> None:
        """A、B增至 | 7张、3个: as many names as numbers in a row are told one by one without 分别."""
        numbers = NUMBERS.match(self.tokens.classes, at, clause[1])
        if numbers is None or numbers.end() != clause[1] or self.previous >= clause[0]:
            return
        found = [p for p in range(*numbers.span()) if self.tokens.classes[p] == "Q"]
        kinds = {kind_of(self.source.quantity(p)) for p in found}
        if len(kinds - COUNTED) + bool(kinds & COUNTED) > 1:
            return
        placed = lists.places(self.tokens, at, clause[0], len(found))
        if placed is not None:
            self._place(placed, found)
            return
        names = lists.paired(self.tokens, at, clause[0], len(found), ratio=is_share(self.source.quantity(at)))
        self.shared.update((p, self._offsets(name)) for p, name in zip(found, names, strict=False))

    def _carried(self, first: int, last: Reading | None) -> tuple[Span | None, str]:
        """An elided subject: of a clause between, else what the number before measures, else of an earlier clause."""
        start = self.span[0]
        heading = headings.heading(self.tokens, self.at, self.span)
        if heading is not None:
            return self._offsets(heading), "fact.subject"
        if self.tokens.classes.find("(", first, self.clause[1]) >= 0 and first > self.previous:
            phrase = phrases.subject(self.tokens, first, self.clause[1])  # 增加值保持较快增长(2011年16.5%)
            if phrase is not None:
                return self._offsets(phrase), "fact.subject"
        for _ in range(3):
            if first <= max(start, self.previous):
                break
            first, end = phrases.clause_of(self.tokens.classes, max(first - 2, start), self.span)
            if first <= self.previous:
                break
            phrase = phrases.subject(self.tokens, first, end)
            if phrase is not None:
                return self._offsets(phrase), "fact.subject"
        if (metric := self._metric_between()) is not None:
            return metric, "fact.subject"
        if last is not None and self.topic == last.words and self._is_other_kind():
            return None, "fact.none"
        topic = self._people() or self.topic
        return topic, "fact.carried" if last is not None and topic is not None else "fact.none"

    def _is_other_kind(self) -> bool:
        """总装机300万千瓦，6个…: things are counted after a measure or a share, which says nothing of them."""
        quantity = self.source.quantity(self.at)
        if self.previous < 0 or kind_of(quantity) != "classifiers" or is_share(quantity):
            return False
        measured = self.source.quantity(self.previous)
        return bool(measured.unit) and kind_of(measured) == "measures"

    def _metric_between(self) -> Span | None:
        """11个市 | 人均纯收入 | 超过平均水平，其中某市达到 | 9800元: money is of a metric, not of what is counted."""
        previous, quantity = self.previous, self.source.quantity(self.at)
        if previous < 0 or not (quantity.dimension == "money" or is_share(quantity)):
            return None
        classes, words = self.tokens.classes, self.tokens.words
        between = range(previous + 1, self.at)
        metric = next((at for at in between if classes[at] == "M" or phrases.is_metric(words[at])), -1)
        part = metric >= 0 and "其中" in words[metric : self.at]
        if not part or kind_of(self.source.quantity(previous)) not in COUNTED:
            return None
        phrase = trim(self.tokens, *phrases.scan(self.tokens, metric + 1, previous + 1), "before")
        return self._offsets(phrase) if phrase is not None else None

    def _people(self) -> Span | None:
        """4名 | 顾客 | 买了50元的茶，| 2人 | …: people are some of those counted before, not of what they buy."""
        if self._unit(self.at) != "人":
            return None
        return next((r.words for at, r in reversed(self.readings.items()) if self._unit(at) in PEOPLE), None)

    def _unit(self, at: int) -> str:
        return self.source.quantity(at).unit

    def _offsets(self, phrase: Phrase) -> Span:
        return self.tokens.offset(phrase.first), self.tokens.offset(phrase.end)
