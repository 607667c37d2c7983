"""Scores of states → entity spans.

The model has no transition weights, only the BIOES constraints, so the best valid sequence is the arg-max wherever that
is valid; elsewhere a Viterbi over the few characters around the fault repairs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsextract.entities.core import CORE, Core
from newsextract.entities.labels import END, INSIDE, LABELS, OUTSIDE, SINGLE, STATES, Span

Scores = NDArray[np.float32]

_PART = np.array([-1, *[0, 1, 2, 3] * len(LABELS)])
_PARTS: list[int] = _PART.tolist()
_LABELLED = list(enumerate(range(1, STATES, 4)))
"""Each label's number and first state."""
_CLOSED = [s for s in range(STATES) if _PART[s] in (-1, 2, 3)]
_OPEN = [s for s in range(STATES) if _PART[s] in (-1, 0, 3)]
VALID = np.zeros((STATES, STATES), bool)
"""VALID[a, b]: state b may follow state a."""
VALID[np.ix_(_CLOSED, _OPEN)] = True
for _first in range(1, STATES, 4):
    VALID[_first : _first + 2, _first + 1 : _first + 3] = True


def decode(scores: Scores, core: Core | None = CORE) -> list[Span]:
    """The best valid spans. scores: (n, STATES), log-odds against O; separators between sentences are O by score.

    core: None for numpy.
    """
    if core:
        return core.spans(scores, _REACH)
    if not len(scores):
        return []
    best = scores.argmax(1)
    padded = np.concatenate([[0], best, [0]])
    faults = np.flatnonzero(~VALID[padded[:-1], padded[1:]])
    if len(faults):
        _repair(scores, best, faults)
    return _spans(scores, best, np.flatnonzero(best))


def _repair(scores: Scores, best: NDArray[np.int64], faults: NDArray[np.int64]) -> None:
    """Viterbi over each stretch around a fault in which some entity state is within reach; `best` changes in place."""
    near = scores[:, 1:].max(1) > -_REACH
    near |= best > 0
    edges = np.flatnonzero(~near)
    count = len(best)
    done = -1
    for fault in faults.tolist():
        at = min(fault, count - 1)
        if at < done:
            continue
        if not near[at]:
            at = max(at - 1, 0)
        place = int(np.searchsorted(edges, at))
        start = int(edges[place - 1]) + 1 if place else 0
        end = int(edges[place]) if place < len(edges) else count
        if end > start:
            best[start:end] = _viterbi(scores[start:end])
        done = end


_REACH = 4.0
"""A character whose best entity state is this far below O parts the text into independent stretches."""


def _viterbi(scores: Scores) -> list[int]:
    """The best valid sequence that begins and ends outside an entity.

    Only two things are worth carrying on: the best closed path (O, an E or an S), and for each label the best open one
    (its B or its I). Each step keeps, beside their scores, the states they came from.
    """
    closed, opened = 0.0, [_NEVER] * len(LABELS)
    back: list[tuple[int, list[int]]] = []  # per character: the best closed state, each label's best open state
    for row in scores.tolist():
        best, best_state = closed + row[OUTSIDE], OUTSIDE
        inner_states = []
        for index, first in _LABELLED:
            begun, going = row[first], row[first + INSIDE]
            ended, single = row[first + END], closed + row[first + SINGLE]
            open_before = opened[index]
            begun += closed
            going += open_before
            ended += open_before
            if ended > best:
                best, best_state = ended, first + END
            if single > best:
                best, best_state = single, first + SINGLE
            if going > begun:
                opened[index] = going
                inner_states.append(first + INSIDE)
            else:
                opened[index] = begun
                inner_states.append(first)
        closed = best
        back.append((best_state, inner_states))
    path: list[int] = []
    wanted = -1  # the label whose open path leads here, or -1: the closed one
    for best_state, inner_states in reversed(back):
        state = best_state if wanted < 0 else inner_states[wanted]
        path.append(state)
        part = _PARTS[state]
        wanted = (state - 1) // 4 if part in (INSIDE, END) else -1
    path.reverse()
    return path


_NEVER = -1e9


def _spans(scores: Scores, best: NDArray[np.int64], inside: NDArray[np.int64]) -> list[Span]:
    """Entities from valid states; a span's score is the mean log-odds of its states against O."""
    result: list[Span] = []
    chosen = best[inside]
    odds = scores[inside, chosen].tolist()
    first, total = 0, 0.0
    for index, value, gain in zip(inside.tolist(), chosen.tolist(), odds, strict=True):
        part = _PARTS[value]
        if part in (0, 3):
            first, total = index, 0.0
        total += gain
        if part >= 2:
            result.append(Span(first, index + 1, LABELS[(value - 1) // 4], total / (index + 1 - first)))
    return result
