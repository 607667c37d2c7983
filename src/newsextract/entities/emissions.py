"""The weight table: rows of int8 weights, summed over a character's features into a score for each state."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.decoding import Scores
from newsextract.entities.labels import STATES
from newsextract.errors import MissingError

WIDTH = 16
"""A row's bytes: the states, then padding, so that a row is one aligned load."""

_BLOCK = 4096
"""Characters at a time: the gathered rows of a block fit the second-level cache."""


class Weights:
    """The table, memory-mapped: loading costs nothing, and processes share its pages."""

    def __init__(self, path: Path | None = None) -> None:
        """Raises MissingError NX302 where the file is missing or damaged."""
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

    def scores(self, text: str) -> Scores:
        """Log-odds of each state against O, shape (len(text), STATES)."""
        result = np.empty((len(text), STATES), np.float32)
        for start in range(0, len(text), _BLOCK):
            # Words at a block's edge are cut: blocks overlap by a margin that is thrown away.
            low, high = max(start - _MARGIN, 0), min(start + _BLOCK + _MARGIN, len(text))
            end = min(start + _BLOCK, len(text))
            rows = features.rows(text[low:high])[:, start - low : end - low]
            gathered = self._table.take(rows.ravel(), axis=0).reshape(features.TEMPLATES, -1)
            totals = gathered.sum(0, dtype=np.int16).reshape(-1, WIDTH)
            np.multiply(totals[:, :STATES], self._scale, out=result[start:end])
        return result


_MARGIN = 64
