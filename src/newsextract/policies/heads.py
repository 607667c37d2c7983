"""The head of a name: the noun phrase right after it (“N+2”|精准扶贫模式)."""

from __future__ import annotations

from functools import lru_cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.policies.candidates import HAN
from newsextract.policies.vocabulary import any_of, words

_BEHIND = re.compile(rf"[{HAN}]{{2,14}}")
_NOMINAL = frozenset(words("head", "nominal"))
# 改革|成效|显著: what is said of the head.
_PREDICATE = re.compile(any_of(words("head", "predicates")))
_LOCALITIES = "内中下上里"
_NEVER = frozenset(words("head", "never"))
# jieba's tags: adjectives, distinguishing words, localities and numerals may lead to a noun, but are none.
_LEADING_TAGS = frozenset(("a", "b", "an", "ad", "f", "s", "m"))
_NOUN_TAGS = frozenset(("vn", "l", "j"))


def of(shadow: str, after: int) -> tuple[int, int] | None:
    """The span of the head behind a name that ends before `after`, or None."""
    match = _BEHIND.match(shadow, after)
    length = len(match[0][: _length(match[0])].rstrip(_LOCALITIES)) if match else 0
    return (after, after + length) if length else None


# “十四五”|全国城市基础设施建设规划: up to the plan's own word, whatever it is about.
_PLAN = re.compile(rf"[{HAN}]{{0,18}}?(?:规划纲要|规划|纲要|计划)(?![{HAN}]{{0,4}}(?:规划|纲要|目标))")


def of_plan(shadow: str, after: int) -> tuple[int, int] | None:
    """The span of the head behind a five-year plan's name that ends before `after`, or None."""
    match = _PLAN.match(shadow, after)
    return match.span() if match else of(shadow, after)


@lru_cache(maxsize=4096)
def _length(text: str) -> int:
    """How many of the characters make up the noun phrase: noun-like words, ending in a noun."""
    if predicate := _PREDICATE.search(text):
        text = text[: predicate.start()]
    length = best = 0
    for word, tag in segment.tagged(text):
        noun = word in _NOMINAL or tag in _NOUN_TAGS or (tag[0] == "n" and not tag.startswith("nr"))
        # A place behind the noun begins the next phrase: 高铁网|京昆.
        if word in _NEVER or not (noun or tag in _LEADING_TAGS) or (best and tag == "ns" and len(word) > 1):
            break
        length += len(word)
        if noun:
            best = length
    return best
