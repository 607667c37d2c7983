"""Every command and every snippet of the documentation runs, and prints what the page says it prints.

`python tests/docs/refresh.py` writes the real outputs into the pages.
"""

from __future__ import annotations

import functools

import pytest

from tests.docs.pages import DOCS, Block, Session, blocks, comparable, outputs, pages

ALL = [block for page in pages() for block in blocks(page)]
RUN = [block for block in ALL if block.runs]
SHOWN = [pair for page in pages() for pair in outputs(page)]


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> functools._lru_cache_wrapper[Session]:
    @functools.cache
    def of(page: str) -> Session:
        return Session(DOCS / page, tmp_path_factory.mktemp("docs") / "work")

    return of


@pytest.mark.parametrize("block", RUN, ids=lambda block: block.name)
def test_a_block_runs(block: Block, session: functools._lru_cache_wrapper[Session]) -> None:
    if block.missing:
        pytest.skip(f"needs {', '.join(block.missing)}: an optional package or program that is not installed here")
    session(block.page).run_to(block)


@pytest.mark.parametrize(("block", "shown"), SHOWN, ids=lambda block: block.name)
def test_an_output_is_real(block: Block, shown: Block, session: functools._lru_cache_wrapper[Session]) -> None:
    if block.missing:
        pytest.skip(f"needs {', '.join(block.missing)}: an optional package or program that is not installed here")
    extent = shown.marks["output"]
    printed = session(block.page).run_to(block)
    assert comparable(printed, extent) == comparable(shown.body, extent), (
        f"{shown.name} differs; if the new output is right: python tests/docs/refresh.py"
    )


@pytest.mark.parametrize("block", ALL, ids=lambda block: block.name)
def test_a_block_is_run_or_says_what_it_is(block: Block) -> None:
    assert block.has_a_role, "mark it as a file, an output, or “not run” with the reason"
    assert block.marks.get("not run") != "", "say why it is not run"


def test_pages_have_no_broken_fences() -> None:
    for page in pages():
        assert page.read_text(encoding="utf-8").count("```") == 2 * len(blocks(page)), page


def test_comparable_sees_differences() -> None:
    assert comparable("3 articles; 0.84 s, 15,187 characters/s") == comparable("3 articles; 1.20 s, 9 characters/s")
    assert comparable("a 1\nb") != comparable("a 2\nb")
    assert comparable("a 1\nb", "head") == comparable("a   2\nc", "head")
    assert comparable("a 1", "head") != comparable("b 1", "head")
    assert comparable("a", "any") == comparable("b", "any") != comparable("\n", "any")
