"""Copies in a stream of articles: the same text (a hash), or nearly the same (MinHash with banded look-up).

rensa was chosen by measurement (benchmarks/duplicates.py): it signs 27 million characters a second where datasketch
signs one, and needs no scipy. Memory is bounded: the oldest articles are forgotten first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Literal

from newsextract.errors import MissingError
from newsextract.readers.article import Item
from newsextract.records import ErrorRecord

if TYPE_CHECKING:
    from rensa import RMinHash, RMinHashLSH

SHINGLE = 5  # characters: about three words of Chinese
PERMUTATIONS = 128  # standard error of the similarity: under 0.04 at 0.8
BANDS = 16  # of 8 rows: pairs of similarity 0.8 meet in a band with probability 0.95, those of 0.5 with 0.06
SEED = 1
SHORTEST = 50  # characters: shorter texts resemble each other by chance, only exact copies count
SAMPLE = 1_000_000  # characters of a text that are compared; what is longer is no article


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article repeats. of: the doc_id that came first; similarity: Jaccard of the shingles, 1.0 if exact."""

    of: str
    kind: Literal["exact", "near"]
    similarity: float


class Duplicates:
    """A streaming look-out for copies.

    near: find near copies too (needs rensa, else raises MissingError NX301). threshold: similarity from which a text is
    a near copy. most_exact, most_near: how many texts are remembered, about 150 bytes and 2 KB each.
    """

    def __init__(
        self, *, near: bool = True, threshold: float = 0.8, most_exact: int = 1_000_000, most_near: int = 50_000
    ) -> None:
        self._exact: dict[bytes, str] = {}
        self._signed: dict[int, tuple[str, RMinHash]] = {}
        self._keys = count()
        self._threshold = threshold
        self._most_exact, self._most_near = most_exact, most_near
        self._bands = _bands(threshold) if near else None

    def add(self, doc_id: str, text: str) -> Copy | None:
        """What the text is a copy of, None if it is new. A near copy is remembered as an exact text only."""
        key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        first = self._exact.get(key)
        if first is not None:
            return Copy(first, "exact", 1.0)
        self._exact[key] = doc_id
        if len(self._exact) > self._most_exact:
            del self._exact[next(iter(self._exact))]
        return self._near(doc_id, text) if self._bands is not None else None

    def watch(self, items: Iterable[Item], found: Counter[str], *, skip: bool = False) -> Iterator[Item]:
        """The items, with copies counted by kind in `found`; skip leaves exact copies out. Pages compare as markup."""
        for item in items:
            copy = None if isinstance(item, ErrorRecord) else self.add(item.doc_id, item.text)
            if copy is not None:
                found[copy.kind] += 1
            if not (skip and copy is not None and copy.kind == "exact"):
                yield item

    def _near(self, doc_id: str, text: str) -> Copy | None:
        assert self._bands is not None
        letters = "".join(text[:SAMPLE].split())
        if len(letters) < SHORTEST:
            return None
        signature = _signature(letters)
        closest = max(
            ((self._signed[key][1].jaccard(signature), -key) for key in self._bands.query(signature)), default=(0.0, 0)
        )
        if closest[0] >= self._threshold:
            return Copy(self._signed[-closest[1]][0], "near", round(closest[0], 4))
        key = next(self._keys)
        self._signed[key] = (doc_id, signature)
        self._bands.insert(key, signature)
        if len(self._signed) > self._most_near:
            oldest = next(iter(self._signed))
            del self._signed[oldest]
            self._bands.remove(oldest)
        return None


def _bands(threshold: float) -> RMinHashLSH:
    try:
        from rensa import RMinHashLSH  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install rensa"
        raise MissingError("NX301", "finding near copies needs rensa", fix=fix) from error
    return RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=BANDS)


def _signature(letters: str) -> RMinHash:
    from rensa import RMinHash  # noqa: PLC0415  an optional package

    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update([letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)])
    return signature
