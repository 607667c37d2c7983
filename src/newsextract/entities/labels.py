"""The tag set: BIOES over three labels, and a span of text with its label."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.records import EntityLabel

LABELS: tuple[EntityLabel, ...] = ("PERSON", "ORG", "LOC")
OUTSIDE = 0
STATES = 1 + 4 * len(LABELS)
"""O, then B I E S of each label: state 1 + 4·label + {B: 0, I: 1, E: 2, S: 3}."""

BEGIN, INSIDE, END, SINGLE = range(4)


class Span(NamedTuple):
    """Characters [start, end) carry `label`; `score` is the tagger's log-odds or a rule's weight."""

    start: int
    end: int
    label: EntityLabel
    score: float = 0.0
    rule: str = "tagger"


def state(label: EntityLabel, part: int) -> int:
    """The state of the `part` (BEGIN, INSIDE, END, SINGLE) of an entity."""
    return 1 + 4 * LABELS.index(label) + part


def states(length: int, label: EntityLabel) -> list[int]:
    """The states of one entity's characters: B I … I E, or S."""
    if length == 1:
        return [state(label, SINGLE)]
    return [state(label, BEGIN), *[state(label, INSIDE)] * (length - 2), state(label, END)]
