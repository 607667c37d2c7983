"""Names found in a text: leftmost, longest, disjoint, as the automaton of a library finds them."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind
from hypothesis import given
from hypothesis import strategies as st

from newsextract.entities.finder import Finder


@given(st.sets(st.text("郑州市区", min_size=2, max_size=4), min_size=1), st.text("郑州市区\n中", max_size=30))
def test_as_the_automaton_finds_them(names: set[str], text: str) -> None:
    listed = sorted(names)
    automaton = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest)
    expected = [(start, end, listed[index]) for index, start, end in automaton.find_matches_as_indexes(text)]
    assert list(Finder(listed).find(text)) == expected


def test_any_text() -> None:
    finder = Finder(["北京", "京"])
    assert list(finder.find("")) == list(finder.find("京")) == []
    assert list(finder.find("\ud800北京😀京")) == [(1, 3, "北京")]
    assert list(Finder([]).find("北京")) == []
