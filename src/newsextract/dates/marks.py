"""Characters and small patterns that the grammars share."""

from __future__ import annotations

from collections.abc import Container

from newsextract import lazyre as re
from newsextract.dates.durations import CHINESE
from newsextract.dates.shapes import Piece

Chain = tuple[Piece, ...]

# Patterns that others are built of.
NUMBER = rf"(?:[0-9]{{1,4}}|[{CHINESE}]{{1,6}})"

DASH = r"(?:——|--|[-—–~ー]|至|到)"

JOIN = rf"(?:{DASH}|[、和与及])"

HOUR = rf"(?:[0-9]{{1,2}}|[{CHINESE}]{{1,3}})"

AFTER_SINCE = re.compile(r"以来|来(?=电(?:视|力|影|商|子|网|动|信))|来(?![到自访华了说信源宾临看往得电回势])")

AFTER_AGO = re.compile(r"以前|之前|前(?![后夕列往面景期身途提瞻沿进行线锋卫脚赴任半十百一二三四五六七八九0-9])")

AFTER_AHEAD = re.compile(r"以后|之后|过后|后(?![半期面方来代勤备天年者续卫劲记患悔果防台备])")

# Words that make N日 a length of time: before it …
DAYS_BEFORE = re.compile(
    r"(?:第|满|日起|逾期|为期|连续|历时|历经|长达|短短|超过?|不少于|不超过|至少|最长|最多|提前|停课|停产|停工|停业|停运|保留|休息|放假"
    r"|住院|隔离|逗留|停留|拘留|公示|间隔|仅用|仅|共|达|约|(?<![临邻靠附])近|逾|用时|耗时|少于|推迟|延长|累计|每|(?<![此之日目以随今最稍])[前后])了?$"
)

# … and after it.
DAYS_AFTER = re.compile(r"(?:之内|以内|内(?!容|部|地|蒙|阁)|游|间(?![,，])|期限|时间|免签|滞留)")

WINDOW_BEFORE = "在于的从是到就了比和与较由自"
"""Characters before 前两天, 后三天, 上两周; after others (提前5天, 事发后19天) it belongs to what went before."""

MID_OK = frozenset("之，。、；;,:：）)”就有将可的以起前后召举完发开公 \n")
"""What follows 年中 and 月中 where they are the middle."""

BOUNDARY = " ,，。、；;：:！!？?“”‘’（）()【】[]《》—…\n\t<>|/-~"


def one_of(character: str, characters: Container[str]) -> bool:
    """Whether a character is there and is one of these (the empty string is in every string)."""
    return character != "" and character in characters


NUMERAL_FIRST = frozenset("0123456789" + CHINESE + "几数半仨俩多")


def edge(character: str) -> bool:
    """Whether a neighbouring character is none at all, a blank or punctuation."""
    return character in BOUNDARY


def weekday_number(character: str) -> int:
    return 7 if character in "日天7" else "一二三四五六".find(character) + 1 or int(character)


RANGE_MARK = re.compile(r" ?(?:——|--|[-—–~ー]|至|到) ?")
