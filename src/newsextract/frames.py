"""Records ↔ pandas: one typed DataFrame a table, joined by doc_id and the mentions' ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from newsextract.pipeline import Pipeline, load
from newsextract.records import Date, Entity, Fact, Meta, Policy, Quantity, Record

Row = dict[Any, Any]

TABLES = ("articles", "quantities", "dates", "policies", "entities", "facts", "checks")
INTEGERS = ("start", "end", "indicator_start", "indicator_end", "characters")
NUMBERS = ("value", "low", "high", "base_value", "base_low", "base_high")
CATEGORIES = (
    "unit", "per", "mod", "dimension", "base_unit", "rule", "timex", "relation", "kind", "label", "trend", "basis",
    "published_from", "publication",
)  # fmt: skip
DAYS = ("start_date", "end_date")


def to_frames(records: Iterable[Record], *, exact: bool = False) -> dict[str, pd.DataFrame]:
    """One DataFrame for each of TABLES, even where it is empty.

    Offsets are Int64, numbers Float64 (or Decimal objects with `exact`), start_date and end_date datetime64[s], closed
    vocabularies and units categories. A policy's items are a list of (part, text) pairs, a check's facts a list of ids.
    """
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for record in records:
        for table, row in _rows(record):
            rows[table].append(row)
    return {table: _typed(table, pd.DataFrame(rows[table], columns=_columns(table)), exact) for table in TABLES}


def extract_frame(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    doc_id: str | None = None,
    pipeline: Pipeline | None = None,
) -> dict[str, pd.DataFrame]:
    """Extract every row of a DataFrame of articles and return the tables.

    text, title, published, doc_id: names of its columns; the index serves as doc_id where none is named. Rows without
    text give no article.
    """
    extract = pipeline or load()

    def records() -> Iterator[Record]:
        for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
            content = row[text]
            if not isinstance(content, str) or not content.strip():
                continue
            meta = Meta(title=_text(row, title))
            name = _text(row, doc_id) or str(index)
            yield extract(content, published=_day(row, published), meta=meta, doc_id=name)

    return to_frames(records())


def _text(row: Row, column: str | None) -> str | None:
    value = row[column] if column else None
    return None if value is None or value != value else str(value)  # noqa: PLR0124  NaN is not itself


def _day(row: Row, column: str | None) -> str | None:
    value = row[column] if column else None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return _text(row, column)


def _rows(record: Record) -> Iterator[tuple[str, Row]]:
    meta = record.meta
    yield (
        "articles",
        {
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
        },
    )
    for table in TABLES[1:]:
        for item in getattr(record, table):
            row = {"doc_id": record.doc_id} | {name: getattr(item, name) for name in item.__struct_fields__}
            yield table, _FLATTEN.get(table, _unchanged)(row)


def _unchanged(row: Row) -> Row:
    return row


def _flat_fact(row: Row) -> Row:
    words = row.pop("indicator")
    parts = (words.text, words.start, words.end) if words else (None, None, None)
    return row | dict(zip(("indicator", "indicator_start", "indicator_end"), parts, strict=True))


def _flat_policy(row: Row) -> Row:
    return row | {"items": [(item.part, item.text) for item in row["items"]]}


def _flat_check(row: Row) -> Row:
    return row | {"facts": list(row["facts"])}


_FLATTEN: dict[str, Callable[[Row], Row]] = {"facts": _flat_fact, "policies": _flat_policy, "checks": _flat_check}
_STRUCTS = {"quantities": Quantity, "dates": Date, "policies": Policy, "entities": Entity}


def _columns(table: str) -> list[str]:
    if table == "articles":
        return [
            "doc_id", "title", "publication", "published", "published_from", "page", "section", "authors", "characters",
            "path", "text",
        ]  # fmt: skip
    if table == "facts":
        own = [name for name in Fact.__struct_fields__ if name != "indicator"]
        return ["doc_id", *own[:2], "indicator", "indicator_start", "indicator_end", *own[2:]]
    if table == "checks":
        return ["doc_id", "id", "kind", "holds", "expression", "facts"]
    return ["doc_id", *_STRUCTS[table].__struct_fields__]


def _typed(table: str, frame: pd.DataFrame, exact: bool) -> pd.DataFrame:
    types: dict[str, str] = dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(CATEGORIES, "category")
    types |= {} if exact or table != "quantities" else dict.fromkeys(NUMBERS, "Float64")
    frame = frame.astype({name: kind for name, kind in types.items() if name in frame})
    for name in (name for name in DAYS if name in frame):
        # Years before 1 or after 9999 have no datetime: they stay in `value`.
        frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    return frame
