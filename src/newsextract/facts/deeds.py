"""What a number counts where it is no plain noun: what happened, what is done, the head after a verb."""

from __future__ import annotations

from newsextract.facts.chunk import OWNERS, Tokens
from newsextract.facts.lexicon import lexicon
from newsextract.facts.phrases import LIMIT, scan
from newsextract.facts.titles import HEADS, Phrase, trim

LONGEST_ACT = 2
"""Words of what is done after the noun that it is done to."""

REACHING = frozenset(("实现", "完成"))


def undergone(tokens: Tokens, phrase: Phrase, first: int) -> Phrase:
    """安全工程 | 累计建设 | 2297处: what is counted, where the phrase is only what has been done with it."""
    classes, edge = tokens.classes, phrase.first
    if phrase.end - phrase.first != 1 or tokens.words[phrase.first] not in lexicon().done:
        return phrase
    while edge > first and (classes[edge - 1] in "dil_t" or tokens.words[edge - 1] in REACHING):
        edge -= 1
    start, end = scan(tokens, edge, first)
    if edge == phrase.first or start == end or classes[end - 1] != "n":
        return phrase
    subject = trim(tokens, start, end, "before_verb")
    acting = tokens.words[end - 1].endswith(lexicon().agents) or tokens.words[end - 1] in OWNERS
    return phrase if subject is None or acting else subject


def happening(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """3起 | 行人被撞的 | 事故: what happened, past the clause that tells it; None where neither stands there."""
    if at + 1 < end <= at + 3 and not tokens.classes[at + 1 : end].strip("vg"):
        return Phrase(at + 1, end, "after")  # 逾80宗 | 确诊, 3起 | 爆炸袭击
    particle = tokens.classes.rfind("u", at, end)
    if particle < at + 2 or tokens.classes[particle + 1 : end].strip("nMgbaq"):
        return None
    told = tokens.classes[at + 1 : particle]
    if not told.strip("nMsb"):
        return None  # 两场 | 加时赛的 | 胜者
    return trim(tokens, particle + 1, end, "after") if "Q" not in told else None


def acting(tokens: Tokens, at: int, phrase: Phrase | None, end: int) -> Phrase | None:
    """开展9项 | 专题调研, 完成3轮 | 核酸检测: what is done, where a verb governs its number and nothing follows."""
    classes = tokens.classes
    first, stop = (phrase.first, phrase.end) if phrase is not None else (at + 1, at + 1)
    left = at - 1
    while left > 0 and classes[left] in "dl_":
        left -= 1
    if classes[left] not in "vVKWj" or first != at + 1 or (phrase is None and classes[first] == "v"):
        return phrase
    last = stop
    while last < end and last - stop < LONGEST_ACT and classes[last] in "gvT":
        last += 1
    done = last > stop and (last == end or classes[last] in ',.$)j"')
    return Phrase(first, last, "after") if done else phrase


def headed(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """A noun phrase that opens with a verb: its head, the last run of nouns (14个|落实计划|专项指挥部)."""
    classes = tokens.classes
    first = at + 1 + (classes[at + 1 : at + 2] in ("u", "W"))
    if classes[first : first + 1] not in ("v", "V", "K") or classes[first + 1 : first + 2] in ("o", "l", "p", "d", ""):
        return None
    stop = first + 1
    while stop < end and stop - first < LIMIT and classes[stop] in 'nMsbamqvVguj"TA':
        if classes[stop] in "vV" and classes[stop - 1] in "nM" and "u" not in classes[stop:end]:
            break  # 5名 | 确诊学生 | 住进医院
        stop += 1
    while stop > first and classes[stop - 1] not in 'nMsq"':
        stop -= 1
    start = stop
    while start > first and classes[start - 1] in HEADS:
        start -= 1
    if stop - start == 1 and len(tokens.words[start]) == 1:
        start -= 1  # 阅读 | 量
    return trim(tokens, start, stop, "headed") if start > first and classes[start:stop].strip("s") else None
