"""Quoted programmes: “雪亮”工程, “互联网+”行动, “志愿服务伙伴计划”, and “十四五” before 规划."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract import lazyre as re
from newsextract.policies.candidates import FIVE_YEAR_PLAN, HAN, Candidate, Priority, Quote, places
from newsextract.policies.vocabulary import any_of, words

PLAN = "policy.programme.plan"
LONGEST = 32
LONGEST_SELF_MADE = 24

# “十四五” is the plan before 规划, 纲要, 目标, and the period (a date) before 时期, 期间, 以来.
_PLAN_BEHIND = re.compile(rf"(?!时期|期间|以来|末|初|开局|后|前|中)[{HAN}]{{0,18}}?(?:规划|纲要|目标|计划)")

_BARE_PLAN = re.compile("十[一二三四五六]五规划(?:纲要)?")

_WEAK_KINDS = words("programme", "weak_kinds_behind")
_KIND_BEHIND = re.compile(
    rf"(?P<between>[{HAN}]{{0,8}}?)(?P<kind>{any_of(words('programme', 'kinds_behind'), _WEAK_KINDS)})"
    rf"(?!(?<=战略)(?:伙伴|协作|合作|性|轰炸|导弹|核)|(?<=新政)府|活动|[者师院兵]|商(?!业|务)|队(?!伍)|局(?!面)|部(?![署分门])|学(?!习)|机(?![制构遇])|"
    rf"\d+[号日]|[{HAN}]{{0,2}}(?:竞赛|大赛|比赛))"
)
# Ordinary nouns, that make a name only of a short quotation right before them: “雪亮乡村”建设, “跨省通办”事项.
_CLOSE = re.compile(rf"(?:建设|事项)(?=$|[^{HAN}]|的|中|和|与|作为|取得|水平|工作|推进|让|纳入|提速)")
_CLOSE_NAME = re.compile(rf"[{HAN}]{{2,7}}[{HAN}](?<!精神|大计|机制|体系|家园)")
_NEVER_BETWEEN = re.compile(any_of(words("programme", "never_between")))
_PROJECT_QUALIFIERS = frozenset(words("programme", "project_qualifiers"))
# Words joined by + name a programme only directly before a kind word: “互联网+流通”行动计划.
_PLUS = re.compile(rf"[{HAN}A-Z0-9]{{2,8}}\+(?:[{HAN}A-Z0-9]{{2,8}}(?:\+[{HAN}A-Z0-9]{{2,8}}){{0,3}}|[NX])?")

_OWN_KIND = re.compile(rf"[^的,]*[{HAN}](?<!的){any_of(words('programme', 'own_kinds'))}(?:\d{{2,4}})?")
_OWN_ENDINGS = (*words("programme", "own_kinds"), *"0123456789")
_NEVER = frozenset(words("programme", "never_quoted"))
_NEVER_WITHIN = re.compile(any_of(words("programme", "never_within")))
_NEVER_SHAPE = re.compile(
    r"\w+-\d+|[A-Za-z]+\d+|.*[-－—]\d{1,2}|.*(?:[一二三四五六七八九十\d]号|式|[吗呢吧]|行动者|在行动|论|的|杯|剧|-\d{1,2}|[是就把被给])|第[一二三四五]|[\d亿万]+|.*(?:就是|:).*"
)

NOT_ACTION = re.compile(any_of(words("programme", "not_action")))
_GENERIC = re.compile(any_of(words("programme", "generic")))


# “备案审查制度”, “闽宁模式”: systems and local models, unless the words say what is done to one, or “…模式”开启.
_SYSTEM = re.compile(
    rf"(?!{any_of(words('programme', 'doing'))})[{HAN}]{{3,16}}(?:制度|机制)|(?!中国)[{HAN}]{{2,3}}模式"
)
_SYSTEM_KINDS = ("制度", "机制", "模式")
_OPENED = re.compile("(?:全面|正式)?(?:开启|上线|启动|来袭|切换)")
# 开启“…”模式, 代号为“…”的行动: talk, and military operations.
_SWITCHED = re.compile(r"(?:开启|切换|切入|进入|按下|代号)(?:了|到|为|至)?$")


# 以“…”为主题: what an event is about.
_THEME = re.compile("为(?:主题|题|核心主题|口号|主线)")


def says_something(name: str) -> bool:
    """Whether a name holds more than words such as 重大, 发展, 工程, of which descriptions are made."""
    return len(_GENERIC.sub("", name)) >= 2


def find(shadow: str, marks: list[Quote]) -> Iterator[Candidate]:
    """Quoted names: those before a kind word, and those that end in one."""
    for at in places(shadow, "五规划"):
        if match := _BARE_PLAN.match(shadow, max(0, at - 2)):
            start, end = match.span()
            yield Candidate(start, end, "programme", PLAN, Priority.KNOWN, end)
    for mark in marks:
        if FIVE_YEAR_PLAN.fullmatch(mark.text):
            if _PLAN_BEHIND.match(shadow, mark.after):
                yield Candidate(mark.start, mark.end, "programme", PLAN, Priority.QUOTED, mark.after)
        elif 2 <= len(mark.text) <= LONGEST and _is_name(shadow, mark):
            rule = "policy.programme.quoted"
            yield Candidate(mark.start, mark.end, "programme", rule, Priority.QUOTED_WEAK, mark.after)


# 深入开展“…”活动, “…”活动为抓手: a campaign; most of what else is called 活动 is an event.
_CAMPAIGN_BEFORE = re.compile("(?:开展|展开|组织实施|全面启动|全面推进)了?$")
_CAMPAIGN = re.compile(
    rf"(?:系列|主题|专项|公益|教育|专题)*(?:(?![的文赛比])[{HAN}]){{0,4}}?活动(?!周|月|日|现场|启动仪式)|(?:[{HAN}]{{0,8}}系列|专场|系列)(?:招聘|宣讲|活动)"
)
_MEANS = re.compile("活动为(?:抓手|载体|契机)")
LONGEST_CAMPAIGN = 14
# 按照“外防输入、内防扩散”策略: a way of working that is laid down.
_LAID_DOWN = re.compile("(?:实施|按照|落实|坚持|贯彻|执行|遵循|秉持)了?$")
_STRATEGY = re.compile("(?:总)?(?:策略|方针)")
_WAYS = re.compile(rf"[{HAN}]{{4,8}}(?:[、和,][{HAN}]{{3,8}}){{0,4}}")
# “川桥通办”等新机制: a new way of working that is named by a phrase of four characters.
_NEW_WAY = re.compile(
    "等(?:一系列|一批)?(?:(?:新|创新|特色|改革)(?:性|型)?)?(?:机制|举措|模式|做法|制度|改革|政策)(?!性)"
)
_PHRASE = re.compile(rf"[{HAN}]{{4}}")


def _is_campaign(shadow: str, mark: Quote) -> bool:
    if (
        len(mark.text) > LONGEST_CAMPAIGN
        or mark.text[-1] in "周月日节杯"
        or mark.text in _NO_CAMPAIGN
        or not _CAMPAIGN.match(shadow, mark.after)
    ):
        return False
    return bool(_CAMPAIGN_BEFORE.search(shadow, max(0, mark.start - 7), mark.start - 1)) or bool(
        _MEANS.match(shadow, mark.after)
    )


def _is_laid_down(shadow: str, mark: Quote) -> bool:
    return bool(
        _STRATEGY.match(shadow, mark.after)
        and _WAYS.fullmatch(mark.text)
        and _LAID_DOWN.search(shadow, max(0, mark.start - 4), mark.start - 1)
    )


_ROW_JOINTS = tuple("、和与及同以“")
_BEHIND_ROW = re.compile(rf"等?(?:(?!是|的|在|已|将)[{HAN}]){{,2}}")
_NO_CAMPAIGN = frozenset(words("slogan", "never"))
# Names in a row share the kind word behind the last: “甲”“乙”等专项行动.
# “抵港直装”和|进口货物|“船边直提”试点: what the next is about.
_OF_WHAT = rf"(?:(?!推|落实|实施|做到|执行|增强|开展|深入|其|的|在|了|是|将|加|让|为)[{HAN}]){{1,8}}"
_ROW = re.compile(rf"(?:(?:[、和与及同]{{,2}}|以及|[、和与及]{_OF_WHAT})[“][^“”\n]{{2,16}}[”]){{1,6}}")


def _is_name(shadow: str, mark: Quote) -> bool:
    return _looks_like_one(shadow, mark) and not _is_known_otherwise(shadow, mark)


def _is_known_otherwise(shadow: str, mark: Quote) -> bool:
    text = mark.text
    if text in _NEVER or _NEVER_WITHIN.search(text) or _NEVER_SHAPE.fullmatch(text):
        return True
    switched = _SWITCHED.search(shadow, max(0, mark.start - 7), mark.start - 1)
    return bool(switched or _THEME.match(shadow, mark.after))


def _looks_like_one(shadow: str, mark: Quote) -> bool:
    text = mark.text
    behind = _KIND_BEHIND.match(shadow, mark.after)
    if behind and not _NEVER_BETWEEN.search(behind["between"]) and _names(text, behind["between"], behind["kind"]):
        return True
    row = _ROW.match(shadow, mark.after) if shadow[mark.after : mark.after + 1] in _ROW_JOINTS else None
    behind = _KIND_BEHIND.match(shadow, row.end()) if row else None
    if behind and _BEHIND_ROW.fullmatch(behind["between"]) and behind["kind"] not in _WEAK_KINDS:
        return True
    if (
        _is_campaign(shadow, mark)
        or _is_laid_down(shadow, mark)
        or (_CLOSE.match(shadow, mark.after) and _CLOSE_NAME.fullmatch(text))
    ):
        return True
    if _PHRASE.fullmatch(text) and _NEW_WAY.match(shadow, mark.after):
        return True
    if text.endswith(_SYSTEM_KINDS) and _SYSTEM.fullmatch(text) and not _OPENED.match(shadow, mark.after):
        return True
    if not 4 <= len(text) <= LONGEST_SELF_MADE or not text.endswith(_OWN_ENDINGS) or not _OWN_KIND.fullmatch(text):
        return False
    return not NOT_ACTION.search(text) and says_something(text)


def _names(text: str, between: str, kind: str) -> bool:
    """Whether the quoted words name what the kind word behind them says: short before 制度, 机制, 模式 …"""
    if kind == "项目":
        return len(text) <= 8 and "+" not in text and (not between or between in _PROJECT_QUALIFIERS)
    if kind in _WEAK_KINDS and "等" in between:
        return False
    if "+" in text:
        return bool(_PLUS.fullmatch(text)) and kind != "方案" and not (text.endswith("+") and kind in _WEAK_KINDS)
    if kind in _WEAK_KINDS:
        return len(text) <= (12 if kind == "制度" and not between else 8) and len(between) <= 4
    return len(text) <= (18 if between else LONGEST)
