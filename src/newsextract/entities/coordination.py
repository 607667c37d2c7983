"""Lists whose last member says what all are (柳湾、岩前和明川水电站), or whose first does: 岚国商会、进出口商会."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities import organisations
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span

Choice = tuple[int, int]

# The kind first: it is rarer than the marks.
_KIND = re.compile("水电站|核电站|抽水蓄能电站|水库|大桥|隧道|风电场|油田|气田|煤矿|灌区|林场|古镇|码头")
_LAST = re.compile("[、和及与](?P<name>[\u4e00-\u9fff]{2,4})\\Z")
_COMMON = frozenset("的了是在为等把被从到将向以于并就也都还而其此该各每某这那不没再更最很又个座条处")
_LONGEST, _MEMBER, _MOST = 4, 2, 20
"""Characters of a member, from 2 to 4; members of a list."""
_VERBAL = frozenset("vpc")


def headed(text: str) -> Iterator[list[Choice]]:
    """Places listed before one with their kind, each with its possible starts: 藏木、|老虎嘴和|多布水电站."""
    for kind in _KIND.finditer(text):
        last = _LAST.search(text, max(kind.start() - _LONGEST - 1, 0), kind.start())
        if last is None or not _may_be(last["name"]):
            continue
        inner, first = _members(text, last.start())
        if not inner or not all(_may_be(text[start:end]) for start, end in inner):
            continue
        if starts := _starts(text, *first):
            yield starts
        yield from ([member] for member in inner)
        yield [(last.start("name"), kind.end())]


def _members(text: str, end: int) -> tuple[list[Choice], Choice]:
    """The members of a list that ends at `end` but its first, and the characters that its first one ends."""
    inner: list[Choice] = []
    while True:
        start = end
        while start and end - start <= 2 * _LONGEST and "\u4e00" <= text[start - 1] <= "\u9fff":
            start -= 1
        if text[start - 1 : start] != "、" or not _MEMBER <= end - start <= _LONGEST or len(inner) == _MOST:
            return inner, (start, end)
        inner.append((start, end))
        end = start - 1


def _starts(text: str, start: int, end: int) -> list[Choice]:
    """Where the first member may begin: all that stands there, or after a verb or a preposition."""
    if _MEMBER <= end - start <= _LONGEST and _may_be(text[start:end]):
        return [(start, end)]
    found, at = [], start
    for word, tag in segment.tagged(text[start:end], hmm=False):
        at += len(word)
        if tag[0] in _VERBAL and _MEMBER <= end - at <= _LONGEST and _may_be(text[at:end]):
            found.append((at, end))
    return found


@lru_cache(maxsize=1 << 12)
def _may_be(name: str) -> bool:
    """Whether the characters may be a place's name: no word, no verb among them."""
    words = segment.tagged(name, hmm=False)
    if not _COMMON.isdisjoint(name) or (len(words) == 1 and words[0][1] not in _NAMES):
        return False
    return not any(len(word) > 1 and tag[0] in _VERBAL for word, tag in words)


_NAMES = frozenset({"ns", "nz", "nr", "nrt", "nt"})


_ASSOCIATION = re.compile(
    "、(?P<name>[\u4e00-\u9fff]{2,9}?(?:协会|商会|联盟|学会|促进会|联合会|研究会|总会))(?![员长费])"
)
_ENDS = ("协会", "商会", "联盟", "学会", "促进会", "联合会", "研究会", "总会", "基金会")
_NEXT = re.compile("、(?P<name>[\u4e00-\u9fff]{2,6}?)(?=等|[和及与])")


def after(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """What is listed after an organisation and is one too.

    An association after another (岚国商会、|进出口商会), or a known name that ends the list: 参考消息、|海外网|等.
    """
    for span in spans:
        if span.label != "ORG" or text[span.end : span.end + 1] != "、":
            continue
        at = span.end
        alike = text.endswith(_ENDS, span.start, at)
        while alike and (match := _ASSOCIATION.match(text, at)) and not organisations.is_generic(match["name"]):
            yield Span(*match.span("name"), "ORG", _LISTED, "organisation")
            at = match.end()
        if (last := _NEXT.match(text, at)) and gazetteer.may_be_organisation(last["name"]):
            yield Span(*last.span("name"), "ORG", _LISTED, "organisation")


_LISTED = 5.0
"""Bonus of an organisation in a list of them."""
