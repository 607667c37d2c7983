"""Accounts of social media."""

from __future__ import annotations

import pytest

from newsextract.entities import handles
from newsextract.entities.labels import Span
from newsextract.records import EntityLabel

CASES: dict[str, tuple[EntityLabel, str, bool]] = {
    "@所长别开枪是我：早": ("PERSON", "别开枪", False),
    "@追风少年刘全有发微博": ("PERSON", "刘全有", False),
    "@刘全有：早": ("PERSON", "刘全有", True),
    "@人民日报发微博": ("ORG", "人民日报", True),
    "@平安北京 通报": ("LOC", "北京", False),
    "@北京：早": ("LOC", "北京", False),
    "@弯弯_2016在北京旅游": ("LOC", "北京", True),
    "刘全有说": ("PERSON", "刘全有", True),
}


@pytest.mark.parametrize(("text", "case"), CASES.items())
def test_fragments_of_accounts(text: str, case: tuple[EntityLabel, str, bool]) -> None:
    label, name, stays = case
    start = text.index(name)
    span = Span(start, start + len(name), label)
    assert handles.outside(text, [span]) == ([span] if stays else [])
