"""Programmes: quoted names before a kind word (“雪亮”工程), and bare names that end in one (城镇保障性安居工程)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import ahocorasick_rs

from newsextract.policies.candidates import HAN, Candidate, Priority, Quote

# ---- quoted ------------------------------------------------------------------------------------------------------

# What a named undertaking is called; up to eight characters may qualify it (“互联网+流通”|行动计划).
_KIND_BEHIND = re.compile(
    rf"(?P<inner>[{HAN}]{{0,8}}?)(?P<kind>战略|计划|行动|工程|规划|倡议|攻坚战|改革|试点|工作法|走廊|宣言|制度|机制|模式|项目|方案|新政|议程|政策)"
    r"(?!者|商|师|院|队|局|部|学|兵|机(?!制)|[\u4e00-\u9fff]{0,2}(?:竞赛|大赛|比赛))"
)
_WEAK_KINDS = frozenset("制度 机制 模式 项目 方案 政策 规划 计划 行动 战略".split())
_OWN_KIND = re.compile(
    rf"[^的]*[{HAN}](?:战略|计划|行动|工程|倡议|攻坚战|三年行动|经济走廊|(?:发展|产业|创新|科创|绿色|鱼米|数字)走廊|愿景|路径|新政|规划|议程|工作法|专项行动|保卫战)(?:\d{{2,4}})?"
)
_PLUS = re.compile(rf"[{HAN}A-Z0-9]{{2,8}}\+(?:[{HAN}A-Z0-9]{{2,8}})?")
# “十四五” is the plan before 规划, 纲要, 目标, and the period (a date) before 时期, 期间, 以来.
FIVE_YEAR_PLAN = re.compile(r"(?:国家)?(?:十[一二三四五六七八九]?|[一二三四六七八九])五")
_PLAN_BEHIND = re.compile(rf"(?!时期|期间|以来|末|初|开局|后|前|中)[{HAN}]{{0,10}}?(?:规划|纲要|目标|计划)")
# Rhetoric, products, crimes and moods stand in quotes too.
_NEVER = re.compile(
    r".*(?:面子|形象|政绩|豆腐渣|半拉子|断头|烂尾|胡子|民心|伪|假|黑|大锅饭|一刀切|潜规则|绣花|短板|绿色通道|绿卡|冒险|极限|单边|购岛|"
    r"封锁|非法|霸|脱钩|竞争性|长臂|断供|零容忍|买一送一|老大难|斩首|定点清除|[?!。])|.*号|.*[吗呢吧]|.*行动者|按计划|.*在行动|.*论|里子|全面|芯片|冰雪\+|.*一策|.*的|.*(?:军事|地面|进攻|打击|袭|战争)|世遗|追捕|.*(?:综艺|讲堂|杯|剧|-\d+)|走出去|[^ ]*[是就把被给]|第[一二三四五]|博物馆|全球|新|老|大|小|好|特殊"
)
_NEVER_BETWEEN = re.compile(
    r"[的和与及在是将了等为被已原正让对从式]|时期|期间|可以|实现|对接|此前|稳步|推进|组织|通过|进行|开展|启动|提出|作为|活动|加大|竞赛|大赛|军事|袭|恐|抗议|导弹|核|游戏|电视|电影|节目|歌|演出|书"
)
_FOREIGN_FORCE = re.compile(r"(?:以军|美军|俄军|军方|武装|五角大楼|北约|国防军)")


def quoted(shadow: str, marks: list[Quote]) -> Iterator[Candidate]:
    """Quoted names: those before a kind word, and those that end in one."""
    for mark in marks:
        text = mark.text
        if FIVE_YEAR_PLAN.fullmatch(text):
            if _PLAN_BEHIND.match(shadow, mark.after):
                yield Candidate(mark.start, mark.end, "programme", "policy.programme.plan", Priority.QUOTED, mark.after)
            continue
        if not 2 <= len(text) <= 24 or _NEVER.fullmatch(text) or _NEVER.match(text):
            continue
        if _is_name(shadow, mark):
            yield Candidate(
                mark.start, mark.end, "programme", "policy.programme.quoted", Priority.QUOTED_WEAK, mark.after
            )


def _is_name(shadow: str, mark: Quote) -> bool:
    text = mark.text
    behind = _KIND_BEHIND.match(shadow, mark.after)
    if behind and not _NEVER_BETWEEN.search(behind["inner"]):
        return _strong(text, behind["inner"], behind["kind"])
    return (
        len(text) >= 4
        and "," not in text
        and not _BAD_ACTION.search(text)
        and bool(_OWN_KIND.fullmatch(text))
        and _says_something(text)
    )


def _strong(text: str, inner: str, kind: str) -> bool:
    """Before 制度, 机制, 模式 and the like a name is short, or joins words by + as a formula does."""
    if "+" in text:
        return bool(_PLUS.fullmatch(text)) or kind in ("工程", "行动", "计划")
    if kind == "项目":
        return len(text) <= 8 and inner in (
            "",
            "重大",
            "示范",
            "试点",
            "重点",
            "民生",
            "公益",
            "合作",
            "攻关",
            "科研攻关",
        )
    if kind in ("制度", "机制", "模式", "方案", "政策"):
        return len(text) <= 8 and len(inner) <= 4 and not text.endswith("+")
    return len(text) <= 14


# ---- bare --------------------------------------------------------------------------------------------------------

KINDS = tuple(
    """战略 计划 行动 工程 规划 攻坚战 保卫战 倡议 攻坚行动 专项行动 行动计划 委员会机制 会晤机制 对话机制 经济走廊 攻关项目 三年行动
    三年行动计划 五年行动 五年行动计划 三年攻坚行动 三年攻坚计划""".split()
)
_WINDOW = 26
_CLAUSE = re.compile(rf"[{HAN}\d—]+$")
# Verbs that launch or carry out what is named behind them.
_LAUNCH = (
    "组织实施|启动实施|深入实施|全面实施|加快实施|继续实施|部署实施|推进实施|实施|启动|开展|推进|落实|推行|打响|打好|打赢|发起|提出|推出|制定|"
    "出台|发布|公布|参与|加入|支持|部署|贯彻|施行|纳入|列入|依托|通过|围绕|聚焦|借助|承担|牵头|对接|建设|完成|执行|深化|推动|提升|抓好|用好|办好|发挥好|加强|召开|举行|建立|组织|接续实施|谋划"
)
# Edges that no name holds; a launch verb, on the other hand, may be part of one (平台经济强省建设三年行动).
_HARD = re.compile(
    r"全面|深入|大力|加快|积极|扎实|继续|正式|率先|同步|统筹|根据|按照|随着|作为|成为|属于|其中|以及|包括|国家级?|全国|我国|全省|全市|中国|该|新时代|"
    r"新一轮|一系列|一批|多个|多项|若干|首次|参加|坚持|配合|未来|这一|同意|情况|时间|取得|周密|下一步|一项|(?<=实施|执行|落实|完成|推进|建设)好|以来|框架|领域|方面|内|"
    r"(?:19|20)\d\d年(?:至(?:19|20)\d\d年)?|[的了着过将把在对由以为被使让等从到已也都还并再又是有各每本其某项个条该届次和与及](?=这一|重大|一)|"
    r"[的了着过将把在对由以为被使让等从到已也都还并再又是有各每本其某项个条]"
)
_SOFT = re.compile(_LAUNCH)
_LAUNCHED = re.compile(rf"(?:{_LAUNCH})(?:了|实施|国家|全国|全省|我国|好|新一轮|新时代|(?:19|20)\d\d年)*$")
_REGION = re.compile(
    r"(?:全国|我国|国家级|国家|中国|全省|全市|全区|全县|我省|我市|本市|各地|北京|上海|天津|重庆|河北|河南|山东|山西|陕西|甘肃|青海|宁夏|新疆|"
    r"西藏|四川|贵州|云南|广西|广东|湖南|湖北|江西|江苏|浙江|安徽|福建|海南|辽宁|吉林|黑龙江|内蒙古)?(?:省|市|自治区)?(?:的)?"
)
# Words that say nothing: a name made of them alone is a description.
_GENERIC = re.compile(
    "重大|重点|大型|国家|民生|水利|基础设施|系统|建设|试点|示范|一系列|相关|有关|具体|总体|发展|工作|三年|五年|年度|专项|行动|计划|工程|"
    "战略|合作|首个|首批|主体|配套|后续|一期|二期|三期|控制性|关键|标志性|骨干|重要|长期|中长期|短期|整体|实施|全国|城市|农村|项目|投资|"
    "推进|全面|新的|和平|就业|技能|培训|扶持|监测|二十国集团|下一步|未来|安全|伟大|共同|任务|联合|统一|集中|各类|大规模|正常|特别|高层|教学|生产|学习|训练|科研|研究|经济|社会|改造|共建"
)
# Descriptions: what only ranks, counts or addresses something.
_BAD_NAME = re.compile(
    r"^(?:重大|大型|重点|小型|中型|特大|新型|超级|大规模|应急|后续|配套|阶段|双方|两国|共建|双边|多边|联合|合作|自身|原定|既定|相应|所有|多数|下一|"
    r"\d+年?$|一揽子|长期|短期|当地|国际|整个|部分|其他|主要|核心|这|那|进一步|年|月|日)|(?:重大|重要|国家|重点|示范|试点|基础|具体|总体)$|(?:时间|情况|部署|参与|收网|抽检|理念|这场|两场)|(?:和|与|及|共同)$|发展$|[一二三四五六七八九十两](?:大|个|项|条)$|两国|双方|他们|我们"
)
_BAD_ACTION = re.compile(
    "军事|反恐|救援|搜救|清场|袭击|空袭|打击|维和|抗议|罢工|搜寻|巡逻|护航|人道|维权|单边|恐怖|制裁|实际|思想|自觉|一致|敌对|占领|武装|"
    "地面|海上|突袭|作战|暗杀|报复|进攻|解放|抓捕|自由|政治|航行|侵略|越境|撤离|采取|侦察|示威|挑衅|具体|协调|停止|他们|极端|伙伴关系"
)
_BAD_WORK = re.compile(
    r"控制性|^在建|施工|主体|项重|基础设施$|装修|收尾|^土木|^建筑|^系统|^软件|^海洋|^信息|^水利$|^交通$|^军事|^生物|^化学|^基因|^环境$"
)
_BAD_PLAN = re.compile(
    r"(?:工作|年度|监督)$|^(?:原|按|本|旅行|工作|学习|航班|训练|飞行|撤军|放行|发射|出行|生产|家庭|预算)|航班|预算|撤军|排海|排放|发射|飞行|接种|监督工作|立法|收入"
)
_BAD_STRATEGY = re.compile(
    r"军事|伙伴|^(?:大|新|核|经营|发展|国家|长期|对外|市场|企业|竞争|全球|营销)$|携手|两国|关系|战略|提升|信任|相互|互信|稳定|自主|从"
)
_FOLLOW = re.compile(
    r"(?:$|[^\u4e00-\u9fff]|的|建设|实施|启动|以来|和|与|及|等|在|是|为|将|已|自|正|取得|进入|开始|全面|正式|顺利|项目|工作|中|进行|推进|有效|"
    r"深入|提供|共|由|从|对|让|使|也|通过|带动|专项|指挥部|推动|累计|惠及|成效|成果|首|完成|落地|继续|覆盖|实现|力争)"
)


class Bare:
    """Bare programme names: an automaton finds the kind words, and a name is read leftwards from each.

    A kind word that counts years stands for the whole name further on: 脱贫攻坚三年行动计划 … 全面实施三年行动计划.
    """

    def __init__(self) -> None:
        self._kinds = ahocorasick_rs.AhoCorasick(KINDS, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, shadow: str) -> Iterator[Candidate]:
        """Names with launch words before them, ending in a kind word, in shadow text."""
        floor = 0
        named: set[str] = set()
        for _, kind_start, end in self._kinds.find_matches_as_indexes(shadow):
            start = self._start(shadow, max(floor, kind_start - _WINDOW), kind_start, end)
            kind = shadow[kind_start:end]
            if start is None and kind in named and _LAUNCHED.search(shadow, max(floor, kind_start - 8), kind_start):
                start = kind_start
            floor = end
            if start is not None:
                if kind[0] in "三五" and start < kind_start:
                    named.add(kind)
                yield Candidate(start, end, "programme", "policy.programme.bare", Priority.SHAPE, end)

    def _start(self, shadow: str, floor: int, kind_start: int, end: int) -> int | None:
        """Where the name that ends here begins; None where it is a description."""
        if kind_start == floor or shadow[kind_start - 1] in "的了该此本这其个项等”》按原、,。\n":
            return None
        window = shadow[floor:kind_start]
        clause = _CLAUSE.search(window)
        if clause is None:
            return None
        name_end, kind = len(window), shadow[kind_start:end]
        if not _FOLLOW.match(shadow, end):
            return None
        hard = max((match.end() for match in _HARD.finditer(window, clause.start())), default=-1)
        soft = [match.end() for match in _SOFT.finditer(window, max(hard, clause.start()))]
        if hard < 0 and (not _opens(shadow, floor + clause.start())):
            hard = soft[0] if soft else name_end
        hard = max(hard, clause.start())
        # From the right: a launch verb that leaves too little behind it is part of the name.
        for cut in (*reversed(soft), hard):
            begin = _REGION.match(window, cut).end()  # type: ignore[union-attr]
            if name_end - begin >= (2 if kind.endswith("战") else SHORTEST_NAME) and _says_something(window[begin:]):
                launched = bool(_LAUNCHED.search(window[:begin]))
                return floor + begin if _names(window[begin:], kind, launched) else None
        return None


SHORTEST_NAME = 3


def _opens(shadow: str, at: int) -> bool:
    """Whether a name may begin here: at the text's start or behind a mark other than a closing quote."""
    return at == 0 or shadow[at - 1] in "\n ,。;:、!?(“《"


def _says_something(name: str) -> bool:
    return len(_GENERIC.sub("", name)) >= 2


def _names(name: str, kind: str, launched: bool) -> bool:
    """Whether the words before the kind word make it a name."""
    if len(name) > 20 or name[0] in "和与及年月日第" or _BAD_NAME.search(name):
        return False
    if kind.endswith("机制"):
        return len(name) >= 3 and name.startswith("中") and not name.startswith(("中央", "中国", "中共"))
    if kind == "规划":
        return False
    if kind.endswith("行动"):
        return (launched or kind != "行动") and not _BAD_ACTION.search(name)
    if kind == "工程":
        return launched and len(name) >= 4 and not _BAD_WORK.search(name)
    if kind.endswith("计划"):
        return launched and not _BAD_PLAN.search(name) and not _BAD_ACTION.search(name)
    if kind == "战略":
        return launched and not _BAD_STRATEGY.search(name)
    if kind == "倡议":
        return launched and len(name) >= 4 and "和" not in name
    return launched or kind in ("攻关项目", "经济走廊")
