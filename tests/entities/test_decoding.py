"""Decoding: the arg-max where it is valid, the best valid sequence where it is not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from newsextract.entities.decoding import VALID, Scores, decode
from newsextract.entities.labels import LABELS, STATES, Span, state, states

ENDS = [0, *[first + part for first in range(1, STATES, 4) for part in (2, 3)]]
STARTS = [0, *[first + part for first in range(1, STATES, 4) for part in (0, 3)]]


def reference(scores: Scores) -> float:
    """The best valid sequence's score, by the plain Viterbi over all pairs of states."""
    total = np.full(STATES, -np.inf)
    total[STARTS] = scores[0, STARTS]
    for row in scores[1:]:
        total = np.where(VALID, total[:, None], -np.inf).max(0) + row
    return float(total[ENDS].max())


def path(length: int, spans: list[Span]) -> list[int]:
    result = [0] * length
    for span in spans:
        result[span.start : span.end] = states(span.end - span.start, span.label)
    return result


def against_outside(scores: Scores) -> Scores:
    return scores - scores[:, :1]


@settings(max_examples=150, deadline=None)
@given(arrays(np.float32, (8, STATES), elements=st.floats(0, 3, width=32)))
def test_decoding_is_the_best_valid_sequence(raw: Scores) -> None:
    scores = against_outside(raw)  # every state within reach of O: one stretch, so the repair is exact
    chosen = path(len(scores), decode(scores))
    assert all(VALID[a, b] for a, b in pairwise(chosen))
    assert scores[np.arange(len(scores)), chosen].sum() == pytest.approx(reference(scores), abs=1e-4)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_clear_entity(label: str, length: int) -> None:
    scores = np.full((length + 2, STATES), -5, np.float32)
    scores[:, 0] = 0
    scores[np.arange(1, length + 1), states(length, label)] = 3  # type: ignore[arg-type]
    assert decode(scores) == [Span(1, length + 1, label, 3.0)]  # type: ignore[arg-type]


def test_nothing() -> None:
    assert decode(np.zeros((0, STATES), np.float32)) == []
    assert decode(against_outside(np.full((4, STATES), -1, np.float32) * np.arange(STATES))) == []


def test_an_entity_without_an_end_is_repaired() -> None:
    scores = np.full((3, STATES), -9, np.float32)
    scores[:, 0] = 0
    scores[0, state("LOC", 0)] = 4
    scores[1, state("LOC", 1)] = 4
    scores[1, state("LOC", 2)] = 3
    assert decode(scores) == [Span(0, 2, "LOC", 3.5)]
