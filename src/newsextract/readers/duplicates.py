"""Copies in a stream of articles: the same text (a hash), or nearly the same (MinHash with banded look-up).

rensa was chosen by measurement (benchmarks/duplicates.py): it signs 27 million characters a second where datasketch
signs one, and needs no scipy. Memory is bounded: exact copies are told by a table on disk, of near ones the oldest are
forgotten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from newsextract import text as texts
from newsextract.errors import MissingError
from newsextract.readers.article import Item, Page
from newsextract.readers.names import Firsts
from newsextract.records import ErrorRecord

if TYPE_CHECKING:
    from rensa import RMinHash, RMinHashLSH

SHINGLE = 5  # characters: about three words of Chinese
PERMUTATIONS = 128  # standard error of the similarity: under 0.04 at 0.8
BANDS = 16  # of 8 rows: pairs of similarity 0.8 meet in a band with probability 0.95, those of 0.5 with 0.06
SEED = 1
MOST_NAMED = 100
TAG = re.compile(r"<[^<>]*>")
ROW = 20  # characters: shorter rows of a page are links and labels
SHORTEST = 50  # characters: shorter texts resemble each other by chance, only exact copies count
SAMPLE = 1_000_000  # characters of a text that are compared; what is longer is no article


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article repeats. of: the doc_id that came first; similarity: Jaccard of the shingles, 1.0 if exact."""

    of: str
    kind: Literal["exact", "near"]
    similarity: float


class Copies(msgspec.Struct):
    """Copies of a run. first: “doc_id = doc_id of the first (similarity)” of the first of them."""

    exact: int = 0
    near: int = 0
    first: list[str] = []

    def add(self, doc_id: str, copy: Copy) -> None:
        self.exact += copy.kind == "exact"
        self.near += copy.kind == "near"
        if len(self.first) < MOST_NAMED:
            self.first.append(f"{doc_id} = {copy.of} ({copy.similarity:g})")


class Duplicates:
    """A streaming look-out for copies.

    near: find near copies too (needs rensa, else raises MissingError NX301). threshold: similarity from which a text is
    a near copy. most_near: how many articles near copies are looked for among, 2.3 KB each; in an archive in order of
    days they stand close together.
    """

    def __init__(self, *, near: bool = True, threshold: float = 0.8, most_near: int = 10_000) -> None:
        self._exact = Firsts()
        self._signed: dict[int, tuple[str, RMinHash]] = {}
        self._keys = count()
        self._threshold = threshold
        self._most_near = most_near
        self._bands = _bands(threshold) if near else None

    def add(self, doc_id: str, text: str, prose: str | None = None) -> Copy | None:
        """What the text is a copy of, None if it is new. A near copy is remembered as an exact text only.

        prose: the part of the text that near copies are told by, where it is not all of it.
        """
        key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        first = self._exact.claim(key, doc_id)
        if first is not None:
            return Copy(first, "exact", 1.0)
        return self._near(doc_id, text if prose is None else prose) if self._bands is not None else None

    def watch(self, items: Iterable[Item], found: Copies, *, skip: bool = False) -> Iterator[Item]:
        """The items, with copies noted in `found`; skip leaves exact ones out."""
        for item in items:
            copy = None
            if not isinstance(item, ErrorRecord):
                copy = self.add(item.doc_id, item.text, prose(item.text) if isinstance(item, Page) else None)
            if copy is not None:
                found.add(item.doc_id, copy)
            if not (skip and copy is not None and copy.kind == "exact"):
                yield item

    def _near(self, doc_id: str, text: str) -> Copy | None:
        assert self._bands is not None
        letters = _letters(texts.shadow(text[:SAMPLE]))
        if letters.size < SHORTEST:
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


def prose(markup: str) -> str:
    """The running text of a page's markup, roughly: pages of one site share everything else."""
    rows = (" ".join(row.split()) for row in TAG.split(markup))
    return "\n".join(row for row in rows if len(row) >= ROW and any(mark in row for mark in "，。、"))


def _bands(threshold: float) -> RMinHashLSH:
    try:
        from rensa import RMinHashLSH  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install rensa"
        raise MissingError("NX301", "finding near copies needs rensa", fix=fix) from error
    return RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=BANDS)


@cache
def _are_letters() -> npt.NDArray[np.bool_]:
    """[65536]: whether the UTF-16 unit is of a letter or digit."""
    return np.fromiter((chr(unit).isalnum() or 0xD800 <= unit < 0xE000 for unit in range(1 << 16)), bool, 1 << 16)


def _letters(text: str) -> npt.NDArray[np.uint16]:
    """The UTF-16 units of the letters and digits: papers reprint with marks and spaces of their own."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    letters: npt.NDArray[np.uint16] = units[_are_letters()[units]]
    return letters


def _signature(letters: npt.NDArray[np.uint16]) -> RMinHash:
    from rensa import RMinHash  # noqa: PLC0415  an optional package

    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    # Overlapping views of the bytes, cut by numpy: four times as fast as slices.
    shingles = np.ndarray((letters.size - SHINGLE + 1,), f"V{2 * SHINGLE}", letters.tobytes(), 0, (2,))
    signature.update(shingles.tolist())
    return signature
