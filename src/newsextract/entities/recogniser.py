"""The steps of a document: tag, weigh the rules' proposals, tidy, remember names, resolve places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsextract.document import Document
from newsextract.entities import (
    addresses,
    coordination,
    divisions,
    extensions,
    given,
    grammar,
    handles,
    latin,
    listings,
    memory,
    tidy,
)
from newsextract.entities.decoding import Scores, decode
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.merging import Cells, merge, on_word_edges
from newsextract.entities.output import entities
from newsextract.entities.stream import Stream, stream
from newsextract.records import Entity


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds the entities of documents. score: the tagger, text → log-odds (n, states)."""

    score: Callable[[str], Scores]
    gazetteer: Gazetteer

    def __call__(self, documents: Sequence[Document]) -> list[list[Entity]]:
        """The entities of each document. A step goes over all of them: its patterns and tables stay in the cache."""
        works = [Work(stream(document)) for document in documents]
        written = [work for work in works if work.text]
        for work in written:
            work.read(self.score)
        for step in STEPS:
            for work in written:
                work.spans = step(work, self.gazetteer)
        return [
            entities(document, work.source, work.spans, self.gazetteer)
            for document, work in zip(documents, works, strict=True)
        ]


class Work:
    """A document between the steps.

    spans: its entities so far. scores, cells: the tagger's. fits: whether a short name stands between words.
    known: the names it surely has. persons: those of people.
    """

    __slots__ = ("cells", "fits", "known", "persons", "scores", "source", "spans", "text")

    def __init__(self, source: Stream) -> None:
        self.source = source
        self.text = source.text
        self.spans: list[Span] = []
        self.known: dict[str, memory.Known] = {}
        self.persons: list[str] = []

    def read(self, tagger: Callable[[str], Scores]) -> None:
        """Ask the tagger, and see where words end."""
        self.scores = tagger(self.text)
        self.cells: Cells = self.scores.data  # type: ignore[assignment]  # of floats
        self.fits = on_word_edges(self.text)

    def merged(self, proposals: Iterable[Span], *, fitting: bool = False) -> list[Span]:
        """The spans with those proposals that outweigh them. fitting: only where words end."""
        if fitting:
            return merge(self.cells, self.spans, proposals, self.fits)
        return merge(self.cells, self.spans, proposals)


Step = Callable[[Work, Gazetteer], list[Span]]
"""From a document between the steps to its next spans."""

_BY_RULE = frozenset({"organisation", "place", "byline", "person"})
_BY_MEMORY = frozenset({"document", "nickname"})


def _remembered(work: Work, gazetteer: Gazetteer) -> list[Span]:
    work.known = memory.names(work.text, work.spans)
    return memory.agreed(work.text, work.spans, work.known)


def _called(work: Work, gazetteer: Gazetteer) -> list[Span]:
    work.spans, surnames = given.paired(work.text, work.spans)
    work.spans = work.merged(surnames)
    return work.merged(given.given(work.text))


def _nicknamed(work: Work, gazetteer: Gazetteer) -> list[Span]:
    work.persons = [work.text[span.start : span.end] for span in work.spans if span.label == "PERSON"]
    return work.merged(sorted(addresses.nicknames(work.text, work.persons)))


STEPS: tuple[Step, ...] = (
    lambda work, gazetteer: decode(work.scores),
    lambda work, gazetteer: work.merged(gazetteer.proposals(work.text), fitting=True),
    lambda work, gazetteer: tidy.tidied(work.text, tidy.without_phrases(work.text, work.spans), gazetteer),
    lambda work, gazetteer: handles.outside(work.text, work.spans),
    lambda work, gazetteer: grammar.parted(work.text, work.spans, gazetteer),
    lambda work, gazetteer: work.merged(grammar.surroundings(work.text, work.cells, gazetteer)),
    lambda work, gazetteer: work.merged(grammar.joined(work.text, work.spans, work.cells)),
    lambda work, gazetteer: work.merged(grammar.bodies(work.text, work.spans, gazetteer)),
    lambda work, gazetteer: work.merged(extensions.extended(work.text, work.spans, gazetteer)),
    lambda work, gazetteer: work.merged(divisions.divisions(work.text, work.spans)),
    lambda work, gazetteer: work.merged(grammar.remains(work.text, work.spans, work.cells, gazetteer)),
    lambda work, gazetteer: work.merged(grammar.listed(work.text, work.spans, gazetteer)),
    lambda work, gazetteer: work.merged(coordination.after(work.text, work.spans, gazetteer)),
    lambda work, gazetteer: work.merged(listings.quoted(work.text, work.spans, gazetteer)),
    lambda work, gazetteer: work.merged(listings.shared(work.text, work.spans, gazetteer)),
    lambda work, gazetteer: work.merged(listings.firms(work.text, gazetteer)),
    lambda work, gazetteer: work.merged(grammar.counties(work.text, gazetteer)),
    lambda work, gazetteer: work.merged(grammar.introduced(work.text, work.spans)),
    lambda work, gazetteer: work.merged(grammar.bracketed(work.text, work.spans)),
    lambda work, gazetteer: work.merged(latin.bracketed(work.text, work.spans)),
    lambda work, gazetteer: tidy.tidied(work.text, work.spans, gazetteer, _BY_RULE),
    lambda work, gazetteer: grammar.persons(work.text, work.spans, gazetteer),
    _remembered,
    lambda work, gazetteer: work.merged(memory.proposals(work.text, work.known), fitting=True),
    lambda work, gazetteer: work.merged(memory.reporting(work.text, work.known)),
    _nicknamed,
    _called,
    # What the memory added may be a title (市委|书记) where the first mention was none.
    lambda work, gazetteer: tidy.tidied(work.text, work.spans, gazetteer, _BY_MEMORY),
    lambda work, gazetteer: work.merged(addresses.addressed(work.text, work.persons)),
    lambda work, gazetteer: handles.outside(work.text, work.spans),
)
