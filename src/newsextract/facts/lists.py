"""A、B 分别增长 x、y: the names of a list, one for each number of the numbers that follow it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from newsextract import lazyre as re
from newsextract.facts.chunk import NAMED, Tokens
from newsextract.facts.joints import skip
from newsextract.facts.phrases import scan
from newsextract.facts.titles import Phrase, trim

HALVES = frozenset(
    ("国内", "国际", "国外", "境内", "境外", "省内", "省外", "城镇", "农村", "城市", "乡村", "男子", "女子")
)
"""Words before a noun that each member of a list shares: 城镇、| 农村居民收入."""
PLACES = re.compile("s+(?:js+)+")
"""Classes of a list of places."""


def members(tokens: Tokens, each: int, first: int, count: int) -> list[Phrase]:
    """The last `count` names before 分别 at word `each`; the last one for all where there are fewer; [] for none."""
    edge = skip(tokens, each, first, ratio=False)
    start, end = scan(tokens, edge, first)
    parts = _listed(tokens, start, end, count)
    if len(parts) < count and start > first + 1 and tokens.words[start - 1] == "等":
        named = _listed(tokens, *scan(tokens, start - 1, first), count)  # 电脑、汽车 | 等 | 产品出口
        parts = named if len(named) == count else parts
    if len(parts) >= count > 1 and any(_is_half(tokens, part) for part in parts[-count:-1]):
        return [replace(parts[-1], first=parts[-count].first)] * count  # 国内、国际 | 旅客运输量
    return parts[-count:] if len(parts) >= count else parts[-1:] * count


def paired(tokens: Tokens, at: int, first: int, count: int, *, ratio: bool) -> list[Phrase]:
    """小麦、玉米产量 | 稳定在1/4、1/3: a name for each of `count` numbers from word `at` on; [] for no such list."""
    edge = skip(tokens, at, first, ratio=ratio)
    if set(tokens.classes[edge:at]).isdisjoint("TC"):
        return []
    start, end = scan(tokens, edge, first)
    named = "u" not in tokens.classes[start:end] and len(_listed(tokens, start, end, count)) == count
    return members(tokens, edge, first, count) if named else []


def places(tokens: Tokens, each: int, first: int, count: int) -> tuple[list[int], Phrase | None] | None:
    """北京、上海、广州GDP | 分别为…: where each of `count` places ends, and what is measured; None for no such list."""
    classes = tokens.classes
    start, end = scan(tokens, skip(tokens, each, first, ratio=False), first)
    stop, name = end, -1
    if start > first and classes[start - 1] == "Q" and classes[max(start - 2, first)] == "s":
        name, stop = start, start - 1  # 甲省、乙省 | 两省 | GDP
        start = scan(tokens, stop, first)[0]
    listed = PLACES.search(classes, start, stop)
    if listed is None or listed.group().count("j") + 1 != count or (name >= 0 and listed.end() != stop):
        return None
    edges = [at for at in range(*listed.span()) if classes[at] == "j"]
    name = name if name >= 0 else listed.end()
    return [*edges, listed.end()], trim(tokens, name, end, "each") if name < end else None


def _is_half(tokens: Tokens, part: Phrase) -> bool:
    """汽、| 柴油价格, 国内、| 国际旅客: a member that names nothing without the noun that ends the list."""
    lone = part.end - part.first == 1
    word = tokens.words[part.first]
    bare = (len(word) == 1 and word not in NAMED) or tokens.classes[part.first] in "bfma"
    return lone and (bare or word in HALVES)


def _listed(tokens: Tokens, start: int, end: int, count: int) -> list[Phrase]:
    """The names of a list; where they are more than `count`, those between 、 only (电脑及其部件、汽车)."""
    joints = [at for at in range(start, end) if tokens.classes[at] == "j"]
    pauses = [at for at in joints if tokens.words[at] == "、"]
    if pauses and len(pauses) + 1 == count:
        joints = pauses
    edges = [start - 1, *joints, end]
    parts = [trim(tokens, left + 1, right, "each") for left, right in pairwise(edges)]
    return [part for part in parts if part]
