"""The lexicon of small words (words.toml): validated, cached, and each word's one-character class."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from newsextract import lazyre as re
from newsextract.errors import ConfigError
from newsextract.records import Basis
from newsextract.segment import tagged
from newsextract.text import shadow
from newsextract.toml import data_file

BASES: tuple[Basis, ...] = ("YOY", "MOM")
TABLES = {
    "trend": "T", "new": "W", "reach": "o", "level": "C", "share": "Z", "compare": "B", "compared": "E", "above": "H",
    "adjective": "A", "basis": "Y", "light": "V", "preposition": "p", "and": "j", "adverb": "d", "deictic": "r",
    "each": "X", "inner": "i", "causing": "K", "locative": "f", "amounting": "R", "attributive": "b",
    "common": "n", "aspect": "l", "verbal": "g", "finite": "v",
}  # fmt: skip
"""Table of words.toml → class (the classes are told in chunk.py)."""

# jieba's tags, the ICTCLAS set: first by the whole tag, then by its first letter.
TAGS = {
    "ns": "s", "vn": "g", "ad": "d", "an": "n", "uj": "u", "ul": "l", "uz": "l", "ug": "l", "eng": "n", "zg": "n",
    "vd": "d",
}  # fmt: skip
LETTERS = dict(zip("navbdpcfmqrstlijkhzuyeog", "navbdpcfmqrntnnnnnaxxxxn", strict=True))
SIGNS = dict(zip(",，:;；—\t|…。!?()[]“”‘’《》 \n", ',,,,,,,,,...()()""""""_~', strict=True))
NUMERAL = re.compile("[0-9０-９〇一二三四五六七八九十百千万亿两俩仨几数多半第]")
PLACE_ENDS = "省市县区州盟旗国"


@dataclass(frozen=True, slots=True)
class Words:
    """classes: word → class. direction: trend or comparing word → 1 up, -1 down. reached: verbs that reach a level.
    basis: 同比 → YOY. metric: metric nouns by word; endings: by last character; other: not metric in spite of it.
    pace: 速度, 幅度. report: verbs of reporting. units: unit → ratios, points, classifiers, nouns, people …
    parted: words that jieba takes apart, first part → second part → tag that the whole has."""

    classes: dict[str, str]
    direction: dict[str, int]
    reached: dict[str, int]
    basis: dict[str, Basis]
    endings: frozenset[str]
    pace: frozenset[str]
    other: frozenset[str]
    report: frozenset[str]
    units: dict[str, str]
    parted: dict[str, dict[str, str]]


@cache
def words() -> Words:
    """The lexicon. Raises ConfigError NX203 where a word stands in two tables or a table is not known."""
    data: dict[str, dict[str, Any]] = _load("words.toml")
    metric, pace, report, units, parted = (data.pop(table) for table in ("metric", "pace", "report", "units", "parted"))
    classes: dict[str, str] = dict(SIGNS)
    for table, lists in data.items():
        if table not in TABLES:
            raise ConfigError("NX203", f"facts/words.toml has an unknown table [{table}]")
        for word in (word for values in lists.values() for word in values):
            if word in classes:
                raise ConfigError("NX203", f"facts/words.toml has {word!r} twice", where=f"[{table}]")
            classes[word] = TABLES[table]
    for word in metric["words"] + pace["words"]:
        classes.setdefault(word, "M")
    nouns: dict[str, list[str]] = _load("nouns.toml")
    for name, mark in (("verbal", "g"), ("common", "n")):
        for word in nouns[name]:
            classes.setdefault(word, mark)
    directions = [
        (data[table], sign, key) for table in ("trend", "adjective") for key, sign in (("up", 1), ("down", -1))
    ]
    return Words(
        classes=classes,
        direction={word: sign for lists, sign, key in directions for word in lists[key]},
        reached={word: sign for key, sign in (("up", 1), ("down", -1)) for word in data["level"][key]},
        basis={word: basis for basis in BASES for word in data["basis"][basis]},
        endings=frozenset(metric["endings"]),
        pace=frozenset(pace["words"]),
        other=frozenset(metric["not"]),
        report=frozenset(report["words"]),
        units={unit: kind for kind, listed in units.items() for unit in listed},
        parted=_parted(parted),
    )


def _parted(tables: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """{"b": ["在|岗"]} → {"在": {"岗": "b"}}, with jieba's tags for our classes."""
    parted: dict[str, dict[str, str]] = {}
    for mark, listed in tables.items():
        for word in listed:
            first, _, second = word.partition("|")
            if not second or second in parted.get(first, {}):
                raise ConfigError("NX203", f"facts/words.toml has {word!r} twice or whole", where="[parted]")
            parted.setdefault(first, {})[second] = "vn" if mark == "g" else mark
    return parted


def _load(name: str) -> dict[str, Any]:
    return data_file("newsextract.facts", name)


MOVES = {"增": 1, "涨": 1, "升": 1, "减": -1, "跌": -1, "降": -1}
"""Last character of a verb of change (飙升 锐减 微涨) → direction."""


def classify(word: str, tag: str) -> str:
    """The class of a word that is not in the lexicon, by its part of speech and ending."""
    lexicon = words()
    letter = TAGS.get(tag) or LETTERS.get(tag[0])
    if letter is None:
        return "n" if word.isalnum() else "x"
    metric = word[-1] in lexicon.endings and (letter in "nbgvs" or (letter == "a" and word[-1] in "率额"))
    if metric and len(word) > 1 and word not in lexicon.other:
        return "M"
    if letter == "m" and len(word) > 1 and not NUMERAL.search(word):
        return "b" if word[0] == "首" else "n"  # jieba's 首批/m, 大米/m
    if letter == "m" and len(word) == 1 and not NUMERAL.search(word) and unit_kind(word) == "classifiers":
        return "q"  # jieba's 款/m
    if letter == "r":
        return "b" if len(word) > 1 and word[0] in "各本" else "r"
    if letter == "s":
        people = word.endswith("人口")  # jieba's 城镇人口/ns
        return "s" if not people and (word[-1] in PLACE_ENDS or word[-1] not in "镇乡村") else "n"
    if len(word) > 2 and word[-1] in "至到" and direction(word) is not None:
        return "T"  # 缩减到, of whatever tag
    if _is_swift(word):
        return "T"
    if tag[0] in "nilj" and len(word) > 2 and (_is_verbal(word) or (tag == "i" and _is_told(word))):
        return "v"
    if letter == "v":
        moves = word[-1] in MOVES and len(word) == 2
        return "T" if moves or (word[-1] in "至到" and direction(word) is not None) else "v"
    return letter


def _is_verbal(word: str) -> bool:
    """培育出, 始终保持: a verb with its complement or adverb that jieba's dictionary has as a noun."""
    if len(word) == 3:
        return word[2] in COMPLEMENTS and tagged(word[:2], hmm=False)[0][1][0] == "v"
    first, last = tagged(word[:2], hmm=False)[0], tagged(word[2:], hmm=False)[0]
    adverb = first[1] in ("d", "ad", "vd") or words().classes.get(first[0]) == "d"
    return len(word) == 4 and len(first[0]) == len(last[0]) == 2 and adverb and last[1] == "v"


def _is_swift(word: str) -> bool:
    """持续增长, 大幅提高, 进一步降低: a verb of change with its adverb, which jieba has as one word."""
    if len(word) < len("持续增长") or words().classes.get(word[-2:]) != "T":
        return False
    adverb = word[:-2]
    return adverb in SWIFT or words().classes.get(adverb) == "d"


SWIFT = frozenset(("快速", "稳定", "不断", "成倍", "大大", "急剧", "有所", "加速", "日渐", "努力", "极大地", "节节"))
"""What stands before a verb of change within one word of jieba's, besides the adverbs of words.toml."""


def _is_told(word: str) -> bool:
    """一字排开, 欢聚一堂: an idiom whose second half is no noun tells what is done."""
    last = tagged(word[2:], hmm=False)
    return len(word) == 4 and (len(last) > 1 or last[0][1][0] != "n")


COMPLEMENTS = frozenset("出到成入为起于")


def direction(word: str) -> int | None:
    """1 up, -1 down, None for a word that tells no change; 增至, 提高到 go by the verb before 至, 到."""
    table = words().direction
    known = table.get(word)
    if known is not None or not word:
        return known
    if word[-1] in MOVES and len(word) == 2:
        return MOVES[word[-1]]
    if word[-1] in "至到为":
        return direction(word[:-1])
    return table.get(word[-2:]) if _is_swift(word) else None


@lru_cache(1 << 12)
def unit_kind(unit: str) -> str:
    """ratios, points, classifiers, nouns, people, events, ages; classifiers for no unit (32万|移民); else measures."""
    return words().units.get(shadow(unit), "measures") if unit else "classifiers"


def is_ratio(unit: str) -> bool:
    """A share or a change in per cent, times or percentage points."""
    return unit_kind(unit) in ("ratios", "points")
