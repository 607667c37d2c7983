"""What the parts of a formula stand for (1+19+14, N+2), each shape of definition tried on the text around the name.

“N”就是…, “2”就是… · ——就是/即/包括 … behind the name, one clause a part · members right before it (A、B“1+1”) ·
amounts that agree with the parts (19个行业部门、14个专项指挥部).
"""

from __future__ import annotations

from functools import lru_cache

from newsextract import lazyre as re
from newsextract.policies import heads, lists
from newsextract.policies.candidates import HAN
from newsextract.policies.definitions import (
    DEFINITION_END,
    SENTENCE_END,
    Context,
    Item,
    end_of,
    mark,
    marker,
    part_by_part,
)

REACH_AMOUNTS = 120


def explain(context: Context) -> list[Item]:
    """The items of a formula, part by part; [] where the article explains nothing."""
    shadow, name, floor, start, after, ceiling = context
    parts = [part.strip() for part in name.split("+")]
    return (
        part_by_part(shadow, parts, after, ceiling)
        or part_by_part(shadow, parts, floor, start)
        or _clauses_behind(context, parts)
        or _ministers(context, parts)
        or _members(context, parts)
        or _agreeing_amounts(shadow, parts, floor, start)
        or (_agreeing_amounts(shadow, parts, after, min(ceiling, after + REACH_AMOUNTS)) if _telling(parts) else [])
    )


_BELOW = re.compile(rf"在([{HAN}]{{2,8}}?)(?:之下|下)(?:分为|设)([^。\n]+)")


def _clauses_behind(context: Context, parts: list[str]) -> list[Item]:
    """“1+7+3”学习模式——就是…1次…，…7次…，…3次…; “3+3”模式，即…加…; “1+2”机制（1个…、2支…）: one clause a part."""
    shadow = context.shadow
    start = marker(context)
    if start is None:
        start = mark(context)
    if start is None:
        return []
    end = end_of(shadow, _BRACKET_END if shadow[start - 1] == "(" else SENTENCE_END, start, context.ceiling)
    if len(parts) == 2 and (below := _BELOW.match(shadow, start, end)):
        return [Item(parts[0], *below.span(1)), Item(parts[1], *below.span(2))]
    clause_end = end_of(shadow, DEFINITION_END, start, context.ceiling)
    for joint in ("加上", "加"):
        pieces = lists.split(shadow, start, clause_end, joint)
        if len(pieces) == len(parts):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=True)]
    for separator in "、,;":
        pieces = lists.split(shadow, start, end, separator)[: len(parts)]
        if len(pieces) == len(parts) and all(map(_agrees, [shadow[slice(*piece)] for piece in pieces], parts)):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=True)]
    for joint in ("和", "与"):
        pieces = lists.split(shadow, start, clause_end, joint)
        if len(pieces) == len(parts):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=True)]
    return []


_BRACKET_END = re.compile(r"[)。\n]")
_DIGITS = {
    "1": "1一", "2": "2二两", "3": "3三", "4": "4四", "5": "5五", "6": "6六", "7": "7七", "8": "8八", "9": "9九",
}  # fmt: skip


def _agrees(clause: str, part: str) -> bool:
    """Whether a clause names the part's own number (1次, 七次); a letter asks for nothing."""
    if not part.isdecimal():
        return len(clause) >= 2
    number = f"[{_DIGITS[part]}]" if part in _DIGITS else part
    return re.search(rf"(?<!\d){number}(?!\d)", clause) is not None


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
    return re.compile(rf"(?<![\d.+]){part}(?:个|家|项|名|支|种|类|条|座|所|件|张|套)([{HAN}]{{1,14}})")


_PREDICATE = re.compile(
    r"(?<=.{4})(?:分别|出台|举行|组成|共同|联合|参加|参与|的|为|是|等|将|在|和|与|同|开展|形成|实现|进行)"
)
_TITLE = r"(?:《[^《》\n]{4,80}》|“关于[^“”\n]{4,80}”)"
_TITLES = re.compile(rf"{_TITLE}(?:[、和与]{_TITLE})*")


def _telling(parts: list[str]) -> bool:
    """Whether an amount behind the name can hardly agree with a part by chance."""
    return all(int(part) > 2 for part in parts if part.isdecimal() and part != "1")


def _agreeing_amounts(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    """19个行业部门、14个专项指挥部 for 1+19+14: each part above one has its amount; “1” is the document before.

    Or all parts, “1” too, have their amounts in order: 6个村和1家企业 for 6+1.
    """
    if all_in_order := _amounts_in_order(shadow, parts, floor, ceiling):
        return all_in_order
    found: list[Item] = []
    for part in parts:
        if not part.isdecimal() or int(part) < 2:
            continue
        item = _amount(shadow, part, floor, ceiling)
        if item is None:
            return []
        found.append(item)
    if not found or len({item.start for item in found}) < len(found):
        return []
    title = _TITLES.search(shadow, floor, found[0].start) if parts[0] == "1" else None
    return [Item("1", *title.span()), *found] if title else found


def _amounts_in_order(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    found: list[Item] = []
    at = floor
    for part in parts:
        item = _amount(shadow, part, at, ceiling) if part.isdecimal() else None
        if item is None:
            return []
        found.append(item)
        at = item.end
    return found


def _amount(shadow: str, part: str, floor: int, ceiling: int) -> Item | None:
    """The first amount of the part with the noun phrase that it counts."""
    match = _amount_of(part).search(shadow, floor, ceiling)
    if match is None:
        return None
    noun = heads.of(shadow, match.start(1))
    end = noun[1] if noun else end_of(shadow, _PREDICATE, match.start(), match.end())
    return Item(part, match.start(), min(end, ceiling))
