"""What follows a number: the noun that it counts, what people do or undergo, what a number is the share of."""

from __future__ import annotations

from dataclasses import replace

from newsextract.facts.chunk import Tokens
from newsextract.facts.phrases import HEADS, LIMIT, LONGEST_QUOTE, Phrase, trim, unpaired
from newsextract.facts.words import words

LINKING = frozenset(("是", "属", "属于", "均是", "都是"))
LONGEST_PART = 20
"""Characters of what a share is said to consist of."""
DESCRIBED = 8
"""Words of a description (人口较多的) before the counted noun."""
INNER_ADVERBS = frozenset(("最", "基本"))
"""Adverbs within a noun phrase: 国内 | 最 | 好的, 国家 | 基本 | 公共服务."""
PLACE_LAST = "村县镇乡市区省国"


def noun(tokens: Tokens, at: int, end: int, *, counted: bool) -> Phrase | None:
    """The noun phrase after the number at word `at`: 181个 | 贫困村, 80.5%的 | 股权.

    counted: the noun is what a classifier counts, and so ends before a metric noun (17个重点产业 | 增加值).
    """
    classes = tokens.classes
    first = at + 1
    while first < end and classes[first] == "f":
        first += 1
    if first < end and classes[first] == "u":
        first += 1
    first = _past_owner(tokens, first, end)
    verb = first < end and (classes[first] in "vVKp" or tokens.words[first] == "有")
    governed = False
    if verb:
        relative = classes.find("u", first, end)  # 600多名 | 来自各地的 | 专家: a relative clause before the noun
        if relative >= 0:
            first, verb = relative + 1, False
        elif classes[first] == "v" and _is_noun_after_all(classes, at, first, end, counted=counted):
            return Phrase(first, first + 1, "after")  # 24条 | 举措: a noun that jieba takes for a verb
        elif counted and _is_governed(tokens, at, first) and classes[first + 1 : first + 2] in tuple("nMbg"):
            governed = True  # 建设180个 | 休闲 | 农业县
        elif len(tokens.words[first]) > 1 or classes[first + 1 : end].strip("nMbag"):
            return None
    stop = first + verb
    while stop < end and stop - first < LIMIT and _goes_on(tokens, first, stop, end, counted=counted):
        closing = _closing(classes, stop, end) if classes[stop] == '"' else -1
        stop = max(stop, closing) + 1
    if stop < end and classes[stop] == "(" and stop > first:
        closing = classes.find(")", stop, end)
        stop = closing + 1 if 0 <= closing <= stop + 6 else stop  # 7个 | 县(市、区)
    elif stop - first > 1 and stop < end and classes[stop] in "vVg":
        stop -= classes[stop - 1] in "ab" or tokens.words[stop - 1][-1] in "性型"  # 19家 | 企业 | 战略性重组
    if counted and classes[stop : stop + 1] in ("M", "j"):
        stop = _place_end(tokens, first, stop)
    phrase = trim(tokens, first + governed, stop, "after")
    return replace(phrase, first=first) if governed and phrase is not None else phrase


def _past_owner(tokens: Tokens, first: int, end: int) -> int:
    """11家 | 全国 | 重点实验室, 5名 | 本省某县的 | 村民, 6个 | 人口较多的 | 城市: where the counted noun begins."""
    classes = tokens.classes
    while first + 1 < end and classes[first] in "rs" and classes[first + 1] in 'nMsbagu"r':
        first += 1
    if classes[first : first + 1] == "u":
        return first + 1
    described = classes.find("u", first, min(end, first + DESCRIBED))
    owned = described > first and classes[described - 1] in "Aa" and classes[described - 2] in "dB"
    if owned and "f" not in classes[first:described]:
        return described + 1
    return first


def _closing(classes: str, opening: int, end: int) -> int:
    """Where the quote that is opened at `opening` ends, within a clause; -1 where it does not."""
    closing = classes.find('"', opening + 1, min(end, opening + LONGEST_QUOTE))
    named = closing >= 0 and classes[closing - 1] in "nMgbq" and not set(classes[opening:closing]) & set(",.Q")
    return closing if named else -1


def _place_end(tokens: Tokens, first: int, stop: int) -> int:
    """181个 | 贫困村 | 基础设施和公共服务水平: the counted places, of which something else is told."""
    for at in range(first, stop):
        word = tokens.words[at]
        if tokens.classes[at] == "n" and word[-1] in PLACE_LAST and (len(word) != 2 or at + 1 == stop):  # not 乡镇|企业
            return at + 1
    return stop


def _is_governed(tokens: Tokens, at: int, first: int) -> bool:
    """Is the number at word `at` the object of a verb, so that the word `first` after it is not the predicate?"""
    left = at - 1
    while left > 0 and tokens.classes[left] in "dl_~":
        left -= 1
    return tokens.classes[first] == "v" and len(tokens.words[first]) == 2 and tokens.classes[max(left, 0)] in "vVgKWC"


def _is_noun_after_all(classes: str, at: int, first: int, end: int, *, counted: bool) -> bool:
    """出台24条 | 举措, 这两起 | 袭击共造成, 千里的 | 长途跋涉: a lone verb where only a noun can stand."""
    following = classes[first + 1] if first + 1 < end else ")"
    if classes[first - 1] == "u":
        return following in 'pj)"'
    if not counted:
        return False
    return (classes[at - 1] in "uVKWlv" and following in 'j)"') or (classes[at - 1] == "r" and following in "d)")


def _goes_on(tokens: Tokens, first: int, stop: int, end: int, *, counted: bool) -> bool:
    """Does the noun phrase that starts at `first` take in the word at `stop`?"""
    classes = tokens.classes
    mark, following = classes[stop], classes[stop + 1 : stop + 2]
    if mark == "v" and stop > first and classes[stop - 1] in "gba":
        return following in ("n", "M")  # 应急 | 抢险 | 队伍
    if mark == "V" and stop > first:
        return following == "n" and classes[stop - 1] in "mb"  # 第三方 | 支付 | 服务商
    if mark == "i" and stop > first:
        return following in tuple("nMgK")  # 十大 | 考古 | 新发现
    if mark == "K" and stop > first:
        return classes[stop - 1] == "i"
    if mark == "d":
        return following in tuple("nagb") and (stop == first or tokens.words[stop] in INNER_ADVERBS)  # 正式 | 比赛
    if mark == "A":
        return following == ("q" if stop > first else "n")  # 出口 | 大 | 类 | 行业, 这样的 | 大 | 圆筒
    if mark not in 'nMsbamgqt"~':
        return False
    if stop == first:
        return True
    if mark == '"' and _closing(classes, stop, end) < 0 and classes.count('"', first, stop) % 2 == 0:
        return False  # 52个 | 贫困县 | “两不愁三保障”
    if following == "l" or tokens.words[stop] in words().report:
        return False  # 城市 | 屏蔽 | 了, 企业 | 调查显示
    if mark == "g":  # 易地 | 扶贫 | 搬迁 | 工程, 正式 | 比赛
        return classes[stop:end].lstrip("gbv")[:1] in tuple("nM") or not classes[first:stop].strip("dabmq")
    return not counted or mark != "M" or following == "n"  # 深度 | 贫困县


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
    return trim(tokens, start, stop, "headed") if start > first and classes[start:stop].strip("s") else None


def fate(tokens: Tokens, at: int, end: int, longest: int = 8) -> Phrase | None:
    """2人|死亡, 两万人|被迫撤离: what people do, where no noun names them, in at most `longest` characters."""
    classes = tokens.classes
    start = at + 1
    listed = classes.find("jQ", start, end)
    end = listed if listed >= 0 else end
    while start < end and classes[start] in "dp":
        start += 1
    verb = start + (classes[start : start + 1] == "i")  # 未 | 脱贫
    if verb >= end or classes[verb] not in "vVg" or tokens.length(start, end) > longest:
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
        return unpaired(classes, end - 1, start, end)
    return mark not in "()" or classes.count("(", start, end) != classes.count(")", start, end)


def composition(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """七成开支|是|人员薪金, 三成|由|外地企业贡献, 半数以上|是因|病致贫: what the share at word `at` consists of."""
    classes, start = tokens.classes, at + 1
    while start < end and classes[start] in "_fu" + HEADS:
        start += 1
    linking = tokens.words[start] in LINKING if start < end else False
    start += linking
    by = classes[start : start + 1] == "p" and (linking or tokens.words[start] == "由")
    start += by
    length = tokens.length(start, end) if start < end else 0
    if not (linking or by) or not 2 <= length <= LONGEST_PART or "Q" in classes[start:end]:
        return None
    stop = end
    while stop > start and classes[stop - 1] in "_.,$)":
        stop -= 1
    return Phrase(start, stop, "share") if stop > start else None


def predicate(tokens: Tokens, noun: Phrase, end: int) -> Phrase | None:
    """近20%的农牧民|属|因病致贫, 61%的 | 工厂完成改造: the predicate, of which the number is the share."""
    classes = tokens.classes
    start = noun.end
    told = start + (classes[start : start + 1] == "d")
    if told < end and classes[told] in "vVKg" and "Q" not in classes[noun.first : end]:
        whole = tokens.length(noun.first, end) <= LONGEST_PART and tokens.words[told] not in words().report
        return Phrase(noun.first, end, "share") if whole else None
    while start < end and classes[start] in "dCpu":
        start += 1
    if start >= end or not 2 <= tokens.length(start, end) <= 8 or "Q" in classes[start:end]:
        return None
    if tokens.words[start] in words().report:
        return None
    return Phrase(start, end, "share")
