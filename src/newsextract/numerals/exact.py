"""Exact arithmetic: contexts wide enough for any numeral, and division that says where it rounds."""

from __future__ import annotations

from decimal import Context, Decimal

MAX_LENGTH = 64
"""A longer numeral is a code or a rule, not an amount: it is left out whole, never cut short."""

EXACT = Context(prec=4 * MAX_LENGTH)
"""Wide enough that no sum or product of numerals of MAX_LENGTH characters is ever rounded."""
DIVISION = Context(prec=12)
"""Fractions that do not come out even are given to 12 significant digits (annotation guidelines §6)."""
QUOTIENT = Context(prec=40)
"""Quotients with more digits than DIVISION keeps but that end, such as 1/1024 of a long number."""


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Exact where the quotient ends within EXACT's digits, else to 12 significant digits."""
    if not denominator:
        raise ZeroDivisionError("a fraction over zero has no value")
    short = DIVISION.divide(numerator, denominator)
    if EXACT.multiply(short, denominator) == numerator:
        return short
    long = QUOTIENT.divide(numerator, denominator)
    return long if EXACT.multiply(long, denominator) == numerator else short
