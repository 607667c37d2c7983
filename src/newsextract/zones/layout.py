"""Rows by their place on the page: what stands before the first prose, between prose, and after the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsextract import lazyre as re
from newsextract.records import Meta, Zone, ZoneType
from newsextract.zones import byline, rows
from newsextract.zones.meta import headline, page_meta
from newsextract.zones.page import Page
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

WRAPPED_TEXT = 120
"""So many characters in unfinished rows of one length, each going on in the next line, show a hard-wrapped text."""

WRAP_WIDTHS = range(31, 121)
"""Lengths of the full rows of hard-wrapped texts; shorter rows are headings and verse, longer ones paragraphs."""

WRAP_SLACK = 6
"""Half-width characters and a mark kept off the line's head make a full row this much shorter, at most."""

ITEM = re.compile(
    r"[—*#·\-|【]|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、)]|\.\D)"
    r"|第[一二三四五六七八九十百\d]{1,4}[条章节]"
)
"""What a paragraph of its own begins with."""

NUMBERED = re.compile(r"\d{1,2}[、.]\s*[^\d\s][^。;,]{8,}$|\d{1,2}[、.]\s*\d{4}[^。;,]{8,}$")
DOTTED = re.compile(r"[·▪•]\s*[^。;]{8,}$")
RELATED_INLINE = re.compile(r"\W*(?:相关|延伸|推荐)(?:新闻|阅读|报道|链接|文章)?\s*[:|]\s*\S")
PROMOTED = re.compile(r"(?:扫描?|长按|识别).{0,8}二维码.{0,6}(?:关注|下载|查看|加入|解锁)")
AMOUNT = re.compile(r"\d[万亿%元户人]")
WIRE = re.compile(r"\S{2,10}(?:消息|讯|电)\s*[(:]")  # a dateline opens the body
HEADER = re.compile(
    rf"(?:[-#*]\s+)?(\S.{{4,60}}?)\s{{1,4}}({byline.LABEL_WORDS}\s?[:|]\s?{byline.ARABIC_DAY}(?:\s{byline.CLOCK})?)\s+(?=\S)"
)
"""A page that was flattened into one row: headline, labelled day, body."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a page in order, one for each paragraph of the body; all that is not blank lies in one.

    hidden: the spans of navigation and boilerplate, sorted, joined where they adjoin. meta: what the page says.
    """

    zones: tuple[Zone, ...]
    hidden: list[tuple[int, int]]
    meta: Meta


def split(text: str, shadow: str, title: str | None = None) -> Layout:
    """The zones of a page and its metadata; `title` is the headline where the caller knows it."""
    starts, found = [], []
    for match in ROW.finditer(shadow):
        starts.append(match.start())
        found.append(match.group().rstrip())
    kinds = [rows.kind(row, text[start : start + len(row)]) for start, row in zip(starts, found, strict=True)]
    adjoins = [
        _adjoins(shadow, start, row, following)
        for row, start, following in zip(found, starts, starts[1:], strict=False)
    ]
    width = _wrap_width(found, adjoins)
    if width:
        kinds = [
            "prose" if kind in ("short", "heading") and len(row) >= width - WRAP_SLACK else kind
            for kind, row in zip(kinds, found, strict=True)
        ]
    prose = [i for i, kind in enumerate(kinds) if kind == "prose" and not _promotes(found[i])]
    page = Page(
        text=text,
        starts=starts,
        rows=found,
        kinds=kinds,
        zones=[ZONE_OF[kind] for kind in kinds],
        first=prose[0] if prose else len(kinds),
        last=prose[-1] if prose else -1,
        width=width,
        adjoins=[*adjoins, False],
    )
    _head(page, title)
    _headings(page)
    _tables(page)
    _lists(page)
    if prose:
        _tail(page)
    zones = tuple(_zones(page))
    return Layout(zones, _joined(zones), page_meta(page))


def _promotes(row: str) -> bool:
    return len(row) <= 80 and "二维码" in row and PROMOTED.search(row) is not None and not AMOUNT.search(row)


def _head(page: Page, given: str | None) -> None:
    """The headline, its repetitions, and what stands between it and the first prose."""
    kinds, zones = page.kinds, page.zones
    if not kinds:
        return
    header = HEADER.match(page.rows[0])
    if header:
        start = page.starts[0]
        page.header = (
            ("title", start, start + header.end(1)),
            ("byline", start + header.start(2), start + header.end(2)),
            ("body", start + header.end(), start + len(page.rows[0])),
        )
        page.title = 0
        return
    head = range(page.first)
    unfinished = [
        i for i in head if (kinds[i] == "short" and not WIRE.match(page.rows[i])) or page.rows[i].startswith("# ")
    ]
    page.title = _title(page, unfinished, given)
    if page.title is None:
        return
    chosen = page.rows[page.title]
    zones[page.title] = "title"
    repeated = [i for i in unfinished if page.rows[i] == chosen]
    for i in repeated:
        zones[i] = "title"
    others = [i for i in unfinished if i > max(repeated, default=page.title)]
    kind: ZoneType = "caption" if {"page", "masthead"} & set(kinds[: page.first]) and len(others) > 1 else "subtitle"
    if kind == "caption" or len(others) <= 2:
        for i in others:
            zones[i] = kind


def _title(page: Page, unfinished: list[int], given: str | None) -> int | None:
    """The row of the headline: the one given, the one labelled 标题, else the first unfinished row of a page's head."""
    if given:
        wanted = "".join(given.split())
        found = next((i for i in range(min(20, len(page.rows))) if _bare_title(page, i) == wanted), None)
        if found is not None:
            return found
    marked = next((i for i, kind in enumerate(page.kinds[:20]) if kind == "title"), None)
    if marked is not None and marked > page.last and unfinished:
        marked = None  # a footer's 原标题
    if marked is not None:
        return marked
    if page.last < 0 and not {"byline", "page", "nav"} & set(page.kinds[:20]):
        return None  # a scrap of text, no page
    if page.kinds[0] == "prose" and _headline_like(page.rows[0]) and page.kinds[1:2] == ["byline"]:
        return 0
    return next((i for i in unfinished if len(page.rows[i]) in TITLE_LENGTH), None)


def _headline_like(row: str) -> bool:
    return len(row) in TITLE_LENGTH and row[-1] in "!?”)】" and "。" not in row


def _bare_title(page: Page, index: int) -> str:
    return "".join(headline(page.cut(index)).split())


def _headings(page: Page) -> None:
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


def _runs(page: Page, kinds: set[Kind], start: int, end: int) -> Iterable[tuple[int, int]]:
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


def _tables(page: Page) -> None:
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


def _lists(page: Page) -> None:
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


def _signed(page: Page, index: int) -> bool:
    """Whether a row is a by-line of the article itself, which ends a list."""
    if page.kinds[index] != "byline":
        return False
    said = byline.read(page.rows[index], page.cut(index))
    return bool(said.authors or said.publication or said.labelled)


def _tail(page: Page) -> None:
    """Notices and lists of links after the last prose."""
    zones, kinds = page.zones, page.kinds
    tail = range(page.last + 1, len(kinds))
    for i in tail:
        inline = kinds[i] == "short" and RELATED_INLINE.match(page.rows[i])
        if inline or kinds[i] == "notice" or _promotes(page.rows[i]):
            zones[i] = "boilerplate"
    links = [i for i in tail if kinds[i] == "link"]
    if len(links) >= 2:
        for i in range(links[0], links[-1] + 1):
            if kinds[i] in ("link", "short"):
                zones[i] = "boilerplate"
    introduced = page.rows[page.last][-1] in ":;"
    for pattern, enough in ((NUMBERED, 5), (DOTTED, 3)):
        items = [i for i in tail if kinds[i] == "short" and pattern.match(page.rows[i])]
        in_a_row = len(items) >= enough and items[0] == page.last + 1 and items[-1] - items[0] < len(items)
        if in_a_row and not introduced and not any(AMOUNT.search(page.rows[i]) for i in items):
            for i in items:
                zones[i] = "boilerplate"


def _zones(page: Page) -> Iterable[Zone]:
    """One zone a row, or a hard-wrapped paragraph, or a run of navigation, boilerplate or table rows."""
    zones, starts, found = page.zones, page.starts, page.rows
    begun = None
    for i, kind in enumerate(zones):
        if i == 0 and page.header:
            yield from (Zone(*part) for part in page.header)
            continue
        begun = starts[i] if begun is None else begun
        end = starts[i] + len(found[i])
        following = zones[i + 1] if i + 1 < len(zones) else None
        if following == kind and (kind in HIDDEN or kind == "table" or (page.width and _wraps(page, i))):
            continue
        yield Zone(kind, begun, end)
        begun = None


def _adjoins(shadow: str, start: int, row: str, following: int) -> bool:
    """Whether the next row begins at the head of the next line, and not with a mark or number of its own."""
    between = shadow[start + len(row) : following]
    return between.endswith("\n") and between.count("\n") == 1 and ITEM.match(shadow, following) is None


def _wrap_width(found: list[str], adjoins: list[bool]) -> int:
    """The length of full rows where the text is hard-wrapped, else 0."""
    lengths = [
        len(row)
        for row, adjoin in zip(found, adjoins, strict=False)
        if adjoin and len(row) in WRAP_WIDTHS and row[-1] not in rows.CLOSED
    ]
    if sum(lengths) < WRAPPED_TEXT:
        return 0
    usual = sorted(lengths)[len(lengths) // 2]
    alike = sum(abs(length - usual) <= 2 for length in lengths)
    longer = sum(len(row) > usual + WRAP_SLACK for row in found)
    wrapped = alike > max(1, longer) and alike * usual >= WRAPPED_TEXT and 2 * alike > len(lengths)
    return usual if wrapped else 0


def _wraps(page: Page, index: int) -> bool:
    """Whether a row of a hard-wrapped text goes on in the next line."""
    full = abs(len(page.rows[index]) - page.width) <= WRAP_SLACK
    return full and page.adjoins[index] and page.zones[index] == "body"


def _joined(zones: tuple[Zone, ...]) -> list[tuple[int, int]]:
    return [(zone.start, zone.end) for zone in zones if zone.type in HIDDEN]
