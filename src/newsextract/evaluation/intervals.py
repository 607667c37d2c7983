"""How sure the figures are: bootstrap over documents (Efron 1979; paired, Koehn 2004), seeded, so that it repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsextract.evaluation.metrics import Counts

ROUNDS = 2000
SEED = 20191017
LEVELS = ("strict", "relaxed", "full")

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure in two runs. p_value: twice the share of resamplings in which the change is none or contrary."""

    row: str
    level: str
    before: float
    after: float
    p_value: float


def intervals(documents: Sequence[Counts]) -> dict[str, dict[str, tuple[float, float]]]:
    """Row → level → bounds of the 95 % interval of its F1 (of a fact's figure: its share)."""
    samples = _samples(len(documents))
    result: dict[str, dict[str, tuple[float, float]]] = {}
    for row in sorted({row for counts in documents for row in counts}):
        result[row] = {}
        for level in _levels(documents, row):
            low, high = np.percentile(_scores(documents, row, level, samples), [2.5, 97.5])
            result[row][level] = (round(float(low), 4), round(float(high), 4))
    return result


def differences(before: Sequence[Counts], after: Sequence[Counts]) -> list[Difference]:
    """Each row's and level's change between two runs over the same documents, in the same order."""
    samples = _samples(len(before))
    whole = np.ones((1, len(before)))
    found = []
    for row in sorted({row for counts in (*before, *after) for row in counts}):
        for level in _levels((*before, *after), row):
            old, new = (float(_scores(run, row, level, whole)[0]) for run in (before, after))
            change = _scores(after, row, level, samples) - _scores(before, row, level, samples)
            contrary = float(np.mean(change <= 0 if new > old else change >= 0)) if new != old else 1.0
            found.append(Difference(row, level, round(old, 4), round(new, 4), min(1.0, round(2 * contrary, 4))))
    return found


def _samples(documents: int) -> Array:
    """(ROUNDS, documents): how often each document is drawn in each round."""
    draw = np.random.default_rng(SEED)
    return draw.multinomial(documents, np.full(documents, 1 / max(1, documents)), size=ROUNDS).astype(np.float64)


def _levels(documents: Sequence[Counts], row: str) -> list[str]:
    if row == "facts":
        return ["ok.indicator", "ok.trend", "ok.time", "full"]
    return [level for level in LEVELS if level == "full" or any(level in counts.get(row, {}) for counts in documents)]


def _scores(documents: Sequence[Counts], row: str, level: str, samples: Array) -> Array:
    """(rounds,): the figure in each round."""

    def summed(name: str) -> Array:
        column = np.array([counts[row][name] if row in counts else 0 for counts in documents], dtype=np.float64)
        return np.asarray(samples @ column)

    hits = summed(level)
    both = summed("quantities") if row == "facts" else (summed("gold") + summed("pred")) / 2
    return np.divide(hits, both, out=np.ones_like(hits), where=both > 0)
