"""People by one part of their name."""

from __future__ import annotations

import pytest

from newsextract.entities import given
from newsextract.entities.labels import Span

TEXT = "妍佳在家。妍佳说，晓明来了。他找妍佳。妍佳的妈妈也来。"


def test_a_given_name_that_comes_again_and_again() -> None:
    assert [TEXT[span.start : span.end] for span in given.given(TEXT)] == ["妍佳"] * 4
    assert not list(given.given("文化在前，文化与科技，文化的文化。"))


def test_who_is_named_in_full_may_be_called_by_the_given_name() -> None:
    assert list(given.called("李晓岚来了，晓丽走了。", ["李晓岚"])) == []
    assert list(given.called("李晓丽来了，晓丽说，晓丽走了。", ["李晓丽"])) == ["晓丽"]


def test_a_pair_of_surnames() -> None:
    text = "他找张、罗二人，张和罗到了。"
    kept, found = given.paired(text, [Span(8, 11, "PERSON", 1.0, "tagger")])
    assert kept == []
    assert [text[span.start : span.end] for span in found] == ["张", "罗", "张", "罗"]


@pytest.mark.parametrize(("text", "expected"), [("咸丰皇帝", ["咸丰"]), ("咸丰县", []), ("道光帝国", [])])
def test_emperors(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in given.emperors(text)] == expected
