"""What a number measures or counts, as its own clause says it: the noun phrase on the side that its unit has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.facts import after, deeds, frames, headings, phrases, predicates
from newsextract.facts.chunk import NAMED, OWNERS, Span, Tokens
from newsextract.facts.kinds import (
    ACTS,
    ATTRIBUTES,
    BEING,
    HAPPENINGS,
    MARKS,
    PEOPLE,
    PERSONS,
    STEPS,
    THINGS,
    THRESHOLDS,
    is_share,
    kind_of,
)
from newsextract.facts.lexicon import lexicon
from newsextract.facts.timeless import LENGTHS, is_rating
from newsextract.facts.titles import HEADS, TAKING_PLACE, Phrase, trim
from newsextract.records import Quantity

OVER = frozenset((",", "，", "、", "超", "超过"))
"""What may stand before a share that opens its clause: 超 | 80%监测对象脱贫."""
FUNDS = frozenset(("投资", "注资", "融资", "战略投资", "增资", "入股"))
"""What money is given as."""
LEVELS = frozenset(("水平", "规模", "高位", "高度", "台阶", "目标"))
"""Nouns after 的 for how much that is."""
SHORT_FATE, LONGEST_FATE = 8, 14
"""Characters of what people do; and of what they reach, where nothing else names them: 15万人 | 达到脱贫标准."""


@dataclass(frozen=True, slots=True)
class Source:
    """The words of the article, the sentence `span` of them, and the quantities that the words stand for."""

    tokens: Tokens
    span: Span
    quantities: Sequence[Quantity]

    def quantity(self, at: int) -> Quantity:
        return self.quantities[self.tokens.mentions[at]]


def phrase_of(source: Source, at: int, clause: Span, quantity: Quantity, kind: str) -> Phrase | None:
    """The noun phrase on the side where this kind of unit has it."""
    classes = source.tokens.classes
    if at == clause[0] and at - 1 > source.span[0] and source.tokens.words[at - 1] == ":":
        named = after.noun(source.tokens, at, clause[1], counted=True) if kind == "classifiers" else None
        if named is None:
            return frames.listed_after(source.tokens, at, source.span, ratio=is_share(quantity))
    left = classes[at - 1] if at > clause[0] else ","
    if left == "R":
        return None
    if left == "f" and source.tokens.words[at - 1] == "前" and is_share(quantity):
        return headings.rank(source.tokens, at - 1, clause[0])
    ratio = is_share(quantity)
    if frames.is_condition(source.tokens, at):
        measured = phrases.before(source.tokens, at, clause[0], ratio=ratio)
        if measured is not None and classes[measured.end - 1] == "M":
            return measured  # 市值 | 超过10亿元的 | 企业
    if (grown := _at_level(source, at, clause[0], left, ratio=ratio)) is not None:
        return grown
    last = after.last_listed(source.tokens, at, kind)
    if kind == "classifiers" and not ratio:
        return _counted(source, at, last, clause, left)
    if kind == "events":
        return _repeated(source, at, clause, left)
    if ratio and (whole := headings.whole(source.tokens, at, clause[0], source.span)) is not None:
        return whole
    if ratio and left not in "TAoZuWCHM":
        part = predicates.composition(tokens := source.tokens, at, clause[1])
        if part is not None and tokens.classes[part.first] not in "Dd":
            return part
    return (
        (None if ratio else _of_described(source, at, clause, left, kind))
        or _owned(source, at, clause, left, quantity, ratio=ratio)
        or _measured(source, at, last, clause, left, kind, ratio=ratio)
    )


def _of_described(source: Source, at: int, clause: Span, left: str, kind: str) -> Phrase | None:
    """在 | 35℃以上 | 高温天气, 农网 | 35千伏 | 变电站: the noun that a bound or a rating describes."""
    tokens, classes = source.tokens, source.tokens.classes
    bound = tokens.words[at + 1] in BOUNDED and classes[at + 2] in "nb"
    located = left in "pvVgK" or (tokens.words[at - 1] == "在" and classes[at - 2] != "M")
    if bound and located and kind != "ages":
        return after.noun(tokens, at, clause[1], counted=True)
    if left in "nsb~l" and classes[at + 1] in "nb" and is_rating(tokens, at, source.quantity(at)):
        return after.noun(tokens, at, clause[1], counted=True)
    return None


def _at_level(source: Source, at: int, first: int, left: str, *, ratio: bool) -> Phrase | None:
    """产量 | 达到5万吨的水平, 增速 | 回到10%以上的水平: what has come to the level."""
    particle = at + 1 + (source.tokens.classes[at + 1 : at + 2] == "f")
    level = source.tokens.classes[particle : particle + 1] == "u" and source.tokens.words[particle + 1] in LEVELS
    if not level or left not in "CTov":
        return None
    edge = at - 1 if left == "v" else at
    phrase = phrases.before(source.tokens, edge, first, ratio=ratio)
    return phrase if phrase is not None and not phrase.verbal else None


def _counted(source: Source, at: int, last: int, clause: Span, left: str) -> Phrase | None:
    """181个 | 贫困村; else the noun before: 贫困村 | 181个."""
    tokens, (first, end) = source.tokens, clause
    if tokens.words[at + 1] in THRESHOLDS:
        return phrases.before(tokens, at, first, ratio=False)  # 月销售额 | 突破10亿 | 大关
    if left == "T" and tokens.words[last + 1] in STEPS:
        return phrases.before(tokens, at, first, ratio=False)
    if tokens.classes[at + 1] in "vV" and (topic := headings.topic(tokens, at, first, source.span)) is not None:
        return topic
    unit = source.quantity(at).unit
    measured = not unit and left == "M" and tokens.classes[at + 1] == "u"  # 总投资 | 4000万 | 的工厂
    who = phrases.before(tokens, at, first, ratio=False) if measured else frames.told(tokens, at, first, left, unit)
    if who is not None:
        return who
    if (aged := frames.aged(tokens, at, last, end)) is not None:
        return aged
    phrase = deeds.happening(tokens, last, end) if unit in HAPPENINGS else None
    if tokens.words[at + 1] in BEING and left in ",r":
        phrase = after.noun(tokens, at + 1, end, counted=True)  # 其中 | 5场 | 是儿童专场
    phrase = phrase or after.noun(tokens, last, end, counted=True, inert=unit in THINGS)
    if unit in ACTS and last == at:
        phrase = deeds.acting(tokens, at, phrase, end)
    if phrase is not None and unit in PERSONS:
        return after.persons(tokens, phrase)
    sort = phrase is not None and phrase.end == at + 2 and tokens.words[at + 1] in lexicon().sorts
    if sort and left in "nb":
        earlier = tokens.classes.rfind("Qnj", first, at)  # 果树30个品种、| 花卉 | 20个
        first = earlier + len("Qnj") if earlier >= 0 else first
        return phrases.before(tokens, at, first, ratio=False) or phrase  # 果树 | 30个 | 品种
    if phrase is None and (left in "sb" or left not in HEADS):
        phrase = deeds.headed(tokens, last, end)
    if phrase is not None:
        return phrase
    phrase = phrases.before(tokens, at, first, ratio=False)
    if phrase is not None and phrase.verbal:
        return phrases.subject_before(tokens, phrase, first) or frames.entitled(tokens, phrase, first)
    return deeds.undergone(tokens, phrase, first) if phrase is not None else None


def _repeated(source: Source, at: int, clause: Span, left: str) -> Phrase | None:
    """11次 | 空袭, 皇室会议只举行过 | 8次, 先后7次 | 来到古田镇."""
    tokens, (first, end) = source.tokens, clause
    phrase = deeds.acting(tokens, at, after.noun(tokens, at, end, counted=True), end)
    if phrase is not None and phrase.first > at and tokens.classes[phrase.end : phrase.end + 2] in ("CQ", "oQ"):
        told = phrase.end - phrase.first > 1  # 两次 | 地震 | 震级为6级, 其中4次 | 震级为5级以上
        return replace(phrase, end=phrase.end - 1) if told else None
    if phrase is None:
        phrase = phrases.before(tokens, at, first, ratio=False)
    if phrase is not None and phrase.verbal:
        done = phrase if tokens.words[phrase.end - 1] not in TAKING_PLACE else None  # 日均 | 骑行 | 20万次
        phrase = phrases.subject_before(tokens, phrase, first) or done
    told = tokens.words[at - 1] in NAMED or tokens.classes[at + 1] in "vV"  # 某人 | 两次 | 落水, 5次 | 参加会议
    if left in HEADS and phrase and not told:
        return phrase
    return predicates.fate(tokens, at, end, LONGEST_FATE if tokens.classes[at + 1] in "vV" else SHORT_FATE) or phrase


def _owned(source: Source, at: int, clause: Span, left: str, quantity: Quantity, *, ratio: bool) -> Phrase | None:
    """80.5%的 | 股权, 20平方米的 | 标准, 20%的农牧民 | 因病致贫."""
    tokens = source.tokens
    particle = tokens.classes[at + 1 : at + 2]
    if particle == "f" and ratio and left != "C" and tokens.classes[at + 2 : at + 3] == "u":
        particle = "u"  # 85%以上的 | 地市
    bare = ratio and particle in ("n", "b") and (left == "d" or (left in ",C" and tokens.words[at - 1] in OVER))
    if (particle != "u" and not bare) or phrases.is_paced(tokens, at):
        return None
    phrase = after.noun(tokens, at, clause[1], counted=False) or deeds.headed(tokens, at, clause[1])
    if phrase is None or (quantity.dimension == "length" and _is_distance(source, at, clause[0])):
        return None
    if ratio and tokens.words[at - 1] == "以":
        return phrase  # 以97%的 | 得票率 | 当选
    if ratio and left not in "TAoZuW":
        return predicates.predicate(tokens, phrase, clause[1]) or phrase
    while left == "d" and at > clause[0]:
        at -= 1
        left = tokens.classes[at - 1] if at > clause[0] else ","
    if quantity.dimension == "money" and tokens.words[phrase.end - 1].endswith(lexicon().monies):
        return phrase  # 给予消费者约 | 3000元的 | 补贴
    # 提供 | 价值3亿元的 | 零件, 分到了 | 75平方米的 | 新房, 林家 | 360平方米的 | 豪宅
    before = tokens.words[at - 1]
    verb = left in "VKvl,mu" or before in ("价值", "值", "以", "有") or before in NAMED
    opens = at > clause[0] and tokens.classes[at - 2] in ",$."
    verb = verb or (opens and before in lexicon().amounts)  # 总量 | 两吨的
    sized = left == "n" and quantity.unit not in PEOPLE  # 发动机 | 100千瓦的 | 动力, not 职工 | 1200人的 | 林场
    verb = verb or (sized and before not in LENGTHS and not before.endswith(ATTRIBUTES))
    return phrase if verb or "M" in tokens.classes[phrase.first : phrase.end] else None


def _is_distance(source: Source, at: int, first: int) -> bool:
    """距离海岸约 | 120公里的 | 海面."""
    verb = source.tokens.classes.rfind("K", first, at)
    return verb >= 0 and source.tokens.words[verb] in phrases.DISTANCES


def _at_distance(source: Source, at: int, clause: Span) -> Phrase | None:
    """男子 | 100米 | 决赛, 震中位于县城西南 | 20公里处: of a race, or of what lies so far away."""
    tokens = source.tokens
    if (race := frames.raced(tokens, at, clause[1])) is not None:
        return race
    verb = next((word for word in range(at - 1, clause[0], -1) if tokens.words[word] == "位于"), -1)
    while verb > clause[0] and tokens.classes[verb - 1] == "d":
        verb -= 1
    if verb <= clause[0] or _is_distance(source, at, clause[0]):
        return None
    return trim(tokens, *phrases.scan(tokens, verb, clause[0]), "subject")


def _measured(source: Source, at: int, last: int, clause: Span, left: str, kind: str, *, ratio: bool) -> Phrase | None:
    """扶贫小额贷款 | 7.1亿元; else what people do (2人 | 死亡), the noun after, or the verb before (捐资)."""
    tokens, (first, end) = source.tokens, clause
    people, following = kind == "people", tokens.words[at + 1]
    if following in after.SIZES and not ratio:
        heavy = tokens.classes[at + 2 : at + 3] == "u"  # 27吨 | 重的 | 巨钟
        return (after.noun(tokens, at + 1, end, counted=True) if heavy else None) or Phrase(at + 1, at + 2, "after")
    if source.quantity(at).dimension == "length" and (where := _at_distance(source, at, clause)) is not None:
        return where
    if (sized := frames.sized_by_all(tokens, at, end, source.quantity)) is not None:
        return sized
    unit = source.quantity(at).unit
    one = (
        frames.composed(tokens, at, first)
        or frames.received(tokens, at, end, left)
        or frames.told(tokens, at, first, left, unit)
    )
    if one is not None:
        return one
    if following in THRESHOLDS or (following in MARKS and tokens.words[at + 2] in THRESHOLDS):
        return phrases.before(tokens, at, first, ratio=ratio)
    told = after.noun(tokens, at + 1, end, counted=True) if people and following in BEING else None
    if told is None and people and left not in 'nMgs")u':
        told = predicates.fate(tokens, last, end)
    if told is not None:
        return told
    governed = phrases.is_governed(tokens, at, first)
    measured = _of_measure(source, at, clause, left, governed=governed, ratio=ratio) if kind == "measures" else None
    if measured is not None:
        return measured
    owned = left == "u" and not ratio and tokens.classes[at - 2] in "nvgVs"  # 两个乡的 | 40万亩 | 麦田
    if (governed or owned) and tokens.classes[at + 1 : at + 2] in tuple("nab" if people else 'nMbag"'):
        phrase = after.noun(tokens, at, end, counted=False)  # 预拨1.5亿元 | 救灾资金
        if phrase is not None:
            return after.persons(tokens, phrase) if people else phrase
    phrase = phrases.before(tokens, at, first, ratio=ratio)
    if phrase is not None and not phrase.verbal:
        owned = OWNERS.issuperset(tokens.words[phrase.first : phrase.end])  # 获得某公司 | 5亿元 | 投资
        return (after.noun(tokens, at, end, counted=False) if owned else None) or _of_sector(tokens, phrase, first)
    if phrase is not None:
        changed = "T" in tokens.classes[phrase.end : at]  # 居住 | 下降
        phrase = phrases.subject_before(tokens, phrase, first) or (phrase if changed or not ratio else None)
    return (
        after.noun(tokens, last, end, counted=False)
        or deeds.headed(tokens, last, end)
        or phrase
        or (predicates.fate(tokens, at, end, LONGEST_FATE) if people else None)
    )


def _of_sector(tokens: Tokens, phrase: Phrase, first: int) -> Phrase:
    """第二产业实现 | 增加值 | 62亿元: a metric says little without the sector of the economy that it is of."""
    classes, edge = tokens.classes, phrase.first - 1
    if edge <= first or classes[edge] != "K" or classes[phrase.first : phrase.end] != "M":
        return phrase
    while edge > first and classes[edge - 1] == "d":
        edge -= 1
    if not tokens.words[edge - 1].endswith(lexicon().sectors) or classes[edge - 1] not in "nb":
        return phrase
    sector = trim(tokens, *phrases.scan(tokens, edge, first), "before")
    return replace(phrase, first=sector.first) if sector is not None else phrase


BOUNDED = frozenset(("以上", "以下", "及以上", "及以下"))
"""Bounds of what is described by them: 35℃ | 以上 | 高温天气."""


def _of_measure(source: Source, at: int, clause: Span, left: str, *, governed: bool, ratio: bool) -> Phrase | None:
    """What an amount sizes, is given as, or is of, where that stands after it."""
    opens = governed or at == clause[0] or left == "W"
    sized = after.sized(source.tokens, at, clause[1]) if opens else None
    if sized is not None or ratio:
        return sized
    return _fund(source, at, clause[1], left) or _scaled(source, at, clause, governed=governed)


LONGEST_FUND = 6
"""Words of what money is given as."""


def _fund(source: Source, at: int, end: int, left: str) -> Phrase | None:
    """获得某基金 | 5亿元 | 注资: what money is given as, where that ends the clause."""
    tokens, stop = source.tokens, at + 1 + (source.tokens.classes[at + 1] == "u")
    first = stop
    while stop < end and tokens.classes[stop] in "nMbagv" and stop - first < LONGEST_FUND:
        stop += 1
    told = stop > first and tokens.words[stop - 1] in FUNDS and stop == end and left in "nKvV"
    return Phrase(first, stop, "after") if told and source.quantity(at).dimension == "money" else None


def _scaled(source: Source, at: int, clause: Span, *, governed: bool) -> Phrase | None:
    """建设2万平方米的 | 育苗中心: the noun after 的 of a number that a verb governs."""
    told = governed and source.tokens.classes[at + 1 : at + 3] in ("un", "ub", "ua")
    if not told or _is_distance(source, at, clause[0]):
        return None
    return after.noun(source.tokens, at, clause[1], counted=True)


def aged(source: Source, phrase: Phrase | None, first: int) -> Phrase | None:
    """0至14岁 | 人口占16%: the range of ages that makes the class belongs to its name."""
    number = phrase.first - 1 if phrase is not None and phrase.rule == "before" else -1
    if phrase is None or number < first or source.tokens.classes[number] != "Q":
        return phrase
    ages = source.quantity(number)
    return replace(phrase, first=number) if kind_of(ages) == "ages" and ages.value is None else phrase


def bounded(source: Source, at: int, end: int) -> Phrase | None:
    """18岁以下 | 运动员, 3至6岁 | 儿童: whom the age delimits."""
    bound = at + 1 + (source.tokens.classes[at + 1 : at + 2] == "j")
    if bound < end and source.quantity(at).value is None:
        people = after.noun(source.tokens, at, end, counted=True)
        return people if people and source.tokens.words[people.end - 1].endswith(after.PEOPLE) else None
    if bound >= end or source.tokens.words[bound] not in phrases.BOUNDS:
        return None
    return after.noun(source.tokens, bound, end, counted=True)
