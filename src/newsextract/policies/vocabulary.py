"""The words that the policy grammars are made of: vocabulary.toml, and regular expressions from its lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from newsextract import lazyre as re
from newsextract.errors import ConfigError
from newsextract.toml import data_file


@cache
def _tables() -> dict[str, dict[str, str]]:
    return data_file("newsextract.policies", "vocabulary.toml")


def words(table: str, key: str) -> tuple[str, ...]:
    """The words of one list; raises ConfigError NX203 where it is missing or repeats a word."""
    listed = tuple(_tables().get(table, {}).get(key, "").split())
    if not listed or len(set(listed)) != len(listed):
        raise ConfigError("NX203", f"the list {table}.{key} is empty or repeats a word", where="vocabulary.toml")
    return listed


def any_of(*lists: Iterable[str]) -> str:
    """A non-capturing alternation of literal words, the longest first, so that it matches as a dictionary would."""
    listed = sorted({word for one in lists for word in one}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, listed))})"
