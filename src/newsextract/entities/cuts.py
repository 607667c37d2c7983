"""Where one name ends and the next begins in what a tagger takes for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from newsextract import lazyre as re
from newsextract.entities import shortforms, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.records import EntityLabel

_CACHED = 1 << 14
"""Names whose answers are kept: the same ones come again and again."""
# 国家卫生计生委|会同|国务院扶贫办, 东江证券|子公司|东江期货有限责任公司.
_TOGETHER = re.compile(
    "会同|(?<=[会部院局委])商(?=中国|国家|国务院|..部)|携手|(?:全资|控股|参股)?(?:子公司|孙公司|母公司)"
)
_AND = re.compile("[和与及、]")


def joint(text: str, span: Span, gazetteer: Gazetteer) -> re.Match[str] | None:
    """What joins two organisations that were taken for one."""
    if found := _TOGETHER.search(text, span.start + 3, span.end - 3):
        return found
    for found in _AND.finditer(text, span.start + 2, span.end - 2):  # 诺基亚|和|摩托罗拉, not 住房|和|城乡建设部
        if gazetteer.may_be_organisation(text[span.start : found.start()]) and gazetteer.may_be_organisation(
            text[found.end() : span.end]
        ):
            return found
    return None


@lru_cache(maxsize=_CACHED)
def _level_cut(name: str, gazetteer: Gazetteer) -> int:
    """Where one administrative level ends and the next begins: 河南省|郑州市; 0 if it is one place."""
    if name in gazetteer:
        return 0
    for cut in range(2, len(name) - 1):
        above = name[:cut]
        if name[cut - 1] not in _LEVELS and not gazetteer.is_top(above):
            continue
        if above in gazetteer and name[cut:] in gazetteer:
            return 0 if name.endswith("机场") and gazetteer.has_airport(above) else cut
    if kind := sites.park_kind(name):  # 江西|岚泡国家级自然保护区
        cut = next((cut for cut in (5, 4, 3, 2) if name[:cut] in gazetteer), 0)
        own = name[cut:kind]
        return cut if cut and len(own) > 1 and (own in gazetteer or sites.is_named(own)) else 0
    match = SUB_LEVEL.search(name, 2) if name[-1] in _LEVELS_BELOW else None
    if match is None:
        return 0
    return _level_cut(name[: match.start()], gazetteer) or match.start()  # 河南|卫辉市|唐庄镇


_LEVELS_BELOW = frozenset("市县区旗州盟镇乡村道")
SUB_LEVEL = re.compile(
    "(?:(?<=[省市县盟镇乡])|(?<=自治[区州]))(?=[\u4e00-\u9fff]{1,7}(?:市|县|区|旗|州|盟|镇|乡|街道|村)(?![\u4e00-\u9fff]))"
    "(?!.{0,9}(?:新区|园区|开发区|特区|军区|景区|风景区|保护区|示范区|试验区|实验区|片区|小区|社区|山区|牧区|城区|经济区|合作区|高新区)(?![\u4e00-\u9fff]))"
)
"""Where, inside a place name, one level may end and the next begin, also for names that the table does not know."""


@lru_cache(maxsize=_CACHED)
def _body_cut(name: str, gazetteer: Gazetteer) -> int:
    """Where one known organisation ends and the next begins: 中共中央|国务院; 0 if it is one."""
    for cut in range(2, len(name) - 1):
        if gazetteer.is_organisation(name[:cut]) and gazetteer.is_organisation(name[cut:]):
            return 0 if gazetteer.is_organisation(name) else cut
    return 0


@lru_cache(maxsize=_CACHED)
def abroad(name: str, gazetteer: Gazetteer) -> int:
    """Where a country ends before an organisation of one of its places: 美国|芝加哥大学; 0 if there is none."""
    country = len("中国") if name[2:] in _UNIONS else country_end(name, gazetteer)
    if not country or gazetteer.is_organisation(name):
        return 0
    rest = name[country:]
    if rest in _UNIONS and name[:country] in _OWN_COUNTRY:
        return country
    if name[:country] in _OWN_COUNTRY:  # 中国|杭州岚峰集团
        place = next((end for end in (4, 3, 2) if gazetteer.is_prominent(rest[:end])), 0)
        cut = place and not gazetteer.is_landscape(rest[:place]) and not gazetteer.is_country(rest[:place])
        return country if cut and rest.endswith(_FIRMS) and len(rest) > place + 2 else 0
    # 德国社会民主党 is one.
    if shortforms.is_branded(rest) or gazetteer.is_company(rest) or gazetteer.is_school_or_paper(rest):
        return country
    return country if any(gazetteer.lies_in(rest[:end], name[:country]) for end in range(2, len(rest) - 1)) else 0


def country_end(name: str, gazetteer: Gazetteer) -> int:
    """Where the country that the name begins with ends; 0 if it begins with none."""
    longest = min(len(name) - 4, _LONGEST_COUNTRY - 1)
    ends = (end for end in range(longest, 1, -1) if name[:end] in gazetteer and gazetteer.is_country(name[:end]))
    return next(ends, 0)


_UNIONS = frozenset({"东盟", "欧盟", "非盟", "阿盟", "海合会", "拉共体"})
"""Who is named beside the country without a mark: 中国|东盟."""
_FIRMS = ("集团", "公司", "大学", "学院", "医院")
_LONGEST_COUNTRY = 8
_OWN_COUNTRY = frozenset({"中国", "中华人民共和国"})


def _no_cut(name: str, gazetteer: Gazetteer) -> int:
    return 0


CUT: dict[EntityLabel, Callable[[str, Gazetteer], int]] = {
    "ORG": _body_cut,
    "PERSON": _no_cut,
    "LOC": _level_cut,
}
_LEVELS = frozenset("省市县区州盟旗")
