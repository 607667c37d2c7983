"""Records ↔ pandas: one typed DataFrame a table, joined by doc_id and the mentions' ids."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from newsextract.dates.published import normal
from newsextract.document import Document
from newsextract.errors import InputError
from newsextract.pipeline import Pipeline, load
from newsextract.records import Meta, Record
from newsextract.tables import TABLES, Kind, rows

Row = dict[Any, Any]

TYPES: dict[Kind, str] = {
    "integer": "Int64",
    "category": "category",
    "number": "Float64",
    "score": "Float64",
    "flag": "boolean",
}


def to_frames(records: Iterable[Record], *, exact: bool = False) -> dict[str, pd.DataFrame]:
    """One DataFrame for each of TABLES, even where it is empty.

    Offsets are Int64, numbers Float64 (or Decimal objects with `exact`), start_date and end_date datetime64[s], closed
    vocabularies and units categories. A policy's items are a list of (part, text) pairs, a check's facts a list of ids.
    """
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    for record in records:
        for table, row in rows(record):
            found[table].append(row)
    return {
        table: _typed(pd.DataFrame(found[table], columns=list(columns)), columns, exact)
        for table, columns in TABLES.items()
    }


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
    text give no article. A publication date that cannot be read is kept in meta.extra, and one warning counts them.
    Raises InputError NX107 where the frame has no such column.
    """
    named = {"text": text, "title": title, "published": published, "doc_id": doc_id}
    absent = [f"{field}={column!r}" for field, column in named.items() if column is not None and column not in frame]
    if absent:
        fix = f"Columns here: {', '.join(map(str, frame.columns))}"
        raise InputError("NX107", f"no column {', '.join(absent)}", where="the frame", fix=fix)
    extractor = pipeline or load()
    unread: list[str] = []

    def documents() -> Iterator[Document]:
        for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
            content = row[text]
            if not isinstance(content, str) or not content.strip():
                continue
            name = _text(row, doc_id) or str(index)
            day, extra = _day(row, published), {}
            if day is not None and normal(day) is None:
                unread.append(f"{name}: {published} = {day:.50}")
                day, extra = None, {str(published): day}
            meta = Meta(title=_text(row, title), extra=extra)
            yield extractor.read(content, published=day, meta=meta, doc_id=name)

    tables = to_frames(extractor.pipe(documents()))
    if unread:
        first = "; ".join(unread[:3])
        message = f"NX108: {len(unread):,} publication dates cannot be read ({first}). Write them like 2019-10-17"
        warnings.warn(message, stacklevel=2)
    return tables


def _text(row: Row, column: str | None) -> str | None:
    value = row[column] if column else None
    return None if value is None or value != value else str(value)  # noqa: PLR0124  NaN is not itself


def _day(row: Row, column: str | None) -> str | None:
    value = row[column] if column else None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return (_text(row, column) or "").strip() or None


def _typed(frame: pd.DataFrame, columns: dict[str, Kind], exact: bool) -> pd.DataFrame:
    kept = ("number",) if exact else ()
    frame = frame.astype({name: TYPES[kind] for name, kind in columns.items() if kind in TYPES and kind not in kept})
    for name in (name for name, kind in columns.items() if kind == "day"):
        # Years before 1 or after 9999 have no datetime: they stay in `value`.
        frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    return frame
