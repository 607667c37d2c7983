"""The table of places (places.tsv): China's divisions with their codes, countries and world cities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from newsextract.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Place:
    """One row. code: GB/T 2260 (six digits; nine to the township), or None outside China and for continents.

    path: names from the top, “河南省/郑州市/巩义市”, “法国/巴黎”. official: whether it was looked up by its full name.
    """

    code: str | None
    name: str
    path: str

    @property
    def level(self) -> int:
        """1 province or country, 2 prefecture or foreign city, 3 county, 4 township."""
        return self.path.count("/") + 1 if self.code is None else _level(self.code)


def _level(code: str) -> int:
    if len(code) > 6:
        return 4
    return 3 if code[4:6] != "00" else 2 if code[2:4] != "00" else 1


Table = Mapping[str, tuple[Place, ...]]


@cache
def table() -> Table:
    """Every name, official, short or former → the places it may be, the highest level first."""
    rows = [line.split("\t") for line in _text().splitlines()]
    official = {row[0]: row[1] for row in rows}
    found: dict[str, list[Place]] = defaultdict(list)
    for code, name, others in rows:
        place = Place(code if code.isdigit() else None, name, _path(code, name, official))
        found[name].append(place)
        for other in others.split():
            found[other].append(place)
    return {name: tuple(sorted(places, key=lambda place: place.level)) for name, places in found.items()}


def _text() -> str:
    return files(__package__).joinpath("places.tsv").read_text(encoding="utf-8")


def _path(code: str, name: str, official: Mapping[str, str]) -> str:
    if code.endswith("-"):
        above = official.get(code[:-1]) or official.get(code[:-1] + "0000", "")
        return f"{above}/{name}"
    if not code.isdigit():
        return name
    chain = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code[:6], code))
    return "/".join(official[part] for part in chain if part in official)


@cache
def names() -> frozenset[str]:
    """All names in the table."""
    return frozenset(table())


def own(entries: Iterable[Mapping[str, Any]]) -> Table:
    """The user's places: {"name", "code"?, "path"?, "others"?}; raises ConfigError NX203."""
    found: dict[str, tuple[Place, ...]] = {}
    for entry in entries:
        name = entry.get("name")
        others = entry.get("others", [])
        if not isinstance(name, str) or not name or not isinstance(others, list) or entry.keys() - _KEYS:
            raise ConfigError(
                "NX203", f"no usable place: {dict(entry)}", where="place", fix=f"Keys: {', '.join(_KEYS)}"
            )
        place = Place(entry.get("code"), name, entry.get("path") or name)
        found |= dict.fromkeys((name, *others), (place,))
    return found


_KEYS = ("name", "code", "path", "others")
