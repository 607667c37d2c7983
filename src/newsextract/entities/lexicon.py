"""Word lists of the entity grammars: TOML files of this package, checked as they are read.

The records stand here, since mypyc, which compiles the grammars, would take the types of their elements away.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

import msgspec

from newsextract import lazyre as re
from newsextract import toml

_Lists = TypeVar("_Lists", bound=msgspec.Struct)


class Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """organisations.toml."""

    levels: tuple[str, ...]
    bodies: tuple[str, ...]
    village: tuple[str, ...]
    fields: tuple[str, ...]
    offices: tuple[str, ...]
    state_fields: tuple[str, ...]
    titles: tuple[str, ...]
    suffixes: tuple[str, ...]
    centre: tuple[str, ...]
    centre_decides: tuple[str, ...]
    centre_means: frozenset[str]
    generic: tuple[str, ...]
    kinds: tuple[str, ...]
    wards: tuple[str, ...]
    verbs: tuple[str, ...]
    activities: frozenset[str]
    trades: tuple[str, ...]
    businesses: tuple[str, ...]
    branches: tuple[str, ...]
    company_acts: tuple[str, ...]
    acronyms: frozenset[str]


class Sector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """known/*.toml: names, parted by 、, that mean nothing else, and names that need the tagger's consent."""

    sure: str = ""
    likely: str = ""


class Known(msgspec.Struct, frozen=True):
    """The organisations known by name, by sector."""

    sure: dict[str, tuple[str, ...]]
    likely: dict[str, tuple[str, ...]]


class Contexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """contexts.toml: what else a text must say for a name to be a firm's, a place's, a person's."""

    firms: dict[str, str]
    places: dict[str, str]
    people: dict[str, str]


class Landscape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """landscape.toml: places that are no administrative division."""

    regions: tuple[str, ...]
    waters: tuple[str, ...]
    mountains: tuple[str, ...]
    sites: tuple[str, ...]
    words: frozenset[str]


class Sites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """sites.toml."""

    kinds: tuple[str, ...]
    zones: tuple[str, ...]
    generic: tuple[str, ...]
    grounds: tuple[str, ...]
    roads: tuple[str, ...]
    other_roads: tuple[str, ...]
    phrases: tuple[str, ...]
    nominal_verbs: frozenset[str]
    cars: frozenset[str]


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """words.toml: words beside names, and words that look like names."""

    titles: tuple[str, ...]
    latin_titles: tuple[str, ...]
    parties: tuple[str, ...]
    no_persons: frozenset[str]
    nowhere: frozenset[str]
    not_alone: frozenset[str]
    place_words: frozenset[str]
    remains: frozenset[str]
    hotel_kinds: frozenset[str]
    brand_acts: tuple[str, ...]
    no_brands: frozenset[str]
    services: tuple[str, ...]
    describing: frozenset[str]
    unit_kinds: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The lists of words.toml; raises ConfigError NX203."""
    return load("words.toml", Vocabulary)


def load(name: str, kind: type[_Lists]) -> _Lists:
    """A file of this package; raises ConfigError NX203."""
    return toml.load("newsextract.entities", name, kind)


def load_known() -> Known:
    """The names of known/*.toml; raises ConfigError NX203."""
    folder = files(__package__).joinpath("known")
    sectors = {
        name[: -len(_TOML)]: load(f"known/{name}", Sector) for name in sorted(file.name for file in folder.iterdir())
    }
    return Known(
        {sector: _names(record.sure) for sector, record in sectors.items()},
        {sector: _names(record.likely) for sector, record in sectors.items()},
    )


_TOML = ".toml"


class Meanings(NamedTuple):
    """By name, the words of a text that make it a firm's, a place's, a person's."""

    firms: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]


def load_contexts() -> Meanings:
    """contexts.toml; raises ConfigError NX203."""
    record = load("contexts.toml", Contexts)
    parts = (record.firms, record.places, record.people)
    return Meanings(*({name: _names(words) for name, words in part.items()} for part in parts))


def load_people() -> dict[str, bool]:
    """Known people, and whether their name is nothing else; raises ConfigError NX203."""
    record = load("people.toml", Sector)
    return dict.fromkeys(_names(record.likely), False) | dict.fromkeys(_names(record.sure), True)


def _names(words: str) -> tuple[str, ...]:
    return tuple(filter(None, words.replace("\n", "").split("、")))


def any_of(words: Iterable[str], *, first: bool = False) -> str:
    """A pattern of any of the words, the longest first.

    first: a pattern begins with it and is searched for; `re` looks for such a word's first character by itself.
    Elsewhere it would try each word at each place, so that these characters are asked for first.
    """
    words = sorted(set(words), key=lambda word: (-len(word), word))
    listed = "|".join(map(re.escape, words))
    if first or len(words) < _FEW:
        return listed
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])(?:{listed})"


_FEW = 8
