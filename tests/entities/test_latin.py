"""Names in Latin letters."""

from __future__ import annotations

import pytest

from newsextract.entities import latin
from newsextract.entities.labels import Span

FIRMS = {
    "由Lanfeng Capital旗下": ["Lanfeng Capital"],
    "来自Lan & Feng Associates的": ["Lan & Feng Associates"],
    "the Lanfeng Group is": [],
    "手机Lanfeng": [],
}


@pytest.mark.parametrize(("text", "expected"), FIRMS.items())
def test_firms_by_their_last_word(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in latin.firms(text)] == expected


PERSONS = {
    "大叔Wailo是": ["Wailo"],
    "分析师John Lanson认为": ["John Lanson"],
    "美术馆的Godlan夫人": ["Godlan"],
    "手机Wailo是": [],
    "教授iPhone的": [],
}


@pytest.mark.parametrize(("text", "expected"), PERSONS.items())
def test_persons_by_a_title(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in latin.persons(text)] == expected


BRACKETED = {
    ("冈斯(Jim Gans)说", "PERSON"): ["Jim Gans"],
    ("岚峰工联(LFGL)公布", "ORG"): ["LFGL"],
    ("岚峰大学(Lanfeng University)", "ORG"): ["Lanfeng University"],
    ("冈斯(CEO)说", "PERSON"): [],
    ("岚峰工联(IPO)公布", "ORG"): [],
}


@pytest.mark.parametrize(("case", "expected"), BRACKETED.items())
def test_originals_in_brackets(case: tuple[str, str], expected: list[str]) -> None:
    text, label = case
    span = Span(0, text.index("("), label, 1.0, "tagger")  # type: ignore[arg-type]
    assert [text[found.start : found.end] for found in latin.bracketed(text, [span])] == expected


def test_english_words_go_on() -> None:
    assert latin.is_english("Meeting you was", 7)
    assert not latin.is_english("Meeting公司", 7)


def test_a_name_in_other_letters() -> None:
    assert set(latin.variants("Lanbo和lanbo、LANBO", "Lanbo")) == {"lanbo", "LANBO"}
    assert not set(latin.variants("abc", "Abc"))
