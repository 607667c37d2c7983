"""Which predicted mention answers which gold mention, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from newsextract.evaluation.load import Row

VALUE_FIELDS = {
    "quantities": ("value", "low", "high", "unit", "per", "mod"),
    "dates": ("timex", "value", "mod", "relation"),
    "policies": ("kind",),
    "entities": ("label",),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One gold mention and the prediction with the same span, if any; `wrong`: its value fields that differ."""

    gold: Row
    predicted: Row | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: a missed, wrong or spurious mention, or a wrong field of a fact."""

    layer: str
    what: Literal["missed", "wrong", "spurious", "indicator", "trend", "time"]
    doc_id: str
    start: int
    text: str
    detail: str = ""


def same(a: Any, b: Any) -> bool:
    """Equal values; numbers to nine digits; null, "" and [] are one."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    return (a or None) == (b or None)


def pairs(layer: str, gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[Pair]:
    """Each gold mention with the prediction of exactly its span."""
    by_span = {(row["start"], row["end"]): row for row in predicted}
    for row in gold:
        match = by_span.get((row["start"], row["end"]))
        wrong = tuple(f for f in VALUE_FIELDS[layer] if match is not None and not same(row.get(f), match.get(f)))
        yield Pair(row, match, wrong)


def spurious(gold: Sequence[Row], predicted: Sequence[Row]) -> list[Row]:
    """Predictions with a span that is not gold's."""
    spans = {(row["start"], row["end"]) for row in gold}
    return [row for row in predicted if (row["start"], row["end"]) not in spans]


def overlaps(gold: Sequence[Row], predicted: Sequence[Row]) -> int:
    """How many gold mentions overlap a prediction, each prediction used once, paired greedily in gold's order."""
    free = list(predicted)
    hits = 0
    for row in gold:
        for index, other in enumerate(free):
            if other["start"] < row["end"] and row["start"] < other["end"]:
                del free[index]
                hits += 1
                break
    return hits


def longest_common(a: str, b: str) -> int:
    """Length of the longest common substring, in code points."""
    best, row = 0, [0] * (len(b) + 1)
    for x in a:
        row = [0] + [row[j] + 1 if x == y else 0 for j, y in enumerate(b)]
        best = max(best, *row)
    return best


def same_indicator(gold: str | None, predicted: str | None) -> bool:
    """Both absent, or one substring covers at least half of the longer."""
    if not gold or not predicted:
        return not gold and not predicted
    return 2 * longest_common(gold, predicted) >= max(len(gold), len(predicted))
