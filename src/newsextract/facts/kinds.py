"""What kind of thing a quantity counts or measures, by its unit, and the words beside it that tell what it is."""

from __future__ import annotations

from newsextract.facts.words import is_ratio, unit_kind
from newsextract.records import Quantity

HAPPENINGS = frozenset("起宗件例场轮")
"""Classifiers of what happens."""
ACTS = frozenset(("项", "次", "场", "轮", "期", "番", "起"))
"""Units of what is done: 9项 | 专题调研."""
THINGS = frozenset("台件例种套辆艘架块张份款部枚枝支条座幅")
"""Classifiers of what does nothing itself."""
PERSONS = frozenset(("名", "位", ""))
"""Classifiers of people; none, too, mostly counts people: 30万 | 市民."""
PEOPLE = frozenset(("人", "名", "位"))
"""Units of people."""

STEPS = frozenset(("等级", "位次", "名次", "档次", "层级", "级别", "台阶"))
"""What a rank rises by: 指数提升2个 | 等级."""
BEING = frozenset(("是", "为", "系", "均为"))
"""Verbs that tell who people are: 12人 | 是 | 学生."""
THRESHOLDS = frozenset(("大关", "关口", "台阶", "门槛"))
"""What a level is called that has been reached: 突破9000亿元 | 大关."""
RECIPIENTS = frozenset("向对给为把将由")
"""Prepositions before a number whose noun follows it: 向 | 300户 | 居民."""
ANAPHORS = frozenset(("二人", "两人", "三人", "四人", "五人"))
"""Those who have been named before."""
ATTRIBUTES = ("海拔", "面积", "长", "重", "高", "深", "宽", "期", "龄")
"""Ends of words for what a measure measures itself: 海拔 | 4500米的 | 高原."""
PACES = frozenset(("增幅", "涨幅", "降幅", "跌幅", "增速"))
"""Names of a change, which tell nothing without what changes."""
SIDES = "长宽高"
"""What three lengths in a row measure: 长宽高分别为."""
MARKS = frozenset(("整数", "重要", "心理"))
"""And what may stand before it: 失守3700点 | 整数 | 关口."""
TOTALS = frozenset(("总数", "总量"))
"""What sums up what has been counted just before."""


def kind_of(quantity: Quantity) -> str:
    """The kind of its unit; a count of things by a unit that words.toml does not name is a classifier's."""
    kind = unit_kind(quantity.unit)
    return "classifiers" if kind == "measures" and quantity.dimension == "count" else kind


def is_share(quantity: Quantity) -> bool:
    """93%, 三成, 三分之一, 1/3, 一半."""
    text = quantity.text
    return is_ratio(quantity.unit) or (
        not quantity.unit and ("分之" in text or "/" in text or text[-1] in "半数" or "一半" in text)
    )


def is_of_parties(quantity: Quantity) -> bool:
    """甲、乙 | 两县, 两国, 某地 | 5市: the count says who, and measures nothing of its own."""
    if len(quantity.text) != _TWO_CHARACTERS or kind_of(quantity) != "nouns":
        return False
    return not quantity.text[0].isdigit() or quantity.unit in _PLACES


_TWO_CHARACTERS = 2
_PLACES = frozenset("省市县区州旗乡镇村国地")
