"""What stands around an article on its page goes, what belongs to it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.readers.furniture import squeeze, without_furniture

PROSE = "云溪县今年投入扶贫资金3.15亿元，同比增长12.4%。"


@pytest.mark.parametrize(
    "row",
    [
        "跟贴热词：",
        "1289",
        "35 人参与",
        "网友评论仅供其表达个人看法。",
        "版 权 所 有 云溪新闻网",
        "Copyright © 2019 云溪新闻网",
        "云ICP备00000000号",
        "分享到微信",
        "返回云溪网，查看更多",
        "|---|---|",
        "| |",
    ],
)
def test_furniture_goes(row: str) -> None:
    assert without_furniture(f"{PROSE}\n{row}\n{PROSE}", None, ()) == f"{PROSE}\n{PROSE}"


@pytest.mark.parametrize(
    "row",
    [
        "扫码支付的交易额达到3亿元，同比增长两成。",
        "分享到会人数时，主持人报出1200人。",
        "举报电话：12345",
        "责任编辑：王小明",
        "- 一个列表里的要点",
        "| 指标 | 绝对数 |",
        "2019年",
    ],
)
def test_content_stays(row: str) -> None:
    assert without_furniture(f"{PROSE}\n{row}\n{PROSE}", None, ()) == f"{PROSE}\n{row}\n{PROSE}"


def test_runs_of_links_go_with_their_heading() -> None:
    rows = [PROSE, "热点推荐", "- 甲县召开会议", "- 2 乙县举行活动", "345丙县发布公告"]
    links = {"甲县召开会议", "乙县举行活动", "丙县发布公告"}
    assert without_furniture("\n".join(rows), None, links) == PROSE


def test_a_link_among_sentences_stays() -> None:
    text = f"{PROSE}\n云溪县政府\n{PROSE}"
    assert without_furniture(text, None, {"云溪县政府"}) == text


def test_a_navigation_table_goes_and_a_frame_is_opened() -> None:
    text = f"| 首页 | 要闻 |\n|---|---|\n| {PROSE} |"
    assert without_furniture(text, None, {"首页", "要闻"}) == PROSE


def test_dated_headlines_stay_for_the_zones() -> None:
    rows = [f"- {name}县召开会议2019/10/1{i}" for i, name in enumerate("甲乙丙")]
    links = {f"{name}县召开会议" for name in "甲乙丙"}
    text = "\n".join([PROSE, *rows])
    assert without_furniture(text, None, links) == text


def test_the_headline_is_not_repeated() -> None:
    assert without_furniture(f"云溪县投入 3亿元\n{PROSE}", "云溪县投入3亿元", ()) == PROSE
    assert without_furniture("云溪县投入3亿元", "云溪县投入3亿元", ()) == "云溪县投入3亿元"


@given(st.text(), st.none() | st.text(), st.lists(st.text(min_size=1)))
def test_any_text(text: str, title: str | None, links: list[str]) -> None:
    kept = without_furniture(text, title, {squeeze(link) for link in links})
    assert squeeze(kept.replace("|", "")) == "" or len(kept) <= len(text)
