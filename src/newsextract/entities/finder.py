"""Where many names stand in a text: as an Aho-Corasick automaton finds them, but ready in a tenth of the time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import numpy as np
from numpy.typing import NDArray

_PAIR_BITS, _TRIPLE_BITS = 17, 19
_PRIME, _OTHER_PRIME = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)


class Finder:
    """Names of two characters and more; a single one is never found.

    names: some may stand twice. stands: of the names, which may stand for themselves; it is asked when one is met.
    """

    def __init__(self, names: Collection[str], stands: Callable[[str], bool] = lambda _: True) -> None:
        self._names, self._stands = frozenset(names), stands
        lengths = np.fromiter(map(len, names), np.int64, len(names))
        starts = lengths.cumsum() - lengths
        pairs, triples = _hashes("".join(names))
        longer = lengths > 2
        # By a hash of the first characters, the longest name that may begin so: nearly always 0.
        self._two = np.zeros(1 << _PAIR_BITS, np.uint16)
        self._longer = np.zeros(1 << _TRIPLE_BITS, np.uint16)
        self._two[pairs[starts[lengths == 2]]] = 2
        np.maximum.at(self._longer, triples[starts[longer]], lengths[longer].astype(np.uint16))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, name), leftmost-longest and disjoint, in order."""
        pairs, triples = _hashes(text)
        longest = self._two.take(pairs)
        np.maximum(longest[: len(triples)], self._longer.take(triples), out=longest[: len(triples)])
        starts = np.flatnonzero(longest)
        done = 0
        for start, most in zip(starts.tolist(), longest[starts].tolist(), strict=True):
            if start < done:
                continue
            for end in range(start + most, start + 1, -1):
                name = text[start:end]
                if name in self._names and self._stands(name):
                    done = start + len(name)
                    yield start, done, name
                    break


def _hashes(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """A number for each two and each three characters of a text, shapes (n - 1,) and (n - 2,)."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    pairs = (codes[:-1] << np.uint32(16) ^ codes[1:]) * _PRIME
    triples = (pairs[:-1] ^ codes[2:]) * _OTHER_PRIME
    return pairs >> np.uint32(32 - _PAIR_BITS), triples >> np.uint32(32 - _TRIPLE_BITS)
