"""Records as flat tables, joined by doc_id and the mentions' ids: the shape behind pandas, CSV, Parquet and SQLite."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, Literal

import msgspec

from newsextract.records import Date, Entity, Fact, Quantity, Record

Row = dict[str, Any]
Kind = Literal["text", "category", "integer", "number", "score", "day", "flag", "list"]

CONTEXT = 500
"""Characters of a sentence before and after an observation; sentences of up to twice as many are given whole."""

_SPAN: dict[str, Kind] = {"doc_id": "text", "id": "text", "start": "integer", "end": "integer", "text": "text"}

_AMOUNT: dict[str, Kind] = {
    "value": "number",
    "low": "number",
    "high": "number",
    "unit": "category",
    "per": "category",
    "mod": "category",
}
_BASE: dict[str, Kind] = {
    "base_value": "number",
    "base_low": "number",
    "base_high": "number",
    "base_unit": "category",
}

TABLES: dict[str, dict[str, Kind]] = {
    "articles": {
        "doc_id": "text",
        "title": "text",
        "publication": "category",
        "published": "text",
        "published_from": "category",
        "page": "text",
        "section": "text",
        "authors": "list",
        "characters": "integer",
        "path": "text",
        "text": "text",
        "rest": "text",
    },
    "quantities": _SPAN | _AMOUNT | {"dimension": "category"} | _BASE | {"rule": "category"},
    "dates": _SPAN
    | {
        "timex": "category",
        "value": "text",
        "mod": "category",
        "relation": "category",
        "start_date": "day",
        "end_date": "day",
        "rule": "category",
    },
    "policies": _SPAN
    | {
        "kind": "category",
        "head": "text",
        "items": "list",
        "canonical": "text",
        "number": "text",
        "rule": "category",
    },
    "entities": _SPAN | {"label": "category", "code": "text", "path": "text", "score": "score", "rule": "category"},
    "facts": {
        "doc_id": "text",
        "id": "text",
        "quantity": "text",
        "indicator": "text",
        "indicator_start": "integer",
        "indicator_end": "integer",
        "trend": "category",
        "basis": "category",
        "time": "text",
        "place": "text",
        "place_text": "text",
        "rule": "category",
    },
    "checks": {
        "doc_id": "text",
        "id": "text",
        "kind": "category",
        "holds": "flag",
        "expression": "text",
        "facts": "list",
    },
    "observations": {
        "doc_id": "text",
        "id": "text",
        "title": "text",
        "published": "text",
        "indicator": "text",
        "text": "text",
        **_AMOUNT,
        **_BASE,
        "trend": "category",
        "basis": "category",
        "time": "text",
        "time_value": "text",
        "start_date": "day",
        "end_date": "day",
        "place": "text",
        "place_path": "text",
        "sentence": "text",
        "start": "integer",
        "end": "integer",
    },
}
"""Table → column → kind. Numbers are Decimals, days ISO strings, lists lists of strings or of (part, text).

`observations` repeats what the others have: the facts with all that their ids point to, for who does not join tables.
`rest` is JSON of all that no other column holds, so that tables can be read back (newsextract.untable).
"""


def rows(record: Record) -> Iterator[tuple[str, Row]]:
    """(table, row) for the article and everything extracted from it; a row has the table's columns in their order."""
    yield "articles", _article(record)
    for table, columns in TABLES.items():
        if table in _WHOLE:
            continue
        flatten = _FLATTEN.get(table, _plain)
        for item in getattr(record, table):
            row = {"doc_id": record.doc_id} | flatten(item)
            yield table, {name: row[name] for name in columns}
    for row in observations(record):
        yield "observations", row


def observations(record: Record) -> Iterator[Row]:
    """A row a fact: what, how much, when, where, and the sentence that says so."""
    quantities = {quantity.id: quantity for quantity in record.quantities}
    dates = {date.id: date for date in record.dates}
    places = {entity.id: entity for entity in record.entities}
    for fact in record.facts:
        quantity = quantities.get(fact.quantity)
        if quantity is None:
            continue  # an edited record
        row = {"doc_id": record.doc_id, "title": record.meta.title, "published": record.meta.published}
        row |= _measured(fact, quantity)
        row |= _located(fact, dates.get(fact.time or ""), places.get(fact.place or ""))
        row["sentence"] = _sentence(record, quantity)
        yield {name: row[name] for name in TABLES["observations"]}


def _measured(fact: Fact, quantity: Quantity) -> Row:
    said = fact.indicator.text if fact.indicator else None
    return _plain(quantity) | {"id": fact.id, "indicator": said, "trend": fact.trend, "basis": fact.basis}


def _located(fact: Fact, date: Date | None, place: Entity | None) -> Row:
    return {
        "time": date and date.text,
        "time_value": date and date.value,
        "start_date": date and date.start_date,
        "end_date": date and date.end_date,
        "place": place.text if place else fact.place_text,
        "place_path": place and place.path,
    }


def _sentence(record: Record, quantity: Quantity) -> str | None:
    """The sentence that the quantity begins in, as it stands in the text; of a very long one what is around it."""
    number = bisect_right(record.sentences, quantity.start, key=itemgetter(0)) - 1
    if number < 0 or record.sentences[number][1] <= quantity.start:
        return None
    start, end = record.sentences[number]
    if end - start <= 2 * CONTEXT:
        return record.text[start:end]
    # A list of numbers without a full stop would otherwise be repeated with each of them.
    first, last = max(start, quantity.start - CONTEXT), min(end, quantity.end + CONTEXT)
    return f"{'…' * (first > start)}{record.text[first:last]}{'…' * (last < end)}"


def _plain(item: Any) -> Row:
    return {name: getattr(item, name) for name in item.__struct_fields__}


def _article(record: Record) -> Row:
    meta = record.meta
    return {
        "doc_id": record.doc_id,
        "title": meta.title,
        "publication": meta.publication,
        "published": meta.published,
        "published_from": meta.published_from,
        "page": meta.page,
        "section": meta.section,
        "authors": [author.name for author in meta.authors],
        "characters": len(record.text),
        "path": record.source.path,
        "text": record.text,
        "rest": _rest(record),
    }


def _rest(record: Record) -> str:
    names = ("schema_version", "source", "meta", "zones", "sentences")
    items = {policy.id: [(item.start, item.end) for item in policy.items] for policy in record.policies if policy.items}
    return msgspec.json.encode({name: getattr(record, name) for name in names} | {"items": items}).decode()


def _policy(item: Any) -> Row:
    return _plain(item) | {"items": [(part.part, part.text) for part in item.items]}


def _fact(item: Any) -> Row:
    words = item.indicator
    parts = (words.text, words.start, words.end) if words else (None, None, None)
    return _plain(item) | dict(zip(("indicator", "indicator_start", "indicator_end"), parts, strict=True))


def _check(item: Any) -> Row:
    return _plain(item) | {"facts": list(item.facts)}


_FLATTEN: dict[str, Callable[[Any], Row]] = {"policies": _policy, "facts": _fact, "checks": _check}
_WHOLE = ("articles", "observations")
"""Tables of no list of the record's."""
