"""The words that join a noun to its number: verbs of level and change, comparisons, shares, dates, modifiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsextract.facts.chunk import Tokens
from newsextract.facts.lexicon import lexicon

TRANSPARENT = "dil_~(toYXxDcpBWKH"
"""Classes that never stop the walk from a number to its noun."""
OPENINGS = frozenset(("在", "自", "从"))
"""What opens a place or a time that 内, 里 or 以来 closes."""
LONGEST_TIME = 6
"""Words of such a time."""
MEANS = frozenset(("平均", "年均", "月均", "日均", "累计", "合计"))
"""Adverbs that belong to the noun after them: 平均 | 投资 | 为3亿元."""
BREAKING = frozenset(("突破", "跌破", "失守", "击穿", "跌穿", "降破", "收复", "站上", "冲破", "首破"))
"""Verbs that pass a mark, and the ends of words for such marks: 跌破 | 发行价 | 20元."""
UNHEARD = frozenset(("史无前例", "前所未有", "空前", "惊人", "创纪录", "历史性"))
"""How high a number is said to be, before it."""
LONGEST_MARK = 5
"""Words of the name of a mark."""


@dataclass(slots=True)
class Passed:
    """What the walk from the number (of a %: `ratio`) has passed.

    verb: one of level or change; share: 占; reached: 为, 在, 到.
    """

    ratio: bool
    verb: bool = False
    share: bool = False
    reached: bool = False


def skip(tokens: Tokens, edge: int, first: int, *, ratio: bool) -> int:
    """Where the words that stand between a noun phrase and its number begin."""
    passed = Passed(ratio)
    while edge > first:
        mark = tokens.classes[edge - 1]
        if tokens.words[edge - 1] == "地" and edge - 2 > first and tokens.classes[edge - 2] in "ad":
            edge -= 2  # 很轻松地 | 从200家扩到…
            continue
        if mark in TRANSPARENT:
            passed.verb = passed.verb or mark == "W"
            passed.reached = passed.reached or mark == "o"
            edge -= 1
            continue
        if mark == "j" and tokens.words[edge - 1] == "或" and tokens.classes[edge : edge + 1] in tuple("CoT"):
            edge -= 1  # 或在30个基点之间
            continue
        if mark == "j" and tokens.words[edge - 1] == "或" and tokens.classes[max(edge - 3, first) : edge - 1] == "CD":
            edge -= 1  # 质保为 | 两年或 | 10万公里
            continue
        if mark == "r" and ratio and edge - first > 1 and tokens.classes[edge - 2] in "Co":
            edge -= 1  # 稳定在 | 全国 | 1/4
            continue
        past = PAST.get(mark, _past_rate)
        further = past(tokens, edge, first, passed)
        if further == edge:
            break
        edge = further
    return edge


def milestone(tokens: Tokens, edge: int, first: int) -> int:
    """股价 | 跌破 | 发行价 | 20元: where the name of the mark begins that a verb passes; `edge` where none is told."""
    if edge == first or not tokens.words[edge - 1].endswith(lexicon().milestones):
        return edge
    start = edge
    while start > max(first, edge - LONGEST_MARK) and tokens.classes[start - 1] in "nMsbarAf":
        start -= 1
    return start if start > first and tokens.words[start - 1] in BREAKING else edge


def _past_verb(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """A verb of level or change, with the comparison (比去年同期|增长) or origin (由去年的预计|下调) before it."""
    passed.verb = True
    passed.share = passed.share or tokens.classes[edge - 1] == "Z"
    passed.reached = tokens.words[edge - 1] in ("为", "在")
    if tokens.classes[edge - 1] != "T":
        return edge - 1
    cut = tokens.classes.rfind("B", first, edge)
    if cut < 0:
        cut = tokens.classes.rfind("p", first, edge)
        if cut < 0 or tokens.words[cut] not in ("由", "从"):
            return edge - 1
    return cut


def _past_adjective(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """比全国|高2个百分点; or 高 before a verb of level; 价格 | 高了5%."""
    cut = tokens.classes.rfind("B", first, edge)
    if cut < 0:
        passed.verb = passed.verb or tokens.words[edge] == "了" or tokens.classes[edge - 2] == "Y"  # 同比 | 快
        return edge - 1 if passed.verb else edge
    passed.verb = True
    return cut


def _past_comparison(tokens: Tokens, edge: int, first: int, _: Passed) -> int:
    """与去年同期|相比."""
    cut = max(tokens.classes.rfind("p", first, edge), tokens.classes.rfind("j", first, edge))
    return cut if cut >= 0 else edge - 1


def _past_particle(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """占劳动力总数的|93%: the whole and its verb; 2013年的|11.7%: the date."""
    classes = tokens.classes
    if tokens.words[edge - 2] in UNHEARD:
        return edge - 2  # 达到了 | 史无前例的 | 14项
    origin = classes.rfind("p", first, edge)
    if origin >= 0 and tokens.words[origin] in ("由", "从") and not set(classes[origin:edge]) & set("QTCZ,"):
        return origin  # 覆盖率 | 由建场时的 | 9.5%
    share = (
        max(classes.rfind("Z", first, edge), classes.rfind("C", first, edge))
        if passed.ratio and not passed.share
        else -1
    )
    if share >= 0:
        return share
    return edge - 2 if edge - 2 >= first and classes[edge - 2] == "D" else edge


def _past_number(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """从7.36万公里|增加到: the number that a change starts from."""
    opening = tokens.classes.rfind("p", first, edge) if passed.verb else -1
    return opening if opening >= 0 else edge


def _past_plain_verb(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """设定|为5%, 调|降至28亿: a verb that the verb of level completes."""
    if passed.reached or (passed.verb and len(tokens.words[edge - 1]) == 1):
        return edge - 1
    return _past_rate(tokens, edge, first, passed)


def _past_verbal(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """调整 | 至0.6, 也统一调整 | 为50元: a verb, though jieba has it as a noun, that 至, 到 or 为 completes."""
    left = edge - 1
    while left > first and tokens.classes[left - 1] == "g":
        left -= 1
    told = left > first + 1 and tokens.classes[left - 1] == "d" and tokens.words[left - 1] not in MEANS
    if told and edge < len(tokens.words) and tokens.words[edge] == "为":
        return left
    completed = edge < len(tokens.words) and tokens.classes[edge] == "o" and edge - 1 > first
    return edge - 1 if completed else _past_rate(tokens, edge, first, passed)


def _past_place(tokens: Tokens, edge: int, first: int, passed: Passed) -> int:
    """在村民里 | 占四成: the group within which a share is taken; 在三个月内 | 就达, 自4月以来 | 跌破: a time."""
    opening = edge - 1
    while opening > first and tokens.words[opening] not in OPENINGS and tokens.classes[opening] not in "Q,u":
        opening -= 1
    timed = passed.verb and opening > first and "D" in tokens.classes[opening + 1 : edge]
    if timed and edge - opening <= LONGEST_TIME and set(tokens.classes[opening + 1 : edge]).isdisjoint("vVKTC"):
        return opening if tokens.words[opening] in OPENINGS else edge
    within = passed.ratio and tokens.words[opening] == "在" and opening > first and edge < len(tokens.words)
    return opening if within and tokens.classes[edge] == "Z" else edge


def _past_rate(tokens: Tokens, edge: int, first: int, _: Passed) -> int:
    return denominator(tokens, edge, first)


def denominator(tokens: Tokens, edge: int, first: int) -> int:
    """达到|每秒|1000立方米, 达到|每|万|人|260台: where the denominator of a rate that ends before `edge` begins."""
    if tokens.words[edge - 1][0] == "每":
        return edge - 1
    if edge - 3 >= first and tokens.words[edge - 3] == "每" and tokens.classes[edge - 2] == "m":
        return edge - 3
    return edge - 2 if edge - 2 >= first and tokens.words[edge - 2] == "每" else edge


PAST: dict[str, Callable[[Tokens, int, int, Passed], int]] = {
    "T": _past_verb,
    "C": _past_verb,
    "Z": _past_verb,
    "A": _past_adjective,
    "E": _past_comparison,
    "u": _past_particle,
    "Q": _past_number,
    "v": _past_plain_verb,
    "g": _past_verbal,
    "f": _past_place,
}
