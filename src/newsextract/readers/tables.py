"""Tables whose rows are articles: CSV, TSV, Parquet, SQLite, DuckDB."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import parse_qs, quote

import msgspec

from newsextract.errors import InputError, MissingError
from newsextract.readers.article import Blob, Item, Options, failure, source_of, stem_of
from newsextract.readers.decode import decode, read_whole
from newsextract.readers.rows import item_of, lacking

ROWS = 256  # rows of Parquet in memory at a time
SQLITE = "sqlite:"
DUCKDB = "duckdb:"


def read_csv(blob: Blob) -> Iterator[Item]:
    """Comma-separated, with a header row."""
    yield from _delimited(blob, "csv", ",")


def read_tsv(blob: Blob) -> Iterator[Item]:
    """Tab-separated, with a header row."""
    yield from _delimited(blob, "tsv", "\t")


def _delimited(blob: Blob, format_name: str, delimiter: str) -> Iterator[Item]:
    stem = stem_of(blob.path)
    try:
        text, encoding = decode(read_whole(blob), blob.options, blob.path)
    except InputError as error:
        yield failure(blob.path, stem, error)
        return
    csv.field_size_limit(blob.options.most_bytes)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="_more")
    try:
        if (problem := lacking(blob, rows.fieldnames or ())) is not None:
            yield failure(blob.path, stem, problem)
            return
        for number, row in enumerate(rows, 1):
            where = f"{blob.path}, row {number}"
            yield _item(blob, row, f"{stem}-{number}", where, format_name, encoding)
    except csv.Error as error:
        what = f"not {format_name.upper()}: {error} near line {rows.line_num}"
        yield failure(blob.path, stem, InputError("NX104", what, where=blob.path))


def read_parquet(blob: Blob) -> Iterator[Item]:
    """A Parquet file, some rows at a time."""
    try:
        from pyarrow import (  # noqa: PLC0415
            ArrowException,
            BufferReader,
            parquet,
        )
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[parquet]'"
        raise MissingError("NX301", "reading Parquet needs pyarrow", where=blob.path, fix=fix) from error
    stem = stem_of(blob.path)
    number = 0
    try:
        file = blob.stream if blob.stream.seekable() else BufferReader(read_whole(blob))
        table = parquet.ParquetFile(file)
        if (problem := lacking(blob, table.schema_arrow.names)) is not None:
            yield failure(blob.path, stem, problem)
            return
        for batch in table.iter_batches(ROWS):
            for row in batch.to_pylist():
                number += 1
                yield _item(blob, row, f"{stem}-{number}", f"{blob.path}, row {number}", "parquet", None)
    except InputError as error:
        yield failure(blob.path, stem, error)
    except (ArrowException, OSError) as error:
        yield failure(blob.path, stem, InputError("NX104", f"not Parquet: {error}", where=blob.path))


def read_sqlite(given: str, options: Options) -> Iterator[Item]:
    """Every row of `sqlite:PATH?table=NAME`, read-only. Raises InputError NX101 where file or table is missing."""
    path, _, query = given.removeprefix(SQLITE).partition("?")
    table = parse_qs(query).get("table", [""])[0]
    blob = Blob(given, io.BytesIO(), options)
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            # An identifier cannot be a parameter; doubled quotes keep it one identifier.
            rows = connection.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))  # noqa: S608
            if (problem := lacking(blob, [column[0] for column in rows.description])) is not None:
                yield failure(given, table, problem)
                return
            for number, row in enumerate(rows, 1):
                where = f"{given}, row {number}"
                yield _item(blob, dict(row), f"{table}-{number}", where, "sqlite", None)
    except sqlite3.Error as error:
        fix = "Write sqlite:PATH?table=NAME"
        raise InputError("NX101", f"the table cannot be read: {error}", where=given, fix=fix) from error


def read_duckdb(given: str, options: Options) -> Iterator[Item]:
    """Every row of `duckdb:PATH?table=NAME`, read-only. Raises InputError NX101 where file or table is missing."""
    try:
        import duckdb  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[duckdb]'"
        raise MissingError("NX301", "reading DuckDB needs duckdb", where=given, fix=fix) from error
    path, _, query = given.removeprefix(DUCKDB).partition("?")
    table = parse_qs(query).get("table", [""])[0]
    blob = Blob(given, io.BytesIO(), options)
    number = 0
    try:
        # Outside files stay shut: a view in a database that somebody sent could read any of them.
        with duckdb.connect(path, read_only=True, config={"enable_external_access": "false"}) as connection:
            rows = connection.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))  # noqa: S608
            names = [column[0] for column in rows.description or ()]
            if (problem := lacking(blob, names)) is not None:
                yield failure(given, table, problem)
                return
            while batch := rows.fetchmany(ROWS):
                for row in batch:
                    number += 1
                    where = f"{given}, row {number}"
                    values = dict(zip(names, row, strict=True))
                    yield _item(blob, values, f"{table}-{number}", where, "duckdb", None)
    except duckdb.Error as error:
        what = f"the table cannot be read: {str(error).splitlines()[0]}"
        raise InputError("NX101", what, where=given, fix="Write duckdb:PATH?table=NAME") from error


def _item(blob: Blob, row: dict[Any, Any], doc_id: str, where: str, format_name: str, encoding: str | None) -> Item:
    row = {name: value for name, value in row.items() if name != "_more"}
    try:
        data = msgspec.json.encode(row, enc_hook=str)
    except (UnicodeEncodeError, TypeError) as error:
        return failure(blob.path, doc_id, InputError("NX104", f"the row cannot be kept: {error}", where=where))
    return item_of(blob, row, doc_id, where, source_of(blob, format_name, encoding, data))
