"""Records as flat tables, joined by doc_id and the mentions' ids: the shape behind pandas, CSV, Parquet and SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from newsextract.records import Record

Row = dict[str, Any]
Kind = Literal["text", "category", "integer", "number", "score", "day", "flag", "list"]

_SPAN: dict[str, Kind] = {"doc_id": "text", "id": "text", "start": "integer", "end": "integer", "text": "text"}

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
    "quantities": _SPAN
    | {
        "value": "number",
        "low": "number",
        "high": "number",
        "unit": "category",
        "per": "category",
        "mod": "category",
        "dimension": "category",
        "base_value": "number",
        "base_low": "number",
        "base_high": "number",
        "base_unit": "category",
        "rule": "category",
    },
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
}
"""Table → column → kind. Numbers are Decimals, days ISO strings, lists lists of strings or of (part, text).

`rest` is JSON of all that no other column holds, so that tables can be read back (newsextract.untable).
"""


def rows(record: Record) -> Iterator[tuple[str, Row]]:
    """(table, row) for the article and everything extracted from it; a row has the table's columns in their order."""
    yield "articles", _article(record)
    for table, columns in TABLES.items():
        if table == "articles":
            continue
        flatten = _FLATTEN.get(table, _plain)
        for item in getattr(record, table):
            row = {"doc_id": record.doc_id} | flatten(item)
            yield table, {name: row[name] for name in columns}


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
