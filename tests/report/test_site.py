"""The site of a run: every article reachable, every fact in the explorer, hostile names inert."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from newsextract.pipeline import Pipeline
from newsextract.records import Meta
from newsextract.report import site
from newsextract.report.site import build_site

HOSTILE = '</script><img src=x onerror=alert(1)>"&'


def test_site_reaches_every_article_and_fact(tmp_path: Path, pipeline: Pipeline) -> None:
    texts = [f"{year}年，云溪县投入扶贫资金{n}亿元，比上年增长{n}%。" for n, year in enumerate(range(2015, 2020), 1)]
    metas = [Meta(title=f"{n} {HOSTILE}", published=f"202{n}-01-01") for n in range(5)]
    records = [pipeline(t, doc_id=f"甲{n}/{HOSTILE}", meta=metas[n]) for n, t in enumerate(texts)]
    assert build_site(iter(records), tmp_path) == 5
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', index, re.S)
    assert data is not None
    content = json.loads(data[1])
    assert [article["title"] for article in content["articles"]] == [meta.title for meta in metas]
    for article in content["articles"]:
        assert (tmp_path / unquote(article["address"])).is_file()
    observed = (tmp_path / content["files"][0]["name"]).read_text(encoding="utf-8")
    rows = json.loads(observed.removeprefix("observe(0, ").removesuffix(");\n"))
    facts = sum(fact.indicator is not None for record in records for fact in record.facts)
    assert len(rows) == facts > 0
    assert "<img" not in index + observed
    assert not re.search(r"https?://|@import|url\(", index.replace("http://www.w3.org/2000/svg", ""))


def test_many_observations_are_split_into_files(
    tmp_path: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = pipeline("2018年，全县投入扶贫资金3亿元，修建道路50公里，新建学校12所。", doc_id="a")
    monkeypatch.setattr(site, "PER_FILE", 2)
    build_site([record, record], tmp_path)
    assert len(list((tmp_path / "data").iterdir())) >= 2


def test_an_empty_run_has_a_page(tmp_path: Path) -> None:
    assert build_site([], tmp_path) == 0
    assert "Overview" in (tmp_path / "index.html").read_text(encoding="utf-8")
