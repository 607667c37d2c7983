"""Hard-wrapped paragraphs read as if no line end broke them, with every offset the article's own. The text is ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract import wraps
from newsextract.records import Record

PARAGRAPHS = (
    "云岭县2018年共投入扶贫资金31.5亿元，比上年增长12.6%，惠及贫困户26180户。县委书记赵明华介绍，截至2018年12月底，全县已有45个贫困村、"
    "9.6万人实现脱贫，贫困发生率由2014年的15.4%下降到1.2%。云岭县将继续实施乡村振兴战略，力争到2020年农村居民人均可支配收入达到1.2万元。",
    "云岭县人民医院派出由38名医师组成的医疗队，先后到12个乡镇开展义诊，为3200多名群众免费检查身体，发放药品价值15万元。"
    "县卫生健康局局长李文秀说，2019年将把这项工作推广到全部21个乡镇，并投资2600万元改造18所乡镇卫生院。",
)
PIPELINE = newsextract.load({"tagger": "fast"})


def wrapped(width: int, end: str = "\n") -> str:
    lines = []
    for paragraph in PARAGRAPHS:
        text = "　　" + paragraph
        lines += [text[at : at + width] for at in range(0, len(text), width)]
    return end.join(lines)


def said(record: Record) -> list[tuple[str, ...]]:
    """What a record says, line ends left out."""
    found: list[tuple[str, ...]] = []
    found += [("quantity", q.text, str(q.value), q.unit) for q in record.quantities]
    found += [("date", d.text, d.value, d.relation or "") for d in record.dates]
    found += [("policy", p.text, p.kind) for p in record.policies]
    found += [("entity", e.text, e.label) for e in record.entities]
    found += [("fact", f.quantity, f.indicator.text if f.indicator else "", f.time or "") for f in record.facts]
    return [tuple(part.replace("\r", "").replace("\n", "") for part in each) for each in found]


@pytest.mark.parametrize("width", [32, 33, 36, 40, 41, 47, 72])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_wrapped_article_says_what_it_says_unwrapped(width: int, end: str) -> None:
    text = wrapped(width, end)
    record = PIPELINE(text, published="2019-01-10")
    assert said(record) == said(PIPELINE(wrapped(10_000, end), published="2019-01-10"))
    for layer in (record.quantities, record.dates, record.policies, record.entities):
        assert all(text[each.start : each.end] == each.text for each in layer)
    indicators = [fact.indicator for fact in record.facts if fact.indicator]
    assert all(text[each.start : each.end] == each.text for each in indicators)
    broken = [each.text for each in record.quantities] + [each.text for each in record.entities]
    assert any("\n" in name for name in broken + [each.text for each in indicators]) or width == 72
    assert record.zones[-1].end == len(text)


LISTS = {
    "headings as long as each other": "一、地方工业经济和民营经济带动全县生产总值较快增长\n全县完成工业增加值12亿元。\n"
    "二、设施农业和特色畜牧业带动农民人均收入稳步增长\n全县农业增加值5亿元。",
    "rows of one width": "\n".join(
        f"（{number}）关于云岭县第{number}中学校园改造工程建设情况的有关说明和建议意见" for number in "一二三四五六"
    ),
    "indented paragraphs": "\n".join("　　" + "云岭县继续推进农村公路和饮水安全建设" * 3 for _ in range(5)),
    "short lines": "\n".join(["云岭县人民政府", "扶贫开发办公室", "二〇一八年九月"] * 9),
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    document = PIPELINE.read(text)
    assert wraps.find(document) == []


@given(st.lists(st.text(st.sampled_from("云岭县2018年投入亿元，。、（“ \r\n\u2028a"), max_size=70), max_size=12))
def test_positions_lead_back(lines: list[str]) -> None:
    document = PIPELINE.read("\n".join(lines))
    joined = wraps.join(document)
    for at, char in enumerate(joined.document.text):
        assert document.text[joined.start(at)] == char
        assert document.text[joined.end(at + 1) - 1] == char
