"""The small character CNN of the tagger “accurate”, in numpy: four convolutions, the last three residual.

A character's inputs are its own embedding, those of the pairs it forms with its neighbours, of its word, and of its
part of speech and place in the word. `inputs` is the trainer's too, so the two cannot differ.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.decoding import Scores
from newsextract.entities.features import Analysis
from newsextract.entities.labels import STATES
from newsextract.errors import MissingError

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]

BITS = 16
"""Pairs and words are hashed to 2**16 rows each."""
KINDS = 4 * (len(features.POS_TAGS) + 1)
"""Part of speech × place in the word."""
DILATIONS = (1, 2, 4)
"""Of the residual convolutions; with the first one a character sees 8 to either side."""
GAP, UNKNOWN = 0, 1
"""Character numbers of the line feed, whose activations are nothing in every layer, and of any rare character."""

_PAIR_PRIME, _WORD_PRIME = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_BLOCK = 1024
"""Characters at a time: their activations fit the second-level cache."""
_HALO = 1 + sum(DILATIONS)


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
