"""Nouns and verbs of the news by which noun phrases are cut: lexicon.toml, checked as it is read.

The record stands here, since mypyc, which compiles the grammars, would take the types of its elements away.
"""

from __future__ import annotations

from functools import cache

import msgspec

from newsextract.toml import load

Tagged = tuple[str, str]
"""A word and its tag of jieba's."""


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sets of words, tuples of ends of words; lexicon.toml says what each is for."""

    making: frozenset[str]
    compounds: tuple[str, ...]
    suffixes: frozenset[str]
    bound: frozenset[tuple[str, str]]
    deeds: frozenset[str]
    trades: frozenset[str]
    holders: tuple[str, ...]
    acting: tuple[str, ...]
    fields: frozenset[str]
    papers: frozenset[str]
    done: frozenset[str]
    held: tuple[str, ...]
    amounts: frozenset[str]
    bare: frozenset[str]
    undergone: frozenset[str]
    areas: frozenset[str]
    sectors: tuple[str, ...]
    facilities: frozenset[str]
    sorts: frozenset[str]
    monies: tuple[str, ...]
    agents: tuple[str, ...]
    actors: tuple[str, ...]
    milestones: tuple[str, ...]
    stages: frozenset[str]
    releases: frozenset[str]
    risen: frozenset[str]
    glued: dict[str, str]
    misread: dict[str, tuple[Tagged, Tagged]]


@cache
def lexicon() -> Lexicon:
    """The lists; raises ConfigError NX203."""
    return load("newsextract.facts", "lexicon.toml", Lexicon)
