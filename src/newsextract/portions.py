"""A stream cut into portions that are worked on together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")


def portions(
    things: Iterable[Thing], size: Callable[[Thing], int], most: int, longest: int
) -> Iterator[tuple[tuple[Thing, ...], bool]]:
    """(some things in a row, whether more follow): at most so many, of at most so much size together, or one alone."""
    group: list[Thing] = []
    length = 0
    for thing in things:
        extent = size(thing)
        if group and (len(group) == most or length + extent > longest):
            yield tuple(group), True
            group, length = [], 0
        group.append(thing)
        length += extent
    if group:
        yield tuple(group), False
