"""The head of a name: the noun phrase right after it (“N+2”|精准扶贫模式)."""

from __future__ import annotations

from functools import lru_cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.policies.candidates import HAN
from newsextract.policies.vocabulary import any_of, words

_BEHIND = re.compile(rf"[{HAN}]{{2,14}}")
_NOMINAL = frozenset(words("head", "nominal"))
# 改革|成效|显著: what is said of the head.
_PREDICATE = re.compile(any_of(words("head", "predicates")))
_LOCALITIES = "内中下上里"
_NEVER = frozenset(words("head", "never"))
# jieba's tags: adjectives, distinguishing words, localities and numerals may lead to a noun, but are none.
_LEADING_TAGS = frozenset(("a", "b", "an", "ad", "f", "s", "m"))
_NOUN_TAGS = frozenset(("vn", "l", "j"))
# 现代|水网体系, 共建|国家, 系列|招聘: words of other tags that lead to a noun.
_LEADING = frozenset(words("head", "leading"))
# 实践|创新|基地: a verb is part of the phrase where one of these nouns ends it.
_KINDS = words("head", "kinds")
_VERBS = frozenset(words("head", "verbs"))
# 提升|行动, but 提升|乡村治理体系: verbs that otherwise have the noun for their object.
_TRANSITIVE = frozenset(words("head", "transitive"))
_WHOLE = (*(kind for kind in _KINDS if kind != "工作"), "倡议")
# 打下, 加大, 提高: what a verb ends in that is none of a noun phrase.
_RESULTS = frozenset("下到住大起得过着了高")
LONGEST_BRIDGE = 8
# “四早”要求|落到实处, but 要求|健全制度, where it is the verb.
_DEMANDED = re.compile(r"(?:$|[和与及为]|得到|落到|落实|抓|做好|扎实|严格|进行|执行)")


def of(shadow: str, after: int) -> tuple[int, int] | None:
    """The span of the head behind a name that ends before `after`, or None."""
    match = _BEHIND.match(shadow, after)
    length = len(match[0][: _length(match[0])].rstrip(_LOCALITIES)) if match else 0
    return (after, after + length) if length else None


# “十四五”|全国城市基础设施建设规划: up to the plan's own word, whatever it is about.
_PLAN = re.compile(rf"[{HAN}]{{0,18}}?(?:规划纲要|规划|纲要|计划)(?![{HAN}]{{0,4}}(?:规划|纲要|目标))")


def of_plan(shadow: str, after: int) -> tuple[int, int] | None:
    """The span of the head behind a five-year plan's name that ends before `after`, or None."""
    match = _PLAN.match(shadow, after)
    return match.span() if match else of(shadow, after)


@lru_cache(maxsize=4096)
def _length(text: str) -> int:
    """How many of the characters make up the noun phrase: noun-like words, ending in a noun."""
    if predicate := _PREDICATE.search(text):
        text = text[: predicate.start()]
    if text.startswith("工作会") and text[3:4] != "议":  # 会 would be the verb
        return 3
    length = best = 0
    whole = False  # the phrase so far ends in a kind noun: a verb behind it is its predicate
    bridge = object_at = -1  # where the verbs before a kind noun begin; where only a kind noun may follow
    for word, tag in segment.tagged(text):
        start, length = length, length + len(word)
        role = _role(word, tag)
        if word == "要求" and not whole:
            return length if bridge < 0 and _DEMANDED.match(text, length) else best
        # A place behind the noun begins the next phrase: 高铁网|京昆.
        if role is None or (best and tag == "ns" and len(word) > 1):
            break
        if bridge >= 0 and word.endswith(_KINDS):
            bridge, best, whole = -1, length, True
        elif bridge >= 0:
            if start == object_at or length - bridge > LONGEST_BRIDGE or role not in _BRIDGED:
                break
        elif role == "noun":
            best, whole = length, word.endswith(_WHOLE)
        elif role != "lead":
            if whole or (role == "name" and best):
                break
            bridge = start if role != "near" else -1
        object_at = length if word in _TRANSITIVE else -1
    return best


_BRIDGED = ("noun", "verb", "name")


def _role(word: str, tag: str) -> str | None:
    """What a word is to a noun phrase: its noun, what leads to it, a verb of it, a name (惠民 to a dictionary)."""
    if word in _NEVER:
        return None
    if word in _NOMINAL or tag in _NOUN_TAGS or (tag[0] == "n" and not tag.startswith("nr")):
        return "noun"
    if tag in _LEADING_TAGS and word not in _VERBS:
        return "lead"
    if word in _LEADING:
        return "near"
    if tag == "zg":  # 联农带|农|机制: a character that a dictionary knows in words alone
        return "verb"
    if len(word) == 1 or word in _VERBS or word[-1] in _RESULTS:
        return None
    return "verb" if tag[0] == "v" else "name" if tag[:2] == "nr" else None
