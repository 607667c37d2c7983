"""Accounts of social media."""

from __future__ import annotations

import pytest

from newsextract.entities import handles
from newsextract.entities.labels import Span
from newsextract.records import EntityLabel

CASES: dict[str, tuple[EntityLabel, str, bool]] = {
    "@班长张小川是我：早": ("PERSON", "张小川", False),
    "@追月青年陈大川发微博": ("PERSON", "陈大川", False),
    "@陈大川：早": ("PERSON", "陈大川", True),
    "@人民日报发微博": ("ORG", "人民日报", True),
    "@平安北京 通报": ("LOC", "北京", False),
    "@北京：早": ("LOC", "北京", False),
    "@弯弯_2016在北京旅游": ("LOC", "北京", True),
    "陈大川说": ("PERSON", "陈大川", True),
}


@pytest.mark.parametrize(("text", "case"), CASES.items())
def test_fragments_of_accounts(text: str, case: tuple[EntityLabel, str, bool]) -> None:
    label, name, stays = case
    start = text.index(name)
    span = Span(start, start + len(name), label)
    assert handles.outside(text, [span]) == ([span] if stays else [])
