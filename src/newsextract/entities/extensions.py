"""Names with the words after them: 中国|半导体行业协会, 清华大学|微电子所, 贵州|高原, 西延|高铁.

Every proposal's score is its bonus; merging.merge weighs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsextract import lazyre as re
from newsextract.entities import companies, organisations, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span

_BODY, _TAIL, _CLAUSE, _UNIT, _OWN, _SITE = 8.0, 2.5, 0.0, 1.5, 4.0, 4.0
_COMPANY, _STREET, _ZONE = 4.0, 3.0, 6.0
"""Bonuses in log-odds, chosen on the shared gold: a public body by its whole form; what follows a place, and what may
be a clause; what follows an organisation, and one that has such units; a site by its last word; whom somebody works
for; a street or village after its town; a zone."""


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
        elif span.label == "ORG" and span.rule == "tagger" and (end := _zone_after(text, span)) > span.end:
            yield Span(span.start, end, "LOC", _ZONE, "place")  # 岚江国际医疗|旅游先行区
        if span.label == "PERSON" and (start := companies.employer(text, span.start)) < span.start:
            yield Span(start, span.start, "ORG", _COMPANY, "organisation")
        if span.label != "LOC":
            continue
        before = spans[index - 1] if index else None
        if before is None or before.label != "LOC" or before.end != span.start:
            chain = span.start
        other = spans[index + 1] if index + 1 < len(spans) else None
        if other is not None and _is_of_city(text, span, other, gazetteer):
            yield Span(span.start, other.end, "ORG", _BODY, "organisation")  # 宁川|岚峰重工
            continue
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


def _is_of_city(text: str, city: Span, firm: Span, gazetteer: Gazetteer) -> bool:
    """Whether a known firm carries the bare name of the city or province before it: 绍兴中芯, not 湖南省|中芯."""
    name, known = text[city.start : city.end], text[firm.start : firm.end]
    if firm.label != "ORG" or firm.start != city.end or not 2 <= len(name) <= _BARE or name[-1] in _CHAINED:
        return False
    if organisations.tail(text, firm.end) > firm.end or organisations.branch(text, firm.end) > firm.end:
        return False  # 宁川岚峰|幼儿园
    return gazetteer.is_of_trade(known) and name in gazetteer and not gazetteer.is_country(name)


def _zone_after(text: str, body: Span) -> int:
    """Where the zone ends that what the tagger took for a body begins; its end if there is none."""
    if text.endswith(_HOUSES, body.start, body.end):
        return body.end
    return sites.zone(text, body.end)


def _unit(text: str, house: Span) -> int:
    """Where the unit with an 与 in its name, or the firm's fund, ends; the house's end if none does."""
    if (
        text.endswith(_HOUSES, house.start, house.end)
        and (end := organisations.joint_unit(text, house.end)) > house.end
    ):
        return end if organisations.is_nominal(text[house.end : end]) else house.end
    if text[house.end - 1] in _MINISTRIES and (end := organisations.joint_group(text, house.end)) > house.end:
        return end
    if text[house.end - 1] == "府":
        return organisations.purchasing(text, house.end)
    fund = _FUND.match(text, house.end) if text[house.end : house.end + 1] in _FUND_BEGINS else None
    return fund.end() if fund else house.end


_MINISTRIES = frozenset("部委局厅办院府")
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
        bonus = (_BODY if station else _TAIL) if organisations.is_nominal(text[at:tail]) else _CLAUSE
        return Span(chain, tail, "ORG", bonus, "organisation")
    zone = sites.zone(text, at)
    if zone > at and text[at - 1] in _LEVELS and text.startswith(name[:-1], at):
        return Span(at, zone, "LOC", _ZONE, "place")  # 澜川县|澜川新城
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
_CHAINED = _NO_BRAND | {"盟"}
_BARE = 3
"""Characters of a city's name without its level word at most."""
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
    return end if end > at and organisations.is_nominal(text[at:end]) else at


def _site(text: str, at: int, name: str, gazetteer: Gazetteer) -> int:
    """Where the site, road or railway named with this place ends; `at` if there is none."""
    if gazetteer.is_country(name):
        return at
    for part in (sites.kind, sites.road_word):
        if (end := part(text, at)) > at:
            return end
    return at if name in gazetteer else sites.rail(text, at)
