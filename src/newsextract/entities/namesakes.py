"""Which of the places that share a name is meant: by the place before it, and by the others of the document."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from newsextract.entities.places import Place


class Found(NamedTuple):
    """Where a LOC leads: its GB/T 2260 code (None abroad) and its path from the top."""

    code: str | None
    path: str | None


NOWHERE = Found(None, None)


@lru_cache(maxsize=1 << 14)
def ancestors(path: str) -> tuple[str, ...]:
    """The paths of the places that hold this one, from the top, and its own."""
    parts = path.split("/")
    return tuple("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def is_bare_district(name: str, place: Place) -> bool:
    """泰山, 朝阳 for 泰山区, 朝阳区: so called only where the article is about their city."""
    return place.level == 3 and place.name[-1] == "区" and place.name != name


def likely(name: str, places: tuple[Place, ...], votes: Counter[str]) -> tuple[Place, ...]:
    """Without districts by their bare name, unless the article is about their city: 泰山 is a mountain."""
    return tuple(place for place in places if not is_bare_district(name, place) or _support(place, votes))


def no_landscape(name: str, places: tuple[Place, ...], above: Found, votes: Counter[str]) -> tuple[Place, ...]:
    """Without counties called like a water or a mountain (东海), unless their city stands before or around."""

    def is_meant(place: Place) -> bool:
        named_before = above.path is not None and place.path.startswith(f"{above.path}/")
        return place.level < 3 or place.name == name or named_before or _support(place, votes) >= _OWN_PLACES

    return tuple(place for place in places if is_meant(place))


def choose(places: tuple[Place, ...], above: Found, votes: Counter[str]) -> Place | None:
    """The namesake that stands under the name before it, or with the document's other places; else the highest."""
    if above.path:
        places = tuple(place for place in places if place.path.startswith(f"{above.path}/")) or places
    if len(places) < 2:
        return places[0] if places else None
    first = places[0]
    if all(place.path.startswith(f"{first.path}/") for place in places[1:]):  # 通化 is the city, not its county
        return first
    weights = [_support(place, votes) for place in places]
    best = max(weights)
    if first.level <= 2 and best < _OWN_PLACES:
        best = weights[0]  # a stray vote does not turn a province or a city into a county
    leading = [place for place, weight in zip(places, weights, strict=True) if weight == best]
    if first.level <= 2 and first in leading:
        leading = [first]
    highest = [place for place in leading if place.level == leading[0].level]
    return highest[0] if len(highest) == 1 else None


_OWN_PLACES = 20
"""Support from which an article is about a prefecture: two of its places, or its name and one place."""


def _support(place: Place, votes: Counter[str]) -> int:
    """How often the article means the places above this one; the prefecture says more than the province."""
    return sum(votes[path] * 10**depth for depth, path in enumerate(ancestors(place.path)[:-1]))
