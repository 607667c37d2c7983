"""What kind of thing a quantity counts or measures, by its unit."""

from __future__ import annotations

from newsextract.facts.words import is_ratio, unit_kind
from newsextract.records import Quantity

HAPPENINGS = frozenset("起宗件例")
"""Classifiers of what happens."""
PERSONS = frozenset(("名", "位", ""))
"""Classifiers of people; none, too, mostly counts people: 30万 | 市民."""
PEOPLE = frozenset(("人", "名", "位"))
"""Units of people."""


def kind_of(quantity: Quantity) -> str:
    """The kind of its unit; a count of things by a unit that words.toml does not name is a classifier's."""
    kind = unit_kind(quantity.unit)
    return "classifiers" if kind == "measures" and quantity.dimension == "count" else kind


def is_share(quantity: Quantity) -> bool:
    """93%, 三成, 三分之一, 1/3, 一半."""
    text = quantity.text
    return is_ratio(quantity.unit) or (
        not quantity.unit and ("分之" in text or "/" in text or text[-1] in "半数" or "一半" in text)
    )
