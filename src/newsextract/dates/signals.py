"""Words around a mention that set its relation and mod: 截至…, 自…以来, 到…为止, …前, 约…, …左右."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.records import Relation

_LEAD = r"[“‘ ]?$"
BEFORE = (
    ("AS_OF", re.compile(rf"(?:截至|截止到|截止|截至到)了?(?:[\u4e00-\u9fff]{{2,4}}时间)?{_LEAD}")),
    ("SINCE", re.compile(rf"(?:自从|(?<![来各亲独源出])自|始于|起自){_LEAD}")),
    ("BEFORE", re.compile(rf"(?:早于|先于|[不最]晚于|[不最]迟于|最[晚迟]在?|赶在){_LEAD}")),
    ("AFTER", re.compile(rf"(?:(?<![不最])晚于|(?<![不最])迟于){_LEAD}")),
    (
        "UNTIL",
        re.compile(
            rf"(?:(?<![不没达得看遇来回感提听想受拿找收遭见谈讲说用做数轮临])到了?|直至|(?<![甚以乃截冬夏升增降涨跌减高大加跳推调])至|截止){_LEAD}"
        ),
    ),
)
LEAD_LAST = frozenset("至到止了间从自于在迟晚")
"""Last characters of what BEFORE and FROM look for."""
FROM = re.compile(rf"从{_LEAD}")
CHANGED_TO = re.compile(r"[长加高升降少大展涨变]到$")
"""增长到如今…: a level that is reached, not a time."""
LONG_SINCE = re.compile(r"(?![是为的,，])[^,，。;；:：！？!?\n0-9年月日]{1,20}以来[,，]")
"""2011年两院结对以来，: the 以来 of a clause that the date opens."""
VIEWED = re.compile(
    r"[的来到看]|至(?!今)|[^,，。;；\n]{1,8}看|[^,，。;；\n]{1,40}(?:获悉|了解到|得知|传来|传出)"
    r"|[^,，。;；\n]{0,12}(?:举行|召开|举办|发布|公布|通报|印发)的"
)
"""从去年的…, 从全年走势来看, 从昨日举行的会上获悉: a 从 that opens no period."""
_GAP = r"[”’）)]?(?:期间|期|这一天|当天)?"
AFTER = (
    (
        "SINCE",
        re.compile(
            rf"{_GAP}(?:以来|起(?!草|步|点|码|来|伏|到|义|诉|飞|源|因|降|床|居|火|家|争|拍|重|跑|舞|哄)|开始(?!前|之前|以前|了)|始(?![终建发])|至今|迄今|来(?=[,，]))"
        ),
    ),
    ("UNTIL", re.compile(rf"{_GAP}(?:为止|止(?![血损步咳]))")),
    (
        "AFTER",
        re.compile(
            rf"{_GAP}(?:[或及]?(?:之|以)后|后(?![半期面方来代勤备天年者续卫劲记患悔果防台])|刚过|过后|刚刚过去)"
        ),
    ),
    (
        "BEFORE",
        re.compile(
            rf"{_GAP}(?:结束|过完)?(?:[或及]?(?:之|以)前|前夕|前(?![后列往来面景期身途提瞻沿进行线锋卫脚赴任几半十百二三四五六七八九0-9]|一[日天年晚夜]))"
        ),
    ),
)
BEGINS = re.compile(f"{_GAP}开始")
OPENED = re.compile(r"[从自][^,，。；;：:\n]{1,6}$")
"""从北京时间|0点开始."""
OPENERS = frozenset("从自打由,，。、；;：:！!？?”’（）()【】\n》—") | {""}
SAID_AGAIN = re.compile(r"\([0-9一二三四五六七八九十年月日号周星期天上下中午晚早凌晨:时点分 ]{2,16}\)")
"""今晚|(2月12日)起: the date in brackets says the same once more."""
INCLUSIVE = re.compile(rf"{_GAP}[或及](?:之|以)[前后]")
"""1月4日或之前, 及以后: the day itself is one of them."""
TAIL_FIRST = frozenset("结过或及”’）)期这当以起开始至迄来为止之后刚过前")
"""First characters of what AFTER looks for."""
LATER = re.compile(r"(?:以|之|过)?后(?![半期面方来代勤备天年者续卫劲记患悔果防台])")
ABOUT_AFTER = re.compile(r"(?:的?时间)?(?:左右|前后|上下|许)")
ABOUT_BEFORE = re.compile(r"(?:大约|(?<![相预签邀])约|将近|接近|大概|(?<![临邻靠附])近|约为)$")
ABOUT_FIRST, ABOUT_LAST = frozenset("的时左前上许"), frozenset("约近概为")
MORE_BEFORE = re.compile(r"(?:超过|超|逾|多于|不止|长于|大于)了?$")
LESS_BEFORE = re.compile(r"(?:不到|没到|未到|没过|不出|不足|未满|不满|少于|不超过|短于|至多|最多|最长)$")
MORE_AFTER = re.compile(r"以上|之久以上|有余|开外")
LESS_AFTER = re.compile(r"以下")
STILL_TO_COME = re.compile(r"将|拟|计划|预计|即将|届时|定于|有望|起施行|起实施|截止|期限|再过|力争|争取|下一|明年|到时")
SOON = re.compile(r"(?:内|之内)?(?:可(?![能以见])|将|即将|拟|有望|还将|也将)")
SOON_BEFORE = re.compile(r"(?:将于|将在|拟于|有望于?|预计|计划于?)$")
"""近日将…, 将于近期…: the near future."""
COMPARED = re.compile(r"(?:比|较|与|同|相比|和|超过|高于|低于)[“‘ ]?$")


def relation(text: str, start: int, end: int, *, present: bool = False, interval: bool = False) -> str | None:
    """The relation that the words beside a span give it."""
    lead = text[max(0, start - 10) : start]
    led = lead.rstrip("“‘ ")[-1:] in LEAD_LAST
    if led and BEFORE[0][1].search(lead):
        return BEFORE[0][0]
    tail = text[end : end + 8]
    if tail[:1] == "(" and (again := SAID_AGAIN.match(text, end)) is not None and text[again.end() :][:1] == "起":
        tail = text[again.end() : again.end() + 8]
    if tail[:1] in TAIL_FIRST:
        for name, pattern in AFTER:
            if pattern.match(tail):
                return name if name != "SINCE" or _opens(text, start, tail) else None
    if not present and not interval and since_then(text, end):
        return "SINCE"
    if not led:
        return None
    for name, pattern in BEFORE[1:]:
        if pattern.search(lead):
            if name == "UNTIL" and present and CHANGED_TO.search(lead):
                return None
            inside = tail[:1] == "的" or tail.startswith(("期间", "”期间"))
            if (name == "UNTIL" and (interval or inside)) or (name == "SINCE" and present):
                return None
            return name
    if FROM.search(lead) and not present and not interval and tail[:1] and not VIEWED.match(text, end):
        return "SINCE"
    return None


def _opens(text: str, start: int, tail: str) -> bool:
    """Whether a 开始 opens a period: 从5日开始, at the head of a clause 5日开始; 将于5日|开始投产 only says when."""
    if BEGINS.match(tail) is None:
        return True
    before = text[max(0, start - 10) : start].rstrip("“‘ ")
    return before[-1:] in OPENERS or OPENED.search(before) is not None


def since_then(text: str, end: int) -> bool:
    """Whether an 以来 closes what a mention opens: 2004年以来, 2004年参军以来，."""
    at = text.find("以来", end, end + 23)
    return at == end or (at > end and LONG_SINCE.match(text, end) is not None)


def compared(text: str, start: int) -> bool:
    """Whether something is compared with the mention: 比上月, 较去年同期."""
    return text[start - 1 : start] in COMPARED_LAST and COMPARED.search(text, max(0, start - 4), start) is not None


def about(text: str, start: int, end: int) -> bool:
    """约, 左右, 前后 beside a span."""
    if text[end : end + 1] in ABOUT_FIRST and ABOUT_AFTER.match(text, end) is not None:
        return True
    return text[start - 1 : start] in ABOUT_LAST and ABOUT_BEFORE.search(text, max(0, start - 3), start) is not None


ABOUT_INSIDE = re.compile(r"许|左右|前后|[至到][近约]|多$")


def about_inside(text: str, start: int, end: int) -> bool:
    """A clock time or a range of two that says that it is not exact: 5点多, 5时许至近7时."""
    return ABOUT_INSIDE.search(text, start, end) is not None


def amount_mod(text: str, start: int, end: int) -> str | None:
    """The mod that the words beside a duration give it."""
    lead = text[max(0, start - 4) : start]
    if LESS_BEFORE.search(lead) or LESS_AFTER.match(text, end):
        return "LESS_THAN"
    if MORE_BEFORE.search(lead) or MORE_AFTER.match(text, end):
        return "MORE_THAN"
    return "APPROX" if about(text, start, end) else None


COMPARED_LAST = frozenset("比较与同和过于“‘ ")


def soon(text: str, start: int, end: int) -> bool:
    """Whether 近期 and its like mean the time to come."""
    if text[start:end] not in ("近期", "近日", "最近"):
        return False
    return SOON.match(text, end) is not None or SOON_BEFORE.search(text, max(0, start - 4), start) is not None


SAID = re.compile(r"(?:称|说|表示|指出|透露|宣布|通报|写道|提到|回应|声明)[,，:：]?[^,，。;；“”]{0,6}$")
QUOTE = re.compile(r"[“”]")
LONGEST_QUOTE = 300
"""Characters in which the end of a quotation is looked for."""


def relation_since(text: str, end: int) -> Relation | None:
    """SINCE before 以来: 三年|以来, 近十年|以来."""
    return "SINCE" if text.startswith("以来", end) else None


def reported(text: str, start: int) -> bool:
    """Whether a verb of saying stands just before: 声明称，今日起停产."""
    return SAID.search(text, max(0, start - 10), start) is not None


def quoted(text: str, end: int) -> bool:
    """Whether the quotation mark that comes next is a closing one."""
    mark = QUOTE.search(text, end, end + LONGEST_QUOTE)
    return mark is not None and mark.group() == "”"


SENTENCE = re.compile(r"[。;!?\n]")
BRACKETED = re.compile(r" ?\((?:([0-9]{1,2})月)?([0-9]{1,2})[日号]")
"""周三(25日): the day that is meant."""
SPEAKS = re.compile(
    r"说|称|表示|宣布|指出|透露|报道|预测|显示|认为|通报|介绍|提出|决定|获悉|发布的|公布的|发表|签署|批准|通过|同意|承诺|警告"
    r"|呼吁|强调|重申|证实|确认|写道|[了过]|已经?|曾|造成|致|收[高低涨跌盘报]"
)
"""After these a sign of plans is of what someone said or did on the day."""
WILL = (
    r"将(?:[于在会是有为由从与和向以继陆再首迎举召启出进到抵接参展播登达持转升回减影休停恢执实施生结截完推审讨表投签决产揭挑赴"
    r"飞陷给让使如可不也被遭付到挂申派放就更逐分围重对](?!手|象|方|议)|公布|公开|开[始启放幕赛播工通售盘业学]|发[布射行]|主场|客场|全[面天线]"
    r"|前往|下[降跌调]|上[涨映市线调演])"
)
"""将 of plans; not the one before an object: 将嫌疑人抓获."""
_RAIN = (
    r"(?:小|中|大|暴|阵|雷|强|零星|分散|局地|明显)*(?:到|至|转)?(?:中|大|暴|特大)?(?:阵?雨|雪|雾|霾|沙尘|大风|冰雹|雷)"
)
FORECAST = (
    rf"有{_RAIN}|转(?:晴|阴|多云|小雨)|多云|晴(?:天|间|朗|到|转|好|热|$)|阴(?:天|转|有|到|$)|雨夹雪|最[高低]气?温|气温(?:回|继|略|仍|再|可|最)"
    r"|[降升]温|预报"
)
AHEAD = re.compile(
    rf"{WILL}|拟|预计(?!,)|计划|即将|有望|可能|[不都就也还才便]会(?![议见谈员场])|{FORECAST}|播出|开[售抢]|停[水电]|申购|放假|[补调]班|[和为带邀]您|见分晓|不见不散|敬请"
)
"""What says in a weekday's clause that the day is still to come."""
AHEAD_BEFORE = re.compile(
    r"预报|气象台|预计(?!的)|未来[0-9一二三四五六七几两]|接下来|[本这]周(?!刊|报)|明[天日]|将[于在]|[定拟]于|计划[于在]?|即将|赛程|日程|时间表|前瞻|备战|力争|期待|定档"
)
"""What says so before it in its sentence: 据预报，周六…, 本周看点：周三…."""
PLANNED = re.compile(r"(?:将|拟|预定|定|计划|预计|安排|定档|有望)[于在](?:当地时间|北京时间|[美欧]东时间)?$")
PLANNED_NEXT = re.compile(rf"[ ,]?(?:{WILL}|拟|即将|有望)")
LONGEST_LEFT = 60


def day_ahead(text: str, start: int, end: int) -> bool:
    """Whether the sentence of a bare weekday speaks of one that is still to come; news tell of the past without it."""
    left = max(0, start - LONGEST_LEFT)
    for mark in SENTENCE.finditer(text, left, start):
        left = mark.end()
    if AHEAD_BEFORE.search(text, left, start) is not None and SPEAKS.search(text, end, end + 12) is None:
        return True
    if text[end : end + 1] == "起":  # 周六起，油价上调
        return True
    alone = end + (text[end : end + 1] == ",")
    stop = CLAUSE_END.search(text, alone)
    clause = text[alone : min(stop.start() if stop else len(text), alone + LONGEST_LEFT)]
    sign = AHEAD.search(clause)
    if sign is None:
        return False
    return SPEAKS.search(clause, 0, sign.start()) is None and not clause.startswith("了", sign.end())


def day_planned(text: str, start: int, end: int) -> bool:
    """将于|周一, 周一|将公布: a day to come, whichever day of the week it is."""
    planned = PLANNED.search(text, max(0, start - 9), start)
    if planned is not None:
        return text[max(0, planned.start() - 2) : planned.start()] not in ("此前", "曾经")
    return PLANNED_NEXT.match(text, end) is not None


CLAUSE_END = re.compile(r"[,。;!?\n]")


def day_in_brackets(text: str, end: int) -> tuple[int | None, int] | None:
    """(month, day) of 周三(25日)."""
    told = BRACKETED.match(text, end) if text[end : end + 1] in ("(", " ") else None
    return (int(told[1]) if told[1] else None, int(told[2])) if told else None


def still_to_come(text: str, start: int, end: int) -> bool:
    """Whether the clause speaks of something that has not happened yet: 将于…, 拟于…, …起施行."""
    head = max(0, start - 8, text.rfind("。", max(0, start - 8), start))
    if STILL_TO_COME.search(text, head, start) is not None:
        return True
    stop = text.find("。", end, end + 10)
    return STILL_TO_COME.search(text, end, stop if stop >= 0 else end + 10) is not None
