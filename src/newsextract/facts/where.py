"""Which place a quantity belongs to: the nearest LOC before it, or what 全市, 我县, 该镇 point to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from operator import itemgetter

from newsextract import lazyre as re
from newsextract.facts.chunk import Span
from newsextract.facts.scopes import NOWHERE, Numbers, Place, Told, contains, follow
from newsextract.facts.standing import Clauses, Mention, Standing, adjoining, is_site, is_whole, is_within_site
from newsextract.records import Entity, Meta, Quantity

LEVELS = "省市县区州盟旗乡镇村"
DEICTIC = re.compile(f"[全我本该]([{LEVELS}])(?![{LEVELS}场域间块])|全国|我国")
PUBLISHER = re.compile(
    rf"(?P<stem>[一-鿿]{{2,5}}?)[{LEVELS}]?(?:日报|晚报|晨报|早报|都市报|商报|时报|新闻|广播|电视|人民政府|政府|网|发布)"
)
"""郑州日报, 河南省人民政府: the place that a publication is of."""
CONTINUES = re.compile(
    r"(?:其中|同比|环比|比上|较上|该|当地|共(?!同)|累计|新增|另有|另外|还有|此外|死|伤|受伤|遇难|已有|已|造成|均|都|分别|\d)"
)
"""What opens a sentence that goes on about the place of the last one."""
CONSEQUENCE = re.compile(",[^,。;]{0,4}?(?:造成|导致|致)")
"""What opens a clause that tells what an event did at the place of the clause before."""
JOINTS = frozenset("、和与及")
LOWER = dict(zip("国省市州盟县区旗乡镇村", (0, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5), strict=True))


class Places:
    """Answers for quantities in text order; the area that a paragraph is about is carried to its end."""

    def __init__(self, shadow: str, entities: Sequence[Entity], meta: Meta, quantities: Sequence[Quantity]) -> None:
        self.shadow = shadow
        self.named = [e for e in entities if e.label == "LOC"]
        self.starts = [place.start for place in self.named]
        self.stem = _stem(meta.publication)
        self.numbers = Numbers(shadow, quantities)
        self.entities = entities
        self.by_id = {place.id: place for place in self.named}
        self.taken: list[Span] | None = None
        self.paragraph()

    def paragraph(self) -> None:
        self.frame = self.last = self.carried = NOWHERE
        self.mixed = False
        self.opening = True

    def skip(self) -> None:
        """A sentence without numbers: what comes next does not open its paragraph."""
        self.opening = False

    def sentence(self, span: Span) -> list[Told]:
        """Everything in the sentence before its last number that tells a place, in order."""
        going_on = self.last is not self.frame and CONTINUES.match(self.shadow, span[0])
        self.carried = self.last if going_on else self.frame
        mentions = self._mentions(span)
        opening, self.opening = self.opening, False
        if not mentions:
            self.last = self.carried
            return []
        clauses = Clauses(self.shadow, span)
        areas: list[Mention] = []
        local: list[tuple[Mention, int]] = []
        held: Mention | None = None
        stood: Standing = "area"
        wholes: set[str] = set()
        for at, mention in enumerate(mentions):
            previous = adjoining(mentions, at, self.shadow) if at else None
            standing = clauses.standing(mention, previous if previous is held else None)
            if standing == "area" and at and self._is_joined(mentions[at - 1], mention):
                standing = stood  # 包括甲省和 | 乙省
            if standing == "area" and is_within_site(mentions, at, self.shadow):
                standing = "area" if self.shadow[mention.start - 1 : mention.start] == "在" else "clause"
            stood = standing
            if standing == "none":
                continue
            if previous is held and previous is not None and previous.entity is not None:
                wholes.add(previous.entity.id)
            held = mention
            end = clauses.of(mention.start)[1]
            if standing == "area" and self._is_idle_among(areas, mention, end):
                standing = "clause"
                if not self.numbers.within(areas[-1].end, clauses.of(areas[-1].end)[1]):
                    areas.pop()
            if standing == "clause":
                end = self._reach(mention, end, span[1])
                standing = "clause" if end else "area"
            if standing == "area":
                areas.append(mention)
            elif not self._is_listed(mention):
                local.append((mention, end))
        named = [m.entity for m in areas if m.entity is not None]
        pointed = [((m.start, m.end), self._place(m)) for m in areas if m.entity is None]
        told = follow(self.numbers, span, named, pointed, self.carried) if areas else []
        self._go_on(told, span, wholes, opening=opening)
        return overlaid(told, [(m.end, end, self._place(m)) for m, end in local], self.carried)

    def _mentions(self, span: Span) -> list[Mention]:
        last = self.numbers.last(*span)
        first, end = bisect_left(self.starts, span[0]), bisect_left(self.starts, last)
        found = [Mention(e.start, e.end, e, is_whole(e)) for e in self.named[first:end]]
        points = [
            Mention(*match.span(), None, match.group(1) is None)
            for match in DEICTIC.finditer(self.shadow, span[0], max(last, span[0]))
            if self._points(match.start())
        ]
        return sorted(found + points, key=itemgetter(0)) if points else found

    def _points(self, start: int) -> bool:
        """Not 日|本市场, part of a name, nor 日本 | 全国, whose name has been told."""
        if self.taken is None:
            self.taken = [(e.start, e.end) for e in self.entities]
        at = bisect_left(self.taken, (start + 1,)) - 1
        return at < 0 or start >= self.taken[at][1] + (self.entities[at].label == "LOC")

    def _is_joined(self, before: Mention, mention: Mention) -> bool:
        return before.end == mention.start - 1 and self.shadow[before.end] in JOINTS

    def _is_listed(self, mention: Mention) -> bool:
        """连通 | 甲市、| 乙市两市的村镇: one of several places that share what follows."""
        return "、" in {self.shadow[mention.end : mention.end + 1], self.shadow[mention.start - 1 : mention.start]}

    def _is_idle_among(self, areas: Sequence[Mention], mention: Mention, end: int) -> bool:
        """甲市获评文明城市，| 乙市 | 入选名单，进出口增长5%: one of several clauses of which each has its place?"""
        if not areas or mention.entity is None or self.numbers.within(mention.end, end):
            return False
        last = areas[-1].entity
        return last is not None and self.shadow[mention.start - 1] in ",;" and not contains(last, mention.entity)

    def _reach(self, mention: Mention, end: int, stop: int) -> int:
        """How far what stands for its clause holds; 0 where it is what all that follows is about."""
        if CONSEQUENCE.search(self.shadow, end - 1, stop):
            return 0  # 台风登陆 | 菲律宾，造成5人死亡
        if is_site(mention.entity) and self.numbers.within(mention.end, end):
            close = self.shadow.find(";", end, stop)
            return close if close >= 0 else stop  # 甲铁路发送旅客5万人次，运输货物3吨
        return end

    def _go_on(self, told: Sequence[Told], span: Span, wholes: Container[str], *, opening: bool) -> None:
        """What the next sentences are about, by the areas of this one before its last number."""
        last = self.numbers.last(*span)
        self.last = self.carried
        for step in told:
            if step.start > last:
                break
            self.last = step.frame
            if step.frame.text is not None or f"{step.frame.entity}" not in wholes:  # 甲省 | 乙县
                self._enter(step.frame, strong=self._is_strong(step.frame, span[0], opening=opening))

    def _is_strong(self, place: Place, start: int, *, opening: bool) -> bool:
        """Does the place hold for its paragraph: a country, a province, 全市, 在甲县，…, or what opens it?"""
        if place.entity is None or place.text is not None:
            return True
        entity, shadow = self.by_id[place.entity], self.shadow
        if entity.path is not None and "/" not in entity.path:
            return True
        if shadow.startswith(("全县", "全市", "全区", "全村", "全镇"), entity.end):
            return True
        if shadow[entity.start - 1 : entity.start] == "在" and shadow[entity.end : entity.end + 1] == ",":
            return True
        return opening and not self.numbers.within(start, entity.start)

    def _enter(self, place: Place, *, strong: bool) -> None:
        """The area that the paragraph is about: the whole of those named; none where they stand side by side."""
        frame = self.frame
        if place in {NOWHERE, frame}:
            return
        if frame == NOWHERE:
            self.frame = place if strong and not self.mixed else NOWHERE
        elif place.text is not None:
            if frame.text is None or LOWER[_pointed(place)] >= LOWER[_pointed(frame)]:
                self.frame = place
        elif frame.text is None:
            old, new = self.by_id[f"{frame.entity}"], self.by_id[f"{place.entity}"]
            if old.text != new.text and not contains(old, new) and (old.path is None or old.path != new.path):
                self.frame, self.mixed = NOWHERE, True

    def _place(self, mention: Mention) -> Place:
        if mention.entity is not None:
            return Place(mention.entity.id, None)
        text = self.shadow[mention.start : mention.end]
        level = "国" if mention.whole else text[-1]
        return Place(self._resolve(level, mention.start, that=text[0] == "该"), text)

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
                return step.place
        return self.carried

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


def _pointed(place: Place) -> str:
    """The level of 全市, 我国."""
    return (place.text or "国")[-1]


def overlaid(told: Sequence[Told], local: Sequence[tuple[int, int, Place]], carried: Place) -> list[Told]:
    """What is told with places that hold only up to an offset: after it, what held before."""
    if not local:
        return list(told)
    base = Told(-1, carried, carried)
    steps: list[tuple[int, Told | None]] = [(step.start, step) for step in told]
    for start, end, place in local:
        steps += [(start, Told(start, place, place)), (end, None)]
    steps.sort(key=itemgetter(0))
    areas = iter((*told, None))
    upcoming = next(areas)
    found: list[Told] = []
    for at, step in steps:
        while upcoming is not None and upcoming.start <= at:
            base, upcoming = upcoming, next(areas)
        found.append(Told(at, base.place, base.frame) if step is None else step)
    return found


def _level(entity: Entity) -> str:
    return (entity.path or entity.text)[-1]


def _stem(publication: str | None) -> str | None:
    match = PUBLISHER.match(publication or "")
    return match.group("stem") if match else None
