"""A place as our guidelines draw it: without what follows it, none of a kind or of a people."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.entities import groups, naming, people, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.lexicon import vocabulary
from newsextract.entities.persons import ABBREVIATIONS

_NUMBER = re.compile("[0-9]+(?:号(?!线)|弄|室|栋|幢).*$")
_TERMINAL = re.compile("(?:[TS]?[0-9一二三四][A-Z]?号?)?(?:航站楼|航站区|候机楼)$")
_HALL = re.compile("(?<=大会堂).+$")
_STATES = re.compile("[两三四五六七八九十]国$")
_PREPOSITION = re.compile("(?<=..)(?:[至到和与及在向往等畔]|沿岸|两岸|上空|(?<=[江河])(?:河道|干流))$")
_OPENING = frozenset("的而在和与从至到向及由除经赴距离据让把被将如像对比以为")
_RELATION = re.compile("(?:全面|关系|两国|双边|双方|友好|友谊|合作|建交|战略|经贸|各领域)")
_SCHOOL = re.compile("[一二三四五六七八九十]中")
# 中心村文化广场|71个: some of them.
_COUNTED = re.compile("[0-9]+(?:个|座|处|所|家|条|栋)(?![\u4e00-\u9fff])")
_BUILT = ("新建", "建成", "建设", "修建", "改建", "扩建", "兴建", "建", "打造", "建了")
_BANKS = re.compile("[两三四五六七八九]河[两三四五六七八九]岸")
_SOMEWHERE = re.compile("[省市县区乡镇村屯寨山]里")


def drawn(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """The span as the guidelines draw a place, an organisation that was taken for one, or None for no name."""
    if groups.is_institution(text[span.start : span.end]):
        return span._replace(label="ORG")
    if text[span.end - 1] in "县市":
        span = _of_town(text, span, gazetteer)
    name = text[span.start : span.end]
    if text[span.end : span.end + 1] == "元" and _CURRENCY.match(text, span.end) and gazetteer.is_country(name):
        return None  # 新加坡|元
    if _is_people(text, span.end) or _SOMEWHERE.fullmatch(name) or _SCHOOL.fullmatch(name) or name in _PEOPLES:
        return None
    # 巴中|友好合作, not 西藏|全面.
    if len(name) == 2 and set(name) <= ABBREVIATIONS and _RELATION.match(text, span.end) and not gazetteer.is_top(name):
        return None
    if _is_no_place(text, span, name):
        return None
    if (sites.is_generic(name) and not gazetteer.is_landscape(name)) or (name[-1] == "族" and len(name) > 2):
        return None
    if name in gazetteer:
        return span
    if person := _native(text, span, gazetteer):
        return person
    if _is_some(text, span):
        return None
    if name[0] in _OPENING and (name[1:] in gazetteer or (name[0] == "在" and len(name) > 3)):  # 而|吉林市, 在|柳湾村
        return span._replace(start=span.start + 1)
    span = _without_tail(text, span)
    name = text[span.start : span.end]
    if 0 < len(name) <= 3 and people.follows_title(text, span.start):
        return span._replace(label="PERSON")
    # 京蒙, 俄乌: abbreviations run together; 地铁|1号.
    return None if set(name) <= ABBREVIATIONS or sites.is_generic(name) else span


_NUMERALS = frozenset("两三四五六七八九")


def _is_no_place(text: str, span: Span, name: str) -> bool:
    new = name == "中国" and text[span.start - 1 : span.start] == "新"  # guidelines §6
    return new or sites.is_car(name) or name in vocabulary().nowhere


def _is_some(text: str, span: Span) -> bool:
    """Whether it is counted, so that it is a kind: 中心村文化广场|71个, 沂汶蒙三河|六岸."""
    if text[span.end : span.end + 1].isdigit():
        return text.endswith(_BUILT, 0, span.start) and _COUNTED.match(text, span.end) is not None
    return text[span.end - 2] in _NUMERALS and _BANKS.match(text, span.end - 2) is not None


def _native(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """Somebody after the place that he comes from: 深圳|人|罗尔."""
    at = span.start
    fits = text[at] == "人" and span.end - at - 1 in _NAME_LENGTHS and text[at + 1] in naming.surnames()
    placed = fits and any(text[first:at] in gazetteer for first in range(max(at - 4, 0), at - 1))
    return span._replace(start=at + 1, label="PERSON") if placed else None


_NAME_LENGTHS = (2, 3)


def _of_town(text: str, span: Span, gazetteer: Gazetteer) -> Span:
    """海兴县城: the county's town; 马鞍山|市民: its people."""
    last, following = text[span.end - 1], text[span.end : span.end + 1]
    if last == "县" and following == "城" and text[span.end + 1 : span.end + 2] not in _TOWNS:
        return span._replace(end=span.end + 1)
    people = last == "市" and following == "民" and text[span.end + 1 : span.end + 2] not in _OF_THE_PEOPLE
    return span._replace(end=span.end - 1) if people and text[span.start : span.end - 1] in gazetteer else span


_TOWNS = frozenset("市镇乡区管投建关中东南西北街")
_OF_THE_PEOPLE = frozenset("众营政族间生用办心")
_TAILS = (
    (_NUMBER, ""),
    (_TERMINAL, "楼区"),
    (_HALL, ""),
    (_STATES, "国"),
    (_PREPOSITION, ""),
    (groups.SERIAL, "号"),
)
"""What follows a place's name, and, where they are few, the characters that it ends with."""


def _without_tail(text: str, span: Span) -> Span:
    """青石路|88号, 澜川|至, 吉林|一号, 白云机场|T2航站楼, 柳湾村|村民."""
    for extra, lasts in _TAILS:
        if lasts and text[span.end - 1] not in lasts:
            continue
        if match := extra.search(text, span.start, span.end):
            span = span._replace(end=match.start())
    villagers = text.endswith("村村", span.start, span.end) and text.startswith(("民", "干部", "里", "委"), span.end)
    return span._replace(end=span.end - 1) if villagers else span


def _is_people(text: str, at: int) -> bool:
    """Whether the place only names a people or its language: 朝鲜|族, 法|语."""
    return text.startswith(("族", "语"), at) and not text.startswith(("语言", "语文"), at)


_CURRENCY = re.compile("元(?![首旦朗老帅年月宵素凶代大])")
_PEOPLES = frozenset({"维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "土家", "布依", "傈僳", "达斡尔", "鄂温克"})
"""Peoples whose name alone is no place's."""
