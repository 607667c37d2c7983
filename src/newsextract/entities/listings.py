"""Companies and brands in lists: what some of the items are, the others are too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities import companies
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.organisations import lexicon

_ITEM = "[\u4e00-\u9fffA-Za-z0-9]{2,8}"
# Two marks at least; what stands before the first and after the last is no item by itself.
_RUN = re.compile(f"、(?:{_ITEM}、){{1,40}}")
_HAN = re.compile("[\u4e00-\u9fff]+")
_BEFORE = re.compile("[\u4e00-\u9fffA-Za-z]{2,8}\\Z")
_AFTER = re.compile("[\u4e00-\u9fffA-Za-z]{2,8}")
_PAIR = re.compile("[、和与及](?=[\u4e00-\u9fff]{4})")
_SURE, _BONUS, _BRAND, _FIRM = 20.0, 12.0, 14.0, 9.0
"""Bonuses of an item of a list of three companies and more, of two, of brands, of each of two firms."""
_SHORT, _USUAL, _LONG = 3, 4, 5
"""Characters of an unknown company's name in a list."""
_MANY = 2
"""Items known as companies, or with a name like one, that make a list of companies."""

Item = tuple[int, int]


@cache
def businesses() -> frozenset[str]:
    """Lines of business that a firm's name ends with."""
    words = lexicon()
    return frozenset((*words.trades, *words.businesses))


def is_firm(name: str) -> bool:
    """Whether a name is that of a firm by its form: characters that are no word and a line of business, 岚峰菌业."""
    ends = businesses()
    return (name[2:] in ends and is_brand(name[:2])) or (name[3:] in ends and is_brand(name[:3]))


@lru_cache(maxsize=1 << 12)
def is_brand(name: str) -> bool:
    """Whether the characters are no words: 恒域, 可立克; not 二手, 在线, 做强."""
    if not companies.is_coined(name) or _COMMON.intersection(name):
        return False
    return all(len(word) == 1 or tag in _NAMES for word, tag in segment.tagged(name, hmm=False))


_NAMES = frozenset({"nz", "nt", "ns", "j", "nrt", "nrfg"})
_COMMON = frozenset(
    "的了是除做搞抓在和与及为等把被从到有将向以于说称并就也都还而或其此该各每某这那不没再更最很又一二三四五六七八九十两几多个种类次年月日号"
)
"""Characters of clauses; few names have them."""


def members(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """The items of each list in which several are companies: 岚峰股份、|恒域菌业|、|岱宗石|、."""
    for run in _RUN.finditer(text):
        inner = _items(text, run.start(), run.end())
        names = [text[start:end] for start, end in inner]
        if not any(_may_be_company(name, gazetteer) for name in names):
            continue  # most lists
        first = _first(text, run.start(), gazetteer)
        last = _last(text, run.end(), gazetteer)
        brands = _of_brands(text, run.start(), run.end())
        items = [*([first] if first else []), *inner, *([last] if last else [])]
        names = [text[start:end] for start, end in items]
        sure = sum(_is_company(name, gazetteer) for name in names)
        likely = sum(gazetteer.is_of_trade(name) for name in names) if brands else 0
        if not (sure >= _MANY and 2 * sure >= len(items)) and not (brands and likely >= _MANY):
            continue
        shares = sure > _MANY and not brands
        bonus = _SURE if shares else _BRAND if brands else _BONUS
        for (start, end), name in zip(items, names, strict=True):
            if _may_be(name, gazetteer, brands=brands) or (shares and len(name) == _USUAL and name[2:] in businesses()):
                yield Span(start, end, "ORG", bonus, "organisation")


def pairs(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """Two firms by their form: 岚峰科技|和|恒域科技."""
    ends = businesses()
    for match in _PAIR.finditer(text):
        at = match.start()
        if not (text[at + 3 : at + 5] in ends or text[at + 4 : at + 6] in ends or text[at + 3 : at + 6] in ends):
            continue  # most of them
        second = next((end for end in (4, 5) if is_firm(text[at + 1 : at + 1 + end])), 0) or _alike(text, at)
        if not second:
            continue
        kind = text[at + second - 1 : at + 1 + second]
        for length in (4, 5):
            name = text[max(at - length, 0) : at]
            if (
                (is_firm(name) or _by_river(name, kind, gazetteer))
                and not (at > length and _CARRIES_ON.match(text, at - length - 1))
            ) or gazetteer.is_company(name):
                yield Span(at - len(name), at, "ORG", _FIRM, "organisation")
                yield Span(at + 1, at + 1 + second, "ORG", _FIRM, "organisation")
                break


def _alike(text: str, at: int) -> int:
    """The characters of the second firm, where it ends as the first does and its brand has a numeral: 三业成食品."""
    kind = text[at - 2 : at]
    brand = text[at + 1 : at + 4]
    alike = text[at + 4 : at + 6] == kind and kind in businesses() and companies.is_coined(brand)
    return 5 if alike and all(len(word) == 1 for word, _ in segment.tagged(brand, hmm=False)) else 0


def _by_river(name: str, kind: str, gazetteer: Gazetteer) -> bool:
    """Whether a firm is called after a river or mountain, beside one with the same kind: 长江|食品."""
    return name[2:] == kind and gazetteer.is_landscape(name[:2])


_CARRIES_ON = re.compile("(?![、和与及据对由向从被为给是在如有将的])[\u4e00-\u9fff]")
"""What before a name may make it a part of other words: 沉|浸式通信."""


def _items(text: str, start: int, end: int) -> list[Item]:
    items, at = [], start + 1
    for name in text[at : end - 1].split("、"):
        items.append((at, at + len(name)))
        at += len(name) + 1
    return items


def _first(text: str, end: int, gazetteer: Gazetteer) -> Item | None:
    """The name before the first mark, where it is one by its form or all that stands there."""
    match = _BEFORE.search(text, max(end - 8, 0), end)
    if match is None:
        return None
    words = match[0]
    for length in range(min(len(words), 6), 1, -1):
        if gazetteer.is_company(words[-length:]):
            return end - length, end
    for length in (4, 5):  # the shorter first: 包括|岚石创投
        if is_firm(words[-length:]):
            return end - length, end
    for lead in _LEADS:
        if (cut := words.rfind(lead)) >= 0 and 2 <= len(words) - cut - len(lead) <= _LONG:
            return match.start() + cut + len(lead), end
    alone = match.start() == 0 or not "\u4e00" <= text[match.start() - 1] <= "\u9fff"
    return match.span() if alone and len(words) <= _LONG else None


_LEADS = ("将有", "比如", "例如", "包括", "其中", "以及", "如", "有")


def _last(text: str, start: int, gazetteer: Gazetteer) -> Item | None:
    """The name after the last mark, likewise."""
    match = _AFTER.match(text, start)
    if match is None:
        return None
    words = match[0]
    for length in range(min(len(words), 6), 1, -1):
        if _is_company(words[:length], gazetteer) or (length == len(words) and gazetteer.is_of_trade(words)):
            return start, start + length
    end = _ENDS.search(words, 2)  # 兴和|等
    length = end.start() if end else len(words)
    if 2 <= length <= _LONG and (end or match.end() == len(text) or not "\u4e00" <= text[match.end()] <= "\u9fff"):
        return start, start + length
    return None


_ENDS = re.compile("等|和|及|与|(?:均|也|都|则|将)?(?:接受|启动|涨停|跌停|领涨|领跌|紧随|跟涨|纷纷|集体|先后|相继)")
_BRANDS_BEFORE = re.compile(
    "(?:品牌|厂商|车企|房企|券商|企业|公司|对手)[^\u4e00-\u9fff]{0,2}(?:如|有|包括|分别[是为]|为|是)?[^。\n]{0,8}\\Z"
)
_BRANDS_AFTER = re.compile(
    "[\u4e00-\u9fffA-Za-z]{2,6}?等[\u4e00-\u9fff]{0,6}?(?:品牌|厂商|车企|房企|券商|企业|公司|厂家|巨头|网站|平台)"
)


def _of_brands(text: str, start: int, end: int) -> bool:
    """Whether the words around a list say that its items are firms' or brands' names."""
    after = _BRANDS_AFTER.match(text, end)
    return after is not None or _BRANDS_BEFORE.search(text, max(start - 20, 0), start) is not None


def _is_company(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.is_company(name) or is_firm(name)


def _may_be_company(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.may_be_organisation(name) or name[2:] in businesses() or name[3:] in businesses()


def _may_be(name: str, gazetteer: Gazetteer, *, brands: bool) -> bool:
    """Whether nothing speaks against a company's name: it is no place and no word."""
    if gazetteer.may_be_organisation(name) or is_firm(name):
        return True
    may_be = gazetteer.may_be_organisation
    if any(may_be(name[:cut]) and may_be(name[cut:]) for cut in range(2, len(name) - 1)):  # 携程|去哪儿 run together
        return False
    if name.isascii():
        return brands and not name.isdigit() and name not in lexicon().acronyms
    if name in gazetteer and (not brands or gazetteer.is_prominent(name)):
        return False
    if not (2 if brands else _SHORT) <= len(name) <= _LONG:
        return False
    if not _HAN.fullmatch(name):
        return False
    words = segment.tagged(name, hmm=False)
    if brands and len(words) == 1 and len(name) == 2:
        return True
    named = name in gazetteer or not _COMMON.intersection(name)  # 兴和
    return (named and any(len(word) == 1 or tag in _NAMES for word, tag in words)) or (
        name.endswith(_FORMS) and len(words) > 1
    )


_FORMS = ("股份", "科技", "药业", "电子", "网络", "证券", "基金")


# 岚峰食品(东江证券),恒域益智(国金证券): a share with its underwriter.
_UNDERWRITTEN = re.compile("\\((?P<by>[\u4e00-\u9fff]{2,6}(?:证券|公司|投行|资本|承销保荐))\\)(?=[,，、。;；])")
_LED = re.compile("[\u4e00-\u9fff]{3,5}\\Z")


def underwritten(text: str) -> Iterator[Span]:
    """Shares that are floated, each with the broker in brackets; two of them at the least."""
    found = []
    for match in _UNDERWRITTEN.finditer(text):
        share = _LED.search(text, max(match.start() - 5, 0), match.start())
        if share and (share.start() == 0 or text[share.start() - 1] in _LIST_MARKS or len(share[0]) == _LONG - 1):
            found += [
                Span(*share.span(), "ORG", _BRAND, "organisation"),
                Span(*match.span("by"), "ORG", _BRAND, "organisation"),
            ]
    if len(found) > _MANY:
        yield from found


_LIST_MARKS = frozenset(",，、;；。:：\n ")

# 岚峰重工[24.36 0.00% 资金 研报], (002999)岚峰龙:本周涨幅: what a page of shares prints beside a name.
_QUOTED = re.compile("\\[[0-9]{1,4}\\.[0-9]{2} -?[0-9]{1,2}\\.[0-9]{2}%")
_CODE_BEFORE = re.compile("\\((?:[036][0-9]{5}|[0-9]{5}\\.HK)\\) ?(?P<name>[\u4e00-\u9fffA-Z]{3,5})(?=[:：,，\n ])")


def priced(text: str) -> Iterator[Item]:
    """Shares with their price behind or their code before."""
    for match in _CODE_BEFORE.finditer(text):
        yield match.span("name")
    for match in _QUOTED.finditer(text):
        name = _LED.search(text, max(match.start() - 4, 0), match.start())
        if name:
            yield name.span()


def quoted(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Companies that no list has, after those of an enumeration of shares: 中信证券、|恒域科技|等33只个股."""
    at = 0
    for span in spans:
        if span.label != "ORG" or span.start < at or not gazetteer.is_company(text[span.start : span.end]):
            continue
        at = span.end
        while item := companies.next_in_list(text, at):
            start, at = item
            if companies.is_coined(text[start : start + 2]) and not gazetteer.may_be_organisation(text[start:at]):
                yield Span(start, at, "ORG", _NEXT, "organisation")


_NEXT = 4.0


def shared(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Every item of a list of shares or brands of which two are known: 岚峰重工、|恒域飞|、岱宗股份等33只个股."""
    known = {(span.start, span.end) for span in spans if span.label == "ORG"}
    ends = {span.end for span in spans if span.label == "ORG"}
    for items in companies.shares(text):
        (_, first), *others = items
        if (first in ends) + sum(item in known for item in others) < _SEVERAL:
            continue
        for start, end in others:
            name = text[start:end]
            if (start, end) in known or end - start not in _LENGTHS or name in gazetteer:
                continue
            if companies.is_coined(name[:2]):
                yield Span(start, end, "ORG", _SHARE_BONUS, "organisation")


_SEVERAL, _LENGTHS, _SHARE_BONUS = 2, (3, 4), 8.0
"""How many known ones make a list of companies, the characters of an exchange's names, and the bonus of the others."""


def firms(text: str, gazetteer: Gazetteer) -> list[Span]:
    """Companies of lists and pages of shares: 岚峰股份、|恒域菌业、|岱宗石, 岚峰食品|(东江证券)."""
    found = {(span.start, span.end): span for span in pairs(text, gazetteer)}
    for span in (*members(text, gazetteer), *underwritten(text)):
        found[span.start, span.end] = span
    for start, end in priced(text):
        found[start, end] = Span(start, end, "ORG", _SHARE_BONUS, "organisation")
    return _disjoint(sorted(found.values()))


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    """Without those that begin inside another."""
    result: list[Span] = []
    for span in spans:
        if not result or span.start >= result[-1].end:
            result.append(span)
    return result
