"""Which numbers count nothing, and which of its meanings an ambiguous unit has in its place."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from newsextract.quantities.units import Unit

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TIME = re.compile(
    r"个?半?多?(?:年(?!画|糕|货)|月(?!饼)|日(?!元|圆|本[钱銭])|号|天(?!然|平|安)|周(?!岁)|星期|礼拜|小时|钟头|分钟|刻钟|秒"
    r"|季度|世纪|学期|学年|财年|季(?!节)|年代|周年|昼夜|夜|晚|时(?!速)|工作日|交易日|自然日|年级|更|伏|生|世(?!界)"
    r"|点(?:[钟半整多]|[0-9一二三四五六七八九十]+分|到|至))"
    r"|个(?:月(?!大|龄)|多月|半月|多小时|五年|春秋|寒暑|冬|春|夏|秋|日夜|白天|晚上|夜晚)"
)
"""Time words after a number: it is a date, a clock time or a duration, never an amount (guidelines, preamble)."""

DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    str(value): str(value) for value in range(10)
}
ONE_NEVER = frozenset("方石角级码斗点分毛寸番顷折度面丝钧担里升瓦")
"""一 before these is part of a word or an article: 一方, 一角, 一级, 一点, 一番."""
STAGE_NOUNS = re.compile(
    r"工程|项目|建设|改造|地块|厂房|试验|临床|用地|开发|规划|机组|船闸|电站|医院|产业|市场|城市|学校|公路|文物|保护"
    r"|响应|应急|预警|标准|文件|运动员|教授|技师|演员|甲等|残|烧伤|伤残|火箭"
)
"""Nouns before which 期, 级 and the like name a stage or a grade: 二期工程, 三级医院."""
IN_STAGES = re.compile(r"分成?|共|办了?|出了?|连续|为|成")
SCORE_EVIDENCE = re.compile(r"[得扣积比评满总罚抢砍拿胜负领先落后投篮赛局球考试贡献加减打卷绩板助攻]")
QUAKE_EVIDENCE = re.compile(r"震|烈度|风|浪|海况|阵风|台风|里氏|狂|飓")
INDEX_EVIDENCE = re.compile(r"指数|指|报|收|跌|涨|点位|道琼|恒生|沪|深|纳斯达克|标普|开盘|盘中|大盘|关口")
ANGLE_EVIDENCE = re.compile(r"东经|西经|北纬|南纬|角|旋转|倾斜|坡|转弯|转体|俯|仰|方位|近视|散光")
HEAT_EVIDENCE = re.compile(r"温|热|冷|冻|烧|摄氏|华氏|零下|零上|暖|烫")
POWER_EVIDENCE = re.compile(r"电|能耗|用能")
LAND = re.compile(r"[旱水山坡薄自良]?留?[地田]")
CONGRESSES = frozenset({"十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"})
SIGNED_AFTER = frozenset("为是达氏温低高长幅率至到在降")
"""Words after which a hyphen is a minus: 增长-2.3%, 气温-5℃."""
NAMED_NUMBER = re.compile(r"(?:沪深|中证|上证|标普|富时|罗素)$")
OPINIONS = re.compile(
    r"(?:具体|主要|重要)?(?:建议|意见|要求|主张|希望|看法|启示|共识|经验|倡议|原则|思考|体会|措施|内容|指示|声明|理由|原因|提议|期待)"
)
ADMIN = frozenset("省市县区乡镇旗州")
SESSION = re.compile(r"全?体?会议?|全会|常委会")
BODIES = frozenset("大协会委届府院")
COINS = re.compile(r"[零0-9一二三四五六七八九两]+(?:[毛角分]|(?![\u4e00-\u9fff])|到|至)")
_DIGITS_JOINED = frozenset(".·:∶/#@_\\&+")


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning that an ambiguous unit has in its place."""

    dimension: str
    base: str
    factor: Fraction

    def of(self, unit: Unit) -> Unit:
        """The unit with this meaning."""
        return replace(unit, dimension=self.dimension, base=self.base, factor=self.factor)


YUAN = Sense("money", "CNY", Fraction(1))
CENT = Sense("money", "CNY", Fraction(1, 100))
FEN_OF_LAND = Sense("area", "m2", Fraction(200, 3))  # a tenth of a mu
KILOWATT_HOUR = Sense("energy", "J", Fraction(3600000))
CELSIUS = Sense("temperature", "Cel", Fraction(1))
HUNDREDTH = Sense("ratio", "1", Fraction(1, 100))
TIMES = Sense("count", "{度}", Fraction(1))
POINT = Sense("count", "{点}", Fraction(1))


def is_han(char: str) -> bool:
    """Whether a character (or nothing) is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


def is_roman(surface: str) -> bool:
    """Whether a numeral is one of Ⅰ to Ⅻ: Ⅲ类水 is a class."""
    return "\u2160" <= surface[:1] <= "\u216b"


def evidence(pattern: re.Pattern[str], shadow: str, start: int, end: int) -> bool:
    """Whether a word of the pattern stands in the same clause, up to 24 characters before or 8 after."""
    left = shadow[max(0, start - 24) : start]
    for mark in "。;\n":
        left = left[left.rfind(mark) + 1 :]
    right = shadow[end : end + 8]
    for mark in ",。;\n":
        right = right.split(mark, 1)[0]
    return bool(pattern.search(left) or pattern.search(right))


def is_code(shadow: str, start: int, end: int) -> bool:
    """Whether a number is part of a longer code, ordinal, ratio or name by what touches it."""
    before = shadow[start - 1] if start else ""
    after = shadow[end : end + 1]
    if before.isascii() and before.isalpha():
        return True
    if before in _DIGITS_JOINED and start > 1 and (shadow[start - 2].isascii() and shadow[start - 2].isalnum()):
        return True
    if before in "-—~" and start > 1 and shadow[start - 2].isascii() and shadow[start - 2].isalnum():
        return True
    if before == "-" and start > 1 and shadow[start - 2] == "-":
        return False
    if before == "-" and start > 1 and is_han(shadow[start - 2]) and shadow[start - 2] not in SIGNED_AFTER:
        return True  # 歼-10
    surface = shadow[start:end]
    if len(surface) > 1 and surface[0] == "0" and surface[1].isdigit():
        return True  # 01组
    if surface.isascii() and NAMED_NUMBER.search(shadow, max(0, start - 3), start):
        return True
    if len(surface) == 1 and before in ("新", "老", "小") and not surface.isascii():
        return shadow[start - 2 : start - 1] not in ("最", "创", "全", "大")  # 新三样, 老两口, 小三通
    return bool(
        after in (":", "∶", "·", "_", "@", "-")
        and shadow[end + 1 : end + 2].isascii()
        and shadow[end + 1 : end + 2].isalnum()
    )


@cache
def idioms() -> tuple[Mapping[str, tuple[int, ...]], frozenset[str]]:
    """(lengths to try for each first character, longest first; the words) of idioms.toml."""
    document = tomllib.loads(files("newsextract.quantities").joinpath("idioms.toml").read_text(encoding="utf-8"))
    words = frozenset(document["phrases"]) | frozenset(document["names"])
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}, words


def idiom_end(shadow: str, start: int) -> int:
    """Where the idiom or name that begins at a numeral ends, else start."""
    lengths, words = idioms()
    for length in lengths.get(shadow[start], ()):
        if shadow[start : start + length] in words:
            return start + length
    return start


def sense(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """The unit in its meaning here, or None where the number does not count it. `end`: after the unit.

    whole: the value is an integer.
    """
    rule = _RULES.get(unit.surface)
    if rule:
        return rule(unit, surface, shadow, start, end, whole)
    return unit


def _score(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """分: of land before 地 or 田, points where the clause speaks of a game or an examination, else cents of a yuan."""
    if shadow[start - 1 : start] == "点":
        return None  # 15点30分
    if LAND.match(shadow, end):
        return FEN_OF_LAND.of(unit)
    if evidence(SCORE_EVIDENCE, shadow, start, end):
        return unit
    return CENT.of(unit) if whole else unit


def _piece(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """块: a yuan where nothing follows that it could be a piece of."""
    following = shadow[end : end + 1]
    if not is_han(following) or following in "多钱以左上到至" or COINS.match(shadow, end):
        return YUAN.of(unit)
    return unit


def _discount(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """折: tenths, but 75折 and 五五折 are hundredths."""
    digits = surface.replace("-", "")
    return HUNDREDTH.of(unit) if whole and len(digits) == 2 and "十" not in digits and digits != "10" else unit


def _degree(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    if shadow.startswith("电", end) or evidence(POWER_EVIDENCE, shadow, start, end):
        return KILOWATT_HOUR.of(unit)
    if evidence(ANGLE_EVIDENCE, shadow, start, end):
        return unit
    if len(surface) == 1 and not surface.isascii() and not evidence(HEAT_EVIDENCE, shadow, start, end):
        if surface in ("两", "三", "四", "五", "六") and is_han(shadow[end : end + 1]):
            return TIMES.of(unit)  # 两度做客: how often
        return None
    return CELSIUS.of(unit)


def _grade(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """级: a magnitude (6.1级地震, 8级大风), never a rank (三级医院)."""
    if surface[-1:] in ("百", "千", "万", "亿"):
        return None  # 千亿级: a size, the number is bare
    if not whole or evidence(QUAKE_EVIDENCE, shadow, start, end):
        return unit
    return None


def _point(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """点: of an index, never a clock time or a listed point (五点意见)."""
    if whole and OPINIONS.match(shadow, end):
        return POINT.of(unit)
    if not whole or (surface[-1:].isascii() and evidence(INDEX_EVIDENCE, shadow, start, end)):
        return unit
    return None


def _great(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """大: 六大体系, 8大产业; not 十九大 (the congress) nor 一大."""
    following = shadow[end : end + 1]
    if not is_han(following) or following in "的了于小到过是和与及胆":
        return None
    if not whole or len(surface) > 2 or surface[:1] in "一几数百千万" or surface[:2] in CONGRESSES:
        return None
    return unit


def _weight(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """公斤: 64公斤级 is a class of a sport."""
    return None if shadow.startswith("级", end) else unit


def _line(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """线: 省道217线 and 西气东输三线 are names."""
    if shadow[start - 1 : start] in ("道", "路") or not (surface.isascii() or surface == "两"):
        return None
    return _stage(unit, surface, shadow, start, end, whole)


def _times(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    return unit if "翻" in shadow[max(0, start - 4) : start] else None


def _stage(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    if STAGE_NOUNS.match(shadow, end) and surface != "两":
        return None
    if (
        unit.surface == "期"
        and not surface.isascii()
        and surface not in ("两", "几")
        and not IN_STAGES.search(shadow, max(0, start - 4), start)
    ):
        return None
    return unit


def _admin(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """村, 县, 市 …: counted in integers; 乡七村 and 七国集团 are names, 三国外长 are those that were named."""
    if not whole or (shadow[start - 1 : start] in ADMIN and not surface.isascii()):
        return None
    if unit.surface == "国" and (shadow.startswith("集团", end) or (len(surface) == 1 and not surface.isascii())):
        return unit if shadow[start - 1 : start] in ("等", "自", "及", "的") else None
    return unit


def _session(unit: Unit, surface: str, shadow: str, start: int, end: int, whole: bool) -> Unit | None:
    """次: not the number of a session: 十一届全国人大四次会议, 中央纪委二次全会."""
    if SESSION.match(shadow, end) and not surface.isascii() and shadow[start - 1 : start] in BODIES:
        return None
    return unit


_RULES: dict[str, Callable[[Unit, str, str, int, int, bool], Unit | None]] = {
    "分": _score,
    "块": _piece,
    "度": _degree,
    "级": _grade,
    "点": _point,
    "折": _discount,
    "大": _great,
    "番": _times,
    "次": _session,
    "期": _stage,
    "类": _stage,
    "线": _line,
    "公斤": _weight,
    **dict.fromkeys("村县市区乡镇省国校店院", _admin),
}
