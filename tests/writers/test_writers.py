"""Finished JSON → files, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import dataset

from newsextract.errors import OutputError
from newsextract.pipeline import Pipeline
from newsextract.records import Meta, Record, from_json
from newsextract.tables import TABLES, Kind
from newsextract.writers import FORMATS, replacing
from newsextract.writers.csv import cell
from newsextract.writers.json import file_name


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_formats_read_back(tmp_path: Path, pipeline: Pipeline, name: str) -> None:
    records = [pipeline(f"投入{n}亿元。", doc_id=f"甲/{n}") for n in range(3)]
    files = FORMATS[name].write(tmp_path, 7, [(r.doc_id, r.to_json()) for r in records])
    assert sorted(files) == sorted(path.name for path in tmp_path.iterdir())
    bodies = [(tmp_path / file).read_bytes() for file in files]
    lines = [line for body in bodies for line in (body.splitlines() if name == "jsonl" else [body])]
    assert [from_json(line) for line in lines] == records


def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="NX401"), replacing(tmp_path / "absent" / "a.json"):
        pass


@given(st.text(min_size=1))
def test_any_doc_id_makes_one_file_name_of_its_own(doc_id: str) -> None:
    name = file_name(doc_id)
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\\0:*?"<>|\n')
    assert name not in ("", ".", "..")
    if name == doc_id:
        assert file_name(doc_id + "/") != name


def test_plain_names_stay_as_they_are() -> None:
    assert file_name("zzrb-d18-tuopin") == "zzrb-d18-tuopin"
    assert file_name("A_gwr2026_河南省") == "A_gwr2026_河南省"
    assert file_name("../../etc/passwd").startswith("_")
    assert file_name("长" * 300) != file_name("长" * 301)


TEXT = "2018年，云溪县投入扶贫资金31.5亿元，比上年增长5—8%，“三变”改革带动3万多户。"


def written(folder: Path, pipeline: Pipeline, name: str) -> list[Record]:
    """Three articles of different years, one with a title that a spreadsheet would run, in the format's files."""
    metas = [Meta(title="=1+1", published="2019-10-17"), Meta(title="乙", published="2020-01-02"), Meta()]
    records = [pipeline(TEXT, doc_id=f"a{n}", meta=meta) for n, meta in enumerate(metas)]
    lines = [(record.doc_id, record.to_json()) for record in records]
    files = FORMATS[name].write(folder, 0, lines[:2]) + FORMATS[name].write(folder, 1, lines[2:])
    FORMATS[name].finish(folder, files)
    assert all(FORMATS[name].exists(folder, file) for file in files)
    return records


def test_csv_is_safe_for_spreadsheets_and_pandas(tmp_path: Path, pipeline: Pipeline) -> None:
    records = written(tmp_path, pipeline, "csv")
    assert sorted(p.stem for p in tmp_path.glob("*.csv")) == sorted(TABLES)
    assert (tmp_path / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    articles = pd.read_csv(tmp_path / "articles.csv")
    assert list(articles["title"][:2]) == ["'=1+1", "乙"]
    assert list(articles["text"]) == [TEXT] * 3
    quantities = pd.read_csv(tmp_path / "quantities.csv", dtype=str)
    assert len(quantities) == sum(len(record.quantities) for record in records)
    assert "3150000000" in set(quantities["value"])


def test_sqlite_joins_and_searches(tmp_path: Path, pipeline: Pipeline) -> None:
    records = written(tmp_path, pipeline, "sqlite")
    with closing(sqlite3.connect(tmp_path / "newsextract.sqlite")) as connection:
        query = "SELECT q.value FROM quantities q JOIN facts f ON f.doc_id = q.doc_id AND f.quantity = q.id"
        assert len(connection.execute(query).fetchall()) == sum(len(record.facts) for record in records)
        search = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH '扶贫资金'"
        assert connection.execute(search).fetchone() == (3,)
        exact = connection.execute("SELECT DISTINCT value FROM quantities WHERE text = '31.5亿元'").fetchall()
        assert exact == [(3_150_000_000,)]


def test_parquet_is_partitioned_by_year(tmp_path: Path, pipeline: Pipeline) -> None:
    records = written(tmp_path, pipeline, "parquet")
    years = sorted(p.name for p in (tmp_path / "quantities").iterdir())
    assert years[:2] == ["year=2019", "year=2020"]
    table = dataset.dataset(tmp_path / "quantities", partitioning="hive").to_table().to_pandas()
    assert len(table) == sum(len(record.quantities) for record in records)
    assert table["value"].max() == 3_150_000_000


EXPECTED = {
    "doc_id": "a0",
    "id": "f1",
    "title": "'=1+1",
    "published": "2019-10-17",
    "indicator": "扶贫资金",
    "value": "3150000000",
    "unit": "元",
    "base_value": "3150000000",
    "base_unit": "CNY",
    "time": "2018年",
    "time_value": "2018",
    "start_date": "2018-01-01",
    "end_date": "2018-12-31",
    "place": "云溪县",
    "start": "15",
    "end": "21",
}


def test_observations_need_no_join(tmp_path: Path, pipeline: Pipeline) -> None:
    written(tmp_path, pipeline, "csv")
    table = pd.read_csv(tmp_path / "observations.csv", dtype=str, keep_default_na=False)
    assert list(table.columns) == list(TABLES["observations"])
    first = table[table.text == "31.5亿元"].iloc[0]
    cells = {name: value for name, value in first.items() if value}
    assert cells == EXPECTED | {"sentence": TEXT, "text": TEXT[int(first.start) : int(first.end)]}


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("=SUM(A1)", "text", "'=SUM(A1)"),
        ("+86", "text", "'+86"),
        ("-5%", "category", "'-5%"),
        ("@cmd", "text", "'@cmd"),
        (Decimal("-5"), "number", "-5"),
        (Decimal("1E+3"), "number", "1000"),
        (None, "text", ""),
        (True, "flag", "true"),
        (["甲", "乙"], "list", '["甲", "乙"]'),
        ("1+19+14", "text", "1+19+14"),
    ],
)
def test_cells(value: object, kind: Kind, expected: str) -> None:
    assert cell(value, kind) == expected


def test_removed_shards_leave_the_database(tmp_path: Path, pipeline: Pipeline) -> None:
    written(tmp_path, pipeline, "sqlite")
    FORMATS["sqlite"].remove(tmp_path, ["newsextract.sqlite#0"])
    with closing(sqlite3.connect(tmp_path / "newsextract.sqlite")) as connection:
        assert connection.execute("SELECT doc_id FROM articles").fetchall() == [("a2",)]
