"""The working article that flows through the stages: text, its shadow, zones, sentences, reference date."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.records import Meta, Source, Zone

NOWHERE = Source()


@dataclass(frozen=True, slots=True)
class Document:
    """One article on its way through the pipeline. Stages read it; none changes it.

    text: the article as given; every offset counts its code points.
    shadow: the same length as text, normalised (see newsextract.text), with navigation and boilerplate zones
        blanked to line feeds, so that whatever a recogniser finds in it is content, at the text's own offsets.
    zones, sentences: code point spans, in order. meta: title, publication … as known so far.
    reference: the publication date as EDTF (“2019-10-17”, or “2019” where only the year is known), else None.
    source: where it came from.
    """

    doc_id: str
    text: str
    shadow: str
    zones: tuple[Zone, ...]
    sentences: tuple[tuple[int, int], ...]
    meta: Meta
    reference: str | None
    source: Source = NOWHERE
