"""Durations, and the times that are counted with them: 三天, 3年前, 5年来, 近三年, 未来十年, 前两天."""

from __future__ import annotations

import re

from newsextract.dates.durations import CHINESE, duration_at
from newsextract.dates.marks import AFTER_AGO, AFTER_AHEAD, AFTER_SINCE, BOUNDARY, DAYS_AFTER, DAYS_BEFORE, one_of
from newsextract.dates.shapes import Shape

PREFIX = re.compile(
    r"(?P<word>过去的?|未来的?|今后的?|最近的?|接下来的?|往后的?|将来的?|随后的?|此后的?|之后的?|其后的?|近这?|这|前|后面?|上|下|之前的?|此前的?)(?=[0-9几数多半两仨俩好一二三四五六七八九十百大])"
)

ONCE = re.compile(r"(?:只|仅|各|才|都|要)?(?:举行|召开|举办|进行|评选|发布)?一(?:次|度|届|遇|换|评)")

WINDOW_BEFORE = "在于的从是到就了比和与较由自"
"""Characters before 前两天, 后三天, 上两周; after others (提前5天, 事发后19天) the direction belongs to what went before."""

INSIDE_OR_SINCE = re.compile(r"内|以内|之内|来|以来|里")


def window_at(text: str, start: int) -> Shape | None:
    """近三年, 过去5年, 未来十年, 前两天, 这几年: a direction and a duration."""
    mark = PREFIX.match(text, start)
    if mark is None:
        return None
    word = mark["word"].removesuffix("的")
    if word in ("近", "近这") and text[max(0, start - 1) : start] in (
        "接",
        "附",
        "临",
        "靠",
        "将",
        "最",
        "邻",
        "亲",
        "贴",
        "就",
    ):
        return None
    if word in ("上", "下", "前", "后", "这", "后面", "之后", "之前") and text[max(0, start - 1) : start] in (
        "以",
        "之",
        "向",
        "今",
        "往",
        "目",
        "在",
    ):
        return None
    before = text[start - 1] if start else ""
    if word in ("前", "后", "上", "下") and not (before == "" or before in BOUNDARY or before in WINDOW_BEFORE):
        return None
    if word == "近" and one_of(before, "了过达有经历用做干满"):
        return None
    found = duration_at(text, mark.end(), days=True)
    if found is None:
        return None
    span, end = found
    if word == "近" and span.unit in "hms" and not INSIDE_OR_SINCE.match(text, end):
        return None
    if word in ("上", "下", "后", "前", "这") and text[mark.end()] in "一半":
        return None
    if (
        word in ("上", "下")
        and span.unit not in "MW"
        or word in ("上", "下")
        and text[mark.end()] not in "二两三四五2345几"
    ):
        return None
    if word == "前" and span.unit == "M" and span.months is not None and text[end - 1] == "月":
        return None  # 前4个月: the first four of the year, a chain
    if (
        word == "近"
        and text[end : end + 1] == "的"
        and text[end + 1 : end + 3] in ("历史", "发展", "时间", "努力", "奋斗", "建设")
    ):
        return None
    if word in ("近", "前", "后", "这", "过去", "最近", "近这", "此前", "之前") and text.startswith("以来", end):
        end += 2
    elif (since := AFTER_SINCE.match(text, end)) is not None and word in ("近", "过去", "最近", "这", "近这", "前"):
        end = since.end()
    elif word in ("近", "前") and AFTER_AHEAD.match(text, end):
        return None
    return Shape("window", start, end, (word, span))


COUNTED_BEFORE = "在约计将到而从于近的逾即则但日号年月"
"""Characters before a 三天后 that is counted from now or from a date; after a verb (被困22小时后) it is a length of time."""


def counted_at(text: str, start: int) -> Shape | None:
    before = text[start - 1] if start else ""
    if before == "第" or before == "个" and NTH_BEFORE.search(text, max(0, start - 5), start):
        return None
    found = duration_at(text, start, days=DAYS_BEFORE.search(text, max(0, start - 4), start) is not None)
    if found is None:
        found = duration_at(text, start, days=True)
        if found is None or found[0].unit != "D" or not (DAYS_AFTER.match(text, found[1]) or (found[0].days or 0) > 31):
            return None
    span, end = found
    if not _duration_stands(text, start, end):
        return None
    if since := AFTER_SINCE.match(text, end):
        return Shape("since", start, since.end(), span)
    if ago := AFTER_AGO.match(text, end):
        return Shape("ago", start, ago.end(), span)
    if ahead := AFTER_AHEAD.match(text, end):
        counted = before == "" or before in BOUNDARY or before in COUNTED_BEFORE
        return Shape("ahead", start, ahead.end(), span) if counted else Shape("duration", start, end, span)
    if ONCE.match(text, end):
        return Shape("set", start, end, span.value)
    return Shape("duration", start, end, span)


NTH_BEFORE = re.compile(rf"第(?:[0-9]{{1,3}}|[{CHINESE}]{{1,3}})个$")

ONE_BEFORE = frozenset("有某哪每逐同新统唯任另头这那过")

DURATION_STOP = re.compile(
    r"级|轮(?!回)|生(?!产|活|长)|鉴|薪|份|龄|岁|边(?!的)|刊|报(?!告|道|名|考|到)|货|夜饭|猪|色|网|堂|津|才|赋|真|下(?!来|降|滑|午)|使|安门|气|空|文|地|平|然|桥|窗|花板|鹅|线|台|山|河|水|府|王|主|涯|猫|井|坛"
)

NOT_DURATION = re.compile(
    r"一年(?:四季|到头|之计|又一年)|一天(?:到晚|天)|十年(?:树木|寒窗)|百年(?:树人|大计)|一日(?:千里|三餐)"
)

PLAN_OF = re.compile(r"(?:专项)?(?:行动|攻坚|规划|计划|纲要)(?!成)")


def _duration_stands(text: str, start: int, end: int) -> bool:
    surface = text[start:end]
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    unit = surface[-1]
    if surface[0] == "一" and one_of(before, ONE_BEFORE) and len(surface) == 2:
        return False
    if (
        surface[0] == "多"
        and before
        and (before.isdigit() or one_of(before, CHINESE) or one_of(before, "很好许大差太更诸众甚至最"))
    ):
        return surface[:2] == "多年" and one_of(before, "很许") and False
    if surface[0] == "数" and before and one_of(before, "多少岁人分次户总指参函常系算无倍件台"):
        return False
    if (
        surface[0] == "半"
        and before
        and (before.isdigit() or one_of(before, CHINESE) or one_of(before, "个点年上下前后月天大小"))
    ):
        return False
    if unit in "年天" and (stop := DURATION_STOP.match(text, end)) is not None:
        if unit == "年" and stop.group() in ("级", "轮", "生", "鉴", "薪", "份", "龄", "货", "夜饭", "猪", "刊", "边"):
            return False
        if unit == "天" and stop.group() in (
            "堂",
            "津",
            "才",
            "赋",
            "真",
            "下",
            "使",
            "安门",
            "气",
            "空",
            "文",
            "地",
            "平",
            "然",
            "桥",
            "窗",
            "花板",
            "鹅",
            "线",
            "台",
            "山",
            "河",
            "府",
            "王",
            "主",
            "涯",
            "猫",
            "井",
            "坛",
        ):
            return False
    if unit == "年" and after == "均":
        return False
    if unit == "周" and (one_of(after, "岁边刊围末到") or surface == "四周"):
        return bool(AFTER_AHEAD.match(text, end) or AFTER_AGO.match(text, end)) and surface == "四周"
    if NOT_DURATION.match(text, start) or PLAN_OF.match(text, end):
        return False
    if surface in ("一天", "一日", "一年") and after in ("天", "日", "年", "三", "游", "又"):
        return False
    if surface in ("百年", "千年", "万年", "百日", "千日", "百天", "万天", "千天"):
        return surface in ("百日", "百天") and (after == "" or after in BOUNDARY or after in "内来后前里的以之")
    if unit == "日" and surface[0] == "半":
        return after not in ("游",)
    return not (unit == "秒" and after == "杀")
