"""People whom a text calls by their given name or their surname alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.labels import Span
from newsextract.entities.naming import surnames

_BONUS = 14.0
_OFTEN, _KNOWN_OFTEN, _MOST = 4, 2, 60
"""How often an unknown given name stands, how often a known person's, and how many are looked for."""
_NAMING = frozenset(
    "晓佳妍颖丽娜婷芳敏静燕艳娟霞玲莉萍梅琳琴倩雪雯璐瑶莹萌薇蕾媛嫣娇婉嘉怡欣悦涵梓轩宇浩博睿泽晨辰昊俊杰伟强磊勇鹏飞斌波涛刚"
    "超辉鑫凯健峰旭雷龙良志建军林森松贵富福祥瑞庆宝玉珍珠兰菊秀英慧淑惠桂凤翠巧娥莲香荣芬芝素蓉茹洁彤彬晶冰楠妮蓓馨"
)
"""Characters of given names."""
# 晓岚|在, 岚岚|说: somebody at the head of a clause.
_SUBJECT = re.compile(
    f"[^\u4e00-\u9fff](?P<name>[{''.join(sorted(_NAMING))}]{{2}})"
    "(?=[在向于与和将把被说告曾又也因对却便就]|的(?:妈|爸|父|母|丈|妻|儿|女))"
)


def given(text: str) -> Iterator[Span]:
    """Given names that a text has again and again: 妍岚|向法院起诉."""
    counts = Counter(match["name"] for match in _SUBJECT.finditer(f"\n{text}"))
    found: list[Span] = []
    for name, subjects in counts.most_common(_MOST):
        if subjects < _KNOWN_OFTEN or text.count(name) < _OFTEN or not _is_no_word(name):
            continue
        found += _alone(text, name)
    yield from sorted(found)


def _is_no_word(name: str) -> bool:
    words = segment.tagged(name, hmm=False)
    return len(words) > 1 or words[0][1].startswith("nr")


def _alone(text: str, name: str) -> Iterator[Span]:
    """Its occurrences without a surname before."""
    for match in re.finditer(name, text):
        if text[match.start() - 1 : match.start()] not in surnames():
            yield Span(match.start(), match.end(), "PERSON", _BONUS, "nickname")


def called(text: str, persons: Iterable[str]) -> Iterator[str]:
    """The given names by which the text also calls the people whom it names in full: 李|晓岚."""
    for name in sorted({name for name in persons if len(name) == _FULL and name[0] in surnames()})[:_MOST]:
        short = name[1:]
        if not _NAMING.issuperset(short) or not _is_no_word(short):
            continue
        if text.count(short) - text.count(name) >= _KNOWN_OFTEN:
            yield short


_FULL = 3

# 张、罗二人; then 张和罗, 张、罗 too.
_COUPLE = re.compile("[、和与](?=(?P<second>[\u4e00-\u9fff])(?:[二两三]人|夫妇|兄弟|父子|母女|姐妹))")


def couples(text: str) -> set[tuple[str, str]]:
    """Pairs of surnames by which a text calls two people."""
    found = {(text[max(match.start() - 1, 0)], match["second"]) for match in _COUPLE.finditer(text)}
    return {(a, b) for a, b in found if a in surnames() and b in surnames() and a != b}


def paired(text: str, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The spans without pairs of surnames taken for one name, and the surnames of the pairs: 张|和|罗."""
    found: set[tuple[int, str]] = set()
    pairs = couples(text)
    for a, b in pairs:
        for match in re.finditer(f"{a}[、和与]{b}(?![\u4e00-\u9fff]某)", text):
            found |= {(match.start(), a), (match.end() - 1, b)}
    if not found:
        return list(spans), []
    starts = {at for at, _ in found}
    wrong = [span for span in spans if span.label == "PERSON" and span.start in starts and span.end - 1 in starts]
    kept = [span for span in spans if span not in wrong]
    return kept, [Span(at, at + 1, "PERSON", _SURNAME, "nickname") for at, _ in sorted(found)]


_SURNAME = 20.0
"""The tagger knows no name of one character."""

# 咸岚|皇帝: reigns of the last dynasties, by which their emperors are called.
_EMPEROR = re.compile(
    "(?:顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|洪武|永乐|宣德|成化|弘治|正德|嘉靖|隆庆|万历|天启|崇祯|建文)"
    "(?=皇帝|帝(?![国制王都])|爷|驾崩|登基|即位)"
)


# ——(汉)|东方朔: a saying's author with his dynasty or country.
_AUTHOR = re.compile(
    "—{1,2} ?[(\\[【](?:春秋|战国|先秦|[东西]?[汉晋周]|三国|[南北]宋|[隋唐宋元明清秦魏梁]|五代|近代|[法英美德俄])"
    "[)\\]】] ?"
    "(?P<name>[\u4e00-\u9fff·]{2,7})(?=[ \n《,，。.;；]|$)"
)


def authors(text: str) -> Iterator[tuple[int, int]]:
    """Who said it, on the line of its own under a saying."""
    if any(mark in text for mark in _BEFORE_AUTHOR):  # much quicker than the pattern
        for match in _AUTHOR.finditer(text):
            yield match.span("name")


_BEFORE_AUTHOR = ("—(", "— (", "—[", "—【")


def emperors(text: str) -> Iterator[tuple[int, int]]:
    """Emperors by their reign's name."""
    if "帝" in text or "驾崩" in text:
        for match in _EMPEROR.finditer(text):
            yield match.span()
