"""Copies in a stream: exact, near, none; memory that forgets the oldest."""

from __future__ import annotations

import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.errors import MissingError
from newsextract.readers import Article, Page
from newsextract.readers.duplicates import Copies, Copy, Duplicates
from newsextract.readers.html import extract_page
from newsextract.records import Meta, Source


def article(seed: int, length: int = 600) -> str:
    """Random ideographs: no two articles share a shingle but by chance."""
    return "".join(map(chr, random.Random(seed).choices(range(0x4E00, 0x5E00), k=length)))  # noqa: S311


def test_exact_copies_name_the_first() -> None:
    seen = Duplicates(near=False)
    assert [seen.add(name, text) for name, text in (("a", "甲"), ("b", "乙"), ("c", "甲"), ("d", "甲"))] == [
        None,
        None,
        Copy("a", "exact", 1.0),
        Copy("a", "exact", 1.0),
    ]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda text: text + "（完）", "near"),
        (lambda text: "本报讯 " + text[:300] + "\n" + text[300:], "near"),
        (lambda text: text.replace(text[100], "改"), "near"),
        (lambda text: "，".join(text[at : at + 8] for at in range(0, len(text), 8)), "near"),
        (lambda text: text[:300] + article(7, 300), None),
        (lambda _: article(8), None),
    ],
)
def test_near_copies(change, kind: str | None) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("rensa")
    seen = Duplicates()
    seen.add("other", article(2))
    seen.add("first", article(1))
    found = seen.add("second", change(article(1)))
    assert (found.of, found.kind, found.similarity >= 0.8) == ("first", kind, True) if found else kind is None


def test_short_texts_are_compared_exactly() -> None:
    pytest.importorskip("rensa")
    seen = Duplicates()
    text = article(1, 40)
    assert [seen.add("a", text), seen.add("b", text + "改")] == [None, None]


def test_the_oldest_are_forgotten() -> None:
    pytest.importorskip("rensa")
    seen = Duplicates(most_near=3)
    for seed in range(5):
        assert seen.add(str(seed), article(seed)) is None
    assert seen.add("late", article(0) + "完") is None
    assert seen.add("later", article(0)) == Copy("0", "exact", 1.0), "a text itself is never forgotten"
    found = seen.add("again", article(4) + "完")
    assert found is not None
    assert found.of == "4"


def test_without_the_library_only_exact_copies_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    with pytest.raises(MissingError, match="NX301"):
        Duplicates()
    assert Duplicates(near=False).add("a", article(1)) is None


@given(st.lists(st.text(alphabet=st.characters(codec=None), max_size=120), max_size=8))
def test_any_texts(texts: list[str]) -> None:
    seen = Duplicates(near="rensa" in sys.modules)
    for number, text in enumerate(texts):
        found = seen.add(str(number), text)
        assert (found is not None and found.kind == "exact") == (text in texts[:number])


def test_watched_items_are_counted_and_exact_copies_skipped() -> None:
    text = "截至2018年底，云溪县181个贫困村全部退出，累计完成脱贫25411户94682人，剩余贫困人口769户1785人。" * 2
    items = [Article(f"a{n}", body, Source(), Meta()) for n, body in enumerate([text, text, text + "完。", "另一篇。"])]
    for skip, kept in ((False, ["a0", "a1", "a2", "a3"]), (True, ["a0", "a2", "a3"])):
        found = Copies()
        assert [item.doc_id for item in Duplicates().watch(items, found, skip=skip)] == kept
        assert (found.exact, found.near) == (1, 1)
        assert found.first[0] == "a1 = a0 (1)"


def test_pages_of_one_site_are_no_copies_but_the_same_article_on_two_sites_is() -> None:
    menu = "".join(f"<li><a href='/{n}'>栏目第{n}号</a></li>" for n in range(200))
    prose = "截至2018年底，云溪县181个贫困村全部退出，累计完成脱贫25411户94682人，剩余贫困人口769户1785人。"
    pages = [f"<ul>{menu}</ul><p>{body}</p>" for body in (prose, article(3), article(4))] + [
        f"<div><p>{prose}</p></div>"
    ]
    items = [Page(f"p{n}", html, Source(), extract_page) for n, html in enumerate(pages)]
    found = Copies()
    list(Duplicates().watch(items, found))
    assert found.first == ["p3 = p0 (1)"]
    assert (found.exact, found.near) == (0, 1)
