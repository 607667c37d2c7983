"""Sentences → the arrays the trainer works on, by the runtime's own features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.labels import states
from training.entities.corpus import Sentence

_BLOCK = 2000


@dataclass(frozen=True)
class Matrix:
    """features (characters, templates) uint32; labels (characters,) int8; starts, ends (sentences,) int64."""

    features: NDArray[np.uint32]
    labels: NDArray[np.int8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def matrix(sentences: list[Sentence]) -> Matrix:
    """Sentences are joined by the runtime's separator, in blocks, exactly as the tagger joins them."""
    sentences = [sentence for sentence in sentences if sentence.text]
    lengths = np.array([len(sentence.text) for sentence in sentences])
    ends = np.cumsum(lengths)
    starts = ends - lengths
    rows = np.empty((int(ends[-1]), features.TEMPLATES), np.uint32)
    labels = np.zeros(int(ends[-1]), np.int8)
    gap = len(features.SEPARATOR)
    for first in range(0, len(sentences), _BLOCK):
        block = sentences[first : first + _BLOCK]
        hashed = features.rows(features.words(features.SEPARATOR.join(sentence.text for sentence in block)))
        at = 0
        for sentence, start in zip(block, starts[first:], strict=False):
            count = len(sentence.text)
            rows[start : start + count] = hashed[:, at : at + count].T
            at += count + gap
    for sentence, start in zip(sentences, starts, strict=True):
        for span in sentence.spans:
            labels[start + span.start : start + span.end] = states(span.end - span.start, span.label)
    return Matrix(rows, labels, starts, ends)
