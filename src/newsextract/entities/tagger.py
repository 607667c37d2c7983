"""A text → the scores of each character, by one model or the mean of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from newsextract.entities import features
from newsextract.entities.decoding import Scores
from newsextract.entities.features import Words
from newsextract.entities.labels import STATES


class Model(Protocol):
    """What gives each character's log-odds."""

    def scores(self, words: Words, first: int, last: int) -> Scores:
        """Log-odds of each state against O for the characters [first, last), shape (last - first, STATES)."""


class Tagger:
    """Scores of whole articles, block by block, so that memory does not grow with them."""

    def __init__(self, models: Sequence[Model]) -> None:
        self._models = models

    def __call__(self, text: str) -> Scores:
        """Log-odds of each state against O, shape (len(text), STATES)."""
        blocks = [self._block(text, start) for start in range(0, len(text), _BLOCK)]
        return blocks[0] if len(blocks) == 1 else np.concatenate([_NOTHING, *blocks])

    def _block(self, text: str, start: int) -> Scores:
        # Words at a block's edge are cut: blocks overlap by a margin that is thrown away.
        low, end = max(start - _MARGIN, 0), min(start + _BLOCK, len(text))
        words = features.words(text[low : end + _MARGIN])
        first, *others = (model.scores(words, start - low, end - low) for model in self._models)
        return (first + sum(others)) / np.float32(1 + len(others)) if others else first


_NOTHING = np.empty((0, STATES), np.float32)
_BLOCK, _MARGIN = 4096, 64
"""Characters; the gathered rows of a block fit the second-level cache."""
