"""What one shape means, and the inclusive bounds that its relation leaves open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from newsextract.dates.moments import Moment


class Reading(NamedTuple):
    """What one shape means. moment: None for durations, sets and vague references."""

    timex: str
    value: str
    mod: str | None
    relation: str | None
    first: date | None
    last: date | None
    rule: str


def opened(moment: Moment, relation: str | None) -> tuple[date | None, date | None]:
    return opened_days(moment.first, moment.last, relation)


def opened_days(first: date | None, last: date | None, relation: str | None) -> tuple[date | None, date | None]:
    """Bounds after the relation: since X is open at the end, before X ends the day before X begins."""
    if relation == "SINCE":
        return first, None
    if relation == "UNTIL":
        return None, last
    if relation == "BEFORE":
        return None, last if last != first else last and last - timedelta(1)
    if relation == "AFTER":
        return (last and last < date.max and last + timedelta(1)) or None, None
    return first, last
