"""The site of a run: every article reachable, every fact in the explorer, hostile names inert."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from newsextract.pipeline import Pipeline
from newsextract.records import ErrorInfo, ErrorRecord, Meta, Source
from newsextract.report import site
from newsextract.report.site import build_site
from newsextract.report.summary import COLUMNS, Summary

HOSTILE = '</script><img src=x onerror=alert(1)>"&'


def loaded(site: Path, name: str) -> Any:
    """What a script of the site brings."""
    content = (site / "data" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(content.removeprefix(f'receive("{name}", ').removesuffix(");\n"))


def test_site_reaches_every_article_and_fact(tmp_path: Path, pipeline: Pipeline) -> None:
    texts = [f"{year}年，云溪县投入扶贫资金{n}亿元，比上年增长{n}%。" for n, year in enumerate(range(2015, 2020), 1)]
    metas = [Meta(title=f"{n} {HOSTILE}", published=f"202{n}-01-01") for n in range(5)]
    records = [pipeline(t, doc_id=f"甲{n}/{HOSTILE}", meta=metas[n]) for n, t in enumerate(texts)]
    assert build_site(iter(records), tmp_path) == 5
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', index, re.S)
    assert data is not None
    content = json.loads(data[1])
    assert [article[1] for article in content["articles"]] == [meta.title for meta in reversed(metas)], "newest first"
    assert loaded(tmp_path, "articles-0000") == content["articles"]
    for article in content["articles"]:
        assert (tmp_path / unquote(article[2])).is_file()
    rows = loaded(tmp_path, "observations-0000")
    facts = sum(fact.indicator is not None for record in records for fact in record.facts)
    assert len(rows) == facts > 0
    assert sum(count for _, count, _ in loaded(tmp_path, "indicators")) == facts
    for path in tmp_path.rglob("*.*"):
        if not path.name.startswith("echarts"):
            assert not re.search(r"<img|https?://|@import|url\(", path.read_text(encoding="utf-8"))


def test_counts_over_time_fill_the_gaps() -> None:
    summary = Summary()
    summary.months["articles"].update({"2019-11": 2, "2020-02": 1, "": 3})
    periods, series = summary.over_time()
    assert periods == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert series[0] == ("articles", [2, 0, 0, 1])
    summary.months["articles"].update({"2012": 1})
    periods, series = summary.over_time()
    assert (periods[0], periods[-1]) == ("2012", "2020")
    assert series[0][1] == [1, 0, 0, 0, 0, 0, 0, 2, 1]


def test_now_is_drawn_at_the_day_of_publication(pipeline: Pipeline) -> None:
    summary = Summary()
    text = "2018年，全县投入扶贫资金3亿元。目前，全县贫困人口剩余1785人。"
    summary.add(pipeline(text, published="2019-10-17"), "a.html")
    lines = [lines_of(row) for row in summary.observations]
    assert [(line["time"], line["day"]) for line in lines] == [("2018", "2018-01-01"), ("目前", "2019-10-17")]


def lines_of(row: list[Any]) -> dict[str, Any]:
    return dict(zip(COLUMNS, row, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县粮食产量110万吨。", {"value": 1_100_000, "unit": "吨"}),
        ("全县粮食产量110万吨，比上年减少10万吨。", {"value": 100_000, "trend": "DECREASE", "basis": "YOY"}),
        ("全县粮食产量增加到110万吨。", {"value": 1_100_000, "trend": "TO_UP"}),
        ("全县粮食产量98—105万吨。", {"low": 980_000, "high": 1_050_000}),
        ("全县粮食产量超过110万吨。", {"value": 1_100_000, "mod": "MORE_THAN"}),
        ("全县财政收入5亿元，环比下降1.5%。", {"value": 1.5, "trend": "DECREASE", "basis": "MOM"}),
    ],
)
def test_a_line_tells_a_level_from_a_change(text: str, expected: dict[str, Any], pipeline: Pipeline) -> None:
    summary = Summary()
    summary.add(pipeline(text, published="2019-10-17"), "a.html")
    line = lines_of(summary.observations[-1])
    said = {name: line[name] for name in ("value", "low", "high", "mod", "trend", "basis") if line[name] is not None}
    assert said | {"unit": line["unit"]} == {"unit": line["unit"]} | expected


def test_errors_and_failed_arithmetic_are_told(tmp_path: Path, pipeline: Pipeline) -> None:
    error = ErrorRecord("b", Source(path=f"{HOSTILE}.txt"), ErrorInfo("NX102", "not UTF-8"))
    build_site([pipeline("无。")], tmp_path, [error])
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "NX102" in index
    assert "<img" not in index


def test_many_observations_are_split_into_files(
    tmp_path: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = pipeline("2018年，全县投入扶贫资金3亿元，修建道路50公里，新建学校12所。", doc_id="a")
    monkeypatch.setattr(site, "PER_FILE", 2)
    build_site([record, record], tmp_path)
    names = {path.name for path in (tmp_path / "data").iterdir()}
    assert {"observations-0000.js", "observations-0001.js"} <= names


def test_an_empty_run_has_a_page(tmp_path: Path) -> None:
    assert build_site([], tmp_path) == 0
    assert "Overview" in (tmp_path / "index.html").read_text(encoding="utf-8")
