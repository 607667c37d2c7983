"""Calendar expressions: chains of pieces of rising rank, 今年 | 9月 | 24号 | 上午 | 9点."""

from __future__ import annotations

import re

from newsextract.dates.durations import CHINESE, integer
from newsextract.dates.lexicon import Lexicon, Word
from newsextract.dates.marks import BOUNDARY, NUMBER, NUMERAL_FIRST, Chain, edge, one_of, weekday_number
from newsextract.dates.numeric import LUNAR_DAY, lunar_day, numeral_piece
from newsextract.dates.shapes import CENTURY, DAY, DAYPART, DECADE, PART, SUBYEAR, WEEK, YEAR, Piece

WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])(?![次场趟回个期岁0-9.]|[十百]|五[年天]|天[内后前])"
)

SHORT_WEEKDAY = re.compile(r"周?星?期?(?P<day>[一二三四五六日天])(?![次场趟回个期岁十百])")

ORDINAL = re.compile(
    rf"的?第(?P<nth>{NUMBER})(?P<unit>季度|季(?=[度,，。、的])|季(?=[^\W\d_])|周(?!年)|个?星期(?![一二三四五六日天])|个?礼拜|个月|天"
    r"|个?周[一二三四五六日天]|个?星期[一二三四五六日天])"
)

ORDINAL_QUARTER = re.compile(r"季(?:度|(?=[,，。、的]))")
"""With no year before it 第二季 may be a season of a show."""

HEAD = re.compile(
    rf"(?:的?[前头首])(?P<count>{NUMBER})?(?P<unit>个?季度|个?季(?=[度,，。、的])|个月|月(?![薪租球亮])|周|个?星期|天)"
)

QUARTER_CODE = re.compile(r"Q(?P<n>[1-4])(?:季度)?(?![0-9A-Za-z])|(?P<m>[1-4])Q(?![0-9A-Za-z])")

LUNAR_MARK = re.compile(
    r"(?:农历|阴历|旧历|夏历)的?(?=[0-9闰正冬腊今去明前后大]|[一二三四五六七八九十〇零]{1,4}[月年]|初|廿)"
)

LUNAR_MONTH = re.compile(
    r"(?P<leap>闰)?(?P<month>正月|冬月|腊月|大年(?=初[0-9一二三四五六七八九十])|(?<=闰)(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)"
)

GLOSSED = re.compile(r"(?P<word>[今昨明本])[(（][0-9]{1,3}[)）](?P<unit>[日月年])")
"""今（21）日, 本（10）月, 明（114）年: the day's name with its number, as Taiwan's papers print it."""
GLOSSED_PIECES = {
    "今日": Piece("day_offset", DAY, 0), "昨日": Piece("day_offset", DAY, -1), "明日": Piece("day_offset", DAY, 1),
    "本日": Piece("day_offset", DAY, 0), "今月": Piece("month_offset", SUBYEAR, 0),
    "本月": Piece("month_offset", SUBYEAR, 0), "昨月": Piece("month_offset", SUBYEAR, -1),
    "明月": Piece("month_offset", SUBYEAR, 1), "今年": Piece("year_offset", YEAR, 0),
    "本年": Piece("year_offset", YEAR, 0), "昨年": Piece("year_offset", YEAR, -1),
    "明年": Piece("year_offset", YEAR, 1),
}  # fmt: skip

LAST_DAY = re.compile(r"的?最后一天|的?最后1天")

BC_YEAR = re.compile(rf"公元前 ?(?P<year>{NUMBER})(?P<unit>年|世纪)")

ERA_MARK = re.compile(r"(?:公元|西元|纪元)(?=[0-9〇零一二三四五六七八九])")

PLAN_PERIOD = re.compile(r"(?:”|)(?:时期|期间|期末|末|以来|收官|前|后|初|开局|的?头|中期|后)")

PLAN_PART = re.compile(r"”?(?P<part>末|初|中(?=期))(?![步])")

PLAN_NAME = re.compile(
    r"[”’]?(?:发展|国家|五年|教育|科技|重点|专项)?"
    r"(?:规划|计划|纲要|建议|目标|蓝图|任务|工程|项目|方案|课题|国民经济|重大)"
    r"|”(?!期间|时期|期末|末|以来|初|中期|后)[^,，。；;、:：“”\n]{2,16}(?:规划|纲要)"
)

HOLIDAY = re.compile(r"(?:小长假|黄金周|长假|假期|假日|佳节|双节|节)")

MID_OK = frozenset("，。、；;,:：）)”就有将可的以起前后召举完发开公 \n")

SUFFIX_STOP = {"初": "步中级次期心始衷恋选试审赛现入", "底": "层座线色部气蕴价盘牌稿", "末": "班端日尾代梢",
               "早": "已在就些日教期餐会于盘泳起新报", "晚": "会餐报宴年期些于就已婚点间自", "夜": "间里校景市总晚空生",
               "春": "运天季节耕游晚联风雨暖茶", "夏": "天季令收日粮", "秋": "天季收粮冬",
               "冬": "天季奥泳令小储"}  # fmt: skip


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
    dated = last is not None and last.kind in ("month", "lunar_month")
    if first in "初廿" and (lunar or dated) and (day := LUNAR_DAY.match(text, at)):
        return lunar_day(day)
    if last is not None and (found := _suffix_at(text, at, words, last)) is not None:
        return found
    if first in NUMERAL_FIRST:
        return numeral_piece(text, at, before, lunar) or _quarter_code(text, at) or _named_piece(text, at, words, last)
    if first in "周星礼" and (match := WEEKDAY.match(text, at)):
        if last is None and one_of(text[at - 1 : at], "《" if first != "周" else "《一两几每四圈满上下本这0123456789"):
            return None
        return (Piece("weekday", DAY, weekday_number(match["day"])),), match.end()
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
    if last is not None and (match := LAST_DAY.match(text, at)):
        return (Piece("last_day", DAY, 0),), match.end()
    if first == "公" and (match := BC_YEAR.match(text, at)):
        return _before_christ(match)
    return _named_piece(text, at, words, last) or _era_year(text, at, words)


def _before_christ(match: re.Match[str]) -> tuple[Chain, int]:
    """Astronomical years: 1 BC is 0; the 13th century BC, 1300–1201 BC, is −1299/−1200."""
    number = integer(match["year"]) or 1
    if match["unit"] == "世纪":
        return (Piece("years", YEAR, (1 - 100 * number, 100 - 100 * number)),), match.end()
    return (Piece("year", YEAR, 1 - number),), match.end()


def _named_piece(text: str, at: int, words: Lexicon, last: Piece | None) -> tuple[Chain, int] | None:
    if text[at] in "今昨明本" and last is None and (match := GLOSSED.match(text, at)):
        return (GLOSSED_PIECES[match["word"] + match["unit"]],), match.end()
    word = words.word_at(text, at)
    if word is None:
        return None
    return _word_piece(text, at, word[0], word[1], words, last)


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
    for length in (3, 2, 1):
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


def _suffix_fits(text: str, at: int, length: int, last: Piece, piece: Piece) -> bool:
    surface, after = text[at : at + length], text[at + length : at + length + 1]
    if piece.kind == "daypart":
        return last.rank == DAY and not one_of(after, SUFFIX_STOP.get(surface, ""))
    if piece.kind == "season":
        return last.rank == YEAR and (edge(after) or one_of(after, "以的之起开到至"))
    if last.rank not in (CENTURY, DECADE, YEAR, SUBYEAR, WEEK) or last.kind in ("season", "festival"):
        return False
    if (surface.startswith("年") and last.rank != YEAR) or (surface.startswith("月") and last.rank != SUBYEAR):
        return False
    if surface in ("年中", "中", "月中"):
        return after == "" or one_of(after, MID_OK)
    if surface in ("全年", "年内", "整年", "全月", "全天"):
        return True
    return length > 1 or not one_of(after, SUFFIX_STOP.get(surface, ""))


def _word_piece(
    text: str, at: int, word: Word, end: int, words: Lexicon, last: Piece | None
) -> tuple[Chain, int] | None:
    if word.kind == "pieces":
        return (word.value, end) if _relative_stands(text, at, end, word.value, last) else None
    if word.kind == "festival":
        return _festival(text, at, end, word.value, words, last)
    if word.kind == "term":
        index, distinct = word.value
        named = last is not None or text.startswith("节气", end) or text.startswith("时节", end)
        surname = at > 0 and not (text[at - 1] in BOUNDARY or text[at - 1] in "在到是于从至近自昨今日逢值过的后前当了")
        if named or (distinct and not surname):
            return (Piece("term", DAY, index),), end
        return None
    if word.kind == "plan":
        years, safe = word.value
        quoted = text[at - 1 : at] == "“" and text[end : end + 1] == "”"
        if PLAN_NAME.match(text, end) or not (safe or quoted or PLAN_PERIOD.match(text, end)):
            return None
        part = PLAN_PART.match(text, end)
        if part is not None:
            return (
                Piece("plan", YEAR, years),
                Piece("part", PART, ({"末": "late", "初": "early", "中": "middle"}[part["part"]], "")),
            ), end
        return (Piece("plan", YEAR, years),), end
    return None


# Words of the lexicon that are also parts of other words: surfaces, characters before, what follows.
PARTS_OF_WORDS: tuple[tuple[tuple[str, ...], str, re.Pattern[str] | None], ...] = (
    (("后天", "后日"), "先以之今日", re.compile(r"[性因形]")),
    (("前天", "前日", "前年", "前月"), "目以之此日年月午天先提眼当生", re.compile(r"轻")),
    (("前一年", "前一天", "前一日"), "学婚产行赛会", None),
    (("上一年", "下一年", "这一年"), "", re.compile(r"级")),
    (("后年",), "以之今天日年前", None),
    (("当年", "当日", "当季", "当周"), "正适担应相理充", None),
    (("当月",), "正适担应相理充", re.compile(r"球")),
    (("上年",), "以之年岁月天地线手会身路史加一", re.compile(r"货")),
    (("下月", "下周", "下年", "上月", "上周", "下季度", "上季度"), "以之年岁月天地线手会身路史加一", None),
    (("次月",), "首一二三四五六多几每此两", None),
    (("同年", "同月", "同日", "同天"), "共不", re.compile(r"[级龄]")),
    (("本日", "本月", "本年", "本周"), "日基根成资文剧版一", None),
    (("明天", "明日"), "光说透文声证", re.compile(r"使")),
    (("今天",), "", re.compile(r"下(?!午)")),
    (("当夜", "当晚"), "每正适担应相理充", re.compile(r"幕")),
    (("今日",), "", re.compile(r"头条|俄罗斯")),
    (("中午",), "", re.compile(r"餐")),
)
NOT_BEFORE = {surface: characters for surfaces, characters, _ in PARTS_OF_WORDS for surface in surfaces}
NOT_AFTER = {surface: pattern for surfaces, _, pattern in PARTS_OF_WORDS if pattern for surface in surfaces}
COUNTED_YEARS = CHINESE + "0123456789多几半来余每逐历"  # 三年底, 每年初: the year is another's
COUNTED_MONTHS = CHINESE + "0123456789个每"
SEASON_WORDS = frozenset(("春天", "夏天", "秋天", "冬天", "春季", "夏季", "秋季", "冬季"))


def _relative_stands(text: str, at: int, end: int, pieces: Chain, last: Piece | None) -> bool:
    """Whether a word of the lexicon stands for itself: 今天下, 后天性, 上周边, 明天使 hold none."""
    before, after, surface = text[at - 1 : at], text[end : end + 1], text[at:end]
    if before == "《" and last is None:  # 《今日说法》, 《明天》: a title
        return False
    if one_of(before, NOT_BEFORE.get(surface, "")):
        return False
    if surface in NOT_AFTER and NOT_AFTER[surface].match(text, end):
        return False
    if pieces[0].kind == "part":
        return _part_stands(surface, before, after, pieces[0].value, last)
    if surface in SEASON_WORDS:
        return (last is not None and last.rank == YEAR) or (edge(before) and edge(after))
    return True


def _part_stands(surface: str, before: str, after: str, value: tuple[str, str], last: Piece | None) -> bool:
    """年底, 月初, 全年 by themselves or after a period; not in 三年底."""
    part, unit = value
    if last is not None:
        return surface not in ("年中", "月中") or edge(after) or one_of(after, MID_OK)
    if part == "middle":
        return (edge(before) or one_of(before, "到至在于今")) and (edge(after) or one_of(after, MID_OK))
    return not one_of(before, COUNTED_YEARS if unit == "year" else COUNTED_MONTHS if unit == "month" else "")


FESTIVE = re.compile(r"期间|前夕|前后|当天|当日|钟声|伊始|第一天|放假|出行|”")
NUMERAL_FESTIVE = re.compile(r"期间|前夕|当天|放假")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗郑宋谢韩唐冯董袁邓许傅沈曾彭吕蒋蔡贾丁魏薛叶"
GIVEN_NAMES = frozenset(("国庆", "建军", "清明", "中秋", "重阳", "元旦", "端午"))
NO_FESTIVAL = re.compile(r"[树老路帽镇村饼]")


def _festival(text: str, at: int, end: int, index: int, words: Lexicon, last: Piece | None) -> tuple[Chain, int] | None:
    festival, surface = words.festivals[index], text[at:end]
    before, after = text[at - 1 : at], text[end : end + 1]
    holiday = HOLIDAY.match(text, end)
    if surface[0] == "“" and surface[-1] == "”" and holiday is None:
        return None  # quotes are inside a span only where more follows them: “五一”黄金周
    quoted = surface[0] == "“" or (before == "“" and after == "”")
    if not festival.bare and not quoted and holiday is None and last is None:
        numeral = surface[0] in NUMERAL_FIRST
        alone = (surface == "新年" and edge(before) and edge(after)) or (at == 0 and end == len(text))
        if not alone and not (NUMERAL_FESTIVE if numeral else FESTIVE).match(text, end):
            return None
    if one_of(before, SURNAMES) and surface in GIVEN_NAMES:
        return None
    if surface == "清明" and (one_of(before, "治会气政廉") or text.startswith("上河", end)):
        return None
    if len(surface) == 2 and NO_FESTIVAL.match(text, end):
        return None
    long = holiday is not None and holiday.group() not in ("节", "佳节") and festival.holiday is not None
    return (Piece("holiday" if long else "festival", DAY, index),), holiday.end() if holiday else end


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
    number, unit = integer(match["nth"]), match["unit"].removeprefix("个")
    if number is None or (match.group()[0] == "的" and last is None):
        return None
    told = last is not None or ORDINAL_QUARTER.match(match.string, match.end("nth"))
    if unit[0] == "季" and 1 <= number <= 4 and told:
        return (Piece("quarter", SUBYEAR, (number, number)),), match.end()
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
    if unit in ("周", "星期", "天") and last is not None and last.rank in (YEAR, SUBYEAR) and number <= 31:
        return (Piece("first_weeks" if unit != "天" else "first_days", DAY, number),), match.end()
    return None
