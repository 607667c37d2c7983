"""What a number measures where its own clause does not say it: a clause before, a heading, the list of a rank."""

from __future__ import annotations

from newsextract.facts import phrases
from newsextract.facts.chunk import Span, Tokens
from newsextract.facts.titles import Phrase, trim

WITHIN = frozenset(("中", "里", "当中", "之中"))
"""What closes the whole of which a number is a part."""


def topic(tokens: Tokens, at: int, first: int, span: Span) -> Phrase | None:
    """世界500强企业，有 | 30家 | 落户: the noun phrase before the comma that is all of its clause."""
    if at - first > 1 or first - 1 <= span[0] or (at > first and tokens.words[first] != "有"):
        return None
    start, end = phrases.clause_of(tokens.classes, first - 2, span)
    nominal = end == first - 1 and not tokens.classes[start:end].strip("nMsbagmqA")
    return trim(tokens, start, end, "subject") if nominal and tokens.classes[start:end].strip("s") else None


def whole(tokens: Tokens, at: int, first: int, span: Span) -> Phrase | None:
    """受访企业中，超过 | 六成 | 表示支持: of what a share that opens its clause is a part, where a verb follows."""
    edge = first - 2
    told = tokens.classes[at + 1 : at + 2] in ("v", "V", "K", "d", "g", "p")
    if edge <= span[0] or not told or tokens.words[edge] not in WITHIN or tokens.classes[first:at].strip("dC_r"):
        return None
    return trim(tokens, *phrases.scan(tokens, edge, phrases.clause_of(tokens.classes, edge, span)[0]), "subject")


def heading(tokens: Tokens, at: int, span: Span) -> Phrase | None:
    """各地病例数：甲市（ | 36例），乙市（ | 8例): what stands before the colon names what is listed by place."""
    if tokens.classes[max(at - 2, 0) : at] not in ("s(", "n("):
        return None
    colon = tokens.classes.rfind(",", span[0], at)
    while colon >= 0 and tokens.words[colon] != ":":
        colon = tokens.classes.rfind(",", span[0], colon)
    edge = span[0]
    while 0 <= edge < colon:
        first, end = phrases.clause_of(tokens.classes, edge, span)
        phrase = phrases.before(tokens, end, first, ratio=False)
        if phrase is not None and not phrase.verbal and tokens.classes[phrase.end - 1] in "nM":
            return phrase
        edge = end + 1
    return None


def rank(tokens: Tokens, at: int, first: int) -> Phrase | None:
    """进入世界大学排名 | 前1%: the list in which the share is a rank; `at` is the word 前."""
    return trim(tokens, max(tokens.classes.rfind("v", first, at) + 1, first), at, "before")
