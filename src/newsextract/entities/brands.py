"""Firms called after a brand that is no word: hotels, and companies that a text names again without 公司."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.companies import is_coined
from newsextract.entities.lexicon import vocabulary

Choice = tuple[int, int]

_HOTEL = re.compile(
    "[大酒宾饭度](?:(?<=大)(?:酒店|饭店)|(?<=酒)店|(?<=宾)馆(?<!迎宾馆)(?<!国宾馆)|(?<=饭)店|(?<=度)假(?:村|酒店))(?![管业][^主]|[员式])"
)
_HOTEL_WORDS = ("酒店", "宾馆", "饭店", "度假村")
_NO_BRAND = frozenset(
    "的了是除做搞抓在与及为等把被从到有将向以于说称并就也都还而或其此该各每某这那不没再更最很又两几多个种类次年月日号间座所处店星级型"
    "一二三四五六七八九十零我你他她它们住入进出去来上下"
)
_LONGEST, _LENGTHS = 6, (2, 3, 4)
"""Characters looked at before a hotel's kind, and those of its brand."""
_NAMES = frozenset({"nz", "nt", "nr", "nrt", "nrfg"})
_NUMBER = re.compile("[0-9]{2,4}\\Z")
_NO_BEGINNING = frozenset("vpcdrmqfu")
"""jieba's tags of words of one character that begin no brand: 赴|岚峰酒店."""


def hotels(text: str, is_place: Callable[[str], bool]) -> Iterator[list[Choice]]:
    """Hotels called after a brand, each with its possible extents: 岚峰酒店, 北京岚峰宾馆; not 五星级酒店."""
    if not any(word in text for word in _HOTEL_WORDS):
        return
    for match in _HOTEL.finditer(text):
        at = match.start()
        choices = [
            (_with_place(text, start, is_place), match.end())
            for start in _starts(text, at)
            if not is_place(text[start:at]) and text[start:at] not in vocabulary().hotel_kinds
        ]
        if choices:
            yield choices


def _starts(text: str, at: int) -> Iterator[int]:
    """Where a brand before `at` may begin: at a word, and all its words are names or single characters."""
    low = max(at - _LONGEST, 0)
    start, named = at, True
    for word, tag in reversed(segment.tagged(text[low:at], hmm=False)):
        start -= len(word)
        named = named and "\u4e00" <= word[0] <= "\u9fff" and (len(word) == 1 or tag in _NAMES)
        if not named or at - start > max(_LENGTHS):
            return
        if word == "和" and at - start == min(_LENGTHS):  # 和岚|酒店: no brand has one character
            yield start
            return
        if word == "和" or not _NO_BRAND.isdisjoint(word):
            return
        begins = len(word) > 1 or tag[0] not in _NO_BEGINNING
        if at - start in _LENGTHS and begins:
            yield start


def _with_place(text: str, start: int, is_place: Callable[[str], bool]) -> int:
    """Where the place and the number before the brand begin, which belong to the name: 北京|798|岚峰酒店."""
    number = _NUMBER.search(text, max(start - 4, 0), start)
    end = number.start() if number else start
    while (first := next((at for at in range(max(end - 4, 0), end - 1) if is_place(text[at:end])), end)) < end:
        start = end = first
    return start


_COMPANY = re.compile("公司(?<=[\u4e00-\u9fff]{4})(?![法债治制章])")
_MOST, _OFTEN = 60, 2
"""Brands of a text that are counted, each a look at the whole text; how often one stands elsewhere."""


def companies(text: str) -> Iterator[Choice]:
    """Companies whose brand the text also has by itself: 岚峰|公司, 岚峰|称."""
    counted: dict[str, int] = {}
    for match in _COMPANY.finditer(text):
        at, best, most = match.start(), match.start(), 0
        for start in _starts(text, at):
            brand = text[start:at]
            if brand not in counted:
                if len(counted) >= _MOST:
                    return
                counted[brand] = _alone(text, brand)
            if counted[brand] and counted[brand] >= most:  # 岚铜人|, not 铜人
                best, most = start, counted[brand]
        if best < at:
            yield best, match.end()


def _alone(text: str, brand: str) -> int:
    """How often the brand stands, if it is no word and stands before various words, not only before 公司; else 0."""
    count = text.count(brand)
    if not is_coined(brand) or count - text.count(f"{brand}公司") < _OFTEN:
        return 0
    after = {text[match.end() : match.end() + 2] for match in re.finditer(brand, text)}
    acts = len(after) > _OFTEN and any(f"{brand}{act}" in text for act in vocabulary().brand_acts)
    return count if acts else 0
