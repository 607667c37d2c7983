"""The unit lexicon: units.toml and the user's own units, validated, with a longest-match look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from newsextract import lazyre as re
from newsextract import text as texts
from newsextract.config import Config
from newsextract.errors import ConfigError
from newsextract.numerals import EXACT, divide
from newsextract.toml import data_file

DIMENSIONS: Mapping[str, str | None] = {
    "count": None, "money": None, "ratio": None, "data": None,  # several base units each
    "length": "m", "area": "m2", "volume": "m3", "mass": "kg", "speed": "m/s", "energy": "J", "power": "W",
    "pressure": "Pa", "frequency": "Hz", "temperature": "Cel", "angle": "deg", "data_rate": "bit/s", "age": "a",
    "time": "s", "voltage": "V", "current": "A", "charge": "C", "resistance": "Ohm", "level": "dB",
    "luminous_flux": "lm", "illuminance": "lx", "luminance": "cd/m2", "activity": "Bq", "dose": "Sv", "amount": "mol",
    "force": "N", "torque": "N.m", "flux_density": "T", "magnitude": None, "score": None, "index": None,
}  # fmt: skip
"""Dimension → its base unit (UCUM), or None where the entries name it (ISO 4217 codes, {户}, By and bit)."""

KEYS = frozenset(
    {"surface", "unit", "dimension", "base", "factor", "offset", "not_before", "tail", "source", "replace"}
)
REQUIRED = ("surface", "dimension", "base", "factor")
_FACTOR = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. `base` = amount × numerator / denominator + offset, all exact.

    written: what the record's `unit` says, or None for the surface as the article has it.
    length: how many characters of the surface belong to the mention (all but a tail such as 标准煤).
    """

    surface: str
    written: str | None
    dimension: str
    base: str
    factor: Fraction
    offset: Fraction
    not_before: frozenset[str]
    length: int
    latin: bool
    multiple: Decimal | None = field(init=False, compare=False)
    """The factor where it is an integer and there is no offset, so that most conversions are one product."""

    def __post_init__(self) -> None:
        plain = self.factor.denominator == 1 and not self.offset
        object.__setattr__(self, "multiple", Decimal(self.factor.numerator) if plain else None)

    def to_base(self, amount: Decimal) -> Decimal:
        """The amount in the base unit: exact where it ends, else 12 significant digits."""
        if self.multiple is not None:
            return EXACT.multiply(amount, self.multiple)
        ratio = self.factor
        product = EXACT.multiply(amount, Decimal(ratio.numerator))
        if not self.offset:
            return divide(product, Decimal(ratio.denominator))
        over = ratio.denominator * self.offset.denominator
        shifted = EXACT.add(
            EXACT.multiply(product, Decimal(self.offset.denominator)),
            Decimal(self.offset.numerator * ratio.denominator),
        )
        return divide(shifted, Decimal(over))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Units by surface, with the surface lengths to try for each first character, longest first."""

    units: Mapping[str, Unit]
    lengths: Mapping[str, tuple[int, ...]]

    def match(self, text: str, at: int) -> Unit | None:
        """The longest unit that stands at a place and is not the beginning of another word."""
        for length in self.lengths.get(text[at : at + 1], ()):
            unit = self.units.get(text[at : at + length])
            if unit is None:
                continue
            following = text[at + length : at + length + 1]
            if following in unit.not_before:
                continue
            if unit.latin and following.isascii() and following.isalpha():
                continue
            return unit
        return None


def lexicon(config: Config) -> Lexicon:
    """The shipped units with the user's own. Raises ConfigError NX203 for an entry that is not valid."""
    if not config.unit:
        return _shipped()
    units = dict(_shipped().units)
    mine: set[str] = set()
    for position, entry in enumerate(config.unit, start=1):
        where = f"unit {position}: {entry.get('surface', '?')!s}"
        unit = read_unit(entry, where)
        if unit.surface in mine or (unit.surface in units and not entry.get("replace")):
            raise ConfigError(
                "NX203",
                f"the unit {unit.surface} is defined twice",
                where=where,
                fix="Remove one, or set replace = true",
            )
        mine.add(unit.surface)
        units[unit.surface] = unit
    return index(units.values())


def index(units: Iterable[Unit]) -> Lexicon:
    """A Lexicon of the units."""
    by_surface = {unit.surface: unit for unit in units}
    lengths: dict[str, set[int]] = {}
    for surface in by_surface:
        lengths.setdefault(surface[0], set()).add(len(surface))
    return Lexicon(by_surface, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()})


def read_unit(entry: Mapping[str, Any], where: str) -> Unit:
    """One entry of units.toml as a Unit. Raises ConfigError NX203 with what is wrong and where."""

    def wrong(what: str, fix: str) -> ConfigError:
        return ConfigError("NX203", what, where=where, fix=fix)

    if unknown := sorted(set(entry) - KEYS):
        raise wrong(f"unknown key {unknown[0]}", f"Known keys: {', '.join(sorted(KEYS))}")
    for key in REQUIRED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise wrong(f"{key} is missing or not a text", f'Write {key} = "…"')
    surface, dimension, base = (entry[key].strip() for key in ("surface", "dimension", "base"))
    if dimension not in DIMENSIONS:
        raise wrong(f"unknown dimension {dimension}", f"Known dimensions: {', '.join(sorted(DIMENSIONS))}")
    expected = DIMENSIONS[dimension]
    if expected is not None and base != expected:
        raise wrong(f"the base unit of {dimension} is {expected}, not {base}", f'Write base = "{expected}"')
    factor = _fraction(entry["factor"])
    if factor is None or factor <= 0:
        raise wrong(f"bad factor {entry['factor']}", 'A factor is a positive integer, decimal or fraction: "2000/3"')
    offset = _fraction(entry.get("offset", "0"))
    if offset is None:
        raise wrong(f"bad offset {entry['offset']}", 'An offset is an integer, decimal or fraction: "-160/9"')
    tail = entry.get("tail", "")
    if not surface.endswith(tail):
        raise wrong(f"the tail {tail} does not end {surface}", "The tail is the last part of the surface")
    simplified = texts.shadow(surface)
    return Unit(
        surface=simplified,
        written=entry.get("unit"),
        dimension=dimension,
        base=base,
        factor=factor,
        offset=offset,
        not_before=frozenset(entry.get("not_before", "")),
        length=len(simplified) - len(tail),
        latin=bool(_LATIN.match(simplified[-1])),
    )


def _fraction(value: Any) -> Fraction | None:
    return _read_fraction(value) if isinstance(value, str) else None


@lru_cache(maxsize=1 << 10)
def _read_fraction(value: str) -> Fraction | None:
    if not _FACTOR.fullmatch(value) or value.endswith("/0"):
        return None
    return Fraction(*map(int, value.split("/"))) if "/" in value and "." not in value else _decimal_fraction(value)


def _decimal_fraction(value: str) -> Fraction | None:
    return None if "/" in value else Fraction(value)


@cache
def _shipped() -> Lexicon:
    units: dict[str, Unit] = {}
    document = data_file("newsextract.quantities", "units.toml")
    for entry in document["lexicon"]["unit"]:
        where = f"units.toml: {entry.get('surface', '?')}"
        unit = read_unit(entry, where)
        if entry.get("source") not in document["sources"]:
            raise ConfigError("NX203", "no source for the factor", where=where, fix="Name a key of [sources]")
        # µ (U+00B5) and μ (U+03BC) are both written; a surface that simplifies to a known one is the same unit
        if unit.surface in units and texts.shadow(entry["surface"]) == entry["surface"]:
            raise ConfigError("NX203", f"the unit {unit.surface} is defined twice", where=where)
        units.setdefault(unit.surface, unit)
    return index(units.values())
