"""How a text calls people whom it knows: 老刘, 小孙, 吴老, 张老师, 王女士."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.labels import Span
from newsextract.entities.naming import PARTICLES, begins_word, is_word, surnames

NICKNAME_BONUS = 6.0
_REPEATED_BONUS, _ADDRESSED_BONUS = 2.5, 20.0
"""The last: the tagger knows no name of one character."""
_OFTEN = 3


def nicknames(text: str, people: Iterable[str]) -> Iterator[Span]:
    """老刘, 小孙: where the document names somebody of that surname, or uses the nickname again and again."""
    known = {name[0] for name in people if 2 <= len(name) <= 3 and name[0] in surnames()}
    for match in _REVERED.finditer(text) if known else ():  # 吴|老
        start = match.start() - 1
        if start >= 0 and text[start] in known and begins_word(text, start):
            yield Span(start, match.end(), "PERSON", NICKNAME_BONUS, "nickname")
    found = list(_NICKNAME.finditer(text))
    counts = Counter(match[0] for match in found)
    for match in found:
        if match[1] in known and text[match.start() - 1 : match.start()] not in _INTO_WORD:
            yield Span(match.start(), match.end(), "PERSON", NICKNAME_BONUS, "nickname")
        elif counts[match[0]] >= _OFTEN and match[1] in surnames() and match[0] not in _NO_NICKNAMES:
            bonus = min(_REPEATED_BONUS + counts[match[0]] / 5, NICKNAME_BONUS)
            yield Span(match.start(), match.end(), "PERSON", bonus, "nickname")


_PRIVATE = "先生|女士|老板|小姐|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|师傅|阿姨|大伯|大婶|婆婆"
_ADDRESSED = re.compile(
    f"{_PRIVATE}|"
    "老师|医生|大夫|同志|委员|书记|总书记|主任|校长|院长|局长|县长|乡长|镇长|村长|队长|站长|所长|厂长|主席|总理|总统|省长|市长|区长|州长|"
    "部长|厅长|处长|科长|董事长|总经理|经理|总裁|教授|博士|院士|教练|导演|律师|法官|警官|护士|团长|连长|班长|政委|将军|司令员|馆长"
)
_IS_PRIVATE = frozenset(_PRIVATE.split("|"))


def addressed(text: str, people: Iterable[str]) -> Iterator[Span]:
    """The surname before a word that addresses somebody: 张|老师, not 高校|长期; 王女士 is whole, as 老刘 is.

    Of somebody whom the document names, or else with a word that only follows names (王|女士), or again and again.
    """
    known = {name[0] for name in people if 2 <= len(name) <= 3 and name[0] in surnames()}
    found = [match for match in _ADDRESSED.finditer(text) if text[match.start() - 1 : match.start()] in _addressable()]
    counts = Counter(text[match.start() - 1 : match.end()] for match in found)
    for match in found:
        start = match.start() - 1
        address = text[start : match.end()]
        if (
            address[0] not in known
            and address not in _LEADERS
            and (
                address[0] in PARTICLES | _NO_SURNAME
                or not (match[0] in _IS_PRIVATE or counts[address] >= _AGAIN)
                or (address[0] in _RARE and counts[address] < _AGAIN)
                or not begins_word(text, start)
            )
        ):
            continue
        if text[start - 1 : start] != address[0] and is_word(text, start):  # 学习|总书记, not 学习|习|主席
            continue
        if segment.words(text[start : match.end() + 2])[0] in (address[0], address):
            end = match.end() if match[0] in _IS_PRIVATE else start + 1
            yield Span(start, end, "PERSON", _ADDRESSED_BONUS, "nickname")


@cache
def _addressable() -> frozenset[str]:
    return surnames() | _RARE


_LEADERS = frozenset(
    {"毛委员", "毛主席", "江总书记", "胡总书记", "习总书记", "周总理", "朱总理", "温总理", "江主席", "胡主席", "习主席"}
)
"""Whom everybody knows by the surname and the office."""
_RARE = frozenset("来初操牙隋占衣矫禚麦冮冰青阳")
"""Surnames too rare to speak for a name, unless the text addresses somebody so again: 来大爷."""
_AGAIN = 2
_NO_SURNAME = frozenset("原任时代兼双单党武老师连新前")
"""What before an officer's title is no surname: 原|局长, 武警|官."""
_NICKNAME = re.compile("[老小]([\u4e00-\u9fff])")
_REVERED = re.compile("(?<![古元长年苍中敬养])老(?![一家年师百板人龄少中大小乡区城旧])")
_INTO_WORD = frozenset("养敬古元长中大弱窄缩微矮狭最幼从多")
"""What before 老 or 小 makes another word of it: 养|老金, 中|小方."""
_NO_NICKNAMES = frozenset(
    {"老师", "老家", "老年", "老农", "小康", "小时", "小米", "小麦", "小车", "小商", "小平", "小方", "小金"}
)
"""Words whose second character happens to be a surname."""
