"""Companies that no list has, by what stands beside them: a stock code, a trade, others in a list, an officer.

Every function yields the places where such a name may stand; the rules weigh them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.lexicon import any_of, vocabulary
from newsextract.entities.organisations import lexicon

# (600268.SH), (SZ:002097), (01810.HK), (股票代码:300750), (NASDAQ:ABCD): the name stands before.
_CODE = re.compile(
    # The bracket first: it is looked for many times as fast as a look-behind.
    "\\((?<=[\u4e00-\u9fffA-Za-z]\\()(?<!上市\\()(?<!挂牌\\()(?<!交易\\()"
    "(?:(?:股票|证券|股份|公司)?(?:代码|代号|编号)?[:： ]?"
    "(?:SH|SZ|BJ|HK|沪|深)?[:：. ]?(?:[03689][0-9]{5}|[0-9]{4,5}(?=\\.HK|\\.TW|HK))(?:\\.?(?:SH|SZ|BJ|HK|TW|OC|SS))?|"
    "[0-9]{4,5}-TW|(?:NASDAQ|NYSE|纳斯达克|纽交所)[:： ]{0,2}[A-Z]{1,5})(?=[,，、;； )])",
    re.IGNORECASE,
)
_RUN = re.compile("[\u4e00-\u9fffA-Za-z]{2,12}\\Z")
_SHORTEST, _USUAL, _LONGEST = 3, 4, 6
"""Characters of an exchange's short name."""


def coded(text: str) -> Iterator[list[tuple[int, int]]]:
    """Names before a stock code, each with its possible extents: 岚峰重工|(600999.SH)."""
    for match in _CODE.finditer(text):
        end = match.start()
        run = _RUN.search(text, max(end - 2 * _LONGEST, 0), end)
        if run is None:
            continue
        if end - run.start() <= _LONGEST:  # nothing else stands there
            yield [(run.start(), end)]
            continue
        yield [(end - edge, end) for edge in _edges(text[run.start() : end]) if _SHORTEST <= edge <= _LONGEST]


# 岚峰电子技术|(苏州)有限公司, 岚峰|(集团)股份有限公司.
_PART = re.compile(
    "\\((?P<part>[\u4e00-\u9fff]{2,6})\\)[\u4e00-\u9fff]{0,8}?"
    "(?:有限责任公司|股份有限公司|有限公司|股份公司|公司|集团|研究院|合伙企业|基金会|分行|学院|研发中心)"
)
_BEFORE_PART = re.compile("[\u4e00-\u9fffA-Za-z&]{2,14}\\Z")
_PARTS = frozenset({"集团", "控股", "国际", "合伙", "亚洲", "亚太", "大中华", "有限合伙", "特殊普通合伙", "股份", "筹"})
"""What else than a place stands in the brackets inside a company's name."""


def bracketed(text: str, is_place: Callable[[str], bool]) -> Iterator[list[tuple[int, int]]]:
    """Companies with a bracketed place in their name, each with its possible extents."""
    for match in _PART.finditer(text):
        if match["part"] not in _PARTS and not is_place(match["part"]):
            continue
        end = match.start()
        if run := _BEFORE_PART.search(text, max(end - 14, 0), end):
            edges = _edges(text[run.start() : end])
            yield [(end - edge, match.end()) for edge in edges if edge > 1] or [(run.start(), match.end())]


def _edges(words: str) -> list[int]:
    """Where a name may begin, counted from the end: at words, but no verb or particle of one character (称|岚峰)."""
    edges, at = [], 0
    for word, tag in reversed(segment.tagged(words, hmm=False)):
        at += len(word)
        if len(word) > 1 or tag[0] not in "vpcd":
            edges.append(at)
    return sorted(edges, key=lambda edge: abs(edge - _USUAL))


@cache
def _traded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon()
    trades = any_of(words.trades, first=True)
    # The mark before first: it is looked for many times as fast as a look-behind; then where its trade would begin.
    first = re.escape("".join(sorted({trade[0] for trade in words.trades})))
    acts = (
        f"[^\u4e00-\u9fff](?=..[{first}])(?P<own>(?P<brand>[\u4e00-\u9fff]{{2}})(?:{trades}))"
        f"(?={any_of(words.company_acts)}|等[0-9]+[只家])"
    )
    # 其子公司|岚峰投资|承诺: said to be a company, so that no more need be known of it.
    lines = any_of((*words.trades, *words.businesses))
    owned = (
        f"[公旗](?:(?<=[子孙母]公)司|(?<=旗)下)(?:品牌|企业|公司)?(?P<own>(?P<brand>[\u4e00-\u9fff]{{2}})(?:{lines}))"
        "(?![\u4e00-\u9fff]{0,4}公司|[业品])"
    )
    return re.compile(acts), re.compile(owned)


def traded(text: str) -> Iterator[tuple[int, int]]:
    """Companies with a name that is no word, at the head of a clause, that act or whose shares do: 恒域科技|涨停."""
    acts, owned = _traded()
    head = acts.match(f"\n{text[:_HEAD]}")
    if head and is_coined(head["brand"]):
        yield head.start("own") - 1, head.end("own") - 1
    for pattern in (acts, owned):
        for match in pattern.finditer(text):
            if is_coined(match["brand"]):
                yield match.span("own")


_HEAD = 16
"""Characters of a name at the head of the text and of what it does."""


@cache
def _employer() -> re.Pattern[str]:
    trades = any_of(lexicon().trades)
    return re.compile(f"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{{2}})(?:{trades})\\Z")


def employer(text: str, at: int) -> int:
    """Where the company directly before a name begins, at the head of a clause; `at` if none does: 岚峰投资|李青."""
    match = _employer().search(text, max(at - 6, 0), at) if text[at - 1 : at] in _TRADE_ENDS else None
    return match.start() if match and is_coined(match["name"]) else at


_TRADE_ENDS = frozenset("资本券险金货托行产管份股技团业")
"""What a company that employs commentators mostly ends with."""


@lru_cache(maxsize=1 << 12)
def is_coined(name: str) -> bool:
    """Whether the characters are no word that the dictionary has but as a name: 恒域, not 公募."""
    words = segment.tagged(name, hmm=False)
    return name not in vocabulary().no_brands and (len(words) > 1 or words[0][1] in _NAMES)


_NAMES = frozenset({"nz", "nt", "nr", "nrt"})

# 团购网站|岚峰网, 岚峰网|宣布: what stands beside says that it is a site.
_WEBSITE = re.compile(
    "网(?<=[\u4e00-\u9fff]{2}网)(?![络民友站点上址页购店吧])"
    "(?=(?P<acts>(?:则会?|曾|已|也|的)?(?:官方|CEO|创始人|总裁|副总|董事|高管|方面|宣布|推出|获得?|完成|上线|发布|表示|"
    "负责人|内部|投资|融资|见习记者))?)"
)
_TOLD = ("网站", "电商", "平台", "商城", "媒体")
_NO_SITE = frozenset("的了这那各全上下内外好撒织布联入并断张一二三四五六七八九十第同公专官路电管水渔球铁钢法")
"""What before 网 is no name: 一张|网, 渔|网."""


def websites(text: str) -> Iterator[tuple[int, int]]:
    """Sites with a name that is no word."""
    for match in _WEBSITE.finditer(text):
        start, end = match.end() - 3, match.end()
        acts = match["acts"] is not None and not "\u4e00" <= text[max(start - 1, 0)] <= "\u9fff"
        if not acts and not text.endswith(_TOLD, max(start - 2, 0), start):
            continue
        name = text[start : end - 1]
        if is_coined(name) and not _NO_SITE.intersection(name) and len(segment.tagged(text[start:end], hmm=False)) > 1:
            yield start, end


# A name in Latin letters after what it is or before its officers: 打车公司|Lyft, Lyft|公司.
_LATIN = re.compile("([A-Z][A-Za-z0-9]{2,14})(?:[ .&-][A-Z][A-Za-z0-9]{1,14})?")
_WORD = re.compile("[A-Za-z0-9]+")
_CALLED = ("公司", "企业", "机构", "巨头", "厂商", "集团", "制造商", "运营商", "供应商", "开发商")
_LEAD = re.compile("的?(?:联合)?创始人|首席|董事长|总裁|CEO|高管|公司(?!法)")


def foreign(text: str) -> Iterator[tuple[int, int]]:
    """Names in Latin letters that are called a company, or have its officers."""
    for match in _LATIN.finditer(text):
        start = match.start()
        called = text.endswith(_CALLED, max(start - 3, 0), start)
        if text[max(start - 1, 0) : start].isascii() and text[max(start - 1, 0) : start].isalnum():
            continue
        if (word := _WORD.match(text, start)) and word[0] in lexicon().acronyms:
            continue
        for end in (match.end(), match.end(1)):
            after = text[end : end + 1]
            if (called and not (after.isascii() and after.isalnum())) or _LEAD.match(text, end):
                yield start, end
                break


# 岚峰重工、恒域飞、岱宗股份等33只个股: what stands behind says what all of them are.
_SHARES = re.compile(
    "、(?P<last>[\u4e00-\u9fff]{2,6}?)(?=等(?:[0-9,]{0,5}[多余]?(?:只|家)?)?[\u4e00-\u9fff]{0,6}?"
    "(?:个股|股票|上市公司|公司|概念股|龙头股|股价|涨停|跌停|跌幅|涨幅|跌超|涨超|券商|品牌|厂商|企业)|"
    "(?:均|纷纷|集体|悉数|双双|也|盘中)?(?:涨停|跌停|领涨|领跌|涨超|跌超|封板|涨逾|跌逾))"
)
_ITEMS_BEFORE = re.compile("(?:[\u4e00-\u9fff]{2,6}、){2,20}\\Z")
_LONGEST_LIST = 120


def shares(text: str) -> Iterator[list[tuple[int, int]]]:
    """The items of each list of shares or brands, but the first, before which other words may stand."""
    for match in _SHARES.finditer(text):
        end = match.start() + 1
        if before := _ITEMS_BEFORE.search(text, max(end - _LONGEST_LIST, 0), end):
            items, at = [], before.start()
            for item in before[0][:-1].split("、"):
                items.append((at, at + len(item)))
                at += len(item) + 1
            yield [*items, match.span("last")]


_NEXT = re.compile(
    "、(?P<name>[\u4e00-\u9fff]{4})(?=、|等[0-9多只家个、,，股公企]|[和及与][\u4e00-\u9fff]{3,4}等|[,，。;；]|跌停|涨停)"
)


def next_in_list(text: str, at: int) -> tuple[int, int] | None:
    """The name of four characters that follows in a list, as an exchange's mostly are: 岚峰重工、|恒域科技|等个股."""
    match = _NEXT.match(text, at)
    return match.span("name") if match else None
