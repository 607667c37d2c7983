"""Dates, periods, clock times, durations and recurrences: found in the shadow, resolved as a newspaper means them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from newsextract.config import Config
from newsextract.dates.lexicon import lexicon
from newsextract.dates.published import published
from newsextract.dates.recognise import find
from newsextract.dates.resolve import resolve
from newsextract.document import Document
from newsextract.records import Date

__all__ = ["build", "published"]


def build(config: Config) -> Callable[[Document, str], list[Date]]:
    """A function from an article and its free text (the shadow, claimed characters replaced) to its Date records."""
    lexicon()
    return extract


def extract(document: Document, free: str) -> list[Date]:
    """The article's time expressions, sorted and disjoint, with ids d1, d2 …"""
    text = document.text
    found = resolve(document.shadow, find(free), document.reference)
    return [
        Date(
            id=f"d{number}",
            start=shape.start,
            end=shape.end,
            text=text[shape.start : shape.end],
            timex=reading.timex,  # type: ignore[arg-type]
            value=reading.value,
            mod=reading.mod,  # type: ignore[arg-type]
            relation=reading.relation,  # type: ignore[arg-type]
            start_date=_iso(reading.first),
            end_date=_iso(reading.last),
            rule=reading.rule,
        )
        for number, (shape, reading) in enumerate(found, 1)
    ]


@lru_cache(maxsize=4096)
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
