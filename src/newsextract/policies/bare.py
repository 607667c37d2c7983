"""Programmes without quotes: 城镇保障性安居工程, 脱贫攻坚三年行动计划, read leftwards from the kind word."""

from __future__ import annotations

from collections.abc import Iterator

import ahocorasick_rs

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN, Candidate, Priority
from newsextract.policies.programmes import NOT_ACTION, says_something
from newsextract.policies.vocabulary import any_of, words

WINDOW = 26
SHORTEST = 3
# Campaigns that tour the country keep their region: 闽茶全国行, 广东产品全国行.
_TOURS = ("全国行", "万里行")
LONGEST = 20
# 孟中印缅经济走廊 names its countries by a character each, 区域综合经济走廊 none.
LONGEST_CORRIDOR = 6

_LAUNCH = any_of(words("programme", "launch"))
_SOFT_EDGE = re.compile(any_of(words("programme", "launch"), ("实行",)))
# No name holds these; some launch verbs, on the other hand, may be part of one (平台经济强省建设三年行动).
_HARD_EDGE = re.compile(
    # A character that is an edge alone may be part of a word that names do hold: 由, but 自由; 本, but 成本.
    rf"{any_of(words('programme', 'no_edges'))}|(?P<launch>{any_of(words('programme', 'launch_only'))})|"
    rf"(?P<edge>{any_of(words('programme', 'edges'))}|(?<=实施|执行|落实|完成|推进|建设)好|"
    r"(?:19|20)\d\d年(?:至(?:19|20)\d\d年)?|[届次和与及](?=这一|重大|一))"
)
_LAUNCHED = re.compile(
    rf"{_LAUNCH}(?:了|的|实施|国家|全国|全省|全市|我国|好|新一轮|新时代|为期[{HAN}\d]{{2,5}}的|(?:19|20)\d\d年)*$"
)
_REGION = re.compile(
    rf"(?:{any_of(words('programme', 'regions'))}(?:省|市|自治区)?的?|"
    # 临水县|渡口养护工程, but 城市更新行动, 县域 …, 市场 ….
    rf"[{HAN}]{{2,3}}(?:自治区|自治州|省|市|县)(?<!城市|都市|县市)(?![场级政域民区容]))?"
)
_CLAUSE = re.compile(rf"[{HAN}\d—]+$")
_JOINTS = "、和与及"
_OPENING = "\n ,。;:、!?(“《"
_NO_NAME_BEFORE = re.compile(r"(?<=[的了该此本这其个项等”》按原、,。\n])(?<!成本|资本|样本|标本)")
_FOLLOW = re.compile(rf"$|[^{HAN}\d]|(?<!计划|项目)\d|(?<!工程)项目|{any_of(words('programme', 'follow'))}")
# 饮水安全工程|355处, …加固工程|10座: works that are counted, no name.
_COUNTED = re.compile(
    r"[共约近累超\d一两三四五六七八九十百千几][计过\d,.一二两三四五六七八九十百千万多余]*(?:处|项(?!目)|座|个|条|公里|口|平方米|亩|件)"
)
# 医疗扶贫试点工程|工作会, 在某某行动|启动仪式上: what a meeting is called after is a programme.
_MEETING = "(?:工作会|推进会|动员会|部署会|启动会|启动仪式|开工仪式)"
_MET_FOR = re.compile(f"{_MEETING}|(?:试点|专项|工作|总结|现场|集中){_MEETING}")
_SHORTEST_TRIAL = 6
# 机场计划启动航线, 推动倡议落地: there is no telling whose predicate it is.
_VERBS_TOO = ("计划", "倡议", "规划")
_UNDER_WAY = re.compile(
    r"(?:正式|全面|深入|顺利|扎实|稳步|有序|持续|加快|纵深|圆满|今天|日前|近日|已|如期|加速|接续|不断)*"
    r"(?:实施|启动|推进|开展|完成|收官|落地|推开|展开|铺开|打响|见效|成效|成果丰硕|取得|实现全覆盖|惠及|深化|纳入|入选|获评|累计|把|让|带动|帮助|为[^了期时])"
)
# 今年以来, 全省 …: what may stand between a clause's mark and its subject.
_AT_THE_HEAD = re.compile(
    rf"(?:^|[{re.escape(_OPENING)}])(?:今年|去年|目前|近年来|(?:[{HAN}\d]{{2,6}}以来)|全国|全省|全市|全区|全县|我国|我省|我市|国家|新一轮)*$"
)
# What is under way at a clause's head may be a building site or hang on a verb: 海东铁路扩能改造工程, 保障…工程.
_NO_SUBJECT = re.compile(
    r"^(?:保障|确保|助力|支持|支撑|让|请)|(?:期|铁路|公路|高速|机场|大桥|隧道|电站|码头|[线梁桥路港渠库坝站])(?:.{0,8})工程$"
)
# 投资规模计划完成, 计划到年底 …: 计划 is the verb.
_PLANNED = re.compile("完成|实现|到|于|从|在|由|对|将|投资|共|让|使")

_DESCRIPTION = re.compile(
    rf"^{any_of(words('programme', 'not_first'))}|^\d+年?$|{any_of(words('programme', 'not_last'))}$|"
    rf"{any_of(words('programme', 'not_within'))}|[一二三四五六七八九十两](?:大|个|项|条)$"
)
_NOT_PLAN = re.compile(rf"(?:工作|年度|监督)$|^学习|^生产|^家庭|{any_of(words('programme', 'not_plan'))}")
_NOT_STRATEGY = re.compile(
    rf"(?:^.{{,2}}|(?:[和与]|(?<!协)同).*|^长远)发展$|{any_of(words('programme', 'not_strategy'))}|"
    r"^(?:大|新|核|经营|发展|长期|对外|市场|企业|竞争|全球|营销)$"
)
# Building sites and academic subjects: 控制性工程, 主体工程, 软件工程.
_NOT_WORK = re.compile(
    "控制性|^在建|施工|主体|项重|基础设施$|装修|收尾|^土木|^建筑|^系统|^软件|^海洋|^信息|^水利$|^交通$|^军事|^生物|^化学|^基因"
)
_SYSTEM = re.compile(rf"[^的]{{3,}}(?<!和|与|及){any_of(words('programme', 'system_acts'))}")
_BETWEEN_STATES = re.compile("政府间|总理|部长|外长|元首|领导人|议会")
_BOTH = ("两国", "双方")
_INSTITUTED = re.compile("实行了?$")
_SHORTEST_SYSTEM = 5
# 分别为甲工程、乙工程: a row that is introduced.
_INTRODUCED = re.compile("(?:包括|包含|分别[为是]|涵盖)$")
_SHORTEST_IN_ROW = 5


class Bare:
    """An automaton finds the kind words; from each a name is read leftwards to the last word that no name holds.

    A kind word that counts years stands for the whole name further on: 脱贫攻坚三年行动计划 … 全面实施三年行动计划.
    """

    def __init__(self) -> None:
        kinds = words("programme", "kinds")
        self._kinds = ahocorasick_rs.AhoCorasick(kinds, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, shadow: str) -> Iterator[Candidate]:
        """Names that are launched or carried out, in shadow text."""
        floor = last = 0
        named: set[str] = set()
        for _, kind_start, end in self._kinds.find_matches_as_indexes(shadow):
            kind = shadow[kind_start:end]
            # Names in a row are launched together: 实施甲计划、乙计划和丙计划.
            joined = bool(last) and floor == last and shadow[floor] in _JOINTS
            start = _start(shadow, max(floor + joined, kind_start - WINDOW), kind_start, end, joined)
            if start is not None and kind[0] in "三五":
                named.add(kind)
            elif start is None and kind in named and _LAUNCHED.search(shadow, max(floor, kind_start - 8), kind_start):
                start = kind_start
            floor = end
            if start is not None:
                last = end
                yield Candidate(start, end, "programme", "policy.programme.bare", Priority.SHAPE, end)


def _start(shadow: str, floor: int, kind_start: int, end: int, joined: bool) -> int | None:
    """Where the name that ends here begins; None where it is a description.

    joined: whether the floor is where the next name in a row begins.
    """
    if kind_start == floor or _NO_NAME_BEFORE.match(shadow, kind_start) or not _FOLLOW.match(shadow, end):
        return None
    clause = _CLAUSE.search(shadow, floor, kind_start)
    if clause is None:
        return None
    kind = shadow[kind_start:end]
    if kind == "工程" and _COUNTED.match(shadow, end):
        return None
    if kind.endswith("计划") and _PLANNED.match(shadow, end):
        return None
    tour = kind in _TOURS
    shortest = 2 if tour or kind.endswith("战") else SHORTEST
    # From the right: a launch verb that leaves too little behind it is part of the name.
    for cut in _cuts(shadow, clause.start(), kind_start):
        start = cut if tour else _past_region(shadow, cut, kind_start)
        if kind.endswith("机制") and shadow.startswith(_BOTH, start):
            start += len(_BOTH[0])
        if kind == "保卫战":
            start = _with_fellows(shadow, floor, start, kind_start)
        name = shadow[start:kind_start]
        if len(name) >= shortest and says_something(name):
            launched = bool(_LAUNCHED.search(shadow, floor, min(cut, start))) or (joined and start == floor)
            launched = launched or (kind not in _VERBS_TOO and _under_way(shadow, min(cut, start), start, end))
            launched = launched or (kind == "制度" and bool(_INSTITUTED.search(shadow, floor, cut)))
            met = _MET_FOR.match(shadow, end) is not None
            launched = launched or met or _introduced(shadow, start, kind_start, end)
            name = name.removesuffix("试点") if met and len(name) > _SHORTEST_TRIAL else name
            return start if _names(name, kind, launched) else None
    return None


def _cuts(shadow: str, clause: int, kind_start: int) -> list[int]:
    """Where the name may begin, nearest first: behind launch verbs, back to the last hard edge or the clause's."""
    edges = [match for match in _HARD_EDGE.finditer(shadow, clause, kind_start) if match.lastgroup]
    hard = edges[-1].end() if edges else clause
    cuts = [match.end() for match in _SOFT_EDGE.finditer(shadow, hard, kind_start)][::-1]
    if edges and edges[-1].lastgroup == "launch" and kind_start - hard <= LONGEST:
        return [hard, *cuts]
    if hard > clause or clause == 0 or shadow[clause - 1] in _OPENING:
        cuts.append(hard)
    return cuts


def _under_way(shadow: str, cut: int, start: int, end: int) -> bool:
    """Whether a name that begins a clause is said to be launched or carried out: |农房改造提升行动|圆满完成.

    cut: where the name's region begins, if it has one; otherwise the start.
    """
    opens = _AT_THE_HEAD.search(shadow, max(0, cut - LONGEST), cut)
    return bool(opens and _UNDER_WAY.match(shadow, end)) and not _NO_SUBJECT.search(shadow[start:end])


def _with_fellows(shadow: str, floor: int, start: int, kind_start: int) -> int:
    """Where the name of a defence begins before which others, as long as it, share its kind word: 碧水、净土保卫战."""
    step = kind_start - start + 1
    while start - step >= floor and shadow[start - 1] == "、" and _CLAUSE.fullmatch(shadow, start - step, start - 1):
        start -= step
    return start


def _introduced(shadow: str, start: int, kind_start: int, end: int) -> bool:
    """Whether a name is the first in a row of names that is announced as one."""
    long = kind_start - start >= _SHORTEST_IN_ROW
    return long and shadow[end : end + 1] == "、" and bool(_INTRODUCED.search(shadow, max(0, start - 4), start))


def _past_region(shadow: str, start: int, end: int) -> int:
    match = _REGION.match(shadow, start, end)
    return match.end() if match else start


def _names(name: str, kind: str, launched: bool) -> bool:
    """Whether the words before the kind word make it a name."""
    if len(name) > LONGEST or _DESCRIPTION.search(name):
        return False
    if kind.endswith("机制"):
        # Bodies of two countries: 中柬政府间协调委员会机制, 用好|副总理级政府间合作委员会机制.
        return (name.startswith("中") and not name.startswith(("中央", "中共"))) or (
            launched and bool(_BETWEEN_STATES.search(name))
        )
    if kind == "规划":
        return False
    if kind == "制度":
        return launched and len(name) >= _SHORTEST_SYSTEM and bool(_SYSTEM.fullmatch(name))
    if kind.endswith("行动"):
        return (launched or kind != "行动") and not NOT_ACTION.search(name)
    if kind == "工程":
        return launched and len(name) > SHORTEST and not _NOT_WORK.search(name)
    if kind.endswith("计划"):
        return launched and not _NOT_PLAN.search(name) and not NOT_ACTION.search(name)
    if kind == "战略":
        return launched and not _NOT_STRATEGY.search(name)
    if kind == "倡议":
        return launched and len(name) > SHORTEST and "和" not in name
    if kind == "经济走廊":
        return len(name) <= LONGEST_CORRIDOR
    return launched or kind == "攻关项目" or kind in _TOURS
