"""The lexicon of known policies: policies.toml and the user's own entries, validated and indexed for search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick_rs
import msgspec

from newsextract.errors import ConfigError
from newsextract.records import PolicyKind
from newsextract.text import shadow
from newsextract.toml import data_file


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One known policy, as a `[[policy]]` table of policies.toml or of the user's configuration.

    name: the canonical name, itself a surface. variants: other surfaces.
    quoted: surfaces that are names only inside quotation marks (双创, 清朗), being ordinary words elsewhere; the name
        may be one of them.
    items: what the parts stand for, where the source document fixes it. year: the first. source: who said it first.
    """

    name: str
    kind: PolicyKind
    variants: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    year: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known policies by surface (in shadow spelling), and an automaton over the surfaces that need no quotes."""

    by_surface: Mapping[str, Entry]
    bare: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick

    def find(self, text: str) -> list[tuple[int, int]]:
        """Spans of known names in shadow text, leftmost longest, disjoint."""
        return [(start, end) for _, start, end in self.automaton.find_matches_as_indexes(text)]


def load(own: Iterable[Mapping[str, Any]] = ()) -> Lexicon:
    """The shipped lexicon with the user's entries over it; raises ConfigError NX203 where an entry is not valid."""
    by_surface: dict[str, Entry] = {}
    needs_quotes: dict[str, bool] = {}
    for entry in (*shipped(), *(_entry(row, f"policy {n}") for n, row in enumerate(own, 1))):
        for surface in (entry.name, *entry.variants):
            by_surface[shadow(surface)] = entry
            needs_quotes[shadow(surface)] = False
        for surface in entry.quoted:
            by_surface[shadow(surface)] = entry
            needs_quotes[shadow(surface)] = True
    bare = tuple(sorted(surface for surface, quoted in needs_quotes.items() if not quoted))
    automaton = ahocorasick_rs.AhoCorasick(bare, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Lexicon(by_surface, bare, automaton)


@cache
def shipped() -> tuple[Entry, ...]:
    """The entries of policies.toml; raises ConfigError NX203 where the file is not valid."""
    return tuple(
        _entry(row, f"policies.toml, policy {n}")
        for n, row in enumerate(data_file("newsextract.policies", "policies.toml")["policy"], 1)
    )


def _entry(row: Mapping[str, Any], where: str) -> Entry:
    """One validated entry."""
    fix = "An entry has a name and a kind (formula, slogan, document, programme); other keys: variants, quoted, items, "
    fix += "year, source"
    try:
        entry = msgspec.convert(dict(row), Entry)
    except msgspec.ValidationError as error:
        raise ConfigError("NX203", f"a policy entry is not valid: {error}", where=where, fix=fix) from error
    surfaces = (entry.name, *entry.variants, *entry.quoted)
    if any(len(surface.strip()) < 2 or "\n" in surface for surface in surfaces):
        raise ConfigError(
            "NX203", f"a surface of policy {entry.name!r} is shorter than 2 characters", where=where, fix=fix
        )
    if len(set(entry.variants)) + len(set(entry.quoted)) != len(surfaces) - 1 or entry.name in entry.variants:
        raise ConfigError("NX203", f"policy {entry.name!r} has one surface twice", where=where, fix=fix)
    return entry
