"""Where the article stands on its page: the containers of Chinese e-paper and CMS systems, else where an extractor
found it; and its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newsextract.errors import ConfigError
from newsextract.readers.blocks import Row, rows_of
from newsextract.readers.furniture import DATED, without_furniture
from newsextract.readers.furniture import squeeze as bare
from newsextract.toml import data_file

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHARE = 0.6  # of the page's running text, for a container to hold the article
AS_MUCH = 0.6  # of what the fullest container holds, for one within it to be taken in its place
LOST = 0.02  # of the running text, from which an extractor's text is not taken
ENOUGH = 0.7  # of an extractor's text, for the rows of an element that no system marks
SCANNED = 200_000_000  # characters that are searched for rows within lines: a tenth of a second
SURE = 0.85  # of what the extractor found, for an element to hold the article


def main_text(found: str, tree: HtmlElement, title: str | None) -> str:
    """The article's text. found: an extractor's, empty where it found none."""
    links = {bare(node.text_content()) for node in tree.iter("a")}
    rows = list(rows_of(tree))
    body = without_furniture(found, title, links)
    marked = container(tree, rows)
    node = marked if marked is not None else around(body or "\n".join(row.text for row in rows if row.prose), rows)
    if node is None:
        return body
    inner: Sequence[Row] = list(rows_of(node))
    if marked is None:
        inner = _stretch(inner, body or "\n".join(row.text for row in rows if row.prose))
    own = without_furniture("\n".join(row.text for row in inner), title, links)
    if not own or not (not body or _is_worse(body, inner, sure=marked is not None)):
        return body
    if marked is None and _prose(inner) < ENOUGH * _prose(found_in(body, rows)):
        return body
    dated = [row for row in body.splitlines() if DATED.search(row) and row not in own]
    return "\n".join([own, *dated]) if len(dated) >= 3 else own


def _stretch(rows: Sequence[Row], body: str) -> Sequence[Row]:
    """The rows from the first to the last that the extractor found, and the running text that adjoins them."""
    known = {id(row) for row in found_in(body, rows)}
    at = [i for i, row in enumerate(rows) if id(row) in known]
    if not at:
        return ()
    start, end = at[0], at[-1] + 1
    while start and rows[start - 1].prose:
        start -= 1
    while end < len(rows) and rows[end].prose:
        end += 1
    return rows[start:end]


def _is_worse(body: str, rows: Sequence[Row], *, sure: bool) -> bool:
    """Whether an extractor's text lost or merged paragraphs of the article's rows, or took others along.

    sure: the rows are all that a system marks as the article.
    """
    has = searcher(body)
    lost = sum(row.prose for row in rows if row.prose and not has(bare(row.text)))
    if lost > LOST * _prose(rows):
        return True
    prose = [bare(row.text) for row in rows if row.prose]
    lines = [bare(line) for line in body.splitlines()]
    if len(lines) < len(prose) or not set(prose) <= {line.lstrip("-#") for line in lines}:
        return True
    own = "".join(bare(row.text) for row in rows)
    more = [line for line in lines if line.lstrip("-#") not in own and not DATED.search(line)]
    more = [
        line for line in more if not line.startswith("|") or bare(line.replace("|", "")) not in own.replace("|", "")
    ]
    if len(more) > (1 if sure else 2) or (sure and more and more[0] == lines[0]):
        return True
    return any(row.text.startswith("|") for row in rows) and not any(line.startswith("|") for line in lines)


def container(tree: HtmlElement, rows: Sequence[Row]) -> HtmlElement | None:
    """The element that a system marks as the article's body, where it holds most of the page's running text."""
    held = _held(rows)
    least = max(1, SHARE * _prose(rows))
    marked = [node for node in tree.iter() if held.get(node, 0) >= least and _is_marked(node)]
    most = max((held[node] for node in marked), default=0)
    return next((node for node in reversed(marked) if held[node] >= AS_MUCH * most), None)


def around(body: str, rows: Sequence[Row]) -> HtmlElement | None:
    """The innermost element that holds what an extractor found."""
    found = found_in(body, rows)
    held = _held(found)
    whole = _prose(found)
    sure = [node for node, length in held.items() if length >= SURE * whole]
    return max(sure, key=lambda node: sum(1 for _ in node.iterancestors()), default=None)


def found_in(body: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of running text that the body holds."""
    has = searcher(body)
    return [row for row in rows if row.prose and has(bare(row.text))]


def searcher(body: str) -> Callable[[str], bool]:
    """A function that says whether the body has a row, given without blanks: as a line, or within one.

    The latter takes time and is tried only so often, so that no page takes the square of its length.
    """
    lines = {bare(line) for line in body.splitlines()}
    letters = bare(body)
    left = SCANNED // (len(letters) or 1)

    def has(row: str) -> bool:
        nonlocal left
        if row in lines:
            return True
        left -= 1
        return left >= 0 and row in letters

    return has


def _prose(rows: Sequence[Row]) -> int:
    return sum(row.prose for row in rows)


def _held(rows: Sequence[Row]) -> dict[HtmlElement, int]:
    """Element → the running text below it."""
    held: dict[HtmlElement, int] = {}
    for row in rows:
        if row.prose:
            for node in (row.node, *row.node.iterancestors()):
                held[node] = held.get(node, 0) + row.prose
    return held


def _is_marked(node: HtmlElement) -> bool:
    if node.tag == "founder-content" or node.get("itemprop") == "articleBody":
        return True
    names = containers()
    if (node.get("id") or "").lower() in names["ids"]:
        return True
    return not names["classes"].isdisjoint((node.get("class") or "").lower().split())


@cache
def containers() -> dict[str, frozenset[str]]:
    """The names of containers.toml; raises ConfigError NX203 where a list is missing or unknown."""
    data = data_file("newsextract.readers", "containers.toml")
    if set(data) != {"ids", "classes"}:
        raise ConfigError("NX203", f"lists {sorted(data)}", where="readers/containers.toml")
    return {name: frozenset(listed.split()) for name, listed in data.items()}
