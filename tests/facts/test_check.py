"""Checks: sums, differences, shares, growth and restatements, that hold and that do not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from newsextract.facts import check, link
from newsextract.facts.amounts import amount, slip, written
from newsextract.facts.relations import common
from newsextract.pipeline import Pipeline
from newsextract.records import Check, Mod
from tests.facts import markup


def checks_of(article: str) -> list[Check]:
    marked = markup.read(article)
    facts = link(marked.document, marked.quantities, marked.dates, marked.entities)
    return check(marked.document, marked.quantities, marked.dates, facts)


@pytest.mark.parametrize(
    ("article", "kind", "holds", "expression"),
    [
        ("果树⟦150万棵⟧，其中苹果⟦90万棵⟧，梨⟦60万棵⟧。", "sum", True, "90万棵 + 60万棵 = 150万棵"),
        ("新增病例⟦245例⟧，其中境外病例⟦63例⟧，本土病例⟦182例⟧。", "sum", True, "63例 + 182例 = 245例"),
        ("果树⟦156万棵⟧，其中苹果⟦93万棵⟧，梨⟦36万棵⟧。", "sum", None, ""),
        ("职工⟦1565人⟧，其中男职工⟦942人⟧，女职工⟦614人⟧。", "sum", False, "942人 + 614人 = 1556人 ≠ 1565人"),
        ("果树⟦1567棵⟧，其中苹果⟦934棵⟧，梨⟦633棵⟧。", "sum", True, "934棵 + 633棵 = 1567棵"),
        (
            "全县有困难户⟦4120户⟧。已搬迁困难户⟦3875户⟧。剩余困难户⟦245户⟧。",
            "difference", True, "4120户 − 3875户 = 245户",
        ),
        (
            "全县有困难户⟦4120户⟧。已搬迁困难户⟦3875户⟧。剩余困难户⟦254户⟧。",
            "difference", False, "4120户 − 3875户 = 245户 ≠ 254户",
        ),
        (
            "全村原有困难户⟦120户⟧，已搬迁⟦95户⟧，还剩⟦25户⟧。", "difference", True, "120户 − 95户 = 25户",
        ),
        (
            "应建成充电桩⟦1000个⟧，建成⟦800个⟧，还差⟦200个⟧。", "difference", True, "1000个 − 800个 = 200个",
        ),
        (
            "出口⟦620亿元⟧，增长⟦3%⟧；进口⟦415亿元⟧；贸易顺差⟦205亿元⟧。",
            "difference", True, "620亿元 − 415亿元 = 205亿元",
        ),
        ("产量由⟦120万吨⟧增加到⟦150万吨⟧，增长⟦25%⟧。", "growth", True, "(150万吨 − 120万吨) ÷ 120万吨 = 25%"),
        ("产量由⟦120万吨⟧增加到⟦150万吨⟧，增长⟦28%⟧。", "growth", False, "(150万吨 − 120万吨) ÷ 120万吨 = 25% ≠ 28%"),
        ("覆盖率由⟦62%⟧提高到⟦70%⟧，提高⟦8个百分点⟧。", "growth", True, "70% − 62% = 8个百分点"),
        ("产量⟦660万吨⟧，比上年增加⟦60万吨⟧，增长⟦10%⟧。", "growth", True, "60万吨 ÷ (660万吨 − 60万吨) = 10%"),
        (
            "政府采购规模⟦50亿元⟧，其中工程采购⟦20亿元⟧，占政府采购规模的⟦40%⟧。",
            "share", True, "20亿元 ÷ 50亿元 = 40%",
        ),
        ("灌区人口近⟦4.6万人⟧。\n灌区人口⟦45873人⟧。", "restatement", True, "4.6万人 ≈ 45873人"),
        ("灌区人口近⟦4.6万人⟧。\n灌区人口⟦55873人⟧。", "restatement", None, ""),
    ],
)  # fmt: skip
def test_relations(article: str, kind: str, holds: bool | None, expression: str) -> None:
    found = [(c.holds, c.expression) for c in checks_of(article) if c.kind == kind]
    assert found == ([] if holds is None else [(holds, expression)])


@pytest.mark.parametrize(
    "article",
    [
        "甲队⟦2人⟧，乙队⟦3人⟧，丙队⟦5人⟧。",
        "增长⟦10%⟧。工业增速⟦10.1%⟧。",
        "财政收入⟦263亿元⟧。财政支出⟦262.6亿元⟧。",
        "他在⟦100米⟧、⟦100米⟧接力和⟦200米⟧比赛中夺冠。",
    ],
)
def test_chance_is_no_relation(article: str) -> None:
    assert checks_of(article) == []


@pytest.mark.parametrize(
    ("surface", "mod", "low", "high", "digits"),
    [
        ("25411户", None, "25411", "25411", 5),
        ("9.5万人", None, "94500", "95500", 2),
        ("7.10亿元", None, "709500000", "710500000", 3),
        ("4000多亿元", None, "400000000000", "500000000000", 1),
        ("93%", None, "92.5", "93.5", 2),
        ("10万户", "APPROX", "90000", "110000", 2),
        ("3万人", "LESS_THAN", "20000", "35000", 1),
    ],
)
def test_amounts(surface: str, mod: Mod | None, low: str, high: str, digits: int) -> None:
    printed = amount(markup.quantity(1, 0, surface, mod=mod))
    assert printed is not None
    assert (printed.low, printed.high, printed.digits) == (Decimal(low), Decimal(high), digits)


@pytest.mark.parametrize(("total", "found"), [("300万元", ["120户 × 2.5万元 = 300万元"]), ("380万元", [])])
def test_average_times_count(total: str, found: list[str]) -> None:
    marked = markup.read(f"搬迁群众⟦120户⟧，户均补助⟦2.5万元⟧，共补助⟦{total}⟧。")
    quantities = [msgspec.structs.replace(q, per="户") if q.text == "2.5万元" else q for q in marked.quantities]
    facts = link(marked.document, quantities, [], [])
    checks = check(marked.document, quantities, [], facts)
    assert [c.expression for c in checks if c.kind == "product"] == found


def test_traditional_characters() -> None:
    """Cue words are read in the shadow, numbers are shown as printed."""
    found = checks_of("出口額⟦620億元⟧；進口額⟦415億元⟧；貿易順差⟦205億元⟧。".replace("億元⟧", "亿元⟧"))
    assert [c.expression for c in found] == ["620亿元 − 415亿元 = 205亿元"]


def test_a_range_is_no_amount() -> None:
    assert amount(markup.quantity(1, 0, "人")) is None


@pytest.mark.parametrize(
    ("printed", "computed", "slipped"),
    [("796", "769", True), ("768", "769", True), ("700", "769", False), ("76", "67", False), ("1769", "769", False)],
)
def test_slips_of_the_pen(printed: str, computed: str, slipped: bool) -> None:
    assert slip(Decimal(printed), Decimal(computed)) is slipped


def test_computed_numbers_are_written_like_printed_ones() -> None:
    assert written(Decimal(420000000000), markup.quantity(1, 0, "4000多亿元")) == "4200亿元"
    assert written(Decimal("21.55"), markup.quantity(1, 0, "21.5%")) == "21.55%"


def test_common_substring() -> None:
    assert [common("剩余贫困人口", "建档立卡贫困人口"), common("甲", "乙"), common("", "乙")] == [4, 0, 0]


def test_a_thousand_numbers_are_a_bounded_search() -> None:
    """Each number meets a bounded number of others: the findings of a long list stay few."""
    article = "合计⟦99999户⟧，" + "、".join(f"困难户⟦{n + 100}户⟧" for n in range(1000)) + "。"
    assert len(checks_of(article)) <= 1


SAMPLE = Path(__file__).parents[2] / "corpus" / "zzrb-d18-tuopin.txt"


def test_the_sample_article(pipeline: Pipeline) -> None:
    record = pipeline(SAMPLE.read_text(encoding="utf-8"))
    found = {(c.kind, c.holds, c.expression) for c in record.checks}
    assert {
        ("difference", True, "26180户 − 25411户 = 769户"),
        ("difference", True, "96467人 − 94682人 = 1785人"),
        ("restatement", True, "9.5万人 ≈ 94682人"),
    } <= found
    assert all(c.holds for c in record.checks)


def test_a_misprint_in_the_sample_article_is_found(pipeline: Pipeline) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert text.count("769户") == 1
    record = pipeline(text.replace("769户", "796户"))
    assert [c.expression for c in record.checks if not c.holds] == ["26180户 − 25411户 = 769户 ≠ 796户"]
