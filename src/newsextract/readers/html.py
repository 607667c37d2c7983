"""Web pages: main text by trafilatura, publication date by htmldate, headline by agreement of title and headings.

Measured on 70 real pages (benchmarks/pages.py): body F1 0.98 with furniture.py, 0.96 without, over 20 pages a second;
readability 0.93, resiliparse 0.86, GNE 0.75 (it finds no text on 7 of them, and its licence is not ours).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from newsextract.errors import InputError
from newsextract.readers.article import Blob, Item, Page, failure, source_of, stem_of
from newsextract.readers.decode import decode, read_whole
from newsextract.readers.furniture import squeeze, without_furniture
from newsextract.records import Meta
from newsextract.zones.words import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

for _name in ("trafilatura", "htmldate"):
    # What they cannot read becomes our own coded error; their warnings would only disturb the progress bar.
    logging.getLogger(_name).addHandler(logging.NullHandler())

HEAD = 4096  # bytes in which a page must declare its encoding (HTML standard: 1024; Chinese CMS are later)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([-\w]{2,20})""", re.IGNORECASE
)
SERVER_CODE = re.compile(r"<%.{0,1000}?%>", re.DOTALL)  # a JSP page saved before its server ran it
SITE_SUFFIX = re.compile(r"\s*[-_|—–－｜]+\s*[^-_|—–－｜]{1,24}$")
SOURCE = re.compile(r"(?<![图片料据源])(?:来源|來源|稿源|出处)\s*[:：]\s*([^\s|｜:：]{2,20})")
HEADINGS = "//h1 | //h2 | //*[@id='title' or contains(@class, 'title') or contains(@class, 'headline')]"
EDITION_OF_PLACE = re.compile(r"[(（][\u4e00-\u9fff]{2,4}[)）]$")  # 某报(北京): where the copy was taken from
PAGE_OF_PAPER = re.compile(r"第\s*([A-Z]{0,2}\d{1,3})\s*版\s*[:：]\s*([\u3400-\u9fff]{2,10})")
FOUNDER_TITLE = "//founder-title"  # Founder's e-paper system, which most Chinese dailies use
LONGEST_HEADLINE = 80
VISIBLE = "//body//text()[not(parent::script or parent::style or parent::noscript)]"
TOP = 20_000  # characters of a page in which it says what it is
CLOSE = 0.6  # similarity from which a heading is taken for the page's own title


def read_html(blob: Blob) -> Iterator[Item]:
    """The page, decoded; its text is taken out where the article is extracted."""
    doc_id = stem_of(blob.path)
    try:
        data = read_whole(blob)
        text, encoding = decode(data, blob.options, blob.path, declared(data))
    except InputError as error:
        yield failure(blob.path, doc_id, error)
        return
    yield Page(doc_id, text, source_of(blob, "html", encoding, data), extract_page)


def declared(data: bytes) -> str | None:
    """The encoding that the page declares, if any."""
    match = DECLARED.search(data, 0, HEAD)
    return match[1].decode("ascii") if match else None


def extract_page(html: str, where: str | None = None) -> tuple[str, Meta]:
    """(main text, title, publication, date as far as the page tells). Raises InputError NX104 where there is no text.

    Tables are kept as rows of cells parted by “|”, paragraphs are parted by line feeds.
    """
    # Heavy libraries: only who reads pages waits for them.
    import htmldate  # noqa: PLC0415
    import trafilatura  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    html = SERVER_CODE.sub("", html)
    body = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True)
    if not body:
        raise _no_text(where)
    tree = document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    title = headline(tree)
    links = {squeeze(node.text_content()) for node in tree.iter("a")}
    body = without_furniture(str(body), title, links)
    if not body:
        raise _no_text(where)
    published = htmldate.find_date(html, original_date=True, extensive_search=True)
    said = _said(tree)
    paper = PAGE_OF_PAPER.search(said)
    meta = Meta(
        title=title,
        publication=_publication(tree, said),
        published=published,
        published_from="page" if published else None,
        page=paper[1] if paper else None,
        section=paper[2] if paper else None,
    )
    return body, meta


def _no_text(where: str | None) -> InputError:
    fix = "It may be a list, a video or a script; save the article itself"
    return InputError("NX104", "the page holds no article text", where=where, fix=fix)


def headline(tree: HtmlElement) -> str | None:
    """The heading that the page's title begins with or resembles, else that title without the site's name."""
    printed = [name for node in tree.xpath(FOUNDER_TITLE) if (name := _squeeze(node.text_content()))]
    if printed:
        return printed[0]
    title = _squeeze(" ".join(tree.xpath("//title//text()")[:1]))
    names = [title, *(_squeeze(value) for value in tree.xpath("//meta[@property='og:title']/@content"))]
    headings = [_squeeze(node.text_content()) for node in tree.xpath(HEADINGS)[:200]]
    headings = [text for text in headings if 4 <= len(text) <= LONGEST_HEADLINE]
    within = [text for text in headings if any(text in name for name in names)]
    if within:
        return max(within, key=len)
    bare = _without_site(title)
    if not bare:
        return headings[0] if headings else None
    similar = [(SequenceMatcher(None, bare, text, autojunk=False).ratio(), text) for text in headings[:20]]
    best = max(similar, default=(0.0, ""))
    return best[1] if best[0] >= CLOSE else bare


def _without_site(title: str) -> str:
    """“甲乙丙丁_财经_某网” → “甲乙丙丁”: the title without the short parts that name section and site."""
    while (match := SITE_SUFFIX.search(title)) and match.start() > len(title) // 3:
        title = title[: match.start()]
    return title.strip()


def _publication(tree: HtmlElement, said: str) -> str | None:
    """The source that the page names beside its headline, else its site's name."""
    names: list[Any] = tree.xpath("//meta[@name='source' or @name='mediaid']/@content")
    if names and str(names[0]).strip():
        return _outlet(SOURCE.sub(r"\1", str(names[0]).strip()).split()[0])
    for match in SOURCE.finditer(said):
        if match[1] not in words().no_source:
            return _outlet(str(match[1]))
    sites: list[Any] = tree.xpath("//meta[@property='og:site_name']/@content")
    return str(sites[0]).strip() or None if sites else None


def _said(tree: HtmlElement) -> str:
    """The visible words of the page's top, those of each element apart from the next one's."""
    return _squeeze(" ".join(tree.xpath(VISIBLE))[:TOP])


def _outlet(name: str) -> str:
    return EDITION_OF_PLACE.sub("", name) or name


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
