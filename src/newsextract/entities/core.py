"""The compiled inner loops (core.c), where a C compiler was at hand when the package was installed; else None.

Nothing depends on it but speed: features.py, emissions.py and decoding.py do the same in numpy, bit for bit.
NEWSEXTRACT_CORE=0 in the environment leaves it alone.
"""

from __future__ import annotations

import ctypes
import os
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.features import Words
from newsextract.entities.labels import LABELS, STATES, Span

SOURCE = Path(__file__).with_name("core.c")
LIBRARY = SOURCE.with_name("_core.dll" if sys.platform == "win32" else "_core.so")
"""Where hatch_build.py puts the compiled library."""


class Core:
    """The library's two functions under Python's types."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._scores = library.newsextract_scores
        self._spans = library.newsextract_spans
        pointer, size = ctypes.c_void_p, ctypes.c_int64
        text, tables = (
            (pointer, size, pointer, pointer, size),
            (pointer, pointer, pointer, ctypes.c_int32, ctypes.c_float),
        )
        self._scores.argtypes = (*text, *tables, size, size, pointer)
        self._spans.argtypes = [pointer, size, ctypes.c_float, pointer, pointer, pointer, pointer]
        self._spans.restype = size

    def scores(
        self, words: Words, table: NDArray[np.int8], scale: np.float32, first: int, last: int
    ) -> NDArray[np.float32]:
        """As Weights.scores: log-odds of the characters [first, last), shape (last - first, STATES)."""
        result = np.empty((last - first, STATES), np.float32)
        text = (_address(words.codes), len(words.codes), _address(words.lengths), _address(words.tags), len(words.tags))
        tables = (*_CONSTANT, _address(table), features.BITS, scale)
        _checked(self._scores(*text, *tables, first, last, _address(result)))
        return result

    def spans(self, scores: NDArray[np.float32], reach: float) -> list[Span]:
        """As decoding.decode: the best valid spans of scores (n, STATES)."""
        scores = np.ascontiguousarray(scores, np.float32)
        count = len(scores)
        places, means, labels = np.empty((2, count), np.int64), np.empty(count), np.empty(count, np.uint8)
        starts = _address(places)
        addresses = starts, starts + count * places.itemsize, _address(labels), _address(means)
        found = _checked(self._spans(_address(scores), count, reach, *addresses))
        named = map(LABELS.__getitem__, labels[:found].tolist())
        return list(map(Span, *places[:, :found].tolist(), named, means[:found].tolist()))


def _address(array: NDArray[Any]) -> int:
    address: int = array.__array_interface__["data"][0]
    return address


_CONSTANT = _address(features.NORMAL), _address(features.CLASSES)
"""Where the tables of characters are: a look costs half a microsecond."""


def _checked(status: int) -> int:
    if status < 0:
        raise MemoryError("the tagger found no memory for an article")
    return status


def _load() -> Core | None:
    """None without the library, or with one of another state of core.c."""
    if os.environ.get("NEWSEXTRACT_CORE") == "0":
        return None
    try:
        library = ctypes.CDLL(str(LIBRARY))
        built_from = ctypes.c_uint32(library.newsextract_core_source()).value
        return Core(library) if built_from == zlib.crc32(SOURCE.read_bytes()) else None
    except (OSError, AttributeError):
        return None


CORE = _load()
