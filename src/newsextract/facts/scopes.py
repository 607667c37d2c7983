"""How far a place holds in its sentence: that of a list's member or within a bracket holds for its own numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.facts.chunk import Span
from newsextract.records import Entity, Quantity

OPENINGS = frozenset(",、;:(。\n 年月日天中和及与")
"""What stands before the place of a member of a list: 其中 | 甘肃115人、| 青海12人."""
BOUNDARIES = re.compile("[,、;:。()\n]")
MARKS = re.compile(
    "[;(),、其](?:(?<=[,、])(?:(?P<sum>合计|共计|总计|总共|一共|共有?)|另有?|另外|此外|还有|其余|其[他它]|余下)"
    "|(?<=其)中|(?<=[;(),]))"
)
"""What opens or closes a list: brackets, 其中, the words of a sum, and of what is none of the members."""
SCOPING = re.compile("[(]|其中")
"""Without these marks and a list, a place holds up to the next."""
PAUSES = frozenset("、和及与")
"""What joins members that a comma ends: 甲市2例、乙市1例，| 新增治愈5例."""
MEMBERS = 2
"""Members of a list that words of a sum can add up."""


class Place(NamedTuple):
    """entity: id of the LOC, where it is known. text: the words, where the place is told by pointing."""

    entity: str | None
    text: str | None


NOWHERE = Place(None, None)


class Told(NamedTuple):
    """From the offset `start` on, numbers belong to `place`, and what later sentences measure to `frame`."""

    start: int
    place: Place
    frame: Place


class Numbers:
    """Where the quantities stand, which tell a list of places from a list of numbers with their places."""

    def __init__(self, shadow: str, quantities: Sequence[Quantity]) -> None:
        self.shadow = shadow
        self.starts = [quantity.start for quantity in quantities]

    def within(self, start: int, end: int) -> bool:
        at = bisect_left(self.starts, start)
        return at < len(self.starts) and self.starts[at] < end

    def last(self, start: int, end: int) -> int:
        """Where the last number of [start, end) stands; -1 where there is none."""
        at = bisect_left(self.starts, end) - 1
        return self.starts[at] if at >= 0 and self.starts[at] >= start else -1

    def follows(self, place: Entity, end: int) -> bool:
        """甲市 | 新增 | 5例: is the place that of a member of a list, with a number before the member ends?"""
        shadow = self.shadow
        if place.start and shadow[place.start - 1] not in OPENINGS:
            return False
        boundary = BOUNDARIES.search(shadow, place.end, end)
        return self.within(place.end, boundary.start() if boundary else end)

    def parts(self, place: Entity, previous: Entity | None) -> bool:
        """巩义市、| 登封市等7个县, not 甲市5例、| 乙市3例: is the place one of several that no numbers part?"""
        shadow = self.shadow
        if shadow[place.end : place.end + 1] == "、":
            return True
        if not place.start or shadow[place.start - 1] != "、":
            return False
        return previous is None or not self._is_member(previous.end, place.start - 1)

    def _is_member(self, start: int, end: int) -> bool:
        return self.within(start, end) and BOUNDARIES.search(self.shadow, start, end) is None


@dataclass(slots=True)
class State:
    """now: the place of a number that stood here. base: the place that holds when the list underway has ended. outer:
    what held before the first member of a list that no 其中 opens. members: how many members the list has had; last:
    the place of the last one; paused: it stands in one clause with the one before.
    """

    now: Place
    base: Place
    outer: Place
    listing: bool = False
    members: int = 0
    paused: bool = False
    last: Entity | None = None


class Scopes:
    """Follows the places and marks of a sentence in text order. start: of the last place."""

    def __init__(self, numbers: Numbers, carried: Place) -> None:
        self.numbers = numbers
        self.told: list[Told] = []
        self.state = State(carried, carried, carried)
        self.brackets: list[tuple[int, State]] = []
        self.start = -1

    def pointed(self, end: int, place: Place) -> None:
        """全市: ends a list."""
        self.state = State(place, place, self.state.outer)
        self.brackets.clear()  # 油价(全国平均)每升提高1角
        self._tell(end, place)

    def named(self, entity: Entity, *, member: bool) -> None:
        state, last, place = self.state, self.state.last, Place(entity.id, None)
        if last is not None and entity.start == last.end:
            state.last = entity  # 甘肃省 | 积石山县
        elif member:
            if last is not None and not state.listing and self.numbers.within(last.end, entity.start):
                state.listing = True
                state.base = state.now if contains(last, entity) else state.outer
            if not state.listing:
                state.outer = state.base
            state.members += 1
            state.paused = state.members >= MEMBERS and self.numbers.shadow[entity.start - 1] in PAUSES
            state.last = entity
        elif not state.listing:
            state.last = None
        if not state.listing:
            state.base = place
        self._tell(entity.end, place)
        self.start = entity.start

    def several(self, entity: Entity) -> None:
        """上海4例，北京、天津 | 各2例: within a list, places that share a number."""
        if self.state.listing and self.state.members:
            self._tell(entity.end, self.state.base)

    def marked(self, match: re.Match[str]) -> None:
        state, mark, at = self.state, match.group(), match.end()
        if mark == "(":
            self.brackets.append((at, state))
            self.state = State(state.now, state.now, state.outer, listing=True)
        elif mark == ")":
            self._close(at)
        elif mark == "其中":
            state.base = state.base if state.listing else state.now
            state.listing = True
        elif mark == ";":
            self._end(at)
            state.listing = bool(self.brackets)
        elif match.group("sum") is not None:
            if state.members >= MEMBERS and self.numbers.within(at, at + 1):
                self._end(at)
        elif mark != "," or state.paused:
            self._end(at)

    def _end(self, at: int) -> None:
        state = self.state
        if state.listing and state.members and state.now != state.base:
            self._tell(at, state.base)
        state.members, state.paused = 0, False

    def _close(self, at: int) -> None:
        if not self.brackets:
            return
        inside = self.state.now
        opened, self.state = self.brackets.pop()
        if self.state.now == inside:
            return
        if self.state.now == NOWHERE and self.start == opened and self.told[-1].start == at - 1:
            self.state.now = self.state.base = inside  # 某厂（广东）基地
        self._tell(at, self.state.now)

    def _tell(self, at: int, place: Place) -> None:
        self.state.now = place
        self.told.append(Told(at, place, self.state.base))


def contains(whole: Entity, part: Entity) -> bool:
    """甲省 and 乙县 of it; 中国 and what has a code there."""
    if whole.path == "中国":
        return part.code is not None
    return bool(whole.path and part.path) and f"{part.path}".startswith(f"{whole.path}/")


def follow(
    numbers: Numbers, span: Span, named: Sequence[Entity], pointed: Sequence[tuple[Span, Place]], carried: Place
) -> list[Told]:
    """What each part of the sentence tells of the place, in order. named: its LOCs; pointed: 全市 and its place."""
    alone = [
        place for place, previous in zip(named, (None, *named), strict=False) if not numbers.parts(place, previous)
    ]
    members = {place.id for place in alone if numbers.follows(place, span[1])}
    if len(members) < MEMBERS and not SCOPING.search(numbers.shadow, *span):
        here = [(place.end, Place(place.id, None)) for place in alone] + [(end, place) for (_, end), place in pointed]
        here.sort(key=itemgetter(0))
        return [Told(end, place, place) for end, place in here]
    single = {place.id for place in alone}
    steps: list[tuple[int, int, Entity | Place | re.Match[str]]] = [(place.start, place.end, place) for place in named]
    steps += [(start, end, place) for (start, end), place in pointed]
    steps += [(mark.start(), mark.end(), mark) for mark in MARKS.finditer(numbers.shadow, *span)]
    steps.sort(key=itemgetter(0))
    scopes = Scopes(numbers, carried)
    for _, end, step in steps:
        if isinstance(step, Place):
            scopes.pointed(end, step)
        elif not isinstance(step, Entity):
            scopes.marked(step)
        elif step.id in single:
            scopes.named(step, member=step.id in members)
        else:
            scopes.several(step)
    return scopes.told
