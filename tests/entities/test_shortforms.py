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
