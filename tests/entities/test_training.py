"""The training pipeline: other guidelines' labels become ours; swapped copies stay consistent; a toy model learns."""

from __future__ import annotations

import numpy as np
import pytest
from training.entities import adapt, swap
from training.entities.corpus import Sentence

from newsextract.entities.labels import Span


def sentence(text: str, *names: tuple[str, str]) -> Sentence:
    spans, at = [], 0
    for name, label in names:
        start = text.index(name, at)
        at = start + len(name)
        spans.append(Span(start, at, label))  # type: ignore[arg-type]
    return Sentence(text, tuple(spans))


def names(labelled: Sentence) -> list[tuple[str, str]]:
    return [(labelled.text[span.start : span.end], span.label) for span in labelled.spans]


RULES = [
    ("来京开会", [("京", "LOC")], []),
    ("中俄关系", [("中俄", "LOC")], []),
    ("河南省郑州市的会", [("河南省郑州市", "LOC")], [("河南省", "LOC"), ("郑州市", "LOC")]),
    ("苏州工业园区的会", [("苏州工业园区", "LOC")], [("苏州工业园区", "LOC")]),
    ("东北地区下雪", [("东北地区", "LOC")], []),
    ("北京冬奥会开幕", [("北京冬奥会", "ORG")], [("北京", "LOC")]),
    ("市政府决定", [], [("市政府", "ORG")]),
    ("市委书记来了", [], []),
    ("郑州市财政局说", [("郑州市", "LOC")], [("郑州市财政局", "ORG")]),
    ("美国政府说", [("美国", "LOC")], [("美国政府", "ORG")]),
    ("这家公司说", [("公司", "ORG")], []),
    ("《人民日报》说", [("《人民日报》", "ORG")], [("人民日报", "ORG")]),
    ("故宫博物院开放", [("故宫博物院", "LOC")], [("故宫博物院", "ORG")]),
]


@pytest.mark.parametrize(("text", "before", "after"), RULES)
def test_adaptation(text: str, before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    assert names(adapt.adapt(sentence(text, *before))) == after


def test_html_is_cut_and_spans_move() -> None:
    assert names(adapt.without_html(sentence("<p><strong>北京</strong>消息", ("北京", "LOC")))) == [("北京", "LOC")]


@pytest.mark.parametrize(
    ("name", "plausible"), [("张宝泉", True), ("乌方", False), ("胡志明市", False), ("奥巴马", True)]
)
def test_plausible_people(name: str, plausible: bool) -> None:
    assert adapt.plausible_person(name) is plausible


def test_copies_exchange_names_and_keep_labels() -> None:
    source = [
        sentence("张宝泉在会宁县说，张宝泉回来了。", ("张宝泉", "PERSON"), ("会宁县", "LOC"), ("张宝泉", "PERSON"))
    ] * 20
    copies = swap.copies(source, seed=1)
    assert len({copy.text for copy in copies}) > 5
    for copy in copies:
        assert [label for _, label in names(copy)] == ["PERSON", "LOC", "PERSON"]
        assert names(copy)[0] == names(copy)[2]  # one person, one new name
        assert copy.text.endswith("回来了。")


def test_the_trainer_learns_a_toy_corpus() -> None:
    pytest.importorskip("numba")
    from training.entities import crf  # noqa: PLC0415  # numba is a training-only dependency
    from training.entities.matrix import matrix  # noqa: PLC0415

    data = matrix([sentence("他去会宁县了", ("会宁县", "LOC")), sentence("他回家了")] * 30)
    weights = np.zeros((1 << 20, 13), np.float32)
    squares, order = np.zeros_like(weights), np.arange(len(data.starts))
    arrays = (data.features, data.labels, data.starts, data.ends, order, weights, squares)
    losses = [crf.train_epoch(*arrays, 0.1, 0.1, 1e-5, 0.2, seed) for seed in range(3)]
    assert losses[-1] < losses[0] / 5
