"""A token is what a reader takes for one character, however many code points it has."""

from __future__ import annotations

from newsextract.convert.conll import _tokens


def test_characters_are_not_torn() -> None:
    text = "葛\U000e0100城 👨‍👩‍👧3亿e\u0301"
    tokens = [text[start:end] for start, end in _tokens(text, "characters")]
    assert tokens == ["葛\U000e0100", "城", "👨‍👩‍👧", "3", "亿", "e\u0301"]
