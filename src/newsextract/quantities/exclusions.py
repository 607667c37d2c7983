"""Numbers that count nothing: dates, codes, ordinals, idioms and names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsextract import lazyre as re
from newsextract.toml import data_file

TIME = re.compile(
    r"个?半?多?(?:年(?!画|糕|货)|月(?!饼)|日(?!元|圆|币|本[钱銭])|号|天(?!然|平|安)|周(?!岁)|星期|礼拜|小时|钟头|分钟|刻钟|秒"
    r"|季度|世纪|学期|学年|财年|季(?!节)|年代|周年|昼夜|夜|晚|时(?!速)|工作日|交易日|自然日|年级|更|伏天|世(?!界)"
    r"|点(?:[钟半多]|整(?!数)|[0-9一二三四五六七八九十]+分|到|至))"
    r"|个(?:月(?!大|龄)|多月|半月|多小时|五年|春秋|寒暑|冬|春|夏|秋|日夜|白天|晚上|夜晚)"
)
"""Time words after a number: it is a date, a clock time or a duration, never an amount (guidelines, preamble)."""
SIGNED_AFTER = frozenset("为是达氏温低高长幅率至到在降比")
"""Words after which a hyphen is a minus: 增长-2.3%, 气温-5℃."""
NAMED_NUMBER = re.compile(r"(?:沪深|中证|上证|标普|富时|罗素)$")
UNIT_INSTEAD = re.compile(r"[四八]方面")
"""What begins like an idiom (四方, 八方) and is an amount."""
REPEATED = re.compile(r"一([\u4e00-\u9fff])一\1")
"""一点一点, 一步一步: how it goes on, no amount."""
SHARE_SIGNS = frozenset("%‰")
INDICATOR_CODE = re.compile(r"(?<![A-Za-z0-9])(?:GDP|GNP|CPI|PPI|PMI|ROE|ROA|GMV)$")
"""Before a share: 上年度GDP|8%."""
_DIGITS_JOINED = frozenset(".·:∶/#@_\\&+")


def is_han(char: str) -> bool:
    """Whether a character (or nothing) is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


def is_roman(surface: str) -> bool:
    """Whether a numeral is one of Ⅰ to Ⅻ: Ⅲ类水 is a class."""
    return "\u2160" <= surface[:1] <= "\u216b"


def is_code(shadow: str, start: int, end: int) -> bool:
    """Whether a number is part of a longer code, ordinal, ratio or name by what touches it."""
    before = shadow[start - 1] if start else ""
    after = shadow[end : end + 1]
    if before.isascii() and before.isalpha() and shadow[start].isascii():  # 2.4L四缸
        return not (after in SHARE_SIGNS and INDICATOR_CODE.search(shadow, max(0, start - 6), start))
    if before == "_":
        return True  # @小李_2016: a user's name
    if before in _DIGITS_JOINED and start > 1 and (shadow[start - 2].isascii() and shadow[start - 2].isalnum()):
        return True
    if before in "-—~" and start > 1 and shadow[start - 2].isascii() and shadow[start - 2].isalnum():
        return True
    if before == "-" and start > 1 and shadow[start - 2] == "-":
        return False
    if before == "-" and start > 1 and is_han(shadow[start - 2]) and shadow[start - 2] not in SIGNED_AFTER:
        return True  # 歼-10
    surface = shadow[start:end]
    if len(surface) > 1 and surface[0] == "0" and surface[1].isdigit():
        return True  # 01组
    if surface.isascii() and NAMED_NUMBER.search(shadow, max(0, start - 3), start):
        return True
    if len(surface) == 1 and before in ("新", "老", "小") and not surface.isascii():
        return shadow[start - 2 : start - 1] not in ("最", "创", "全", "大")  # 新三样, 老两口, 小三通
    return bool(
        after in (":", "∶", "·", "_", "@", "-")
        and shadow[end + 1 : end + 2].isascii()
        and shadow[end + 1 : end + 2].isalnum()
    )


@cache
def idioms() -> tuple[Mapping[str, tuple[int, ...]], frozenset[str]]:
    """(lengths to try for each first character, longest first; the words) of idioms.toml."""
    document = data_file("newsextract.quantities", "idioms.toml")
    words = frozenset(document["phrases"]) | frozenset(document["names"])
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}, words


def idiom_end(shadow: str, start: int) -> int:
    """Where the idiom or name that begins at a numeral ends, else start."""
    lengths, words = idioms()
    for length in lengths.get(shadow[start], ()):
        if shadow[start : start + length] in words and not UNIT_INSTEAD.match(shadow, start):
            return start + length
    return start
