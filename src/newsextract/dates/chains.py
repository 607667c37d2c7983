"""Calendar expressions: chains of pieces of rising rank, 今年 | 9月 | 24号 | 上午 | 9点."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.durations import CHINESE, integer
from newsextract.dates.lexicon import Lexicon
from newsextract.dates.marks import MID_OK, NUMBER, NUMERAL_FIRST, Chain, edge, one_of, weekday_number
from newsextract.dates.numeric import LUNAR_DAY, lunar_day, numeral_piece
from newsextract.dates.shapes import CENTURY, DAY, DAYPART, DECADE, PART, SUBYEAR, WEEK, YEAR, Piece
from newsextract.dates.words import word_piece

WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])(?![次场趟回个期岁0-9.]|[十百]|五[年天]|天[内后前])"
)

CLOSING_WEEKDAY = re.compile(r"(?P<day>[一二三四五六日])(?=$|[的每上下早晚全 ,，。、；;：:“”（）()\n])")
"""周一至|五."""
SHORT_WEEKDAY = re.compile(r"周?星?期?(?P<day>[一二三四五六日天])(?![次场趟回个期岁十百])")

ORDINAL = re.compile(
    rf"的?第(?P<nth>{NUMBER})(?P<unit>季度|财季|季(?=[度,，。、的]|$)|季(?=[^\W\d_])|周(?!年)|个?星期(?![一二三四五六日天])|个?礼拜|个月|天"
    r"|个?周[一二三四五六日天]|个?星期[一二三四五六日天])"
)

ORDINAL_QUARTER = re.compile(r"财?季(?:度|(?=[,，。、的]))")
"""With no year before it 第二季 may be a season of a show."""

HEAD = re.compile(
    rf"(?:的?[前头首])(?P<count>{NUMBER})?(?P<unit>个?季度|个?季(?=[度,，。、的“”]|(?<=首季)(?:增|开门|经济|工业|财政|业绩|外贸|出口))|个月|月(?![薪租球亮])|周|个?星期|天)"
)

NTH_DECADE = re.compile(rf"的?(?:第(?P<nth>{NUMBER})个|[头前首]一?个?)(?:十|10)年")
"""21世纪|第三个十年, 本世纪|头十年."""

QUARTER_CODE = re.compile(r"Q(?P<n>[1-4])(?:季度)?(?![0-9A-Za-z])|(?P<m>[1-4])Q(?![0-9A-Za-z])")

LUNAR_MARK = re.compile(
    r"(?:农历|阴历|旧历|夏历)的?(?=[0-9闰正冬腊今去明前后大]|元月|[一二三四五六七八九十〇零]{1,4}[月年]|初|廿)"
)

LUNAR_FIRST = frozenset("农阴旧夏")

LUNAR_MONTH = re.compile(
    r"(?P<leap>闰)?(?P<month>正月|冬月|腊月|大年(?=初[0-9一二三四五六七八九十])|年(?=初[一二三四五六七八九十](?:[,，。、；;的至到晚早上下开迎起当在]|$))|(?<=闰)(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)"
)

GLOSSED = re.compile(r"(?P<word>[今昨明本])[(（][0-9]{1,3}[)）](?P<unit>[日月年])")
"""今（21）日, 本（10）月, 明（114）年: the day's name with its number, as Taiwan's papers print it."""
GLOSS = frozenset("(（")
GLOSSED_PIECES = {
    "今日": Piece("day_offset", DAY, 0), "昨日": Piece("day_offset", DAY, -1), "明日": Piece("day_offset", DAY, 1),
    "本日": Piece("day_offset", DAY, 0), "今月": Piece("month_offset", SUBYEAR, 0),
    "本月": Piece("month_offset", SUBYEAR, 0), "昨月": Piece("month_offset", SUBYEAR, -1),
    "明月": Piece("month_offset", SUBYEAR, 1), "今年": Piece("year_offset", YEAR, 0),
    "本年": Piece("year_offset", YEAR, 0), "昨年": Piece("year_offset", YEAR, -1),
    "明年": Piece("year_offset", YEAR, 1),
}  # fmt: skip

HOUR_NEXT = re.compile(rf"(?:[0-9]{{1,2}}|[{CHINESE}]{{1,3}})(?:点|时(?![代候])|:[0-5][0-9])")

LAST_OF = re.compile(rf"的?最后(?:一个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])|(?P<count>{NUMBER}) ?个月)")
WEEK_OF = re.compile(r"(?P<which>上上|下下|[上下这本])个(?=(?:周|星期|礼拜)[一二三四五六日天])")
WEEK_OF_OFFSETS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}

BESIDE = re.compile(r"(?:(?P<before>前的?最后一)|后的?(?:第一|首))个(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
"""中秋节|前最后一个周五, 元旦|后首个周一."""
LAST_DAY = re.compile(r"的?最后一天|的?最后1天")

BC_YEAR = re.compile(
    rf"公元前 ?(?P<year>{NUMBER})(?:年?(?:——|--|[-—–~ー]|至|到)(?:公元)?前?(?P<last>{NUMBER}))?(?P<unit>年|世纪)"
)

DAY_ITSELF = re.compile(r"当(?P<part>天(?!然)|日|晚(?![会宴])|夜|周)|[全整]天(?!候)")
"""9月9日当天, 5月15日全天: the day once more; 6日当晚: its evening; 7月2日当周: the week that it lies in."""
PARTS_OF_THE_DAY = {
    "周": Piece("week_of_day", PART, 0),
    "晚": Piece("daypart", DAYPART, "TEV"),
    "夜": Piece("daypart", DAYPART, "TNI"),
}

ERA_MARK = re.compile(r"(?:公元|西元|纪元)(?=[0-9〇零一二三四五六七八九])")

SUFFIX_STOP = {"初": "步中级次期心始衷恋选试审赛现入", "底": "层座线色部气蕴价盘牌稿", "末": "班端日尾代梢",
               "早": "早已在就些日教期餐会于盘泳起新报",
               "晚": "会餐报宴年期些于就已婚点间自", "夜": "间里校景市总晚空生",
               "春": "运天季节耕游晚联风雨暖茶", "夏": "天季令收日粮", "秋": "天季收粮冬",
               "冬": "天季奥泳令小储"}  # fmt: skip


MONTH_AHEAD = re.compile(r"(?:1[0-2]|[1-9])月")
"""当年的|10月15日."""


ISO_CLOCK = re.compile("T(?=[0-2][0-9]:[0-5][0-9])")
"""ISO 8601: 2019-10-17|T|08:30."""


def chain_at(text: str, start: int, words: Lexicon, rank: int = 0) -> tuple[Chain, int] | None:
    """Pieces of rising rank from a position (above `rank`), and the end."""
    pieces: list[Piece] = []
    at = end = start
    lunar = False
    if at >= len(text):
        return None
    if text[at] in LUNAR_FIRST and (mark := LUNAR_MARK.match(text, at)):
        at, lunar = mark.end(), True
    elif text[at] in "公西纪" and (mark := ERA_MARK.match(text, at)):
        at = mark.end()
    while at < len(text):
        found = _piece_at(text, at, words, pieces, lunar)
        if found is None and pieces and pieces[-1].rank == DAY and ISO_CLOCK.match(text, at) is not None:
            at += 1
            continue
        if found is None and pieces and text[at] in " 的" and at == end:
            at += 1
            if (
                text[at - 1] == "的"
                and pieces[-1].kind in ("part", "clock", "day_anaphor", "year_anaphor")
                and MONTH_AHEAD.match(text, at) is None
            ):
                break
            continue
        if found is None:
            break
        new, stop = found
        if new[0].rank <= rank:
            break
        if (
            at > end
            and pieces
            and text[at - 1] == "的"
            and not (
                new[0].rank in (SUBYEAR, DAY, DAYPART, WEEK)
                or (new[0].kind == "clock" and pieces[-1].kind == "daypart")
            )
        ):
            break
        pieces += new
        rank = new[-1].rank
        at = end = stop
        if text[at : at + 1] in LUNAR_FIRST and (mark := LUNAR_MARK.match(text, at)):
            at, lunar = mark.end(), True
    return (tuple(pieces), end) if pieces else None


def _piece_at(text: str, at: int, words: Lexicon, before: list[Piece], lunar: bool) -> tuple[Chain, int] | None:
    first = text[at]
    if first not in words.piece_firsts:
        return None
    last = before[-1] if before else None
    if first in "闰正冬腊大年元" and (named := _named_month(text, at, last, lunar)) is not None:
        return named
    if last is not None and (found := _going_on(text, at, words, last, lunar)) is not None:
        return found
    if first in "早晚" and last is None and HOUR_NEXT.match(text, at + 1):  # 晚7时许
        return (Piece("daypart", DAYPART, words.suffixes[first].value),), at + 1
    if first in NUMERAL_FIRST:
        return (
            numeral_piece(text, at, before, lunar)
            or _quarter_code(text, at)
            or _named_piece(text, at, words, last)
            or _era_year(text, at, words)
        )
    if first in "上下这本" and last is None and (match := WEEK_OF.match(text, at)):  # 上个|周三
        return (Piece("week_offset", WEEK, WEEK_OF_OFFSETS[match["which"]]),), match.end()
    if last is None and text.startswith("这个周末", at):
        return (Piece("weekend", DAY, 0),), at + 4
    if first in "周星礼" and (found := _weekday(text, at, last)) is not None:
        return found
    if first in "第的" and (match := ORDINAL.match(text, at)) and (found := _ordinal(match, last)) is not None:
        return found
    if first in "前头首的" and (match := HEAD.match(text, at)) and (found := _head(text, match, last)) is not None:
        return found
    if first == "Q":
        return _quarter_code(text, at)
    if first == "公" and (match := BC_YEAR.match(text, at)):
        return _before_christ(match)
    return _named_piece(text, at, words, last) or _era_year(text, at, words)


def _going_on(text: str, at: int, words: Lexicon, last: Piece, lunar: bool) -> tuple[Chain, int] | None:
    """What stands only after a piece: 八月|初五, 2018年|底, 最后一天."""
    first = text[at]
    if first in "周星" and last.kind in ("day", "day_offset") and (same := WEEKDAY.match(text, at)) is not None:
        return (Piece("part", PART, ("whole", "")),), same.end()
    if first in "当全整" and last.rank == DAY and (itself := DAY_ITSELF.match(text, at)):
        part = PARTS_OF_THE_DAY.get(itself["part"])
        return ((part or Piece("part", PART, ("whole", "")),), itself.end())
    if first in "前后" and last.rank == DAY and (beside := BESIDE.match(text, at)):
        side = -1 if beside["before"] else 1
        return (Piece("weekday_beside", PART, (side, weekday_number(beside["day"]))),), beside.end()
    dated = lunar or last.kind in ("month", "lunar_month")
    if first in "初廿" and dated and (day := LUNAR_DAY.match(text, at)):
        return lunar_day(day)
    if first in words.suffix_firsts and (found := _suffix_at(text, at, words, last)) is not None:
        return found
    if last.rank == CENTURY and first in "第头前首的" and (match := NTH_DECADE.match(text, at)):
        number = integer(match["nth"]) if match["nth"] else 1
        return ((Piece("decade", DECADE, 10 * (number - 1)),), match.end()) if number and number <= 10 else None
    if first in "的最" and (match := LAST_DAY.match(text, at)):
        return (Piece("last_day", DAY, 0),), match.end()
    if first in "的最" and last.rank in (YEAR, SUBYEAR) and (match := LAST_OF.match(text, at)):
        return _last_of(match, last)
    return None


def _last_of(match: re.Match[str], last: Piece) -> tuple[Chain, int] | None:
    """2021年的|最后4个月, 8月的|最后一个星期一."""
    if match["day"]:
        return (Piece("last_weekday", DAY, weekday_number(match["day"])),), match.end()
    count = integer(match["count"])
    if last.rank != YEAR or count is None or not 1 <= count <= 11:
        return None
    return (Piece("months", SUBYEAR, (13 - count, 12)),), match.end()


NO_WEEKDAY = re.compile(r"(?:黑色|超级|网购|(?<!整)个|夏商)$")
"""黑色|星期五: a day of sales; 一个|周五: some Friday."""


def _weekday(text: str, at: int, last: Piece | None) -> tuple[Chain, int] | None:
    match = WEEKDAY.match(text, at)
    if match is not None:
        if text.startswith("六日", match.start("day")) and not text.startswith("间", match.end() + 1):
            return (Piece("weekend", DAY, 0),), match.end() + 1
        counted = "《" if text[at] != "周" else "《一两几每四圈满上下本这0123456789"
        if last is None and one_of(text[at - 1 : at], counted) and not WEEKDAY.match(text, max(0, at - 2)):  # 周一|周二
            return None
        if last is None and text[at - 1 : at] and NO_WEEKDAY.search(text, max(0, at - 2), at):
            return None
        return (Piece("weekday", DAY, weekday_number(match["day"])),), match.end()
    if text.startswith("周末", at) and (last is None or last.kind == "week_offset"):
        return (Piece("weekend", DAY, 0),), at + 2
    return None


JANUARY = re.compile(r"元月(?![宵饼薪租球色供息])份?")
JANUARY_AFTER = "在从到至于自近今"


def _named_month(text: str, at: int, last: Piece | None, lunar: bool) -> tuple[Chain, int] | None:
    return _january(text, at, last, lunar) if text[at] == "元" else _lunar_month(LUNAR_MONTH.match(text, at))


def _january(text: str, at: int, last: Piece | None, lunar: bool) -> tuple[Chain, int] | None:
    """明年|元月, 元月5日; not 500元|月租."""
    match = JANUARY.match(text, at)
    if match is None:
        return None
    before = text[match.start() - 1 : match.start()]
    if not (edge(before) or before in JANUARY_AFTER or lunar if last is None else last.rank == YEAR):
        return None
    month = Piece("lunar_month", SUBYEAR, (1, False)) if lunar else Piece("month", SUBYEAR, 1)
    return (month,), match.end()


def _lunar_month(match: re.Match[str] | None) -> tuple[Chain, int] | None:
    """正月, 闰四月, 腊月; 大年 and 年 before 初二 are the first month."""
    if match is None:
        return None
    name = match["month"]
    number = {"正月": 1, "大年": 1, "年": 1, "冬月": 11, "腊月": 12}.get(name) or integer(name[:-1])
    return (Piece("lunar_month", SUBYEAR, (number, bool(match["leap"]))),), match.end()


def _before_christ(match: re.Match[str]) -> tuple[Chain, int]:
    """Astronomical years: 1 BC is 0; the 13th century BC, 1300–1201 BC, is −1299/−1200."""
    number = integer(match["year"]) or 1
    last = integer(match["last"]) if match["last"] else None
    if last is not None and match["unit"] == "年" and last < number:  # 公元前230年至前221年
        return (Piece("years", YEAR, (1 - number, 1 - last)),), match.end()
    if last is not None:
        return (Piece("year", YEAR, 1 - number),), match.end("year") + 1
    if match["unit"] == "世纪":
        return (Piece("years", YEAR, (1 - 100 * number, 100 - 100 * number)),), match.end()
    return (Piece("year", YEAR, 1 - number),), match.end()


def _named_piece(text: str, at: int, words: Lexicon, last: Piece | None) -> tuple[Chain, int] | None:
    if last is None and text[at + 1 : at + 2] in GLOSS and (match := GLOSSED.match(text, at)):
        return (GLOSSED_PIECES[match["word"] + match["unit"]],), match.end()
    word = words.word_at(text, at)
    if word is None:
        return None
    return word_piece(text, at, word[0], word[1], words, last)


def _suffix_at(text: str, at: int, words: Lexicon, last: Piece) -> tuple[Chain, int] | None:
    """上周|五, 2018年|底, 去年|同期, 5日|晚."""
    if last.kind in ("week_offset", "week_anaphor"):
        match = SHORT_WEEKDAY.match(text, at)
        if match and match.end() - at in (1, 2, 3) and (match.end() - at == 1 or text[at] in "周星"):
            return (Piece("weekday", DAY, weekday_number(match["day"])),), match.end()
        if text.startswith("末", at) or text.startswith("周末", at):
            return (Piece("weekend", DAY, 0),), text.index("末", at) + 1
    if last.rank == YEAR and (text.startswith("暑假", at) or text.startswith("暑期", at)):
        return (Piece("months", SUBYEAR, (7, 8)),), at + 2
    if last.rank in (YEAR, SUBYEAR) and text.startswith("同期", at):
        return (Piece("same_period", PART, 0),), at + 2
    for length in (4, 3, 2, 1):
        piece = words.suffixes.get(text[at : at + length])
        if (
            piece is None
            or len(text[at : at + length]) < length
            or (piece.kind == "daypart" and words.word_at(text, at))
            or not _suffix_fits(text, at, length, last, piece)
        ):
            continue
        return (piece,), at + length
    return None


MIDYEAR_REPORT = re.compile(r"业绩|报告|财报|报表|票据|分红|股息|利润")
"""2019年|中期业绩: what half a year brought, no point of time."""


def _suffix_fits(text: str, at: int, length: int, last: Piece, piece: Piece) -> bool:
    surface, after = text[at : at + length], text[at + length : at + length + 1]
    if piece.kind == "daypart":
        return last.rank == DAY and not one_of(after, SUFFIX_STOP.get(surface, ""))
    if piece.kind == "season":
        return last.rank == YEAR and (edge(after) or one_of(after, "以的之起开到至"))
    if surface[1:2] == "些":  # 12日晚些时候
        return YEAR <= last.rank <= DAY
    if last.rank not in (CENTURY, DECADE, YEAR, SUBYEAR, WEEK) or last.kind in ("season", "festival"):
        return False
    if (surface.startswith("年") and last.rank != YEAR) or (surface.startswith("月") and last.rank != SUBYEAR):
        return False
    if surface == "中期" and MIDYEAR_REPORT.match(text, at + length):
        return False
    if surface in ("年中", "中", "月中"):
        return after == "" or one_of(after, MID_OK)
    if surface in ("全年", "年内", "整年", "全月", "全天"):
        return True
    return length > 1 or not one_of(after, SUFFIX_STOP.get(surface, ""))


ERA_YEAR = re.compile(rf"(?P<n>元|{NUMBER})年(?: ?(?:[-—~至到]{{1,2}}) ?(?P<last>{NUMBER})年)?")


def _era_year(text: str, at: int, words: Lexicon) -> tuple[Chain, int] | None:
    if text[at] not in words.era_firsts:
        return None
    for era, first in words.eras.items():
        if text.startswith(era, at) and (match := ERA_YEAR.match(text, at + len(era))):
            number = 1 if match["n"] == "元" else integer(match["n"])
            closing = integer(match["last"]) if match["last"] else None
            if number and closing and number < closing < 190:  # 民国110年至112年
                return (Piece("years", YEAR, (first + number - 1, first + closing - 1)),), match.end()
            end = match.end("n") + 1
            return ((Piece("year", YEAR, first + number - 1),), end) if number and number < 190 else None
    return None


def _quarter_code(text: str, at: int) -> tuple[Chain, int] | None:
    match = QUARTER_CODE.match(text, at)
    if match is None or (at and text[at - 1].isascii() and text[at - 1].isalnum()):
        return None
    number = int(match["n"] or match["m"])
    return (Piece("quarter", SUBYEAR, (number, number)),), match.end()


def _ordinal(match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    number, unit = integer(match["nth"]), match["unit"].removeprefix("个").removeprefix("财")
    if number is None or (match.group()[0] == "的" and last is None):
        return None
    told = last is not None or ORDINAL_QUARTER.match(match.string, match.end("nth"))
    if last is None and match.group()[-1] == "季" and match.string[match.start() - 1 : match.start()] == "的":
        return None  # 粮食生产的|第一季
    if unit[0] == "季" and 1 <= number <= 4 and told:
        return (Piece("quarter", SUBYEAR, (number, number)),), match.end()
    if unit == "天" and last is not None and last.kind == "holiday" and number <= 7:  # 春节假期第二天
        return (Piece("nth_day", PART, number),), match.end()
    before = match.string[max(0, match.start() - 1) : match.start()]
    if last is None and unit == "周" and number <= 5 and (edge(before) or before in "较比与和"):  # of a month told of
        return (Piece("nth_week", WEEK, number),), match.end()
    if last is None or last.rank not in (YEAR, SUBYEAR):
        return None
    if unit == "月" and last.rank == YEAR and 1 <= number <= 12:
        return (Piece("month", SUBYEAR, number),), match.end()
    if unit == "天" and number <= 31:
        return (Piece("nth_day", DAY, number),), match.end()
    if unit[-1] in "一二三四五六日天" and unit != "天" and number <= 5 and last.rank == SUBYEAR:
        return (Piece("nth_weekday", DAY, (number, weekday_number(unit[-1]))),), match.end()
    if unit in ("周", "星期", "礼拜") and number <= 53:
        return (Piece("nth_week", WEEK, number),), match.end()
    return None


def _head(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    """前三季度, 前4个月, 首季, 前两周 (of a year named just before)."""
    unit = match["unit"].removeprefix("个")
    number = integer(match["count"]) if match["count"] else 1
    if number is None or number < 1 or (match.group()[0] == "的" and last is None):
        return None
    if last is None and match.start() and text[match.start() - 1] in "以之目当提此日年月午天史生眼":
        return None
    if unit[0] == "季" and number <= 4:
        return (Piece("quarter", SUBYEAR, (1, number)),), match.end()
    if match["count"] is None:
        return None
    if unit == "月" and number <= 12:
        end = match.end() + (text.startswith("份", match.end()))
        return (Piece("months", SUBYEAR, (1, number)),), end
    if unit == "天" and last is not None and last.kind == "holiday" and number <= 7:  # 国庆假期前三天
        return (Piece("first_days", PART, number),), match.end()
    if unit in ("周", "星期", "天") and last is not None and last.rank in (YEAR, SUBYEAR) and number <= 31:
        return (Piece("first_weeks" if unit != "天" else "first_days", DAY, number),), match.end()
    return None
