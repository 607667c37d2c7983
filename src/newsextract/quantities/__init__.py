"""Quantities: every amount of an article with its value, unit, rate and modifier, and the same in base units."""

from __future__ import annotations

from collections.abc import Callable

from newsextract.config import Config
from newsextract.document import Document
from newsextract.quantities.recognise import find
from newsextract.quantities.units import lexicon
from newsextract.records import Quantity


def build(config: Config) -> Callable[[Document, str], list[Quantity]]:
    """The recogniser: (article, its shadow with claimed characters as U+E000) → quantities, sorted.

    Raises ConfigError NX203 where one of the user's units is not valid.
    """
    units = lexicon(config)
    return lambda document, free: find(document, free, units)
