"""Facts: written examples, one table of them in test_link/examples.txt, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.facts import RULES, link
from newsextract.facts.check import check
from newsextract.records import Date, Fact, Meta, Quantity
from tests.facts import markup

EXAMPLES = Path(__file__).with_name("test_link") / "examples.txt"


def articles() -> list[str]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line and not line.startswith("#")]


def facts_of(marked: markup.Marked) -> list[Fact]:
    return link(marked.document, marked.quantities, marked.dates, marked.entities)


def is_near(want: str | None, got: str | None) -> bool:
    """The measure of ../shared/tools/score.py: one holds at least half of the longer one's characters in a row."""
    if want is None or got is None:
        return want is got
    longer = max(len(want), len(got))
    return any(want[i : i + (longer + 1) // 2] in got for i in range(len(want) - (longer + 1) // 2 + 1))


@pytest.mark.parametrize("article", articles())
def test_examples(article: str) -> None:
    marked = markup.read(article)
    names = {d.id: d.text for d in marked.dates}
    for fact, quantity, want in zip(facts_of(marked), marked.quantities, marked.expected, strict=True):
        got = fact.indicator.text if fact.indicator else None
        assert is_near(want.indicator, got) or want.indicator is None, (quantity.text, want.indicator, got, fact.rule)
        assert (fact.trend, fact.basis) == (want.trend, want.basis), quantity.text
        assert names.get(fact.time or "") == want.time, quantity.text


def test_no_indicator() -> None:
    marked = markup.read("比全国平均水平高⟦2.3个百分点⟧。老人今年⟦83岁⟧。«周明:PERSON»进城打工，每月能挣⟦8000元⟧。")
    assert [fact.indicator for fact in facts_of(marked)] == [None, None, None]


@pytest.mark.parametrize(
    ("article", "publication", "places"),
    [
        ("«开封市»有⟦5个⟧公园，«洛阳市»有⟦7个⟧。", None, [("开封市", None), ("洛阳市", None)]),
        ("«开封»今年很忙。全市有⟦5个⟧公园。", "开封日报", [("开封", "全市")]),
        ("«兰考县»在东。该县有⟦5个⟧公园。", None, [("兰考县", "该县")]),
        ("我省有⟦5个⟧公园。", None, [(None, "我省")]),
        ("在«祥符区»、«杞县»等⟦7个⟧县区，全市有⟦5个⟧公园。", None, [(None, None), (None, "全市")]),
        ("«开封市»有⟦5个⟧公园。\n又建⟦3个⟧公园。", None, [("开封市", None), (None, None)]),
        ("其中，«甲省»⟦12人⟧、«乙省»⟦8人⟧、«丙省»⟦5人⟧。", None, [("甲省", None), ("乙省", None), ("丙省", None)]),
        (
            "«甲省»新增⟦20例⟧，其中«乙市»⟦12例⟧、«丙市»⟦8例⟧，新增治愈⟦9例⟧。累计治愈⟦30例⟧。", None,
            [("甲省", None), ("乙市", None), ("丙市", None), ("甲省", None), ("甲省", None)],
        ),
        (
            "⟦127人⟧遇难，其中«甲省»«乙县»⟦115人⟧、«丙省»⟦12人⟧；受伤近⟦千人⟧。", None,
            [(None, None), ("乙县", None), ("丙省", None), (None, None)],
        ),
        (
            "病例⟦65例⟧（«甲市»⟦30例⟧，«乙市»⟦35例⟧），含重症⟦5例⟧。", None,
            [(None, None), ("甲市", None), ("乙市", None), (None, None)],
        ),
        (
            "«甲省»遇难⟦115人⟧，«乙省»遇难⟦12人⟧，共计⟦127人⟧。", None,
            [("甲省", None), ("乙省", None), (None, None)],
        ),
        (
            "全国新增⟦18例⟧，其中«甲省»⟦8例⟧，«乙省»⟦6例⟧，«丙省»、«丁省»各⟦2例⟧。", None,
            [(None, "全国"), ("甲省", None), ("乙省", None), (None, "全国")],
        ),
        (
            "«甲省»投资⟦100亿元⟧，其中，«乙市»⟦30亿元⟧，增长⟦5%⟧，其余城市⟦70亿元⟧。", None,
            [("甲省", None), ("乙市", None), ("乙市", None), ("甲省", None)],
        ),
        ("«甲地»和«乙地»之间相距⟦5公里⟧。«丙地»有⟦3个⟧村庄。", None, [("乙地", None), ("丙地", None)]),
        ("巨峰公司（«甲省»）基地投产⟦18套⟧装置。已有⟦3条⟧线。", None, [("甲省", None), ("甲省", None)]),
        ("经«甲口岸»通行的甲乙（«乙地»）班列突破⟦5万列⟧。", None, [("甲口岸", None)]),
        (
            "«甲市»、«乙市»GDP分别为⟦3亿元⟧、⟦2亿元⟧，分别增长⟦5%⟧、⟦4%⟧。", None,
            [("甲市", None), ("乙市", None), ("甲市", None), ("乙市", None)],
        ),
        (
            "全省新增⟦9例⟧，其中«甲市»⟦5例⟧、«乙市»⟦4例⟧，分别占⟦55%⟧和⟦45%⟧。", None,
            [(None, "全省"), ("甲市", None), ("乙市", None), ("甲市", None), ("乙市", None)],
        ),
        ("产品在«日本»市场下降⟦3%⟧，本市场下降⟦5%⟧。", None, [("日本", None), ("日本", None)]),
    ],
)  # fmt: skip
def test_places(article: str, publication: str | None, places: list[tuple[str | None, str | None]]) -> None:
    marked = markup.read(article, Meta(publication=publication))
    names = {e.id: e.text for e in marked.entities}
    assert [(names.get(f.place or ""), f.place_text) for f in facts_of(marked)] == places


def test_a_place_across_a_number_gives_way() -> None:
    """Two layers may overlap where one of them errs: the amount keeps its fact."""
    marked = markup.read("在«兰考»有⟦5个⟧村庄。")
    wrong = markup.place(2, marked.quantities[0].start - 1, "有5")
    fact = link(marked.document, marked.quantities, [], [*marked.entities, wrong])[0]
    assert fact.indicator is not None
    assert fact.indicator.text == "村庄"


def test_rules_say_why() -> None:
    marked = markup.read("全市⟦181个⟧村庄，发放贷款⟦7.1亿元⟧，增长⟦5%⟧。")
    assert [fact.rule for fact in facts_of(marked)] == ["fact.after", "fact.before", "fact.carried"]


PIECES = st.sampled_from(
    [*"的，。、；（）“”和占比由从较于达至为了年 \n", "分别", "增长", "下降", "同比", "全市", "剩余", "其中", "合计"]
)  # fmt: skip
MENTIONS = st.sampled_from(
    ["⟦5%⟧", "⟦3亿元⟧", "⟦12个⟧", "⟦7人⟧", "⟦三分之一⟧", "‹2018年:2018›", "‹近年来:PAST_REF›", "«开封»"]
)
WORDS = st.text(st.characters(exclude_characters="⟦⟧‹›«»"), max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, MENTIONS, WORDS), max_size=40).map("".join))
def test_any_text(article: str) -> None:
    """One fact for each quantity, in order, its parts at their offsets, its ids those of the article's records."""
    marked = markup.read(article)
    text = marked.document.text
    found = facts_of(marked)
    assert [f.quantity for f in found] == [q.id for q in marked.quantities]
    assert [f.id for f in found] == [f"f{n}" for n in range(1, len(found) + 1)]
    for fact in found:
        if fact.indicator:
            assert text[fact.indicator.start : fact.indicator.end] == fact.indicator.text != ""
        assert fact.time is None or fact.time in {d.id for d in marked.dates}
        assert fact.place is None or fact.place in {e.id for e in marked.entities}
        assert fact.basis is None or fact.trend is not None
        assert fact.rule in RULES
    known = {f.id for f in found}
    checks = check(marked.document, marked.quantities, marked.dates, found)
    assert [c.id for c in checks] == [f"c{n}" for n in range(1, len(checks) + 1)]
    assert all(known.issuperset(c.facts) and len(c.facts) > 1 for c in checks)


@pytest.mark.parametrize("mark", ["\ue001", "\ue002", "\ue003", "\ue004", "\ud800", "\x00"])
def test_reserved_characters_in_the_text(mark: str) -> None:
    """Characters that the tagger's input uses as marks may stand in an article."""
    marked = markup.read(f"{mark}产量{mark}⟦5万吨⟧，{mark}增长⟦3%⟧。")
    assert [f.trend for f in facts_of(marked)] == [None, "INCREASE"]


def test_mentions_outside_every_sentence() -> None:
    """A quantity that no sentence holds still has its fact."""
    bare = markup.document("5万吨")
    quantities: list[Quantity] = [markup.quantity(1, 0, "5万吨")]
    dates: list[Date] = []
    empty = type(bare)("x", bare.text, bare.shadow, (), (), bare.meta, None)
    assert [f.indicator for f in link(empty, quantities, dates, [])] == [None]
