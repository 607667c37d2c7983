"""The grammar of public bodies."""

from __future__ import annotations

import pytest

from newsextract.entities import lexicon, organisations

BODIES = {
    "市委": "市委",
    "市委市政府": "市委 市政府",
    "省委、省政府": "省委 省政府",
    "县人大常委会主任": "县人大常委会",
    "省水利厅副厅长": "省水利厅",
    "市扶贫办": "市扶贫办",
    "省交通运输厅": "省交通运输厅",
    "区卫生健康委员会": "区卫生健康委员会",
    "市住房和城乡建设局": "市住房和城乡建设局",
    "市委员会": "",
    "市委托": "",
    "县里的老人": "",
    "市长": "",
    "省级以上": "",
}


@pytest.mark.parametrize(("text", "expected"), BODIES.items())
def test_bodies(text: str, expected: str) -> None:
    assert " ".join(text[body.start : body.end] for body in organisations.bodies(text)) == expected


@pytest.mark.parametrize(
    ("text", "fused"), [("市委书记", True), ("市委常委", True), ("市委决定", False), ("省水利厅厅长", False)]
)
def test_titles_fuse_with_bare_bodies_only(text: str, fused: bool) -> None:
    body = next(organisations.bodies(text))
    assert organisations.is_fused(text, body.start, body.end) is fused


@pytest.mark.parametrize(
    ("text", "collective"), [("各市委", True), ("各县区政府", True), ("该县政府", True), ("由市委", False)]
)
def test_collectives_name_nobody(text: str, collective: bool) -> None:
    assert organisations.is_collective(text, next(organisations.bodies(text)).start) is collective


@pytest.mark.parametrize("name", ["医院", "社区卫生服务中心", "村委会", "联合调查组", "各级党委"])
def test_kinds_alone_are_generic(name: str) -> None:
    assert organisations.is_generic(name)


@pytest.mark.parametrize("name", ["北京友谊医院", "国务院", "清华大学"])
def test_names_are_not_generic(name: str) -> None:
    assert not organisations.is_generic(name)


TAILS = {
    "中国|半导体行业协会|副理事长": "半导体行业协会",
    "郑州|大学生|": "",
    "徐州|政府采购大学|": "",
    "中国|成立销售公司|": "",
    "兰州|大学|校长": "大学",
}


@pytest.mark.parametrize(("text", "expected"), TAILS.items())
def test_tails(text: str, expected: str) -> None:
    place, *rest = text.split("|")
    whole = place + "".join(rest)
    assert whole[len(place) : organisations.tail(whole, len(place))] == expected


CENTRE = {
    "|中央|决定加大投入": True,
    "年初，|中央|已向各地下拨补助": True,
    "这是|中央|交给全省的任务": True,
    "各级按照|中央|统筹、省负总责推进": True,
    "今年，|中央|投入三十亿元": True,
    "|中央|财政支持": False,
    "|中央|补助资金到位": False,
    "|中央|编办发文": False,
    "|中央|赴灾区指导组抵达": False,
    "去年|中央|决算草案": False,
    "|中央|对地方转移支付增长": False,
}


@pytest.mark.parametrize(("text", "acts"), CENTRE.items())
def test_centre_acts_or_is_an_attribute(text: str, acts: bool) -> None:
    before, name, after = text.split("|")
    expected = [(len(before), len(before) + len(name))] if acts else []
    assert list(organisations.centre(before + name + after)) == expected


def test_a_level_word_leads_after_a_line_end() -> None:
    text = "会议召开。\n\n\n省现代渔业发展推进组负责，各自治区现代渔业推进组参加，由自治区职业病防治医院承办"
    assert [text[start:end] for start, end in organisations.led(text)] == [
        "省现代渔业发展推进组",
        "自治区职业病防治医院",
    ]


def test_no_known_name_stands_twice() -> None:
    known = organisations.known()
    names = [name for sectors in (known.sure, known.likely) for group in sectors.values() for name in group]
    assert len(names) == len(set(names))
    assert not [name for name in names if len(name) < 2 or name != name.strip()]


def test_contexts_are_of_names_that_need_the_taggers_consent() -> None:
    likely = {name for group in organisations.known().likely.values() for name in group}
    assert set(lexicon.load_contexts().firms) <= likely
