"""Companies and brands in lists."""

from __future__ import annotations

import pytest

from newsextract.entities import listings
from newsextract.entities.gazetteer import Gazetteer

GAZETTEER = Gazetteer()

FIRMS = {
    **dict.fromkeys(("岚峰菌业", "恒域科技", "可岚克股份"), True),
    **dict.fromkeys(("信息科技", "做强实业", "岚峰", "智慧能源", "在线教育", "乡村旅游"), False),
}


@pytest.mark.parametrize(("name", "expected"), FIRMS.items())
def test_a_firm_is_a_brand_and_its_trade(name: str, expected: bool) -> None:
    assert listings.is_firm(name) is expected


LISTS = {
    "岚峰股份、恒域菌业、岱宗石、柏岚电子接受申购": ["岚峰股份", "恒域菌业", "岱宗石", "柏岚电子"],
    "电子信息、生物医药、高端装备、新材料": [],
    "岚峰科技和恒域科技签约": ["岚峰科技", "恒域科技"],
    "沉浸式通信、具身智能等场景": [],
    "宁川、柳川、岚川三县": [],
    "岚峰食品(东江证券),恒域益智(国金证券),岱宗户外(长江证券)。": [
        *("岚峰食品", "东江证券", "恒域益智", "国金证券", "岱宗户外", "长江证券"),
    ],
    "岚峰重工[24.36 0.00% 资金 研报]": ["岚峰重工"],
    "(002999)岚宗龙:本周涨幅": ["岚宗龙"],
    "年报(2012)显示": [],
}


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_items_of_lists(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in listings.firms(text, GAZETTEER)] == expected


def test_a_known_firm_at_the_head_of_a_text_begins_there() -> None:
    spans = list(listings.pairs("腾讯、岚峰重工等公司", GAZETTEER))
    assert [(span.start, span.end) for span in spans] == [(0, 2), (3, 7)]
