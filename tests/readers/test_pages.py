"""Pages as Chinese e-papers, portals, governments and blogs build them: what is read, and what is left out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pytest

from newsextract.errors import InputError
from newsextract.readers.article import Blob, Options, Page
from newsextract.readers.html import extract_page, read_html
from newsextract.records import Meta

W, P, E, C = "writer", "photographer", "editor", "correspondent"


class Wanted(NamedTuple):
    """rows: how the body's first and last rows begin, and how many there are. codec: of the file's bytes."""

    title: str
    publication: str | None
    published: str
    page: str | None
    section: str | None
    authors: list[tuple[str, str]]
    rows: tuple[str, str, int]
    codec: str = "utf-8"


PAGES = {
    "epaper-founder": Wanted(
        "山里来了直播间", "云溪日报", "2019-10-17", "A05", "乡村周刊", [("林向阳", W), ("周小舟", C)],
        ("晚上八点", "“以前收购商", 3), "gb18030",
    ),
    "epaper-lines": Wanted(
        "村村通了公交车", "云溪日报", "2021-06-03", "04", None,
        [("林向阳", W)],
        ("6月2日清晨", "“到县医院", 3),
    ),
    "dedecms": Wanted(
        "云溪茶叶出口额首次突破一亿元", "云溪商报", "2012-11-08", None, "产经要闻", [("何秋生", W)],
        ("云溪海关昨日", "业内人士", 3), "gb18030",
    ),
    "phpcms": Wanted(
        "三座水库今年完成除险加固", "云溪广播电视台", "2014-05-22", None, "民生",
        [("陈平", E)],
        ("5月20日", "核心提示", 6),
    ),
    "government": Wanted(
        "关于下达2018年农村公路养护资金计划的通知", "云溪市财政局", "2018-03-06", None, "通知公告", [],
        ("各县（区）财政局", "2018年2月28日", 6),
    ),
    "portal-gb2312": Wanted(
        "首条山地观光索道国庆前试运行", "云溪日报", "2010-09-16", None, "地方",
        [("林向阳", W), ("周小舟", W), ("陈平", E), ("何秋生", E), ("周小舟", C)],
        ("本报云溪9月15日电", "景区负责人", 3), "gb18030",
    ),
    "portal-table": Wanted(
        "自来水价格听证会四种方案供选择", "云溪晚报", "2009-03-05", None, "国内新闻", [("周小舟", W)],
        ("本报讯(记者", "物价部门说", 3), "gb18030",
    ),
    "baidu-ids": Wanted(
        "地铁三号线洞通 明年底试运营", "云溪新闻社", "2016-12-01", None, None, [("林向阳", W), ("何秋生", E)],
        ("云溪新闻社12月1日电", "建设单位介绍", 3),
    ),
    "json-ld": Wanted(
        "旧厂房变身数据中心，年耗电降四成", "云溪时报", "2022-04-11", None, "财经",
        [("欧阳向阳", W), ("周小舟", W), ("何秋生", E)],
        ("停产八年", "运营方预计", 3),
    ),
    "public-account": Wanted(
        "老街改造：留住烟火气", "云溪发布", "2020-08-09", None, None, [("陈平", W), ("陈平", P)],
        ("南门老街", "图文：陈平", 4),
    ),
    "big5": Wanted(
        "輕鐵新線下月通車 首月半價", "雲溪時報", "2011-07-28", None, None, [("林向陽", W)],
        ("【本報訊】", "區議員", 3), "big5",
    ),
    "taiwan": Wanted(
        "雲溪首座社宅動工 預計民國116年完工", "雲溪新聞網", "2024-05-13", None, "生活", [("林向陽", W)],
        ("生活中心", "2024/05/13", 5),
    ),
    "line-breaks": Wanted(
        "气象台：本周三场雨 气温下降八度", "云溪晨报", "2008-10-21", None, None, [("周小舟", W)],
        ("市气象台昨日", "农业部门", 3), "gbk",
    ),
    "blog": Wanted(
        "社区食堂开业半年记", None, "2023-02-18", None, None,
        [("何秋生", W)],
        ("花园社区", "社区书记", 3),
    ),
    "bulletin": Wanted(
        "2019年云溪县粮食产量公告", "云溪县统计局", "2020-01-15", None, None, [],
        ("根据对全县", "注：部分数据", 7),
    ),
    "mislabelled": Wanted(
        "消防演练走进百所学校", "云溪教育网", "2017-11-09", None, None, [("周小舟", E)],
        ("11月9日", "演练之后", 3), "gb18030",
    ),
    "split-date": Wanted(
        "云岭隧道全线贯通", "云溪日报", "2021-09-26", None, "时政", [("何秋生", E), ("林向阳", W), ("周小舟", W)],
        ("云溪日报9月25日电", "【责任编辑", 4),
    ),
}  # fmt: skip


def read(folder: Path, name: str) -> tuple[str, Meta]:
    data = (folder / f"{name}.html").read_text(encoding="utf-8").encode(PAGES[name].codec)
    (page,) = read_html(Blob(f"{name}.html", io.BytesIO(data), Options()))
    assert isinstance(page, Page)
    article = page.article()
    return article.text, article.meta


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says(datadir: Path, name: str) -> None:
    wanted = PAGES[name]
    _, meta = read(datadir, name)
    assert (meta.title, meta.publication, meta.published) == (wanted.title, wanted.publication, wanted.published)
    assert (meta.page, meta.section) == (wanted.page, wanted.section)
    assert [(author.name, author.role) for author in meta.authors] == wanted.authors


@pytest.mark.parametrize("name", PAGES)
def test_the_body_is_the_article_alone(datadir: Path, name: str) -> None:
    first, last, count = PAGES[name].rows
    text, _ = read(datadir, name)
    rows = text.split("\n")
    assert rows[0].startswith(first)
    assert rows[-1].startswith(last)
    assert len(rows) == count
    assert "版权" not in text
    assert "版權" not in text


def test_no_page_is_left_out(datadir: Path) -> None:
    assert {path.stem for path in datadir.glob("*.html")} == set(PAGES)


def test_where_each_field_comes_from_is_noted(datadir: Path) -> None:
    origins = {name: read(datadir, name)[1].extra["origin"] for name in ("government", "dedecms")}
    assert origins["government"] == dict.fromkeys(("publication", "published", "section", "title"), "metadata")
    assert origins["dedecms"] == dict.fromkeys(("authors", "publication", "published", "section", "title"), "page")


PARAGRAPHS = "<p>全县今年新修公路97公里，总投资2.4亿元，惠及六个乡镇。</p>"
PARAGRAPHS += "<p>县交通局表示，明年还将开工三条新线路，方便群众出行。</p>"
TAGS = {
    '<meta name="author" content="林向阳"><meta name="editor" content="林向阳">': [("林向阳", E)],
    '<meta name="author" content="云溪网">': [],
    '<meta name="author" content="admin"><meta name="author" content="1024">': [],
    '<meta name="Author" content="林向阳，周小舟">': [("林向阳", W), ("周小舟", W)],
    '<meta property="article:author" content="https://www.example.com/u">': [],
    '<meta name="my:author" content="[&quot;林向阳&quot;]">': [("林向阳", W)],
    '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"x","author":{"name":"林向阳"}}]</script>': [
        ("林向阳", W)
    ],
    '<script type="application/ld+json">{"@type":"NewsArticle","author":[3,null,{"name":null}]}</script>': [],
    '<script type="application/ld+json">{broken</script>': [],
}


@pytest.mark.parametrize(("tags", "people"), TAGS.items())
def test_people_of_tags(tags: str, people: list[tuple[str, str]]) -> None:
    _, meta = extract_page(f"<html><head><title>公路通到村口</title>{tags}</head><body>{PARAGRAPHS}</body></html>")
    assert [(author.name, author.role) for author in meta.authors] == people


ROWS = {
    "来源：云溪日报 作者：林向阳 点击：35 打印": [("林向阳", W)],
    "（责任编辑：林向阳、周小舟）": [("林向阳", E), ("周小舟", E)],
    "【编辑:林向阳】": [("林向阳", E)],
    "责任编辑：NF0123": [],
    "作者：佚名": [],
    "编辑：管理员": [],
    "作者简介": [],
    "本报记者 林向阳 文 周小舟 图": [("林向阳", W), ("周小舟", P)],
    "采写：云溪晚报记者 林向阳": [("林向阳", W)],
    "生活中心／林向陽報導": [("林向陽", W)],
}


@pytest.mark.parametrize(("row", "people"), ROWS.items(), ids=ROWS)
def test_people_of_rows_beside_the_article(row: str, people: list[tuple[str, str]]) -> None:
    for place in (f"<div>{row}</div>{PARAGRAPHS}", f"{PARAGRAPHS}<div>{row}</div>"):
        _, meta = extract_page(
            f"<html><head><title>公路通到村口</title></head><body><h1>公路通到村口</h1>{place}</body></html>"
        )
        assert [(author.name, author.role) for author in meta.authors] == people


TITLES = {
    "公路通到村口_民生_云溪网": "公路通到村口",
    "云溪网 - 公路通到村口": "公路通到村口",
    "云溪日报数字报": "六个乡镇连成线",
    "": "六个乡镇连成线",
}


@pytest.mark.parametrize(("title", "wanted"), TITLES.items())
def test_headline_of_title_and_headings(title: str, wanted: str) -> None:
    heading = "六个乡镇连成线" if wanted == "六个乡镇连成线" else "云溪网"
    _, meta = extract_page(
        f"<html><head><title>{title}</title></head><body><h1>{heading}</h1>{PARAGRAPHS}</body></html>"
    )
    assert meta.title == wanted


def test_a_stated_headline_without_the_name_of_the_site() -> None:
    head = (
        '<title>公路通到村口，有何不同？|云溪時代</title><meta property="og:title" content="公路通到村口，有何不同？">'
    )
    _, meta = extract_page(f"<html><head>{head}</head><body><h2>公路有何不同？</h2>{PARAGRAPHS}</body></html>")
    assert meta.title == "公路通到村口，有何不同？"


HOSTILE = {
    "separators": f"<title>{'-a' * 50_000}</title>{PARAGRAPHS}",
    "open brackets": f"<title>x</title><p>{'(记者 ' * 20_000}</p>{PARAGRAPHS}",
    "deep": f"<title>x</title>{'<div>' * 3_000}{PARAGRAPHS}",
    "nested data": f"<script type='application/ld+json'>{'[' * 50_000}</script>{PARAGRAPHS}",
    "control characters": "\x00\x0b" * 50_000 + PARAGRAPHS,
    "nothing else": "\x00" * 500,
    "a mark that never ends": f"<!--enpproperty {'<title>' * 10_000}{PARAGRAPHS}",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_ends_as_an_article_or_a_coded_error(html: str) -> None:
    try:
        text, _ = extract_page(html)
    except InputError as error:
        assert error.code == "NX104"
    else:
        assert "97公里" in text
