"""Calendar pieces that begin with a numeral: 2018年, 12月, 5日, 2018-12-05, 90年代, 20世纪."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.clocks import DIGITAL_CLOCK, HOURS, WORDED_CLOCK, digital_clock, worded_clock
from newsextract.dates.durations import CHINESE, COUNTED_DAYS, DIGITS, integer
from newsextract.dates.eventyears import year_of_event
from newsextract.dates.marks import DAYS_AFTER, DAYS_BEFORE, JOIN, NUMBER, Chain, edge
from newsextract.dates.shapes import CENTURY, CLOCK, DAY, DAYPART, DECADE, SUBYEAR, WEEK, YEAR, Piece

UNITED = re.compile(
    rf"(?P<first>{NUMBER})(?: ?(?P<join>{JOIN}) ?(?P<last>{NUMBER}))? ?"
    r"(?P<unit>世纪|年代|年度|学年|赛季|财年|年|季度|季(?=[度,，。、的末初]|$)|月份|月|日|号)"
)

PLAIN_UNIT = re.compile(r"(?P<number>[0-9]{1,4})(?P<unit>[年月日号])")
"""The notation of most dates: of the patterns that begin with a number only UNITED can match it."""

THREE = re.compile(rf"(?P<first>{NUMBER})(?:、{NUMBER}){{1,3}}[、和](?P<last>{NUMBER})(?P<unit>季度|月份|月)")

NUMERIC_DATE = re.compile(
    r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?P<sep>[-/.]| (?=[0-9]{2} [0-9]{2}))(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9])"
)

GLUED_CLOCK = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?=[0-2][0-9]:[0-5][0-9])")

COMPACT_DATE = re.compile(
    r"(?P<year>19[0-9]{2}|20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)

WESTERN_DATE = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])(?P<sep>[/-])(?P<day>3[01]|[12][0-9]|0?[1-9])(?P=sep)(?P<year>19[0-9]{2}|20[0-9]{2})(?![0-9/-])"
)

MONTH_DAY = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12][0-9]|0?[1-9])(?=[日号]| [0-2]?[0-9]:[0-5][0-9])[日号]?"
)

DAY_RANGE = re.compile(r"[0-9]+-")
BARE_YEAR = re.compile(r"(?P<year>19[0-9]{2}|20[0-9]{2}) ?(?=[上下]半年|第?[一二三四1-4]季|Q[1-4](?![0-9A-Za-z]))")
"""2024上半年, 2024 Q1: a year whose 年 is left out."""

LISTED_YEAR = re.compile(r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?=(?:[、和与及](?:1[5-9][0-9]{2}|20[0-9]{2})){1,4}年)")
"""2014、2015年: a mention each (guidelines §2)."""

SEASON_YEARS = re.compile(
    r"(?P<first>19[0-9]{2}|20[0-9]{2})(?:/|[-—](?![0-9]+年(?!度)))(?P<last>[0-9]{4}|[0-9]{2})"
    r"(?:(?:作物|市场|销售)?年度|学年|赛季|财年|[雪榨]季|[采供]暖季|年(?!代))"
)
"""2011/12年度, 2018-19赛季, 2013/14年: a season that begins in one year and ends in the next."""

BARE_YEARS = re.compile(
    r"(?P<first>19[0-9]{2}|20[0-9]{2}) ?(?:-|—|~|至|到) ?(?P<last>19[0-9]{2}|20[0-9]{2})(?![0-9.%:/])"
)

LUNAR_DAY = re.compile(
    r"(?P<day>初(?:10|[1-9]|十|[一二三四五六七八九])(?![次中级期步心始个名位])"
    r"|(?:廿[一二三四五六七八九]?|(?:二十|三十|十)[一二三四五六七八九]?|[12][0-9]|30)"
    rf"(?![日号{CHINESE}0-9个名人位项家万亿多余%.年月:]))"
)

SOLAR_SHORT_DAY = re.compile(
    rf"(?P<day>[12][0-9]|3[01]|[1-9]|(?:二十|三十|十)[一二三四五六七八九]?)(?=[,，。、；;）)\s至到~—-]|[上下]午|凌晨|清晨|[早晚]上|深夜|$)"
    rf"(?![—~-]*[0-9{CHINESE}]{{0,3}}[个名人位项家万亿多余%])"
)

DAY_STOP = re.compile(r"[元圆币]|本[钱銭]|均线|均[^衡匀]")

CHINESE_DAY_STOP = re.compile(r"[元圆币语籍化均用常照程记渐趋益志军寇产出落美韩俄耳文游餐]|本(?!报|月|台|刊)|中(?!午)")

MONTH_STOP = re.compile(r"[薪租供票刊饼]|均(?!衡)")

CHINESE_MONTH_STOP = re.compile(r"[薪租供票刊饼球亮嫂子色圆光牙息嘉]|均(?!衡)")

NUMBER_DAY_BEFORE = "在于从到自至和与及或、,，。（(：:；;—~-“\n\t 逢将由较比及定截"


MID_AUTUMN = (("八", "8"), ("八",))
"""What stands before 月 where the day is the Chinese calendar's with no 农历 said: 八月十五, 8月十五; else 八月15."""


def lunar_day(match: re.Match[str]) -> tuple[Chain, int] | None:
    surface = match["day"].removeprefix("初")
    number = integer(surface)
    return ((Piece("lunar_day", DAY, number),), match.end()) if number and number <= 30 else None


def numeral_piece(text: str, at: int, before: list[Piece], lunar: bool) -> tuple[Chain, int] | None:
    last = before[-1] if before else None
    first = text[at]
    written = PLAIN_UNIT.match(text, at)
    if written is not None and not lunar and (found := _plain(text, written, last)) is not None:
        return found
    if first.isdigit() and first.isascii() and written is None:
        if (found := _numeric_date(text, at, last)) is not None:
            return found
        if match := DIGITAL_CLOCK.match(text, at):
            return digital_clock(text, match, last)
    if (
        last is not None
        and last.kind in ("lunar_month", "month")
        and (
            lunar
            or last.kind == "lunar_month"
            or text[at - 2 : at - 1] in MID_AUTUMN[first.isascii()]
            or text[at] in "廿"
        )
    ) and (day := LUNAR_DAY.match(text, at)):
        return lunar_day(day)
    match = (None if written is not None else THREE.match(text, at)) or UNITED.match(text, at)
    if match is not None and (found := _united(text, match, last, lunar)) is not None:
        return found
    if last is not None and last.rank in (DAY, DAYPART) and (match := HOURS.match(text, at)):
        one, other = integer(match["first"]), integer(match["last"])
        if one is not None and other is not None and one < 25 and other < 25:
            return (Piece("hours", CLOCK, (one, other)),), match.end()
    if match := WORDED_CLOCK.match(text, at):
        return worded_clock(text, match, last)
    if last is not None and last.kind == "month" and (match := SOLAR_SHORT_DAY.match(text, at)):
        number = integer(match["day"])
        return ((Piece("day", DAY, number),), match.end()) if number and number <= 31 else None
    return None


def _plain(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    """2018年, 12月, and 5日 after a month, with nothing to decide: what UNITED would read, but sooner."""
    number, unit, end = int(match["number"]), match["unit"], match.end()
    after = text[end : end + 1]
    if unit == "月":
        plain = 1 <= number <= 12 and after != "份" and MONTH_STOP.match(text, end) is None
        return (MONTHS[number], end) if plain else None
    if unit == "年":
        plain = 1000 < number <= 2200 and after not in ("代", "度") and AGES.match(text, end) is None
        return ((Piece("year", YEAR, number),), end) if plain else None
    dated = last is not None and last.kind == "month"
    return (DAYS[number], end) if dated and 1 <= number <= 31 else None


MONTHS = tuple((Piece("month", SUBYEAR, number),) for number in range(13))
DAYS = tuple((Piece("day", DAY, number),) for number in range(32))


def _numeric_date(text: str, at: int, last: Piece | None) -> tuple[Chain, int] | None:
    if last is not None:
        return None
    if match := COMPACT_DATE.match(text, at) or GLUED_CLOCK.match(text, at) or WESTERN_DATE.match(text, at):
        return _ymd(match, match.end())
    if (match := SEASON_YEARS.match(text, at)) and (int(match["first"]) + 1) % 100 == int(match["last"]) % 100:
        first = int(match["first"])
        return (Piece("years", YEAR, (first, first + 1)),), match.end()
    if match := NUMERIC_DATE.match(text, at):
        return _year_month(text, match) if match["day"] is None else _year_month_day(text, match)
    if match := MONTH_DAY.match(text, at):
        if match.group()[-1] in "日号" and DAY_RANGE.match(match.group()) and int(match["month"]) < int(match["day"]):
            return None  # 1-18日: days of the month that is meant
        if "." in match.group() and (match.group()[-1] not in "日号" or DAY_STOP.match(text, match.end())):
            return None
        return (Piece("month", SUBYEAR, int(match["month"])), Piece("day", DAY, int(match["day"]))), match.end()
    if match := year_of_event(text, at):
        return (Piece("event_year", YEAR, int(match["year"])),), match.end("year")
    if match := LISTED_YEAR.match(text, at) or BARE_YEAR.match(text, at):
        return (Piece("year", YEAR, int(match["year"])),), match.end("year")
    if match := BARE_YEARS.match(text, at):
        spelled = any(word in match.group() for word in "至到")
        rising = int(match["first"]) < int(match["last"])
        if (
            rising
            and BARE_YEARS_END.match(text, match.end())
            and (not spelled or text[at - 1 : at] in ("从", "在", "自"))
        ):
            return (Piece("years", YEAR, (int(match["first"]), int(match["last"]))),), match.end()
    return None


BARE_YEARS_END = re.compile(r"$|(?![年学赛财])[的\s,，。、；;：:！!？?“”‘’（）()【】《》—…<>|/~-]")


def _year_month(text: str, match: re.Match[str]) -> tuple[Chain, int] | None:
    """2018-12, 2018.03; not 2018.5, 2018/12 or what a unit follows (2018.12亿元)."""
    after = text[match.end() : match.end() + 1]
    if match["sep"] == "/" or after == "." or not edge(after) or (match["sep"] == "." and len(match["month"]) < 2):
        return None
    return (Piece("year", YEAR, int(match["year"])), Piece("month", SUBYEAR, int(match["month"]))), match.end()


def _year_month_day(text: str, match: re.Match[str]) -> tuple[Chain, int] | None:
    """2018-12-05, 2018.12.5日; not a version or an address of four numbers."""
    after = text[match.end() : match.end() + 1]
    if after == match["sep"] == "." and text[match.end() + 1 : match.end() + 2].isdigit():
        return None
    return _ymd(match, match.end() + (after in ("日", "号")))


def _ymd(match: re.Match[str], end: int) -> tuple[Chain, int]:
    return (
        Piece("year", YEAR, int(match["year"])),
        Piece("month", SUBYEAR, int(match["month"])),
        Piece("day", DAY, int(match["day"])),
    ), end


def _united(text: str, match: re.Match[str], last: Piece | None, lunar: bool) -> tuple[Chain, int] | None:
    unit, end = match["unit"], match.end()
    first, second = match["first"], match["last"]
    if unit in ("年", "年度", "学年", "赛季", "财年"):
        return _year_piece(text, match, last)
    a, b = integer(first), integer(second) if second else None
    if a is None or (second and b is None):
        return None
    if unit == "世纪":
        if CENTURY_NAME.match(text, end):
            return None
        return ((Piece("century", CENTURY, a),), end) if 1 <= a <= 22 and b is None else None
    if unit == "年代":
        return _decade_piece(text, match, a, b, last)
    if unit in ("季度", "季"):
        if not (1 <= a <= 4 and (b is None or a < b <= 4)) or match.group() == "四季":
            return None
        return (Piece("quarter", SUBYEAR, (a, b or a)),), end
    if unit in ("月", "月份"):
        return _month_piece(text, match, a, b, lunar)
    return _day_piece(text, match, a, b, last, lunar)


def _month_piece(text: str, match: re.Match[str], a: int, b: int | None, lunar: bool) -> tuple[Chain, int] | None:
    first, end = match["first"], match.end()
    if first == "两":  # 两月 is an amount of months
        return None
    if match["unit"] == "月" and (MONTH_STOP if first.isascii() else CHINESE_MONTH_STOP).match(text, end):
        return None
    if b is None and (both := _adjacent(first)) is not None:
        a, b = both
    if not 1 <= a <= 12 or (b is not None and not 1 <= b <= 12):
        return None
    if b is not None:
        return ((Piece("months", SUBYEAR, (a, b)),), end) if a != b else None
    return (Piece("lunar_month", SUBYEAR, (a, False)) if lunar else Piece("month", SUBYEAR, a),), end


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
    if b is not None and 1 < a < 10 and b == 10 * (a + 1):  # 七、八十年代
        a *= 10
    if a >= 1000 and a % 10 == 0 and b is None:
        return (Piece("century", CENTURY, a // 100 + 1), Piece("decade", DECADE, a % 100)), match.end()
    if not (a % 10 == 0 and a < 100 and (a >= 10 or surface in ("00", "零零"))) or (
        b is not None and (b % 10 or b >= 100)
    ):
        return None
    if b is not None:
        return (Piece("decades", DECADE, (a, b)),), match.end()
    return (Piece("decade", DECADE, a),), match.end()


def _day_piece(
    text: str, match: re.Match[str], a: int, b: int | None, last: Piece | None, lunar: bool
) -> tuple[Chain, int] | None:
    end = match.end()
    if not 1 <= a <= 31 or (b is not None and not 1 <= b <= 31):
        return None
    dated = last is not None and last.rank in (SUBYEAR, WEEK)
    if not dated and (last is not None or not _bare_day_stands(text, match, a)):
        return None
    if lunar or (last is not None and last.kind == "lunar_month"):
        return (Piece("lunar_day", DAY, a),), end
    if b is not None:
        joined = match["join"]
        if a == b or (joined in ("和", "与", "及") and not dated) or (joined == "、" and b != a + 1):
            return None
        return (Piece("days", DAY, (a, b)),), end
    return (Piece("day", DAY, a),), end


def _bare_day_stands(text: str, match: re.Match[str], day: int) -> bool:
    """Whether 5日 or 5号 with no month before it is a day of the month."""
    start, end, arabic = match.start(), match.end(), match["first"].isascii()
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start - 2 : start] == "每月":
        return True
    if match["unit"] == "日":
        if (DAY_STOP if arabic else CHINESE_DAY_STOP).match(text, end) or DAYS_AFTER.match(text, end):
            return False
        if DAYS_BEFORE.search(text, max(0, start - 4), start) or match["first"] == "两":
            return False
        if not arabic and COUNTED_DAYS.match(text, end):  # 三日后, but 3日后
            return False
        return arabic or (day > 1 and (before == "" or before in NUMBER_DAY_BEFORE + "本今当社者网讯"))
    if arabic and (NUMBERED_NEXT.match(text, end) or NUMBERED_BEFORE.search(text, max(0, start - 4), start)):
        return True  # 6号到10号
    if arabic and not edge(before) and (SAYS.match(text, end) or (DOES.match(text, end) and before not in CRAFT)):
        return True  # 外交部长5号说
    if arabic and _day_of_speech(text, start, end):
        return True
    if not (before == "" or before in NUMBER_DAY_BEFORE + "本今当" or DAYPART_NEXT.match(text, end)):
        return False
    if day == 1 and not arabic and not edge(after):
        return False
    if before != "" and before in "从到至":
        return after == "" or after not in NAMED_NUMBER
    return edge(after) or after in AFTER_NUMBER


def _day_of_speech(text: str, start: int, end: int) -> bool:
    """国防部|5号通报, 时间|6号早晨: behind a body or at a clause's head, and no thing that bears a number follows."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not "\u4e00" <= after <= "\u9fff" or not (edge(before) or before in SPEAKERS) or before in ("”", "-", "/", "~"):
        return False
    return text[start - 2 : start] not in NO_SPEAKERS and NUMBERED_THING.match(text, end) is None


SPEAKERS = frozenset("院部会庭队方军社府局国署厅党团委统理长员席报间在于")
NO_SPEAKERS = ("房间", "车间", "病房", "医院", "学院")
NUMBERED_THING = re.compile(
    r"[线楼坑井墩舰艇矿梁弄铺窑孔座型色字灯档罐仓坝塔闸屏球馆店]|机[组场房器]|主机|[柴汽]油|航[站母]|头[骨目像]|种子|[隧通航栈]道|卫星|运载|遥感"
    r"|林票|窗口|界碑|码头|靠船|州际|嫌疑|衣服|公路|院(?!长)|门(?!将)|频道|[秦汉古]?墓|高炉|船(?!长|员)|文件|台风|导弹|火箭|选手|[队球]员|泊位"
    r"|标段|车(?!臣)|病[区房人床]|厂房|地块|桥|锅炉|反应堆|平台|样[品本]|染色体|决议|信封|提案|电池|水(?!利)|台(?!湾|北|中|军)|路(?!透)|户(?!籍)"
    r"|人[物员]|角色|电?梯|沟|点位|风机|发电|钻|渣场|登机|[入出]口|展[厅区台馆]|体温|林|岛|馆|教学|宿舍|实验|大院|搭档|种|储|选|楼|服务区|航线|支洞|斜井|探|养|赛[道车]|跑道"
)
NAMED_NUMBER = "线楼院门公令店台机车房病厅馆站井码坑桥库矿洞工仓"
"""What a number of a line, a building or a well goes on with."""


NUMBERED_NEXT = re.compile(r"[到至—~、和-][0-9]{1,2}[号日](?![楼线院门机])")
NUMBERED_BEFORE = re.compile(r"[0-9]{1,2}[号日][到至、和]$")
SAYS = re.compile(
    r"(?:再次|就[^,，。]{1,12}|在[^,，。]{1,12})?(?:表示|说|称|指出|强调|宣布|重申|否认|证实|警告|透露|呼吁|谴责|致电|援引)"
)
DOES = re.compile(
    r"(?:再次|就[^,，。]{1,12}|在[^,，。]{1,12}|以[^,，。]{1,14})?"
    r"(?:发表|发布|公布|签署|签发|举行|召开|提出|下令|责成|会见|会晤|访问|出席|通过|报道|批准|决定|要求|开幕|闭幕|启程|宣誓|当选"
    r"|已经?|依然|仍|还|也|又|就|才|便|从|接受|发生|抵达|应邀|率|向|与|同|对|就|在"
    r"|联合|迎来|正式|首次|分别|继续|共同|对外|启动|开始|结束|出现|遭遇|遭到|遭受|举办|开通|通车|投入|完成|离开|前往|返回|致信|出台|推出|成立"
    r"|的(?:最[高低]|主旨|比赛|会[议谈]|演[讲说]|讲话|袭击|爆炸|空袭|选举|投票|地震|记者会|发布会)"
    r"|揭幕|落幕|投票|强烈|突发|连续|再度|先后|凌晨|清晨|上午|下午|晚间|晚上|深夜|傍晚)"
)
CRAFT = "娥舟宫征龙洋斗风云践源红兔问空船艇机井星箭车楼线坑馆礁分雀力信海蓝月站院门桥路街"
"""Last characters of the names that go on with a number: 嫦娥5号, 雪龙2号."""

AFTER_NUMBER = "上下晚早凌中起前后的在将开举正至到是就已当抵我之以"
"""What goes on after 5号 where it is a day, not the name of a line, a building or a ship."""
DAYPART_NEXT = re.compile(
    r"[0-9]{1,2}(?:[点时]|:[0-5])|[上下中]午|凌晨|[早晚]上|[夜晚早]间|晚(?!会|报|餐)|傍晚|清晨|深夜"
)

SHORT_YEAR_BEFORE = "从自在于到至截较比年"

# What makes 18年 a length of time …
SHORT_YEAR_DURATION = re.compile(
    r"[来前后间内多]|以[来前后内上下]|之[内前后间久]|的?(?:时间|历史|时光|期限|刑|发展|努力|岁月|里|奋斗)"
    r"|有期|级|龄|期(?!间)|如一日|免|左右|风雨|回顾|辉煌|坚守|巨变|奋进|征程|历程|耕耘|砥砺|沧桑|春秋|华诞|庆典|[一没的零过和、。,，]"
)

# … and what makes it a year.
MONTH_NEXT = re.compile(
    r" ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:[-—~至到][0-9]{1,2})?月|底|初(?![步中级])|末"
    r"|618|双十一|双11|年底|年初|上半年|下半年|第?[一二三四]季度|第[0-9一二三四五六七八九十]{1,2}个月|春节|农历|小寒|大寒"
)


AGES = re.compile(r"(?:多|的)?历史|来(?!到|自)")
"""What makes four digits and 年 a length of time: 1500年历史, 2000年来."""
MONTH_OF = re.compile(r"[一二三四五六七八九十0-9]{1,2}月")


def _year_piece(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    first, end, start = match["first"], match.end(), match.start()
    if match["last"]:
        return _years_piece(match, text)
    number = integer(first)
    if number is None:
        return None
    year = ((Piece("year", YEAR, number),), end)
    if first in ("两千", "二千"):
        return year if MONTH_NEXT.match(text, end) else None
    if not first.isascii() and any(c not in DIGITS for c in first):
        return None
    if len(first) == 4:
        return None if not 1000 < number <= 2200 or AGES.match(text, end) else year
    if len(first) not in (2, 3) or (len(first) == 3 and first[0] == "0"):
        return None
    if text[max(0, start - 2) : start] in ("公元", "西元", "纪元"):
        return year
    if len(first) == 2:
        return ((Piece("short_year", YEAR, number),), end) if _short_year_stands(text, match, number) else None
    at_that = text[start - 1 : start] == "在" and not SHORT_YEAR_DURATION.match(text, end)
    return year if at_that or MONTH_OF.match(text, end) else None


def _short_year_stands(text: str, match: re.Match[str], number: int) -> bool:
    """Whether 18年 is a year: a month, a quarter or 底 follows, it begins with 0, or it is no length of time."""
    first, before = match["first"], text[match.start() - 1 : match.start()]
    if MONTH_NEXT.match(text, match.end()) or first[0] in "0零〇":
        return True
    if SHORT_YEAR_DURATION.match(text, match.end()):
        return False
    if number >= 70:
        return edge(before) or before in SHORT_YEAR_BEFORE
    neighbours = not first.isascii() and DIGITS[first[0]] < DIGITS[first[1]] and first[0] != "一"  # 三四年
    return number % 10 > 0 and not neighbours and before in ("", "\n", "从", "自", "比", "较")


def _years_piece(match: re.Match[str], text: str) -> tuple[Chain, int] | None:
    a, b = integer(match["first"]), integer(match["last"])
    if a is None or b is None:
        return None
    if not 1000 <= a <= 2200:
        return None
    if len(match["last"]) == 2 and a >= 1000:
        b += a // 100 * 100
    if not a < b <= 2200 or b - a > 400:
        return None
    if match["join"] in ("和", "与", "及", "、") and b != a + 1:
        return None
    return (Piece("years", YEAR, (a, b)),), match.end()
