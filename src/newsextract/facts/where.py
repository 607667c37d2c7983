"""Which place a quantity belongs to: the nearest LOC before it, or what 全市, 我县, 该镇 point to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from newsextract import lazyre as re
from newsextract.facts.chunk import Span
from newsextract.facts.scopes import NOWHERE, Numbers, Place, Told, follow
from newsextract.records import Entity, Meta, Quantity

LEVELS = "省市县区州盟旗乡镇村"
DEICTIC = re.compile(f"[全我本该]([{LEVELS}])(?![{LEVELS}场域间块])|全国|我国")
PUBLISHER = re.compile(
    rf"(?P<stem>[一-鿿]{{2,5}}?)[{LEVELS}]?(?:日报|晚报|晨报|早报|都市报|商报|时报|新闻|广播|电视|人民政府|政府|网|发布)"
)
"""郑州日报, 河南省人民政府: the place that a publication is of."""
COMPARED = frozenset("比较")


class Places:
    """Answers for quantities in text order; what one sentence says is carried to the end of its paragraph."""

    def __init__(self, shadow: str, places: Sequence[Entity], meta: Meta, quantities: Sequence[Quantity]) -> None:
        self.shadow = shadow
        self.named = places
        self.starts = [place.start for place in places]
        self.stem = _stem(meta.publication)
        self.numbers = Numbers(shadow, quantities)
        self.carried = NOWHERE

    def paragraph(self) -> None:
        self.carried = NOWHERE

    def sentence(self, span: Span) -> list[Told]:
        """Everything in the sentence that tells a place, in order."""
        shadow = self.shadow
        named = self.named[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]
        points = [
            match
            for match in DEICTIC.finditer(shadow, *span)
            if not any(place.start <= match.start() < place.end for place in named)  # not 日|本市场
        ]
        named = [place for place in named if shadow[max(place.start - 1, 0) : place.start] not in COMPARED]
        if not named and not points:
            return []
        pointed = [(match.span(), self._point(match)) for match in points]
        return follow(self.numbers, span, named, pointed, self.carried)

    def of(self, offset: int, where: int | None, told: Sequence[Told]) -> Place:
        """The place of a quantity at `offset`: the LOC that ends at `where`, or that of what stands there."""
        if where is None:
            return self.at(offset, told)
        at = bisect_left(self.starts, where) - 1
        own = at >= 0 and self.named[at].end == where
        return Place(self.named[at].id, None) if own else self.at(where, told)

    def at(self, offset: int, told: Sequence[Told]) -> Place:
        """The place of a quantity at `offset`: the last one told before it."""
        for step in reversed(told):
            if step.start <= offset:
                self.carried = step.frame
                return step.place
        return self.carried

    def _point(self, match: re.Match[str]) -> Place:
        level = match.group(1) or "国"
        return Place(self._resolve(level, match.start(), that=match.group()[0] == "该"), match.group())

    def _resolve(self, level: str, start: int, *, that: bool) -> str | None:
        """该镇: the nearest place of its level before. 全市: the publication's, else the only one of its level."""
        if level == "国":
            return next((e.id for e in self.named if e.text == "中国"), None)
        if self.stem and not that:
            own = next((e.id for e in self.named if e.text in (self.stem, self.stem + level)), None)
            if own is not None:
                return own
        alike = [e for e in self.named[: bisect_left(self.starts, start)] if _level(e) == level]
        if not alike:
            return None
        if that or len({e.text for e in alike}) == 1:
            return alike[-1].id
        return None


def _level(entity: Entity) -> str:
    return (entity.path or entity.text)[-1]


def _stem(publication: str | None) -> str | None:
    match = PUBLISHER.match(publication or "")
    return match.group("stem") if match else None
