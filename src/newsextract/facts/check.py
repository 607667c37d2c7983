"""Arithmetic that an article states or implies between its facts: sums, differences, shares, growth, restatements.

Precision first: a relation is reported only where words, unit and order support it; one that does not hold only where
the words leave no doubt, or where the printed number is a slip of the pen away from the computed one. Every search
looks at a bounded number of facts, so that a page of a thousand numbers costs a thousand times one.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.document import Document
from newsextract.facts.amounts import amount
from newsextract.facts.kinds import is_of_parties
from newsextract.facts.relations import SEARCHES, Finding, Item
from newsextract.records import Check, Date, Fact, Quantity

CUE = 12
"""Characters before a number in which a cue word stands."""


def check(
    document: Document, quantities: Sequence[Quantity], dates: Sequence[Date], facts: Sequence[Fact]
) -> list[Check]:
    """The relations found between the facts, in the order of their last number, ids c1 …"""
    if len(facts) < 2:
        return []
    items = _items(document, quantities, dates, facts)
    findings: dict[tuple[str, ...], Finding] = {}
    for search in SEARCHES:
        for finding in search(items):
            findings.setdefault(tuple(sorted(i.fact.id for i in finding.items)), finding)
    order = {item.fact.id: at for at, item in enumerate(items)}
    ordered = sorted(findings.values(), key=lambda f: max(order[i.fact.id] for i in f.items))
    return [
        Check(f"c{at}", found.kind, found.holds, found.expression, tuple(i.fact.id for i in found.items))
        for at, found in enumerate(ordered, 1)
    ]


def _items(
    document: Document, quantities: Sequence[Quantity], dates: Sequence[Date], facts: Sequence[Fact]
) -> list[Item]:
    """The facts whose quantity has one value, each with its surroundings."""
    by_id = {q.id: q for q in quantities}
    values = {d.id: d.value for d in dates}
    shadow, sentences = document.shadow, document.sentences
    found: list[Item] = []
    sentence = paragraph = at = 0
    for fact in facts:
        quantity = by_id[fact.quantity]
        printed = None if is_of_parties(quantity) else amount(quantity)
        if printed is None:
            continue
        while sentence + 1 < len(sentences) and sentences[sentence + 1][0] <= quantity.start:
            sentence += 1
        paragraph += "\n" in shadow[at : quantity.start]
        at = quantity.start
        found.append(
            Item(
                fact=fact,
                quantity=quantity,
                amount=printed,
                name=shadow[fact.indicator.start : fact.indicator.end] if fact.indicator else "",
                cue=shadow[max(quantity.start - CUE, 0) : quantity.start],
                sentence=sentence,
                paragraph=paragraph,
                time=values.get(fact.time or ""),
            )
        )
    return found
