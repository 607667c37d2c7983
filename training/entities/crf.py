"""A linear-chain CRF over hashed features, trained by AdaGrad one sentence at a time (numba).

Transitions carry no weights, only the BIOES constraints: with windows of five characters and three words they add
nothing that the emissions do not know, and decoding becomes an arg-max that is nearly always valid as it stands.
Hence forward and backward sums need 13 terms a character instead of 169.
"""

# numba compiles these loops: they are spelt out, as it wants them.
# ruff: noqa: PLR0912, PLR0913, PLR0915, PLR0917

from __future__ import annotations

import numpy as np
from numba import njit

STATES = 13
TYPES = 3


@njit(fastmath=True, cache=True)
def _pass(source, target):  # type: ignore[no-untyped-def]  # compiled
    """One step of the constrained sum: `source` over states → unnormalised `target` before emission."""
    closed = source[0]
    for k in range(TYPES):
        closed += source[3 + 4 * k] + source[4 + 4 * k]
    target[0] = closed
    for k in range(TYPES):
        inner = source[1 + 4 * k] + source[2 + 4 * k]
        target[1 + 4 * k] = closed
        target[2 + 4 * k] = inner
        target[3 + 4 * k] = inner
        target[4 + 4 * k] = closed


@njit(fastmath=True, cache=True)
def train_epoch(features, labels, starts, ends, order, weights, squares, rate_from, rate_to, l2, dropout, seed):  # type: ignore[no-untyped-def]
    """One pass over the sentences in `order`; updates `weights` (rows, 13) in place and returns the summed loss.

    features (characters, templates) uint32; labels (characters,) int8; starts, ends (sentences,) int64;
    squares: AdaGrad's sums; the rate falls linearly from rate_from to rate_to.
    """
    np.random.seed(seed)
    templates = features.shape[1]
    longest = 0
    for i in range(len(starts)):
        longest = max(longest, ends[i] - starts[i])
    scores = np.zeros((longest, STATES))
    potential = np.zeros((longest, STATES))
    alpha = np.zeros((longest, STATES))
    beta = np.zeros((longest, STATES))
    scale = np.zeros(longest)
    kept = np.zeros((longest, templates), np.bool_)
    step = np.zeros(STATES)
    keep = 1.0 / (1.0 - dropout)
    loss = 0.0
    for position in range(len(order)):
        rate = rate_from + (rate_to - rate_from) * position / len(order)
        start = starts[order[position]]
        count = ends[order[position]] - start
        for t in range(count):
            for s in range(STATES):
                scores[t, s] = 0.0
            for k in range(templates):
                kept[t, k] = np.random.random() >= dropout
                if kept[t, k]:
                    row = features[start + t, k]
                    for s in range(STATES):
                        scores[t, s] += weights[row, s]
            top = -1e30
            for s in range(STATES):
                scores[t, s] *= keep
                top = max(top, scores[t, s])
            for s in range(STATES):
                potential[t, s] = np.exp(scores[t, s] - top)
            loss += top
        for t in range(count):
            if t == 0:
                for s in range(STATES):
                    step[s] = 1.0 if (s == 0 or s % 4 == 1 or s % 4 == 0) else 0.0
            else:
                _pass(alpha[t - 1], step)
            total = 0.0
            for s in range(STATES):
                value = step[s] * potential[t, s]
                if t == count - 1 and not (s == 0 or s % 4 == 3 or s % 4 == 0):
                    value = 0.0
                alpha[t, s] = value
                total += value
            scale[t] = total
            loss += np.log(total)
            for s in range(STATES):
                alpha[t, s] /= total
        for s in range(STATES):
            beta[count - 1, s] = 1.0
        for t in range(count - 2, -1, -1):
            last = t + 1 == count - 1
            opening = potential[t + 1, 0] * beta[t + 1, 0]
            for k in range(TYPES):
                opening += potential[t + 1, 4 + 4 * k] * beta[t + 1, 4 + 4 * k]
                if not last:
                    opening += potential[t + 1, 1 + 4 * k] * beta[t + 1, 1 + 4 * k]
            beta[t, 0] = opening / scale[t + 1]
            for k in range(TYPES):
                inner = potential[t + 1, 3 + 4 * k] * beta[t + 1, 3 + 4 * k]
                if not last:
                    inner += potential[t + 1, 2 + 4 * k] * beta[t + 1, 2 + 4 * k]
                beta[t, 1 + 4 * k] = inner / scale[t + 1]
                beta[t, 2 + 4 * k] = inner / scale[t + 1]
                beta[t, 3 + 4 * k] = opening / scale[t + 1]
                beta[t, 4 + 4 * k] = opening / scale[t + 1]
        for t in range(count):
            truth = labels[start + t]
            loss -= scores[t, truth]
            for s in range(STATES):
                gradient = alpha[t, s] * beta[t, s]
                if s == truth:
                    gradient -= 1.0
                if -1e-4 < gradient < 1e-4:
                    continue
                for k in range(templates):
                    if kept[t, k]:
                        row = features[start + t, k]
                        value = gradient + l2 * weights[row, s]
                        squares[row, s] += value * value
                        weights[row, s] -= rate * value / np.sqrt(squares[row, s] + 1e-2)
    return loss


@njit(cache=True)
def likelihood(scores, labels, gradient):  # type: ignore[no-untyped-def]
    """The negative log-likelihood, summed, of rows cut anywhere out of the text: entities may cross either end.

    scores (rows, length, 13) float32; labels (rows, length) int8; gradient: filled with the loss's, like scores.
    """
    rows, length, _ = scores.shape
    potential = np.zeros((length, STATES))
    alpha = np.zeros((length, STATES))
    beta = np.zeros((length, STATES))
    scale = np.zeros(length)
    step = np.zeros(STATES)
    loss = 0.0
    for row in range(rows):
        for t in range(length):
            top = scores[row, t].max()
            loss += top - scores[row, t, labels[row, t]]
            if t == 0:
                step[:] = 1.0
            else:
                _pass(alpha[t - 1], step)
            total = 0.0
            for s in range(STATES):
                potential[t, s] = np.exp(scores[row, t, s] - top)
                alpha[t, s] = step[s] * potential[t, s]
                total += alpha[t, s]
            scale[t] = total
            loss += np.log(total)
            for s in range(STATES):
                alpha[t, s] /= total
        beta[length - 1] = 1.0
        for t in range(length - 2, -1, -1):
            opening = potential[t + 1, 0] * beta[t + 1, 0]
            for k in range(TYPES):
                opening += potential[t + 1, 1 + 4 * k] * beta[t + 1, 1 + 4 * k]
                opening += potential[t + 1, 4 + 4 * k] * beta[t + 1, 4 + 4 * k]
            beta[t, 0] = opening / scale[t + 1]
            for k in range(TYPES):
                inner = potential[t + 1, 2 + 4 * k] * beta[t + 1, 2 + 4 * k]
                inner += potential[t + 1, 3 + 4 * k] * beta[t + 1, 3 + 4 * k]
                beta[t, 1 + 4 * k] = inner / scale[t + 1]
                beta[t, 2 + 4 * k] = inner / scale[t + 1]
                beta[t, 3 + 4 * k] = opening / scale[t + 1]
                beta[t, 4 + 4 * k] = opening / scale[t + 1]
        for t in range(length):
            for s in range(STATES):
                gradient[row, t, s] = alpha[t, s] * beta[t, s]
            gradient[row, t, labels[row, t]] -= 1.0
    return loss
