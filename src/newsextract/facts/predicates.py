"""What is told of what a number counts: what people do or undergo, what a share consists of."""

from __future__ import annotations

from newsextract.facts.chunk import Tokens
from newsextract.facts.titles import HEADS, Phrase, unpaired
from newsextract.facts.words import words

LINKING = frozenset(("是", "为", "属", "属于", "均是", "都是", "均为"))
DENYING = frozenset("没未不无")
LONGEST_SETTING = 8
"""Words from 在 to the word that closes a place."""
SHORT = 4
"""Characters of what people undergo before 时 or 后."""
LONGEST_PART = 20
"""Characters of what a share is said to consist of."""


def fate(tokens: Tokens, at: int, end: int, longest: int = 8) -> Phrase | None:
    """2人|死亡, 两万人|被迫撤离: what people do, where no noun names them, in at most `longest` characters."""
    classes = tokens.classes
    start = at + 1
    listed = classes.find("jQ", start, end)
    end = listed if listed >= 0 else end
    blank = classes.find("_", start + 1, end)
    end = blank if blank >= 0 else end  # 30万人 | 撤离 | 救援物资运抵: a headline of two
    while start < end and (classes[start] in "dpD" or classes[start : start + 2] in ("av", "ag", "aV")):
        start += 1  # 紧急 | 转移
    start = _past_setting(tokens, start, end)
    verb = start + (classes[start : start + 1] == "i")  # 未 | 脱贫
    if verb >= end or classes[verb] not in "vVg" or tokens.length(start, end) > longest:
        return None
    if "Q" in classes[start:end] or "u" in classes[start:end]:
        return None
    while end > start + 1 and classes[end - 1] in '_~x.)("' and _unclosed(classes, start, end):
        end -= 1
    if classes[end - 1] == "f":
        end -= 1  # 2人受伤 | 后; what is longer is a clause: 三人拉上岸时
        if end == start or tokens.length(start, end) > SHORT:
            return None
    return Phrase(start, end, "fate")


def _past_setting(tokens: Tokens, start: int, end: int) -> int:
    """在枪击案中 | 死亡, 被警方 | 逮捕, 不同程度 | 受伤: past where, by whom and how what is told was done."""
    classes, words_ = tokens.classes, tokens.words
    if words_[start : start + 2] == ["不同", "程度"]:
        return start + 2
    if start < end and words_[start] in ("在", "于"):
        within = classes.find("f", start, min(end, start + LONGEST_SETTING))
        last = within + 1 if within >= 0 else start + 1
        while last < end and within < 0 and classes[last] in "nsMbr":
            last += 1
        told = last < end and classes[last] in ("vVg" if within >= 0 else "vV") and len(words_[last]) > 1
        return last if told else start
    by = start
    while start > 0 and words_[start - 1] == "被" and by < end and classes[by] in "nsr":
        by += 1
    return by


def _unclosed(classes: str, start: int, end: int) -> bool:
    """Does the last word of [start, end) stand loose: a blank, or a mark without its other half?"""
    mark = classes[end - 1]
    if mark == '"':
        return unpaired(classes, end - 1, start, end)
    return mark not in "()" or classes.count("(", start, end) != classes.count(")", start, end)


def composition(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """七成开支|是|人员薪金, 三成|由|外地企业贡献, 半数以上|是因|病致贫: what the share at word `at` consists of."""
    classes, start = tokens.classes, at + 1
    while start < end and classes[start] in "_fu" + HEADS:
        start += 1
    linking = tokens.words[start] in LINKING if start < end else False
    start += linking
    by = classes[start : start + 1] == "p" and (linking or tokens.words[start] == "由")
    start += by
    length = tokens.length(start, end) if start < end else 0
    if not (linking or by) or not 2 <= length <= LONGEST_PART or "Q" in classes[start:end]:
        return None
    stop = end
    while stop > start and classes[stop - 1] in "_.,$)":
        stop -= 1
    return Phrase(start, stop, "share") if stop > start else None


def predicate(tokens: Tokens, noun: Phrase, end: int) -> Phrase | None:
    """近20%的农牧民|属|因病致贫, 16%的人|没有症状: what those are or are not; else they are the row title."""
    classes = tokens.classes
    start = noun.end
    denied = any(word[0] in DENYING for word in tokens.words[start : min(start + 2, end)])
    if not denied and LINKING.isdisjoint(tokens.words[start : min(start + 3, end)]):
        return None
    if classes[end - 1] == "u":
        return None  # 40%的 | 订单 | 是刷出来的
    while start < end and classes[start] in "dCpu":
        start += 1
    if start >= end or not 2 <= tokens.length(start, end) <= 8 or "Q" in classes[start:end]:
        return None
    if tokens.words[start] in words().report:
        return None
    return Phrase(start, end, "share")
