"""Find time expressions: one cheap scan for anchors, then a small grammar anchored at each.

A calendar expression is a chain of pieces, coarse to fine (今年 | 9月 | 24号 | 上午 | 9点). Two chains joined by 至, 到
or a dash are a range. Durations with 前, 后, 来 or 近, 过去, 未来 are counted from a point. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsextract.dates.chains import chain_at
from newsextract.dates.counted import counted_at, window_at
from newsextract.dates.durations import CHINESE
from newsextract.dates.lexicon import Lexicon, lexicon
from newsextract.dates.marks import BOUNDARY, NUMERAL_FIRST, RANGE_MARK, Chain, one_of
from newsextract.dates.recurring import every_at
from newsextract.dates.shapes import CLOCK, DAY, YEAR, Piece, Shape


def find(text: str, context: str) -> Iterator[Shape]:
    """The time expressions of a text, in order, disjoint.

    text: the shadow with claimed characters replaced; context: the whole shadow, for looking around.
    """
    words = lexicon()
    pattern, pairs = _anchors()
    position, size = 0, len(text)
    for match in pattern.finditer(text):
        start = match.start()
        if start < position:
            continue
        first = text[start]
        if match.lastindex is None and text[start + 1] not in pairs.get(first, ()):
            continue
        shape = expression_at(text, start, words)
        if shape is not None and shape.end <= size:
            yield shape
            position = shape.end


# What may stand between a numeral and its unit, and the first characters of the units.
_UNIT_FIRST = "年月日号周天季世时点分秒小星礼钟昼刻载工学赛财"

_OTHER_FIRST = {"周": "一二三四五六日天末", "星": "期", "礼": "拜", "第": "0123456789" + CHINESE, "前": "0123456789几" + CHINESE,
                "头": "0123456789" + CHINESE, "首": "季个", "Q": "1234", "农": "历", "阴": "历", "旧": "历", "夏": "历", "闰": "0123456789" + CHINESE,
                "冬": "月", "正": "月", "腊": "月", "今": "明", "明": "后", "昨": "今", "去": "今", "公": "元", "西": "元", "纪": "元", "每": "0123456789个几半隔过逢满年月周星礼天日季分秒小一晚早晨夜" + CHINESE,
                "过": "去", "未": "来", "最": "近", "接": "下", "往": "后", "将": "来", "随": "后", "此": "后前", "之": "后前", "其": "后", "近": "0123456789几半这数十仨俩" + CHINESE,
                "这": "0123456789几半" + CHINESE, "后": "0123456789几面" + CHINESE, "上": "0123456789几" + CHINESE, "下": "0123456789几" + CHINESE,
                "大": "半年", "小": "半", "初": CHINESE + "0123456789", "廿": CHINESE, "好": "几", "若": "干"}  # fmt: skip


@cache
def _anchors() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Where an expression can begin: a numeral that a unit follows soon, or the first two characters of a word.

    One pass over the text in C; what it lets through that is no time, the grammar turns down.
    """
    words = lexicon()
    numeral = f"0-9{CHINESE}几数半仨俩多"
    pairs: dict[str, set[str]] = {first: set(seconds) for first, seconds in _OTHER_FIRST.items()}
    for surface in [*words.table, *words.eras]:
        pairs.setdefault(surface[0], set()).add(surface[1])
    firsts = re.escape("".join(sorted(pairs)))
    seconds = re.escape("".join(sorted(set().union(*pairs.values()))))
    digits = r"[0-9]{0,3} ?[-/.:][0-9]|[0-9]{7}|[0-9]{3} ?[-—~至到]|[0-9]{3} [0-9]{2} "
    pattern = (
        rf"[{numeral}{firsts}](?:(?<=[{numeral}])(?=[{numeral}]{{0,7}}[.点]?[{numeral}]{{0,3}}(?: ?[-—–~ー至到、和与及]{{1,2}} ?[{numeral}]{{1,7}}){{0,3}}"
        rf" ?[多余来]?[百千万]?个?[半多]? ?[{_UNIT_FIRST}])()|(?<=[0-9])(?={digits})()|(?<=[{firsts}])(?=[{seconds}]))"
    )
    return re.compile(pattern), {first: frozenset(others) for first, others in pairs.items()}


def expression_at(text: str, start: int, words: Lexicon) -> Shape | None:
    """The expression that starts at a position, or None."""
    first = text[start]
    if first.isdigit() and _inside_number(text, start):
        return None
    if first == "每":
        return every_at(text, start, words)
    if first in "昨今明前去" and (row := IN_A_ROW.match(text, start)) is not None:
        return Shape("chain", start, row.end(), (_row_piece(row),))
    word = words.word_at(text, start)
    if word is not None and (shape := _word_shape(text, start, word[0].kind, word[0].value, word[1])) is not None:
        longer = window_at(text, start)
        return longer if longer is not None and longer.end > shape.end else shape
    if (shape := window_at(text, start)) is not None:
        return shape
    chain = chain_at(text, start, words)
    if chain is not None:
        pieces, end = chain
        if pieces[0].kind == "clock" and (span := counted_at(text, start)) is not None and span.end > end:
            return span
        if _standing(text, start, end, pieces):
            return _range(text, start, pieces, end, words)
    if first in NUMERAL_FIRST or first in "大小好若":
        return counted_at(text, start)
    return None


IN_A_ROW = re.compile(
    r"(?P<days>昨今|今明|明后|昨今明|今明后|明后大后)(?:两天|三天|两日|三日|天)|(?P<years>去今|今明|明后)两年"
)

ROW_OFFSETS = {
    "昨今": (-1, 0),
    "今明": (0, 1),
    "明后": (1, 2),
    "昨今明": (-1, 1),
    "今明后": (0, 2),
    "明后大后": (1, 3),
    "去今": (-1, 0),
}


def _row_piece(row: re.Match[str]) -> Piece:
    """今明两天, 去今两年: neighbouring days or years as one interval."""
    if row["days"]:
        return Piece("day_offsets", DAY, ROW_OFFSETS[row["days"]])
    return Piece("year_offsets", YEAR, ROW_OFFSETS[row["years"]])


def _inside_number(text: str, start: int) -> bool:
    """Digits after a digit, a point or a letter belong to something else: 31.5, 12306, D18, 192.168.0.1."""
    before = text[start - 1] if start else ""
    if before.isdigit() and before.isascii():
        return True
    if (
        before in (".", ",", "·", ":", "/", "+", "#", "№", "_", "$", "¥")
        and start > 1
        and text[start - 2].isascii()
        and text[start - 2].isalnum()
    ):
        return True
    if before.isascii() and before.isalpha():
        return AFTER_LETTER.match(text, start) is None
    return before in ("第", "$", "¥", "№", "#")


AFTER_LETTER = re.compile(r"[0-9]{4}年|[0-9]{1,2}月[0-9]{1,2}[日号]")
"""A date that a Latin word runs into: ADS5月2日."""


def _word_shape(text: str, start: int, kind: str, value: str, end: int) -> Shape | None:
    if kind in {"vague", "pointer"}:
        return Shape(kind, start, end, value) if _vague_stands(text, start, end) else None
    if kind == "clause_head":
        head = start == 0 or text[start - 1] in BOUNDARY or text[start - 1] in "在比与和跟从像把"
        tail = text[end : end + 1]
        return (
            Shape("vague", start, end, value)
            if head and tail not in ("了", "的") and one_of(tail, "，,是我他她这那人村全很、 ")
            else None
        )
    if kind == "set":
        return None if text[start - 1 : start] == "《" else Shape("set", start, end, value)
    return None


VAGUE_STOP = re.compile(
    r"(?:面向|走向|着眼|着眼于|开创|创造|引领|迈向|憧憬|展望|赢得|拥抱|畅想|面对|放眼|通向|决定|影响|美好|属于|擘画|看)$"
)

NOT_FUTURE = re.compile(r"产业|领域|科学|科技|社区|学校|工厂|城|乡村|网络|能源|空间|技术|学|派|之|已来|可期|主人")


def _vague_stands(text: str, start: int, end: int) -> bool:
    surface = text[start:end]
    if surface in ("未来", "将来"):
        return VAGUE_STOP.search(text, max(0, start - 4), start) is None and NOT_FUTURE.match(text, end) is None
    if surface == "最近":
        return text[end : end + 1] not in ("的", "处") or text[end : end + 2] == "的一"
    if surface == "眼前":
        return text[end : end + 1] in "，,的 " and text[max(0, start - 1) : start] not in ("在", "到", "于")
    return surface != "当下" or text[end : end + 1] not in ("放", "来")


CURRENT = re.compile(r"现在|目前|如今")


def _range(text: str, start: int, pieces: Chain, end: int, words: Lexicon) -> Shape:
    mark = RANGE_MARK.match(text, end)
    if (
        mark is None
        or pieces[-1].kind in ("months", "days", "years", "same_period")
        or text[mark.end() : mark.end() + 1] == ""
    ):
        return Shape("chain", start, end, pieces)
    if now := CURRENT.match(text, mark.end()):
        return Shape("range", start, now.end(), (pieces, (Piece("day_offset", DAY, 0),)))
    found = chain_at(text, mark.end(), words)
    if found is None or not _standing(text, mark.end(), found[1], found[0]):
        return Shape("chain", start, end, pieces)
    if pieces[-1].rank <= YEAR and found[0][-1].rank >= CLOCK:
        return Shape("chain", start, end, pieces)
    return Shape("range", start, found[1], (pieces, found[0]))


def _standing(text: str, start: int, end: int, pieces: Chain) -> bool:
    """A lone suffix-like piece, or an interval of clock pieces with nothing else, is too little for a date."""
    kind = pieces[0].kind
    if kind == "lunar_month" and len(pieces) == 1:
        return True
    return not (kind == "clock" and pieces[0].value[0] == 0 and len(pieces) == 1 and text[start] not in "0零")
