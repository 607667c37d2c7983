"""The lexicon of small words: valid, and read as the language uses them."""

from __future__ import annotations

import pytest

from newsextract.facts import words


def test_the_lexicon_is_valid() -> None:
    lexicon = words.words()
    assert set(lexicon.classes.values()) <= set('TWoCZBEHAYVpjdrXiKfRbgnvlM,.()"_~')
    assert set(lexicon.direction) >= {"增长", "下降"}


@pytest.mark.parametrize(
    ("word", "direction"),
    [("增长", 1), ("下降", -1), ("提高到", 1), ("降至", -1), ("飙升", 1), ("锐减", -1), ("发展", None), ("", None)],
)
def test_direction(word: str, direction: int | None) -> None:
    assert words.direction(word) == direction


@pytest.mark.parametrize(
    ("word", "tag", "mark"),
    [
        ("覆盖率", "n", "M"), ("百度", "nz", "n"), ("贫困村", "n", "n"), ("增至", "v", "T"), ("微涨", "v", "T"),
        ("各项", "r", "b"), ("此次", "r", "r"), ("甲", "x", "n"), ("☆", "x", "x"), ("城镇", "ns", "n"),
    ],
)  # fmt: skip
def test_classes(word: str, tag: str, mark: str) -> None:
    assert (words.words().classes.get(word) or words.classify(word, tag)) == mark


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("%", "ratios"), ("％", "ratios"), ("個", "classifiers"), ("", "classifiers"), ("歲", "ages"), ("吨", "measures")],
)
def test_unit_kinds(unit: str, kind: str) -> None:
    """As written: full-width and traditional units are the same kinds."""
    assert words.unit_kind(unit) == kind
