"""What a run wrote, in the real tools that people open it with: Datasette, DuckDB, Frictionless."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import newsextract
from newsextract.batch import Settings, run_batch
from newsextract.config import Config
from newsextract.readers import Article
from newsextract.records import Meta, Record, Source

ROOT = Path(__file__).parents[2]
Run = Callable[[str], Path]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """format → folder of the corpus in it, with an article whose cells a spreadsheet might run."""

    def made(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        items = [Article("=hostile", '=1+1，公元前221年，投入"3"亿元,\r\n3亿元', Source(), Meta(title="@题"))]
        paths = sorted((ROOT / "corpus").glob("*.txt"))
        items += [Article(path.stem, path.read_text(encoding="utf-8"), Source(), Meta()) for path in paths]
        run_batch(items, folder, Settings(Config(), name))
        return folder

    return made


def records(folder: Path) -> list[Record]:
    return list(newsextract.read(folder))


def test_datasette_serves_the_database(run: Run) -> None:
    app: Any = pytest.importorskip("datasette.app", reason="datasette is a development dependency (make test)")
    folder = run("sqlite")
    served = app.Datasette([str(folder / "newsextract.sqlite")], settings={"num_sql_threads": 0})

    async def ask(address: str) -> Any:
        response = await served.client.get(address)
        assert response.status_code == 200, response.text
        return response

    async def visit() -> None:
        assert "quantities" in (await ask("/newsextract")).text
        rows = (await ask("/newsextract/quantities.json?_shape=array&_size=max&base_unit=CNY")).json()
        wanted = [q for r in records(folder) for q in r.quantities if q.base_unit == "CNY"]
        assert sorted(row["text"] for row in rows) == sorted(q.text for q in wanted)
        facets = (await ask("/newsextract/entities.json?_facet=label&_size=0")).json()["facet_results"]
        assert "ORG" in str(facets)
        # The full-text index is found by Datasette itself.
        found = (await ask("/newsextract/articles.json?_search=脱贫攻坚&_shape=array")).json()
        holding = {record.doc_id for record in records(folder) if "脱贫攻坚" in record.text}
        assert {row["doc_id"] for row in found} == holding
        assert "zzrb-d18-tuopin" in holding
        assert 'name="_search"' in (await ask("/newsextract/articles")).text

    # In a thread of its own: Playwright's tests leave a running loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, visit()).result()


def test_duckdb_reads_the_parquet_tables(run: Run) -> None:
    duckdb: Any = pytest.importorskip("duckdb", reason="duckdb is a development dependency (make test)")
    folder = run("parquet")
    tables = {"q": "quantities", "f": "facts", "d": "dates"}
    for short, table in tables.items():
        duckdb.sql(f"CREATE OR REPLACE VIEW {short} AS FROM read_parquet('{folder}/{table}/*/*.parquet')")
    ((total,),) = duckdb.sql("SELECT sum(base_value) FROM q WHERE base_unit = 'CNY'").fetchall()
    wanted = [q for r in records(folder) for q in r.quantities]
    assert total == pytest.approx(float(sum(q.base_value or 0 for q in wanted if q.base_unit == "CNY")))
    joined = duckdb.sql("SELECT count(*) FROM f JOIN q ON f.doc_id = q.doc_id AND f.quantity = q.id").fetchall()
    assert joined == [(len(wanted),)]
    timed = duckdb.sql("SELECT count(*) FROM f JOIN d ON f.doc_id = d.doc_id AND f.time = d.id").fetchall()
    assert timed == [(sum(fact.time is not None for r in records(folder) for fact in r.facts),)]


JOINED = """
SELECT f.id, f.indicator, f.trend, f.basis, q.text, q.value, q.low, q.high, q.unit, q.mod,
       q.base_unit, d.value, d.start_date
FROM f JOIN q ON f.doc_id = q.doc_id AND f.quantity = q.id LEFT JOIN d ON f.doc_id = d.doc_id AND f.time = d.id
ORDER BY f.doc_id, q.start
"""
FLAT = """
SELECT id, indicator, trend, basis, text, value, low, high, unit, mod, base_unit, time_value, start_date
FROM o ORDER BY doc_id, start
"""


def test_observations_are_what_the_joins_give(run: Run) -> None:
    duckdb: Any = pytest.importorskip("duckdb", reason="duckdb is a development dependency (make test)")
    folder = run("parquet")
    for short, table in {"q": "quantities", "f": "facts", "d": "dates", "o": "observations"}.items():
        duckdb.sql(f"CREATE OR REPLACE VIEW {short} AS FROM read_parquet('{folder}/{table}/*/*.parquet')")
    rows = duckdb.sql(FLAT).fetchall()
    assert rows == duckdb.sql(JOINED).fetchall()
    assert len(rows) == sum(len(record.facts) for record in records(folder))


def test_duckdb_reads_the_csv_tables(run: Run) -> None:
    duckdb: Any = pytest.importorskip("duckdb", reason="duckdb is a development dependency (make test)")
    folder = run("csv")
    rows = duckdb.read_csv(str(folder / "quantities.csv")).project("doc_id, text, value").fetchall()
    wanted = [(r, q) for r in records(folder) for q in r.quantities]
    assert len(rows) == len(wanted)
    # “-3.5” has an apostrophe, so that no spreadsheet takes it for a formula.
    assert [row[1].lstrip("'") for row in rows] == [q.text for _, q in wanted]


def test_the_data_package_is_valid(run: Run) -> None:
    """Types, keys and references of every row, as frictionless checks them."""
    frictionless: Any = pytest.importorskip(
        "frictionless", reason="frictionless is a development dependency (make test)"
    )
    folder = run("csv")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == 8
    package = frictionless.Package(str(folder / "datapackage.json"))
    rows = package.get_resource("quantities").read_rows()
    assert [row["value"] for row in rows] == [q.value for r in records(folder) for q in r.quantities]
