"""Hotels and companies by a brand that is no word."""

from __future__ import annotations

import pytest

from newsextract.entities import brands

HOTELS = {
    "入住恒域酒店。": "恒域酒店",
    "赴岚峰大酒店参会": "岚峰大酒店",
    "住在和岚酒店": "和岚酒店",
    "在北京798岚悦宾馆": "北京798岚悦宾馆",
    "五星级酒店、该酒店、经济型酒店、网红酒店": "",
    "到国宾馆、迎宾馆": "",
    "恒域酒店管理公司": "",
}


@pytest.mark.parametrize(("text", "expected"), HOTELS.items())
def test_hotels(text: str, expected: str) -> None:
    found = list(brands.hotels(text, {"北京"}.__contains__))
    assert bool(found) is bool(expected)
    assert not expected or expected in {text[start:end] for start, end in found[0]}


COMPANIES = {
    "小岚帆公司成立。小岚帆：我们会改。小岚帆的人多。小岚帆称将退款。": "小岚帆公司",
    "岚帆公司成立了。": "",
    "有关公司表示，有关方面、有关人员称，有关部门已介入。": "",
}


@pytest.mark.parametrize(("text", "expected"), COMPANIES.items())
def test_companies_that_the_text_names_again(text: str, expected: str) -> None:
    assert " ".join(text[start:end] for start, end in brands.companies(text)) == expected
