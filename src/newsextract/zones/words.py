"""The words of news pages (words.toml), loaded once and validated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast, get_args

from newsextract.errors import ConfigError
from newsextract.records import Role
from newsextract.toml import data_file


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of words.toml; `roles` maps a by-line's word to the roles of the people it governs."""

    navigation: frozenset[str]
    strong_navigation: frozenset[str]
    related: frozenset[str]
    related_at_end: frozenset[str]
    publication_ends: tuple[str, ...]
    outlet_ends: tuple[str, ...]
    no_source: frozenset[str]
    roles: dict[str, tuple[Role, ...]]
    surnames: frozenset[str]
    compound_surnames: frozenset[str]
    not_a_person: tuple[str, ...]


@cache
def words() -> Words:
    """Read words.toml; raises ConfigError NX203 where an entry is missing, unknown or doubtful."""
    return parse(data_file("newsextract.zones", "words.toml"))


def parse(data: dict[str, Any]) -> Words:
    """Words from the parsed TOML."""
    lists = {
        "navigation",
        "strong_navigation",
        "related",
        "related_at_end",
        "publication_ends",
        "outlet_ends",
        "no_source",
    }
    if set(data) != lists | {"roles", "names"}:
        raise ConfigError("NX203", f"keys {sorted(set(data) ^ (lists | {'roles', 'names'}))}", where="zones/words.toml")
    names: dict[str, str] = data["names"]
    roles: dict[str, tuple[Role, ...]] = {}
    for key, listed in data["roles"].items():
        if not set(key.split()) <= set(get_args(Role)):
            raise ConfigError("NX203", f"“{key}” is no list of roles", where="zones/words.toml")
        for word in listed.split():
            if word in roles:
                raise ConfigError("NX203", f"“{word}” stands under two roles", where="zones/words.toml")
            roles[word] = cast("tuple[Role, ...]", tuple(key.split()))
    return Words(
        navigation=frozenset(data["navigation"].split()),
        strong_navigation=frozenset(data["strong_navigation"].split()),
        related=frozenset(data["related"].split()),
        related_at_end=frozenset(data["related_at_end"].split()),
        publication_ends=tuple(data["publication_ends"].split()),
        outlet_ends=tuple(data["outlet_ends"].split()),
        no_source=frozenset(data["no_source"].split()),
        roles=roles,
        surnames=frozenset("".join(names["surnames"].split())),
        compound_surnames=frozenset(names["compound_surnames"].split()),
        not_a_person=tuple(names["not_a_person"].split()),
    )
