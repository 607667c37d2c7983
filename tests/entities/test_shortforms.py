"""What a text calls an organisation for short."""

from __future__ import annotations

import pytest

from newsextract.entities import shortforms


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "江南省柳川县红旗中心卫生院": "红旗中心卫生院",
        "云南宾川县女子高中": "女子高中",
        "柳川县医院": "",
        "柳川县水利局": "",
    }.items(),
)
def test_units(name: str, expected: str) -> None:
    assert " ".join(dict.fromkeys(shortforms.units(name))) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "绥德县第二康复医院": ("绥德", "二康"),
        "上海交通大学": ("上海", "交大"),
        "绥德县第二十三中学": ("绥德", "二十三中"),
        "绥德县第309医院": ("绥德", "309医院"),
        "绥德县第中学": None,
        "河南大学": None,
        "柳川公司": None,
    }.items(),
)
def test_initials(name: str, expected: tuple[str, str] | None) -> None:
    assert shortforms.initials(name) == expected


CALLED = {
    "北京红柚蓝儿童教育科技发展有限公司": (
        "北京红柚蓝儿童教育科技发展有限公司成立。红柚蓝教育上市，红柚蓝幼儿园扩张，红柚蓝股价上涨。",
        {"红柚蓝", "红柚蓝教育", "红柚蓝幼儿园"},
    ),
    "绥德县第二康复医院": ("绥德县第二康复医院即绥德二康。", {"绥德二康", "二康"}),
    "中国广播电视网络有限公司": ("中国广播电视网络有限公司管广播电视，广播电视节目，广播电视人。", set()),
}


@pytest.mark.parametrize(("name", "text", "expected"), [(name, *rest) for name, rest in CALLED.items()])
def test_what_a_text_calls_it(name: str, text: str, expected: set[str]) -> None:
    assert set(shortforms.called(text, name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    {"同悦旅游": ("同悦",), "小岚帆公司": ("小岚帆", "小岚"), "绿色旅游": (), "凉山文旅集团": ()}.items(),
)
def test_brands(name: str, expected: tuple[str, ...]) -> None:
    assert shortforms.brands(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "法国岚华旅行社": "岚华旅行社",
        "中国驻法国大使馆": "",
        "美国三大汽车公司": "",
        "北京友谊医院": "友谊医院",
    }.items(),
)
def test_names_without_their_place(name: str, expected: str) -> None:
    assert shortforms.without_place(name) == expected


def test_papers_that_report_under_a_short_form() -> None:
    text = "法晚记者到场，北青报记者也到场，湖北青年很多。"
    found = shortforms.reporting(text, ["法制晚报", "北京青年报", "新民晚报"])
    assert [text[start:end] for start, end in found] == ["法晚", "北青报"]
