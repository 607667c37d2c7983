"""The part that a date plays in its clause: when a number was so, or a word of a name, a comparison, a report."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.facts.chunk import NAMED, Span, Tokens
from newsextract.facts.timeless import ORIGINS
from newsextract.facts.words import words
from newsextract.records import Date

TITLES = re.compile("(?:评|选|获|授|列|荣|誉)[评选为得予入称]?")
"""Verbs of awards, whose titles hold a year: 入选 | 2021年度 | 十大新闻."""

DATED = re.compile("u[nMbga]+[diA]*C")
"""从2月5日至8日 | 的收益率高达: what a period with 从 dates after all."""
RECORD = re.compile("(?:以)?来(?:的)?(?:同期|单[日周月季]|历史)?(?:最|新[高低]|首[次个度]|第[一二]次|次[高低])")
"""After a date since which something is a record: 2015年 | 以来最低点."""
DELIVERY = re.compile("(?:份)?(?:主力)?(?:(?:交割|交货|到期|行权)的|合约|期[货铜铝锌铅镍锡金银油煤指债棉糖胶铁])")
"""After a month that only tells one contract from another: 9月 | 合约, 8月 | 交割的原油期货."""
LEADING = frozenset(("要", "在", "于", "当地", "时间", "北京时间", "当地时间"))
"""What may stand before the date of a clause, besides adverbs and prepositions."""
TELLING = frozenset("vVKTCZABHdlg")
"""Classes of verbs and of what goes with them, which make a clause of the words before them."""

CAUSES = frozenset(("因", "因为", "由于", "受"))
"""Before a date that lies in a cause: 因 | 端午节 | 放假."""
AFFECTED = re.compile("[nMsbagv]+uQ")
"""After the date of a cause, what has come of it: 受 | 前一天 | 地震影响的 | 3个县."""
STARTED = frozenset(("起", "开始", "执行", "实施", "施行", "沿用", "起步", "至今", "以来"))
"""What alone may follow the date since which the clause before holds."""
SINCE = frozenset(("从", "自", "于", "由", "沿用"))
POINTERS = frozenset(("这", "该", "此", "这个", "这一", "上述"))
PROSPECTS = frozenset(("随着", "针对", "围绕", "面向", "迎接", "为了", "关于"))
"""Words before a date that lies in what is prepared or spoken of: 随着 | 年底 | 大限临近."""
TURNS = frozenset("当當")
"""First characters of a date that points at the one before it: 2月11日 | 除夕当天, 九月份 | 当月."""


def is_calendar(date: Date) -> bool:
    """A point or period of the calendar (or a vague one, 近年来), not a duration, a set or a bare clock time."""
    if date.rule == "date.event_year":  # in the name of an event: it dates no figure
        return False
    return date.timex == "DATE" or (date.timex == "TIME" and date.value[:4].isdigit())


def is_name(date: Date, shadow: str) -> bool:
    """9月 | 合约, 创 | 3月27日 | 以来最低点: a word of the name of what is traded, or of a record."""
    return DELIVERY.match(shadow, date.end) is not None or RECORD.match(shadow, date.end) is not None


def holds(period: Date, day: Date) -> bool:
    """今天是护士节，今年的主题是…: is the one a period within which the other lies?"""
    return len(day.value) > len(period.value) and day.value.startswith(period.value)


def years_between(earlier: Date, later: Date) -> int:
    """0 where one of the two is no year, month or day."""
    years = earlier.value[:4], later.value[:4]
    return int(years[1]) - int(years[0]) if years[0].isdigit() and years[1].isdigit() else 0


def clause_end(classes: str, at: int, span: Span) -> int:
    end = classes.find(",", at, span[1])
    return end if end >= 0 else span[1]


def is_local(tokens: Tokens, at: int, span: Span) -> bool:
    """比|2013年|的…: a date that only the words up to the next verb of change belong to."""
    classes = tokens.classes
    left = at
    while left > span[0] and classes[left - 1] in '"_':
        left -= 1
    before = classes[left - 1] if left > span[0] else ","
    if before in "BEY" or (before in "jp" and classes[at + 1 : at + 2] == "B"):
        return True  # 相对 | 5月第二周 | 上涨, 同比 | 去年6月 | 增长, 与 | 1996年 | 比
    attributive = classes[at + 1 : at + 2] == "u" and classes[at + 2 : at + 3] != "D"  # not 从1988年到2002年的 | 14年间
    if before == "p" and tokens.words[left - 1] in ("从", "自") and DATED.match(classes, at + 1):
        return False
    compared = before in "pj" and classes[at + 1 : at + 2] == "Y"  # 与去年 | 同比 | 增长
    if before == "p" and tokens.words[left - 1] in ORIGINS and classes[at + 1 : at + 2] in ("m", "Q"):
        compared = compared or "T" in classes[at : clause_end(classes, at, span)]  # 从2012年 | 第20位 | 升至
    return compared or (before in "opjH" and (attributive or classes.find("E", at, clause_end(classes, at, span)) >= 0))


def is_reported(tokens: Tokens, at: int, end: int) -> bool:
    """一季度数据4月13日 | 公布: the date of a report, which gives way to what is reported."""
    if tokens.classes[at - 2 : at] == "D(":
        return False  # 今天(3月5日): the plainer of the two
    after = at + 1
    while after < end and tokens.classes[after] in '_d")':
        after += 1
    return after < end and tokens.words[after] in words().report


def is_attribute(classes: str, at: int) -> bool:
    """是 | 2008年的 | 3倍, 是 | “十三五” | 开局之年: a date within what the subject is said to be."""
    left, right = at, at + 1
    while classes[left - 1] == '"':
        left -= 1
    while classes[right : right + 1] == '"':
        right += 1
    return classes[left - 1] in "CZ" and classes[right : right + 1] in ("u", "n", "g", "v", "s", "M", "b")


def is_object(tokens: Tokens, at: int, end: int) -> bool:
    """披露时间集中在 | 2月25日: a date that completes its clause's verb, with nothing measured in the clause."""
    left, right = at, at + 1
    while tokens.classes[right : right + 2] == "jD":
        right += 2
    if right < end:
        return False
    while tokens.classes[left - 2 : left] == "Dj":
        left -= 2
    return tokens.words[left - 1] in ("在", "于") and tokens.classes[left - 2 : left - 1] in ("v", "V", "g")


def is_of_title(tokens: Tokens, at: int) -> bool:
    """获评 | 2020年度 | 最美乡村: the year of an award, which tells nothing of what follows."""
    return tokens.classes[at - 1] in "vVK" and TITLES.fullmatch(tokens.words[at - 1]) is not None


def is_of_topic(tokens: Tokens, at: int, span: Span) -> bool:
    """随着 | 5家 | 开业，6月22日，…; 8万只 | 气球，将于明天运抵广场: a date that holds for the clause before its own.

    Either it stands alone between commas, behind a clause that a preposition opens, or all that the clause before holds
    is what its own tells of.
    """
    classes, edge = tokens.classes, at
    if classes[at - 1] + classes[at + 1] == ",,":  # 随着 | 5家 | 开业，6月22日，…, not 全长 | 5公里 |，2015年，…
        return classes[max(classes.rfind(",", span[0], at - 1), span[0] - 1) + 1] == "p"
    while edge > span[0] and (classes[edge - 1] in "dp_" or tokens.words[edge - 1] in LEADING):
        edge -= 1
    if _points_back(tokens, at, edge, span):
        return True
    comma = edge - 1
    if comma <= span[0] or classes[comma] != "," or tokens.words[comma] == ";":
        return False
    first = max(classes.rfind(",", span[0], comma), span[0] - 1) + 1
    number = classes.find("Q", first, comma)
    if number < 0 or classes[at + 1 :].lstrip("nf")[:1] == ",":
        return False  # 国庆期间，…
    led = max(classes.rfind("u", first, number) + 1, first)
    told = max(classes.rfind("u", number, comma) + 1, number)
    return set(classes[led:number] + classes[told:comma]).isdisjoint(TELLING)


def _points_back(tokens: Tokens, at: int, edge: int, span: Span) -> bool:
    """每月150元，| 这一标准自 | 2005年 | 起执行: is the date the start of what the clause before has told?"""
    classes, end = tokens.classes, clause_end(tokens.classes, at, span)
    if tokens.words[at - 1] == "沿用":
        return classes[at - 2] == ","  # 沿用 | 2005年 | 标准
    if (
        not STARTED.issuperset(tokens.words[at + 1 : end - (classes[end - 1] == ".")])
        or tokens.words[at - 1] not in SINCE
    ):
        return False
    while edge > span[0] and classes[edge - 1] in "nMmg":
        edge -= 1
    pointed = edge > span[0] and tokens.words[edge - 1] in POINTERS
    return pointed and classes[edge - 2 : edge - 1] == ","


def is_within_object(tokens: Tokens, at: int, end: int) -> bool:
    """延续 | 去年以来的势头, 对标 | 2026年 | 某地冬奥会: a date within what a verb is about."""
    classes = tokens.classes
    if classes[at - 1] not in "vVK":
        return False
    named = classes[at + 1] == '"' or tokens.words[at + 1] in NAMED  # 发布 | 2020年 | “最美职工”
    return (tokens.words[at + 1] == "以来" and "u" in classes[at:end]) or named


def is_relative(classes: str, at: int, end: int) -> bool:
    """2019年申请摘帽的贫困县: the date belongs to a noun phrase, which fills the rest of its clause."""
    particle = classes.rfind("u", at, end) if classes[at - 1] != "(" else -1
    return particle > at + 1 and "Q" not in classes[at:particle] and not classes[particle + 1 : end].strip("nMsbagmq")


def is_inner(tokens: Tokens, at: int, end: int, date: Date, own: Date | None, governing: Date | None) -> bool:
    """Is the date a word of a noun phrase, or does it point at what governs, whatever is measured in its clause?"""
    if governing and (is_attribute(tokens.classes, at) or tokens.words[at - 1] == "完成"):
        return True
    if tokens.classes[at - 1 : at + 3] == "CDuQ":
        return True  # 是 | 去年同期 | 的1.5倍
    if tokens.words[at - 1] in CAUSES and AFFECTED.match(tokens.classes, at + 1, end):
        return True  # 受 | 前一天 | 地震影响的 | 3个县
    if governing and tokens.classes[at - 1] == "D" and not TURNS.isdisjoint(date.text):
        return True
    if date.value == "PAST_REF" and tokens.classes[max(at - 1, 0)] == "o":
        return True  # 恢复到 | 近年 | 最好水平
    return own is not None and is_relative(tokens.classes, at, end)


def is_idle(tokens: Tokens, at: int, end: int, date: Date, own: Date | None, *, governed: bool, reported: bool) -> bool:
    """The same in a clause in which nothing is measured."""
    following = tokens.words[at + 1]
    first_time = date.text[-1] == "来" and following in ("首次", "首", "最")  # 30年来 | 首次 达标
    if first_time or following in ("刚", "刚刚", "摄") or tokens.words[at - 1] in PROSPECTS:
        return True
    if tokens.words[at - 1] in CAUSES and at + 1 < end:
        return True
    if is_of_title(tokens, at):
        return True
    if own is not None and (reported or is_object(tokens, at, end) or (following == "的" and holds(date, own))):
        return True
    return (own is not None or governed) and is_within_object(tokens, at, end)
