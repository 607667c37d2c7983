"""The linear model: rows of int8 weights, summed over a character's features into a score for each state."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.core import CORE, Core
from newsextract.entities.decoding import Scores
from newsextract.entities.features import Words
from newsextract.entities.labels import STATES
from newsextract.errors import MissingError

WIDTH = STATES - 1
"""A row's weights: one a state but O, whose score is 0."""


class Weights:
    """The table, memory-mapped: loading costs nothing, and processes share its pages."""

    def __init__(self, path: Path | None = None, core: Core | None = CORE) -> None:
        """core: None for numpy. Raises MissingError NX302 where the file is missing or damaged."""
        try:
            with as_file(files(__package__).joinpath("model/weights.npy")) as shipped:
                table = np.load(path or shipped, mmap_mode="r")
            scale = float(np.load((path or shipped).with_name("scale.npy")))
        except (OSError, ValueError) as error:
            raise MissingError(
                "NX302", f"the tagger's weights cannot be read: {error}", fix="Reinstall newsextract"
            ) from error
        if table.shape != (1 << features.BITS, WIDTH) or table.dtype != np.int8:
            raise MissingError(
                "NX302", f"the tagger's weights have the shape {table.shape}", fix="Reinstall newsextract"
            )
        self._table: NDArray[np.int8] = np.asarray(table)
        self._scale = np.float32(scale)
        self._core = core

    def scores(self, words: Words, first: int, last: int) -> Scores:
        """Log-odds of each state against O for the characters [first, last), shape (last - first, STATES)."""
        if self._core:
            return self._core.scores(words, self._table, self._scale, first, last)
        rows = features.rows(words)[:, first:last]
        gathered = self._table.take(rows.ravel(), axis=0).reshape(features.TEMPLATES, -1)
        totals = gathered.sum(0, dtype=np.int16).reshape(-1, WIDTH)
        result = np.zeros((last - first, STATES), np.float32)
        np.multiply(totals, self._scale, out=result[:, 1:])
        return result
