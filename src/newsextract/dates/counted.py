"""Durations, and the times that are counted with them: 三天, 3年前, 5年来, 近三年, 未来十年, 前两天."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.durations import CHINESE, HALF_FIRST, duration_at, one_and_a_half
from newsextract.dates.marks import (
    AFTER_AGO,
    AFTER_AHEAD,
    AFTER_SINCE,
    DAYS_AFTER,
    DAYS_BEFORE,
    WINDOW_BEFORE,
    edge,
    one_of,
)
from newsextract.dates.shapes import Shape, Span

PREFIX = re.compile(
    r"(?P<word>(?:(?:刚刚?)?过去|未来|今后|最近|接下来|往后|将来|随后|此后|之后|其后|之前|此前)的?|近这?|这|前|后面?|上|下)"
    r"(?=[0-9几数多半两仨俩好一二三四五六七八九十百大])"
)

WINDOW_FIRST = frozenset("刚过未今最接往将随此之其近这前后上下")
"""First characters of the words of PREFIX."""

ONCE = re.compile(
    r"(?:只|仅|各|才|都|要)?(?:举行|召开|举办|进行|评选|发布)?(?:一(?:次|度|届|遇|换|评)|[两二三四多几数2-9](?:次|考|熟|茬|届))"
)

INSIDE = re.compile(r"[以之]?内|里")


PART_OF_WORD = {"近": "接附临靠将最邻亲贴就了过达有经历用做干满"} | dict.fromkeys(
    ("上", "下", "前", "后", "这", "后面", "之后", "之前"), "以之向今往目"
)
"""Characters before a direction that make it part of another word (将近三年, 以前三年)."""
ADJACENT = ("前", "后", "上", "下")
POINTING = ("此前", "之前")
"""Words that with 一天 name the day before the one spoken of."""
PAST = ("近", "近这", "过去", "最近", "这", "前", "此前", "之前")
LENGTH_AFTER = re.compile(r"的(?:历史|发展|时间|努力|奋斗|建设)")


def _to_now(text: str, start: int) -> bool:
    """出现了近|五年来的最大降雨: the years up to now, not nearly so many."""
    found = duration_at(text, start)
    return found is not None and AFTER_SINCE.match(text, found[1]) is not None


def window_at(text: str, start: int) -> Shape | None:
    """近三年, 过去5年, 未来十年, 前两天, 这几年: a direction and a duration."""
    mark = PREFIX.match(text, start)
    if mark is None:
        return None
    word, before, first = mark["word"].removesuffix("的").lstrip("刚"), text[start - 1 : start], text[mark.end()]
    if one_of(before, PART_OF_WORD.get(word, "")) and not (
        word == "近" and before in "了过有" and _to_now(text, mark.end())
    ):
        return None
    if word in ADJACENT and not (edge(before) or before in WINDOW_BEFORE):
        return None
    if (word in ADJACENT or word in POINTING) and first in "一半":
        return None
    if word == "这" and one_of(before, PERIOD_LAST):  # 十二五|这五年: as long as that
        return counted_at(text, mark.end())
    found = duration_at(text, mark.end(), days=True)
    if found is None or not _window_stands(text, start, word, first, *found):
        return None
    span, end = found
    if word in PAST and (since := AFTER_SINCE.match(text, end)) is not None:
        end = end if since.group() == "以来" else since.end()
    elif word == "这":
        if first == "两" and span.unit == "D" and DAYPARTS.match(text, end) is None:
            return Shape("vague", start, end, "PRESENT_REF")  # 这两天: these days
        return None if first in "一半" else Shape("window", start, end, (word, span))  # 这半年来, but 这|一年
    elif word in ("近", "前") and AFTER_AHEAD.match(text, end):
        return None
    return Shape("window", start, end, (word, span))


DAYPARTS = re.compile(r"早[晨上]|晚[上间]|夜[间里晚]|白天|[上下]午|[凌清]晨|傍晚")
"""这两天夜间: of two days."""
PERIOD_LAST = "年月日天周季度五末期间”"
"""Last characters of a period that 这五年 says the length of."""
SPENT = re.compile(
    r"(?:上市|成立|创办|运行|运营|开通|投产|工作|从业|任职|结婚|退休|经营|坚持|持续|耗时|用时|相隔|时隔|停产|失踪|居住|生活|执教|合作|开设|创立|开业|设立|建立|开办|创刊|开播|入选|执政|建成|通车|实施|推行)$"
)


LASTED = re.compile(
    r"(?:延续了?|持续了?|传承|沿用了?|流传了?|历时|历经|耗时|用时|长达|为期|时隔|相隔|时长|花费?了?|用了|已有)$"
)


def _window_stands(text: str, start: int, word: str, first: str, span: Span, end: int) -> bool:
    if (
        word == "近"
        and SPENT.search(text, max(0, start - 3), start)
        and (edge(text[end : end + 1]) or text[end] == "的")
    ):
        return False  # 上市近三年的手机: for nearly so long
    if word == "近" and LASTED.search(text, max(0, start - 3), start):  # 历时近8年|完成
        return False
    if word == "近":  # 近三个小时的谈判, 近40年的历史: nearly so long
        if span.unit in "hms":  # 近24小时内 is the last day, 近30个小时内 nearly so long
            round_days = (span.seconds or 0) % 43200 == 0
            return AFTER_SINCE.match(text, end) is not None or (round_days and INSIDE.match(text, end) is not None)
        return LENGTH_AFTER.match(text, end) is None
    if word in ("上", "下"):
        return span.unit in "MW" and first in "二两三四五2345几"
    # 前4个月: the first four of the year, a chain
    return not (word == "前" and span.unit == "M" and span.months is not None and text[end - 1] in "月度")


COUNTED_BEFORE = "后在约计将到而从于近的逾即则但日号年月"
"""Characters before a 三天后 counted from now or from a date; after a verb (被困22小时后) it is a length of time."""


HALF_AFTER = frozenset("约近逾了足过用时达花需要")
"""Characters before 个半小时 and 年半; after others the unit belongs to another number."""


def counted_at(text: str, start: int) -> Shape | None:
    """A duration, or with 前, 后, 来 the time that is counted with it; with 一次 a recurrence."""
    before = text[start - 1 : start]
    if text[start] in HALF_FIRST:
        short = one_and_a_half(text, start) if edge(before) or before in HALF_AFTER else None
        return Shape("duration", start, short[1], short[0]) if short is not None else None
    if before == "第" or (before == "分" and NTH_MINUTE.search(text, max(0, start - 5), start)):
        return None
    if before == "个" and NTH_BEFORE.search(text, max(0, start - 5), start):
        return None
    found = duration_at(text, start, days=DAYS_BEFORE.search(text, max(0, start - 4), start) is not None)
    if found is None:
        found = duration_at(text, start, days=True) if text.find("日", start, start + 10) >= 0 else None
        if found is None or found[0].unit != "D" or not (DAYS_AFTER.match(text, found[1]) or (found[0].days or 0) > 31):
            return None
    span, end = found
    if not _duration_stands(text, start, end):
        return None
    if since := AFTER_SINCE.match(text, end):
        if since.group() == "以来":  # stands outside the span (guidelines §2)
            lasted = SPENT.search(text, max(0, start - 3), start) is not None
            return Shape("duration" if lasted else "since", start, end, span)
        return Shape("since", start, since.end(), span)
    if ago := AFTER_AGO.match(text, end):
        return Shape("ago", start, ago.end(), span)
    if ahead := AFTER_AHEAD.match(text, end):
        if before in ("约", "近"):  # 解封约半年后: after what was just told
            before = text[max(0, start - 3) : start].rstrip("大约近")[-1:]
        counted = edge(before) or before in COUNTED_BEFORE
        return Shape("ahead", start, ahead.end(), span) if counted else Shape("duration", start, end, span)
    if ONCE.match(text, end) or (text[start] == "一" and _is_rate(text, start, end)):
        return Shape("set", start, end, span.value)
    return Shape("duration", start, end, span)


def _is_rate(text: str, start: int, end: int) -> bool:
    """一年能收入三万元, 一天卖出两百斤: so much each year."""
    before = text[start - 1 : start]
    return (edge(before) or before in "户人家亩们") and RATE_NEXT.match(text, end) is not None


RATE_NEXT = re.compile(
    r"(?:下来)?[,，]?(?:大概|差不多|至少|最多)?(?:就|还|也|都)?(?:能|可以|可|要|得)?"
    r"(?:收入|挣|赚|增收|节省|省下?|生产|产出|产|卖出?|吃掉?|花掉?|花费|穿坏?|喝|跑|走|消耗|接待|发电|开销)"
    r"[^，。；、\n]{0,8}?[0-9一二三四五六七八九十两几数百千万上]"
)
NTH_MINUTE = re.compile(r"第[0-9]{1,3}分$")
NTH_BEFORE = re.compile(rf"第(?:[0-9]{{1,3}}|[{CHINESE}]{{1,3}})个$")

ONE_BEFORE = frozenset("有某哪每逐同新统唯任另头这那")

DATED_BEFORE = re.compile(r"[年月季春夏秋冬天]的$")
PASSED = re.compile(r"(?<![通经超])过$")

UNIT_STOP = {
    "年": re.compile(r"线(?![上下])|级|轻|轮(?!回)|生(?![产活长存态育物效意])|鉴|薪|份|龄|货|夜饭|猪|刊|边(?!的)|均"),
    "天": re.compile(
        r"堂|津|才|赋|真|下(?!来|降|滑|午)|使(?!用)|安门|气|空|文|地|平|然|桥|窗|花板|鹅|线|台|山|河|府|王|主|涯|猫|井|坛"
    ),
    "周": re.compile(r"[岁边刊围末到]"),
    "日": re.compile(r"游"),
    "月": re.compile(r"[谈刊板湾形]"),
    "秒": re.compile(r"杀"),
    "时": re.compile(r"候|工"),
}
"""Unit → what makes it the beginning of another word: 三年级, 三天津, 四周岁, 半日游."""

NOT_DURATION = re.compile(
    r"一年(?:四季|到头|之计|又一年)|一天(?:到晚|天)|十年(?:树木|寒窗|磨一剑|磨剑)|百年(?:树人|大计)|一日(?:千里|三餐)"
)

PLAN_OF = re.compile(r"(?:专项)?(?:行动|攻坚|规划|计划|纲要)(?!成)")


# First character of a duration → characters before it that make it part of another word.
NO_DURATION_AFTER = {
    "多": CHINESE + "0123456789很好许大差太更诸众甚至最",
    "数": "多少岁人分次户总指参函常系算无倍件台",
    "半": CHINESE + "0123456789个点年上下前后月天大小",
}
LASTING = re.compile(r"(?:延续|持续|传承|沿用|流传|历经|跨越|相隔|时隔)了?$")
AGE_OF = re.compile(
    r"(?:发展|奋斗|建设|风雨|沧桑|辉煌|光辉)?(?:历[程史]|征程|奋斗(?!目标)|沧桑|变迁|积淀|探索|求索|屈辱|苦难|风雨|风云|岁月)|的不"
)
"""百年历程, 百年的不懈探索: so long."""
ROUND = frozenset(("百年", "千年", "万年", "百日", "千日", "百天", "万天", "千天"))
"""Words for a very long time; only 百日 and 百天 are ever a span of time, and only where no name goes on after them."""


def _duration_stands(text: str, start: int, end: int) -> bool:
    surface, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if one_of(before, NO_DURATION_AFTER.get(surface[0], "")) or before == "岁":  # 5岁11个月
        return False
    if surface == "一天" and DATED_BEFORE.search(text, max(0, start - 3), start):  # 2007年的一天: some day
        return False
    if (
        len(surface) == 2
        and surface[0] == "一"
        and (one_of(before, ONE_BEFORE) or PASSED.search(text, max(0, start - 2), start))
    ):
        return False
    if NOT_DURATION.match(text, start) or PLAN_OF.match(text, end):
        return False
    if (stop := UNIT_STOP.get(surface[-1])) is not None and stop.match(text, end):
        return False
    if surface == "四周":  # all around, unless a direction follows or a length is spoken of: 历时四周
        timed = AFTER_AHEAD.match(text, end) or AFTER_AGO.match(text, end)
        return bool(timed or DAYS_BEFORE.search(text, max(0, start - 4), start))
    if surface in ("百年", "千年") and AGE_OF.match(text, end):
        return True
    if surface in ROUND:
        lasted = one_of(before, "近上逾约超") or LASTING.search(text, max(0, start - 3), start)
        if surface in ("百年", "千年") and lasted and (edge(after) or after in "的之多来前后"):
            return True
        return surface in ("百日", "百天") and (edge(after) or after in "内来后前里的以之")
    return surface not in ("一天", "一日", "一年") or not one_of(after, "天日年三游又")
