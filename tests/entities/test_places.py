"""Places: names to codes and paths, namesakes by context, the user's own."""

from __future__ import annotations

import pytest

from newsextract.entities import sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.places import own, table
from newsextract.errors import ConfigError

GAZETTEER = Gazetteer()


def resolve(
    *names: str, adjacent: tuple[int, ...] = (), home: str | None = None
) -> list[tuple[str | None, str | None]]:
    flags = [index in adjacent for index in range(len(names))]
    return [(code, path) for code, path in GAZETTEER.resolve(names, flags, home)]


SINGLE = {
    "河南省": ("410000", "河南省"),
    "河南": ("410000", "河南省"),
    "郑州": ("410100", "河南省/郑州市"),
    "巩义市": ("410181", "河南省/郑州市/巩义市"),
    "荥阳县": ("410182", "河南省/郑州市/荥阳市"),  # a county until 1994
    "密县": ("410183", "河南省/郑州市/新密市"),
    "内蒙古": ("150000", "内蒙古自治区"),
    "恩施州": ("422800", "湖北省/恩施土家族苗族自治州"),
    "北京市": ("110000", "北京市"),
    "香港": ("810000", "香港特别行政区"),
    "吉林": ("220000", "吉林省"),  # the province before its city
    "法国": (None, "法国"),
    "巴黎": (None, "法国/巴黎"),
    "东南亚": (None, "东南亚"),
    "泰山": (None, None),
    "东海": (None, None),  # the sea before its county
    "顿涅茨克市": (None, "乌克兰/顿涅茨克"),
    "敦刻尔克": (None, "法国/敦刻尔克"),
    "襄樊市": ("420600", "湖北省/襄阳市"),  # its name until 2010
    "崇文区": ("110103", "北京市/崇文区"),  # until 2010
    "鼓楼区": (None, None),  # four of them, and nothing to decide
}


@pytest.mark.parametrize(("name", "expected"), SINGLE.items())
def test_single_names(name: str, expected: tuple[str | None, str | None]) -> None:
    assert resolve(name) == [expected]


def test_the_name_before_decides() -> None:
    assert resolve("南京市", "鼓楼区", adjacent=(1,))[1][0] == "320106"
    assert resolve("开封市", "鼓楼区", adjacent=(1,))[1][0] == "410204"


def test_a_county_called_like_a_sea_needs_its_province() -> None:
    assert resolve("江苏", "东海", adjacent=(1,))[1][0] == "320722"


def test_the_other_places_decide() -> None:
    assert resolve("徐州市", "云龙区", "鼓楼区")[2][0] == "320302"


def test_the_publication_decides_last() -> None:
    assert resolve("鼓楼区", home="南京日报")[0][0] == "320106"


def test_a_city_before_its_county_of_one_name() -> None:
    assert resolve("通化")[0] == ("220500", "吉林省/通化市")


def test_every_code_has_its_province() -> None:
    names = table().official
    assert all(code[:2] + "0000" in names for code in names if code.isdigit())
    assert sum(code.isdigit() for code in names) > 42_000


def test_own_places_win() -> None:
    gazetteer = Gazetteer(own([{"name": "航空港区", "code": "410173", "path": "河南省/郑州市/航空港区"}]))
    assert tuple(gazetteer.resolve(["航空港区"], [False], None)[0]) == ("410173", "河南省/郑州市/航空港区")


@pytest.mark.parametrize(
    "entry", [{}, {"name": ""}, {"name": 1}, {"name": "a", "colour": "red"}, {"name": "a", "others": "b"}]
)
def test_unusable_own_places(entry: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="NX203"):
        own([entry])


@pytest.mark.parametrize(
    ("text", "names"), [("10万山区群众", []), ("在巩义市、登封市", ["巩义市", "登封市"]), ("司法部门", [])]
)
def test_proposals(text: str, names: list[str]) -> None:
    assert [text[span.start : span.end] for span in GAZETTEER.proposals(text)] == names


def test_a_province_governs_the_bare_names_of_its_counties() -> None:
    found = [text for text in ("甘肃省定西市的通渭产苦荞", "四川省成都市的通渭产苦荞") if "通渭" in _proposed(text)]
    assert found == ["甘肃省定西市的通渭产苦荞"]


def _proposed(text: str) -> set[str]:
    return {text[span.start : span.end] for span in GAZETTEER.proposals(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "在会宁、通渭、渭源、陇西等地": "会宁 通渭 渭源 陇西",
        "在会宁、通渭、中江等地": "",
        "愿互助、共和、平安": "",
    }.items(),
)
def test_a_list_of_one_provinces_places(text: str, expected: str) -> None:
    found = [text[start:end] for run in sites.enumerations(text) for start, end in GAZETTEER.neighbours(text, run)]
    assert " ".join(found) == expected
