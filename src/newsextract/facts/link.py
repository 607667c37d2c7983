"""Quantities → facts: what each measures, its trend and basis, its date and its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.facts.chunk import Span, tokenize
from newsextract.facts.kinds import is_of_parties
from newsextract.facts.scopes import NOWHERE, Place
from newsextract.facts.sentence import Reading, Sentence
from newsextract.facts.tables import cells
from newsextract.facts.when import Governor
from newsextract.facts.where import Places
from newsextract.records import Date, Entity, Fact, Indicator, Quantity

HEADLINE = re.compile(r"[^\n。!?;:]{6,40}(?<![,、.…])\n")
"""A short line without a stop: the next item of a digest begins."""
LONGEST = 1000
"""Characters of a sentence that are read as one: what has no full stop for longer is a table or a list."""
Linked = tuple[Reading, Date | None, Place]
EMPTY: Linked = (Reading(None, "fact.none", None, None), None, NOWHERE)


def link(
    document: Document, quantities: Sequence[Quantity], dates: Sequence[Date], entities: Sequence[Entity]
) -> list[Fact]:
    """One fact for each quantity, in text order, ids f1 …; mention lists are sorted by start and disjoint."""
    if not quantities:
        return []
    sentences = _whole(document)
    parties = {index for index, quantity in enumerate(quantities) if is_of_parties(quantity)}
    holding = _holding(sentences, [q for index, q in enumerate(quantities) if index not in parties])
    tokens = tokenize(document.shadow, [sentences[i] for i in holding], quantities, dates, entities)
    spans = dict(zip(holding, tokens.sentences, strict=True))
    governor = Governor(dates, document, quantities)
    places = Places(document.shadow, entities, document.meta, quantities)
    found: dict[int, Linked] = {}
    last = 0
    for number, (start, end) in enumerate(sentences[: holding[-1] + 1] if holding else ()):
        if "\n" in document.shadow[last:start]:
            governor.paragraph(headed=HEADLINE.match(document.shadow, start) is not None)
            places.paragraph()
        last = end
        governor.turn()
        span = spans.get(number)
        if span is None:
            governor.skip(end)
            places.skip()
            continue
        governor.skip(start)
        times = governor.sentence(tokens, span)
        told = places.sentence((start, end))
        for at, reading in Sentence(tokens, span, quantities, dates, times).read().items():
            if tokens.mentions[at] in parties:
                continue
            found[tokens.mentions[at]] = reading, times.get(at), places.of(tokens.offset(at), reading.where, told)
    for index, cell in cells(document, quantities, dates).items():
        reading, time, place = found.get(index, EMPTY)
        found[index] = replace(reading, words=cell.title, rule="fact.row"), cell.time or time, place
    return [_fact(document, index, quantity, *found.get(index, EMPTY)) for index, quantity in enumerate(quantities)]


def _fact(
    document: Document, index: int, quantity: Quantity, reading: Reading, time: Date | None, place: Place
) -> Fact:
    words = reading.words
    return Fact(
        id=f"f{index + 1}",
        quantity=quantity.id,
        indicator=Indicator(document.text[words[0] : words[1]], *words) if words else None,
        trend=reading.trend,
        basis=reading.basis,
        time=time.id if time else None,
        place=place.entity,
        place_text=place.text,
        rule=reading.rule,
    )


def _whole(document: Document) -> list[Span]:
    """The sentences: those that only a semicolon parts joined (subjects and dates run on), endless ones cut."""
    joined: list[Span] = []
    shadow = document.shadow
    for start, end in document.sentences:
        if joined and shadow[joined[-1][1] - 1] == ";" and "\n" not in shadow[joined[-1][1] : start]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return [(at, min(at + LONGEST, end)) for start, end in joined for at in range(start, end, LONGEST)]


def _holding(sentences: Sequence[Span], quantities: Sequence[Quantity]) -> list[int]:
    """Indices of the sentences in which a quantity starts."""
    found: list[int] = []
    at = 0
    for quantity in quantities:
        while at < len(sentences) and sentences[at][1] <= quantity.start:
            at += 1
        if at < len(sentences) and sentences[at][0] <= quantity.start and (not found or found[-1] != at):
            found.append(at)
    return found
