"""Spans of the tagger's text → entities of the document, places resolved, scores as probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from newsextract.document import Document
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.namesakes import NOWHERE
from newsextract.entities.stream import Stream
from newsextract.records import Entity


def entities(document: Document, source: Stream, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Entity]:
    """The entities in reading order, with the document's own offsets and surfaces."""
    located = [span for span in spans if span.label == "LOC"]
    names = [source.text[span.start : span.end] for span in located]
    adjacent = [False, *(one.end == other.start for one, other in pairwise(located))]
    resolved = iter(gazetteer.resolve(names, adjacent, document.meta.publication))
    result = []
    for number, span in enumerate(spans, start=1):
        start, end = source.origin(span.start, span.end)
        code, path = next(resolved) if span.label == "LOC" else NOWHERE
        surface = document.text[start:end]
        result.append(Entity(f"e{number}", start, end, surface, span.label, code, path, probability(span), span.rule))
    return result


# Logistic calibration on the dev set (training/entities/calibrate.py).
_SLOPE, _SHIFT = 0.814, 0.361


def probability(span: Span) -> float:
    """How likely the mention is right, from its mean log-odds."""
    return round(1 / (1 + math.exp(-(_SLOPE * span.score + _SHIFT))), 3)
