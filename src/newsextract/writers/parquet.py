"""Parquet tables in folders by year of publication: `quantities/year=2019/00000.parquet`."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from newsextract.errors import MissingError
from newsextract.records import from_json
from newsextract.tables import TABLES, Kind, Row, rows
from newsextract.writers.base import Format, Records
from newsextract.writers.files import replacing

UNKNOWN_YEAR = "unknown"


def write(folder: Path, number: int, records: Records) -> list[str]:
    """One file for each table and year that the shard has rows for."""
    parquet, schemas = _pyarrow()
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for _, data in records:
        record = from_json(data)
        year = (record.meta.published or "")[:4] or UNKNOWN_YEAR
        for table, row in rows(record):
            found[table, year].append({name: _cell(row[name], kind) for name, kind in TABLES[table].items()})
    names = []
    for (table, year), lines in sorted(found.items()):
        name = f"{table}/year={year}/{number:05}.parquet"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with replacing(folder / name) as stream:
            parquet.write_table(schemas[table][0].from_pylist(lines, schema=schemas[table][1]), stream)
        names.append(name)
    return names


def _cell(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind == "number":
        return float(value)
    if kind == "list":
        return [item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value]
    return value


@cache
def _pyarrow() -> tuple[Any, dict[str, Any]]:
    """The library, and (Table, schema) of each table. Raises MissingError NX301."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an optional package
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[parquet]'"
        raise MissingError("NX301", "writing Parquet needs pyarrow", fix=fix) from error
    types: dict[Kind, Any] = {
        "text": pa.string(),
        "category": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "score": pa.float64(),
        "day": pa.string(),
        "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    schemas = {table: pa.schema([(n, types[k]) for n, k in columns.items()]) for table, columns in TABLES.items()}
    return parquet, {table: (pa.Table, schema) for table, schema in schemas.items()}


PARQUET = Format(write)
