"""Which numbers count nothing, and which of its meanings an ambiguous unit has in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.quantities.exclusions import is_han
from newsextract.quantities.units import Unit

DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    str(value): str(value) for value in range(10)
}
ONE_NEVER = frozenset("方石角级码斗点分毛寸顷折度面丝钧担里升瓦")
"""一 before these is part of a word or an article: 一方, 一角, 一级, 一点."""
_FEW = "[0-9一二两三四五六七八九十]"
GAMES = re.compile(rf"{_FEW}{{1,3}}[胜平负](?!方|衡|均|米)"), re.compile(rf"{_FEW}[战胜平]$")
SHOTS = re.compile(rf"{_FEW}{{1,3}}中"), re.compile(rf"{_FEW}投$")
"""What follows and what precedes a part of a record: 3胜|1负, 13投|8中."""
BEFORE_VILLAGES = "的了等共有全及和与在为是从由对这那约近含跨帮连中里内达到"
STAGE_NOUNS = re.compile(
    r"工程|项目|建设|改造|地块|厂房|试验|临床|用地|开发|规划|机组|船闸|电站|医院|产业|市场|城市|学校|公路|文物|保护"
    r"|响应|应急|预警|标准|文件|运动员|教授|技师|演员|甲等|残|烧伤|伤残|火箭"
)
"""Nouns before which 期, 级 and the like name a stage or a grade: 二期工程, 三级医院."""
IN_STAGES = re.compile(r"分成?|共|办了?|出了?|连续|为|成")
SCORE_EVIDENCE = re.compile(r"[得扣积比评满总罚抢砍拿胜负领先落后投篮赛局球考试贡献加减打卷绩板助攻]")
QUAKE_EVIDENCE = re.compile(r"震|烈度|风|浪|海况|阵风|台风|里氏|狂|飓")
INDEX_EVIDENCE = re.compile(r"指数|指|报|收|跌|涨|点位|道琼|恒生|沪|深|纳斯达克|标普|开盘|盘中|大盘|关口")
HUNDREDS = re.compile(r"[0-9]{3}$")
"""No clock says 3400点."""
CLOCK = re.compile(r"整(?!数)|(?<=[^0-9][0-9]点)[一二三四五六七八九十零]|(?<=[^0-9][0-9]{2}点)[一二三四五六七八九十零]")
ANGLE_EVIDENCE = re.compile(r"东经|西经|北纬|南纬|角|旋转|倾斜|坡|转弯|转体|俯|仰|方位|近视|散光")
HEAT_EVIDENCE = re.compile(r"温|热|冷|冻|烧|摄氏|华氏|零下|零上|暖|烫")
POWER_EVIDENCE = re.compile(r"电|能耗|用能")
LAND = re.compile(r"[旱水山坡薄自良]?留?[地田]")
CONGRESSES = frozenset({"十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"})
OPINIONS = re.compile(
    r"(?:具体|主要|重要)?(?:建议|意见|要求|主张|希望|看法|启示|共识|经验|倡议|原则|思考|体会|措施|内容|指示|声明|理由|原因|提议|期待)"
)
SESSION = re.compile(r"全?体?会议?|全会|常委会")
BODIES = frozenset("大协会委届府院")
COINS = re.compile(r"[零0-9一二三四五六七八九两]+(?:[毛角分]|(?![\u4e00-\u9fff])|到|至)")


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
PARTY = Sense("count", "{方}", Fraction(1))
POINT = Sense("count", "{点}", Fraction(1))


class Place(NamedTuple):
    """Where a unit stands: the numeral's surface and start, the end of the unit, whether the value is an integer."""

    shadow: str
    surface: str
    start: int
    end: int
    whole: bool

    @property
    def before(self) -> str:
        """The character before the number, or nothing."""
        return self.shadow[self.start - 1 : self.start]

    @property
    def after(self) -> str:
        """The character after the unit, or nothing."""
        return self.shadow[self.end : self.end + 1]

    @property
    def arabic(self) -> bool:
        return self.surface.isascii()

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a word of the pattern stands in the same clause, up to 24 characters before or 8 after."""
        left = self.shadow[max(0, self.start - 24) : self.start]
        for mark in "。;\n":
            left = left[left.rfind(mark) + 1 :]
        right = self.shadow[self.end : self.end + 8]
        for mark in ",。;\n":
            right = right.split(mark, 1)[0]
        return bool(pattern.search(left) or pattern.search(right))


def sense(unit: Unit, place: Place) -> Unit | None:
    """The unit in its meaning here, or None where the number does not count it."""
    rule = _RULES.get(unit.surface)
    return rule(unit, place) if rule else unit


def is_ambiguous(unit: Unit) -> bool:
    """Whether what stands around a unit decides its meaning."""
    return unit.surface in _RULES


def _score(unit: Unit, place: Place) -> Unit | None:
    """分: of land before 地 or 田, points where the clause speaks of a game or an examination, else cents of a yuan."""
    if place.before == "点":
        return None  # 15点30分
    if LAND.match(place.shadow, place.end):
        return FEN_OF_LAND.of(unit)
    if place.says(SCORE_EVIDENCE):
        return unit
    return CENT.of(unit) if place.whole else unit


def _piece(unit: Unit, place: Place) -> Unit | None:
    """块: a yuan where nothing follows that it could be a piece of."""
    if place.surface == "一" and place.after.isdigit():  # 一块|4英寸的屏
        return None
    if not is_han(place.after) or place.after in "多钱以左上到至" or COINS.match(place.shadow, place.end):
        return YUAN.of(unit)
    return unit


def _discount(unit: Unit, place: Place) -> Unit | None:
    """折: tenths, but 75折 and 五五折 are hundredths."""
    digits = place.surface.replace("-", "")
    return HUNDREDTH.of(unit) if place.whole and len(digits) == 2 and "十" not in digits and digits != "10" else unit


def _degree(unit: Unit, place: Place) -> Unit | None:
    if place.shadow.startswith("电", place.end) or place.says(POWER_EVIDENCE):
        return KILOWATT_HOUR.of(unit)
    if place.says(ANGLE_EVIDENCE):
        return unit
    if len(place.surface) == 1 and not place.arabic and not place.says(HEAT_EVIDENCE):
        if place.surface in ("两", "三", "四", "五", "六") and is_han(place.after):
            return TIMES.of(unit)  # 两度做客: how often
        return None
    return CELSIUS.of(unit)


def _grade(unit: Unit, place: Place) -> Unit | None:
    """级: a magnitude (6.1级地震, 8级大风), never a rank (三级医院)."""
    if place.surface[-1:] in ("百", "千", "万", "亿"):
        return None  # 千亿级: a size, the number is bare
    if not place.whole or (place.before in "升跳" and place.before) or place.says(QUAKE_EVIDENCE):
        return unit
    return None


def _point(unit: Unit, place: Place) -> Unit | None:
    """点: of an index, never a clock time or a listed point (五点意见)."""
    if place.whole and OPINIONS.match(place.shadow, place.end):
        return POINT.of(unit)
    if CLOCK.match(place.shadow, place.end):
        return None
    if place.before in "有下这分共" and place.before and not is_han(place.after) and len(place.surface) <= 2:
        return POINT.of(unit) if place.whole else unit  # 原因有两点：
    digits = place.surface.rstrip("多余")
    if not place.whole or (digits[-1:].isascii() and (HUNDREDS.search(digits) or place.says(INDEX_EVIDENCE))):
        return unit
    return None


def _great(unit: Unit, place: Place) -> Unit | None:
    """大: 六大体系, 8大产业; not 十九大 (the congress) nor 一大."""
    if not is_han(place.after) or place.after in "的了于小到过是和与及胆":
        return None
    if (
        not place.whole
        or len(place.surface) > 2
        or place.surface[:1] in "一几数百千万"
        or place.surface[:2] in CONGRESSES
    ):
        return None
    return unit


def _weight(unit: Unit, place: Place) -> Unit | None:
    """公斤: 64公斤级 is a class of a sport."""
    return None if place.shadow.startswith("级", place.end) else unit


def _line(unit: Unit, place: Place) -> Unit | None:
    """线: 省道217线 and 西气东输三线 are names."""
    if place.before in ("道", "路") or not (place.arabic or place.surface == "两"):
        return None
    return _stage(unit, place)


def _times(unit: Unit, place: Place) -> Unit | None:
    return unit if "翻" in place.shadow[max(0, place.start - 4) : place.start] else None


def _section(unit: Unit, place: Place) -> Unit | None:
    """段, 组: not of an address: 八德路|四段, 大井村|1组."""
    return None if place.before in ADDRESSES[unit.surface] and place.before else unit


ADDRESSES = {"段": "路街道线", "组": "村屯庄社寨坝"}


def _stage(unit: Unit, place: Place) -> Unit | None:
    if STAGE_NOUNS.match(place.shadow, place.end) and place.surface != "两":
        return None
    if (
        unit.surface == "期"
        and not place.arabic
        and place.surface not in ("两", "几")
        and not IN_STAGES.search(place.shadow, max(0, place.start - 4), place.start)
    ):
        return None
    return unit


def _admin(unit: Unit, place: Place) -> Unit | None:
    """村, 县, 市 …: counted in integers; 河西三村, 七国集团, 东北三省 and 三国 (an age) are names."""
    if not place.whole:
        return None
    if unit.surface == "村" and not place.arabic and is_han(place.before) and place.before not in BEFORE_VILLAGES:
        return None
    if unit.surface == "国" and not place.arabic:
        if NO_STATES.match(place.shadow, place.end):
            return unit if place.before in ("等", "自", "及", "的") else None
        if place.surface == "三" and not (is_han(place.before) and place.before not in "看读说听玩演品评在到"):
            return unit if STATES_DO.match(place.shadow, place.end) else None
    if unit.surface == "省" and place.surface == "三" and place.shadow.startswith("东北", place.start - 2):
        return None
    return unit


NO_STATES = re.compile(r"集团|演|志|杀|时[期代]|鼎|人物|题材|史|岛|[的]?故事|无双|争霸|游戏|之争|归晋")
"""Behind the states that a name or an age is called after: 二十国集团, 三国演义, 四国岛."""
STATES_DO = re.compile(r"元首|领导|外长|总统|总理|首脑|政府|人民|企业|关系|间|毗邻|交界|边[境界]|共同|将|经贸|合作")
"""What three states have or do, at the head of a clause: 三国元首."""


ALL_OF_THEM = re.compile(r"都(?=[是有在为会要能没不被已很来用属将可])")


def _tenths(unit: Unit, place: Place) -> Unit | None:
    """成: 八成|都是, but 九|成都."""
    return unit if place.after != "都" or ALL_OF_THEM.match(place.shadow, place.end) else None


def _turns(unit: Unit, place: Place) -> Unit | None:
    """转: of an engine, by the hundred."""
    return unit if place.arabic and len(place.surface) >= 3 else None


GEARS = re.compile(r" ?(?:手动|自动|手自|变速|双离合|湿式|干式|CVT|DCT|AT|MT|AMT|DSG|[Tt]ip)")


def _gears(unit: Unit, place: Place) -> Unit | None:
    """6速|手动变速器."""
    return unit if GEARS.match(place.shadow, place.end) else None


def _record(unit: Unit, place: Place) -> Unit | None:
    """胜, 平, 负, 投, 中: of a team's or a player's record, where another such number touches: 3胜1负, 13投8中."""
    if unit.surface == "平" and place.surface == "四":
        return None  # 四战四平: the city
    following, before = SHOTS if unit.surface in "投中" else GAMES
    if following.match(place.shadow, place.end):
        return unit
    return unit if before.search(place.shadow, max(0, place.start - 2), place.start) else None


def _casualties(unit: Unit, place: Place) -> Unit | None:
    """死, 伤: of the tally of a disaster, 3死5伤, 致8死."""
    if CASUALTIES.match(place.shadow, place.end) or CASUALTIES_BEFORE.search(
        place.shadow, max(0, place.start - 4), place.start
    ):
        return unit
    return None


CASUALTIES = re.compile(r"[、 ]?(?:[0-9]+|[一二三四五六七八九十百几数多]+)[多余]?人?[死伤重轻失]")
CASUALTIES_BEFORE = re.compile(r"(?:致|造成|酿成?|酿|死|伤|死、|至少)$")


def _session(unit: Unit, place: Place) -> Unit | None:
    """次: not the number of a session: 十一届全国人大四次会议, 中央纪委二次全会."""
    if SESSION.match(place.shadow, place.end) and not place.arabic and place.before in BODIES:
        return None
    return unit


CREW = re.compile(r" ?[、,]? ?(?:[0-9]+|[一二两三四五六七八九十百]+)[余多]? ?(?:人|名)")


def _vehicles(unit: Unit, place: Place) -> Unit | None:
    """车: of a rescue, with its people: 10车66人."""
    return unit if place.whole and CREW.match(place.shadow, place.end) else None


OCCASIONS = re.compile(
    r"(?:连续|先后|已经?|累计|一共|(?<!中)共|历经|经过|[办历][了过]|连任|蝉联|担任[了过]?|过去|前|近)(?:成功)?(?:举办|承办|主办|举行)?[了过]?$"
)
HELD_ONCE = re.compile(r"(?:举办|承办|主办|协办)[了过]?$")
OCCASIONS_BEFORE = re.compile(r"(?<![第0-9一二三四五六七八九十])[0-9两三四五六七八九]届[\u4e00-\u9fff]{2,14}[、和]$")


def _occasions(unit: Unit, place: Place) -> Unit | None:
    """届: 举办4届博览会, 连续三届; 十四届全运会 is the fourteenth."""
    if not place.whole or len(place.surface) > 2:
        return None
    if place.surface in ("两", "几") or OCCASIONS.search(place.shadow, max(0, place.start - 8), place.start):
        return unit
    if len(place.surface) > 1:
        return None
    held = HELD_ONCE.search(place.shadow, max(0, place.start - 3), place.start)
    return unit if held or OCCASIONS_BEFORE.search(place.shadow, max(0, place.start - 18), place.start) else None


EARTH = re.compile("[土石沙砂木水料混]")
FIRM = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:公司|集团|股份|科技|化工|药业|机械|控股)")


def _cubic(unit: Unit, place: Place) -> Unit | None:
    """方: of earth and water; 三方表示 are three parties, 三方公司 is a name."""
    if len(place.surface) > 1 or place.arabic or EARTH.match(place.after):
        return unit
    return None if FIRM.match(place.shadow, place.end) else PARTY.of(unit)


INSTITUTES = re.compile(r"(?:[州洲阳京津沪连海安都汉肥锡峰岛沙庆]|中航|中船|工业|电科|航天|兵器|集团)$")
SCHOOLS = re.compile(r"[\u4e00-\u9fff]{0,5}[校学院园]")


def _institute(unit: Unit, place: Place) -> Unit | None:
    """所: 株洲608所 is an institute."""
    numbered = place.arabic and len(place.surface) == 3 and not SCHOOLS.match(place.shadow, place.end)
    return None if numbered and INSTITUTES.search(place.shadow, max(0, place.start - 2), place.start) else unit


def _miles(unit: Unit, place: Place) -> Unit | None:
    """里: 华商二三里 is a news site."""
    return None if place.shadow.startswith("华商", place.start - 2) else unit


DATA = re.compile(r"[网宽流带内速户传载存盘]")


def _letters(unit: Unit, place: Place) -> Unit | None:
    """M, K: of data, where the clause speaks of it: 512K用户提速为1M; not 3M公司, 4K电视."""
    if place.surface == "3" and place.after == "公":
        return None
    return unit if place.arabic and place.says(DATA) and (unit.surface == "M" or len(place.surface) >= 3) else None


_RULES: dict[str, Callable[[Unit, Place], Unit | None]] = {
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
    **dict.fromkeys(ADDRESSES, _section),
    **dict.fromkeys("速挡", _gears),
    "转": _turns,
    "成": _tenths,
    "公斤": _weight,
    **dict.fromkeys(("死", "伤", "重伤", "轻伤"), _casualties),
    "车": _vehicles,
    "届": _occasions,
    "方": _cubic,
    "所": _institute,
    "里": _miles,
    "M": _letters,
    "K": _letters,
    **dict.fromkeys("胜平负投中", _record),
    **dict.fromkeys("村县市区乡镇省国校店院", _admin),
}
