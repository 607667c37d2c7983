"""What names are made of: surnames and the characters of foreign ones; whether characters are or begin a word."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from newsextract import lazyre as re
from newsextract import segment

PARTICLES = frozenset("和从向应由于与都国盖那能经常全过连同及以时")
"""Surnames that after a title are more often a word: 主席|和|卢拉, 记者|从|北京."""


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, compound ones with two characters."""
    return frozenset(files(__package__).joinpath("surnames.txt").read_text(encoding="utf-8").split())


@cache
def single_surnames() -> str:
    """Those of one character, for a set in a pattern."""
    return "".join(sorted(name for name in surnames() if len(name) == 1))


@cache
def japanese() -> frozenset[str]:
    """Japanese family names of two characters."""
    return frozenset(files(__package__).joinpath("surnames-japanese.txt").read_text(encoding="utf-8").split())


@cache
def transliteration() -> frozenset[str]:
    """Characters that write foreign names by their sound."""
    return frozenset(files(__package__).joinpath("transliteration.txt").read_text(encoding="utf-8").strip())


def is_foreign(name: str) -> bool:
    """Whether it is written by sounds, or begins with a Japanese family name."""
    return name[:2] in japanese() or set(name) <= transliteration()


_HOMESTEAD = re.compile(
    "[一-鿿]家(?:湾|沟|坡|岭|庄|寨|屯|台|堡|河|桥|村|坪|峪|塘|店|窑|梁|坝|垭|铺|集|渡|嘴|口|山|园|杖子|营子|窝铺|洼子|沟子|甸子)村?"
)


def is_homestead(name: str) -> bool:
    """Whether the name is a place called after a family: 冯家湾."""
    return _HOMESTEAD.fullmatch(name) is not None and name[0] in surnames()


@lru_cache(maxsize=1 << 13)
def tags(name: str, *, hmm: bool) -> list[tuple[str, str]]:
    """The words of a name and their tags: the same names follow the same titles again and again."""
    return list(segment.tagged(name, hmm=hmm))


def is_word(text: str, at: int) -> bool:
    """Whether the character here and the one before are a word of the dictionary: 南方, 学习."""
    return at > 0 and len(tags(text[at - 1 : at + 1], hmm=False)) == 1


def begins_word(text: str, at: int) -> bool:
    """Whether a word begins here: by jieba around it."""
    low = max(at - 4, 0)
    return at in accumulate(map(len, segment.words(text[low : at + 4])), initial=low)
