"""An amount in the making, and the record that becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from newsextract import records
from newsextract.numerals import EXACT, divide
from newsextract.quantities.units import Unit
from newsextract.records import Mod

Bounds = tuple[Decimal | None, Decimal | None, Decimal | None]

SECONDS = {"小时": 3600, "时": 3600, "h": 3600, "分钟": 60, "分": 60, "min": 60, "秒": 1, "秒钟": 1, "s": 1}
"""Denominators that make a length a speed."""


@dataclass(slots=True)
class Amount:
    """A mention in the making: bounds, unit and its place, and what was said of it.

    infix: the modifier stands inside the number (10多个), so none outside changes it.
    written: what `unit` says where that is not the text from unit_start to unit_end.
    surface: the numeral in the shadow.
    """

    start: int
    end: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Unit | None = None
    unit_start: int = 0
    unit_end: int = 0
    rule: str = "quantity.number"
    mod: Mod | None = None
    infix: bool = False
    per: str | None = None
    written: str | None = None
    surface: str = ""

    @property
    def bounds(self) -> Bounds:
        return self.value, self.low, self.high

    @property
    def whole(self) -> bool:
        """Whether the number is an integer."""
        bound = self.value if self.value is not None else self.low
        return bound is not None and bound == bound.to_integral_value()

    def scaled(self, factor: Decimal) -> None:
        """Multiply the number."""
        self.value, self.low, self.high = (None if b is None else EXACT.multiply(b, factor) for b in self.bounds)

    def plus(self, more: Decimal) -> None:
        """Add to the number, away from zero."""
        self.value, self.low, self.high = (
            None if b is None else EXACT.add(b, -more if b < 0 else more) for b in self.bounds
        )

    def negated(self) -> None:
        """Change the number's sign."""
        value, low, high = (None if b is None else -b for b in self.bounds)
        self.value, self.low, self.high = value, high, low

    def count_by(self, unit: Unit, at: int) -> None:
        """Take the unit that stands at a place of the text."""
        self.unit, self.written = unit, unit.written
        self.unit_start, self.unit_end = at, at + unit.length
        self.end = self.unit_end
        self.rule = f"quantity.{unit.dimension}"

    def record(self, number: int, text: str) -> records.Quantity:
        """The output record, with base values."""
        dimension, base_unit, base = self._base()
        value, low, high = _plain(self.bounds)
        base_value, base_low, base_high = _plain(base)
        written = "" if self.unit is None else text[self.unit_start : self.unit_end]
        return records.Quantity(
            id=f"q{number}",
            start=self.start,
            end=self.end,
            text=text[self.start : self.end],
            value=value,
            low=low,
            high=high,
            unit=written if self.written is None else self.written,
            per=self.per,
            mod=self.mod,
            dimension=dimension,
            base_value=base_value,
            base_low=base_low,
            base_high=base_high,
            base_unit=base_unit,
            rule=self.rule,
        )

    def _base(self) -> tuple[str, str | None, Bounds]:
        unit = self.unit
        if unit is None:
            return ("ratio", "1", self.bounds) if self.rule == "quantity.fraction" else ("count", None, self.bounds)
        value, low, high = self.bounds
        value = None if value is None else unit.to_base(value)
        low = None if low is None else unit.to_base(low)
        high = None if high is None else unit.to_base(high)
        if unit.surface == "番":  # 翻两番 is four times
            return unit.dimension, unit.base, (_doubled(value), _doubled(low), _doubled(high))
        if unit.dimension == "length" and self.per in SECONDS:
            seconds = Decimal(SECONDS[self.per])
            value, low, high = (None if b is None else divide(b, seconds) for b in (value, low, high))
            return "speed", "m/s", (value, low, high)
        return unit.dimension, unit.base, (value, low, high)


def _plain(bounds: Bounds) -> Bounds:
    value, low, high = bounds
    if low is None and high is None:
        return (None if value is None else records.plain(value)), None, None
    return tuple(None if b is None else records.plain(b) for b in bounds)  # type: ignore[return-value]


def _doubled(times: Decimal | None) -> Decimal | None:
    return times if times is None or abs(times) > 64 else EXACT.power(Decimal(2), times)
