"""The grammar of public bodies: 市委, 省水利厅, 郑州市人民政府, 会泽县委、县政府.

A body is a level word (省, 市, 县 …) with what belongs to it. Where a place name holds the level (郑州市 + 财政局), the
organisation is the longest name, the place with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

import msgspec

from newsextract.errors import ConfigError
from newsextract.toml import tomllib


class Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """organisations.toml."""

    levels: tuple[str, ...]
    bodies: tuple[str, ...]
    fields: tuple[str, ...]
    offices: tuple[str, ...]
    titles: tuple[str, ...]
    suffixes: tuple[str, ...]
    sites: tuple[str, ...]
    centre: tuple[str, ...]
    generic: tuple[str, ...]
    kinds: tuple[str, ...]
    verbs: tuple[str, ...]
    activities: frozenset[str]
    trades: tuple[str, ...]
    company_acts: tuple[str, ...]


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """known.toml: groups of names that mean nothing else, and names that need the tagger's consent."""

    sure: dict[str, tuple[str, ...]]
    likely: dict[str, tuple[str, ...]]


_Lexicon = TypeVar("_Lexicon", Bodies, Known)


def _load(name: str, kind: type[_Lexicon]) -> _Lexicon:
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ConfigError("NX203", str(error), where=name) from error


@cache
def lexicon() -> Bodies:
    """The words of the grammar; raises ConfigError NX203."""
    return _load("organisations.toml", Bodies)


@cache
def known() -> Known:
    """The organisations known by name; raises ConfigError NX203."""
    return _load("known.toml", Known)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _body() -> re.Pattern[str]:
    words = lexicon()
    department = f"(?:{_any(words.fields)}){{1,2}}(?:{_any(words.offices)})"
    # 委 opens many words (委员, 委托): as a body it must end there.
    no_word = "(?<!委)|(?<=委)(?![员托派任婉屈身])"
    return re.compile(
        f"(?P<level>{_any(words.levels)})(?:(?P<department>(?:政府|府|委)?{department})|{_any(words.bodies)})(?:{no_word})"
    )


@cache
def _title() -> re.Pattern[str]:
    return re.compile(_any(lexicon().titles))


_COLLECTIVE = frozenset("各两每该本全")
"""各市县政府, 两省政府, 该县政府 name nobody."""

_ANCHOR = re.compile("[省市县区州盟旗镇乡团道](?=[\u4e00-\u9fff])")


@cache
def _department() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(f"(?:{_any(words.fields)}){{1,2}}(?:厅|局|委|办)(?![员托派任婉屈身理法事公])")


def department(text: str, at: int) -> int:
    """Where the department that follows a place without its level word ends (江苏|人社厅); `at` if none follows."""
    match = _department().match(text, at)
    return match.end() if match else at


def starts_title(text: str, at: int) -> bool:
    """Whether a title of a body's officer begins here: 书记, 主任."""
    return _title().match(text, at) is not None


class Body(NamedTuple):
    """A public body in the text; a title may be fused with it (市委|书记) unless it is a department (省水利厅|厅长)."""

    start: int
    end: int
    level_end: int
    fusible: bool


def bodies(text: str) -> Iterator[Body]:
    """Each public body from its level word on, in order."""
    pattern, at = _body(), 0
    for anchor in _ANCHOR.finditer(text):
        start = anchor.start()
        if start < at:
            continue
        match = pattern.match(text, start)
        if match is not None:
            at = match.end()
            yield Body(start, at, match.end("level"), match["department"] is None)


def is_fused(text: str, start: int, end: int) -> bool:
    """Whether the span is a body with no name before its level word, and a title is fused with it: 市委|书记."""
    match = _body().match(text, start)
    if match is None or match.end() != end or match["department"]:
        return False
    return _title().match(text, end) is not None


def is_collective(text: str, at: int) -> bool:
    """Whether the words before make it nobody's name: 各|市委, 各县|区政府, 该镇|政府."""
    while at > 0 and text[at - 1] in _LEVEL_LIST:
        at -= 1
    return at > 0 and text[at - 1] in _COLLECTIVE


_LEVEL_LIST = frozenset("省市县区旗乡镇州、和及(")


@lru_cache(maxsize=1 << 14)
def is_generic(name: str) -> bool:
    """Whether the name is only a kind of body: 社区卫生服务中心, 医院, 村委会."""
    return _generic().fullmatch(name) is not None


@cache
def _generic() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(f"(?:{_any(words.generic)})*(?:{_any((*words.suffixes, *words.kinds))})")


# Words that do not stand inside a name; a mark ends it too.
_TAIL = "[^\\W的了在和与及是为对等把被从到有将向以于说称并就也都还而或其此该各个名位多两几某一0-9]{0,12}"


@cache
def _tail() -> re.Pattern[str]:
    # 办, 局, 厅, 委 end too many other words: only before a mark, 和 or 的.
    office = "(?:(?<![主承举协])办|(?<![格布结])局|厅|(?<!常)委|所)(?=所长|主任|局长|[、,，。;；:：和与及的)）]|$)"
    # 大学|生, 银行|业, 集团|军 are other words.
    edge = "(?<!学)|(?<=学)(?![生城派制])"
    return re.compile(
        f"(?!政府[采购])(?:{_TAIL}(?:{_any(lexicon().suffixes)})(?:{edge})(?![业卡]|军区|法[》规])|{_TAIL}{office})"
    )


def tail(text: str, at: int) -> int:
    """Where the organisation whose place name ends at `at` ends; `at` if none follows."""
    if not text[at : at + 1].isalnum():
        return at
    match = _tail().match(text, at)
    if match is None or _verb().search(text, at, match.end()):
        return at
    # 兰州|大学|校长, not 大学校.
    return match.end() - text.startswith("大学校", match.end() - 3)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(_any(lexicon().verbs))


@cache
def _site() -> re.Pattern[str]:
    return re.compile(f"(?:{_any(lexicon().sites)})")


def site(text: str, at: int) -> int:
    """Where the site that carries on a place name ending at `at` ends; `at` if none follows."""
    match = _site().match(text, at)
    return match.end() if match else at


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"(?:{_any(lexicon().trades)})")


def trade(text: str, at: int) -> int:
    """Where the company's or paper's kind that follows an unknown name ends; `at` if none follows."""
    match = _trade().match(text, at)
    return match.end() if match else at


@cache
def _company() -> re.Pattern[str]:
    words = lexicon()
    name = "(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}"
    return re.compile(f"{name}(?:{_any(words.trades)})(?={_any(words.company_acts)})")


def companies(text: str) -> Iterator[tuple[int, int]]:
    """Companies that act, with a name that nobody knows: 恒域地产|旗下."""
    for match in _company().finditer(text):
        yield match.span()


_SHORT = re.compile("[（(](?:(?:以下)?简称|(?:以)?下称)[:：]?[“\"‘']?(?P<name>[^”\"’'）)，。]{2,12})[”\"’']?[）)]")


def short_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(where the full name ends, start, end) of each short name introduced: …公司（以下简称“岚峰重工”）."""
    for match in _SHORT.finditer(text):
        yield match.start(), match.start("name"), match.end("name")


_RAIL = re.compile("(?:沿江|城际)?(?:高铁|高速铁路|铁路|高速公路|客专)")


def rail(text: str, at: int) -> int:
    """Where the railway or motorway called after the ends named before `at` ends; `at` if none follows."""
    match = _RAIL.match(text, at)
    return match.end() if match else at


@cache
def _centre() -> re.Pattern[str]:
    return re.compile(f"中央(?:(?<![\u4e00-\u9fff]中央)|(?<=[彻实照据按被在由]中央))(?={_any(lexicon().centre)})")


def centre(text: str) -> Iterator[tuple[int, int]]:
    """中央 where it acts."""
    for match in _centre().finditer(text):
        yield match.span()
