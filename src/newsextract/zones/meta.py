"""What a page says of itself, and what its owner knows better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress

from newsextract import lazyre as re
from newsextract.records import Author, Meta
from newsextract.zones import byline, rows
from newsextract.zones.page import Page
from newsextract.zones.words import words

# The article's own address with its day in the path: 链接:http://…/2013/05/16/…, …/2014-03/07/…, …/t20140307_….
LINK_DAY = re.compile(
    r"(?:原文|本文)?(?:链接|网址|地址|URL)\s*:\s*https?://\S*?/(?:[a-z]?(?P<year>20\d\d))[-/]?(?P<month>\d\d)[-/]?(?P<day>\d\d)(?=[/_.])"
)
ADDRESS = 4  # its rank among what tells the day
TITLE_MARK = re.compile(r"\W{0,4}原?(?:标题|標題|题目|題目)\s*[:：]\s*|#{1,6}\s+|[-*]\s+")


def merge(known: Meta, page: Meta) -> Meta:
    """What the caller knows and, where that is nothing, what the page says."""
    published = known.published or page.published
    origin = (known.published_from or "given") if known.published else page.published_from
    return Meta(
        title=known.title or page.title,
        publication=known.publication or page.publication,
        published=published,
        published_from=origin if published else None,
        page=known.page or page.page,
        section=known.section or page.section,
        authors=known.authors or page.authors,
        extra={**page.extra, **known.extra},
    )


def page_meta(page: Page) -> Meta:
    """What the page says of itself: headline, publication, day, page and section, people."""
    number = section = source = linked = None
    people: dict[Author, None] = {}
    days: list[tuple[int, str]] = []  # with a rank: the head, the foot, labelled before bare, the address last
    for i, kind in enumerate(page.kinds):
        if kind in ("page", "masthead") and number is None and i <= page.first:
            said = rows.PAGE.match(page.rows[i])
            if said:
                number = said.group(1) or said.group(3)
                section = page.cut(i)[slice(*said.span(2))] if said.group(2) else None
        if kind in ("page", "nav", "masthead"):
            linked = linked or _publication(page.rows[i], page.cut(i), section)
        if kind == "caption" and page.zones[i] == "caption":
            people |= dict.fromkeys(_credited(page, i))
        if kind not in ("byline", "page", "nav", "masthead") or page.zones[i] in ("body", "boilerplate"):
            continue
        line = byline.read(page.rows[i], page.cut(i))
        if kind == "masthead" and section is None:
            section = _section(page.rows[i], page.cut(i), line.rest)
        if line.published:
            days.append((2 * (i > page.first) + (not line.labelled), line.published))
        if kind == "byline":
            source = source or line.publication
            people |= dict.fromkeys(line.authors)
    title = headline(page.cut(page.title)) if page.title is not None else None
    for zone, start, end in page.header:
        if zone == "title":
            title = headline(page.text[start:end])
        elif zone == "byline":
            at = page.starts[0]
            line = byline.read(page.rows[0][start - at : end - at], page.text[start:end])
            days += [(0, line.published)] if line.published else []
    days += [(ADDRESS, day) for day in _address_days(page)]
    return Meta(
        title=title or None,
        publication=source or linked,
        published=min(days, key=lambda day: day[0])[1] if days else None,
        published_from="page" if days else None,
        page=number,
        section=section,
        authors=tuple(dict.fromkeys((*people, *_signatures(page)))),
    )


def _address_days(page: Page) -> Iterable[str]:
    """The days in the paths of the article's own addresses."""
    for row, kind in zip(page.rows, page.kinds, strict=True):
        if kind == "furniture" and (said := LINK_DAY.search(row)):
            with suppress(ValueError):  # 2021/06/31
                yield dt.date(*map(int, said.group("year", "month", "day"))).isoformat()


def headline(row: str) -> str:
    """The headline of a row, without what marks it as one: (原标题:甲) → 甲."""
    mark = TITLE_MARK.match(row)
    if mark is None:
        return row.strip()
    bare = row[mark.end() :].strip()
    return bare[:-1] if row[0] in "(（【[" and bare.endswith((")", "）", "】", "]")) else bare


def _publication(row: str, text: str, section: str | None) -> str | None:
    """The first name of a newspaper among the links of a navigation row."""
    for part in byline.PART.finditer(row):
        name = part.group()
        if len(name) <= 10 and name != section and name.endswith(words().publication_ends):
            return text[part.start() : part.end()]
    return None


def _section(row: str, text: str, rest: tuple[str, ...]) -> str | None:
    """The short word of a masthead that is no publication: 财经."""
    for word in rest:
        if 2 <= len(word) <= 4 and byline.HAN.fullmatch(word) and not word.endswith(words().publication_ends):
            at = row.index(word)
            return text[at : at + len(word)]
    return None


def _signatures(page: Page) -> Iterable[Author]:
    """The people of a dateline, 本报讯(记者 甲), and of a signature after the last sentence, (甲)."""
    if page.last < 0:
        return
    for i in [i for i in range(page.first, min(page.first + 4, len(page.kinds))) if page.kinds[i] == "prose"][:3]:
        said = byline.DATELINE.match(page.rows[i])
        if said:
            yield from _people(page, i, *said.span(said.lastindex or 0))
    row = page.rows[page.last]
    said = byline.SIGNED.search(row, max(0, len(row) - 50))
    if said:
        inner = said.group(1)
        marked = any(mark in inner for mark in ("记者", "通讯员", "作者", "编辑", "撰文"))
        finished = row[: said.start()].endswith(("。", "”", "!", "?"))
        if marked or (finished and byline.lone_name(inner.strip())):
            yield from _people(page, page.last, *said.span(1))


def _credited(page: Page, index: int) -> tuple[Author, ...]:
    """The photographer whom a caption names at its end."""
    row = page.rows[index]
    said = byline.CREDIT.search(row, max(0, len(row) - 40))
    return _people(page, index, *said.span(1)) if said else ()


def _people(page: Page, index: int, start: int, end: int) -> tuple[Author, ...]:
    return byline.authors(page.rows[index][start:end], page.cut(index)[start:end])[0]
