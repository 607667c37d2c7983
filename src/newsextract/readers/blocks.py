"""A page's rows: its visible text as blocks part it, tables as rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
BLOCKS = frozenset((
    "p", "div", "br", "hr", "li", "tr", "td", "th", "table", "tbody", "thead", "caption", "h1", "h2", "h3", "h4", "h5",
    "h6",
    "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "dl", "dt", "dd", "blockquote",
    "pre",
    "figure", "figcaption", "form", "fieldset", "center", "address", "body", "title", "founder-title",
    "founder-subtitle",
    "founder-introtitle", "founder-author", "founder-content", "founder-date",
))
UNSEEN = frozenset((
    "head", "script", "style", "noscript", "template", "select", "option", "textarea", "button", "iframe",
    "object", "svg",
    "map", "audio", "video", "canvas",
))
# fmt: on
ASIDE = frozenset(("nav", "aside", "footer", "form"))
CONCEALED = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*collapse)", re.IGNORECASE)
FULL_STOPS = "。！？；"
QUOTES = "：」”"
BLANKS = re.compile(r"\s+")
PROSE = 16  # characters outside links from which a row with a sentence's marks counts as prose
CELL = 60  # a longer cell is a column of the layout


@dataclass(frozen=True, slots=True)
class Row:
    """A block's text. spaced: the same with a blank between inline elements, as a by-line's parts are read.

    linked: characters within links. node: the element that holds it.
    """

    text: str
    spaced: str
    linked: int
    node: HtmlElement

    @property
    def prose(self) -> int:
        """Characters of running text; 0 for a row of links, labels or buttons."""
        free = len(self.text) - self.linked
        return free if free >= PROSE and 2 * self.linked < len(self.text) and _is_sentence(self.text) else 0


def _is_sentence(text: str) -> bool:
    if any(mark in text for mark in FULL_STOPS):
        return True
    return "，" in text and any(mark in text for mark in QUOTES)


def squeeze(text: str) -> str:
    """The text with every run of blanks as one space, none at the ends."""
    return BLANKS.sub(" ", text).strip()


def rows_of(root: HtmlElement, *, everything: bool = False) -> Iterator[Row]:
    """The rows below `root` in order. everything: also what is concealed, and navigation, asides and footers."""
    from lxml import etree  # noqa: PLC0415  heavy, and only for pages

    row = _Pieces()
    closing: HtmlElement | None = None  # the element whose end ends what is passed over
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        if event == "start":
            if closing is not None:
                continue
            if tag in UNSEEN or (not everything and _is_aside(node, tag)):
                closing = node
                continue
            if tag in BLOCKS:
                yield from row.take(node.getparent() if node is not root else node)
            if tag == "table" and (table := _table(node)):
                yield from (Row(line, line, 0, node) for line in table)
                closing = node
                continue
            row.links += tag == "a"
            row.say(node.text)
            continue
        if closing is None and event == "end":
            row.links -= tag == "a"
            if tag in BLOCKS:
                yield from row.take(node)
        closing = None if closing is node else closing
        if closing is None and node is not root:
            row.say(node.tail)
    yield from row.take(root)


class _Pieces:
    """A row while it is being read. links: open elements that are links."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._linked = self.links = 0

    def say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(BLANKS.sub("", text)) if self.links else 0

    def take(self, node: HtmlElement) -> Iterator[Row]:
        """The row so far, if there is one; what follows is another."""
        if not self._pieces:
            return
        text = squeeze("".join(self._pieces))
        if text:
            spaced = text if len(self._pieces) == 1 else squeeze(" ".join(self._pieces))
            yield Row(text, spaced, min(self._linked, len(text)), node)
        self._pieces.clear()
        self._linked = 0


def _is_aside(node: HtmlElement, tag: str) -> bool:
    return tag in ASIDE or CONCEALED.search(node.get("style") or "") is not None


def _table(table: HtmlElement) -> list[str] | None:
    """The lines of a table of data: two rows and two columns of short cells at least, hardly a link. None: a layout."""
    if table.find(".//table") is not None:
        return None
    lines: list[list[str]] = []
    links = 0
    for line in table.iter("tr"):
        cells = [squeeze(cell.text_content()) for cell in line if cell.tag in ("td", "th")]
        links += sum(1 for _ in line.iter("a"))
        if any(len(cell) > CELL for cell in cells):
            return None
        if any(cells):
            lines.append(cells)
    wide = sum(len(cells) > 1 for cells in lines)
    if wide < 2 or 2 * wide < len(lines) or links > len(lines):
        return None
    return [f"| {' | '.join(cells)} |" if len(cells) > 1 else cells[0] for cells in lines]
