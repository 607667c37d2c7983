"""What the definitions of formulas and of slogans have in common: the item, its surroundings, the words that define."""

from __future__ import annotations

from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN


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


SENTENCE_END = re.compile(r"[。\n!?]")
PART_END = re.compile(r"[。;\n!?]")
CLAUSE_END = re.compile(r"[。;,)\n!?]")
DEFINITION_END = re.compile(r"[,。;\n]")
_UNOPENED = re.compile(r"[^()]*(?=\))")

# 就是, 即, 是指, 包括 … at most a head noun and a mark behind the name; or a mark alone: :, ——, (.
_VERB = (
    r"(?:(?:也|这)?就是指?|即(?!将|使|便|可|时|日|刻)(?:为|是)?|是指|指的是|指(?![导出挥示数标南定向引明望责使派])|包括|包含|涵盖|"
    r"(?:分别|具体|主要)(?:是|为|指|包括)|是什么\?就是)(?:了|指)?:?"
)
_MARKER = re.compile(rf"[{HAN}”]{{0,18}}?(?:——|:|,|\()?{_VERB}|(?!作为|是|为|以|的)[{HAN}”]{{0,6}}?——")
_MARK = re.compile(rf"(?!作为|是|为|以|的)[{HAN}”]{{0,12}}?(?:——|:|\()")


def marker(context: Context) -> int | None:
    """Where the definition behind a name begins: at most a head noun and a mark after the name, then a verb."""
    match = _MARKER.match(context.shadow, context.after, context.ceiling)
    return match.end() if match else None


def mark(context: Context) -> int | None:
    """Where a definition behind a mere mark begins: “三不”(…), “四个一”工作法:…"""
    match = _MARK.match(context.shadow, context.after, context.ceiling)
    return match.end() if match else None


def end_of(shadow: str, pattern: re.Pattern[str], start: int, ceiling: int) -> int:
    """Where the first match begins, or the ceiling."""
    match = pattern.search(shadow, start, ceiling)
    return match.start() if match else ceiling


def part_by_part(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    """“N”就是…, “2”就是…: all parts are explained, in order, or none."""
    found: list[Item] = []
    at = floor
    for part in parts:
        # Most slogans are not explained: no pattern is compiled for a part that does not stand there.
        match = _definition_of(part).search(shadow, at, ceiling) if shadow.find(part, at, ceiling) >= 0 else None
        if match is None:
            return []
        at = end_of(shadow, DEFINITION_END, match.end(), ceiling)
        if bracket := _UNOPENED.match(shadow, match.end(), at):
            at = bracket.end()
        if at == match.end():
            return []
        found.append(Item(part, match.end(), at))
    return found


def _definition_of(part: str) -> re.Pattern[str]:
    """“N”就是 …, N是指 …, “N”: …; re keeps the last patterns compiled."""
    verb = "就是指|就是|即为|即是|即|是指|指的是|指代|代表着|代表|意为|则?包[括含]了?|指|是|为"
    opened = rf"[“\"]{re.escape(part)}[”\"],?(?:{verb}|:)"
    return re.compile(rf"{opened}|(?<![\w+.]){re.escape(part)},?(?:{verb})")
