"""Numbers that no date dates: lasting properties, conditions, and what a change starts from at a time of its own."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.facts.chunk import Span, Tokens
from newsextract.facts.kinds import kind_of
from newsextract.facts.words import words
from newsextract.records import Quantity

THRESHOLDS = frozenset(("以上", "以下", "以内", "及以上", "及以下"))
PASSING = frozenset(("超过", "超", "过", "高于", "低于", "不足", "不到", "大于", "小于"))
REACHING = PASSING | {"突破", "不大于", "不小于"}
"""The same, and what only does so before 的 and a noun."""
CONDITION = re.compile("uQ|n+Q")
"""After a number that one of PASSING makes a condition: what meets it and is counted."""
SITES = frozenset(("距", "距离", "相距", "海拔", "北纬", "南纬", "东经", "西经"))
LENGTHS = frozenset(
    ["长", "宽", "深", "厚", "长度", "宽度", "厚度", "跨度", "全长", "总长", "桥长", "全程", "时速",
     "直径", "埋深", "射程", "航程", "轴距", "重量"]
)  # fmt: skip
MEASURED = ("收入", "人口", "产值")
LEVELS = frozenset(
    (
        "水平",
        "规模",
        "目标",
        "增长",
        "增幅",
        "增速",
        "速度",
        "成绩",
        "数量",
        "总额",
        "高位",
        "价格",
        "基础",
        "大关",
        "关口",
        "时候",
        "产量",
        "佳绩",
    )
)
"""Nouns after 的 for what has been reached: 超过5亿元的 | 规模."""
DIMENSIONS = frozenset("高长宽深厚")
NEAR = 5
"""Words before a number in which one of SITES makes it a property of the place."""
ORIGINS = frozenset(("由", "从"))
"""Before what a change starts from."""


RATINGS = frozenset(("data", "voltage", "frequency", "charge", "resistance", "current"))
"""Dimensions in which a product is rated: 128GB | 版本, 35千伏 | 变电站."""


GEARS = frozenset("缸速挡档")
"""Units in which an engine or a gearbox is rated: 四缸 | 发动机, 6挡 | 变速箱."""
SCREENS = frozenset(("英寸", "寸", "吋"))
"""And those of screens: 5英寸 | 大屏幕."""
NODES = frozenset(("纳米", "奈米", "nm"))
"""And those of chips: 14纳米 | 制程."""
ENGINES = ("发动机", "引擎")
ENGINE = 5
"""Words after a number in which its engine is named."""


REQUIRING = frozenset(("有", "至少"))
"""What is said of each, where it is a rule."""
SPANS = ("年龄", "寿命")
"""Ends of words for what is measured in years of age: 平均年龄 | 27岁."""
CIRCLE = 8
"""Words from a number to 之一."""


PLANNED = frozenset(
    ["将", "将会", "拟", "计划", "承诺", "建议", "必须", "应", "应当", "须", "不得", "不能", "可能",
     "如果", "若", "假如", "倘若", "一旦", "要是"]
)  # fmt: skip
"""Words of plans, rules and conditions: what they tell of is not yet so."""
TAKEN = re.compile('[dx]*(?:[nMsrbqmQ"]|[vg]M)')
"""What follows 将 where it is 把: 将 | 税率提高到5%."""
CIRCLE_UNIT = "大"
"""The counter of standing circles: 四大 | 指数."""


def is_planned(tokens: Tokens, at: int, span: Span) -> bool:
    """将认购 | 5%, 拟发行 | 2亿股, 若仅有 | 50厘米: a plan or condition, which a time that has passed cannot date."""
    first = max(tokens.classes.rfind(",", span[0], at), span[0] - 1) + 1
    return any(
        word in PLANNED and (word != "将" or TAKEN.match(tokens.classes, first + place + 1) is None)
        for place, word in enumerate(tokens.words[first:at])
    )


def is_rating(tokens: Tokens, at: int, quantity: Quantity) -> bool:
    """128GB | 版本: what a product is made with; not a level that something reached (流量达到 | 50EB)."""
    if quantity.unit in GEARS or quantity.unit in SCREENS or quantity.unit in NODES:
        return True
    if quantity.dimension in ("power", "torque") and tokens.classes[at + 1] == "u":
        return True  # 301马力的 | 发动机
    if quantity.dimension == "volume" and _is_displacement(tokens, at, quantity):
        return True
    reached = tokens.classes[at - 1] in "ToM" or tokens.words[at - 1] in words().reached
    return quantity.dimension in RATINGS and not reached


def _is_displacement(tokens: Tokens, at: int, quantity: Quantity) -> bool:
    """2.0升 | 四缸发动机, 2.4L | 车型: in litres, of an engine or of what has one."""
    end = at + 1
    while end < at + ENGINE and tokens.classes[end] in "nbagvMQ":
        end += 1
    engine = any(word.endswith(ENGINES) for word in tokens.words[at + 1 : end])
    return engine or (quantity.unit == "L" and tokens.classes[at + 1] in "nb" and tokens.classes[at - 1] not in "vVCT")


def is_circle(tokens: Tokens, at: int, span: Span) -> bool:
    """是四大 | 名园 | 之一: a standing circle to which something belongs."""
    last = at + 1
    while last < min(span[1], at + CIRCLE) and tokens.classes[last] in "nMsbagvu":
        last += 1
    return last > at + 1 and tokens.words[last] == "之一"


def is_age(tokens: Tokens, at: int, span: Span, quantity: Quantity) -> bool:
    """32岁的 | 某人, 3—6岁 | 儿童: whose age is told, while an average age (预期寿命79岁) is measured."""
    if kind_of(quantity) != "ages":
        return False
    first = max(tokens.classes.rfind(",", span[0], at), span[0] - 1) + 1
    measured = any(word.endswith(SPANS) for word in tokens.words[first:at])
    return not measured and not set(tokens.classes[first:at]) & set("MTCo")


def is_rule(tokens: Tokens, at: int, span: Span) -> bool:
    """每个乡镇有 | 1所 | 卫生院, 每月至少举办 | 两场: how much there shall be of each, whatever the time."""
    first = max(tokens.classes.rfind(",", span[0], at), span[0] - 1) + 1
    if REQUIRING.isdisjoint(tokens.words[first:at]):
        return False
    end = tokens.classes.find(",", at, span[1])
    return any(word[0] == "每" for word in tokens.words[first : end if end >= 0 else span[1]])


def is_lasting(tokens: Tokens, at: int, span: Span) -> bool:
    """距县城 | 46公里, 海拔 | 1100多米: a lasting property of a place, which no date dates."""
    first = max(tokens.classes.rfind(",", span[0], at), span[0] - 1, at - NEAR - 1) + 1
    if _is_early(tokens, at, first):
        return True
    if tokens.words[at + 1] == "级":
        return True  # 10万吨 | 级 | 码头
    if tokens.words[at + 1] in DIMENSIONS and tokens.classes[at + 2 : at + 3] != "Q":
        return True  # 约6米 | 高
    words = tokens.words[first:at]
    sited = not SITES.isdisjoint(words) or any(word.endswith("海拔") for word in words)
    return sited or _is_length(tokens, at, first)


def _is_early(tokens: Tokens, at: int, first: int) -> bool:
    """由建厂前的 | 8吨 | 增加到…: what a change starts from, at a time that no date names."""
    if "u" not in tokens.classes[first:at]:
        return False
    origin = at - 1
    while origin >= first and tokens.words[origin] not in ORIGINS:
        origin -= 1
    own = tokens.classes[origin + 1 : at]
    return origin >= first and "u" in own and not set(own) & set("DTjQ")


def _is_length(tokens: Tokens, at: int, first: int) -> bool:
    """全长 | 44公里, 设计时速 | 350公里: what a thing measures for good."""
    edge = at
    while edge > first and tokens.classes[edge - 1] in "dl_C":
        edge -= 1
    word = tokens.words[edge - 1] if edge > first else ""
    return word in LENGTHS or word[-2:] in LENGTHS


def is_threshold(tokens: Tokens, at: int, span: Span) -> bool:
    """亿元以上|项目, 人口超过1万的 | 52个 | 县, 过亿元 | 企业 | 10家: a condition, not a measurement of a time."""
    classes = tokens.classes
    if at == span[0] or at + 2 >= span[1] or classes[at - 1] in ",D":
        return False  # 85%以上的 | 企业
    if _is_bound(tokens, at, span):
        return True
    if tokens.words[at - 1] in PASSING:
        return CONDITION.match(classes, at + 1, span[1]) is not None
    if tokens.words[at + 1] not in THRESHOLDS:
        return False
    noun = at + 2 + (classes[at + 2] == "u")
    return noun < span[1] and classes[noun] in "nbagM" and classes[at - 1 : at] not in ("T", "C", "o")


def _is_bound(tokens: Tokens, at: int, span: Span) -> bool:
    """经济总量超 | 千亿元 | 的县域, 预算在 | 20万元 | 以下的项目, 在 | 35℃ | 以上高温天气: which ones are meant."""
    classes, words = tokens.classes, tokens.words
    if words[at - 1] == "在" and words[at + 1] in THRESHOLDS:
        particle = at + 2
        if words[particle + (classes[particle] == "u")] in LEVELS:
            return False
        led = at - 2 < span[0] or classes[at - 2] in ",nM"
        return led and (classes[particle] in "nba" or classes[particle : particle + 2] in ("un", "ub", "ua"))
    if (
        words[at - 1] not in REACHING
        or classes[at + 1] != "u"
        or classes[at + 2] not in "nba"
        or words[at + 2] in LEVELS
    ):
        return False
    left = at - 2
    while left > span[0] and classes[left] in "di":
        left -= 1
    return classes[left] == "M" or words[left].endswith(MEASURED)
