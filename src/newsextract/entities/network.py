"""The small character CNN of the tagger “accurate”, in numpy: four convolutions, the last three residual.

A character's inputs are its own embedding, those of the pairs it forms with its neighbours, of its word, and of its
part of speech and place in the word. `inputs` is the trainer's too, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.decoding import Scores
from newsextract.entities.features import Analysis, Words
from newsextract.entities.labels import STATES
from newsextract.errors import MissingError

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]
_Number = TypeVar("_Number", bound=np.generic)

BITS = 16
"""Pairs and words are hashed to 2**16 rows each."""
KINDS = 4 * (len(features.POS_TAGS) + 1)
"""Part of speech × place in the word."""
DILATIONS = (1, 2, 4)
"""Of the residual convolutions."""
GAP, UNKNOWN = 0, 1
"""Character numbers of the line feed, whose activations are nothing in every layer, and of any rare character."""

_PAIR_PRIME, _WORD_PRIME = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_BLOCK = 1024
"""Characters at a time: their activations fit the second-level cache."""
HALO = 2 + sum(DILATIONS)
"""How far to either side a character sees: by the pair before it, the first convolution and the others."""


def inputs(analysis: Analysis, numbers: NDArray[np.uint16]) -> Ids:
    """Rows of the four embedding tables, shape (4, n): character, pair with the next character, word, kind.

    numbers (65536,): normalised code point → row of the characters' table.
    """
    chars = analysis.characters
    following = np.append(chars[1:], np.uint32(ord("\n")))
    pairs = (chars << np.uint32(16) | following) * _PAIR_PRIME
    pairs ^= pairs >> np.uint32(15)
    pairs = pairs * _WORD_PRIME >> np.uint32(32 - BITS)
    words = (analysis.hashes ^ analysis.hashes >> np.uint32(15)) * _WORD_PRIME >> np.uint32(32 - BITS)
    kinds = analysis.tags[analysis.owner] * np.uint32(4) + analysis.shapes
    return np.stack([numbers[chars], pairs, words[analysis.owner], kinds]).astype(np.int64)


class Network:
    """The trained weights; the two large tables are memory-mapped int8, the small arrays half precision."""

    def __init__(self, folder: Path | None = None) -> None:
        """Raises MissingError NX302 where a file is missing or damaged."""
        try:
            with as_file(files(__package__).joinpath("model")) as shipped:
                small = np.load((folder or shipped) / "network.npz")
                self._pairs = np.asarray(np.load((folder or shipped) / "pairs.npy", mmap_mode="r"))
                self._words = np.asarray(np.load((folder or shipped) / "words.npy", mmap_mode="r"))
            self._numbers: NDArray[np.uint16] = small["numbers"]
            wide = {name: small[name].astype(np.float32) for name in small.files if name != "numbers"}
            self._characters, self._kinds = wide["characters"], wide["kinds"]
            # Each convolution as one matrix (3 · in, out), the taps one above the other.
            layers = [wide["first"], *wide["rest"]]
            self._layers = [taps.reshape(-1, taps.shape[-1]) for taps in layers]
            self._biases, self._out, self._out_bias = wide["biases"], wide["out"], wide["out_bias"]
        except (OSError, ValueError, KeyError) as error:
            fix = "Reinstall newsextract"
            raise MissingError("NX302", f"the weights of “accurate” cannot be read: {error}", fix=fix) from error

    def scores(self, words: Words, first: int, last: int) -> Scores:
        """Log-odds of each state against O for the characters [first, last), shape (last - first, STATES)."""
        result = np.zeros((last - first, STATES), np.float32)
        if not len(words.codes):
            return result
        rows = inputs(features.analyse(words), self._numbers)
        for start in range(first, last, _BLOCK):
            end = min(start + _BLOCK, last)
            low, high = max(start - HALO, 0), min(end + HALO, rows.shape[1])
            hidden = self._hidden(rows[:, low:high])[start - low : end - low]
            result[start - first : end - first, 1:] = hidden @ self._out + self._out_bias
        return result

    def _hidden(self, rows: Ids) -> Floats:
        """The last layer's activations (n, hidden) for inputs (4, n); wrong within HALO of an end that is none."""
        characters, pairs, words, kinds = rows
        gaps = np.flatnonzero(characters == GAP)
        ending, beginning = _taps(self._pairs.take(pairs, axis=0), (1, 0))
        others = self._words.take(words, axis=0), self._kinds.take(kinds, axis=0)
        embedded = [self._characters.take(characters, axis=0), ending, beginning, *others]
        hidden = _convolved(np.concatenate(embedded, axis=1, dtype=np.float32), self._layers[0], self._biases[0], 1)
        hidden[gaps] = 0
        for weights, bias, step in zip(self._layers[1:], self._biases[1:], DILATIONS, strict=True):
            hidden += _convolved(hidden, weights, bias, step)
            hidden[gaps] = 0
        return hidden


def _convolved(values: Floats, weights: Floats, bias: Floats, step: int) -> Floats:
    """values (n, in), weights (3 · in, out) of the taps at -step, 0 and step → activations (n, out)."""
    result = np.concatenate(_taps(values, (step, 0, -step)), axis=1) @ weights
    result += bias
    return np.maximum(result, 0, out=result)


def _taps(values: NDArray[_Number], shifts: Sequence[int]) -> list[NDArray[_Number]]:
    """The rows of values (n, width) moved down by each shift, zeros where there are none."""
    result = []
    for shift in shifts:
        moved = np.zeros_like(values)
        if shift > 0:
            moved[shift:] = values[:-shift]
        elif shift < 0:
            moved[:shift] = values[-shift:]
        result.append(moved if shift else values)
    return result
