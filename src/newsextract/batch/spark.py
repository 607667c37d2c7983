"""Archives past one machine: the same records and tables from a Spark cluster (extra `spark`, and Java 17).

    from newsextract.batch.spark import extract
    extract(df).select("doc_id", "record").write.json("hdfs:///news/records")

The package and its data reach the executors as any Python package does: installed there, or packed and sent along
(`spark.archives=env.tar.gz#env` with PYSPARK_PYTHON=./env/bin/python). No shared disk is needed.
"""

# ruff: noqa: PLC0415  pyspark and pyarrow are optional
from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

import msgspec

from newsextract.batch.plan import SHARD_CHARACTERS, size_of
from newsextract.batch.run import Run, Settings, Totals
from newsextract.batch.work import LAYERS, UNRESOLVED, Outcome, outcomes
from newsextract.config import Config, load_config
from newsextract.errors import ConfigError, ExtractionError, InputError, MissingError, OutputError
from newsextract.pipeline import Pipeline, load
from newsextract.portions import portions
from newsextract.readers import Item, Options, check
from newsextract.readers import read_blob as items_of_blob
from newsextract.readers.article import Blob, failure, stem_of
from newsextract.readers.rows import item_of, missing
from newsextract.records import Source, from_json
from newsextract.tables import TABLES, rows
from newsextract.writers.parquet import UNKNOWN_YEAR, _cell, _pyarrow

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Kind = Literal["rows", "lines", "files"]

PATH = "_newsextract_path"  # where a row came from: no column of a user's own has this name
EXTRACTED = "unfinished"  # records of a run under way, removed when its tables are written
RECORDS = "records"
ERRORS = "errors"
FORMATS = ("jsonl", "parquet")
LINES = (".jsonl", ".ndjson")
BATCH = 256  # articles a batch of results: their records take some 10 MB
RETRIES = 4  # as on a cluster; Spark's own default for local masters is not to try again
COLUMNS = {
    "doc_id": "string",
    "year": "string",
    "record": "string",
    "error": "string",
    "code": "string",
    "characters": "long",
    "failing": "long",
    **dict.fromkeys(LAYERS, "long"),
}
"""Column → Spark type of what `extract` gives.

year: of publication, or “unknown”. record: the record's JSON, null where the article failed. error, code: the error
record's JSON and its code, null where all is well. failing: checks that do not hold. The rest: number of mentions.
"""


def extract(
    df: DataFrame,
    config: str | os.PathLike[str] | Mapping[str, Any] | Config | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    published: str | None = None,
    timeout: float = 30,
) -> DataFrame:
    """A row of COLUMNS for each row of `df`, in Python workers that load the pipeline once.

    df: a column `text`, and doc_id, title, published, publication where there are; other columns go to meta.extra.
    A row without doc_id is named by a hash of its content. columns: field → column name. published: for rows that bring
    none. timeout: seconds for one article, 0 for no limit.
    """
    options = {"columns": dict(columns or {})}
    return _extracted(df, "rows", options, load_config(config), published, timeout)


def run_spark(
    inputs: Iterable[str],
    output: str,
    settings: Settings,
    *,
    master: str = "local[*]",
    conf: Mapping[str, str] | None = None,
    options: Options | None = None,
    timeout: float = 30,
    fresh: bool = False,
) -> Run:
    """Extract the inputs into `output` on a cluster: folders `records` (jsonl) or one for each table (parquet), and
    `errors` where articles failed, each committed by Spark whole or not at all.

    inputs, output: any path that Hadoop knows. JSONL and Parquet are split over the cluster; of other formats each file
    is one task's. conf: Spark settings. fresh: replace what is there.
    Raises MissingError NX301 without pyspark or Java, OutputError NX406 where there is output and not `fresh`.
    """
    if settings.format not in FORMATS or settings.compress:
        fix = f"Known on Spark: {', '.join(FORMATS)}; no --compress"
        raise ConfigError("NX202", f"Spark does not write {settings.format} so", where="format", fix=fix)
    given = options or Options()
    check(given)
    with _session(master, conf or {}) as spark, _coded(output):
        _clear(spark, output, fresh=fresh)
        work = f"{output}/{EXTRACTED}"
        frames = [_source(spark, path, given) for path in inputs]
        how = {
            "input_format": given.input_format,
            "encoding": given.encoding,
            "errors": given.errors,
            "columns": dict(given.columns),
            "most_bytes": given.most_bytes,
            "most_ratio": given.most_ratio,
        }
        # Written first, so that neither a lost executor nor the second table repeats the extraction.
        for frame, kind in frames:
            made = _extracted(frame, kind, how, settings.config, settings.published, timeout)
            made.write.mode("append").parquet(work)
        done = spark.read.parquet(work)
        _write(done, output, settings.format)
        run = Run(_totals(done))
        _delete(spark, work)
    return run


def _source(spark: SparkSession, path: str, options: Options) -> tuple[DataFrame, Kind]:
    """What Spark reads at the path, and what its rows are."""
    from pyspark.sql import functions as f

    suffixes = PurePath(path.rstrip("/*")).suffixes
    kind = options.input_format or (suffixes[-1].removeprefix(".") if suffixes else "")
    if kind == "parquet":
        return spark.read.parquet(path).withColumn(PATH, f.input_file_name()), "rows"
    if options.input_format == "jsonl" or any(suffix in LINES for suffix in suffixes):
        return spark.read.text(path).withColumn(PATH, f.input_file_name()), "lines"
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    return files.select("content", f.col("path").alias(PATH)), "files"


def _extracted(
    df: DataFrame, kind: Kind, options: dict[str, Any], config: Config, published: str | None, timeout: float
) -> DataFrame:
    if kind == "rows" and (problem := missing(options["columns"], df.columns)) is not None:
        raise problem
    work = partial(
        _extract_batches,
        kind=kind,
        options=options,
        config=msgspec.json.encode(config),
        published=published,
        timeout=timeout,
    )
    return df.mapInArrow(work, ", ".join(f"{name} {type_}" for name, type_ in COLUMNS.items()))


def _extract_batches(
    batches: Iterator[pa.RecordBatch],
    *,
    kind: Kind,
    options: dict[str, Any],
    config: bytes,
    published: str | None,
    timeout: float,
) -> Iterator[pa.RecordBatch]:
    """In a Python worker: Arrow in, Arrow out."""
    import pyarrow as pa

    pipeline = _pipeline(config)
    schema = pa.schema([(name, pa.string() if type_ == "string" else pa.int64()) for name, type_ in COLUMNS.items()])
    found = (item for batch in batches for row in batch.to_pylist() for item in _ITEMS[kind](row, Options(**options)))
    for part, _ in portions(found, size_of, BATCH, SHARD_CHARACTERS):
        made = outcomes(pipeline, part, published, timeout)
        yield pa.RecordBatch.from_pylist([_row(one) for one in made], schema=schema)


@lru_cache(maxsize=1)
def _pipeline(config: bytes) -> Pipeline:
    """The pipeline of this process."""
    return load(msgspec.json.decode(config, type=Config))


class _Meta(msgspec.Struct):
    published: str | None = None


class _Head(msgspec.Struct):
    meta: _Meta


def _row(one: Outcome) -> dict[str, Any]:
    fine = one.error is None
    data = one.data.decode()
    published = msgspec.json.decode(one.data, type=_Head).meta.published if fine else None
    return {
        "doc_id": one.doc_id,
        "year": (published or "")[:4] or UNKNOWN_YEAR,
        "record": data if fine else None,
        "error": None if fine else data,
        "code": one.error,
        "characters": one.characters,
        "failing": len(one.findings),
        **dict(zip(LAYERS, one.counts, strict=True)),
    }


def _from_row(row: dict[str, Any], options: Options) -> Iterator[Item]:
    path = _path(row.pop(PATH, None))
    given = {name: value for name, value in row.items() if value is not None}
    data = msgspec.json.encode(row, enc_hook=str)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path=path, format="parquet" if path else None, sha256=digest)
    name = f"{stem_of(path) if path else 'row'}-{digest[:12]}"
    yield item_of(Blob(path or "", io.BytesIO(), options), given, name, path or name, source)


def _from_line(row: dict[str, Any], options: Options) -> Iterator[Item]:
    """The reader's item; a line that brings no doc_id is named by its hash: nobody knows its number on a cluster."""
    path, line = _path(row[PATH]) or "", row["value"].encode()
    unnamed = f"{stem_of(path)}-1"
    # The one item: what the reader says of the file after it, it says of this line alone.
    for item in islice(items_of_blob(Blob(path, io.BytesIO(line), replace(options, input_format="jsonl"))), 1):
        yield (
            item if item.doc_id != unnamed else _renamed(item, f"{unnamed[:-1]}{hashlib.sha256(line).hexdigest()[:12]}")
        )


def _from_file(row: dict[str, Any], options: Options) -> Iterator[Item]:
    path = _path(row[PATH]) or ""
    try:
        yield from items_of_blob(Blob(path, io.BytesIO(row["content"]), options))
    except InputError as error:
        yield failure(path, stem_of(path), error)


_ITEMS: dict[Kind, Callable[[dict[str, Any], Options], Iterator[Item]]] = {
    "rows": _from_row,
    "lines": _from_line,
    "files": _from_file,
}


def _renamed(item: Item, doc_id: str) -> Item:
    if isinstance(item, msgspec.Struct):
        return msgspec.structs.replace(item, doc_id=doc_id)
    return item.renamed(doc_id)


def _path(address: str | None) -> str | None:
    """A local file's path as the single machine knows it; other addresses as they are."""
    if address is None or not address.startswith("file:"):
        return address
    return unquote(re.sub("^file:/+", "/", address))


def _write(done: DataFrame, output: str, format_name: str) -> None:
    fine = done.where("record is not null")
    if format_name == "jsonl":
        fine.select("record").write.text(f"{output}/{RECORDS}")
    else:
        for table in TABLES:
            _table(fine, table).write.partitionBy("year").parquet(f"{output}/{table}")
    failed = done.where("error is not null").select("error")
    if not failed.isEmpty():
        failed.write.text(f"{output}/{ERRORS}")


def _table(done: DataFrame, table: str) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StringType

    schema = from_arrow_schema(_pyarrow()[1][table][1]).add("year", StringType())
    return done.select("year", "record").mapInArrow(partial(_table_batches, table=table), schema)


def _table_batches(batches: Iterator[pa.RecordBatch], *, table: str) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    schema = _pyarrow()[1][table][1].append(pa.field("year", pa.string()))
    for batch in batches:
        found = [
            {**{name: _cell(row[name], kind) for name, kind in TABLES[table].items()}, "year": given["year"]}
            for given in batch.to_pylist()
            for name_, row in rows(from_json(given["record"]))
            if name_ == table
        ]
        yield pa.RecordBatch.from_pylist(found, schema=schema)


def _totals(done: DataFrame) -> Totals:
    sums = done.where("code is null").selectExpr(
        "count(*) articles", *(f"coalesce(sum({name}), 0) {name}" for name in ("characters", "failing", *LAYERS))
    )
    found = sums.first()
    assert found is not None, "a sum has one row"
    errors = {row["code"]: row["count"] for row in done.where("code is not null").groupBy("code").count().collect()}
    mentions = {layer: found[layer] for layer in LAYERS}
    undated = done.where(f"code is null and year = '{UNKNOWN_YEAR}'")
    unresolved = undated.where(" or ".join(f"instr(record, '{mark}') > 0" for mark in UNRESOLVED)).count()
    return Totals(
        found["articles"], found["characters"], mentions, errors, found["failing"], [], undated.count(), unresolved
    )


@contextmanager
def _session(master: str, conf: Mapping[str, str]) -> Iterator[SparkSession]:
    """A Spark session; one that the process already has is used, and left open. Raises MissingError NX301."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[spark]'"
        raise MissingError("NX301", "--engine spark needs pyspark", fix=fix) from error
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        raise MissingError("NX301", "Spark needs Java", fix="Install Java 17 or newer, or set JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    before = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("newsextract").master(_retrying(master))
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
    for key, value in conf.items():
        builder = builder.config(key, value)
    spark = before or builder.getOrCreate()
    try:
        yield spark
    finally:
        if before is None:
            spark.stop()


def _retrying(master: str) -> str:
    """“local[2]” → “local[2,4]”: a task whose worker died is tried again, as it is on a cluster."""
    threads = re.fullmatch(r"local(?:\[([^,\]]+)\])?", master)
    return f"local[{threads[1] or 1},{RETRIES}]" if threads else master


def _clear(spark: SparkSession, output: str, *, fresh: bool) -> None:
    """Remove what earlier runs left; finished output only when told to."""
    _delete(spark, f"{output}/{EXTRACTED}")
    for name in (RECORDS, ERRORS, *TABLES):
        path = f"{output}/{name}"
        if fresh or not _exists(spark, f"{path}/_SUCCESS"):
            _delete(spark, path)
        else:
            fix = "Start over with --fresh, or choose another folder with -o"
            raise OutputError("NX406", "there is output already", where=path, fix=fix)


def _file_system(spark: SparkSession, path: str) -> tuple[Any, Any]:
    """Hadoop's file system for the path, and the path as it knows it."""
    gateway: Any = spark.sparkContext
    there = gateway._jvm.org.apache.hadoop.fs.Path(path)
    return there.getFileSystem(gateway._jsc.hadoopConfiguration()), there


def _exists(spark: SparkSession, path: str) -> bool:
    system, there = _file_system(spark, path)
    return bool(system.exists(there))


def _delete(spark: SparkSession, path: str) -> None:
    system, there = _file_system(spark, path)
    system.delete(there, True)


@contextmanager
def _coded(output: str) -> Iterator[None]:
    """What Spark says over a hundred lines, as one coded error."""
    from py4j.protocol import Py4JError
    from pyspark.errors import AnalysisException, PySparkException

    try:
        yield
    except AnalysisException as error:
        raise InputError("NX101", f"Spark cannot read it: {_first(error)}") from error
    except (PySparkException, Py4JError) as error:
        fix = "Spark's own log says more"
        raise ExtractionError("NX901", f"the Spark job failed: {_first(error)}", where=output, fix=fix) from error


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300]
