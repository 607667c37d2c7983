"""Trend (is the quantity the change, or the level it reached) and basis (against which time)."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.facts.chunk import Span, Tokens
from newsextract.facts.words import direction, words
from newsextract.records import Basis, Date, Trend

CHANGE: dict[int, Trend] = {1: "INCREASE", -1: "DECREASE"}
LEVEL: dict[int, Trend] = {1: "TO_UP", -1: "TO_DOWN"}
NAMED_CHANGES: dict[str, Trend] = {
    "增长": "INCREASE", "增幅": "INCREASE", "涨幅": "INCREASE", "提升": "INCREASE", "上涨": "INCREASE", "升幅": "INCREASE",
    "下降": "DECREASE", "降幅": "DECREASE", "跌幅": "DECREASE", "下跌": "DECREASE", "下滑": "DECREASE",
}  # fmt: skip
"""以6%的速度增长 is rarer than 实现6%的增长: the noun after 的 tells the direction."""


YEAR_WORDS = ("去年", "上年", "上一年", "前年", "同期", "同比", "年前")
MONTH_WORDS = ("上月", "上个月", "上一月", "上季", "上个季", "上一季", "上周", "上一周")


def trend(tokens: Tokens, at: int, first: int, noun: int | None) -> Trend | None:
    """The trend of the number at word `at`; `noun` is the first word of an indicator before or after it, if any."""
    classes, surfaces = tokens.classes, tokens.words
    edge = at
    reached = False
    while edge > first:
        mark = classes[edge - 1]
        word = surfaces[edge - 1]
        if mark == "T":
            sign = direction(word) or 1
            return (LEVEL if reached or word[-1] in "至到为" else CHANGE)[sign]
        if mark == "W":
            return "INCREASE"
        if mark == "A":
            return _compared(tokens, edge - 1, first)
        if mark == "C":
            inner = edge - 1
            while inner > first and classes[inner - 1] in "dl":
                inner -= 1
            if word != "为" and inner > first and classes[inner - 1] == "T":
                edge = inner
                continue
            if word in words().reached:
                return "TO_UP"
            if word[:1] == "超" and _compared(tokens, edge - 1, first):
                return "INCREASE"
            if word != "为":
                return None
            reached = True
        elif mark == "o":
            reached = True
        elif mark == "u" and classes[edge - 2 : edge - 1] == "D":
            edge -= 1
        elif mark == "Q" and reached:
            sign = _earlier(tokens, edge - 1, first)
            return LEVEL[sign] if sign else None
        elif mark not in "dil_(xXY":
            break
        edge -= 1
    if reached and edge > first and classes[edge - 1] in "vV" and surfaces[edge - 1][0] in "扩增":
        return "TO_UP"
    named = surfaces[at + 2] if classes[at + 1 : at + 2] == "u" and at + 2 < len(surfaces) else ""
    if named in NAMED_CHANGES:
        return NAMED_CHANGES[named]
    if named and named in words().pace and classes[at + 3 : at + 4] == "T":
        return CHANGE[direction(surfaces[at + 3]) or 1]
    if noun is not None and noun > first and noun < at:
        edge = noun
        while edge > first and classes[edge - 1] in "l":
            edge -= 1
        if classes[edge - 1] in "TW" and edge > first:
            return CHANGE[direction(surfaces[edge - 1]) or 1]
    return None


def _earlier(tokens: Tokens, quantity: int, first: int) -> int | None:
    """下调4%至163亿元: the direction of the verb before the quantity before 至."""
    edge = quantity
    while edge > first and tokens.classes[edge - 1] in "dl_x":
        edge -= 1
    return direction(tokens.words[edge - 1]) if edge > first and tokens.classes[edge - 1] == "T" else None


def _compared(tokens: Tokens, adjective: int, first: int) -> Trend | None:
    """比去年多3亿元 is a change; 比全国高2个百分点 is none."""
    classes = tokens.classes
    if classes.rfind("B", first, adjective) < 0:
        return None
    edge = adjective
    while edge > first and classes[edge - 1] in "dilo":
        edge -= 1
    if classes[edge - 2 : edge] == "uQ":
        edge -= 2
    if edge == first or classes[edge - 1] != "D":
        return None
    sign = direction(tokens.words[adjective]) or 1
    return CHANGE[sign] if sign else None


def basis(
    tokens: Tokens, at: int, span: Span, previous: int, dates: Sequence[Date], date: Date | None
) -> Basis | None:
    """YOY or MOM, as the words between the number before and this one say."""
    classes = tokens.classes
    first = max(previous + 1, span[0])
    if previous >= span[0] and classes.rfind("B", span[0], previous) > max(
        classes.rfind(c, span[0], previous) for c in ",TQ"
    ):
        first = max(classes.rfind("B", span[0], previous), span[0])
    for word in range(at - 1, first - 1, -1):
        mark = classes[word]
        if mark == "Y":
            return words().basis[tokens.words[word]]  # type: ignore[return-value]
        if mark == "D" and (classes[word - 1 : word] == "B" or classes.find("E", word, at) >= 0):
            return _basis_of(dates[tokens.mentions[word]], date)
    return None


def _basis_of(compared: Date, date: Date | None) -> Basis | None:
    """Against a year or a month earlier, by its words or by the two dates' values."""
    text = compared.text
    if any(word in text for word in YEAR_WORDS):
        return "YOY"
    if any(word in text for word in MONTH_WORDS):
        return "MOM"
    if date is None:
        return None
    then, now = compared.value, date.value
    if not (then[:4].isdigit() and now[:4].isdigit()):
        return None
    gap = int(now[:4]) - int(then[:4])
    if len(then) == 7 and len(now) == 7 and then[5:].isdigit() and now[5:].isdigit():
        months = gap * 12 + int(now[5:]) - int(then[5:])
        return {1: "MOM", 12: "YOY"}.get(months)  # type: ignore[return-value]
    return "YOY" if gap == 1 and then[4:] == now[4:] else None
