"""Find time expressions: one cheap scan for anchors, then a small grammar anchored at each.

A calendar expression is a chain of pieces, coarse to fine (今年 | 9月 | 24号 | 上午 | 9点). Two chains joined by 至, 到
or a dash are a range. Durations with 前, 后, 来 or 近, 过去, 未来 are counted from a point. Nothing is resolved here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsextract import lazyre as re
from newsextract.dates.chains import CLOSING_WEEKDAY, chain_at
from newsextract.dates.counted import WINDOW_FIRST, counted_at, window_at
from newsextract.dates.durations import CHINESE, HALF_FIRST
from newsextract.dates.lexicon import Lexicon, Word, lexicon
from newsextract.dates.marks import DASH, NUMERAL_FIRST, RANGE_MARK, Chain, edge, one_of, weekday_number
from newsextract.dates.numeric import LUNAR_DAY, lunar_day
from newsextract.dates.recurring import every_at
from newsextract.dates.shapes import CLOCK, DAY, YEAR, Piece, Shape, Span
from newsextract.dates.words import WISHED


def find(text: str) -> Iterator[Shape]:
    """The time expressions of a text (the shadow, claimed characters replaced), in order, disjoint."""
    words = lexicon()
    pattern, heads = _anchors()
    position = 0
    for match in pattern.finditer(text):
        start = match.start()
        if start < position or (
            match.lastindex is None and text[start : start + 2] not in heads and text[start : start + 3] not in heads
        ):
            continue
        shape = expression_at(text, start, words)
        if shape is not None:
            yield shape
            position = shape.end


_UNIT_FIRST = "年月日号周天季世时点分秒小星礼钟昼晚夜白刻载工交学赛财"
"""First characters of the units that a numeral may count."""
_N = "0123456789" + CHINESE
_PAIRS = {
    "周": "一二三四五六日天末", "星": "期", "礼": "拜", "第": _N, "前": "几" + _N, "头": _N, "首": "季个", "Q": "1234",
    "农": "历", "阴": "历", "旧": "历", "夏": "历", "闰": _N, "冬": "月", "正": "月", "腊": "月", "大": "半年",
    "小": "半", "个": "半", "年": "半", "天": "半", "分": "半",
    "今": "明(（起正开闭通施启", "明": "后(（起正开闭通施启", "昨": "今(（", "本": "(（", "去": "今",
    "公": "元", "西": "元", "纪": "元", "过": "去", "刚": "刚过", "黄": "金", "一": "整上下晚早夜", "晚": _N, "早": _N,
    "未": "来", "最": "近", "接": "下", "往": "后", "将": "来", "随": "后", "此": "后前", "之": "后前", "其": "后",
    "好": "几多些", "若": "干", "很": "多", "许": "多", "元": "月",
    "每": "个几半隔过逢满到年月周星礼天日季分秒小晚早晨夜" + _N, "近": "几半这数仨俩" + _N, "这": "几半" + _N,
    "后": "几面" + _N, "上": "几" + _N, "下": "几" + _N, "初": _N, "廿": CHINESE,
}  # fmt: skip
"""First two characters of what the grammars know besides the lexicon's words."""


@cache
def _anchors() -> tuple[re.Pattern[str], frozenset[str]]:
    """Where an expression can begin: a numeral that a unit follows soon, or the first characters of a word.

    One pass over the text in C; what it lets through that is no time, the grammar turns down.
    """
    words = lexicon()
    numeral = f"0-9{CHINESE}几数半仨俩多"
    dash = "[-—–~ー至到、和与及]"
    pairs: dict[str, set[str]] = {first: set(seconds) for first, seconds in _PAIRS.items()}
    heads = {first + second for first, others in _PAIRS.items() for second in others}
    heads |= {
        week[:3] for week in ("上个周", "下个周", "这个周", "上个星期", "下个星期", "这个星期", "上个礼拜", "下个礼拜")
    }
    for surface in [*words.table, *words.eras]:
        if len(surface) > 1:
            pairs.setdefault(surface[0], set()).add(surface[1])
            heads.add(surface[:3])
    firsts = re.escape("".join(sorted(pairs)))
    seconds = re.escape("".join(sorted(set().union(*pairs.values()))))
    digits = (
        r"[0-9]{0,3} ?-[0-9]|[0-9]{3}[/.][0-9]|[0-9]?[/.][0-9]{1,2}(?:[日号/]| [0-2]?[0-9]:)|[0-9]?:[0-5]|[0-9]{7}|"
    )
    digits += r"[0-9]{3} ?(?:[-—~至到]|[上下]半年|第?[一二三四1-4]季|Q[1-4])"
    digits += (
        r"|[0-9]{3} [0-9]{2} |[0-9]{3}(?:·| ?应?届|[\u4e00-\u9fff]{2,3}[省市]|中国|世界|全国|全球|国际|亚洲|亚太|金砖"
    )
    digits += r"|中华|欧洲|海峡|长三角|大湾区|首届)"
    digits += r"|(?<=2)0[0-4][0-9][\u4e00-\u9fff·]{2,11}?(?:会|节|坛|展|赛|杯|晚|榜|书|华|松|周|人物)"
    digits += r"|(?<=[办开行选评获登榜身动加了]2)0[0-3][0-9][\u4e00-\u9fff]"
    listed = rf"(?: ?{dash}{{1,2}} ?[{numeral}]{{1,7}}(?:\.[0-9]{{1,2}})?){{0,3}}"
    number = rf"[{numeral}]{{0,7}}(?:,[0-9]{{3}})*[.点]?[{numeral}]{{0,3}}{listed}整?"
    pattern = (
        rf"[{numeral}{firsts}](?:(?<=[{numeral}])(?<![0-9][0-9])"
        rf"(?={number} ?[多余来]?[百千万]?个?[半多]? ?[{_UNIT_FIRST}])()"
        rf"|(?<=[0-9])(?<![0-9][0-9])(?={digits})()|(?<=[{firsts}])(?=[{seconds}])|(?<=昨)())"
    )
    return re.compile(pattern), frozenset(heads)


def expression_at(text: str, start: int, words: Lexicon) -> Shape | None:
    """The expression that starts at a position, or None."""
    first = text[start]
    if first in NUMERAL_FIRST and ((first.isdigit() and _inside_number(text, start)) or _cut_from_number(text, start)):
        return None
    if first in ARABIC:
        return _calendar_at(text, start, words)
    if first == "每":
        return every_at(text, start, words)
    if first == "一" and (part := ONE_PART.match(text, start)) is not None:
        before = text[start - 1 : start]
        all_of_it = words.table[part["part"]].value
        return Shape("chain", start, part.end(), all_of_it) if before not in WEEK_ENDS else None
    if first == "黄":
        week = GOLDEN_WEEK.match(text, start)
        return Shape("chain", start, week.end(), (Piece("golden_week", DAY, 0),)) if week else None
    if first == "一" and (night := ALL_NIGHT.match(text, start)) is not None:
        return Shape("duration", start, night.end(), Span("P1D", "D", 0, 1, 0, None))
    if (
        first in "昨今明去"
        and text[start + 1 : start + 2] in ROW_NEXT
        and (row := IN_A_ROW.match(text, start)) is not None
    ):
        return Shape("chain", start, row.end(), (_row_piece(row),))
    if first in "今明" and (led := HEADLINE.match(text, start)) and not one_of(text[start - 1 : start], NOW_LAST):
        return Shape("chain", start, led.end(), (Piece("day_offset", DAY, "今明".index(first)),))
    word = words.word_at(text, start)
    window = window_at(text, start) if first in WINDOW_FIRST else None
    if word is not None and (shape := _word_shape(text, start, *word)) is not None:
        return window if window is not None and window.end > shape.end else shape
    return window or _calendar_at(text, start, words)


ARABIC = frozenset("0123456789")


def _calendar_at(text: str, start: int, words: Lexicon) -> Shape | None:
    """A chain, a range of two, or an amount of time with what is counted by it."""
    chain = chain_at(text, start, words)
    if chain is not None:
        pieces, end = chain
        if len(pieces) > 1 and pieces[0].kind == "years" and YEARS_ON.match(text, start) is not None:
            first, last = (Piece("year", YEAR, year) for year in pieces[0].value)
            return Shape("range", start, end, ((first,), (last, *pieces[1:])))
        if pieces[0].kind == "clock" and (span := counted_at(text, start)) is not None and span.end > end:
            return span
        if _standing(text, start, pieces):
            return _range(text, start, pieces, end, words)
    return counted_at(text, start) if text[start] in AMOUNT_FIRST else None


YEARS_ON = re.compile(rf"[0-9]{{4}}年? ?{DASH}")
"""1985到89年|9月: the month is of the last year; that of 2017、2018年|9月 is of both."""
AMOUNT_FIRST = NUMERAL_FIRST | HALF_FIRST | frozenset("大小好若很许")

ONE_PART = re.compile(r"一(?:整个?)?(?P<part>上午|下午|晚上|早上)")
"""一上午: all of it."""
GOLDEN_WEEK = re.compile(r"黄金周(?=期间|里|过后|结束|”?正式)|(?<=整个)黄金周|(?<=本次)黄金周")
"""The one that the text told of by name."""
ALL_NIGHT = re.compile(r"一整夜|(?<=[了整])一夜(?!之?间)")
"""守了一夜: the length of a night, as 三个晚上 is P3D (guidelines §6)."""
WEEK_ENDS = frozenset("周期拜初十廿")
"""What 一 belongs to before a part of day: 周一|上午, 初一|晚上."""

HEADLINE = re.compile(r"[今明](?=起(?![来点于因初])|(?:正式)?(?:开幕|闭幕|开赛|开播|开考|开通|通车|施行|启用))")
NOW_LAST = "如而当现至从古迄即证说表声高光透文分鲜黎失简阐申查"
"""Before 今 and 明 where they are parts of 如今, 从今, 证明; a headline's 今 is 今天: 新站今|起启用."""
ROW_NEXT = frozenset("今明后")
IN_A_ROW = re.compile(
    r"(?P<days>昨今|今明|明后|昨今明|今明后|明后大后)(?:两天|三天|两日|三日|天)|(?P<years>去今|今明|明后)两?年"
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


def _cut_from_number(text: str, start: int) -> bool:
    """Whether a numeral goes on from before: 百分之|九点五, 三分之|一年, 一百|五十日元, 第十|三年."""
    if start < 2:
        return False
    before = text[start - 2 : start]
    if before == "分之" or (before[1] in "百千万亿" and before[0] in NUMERAL_FIRST):
        return True
    if text[start] in "十百千万" and before[1] in CHINESE:  # 一亿五|千万年
        return True
    return before[1] in CHINESE and ORDINAL_BEFORE.search(text, max(0, start - 6), start) is not None


ORDINAL_BEFORE = re.compile(rf"第[{CHINESE}]{{1,5}}$")


def _inside_number(text: str, start: int) -> bool:
    """Digits after a digit, a point or a letter belong to something else: 31.5, 12306, D18, 192.168.0.1."""
    before = text[start - 1] if start else ""
    if before.isdigit() and before.isascii():
        return True
    if before == "," and THOUSANDS.match(text, start) is None:  # 为50.1，|2018年: the shadow has one comma for both
        return False
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


THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")
AFTER_LETTER = re.compile(r"[0-9]{4}年|[0-9]{1,2}月[0-9]{1,2}[日号]")
"""A date that a Latin word runs into: ADS5月2日."""


def _word_shape(text: str, start: int, word: Word, end: int) -> Shape | None:
    if word.kind == "vague":
        return Shape("vague", start, end, word.value) if _vague_stands(text, start, end) else None
    if word.kind == "pointer":
        before = text[start - 1 : start]
        after = text[end : end + 1]
        inside = one_of(before, "适正恰相") or one_of(after, "间机")
        if text[end - 2] in "此这":  # 因此|时间, 借此|时机, 这|时代
            inside = inside or one_of(before, "因共借就仅") or one_of(after, "期段代节尚髦")
        if text.startswith("这个时候", start):  # 往年这个时候, 每年的这个时候: a time of every year
            inside = inside or not (edge(before) or before == "而")
        inside = inside or (text[start] == "到" and not edge(before) and before not in UNTIL_THEN)  # 赶|到时
        return None if inside else Shape("pointer", start, end, word.value)
    if word.kind == "clause_head":
        before, after = text[start - 1 : start], text[end : end + 1]
        if text[start] != "过":  # 比以前使用…少, 我们以前住窑洞
            stands = (edge(before) or before in BEFORE_VAGUE) and after != "所"  # 以前所未有的
            return Shape("vague", start, end, word.value) if stands else None
        opens = (edge(before) and before not in ")）”’") or before in FROM_PAST
        alone = text.startswith("过去", start) and opens and (after == "的" or after not in PAST_VERB)
        stands = alone or (
            (edge(before) or before in "在比与和跟从像把") and one_of(after, "，,是我他她这那人村全很、 ")
        )
        return Shape("vague", start, end, word.value) if stands else None
    if word.kind == "set" and text[start - 1 : start] not in ("《", "一"):  # 一天|天长大
        return Shape("set", start, end, word.value)
    return None


BEFORE_VAGUE = frozenset("在比与和跟从像把是们我他她你")
FROM_PAST = ("从", "改", "同")
"""Characters before 过去 where it is a time within the clause: 从过去需要200多天降到…, 一改过去低价的形象."""
UNTIL_THEN = "但而则，也都还又"
"""Characters before 到时 where it is 届时; after a verb it is 到|时 (赶到时)."""
PAST_VERB = "了的几看吧呀说啊啦后就之时前，。！？；"
"""What follows 过去 where it is a verb or belongs to what follows: 过去了, 过去的, 过去之后."""
NOT_FUTURE = re.compile(r"产业|论坛|领域|科学|科技|社区|学校|工厂|城|乡村|网络|能源|空间|技术|学|派|之|已来|可期|主人")


def _vague_stands(text: str, start: int, end: int) -> bool:
    surface, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if surface[-1] == "今":  # 而|今天, 实现|今年, 而|今后; not 如今|年轻人
        return TODAY_REST.match(text, end) is None
    if surface == "此刻":
        return not one_of(before, "因共")
    if surface == "以往":  # 比以往任何时候都…: ever
        return not text.startswith("任何", end)
    if surface == "往后":
        return not (one_of(before, "越") or one_of(after, "退走推移靠倒拖"))
    if surface == "将来" and (one_of(before, "即") or one_of(after, "临自")):  # 即将|来临
        return False
    if surface in ("未来", "将来"):
        return WISHED.search(text, max(0, start - 3), start) is None and NOT_FUTURE.match(text, end) is None
    if surface in ("现在", "现时"):  # 出现|在, 实现|在, 现时期
        return not (one_of(before, SHOWN_BEFORE) or (surface == "现时" and after == "期"))
    if surface == "最近" and text.find("距", max(0, start - 10), start) >= 0:
        return False
    if surface == "最近":
        return after not in ("的", "处", "距") or text[end : end + 2] == "的一"
    if surface == "眼前":
        return one_of(after, "，,的 ") and before not in ("在", "到", "于")
    return surface != "当下" or after not in ("放", "来")


TODAY_REST = re.compile(r"[天日晚早夜晨后春夏秋冬]|年(?![轻纪龄味])")
SHOWN_BEFORE = "出呈体表实发展涌浮再显重闪"
"""First characters of the verbs that end in 现: 出现在, 呈现在."""
CURRENT = re.compile(r"现在|目前|如今")


AND_FIRST = frozenset("与和及")
RANGE_FIRST = frozenset(" -—–~ー至到")
ABOUT_FIRST = frozenset("许左前")
ABOUT_RANGE = re.compile(r"(?:许|左右|前后)(?:——|--|[-—–~]|至|到)")
"""下午5时许至近7时."""


def _range(text: str, start: int, pieces: Chain, end: int, words: Lexicon) -> Shape:
    mark = RANGE_MARK.match(text, end) if text[end : end + 1] in RANGE_FIRST else None
    if mark is None and pieces[-1].kind == "clock" and text[end : end + 1] in ABOUT_FIRST:
        mark = ABOUT_RANGE.match(text, end)
    if mark is None and text[end : end + 1] in AND_FIRST:
        other = chain_at(text, end + 1, words)
        if other is not None and text.startswith("之间", other[1]):  # 2007年与2009年|之间
            return Shape("range", start, other[1], (pieces, other[0]))
    if (
        mark is None
        or pieces[-1].kind in ("months", "days", "years", "same_period")
        or text[mark.end() : mark.end() + 1] == ""
    ):
        return Shape("chain", start, end, pieces)
    if now := CURRENT.match(text, mark.end()):
        return Shape("range", start, now.end(), (pieces, (Piece("day_offset", DAY, 0),)))
    if (closing := _shortened(text, mark.end(), pieces)) is not None:
        return Shape("range", start, closing[1], (pieces, closing[0]))
    after = mark.end() + (pieces[-1].kind == "clock" and text[mark.end()] in "近约")
    found = chain_at(text, after, words)
    if found is None or not _standing(text, after, found[0]):
        return Shape("chain", start, end, pieces)
    if pieces[-1].rank <= YEAR and found[0][-1].rank >= CLOCK:
        return Shape("chain", start, end, pieces)
    return Shape("range", start, found[1], (pieces, found[0]))


SHORT_YEAR = re.compile(r"(?P<year>[0-9]{2})年(?![0-9一二三四五六七八九十上下初底末])")
"""08年到|10年."""


def _shortened(text: str, at: int, pieces: Chain) -> tuple[Chain, int] | None:
    """The end of a range that leaves out what the beginning says: 周一至|五, 正月初一至|十五."""
    if pieces[-1].kind == "short_year" and (year := SHORT_YEAR.match(text, at)) is not None:
        return (Piece("short_year", YEAR, int(year["year"])),), year.end()
    if pieces[-1].kind == "weekday" and (weekday := CLOSING_WEEKDAY.match(text, at)) is not None:
        return (Piece("weekday", DAY, weekday_number(weekday["day"])),), weekday.end()
    if pieces[-1].kind != "lunar_day" or len(pieces) == 1 or (match := LUNAR_DAY.match(text, at)) is None:
        return None
    day = lunar_day(match)
    return ((pieces[-2], *day[0]), day[1]) if day is not None else None


def _standing(text: str, start: int, pieces: Chain) -> bool:
    """Whether a chain is enough for a date: a lone 零点 or 〇时 written otherwise is not."""
    return not (
        len(pieces) == 1 and pieces[0].kind == "clock" and pieces[0].value[0] == 0 and text[start] not in "01零"
    )
