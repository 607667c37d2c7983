"""Laws and regulations without marks: 黄河保护法, 快递暂行条例, and what may not stand around a law's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.policies.candidates import HAN, Candidate, Priority, places
from newsextract.policies.vocabulary import any_of, words

LONGEST_FRONT = 18
SHORTEST = 3

DRAFT = re.compile(r"\((?:修订|修正)?草案\)|(?:修订|修正)?草案|修正案(?:\([一二三四五六七八九十]+\))?(?:草案)?")
# 法律, 法院, 法规, 法治, 法定 …: the word goes on.
_GOES_ON = "律院庭规官治人定制则学纪度宝理国法"
_LAW = re.compile(rf"法(?:{DRAFT.pattern}|典)?(?![{_GOES_ON}案典修草])")
_ACTIONS = words("document", "law_actions")
_NOUNS = (*_ACTIONS, *words("document", "law_subjects"))
_LONGEST_NOUN = max(map(len, _NOUNS))
_EDGE = re.compile(rf".*(?:[^{HAN}]|{any_of(words('document', 'law_edges'))})新?", re.DOTALL)

# 和 parts names, but not in the republic's.
_REPUBLIC = "中华人民共和"


def find(shadow: str) -> Iterator[Candidate]:
    """Laws that no lexicon knows, by the word before 法; the name begins behind a mark or a word that none holds."""
    for match in _LAW.finditer(shadow):
        noun_end = match.start()
        if not shadow.endswith(_NOUNS, max(0, noun_end - _LONGEST_NOUN), noun_end):
            continue
        floor = max(0, noun_end - LONGEST_FRONT)
        edge = _EDGE.match(shadow, floor, noun_end)
        if edge is None and floor:
            continue
        start = edge.end() if edge else floor
        if shadow.endswith(_REPUBLIC, 0, start):
            start -= len(_REPUBLIC)
        subject = shadow[start:noun_end]
        if len(subject) >= SHORTEST - 1 and subject.endswith(_NOUNS) and subject not in _ACTIONS:
            yield Candidate(start, match.end(), "document", "policy.document.law", Priority.SHAPE, match.end())


# 快递暂行条例: a regulation's subject is free, so that what calls for one or describes one is kept out.
_REGULATION = re.compile(rf"条例(?:{DRAFT.pattern})?")
_NO_REGULATION = re.compile(
    r"(?:^|^暂行|^实施|[该本此各新旧]|单行|自治|地方性?|相关|有关|专门|党内|工作|法规|规章|《|法律|准则|、|这部|部|出台|一个|若干|地方)$|"
    r"^(?:各|该|这|其|个(?!人|体)|第一|首个|首部|地方)|[的了]"
)


def find_regulations(shadow: str) -> Iterator[Candidate]:
    """Bare regulations: 快递暂行条例, 政府信息公开条例; the name begins as a law's does."""
    for at in places(shadow, "条例"):
        floor = max(0, at - LONGEST_FRONT)
        edge = _EDGE.match(shadow, floor, at)
        if edge is None and floor:
            continue
        start = edge.end() if edge else floor
        subject = shadow[start:at]
        match = _REGULATION.match(shadow, at)
        if match and len(subject) >= SHORTEST - 1 and not _NO_REGULATION.search(subject):
            yield Candidate(start, match.end(), "document", "policy.document.regulation", Priority.SHAPE, match.end())


_OTHER_WORD = re.compile(rf"[{_GOES_ON}]|和法律委|委员会|宣誓|日|性|意识|精神")
_BEFORE_SHORT = frozenset("的和与及对在是按据照改订定施议过新国我了以把将由从违反用行守执法内")


def stands_alone(shadow: str, start: int, end: int) -> bool:
    """Whether a known law's name is not part of a longer word: 宪法|法院, 国际|刑法."""
    if shadow[end - 1] != "法":
        return True
    if _OTHER_WORD.match(shadow, end):
        return False
    if end - start > SHORTEST or shadow[start:end] == "宪法":
        return True
    before = shadow[start - 1 : start]
    return not "\u4e00" <= before <= "\u9fff" or before in _BEFORE_SHORT


def past_draft(shadow: str, end: int) -> int:
    """Where a known law's name ends, its draft included: 粮食安全保障法|草案."""
    match = DRAFT.match(shadow, end) if shadow[end - 1] in "法典" else None
    return match.end() if match else end
