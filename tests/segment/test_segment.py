"""Sentences written as ⟦…⟧ in the text; words against jieba, the reference."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import segment
from newsextract import text as texts
from newsextract.errors import MissingError
from newsextract.records import Zone, ZoneType

FULL = "云城市今年把公路养护列为十件实事之一，安排专项资金用于山区公路的维修"  # long enough to be wrapped

MARKED = {
    "marks": "⟦今年增长3.5%。⟧⟦为什么？⟧⟦太好了！⟧⟦投资1,234万元；⟧⟦就业稳定⟧",
    "ascii marks": "⟦Is it?⟧ ⟦是!⟧⟦好;⟧⟦对⟧",
    "a quotation's end stays": "⟦他说：“路通了。”⟧⟦大家都笑了。⟧",
    "two sentences in a quotation": "⟦他说：“路通了。⟧⟦日子好了！”⟧⟦大家都笑了。⟧",
    "straight quotes": '⟦他说："路通了。"⟧⟦大家"都"笑了。⟧⟦"好！"⟧⟦完⟧',
    "corner brackets": "⟦他說：「路通了。」⟧⟦大家都笑了。⟧",
    "brackets": "⟦（据云城海关。）⟧⟦进出口增长。⟧",
    "a cry within a clause": "⟦“加油！”的喊声不断。⟧⟦“好！”⟧⟦“妙！”等词常见。⟧",
    "a title": "⟦《谁来种地？》一书出版。⟧⟦《种地！》《收割？》⟧",
    "an ellipsis": "⟦山、水、田……⟧⟦都在这里。⟧",
    "piled marks": "⟦真的？！⟧⟦是的。。。⟧⟦好⟧",
    "an address": "⟦见http://a.cn/x?id=3;y 页。⟧",
    "entities": "⟦&nbsp;&nbsp;今年增长。⟧",
    "lines": "⟦第一行⟧\n  ⟦第二行⟧\n\n⟦第三行⟧\r\n⟦第四行⟧",
    "numbers are whole": "⟦增长3.5%、1,234.5万元、2:1、8:30、1．5倍。⟧",
    "blanks": "　　⟦今年增长。⟧　⟦明年再增长。⟧　\n",
    "a wrapped paragraph": f"⟦{FULL}\n和加固。⟧⟦各县区已经完工。⟧",
    "long lines that are finished": f"⟦{FULL}：⟧\n⟦路。⟧",
    "long items": f"⟦{FULL}⟧\n⟦1、养护各县区的公路⟧\n⟦（二）桥⟧",
    "nothing": " \n　\n",
}


@pytest.mark.parametrize("marked", MARKED.values(), ids=MARKED)
def test_sentences(marked: str) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    spans = segment.sentences(texts.shadow(text), (Zone("body", 0, len(text)),))
    assert [text[a:b] for a, b in spans] == re.findall(r"⟦([^⟧]*)⟧", marked)


@pytest.mark.parametrize(("zone", "count"), [("body", 2), ("title", 2), ("table", 2), ("nav", 0), ("boilerplate", 0)])
def test_hidden_zones_have_no_sentences(zone: ZoneType, count: int) -> None:
    assert len(segment.sentences("一句。两句。", (Zone(zone, 0, 6),))) == count


def test_no_sentence_crosses_a_zone() -> None:
    shadow = "云城新貌今年增长。"
    assert segment.sentences(shadow, (Zone("title", 0, 4), Zone("body", 4, 9))) == ((0, 4), (4, 9))


FRAGMENTS = st.sampled_from([*'。！？；…\n “”"（）《》、的3.a云', "&nbsp;", "云" * 31])


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=80).map("".join)))
def test_spans_are_sorted_disjoint_and_trimmed(text: str) -> None:
    shadow = texts.shadow(text)
    at = 0
    for start, end in segment.sentences(shadow, (Zone("body", 0, len(text)),)):
        assert at <= start < end
        assert not shadow[at:start].strip()
        assert shadow[start:end] == shadow[start:end].strip()
        at = end
    assert not shadow[at:].strip()


CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_rjieba_equals_jieba_on_han_words(path: Path) -> None:
    """The two part runs of ASCII signs differently (2024-05-13), and only those."""
    text = path.read_text(encoding="utf-8")
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    assert [segment.words(run) for run in runs] == [segment.words(run, "jieba") for run in runs]
    for segmenter in ("rjieba", "jieba"):
        assert "".join(segment.words(text, segmenter)) == text


@pytest.mark.parametrize("segmenter", ["rjieba", "jieba"])
def test_tags(segmenter: str) -> None:
    assert segment.tagged("云南增长", segmenter) == [("云南", "ns"), ("增长", "v")]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_words_are_the_text_again(text: str) -> None:
    assert "".join(segment.words(text)) == text


def test_missing_segmenter_is_a_coded_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] in ("jieba", "rjieba"):
            raise ImportError(name)
        return real(name, *rest, **named)

    segment._segmenter.cache_clear()
    monkeypatch.setattr(builtins, "__import__", absent)
    try:
        with pytest.raises(MissingError, match="NX301"):
            segment.words("云城")
    finally:
        segment._segmenter.cache_clear()
