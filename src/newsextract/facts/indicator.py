"""What a quantity measures: the words that a statistics table would use as the title of its row."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.facts.chunk import Span, Tokens

RATIOS = frozenset(("%", "‰", "个百分点", "個百分點", "百分点", "成", "倍", "个点"))

CLASSIFIERS = frozenset(
    "个 個 家 名 位 所 座 项 項 条 條 件 批 种 種 类 類 场 場 篇 部 辆 輛 台 架 艘 列 张 張 块 塊 片 栋 棟 套 间 間 处 處 支 只 头 頭 匹 棵 株 本 份 起 例 "
    "宗 笔 筆 期 大 幅 枚 颗 根 对 對 组 組 队 隊 道 口 门 門 股 层 款 封 节 幢 员 員 次 趟 项次 轮 班 眼 盘 尾 羽 桩 桶 瓶 箱 盒 袋 车 批次".split()
)
"""Counters whose noun follows: 181个 | 贫困村."""

PLACE_UNITS = frozenset(
    "村 县 縣 乡 鄉 镇 鎮 省 市 区 區 国 國 校 州 盟 旗 乡镇 县市 省份 省市 省区市 省市区 县区 县市区 市县 国家 社区 街道".split()
)
"""Units that are themselves the noun counted: 180村."""

NOUNS = 'nMsbaq"'
LIMIT = 18
"""Words of a noun phrase, at most: a longer run is a list or a clause, not a row title."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator: word indices [first, end), and the pattern that found it."""

    first: int
    end: int
    rule: str


def clause_of(classes: str, at: int, span: Span) -> Span:
    """The clause of word `at` in the sentence `span`: between commas, colons and full stops."""
    first = max(classes.rfind(",", span[0], at), classes.rfind(".", span[0], at), span[0] - 1) + 1
    comma, stop = classes.find(",", at, span[1]), classes.find(".", at, span[1])
    return first, min(p for p in (comma, stop, span[1]) if p >= 0)


def before(tokens: Tokens, at: int, first: int, *, ratio: bool) -> Phrase | None:
    """The noun phrase before the number at word `at`, past modifiers, verbs of level and trend, and comparisons."""
    edge = at
    for _ in range(4):
        edge = _skip(tokens.classes, edge, first, ratio=ratio)
        start, end = _scan(tokens.classes, edge, first)
        if start > first and tokens.classes[start - 1] == "H":
            edge = start - 1
            continue
        return _trim(tokens, start, end, "before")
    return None


def _skip(classes: str, edge: int, first: int, *, ratio: bool) -> int:
    """Where the words that stand between a noun phrase and its number begin."""
    verb = False
    while edge > first:
        mark = classes[edge - 1]
        if mark in "dl_(toYXxDcp":
            edge -= 1
        elif mark in "TCZ":
            edge, verb = edge - 1, True
            if mark == "T":
                edge = _open(classes, edge, first, "B")
        elif mark == "A":
            cut = classes.rfind("B", first, edge)
            if cut < 0:
                return edge
            edge, verb = cut, True
        elif mark == "E":
            cut = max(classes.rfind("p", first, edge), classes.rfind("j", first, edge))
            edge = cut if cut >= 0 else edge - 1
        elif mark == "u":
            share = classes.rfind("Z", first, edge) if ratio else -1
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
        else:
            return edge
    return edge


def _open(classes: str, edge: int, first: int, mark: str) -> int:
    cut = classes.rfind(mark, first, edge)
    return cut if cut >= 0 else edge


def _scan(classes: str, edge: int, first: int) -> Span:
    """The longest run of nominal words that ends at `edge`."""
    end = start = edge
    floor = max(first, edge - LIMIT)
    while start > floor:
        mark = classes[start - 1]
        left = classes[start - 2] if start - 2 >= floor else ","
        if mark in 'nMsbavmq"':
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
        elif (mark == "u" and left in 'nMsvVTba")') or (mark in "jf" and left in 'nMsvba")'):
            start -= 1
        elif mark in "VTW" and (classes[start] == "u" or (mark == "W" and left in "nMs")):
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
        if mark in 'ujfdl_") x' and (mark != '"' or classes.count('"', start, end) % 2 == 1):
            start += 1
        elif mark in "vV" and following and following in 'nMsba"':
            start += 1
        elif mark == "s" and following and following not in "uj":
            start += 1
        elif mark == "r" and following:
            start += 1
        else:
            break
    while end > start and (classes[end - 1] in "uj_f" or (classes[end - 1] == '"' and classes.count('"', start, end) % 2)):
        end -= 1
    return Phrase(start, end, rule) if end > start else None


def after(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """The noun phrase after the number at word `at`: 181个 | 贫困村, 80.5%的 | 股权."""
    classes = tokens.classes
    first = at + 1
    while first < end and classes[first] in "f_":
        first += 1
    if first < end and classes[first] == "u":
        first += 1
    stop = first
    if first < end and classes[first] in "vV":
        return _headed(tokens, first, end)
    while stop < end and stop - first < LIMIT:
        mark = classes[stop]
        if mark == "(" and stop > first:
            closing = classes.find(")", stop, end)
            if closing < 0 or closing - stop > 6:
                break
            stop = closing + 1
            break
        if mark == "M" and stop > first:
            break
        if mark not in 'nMsbamq"':
            break
        stop += 1
    if stop < end and classes[stop] in "vV" and stop - first > 1 and classes[stop - 1] in "ab":
        stop -= 1
    return _trim(tokens, first, stop, "after")


def _headed(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """A noun phrase that opens with a verb: its head, the last run of nouns (14个|落实计划|专项指挥部)."""
    classes = tokens.classes
    stop = first
    while stop < end and stop - first < LIMIT and classes[stop] in 'nMsbamqvVuj"TA':
        stop += 1
    while stop > first and classes[stop - 1] not in 'nMsq"':
        stop -= 1
    start = stop
    while start > first and classes[start - 1] in 'nMsbaq"':
        start -= 1
    return _trim(tokens, start, stop, "after") if start > first else None


def subject(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """The noun phrase that opens a clause without a number, where a verb follows it: 进口 | 继续扩大."""
    classes = tokens.classes
    start = first
    while start < end and classes[start] in "dDr_tcl":
        start += 1
    stop = start
    while stop < end and classes[stop] in 'nMsbaqujf"':
        stop += 1
    if stop == start or stop == end or classes[stop] not in "vVTCZAdWX":
        return None
    return _trim(tokens, start, stop, "subject")


def members(tokens: Tokens, each: int, first: int, count: int) -> list[Phrase]:
    """The last `count` names before 分别 at word `each`: [] where there are fewer."""
    classes = tokens.classes
    edge = _skip(classes, each, first, ratio=False)
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
