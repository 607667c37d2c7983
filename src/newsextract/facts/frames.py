"""Frames of a number and its noun: sizes in a row before one noun, those named before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newsextract.facts import after, deeds, phrases, predicates
from newsextract.facts.chunk import OWNERS, Span, Tokens
from newsextract.facts.kinds import PEOPLE, RECIPIENTS, SIDES
from newsextract.facts.lexicon import lexicon
from newsextract.facts.timeless import PASSING
from newsextract.facts.titles import Phrase
from newsextract.records import Quantity

SIZES = frozenset(("volume", "power", "force", "mass", "length", "data", "frequency", "speed", "torque", "voltage"))
"""Dimensions in which the size of a thing is told."""
CONTESTANTS = frozenset(("男子", "女子", "混合", "男女混合"))
COMPOSED = frozenset(("组成", "构成"))
LEFT = frozenset(
    ["剩", "剩下", "剩余", "余下", "余", "尚余", "尚有", "仍有", "还有", "还剩", "仅剩", "只剩", "剩有", "尚存"]
)  # fmt: skip
CUES = LEFT | {"有"}
STILL = frozenset("仍尚还")
"""What is left of a whole: 120户，脱贫95户，还 | 剩 | 25户."""
OWN_CHANGES = frozenset(("加息", "降息", "降准"))
"""Verbs of change that hold their own noun, which nothing before them is."""
LONE_CHANGES = frozenset(
    ["增产", "减产", "提价", "加价", "涨价", "降价", "减排", "增持", "减持", "增仓", "减仓", "加薪", "减员"]
)  # fmt: skip
"""Those that do where nothing is named before them: 某组织宣布 | 减产, not 粮食 | 减产."""
LONGEST_FATE = 6
"""Characters of what those do who have been named before."""


def sized_by_all(tokens: Tokens, at: int, end: int, quantity: Callable[[int], Quantity]) -> Phrase | None:
    """2.0升 | 四缸 | 发动机, 1.4升和1.6升两款 | 发动机: the noun after the numbers that tell its sizes."""
    if quantity(at).dimension not in SIZES:
        return None
    last = at
    while tokens.classes[last + 1 : last + 2] == "Q" or tokens.classes[last + 1 : last + 3] == "jQ":
        last = tokens.classes.find("Q", last + 1)
    if last == at or quantity(last).dimension != "count":
        return None
    return after.noun(tokens, last, end, counted=True) or deeds.headed(tokens, last, end)


def aged(tokens: Tokens, at: int, last: int, end: int) -> Phrase | None:
    """9000位 | 60岁以上的老人: those who are counted, with the bound of their age."""
    bound = at + 2 + (tokens.classes[at + 2 : at + 3] == "j")
    if last != at + 1 or phrases.bounded_by(tokens, bound, at) != last:
        return None
    phrase = after.noun(tokens, last, end, counted=True)
    people = phrase is not None and tokens.words[phrase.end - 1].endswith(phrases.AGED)
    return replace(phrase, first=last) if phrase is not None and people else None


def raced(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """女子 | 3米 | 板冠军, 男子 | 800米 | 跑金牌: what is contested over a distance."""
    if tokens.words[at - 1] not in CONTESTANTS:
        return None
    stop = at + 1
    while stop < end and tokens.classes[stop] in "nMgvq":
        stop += 1
    return Phrase(at + 1, stop, "after") if stop > at + 1 else None


def composed(tokens: Tokens, at: int, first: int) -> Phrase | None:
    """代表团由 | 700余人 | 组成: what consists of those who are counted."""
    by = at - 1
    while by > first and tokens.classes[by] in "dl_":
        by -= 1
    if tokens.words[by] != "由" or by <= first or tokens.words[at + 1] not in COMPOSED:
        return None
    phrase = phrases.before(tokens, by, first, ratio=False)
    return phrase if phrase is not None and not phrase.verbal else None


def received(tokens: Tokens, at: int, end: int, left: str) -> Phrase | None:
    """向 | 300户 | 居民: the noun after a number that a preposition governs."""
    if left != "p" or tokens.words[at - 1] not in RECIPIENTS or tokens.classes[at + 1] != "n":
        return None
    return after.noun(tokens, at, end, counted=True)


def told(tokens: Tokens, at: int, first: int, left: str, unit: str) -> Phrase | None:
    """送往医院救治的 | 7名: who they are, where no noun follows."""
    if left != "u" or unit not in PEOPLE or tokens.classes[at + 1 : at + 2] not in tuple(",.$)jf"):
        return None
    return phrases.told(tokens, at - 1, first)


def named_before(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """王某、李某 | 二人 | 死亡: at most what they do."""
    return predicates.fate(tokens, at, end, LONGEST_FATE)


def sides(tokens: Tokens, name: Phrase, count: int) -> list[Span]:
    """车身 | 长宽高 | 分别为…: one of the three for each number; [] where the name tells no such."""
    if count != len(SIDES) or not "".join(tokens.words[name.first : name.end]).endswith(SIDES):
        return []
    end = tokens.offset(name.end)
    return [(end - left, end - left + 1) for left in range(count, 0, -1)]


def governor(tokens: Tokens, at: int) -> int:
    """还 | 剩 | 约25户, 宣布 | 加息 | 25个基点: the word before the number and its adverbs."""
    word = at - 1
    while word > 0 and tokens.classes[word] in "dl_":
        word -= 1
    return word


def is_remainder(tokens: Tokens, cue: int, first: int) -> bool:
    """已脱贫95户，还 | 剩 | 25户: does the word `cue` say what is left, where nothing in the clause names it?"""
    left = tokens.words[cue] in LEFT or tokens.words[cue - 1] in STILL
    return left and cue >= first and not tokens.classes[first:cue].strip("dDrct_")


def own_change(tokens: Tokens, verb: int, at: int, phrase: Phrase | None, *, carried: bool) -> Phrase | None:
    """某央行宣布 | 加息 | 25个基点: the verb where it holds what changes; carried: the number before has been named."""
    own = tokens.words[verb] in OWN_CHANGES
    if not (own or tokens.words[verb] in LONE_CHANGES) or (phrase is not None and phrase.end > at):
        return None
    acting = own or (not carried if phrase is None else _is_acting(tokens, phrase))
    return Phrase(verb, verb + 1, "before") if acting else None


def _is_acting(tokens: Tokens, phrase: Phrase) -> bool:
    """某组织, 该公司宣布: nothing but who acts, who is named or said to decide it."""
    acting = [at for at in range(phrase.first, phrase.end) if not tokens.words[at].endswith(lexicon().agents)]
    return bool(acting) and all(tokens.classes[at] in "vVdc" or tokens.words[at] in OWNERS for at in acting)


def is_manner(tokens: Tokens, at: int) -> bool:
    """从三方面 | 进行部署: how something is done, not what is counted."""
    following = tokens.classes[at + 1 : at + 3]
    return following[:1] in ("v", "V", "g") and following[1:] != "o"


def is_condition(tokens: Tokens, at: int) -> bool:
    """市值超过 | 10亿元 | 的企业, 预算在20万元以下 | 的项目: a number that tells which things are meant."""
    if tokens.words[at - 1] == "在" and tokens.words[at + 1] in phrases.BOUNDS:
        return tokens.classes[at + 2 : at + 3] == "u"
    return tokens.words[at - 1] in PASSING and tokens.classes[at + 1 : at + 2] == "u"


def entitled(tokens: Tokens, phrase: Phrase, first: int) -> Phrase | None:
    """(确诊 | 12宗, 查获赌博5起、盗伐 | 4起: a verb with nothing before it in its clause is a title itself."""
    classes, edge = tokens.classes, phrase.first
    while edge > first and classes[edge - 1] in "d_sr":
        edge -= 1
    alone = edge == first or classes[edge - 1] == "(" or classes[edge - 2 : edge] == "Qj"
    return phrase if alone and classes[phrase.first : phrase.end] in ("v", "g") else None


def listed_after(tokens: Tokens, at: int, span: Span, *, ratio: bool) -> Phrase | None:
    """个人捐款：| 25398元."""
    first = phrases.clause_of(tokens.classes, at - 2, span)[0]
    phrase = phrases.before(tokens, at - 1, first, ratio=ratio)
    return phrase if phrase is None or not phrase.verbal else None
