"""What a time expression says before anyone asks when it was said: the grammar's output, the resolver's input."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

# Ranks of pieces, coarse to fine. A chain is a run of pieces of strictly rising rank: 今年 | 9月 | 24号 | 上午 | 9点.
CENTURY, DECADE, YEAR, SUBYEAR, WEEK, DAY, PART, DAYPART, CLOCK = range(1, 10)


class Piece(NamedTuple):
    """One part of a calendar expression.

    kind: a key of the resolver's table, such as "year", "month_offset", "weekday". rank: CENTURY … CLOCK.
    value: what the kind needs: a number, a pair (interval), a name.
    """

    kind: str
    rank: int
    value: Any


class Span(NamedTuple):
    """An amount of time. low == high unless it is a range; None where the number is vague (几, 多).

    value: the TIMEX3 duration, “P3Y”, “P1Y3M”, “PXY”, “P3D/P5D”. unit: Y M W D h m s of the finest element.
    months, days, seconds: the (lower) amount in calendar units, None where vague. mod: MORE_THAN … or None.
    """

    value: str
    unit: str
    months: int | None
    days: int | None
    seconds: int | None
    mod: str | None


class Shape(NamedTuple):
    """One mention as the grammar read it.

    kind: chain (value: pieces), range (two chains), ago, ahead, since (value: Span, counted from now),
        window (value: direction and Span), duration (Span), set (TIMEX3 value), vague, pointer (TIMEX3 code).
    """

    kind: Literal["chain", "range", "ago", "ahead", "since", "window", "duration", "set", "vague", "pointer"]
    start: int
    end: int
    value: Any
