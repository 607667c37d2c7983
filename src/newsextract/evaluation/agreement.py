"""Agreement of two annotators: F1 on spans, Cohen's κ on the labels of the spans that both found.

Scored on the documents that both have. F1 takes neither side for the truth: swapping the folders swaps precision and
recall, and leaves F1. κ = (p_o − p_e) / (1 − p_e) with the observed agreement p_o and p_e, that by chance, from each
annotator's own frequencies (J. Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological
Measurement 20, 1960, 37–46). Spans that only one found have no second label: F1 tells of them, κ does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from newsextract.errors import OutputError
from newsextract.evaluation.align import Problem, pairs
from newsextract.evaluation.load import LAYERS, Row
from newsextract.evaluation.metrics import compare

NOMINAL = {
    "quantities": ("unit", "mod", "trend", "basis"),
    "dates": ("timex", "mod", "relation"),
    "policies": ("kind",),
    "entities": ("label",),
}
"""Layer → its nominal keys, in which κ has a meaning; null counts as a label."""

DEFINITIONS = {
    "strict": "F1 of mentions with the same start and end",
    "relaxed": "F1 of mentions that overlap, each used once",
    "full": "F1 of mentions with the same span and every value field equal",
    "n": "mentions with the same span: what κ is computed on",
    "agree": "share of these with the same label",
    "κ": "Cohen's kappa of that label; “–” where both gave one label only, so that chance alone would agree",
}

Ratings = Sequence[tuple[Hashable, Hashable]]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement on one nominal key of the mentions that both annotators found. kappa: None where undefined."""

    n: int
    agree: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class LayerAgreement:
    """a, b: each annotator's mentions. kappas: nominal key → agreement on it."""

    a: int
    b: int
    strict: float
    relaxed: float
    full: float
    kappas: dict[str, Kappa]


@dataclass(frozen=True, slots=True)
class Agreement:
    """documents: ids of those scored. only_a, only_b: ids that one side lacks. problems: disagreements, a as gold."""

    documents: list[str]
    only_a: list[str]
    only_b: list[str]
    layers: dict[str, LayerAgreement]
    problems: list[Problem]


def cohen_kappa(ratings: Ratings) -> float | None:
    """κ of pairs of labels; None without pairs, or where both sides have used one and the same label only."""
    n = len(ratings)
    observed = sum(a == b for a, b in ratings)
    first, second = (Counter(pair[side] for pair in ratings) for side in (0, 1))
    by_chance = sum(first[label] * second[label] for label in first)
    return (n * observed - by_chance) / (n * n - by_chance) if n * n > by_chance else None


def agreement(a: dict[str, Row], b: dict[str, Row]) -> Agreement:
    """Compare two gold folders. Raises OutputError NX403 where they share no document, or one has different texts."""
    both = [doc_id for doc_id in a if doc_id in b]
    if not both:
        raise OutputError(
            "NX403", "the two have no document in common", fix="Give two annotations of the same articles"
        )
    for doc_id in both:
        if a[doc_id]["text"] != b[doc_id]["text"]:
            what = f"the texts of {doc_id!r} differ, so that offsets cannot be compared"
            raise OutputError("NX403", what, fix="Annotate one and the same text")
    ours, theirs = ({doc_id: side[doc_id] for doc_id in both} for side in (a, b))
    found = compare(ours, theirs)
    return Agreement(
        both,
        [doc_id for doc_id in a if doc_id not in b],
        [doc_id for doc_id in b if doc_id not in a],
        {layer: _layer(layer, ours, theirs, found.figures.get(layer, {})) for layer in LAYERS},
        [problem for problem in found.problems if problem.layer in LAYERS],
    )


def _layer(layer: str, a: dict[str, Row], b: dict[str, Row], figures: dict[str, float]) -> LayerAgreement:
    couples = [
        (pair.gold, pair.predicted)
        for doc_id in a
        for pair in pairs(layer, a[doc_id][layer], b[doc_id][layer])
        if pair.predicted is not None
    ]
    kappas = {
        name: _kappa([(first.get(name) or None, second.get(name) or None) for first, second in couples])
        for name in NOMINAL[layer]
        if any(name in row for couple in couples for row in couple)
    }
    mine, other = (sum(len(document[layer]) for document in side.values()) for side in (a, b))
    # Of nothing, twice, all is agreed; otherwise a figure that was never counted is zero.
    none = 0.0 if figures.get("gold") or figures.get("pred") else 1.0
    strict, relaxed, full = (figures.get(name, none) for name in ("strict", "relaxed", "full"))
    return LayerAgreement(mine, other, strict, relaxed, full, kappas)


def _kappa(ratings: Ratings) -> Kappa:
    equal = sum(a == b for a, b in ratings)
    return Kappa(len(ratings), equal / len(ratings) if ratings else 1.0, cohen_kappa(ratings))
