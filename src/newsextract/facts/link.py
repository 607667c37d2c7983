"""Quantities → facts: what each measures, its trend and basis, its date and its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.document import Document
from newsextract.facts import indicator as indicators
from newsextract.facts import trend as trends
from newsextract.facts.chunk import Span, Tokens, tokenize
from newsextract.facts.when import Governor
from newsextract.facts.where import NOWHERE, Place, Places
from newsextract.facts.words import words
from newsextract.records import Basis, Date, Entity, Fact, Indicator, Quantity, Trend

@dataclass(frozen=True, slots=True)
class Reading:
    """What has been read of one quantity. words: its indicator's offsets. named: its trend stands before its name."""

    words: Span | None
    rule: str
    trend: Trend | None
    basis: Basis | None
    named: bool = False


EMPTY: tuple[Reading, None, Place] = (Reading(None, "fact.none", None, None), None, NOWHERE)

def link(
    document: Document, quantities: Sequence[Quantity], dates: Sequence[Date], entities: Sequence[Entity]
) -> list[Fact]:
    """One fact for each quantity, in text order, ids f1 …"""
    if not quantities:
        return []
    sentences = _whole(document)
    holding = _holding(sentences, quantities)
    tokens = tokenize(document.shadow, [sentences[i] for i in holding], quantities, dates)
    spans = dict(zip(holding, tokens.sentences, strict=True))
    governor = Governor(dates)
    places = Places(document.shadow, entities, document.meta)
    found: dict[int, tuple[Reading, Date | None, Place]] = {}
    last = 0
    for number, (start, end) in enumerate(sentences):
        if "\n" in document.shadow[last:start]:
            governor.paragraph()
            places.paragraph()
        last = end
        span = spans.get(number)
        if span is None:
            governor.skip(end)
            continue
        governor.skip(start)
        times = governor.sentence(tokens, span)
        told = places.sentence((start, end))
        for at, reading in _read(tokens, span, quantities, dates, times).items():
            place = places.at(tokens.starts[at], told)
            found[tokens.mentions[at]] = reading, times.get(at), place
    return [_fact(document, index, quantity, *found.get(index, EMPTY)) for index, quantity in enumerate(quantities)]


def _fact(document: Document, index: int, quantity: Quantity, reading: Reading, time: Date | None, place: Place) -> Fact:
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
    """The sentences, those that only a semicolon parts joined again: subjects and dates run on across it."""
    joined: list[Span] = []
    shadow = document.shadow
    for start, end in document.sentences:
        if joined and shadow[joined[-1][1] - 1] == ";" and "\n" not in shadow[joined[-1][1] : start]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


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


def _read(
    tokens: Tokens, span: Span, quantities: Sequence[Quantity], dates: Sequence[Date], times: dict[int, Date]
) -> dict[int, Reading]:
    """Word index of each quantity of a sentence → its reading."""
    classes = tokens.classes
    readings: dict[int, Reading] = {}
    shared: dict[int, Span] = {}
    previous = -1
    at = classes.find("Q", *span)
    while at >= 0:
        quantity = quantities[tokens.mentions[at]]
        first, end = indicators.clause_of(classes, at, span)
        last = readings.get(previous)
        chained = _chained(classes, at, previous, first)
        ratio = quantity.unit in indicators.RATIOS
        phrase = None
        name: Span | None = None
        rule = "fact.none"
        if at not in shared:
            _share(tokens, at, first, end, readings, shared)
        if at in shared:
            name, rule = shared[at], "fact.each"
        elif chained and last is not None and last.words is not None:
            name, rule = last.words, "fact.list"
        else:
            phrase = _phrase(tokens, at, first, end, quantity, ratio=ratio)
            if phrase is not None and quantity.unit in indicators.AGES and "M" not in classes[phrase.first : phrase.end]:
                phrase = None
            if phrase is not None:
                name, rule = (tokens.starts[phrase.first], tokens.ends[phrase.end - 1]), f"fact.{phrase.rule}"
            elif quantity.unit in indicators.PLACE_UNITS:
                name, rule = (quantity.end - len(quantity.unit), quantity.end), "fact.unit"
            elif quantity.unit not in indicators.AGES:
                name, rule = _carried(tokens, first, span, previous, last)
        noun = phrase.first if phrase is not None else None
        trend = trends.trend(tokens, at, first, noun)
        if trend is None and noun is not None and classes[noun - 2 : noun] == "Qj" and noun - 2 in readings:
            trend = readings[noun - 2].trend if readings[noun - 2].named else None
            named = True
        else:
            named = trend is not None and classes[at - 1] in 'nMsgvb")'
        basis = None
        if chained and last is not None and trend is None:
            trend, basis = last.trend, last.basis
        elif trend is not None:
            basis = trends.basis(tokens, at, span, previous, dates, times.get(at))
        readings[at] = Reading(name, rule, trend, basis, named)
        previous = at
        at = classes.find("Q", at + 1, span[1])
    return readings


def _chained(classes: str, at: int, previous: int, first: int) -> bool:
    """Directly after another quantity, or joined to it by 、 or 和: 26180户96467人, 10条、983公里."""
    between = classes[previous + 1 : at] if previous >= first else "?"
    return between in ("", "_", "j", "_j", "j_", "(")


def _phrase(
    tokens: Tokens, at: int, first: int, end: int, quantity: Quantity, *, ratio: bool
) -> indicators.Phrase | None:
    """The noun phrase on the side where this unit has it."""
    classes = tokens.classes
    left = classes[at - 1] if at > first else ","
    if left == "R":
        return None
    last = at
    while classes[last + 1 : last + 3] == "jQ":
        last += 2
    if quantity.unit in indicators.CLASSIFIERS or quantity.unit == "":
        phrase = indicators.after(tokens, last, end, counted=True)
        if phrase is None and left not in indicators.HEADS:
            phrase = indicators.headed(tokens, last, end)
        if phrase is not None:
            return phrase
        phrase = indicators.before(tokens, at, first, ratio=ratio)
        if phrase is not None and phrase.verbal:
            phrase = indicators.subject_before(tokens, phrase, first)
        return phrase
    if classes[at + 1 : at + 2] == "u" and not _paced(tokens, at):
        phrase = indicators.after(tokens, at, end, counted=False) or indicators.headed(tokens, at, end)
        if phrase is not None and ratio and left not in "TAoZuW":
            return indicators.predicate(tokens, phrase, end) or phrase
        if phrase is not None and "M" in classes[phrase.first : phrase.end]:
            return phrase
    if quantity.unit in indicators.PEOPLE and left not in 'nMgs")u':
        phrase = indicators.fate(tokens, at, end)
        if phrase is not None:
            return phrase
    phrase = indicators.before(tokens, at, first, ratio=ratio)
    if phrase is None or phrase.verbal:
        return (
            indicators.after(tokens, last, end, counted=False)
            or indicators.headed(tokens, last, end)
            or phrase
            or (indicators.fate(tokens, at, end) if quantity.unit in indicators.PEOPLE else None)
        )
    return phrase


def _paced(tokens: Tokens, at: int) -> bool:
    """以6%的速度: what stands before the number, not the pace, is measured."""
    return at + 2 < len(tokens.words) and tokens.words[at + 2] in words().pace


def _share(
    tokens: Tokens, at: int, first: int, end: int, readings: dict[int, Reading], shared: dict[int, Span]
) -> None:
    """分别: give each number of the clause its own name, from the list before 分别 or from the numbers before it."""
    each = tokens.classes.rfind("X", first, at)
    if each < 0 or tokens.classes.find("Q", each, at) >= 0:
        return
    numbers = [p for p in range(at, end) if tokens.classes[p] == "Q"]
    if len(numbers) < 2:
        return
    names = indicators.members(tokens, each, first, len(numbers))
    if names:
        shared.update(
            (p, (tokens.starts[n.first], tokens.ends[n.end - 1])) for p, n in zip(numbers, names, strict=True)
        )
        return
    earlier = list(readings.values())[-len(numbers) :]
    if len(earlier) == len(numbers):
        shared.update((p, r.words) for p, r in zip(numbers, earlier, strict=True) if r.words)


def _carried(tokens: Tokens, first: int, span: Span, previous: int, last: Reading | None) -> tuple[Span | None, str]:
    """An elided subject: that of a clause between, else what the number before measures, else an earlier clause's."""
    for _ in range(3):
        if first <= max(span[0], previous):
            break
        first, end = indicators.clause_of(tokens.classes, max(first - 2, span[0]), span)
        if first <= previous:
            break
        phrase = indicators.subject(tokens, first, end)
        if phrase is not None:
            return (tokens.starts[phrase.first], tokens.ends[phrase.end - 1]), "fact.subject"
    if last is not None and last.words is not None:
        return last.words, "fact.carried"
    return None, "fact.none"
