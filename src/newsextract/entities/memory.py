"""One decision for the whole document: a name found surely once is found everywhere, under one label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from newsextract.entities.labels import LABELS, Span
from newsextract.records import EntityLabel

_SURE = 2.0
"""Log-odds from which a name is sure: of one mention, or summed over mentions that alone would be weak."""
_BONUS = 4.0


def names(text: str, spans: Sequence[Span]) -> dict[str, EntityLabel]:
    """Each surely found name and the label that its mentions speak for, by their summed odds."""
    votes: dict[str, dict[EntityLabel, float]] = defaultdict(lambda: dict.fromkeys(LABELS, 0.0))
    for span in spans:
        votes[text[span.start : span.end]][span.label] += max(span.score, 0.1)
    result: dict[str, EntityLabel] = {}
    for name, odds in votes.items():
        label = max(LABELS, key=odds.__getitem__)
        if odds[label] >= _SURE and len(name) >= 2:
            result[name] = label
    return result


def agreed(text: str, spans: Sequence[Span], known: dict[str, EntityLabel]) -> list[Span]:
    """The same spans, each name under its document-wide label."""
    return [
        span._replace(label=label)
        if (label := known.get(text[span.start : span.end], span.label)) != span.label
        else span
        for span in spans
    ]


def proposals(text: str, known: dict[str, EntityLabel]) -> Iterator[Span]:
    """Every occurrence of the known names, the longest first where they overlap."""
    if not known:
        return
    listed = sorted(known)
    automaton = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest)
    for index, start, end in automaton.find_matches_as_indexes(text):
        yield Span(start, end, known[listed[index]], _BONUS, "document")
