"""Any text: no exception, exact offsets, disjoint sorted mentions; the worst texts stay bounded in output."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import policies
from newsextract.config import Config
from newsextract.records import Policy
from tests.policies.conftest import document

FIND = policies.build(Config())

MARKS = [*"“”《》〈〉()（）+＋、，,。:；「」 \n", "——"]
WORDS = [
    *"1N两双一三个位有对的和法中a\U00020000",
    "2",
    "19",
    "就是",
    "即",
    "包括",
    "关于",
    "意见",
    "方案",
    "草案",
    "机制",
    "委员会",
]
NAMES = [
    "实施",
    "启动",
    "计划",
    "行动",
    "工程",
    "战略",
    "规划",
    "三年行动计划",
    "十四五",
    "一带一路",
    "三农",
    "四个意识",
    "戰略",
]
NUMBERS = ["国发", "〔2015〕1号", "意識"]
PIECES = st.sampled_from(MARKS + WORDS + NAMES + NUMBERS)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def check(text: str, found: list[Policy]) -> None:
    assert [p.id for p in found] == [f"p{n}" for n in range(1, len(found) + 1)]
    end = 0
    for policy in found:
        assert end <= policy.start < policy.end <= len(text)
        assert text[policy.start : policy.end] == policy.text
        end = policy.end
        for item in policy.items:
            assert 0 <= item.start < item.end <= len(text)
            assert text[item.start : item.end] == item.text
        assert not policy.items or policy.kind in ("formula", "slogan")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    check(text, FIND(document(text)))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_same_text_same_policies(text: str) -> None:
    assert FIND(document(text)) == FIND(document(text))
