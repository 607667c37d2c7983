"""The table of places (places.tsv): China's divisions with their codes, countries and world cities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from newsextract.errors import ConfigError
from newsextract.text import shadow


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


def row_level(code: str) -> int:
    """The level of a row by its code alone, as Place.level."""
    if len(code) > 6:
        return 4
    return _level(code) if code.isdigit() else _ABROAD.get(code[-1], 1)


_ABROAD = {"-": 2, "~": 3}


Row = tuple[str, str]
"""Code as in places.tsv (“410181”; “FR” a country, “FR-” its cities, “FR~” the smaller ones, “*” a continent) and
official name."""


@dataclass(frozen=True, slots=True)
class Table:
    """rows: every name, official, short or former → the rows it may mean. official: code → name."""

    rows: Mapping[str, Sequence[Row]]
    official: Mapping[str, str]

    def places(self, name: str) -> tuple[Place, ...]:
        """What the name may mean, the highest level first."""
        found = (
            Place(code if code.isdigit() else None, own, self._path(code, own)) for code, own in self.rows.get(name, ())
        )
        return tuple(sorted(found, key=lambda place: place.level))

    def _path(self, code: str, name: str) -> str:
        if code[-1] in _ABROAD:
            above = self.official.get(code[:-1]) or self.official.get(code[:-1] + "0000", "")
            return f"{above}/{name}"
        if not code.isdigit():
            return name
        chain = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code[:6], code))
        return "/".join(self.official[part] for part in chain if part in self.official)


@cache
def table() -> Table:
    """The shipped table; places themselves are made only when asked for, so that loading stays quick."""
    # One split for the whole file, whose lines have three cells: half the time of one a line.
    lines = files(__package__).joinpath("places.tsv").read_text(encoding="utf-8").removesuffix("\n")
    cells = lines.replace("\n", "\t").split("\t")
    named = list(zip(cells[0::3], cells[1::3], strict=True))
    rows: dict[str, tuple[Row, ...]] = {}
    for row, others in zip(named, cells[2::3], strict=True):
        for name in (row[1], *others.split()) if others else row[1:]:
            rows[name] = (*rows[name], row) if name in rows else (row,)
    return Table(rows, dict(named))


def is_name(name: str) -> bool:
    """Whether the table has the name, not only for one of the world's smaller cities, which are people's names too."""
    return any(code[-1] != "~" for code, _ in table().rows.get(name, ()))


def is_minor(name: str) -> bool:
    """Whether the table has the bare name for city districts and townships only: 龙湖 of 龙湖区, not 昆山, 桂林."""
    rows = table().rows.get(name, ())
    return bool(rows) and all(
        code.isdigit() and own != name and (len(code) > 6 or (own[-1] == "区" and row_level(code) == 3))
        for code, own in rows
    )


def own(entries: Iterable[Mapping[str, Any]]) -> dict[str, Place]:
    """The user's places: {"name", "code"?, "path"?, "others"?}; raises ConfigError NX203."""
    found: dict[str, Place] = {}
    for entry in entries:
        name = entry.get("name")
        others = entry.get("others", [])
        if not isinstance(name, str) or not name or not isinstance(others, list) or entry.keys() - _KEYS:
            raise ConfigError(
                "NX203", f"no usable place: {dict(entry)}", where="place", fix=f"Keys: {', '.join(_KEYS)}"
            )
        place = Place(entry.get("code"), name, entry.get("path") or name)
        # Names are looked for in the shadow, which is in simplified characters.
        found |= dict.fromkeys(map(shadow, (name, *others)), place)
    return found


_KEYS = ("name", "code", "path", "others")
