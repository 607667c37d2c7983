"""What a grammar proposes, and which proposals stand where they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.records import PolicyKind

HAN = "\u4e00-\u9fff"
# “十三五”: the plan or its period.
FIVE_YEAR_PLAN = re.compile(r"(?:国家)?(?:十[一二三四五六七八九]?|[一二三四六七八九])五")


class Priority(IntEnum):
    """Who wins an overlap: a title in 《》 takes in whatever it names; a quoted name beats a bare guess around it."""

    TITLE = 0
    QUOTED_KNOWN = 1
    QUOTED = 2
    QUOTED_WEAK = 3
    BARE_DOCUMENT = 4
    KNOWN = 5
    SHAPE = 6


class Candidate(NamedTuple):
    """A proposed mention: code point span in the text, kind, the rule that proposed it.

    after: where the text behind the name goes on, past a closing quote or bracket.
    """

    start: int
    end: int
    kind: PolicyKind
    rule: str
    priority: Priority
    after: int
    canonical: str | None = None
    number: str | None = None


class Quote(NamedTuple):
    """A span between quotation marks, without the marks; `after` is the offset behind the closing mark."""

    start: int
    end: int
    after: int
    text: str


# Both marks on one line.
_CURLY = re.compile(r"“([^“”\n]{1,60})”")
_QUOTE = re.compile(r"“([^“”\n]{1,60})”|\"([^\"\n“”]{1,40})\"")
_INNER_QUOTE = re.compile(r"‘([^‘’“”\n]{1,40})’")


def quotes(shadow: str) -> list[Quote]:
    """All quotations short enough to be a name, those inside others (‘…’) too."""
    found = []
    if "‘" in shadow:
        found = [Quote(*match.span(1), match.end(), match[1]) for match in _INNER_QUOTE.finditer(shadow)]
    if '"' not in shadow:
        return found + [Quote(*match.span(1), match.end(), match[1]) for match in _CURLY.finditer(shadow)]
    for match in _QUOTE.finditer(shadow):
        group = 1 if match[1] is not None else 2
        found.append(Quote(match.start(group), match.end(group), match.end(), match[group]))
    return found


def places(shadow: str, *anchors: str) -> Iterator[int]:
    """Where the words stand, one word after the other: str.find is many times as fast as a pattern's alternation."""
    for anchor in anchors:
        at = shadow.find(anchor)
        while at >= 0:
            yield at
            at = shadow.find(anchor, at + len(anchor))


def settle(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """The winners, sorted and disjoint: by priority, then the longest, then the first, then the first proposed."""
    taken = bytearray(length)
    kept = []
    for one in sorted(candidates, key=lambda c: (c.priority, c.start - c.end, c.start, c.kind)):
        if taken.find(1, one.start, one.end) >= 0:
            continue
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
        kept.append(one)
    return sorted(kept)
