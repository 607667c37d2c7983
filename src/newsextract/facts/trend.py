"""Trend (is the quantity the change, or the level it reached) and basis (against which time)."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract import lazyre as re
from newsextract.facts.chunk import THEN, Span, Tokens
from newsextract.facts.joints import UNHEARD, denominator, milestone
from newsextract.facts.phrases import is_paced
from newsextract.facts.words import direction, words
from newsextract.records import Basis, Date, Trend

CHANGE: dict[int, Trend] = {1: "INCREASE", -1: "DECREASE"}
LEVEL: dict[int, Trend] = {1: "TO_UP", -1: "TO_DOWN"}
NAMED: dict[str, Trend] = {
    "增长": "INCREASE", "增幅": "INCREASE", "涨幅": "INCREASE", "提升": "INCREASE", "上涨": "INCREASE",
    "增长速度": "INCREASE",
    "下降": "DECREASE", "降幅": "DECREASE", "跌幅": "DECREASE", "下跌": "DECREASE", "下滑": "DECREASE",
}  # fmt: skip
"""实现6%的 | 增长: the noun after 的 tells the direction."""

RATES = frozenset(("增幅", "涨幅", "降幅", "跌幅"))
"""Those that tell it where the number follows at once."""
MEANS = frozenset(("年均", "平均", "月均"))
LONGEST_NAMED = 5
"""Words from a number to such a noun."""

RISING = frozenset(("发展", "追", "成长"))
"""Verbs that are of growth where 到 follows: 由5家 | 发展到 | 30家."""
BETTER = "改善"
HARMS = ("浓度", "排放", "排放量")
"""Ends of words for what is better where there is less of it: PM2.5浓度 | 改善 | 16%."""
SAME_PERIOD = ("同期", "同比", "同月", "同季")
YEAR_WORDS = ("去年", "上年", "上一年", "前年", "一年前", "1年前")
MONTHS = re.compile(r"(\d{4})-(\d\d|[QH]\d)(?:/(\d{4})-(\d\d))?")
YEAR = 12
PARTS = {"Q": 3, "H": 6}
"""Months of a quarter and of half a year."""
MONTH_WORDS = ("上月", "上个月", "上一月", "上季", "上个季", "上一季", "上周", "上一周")


def trend(tokens: Tokens, at: int, first: int, noun: int | None) -> Trend | None:
    """The trend of the number at word `at` of a clause that starts at `first`; `noun`: its indicator's first word."""
    return _verb_before(tokens, at, first) or _noun_after(tokens, at) or _verb_before_noun(tokens, at, first, noun)


def _verb_before(tokens: Tokens, at: int, first: int) -> Trend | None:
    """增长 | 6.5%, 提高到 | 5160元, 达 | 60亿元, 比去年多 | 3亿元."""
    classes = tokens.classes
    edge, reached = milestone(tokens, at, first), False
    while edge > first:
        mark, word = classes[edge - 1], tokens.words[edge - 1]
        if mark == "T":
            grown = word in NAMED and tokens.words[edge] in ("为", "达")  # 增长仅为 | 0.8%
            grown = grown or (word in NAMED and tokens.words[edge : edge + 2] == ["仅", "为"])
            level = (reached and not grown) or word[-1] in "至到为"
            return (LEVEL if level else CHANGE)[direction(word) or 1]
        if mark == "M" and word in RATES and not reached and _is_own_rate(tokens, edge - 1, first):
            return NAMED[word]  # 本周涨幅 | 62%
        if mark in "WAC" and not (mark == "C" and word == "为"):
            return _of_level(tokens, edge, first)
        if mark == "Q" and reached:
            return _of_start(tokens, edge - 1, first)
        if mark in "oC":
            reached = True
        elif mark == "u" and (classes[edge - 2 : edge - 1] == "D" or tokens.words[edge - 2] in UNHEARD):
            edge -= 1  # 下降到 | 现在的 | 0.11%, 达到 | 空前的 | 14项
        elif mark == "D" and classes[edge - 2 : edge - 1] in ("o", "T", "("):
            pass  # 提高到 | 每月 | 815元, 保持增长( | 2011年 | 16.5%
        elif mark in "rs" and tokens.words[edge - 2][-1] in "至到" and classes[edge - 2] in "oT":
            pass  # 扩展至 | 全省 | 103个
        elif (per := denominator(tokens, edge, first)) < edge:
            edge = per + 1  # 提高到 | 每人 | 360元
        elif mark not in "dil_~(xXY" or word == "等":
            break  # 水平提升等 | 四个方向
        edge -= 1
    opened = reached and edge > first and classes[edge - 1] in "vVg"
    opened = (
        opened
        and tokens.words[edge] != "成"
        and (tokens.words[edge - 1][0] in "扩增" or tokens.words[edge - 1] in RISING)
    )
    better = not reached and tokens.words[edge - 1] == BETTER
    if better and any(word.endswith(HARMS) for word in tokens.words[first : edge - 1]):
        return "DECREASE"
    return "TO_UP" if opened else None


def _is_own_rate(tokens: Tokens, noun: int, first: int) -> bool:
    """涨幅 | 62%; not the rate that another is compared with (快于收入增幅 | 0.3个百分点), nor a mean."""
    return tokens.words[noun - 1] not in MEANS and tokens.classes.rfind("H", first, noun) < 0


def _of_level(tokens: Tokens, edge: int, first: int) -> Trend | None:
    """新增 | 5个, 比去年多 | 3亿元, 达 | 60亿元; 增长达 | 5% is the change all the same."""
    mark, word = tokens.classes[edge - 1], tokens.words[edge - 1]
    if mark == "W":
        return "INCREASE"
    inner = edge - 1
    while inner > first and tokens.classes[inner - 1] in "dlA":
        inner -= 1
    if mark == "C" and inner > first and tokens.classes[inner - 1] == "T":
        return CHANGE[direction(tokens.words[inner - 1]) or 1]
    if word == "达" and edge - 2 >= first and tokens.words[edge - 2] == "长":
        return None  # 长 | 达 | 6公里
    added = tokens.classes.rfind("W", first, edge)
    if word[0] == "超" and added >= 0 and "Q" not in tokens.classes[added:edge]:
        return "INCREASE"  # 新增就业 | 超 | 60万人
    sign = words().reached.get(word)
    if sign is not None:
        return LEVEL[sign]
    return _compared(tokens, edge - 1, first) if mark == "A" or word[0] == "超" else None


def _of_start(tokens: Tokens, quantity: int, first: int) -> Trend | None:
    """下调4%至 | 163亿元: the verb stands before the number before 至."""
    edge = quantity
    while edge > first and tokens.classes[edge - 1] in "dl_~x":
        edge -= 1
    if edge == first or tokens.classes[edge - 1] != "T":
        return None
    return LEVEL[direction(tokens.words[edge - 1]) or 1]


def _compared(tokens: Tokens, adjective: int, first: int) -> Trend | None:
    """比去年多3亿元 and 高了5% are changes; 比全国高2个百分点 is none."""
    classes = tokens.classes
    if classes.rfind("B", first, adjective) < 0:
        become = classes[adjective] == "A" and (tokens.words[adjective + 1] == "了" or classes[adjective - 1] == "Y")
        return CHANGE[direction(tokens.words[adjective]) or 1] if become else None
    edge = adjective
    while edge > first and classes[edge - 1] in "dilo":
        edge -= 1
    if classes[edge - 2 : edge] == "uQ":
        edge -= 2
    if edge == first or (classes[edge - 1] != "D" and tokens.words[edge - 1] not in THEN):
        return None
    return CHANGE[direction(tokens.words[adjective]) or 1]


def _noun_after(tokens: Tokens, at: int) -> Trend | None:
    """实现6%的 | 增长, 以6%的速度 | 增长."""
    if tokens.classes[at + 1 : at + 2] != "u" or at + 2 >= len(tokens.words):
        return None
    if is_paced(tokens, at) and tokens.classes[at + 3 : at + 4] == "T":
        return CHANGE[direction(tokens.words[at + 3]) or 1]
    noun = at + 2
    while tokens.classes[noun : noun + 1] in ("d", "a", "b"):
        noun += 1  # 实现8%的 | 高速 | 增长
    return NAMED.get(tokens.words[noun]) if noun - at < LONGEST_NAMED else None


def _verb_before_noun(tokens: Tokens, at: int, first: int, noun: int | None) -> Trend | None:
    """新增 | 经营主体 | 370万户, 减少 | 贫困人口 | 1386万人, 新增 | 血透、康复 | 5个专科."""
    listed = noun is None or noun >= at
    edge = at if noun is None or listed else noun
    while edge > first and tokens.classes[edge - 1] in ('nMsbagjx"' if listed else "lvVip"):
        edge -= 1
    while edge > first and tokens.classes[edge - 1] == "l":
        edge -= 1
    if not listed and edge - 1 > first and tokens.classes[edge - 1] == "Q":
        edge -= 1  # 新增 | 500千伏 | 线路 | 120公里
    if not listed and edge > first and tokens.classes[edge - 1] == "u":
        new = tokens.classes.rfind("W", first, edge)  # 新增 | 接受观察的 | 患者 | 70例
        return "INCREASE" if new >= 0 and not set(tokens.classes[new:edge]) & set("QDTC,") else None
    if edge == first or tokens.classes[edge - 1] not in ("W" if listed else "TW"):
        return None
    return CHANGE[direction(tokens.words[edge - 1]) or 1]


def basis(tokens: Tokens, at: int, span: Span, previous: int, dates: Sequence[Date], date: Date | None) -> Basis | None:
    """YOY or MOM, as the words between the number before (word `previous`) and this one say."""
    classes = tokens.classes
    first = max(previous + 1, span[0])
    if previous >= span[0]:
        # 比上年的26.1%回落: the number before may belong to the comparison itself.
        opening = classes.rfind("B", span[0], previous)
        if opening >= 0 and not set(classes[opening:previous]) & set(",TQ"):
            first = opening
    for word in range(at - 1, first - 1, -1):
        mark = classes[word]
        if mark == "Y":
            return words().basis[tokens.words[word]]
        if mark == "D" and (classes[word - 1 : word] in ("B", "E") or classes.find("E", word, at) >= 0):
            return _basis_of(dates[tokens.mentions[word]], date)
    return None


def _basis_of(compared: Date, date: Date | None) -> Basis | None:
    """Against a year or a month earlier: by words that point, else by the months or years that the two dates name."""
    if any(word in compared.text for word in SAME_PERIOD):
        return "YOY"
    if any(word in compared.text for word in MONTH_WORDS):
        return "MOM"
    then, now = _months(compared.value), _months(date.value) if date else None
    if then is not None and now is not None:
        if now[0] - then[1] == 1:
            return "MOM"
        return "YOY" if now[0] - then[0] == now[1] - then[1] == YEAR else None
    if any(word in compared.text for word in YEAR_WORDS):
        return "YOY"
    years = compared.value[:4], date.value[:4] if date else ""
    if date is None or not all(map(str.isdigit, years)):
        return None
    return "YOY" if int(years[1]) - int(years[0]) == 1 and compared.value[4:] == date.value[4:] else None


def _months(value: str) -> tuple[int, int] | None:
    """2020-03, 2020-Q1, 2020-01/2020-03 → its first and last month, counted from year 0; None for other dates."""
    named = MONTHS.fullmatch(value)
    if named is None:
        return None
    year, part, last = int(named[1]) * YEAR, named[2], named[3]
    if part[0].isdigit():
        first = year + int(part)
        return first, int(named[3]) * YEAR + int(named[4]) if last else first
    length = PARTS[part[0]]
    end = year + int(part[1]) * length
    return end - length + 1, end
