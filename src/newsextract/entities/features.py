"""Characters and jieba words of a text → rows of the weight table: one hashed feature per template and character.

The trainer calls the same function as the runtime, so the two cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsextract import segment

Hashes = NDArray[np.uint32]

SEPARATOR = "\n\n\n"
"""Between sentences: as wide as the widest template reaches, so that no feature looks into the next sentence."""

BITS = 20
"""The table has 2**20 rows; half as many cost 0.4-1.0 F1 by collisions."""

POS_TAGS = (
    "nr", "nrt", "nrfg", "ns", "nt", "nz", "n", "v", "vn", "a", "ad", "an", "d", "m", "mq", "q", "r", "p", "c", "u",
    "uj", "t", "f", "s", "b", "j", "l", "i", "x", "eng", "g", "k", "h", "o", "z", "y", "vd", "nrf", "vg", "ng", "tg",
)  # fmt: skip
"""jieba's parts of speech that the model tells apart; any other is 0."""

_TAG_IDS = defaultdict(int, {tag: index for index, tag in enumerate(POS_TAGS, start=1)})
_LINE_FEED = 10
_MARGIN = 3

# Finalisers in the manner of xxHash and murmur3: the odd constants are theirs.
_WORD_PRIME, _LENGTH_PRIME = np.uint32(0x01000193), np.uint32(0x9E3779B1)
_MIX_A, _MIX_B, _MIX_C, _SEED = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0x7FEB352D), 0x165667B1
_POWERS = np.array([pow(int(_WORD_PRIME), k, 1 << 32) for k in range(32)], np.uint32)


def _character_tables() -> tuple[Hashes, Hashes]:
    """Normalised character (all digits 0, letters A and a) and character class, by code point below 65,536."""
    normal = np.arange(65536, dtype=np.uint32)
    normal[0xFF01:0xFF5F] -= 0xFEE0
    normal[0x3000] = 32
    for first, last, to in (("0", "9", "0"), ("A", "Z", "A"), ("a", "z", "a")):
        normal[(normal >= ord(first)) & (normal <= ord(last))] = ord(to)
    classes = np.zeros(65536, np.uint32)
    classes[0x4E00:0xA000] = 1
    members = [
        "0",
        "Aa",
        "\n",
        "，。；：！？,;:!?",
        '（）()《》“”"【】[]<>',
        "·•・-",
        "一二三四五六七八九十百千万亿零〇两",
        "年月日",
    ]
    for number, characters in enumerate(members, start=2):
        classes[[ord(character) for character in characters]] = number
    return normal, classes


NORMAL, CLASSES = _character_tables()
"""Normalised character and class of character, shape (65536,)."""


def characters(codes: Hashes) -> Hashes:
    """Normalised code points, shape (n,); beyond the basic plane all are one."""
    return NORMAL[np.minimum(codes, 65535)]


class Words(NamedTuple):
    """A text cut into words. codes (n,): code points; lengths, tags (words,): characters of each word and the number of
    its part of speech, 0 if none."""

    codes: Hashes
    lengths: NDArray[np.int32]
    tags: NDArray[np.uint8]


def words(text: str) -> Words:
    """The jieba words of a text that has no lone surrogates."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    cut, names = zip(*segment.tagged(text), strict=True) if text else ((), ())
    lengths = np.fromiter(map(len, cut), np.int32, len(cut))
    return Words(codes, lengths, np.fromiter(map(_TAG_IDS.__getitem__, names), np.uint8, len(names)))


class Analysis(NamedTuple):
    """A text as both models see it: its n characters and the words they belong to.

    characters (n,): normalised code points; owner (n,): each character's word; before, after (n,): its distance from
    that word's two ends; hashes, tags (words,): each word's hash and the number of its part of speech, 0 if none.
    """

    characters: Hashes
    owner: NDArray[np.int64]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    hashes: Hashes
    tags: Hashes

    @property
    def shapes(self) -> Hashes:
        """Where each character stands in its word, shape (n,): begin 0, middle 1, end 2, alone 3."""
        inner = np.where(self.after == 0, 2, 1)
        return np.where(self.before == 0, np.where(self.after == 0, 3, 0), inner).astype(np.uint32)


def analyse(words: Words) -> Analysis:
    """The characters and words of a text that is not empty."""
    chars = characters(words.codes)
    lengths = words.lengths.astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(lengths)), lengths)
    before = np.arange(len(chars)) - starts[owner]
    after = lengths[owner] - 1 - before
    weighted = chars * _POWERS[np.minimum(before, 31)]
    hashes = np.add.reduceat(weighted, starts, dtype=np.uint32) + lengths.astype(np.uint32) * _LENGTH_PRIME
    return Analysis(chars, owner, before, after, hashes, words.tags.astype(np.uint32))


def rows(words: Words) -> Hashes:
    """Rows of the weight table for each template and character, shape (templates, n)."""
    if not len(words.codes):
        return np.empty((TEMPLATES, 0), np.uint32)
    analysis = analyse(words)
    chars, owner, before, after, hashes, tags = analysis
    count = len(chars)
    around = np.full(len(hashes) + 2, _LINE_FEED, np.uint32)
    around[1:-1] = hashes
    tags_around = np.zeros(len(hashes) + 2, np.uint32)
    tags_around[1:-1] = tags
    tag_three = tags_around[:-2] << np.uint32(12) | tags << np.uint32(6) | tags_around[2:]
    word, previous, following, tag_context = np.stack([hashes, around[:-2], around[2:], tag_three])[:, owner]
    place = (np.minimum(before, 3) * 4 + np.minimum(after, 3)).astype(np.uint32)

    padded = np.full(count + 2 * _MARGIN, _LINE_FEED, np.uint32)
    padded[_MARGIN:-_MARGIN] = chars
    pairs: Hashes = padded[:-1] << np.uint32(16) | padded[1:]
    kinds = CLASSES[padded]
    five = np.zeros(count, np.uint32)
    for offset in range(-2, 3):
        five = five << np.uint32(4) | kinds[_MARGIN + offset : _MARGIN + offset + count]
    shape = np.full(count + 2, 3, np.uint32)
    shape[1:-1] = analysis.shapes
    shapes = shape[:-2] << np.uint32(4) | shape[1:-1] << np.uint32(2) | shape[2:]

    def char(offset: int) -> Hashes:
        return padded[_MARGIN + offset : _MARGIN + offset + count]

    def pair(offset: int) -> Hashes:
        return pairs[_MARGIN + offset : _MARGIN + offset + count]

    templates = (
        *((char(offset), None) for offset in (-2, -1, 0, 1, 2)),
        *((pair(offset), None) for offset in (-2, -1, 0, 1)),
        (char(-1), char(1)),
        (pair(-2), char(0)),
        (pair(-1), char(1)),
        (pair(0), char(2)),
        (word, place),
        (previous, place),
        (following, place),
        (word * _MIX_B + following, place),
        (previous * _MIX_B + word, place),
        (shapes, char(0)),
        (tag_context, place),
        (five, None),
    )
    first = np.empty((TEMPLATES, count), np.uint32)
    second = np.zeros((TEMPLATES, count), np.uint32)
    for number, (one, other) in enumerate(templates):
        first[number] = one
        if other is not None:
            second[number] = other
    return _mix(first, second)


TEMPLATES = 21


def _mix(first: Hashes, second: Hashes) -> Hashes:
    """Two 32-bit values and the template's number → a row; works in place on `first`."""
    first *= _MIX_A
    first ^= first >> np.uint32(15)
    second *= _MIX_B
    first += second
    first += (np.arange(1, TEMPLATES + 1, dtype=np.uint64) * _SEED).astype(np.uint32)[:, None]
    first ^= first >> np.uint32(16)
    first *= _MIX_C
    first ^= first >> np.uint32(15)
    first *= _MIX_B
    first >>= np.uint32(32 - BITS)
    return first
