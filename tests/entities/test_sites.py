"""The grammar of places that no table holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsextract.entities import sites

LINES = {
    "澜川在的渝黔高速已经通车": "渝黔高速",
    "沪渝高速公路、成昆铁路": "沪渝高速公路 成昆铁路",
    "修建高速铁路": "",
    "京沪高速增长": "",
}


@pytest.mark.parametrize(("text", "expected"), LINES.items())
def test_lines_are_called_after_their_ends(text: str, expected: str) -> None:
    assert " ".join(text[min(choices)[0] : choices[0][1]] for choices in sites.lines(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {"省道217线": "省道217线", "沿107国道走": "107国道", "A107国道": "107国道", "国道旁": ""}.items(),
)
def test_numbered_roads(text: str, expected: str) -> None:
    assert " ".join(text[start:end] for start, end in sites.numbered_roads(text)) == expected


AFTER: dict[Callable[[str, int], int], dict[str, str]] = {
    sites.kind: {"乌蒙山|片区扶贫": "片区", "澜川|平原经济区": "平原经济区", "澜川|的高原": ""},
    sites.zone: {
        "澜川|共同富裕试验区": "共同富裕试验区",
        "澜川|建设国家级示范区": "",
        "澜川|和安陵开发区": "",
        "澜川|医药园区": "医药园区",
    },
    sites.street: {"白鹭区|青石路29号": "青石路", "白鹭区|拓宽道路": "", "白鹭市|理清思路": ""},
    sites.road_word: {"明川|路": "路", "明川|路线": ""},
    sites.settlement: {"红河镇|柳湾社区": "柳湾社区", "红河镇|柳湾村委会": "", "红河镇|和柳湾村": ""},
}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [(rule, text, expected) for rule, cases in AFTER.items() for text, expected in cases.items()],
)
def test_what_follows_a_place(rule: Callable[[str, int], int], text: str, expected: str) -> None:
    place, rest = text.split("|")
    assert (place + rest)[len(place) : rule(place + rest, len(place))] == expected


@pytest.mark.parametrize("name", ["沙石路", "大石山区", "国家级经济开发区", "新城", "收费公路", "太阳", "城中村"])
def test_kinds_alone_name_no_place(name: str) -> None:
    assert sites.is_generic(name)


@pytest.mark.parametrize("name", ["青石路", "乌蒙山片区", "柳湾新城"])
def test_names_are_not_generic(name: str) -> None:
    assert not sites.is_generic(name)


def test_levelled_names_begin_with_no_verb() -> None:
    text = "“拆旧村、建新居”，请人规划，修建新村。、白鹭市3例"
    assert [text[start:end] for start, end in sites.levelled(text)] == ["白鹭市"]


def test_phrases() -> None:
    assert sites.phrases("绿水青山就是金山银山") == [(0, 10)]
