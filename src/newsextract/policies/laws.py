"""Laws and regulations without marks: 黄河保护法, 快递暂行条例, and what may not stand around a law's name."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN, Candidate, Priority, places
from newsextract.policies.vocabulary import any_of, words

LONGEST_FRONT = 18
SHORTEST = 3

DRAFT = re.compile(r"\((?:修订|修正)?草案\)|(?:修订|修正)?草案|修正案(?:\([一二三四五六七八九十]+\))?(?:草案)?")
# 法律, 法院, 法规 (but 宪法|规定), 法治, 法定 …: the word goes on.
_GOES_ON = "律院庭官治人定制则学纪度宝理国法"
_LAW = re.compile(rf"法(?:{DRAFT.pattern}|典)?(?![{_GOES_ON}案典修草]|规(?!定))")
_ACTIONS = words("document", "law_actions")
_NOUNS = (*_ACTIONS, *words("document", "law_subjects"))
_LONGEST_NOUN = max(map(len, _NOUNS))
_EDGE = re.compile(rf".*(?:[^{HAN}]|{any_of(words('document', 'law_edges'))})新?", re.DOTALL)

# 和 parts names, but not in the republic's.
REPUBLIC = "中华人民共和"


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
        if shadow.endswith(REPUBLIC, 0, start):
            start -= len(REPUBLIC)
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


_OTHER_WORD = re.compile(rf"[{_GOES_ON}]|规(?!定)|和法律委|委员会|宣誓|声明|日|性|意识|精神")
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


# 美国宪法, 该国临时宪法: the laws of other states have the same short names as China's.
_ABROAD = re.compile(
    rf"(?:{any_of(words('document', 'states'))}|[{HAN}](?<!我|中|祖|全|本)国(?<!共和国)|该国|联邦|临时|和平)"
    r"(?:联邦|共和国)?(?:的|现行|新|临时|和平|最高)*$"
)
_AT_HOME = re.compile("(?:中国|我国|中华人民共和国|国家)(?:的|现行)?$")
_CONSTITUTION = "宪法"
_REACH = 12


def abroad(shadow: str) -> bool:
    """Whether the article speaks of another state's constitution, or of a body named after it (韩国|宪法|法院)."""
    return any(_ABROAD.search(shadow, max(0, at - _REACH), at) for at in places(shadow, _CONSTITUTION))


def is_foreign(shadow: str, start: int, name: str, speaks_abroad: bool) -> bool:
    """Whether a known law's short name stands for another state's law, going by the words before it.

    speaks_abroad: whether the article names another state's constitution, so that 宪法 alone is that one.
    """
    floor = max(0, start - _REACH)
    if _ABROAD.search(shadow, floor, start):
        return True
    return speaks_abroad and name == _CONSTITUTION and not _AT_HOME.search(shadow, floor, start)
