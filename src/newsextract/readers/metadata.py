"""What a web page says of its article: metadata tags, JSON-LD, the marks of e-paper systems, and the rows around it.

Metadata wins over rows, as machines wrote it for machines; but a tag's author is believed only where it is a person's
name: most systems put the site there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from newsextract import text as texts
from newsextract import zones
from newsextract.readers.blocks import Row, squeeze
from newsextract.readers.content import searcher
from newsextract.records import Author, Role
from newsextract.zones import byline
from newsextract.zones.words import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of tags, in lower case without blanks, the surest first. Government sites: the state's guideline for their
# development (2017) prescribes ArticleTitle, PubDate, ContentSource, ColumnName and Author.
TAGS: dict[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "twitter:title", "headline", "title"),
    "publication": ("contentsource", "source", "mediaid", "og:article:source", "article:source", "copyrightowner"),
    "published": (
        "article:published_time", "og:article:published_time", "pubdate", "publishdate", "publish_date", "publishtime",
        "publish_time", "published_time", "og:release_date", "og:time", "datepublished", "my:publish_date",
        "weibo:article:create_at", "bytedance:published_time", "apub:time", "firstpublished", "dc.date.issued",
        "citation_date",
    ),
    "section": ("columnname", "article:section", "section", "articlesection"),
    "author": ("author", "article:author", "og:article:author", "my:author", "dable:author", "dc.creator", "byl"),
    "editor": ("editor", "article:editor"),
}  # fmt: skip
LINKED = {
    "title": "headline", "published": "datePublished", "section": "articleSection", "author": "author",
    "editor": "editor",
}  # fmt: skip
SITE_TAGS = ("og:site_name", "sitename", "application-name")
# What Founder's system leaves in a comment on every page.
FOUNDER = re.compile(r"<(title|author|date|nodename|source)>([^<>]{1,200})</\1>")
FOUNDER_MARK = re.compile(r"<!--\s*enpproperty(.{0,4000}?)/enpproperty\s*-->", re.DOTALL)
FOUNDER_NODE = re.compile(r"第?\s*([A-Z]{0,2}\d{1,3})\s*版?\s*[:：]\s*(\S{2,10})$")
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage")
PAGE_OF_PAPER = re.compile(r"第\s*([A-Z]{0,2}\d{1,3})\s*版(?:\s*[:：]\s*([\u3400-\u9fff]{2,10}))?")
PRINTED_IN = re.compile(r"《([^《》]{2,15})》\s*[（(]?\s*\d{4}\s*年")
SOURCE_TAG = re.compile(r"^(?:文章)?(?:来源|來源)\s*[:：]\s*")
EDITION_OF_PLACE = re.compile(r"[(（][\u4e00-\u9fff]{2,4}[)）]$")  # 某报(北京): where the copy was taken from
ROLE_NAMES = re.compile(r"^(?:author|authors|author[-_]?name|writer|reporter|byline|journalist|editor|editors)$")
CRUMBS = re.compile(r"\s*(?:>>|[>»›＞])\s*")
SECTION = re.compile(r"[\u3400-\u9fff·．、/]{2,8}")
NO_SECTION = re.compile(r"[报報]$|正文|首页|首頁|主页|网|網|位置|查看|^新闻$|阅读|详情|内容|^\W*$")
BEFORE, AFTER = 12, 8  # rows of the page's head and foot that may speak of the article
LONGEST = 200
ORIGIN = "origin"


@dataclass(slots=True)
class Said:
    """What a page says; `origin`: field → “metadata” or “page”, what people see."""

    values: dict[str, str]
    authors: dict[Author, None]
    origin: dict[str, str]

    def note(self, field: str, value: str | None, origin: str) -> None:
        """The first to speak is believed."""
        if value and field not in self.values:
            self.values[field], self.origin[field] = value, origin

    def credit(self, people: Iterable[Author], origin: str) -> None:
        found = [person for person in people if person not in self.authors]
        if found:
            self.authors |= dict.fromkeys(found)
            self.origin.setdefault("authors", origin)


def metadata(tree: HtmlElement, html: str) -> Said:
    """What tags, JSON-LD and marks say; `html` is the markup of the tree."""
    said = Said({}, {}, {})
    mark = FOUNDER_MARK.search(html)
    founder = {m[1]: squeeze(m[2]) for m in FOUNDER.finditer(mark[1])} if mark else {}
    tags = _tags(tree)
    linked = _linked(tree)
    for field, names in TAGS.items():
        if field in ("author", "editor"):
            continue
        values = [value for name in names for value in tags.get(name, ())]
        given = [founder.get({"publication": "source", "published": "date"}.get(field, field)), _text(linked, field)]
        for value in (*given, *values):
            said.note(field, _read(field, value), "metadata")
    node = FOUNDER_NODE.search(founder.get("nodename", ""))
    if node:
        said.note("page", node[1], "metadata")
        said.note("section", node[2], "metadata")
    _credit_tags(said, tags, linked, founder)
    return said


def around(said: Said, tree: HtmlElement, rows: Sequence[Row], body: str, title: str | None) -> None:
    """Add what the rows beside the article say, and the people whom it names itself: 本报讯（记者 甲）."""
    start, end = _ends(rows, body)
    head, foot = rows[max(0, start - BEFORE) : start], rows[end : end + AFTER]
    at = max((i for i, row in enumerate(head) if title and _bare(title) in _bare(row.text)), default=None)
    people: list[Author] = list(_named(tree))
    stamps: list[tuple[int, str]] = []  # with a rank: those below the headline before those above, labelled before bare
    for index, row in enumerate((*head, *foot)):
        if len(row.text) > LONGEST:
            continue
        shadow = texts.shadow(row.spaced)
        line = byline.read(shadow, row.spaced)
        said.note("publication", _outlet(line.publication) if line.publication else None, "page")
        people += byline.credited(shadow, row.spaced)
        if line.published and index < len(head):
            stamps.append((2 * (at is not None and index < at) + (not line.labelled), line.published))
            said.note("publication", _stamped(line.rest), "page")
    said.note("published", min(stamps, key=lambda stamp: stamp[0])[1] if stamps else None, "page")
    people += zones.split(body, texts.shadow(body), title).meta.authors
    surer = {person.name for person in people if person.role != "writer"} - {
        p.name for p in people if p.role == "writer"
    }
    said.authors = {person: None for person in said.authors if person.name not in surer or person.role != "writer"}
    said.credit(people, "page")
    _paper(said, [*head, *foot], rows)
    _crumbs(said, rows[:start], title)


def site(tree: HtmlElement) -> str | None:
    """The name that the page gives its site."""
    tags = _tags(tree)
    return next((value for name in SITE_TAGS for value in tags.get(name, ()) if 2 <= len(value) <= 20), None)


def _tags(tree: HtmlElement) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node in tree.iter("meta"):
        value = squeeze(_plain(node.get("content") or ""))
        for key in ("name", "property", "itemprop"):
            name = "".join((node.get(key) or "").lower().split())
            if name and value:
                found[name].append(value)
    return found


def _plain(content: str) -> str:
    """The value of a tag; a few systems write a JSON list there."""
    if not content.startswith('["'):
        return content
    try:
        return "、".join(msgspec.json.decode(content.encode("utf-8", "replace"), type=list[str]))
    except msgspec.DecodeError:
        return content


def _linked(tree: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD."""
    for node in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = msgspec.json.decode((node.text or "").encode("utf-8", "replace"), strict=False)
        except (msgspec.DecodeError, RecursionError):
            continue
        for item in _objects(data):
            if ARTICLE_TYPES.search(str(item.get("@type"))) and (item.get("headline") or item.get("datePublished")):
                return item
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            yield item
            yield from (part for part in item.get("@graph") or () if isinstance(part, dict))


def _text(linked: Mapping[str, Any], field: str) -> str | None:
    value = linked.get(LINKED.get(field, ""))
    value = value[0] if isinstance(value, list) and value else value
    return squeeze(value) if isinstance(value, str) else None


def _read(field: str, value: str | None) -> str | None:
    """The value of a tag as the record has it."""
    if not value:
        return None
    if field == "published":
        stamp = byline.STAMP.search(texts.shadow(value))
        return byline.iso(stamp) if stamp else None
    if field == "publication":
        name = _outlet(SOURCE_TAG.sub("", value).split()[0]) if SOURCE_TAG.sub("", value).split() else ""
        known = 2 <= len(name) <= 20 and not name.isdecimal() and "/" not in name
        return name if known and name not in words().no_source else None
    if field == "section":
        return value if len(value) <= 12 else None
    return value


def _credit_tags(
    said: Said, tags: Mapping[str, list[str]], linked: Mapping[str, Any], founder: Mapping[str, str]
) -> None:
    """Writers and editors; one whom a page names as both is its editor, whom systems put in either tag."""
    found: dict[str, list[str]] = {"writer": [], "editor": []}
    for role, field in (("writer", "author"), ("editor", "editor")):
        given = linked.get(field) or ()
        for person in given if isinstance(given, list) else [given]:
            name = person.get("name") if isinstance(person, dict) else person
            found[role] += byline.names(texts.shadow(str(name or "")), str(name or ""))
        for value in (founder.get(field, ""), *(value for name in TAGS[field] for value in tags.get(name, ()))):
            found[role] += byline.names(texts.shadow(value), value)
    roles: tuple[Role, ...] = ("writer", "editor")
    for role in roles:
        names = [name for name in found[role] if role == "editor" or name not in found["editor"]]
        said.credit([Author(name, role) for name in names], "metadata")


def _named(tree: HtmlElement) -> Iterator[Author]:
    """People in the elements that are called author or editor."""
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        called = (
            f"{node.get('class') or ''} {node.get('id') or ''} {node.get('rel') or ''} {node.get('itemprop') or ''}"
        )
        name = next((part for part in called.lower().split() if ROLE_NAMES.match(part)), None)
        if name is None and node.tag != "founder-author":
            continue
        value = squeeze(" ".join(node.itertext()))
        if len(value) > 40:
            continue
        shadow = texts.shadow(value)
        people = byline.credited(shadow, value)
        role: Role = "editor" if name and name.startswith("editor") else "writer"
        yield from people or (Author(each, role) for each in byline.names(shadow, value))


def _ends(rows: Sequence[Row], body: str) -> tuple[int, int]:
    """Where the article's rows begin and end among the page's."""
    has = searcher(body)
    inside = [i for i, row in enumerate(rows) if row.prose and has(_bare(row.text))]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _stamped(rest: Sequence[str]) -> str | None:
    """The medium beside a bare date: 2009年03月05日08:15 某晚报."""
    ends = words().outlet_ends
    return next(
        (word for word in rest if 3 <= len(word) <= 12 and byline.HAN.fullmatch(word) and word.endswith(ends)), None
    )


def _paper(said: Said, beside: Sequence[Row], rows: Sequence[Row]) -> None:
    """Page, section and name of a newspaper, from the line of the page shown, not from the links to the others."""
    for row in beside:
        printed = PRINTED_IN.search(row.text)
        if printed and len(row.text) <= LONGEST:
            said.note("publication", printed[1], "page")
    unlinked = [row for row in (*beside, *rows) if 2 * row.linked < len(row.text) <= LONGEST]
    found = next((m for row in unlinked if (m := PAGE_OF_PAPER.search(row.text))), None)
    if found is None:
        return
    said.note("page", found[1], "page")
    every = (m for row in rows if len(row.text) <= LONGEST for m in PAGE_OF_PAPER.finditer(row.text))
    named = next((m[2] for m in every if m[1] == said.values["page"] and m[2]), None)
    said.note("section", found[2] or named, "page")


def _crumbs(said: Said, rows: Sequence[Row], title: str | None) -> None:
    """The section, from the path to the page: 首页 > 民生 > 正文."""
    for row in rows:
        if len(row.text) > LONGEST or not row.linked:
            continue
        parts = [part.strip() for part in CRUMBS.split(row.text)]
        if len(parts) < 2:
            continue
        names = [
            part for part in parts[1:] if SECTION.fullmatch(part) and not NO_SECTION.search(part) and part != title
        ]
        if names:
            said.note("section", names[-1], "page")
            return


def _outlet(name: str) -> str:
    return EDITION_OF_PLACE.sub("", name) or name


def _bare(text: str) -> str:
    return "".join(text.split())
