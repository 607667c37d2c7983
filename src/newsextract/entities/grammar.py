"""What the rules propose: public bodies, organisations and sites that begin with a place, names given away by titles.

Every function yields sorted, disjoint spans whose score is the rule's bonus; merging.merge weighs them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newsextract import segment
from newsextract.entities import organisations, people
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.merging import Cells, odds

_BODY, _TAIL, _UNIT, _SITE, _COMPANY, _LEVEL = 8.0, 2.5, 1.5, 4.0, 4.0, 2.0
"""Bonuses in log-odds, chosen on the shared gold: a public body by its whole form; the rest after a place, after an
organisation; a site or line by its last word."""

# 省道217线, 107国道, G107.
_ROAD = re.compile(
    "[国省县]道[GSX]?[0-9]{1,4}线?|(?<![0-9])[0-9]{2,3}国道|(?<![A-Za-z0-9])[GS][0-9]{1,4}(?=[\u4e00-\u9fff]{0,6}(?:高速|公路|国道|省道))"
)
_ROAD_WORDS = ("国道", "省道", "县道", "高速", "公路")
# A name with a level word, between marks: 、白鹭市3例.
_LEVEL_NAME = re.compile(
    "(?<![\u4e00-\u9fff])(?![我全各该本两外同城郊每某一二三四五六七八九十几多小新老距在从自经由到往至向离沿与和及据把被将等是有])[\u4e00-\u9fff]{2,3}[市县镇乡村](?![\u4e00-\u9fff])"
)
# Railways and roads are called after the first characters of their ends: 杭衢高铁.
_LINE = re.compile(
    "(?<![\u4e00-\u9fff])[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新渝港澳台温福杭甬金衢上哈大郑西武广成兰合昆南长沈丹石济胶"
    "连盐通徐淮萧银包宝深厦昌九襄十商绍张呼佳牡太焦荣日潍莱黄池怀邵衡柳钦防玉湛茂梅汕惠肇珠格库林中老越巴欧俄]{2,5}(?:高铁|铁路|高速公路|高速(?=[、,，。;；]|$)|城际铁路|城际|客专|大运河|运河)"
)


# 弄代屯, 大歹苗寨, 弄雄村: which of the characters before belong to the name, the tagger says.
_HAMLET = re.compile("(?:寨|屯|村|庄|坪|嘎查)(?<=[\u4e00-\u9fff]{4})")
_PEOPLES = frozenset("苗侗羌藏瑶彝")
_NO_HAMLET = re.compile("[^\u4e00-\u9fff]|[我全各该本两每某一二三四五六七八九十几多小新老是有在到的和与个名困农山乡]")
_LEVELS = frozenset("省市县区州盟旗镇")
_REPEATED = 2.0
"""Bonus of a hamlet that the text names twice."""


def hamlets(text: str, scores: Cells) -> Iterator[Span]:
    """Villages and hamlets that no table holds and the text names at least twice."""
    ends = []
    for match in _HAMLET.finditer(text):
        kind = match.start() - (text[match.start() - 1] in _PEOPLES)
        ends.append((max(kind - 3, 0), match.end()))
    counts = Counter(text[first:end] for start, end in ends for first in (start, start + 1))
    for start, end in ends:
        choices = [
            Span(first, end, "LOC", _REPEATED, "place")
            for first in (start, start + 1)
            if counts[text[first:end]] > 1 and text[first] not in _LEVELS and not _NO_HAMLET.search(text, first, end)
        ]
        if choices:
            yield max(choices, key=lambda span: odds(scores, span))


def surroundings(text: str, scores: Cells) -> list[Span]:
    """Names that their surroundings give away: by-lines, affairs, titles, railways, 中央 where it acts."""
    found = [*people.bylines(text), *people.cases(text)]
    found += [max(choices, key=lambda span: odds(scores, span)) for choices in people.titled(text) if choices]
    found += [Span(*match.span(), "LOC", _SITE, "place") for match in _LINE.finditer(text)]
    found += [Span(start, end, "ORG", _BODY, "organisation") for start, end in organisations.centre(text)]
    found += [Span(start, end, "ORG", _COMPANY, "organisation") for start, end in organisations.companies(text)]
    if any(word in text for word in _ROAD_WORDS):  # much quicker than the pattern
        found += [Span(*match.span(), "LOC", _BODY, "place") for match in _ROAD.finditer(text)]
    found += hamlets(text, scores)
    found += [Span(*match.span(), "LOC", _LEVEL, "place") for match in _LEVEL_NAME.finditer(text)]
    return sorted(found)


def bodies(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Public bodies with the place that holds or precedes their level word."""
    places = {span.end: span.start for span in spans if span.label == "LOC"}
    for start, end, level_end, fusible in organisations.bodies(text):
        first = min(places.get(level_end, start), _place_before(text, start, level_end, gazetteer))
        while first in places:
            first = places[first]
        if first == start and organisations.is_collective(text, start):
            continue
        if first == start and fusible and organisations.is_fused(text, start, end):
            continue
        yield Span(first, end, "ORG", _BODY, "organisation")


def _place_before(text: str, start: int, level_end: int, gazetteer: Gazetteer) -> int:
    """Where a place name of the table that ends with this level word begins; `start` if none does."""
    for first in range(max(start - 6, 0), start - 1):
        if text[first:level_end] in gazetteer:
            return first
    return start


def extended(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Names with the words after them: 中国|半导体行业协会, 清华大学|微电子所, 贵州|高原, 西延|高铁."""
    chain = 0  # where the places that directly precede each other begin: 河南|郑州|第一医院
    for index, span in enumerate(spans):
        end = organisations.tail(text, span.end) if span.label != "PERSON" else span.end
        if span.label == "LOC" and end == span.end:
            office = organisations.department(text, span.end)
            if office > end:
                yield Span(span.start, office, "ORG", _SITE, "organisation")
                continue
        if end > span.end and not _is_nominal(text[span.end : end]):
            end = span.end
        if span.label == "ORG" and end > span.end:
            yield Span(span.start, end, "ORG", _UNIT, "organisation")
        if span.label != "LOC":
            continue
        before = spans[index - 1] if index else None
        if before is None or before.label != "LOC" or before.end != span.start:
            chain = span.start
        name = text[span.start : span.end]
        other = spans[index + 1] if index + 1 < len(spans) else None
        if other and other.label == "LOC" and text[span.end : other.start] in ("至", "到", "—", "-"):
            line = organisations.rail(text, other.end)
            if line > other.end:  # 澜川至安陵|高速铁路
                yield Span(span.start, line, "LOC", _SITE, "place")
                continue
        if name not in gazetteer and (line := organisations.trade(text, span.end)) > span.end:
            yield Span(span.start, line, "ORG", _TAIL, "organisation")
            continue
        if end > span.end:
            yield Span(chain, end, "ORG", _TAIL, "organisation")
        elif (end := _site(text, span.end, name, gazetteer)) > span.end:
            yield Span(span.start, end, "LOC", _SITE, "place")


def _site(text: str, at: int, name: str, gazetteer: Gazetteer) -> int:
    """Where the site or the railway named with this place ends; `at` if there is none."""
    end = at if gazetteer.is_country(name) else organisations.site(text, at)
    return end if end > at or name in gazetteer else organisations.rail(text, at)


def _is_nominal(words: str) -> bool:
    """Whether no verb stands inside: 清华大学|微电子所, not 大连机床|拖欠中国银行."""
    return all(tag != "v" or word in organisations.lexicon().activities for word, tag in segment.tagged(words))


def introduced(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Short names that the text introduces after a name: they are its abbreviation, so its characters in its order."""
    ends = {span.end: span for span in spans}
    for at, start, end in organisations.short_names(text):
        full = ends.get(at)
        if full and _abbreviates(text[start:end], text[full.start : full.end]):
            yield Span(start, end, full.label, _INTRODUCED, "document")


_INTRODUCED = 15.0


def _abbreviates(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)
