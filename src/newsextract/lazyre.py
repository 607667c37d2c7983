"""Python's `re`, but a pattern is compiled when it is first used: of our 500, a short article uses a fifth.

    from newsextract import lazyre as re

Compiling them all would take half of `newsextract.load()`. A test compiles every one, so that none is found wrong late.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    RegexFlag,
    escape,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_COMPILED = (
    "match",
    "fullmatch",
    "search",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "groups",
    "groupindex",
    "flags",
)


class _Lazy:
    """Stands for a `re.Pattern`; once used it holds its methods, so that calling one costs no more than there."""

    __slots__ = ("_given", "pattern", *_COMPILED)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:  # only while the slot is empty
        compiled = re.compile(self.pattern, self._given)
        for each in _COMPILED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"lazyre.compile({self.pattern!r})"


def compile(pattern: str, flags: int | RegexFlag = 0) -> Pattern[str]:  # noqa: A001 the name that `re` has
    """As `re.compile`, later. An error in the pattern is raised at its first use."""
    return cast("Pattern[str]", _Lazy(pattern, int(flags)))
