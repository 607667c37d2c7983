"""The static site of a run: an overview, a page an article, an explorer of indicators. Opens from disk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsextract.records import Fact, Quantity, Record
from newsextract.report.article import article_page
from newsextract.report.render import embed, page
from newsextract.writers import replacing
from newsextract.writers.json import file_name

LAYERS = ("quantities", "dates", "policies", "entities", "facts", "checks")
TOP = 30
PER_FILE = 2000  # lines of the explorer in one script file: loaded when they are needed


@dataclass
class Summary:
    """What the overview shows, gathered record by record so that an archive need not fit in memory."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    top: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    years: Counter[str] = field(default_factory=Counter)
    policy_years: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    failed: list[dict[str, str]] = field(default_factory=list)
    observations: list[list[Any]] = field(default_factory=list)

    def add(self, record: Record, address: str) -> None:
        year = (record.meta.published or "")[:4]
        self.years[year or "unknown"] += 1
        self.totals.update({layer: len(getattr(record, layer)) for layer in LAYERS})
        self.totals["characters"] += len(record.text)
        self.articles.append(
            {
                "title": record.meta.title or record.doc_id,
                "address": address,
                "published": record.meta.published or "",
                "publication": record.meta.publication or "",
                "counts": [len(getattr(record, layer)) for layer in LAYERS],
            }
        )
        self.top["units"].update(quantity.unit for quantity in record.quantities if quantity.unit)
        self.top["places"].update(entity.text for entity in record.entities if entity.label == "LOC")
        self.top["people"].update({entity.text for entity in record.entities if entity.label == "PERSON"})
        self.top["organisations"].update({entity.text for entity in record.entities if entity.label == "ORG"})
        for name in {policy.canonical or policy.text for policy in record.policies}:
            self.top["policies"][name] += 1
            self.policy_years[name][year or "unknown"] += 1
        self.failed += [
            {"address": address, "title": record.meta.title or record.doc_id, "expression": check.expression}
            for check in record.checks
            if not check.holds
        ]
        self._observe(record, address)

    def _observe(self, record: Record, address: str) -> None:
        quantities = {quantity.id: quantity for quantity in record.quantities}
        dates = {date.id: date for date in record.dates}
        places = {entity.id: entity.text for entity in record.entities}
        for fact in record.facts:
            if fact.indicator is None:
                continue
            quantity = quantities[fact.quantity]
            self.top["indicators"][fact.indicator.text] += 1
            date = dates.get(fact.time or "")
            self.observations.append(
                [
                    fact.indicator.text,
                    quantity.text,
                    _number(quantity),
                    quantity.unit + (f"/{quantity.per}" if quantity.per else ""),
                    date.value if date else "",
                    places.get(fact.place or "") or fact.place_text or "",
                    _sentence(record, quantity, fact),
                    address,
                ]
            )


def build_site(records: Iterable[Record], folder: Path) -> int:
    """Write the site into the folder, index.html first to open; returns the number of articles."""
    summary = Summary()
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for record in records:
        name = f"articles/{file_name(record.doc_id)}.html"
        _write(folder / name, article_page(record, home="../index.html"))
        summary.add(record, name)
    files = _write_observations(folder, sorted(summary.observations, key=lambda row: (row[0], row[4])))
    _write(folder / "index.html", page("index.html", layers=LAYERS, summary=summary, top=TOP, files=files))
    return len(summary.articles)


def _write_observations(folder: Path, rows: list[list[Any]]) -> list[dict[str, str]]:
    """The explorer's lines in script files (a page from disk may not fetch JSON), and which indicators each holds."""
    (folder / "data").mkdir(exist_ok=True)
    files = []
    for number, start in enumerate(range(0, len(rows), PER_FILE)):
        part = rows[start : start + PER_FILE]
        name = f"data/observations-{number:04}.js"
        _write(folder / name, f"observe({number}, {embed(part)});\n")
        files.append({"name": name, "first": part[0][0], "last": part[-1][0]})
    return files


def _number(quantity: Quantity) -> float | None:
    number = quantity.value if quantity.value is not None else quantity.low
    return None if number is None else float(number)


def _sentence(record: Record, quantity: Quantity, fact: Fact) -> str:
    for start, end in record.sentences:
        if start <= quantity.start < end:
            return record.text[start:end]
    return fact.indicator.text if fact.indicator else quantity.text


def _write(path: Path, content: str) -> None:
    with replacing(path, sync=False) as stream:
        stream.write(content.encode("utf-8", "replace"))
