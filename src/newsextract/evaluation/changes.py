"""Two runs side by side: which mentions one got right and the other not; and which values are taken for which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from newsextract.evaluation.align import VALUE_FIELDS, Problem, pairs
from newsextract.evaluation.load import Row


@dataclass(frozen=True, slots=True)
class Changes:
    """Problems that the second run no longer has, and those that are new in it. unchanged: number of common ones."""

    fixed: list[Problem]
    broken: list[Problem]
    unchanged: int


def changes(before: list[Problem], after: list[Problem]) -> Changes:
    """Compare the problems of two runs over the same gold; a problem is the same where all its parts are."""
    old, new = set(before), set(after)
    return Changes(
        [problem for problem in before if problem not in new],
        [problem for problem in after if problem not in old],
        len(old & new),
    )


def confusions(gold: dict[str, Row], predicted: dict[str, Row]) -> dict[str, Counter[tuple[str, str]]]:
    """“layer.field” → (gold's value, prediction's value) → how often, over mentions with the right span."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for doc_id, document in gold.items():
        for layer in VALUE_FIELDS:
            for pair in pairs(layer, document[layer], predicted.get(doc_id, {}).get(layer, [])):
                for name in pair.wrong:
                    values = (str(pair.gold.get(name)), str((pair.predicted or {}).get(name)))
                    found.setdefault(f"{layer}.{name}", Counter())[values] += 1
    return found
