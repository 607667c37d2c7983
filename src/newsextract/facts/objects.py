"""Where the object of a verb begins in a run of words that a tagger takes for one noun phrase."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.facts.chunk import Tokens
from newsextract.facts.lexicon import lexicon

COORDINATED = re.compile('j[vVg][nMba"]')
"""The second of two verbs that each have their object: 优化支出结构、| 清收 | 资金."""
LONG = len("中小企业")
SHORTEST = len("培训教师")


def is_verb(tokens: Tokens, at: int, end: int) -> bool:
    """改造 | 城镇老旧小区: is the first word of a phrase the verb whose object is counted?"""
    classes, words, known = tokens.classes, tokens.words, lexicon()
    if words[at] not in known.making or at + 1 >= end or classes[end - 1] != "n":
        return False
    left, following = classes[max(at - 1, 0)], classes[at + 1]
    joined = left == "j" and classes[max(at - 2, 0)] in "Vv"
    if following not in "nab" and (at + 2 == end or following not in ("vg" if joined else "v")):
        return False  # but 治理 | 废弃 | 矿山, 新建、改造 | 配电 | 线路
    if (words[at], words[at + 1]) in known.bound or words[at + 1] in known.suffixes or (at > 0 and left in "WuCf"):
        return False
    lone = at + 2 == end or (at + 3 == end and len(words[end - 1]) == 1)
    short = lone and tokens.length(at + 1, end) < LONG  # 服务 | 企业, but not 服务 | 中小企业
    named = short and "".join(words[at + 1 : end]).endswith(known.compounds)
    return not named and tokens.length(at, end) >= SHORTEST


def begin(tokens: Tokens, start: int, end: int) -> int:
    """Past what precedes the last verb that can only have its object after it; `start` where there is none."""
    classes, known = tokens.classes, lexicon()
    if classes[end - 1 : end] not in ("n", "M", '"'):
        return start
    for at in range(end - 2, start - 1, -1):
        doer = tokens.words[at - 1] if at > start else ""
        held = doer.endswith(known.holders)
        if held and tokens.words[at] in known.trades:
            return at
        if (held or doer.endswith(known.acting)) and is_verb(tokens, at, end):
            return at + 1
        if tokens.words[at] in known.deeds and _has_object(tokens, at, end):
            return at + 1
    if classes[start] not in "vV" and classes[start - 1 : start] not in ("v", "V", "K"):
        return start
    further = COORDINATED.search(classes, start + 1, end)
    if further is None or tokens.words[further.start()] != "、" or classes[further.start() - 1] not in "nM":
        return start
    verb, at = tokens.words[further.start() + 1], further.start() + 2
    told = len(verb) > 1 and verb not in known.papers and (classes[at - 1] != "g" or verb in known.making)
    return at if told and tokens.length(at, end) > 1 else start


def _has_object(tokens: Tokens, at: int, end: int) -> bool:
    following = tokens.classes[at + 1]
    return following in 'nbasv"' and tokens.words[at + 1] not in lexicon().fields and tokens.classes[end - 1] == "n"
