"""Place names of the table found in running text, and which place each one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsextract import segment
from newsextract.entities import organisations
from newsextract.entities.finder import Finder
from newsextract.entities.labels import Span
from newsextract.entities.latin import inside_word
from newsextract.entities.lexicon import Landscape, load, load_contexts, load_people, vocabulary
from newsextract.entities.namesakes import NOWHERE, Found, ancestors, choose, is_bare_district, likely, no_landscape
from newsextract.entities.places import Place, Row, row_level, table

_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万亿两几数多")
_SUFFIXES = frozenset("省市县区旗州盟镇乡")
_ABROAD = frozenset("州市省邦郡")
"""Level words that a foreign name may carry or not."""
_NO_STATE = frozenset("长际政立府议")
"""俄亥俄|州长."""

_MUNICIPALITIES = frozenset({"北京", "上海", "天津", "重庆"})

_FULL, _HIGH, _LOW = 7.0, 4.0, 1.5
"""Bonuses in log-odds: a full name with its level word; a province, country, prefecture; a name that is a word."""
_SAID = 6.0
"""Bonus of a firm whose name is a word too, where the text says what only goes with the firm: 苹果 and iPhone."""
_REGION = 2.5
"""Bonus of a region of two characters: 藏北, 皖南."""
_LOCAL, _UNDER, _GOVERNS = 2.5, 4.5, 2
"""Bonus of a county's bare name where its province governs the text, and where it stands before it; how many names of
a province's places make it govern."""
_LIST, _LONGEST_BARE = 3, 5
"""Places of one province that make a list of them, and the longest name looked for at its ends."""


class Listing(NamedTuple):
    """How a known organisation is listed: the bonus of its name, and its sector, a file of known/."""

    bonus: float
    sector: str


_UNLISTED = Listing(0.0, "")


class Gazetteer:
    """The shipped table and the user's own places."""

    def __init__(self, own: Mapping[str, Place] | None = None) -> None:
        self._table = table()
        self._own = own or {}
        landscape = load("landscape.toml", Landscape)
        self._landscape = _landscape(landscape)
        self._waters, self._words = frozenset(landscape.waters), landscape.words
        self._organisations = _organisations()
        self._people = load_people()
        self._meanings = load_contexts()
        self._bonus = lru_cache(maxsize=1 << 16)(self._weigh)
        self._local = lru_cache(maxsize=1 << 16)(self._look_up_local)
        # In the order in which they were made: from a set, each name would be fetched from another end of the memory.
        listed = [*self._table.rows, *self._landscape, *self._own, *self._organisations, *self._people]
        self._finder = Finder(listed, self._stands)
        self._places = lru_cache(maxsize=1 << 16)(self._look_up)
        self._province = lru_cache(maxsize=1 << 16)(self._find_province)

    def __contains__(self, name: str) -> bool:
        return name in self._table.rows or name in self._landscape or name in self._own

    def _stands(self, name: str) -> bool:
        """Whether the name may stand for a place or an organisation without the tagger's word."""
        return name in self._organisations or name in self._people or self._bonus(name) > 0 or bool(self._local(name))

    def _weigh(self, name: str) -> float:
        """A listed place's bonus; made when a text has the name, since most names are in none."""
        if name in self._own:
            return _FULL
        return max(_bonus(name, self._table.rows.get(name, ())), self._landscape.get(name, 0.0))

    def _look_up_local(self, name: str) -> frozenset[str]:
        """The provinces of which a name alone may be a county's, where one of them governs the text."""
        if name in self._words or self._bonus(name) > 0:
            return frozenset()
        return _local(name, self._table.rows.get(name, ()))

    def _look_up(self, name: str) -> tuple[Place, ...]:
        if name in self._own:
            return (self._own[name],)
        found = self._table.places(name)
        if found or name[-1:] not in _ABROAD:
            return found
        return tuple(place for place in self._table.places(name[:-1]) if place.code is None)  # 顿涅茨克|市

    def is_organisation(self, name: str) -> bool:
        """Whether the name can only be a known organisation's."""
        return self._organisations.get(name, _UNLISTED).bonus == _FULL

    def may_be_organisation(self, name: str) -> bool:
        """Whether a known organisation is called so, among other things."""
        return name in self._organisations

    def is_company(self, name: str) -> bool:
        """Whether the name can only be a known company's."""
        return self._is_of(name, _TRADES)

    def is_of_trade(self, name: str) -> bool:
        """Whether a known company is called so, among other things."""
        return self._organisations.get(name, _UNLISTED).sector in _TRADES

    def is_school_or_paper(self, name: str) -> bool:
        """Whether the name can only be a known school's, museum's, hospital's or medium's."""
        return self._is_of(name, _CULTURE)

    def _is_of(self, name: str, sectors: frozenset[str]) -> bool:
        listing = self._organisations.get(name, _UNLISTED)
        return listing.bonus == _FULL and listing.sector in sectors

    def is_brand(self, name: str) -> bool:
        """Whether a company may be called so with its trade alone: an unknown name, or a river's (长江|证券)."""
        return name not in self or (name in self._waters and name not in self._table.rows)

    def is_landscape(self, name: str) -> bool:
        """Whether a landscape is called so."""
        return name in self._landscape

    def is_top(self, name: str) -> bool:
        """Whether the name is first of all a province's or a country's."""
        places = self._places(name)
        return bool(places) and "/" not in places[0].path

    def has_airport(self, name: str) -> bool:
        """Whether airports are called after the place and their own name: a city, no province (上海|浦东机场)."""
        return not self.is_top(name) or name[:2] in _MUNICIPALITIES

    def is_prominent(self, name: str) -> bool:
        """Whether the name by itself is taken for a place's: a province's, a prefecture's, one with its level word."""
        return self._bonus(name) >= _HIGH

    def is_country(self, name: str) -> bool:
        """Whether the name is first of all a country's or a continent's."""
        places = self._places(name)
        return bool(places) and places[0].code is None and "/" not in places[0].path

    def lies_in(self, name: str, country: str) -> bool:
        """Whether the name is first of all a place's of this country."""
        places = self._places(name)
        return bool(places) and places[0].path.startswith(f"{country}/")

    def proposals(self, text: str) -> Iterator[Span]:
        """Known names in the text, places and organisations, sorted and disjoint; the score is the bonus."""
        found = list(self._finder.find(text))
        governing = self._governing(found)
        company: set[str] | None = None  # the sectors of whose firms or clubs the text speaks
        said: dict[tuple[str, ...], bool] = {}  # whether the text has one of the words that a name needs
        above, joint = "", -1  # the province named last, and where its name ends
        for start, end, name in found:
            under = above if start == joint else ""  # 岚江|富锦
            above, joint = self._province(name), end
            if (local := self._local(name)) and (not {governing, under} & local or _is_word(name)):
                continue
            if start and text[start - 1] in _NUMERALS and name[0] in _NUMERALS:  # 10|万山区
                continue
            if name.isascii() and inside_word(text, start, end):
                continue
            if _carries_on(name, text, end):
                continue
            if name in self._meanings.people and _says(text, self._meanings.people[name], said):  # 总统阿里
                continue
            is_place = (governing and governing in self._provinces(name)) or (
                name in self._meanings.places and _says(text, self._meanings.places[name], said)
            )
            if name in self._organisations and not is_place:  # 西藏阿里
                bonus, sector = self._organisations[name]
                if bonus == _LOW and _says(text, self._meanings.firms.get(name, ()), said):
                    bonus = _SAID
                elif bonus == _LOW and sector in _KEEPING:
                    company = self._company(found) if company is None else company
                    bonus = _HIGH if sector in company else bonus
                yield Span(start, end, "ORG", bonus, "lexicon" if bonus == _FULL else "brand")
            elif name in self._people:
                yield Span(start, end, "PERSON", _FULL if self._people[name] else _LOW, "lexicon")
            else:
                state = (
                    text[end : end + 1] == "州" and text[end + 1 : end + 2] not in _NO_STATE and self._is_abroad(name)
                )
                bonus = self._bonus(name) or (_UNDER if under in local else _LOCAL)
                yield Span(start, end + state, "LOC", bonus, "lexicon")

    def _is_abroad(self, name: str) -> bool:
        rows = self._table.rows.get(name, ())
        return bool(rows) and rows[0][0][-1] in "-~"

    def _company(self, found: Sequence[tuple[int, int, str]]) -> set[str]:
        """The sectors of which the text surely names several: there 太阳 is a club, 苹果 a firm."""
        names = {name for _, _, name in found if self.is_organisation(name)}
        count = Counter(self._organisations[name].sector for name in names)
        return {sector for sector in _KEEPING if count[sector] + count[_ANY_TRADE] * (sector in _TRADES) >= _COMPANY}

    def neighbours(self, text: str, run: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The items of a list that are places of one province, where they are three or more; else none.

        run: its inner items. The first and the last, which nothing parts from the words around, are looked for too.
        """
        names = [frozenset(self._provinces(text[start:end])) for start, end in run]
        if not all(names):
            return []
        shared = frozenset.intersection(*names)
        first, last = run[0][0] - 1, run[-1][1] + 1
        before = [(at, first) for at in range(max(first - _LONGEST_BARE, 0), first - 1)]
        after = [(last, at) for at in range(min(last + _LONGEST_BARE, len(text)), last + 1, -1)]
        found = list(run)
        for ends in (before, after):
            for place in ends:
                if both := shared & self._provinces(text[place[0] : place[1]]):
                    shared = both
                    found.append(place)
                    break
        sure = any(not self._is_common(text[start:end]) for start, end in found)
        return sorted(found) if sure and len(found) >= _LIST else []

    def _is_common(self, name: str) -> bool:
        return name in self._words or _is_word(name)

    def _provinces(self, name: str) -> frozenset[str]:
        """The provinces that have a place of this name, their counties and prefectures only."""
        rows = self._table.rows.get(name, ())
        return frozenset(code[:2] for code, _ in rows if row_level(code) in (2, 3) and code.isdigit())

    def holds(self, above: str, name: str) -> bool:
        """Whether a county or prefecture of this name is in the province."""
        rows = self._table.rows.get(above, ())
        return any(code[:2] in self._provinces(name) for code, _ in rows if row_level(code) == 1)

    def _governing(self, found: Sequence[tuple[int, int, str]]) -> str:
        """The code of the province that the text is about (its first two digits); "" if there is none."""
        # 阿里 by itself speaks for no province.
        votes = [
            province for _, _, name in found if name not in self._organisations and (province := self._province(name))
        ]
        if len(votes) < _GOVERNS:
            return ""
        province = max(set(votes), key=votes.count)
        count = votes.count(province)
        return province if count >= _GOVERNS and 2 * count > len(votes) else ""

    def _find_province(self, name: str) -> str:
        """The province that the name alone tells; "" if there is none."""
        if not self._bonus(name):
            return ""
        provinces = {code[:2] for code, _ in self._table.rows.get(name, ())}
        province = provinces.pop() if len(provinces) == 1 else ""
        return province if province.isdigit() else ""

    def resolve(self, names: Sequence[str], adjacent: Sequence[bool], home: str | None) -> list[Found]:
        """The place behind each LOC of a document, in order.

        adjacent[i]: whether names[i] directly follows names[i-1] (河南省郑州市). home: the publication's name, whose
        city decides between namesakes when the article does not.
        """
        candidates = [self._places(name) for name in names]
        votes = self._votes(names, candidates, home)
        result: list[Found] = []
        for index, places in enumerate(candidates):
            above = result[index - 1] if index and adjacent[index] else NOWHERE
            left = likely(names[index], places, votes)
            if names[index] in self._landscape:
                left = no_landscape(names[index], left, above, votes)
            place = choose(left, above, votes)
            result.append(Found(place.code, place.path) if place else NOWHERE)
        return result

    def _votes(self, names: Sequence[str], candidates: Sequence[tuple[Place, ...]], home: str | None) -> Counter[str]:
        """How often each path and each of its ancestors is meant beyond doubt."""
        votes: Counter[str] = Counter()
        for name, places in zip(names, candidates, strict=True):
            if len(places) == 1 and not is_bare_district(name, places[0]):
                votes.update(ancestors(places[0].path))
        if home:
            for _, _, name in self._finder.find(home):
                for place in self._places(self._home(name))[:1]:
                    votes.update(ancestors(place.path))
        return votes

    def _home(self, name: str) -> str:
        """The name, or the province or prefecture that a known paper begins with: 洛阳|晚报."""
        if name not in self._organisations:
            return name
        return next((name[:end] for end in range(4, 1, -1) if self._bonus(name[:end]) >= _HIGH), name)


def _says(text: str, words: tuple[str, ...], said: dict[tuple[str, ...], bool]) -> bool:
    """Whether the text has one of the words; each set of them is looked for once."""
    if words not in said:
        said[words] = any(word in text for word in words)
    return said[words]


def _bonus(name: str, rows: Sequence[Row]) -> float:
    if not rows or len(name) < 2 or name in vocabulary().not_alone:
        return 0.0
    level = row_level(rows[0][0]) if len(rows) == 1 else min(row_level(code) for code, _ in rows)
    if name in vocabulary().place_words:
        return _LOW
    if (name[-1] in _SUFFIXES or name.endswith("苏木")) and len(name) > 2:
        return _FULL if level < 4 else _HIGH
    if level <= 2:
        return _HIGH
    if any(code[-1] == "~" for code, _ in rows):
        return _LOW
    return 0.0  # a county's bare name is a word too often (平原, 友谊, 惠民): the tagger must find it


def _local(name: str, rows: Sequence[Row]) -> frozenset[str]:
    """The provinces that have a county of this bare name."""
    if len(name) < 2 or name in vocabulary().not_alone or name[-1] in _SUFFIXES:
        return frozenset()
    return frozenset(code[:2] for code, _ in rows if len(code) == _DIGITS and code[4:] != "00" and code.isdigit())


_DIGITS = 6
"""Of the code of a county and what is above it."""


@lru_cache(maxsize=1 << 12)
def _is_word(name: str) -> bool:
    """Whether the name is a word too that names nothing: 互助, 友谊."""
    tags = [tag for _, tag in segment.tagged(name)]
    return len(tags) == 1 and not tags[0].startswith(("ns", "nz", "nr")) and tags[0] != "n"


_HALLS, _HALL = frozenset("宫殿阁门"), 7.0
"""What palaces and gates end with, and their bonus: they look like no place that the tagger knows."""


def _landscape(words: Landscape) -> dict[str, float]:
    """Landscapes and their bonus."""
    names = (*words.regions, *words.waters, *words.mountains, *words.sites)
    bonus = {name: (_HALL if name[-1] in _HALLS else _HIGH) if len(name) > 2 else _LOW for name in names}
    return bonus | {name: _REGION for name in words.regions if len(name) == 2}


def _organisations() -> dict[str, Listing]:
    """Known organisations."""
    known = organisations.known()
    names: dict[str, Listing] = {}
    for bonus, sectors in ((_LOW, known.likely), (_FULL, known.sure)):
        for sector, group in sectors.items():
            names |= dict.fromkeys(group, Listing(bonus, sector))
    return names


_ANY_TRADE = "companies"
_TRADES = frozenset({_ANY_TRADE, "consumer", "energy", "finance", "industry", "property", "shares", "tech"})
_CULTURE = frozenset({"learning", "media"})
_KEEPING = _TRADES | {"sports"}
"""Sectors whose names keep company: one that is a word too is a name beside others."""
_COMPANY = 2
"""How many others."""


_GOES_ON = (
    *(("军", other) for other in "队事官舰机用阀费"),
    *(("军", other) for other in ("火商", "火工", "火企", "火贸", "火交", "火销", "控条", "控谈", "控协", "备竞")),
    *(("网", other) for other in "友络站点民页购店吧"),
    *(("部", "门"), ("党", "派"), ("央视", "频"), ("国办", "发"), ("中办", "发"), ("金", "融")),
    *(
        (trade, "业")
        for trade in ("银行", "保险", "证券", "航空", "石油", "汽车", "电信", "建筑", "钢铁", "食品", "电影")
    ),
)
"""司法部|门, 民主党|派: the last characters of a name, and those that make another word of them."""


_NEXT = {
    first: tuple(pair for pair in _GOES_ON if pair[1][0] == first)
    for first in sorted({other[0] for _, other in _GOES_ON})
}
"""Those pairs by the character that follows the name."""


def _carries_on(name: str, text: str, end: int) -> bool:
    pairs = _NEXT.get(text[end : end + 1])
    return pairs is not None and any(name.endswith(last) and text.startswith(other, end) for last, other in pairs)
