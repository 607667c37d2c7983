"""What the rules propose: public bodies, organisations and sites that begin with a place, names given away by titles.

Every function yields sorted, disjoint spans whose score is the rule's bonus; merging.merge weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from newsextract import lazyre as re
from newsextract.entities import brands, bylines, companies, coordination, given, latin, organisations, people, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import BEGIN, Span, state
from newsextract.entities.merging import Cells, odds
from newsextract.records import EntityLabel

_BODY, _TAIL, _SITE, _COMPANY, _LEVEL, _WHOLE_COMPANY = 8.0, 2.5, 4.0, 4.0, 2.0, 12.0
"""Bonuses in log-odds, chosen on the shared gold: a public body by its whole form; what somebody leads; a site or line
by its last word; a company that acts; a name with a level word; a company with its legal form."""

_LATIN, _SITE_ON_LINE, _PAPER = 12.0, 8.0, 20.0
"""Bonuses of names in Latin letters, to which the tagger is blind; of a site that acts; of a paper in its marks."""
_ESTATE = 8.0
"""Bonus of a housing estate in quotes; its last word is that of many other things."""
_HOTEL, _REPEATED_BRAND = 3.0, 6.0
"""Bonuses of a hotel called after a brand, and of a company whose brand the text has by itself."""
_HEADED = 8.0
"""Bonus of what is listed before a place with its kind."""
_REPEATED = 2.0
"""Bonus of a hamlet that the text names twice."""


def surroundings(text: str, scores: Cells, gazetteer: Gazetteer) -> list[Span]:
    """Names that their surroundings give away: by-lines, affairs, titles, railways, 中央 where it acts."""
    found = [*bylines.bylines(text), *bylines.cases(text), *people.recurring(text), *people.speakers(text)]
    found += people.foreigners(text)
    found += [max(choices, key=lambda span: odds(scores, span)) for choices in people.titled(text) if choices]
    found += [max(choices, key=lambda span: odds(scores, span)) for choices in people.before_title(text)]
    found += [_best(scores, choices, "LOC", _SITE, "place") for choices in sites.lines(text)]
    found += [Span(*place, "LOC", _BODY, "place") for place in sites.numbered_roads(text)]
    found += [Span(*place, "LOC", _LEVEL, "place") for place in sites.levelled(text)]
    found += [Span(*place, "LOC", _LISTED, "place") for place in sites.works(text)]
    found += [_best(scores, choices, "LOC", _HEADED, "place") for choices in coordination.headed(text)]
    found += [Span(*place, "LOC", _ESTATE, "place") for place in sites.estates(text)]
    found += [_best(scores, choices, "LOC", _REPEATED, "place") for choices in sites.hamlets(text)]
    found += [Span(*body, "ORG", _BODY, "organisation") for body in organisations.centre(text)]
    found += [Span(*body, "ORG", _BODY, "organisation") for body in organisations.state(text)]
    found += [Span(*body, "ORG", _BODY, "organisation") for body in organisations.national(text)]
    found += [_best(scores, choices, "ORG", _BODY, "organisation") for choices in companies.coded(text) if choices]
    found += [_first(scores, choices, _WHOLE_COMPANY) for choices in companies.bracketed(text, gazetteer.__contains__)]
    found += [Span(*company, "ORG", _COMPANY, "organisation") for company in companies.traded(text)]
    found += [Span(*company, "ORG", _COMPANY, "organisation") for company in companies.foreign(text)]
    found += [Span(*company, "ORG", _REPEATED_BRAND, "organisation") for company in brands.companies(text)]
    found += [
        _best(scores, choices, "ORG", _HOTEL, "organisation") for choices in brands.hotels(text, gazetteer.__contains__)
    ]
    found += [Span(*company, "ORG", _LATIN, "organisation") for company in latin.firms(text)]
    found += [Span(*person, "PERSON", _LATIN, "latin") for person in latin.persons(text)]
    found += [Span(*author, "PERSON", _LATIN, "person") for author in given.authors(text)]
    found += [Span(*emperor, "PERSON", _LATIN, "person") for emperor in given.emperors(text)]
    found += [Span(*site, "ORG", _SITE_ON_LINE, "organisation") for site in companies.websites(text)]
    found += [Span(*paper, "ORG", _PAPER, "paper") for paper in organisations.papers(text)]
    found += [
        Span(start, end, "ORG", _TAIL, "organisation")
        for start, end in organisations.led(text)
        if organisations.is_nominal(text[start:end])
    ]
    found += [
        _best(scores, choices, "ORG", _COMPANY, "organisation") for choices in organisations.media(text) if choices
    ]
    return sorted(found)


_MOST_PERSONS = 100
"""Unknown places of a document that are asked whether they act; each is a look at the whole text."""


def persons(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """The spans, where places that no table holds and that act like people are people."""
    places = {text[span.start : span.end] for span in spans if span.label == "LOC" and span.end - span.start <= _NAME}
    unknown = sorted(name for name in places if name not in gazetteer)[:_MOST_PERSONS]
    named = {name for name in unknown if people.acts(text, name)}
    if not named:
        return list(spans)
    return [span._replace(label="PERSON") if text[span.start : span.end] in named else span for span in spans]


_NAME = 3


def parted(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """The spans, where a county or city after its province parts from what is in it: 湖南|洪江|高庙."""
    result: list[Span] = []
    for span in spans:
        province = ""
        if span.label == "LOC" and span.end - span.start > _SHORTEST:
            before = result[-1] if result and result[-1].end == span.start else None
            name = text[span.start : span.end]
            province = text[before.start : before.end] if before else ""
            if not before and name not in gazetteer:
                province = next((name[:end] for end in range(4, 1, -1) if gazetteer.is_top(name[:end])), "")
        if province:
            at = span.start if before else span.start + len(province)
            cut = _county_end(text, at, span.end, province, gazetteer)
            if cut > at:
                starts = [*([] if before else [span.start]), at, cut]
                ends = [*starts[1:], span.end]
                result += [span._replace(start=start, end=end) for start, end in zip(starts, ends, strict=True)]
                continue
        result.append(span)
    return result


_SHORTEST = 3
_WHOLE = ("机场", "站", "州", "旗")
"""What is called after its city: 南京|禄口机场."""


def _county_end(text: str, at: int, end: int, province: str, gazetteer: Gazetteer) -> int:
    """Where the province's county that the words begin with ends; `at` if they are one name."""
    name = text[at:end]
    if name in gazetteer or name.endswith(_WHOLE):
        return at
    for cut in range(min(end - 2, at + _LONGEST_NAME), at + 1, -1):
        if gazetteer.holds(province, text[at:cut]):
            return at if sites.is_generic(text[cut:end]) else cut
    return at


def joined(text: str, spans: Sequence[Span], scores: Cells) -> list[Span]:
    """Foreign names in two halves, joined by a mark."""
    found = (max(choices, key=lambda span: odds(scores, span)) for choices in people.joined(text, spans) if choices)
    return sorted(found)


def _best(scores: Cells, choices: Iterable[tuple[int, int]], label: EntityLabel, bonus: float, rule: str) -> Span:
    """The choice that the tagger likes best."""
    return max((Span(*choice, label, bonus, rule) for choice in choices), key=lambda span: odds(scores, span))


def _first(scores: Cells, choices: Iterable[tuple[int, int]], bonus: float) -> Span:
    """The organisation that begins where the tagger most likely sees one begin."""
    start, end = max(choices, key=lambda choice: scores[choice[0], _BEGIN])
    return Span(start, end, "ORG", bonus, "organisation")


_BEGIN = state("ORG", BEGIN)


def bodies(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Public bodies with the place that holds or precedes their level word."""
    places = {span.end: span.start for span in spans if span.label == "LOC"}
    for start, end, level_end, fusible in organisations.bodies(text):
        first = min(places.get(level_end, start), _place_before(text, start, level_end, gazetteer))
        while first in places:
            first = places[first]
        if text[start] == "村" and (first == start or organisations.starts_title(text, end)):
            named = _VILLAGE.search(text, max(start - 3, 0), start) if first == start else None
            if named and named.start() in places and not organisations.starts_title(text, end):
                yield Span(named.start(), end, "ORG", _BODY, "organisation")  # 青山镇|石桥村委会
            continue  # 村委会: no name; 柳湾村|党支部书记: a title
        if first == start and (organisations.is_collective(text, start) or text.endswith(_NO_LEVEL, 0, start)):
            continue
        if first == start and fusible and organisations.is_fused(text, start, end):
            continue
        yield Span(first, end, "ORG", _BODY, "organisation")


_NO_LEVEL = ("直辖", "城", "地")
"""What makes of the level word another word: 直辖|市卫生局, 城|乡医院, 本地|区医院."""
_VILLAGE = re.compile("(?<=[镇乡])[\u4e00-\u9fff]{2,3}$")


def _place_before(text: str, start: int, level_end: int, gazetteer: Gazetteer) -> int:
    """Where a place name of the table that ends with this level word begins; `start` if none does."""
    for first in range(max(start - 6, 0), start - 1):
        if text[first:level_end] in gazetteer:
            return first
    return start


def remains(text: str, spans: Sequence[Span], scores: Cells, gazetteer: Gazetteer) -> list[Span]:
    """Archaeological sites after their county, and the county where its province stands before: 河南|内黄|杨庄遗址."""
    places = {span.end: text[span.start : span.end] for span in spans if span.label == "LOC"}
    ends = {end for end, name in places.items() if name in gazetteer}
    found: list[Span] = []
    for choices in sites.remains(text, ends):
        site = _best(scores, choices, "LOC", _SITE, "place")
        start = site.start
        cut = _county_end(text, start, site.end, places[start], gazetteer) if start in ends else start
        if cut > start:
            found.append(site._replace(end=cut, score=_BODY))
        found.append(site._replace(start=cut))
    return found


def listed(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Places of the table between two others in a list (柳州、|来宾|、河池), known organisations likewise."""
    for before, after in pairwise(spans):
        start, end = before.end + 1, after.start - 1
        if before.label != after.label or not 2 <= end - start <= _LONGEST_NAME:
            continue
        if text[before.end] + text[end] not in _MARKS:
            continue
        name = text[start:end]
        if before.label == "LOC" and name in gazetteer:
            yield Span(start, end, "LOC", _LISTED, "place")
        elif before.label == "ORG" and gazetteer.may_be_organisation(name):
            yield Span(start, end, "ORG", _LISTED, "organisation")


def counties(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """Bare names of one province's places in a list: 会宁、通渭、渭源、陇西."""
    for run in sites.enumerations(text):
        for start, end in gazetteer.neighbours(text, run):
            yield Span(start, end, "LOC", _NEIGHBOURS, "place")


_NEIGHBOURS = 12.0
"""Bonus of three listed places of one province: such a list means nothing else."""
_MARKS = frozenset(["、、", "、和", "、及"])
_LISTED, _LONGEST_NAME = 4.0, 6
"""Bonus of a listed place, and its longest name in characters."""


def introduced(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Short names that the text introduces after a name: they are its abbreviation, so its characters in its order."""
    ends = {span.end: span for span in spans}
    for at, start, end in organisations.short_names(text):
        full = ends.get(at)
        if full and _abbreviates(text[start:end], text[full.start : full.end]):
            yield Span(start, end, full.label, _INTRODUCED, "document")


_INTRODUCED = 15.0


def bracketed(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """An organisation's abbreviation in brackets after its name: 岚峰重型机械集团公司(岚峰重工)."""
    for span in spans:
        if span.label != "ORG" or text[span.end : span.end + 1] != "(":
            continue
        match = _BRACKETED.match(text, span.end)
        full = text[span.start : span.end]
        if match and match[1] != full and _abbreviates(match[1], full):
            yield Span(*match.span(1), "ORG", _INTRODUCED, "document")


_BRACKETED = re.compile("\\(([\u4e00-\u9fff]{2,6})\\)")


def _abbreviates(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)
