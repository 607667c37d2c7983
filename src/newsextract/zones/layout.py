"""Rows by their place on the page: what stands before the first prose, between prose, and after the last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsextract.records import Author, Meta, Zone, ZoneType
from newsextract.zones import byline, rows
from newsextract.zones.rows import Kind
from newsextract.zones.words import words

ROW = re.compile(r"\S[^\n]*")
HIDDEN: frozenset[ZoneType] = frozenset({"nav", "boilerplate"})
ZONE_OF: dict[Kind, ZoneType] = {
    "prose": "body", "short": "body", "title": "title", "heading": "heading", "caption": "caption", "byline": "byline",
    "table": "table", "cell": "body", "nav": "nav", "page": "nav", "masthead": "byline", "furniture": "boilerplate",
    "notice": "body", "related": "heading", "link": "body", "rule": "boilerplate",
}  # fmt: skip
LISTED: frozenset[Kind] = frozenset(
    {"short", "link", "cell", "heading", "furniture", "rule", "nav", "byline", "caption"}
)
"""Kinds that a list of links may hold."""

TITLE_LENGTH = range(4, 71)
HEADING_LENGTH = 30
TABLE_RUN, TABLE_SHARE = 6, 0.3
"""A run of so many short rows, so many of them bare numbers, is a table with one cell a row."""

WRAPPED_ROWS = 3
"""So many unfinished rows of one length, each going on in the next line, show that a text is hard-wrapped."""

WRAP_WIDTHS = range(31, 121)
"""Lengths of the full rows of hard-wrapped texts; shorter rows are headings and verse, longer ones paragraphs."""

WRAP_SLACK = 6
"""Half-width characters and a mark kept off the line's head make a full row this much shorter, at most."""

NUMBERED = re.compile(r"\d{1,2}[、.]\s*[^\d\s][^。;,]{8,}$|\d{1,2}[、.]\s*\d{4}[^。;,]{8,}$")
DOTTED = re.compile(r"[·▪•]\s*[^。;]{8,}$")
RELATED_INLINE = re.compile(r"\W*(?:相关|延伸|推荐)(?:新闻|阅读|报道|链接|文章)?\s*[:|]\s*\S")
PROMOTED = re.compile(r"(?:扫描?|长按|识别).{0,8}二维码.{0,6}(?:关注|下载|查看|加入|解锁)")
AMOUNT = re.compile(r"\d[万亿%元户人]")
WIRE = re.compile(r"\S{2,10}(?:消息|讯|电)\s*[(:]")  # a dateline opens the body
TITLE_MARK = re.compile(r"\W*(?:标题|题目)\s*[:：]\s*|#{1,6}\s+|[-*]\s+")
HEADER = re.compile(
    rf"(?:[-#*]\s+)?(\S.{{4,60}}?)\s+({byline.LABEL_WORDS}\s*[:|]\s*\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a page in order, one for each paragraph of the body, and all its blank-less content in one of them.

    hidden: the spans of navigation and boilerplate, sorted, joined where they adjoin. meta: what the page says.
    """

    zones: tuple[Zone, ...]
    hidden: list[tuple[int, int]]
    meta: Meta


@dataclass(slots=True)
class _Page:
    """A page while it is being read: its rows and what each is so far."""

    text: str
    starts: list[int]
    rows: list[str]
    kinds: list[Kind]
    zones: list[ZoneType]
    first: int  # of the rows that are prose
    last: int
    width: int  # of the full rows of a hard-wrapped text, else 0
    title: int | None = None
    parts: dict[int, list[tuple[ZoneType, int, int]]] = field(default_factory=dict)  # rows that hold several zones

    def cut(self, index: int) -> str:
        start = self.starts[index]
        return self.text[start : start + len(self.rows[index])]


def split(text: str, shadow: str, title: str | None = None) -> Layout:
    """The zones of a page and its metadata; `title` is the headline where the caller knows it."""
    starts, found = [], []
    for match in ROW.finditer(shadow):
        starts.append(match.start())
        found.append(match.group().rstrip())
    kinds = [rows.kind(row, text[start : start + len(row)]) for start, row in zip(starts, found, strict=True)]
    width = _wrap_width(starts, found)
    if width:
        kinds = [
            "prose" if kind in ("short", "heading") and len(row) >= width - WRAP_SLACK else kind
            for kind, row in zip(kinds, found, strict=True)
        ]
    prose = [i for i, kind in enumerate(kinds) if kind == "prose" and not _promotes(found[i])]
    page = _Page(
        text=text,
        starts=starts,
        rows=found,
        kinds=kinds,
        zones=[ZONE_OF[kind] for kind in kinds],
        first=prose[0] if prose else len(kinds),
        last=prose[-1] if prose else -1,
        width=width,
    )
    _head(page, title)
    _headings(page)
    _tables(page)
    _lists(page)
    if prose:
        _tail(page)
    zones = tuple(_zones(page))
    return Layout(zones, _joined(zones), _meta(page))


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


def _promotes(row: str) -> bool:
    return len(row) <= 80 and "二维码" in row and PROMOTED.search(row) is not None and not AMOUNT.search(row)


def _head(page: _Page, given: str | None) -> None:
    """The headline, its repetitions, and what stands between it and the first prose."""
    kinds, zones = page.kinds, page.zones
    if not kinds:
        return
    header = HEADER.match(page.rows[0])
    if header:
        start = page.starts[0]
        page.parts[0] = [
            ("title", start, start + header.end(1)),
            ("byline", start + header.start(2), start + header.end(2)),
            ("body", start + header.end(), start + len(page.rows[0])),
        ]
        page.title = 0
        return
    head = range(page.first)
    unfinished = [
        i for i in head if (kinds[i] == "short" and not WIRE.match(page.rows[i])) or page.rows[i].startswith("# ")
    ]
    page.title = _title(page, unfinished, given)
    if page.title is None:
        return
    headline = page.rows[page.title]
    zones[page.title] = "title"
    repeated = [i for i in unfinished if page.rows[i] == headline]
    for i in repeated:
        zones[i] = "title"
    others = [i for i in unfinished if i > max(repeated, default=page.title)]
    kind: ZoneType = "caption" if {"page", "masthead"} & set(kinds[: page.first]) and len(others) > 1 else "subtitle"
    if kind == "caption" or len(others) <= 2:
        for i in others:
            zones[i] = kind


def _title(page: _Page, unfinished: list[int], given: str | None) -> int | None:
    if given:
        wanted = "".join(given.split())
        same = (i for i, _ in zip(range(len(page.rows)), range(20), strict=False) if _bare_title(page, i) == wanted)
        found = next(same, None)
        if found is not None:
            return found
    marked = next((i for i, kind in enumerate(page.kinds[:20]) if kind == "title"), None)
    if marked is not None:
        return marked
    if page.last < 0 and not {"byline", "page", "nav"} & set(page.kinds[:20]):
        return None  # a scrap of text, no page
    if page.kinds[0] == "prose" and _headline_like(page.rows[0]) and page.kinds[1:2] == ["byline"]:
        return 0
    return next((i for i in unfinished if len(page.rows[i]) in TITLE_LENGTH), None)


def _headline_like(row: str) -> bool:
    return len(row) in TITLE_LENGTH and row[-1] in "!?”)】" and "。" not in row


def _bare_title(page: _Page, index: int) -> str:
    return "".join(TITLE_MARK.sub("", page.cut(index), count=1).split())


def _headings(page: _Page) -> None:
    """One or two unfinished short rows between prose are headings; more in a run are a list or a verse."""
    zones, kinds = page.zones, page.kinds
    for start, end in _runs(page, {"short"}, page.first, page.last):
        if end - start <= 2:
            for i in range(start, end):
                row = page.rows[i]
                spoken = row[-1] in "?!" and ("," in row or len(row) < 6)  # an answer, a question: no heading
                if len(row) <= HEADING_LENGTH and not spoken:
                    zones[i] = "heading"
    for i in range(page.first, page.last):
        if kinds[i] == "byline" and zones[i] == "byline":
            said = byline.read(page.rows[i], page.cut(i))
            if said.published and not said.labelled and not said.authors and not said.publication:
                zones[i] = "body"  # a date over an entry of a chronicle


def _runs(page: _Page, kinds: set[Kind], start: int, end: int) -> Iterable[tuple[int, int]]:
    """The longest runs of rows of the kinds, as (start, end)."""
    begun = None
    for i in range(start, end):
        if page.kinds[i] in kinds:
            begun = i if begun is None else begun
        elif begun is not None:
            yield begun, i
            begun = None
    if begun is not None:
        yield begun, end


def _tables(page: _Page) -> None:
    """Tables with one cell a row, and the rules and heads of the others; a table has more than one row."""
    kinds, zones = page.kinds, page.zones
    for start, end in _runs(page, {"table", "rule", "cell"}, 0, len(kinds)):
        if kinds[start:end].count("table") == 1:
            only = kinds.index("table", start, end)
            kinds[only], zones[only] = "short", "body"
    for start, end in _runs(page, {"short", "cell", "heading"}, 0, len(kinds)):
        cells = sum(kind == "cell" for kind in kinds[start:end])
        if end - start >= TABLE_RUN and cells >= TABLE_SHARE * (end - start):
            zones[start:end] = ["table"] * (end - start)
    for i, kind in enumerate(kinds):
        beside = "table" in (kinds[i - 1] if i else "rule", kinds[i + 1] if i + 1 < len(kinds) else "rule")
        if beside and (kind in ("rule", "cell") or (kind == "short" and ("|" in page.rows[i] or "\t" in page.rows[i]))):
            zones[i] = "table"


def _lists(page: _Page) -> None:
    """Lists of links under a line that says so."""
    kinds = page.kinds
    for i, kind in enumerate(kinds):
        if kind != "related":
            continue
        bare = re.sub(r"\W+", "", page.rows[i])
        if i < page.last and bare not in words().related:
            continue
        end = i + 1
        while end < len(kinds) and kinds[end] in LISTED and not _signed(page, end):
            end += 1
        if end - i > 2 or end == len(kinds) or i > page.last:
            page.zones[i:end] = ["boilerplate"] * (end - i)


def _signed(page: _Page, index: int) -> bool:
    """Whether a row is a by-line of the article itself, which ends a list."""
    if page.kinds[index] != "byline":
        return False
    said = byline.read(page.rows[index], page.cut(index))
    return bool(said.authors or said.publication or said.labelled)


def _tail(page: _Page) -> None:
    """Notices and lists of links after the last prose."""
    zones, kinds = page.zones, page.kinds
    tail = range(page.last + 1, len(kinds))
    for i in tail:
        if (
            kinds[i] == "notice"
            or _promotes(page.rows[i])
            or (kinds[i] == "short" and RELATED_INLINE.match(page.rows[i]))
        ):
            zones[i] = "boilerplate"
    links = [i for i in tail if kinds[i] == "link"]
    if len(links) >= 2:
        for i in range(links[0], links[-1] + 1):
            if kinds[i] in ("link", "short"):
                zones[i] = "boilerplate"
    introduced = page.last >= 0 and page.rows[page.last][-1] in ":;"
    for pattern, enough in ((NUMBERED, 5), (DOTTED, 3)):
        items = [i for i in tail if kinds[i] == "short" and pattern.match(page.rows[i])]
        if len(items) >= enough and items[0] == page.last + 1 and not introduced and items[-1] - items[0] < len(items):
            for i in items:
                zones[i] = "boilerplate"


def _zones(page: _Page) -> Iterable[Zone]:
    """One zone a row, or a hard-wrapped paragraph, or a run of navigation, boilerplate or table rows."""
    zones, starts, found = page.zones, page.starts, page.rows
    begun = None
    for i, kind in enumerate(zones):
        if i in page.parts:
            yield from (Zone(*part) for part in page.parts[i])
            continue
        begun = starts[i] if begun is None else begun
        end = starts[i] + len(found[i])
        following = zones[i + 1] if i + 1 < len(zones) and i + 1 not in page.parts else None
        if following == kind and (kind in HIDDEN or kind == "table" or (page.width and _wraps(page, i))):
            continue
        yield Zone(kind, begun, end)
        begun = None


def _wrap_width(starts: list[int], found: list[str]) -> int:
    """The length of full rows where the text is hard-wrapped, else 0."""
    lengths = [
        len(row)
        for row, start, following in zip(found, starts, starts[1:], strict=False)
        if following == start + len(row) + 1 and len(row) in WRAP_WIDTHS and row[-1] not in rows.CLOSED
    ]
    if len(lengths) < WRAPPED_ROWS:
        return 0
    usual = sorted(lengths)[len(lengths) // 2]
    alike = sum(abs(length - usual) <= 2 for length in lengths)
    return usual if alike >= WRAPPED_ROWS and 2 * alike > len(lengths) else 0


def _wraps(page: _Page, index: int) -> bool:
    """Whether a row of a hard-wrapped text goes on in the next line."""
    row = page.rows[index]
    adjoins = page.starts[index + 1] == page.starts[index] + len(row) + 1
    return adjoins and page.zones[index] == "body" and len(row) >= page.width - WRAP_SLACK


def _joined(zones: tuple[Zone, ...]) -> list[tuple[int, int]]:
    return [(zone.start, zone.end) for zone in zones if zone.type in HIDDEN]


def _meta(page: _Page) -> Meta:
    number = section = source = linked = None
    people: dict[Author, None] = {}
    days: list[tuple[int, str]] = []
    for i, kind in enumerate(page.kinds):
        if kind in ("page", "masthead") and number is None and i <= page.first:
            said = rows.PAGE.match(page.rows[i])
            if said:
                number, section = said.group(1) or said.group(3), said.group(2)
        if kind in ("page", "nav", "masthead"):
            linked = linked or _publication(page.rows[i], page.cut(i), section)
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
    title = None
    if page.title is not None:
        title = TITLE_MARK.sub("", page.cut(page.title), count=1).strip()
    if 0 in page.parts:
        spans = page.parts[0]
        title = TITLE_MARK.sub("", page.text[spans[0][1] : spans[0][2]], count=1).strip()
        line = byline.read(
            page.rows[0][spans[1][1] - page.starts[0] : spans[1][2] - page.starts[0]],
            page.text[spans[1][1] : spans[1][2]],
        )
        days += [(0, line.published)] if line.published else []
    published = min(days)[1] if days else None
    first = min(days, key=lambda day: day[0])[1] if days else None
    return Meta(
        title=title or None,
        publication=source or linked,
        published=first or published,
        published_from="page" if days else None,
        page=number,
        section=section,
        authors=tuple(dict.fromkeys((*people, *_signatures(page)))),
    )


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


def _signatures(page: _Page) -> Iterable[Author]:
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
        if marked or (
            byline.lone_name(inner.strip()) and row[said.start() - 1 : said.start()] in ("。", "”", "!", "?")
        ):
            yield from _people(page, page.last, *said.span(1))


def _people(page: _Page, index: int, start: int, end: int) -> tuple[Author, ...]:
    return byline.authors(page.rows[index][start:end], page.cut(index)[start:end])[0]
