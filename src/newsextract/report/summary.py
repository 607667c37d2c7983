"""What the overview of a run shows, gathered record by record; the texts themselves are not kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsextract.records import Record
from newsextract.report.article import NUMBERS
from newsextract.tables import Row, observations

LAYERS = ("quantities", "dates", "policies", "entities", "facts", "checks")
MONTHS = 36
"""An archive of more months than these is shown by years."""
COLUMNS = (
    *("indicator", "quantity", "value", "low", "high", "unit", "mod", "trend", "basis"),
    *("time", "place", "sentence", "address", "day"),
)
"""Of the explorer's lines. address: of the page, with the quantity's id; day: to draw it at."""
SERIES = 8
"""Policies that are followed over time: as many as a reader can tell apart."""
UNKNOWN = ""
_NAMED = {"PERSON": "people", "ORG": "organisations", "LOC": "places"}

Series = list[tuple[str, list[int]]]


@dataclass
class Summary:
    """Counts of a run. Months are YYYY-MM, a bare year where no more is known, or UNKNOWN."""

    articles: list[list[Any]] = field(default_factory=list)
    """[published, title, address, publication, [mentions of each of LAYERS]]"""
    totals: Counter[str] = field(default_factory=Counter)
    top: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    months: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """“articles” or a layer → month → count"""
    policy_months: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    failed: list[dict[str, str]] = field(default_factory=list)
    observations: list[list[Any]] = field(default_factory=list)
    """Lines of the explorer, of COLUMNS"""

    def add(self, record: Record, address: str) -> None:
        month = (record.meta.published or UNKNOWN)[:7]
        counts = {layer: len(getattr(record, layer)) for layer in LAYERS}
        self.totals.update(counts | {"characters": len(record.text)})
        for name, count in (("articles", 1), *counts.items()):
            self.months[name][month] += count
        title = record.meta.title or record.doc_id
        published, publication = record.meta.published or "", record.meta.publication or ""
        self.articles.append([published, title, address, publication, list(counts.values())])
        self.top["units"].update(quantity.unit for quantity in record.quantities if quantity.unit)
        # A name counts once an article: one article that repeats it is no trend.
        for label, text in {(entity.label, entity.text) for entity in record.entities}:
            self.top[_NAMED[label]][text] += 1
        for name in {policy.canonical or policy.text for policy in record.policies}:
            self.top["policies"][name] += 1
            self.policy_months[name][month] += 1
        self.failed += [
            {"address": address, "title": title, "expression": check.expression}
            for check in record.checks
            if not check.holds
        ]
        self._observe(record, address)

    def _observe(self, record: Record, address: str) -> None:
        quantities = {fact.id: fact.quantity for fact in record.facts}
        for row in observations(record):
            if row["indicator"] is None:
                continue
            self.top["indicators"][row["indicator"]] += 1
            unit = row["unit"] + (f"/{row['per']}" if row["per"] else "")
            numbers = {name: None if row[name] is None else float(row[name]) for name in NUMBERS}
            made = {
                "quantity": row["text"],
                "unit": unit,
                "time": _time(row),
                "place": row["place"] or "",
                "sentence": (row["sentence"] or "").strip(),
                "address": f"{address}#{quantities[row['id']]}",
                "day": _day(row),
            }
            line = row | numbers | made
            self.observations.append([line[name] for name in COLUMNS])

    def over_time(self) -> tuple[list[str], Series]:
        """The periods, and for articles and each layer the counts in them."""
        return _series(self.months, ("articles", *LAYERS))

    def policies_over_time(self) -> tuple[list[str], Series]:
        """The same for the policies named in most articles."""
        return _series(self.policy_months, [name for name, _ in self.top["policies"].most_common(SERIES)])


def _series(counts: Mapping[str, Counter[str]], names: Any) -> tuple[list[str], Series]:
    months = sorted({month for name in names for month in counts.get(name, ())} - {UNKNOWN})
    if not months:
        return [], []
    length = 7 if all(len(month) == 7 for month in months) and len(_between(months[0], months[-1])) <= MONTHS else 4
    periods = _between(months[0][:length], months[-1][:length])
    series = []
    for name in names:
        found: Counter[str] = Counter()
        for month, count in counts.get(name, {}).items():
            found[month[:length]] += count
        series.append((name, [found[period] for period in periods]))
    return periods, series


def _between(first: str, last: str) -> list[str]:
    """All periods from the first to the last, of years or of months as they are."""
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _time(row: Row) -> str:
    """The value, or for “now” and “recently” the article's own words."""
    value: str = row["time_value"] or ""
    return row["time"] if value.endswith("_REF") else value


def _day(row: Row) -> str:
    """The first day of the time; of “now” the day of publication."""
    now = row["published"] if row["time_value"] == "PRESENT_REF" else None
    return row["start_date"] or now or ""
