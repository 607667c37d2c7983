"""Hard-wrapped paragraphs: line ends that only break a line are taken out for the recognisers, and put back after them.

Text out of PDF files and old mail is broken every so many columns, in the middle of words: “中|央”, “45|个”. The
recognisers read a copy without those line ends; `Joined` moves what they find to the article's own offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

import msgspec

from newsextract import lazyre as re
from newsextract import segment
from newsextract.document import Document
from newsextract.records import Date, Entity, Fact, Policy, PolicyItem, Quantity, Zone

LINE_END = re.compile(r"[\n\r\u2028\u2029\u0085](?:(?<=\r)\n)?")

Span = TypeVar("Span", Quantity, Date, Policy, PolicyItem, Entity, Zone)


@dataclass(frozen=True, slots=True)
class Joined:
    """A document without the line ends of its wrapped paragraphs, and the way back.

    document: what the recognisers read. original: the document as given. cuts: where in the joined text a line end was
    taken out, in order; removed: how many characters were, up to and with each.
    """

    document: Document
    original: Document
    cuts: tuple[int, ...]
    removed: tuple[int, ...]

    def start(self, at: int) -> int:
        """The original's offset of a span that begins here."""
        passed = bisect_right(self.cuts, at)
        return at + self.removed[passed - 1] if passed else at

    def end(self, at: int) -> int:
        """The original's offset of a span that ends here."""
        passed = bisect_left(self.cuts, at)
        return at + self.removed[passed - 1] if passed else at

    def span(self, found: Span) -> Span:
        """A mention at the original's offsets, with the original's text."""
        start, end = self.start(found.start), self.end(found.end)
        if isinstance(found, Zone):
            return msgspec.structs.replace(found, start=start, end=end)
        moved = msgspec.structs.replace(found, start=start, end=end, text=self.original.text[start:end])
        if isinstance(moved, Policy):
            return msgspec.structs.replace(moved, items=tuple(map(self.span, moved.items)))
        return moved

    def spans(self, found: Iterable[Span]) -> tuple[Span, ...]:
        """Mentions at the original's offsets."""
        return tuple(map(self.span, found)) if self.cuts else tuple(found)

    def facts(self, found: Iterable[Fact]) -> tuple[Fact, ...]:
        """Facts with their indicators at the original's offsets."""
        return tuple(map(self._fact, found)) if self.cuts else tuple(found)

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The joined document's sentences at the original's offsets."""
        return tuple((self.start(start), self.end(end)) for start, end in self.document.sentences)

    def _fact(self, fact: Fact) -> Fact:
        if fact.indicator is None:
            return fact
        start, end = self.start(fact.indicator.start), self.end(fact.indicator.end)
        moved = msgspec.structs.replace(fact.indicator, start=start, end=end, text=self.original.text[start:end])
        return msgspec.structs.replace(fact, indicator=moved)


def join(document: Document) -> Joined:
    """The document without the line ends that only wrap its lines; the same document where it has none."""
    spans = find(document)
    if not spans:
        return Joined(document, document, (), ())
    removed = tuple(accumulate(end - start for start, end in spans))
    cuts = tuple(end - gone for (_, end), gone in zip(spans, removed, strict=True))

    def moved(at: int) -> int:
        passed = bisect_right(spans, (at, at))
        return at - removed[passed - 1] if passed else at

    zones = tuple(Zone(zone.type, moved(zone.start), moved(zone.end)) for zone in document.zones)
    shadow = _without(document.shadow, spans)
    joined = replace(
        document,
        text=_without(document.text, spans),
        shadow=shadow,
        zones=zones,
        sentences=segment.sentences(shadow, zones),
    )
    return Joined(joined, document, cuts, removed)


def find(document: Document) -> list[tuple[int, int]]:
    """The line ends that only wrap a line, as (start, end): those inside a paragraph, which is a zone of the body."""
    body = (zone for zone in document.zones if zone.type == "body")
    return [end.span() for zone in body for end in LINE_END.finditer(document.text, zone.start, zone.end)]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts = []
    at = 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    return "".join(parts)
