"""Scores of states → entity spans.

The model has no transition weights, only the BIOES constraints, so the best valid sequence is the arg-max wherever that
is valid; elsewhere a Viterbi over the few characters around the fault repairs it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsextract.entities.labels import LABELS, STATES, Span

Scores = NDArray[np.float32]

_PART = np.array([-1, *[0, 1, 2, 3] * len(LABELS)])
_CLOSED = [s for s in range(STATES) if _PART[s] in (-1, 2, 3)]
_OPEN = [s for s in range(STATES) if _PART[s] in (-1, 0, 3)]
VALID = np.zeros((STATES, STATES), bool)
"""VALID[a, b]: state b may follow state a."""
VALID[np.ix_(_CLOSED, _OPEN)] = True
for _first in range(1, STATES, 4):
    VALID[_first : _first + 2, _first + 1 : _first + 3] = True


def decode(scores: Scores) -> list[Span]:
    """The best valid spans. scores: (n, STATES), log-odds against O; separators between sentences are O by score."""
    if not len(scores):
        return []
    best = scores.argmax(1)
    inside = np.flatnonzero(best)
    if not len(inside):
        return []
    padded = np.concatenate([[0], best, [0]])
    faults = np.flatnonzero(~VALID[padded[:-1], padded[1:]])
    if len(faults):
        _repair(scores, best, faults)
        inside = np.flatnonzero(best)
    return _spans(scores, best, inside)


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
    """The best valid sequence that begins and ends outside an entity."""
    rows = scores.tolist()
    types = range(1, STATES, 4)
    total = [rows[0][s] if s in _OPEN_SET else -1e9 for s in range(STATES)]
    back: list[list[int]] = []
    for row in rows[1:]:
        closed = max(_CLOSED, key=total.__getitem__)
        came = [closed] * STATES
        new = [total[closed] + row[0]] + [0.0] * (STATES - 1)
        for b in types:
            inner = b if total[b] >= total[b + 1] else b + 1
            came[b + 1] = came[b + 2] = inner
            new[b] = total[closed] + row[b]
            new[b + 1] = total[inner] + row[b + 1]
            new[b + 2] = total[inner] + row[b + 2]
            new[b + 3] = total[closed] + row[b + 3]
        total = new
        back.append(came)
    state = max(_CLOSED, key=total.__getitem__)
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    path.reverse()
    return path


_OPEN_SET = frozenset(_OPEN)


def _spans(scores: Scores, best: NDArray[np.int64], inside: NDArray[np.int64]) -> list[Span]:
    """Entities from valid states; a span's score is the mean log-odds of its states against O."""
    result: list[Span] = []
    chosen = best[inside]
    odds = scores[inside, chosen].tolist()
    first, total = 0, 0.0
    for index, value, gain in zip(inside.tolist(), chosen.tolist(), odds, strict=True):
        part = _PART[value]
        if part in (0, 3):
            first, total = index, 0.0
        total += gain
        if part >= 2:
            result.append(Span(first, index + 1, LABELS[(value - 1) // 4], total / (index + 1 - first)))
    return result
