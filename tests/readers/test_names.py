"""Each name once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsextract.readers.names import Names


def test_names_that_repeat_are_told_apart() -> None:
    names = Names()
    assert [names.claim(name) for name in ("a", "a", "b", "a", "")] == ["a", "a~2", "b", "a~3", ""]


def test_a_name_that_looks_like_another_with_its_suffix() -> None:
    names = Names()
    assert [names.claim(name) for name in ("a", "a", "a~2", "a")] == ["a", "a~2", "a~2~2", "a~3"]
    names = Names()
    assert [names.claim(name) for name in ("a~2", "a", "a")] == ["a~2", "a", "a~3"]


@given(st.lists(st.sampled_from(["a", "a~2", "a~3", "a~2~2", "\ud800", "甲"]) | st.text(max_size=3), max_size=40))
def test_no_name_is_given_twice(given_names: list[str]) -> None:
    names = Names()
    claimed = [names.claim(name) for name in given_names]
    assert len(set(claimed)) == len(claimed)
