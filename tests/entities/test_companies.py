"""Companies that no list has."""

from __future__ import annotations

import pytest

from newsextract.entities import companies

CODED = {
    "岚峰重工(600999.SH)涨停": ["岚峰重工"],
    "小岚集团(01999.HK)": ["小岚集团"],
    "昨天称岚峰重工(股票代码:300999)": ["岚峰重工"],
    "岚峰重工(NASDAQ:LFZG)": ["岚峰重工"],
    "岚峰(2999-TW)": ["岚峰"],
    "去年挂牌上市(NYSE:LFZG)": [],
    "产量(100000)": [],
    "年份(2019)": [],
}


@pytest.mark.parametrize(("text", "expected"), CODED.items())
def test_a_stock_code_follows_a_name(text: str, expected: list[str]) -> None:
    assert [text[start:end] for choices in companies.coded(text) for start, end in choices[:1]] == expected


@pytest.mark.parametrize(("name", "coined"), [("恒域", True), ("公募", False), ("生物", False), ("养老", False)])
def test_a_coined_name_is_no_word(name: str, coined: bool) -> None:
    assert companies.is_coined(name) is coined


FOREIGN = {
    "打车公司Nestly和": ["Nestly"],
    "Brightwave公司": ["Brightwave"],
    "Brightwave首席执行官": ["Brightwave"],
    "企业CEO圆桌": [],
    "手机Brightwave": [],
}


@pytest.mark.parametrize(("text", "expected"), FOREIGN.items())
def test_what_is_called_a_company_is_one(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in companies.foreign(text)] == expected


def test_a_list_goes_on_with_names_of_four_characters() -> None:
    text = "岚峰重工、恒域科技、等待时机"
    assert companies.next_in_list(text, 4) == (5, 9)
    assert companies.next_in_list(text, 9) is None
