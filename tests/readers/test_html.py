"""Pages: declared encodings, main text without its surroundings, headline, date and source."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from newsextract.batch import Settings, run_batch
from newsextract.config import Config
from newsextract.errors import InputError
from newsextract.output import read as read_output
from newsextract.readers import Page, read
from newsextract.readers.article import Blob, Options
from newsextract.readers.html import declared, extract_page, read_html

PARAGRAPHS = [
    "本报讯（记者 王小明）10月17日，记者从云溪县扶贫办获悉，截至9月底，全县累计投入扶贫资金3.15亿元，同比增长12.4%。",
    "据介绍，今年以来，该县共实施产业扶贫项目86个，带动贫困人口1.2万人增收，人均年收入达到5160元。",
    "县扶贫办主任李强表示，下一步将继续完善帮扶机制，确保年底前剩余的769户1785人全部脱贫，坚决打赢脱贫攻坚战。",
]


def page(
    *, charset: str = "utf-8", title: str = "云溪县投入3.15亿元扶贫资金_云溪要闻_云溪新闻网", extra: str = ""
) -> str:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>
<meta name="publishdate" content="2019-10-18"></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">要闻</a><a href="/b">财经</a></div>
<h1>云溪县投入3.15亿元扶贫资金</h1>
<div class="info">2019-10-18 08:30 来源：云溪日报</div>
<div class="article">{body}{extra}</div>
<div class="related"><h3>相关新闻</h3>
<ul><li><a href="/1">某县召开会议</a></li><li><a href="/2">某市举行活动</a></li></ul></div>
<div class="footer">版权所有 云溪新闻网 京ICP备00000000号</div></body></html>"""


def test_main_text_and_what_the_page_says() -> None:
    text, meta = extract_page(page())
    assert [paragraph in text for paragraph in PARAGRAPHS] == [True, True, True]
    assert "ICP备" not in text
    assert (meta.title, meta.publication, meta.published) == ("云溪县投入3.15亿元扶贫资金", "云溪日报", "2019-10-18")
    assert meta.published_from == "page"


def test_tables_keep_their_rows() -> None:
    table = "<table><tr><td>指标</td><td>绝对数</td></tr><tr><td>粮食产量</td><td>31.5万吨</td></tr></table>"
    text, _ = extract_page(page(extra=table))
    (row,) = [line for line in text.splitlines() if "粮食产量" in line]
    assert "31.5万吨" in row


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云溪县投入3.15亿元扶贫资金", "云溪县投入3.15亿元扶贫资金"),
        ("云溪县投入3.15亿元扶贫资金-云溪新闻网", "云溪县投入3.15亿元扶贫资金"),
        ("云溪新闻网", "云溪县投入3.15亿元扶贫资金"),
    ],
)
def test_headline(title: str, expected: str) -> None:
    _, meta = extract_page(page(title=title))
    assert meta.title in (expected, title if title == "云溪新闻网" else expected)


@pytest.mark.parametrize(
    ("charset", "codec", "name"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("no-such", "utf-8", "utf-8"),
    ],
)
def test_declared_and_undeclared_encodings(charset: str, codec: str, name: str) -> None:
    (item,) = read_html(Blob("a.html", io.BytesIO(page(charset=charset).encode(codec)), Options()))
    assert isinstance(item, Page)
    assert item.source.encoding == name
    assert PARAGRAPHS[0] in item.article().text


def test_declaration() -> None:
    assert declared(b'<?xml version="1.0" encoding="GB2312"?><html>') == "GB2312"
    assert declared(b"<meta http-equiv='Content-Type' content='text/html; charset=big5'>") == "big5"
    assert declared(b"<p>charset=gbk</p>") is None


def test_pages_are_known_by_suffix_or_content(tmp_path: Path) -> None:
    for name in ("a.html", "b.shtml", "c"):
        (tmp_path / name).write_text(page(), encoding="utf-8")
    items = list(read([str(tmp_path / name) for name in ("a.html", "b.shtml", "c")]))
    assert all(isinstance(item, Page) for item in items)


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "<html><body><script>x()</script></body></html>", "<", "\x00" * 50]
)
def test_a_page_without_text_is_a_coded_error(html: str) -> None:
    with pytest.raises(InputError, match="NX104"):
        extract_page(html, "a.html")


def test_a_run_takes_pages_and_reports_empty_ones(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.html").write_text(page(), encoding="utf-8")
    (tmp_path / "in" / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    run = run_batch(read([str(tmp_path / "in")]), tmp_path / "out", Settings(Config(tagger="none")))
    assert (run.totals.articles, run.totals.errors) == (1, {"NX104": 1})
    (record,) = read_output(tmp_path / "out")
    assert (record.meta.published, record.meta.published_from, record.source.format) == ("2019-10-18", "page", "html")
    assert "3.15亿元" in [quantity.text for quantity in record.quantities]


def test_an_e_paper_names_its_page_section_and_headline() -> None:
    html = page(title="云溪日报数字报").replace(
        "<h1>", "<p>第A05版：要闻</p><founder-title>印上报的题目</founder-title><h1>"
    )
    _, meta = extract_page(html)
    assert (meta.page, meta.section, meta.title) == ("A05", "要闻", "印上报的题目")


def test_a_source_is_named_without_its_place_and_channel() -> None:
    _, meta = extract_page(page().replace("来源：云溪日报", "来源：云溪日报(北京)"))
    assert meta.publication == "云溪日报"
    _, meta = extract_page(page().replace("<meta name", '<meta name="source" content="来源：云溪网 原创稿"><meta name'))
    assert meta.publication == "云溪网"
