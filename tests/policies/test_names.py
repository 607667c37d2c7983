"""Canonical names, document numbers, the lexicon and the user's own entries."""

from __future__ import annotations

import pytest

from newsextract import policies
from newsextract.config import Config
from newsextract.errors import ConfigError
from newsextract.policies import lexicon
from newsextract.policies.vocabulary import words
from newsextract.text import shadow
from tests.policies.conftest import Find, document


def test_short_form_and_title_have_one_canonical_name(find: Find) -> None:
    found = find("印发《关于加强水库管理的意见》《水库巡查条例》。《意见》提出要求,《条例》自五月起施行。")
    assert [p.canonical for p in found] == [
        "关于加强水库管理的意见",
        "水库巡查条例",
        "关于加强水库管理的意见",
        "水库巡查条例",
    ]


def test_variants_have_one_canonical_name(find: Find) -> None:
    found = find("《中华人民共和国乡村振兴促进法》施行,乡村振兴促进法有专章;“三北”工程与三北防护林工程。")
    assert [p.canonical for p in found] == ["中华人民共和国乡村振兴促进法"] * 2 + ["三北工程"] * 2


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("全国人大修改宪法。", "中华人民共和国宪法"),
        ("我国宪法规定了国体。", "中华人民共和国宪法"),
        ("泰国临时宪法生效。", None),
        ("该国宪法生效。", None),
        ("日本的刑法修正。", None),
        ("韩国宪法法院裁定总统违反宪法。", None),
    ],
)
def test_another_states_law_has_no_canonical_name(find: Find, text: str, canonical: str | None) -> None:
    assert [p.canonical for p in find(text)] == [canonical]


def test_short_form_without_title_has_none(find: Find) -> None:
    assert [p.canonical for p in find("《意见》指出,要加强管理。")] == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("《关于加强水库管理的意见》（国发〔2015〕1号）印发。", "国发〔2015〕1号"),
        ("《水库巡查条例》 豫政办[2018]33号", "豫政办[2018]33号"),
        ("《关于加强水库管理的意见》印发。", None),
    ],
)
def test_number_behind_a_title(find: Find, text: str, number: str | None) -> None:
    (found,) = find(text)
    assert found.number == number


def test_ids_count_in_reading_order(find: Find) -> None:
    assert [p.id for p in find("“三农”工作与“一带一路”建设,《意见》。")] == ["p1", "p2", "p3"]


def test_lexicon_is_large_and_unambiguous() -> None:
    entries = lexicon.shipped()
    owners: dict[str, str] = {}
    for entry in entries:
        for surface in {entry.name, *entry.variants, *entry.quoted}:
            assert owners.setdefault(shadow(surface), entry.name) == entry.name, surface
    assert len(entries) >= 300


def test_every_bare_surface_of_the_lexicon_is_found(find: Find) -> None:
    known = lexicon.load()
    missed = []
    for surface in known.bare:
        found = find(f"{surface}。")
        if not any(surface in (p.text, f"“{p.text}”") for p in found):
            missed.append(surface)
    assert missed == []


def test_lexicon_items_are_parts_of_slogans_only() -> None:
    assert all(entry.kind in ("slogan", "formula", "programme") for entry in lexicon.shipped() if entry.items)
    assert all(len(set(entry.items)) == len(entry.items) for entry in lexicon.shipped())


def test_user_entry_is_found_and_wins() -> None:
    own = (
        {"name": "清源计划", "kind": "programme", "variants": ["清源"], "year": 2024},
        {"name": "三农", "kind": "programme"},
    )
    find_own = policies.build(Config(policy=own))
    found = find_own(document("清源与三农。"))
    assert [(p.text, p.kind, p.canonical) for p in found] == [
        ("清源", "programme", "清源计划"),
        ("三农", "programme", "三农"),
    ]


def test_quoted_surface_needs_its_quotes() -> None:
    own = ({"name": "晨光项目", "kind": "programme", "quoted": ["晨光"]},)
    find_own = policies.build(Config(policy=own))
    found = find_own(document("晨光里,“晨光”惠及百村。"))
    assert [(p.start, p.text) for p in found] == [(5, "晨光")]


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "无类"},
        {"name": "错类", "kind": "plan"},
        {"name": "多键", "kind": "slogan", "colour": "red"},
        {"name": "短", "kind": "slogan"},
        {"name": "重复", "kind": "slogan", "variants": ["甲乙", "甲乙"]},
        {"name": "年份", "kind": "slogan", "year": "2020"},
    ],
)
def test_bad_user_entry_is_an_error(entry: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as caught:
        policies.build(Config(policy=(entry,)))
    assert caught.value.code == "NX203"


def test_unknown_word_list_is_an_error() -> None:
    with pytest.raises(ConfigError) as caught:
        words("document", "no such list")
    assert caught.value.code == "NX203"
