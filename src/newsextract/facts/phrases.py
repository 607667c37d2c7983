"""Noun phrases around a number: what stands before it, after it, or opens the clause. A small deterministic chunker.

It reads the class string of the tagged words (chunk.py) from the number outwards: first past the words that join a
noun to its number (joints.py), then along the longest nominal run.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.facts.chunk import NAME_MARK, Span, Tokens
from newsextract.facts.joints import skip
from newsextract.facts.words import words

NOMINAL = 'nMsbavgmq"'
"""Classes that a noun phrase is made of, read from its end."""
HEADS = 'nMsbagq"'
"""The same without verbs: what may stand to the right of a stripped verb."""
LIMIT = 18
"""Words of a noun phrase, at most: a longer run is a list or a clause, not a row title."""
QUOTED = 4
"""Words before a phrase that holds a quote's end in which its opening is looked for."""
ENOUGH = 6
"""Characters of a name that can do without what stands before its 的."""
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
    first, end = span
    first = max(classes.rfind(",", first, at), classes.rfind(".", first, at), first - 1) + 1
    comma, stop = classes.find(",", at, end), classes.find(".", at, end)
    if comma >= 0:
        end = comma
    return first, stop if 0 <= stop < end else end


def before(tokens: Tokens, at: int, first: int, *, ratio: bool) -> Phrase | None:
    """The noun phrase before the number at word `at`, past modifiers, verbs of level and trend, and comparisons."""
    edge = at
    for _ in range(4):
        edge = skip(tokens, edge, first, ratio=ratio)
        if edge > first and tokens.classes[edge - 1] == "u":
            if ratio:
                return None
            edge -= 1
        start, end = _scan(tokens.classes, edge, first)
        above = _compared_before(tokens.classes, start, first, "HZ" if ratio else "H")
        if above >= 0 and (end > start or ratio):
            edge = above
            continue
        phrase = _trim(tokens, start, end, "before")
        placed = phrase is not None and not tokens.classes[phrase.first : phrase.end].strip("s")
        return None if placed else phrase  # a place alone names no row
    return None


def _compared_before(classes: str, start: int, first: int, verbs: str) -> int:
    """增速高于 | 全部工业增速 | 1.7个百分点, 占 | 全国的比重 | 达20.1%: the verb whose object the phrase is, or -1."""
    verb = max(classes.rfind(mark, first, start) for mark in verbs)
    return verb if verb >= 0 and not set(classes[verb:start]) & set("TCQ") else -1


def _scan(classes: str, edge: int, first: int) -> Span:
    """The longest run of nominal words that ends at `edge`."""
    end = start = edge
    floor = max(first, edge - LIMIT)
    while start > floor:
        mark = classes[start - 1]
        if mark == ")":
            opening = classes.rfind("(", floor, start)
            if opening < 0:
                break
            end = opening if start == end else end
            start = opening
        elif mark in NOMINAL or (mark in "VA" if start == end else _inside(classes, start, floor)):
            start -= 1
        else:
            break
    return start, end


def _inside(classes: str, start: int, floor: int) -> bool:
    """May the word before `start` stand inside a noun phrase that goes on to its right?"""
    mark, right = classes[start - 1], classes[start]
    left = classes[start - 2] if start - 2 >= floor else ","
    if mark == "u":
        return left in 'nMsvVTbag")'
    if mark == "j":
        return left in 'nMsvbag")'
    if mark == "f":
        return left in "nbgM" and right in "nbg"
    if mark in "VT":
        return right == "u"
    if mark == "W":
        return right == "u" or left in "nMg"
    return mark in "it~" or (mark == "A" and right in "nM")


def _trim(tokens: Tokens, start: int, end: int, rule: str) -> Phrase | None:
    """Without leading verbs, places and particles, and without what hangs on at the end: the words of a row title."""
    classes = tokens.classes
    if classes[start : start + 1] == "(":
        start = classes.find(")", start, end) + 1 or start
    while start < end and _leads_off(tokens, start, end):
        start += 1
    while end > start and (classes[end - 1] in "uj_~f" or _unpaired(classes, end - 1, start, end)):
        end -= 1
    particle = classes.rfind("u", start, end)
    owner = particle == start + 1 and tokens.words[start] == NAME_MARK  # 某公司的 | 年销量
    if particle >= 0 and (owner or tokens.length(particle + 1, end) >= ENOUGH):
        start = particle + 1
    bare = len(classes[start:end].rstrip("vVi")) + start
    if bare > start and classes[bare - 1] == "M":
        end = bare
    if classes.count('"', start, end) % 2:
        opening = classes.rfind('"', max(start - QUOTED, 0), start)  # “教共体” | 覆盖率 is taken in whole
        start = opening if opening >= 0 else classes.rfind('"', start, end) + 1
    if end <= start or (classes[start:end] in "vVadg" and tokens.length(start, end) == 1):
        return None  # 净, 远: a lone character that names nothing
    return Phrase(start, end, rule, bare <= start)


def _leads_off(tokens: Tokens, start: int, end: int) -> bool:
    """Is the first word of a phrase no part of its name?"""
    classes = tokens.classes
    mark = classes[start]
    if mark in "ujfdl_~)x" or _unpaired(classes, start, start, end):
        return True
    following = classes[start + 1] if start + 1 < end else "-"
    if tokens.words[start] == NAME_MARK and start + 2 < end and following in "vV":
        return True  # 某合作社 | 销售 | 茶叶
    if (mark == "m" and following == "q") or (mark == "q" and classes[max(start - 1, 0)] == "m"):
        return True  # 一批 | 幸福河湖
    if mark in "sr":
        return following not in "uj-("
    length = tokens.length(start + 1, end)
    if start > 0 and classes[start - 1] in "VKTW":
        return False  # 发放 | 扶贫小额贷款
    return mark in "vV" and following in HEADS and length > 1 and len(tokens.words[start]) < 3


def _unpaired(classes: str, at: int, start: int, end: int) -> bool:
    """A quote at an edge of a phrase that holds an odd number of them."""
    return classes[at] == '"' and classes.count('"', start, end) % 2 == 1


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
    verb = first < end and classes[first] in "vVKp"
    if verb:
        relative = classes.find("u", first, end)  # 600多名 | 来自各地的 | 专家: a relative clause before the noun
        if relative >= 0:
            first, verb = relative + 1, False
        elif counted and classes[first] == "v" and _is_noun_after_all(classes, at, first, end):
            return Phrase(first, first + 1, "after")  # 24条 | 举措: a noun that jieba takes for a verb
        elif len(tokens.words[first]) > 1 or classes[first + 1 : end].strip("nMbag"):
            return None
    stop = first + verb
    while stop < end and stop - first < LIMIT and _goes_on(tokens, first, stop, end, counted=counted):
        stop += 1
    if stop < end and classes[stop] == "(" and stop > first:
        closing = classes.find(")", stop, end)
        stop = closing + 1 if 0 <= closing <= stop + 6 else stop  # 7个 | 县(市、区)
    elif stop - first > 1 and stop < end and classes[stop] in "vVg":
        stop -= classes[stop - 1] in "ab" or tokens.words[stop - 1][-1] in "性型"  # 19家 | 企业 | 战略性重组
    if counted and classes[stop : stop + 1] in ("M", "j"):
        stop = _place_end(tokens, first, stop)
    return _trim(tokens, first, stop, "after")


def _place_end(tokens: Tokens, first: int, stop: int) -> int:
    """181个 | 贫困村 | 基础设施和公共服务水平: the counted places, of which something else is told."""
    for at in range(first, stop):
        if tokens.classes[at] == "n" and tokens.words[at][-1] in PLACE_LAST:
            return at + 1
    return stop


def _is_noun_after_all(classes: str, at: int, first: int, end: int) -> bool:
    """出台24条 | 举措, 这两起 | 袭击共造成: a lone verb where only a noun can stand."""
    following = classes[first + 1] if first + 1 < end else ")"
    return (classes[at - 1] in "uVKWlv" and following in 'j)"') or (classes[at - 1] == "r" and following in "d)")


def _goes_on(tokens: Tokens, first: int, stop: int, end: int, *, counted: bool) -> bool:
    """Does the noun phrase that starts at `first` take in the word at `stop`?"""
    classes = tokens.classes
    mark = classes[stop]
    if mark == "v" and stop > first and classes[stop - 1] in "gba":
        return classes[stop + 1 : stop + 2] in ("n", "M")  # 应急 | 抢险 | 队伍
    if mark == "i" and stop > first:
        return classes[stop + 1 : stop + 2] in tuple("nMgK")  # 十大 | 考古 | 新发现
    if mark == "K" and stop > first:
        return classes[stop - 1] == "i"
    if mark not in 'nMsbamgqt"~':
        return False
    if stop == first:
        return True
    if mark == "g" and (stop + 1 >= end or classes[stop + 1] not in "nMb"):
        return False
    return not counted or mark != "M"


def headed(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """A noun phrase that opens with a verb: its head, the last run of nouns (14个|落实计划|专项指挥部)."""
    classes = tokens.classes
    first = at + 1 + (classes[at + 1 : at + 2] == "u")
    if classes[first : first + 1] not in ("v", "V", "K") or classes[first + 1 : first + 2] in ("o", "l", "p", "d", ""):
        return None
    stop = first + 1
    while stop < end and stop - first < LIMIT and classes[stop] in 'nMsbamqvVguj"TA':
        stop += 1
    while stop > first and classes[stop - 1] not in 'nMsq"':
        stop -= 1
    start = stop
    while start > first and classes[start - 1] in HEADS:
        start -= 1
    if stop - start == 1 and len(tokens.words[start]) == 1:
        start -= 1  # 阅读 | 量
    return _trim(tokens, start, stop, "headed") if start > first and classes[start:stop].strip("s") else None


def fate(tokens: Tokens, at: int, end: int, longest: int = 8) -> Phrase | None:
    """2人|死亡, 两万人|被迫撤离: what people do, where no noun names them, in at most `longest` characters."""
    classes = tokens.classes
    start = at + 1
    listed = classes.find("jQ", start, end)
    end = listed if listed >= 0 else end
    while start < end and classes[start] in "dp":
        start += 1
    if start >= end or classes[start] not in "vVg" or tokens.length(start, end) > longest:
        return None
    if "Q" in classes[start:end] or "u" in classes[start:end]:
        return None
    while end > start + 1 and classes[end - 1] in '_~x.)("' and _unclosed(classes, start, end):
        end -= 1
    return Phrase(start, end, "fate")


def _unclosed(classes: str, start: int, end: int) -> bool:
    """Does the last word of [start, end) stand loose: a blank, or a mark without its other half?"""
    mark = classes[end - 1]
    if mark == '"':
        return _unpaired(classes, end - 1, start, end)
    return mark not in "()" or classes.count("(", start, end) != classes.count(")", start, end)


def predicate(tokens: Tokens, noun: Phrase, end: int) -> Phrase | None:
    """近20%的农牧民|属|因病致贫: the short predicate, of which the number is the share."""
    classes = tokens.classes
    start = noun.end
    while start < end and classes[start] in "dCpu":
        start += 1
    if start >= end or not 2 <= tokens.length(start, end) <= 8 or "Q" in classes[start:end]:
        return None
    if tokens.words[start] in words().report:
        return None
    return Phrase(start, end, "share")


def subject(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """The noun phrase that opens a clause without a number, where a verb follows it: 进口 | 继续扩大."""
    classes = tokens.classes
    start = first
    while start < end and classes[start] in "dDr_tcl":
        start += 1
    if start < end and classes[start] in "pvVK":
        relative = classes.find("u", start, end)
        if relative < 0:
            return None
        start = relative + 1
    stop = start
    while stop < end and classes[stop] in 'nMsbaqgujf"':
        stop += 1
    verb = stop
    while verb < end and classes[verb] in "Dt_":
        verb += 1
    if verb == end and stop - start > 1 and len(tokens.words[stop - 1]) > 3:
        return _trim(tokens, start, stop - 1, "subject")  # 贸易逆差 | 再创新高
    if stop == start or verb == end or classes[verb] not in "vVKTCZAdWX" or tokens.words[verb] in words().report:
        return None
    phrase = _trim(tokens, start, stop, "subject")
    return phrase if phrase is not None and classes[phrase.first : phrase.end].strip("s") else None


def subject_before(tokens: Tokens, verb: Phrase, first: int) -> Phrase | None:
    """中欧班列|累计开行|1.7万列: the noun phrase before a bare verb and its adverbs."""
    edge = verb.first
    while edge > first and tokens.classes[edge - 1] in "dit_":
        edge -= 1
    start, end = _scan(tokens.classes, edge, first)
    return _trim(tokens, start, end, "before_verb")


def members(tokens: Tokens, each: int, first: int, count: int) -> list[Phrase]:
    """The last `count` names before 分别 at word `each`; the last one for all where there are fewer; [] for none."""
    classes = tokens.classes
    edge = skip(tokens, each, first, ratio=False)
    start, end = _scan(classes, edge, first)
    parts: list[Phrase] = []
    while start < end:
        cut = classes.find("j", start, end)
        cut = cut if cut >= 0 else end
        part = _trim(tokens, start, cut, "each")
        if part:
            parts.append(part)
        start = cut + 1
    return parts[-count:] if len(parts) >= count else parts[-1:] * count


def is_paced(tokens: Tokens, at: int) -> bool:
    """以6%的 | 速度: what stands before the number, not the pace, is measured."""
    return at + 2 < len(tokens.words) and tokens.classes[at + 1] == "u" and tokens.words[at + 2] in words().pace
