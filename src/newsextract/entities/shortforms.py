"""What a text may call an organisation for short, once its name has been given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities import companies, organisations, places
from newsextract.entities.lexicon import any_of, vocabulary

_UNIT = 4
"""Characters of the shortest unit that names itself."""
_INITIAL_KINDS = ("医院", "大学", "学院", "中学", "高中", "学校", "研究院", "研究所")
_PLACE_BEFORE = re.compile("^(?:[\u4e00-\u9fff]{2,6}?[省市县区旗州盟])+")
_LEVEL = "省市县区旗州盟"


@lru_cache(maxsize=1 << 12)
def units(name: str) -> tuple[str, ...]:
    """Its last words, and its name without its place.

    宁川医学院肿瘤医院: 肿瘤医院; 柳川县红旗中心卫生院: 红旗中心卫生院.
    """
    if not name.endswith(vocabulary().unit_kinds):
        return ()
    words = segment.words(name)
    last = words[-1] if len(words[-1]) >= _UNIT else "".join(words[-2:])
    candidates = (last, name[_place_end(name) :])
    return tuple(unit for unit in candidates if _UNIT <= len(unit) < len(name) and not organisations.is_generic(unit))


def _place_end(name: str) -> int:
    """Where the place that the name begins with ends; 0 if it begins with none."""
    place = _PLACE_BEFORE.match(name)
    return place.end() if place else next((end for end in range(5, 1, -1) if places.is_name(name[:end])), 0)


@lru_cache(maxsize=1 << 12)
def initials(name: str) -> tuple[str, str] | None:
    """Its bare place, and the first characters of two of its words: 柳川县女子高中: 柳川, 女高; None if it has none."""
    cut = _place_end(name) if name.endswith(_INITIAL_KINDS) else 0
    words = [word for part in segment.words(name[cut:]) if (word := part.removeprefix("第"))] if cut else []
    if len(words) < 2:
        return None
    first, second = words[:2]
    if first.isdecimal():  # 103医院
        return _bare(name[:cut]), first + second
    return _bare(name[:cut]), (first if set(first) <= _NUMERALS else first[0]) + second[0]


_NUMERALS = frozenset("一二三四五六七八九十百")


def _bare(place: str) -> str:
    """The last of the places, without its level word: 江南省柳川县: 柳川."""
    for start in range(len(place) - 2):
        if places.is_name(place[start:]):
            place = place[start:]
            break
    return place[:-1] if len(place) > 2 and place[-1] in _LEVEL else place


_WARDS = ("住院部", "门诊部", "急诊科", "体检中心")
_BRAND_LENGTHS = (4, 3, 2)
_COMPANY = re.compile("(?:集团|公司)$")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(any_of((*organisations.lexicon().trades, *vocabulary().services)))


_TRADED = (3, 4, 5)
"""Characters of a name that is a brand and its trade: 岚峰旅游."""


@lru_cache(maxsize=1 << 12)
def brands(name: str) -> tuple[str, ...]:
    """What a company's name may be called by, the longest first: its first characters after its place."""
    if not _COMPANY.search(name):
        brand = name[:2]
        trade = len(name) in _TRADED and _trade().fullmatch(name, 2) is not None and companies.is_coined(brand)
        return (brand,) if trade and _is_brand(brand) else ()
    core = name[_place_end(name) :]
    form = _FORM.search(core)
    stem = core[: form.start()] if form else core[:-2]
    found = (stem[:length] for length in _BRAND_LENGTHS if len(stem) >= length)
    return tuple(brand for brand in found if _is_brand(brand))


@cache
def _branded() -> re.Pattern[str]:
    trades = any_of(organisations.lexicon().trades)
    return re.compile(
        f"(?P<brand>[\u4e00-\u9fff]{{2,3}})(?:{trades}){{0,2}}(?<!集团)(?:集团(?:公司)?|(?:有限)?公司)\\Z"
    )


def is_branded(name: str) -> bool:
    """Whether it is a company called after a brand that is no word: 岚峰集团, 岚峰电子公司; not 电信公司."""
    match = _branded().match(name)
    brand = match["brand"] if match else ""
    return len(brand) > 1 and brand not in vocabulary().describing and companies.is_coined(brand) and _is_brand(brand)


def _is_brand(brand: str) -> bool:
    """Whether the dictionary does not know it as words: 红|黄|蓝, 双汇; not 广播|电视."""
    if places.is_name(brand) or organisations.is_generic(brand) or not brand.isalnum():
        return False
    words = list(segment.tagged(brand))
    if len(words) > 1:
        return any(len(word) == 1 for word, _ in words)
    if len(brand) == max(_BRAND_LENGTHS):
        return False
    # What jieba only guesses to be a word is none: 同程.
    guessed = companies.is_coined(brand) and len(list(segment.tagged(brand, hmm=False))) > 1
    return words[0][1] in _NAMES or guessed


_NAMES = frozenset({"nz", "nr", "nrt", "ns", "nt", "x", "eng"})
"""jieba's tags of proper names and of words it does not know."""


_GROUP = re.compile("(?P<brand>[\u4e00-\u9fff]{2,3})(?:集团|地产|控股|股份|置业|实业|科技|汽车|药业|酒业|乳业)\\Z")
_GROUP_LENGTHS, _BRAND_OFTEN = (4, 5), 3


def overriding(text: str, name: str) -> str:
    """What the text calls a firm for short though a city district is called so too; "" if nothing: 龙湖|集团.

    Nothing else in the text speaks of the district.
    """
    match = _GROUP.match(name) if len(name) in _GROUP_LENGTHS else None
    if match is None or not places.is_minor(brand := match["brand"]):
        return ""
    tagged = list(segment.tagged(brand))
    if len(tagged) == 1 and tagged[0][1] not in _NAMES:
        return ""
    full = text.count(name)
    after = Counter(text[end : end + 1] for _, end in _places_of(text, brand))
    if full < _OFTEN or after.total() - full < _BRAND_OFTEN or any(after[level] for level in _LEVEL):
        return ""
    return brand


def called(text: str, name: str) -> Iterator[str]:
    """What the text calls the organisation elsewhere, by its initials or its brand."""
    if (short := initials(name)) and (place_and_initials := "".join(short)) in text:
        yield place_and_initials
        yield short[1]
        yield from (ward for kind in _WARDS if (ward := place_and_initials + kind) in text)
    yield from branded(text, name)
    if (stem := without_form(name)) and text.count(stem) > text.count(name):
        yield stem
    if (own := without_place(name)) and text.count(own) > text.count(name):
        yield own
    for brand in brands(name):
        if _stands_alone(text, name, brand):
            yield brand
            branches = {text[at : organisations.branch(text, end)] for at, end in _places_of(text, brand)}
            yield from (branch for branch in branches - {brand} if not name.startswith(branch))
            return


_FORM = re.compile("(?:集团)?(?:有限责任公司|股份有限公司|有限公司|股份公司)\\Z")
_SHORTEST_STEM = 4


@lru_cache(maxsize=1 << 12)
def without_form(name: str) -> str:
    """The company's name without its legal form, and without its place where it has a brand; "" if that is too short.

    东海期货有限责任公司: 东海期货; 江南市岚峰投资有限公司: 岚峰投资.
    """
    form = _FORM.search(name)
    cut = _place_end(name)
    core = name[cut : form.start()] if form else ""
    if form is None or not core or "(" in name:
        return ""
    branded = not cut or companies.is_coined(core[:2])
    if not branded and organisations.trade(core, 0) != len(core):
        return ""  # 江南市|城市建设投资
    stem = core if branded and len(core) >= _SHORTEST_STEM else name[: form.start()]
    return stem if len(stem) >= _SHORTEST_STEM else ""


@lru_cache(maxsize=1 << 12)
def without_place(name: str) -> str:
    """The name without the place that it begins with, where a brand follows; "" else: 法国|文华旅行社."""
    own = name[_place_end(name) :]
    coined = _SHORTEST_STEM <= len(own) < len(name) and companies.is_coined(own[:2])
    return own if coined and own[0] not in _GOES_ON and not organisations.is_generic(own) else ""


_GOES_ON = frozenset("驻民一二三四五六七八九十两各")
"""What after a place begins no name: 中国|驻, 美国|三大汽车公司, 市|民."""


_BRACKET = re.compile("\\(([\u4e00-\u9fff]{2,6})\\)")


def branded(text: str, name: str) -> Iterator[str]:
    """Its brand with the place in its brackets: 岚峰电子(苏州)有限公司: 岚峰苏州."""
    bracket = _BRACKET.search(name, 2) if "(" in name else None
    if bracket:
        for length in _BRAND_LENGTHS:
            short = name[: min(length, bracket.start())] + bracket[1]
            if short in text:
                yield short
                return


# 法晚|记者, 北青报|讯: a paper by the first character of its name and of its kind.
_REPORTS = re.compile("[晚早晨青商都](?:报(?=记者|讯)|(?=记者|讯))")
_PAPERS = {
    "晚报": "晚",
    "早报": "早",
    "晨报": "晨",
    "青年报": "青",
    "商报": "商",
    "都市报": "都",
}


def reporting(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Papers that report under the short form of one of the names: 法制晚报, 法晚|记者."""
    kinds = ((name, next((kind for kind in _PAPERS if name.endswith(kind)), "")) for name in names)
    shorts = {name[0] + _PAPERS[kind] for name, kind in kinds if kind and name != kind}
    if not shorts:
        return
    for match in _REPORTS.finditer(text):
        if text[match.start() - 1 : match.start() + 1] in shorts:
            yield match.start() - 1, match.end()


def _places_of(text: str, brand: str) -> Iterator[tuple[int, int]]:
    at = text.find(brand)
    while at >= 0:
        yield at, at + len(brand)
        at = text.find(brand, at + 1)


def _stands_alone(text: str, name: str, brand: str) -> bool:
    """Whether the brand stands in the text again, and not before the same character each time: 白杨建|化."""
    full = text.count(name)
    after = Counter(text[end : end + 1] for _, end in _places_of(text, brand))
    after[name[name.index(brand) + len(brand)]] -= full
    return after.total() >= _OFTEN and len(+after) > 1


_OFTEN = 2
"""How often a brand stands without the company's full name."""


_SETTLEMENT = re.compile("([\u4e00-\u9fff]{2,3}?)[苗侗羌藏]?(?:寨|村|屯|镇|乡)")
_NEXT_TO_PLACE = ("来到", "前往", "走进", "直通", "位于", "赶到", "回到", "抵达", "通往", "离开", "落户", "地处")
_PLACE_OFTEN = 3
"""How often a settlement's name stands without its kind."""


def bare(text: str, name: str) -> str:
    """What the text calls the village or town elsewhere, without its kind: 大湾|苗寨; "" if nothing.

    It stands alone again and again, before various words (not 亚运|会), and once where only a place can.
    """
    match = _SETTLEMENT.fullmatch(name)
    if match is None or text.count(match[1]) < _PLACE_OFTEN + text.count(name):
        return ""
    stem, kind = match[1], name[len(match[1])]
    ends = [end for _, end in _places_of(text, stem) if text[end : end + 1] != kind]
    after = Counter(text[end : end + 1] for end in ends)
    if len(ends) < _PLACE_OFTEN or 2 * max(after.values()) > len(ends):
        return ""
    placed = any(
        text.endswith(_NEXT_TO_PLACE, 0, end - len(stem)) or text.startswith(_NEXT_TO_PLACE, end) for end in ends
    )
    return stem if placed else ""
