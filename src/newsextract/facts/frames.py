"""Frames of a number and its noun: sizes in a row before one noun, what others make, those named before."""

from __future__ import annotations

from collections.abc import Callable

from newsextract.facts import after, phrases, predicates
from newsextract.facts.chunk import Span, Tokens
from newsextract.facts.kinds import PEOPLE, RECIPIENTS, SIDES, THINGS
from newsextract.facts.titles import Phrase
from newsextract.records import Quantity

COUNTED = frozenset(("money", "count", "age", ""))
"""Dimensions of what is paid or counted, not of a size."""
LONGEST_MADE = 4
"""Words between who makes a thing and 的."""
LONGEST_FATE = 6
"""Characters of what those do who have been named before."""


def sized_by_all(tokens: Tokens, at: int, end: int, quantity: Callable[[int], Quantity]) -> Phrase | None:
    """2.0升 | 四缸 | 发动机, 1.4升和1.6升 | 两款 | 发动机: the noun after the last of the numbers that tell its sizes."""
    if quantity(at).dimension in COUNTED:
        return None
    last = at
    while tokens.classes[last + 1 : last + 2] == "Q" or tokens.classes[last + 1 : last + 3] == "jQ":
        last = tokens.classes.find("Q", last + 1)
    if last == at or quantity(last).dimension not in COUNTED:
        return None
    return after.noun(tokens, last, end, counted=True) or after.headed(tokens, last, end)


def made(tokens: Tokens, phrase: Phrase, end: int, unit: str) -> Phrase:
    """3个 | 外商投资的 | 项目: the thing counted, where what follows the number is who makes it."""
    classes, particle = tokens.classes, tokens.classes.find("u", phrase.end, min(end, phrase.end + LONGEST_MADE))
    if unit not in THINGS or particle < 0 or classes[particle - 1] not in "vVg" or phrase.first < 1:
        return phrase
    if not set(classes[phrase.end : particle]) <= set("vVgd"):
        return phrase
    head = after.noun(tokens, particle, end, counted=True)
    return head if head is not None and head.first == particle + 1 else phrase


def received(tokens: Tokens, at: int, end: int, left: str) -> Phrase | None:
    """向 | 300户 | 居民: the noun after a number that a preposition governs."""
    if left != "p" or tokens.words[at - 1] not in RECIPIENTS or tokens.classes[at + 1] != "n":
        return None
    return after.noun(tokens, at, end, counted=True)


def told(tokens: Tokens, at: int, first: int, left: str, unit: str) -> Phrase | None:
    """送往医院救治的 | 7名: who they are, where no noun follows."""
    if left != "u" or unit not in PEOPLE or tokens.classes[at + 1 : at + 2] not in tuple(",.$)j"):
        return None
    return phrases.told(tokens, at - 1, first)


def named_before(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """王某、李某 | 二人 | 死亡: at most what they do."""
    return predicates.fate(tokens, at, end, LONGEST_FATE)


def sides(name: Span, text: str, count: int) -> list[Span]:
    """车身 | 长宽高 | 分别为…: one of the three for each number; [] where the name tells no such."""
    if count != len(SIDES) or not text.endswith(SIDES):
        return []
    return [(name[1] - left, name[1] - left + 1) for left in range(count, 0, -1)]
