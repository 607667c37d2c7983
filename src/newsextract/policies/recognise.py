"""From document to policies: propose, settle overlaps, then read head, items and canonical name of each winner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from newsextract.config import Config
from newsextract.document import Document
from newsextract.policies import (
    bare,
    documents,
    formulas,
    heads,
    items,
    laws,
    lexicon,
    programmes,
    repeats,
    slogans,
    unmarked,
)
from newsextract.policies.candidates import Candidate, Priority, Quote, quotes, settle
from newsextract.policies.definitions import Item
from newsextract.records import Policy, PolicyItem

# A definition belongs to the name before it rather than to the one behind it, as many characters farther as this.
PREFER_BEHIND = 10
# A name is explained early, if at all.
MOST_PLACES = 50
# The canonical name of a mention that has the surface of a known policy and is another one: there is none.
NOBODYS = ""


def build(config: Config) -> Callable[[Document], list[Policy]]:
    """The recogniser with the shipped lexicon and the user's entries; raises ConfigError NX203 for a bad entry."""
    return Recogniser(lexicon.load(config.policy), bare.Bare())


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A configured policy recogniser: Document → policies, sorted, disjoint, ids p1 … in reading order."""

    known: lexicon.Lexicon
    bare: bare.Bare

    def __call__(self, document: Document) -> list[Policy]:
        shadow = document.shadow
        marks = quotes(shadow)
        winners = settle(self._propose(shadow, marks), len(shadow))
        if not winners:
            return []
        if again := list(self._company(shadow, winners, marks)):
            winners = settle([*winners, *again], len(shadow))
        winners = slogans.whole(shadow, winners)
        explained = self._items(shadow, winners)
        names = self._canonical(shadow, winners)
        return [
            self._policy(document, number, one, explained.get(number - 1, []), names[number - 1])
            for number, one in enumerate(winners, 1)
        ]

    def _propose(self, shadow: str, marks: list[Quote]) -> Iterator[Candidate]:
        spans = documents.titles(shadow)
        yield from documents.in_marks(shadow, spans)
        yield from self._known_titles(shadow, spans)
        yield from documents.by_number(shadow)
        yield from unmarked.find(shadow, marks)
        yield from laws.find(shadow)
        yield from laws.find_regulations(shadow)
        yield from formulas.find(shadow)
        yield from self._known_quoted(marks)
        # What a quotation with a known name may be is settled.
        unknown = [mark for mark in marks if mark.text not in self.known.by_surface]
        yield from slogans.find(shadow, unknown)
        yield from programmes.find(shadow, unknown)
        yield from self._known_bare(shadow)
        yield from self.bare.find(shadow)

    def _company(self, shadow: str, winners: list[Candidate], marks: list[Quote]) -> Iterator[Candidate]:
        """What the names found so far make a name."""
        yield from repeats.find(shadow, winners, marks)
        yield from repeats.short_forms(shadow, winners, marks)
        yield from slogans.fellows(shadow, winners, marks)

    def _known_titles(self, shadow: str, spans: list[tuple[int, int]]) -> Iterator[Candidate]:
        for start, end in spans:
            if (entry := self.known.by_surface.get(shadow[start:end])) and entry.kind in ("document", "programme"):
                yield Candidate(start, end, "document", "policy.document.known", Priority.TITLE, end + 1)

    def _known_quoted(self, marks: list[Quote]) -> Iterator[Candidate]:
        for mark in marks:
            if entry := self.known.by_surface.get(mark.text):
                rule = f"policy.{entry.kind}.known"
                yield Candidate(mark.start, mark.end, entry.kind, rule, Priority.QUOTED_KNOWN, mark.after)

    def _known_bare(self, shadow: str) -> Iterator[Candidate]:
        speaks_abroad: bool | None = None
        for start, name_end in self.known.find(shadow):
            entry = self.known.by_surface[shadow[start:name_end]]
            if entry.kind == "document" and not laws.stands_alone(shadow, start, name_end):
                continue
            end = laws.past_draft(shadow, name_end) if entry.kind == "document" else name_end
            closing = shadow[end : end + 1]
            after = end + (closing in ("”", '"') and shadow[start - 1 : start] in ("“", '"'))
            # A name that holds a quotation (“健康中国2030”规划纲要) beats what the quotation alone may be.
            priority = Priority.QUOTED_KNOWN if "“" in shadow[start:end] else Priority.KNOWN
            canonical = None
            if entry.name.startswith(laws.REPUBLIC) and not shadow.startswith(laws.REPUBLIC, start):
                speaks_abroad = laws.abroad(shadow) if speaks_abroad is None else speaks_abroad
                if laws.is_foreign(shadow, start, shadow[start:name_end], speaks_abroad):
                    canonical = NOBODYS
            yield Candidate(start, end, entry.kind, f"policy.{entry.kind}.known", priority, after, canonical)

    def _items(self, shadow: str, winners: list[Candidate]) -> dict[int, list[Item]]:
        """Items by winner's index: of each name, the mention that stands nearest to its explanation."""
        places: dict[str, list[int]] = {}
        for index, one in enumerate(winners):
            if one.kind in ("formula", "slogan"):
                places.setdefault(shadow[one.start : one.end], []).append(index)
        found: dict[int, list[Item]] = {}
        for name, everywhere in places.items():
            entry = self.known.by_surface.get(name)
            indices = everywhere[:MOST_PLACES]
            bounds = [0, *(winners[index].end for index in indices)]
            starts = [*(winners[index].start for index in indices[1:]), len(shadow)]
            explained: list[tuple[int, int, list[Item]]] = []
            for index, floor, ceiling in zip(indices, bounds, starts, strict=False):
                one = winners[index]
                if parts := items.explain(shadow, one, floor, ceiling, entry.items if entry else None):
                    ahead, behind = one.start - parts[-1].end, parts[0].start - one.end
                    explained.append((max(behind, ahead + PREFER_BEHIND), index, parts))
            if explained:
                _, index, parts = min(explained, key=lambda each: each[:2])
                found[index] = parts
        return found

    def _canonical(self, shadow: str, winners: list[Candidate]) -> list[str | None]:
        """Canonical names: the lexicon's, or the full title where a short form of it stands in the article."""
        names: list[str | None] = []
        full: dict[str, list[int]] = {}
        # The latest titles are the ones that a short form may stand for; each once, the latest last.
        earlier: dict[str, None] = {}
        for index, one in enumerate(winners):
            surface = shadow[one.start : one.end].replace("\n", "")
            entry = self.known.by_surface.get(surface)
            names.append(entry.name if one.canonical is None and entry else one.canonical or None)
            if one.kind != "document":
                continue
            if surface in documents.SHORT_KINDS:
                title = documents.canonical_of_short(surface, list(islice(reversed(earlier), MOST_PLACES)))
                names[index] = title
                for place in full.pop(title or "", []):
                    names[place] = names[place] or title
            else:
                earlier.pop(surface, None)
                earlier[surface] = None
                full.setdefault(surface, []).append(index)
        return names

    def _policy(
        self, document: Document, number: int, one: Candidate, parts: list[Item], canonical: str | None
    ) -> Policy:
        text = document.text
        head = (heads.of_plan if one.rule == programmes.PLAN else heads.of)(document.shadow, one.after)
        return Policy(
            id=f"p{number}",
            start=one.start,
            end=one.end,
            text=text[one.start : one.end],
            kind=one.kind,
            head=text[slice(*head)] if head and one.kind != "document" else None,
            items=tuple(PolicyItem(part, text[start:end], start, end) for part, start, end in parts),
            canonical=canonical,
            number=one.number,
            rule=one.rule,
        )
