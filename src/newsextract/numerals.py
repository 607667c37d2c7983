"""Numerals → exact Decimals."""

from __future__ import annotations
from decimal import Decimal
from typing import NamedTuple

class Number(NamedTuple):
    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None

def find_numbers(text: str) -> list[Number]:
    return []

def parse_number(surface: str) -> Number | None:
    return None
