"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain

import pytest

import newsextract
from newsextract import lazyre

ROOMS = ("dates", "entities", "facts", "numerals", "policies", "quantities", "segment", "zones")


def modules() -> list[str]:
    names = [module.name for module in pkgutil.walk_packages(newsextract.__path__, "newsextract.")]
    return [name for name in names if name.split(".")[1] in ROOMS and not name.endswith("._core")]  # a C library


def patterns(value: object) -> Iterator[lazyre._Lazy]:
    """The lazy patterns in a value, also those in its tables."""
    if isinstance(value, lazyre._Lazy):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(patterns, value.values()))
    elif isinstance(value, (tuple, list)):
        yield from chain.from_iterable(map(patterns, value))


@pytest.mark.parametrize("name", modules())
def test_every_pattern_compiles(name: str) -> None:
    for pattern in patterns(vars(import_module(name))):
        assert pattern.match.__self__.pattern == pattern.pattern


@pytest.mark.parametrize("method", ["match", "fullmatch", "search"])
@pytest.mark.parametrize("text", ["三亿元", "约3亿元", ""])
def test_it_is_the_same_pattern(method: str, text: str) -> None:
    given = r"(?P<many>[三3]) 亿元"
    lazy, eager = (compiled(given, re.VERBOSE) for compiled in (lazyre.compile, re.compile))
    for _ in range(2):  # first use and later ones
        found, expected = getattr(lazy, method)(text), getattr(eager, method)(text)
        assert (found and found.span("many")) == (expected and expected.span("many"))
    assert (lazy.flags, lazy.groups, dict(lazy.groupindex)) == (eager.flags, eager.groups, dict(eager.groupindex))


def test_an_error_comes_with_the_first_use() -> None:
    wrong = lazyre.compile("(")
    with pytest.raises(re.error):
        wrong.search("")
