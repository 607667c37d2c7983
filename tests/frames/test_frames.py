"""Records in pandas, and output read back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import newsextract
from newsextract.batch import Settings, run_batch
from newsextract.config import Config
from newsextract.errors import InputError, OutputError
from newsextract.pipeline import Pipeline
from newsextract.readers import Article
from newsextract.records import Meta, Source
from newsextract.tables import CONTEXT, TABLES, observations

ROOT = Path(__file__).parents[2]
TEXT = "2018年，全市投入扶贫资金31.5亿元，比上年增长5—8%。"


def test_tables_and_types(pipeline: Pipeline) -> None:
    frames = pipeline(TEXT, doc_id="a").to_frames()
    assert list(frames) == list(TABLES)
    quantities = frames["quantities"]
    assert list(quantities["text"]) == ["31.5亿元", "5—8%"]
    assert list(quantities["value"].isna()) == [False, True]
    assert quantities["value"].sum() == 3_150_000_000
    assert str(quantities["value"].dtype) == "Float64"
    assert str(quantities["start"].dtype) == "Int64"
    assert str(quantities["unit"].dtype) == "category"
    (day,) = frames["dates"].query("value == '2018'")["start_date"]
    assert day == pd.Timestamp("2018-01-01")
    joined = frames["facts"].merge(quantities, left_on=["doc_id", "quantity"], right_on=["doc_id", "id"])
    assert len(joined) == len(quantities)


def test_exact_numbers_stay_decimals(pipeline: Pipeline) -> None:
    values = pipeline("增长0.1%").to_frames(exact=True)["quantities"]["base_value"]
    assert list(values) == [Decimal("0.001")]


def test_an_article_without_mentions_has_all_tables(pipeline: Pipeline) -> None:
    frames = pipeline("无。").to_frames()
    assert [len(frames[table]) for table in TABLES] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert str(frames["quantities"]["value"].dtype) == "Float64"
    assert "indicator_start" in frames["facts"]


def test_observations_say_all_of_a_fact_in_a_row(pipeline: Pipeline) -> None:
    text = "2018年，全市粮食产量110万吨，比上年减少10万吨。巩义市新建公路20公里。"
    table = pipeline(text, doc_id="a").to_frames()["observations"]
    types = table.dtypes.astype(str)
    assert list(types[["value", "start", "start_date"]]) == ["Float64", "Int64", "datetime64[s]"]
    level, change, road = table.to_dict("records")
    assert [level[name] for name in ("indicator", "value", "time_value", "place")] == [
        "粮食产量",
        1.1e6,
        "2018",
        "全市",
    ]
    assert [change[name] for name in ("value", "trend", "basis")] == [100_000, "DECREASE", "YOY"]
    assert [road[name] for name in ("place", "place_path")] == ["巩义市", "河南省/郑州市/巩义市"]
    assert [row["sentence"] for row in (level, change, road)] == [text[:28], text[:28], text[28:]]
    for row in (level, change, road):
        assert text[row["start"] : row["end"]] == row["text"]


def test_a_sentence_without_end_is_not_repeated_whole(pipeline: Pipeline) -> None:
    """A list of numbers of any length makes a table as long, not as long squared."""
    record = pipeline("、".join(f"第{n}组种植小麦{n + 1}亩" for n in range(2000)), doc_id="a")
    rows = list(observations(record))
    assert len(rows) > 1000
    assert max(len(row["sentence"]) for row in rows) < 2 * CONTEXT + 20
    for row in rows:
        assert row["text"] in row["sentence"]
        assert row["sentence"].strip("…") in record.text


def test_extract_frame(pipeline: Pipeline) -> None:
    articles = pd.DataFrame(
        {
            "正文": ["今年投入3亿元。", None, "  ", "今年投入5亿元。"],
            "日期": [pd.Timestamp("2019-10-17"), pd.Timestamp("2019-10-18"), pd.NaT, "2020-01-01"],
            "标题": ["甲", "乙", None, None],
        },
        index=["w", "x", "y", "z"],
    )
    frames = newsextract.extract_frame(articles, text="正文", published="日期", title="标题", pipeline=pipeline)
    assert list(frames["articles"]["doc_id"]) == ["w", "z"]
    assert list(frames["articles"]["title"].isna()) == [False, True]
    assert list(frames["dates"]["value"]) == ["2019", "2020"]
    assert list(frames["quantities"]["value"]) == [3e8, 5e8]


def test_columns_that_are_not_there_are_a_coded_error(pipeline: Pipeline) -> None:
    articles = pd.DataFrame({"正文": ["今年投入3亿元。"]})
    with pytest.raises(InputError, match=r"NX107: no column text='内容', published='日期' .*Columns here: 正文"):
        newsextract.extract_frame(articles, text="内容", published="日期", pipeline=pipeline)


def test_dates_of_a_frame_that_cannot_be_read_are_kept_and_warned_of_once(pipeline: Pipeline) -> None:
    days = ["昨天", dt.date(2019, 10, 17), "17.10.2019", " ", dt.datetime(2019, 10, 17, 8)]
    articles = pd.DataFrame({"text": ["今年投入3亿元。"] * len(days), "日期": days})
    with pytest.warns(UserWarning, match="NX108: 2 publication dates .*0: 日期 = 昨天") as caught:
        frames = newsextract.extract_frame(articles, published="日期", pipeline=pipeline)
    assert len(caught) == 1
    assert list(frames["dates"]["value"]) == ["XXXX", "2019", "XXXX", "XXXX", "2019"]
    assert "昨天" in frames["articles"]["rest"][0]


def corpus_articles() -> list[Article]:
    """The project's articles, and some whose cells are hard: formulas, quotes, line ends, nothing found, long ones."""
    meta = Meta(title='=题,"a"', published="2018", publication="'-报", extra={"desk": ["本地", 1, None]})
    hard = [
        "=1+1投入3亿元",
        "'=2018年投入0.65亿元，“三变”指资源变资产、资金变股金、农民变股东。",
        "无。",
        '甲\r\n\t乙,"3户"',
        "长" * 200_000,
    ]
    articles = [Article(f"={n}", text, Source(path="a.txt"), meta) for n, text in enumerate(hard)]
    paths = sorted((ROOT / "corpus").glob("*.txt"))
    return articles + [Article(path.stem, path.read_text(encoding="utf-8"), Source(), Meta()) for path in paths]


@pytest.mark.parametrize("format_name", ["json", "jsonl", "csv", "sqlite", "parquet"])
def test_read_gives_back_what_a_run_wrote(tmp_path: Path, pipeline: Pipeline, format_name: str) -> None:
    items = corpus_articles()
    run_batch(items, tmp_path, Settings(Config(), format_name))
    records = {record.doc_id: record for record in newsextract.read(tmp_path)}
    assert len(records) == len(items)
    for item in items:
        made = pipeline(
            item.text, doc_id=item.doc_id, meta=item.meta, source=item.source, published=item.meta.published
        )
        assert records[item.doc_id] == made
        assert records[item.doc_id].to_json() == made.to_json()


@pytest.mark.parametrize("name", ["articles.csv", "newsextract.sqlite", "articles/year=2019/a.parquet"])
def test_tables_of_others_are_a_coded_error(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("doc_id,text\na,b\n")
    with pytest.raises(OutputError, match="NX402"):
        list(newsextract.read(tmp_path))


def test_what_is_no_record_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="NX402"):
        newsextract.read(tmp_path / "absent")
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(OutputError, match=r"NX402.*a\.json"):
        list(newsextract.read(tmp_path))
