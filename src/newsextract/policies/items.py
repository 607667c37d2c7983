"""What the article says the parts of a formula or slogan stand for.

The shapes of definition, each tried on the text between the mention and its neighbours of the same name:
“N”就是…, “2”就是… · ——就是/即/包括 … behind the name · members listed right before it (对人、对事“五对”) ·
amounts that agree with the parts (19个行业部门、14个专项指挥部) · the lexicon's items, where the article lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsextract.policies import lists
from newsextract.policies.candidates import HAN, Candidate

REACH_BEFORE = 160
REACH_AFTER = 420
REACH_AMOUNTS = 120
REACH_MEMBERS = 160


class Item(NamedTuple):
    """One part (None for a slogan's) and the span that says what it stands for."""

    part: str | None
    start: int
    end: int


class Context(NamedTuple):
    """A mention's shadow text with the bounds between which it may be explained.

    floor … start lies before the name and its opening mark, after … ceiling behind the name and its closing mark.
    """

    shadow: str
    name: str
    floor: int
    start: int
    after: int
    ceiling: int


def explain(shadow: str, mention: Candidate, floor: int, ceiling: int, known: Sequence[str] | None) -> list[Item]:
    """The items that stand within [floor, ceiling) of the mention; [] where the article explains nothing.

    known: the lexicon's items of the name, () where it has none, None where it does not know the name.
    """
    context = Context(
        shadow,
        shadow[mention.start : mention.end],
        max(floor, mention.start - REACH_BEFORE),
        mention.start - (mention.after > mention.end),
        mention.after,
        min(ceiling, mention.after + REACH_AFTER),
    )
    if mention.kind == "formula":
        return _of_formula(context)
    return _of_slogan(context) if known is None else _of_known(context, known)


# ---- formulas ----------------------------------------------------------------------------------------------------


def _of_formula(context: Context) -> list[Item]:
    shadow, name, floor, start, after, ceiling = context
    parts = [part.strip() for part in name.split("+")]
    return (
        _part_by_part(shadow, parts, after, ceiling)
        or _part_by_part(shadow, parts, floor, start)
        or _clauses_behind(context, parts)
        or _ministers(context, parts)
        or _members(context, parts)
        or _agreeing_amounts(shadow, parts, floor, start)
        or (_agreeing_amounts(shadow, parts, after, min(ceiling, after + REACH_AMOUNTS)) if _telling(parts) else [])
    )


_DEFINITION_END = re.compile(r"[,。;\n]")


@lru_cache(maxsize=256)
def _definition_of(part: str) -> re.Pattern[str]:
    """“N”就是 …, N是指 …"""
    verb = "就是指|就是|即为|即是|即|是指|指的是|指代|代表着|代表|意为|包括|指|是|为"
    return re.compile(rf"(?:[“\"]|(?<![\w+.])){re.escape(part)}[”\"]?,?(?:{verb})")


def _part_by_part(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    """“N”就是…，“2”就是…: all parts are explained, in order, or none."""
    found: list[Item] = []
    at = floor
    for part in parts:
        match = _definition_of(part).search(shadow, at, ceiling)
        if match is None:
            return []
        at = _end_of(shadow, _DEFINITION_END, match.end(), ceiling)
        if at == match.end():
            return []
        found.append(Item(part, match.end(), at))
    return found


_MARKER = re.compile(
    rf"[{HAN}”]{{0,18}}?(?:——|:|,|\()?(?:就是|即|是指|指的是|包括|分别是|分别为|分别指|具体是|具体为)(?:指|:)?|"
    rf"(?!作为|是|为|以|的)[{HAN}”]{{0,6}}?——"
)
_SENTENCE_END = re.compile(r"[。\n!?]")
_BELOW = re.compile(rf"在([{HAN}]{{2,8}}?)(?:之下|下)(?:分为|设)([^。\n]+)")


def _marker(context: Context) -> int | None:
    """Where the definition behind a name begins: at most a head noun and a mark after the name."""
    match = _MARKER.match(context.shadow, context.after, context.ceiling)
    return match.end() if match else None


def _clauses_behind(context: Context, parts: list[str]) -> list[Item]:
    """“1+7+3”学习模式——就是…1次…，…7次…，…3次…; “3+3”模式，即…加…: one clause a part."""
    shadow = context.shadow
    start = _marker(context)
    if start is None:
        return []
    end = _end_of(shadow, _SENTENCE_END, start, context.ceiling)
    if len(parts) == 2 and (below := _BELOW.match(shadow, start, end)):
        return [Item(parts[0], *below.span(1)), Item(parts[1], *below.span(2))]
    for mark in "、,;":
        pieces = lists.split(shadow, start, end, mark)[: len(parts)]
        if len(pieces) == len(parts) and all(map(_agrees, [shadow[slice(*piece)] for piece in pieces], parts)):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=True)]
    clause_end = _end_of(shadow, _DEFINITION_END, start, context.ceiling)
    for joint in ("加上", "加", "和", "与"):
        pieces = lists.split(shadow, start, clause_end, joint)
        if len(pieces) == len(parts):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=True)]
    return []


def _agrees(clause: str, part: str) -> bool:
    """Whether a clause names the part's own number (1次, 7次); a letter asks for nothing."""
    return re.search(rf"(?<!\d){part}(?!\d)", clause) is not None if part.isdecimal() else len(clause) >= 2


_MINISTERS = re.compile(
    r"((?:两国)?(?:外长|外交部长|外交大臣|外交部门))[、和与]((?:两国)?(?:防长|国防部长|国防大臣|防卫大臣|国防部门))"
)


def _ministers(context: Context, parts: list[str]) -> list[Item]:
    """“2+2” in diplomacy is always the meeting of two foreign and two defence ministers."""
    if parts != ["2", "2"]:
        return []
    match = _MINISTERS.search(context.shadow, context.floor, context.start)
    return [Item("2", *match.span(1)), Item("2", *match.span(2))] if match else []


def _members(context: Context, parts: list[str]) -> list[Item]:
    """A、B“1+1”: one member a part; a letter stands for no single member."""
    if not all(part.isdecimal() for part in parts):
        return []
    members = lists.before(context.shadow, len(parts), context.floor, context.start, key=None)
    if members and "+" in context.shadow[members[0][0] - 1 : context.start]:
        return []
    return [Item(part, *member) for part, member in zip(parts, members, strict=False)]


@lru_cache(maxsize=256)
def _amount_of(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.+]){part}(?:个|家|项|名|支|种|类|条|座|所|件)[{HAN}]{{2,14}}")


_PREDICATE = re.compile(
    r"(?<=.{4})(?:分别|出台|举行|组成|共同|联合|参加|参与|的|为|是|等|将|在|和|与|同|开展|形成|实现|进行)"
)
_TITLE = r"(?:《[^《》\n]{4,80}》|“关于[^“”\n]{4,80}”)"
_TITLES = re.compile(rf"{_TITLE}(?:[、和与]{_TITLE})*")


def _telling(parts: list[str]) -> bool:
    """Whether an amount behind the name can hardly agree with a part by chance."""
    return all(int(part) > 2 for part in parts if part.isdecimal() and part != "1")


def _agreeing_amounts(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    """19个行业部门、14个专项指挥部 for 1+19+14: each part above one has its amount; “1” is the document before."""
    found: list[Item] = []
    for part in parts:
        if not part.isdecimal() or int(part) < 2:
            continue
        match = _amount_of(part).search(shadow, floor, ceiling)
        if match is None:
            return []
        end = _end_of(shadow, _PREDICATE, match.start(), match.end())
        found.append(Item(part, match.start(), end))
    if not found or len({item.start for item in found}) < len(found):
        return []
    title = _TITLES.search(shadow, floor, found[0].start) if parts[0] == "1" else None
    return [Item("1", *title.span()), *found] if title else found


# ---- slogans -----------------------------------------------------------------------------------------------------

_VALUES = dict(zip("一两二双三四五六七八九十", (1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


_COUNTED = re.compile(r"^([一二三四五六七八九十两]{1,2})(?:个|项|大|种|条|类|方面|块|座)")


def _size(name: str) -> int:
    """How many items a slogan stands for: 五有 5, 两不愁三保障 2 + 3, 十四个坚持 10 + 4; 三位一体 is 3 in one."""
    counted = _COUNTED.match(name)
    if (counted and "、" not in name) or name.endswith(("一体", "合一")):
        return sum(_VALUES[character] for character in (counted[1] if counted else name[0]) if character in _VALUES)
    return sum(_VALUES.get(character, 0) for character in name)


def _of_known(context: Context, known: Sequence[str]) -> list[Item]:
    """A slogan that the lexicon knows: its items where the article lists them all in order, or a list behind it."""
    found: list[Item] = []
    at = context.floor
    for text in known:
        at = context.shadow.find(text, at, context.ceiling)
        if at < 0:
            break
        found.append(Item(None, at, at + len(text)))
        at += len(text)
    if 1 < len(found) == len(known) and found[-1].end - found[0].start <= 3 * sum(map(len, known)):
        return found
    return _list_behind(context, _size(context.name))


def _of_slogan(context: Context) -> list[Item]:
    size = _size(context.name)
    if size < 2:
        return []
    members = lists.before(context.shadow, size, context.floor, context.start, key=context.name[1:])
    return (
        _quoted_list_before(context, size)
        or [Item(None, *member) for member in members]
        or _list_behind(context, size)
        or _keyed_members(context, size, context.floor, context.start)
        or _keyed_members(context, size, context.after, min(context.ceiling, context.after + REACH_MEMBERS))
    )


_QUOTED_LIST = re.compile(r"“([^“”\n]{4,120})”(?:的|这|等)?$")


def _quoted_list_before(context: Context, size: int) -> list[Item]:
    """“村村有…、有…、户户有…”的“五有”: a quoted list of the right length, tied to the name by 的."""
    match = _QUOTED_LIST.search(context.shadow, context.floor, context.start)
    if match is None:
        return []
    for mark in "、,":
        pieces = lists.split(context.shadow, match.start(1), match.end(1), mark)
        if len(pieces) == size:
            return [Item(None, *piece) for piece in pieces]
    return []


_PART_END = re.compile(r"[。;\n!?]")
_CLAUSE_END = re.compile(r"[。;,)\n!?]")
_LEAD = re.compile(rf"{_COUNTED.pattern}|^[{''.join(_VALUES)}]")
_ORDINAL = re.compile(r"[一二三四五六七八九]是|第[一二三四五六七八九][,是]?|分别是")


def _list_behind(context: Context, size: int) -> list[Item]:
    """“四项重点任务”，包括A、B、C、D; “三个努力建成”目标，即努力建成A、B、C."""
    shadow = context.shadow
    start = _marker(context)
    if start is None or size < 2:
        return []
    sentence, part, clause = (
        _end_of(shadow, pattern, start, context.ceiling) for pattern in (_SENTENCE_END, _PART_END, _CLAUSE_END)
    )
    for mark, ends in ((";", (sentence,)), (",", (part, sentence)), ("、", (clause, part))):
        for end in ends:
            pieces = lists.split(shadow, start, end, mark)
            if len(pieces) == size - 1:
                pieces = [*pieces[:-1], *lists.split_pair(shadow, pieces[-1])]
            if len(pieces) == size:
                return _without_lead(context, pieces)
    return []


def _without_lead(context: Context, pieces: list[lists.Span]) -> list[Item]:
    """The pieces without the name's own words before the first (努力建成…), and without their ordinals (一是…)."""
    shadow = context.shadow
    lead = _LEAD.sub("", context.name)
    shared = [shadow.startswith(lead, start) for start, _ in pieces]
    if len(lead) >= 2 and shared[0] and not all(shared):
        pieces = [(pieces[0][0] + len(lead), pieces[0][1]), *pieces[1:]]
    ordinals = [_ORDINAL.match(shadow, start, end) for start, end in pieces]
    return [
        Item(None, match.end() if match else start, end) for match, (start, end) in zip(ordinals, pieces, strict=True)
    ]


@lru_cache(maxsize=256)
def _keyed(key: str, size: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Lists of members that all begin with the key, and that all end in it."""
    first, last = rf"({key}[{HAN}]{{1,7}}?)", rf"({key}[{HAN}]{{1,7}}?)(?=[^{HAN}]|的|为|等|是|在|$)"
    tail = rf"([{HAN}]{{1,4}}{key})"
    return (
        re.compile("、".join([first] * (size - 1)) + f"[、和]{last}"),
        re.compile("、".join([tail] * (size - 1)) + f"[、和]{tail}"),
    )


def _keyed_members(context: Context, size: int, floor: int, ceiling: int) -> list[Item]:
    """有灵魂、有本事、有血性、有品德 for 四有: members that all begin, or all end, with the name's key character."""
    key = context.name[1:]
    if len(key) != 1:
        return []
    for pattern in _keyed(re.escape(key), size):
        if match := pattern.search(context.shadow, floor, ceiling):
            return [Item(None, *match.span(n)) for n in range(1, size + 1)]
    return []


def _end_of(shadow: str, pattern: re.Pattern[str], start: int, ceiling: int) -> int:
    match = pattern.search(shadow, start, ceiling)
    return match.start() if match else ceiling
