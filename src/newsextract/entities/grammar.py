"""What the rules propose: public bodies, organisations and sites that begin with a place, names given away by titles.

Every function yields sorted, disjoint spans whose score is the rule's bonus; merging.merge weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities import brands, companies, coordination, given, latin, organisations, people, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import BEGIN, Span, state
from newsextract.entities.merging import Cells, odds
from newsextract.records import EntityLabel

_BODY, _TAIL, _UNIT, _OWN, _SITE = 8.0, 2.5, 1.5, 4.0, 4.0
_COMPANY, _LEVEL, _STREET, _CLAUSE, _ZONE, _WHOLE_COMPANY = 4.0, 2.0, 3.0, 0.0, 6.0, 12.0
"""Bonuses in log-odds, chosen on the shared gold: a public body by its whole form; the rest after a place, after an
organisation, after one that has such units; a site or line by its last word; a company that acts; a name with a level
word; a street or village after its town; what may be a clause; a zone; a company with its legal form."""

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
    found = [*people.bylines(text), *people.cases(text), *people.recurring(text), *people.speakers(text)]
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
        if is_nominal(text[start:end])
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


def extended(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Names with the words after them: 中国|半导体行业协会, 清华大学|微电子所, 贵州|高原, 西延|高铁."""
    chain = 0  # where the places that directly precede each other begin: 河南|郑州|第一医院
    for index, span in enumerate(spans):
        arm = span.label == "ORG" and _IN_CHINA.match(text, span.end)
        if arm and gazetteer.is_company(text[span.start : span.end]):
            yield Span(span.start, span.end + 2, "ORG", _ARM, "organisation")  # 岚峰|中国
        elif span.label == "ORG" and (end := _unit(text, span)) > span.end:
            yield Span(span.start, end, "ORG", _JOINT_UNIT, "organisation")
        elif span.label == "ORG" and (end := _tail(text, span.end)) > span.end:
            own = text.endswith(_OWN_UNITS, span.start, end) and text.endswith(_HOUSES, span.start, span.end)
            yield Span(span.start, end, "ORG", _OWN if own else _UNIT, "organisation")
        if span.label == "PERSON" and (start := companies.employer(text, span.start)) < span.start:
            yield Span(start, span.start, "ORG", _COMPANY, "organisation")
        if span.label != "LOC":
            continue
        before = spans[index - 1] if index else None
        if before is None or before.label != "LOC" or before.end != span.start:
            chain = span.start
        other = spans[index + 1] if index + 1 < len(spans) else None
        joint = before is not None and chain < span.start and _airport(text, before, span, gazetteer)
        if joint:
            yield joint
            continue
        if named := _numeral_before(text, span):
            yield named
            continue
        carried_on = _after_place(text, span, chain, other, gazetteer)
        if carried_on:
            yield carried_on


def _unit(text: str, house: Span) -> int:
    """Where the unit with an 与 in its name, or the firm's fund, ends; the house's end if none does."""
    if (
        text.endswith(_HOUSES, house.start, house.end)
        and (end := organisations.joint_unit(text, house.end)) > house.end
    ):
        return end if is_nominal(text[house.end : end]) else house.end
    if text[house.end - 1] == "府":
        return organisations.purchasing(text, house.end)
    fund = _FUND.match(text, house.end) if text[house.end : house.end + 1] in _FUND_BEGINS else None
    return fund.end() if fund else house.end


_FUND_BEGINS = frozenset("产共战创股风医文长互绿投")


# 腾讯|产业共赢资本, 中信|产业资本.
_FUND = re.compile(
    "(?:产业|共赢|战略|创业|股权|风险|医疗|文化|长期|互联网|绿色|投资)+(?:资本(?![市支金家开化运结]|的)|创投|投资基金)"
)
_JOINT_UNIT = 6.0
"""Bonus of a unit with an 与 in its name, and of a firm's fund."""
_IN_CHINA = re.compile(
    "中国(?!区|公司|的?市场|大陆|境内|最|第|首|的?消费者|的?用户)"
    "(?=[\u4e00-\u9fff]{0,6}(?:总裁|CEO|首席|董事|总经理|副总|公司|高管|方面|员工|官网|公关|创始|发言人)|"
    '[是在将也已就和与、,，。;；:：)”"的\n宣表称公于有为对向]|$)'
)
_ARM = 9.0
"""Bonus of a foreign firm's Chinese arm, whose place the tagger is sure of."""

_NO_COUNTY = frozenset("城级里内域区市乡镇外委政府直属长")
_HOUSES = ("大学", "学院", "科学院", "社科院", "中科院", "研究院", "医院", "集团", "公司")
_OWN_UNITS = ("实验室", "研究所", "研究院", "研究中心", "学院", "附属医院", "分公司", "分院", "校区", "院区")
"""What has units of its own, and what those are: 清华大学|微电子研究所."""


def _after_place(text: str, place: Span, chain: int, other: Span | None, gazetteer: Gazetteer) -> Span | None:
    """What the words after a place make of it. chain: where the places before it begin. other: the next span."""
    start, at = place.start, place.end
    tail = organisations.tail(text, at)
    if (named := organisations.quoted_tail(text, at)) > at:
        return Span(chain, named, "ORG", _BODY, "organisation")
    if (made := _by_itself(text, start, at, other, tail)) is not None:
        return made
    name = text[start:at]
    if (palace := organisations.palace(text, at)) > at and gazetteer.is_country(name):
        return Span(start, palace, "ORG", _SITE, "organisation")
    if gazetteer.is_brand(name) and text[at - 1] not in _NO_BRAND and (trade := organisations.trade(text, at)) > at:
        return Span(start, trade, "ORG", _TAIL, "organisation")
    if tail > at and not (other and _stands_alone(text, other, at, tail, gazetteer)):
        station = text.endswith("派出所", at, tail)  # 岚川区|东小口派出所
        bonus = (_BODY if station else _TAIL) if is_nominal(text[at:tail]) else _CLAUSE
        return Span(chain, tail, "ORG", bonus, "organisation")
    if text[at - 1] in _LEVELS and text.startswith(name[:-1], at) and (zone := sites.zone(text, at)) > at:
        return Span(at, zone, "LOC", _ZONE, "place")  # 澜川县|澜川新城
    zone = sites.zone(text, at)
    if text.startswith("地区", at) and text[start - 1 : start] == "大":  # 大|伦敦|地区
        return Span(start - 1, at + len("地区"), "LOC", _SITE, "place")
    if zone > at and not gazetteer.is_country(name) and not (other and _is_place_before(text, other, zone, gazetteer)):
        return Span(start, zone, "LOC", _ZONE, "place")
    site = at if _is_dashed(text, start) else _site(text, at, name, gazetteer)
    if site > at and not (other and _is_place_before(text, other, site, gazetteer)):
        return Span(start, site, "LOC", _SITE, "place")
    if text[at : at + 1] == "县" and name in gazetteer and name[-1] != "县" and text[at + 1 : at + 2] not in _NO_COUNTY:
        return Span(start, at + 1, "LOC", _SITE, "place")  # 大化|县, whose name is longer in the table
    if (village := sites.settlement(text, at)) > at:
        return Span(at, village, "LOC", _STREET, "place")
    street = sites.street(text, at)
    if street == at or (other and other.start < street):
        return None
    return Span(at, street, "LOC", _STREET, "place")


def _by_itself(text: str, start: int, at: int, other: Span | None, tail: int) -> Span | None:
    """What the words after a place make of it without a look at the table. tail: where an organisation's kind ends."""
    if tail == at and (office := organisations.department(text, at)) > at:
        return Span(start, office, "ORG", _SITE, "organisation")
    if (numbered := organisations.numbered(text, at)) > at:
        return Span(start, numbered, "ORG", _SITE, "organisation")
    if other and other.label == "LOC" and text[at : other.start] in _JOINTS:
        line = sites.rail(text, other.end)
        if line > other.end:  # 澜川至安陵|高速铁路
            return Span(start, line, "LOC", _SITE, "place")
    if other and other.label == "LOC" and (joint := _of_two_places(text, start, at, other)):
        return joint
    if (shop := organisations.shop(text, at)) > at and not (other and other.start < shop):
        return Span(at if text[at - 1] in _LEVELS else start, shop, "ORG", _SITE, "organisation")
    return None


def _is_place_before(text: str, other: Span, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the next span is a place of its own before the site's end."""
    return other.end < end and (text[other.end - 1] in "村镇乡" or text[other.start : other.end] in gazetteer)


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


def _airport(text: str, before: Span, place: Span, gazetteer: Gazetteer) -> Span | None:
    """Airports are called after their city and its district: 杭州|萧山机场."""
    end = place.end if text.endswith("机场", place.start, place.end) else sites.kind(text, place.end)
    if not text.endswith("机场", place.start, end) or not gazetteer.has_airport(text[before.start : before.end]):
        return None
    return Span(before.start, end, "LOC", _ZONE + _SITE, "place")


def _numeral_before(text: str, place: Span) -> Span | None:
    """Where the same numeral stands before a name each time, it belongs to it: 八|角庙村."""
    if not place.start or text[place.start - 1] not in _NUMERALS:
        return None
    name = text[place.start : place.end]
    count = text.count(name)
    if count < _OFTEN or text.count(text[place.start - 1] + name) < count:
        return None
    return Span(place.start - 1, place.end, "LOC", _BODY, "place")


_NUMERALS = frozenset("一二三四五六七八九十")
_OFTEN = 3


def _of_two_places(text: str, start: int, at: int, other: Span) -> Span | None:
    """An embassy (法国|驻|中国|大使馆), or what a second place in brackets narrows: 中国(上海)自由贸易试验区."""
    if text[at : other.start] == "驻" and (end := organisations.embassy(text, other.end)) > other.end:
        return Span(start, end, "ORG", _SITE, "organisation")
    if text[at : other.start] == "(" and text.startswith(")", other.end):
        after = other.end + 1
        if (end := _tail(text, after)) > after:
            return Span(start, end, "ORG", _SITE, "organisation")
        if (end := sites.kind(text, after)) > after:
            return Span(start, end, "LOC", _SITE, "place")
    return None


def _stands_alone(text: str, other: Span, at: int, tail: int, gazetteer: Gazetteer) -> bool:
    """Whether the words up to `tail` end in an organisation of its own: 福岛第一核电站|营运商|东京电力公司."""
    if other.label != "ORG" or other.end != tail:
        return False
    far = other.start > at + _CLOSE and tail - other.start > _FULL
    return far or gazetteer.is_organisation(text[other.start : tail])


_LEVELS = frozenset("省市县区旗镇乡")
_NO_BRAND = _LEVELS | {"州"}
"""What no firm's brand ends with: 佛罗里达州|投资公司."""
_CLOSE, _FULL = 2, 5
"""Characters between a place and an organisation that its name may take in; those of an organisation's full name."""


def _is_dashed(text: str, start: int) -> bool:
    """Whether one dash, not two, stands before: 西宁—海东|都市圈 is called after both, so that neither has it."""
    return text[start - 1 : start] in _DASHES and text[start - 2 : start - 1] not in _DASHES


_DASHES = frozenset("—-")
_JOINTS = ("至", "到", "—", "-")


def _tail(text: str, at: int) -> int:
    """Where the organisation that goes on at `at` ends; `at` if it does not."""
    end = organisations.tail(text, at)
    return end if end > at and is_nominal(text[at:end]) else at


def _site(text: str, at: int, name: str, gazetteer: Gazetteer) -> int:
    """Where the site, road or railway named with this place ends; `at` if there is none."""
    if gazetteer.is_country(name):
        return at
    for part in (sites.kind, sites.road_word):
        if (end := part(text, at)) > at:
            return end
    return at if name in gazetteer else sites.rail(text, at)


def is_nominal(words: str) -> bool:
    """Whether no verb stands inside: 清华大学|微电子所, not 大连机床|拖欠中国银行."""
    *inner, _ = segment.tagged(words)  # the last word is the kind, whatever its tag (妇幼保健|站)
    return all(tag != "v" or word in organisations.lexicon().activities for word, tag in inner)


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
