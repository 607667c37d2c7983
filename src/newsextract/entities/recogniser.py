"""The stages of one document: tag, weigh the rules' proposals, tidy, remember names, resolve places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsextract.document import Document
from newsextract.entities import grammar, memory, people, tidy
from newsextract.entities.decoding import Scores, decode
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.merging import Cells, merge, on_word_edges
from newsextract.entities.output import entities
from newsextract.entities.stream import stream
from newsextract.records import Entity


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds the entities of a document. score: the tagger, text → log-odds (n, states)."""

    score: Callable[[str], Scores]
    gazetteer: Gazetteer

    def __call__(self, document: Document) -> list[Entity]:
        source = stream(document)
        text = source.text
        if not text:
            return []
        given = self.score(text)
        scores: Cells = given.data  # type: ignore[assignment]  # of floats
        fits = on_word_edges(text)
        spans = merge(scores, decode(given), self.gazetteer.proposals(text), fits)
        spans = tidy.tidied(text, tidy.without_phrases(text, spans), self.gazetteer)
        spans = merge(scores, spans, grammar.surroundings(text, scores))
        spans = merge(scores, spans, grammar.joined(text, spans, scores))
        spans = merge(scores, spans, grammar.bodies(text, spans, self.gazetteer))
        spans = merge(scores, spans, grammar.extended(text, spans, self.gazetteer))
        spans = merge(scores, spans, grammar.listed(text, spans, self.gazetteer))
        spans = merge(scores, spans, grammar.counties(text, self.gazetteer))
        spans = merge(scores, spans, grammar.introduced(text, spans))
        spans = merge(scores, spans, grammar.bracketed(text, spans))
        spans = tidy.tidied(text, spans, self.gazetteer, _BY_RULE)
        spans = grammar.persons(text, spans, self.gazetteer)
        known = memory.names(text, spans)
        spans = memory.agreed(text, spans, known)
        spans = merge(scores, spans, memory.proposals(text, known), fits)
        named = [text[span.start : span.end] for span in spans if span.label == "PERSON"]
        spans = merge(scores, spans, people.nicknames(text, named))
        # What the memory added may be a title (市委|书记) where the first mention was none.
        spans = tidy.tidied(text, spans, self.gazetteer, _BY_MEMORY)
        spans = merge(scores, spans, people.addressed(text, named))
        return entities(document, source, spans, self.gazetteer)


_BY_RULE = frozenset({"organisation", "place", "byline", "person"})
_BY_MEMORY = frozenset({"document", "nickname"})
