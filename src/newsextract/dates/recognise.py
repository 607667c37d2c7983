"""Find time expressions: one cheap scan for anchors, then a small grammar anchored at each.

A calendar expression is a chain of pieces, coarse to fine (今年 | 9月 | 24号 | 上午 | 9点). Two chains joined by 至, 到
or a dash are a range. Durations with 前, 后, 来 or 近, 过去, 未来 are counted from a point. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

from newsextract.dates.durations import CHINESE, DIGITS, duration_at, integer
from newsextract.dates.lexicon import Lexicon, lexicon
from newsextract.dates.shapes import CENTURY, CLOCK, DAY, DAYPART, DECADE, PART, SUBYEAR, WEEK, YEAR, Piece, Shape

Chain = tuple[Piece, ...]

_N = rf"(?:[0-9]{{1,4}}|[{CHINESE}]{{1,6}})"
_DASH = r"(?:——|--|[-—–~ー]|至|到)"
_JOIN = rf"(?:{_DASH}|[、和与及])"
NUMERAL = re.compile(rf"[0-9]+|[{CHINESE}几数半仨俩多]+")

UNITED = re.compile(
    rf"(?P<first>{_N})(?: ?(?P<join>{_JOIN}) ?(?P<last>{_N}))? ?"
    r"(?P<unit>世纪|年代|年度|学年|赛季|财年|年|季度|季(?=[度,，。、的])|月份|月|日|号)"
)
THREE = re.compile(rf"(?P<first>{_N})、{_N}(?:、{_N}){{0,2}}[、和]?(?P<last>{_N})?(?P<unit>季度|月份|月)")
NUMERIC_DATE = re.compile(
    r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?P<sep>[-/.]| (?=[0-9]{2} [0-9]{2}))(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])"
)
GLUED_CLOCK = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?=[0-2][0-9]:[0-5][0-9])")
COMPACT_DATE = re.compile(
    r"(?P<year>19[0-9]{2}|20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
WESTERN_DATE = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12][0-9]|0?[1-9])/(?P<year>19[0-9]{2}|20[0-9]{2})(?![0-9/])"
)
MONTH_DAY = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12][0-9]|0?[1-9])(?=[日号]| [0-2]?[0-9]:[0-5][0-9])[日号]?"
)
BARE_YEARS = re.compile(
    r"(?P<first>19[0-9]{2}|20[0-9]{2}) ?(?:-|—|~|至|到) ?(?P<last>19[0-9]{2}|20[0-9]{2})(?![0-9.%:/])"
)
DIGITAL_CLOCK = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:])(?:时|分)?"
)
_H = rf"(?:[0-9]{{1,2}}|[{CHINESE}]{{1,3}})"
WORDED_CLOCK = re.compile(
    rf"(?P<hour>{_H})(?P<mark>点钟|点|时)(?:整|正(?!式|常|在|是)|(?P<half>半)|(?P<quarter>[一二三1-3])刻钟?"
    rf"|[过零]?(?P<minute>{_H})分(?!之|钟前|钟后|别)(?:(?P<second>{_H})秒)?|零?(?P<short>[0-5][0-9]|[零〇二三四五]?十?[一二三四五六七八九十]{{1,2}})(?![0-9{CHINESE}个%名人多日年月余万]))?"
)
HOURS = re.compile(
    rf"(?P<first>{_H})[-—~至到、](?P<last>{_H})(?P<mark>点钟?|时)(?![0-9{CHINESE}半整])(?![间代候装尚空期常速而])"
)
WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])(?![次场趟回个期岁0-9.]|[十百]|五[年天]|天[内后前])"
)
SHORT_WEEKDAY = re.compile(r"周?星?期?(?P<day>[一二三四五六日天])(?![次场趟回个期岁十百])")
ORDINAL = re.compile(
    rf"的?第(?P<nth>{_N})(?P<unit>季度|季(?=[度,，。、的])|周(?!年)|个?星期(?![一二三四五六日天])|个?礼拜|个月|天|个?周[一二三四五六日天]|个?星期[一二三四五六日天])"
)
HEAD = re.compile(
    rf"(?:的?[前头首])(?P<count>{_N})?(?P<unit>个?季度|个?季(?=[度,，。、的])|个月|月(?=[,，。、]|份)|周|个?星期|天)"
)
QUARTER_CODE = re.compile(r"Q(?P<n>[1-4])(?:季度)?(?![0-9A-Za-z])|(?P<m>[1-4])Q(?![0-9A-Za-z])")
LUNAR_MARK = re.compile(
    r"(?:农历|阴历|旧历|夏历)的?(?=[0-9闰正冬腊今去明前后大]|[一二三四五六七八九十〇零]{1,4}[月年]|初|廿)"
)
LUNAR_MONTH = re.compile(
    r"(?P<leap>闰)?(?P<month>正月|冬月|腊月|大年(?=初)|(?<=闰)(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)"
)
LUNAR_DAY = re.compile(
    rf"(?P<day>初(?:10|[1-9]|十|[一二三四五六七八九])(?![次中级期步心始])|廿[一二三四五六七八九]?|(?:二十|三十|十)[一二三四五六七八九]?|[12][0-9]|30)(?![日号{CHINESE}0-9个名人位项家万亿多余%.年月:])"
)
SOLAR_SHORT_DAY = re.compile(
    rf"(?P<day>[12][0-9]|3[01]|[1-9]|(?:二十|三十|十)[一二三四五六七八九]?)(?=[,，。、；;）)\s至到~—-]|$)(?![—~-]*[0-9{CHINESE}]{{0,3}}[个名人位项家万亿多余%])"
)
LAST_DAY = re.compile(r"的?最后一天|的?最后1天")
BC_YEAR = re.compile(rf"公元前 ?(?P<year>{_N})年")
ERA_MARK = re.compile(r"(?:公元|西元|纪元)(?=[0-9〇零一二三四五六七八九])")
PLAN_PERIOD = re.compile(r"(?:”|)(?:时期|期间|期末|末|以来|收官|前|后|初|开局|的?头|中期|后)")
PLAN_PART = re.compile(r"”?(?P<part>末|初|中(?=期))(?![步])")
PLAN_NAME = re.compile(
    r"[”’]?(?:发展|国家|五年|教育|科技|重点|专项)?(?:规划|计划|纲要|建议|目标|蓝图|任务|工程|项目|方案|课题|国民经济|重大)"
)
HOLIDAY = re.compile(r"(?:小长假|黄金周|长假|假期|假日|佳节|双节|节)")

AFTER_SINCE = re.compile(r"以来|来(?![到自访华了说信源宾临看往得电回势])")
AFTER_AGO = re.compile(r"以前|之前|前(?![后夕列往面景期身途提瞻沿进行线锋卫脚赴任半十百一二三四五六七八九0-9])")
AFTER_AHEAD = re.compile(r"以后|之后|过后|后(?![半期面方来代勤备天年者续卫劲记患悔果防台备])")
PREFIX = re.compile(
    r"(?P<word>过去的?|未来的?|今后的?|最近的?|接下来的?|往后的?|将来的?|随后的?|此后的?|之后的?|其后的?|近这?|这|前|后面?|上|下|之前的?|此前的?)(?=[0-9几数多半两仨俩好一二三四五六七八九十百大])"
)
INSIDE = re.compile(r"(?:时间)?(?:之内|以内|内|里|中|间)?")
ONCE = re.compile(r"(?:只|仅|各|才|都|要)?(?:举行|召开|举办|进行|评选|发布)?一(?:次|度|届|遇|换|评)")
EVERY = re.compile(r"每(?:隔|过|逢|满)?")
DAYS_BEFORE = re.compile(
    r"(?:第|满|为期|连续|历时|历经|长达|短短|超过?|不少于|不超过|至少|最长|最多|提前|停课|停产|停工|停业|停运|保留|休息|放假|住院|隔离|逗留|停留|拘留|公示|间隔|仅用|仅|共|达|约|近|逾|用时|耗时|少于|推迟|延长|累计|拘留|每)了?$"
)
DAYS_AFTER = re.compile(r"(?:之内|以内|内(?!容|部|地|蒙|阁)|游|间(?!，)|期限|时间|免签|滞留)")
CLAUSE_EDGE = re.compile(r"[\s,，。、；;：:！!？?“”‘’（）()【】\[\]《》—…<>|/]")
SCORE_BEFORE = re.compile(r"(?:以|比分|比|胜|负|平|败|领先|落后|战胜|击败|战平|[0-9]:)\s*$")
BOUNDARY = " ,，。、；;：:！!？?“”‘’（）()【】[]《》—…\n\t<>|/-~"

DAY_STOP = re.compile(r"[元圆]|均线|均[^衡匀]")
CHINESE_DAY_STOP = re.compile(r"[元圆语籍化均用常照程记渐趋益志军寇产出落美韩俄耳文游餐]|本(?!报|月|台|刊)|中(?!午)")
MONTH_STOP = re.compile(r"[薪租供票刊饼]|均(?!衡)")
CHINESE_MONTH_STOP = re.compile(r"[薪租供票刊饼球亮嫂子色圆光牙息嘉]|均(?!衡)")
YEAR_STOP = "级轮夜货画薪检龄鉴兽糕味"
TIME_STOP = "代候装尚空期常速而髦局差辰节令时刻效光宜政事下"
NUMBER_DAY_BEFORE = "在于从到自至和与及或、,，。（(：:；;—~-“\n\t 逢将由较比及定截"
MARKET_STOP = "线楼院门公令店台机车房病厅馆站井码坑桥库矿洞工仓库别选球位位矿塔岛航手种"
MID_OK = frozenset("，。、；;,:：）)”就有将可的以起前后召举完发开公 \n")
SUFFIX_STOP = {"初": "步中级次期心始衷恋选试审赛现入", "底": "层座线色部气蕴价盘牌稿", "末": "班端日尾代梢",
               "早": "已在就些日教期餐会于盘泳起", "晚": "会餐报宴年期些于就已婚点间自", "夜": "间里校景市总晚空生",
               "春": "运天季节耕游晚联风雨暖茶", "夏": "天季令收日粮", "秋": "天季收粮冬", "冬": "天季奥泳令小储"}  # fmt: skip


def _one(character: str, characters: Container[str]) -> bool:
    """Whether a character is there and is one of these (the empty string is in every string)."""
    return character != "" and character in characters


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


_NUMERAL_FIRST = frozenset("0123456789" + CHINESE + "几数半仨俩多")


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
        return _every(text, start, words)
    if first in "昨今明前去" and (row := IN_A_ROW.match(text, start)) is not None:
        return Shape("chain", start, row.end(), (_row_piece(row),))
    word = words.word_at(text, start)
    if word is not None and (shape := _word_shape(text, start, word[0].kind, word[0].value, word[1])) is not None:
        longer = _window(text, start)
        return longer if longer is not None and longer.end > shape.end else shape
    if (shape := _window(text, start)) is not None:
        return shape
    chain = chain_at(text, start, words)
    if chain is not None:
        pieces, end = chain
        if pieces[0].kind == "clock" and (span := _duration(text, start)) is not None and span.end > end:
            return span
        if _standing(text, start, end, pieces):
            return _range(text, start, pieces, end, words)
    if first in _NUMERAL_FIRST or first in "大小好若":
        return _duration(text, start)
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
    if kind == "vague" or kind == "pointer":
        return Shape(kind, start, end, value) if _vague_stands(text, start, end) else None
    if kind == "clause_head":
        head = start == 0 or text[start - 1] in BOUNDARY or text[start - 1] in "在比与和跟从像把"
        tail = text[end : end + 1]
        return (
            Shape("vague", start, end, value)
            if head and tail not in ("了", "的") and _one(tail, "，,是我他她这那人村全很、 ")
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


def _every(text: str, start: int, words: Lexicon) -> Shape | None:
    word = words.word_at(text, start)
    if text[start - 1 : start] == "《":
        return None
    if word is not None and word[0].kind == "set":
        end = word[1]
        chain = chain_at(text, end + (text[end : end + 1] == "的"), words)
        weekday = SHORT_WEEKDAY.match(text, end) if text[end - 1] in "周期拜" else None
        if weekday is not None and weekday.end() - weekday.start() == 1:
            return Shape("set", start, weekday.end(), f"XXXX-WXX-{_weekday(weekday['day'])}")
        if chain is not None and word[0].value in ("P1Y", "P1M", "P1D", "P1W"):
            recurring = _recurring(word[0].value, chain[0])
            mark = RANGE_MARK.match(text, chain[1])
            until = chain_at(text, mark.end(), words) if mark and recurring else None
            if recurring and until and until[0][0].kind == chain[0][0].kind:
                closing = _recurring(word[0].value, until[0])
                if closing:
                    return Shape("set", start, until[1], f"{recurring}/{closing}")
            if recurring:
                return Shape("set", start, chain[1], recurring)
        return Shape("set", start, end, word[0].value)
    mark = EVERY.match(text, start)
    assert mark is not None
    at = mark.end()
    if weekday := WEEKDAY.match(text, at):
        return Shape("set", start, weekday.end(), f"XXXX-WXX-{_weekday(weekday['day'])}")
    if text.startswith("周末", at):
        return Shape("set", start, at + 2, "XXXX-WXX-WE")
    if text[at : at + 1] in ("晚", "早", "晨", "夜"):
        return Shape("set", start, at + 1, {"晚": "TEV", "早": "TMO", "晨": "TMO", "夜": "TNI"}[text[at]])
    found = duration_at(text, at, days=True)
    return Shape("set", start, found[1], found[0].value) if found else None


def _recurring(unit: str, pieces: Chain) -> str | None:
    """每年5月1日 → XXXX-05-01, 每月5日 → XXXX-XX-05, 每天早上8点 → T08:00."""
    date = {"P1Y": "XXXX", "P1M": "XXXX-XX", "P1D": "", "P1W": "XXXX-WXX"}[unit]
    clock = ""
    for piece in pieces:
        if piece.kind == "month" and unit == "P1Y" and date == "XXXX":
            date += f"-{piece.value:02d}"
        elif piece.kind == "months" and unit == "P1Y" and date == "XXXX":
            date = f"XXXX-{piece.value[0]:02d}/XXXX-{piece.value[1]:02d}"
        elif piece.kind == "day" and len(date) == 7 and "W" not in date:
            date += f"-{piece.value:02d}"
        elif piece.kind == "weekday" and unit == "P1W":
            date += f"-{piece.value}"
        elif piece.kind == "daypart":
            clock = "T" + piece.value[1:]
        elif piece.kind == "clock":
            clock = f"T{_with_part(piece.value[0], clock[1:]):02d}:{piece.value[1]:02d}"
        elif piece.kind == "part" and unit == "P1Y" and len(pieces) == 1:
            return "P1Y"
        else:
            return None
    return date + clock if date + clock not in ("XXXX", "XXXX-XX", "XXXX-WXX", "") else None


def _with_part(hour: int, part: str) -> int:
    return hour + 12 if part in ("AF", "EV") and hour < 12 else hour


WINDOW_BEFORE = "在于的从是到就了比和与较由自"
"""Characters before 前两天, 后三天, 上两周; after others (提前5天, 事发后19天) the direction belongs to what went before."""
INSIDE_OR_SINCE = re.compile(r"内|以内|之内|来|以来|里")


def _window(text: str, start: int) -> Shape | None:
    """近三年, 过去5年, 未来十年, 前两天, 这几年: a direction and a duration."""
    mark = PREFIX.match(text, start)
    if mark is None:
        return None
    word = mark["word"].removesuffix("的")
    if word in ("近", "近这") and text[max(0, start - 1) : start] in (
        "接",
        "附",
        "临",
        "靠",
        "将",
        "最",
        "邻",
        "亲",
        "贴",
        "就",
    ):
        return None
    if word in ("上", "下", "前", "后", "这", "后面", "之后", "之前") and text[max(0, start - 1) : start] in (
        "以",
        "之",
        "向",
        "今",
        "往",
        "目",
        "在",
    ):
        return None
    before = text[start - 1] if start else ""
    if word in ("前", "后", "上", "下") and not (before == "" or before in BOUNDARY or before in WINDOW_BEFORE):
        return None
    if word == "近" and _one(before, "了过达有经历用做干满"):
        return None
    found = duration_at(text, mark.end(), days=True)
    if found is None:
        return None
    span, end = found
    if word == "近" and span.unit in "hms" and not INSIDE_OR_SINCE.match(text, end):
        return None
    if word in ("上", "下", "后", "前", "这") and text[mark.end()] in "一半":
        return None
    if (
        word in ("上", "下")
        and span.unit not in "MW"
        or word in ("上", "下")
        and text[mark.end()] not in "二两三四五2345几"
    ):
        return None
    if word == "前" and span.unit == "M" and span.months is not None and text[end - 1] == "月":
        return None  # 前4个月: the first four of the year, a chain
    if (
        word == "近"
        and text[end : end + 1] == "的"
        and text[end + 1 : end + 3] in ("历史", "发展", "时间", "努力", "奋斗", "建设")
    ):
        return None
    if word in ("近", "前", "后", "这", "过去", "最近", "近这", "此前", "之前") and text.startswith("以来", end):
        end += 2
    elif (since := AFTER_SINCE.match(text, end)) is not None and word in ("近", "过去", "最近", "这", "近这", "前"):
        end = since.end()
    elif word in ("近", "前") and AFTER_AHEAD.match(text, end):
        return None
    return Shape("window", start, end, (word, span))


COUNTED_BEFORE = "在约计将到而从于近的逾即则但日号年月"
"""Characters before a 三天后 that is counted from now or from a date; after a verb (被困22小时后) it is a length of time."""


def _duration(text: str, start: int) -> Shape | None:
    before = text[start - 1] if start else ""
    if before == "第" or before == "个" and NTH_BEFORE.search(text, max(0, start - 5), start):
        return None
    found = duration_at(text, start, days=DAYS_BEFORE.search(text, max(0, start - 4), start) is not None)
    if found is None:
        found = duration_at(text, start, days=True)
        if found is None or found[0].unit != "D" or not (DAYS_AFTER.match(text, found[1]) or (found[0].days or 0) > 31):
            return None
    span, end = found
    if not _duration_stands(text, start, end):
        return None
    if since := AFTER_SINCE.match(text, end):
        return Shape("since", start, since.end(), span)
    if ago := AFTER_AGO.match(text, end):
        return Shape("ago", start, ago.end(), span)
    if ahead := AFTER_AHEAD.match(text, end):
        counted = before == "" or before in BOUNDARY or before in COUNTED_BEFORE
        return Shape("ahead", start, ahead.end(), span) if counted else Shape("duration", start, end, span)
    if ONCE.match(text, end):
        return Shape("set", start, end, span.value)
    return Shape("duration", start, end, span)


NTH_BEFORE = re.compile(rf"第(?:[0-9]{{1,3}}|[{CHINESE}]{{1,3}})个$")
ONE_BEFORE = frozenset("有某哪每逐同新统唯任另头这那过")
DURATION_STOP = re.compile(
    r"级|轮(?!回)|生(?!产|活|长)|鉴|薪|份|龄|岁|边(?!的)|刊|报(?!告|道|名|考|到)|货|夜饭|猪|色|网|堂|津|才|赋|真|下(?!来|降|滑|午)|使|安门|气|空|文|地|平|然|桥|窗|花板|鹅|线|台|山|河|水|府|王|主|涯|猫|井|坛"
)


NOT_DURATION = re.compile(
    r"一年(?:四季|到头|之计|又一年)|一天(?:到晚|天)|十年(?:树木|寒窗)|百年(?:树人|大计)|一日(?:千里|三餐)"
)
PLAN_OF = re.compile(r"(?:专项)?(?:行动|攻坚|规划|计划|纲要)(?!成)")


def _duration_stands(text: str, start: int, end: int) -> bool:
    surface = text[start:end]
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    unit = surface[-1]
    if surface[0] == "一" and _one(before, ONE_BEFORE) and len(surface) == 2:
        return False
    if (
        surface[0] == "多"
        and before
        and (before.isdigit() or _one(before, CHINESE) or _one(before, "很好许大差太更诸众甚至最"))
    ):
        return surface[:2] == "多年" and _one(before, "很许") and False
    if surface[0] == "数" and before and _one(before, "多少岁人分次户总指参函常系算无倍件台"):
        return False
    if (
        surface[0] == "半"
        and before
        and (before.isdigit() or _one(before, CHINESE) or _one(before, "个点年上下前后月天大小"))
    ):
        return False
    if unit in "年天" and (stop := DURATION_STOP.match(text, end)) is not None:
        if unit == "年" and stop.group() in ("级", "轮", "生", "鉴", "薪", "份", "龄", "货", "夜饭", "猪", "刊", "边"):
            return False
        if unit == "天" and stop.group() in (
            "堂",
            "津",
            "才",
            "赋",
            "真",
            "下",
            "使",
            "安门",
            "气",
            "空",
            "文",
            "地",
            "平",
            "然",
            "桥",
            "窗",
            "花板",
            "鹅",
            "线",
            "台",
            "山",
            "河",
            "府",
            "王",
            "主",
            "涯",
            "猫",
            "井",
            "坛",
        ):
            return False
    if unit == "年" and after == "均":
        return False
    if unit == "周" and (_one(after, "岁边刊围末到") or surface == "四周"):
        return bool(AFTER_AHEAD.match(text, end) or AFTER_AGO.match(text, end)) and surface == "四周"
    if NOT_DURATION.match(text, start) or PLAN_OF.match(text, end):
        return False
    if surface in ("一天", "一日", "一年") and after in ("天", "日", "年", "三", "游", "又"):
        return False
    if surface in ("百年", "千年", "万年", "百日", "千日", "百天", "万天", "千天"):
        return surface in ("百日", "百天") and (after == "" or after in BOUNDARY or after in "内来后前里的以之")
    if unit == "日" and surface[0] == "半":
        return after not in ("游",)
    return not (unit == "秒" and after == "杀")


def _weekday(character: str) -> int:
    return 7 if character in "日天7" else "一二三四五六".find(character) + 1 or int(character)


# --- chains -------------------------------------------------------------------------------------------------------------


def chain_at(text: str, start: int, words: Lexicon, rank: int = 0) -> tuple[Chain, int] | None:
    """Pieces of rising rank from a position (above `rank`), and the end."""
    pieces: list[Piece] = []
    at = end = start
    lunar = False
    if mark := LUNAR_MARK.match(text, at):
        at, lunar = mark.end(), True
    elif mark := ERA_MARK.match(text, at):
        at = mark.end()
    while at < len(text):
        found = _piece_at(text, at, words, pieces, lunar)
        if found is None and pieces and text[at] in " 的" and at == end:
            at += 1
            if text[at - 1] == "的" and pieces[-1].kind in ("part", "daypart", "clock", "day_anaphor", "year_anaphor"):
                break
            continue
        if found is None:
            break
        new, stop = found
        if new[0].rank <= rank:
            break
        if at > end and pieces and text[at - 1] == "的" and new[0].rank not in (SUBYEAR, DAY, DAYPART, WEEK):
            break
        pieces += new
        rank = new[-1].rank
        at = end = stop
        if mark := LUNAR_MARK.match(text, at):
            at, lunar = mark.end(), True
    return (tuple(pieces), end) if pieces else None


def _piece_at(text: str, at: int, words: Lexicon, before: list[Piece], lunar: bool) -> tuple[Chain, int] | None:
    first = text[at]
    last = before[-1] if before else None
    if last is not None and first in "初廿" and (lunar or last.kind in ("month", "lunar_month")):
        if day := LUNAR_DAY.match(text, at):
            return _lunar_day(day)
    if last is not None:
        found = _suffix_at(text, at, words, last)
        if found is not None:
            return found
    if first in _NUMERAL_FIRST:
        return _numeral_piece(text, at, before, lunar) or _quarter_code(text, at) or _named_piece(text, at, words, last)
    if last is not None and (last.kind in ("lunar_month", "month") or lunar) and (day := LUNAR_DAY.match(text, at)):
        return _lunar_day(day)
    if first in "周星礼" and (match := WEEKDAY.match(text, at)):
        if first == "周" and at and text[at - 1] in "一两几每四圈满上下本这" + "0123456789" and last is None:
            return None
        return (Piece("weekday", DAY, _weekday(match["day"])),), match.end()
    if first == "周" and text.startswith("周末", at) and (last is None or last.kind == "week_offset"):
        return (Piece("weekend", DAY, 0),), at + 2
    if first in "第的" and (match := ORDINAL.match(text, at)) and (found := _ordinal(match, last)) is not None:
        return found
    if first in "前头首的" and (match := HEAD.match(text, at)) and (found := _head(text, match, last)) is not None:
        return found
    if first == "Q":
        return _quarter_code(text, at)
    if first in "闰正冬腊大" and (match := LUNAR_MONTH.match(text, at)):
        name = match["month"]
        number = {"正月": 1, "大年": 1, "冬月": 11, "腊月": 12}.get(name) or integer(name[:-1])
        return (Piece("lunar_month", SUBYEAR, (number, bool(match["leap"]))),), match.end()
    if first in "初廿" and lunar and (day := LUNAR_DAY.match(text, at)):
        return _lunar_day(day)
    if last is not None and (match := LAST_DAY.match(text, at)):
        return (Piece("last_day", DAY, 0),), match.end()
    if first == "公" and (match := BC_YEAR.match(text, at)):
        return (Piece("year", YEAR, 1 - (integer(match["year"]) or 1)),), match.end()
    return _named_piece(text, at, words, last) or _era_year(text, at, words)


def _named_piece(text: str, at: int, words: Lexicon, last: Piece | None) -> tuple[Chain, int] | None:
    word = words.word_at(text, at)
    if word is None:
        return None
    return _word_piece(text, at, word[0].kind, word[0].value, word[1], words, last)


def _suffix_at(text: str, at: int, words: Lexicon, last: Piece) -> tuple[Chain, int] | None:
    """上周|五, 2018年|底, 去年|同期, 5日|晚."""
    if last.kind in ("week_offset", "week_anaphor"):
        match = SHORT_WEEKDAY.match(text, at)
        if match and match.end() - at in (1, 2, 3) and (match.end() - at == 1 or text[at] in "周星"):
            return (Piece("weekday", DAY, _weekday(match["day"])),), match.end()
        if text.startswith("末", at) or text.startswith("周末", at):
            return (Piece("weekend", DAY, 0),), text.index("末", at) + 1
    if last.rank == YEAR and (text.startswith("暑假", at) or text.startswith("暑期", at)):
        return (Piece("months", SUBYEAR, (7, 8)),), at + 2
    if last.rank in (YEAR, SUBYEAR) and text.startswith("同期", at):
        return (Piece("same_period", PART, 0),), at + 2
    for length in (3, 2, 1):
        piece = words.suffixes.get(text[at : at + length])
        if (
            piece is None
            or len(text[at : at + length]) < length
            or piece.kind == "daypart"
            and words.word_at(text, at)
            or not _suffix_fits(text, at, length, last, piece)
        ):
            continue
        return (piece,), at + length
    return None


def _suffix_fits(text: str, at: int, length: int, last: Piece, piece: Piece) -> bool:
    surface, after = text[at : at + length], text[at + length : at + length + 1]
    if piece.kind == "daypart":
        return last.rank == DAY and not _one(after, SUFFIX_STOP.get(surface, "")) or last.rank == DAY and after == ""
    if piece.kind == "season":
        return last.rank == YEAR and (after == "" or _one(after, BOUNDARY) or _one(after, "以的之起开到至"))
    if last.rank not in (CENTURY, DECADE, YEAR, SUBYEAR, WEEK) or last.kind in ("season", "festival"):
        return False
    if surface.startswith("年") and last.rank != YEAR or surface.startswith("月") and last.rank != SUBYEAR:
        return False
    if surface in ("年中", "中", "月中"):
        return after == "" or _one(after, MID_OK)
    if surface in ("全年", "年内", "整年", "全月", "全天"):
        return True
    return length > 1 or not _one(after, SUFFIX_STOP.get(surface, ""))


def _word_piece(
    text: str, at: int, kind: str, value: object, end: int, words: Lexicon, last: Piece | None
) -> tuple[Chain, int] | None:
    if kind == "pieces":
        pieces: Chain = value  # type: ignore[assignment]
        return (pieces, end) if _relative_stands(text, at, end, pieces, last) else None
    if kind == "festival":
        return _festival(text, at, end, value, words, last)  # type: ignore[arg-type]
    if kind == "term":
        index, distinct = value  # type: ignore[misc]
        named = last is not None or text.startswith("节气", end) or text.startswith("时节", end)
        surname = at > 0 and not (text[at - 1] in BOUNDARY or text[at - 1] in "在到是于从至近自昨今日逢值过的后前当了")
        if named or distinct and not surname:
            return (Piece("term", DAY, index),), end
        return None
    if kind == "plan":
        years, safe = value  # type: ignore[misc]
        quoted = text[at - 1 : at] == "“" and text[end : end + 1] == "”"
        if PLAN_NAME.match(text, end) or not (quoted or PLAN_PERIOD.match(text, end) if not safe else True):
            return None
        part = PLAN_PART.match(text, end)
        if part is not None:
            return (
                Piece("plan", YEAR, years),
                Piece("part", PART, ({"末": "late", "初": "early", "中": "middle"}[part["part"]], "")),
            ), end
        return (Piece("plan", YEAR, years),), end
    return None


def _relative_stands(text: str, at: int, end: int, pieces: Chain, last: Piece | None) -> bool:
    """Words that are parts of other words: 今天下 is none, 后天性, 前年轻, 上周边, 明天使."""
    before = text[at - 1] if at else ""
    after = text[end : end + 1]
    surface = text[at:end]
    if surface in ("后天", "后日") and (_one(after, "性因形") and after or _one(before, "先以之今日")):
        return False
    if surface in ("前天", "前日", "前年", "前月") and _one(before, "目以之日年月午天先提眼当生"):
        return False
    if surface in ("后年",) and _one(before, "以之今天日年前"):
        return False
    if surface in ("当年", "当日", "当天", "当月", "当季", "当周", "当晚") and _one(before, "正适担应相理充"):
        return surface == "当天"
    if surface in ("下月", "下周", "下年", "上月", "上年", "上周", "下季度", "上季度") and _one(
        before, "以之年岁月天地线手会身路史加一"
    ):
        return False
    if surface in ("同年", "同月", "同日", "同天") and (_one(before, "共不") or after == "级" or after == "龄"):
        return False
    if surface in ("本日", "本月", "本年", "本周") and _one(before, "日基根成资文剧版一"):
        return False
    if surface in ("明天", "明日") and (_one(before, "光说透文声证") or after == "使"):
        return False
    if surface == "今天" and after in ("下",) and text[end : end + 2] != "下午":
        return False
    if surface == "今日" and (text.startswith("头条", end) or text.startswith("俄罗斯", end)):
        return False
    if surface in ("昨早", "晚上", "早上", "上午", "中午", "下午") and surface == "中午" and after == "餐":
        return False
    if pieces[0].kind == "part" and last is not None and pieces[0].value[0] == "whole":
        return True
    if pieces[0].kind == "daypart" and surface in ("当晚",):
        return True
    if surface in ("年中", "月中"):
        return (before == "" or _one(before, BOUNDARY) or _one(before, "到至在于今")) and (
            after == "" or _one(after, MID_OK) or _one(after, "时")
        )
    if (
        surface in ("年内", "全年", "年底", "年末", "年初")
        and before
        and (before.isdigit() or _one(before, CHINESE + "多几半来余每逐历"))
    ):
        return last is not None
    if (
        surface in ("月初", "月底", "月末", "月中", "月内")
        and before
        and (before.isdigit() or _one(before, CHINESE + "个每"))
    ):
        return last is not None
    if surface in ("夏天", "春天", "秋天", "冬天", "春季", "夏季", "秋季", "冬季", "夏日"):
        return (
            last is not None
            and last.rank == YEAR
            or (before == "" or before in BOUNDARY)
            and (after == "" or after in BOUNDARY)
        )
    return not (surface == "第二天" and _one(before, "的") and last is None and False)


def _festival(text: str, at: int, end: int, index: int, words: Lexicon, last: Piece | None) -> tuple[Chain, int] | None:
    festival = words.festivals[index]
    before = text[at - 1] if at else ""
    holiday = HOLIDAY.match(text, end)
    quoted = text[at] == "“"
    alone = (
        (before == "" or before in BOUNDARY) and (end == len(text) or text[end] in BOUNDARY) and text[at:end] == "新年"
    )
    if not festival.bare and not quoted and holiday is None and last is None and not alone:
        if not re.compile(r"期间|前夕|前后|当天|当日|钟声|伊始|第一天|放假|出行|”").match(text, end):
            return None
        if text[at:end] in ("十一", "五一") and not re.compile(r"期间|前夕|当天|放假").match(text, end):
            return None
    if (
        before
        and _one(before, "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗郑宋谢韩唐冯董袁邓许傅沈曾彭吕蒋蔡贾丁魏薛叶")
        and text[at:end] in ("国庆", "建军", "清明", "中秋", "重阳", "元旦", "端午")
    ):
        return None
    if text[at:end] == "清明" and (_one(before, "治会气政廉") and before or text.startswith("上河", end)):
        return None
    if text[at:end] in ("圣诞", "重阳", "中秋", "端午", "国庆", "春节") and text[end : end + 1] in (
        "树",
        "老",
        "路",
        "帽",
        "镇",
        "村",
        "饼",
    ):
        return None
    long = holiday is not None and holiday.group() not in ("节", "佳节") and festival.holiday is not None
    return (Piece("holiday" if long else "festival", DAY, index),), holiday.end() if holiday else end


def _era_year(text: str, at: int, words: Lexicon) -> tuple[Chain, int] | None:
    if text[at] not in words.era_firsts:
        return None
    for era, first in words.eras.items():
        if text.startswith(era, at):
            match = re.compile(rf"(?P<n>元|{_N})年").match(text, at + len(era))
            if match:
                number = 1 if match["n"] == "元" else integer(match["n"])
                return ((Piece("year", YEAR, first + number - 1),), match.end()) if number and number < 130 else None
    return None


def _quarter_code(text: str, at: int) -> tuple[Chain, int] | None:
    match = QUARTER_CODE.match(text, at)
    if match is None or at and text[at - 1].isascii() and text[at - 1].isalnum():
        return None
    number = int(match["n"] or match["m"])
    return (Piece("quarter", SUBYEAR, (number, number)),), match.end()


def _ordinal(match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    number, unit = integer(match["nth"]), match["unit"].removeprefix("个")
    if number is None or match.group()[0] == "的" and last is None:
        return None
    if unit[0] == "季" and 1 <= number <= 4:
        return (Piece("quarter", SUBYEAR, (number, number)),), match.end()
    if last is None or last.rank not in (YEAR, SUBYEAR):
        return None
    if unit == "月" and last.rank == YEAR and 1 <= number <= 12:
        return (Piece("month", SUBYEAR, number),), match.end()
    if unit == "天" and number <= 31:
        return (Piece("nth_day", DAY, number),), match.end()
    if unit[-1] in "一二三四五六日天" and unit != "天" and number <= 5 and last.rank == SUBYEAR:
        return (Piece("nth_weekday", DAY, (number, _weekday(unit[-1]))),), match.end()
    if unit in ("周", "星期", "礼拜") and number <= 53:
        return (Piece("nth_week", WEEK, number),), match.end()
    return None


def _head(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    """前三季度, 前4个月, 首季, 前两周 (of a year named just before)."""
    unit = match["unit"].removeprefix("个")
    number = integer(match["count"]) if match["count"] else 1
    if number is None or number < 1 or match.group()[0] == "的" and last is None:
        return None
    if last is None and match.start() and text[match.start() - 1] in "以之目当提":
        return None
    if unit[0] == "季" and number <= 4:
        return (Piece("quarter", SUBYEAR, (1, number)),), match.end()
    if match["count"] is None:
        return None
    if unit == "月" and number <= 12:
        end = match.end() + (text.startswith("份", match.end()))
        return (Piece("months", SUBYEAR, (1, number)),), end
    if unit in ("周", "星期", "天") and last is not None and last.rank in (YEAR, SUBYEAR) and number <= 31:
        return (Piece("first_weeks" if unit != "天" else "first_days", DAY, number),), match.end()
    return None


def _lunar_day(match: re.Match[str]) -> tuple[Chain, int] | None:
    surface = match["day"].removeprefix("初")
    number = integer(surface)
    return ((Piece("lunar_day", DAY, number),), match.end()) if number and number <= 30 else None


def _numeral_piece(text: str, at: int, before: list[Piece], lunar: bool) -> tuple[Chain, int] | None:
    last = before[-1] if before else None
    first = text[at]
    if first.isdigit() and first.isascii():
        if (found := _numeric_date(text, at, last)) is not None:
            return found
        if match := DIGITAL_CLOCK.match(text, at):
            return _digital_clock(text, match, last)
    if (
        last is not None
        and last.kind in ("lunar_month", "month")
        and (lunar or last.kind == "lunar_month" or text[at - 2 : at - 1] in ("八", "8") or text[at] in "廿")
    ):
        if day := LUNAR_DAY.match(text, at):
            return _lunar_day(day)
    match = THREE.match(text, at) or UNITED.match(text, at)
    if match is not None and (found := _united(text, match, last, lunar)) is not None:
        return found
    if last is not None and last.rank in (DAY, DAYPART) and (match := HOURS.match(text, at)):
        one, other = integer(match["first"]), integer(match["last"])
        if one is not None and other is not None and one < 25 and other < 25:
            return (Piece("hours", CLOCK, (one, other)),), match.end()
    if match := WORDED_CLOCK.match(text, at):
        return _worded_clock(text, match, last)
    if last is not None and last.kind == "month" and (match := SOLAR_SHORT_DAY.match(text, at)):
        number = integer(match["day"])
        return ((Piece("day", DAY, number),), match.end()) if number and number <= 31 else None
    return None


def _numeric_date(text: str, at: int, last: Piece | None) -> tuple[Chain, int] | None:
    if last is not None:
        return None
    if match := COMPACT_DATE.match(text, at) or GLUED_CLOCK.match(text, at) or WESTERN_DATE.match(text, at):
        return _ymd(match, match.end())
    if match := NUMERIC_DATE.match(text, at):
        after = text[match.end() : match.end() + 1]
        if match["day"] is None:
            fraction = match["sep"] == "." and (len(match["month"]) < 2 or not _one(after, BOUNDARY) and after != "")
            if (
                fraction
                or match["sep"] == "/"
                or match["sep"] == "-"
                and (int(match["month"]) > 12 or not _one(after, BOUNDARY) and after != "")
                or after == "."
            ):
                return None
            return (Piece("year", YEAR, int(match["year"])), Piece("month", SUBYEAR, int(match["month"]))), match.end()
        if (
            after in (".", "-", "/")
            and text[match.end() + 1 : match.end() + 2].isdigit()
            and match["sep"] == after == "."
        ):
            return None
        end = match.end() + (after in ("日", "号") and after != "")
        if after == "-" and DIGITAL_CLOCK.match(text, end + 1):
            end += 0
        return _ymd(match, end)
    if match := MONTH_DAY.match(text, at):
        if match.group()[-1] not in "日号" and "." in match.group():
            return None
        return (Piece("month", SUBYEAR, int(match["month"])), Piece("day", DAY, int(match["day"]))), match.end()
    if match := BARE_YEARS.match(text, at):
        after = text[match.end() : match.end() + 1]
        if (
            after not in ("年", "学", "赛", "财")
            and int(match["first"]) < int(match["last"])
            and (after == "" or _one(after, BOUNDARY) or _one(after, "的，。"))
            and (not re.compile("[至到]").search(match.group()) or text[at - 1 : at] in ("从", "在", "自"))
        ):
            return (Piece("years", YEAR, (int(match["first"]), int(match["last"]))),), match.end()
    return None


def _ymd(match: re.Match[str], end: int) -> tuple[Chain, int]:
    return (
        Piece("year", YEAR, int(match["year"])),
        Piece("month", SUBYEAR, int(match["month"])),
        Piece("day", DAY, int(match["day"])),
    ), end


def _digital_clock(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour == 24 and minute or hour > 24:
        return None
    if last is None:
        if len(match["hour"]) < 2 or SCORE_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            return None
        after = text[match.end() : match.end() + 1]
        if after in ("战", "胜", "负", "击", "领", "落", "轻", "力", "大", "逆", "取", "险", "横", "的"):
            return None
    second = int(match["second"]) if match["second"] else None
    return (Piece("clock", CLOCK, (hour, minute, second)),), match.end()


def _worded_clock(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    hour = integer(match["hour"])
    if hour is None or hour > 24:
        return None
    after = text[match.end() : match.end() + 1]
    plain = match.end() == match.end("mark")
    if match["mark"] == "时" and plain and _one(after, "代速尚装" if match["hour"].isascii() else TIME_STOP):
        return None
    if last is None and plain and match["mark"] != "点钟":
        head = text[match.start() - 1] if match.start() else ""
        if (
            match["mark"] == "时"
            and (not match["hour"].isascii())
            and (hour < 2 or not (head == "" or _one(head, BOUNDARY) or _one(head, "在于至到晨午晚早从")))
        ):
            return None
        if match["mark"] == "点" and not (
            (head == "" or _one(head, BOUNDARY) and head != "“" or _one(head, "在于至到从"))
            and (after == "" or _one(after, "，。左多许开前后准整结起-—~") or text.startswith("到", match.end()))
        ):
            return None
        if match["mark"] == "点" and (text.startswith("要求", match.end()) or text.startswith("建议", match.end())):
            return None
    if plain and match["mark"] == "点" and _one(after, "建意要体要共原启希认思感心名击关明评共位") and after:
        return None
    minute = 30 if match["half"] else 15 * (integer(match["quarter"]) or 0) if match["quarter"] else 0
    spelled = match["minute"] or match["short"]
    if spelled:
        if not match["minute"] and match["mark"] == "时":
            return (
                ((Piece("clock", CLOCK, (hour, 0, None)),), match.end("mark"))
                if not _one(after, TIME_STOP) or not after
                else None
            )
        minute = integer(spelled) or 0
    if minute > 59:
        return None
    return (Piece("clock", CLOCK, (hour, minute, integer(match["second"]) if match["second"] else None)),), match.end()


def _united(text: str, match: re.Match[str], last: Piece | None, lunar: bool) -> tuple[Chain, int] | None:
    unit, end = match["unit"], match.end()
    first, second = match["first"], match["last"]
    after = text[end : end + 1]
    if unit in ("年", "年度", "学年", "赛季", "财年"):
        return _year_piece(text, match, last)
    a, b = integer(first), integer(second) if second else None
    if a is None or second and b is None:
        return None
    if unit == "世纪":
        if CENTURY_NAME.match(text, end):
            return None
        return ((Piece("century", CENTURY, a),), end) if 1 <= a <= 22 and b is None else None
    if unit == "年代":
        return _decade_piece(text, match, a, b, last)
    if unit in ("季度", "季"):
        if not (1 <= a <= 4 and (b is None or a < b <= 4)):
            return None
        return (Piece("quarter", SUBYEAR, (a, b or a)),), end
    if unit in ("月", "月份"):
        if unit == "月" and (MONTH_STOP if first.isascii() else CHINESE_MONTH_STOP).match(text, end):
            return None
        if second is None and _adjacent(first) is not None:
            a, b = _adjacent(first)  # type: ignore[misc]
        if not 1 <= a <= 12 or b is not None and not 1 <= b <= 12:
            return None
        if b is not None:
            return ((Piece("months", SUBYEAR, (a, b)),), end) if a != b else None
        if lunar:
            return (Piece("lunar_month", SUBYEAR, (a, False)),), end
        return (Piece("month", SUBYEAR, a),), end
    return _day_piece(text, match, a, b, last, lunar)


CENTURY_NAME = re.compile(r"经济报|海上|福克斯|杯|大酒店|公司")


def _adjacent(surface: str) -> tuple[int, int] | None:
    """七八月 → 7, 8: two neighbouring digits."""
    if (
        len(surface) == 2
        and all(c in DIGITS for c in surface)
        and DIGITS[surface[0]]
        and DIGITS[surface[1]] - DIGITS[surface[0]] == 1
    ):
        return DIGITS[surface[0]], DIGITS[surface[1]]
    return None


def _decade_piece(
    text: str, match: re.Match[str], a: int, b: int | None, last: Piece | None
) -> tuple[Chain, int] | None:
    surface = match["first"]
    if b is None and len(surface) == 3 and surface[2] == "十" and surface[0] in DIGITS and surface[1] in DIGITS:
        return (Piece("decades", DECADE, (DIGITS[surface[0]] * 10, DIGITS[surface[1]] * 10)),), match.end()
    if a >= 1000 and a % 10 == 0 and b is None:
        return (Piece("century", CENTURY, a // 100 + 1), Piece("decade", DECADE, a % 100)), match.end()
    if (
        not (a % 10 == 0 and a < 100 and (a >= 10 or surface in ("00", "零零")))
        or b is not None
        and (b % 10 or b >= 100)
    ):
        return None
    if b is not None:
        return (Piece("decades", DECADE, (a, b)),), match.end()
    return (Piece("decade", DECADE, a),), match.end()


def _day_piece(
    text: str, match: re.Match[str], a: int, b: int | None, last: Piece | None, lunar: bool
) -> tuple[Chain, int] | None:
    unit, end, start = match["unit"], match.end(), match.start()
    after, before = text[end : end + 1], text[start - 1] if start else ""
    if not 1 <= a <= 31 or b is not None and not 1 <= b <= 31:
        return None
    dated = last is not None and last.rank in (SUBYEAR, WEEK)
    if not dated:
        if last is not None and last.rank != SUBYEAR:
            return None
        if unit == "日" and (
            (DAY_STOP if match["first"].isascii() else CHINESE_DAY_STOP).match(text, end)
            or DAYS_AFTER.match(text, end)
            or DAYS_BEFORE.search(text, max(0, start - 4), start)
        ):
            return None
        if (
            unit == "日"
            and not match["first"].isascii()
            and (a < 2 or not _one(before, NUMBER_DAY_BEFORE) and before != "" and not _one(before, "本今当社者网讯"))
        ):
            return None
        if (
            unit == "日"
            and b is None
            and re.compile(r"(?:之|以)?后(?!半)").match(text, end)
            and not _one(before, NUMBER_DAY_BEFORE)
            and False
        ):
            return None
        if unit == "号" and (
            not (
                before == ""
                or _one(before, NUMBER_DAY_BEFORE)
                or _one(before, "本今当")
                or DAYPART_NEXT.match(text, end)
            )
            or _one(after, MARKET_STOP)
            and after
            or a == 1
            and not match["first"].isascii()
            and (after == "" or _one(after, BOUNDARY)) is False
        ):
            return None
        if unit == "号" and not (
            after == "" or _one(after, BOUNDARY) or _one(after, "上下晚早凌中起前后的在将开举正至到是就已当抵我")
        ):
            return None
    elif unit == "日" and _one(after, "元本报") and after == "本":
        return None
    if lunar or last is not None and last.kind == "lunar_month":
        return (Piece("lunar_day", DAY, a),), end
    if b is not None:
        joined = match["join"]
        if a == b or joined in ("和", "与", "及") and not dated:
            return None
        return (Piece("days", DAY, (a, b)),), end
    return (Piece("day", DAY, a),), end


DAYPART_NEXT = re.compile(r"[上下中]午|凌晨|[早晚]上|[夜晚早]间|晚(?!会|报|餐)|傍晚|清晨|深夜")
SHORT_YEAR_BEFORE = "从自在于到至截较比年"
SHORT_YEAR_DURATION = re.compile(
    r"[来前后间内多]|以[来前后内上下]|之[内前后间久]|的?(?:时间|历史|时光|期限|刑|发展|努力|岁月|里|奋斗)|有期|级|龄|期(?!间)|如一日|免|左右|一|没|，|,"
)
MONTH_NEXT = re.compile(
    r" ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:[-—~至到][0-9]{1,2})?月|底|初(?![步中级])|末|年底|年初|上半年|下半年|第?[一二三四]季度|第[0-9一二三四五六七八九十]{1,2}个月|春节|农历|小寒|大寒|十月"
)


def _year_piece(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    first, second, end, start = match["first"], match["last"], match.end(), match.start()
    if second:
        return _years_piece(match, text)
    number = integer(first)
    if number is None:
        return None
    if len(first) == 4 and (first.isascii() or all(c in DIGITS for c in first)):
        if not 1000 <= number <= 2200 or first == "1000" or re.compile(r"(?:多|的)?历史|来(?!到|自)").match(text, end):
            return None
        return (Piece("year", YEAR, number),), end
    if first in ("两千", "二千", "一千九百九十九") and MONTH_NEXT.match(text, end):
        return (Piece("year", YEAR, number),), end
    marked = start > 0 and text[max(0, start - 2) : start] in ("公元", "西元", "纪元")
    if len(first) == 3 and (first.isascii() or all(c in DIGITS for c in first)):
        if (
            marked
            or re.compile(r"[一二三四五六七八九十0-9]{1,2}月").match(text, end)
            or text[start - 1 : start] == "在"
            and not SHORT_YEAR_DURATION.match(text, end)
        ):
            return (Piece("year", YEAR, number),), end
        return None
    if len(first) != 2 or not (first.isascii() or all(c in DIGITS for c in first)):
        return None
    if marked:
        return (Piece("year", YEAR, number),), end
    if MONTH_NEXT.match(text, end) or first[0] in "0零〇":
        return (Piece("short_year", YEAR, number),), end
    before = text[start - 1] if start else ""
    edge = before == "" or _one(before, BOUNDARY) or _one(before, SHORT_YEAR_BEFORE)
    adjacent = (
        not first.isascii()
        and DIGITS[first[0]] < DIGITS[first[1]]
        and first not in ("一五", "一六", "一七", "一八", "一九")
    )
    if edge and not adjacent and number % 10 and not SHORT_YEAR_DURATION.match(text, end):
        return (Piece("short_year", YEAR, number),), end
    if text[end : end + 2] in ("大寒", "小寒"):
        return (Piece("short_year", YEAR, number),), end
    return None


def _years_piece(match: re.Match[str], text: str) -> tuple[Chain, int] | None:
    a, b = integer(match["first"]), integer(match["last"])
    if a is None or b is None:
        return None
    if not 1000 <= a <= 2200:
        return None
    if len(match["last"]) == 2 and 1000 <= a:
        b += a // 100 * 100
    if not a < b <= 2200 or b - a > 400:
        return None
    if match["join"] in ("和", "与", "及", "、") and b != a + 1:
        return None
    if match["join"] in ("和", "与", "及"):
        return None
    return (Piece("years", YEAR, (a, b)),), match.end()


# --- ranges ---------------------------------------------------------------------------------------------------------------

RANGE_MARK = re.compile(r" ?(?:——|--|[-—–~ー]|至|到) ?")
DAYS_IN_ROW = re.compile(r"(?P<days>[昨今明后]{2,3})(?:两天|三天|两日|三日|天|日)?")
LIST_UNIT = {"year": "年", "month": "月", "day": "日"}
CURRENT = re.compile(r"现在|目前|如今")
AND = re.compile(r"[、和与]")


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
    found = _short_end(text, mark.end(), pieces) or chain_at(text, mark.end(), words)
    if found is None or not _standing(text, mark.end(), found[1], found[0]):
        return Shape("chain", start, end, pieces)
    if pieces[-1].rank <= YEAR and found[0][-1].rank >= CLOCK:
        return Shape("chain", start, end, pieces)
    return Shape("range", start, found[1], (pieces, found[0]))


SHORT_DAY = re.compile(r"(?P<n>[0-9]{1,2})(?:日|号)?(?![0-9年月点时:.%])")


def _short_end(text: str, at: int, pieces: Chain) -> tuple[Chain, int] | None:
    return None


def _standing(text: str, start: int, end: int, pieces: Chain) -> bool:
    """A lone suffix-like piece, or an interval of clock pieces with nothing else, is too little for a date."""
    kind = pieces[0].kind
    if kind == "lunar_month" and len(pieces) == 1:
        return True
    return not (kind == "clock" and pieces[0].value[0] == 0 and len(pieces) == 1 and text[start] not in "0零")
