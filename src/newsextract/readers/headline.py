"""The headline of a page: what its title, its metadata and its headings agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from newsextract.readers.blocks import squeeze

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FOUNDER_TITLE = "//founder-title"  # Founder's e-paper system, which most Chinese dailies use
HEADINGS = "//h1 | //h2 | //*[@id='title' or contains(@class, 'title') or contains(@class, 'headline')]"
FIRST_HEADINGS = "//h1 | //h2"
PARTS = re.compile(r"\s*[-_|—–－｜]+\s*|\s*[|｜]\s*")
SITE_SUFFIX = re.compile(r"\s*[-_|—–－｜]+\s*[^-_|—–－｜]{1,24}$")
SITE = re.compile(
    r"(?:网|網|网站|在线|日报|日報|晚报|晚報|晨报|时报|時報|商报|周刊|电子报|数字报|电子版|数字版|政府|热线|新闻社|信息港|官网|频道)$"
)
EDITION = re.compile(r"(?:电子|数字)[报版]$")
LONGEST_HEADLINE = 80
LONGEST_TITLE = 300  # with the names of sections and site
CLOSE = 0.6  # similarity from which a heading is taken for the page's own title


def headline(tree: HtmlElement, stated: str | None = None) -> str | None:
    """The heading that the page's title begins with or resembles, else that title without the site's name.

    stated: the headline that the page's metadata gives, which often has the site's name too.
    """
    printed = [name for node in tree.xpath(FOUNDER_TITLE) if (name := squeeze(node.text_content()))]
    if printed:
        return printed[0]
    title = _title(tree)
    stated = stated[:LONGEST_TITLE] if stated else None
    names = [name for name in (title, stated) if name]
    found = [_own(node) for node in tree.xpath(HEADINGS)[:200]]
    headings = [text for text in found if text and 2 <= len(text) <= LONGEST_HEADLINE]
    agreed = [
        text for text in headings if any(name == text or (_begins(name, text) and not _is_site(text)) for name in names)
    ]
    within = [
        text for text in headings if len(text) >= 4 and any(text in name for name in names) and not SITE.search(text)
    ]
    if agreed or within:
        return max(agreed or within, key=len)
    bare = _without_site(title)
    if stated and (not bare or _is_site(bare) or stated in title or bare in stated):
        return _without_site(stated) if stated != title else bare or None
    if not bare or _is_site(bare):
        own = [text for text in (_own(node) for node in tree.xpath(FIRST_HEADINGS)) if text and not _is_site(text)]
        first = next((text for text in own if 4 <= len(text) <= LONGEST_HEADLINE), None)
        return first or bare or None
    similar = [(SequenceMatcher(None, bare, text, autojunk=False).ratio(), text) for text in headings[:20]]
    best = max(similar, default=(0.0, ""))
    return best[1] if best[0] >= CLOSE else bare


def _own(node: HtmlElement) -> str:
    """The words of a heading before its first line break: 标题<br><span>日期 来源</span>."""
    if node.find(".//br") is None:
        return squeeze(node.text_content())
    parts: list[str] = []
    for event, part in _walk(node):
        if event == "start" and part.tag == "br" and "".join(parts).strip():
            break
        parts.append((part.text if event == "start" else part.tail if part is not node else "") or "")
    return squeeze("".join(parts))


def _walk(node: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    from lxml import etree  # noqa: PLC0415  heavy, and only for pages

    yield from etree.iterwalk(node, events=("start", "end"))


def _title(tree: HtmlElement) -> str:
    return squeeze(" ".join(tree.xpath("//title//text()")[:1])[:LONGEST_TITLE])


def site(tree: HtmlElement) -> str | None:
    """The name of the site, where the page's title ends or begins with one."""
    title = _title(tree)
    parts = [part for part in PARTS.split(title) if part]
    found = next((part for part in (*parts[:0:-1], *parts[:1]) if len(parts) > 1 and _is_site(part)), None)
    return EDITION.sub("", found) if found else None


def _begins(name: str, text: str) -> bool:
    """Whether a title is the text before the names of section and site."""
    return name.startswith(text) and PARTS.match(name, len(text)) is not None


def _is_site(name: str) -> bool:
    return len(name) <= 16 and SITE.search(name) is not None


def _without_site(title: str) -> str:
    """“甲乙丙丁_财经_某网” → “甲乙丙丁”: the title without the short parts that name section and site."""
    first, mark, rest = (*re.split(r"(\s*[-_|—–－｜]+\s*)", title, maxsplit=1), "", "")[:3]
    if mark and rest and _is_site(first) and not _is_site(rest):
        title = rest
    while (match := SITE_SUFFIX.search(title)) and match.start() > len(title) // 3:
        title = title[: match.start()]
    return title.strip()
