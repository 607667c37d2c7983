"""What a quantity measures: the words that a statistics table would use as the title of its row."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.facts.chunk import Span, Tokens

RATIOS = frozenset(("%", "‰", "个百分点", "個百分點", "百分点", "成", "倍", "个点"))
POINTS = frozenset(("个百分点", "個百分點", "百分点", "个点"))

CLASSIFIERS = frozenset(
    "个 個 家 名 位 所 座 项 項 条 條 件 批 种 種 类 類 场 場 篇 部 辆 輛 台 架 艘 列 张 張 块 塊 片 栋 棟 套 间 間 处 處 支 只 头 頭 匹 棵 株 本 份 起 例 "
    "宗 笔 筆 期 大 幅 枚 颗 根 对 對 组 組 队 隊 道 口 门 門 股 层 款 封 节 幢 员 員 次 趟 项次 轮 班 眼 盘 尾 羽 桩 桶 瓶 箱 盒 袋 车 批次".split()
)
"""Counters whose noun follows: 181个 | 贫困村."""

PLACE_UNITS = frozenset(
    "村 县 縣 乡 鄉 镇 鎮 省 市 区 區 国 國 校 州 盟 旗 乡镇 县市 省份 省市 省区市 省市区 县区 县市区 市县 国家 社区 街道".split()
)
"""Units that are themselves the noun counted: 180村."""

PEOPLE = frozenset(("人", "户", "戶", "人次", "者"))

AGES = frozenset(("岁", "歲", "周岁", "周歲"))

NOMINAL = 'nMsbavgmq"'
"""Classes that a noun phrase is made of, read from its end."""
HEADS = 'nMsbagq"'
"""The same without verbs: what may stand to the right of a stripped verb."""
LIMIT = 18
"""Words of a noun phrase, at most: a longer run is a list or a clause, not a row title."""
PLACE_LAST = "村县镇乡市区省国"


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator: word indices [first, end), and the pattern that found it. verbal: nothing but verbs."""

    first: int
    end: int
    rule: str
    verbal: bool = False


def clause_of(classes: str, at: int, span: Span) -> Span:
    """The clause of word `at` in the sentence `span`: between commas, colons and full stops."""
    first = max(classes.rfind(",", span[0], at), classes.rfind(".", span[0], at), span[0] - 1) + 1
    comma, stop = classes.find(",", at, span[1]), classes.find(".", at, span[1])
    return first, min(p for p in (comma, stop, span[1]) if p >= 0)


def before(tokens: Tokens, at: int, first: int, *, ratio: bool) -> Phrase | None:
    """The noun phrase before the number at word `at`, past modifiers, verbs of level and trend, and comparisons."""
    edge = at
    for _ in range(4):
        edge = _skip(tokens, edge, first, ratio=ratio)
        if edge > first and tokens.classes[edge - 1] == "u":
            if ratio:
                return None
            edge -= 1
        start, end = _scan(tokens.classes, edge, first)
        if end > start > first and tokens.classes[start - 1] in "HZ":
            edge = start - 1
            continue
        return _trim(tokens, start, end, "before")
    return None


def _skip(tokens: Tokens, edge: int, first: int, *, ratio: bool) -> int:
    """Where the words that stand between a noun phrase and its number begin."""
    classes = tokens.classes
    verb = reached = False
    while edge > first:
        mark = classes[edge - 1]
        word = tokens.words[edge - 1]
        if mark in "dil_~(toYXxDcpBWK":
            edge -= 1
            verb = verb or mark == "W"
            reached = reached or mark == "o"
        elif mark in "TCZ":
            edge, verb = edge - 1, True
            reached = word in ("为", "在")
            if mark == "T":
                edge = _opening(tokens, edge, first)
        elif mark == "A":
            cut = classes.rfind("B", first, edge)
            if cut < 0 and not verb:
                return edge
            edge, verb = (cut if cut >= 0 else edge - 1), True
        elif mark == "E":
            cut = max(classes.rfind("p", first, edge), classes.rfind("j", first, edge))
            edge = cut if cut >= 0 else edge - 1
        elif mark == "u":
            share = max(classes.rfind("Z", first, edge), classes.rfind("C", first, edge)) if ratio else -1
            if share >= 0:
                edge = share
            elif edge - 2 >= first and classes[edge - 2] == "D":
                edge -= 2
            else:
                return edge
        elif mark == "Q" and verb:
            opening = classes.rfind("p", first, edge)
            if opening < 0:
                return edge
            edge = opening
        elif mark == "v" and (reached or (verb and len(word) == 1)):
            edge -= 1
        elif mark == "r" and word[0] == "每":
            edge -= 1
        elif edge - 2 >= first and tokens.words[edge - 2] == "每":
            edge -= 2
        else:
            return edge
    return edge


def _opening(tokens: Tokens, edge: int, first: int) -> int:
    """Where the comparison (比去年同期|增长) or the origin (由去年的预计|下调) before a verb of change opens."""
    cut = tokens.classes.rfind("B", first, edge)
    if cut >= 0:
        return cut
    cut = tokens.classes.rfind("p", first, edge)
    return cut if cut >= 0 and tokens.words[cut] in ("由", "从") else edge


def _scan(classes: str, edge: int, first: int) -> Span:
    """The longest run of nominal words that ends at `edge`."""
    end = start = edge
    floor = max(first, edge - LIMIT)
    while start > floor:
        mark = classes[start - 1]
        left = classes[start - 2] if start - 2 >= floor else ","
        if mark in NOMINAL:
            start -= 1
        elif mark == ")":
            opening = classes.rfind("(", floor, start)
            if opening < 0:
                break
            end = opening if start == end else end
            start = opening
        elif start == end and mark == "V":
            start -= 1
        elif start == end:
            break
        elif mark in "it~":
            start -= 1
        elif (mark == "u" and left in 'nMsvVTbag")') or (mark == "j" and left in 'nMsvbag")'):
            start -= 1
        elif mark == "f" and left in "nbgM" and classes[start] in "nbg":
            start -= 1
        elif mark in "VTW" and (classes[start] == "u" or (mark == "W" and left in "nMg")):
            start -= 1
        elif mark == "A" and classes[start] in "nM":
            start -= 1
        else:
            break
    return start, end


def _trim(tokens: Tokens, start: int, end: int, rule: str) -> Phrase | None:
    """Without leading verbs, places and particles: the words a row title needs."""
    classes = tokens.classes
    while start < end:
        mark = classes[start]
        following = classes[start + 1] if start + 1 < end else ""
        length = tokens.ends[end - 1] - tokens.ends[start]
        if mark in 'ujfdl_~)x':
            start += 1
        elif mark == '"' and classes.count('"', start, end) % 2 == 1:
            start += 1
        elif mark in "vV" and following and following in HEADS and length > 1 and len(tokens.words[start]) < 3:
            start += 1
        elif mark in "sr" and following and following not in "uj":
            start += 1
        else:
            break
    while end > start and (
        classes[end - 1] in "uj_~f" or (classes[end - 1] == '"' and classes.count('"', start, end) % 2)
    ):
        end -= 1
    bare = len(classes[start:end].rstrip("vVi")) + start
    if bare > start and classes[bare - 1] == "M":
        end = bare
    if end <= start:
        return None
    return Phrase(start, end, rule, bare <= start)


def after(tokens: Tokens, at: int, end: int, *, counted: bool) -> Phrase | None:
    """The noun phrase after the number at word `at`: 181个 | 贫困村, 80.5%的 | 股权.

    counted: the noun is what a classifier counts, and so ends before a metric noun (17个重点产业 | 增加值).
    """
    classes = tokens.classes
    first = at + 1
    while first < end and classes[first] == "f":
        first += 1
    if first < end and classes[first] == "u":
        first += 1
    if first < end and classes[first] in "vVp":
        # 600多名 | 来自各地的 | 专家: a relative clause stands before the noun.
        relative = classes.find("u", first, end)
        if relative >= 0:
            first = relative + 1
        elif counted and (first + 1 == end or classes[first + 1] in 'j)"') and classes[at - 1] in "uVW":
            return Phrase(first, first + 1, "after")
        elif len(tokens.words[first]) > 1 or classes[first + 1 : end].strip("nMbag"):
            return None
    stop = first + (classes[first : first + 1] == "v")
    while stop < end and stop - first < LIMIT:
        mark = classes[stop]
        if mark == "(" and stop > first:
            closing = classes.find(")", stop, end)
            if closing >= 0 and closing - stop <= 6:
                stop = closing + 1
            break
        if mark == "M" and stop > first and counted:
            break
        if mark == "g" and stop > first and (stop + 1 >= end or classes[stop + 1] not in "nMb"):
            break
        if mark not in 'nMsbamgqt"~':
            break
        stop += 1
        if counted and mark == "n" and tokens.words[stop - 1][-1] in PLACE_LAST and classes[stop:stop + 1] in tuple("nbag"):
            break
    if stop - first > 1 and classes[stop - 1] in "ab" and stop < end and classes[stop] in "vVg":
        stop -= 1
    return _trim(tokens, first, stop, "after")


def headed(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """A noun phrase that opens with a verb: its head, the last run of nouns (14个|落实计划|专项指挥部)."""
    classes = tokens.classes
    first = at + 1 + (classes[at + 1 : at + 2] == "u")
    if classes[first : first + 1] not in ("v", "V") or classes[first + 1 : first + 2] in ("o", "l", "p", "d", ""):
        return None
    stop = first
    while stop < end and stop - first < LIMIT and classes[stop] in 'nMsbamqvVguj"TA':
        stop += 1
    while stop > first and classes[stop - 1] not in 'nMsq"':
        stop -= 1
    start = stop
    while start > first and classes[start - 1] in HEADS:
        start -= 1
    return _trim(tokens, start, stop, "headed") if start > first and classes[start:stop].strip("s") else None


def fate(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """2人|死亡, 两万人|被迫撤离: what people do, where no noun names them."""
    classes = tokens.classes
    start = at + 1
    while start < end and classes[start] in "dp":
        start += 1
    if start >= end or classes[start] not in "vVg" or tokens.ends[end - 1] - tokens.starts[start] > 6:
        return None
    if "Q" in classes[start:end] or "u" in classes[start:end]:
        return None
    return Phrase(start, end, "fate")


def predicate(tokens: Tokens, noun: Phrase, end: int) -> Phrase | None:
    """近20%的农牧民|属|因病致贫: the short predicate, of which the number is the share."""
    classes = tokens.classes
    start = noun.end
    while start < end and classes[start] in "dC":
        start += 1
    if start >= end or not 2 <= tokens.ends[end - 1] - tokens.starts[start] <= 8 or "Q" in classes[start:end]:
        return None
    return Phrase(start, end, "share")


def subject(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """The noun phrase that opens a clause without a number, where a verb follows it: 进口 | 继续扩大."""
    classes = tokens.classes
    start = first
    while start < end and classes[start] in "dDr_tcl":
        start += 1
    if start < end and classes[start] in "pvV":
        relative = classes.find("u", start, end)
        if relative < 0:
            return None
        start = relative + 1
    stop = start
    while stop < end and classes[stop] in 'nMsbaqgujf"':
        stop += 1
    if stop == start or stop == end or classes[stop] not in "vVTCZAdWX":
        return None
    return _trim(tokens, start, stop, "subject")


def subject_before(tokens: Tokens, verb: Phrase, first: int) -> Phrase | None:
    """中欧班列|累计开行|1.7万列: the noun phrase before a bare verb and its adverbs."""
    edge = verb.first
    while edge > first and tokens.classes[edge - 1] in "dit_":
        edge -= 1
    start, end = _scan(tokens.classes, edge, first)
    return _trim(tokens, start, end, "before_verb")


def members(tokens: Tokens, each: int, first: int, count: int) -> list[Phrase]:
    """The last `count` names before 分别 at word `each`: [] where there are fewer."""
    classes = tokens.classes
    edge = _skip(tokens, each, first, ratio=False)
    start, end = _scan(classes, edge, first)
    parts: list[Phrase] = []
    while start < end:
        cut = classes.find("j", start, end)
        cut = cut if cut >= 0 else end
        part = _trim(tokens, start, cut, "each")
        if part:
            parts.append(part)
        start = cut + 1
    return parts[-count:] if len(parts) >= count else []
