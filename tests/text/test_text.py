"""The shadow: one code point for one."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsextract.text import blank, shadow, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１２３．５％，（Ａ）", "123.5%,(A)"),
        ("萬戶億圓個數", "万户亿圆个数"),
        ("「三農」『五有』", "“三农”‘五有’"),
        ("二○一九年", "二〇一九年"),
        ("a\u00a0b\u3000c\u2003d", "a b c d"),
        ("行\r\n格\t格", "行 \n格\t格"),
        ("阿兰•图灵・甲", "阿兰·图灵·甲"),
        ("𠮷野家😀", "𠮷野家😀"),
    ],
)
def test_shadow(text: str, expected: str) -> None:
    assert shadow(text) == expected


@given(st.text())
def test_shadow_keeps_length_and_is_idempotent(text: str) -> None:
    once = shadow(text)
    assert len(once) == len(text)
    assert shadow(once) == once


def test_blank() -> None:
    assert blank("甲乙丙丁", [(0, 1), (2, 4)]) == "\n乙\n\n"
    assert blank("甲乙", []) == "甲乙"


def test_traditional_characters_are_han_and_stay_han() -> None:
    """The `regex` library knows Unicode's scripts, which `re` does not: it is the second opinion on our table."""
    for code, character in table().items():
        if "\u3400" <= chr(code) <= "\ufaff":
            assert regex.fullmatch(r"\p{Han}", chr(code))
            assert regex.fullmatch(r"\p{Han}", character)


@given(st.text(alphabet=st.characters(categories=["Zs"])))
def test_every_blank_of_unicode_becomes_a_space(text: str) -> None:
    assert regex.fullmatch(r" *", shadow(text))
