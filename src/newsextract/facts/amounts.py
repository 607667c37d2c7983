"""Quantities as intervals: how far a printed number can be from the number that was rounded to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from newsextract import lazyre as re
from newsextract.facts.words import is_ratio
from newsextract.records import Quantity

DECIMALS = re.compile(r"\.(\d+)")
SCALES: dict[str, int] = {"万亿": 12, "亿": 8, "百万": 6, "千万": 7, "万": 4, "億": 8, "萬": 4}
SCALE = re.compile("万亿|千万|百万|亿|万|億|萬")
EXACT = frozenset(("", "count", "money", "age"))
"""Dimensions whose whole numbers are exact (25411户), not rounded (2386公里)."""
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Amount:
    """low ≤ the true number ≤ high. step: the value of the last printed digit. digits: significant digits printed."""

    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal
    digits: int


def amount(quantity: Quantity) -> Amount | None:
    """The interval of a quantity with one value; None for a range or a number without value.

    A printed last digit stands for half a step on either side; 多 and 超过 open the interval by one step upwards,
    不足 and 近 by one step downwards.
    """
    value = quantity.value
    if value is None:
        return None
    step = _step(quantity.text, value)
    low, high = value - step * HALF, value + step * HALF
    if step == 1 and not is_ratio(quantity.unit) and quantity.dimension in EXACT:
        low = high = value
    if quantity.mod == "MORE_THAN":
        step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    if quantity.mod == "MORE_THAN":
        low, high = value, value + step
    elif quantity.mod == "LESS_THAN":
        low = value - step
    elif quantity.mod == "APPROX":
        low, high = value - step, value + step
    digits = max(1, abs(value).adjusted() - step.adjusted() + 1) if value else 1
    return Amount(value, low, high, step, digits)


def _step(text: str, value: Decimal) -> Decimal:
    """10万 → 10000, 7.1亿 → 10000000, 94682 → 1, 三百 → 100."""
    decimals = DECIMALS.search(text)
    scale = SCALE.search(text)
    power = SCALES[scale.group()] if scale else 0
    if decimals:
        return Decimal(1).scaleb(power - len(decimals.group(1)))
    if scale and any(c.isdigit() for c in text):
        return Decimal(1).scaleb(power)
    exact = value.normalize()
    exponent = exact.as_tuple().exponent
    chinese = not any(c.isdigit() for c in text)
    return Decimal(1).scaleb(int(exponent) if chinese else min(int(exponent), 0))


def meets(low: Decimal, high: Decimal, printed: Amount) -> bool:
    return low <= printed.high and printed.low <= high


def slip(printed: Decimal, computed: Decimal) -> bool:
    """Is the printed number the computed one with a slip of the pen: one digit wrong, or two neighbours exchanged?"""
    a, b = f"{printed.normalize():f}", f"{computed.normalize():f}"
    if len(a) != len(b) or sum(c.isdigit() for c in a) < 3:
        return False
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 1:
        return True
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]


def written(number: Decimal, like: Quantity) -> str:
    """A computed number in the scale and with the decimals of a printed one: 4.2E+11 like 4000多亿元 → 4200亿元."""
    scale = SCALE.search(like.text)
    scaled = number.scaleb(-SCALES[scale.group()]) if scale else number
    decimals = DECIMALS.search(like.text)
    places = len(decimals.group(1)) if decimals else 0
    rounded = scaled.quantize(Decimal(1).scaleb(-places))
    if rounded != scaled and is_ratio(like.unit):
        rounded = scaled.quantize(Decimal(1).scaleb(-places - 1))
    return f"{rounded:f}{scale.group() if scale else ''}{like.unit}"
