"""The words of the sentences that hold quantities, each with a one-character class, and noun phrases in them.

Classes, one character a word, so that clause structure is read with string methods:

    Q quantity  D date      n noun      M metric noun  b attributive  a adjective   v verb     g verbal noun
    T trend     W 新增      C level     Z share        o 到 至        d adverb      l 了 着    u 的
    V light verb            K 造成      X 分别         i 可 未 实际   R 约合
    B 比 较     E 相比      H 高于      A 高 多        Y 同比         p preposition j 、 和    f locative
    m numeral   q classifier            r pronoun      s place        t time word   c conjunction
    ( ) brackets   " quotes   _ blank   ~ line end   , clause end   . full stop   $ sentence end   x other
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from newsextract import lazyre as re
from newsextract.facts.lexicon import lexicon
from newsextract.facts.words import PLACE_ENDS, classify, words
from newsextract.records import Date, Entity, Quantity
from newsextract.segment import tagged

QUANTITY_MARK, DATE_MARK, PLACE_MARK, SENTENCE_MARK, NAME_MARK, PERSON_MARK = "\ue001\ue002\ue003\ue004\ue005\ue006"
MARKS = {QUANTITY_MARK: "Q", DATE_MARK: "D", PLACE_MARK: "s", SENTENCE_MARK: "$", NAME_MARK: "n", PERSON_MARK: "n"}
LABELS = {"LOC": PLACE_MARK, "ORG": NAME_MARK, "PERSON": PERSON_MARK}
NAMED = frozenset(LABELS.values())
OWNERS = frozenset((NAME_MARK, PERSON_MARK))
RESERVED = re.compile(rf"[{QUANTITY_MARK}-{PERSON_MARK}\ud800-\udfff]")
"""What the tagger must not see of the text itself: the marks, and surrogates, which UTF-8 cannot carry."""

THEN = frozenset(
    ["过去", "以前", "原来", "从前", "此前", "之前", "原先", "往常", "往日", "平时", "平日", "当初"]
)  # fmt: skip
"""Times that are no dates, with which a comparison tells of a change: 比原来 | 多60元."""
COMPARED = THEN | {DATE_MARK}
APART = [ratio + word for ratio in ("量比", "格比") for word in sorted(COMPARED)]
"""产量比 | 去年: jieba has ratios as words, where a comparison with a date follows 比."""


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of the texts, grouped by their first characters, which alone are looked for then."""
    rests: dict[str, set[str]] = {}
    for text in texts:
        rests.setdefault(text[0], set()).add(re.escape(text[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(sorted(rest))})" for first, rest in rests.items()))


SESSIONS = ("收盘", "开盘", "盘中", "早盘", "午盘", "尾盘", "盘前", "盘后", "尾市", "早市")
"""Hours of trading."""
REGIONS = ("东北地区", "西北地区", "西南地区", "华东地区", "华南地区", "华北地区", "华中地区")
"""What jieba takes for places, and is a word of a name: 东北地区 | 投资."""
LOOSE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile("(?<=[uQf])x"), "地", "n"),  # 8亩 | 地, 深山的 | 地下
    (re.compile("X(?=[Anb])"), "各", "r"),  # 各 | 企业, not 各 | 增长
    (re.compile("v(?=[dl]?Q)"), "成长", "T"),  # 营收成长 | 5%, as Taiwan has it
    (re.compile("R(?![QDdC_])"), "合", "n"),  # 新农合 | 基金, not 合 | 3亿元
    (re.compile("T(?=[nMgvb])"), "减持", "g"),  # 减持 | 市值, not 减持 | 5万股
    (re.compile("T(?=[nMgvb])"), "增持", "g"),
    *((re.compile("[nvgf](?=[dil_]*[TC])"), word, "d") for word in SESSIONS),  # 收盘 | 报12元, not 收盘 | 12元
    *((re.compile("s(?=[nMg])"), word, "n") for word in REGIONS),
    (re.compile("R(?![QDdC_])"), "人民币", "n"),  # 人民币 | 普通股, not 人民币 | 3亿元
    (re.compile("d(?=D)"), "相对", "B"),  # 相对 | 5月 | 上涨
    (re.compile("v(?=CQ)"), "预算", "M"),  # 预算 | 在20万元以下的 | 项目
    (re.compile("(?<=[nMg])B(?=T(?:o|Q)|C)"), "比", "M"),  # 收入 | 比 | 缩小 | 至
    (re.compile("(?<=n)Z(?=M)"), "占有", "g"),  # 市场 | 占有 | 比例
    (re.compile("n(?=W)"), "单日", "d"),  # 单日 | 新增 | 病例, as 昨日 | 新增 | 病例
    (re.compile("(?<=u)K"), "距离", "M"),  # 两地的 | 距离, not 距离 | 县城
)
"""Class in its context, word, and the class that the word has there in spite of what it mostly is."""
LOOSE_WORDS = frozenset(word for _, word, _ in LOOSE)
ENDS = re.compile(r"\$")
MENTIONS = re.compile("[QD]")
NUMBERS = re.compile("Q(?:jQ)+")
"""Numbers in a row."""
EACH = "每"
CACHED = 1 << 16
"""Words whose class is remembered."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of the sentences that hold quantities, in text order.

    words: their surfaces; a mention is one word (its mark). classes: one character a word.
    places: where each word starts in the masked text that the tagger read, and where the last one ends.
    anchors, shifts: from each masked place on, how much to add to have the document's offset.
    mentions: word index → index of the quantity (class Q) or date (class D).
    sentences: (first word, end word) of each given sentence.
    """

    words: list[str]
    classes: str
    places: list[int]
    anchors: list[int]
    shifts: list[int]
    mentions: dict[int, int]
    sentences: list[Span]

    def offset(self, word: int) -> int:
        """Where a word starts in the document; for the word after a phrase's last, where the phrase ends."""
        place = self.places[word]
        return place + self.shifts[bisect_right(self.anchors, place) - 1]

    def length(self, first: int, end: int) -> int:
        """Characters of the words from `first` to before `end`, a mention counted as one."""
        return self.places[end] - self.places[first]


def tokenize(
    shadow: str,
    sentences: Sequence[Span],
    quantities: Sequence[Quantity],
    dates: Sequence[Date],
    entities: Sequence[Entity] = (),
) -> Tokens:
    """Tag the given sentences in one call, each mention masked by one character so that no word crosses it."""
    shadow = RESERVED.sub("\ue000", shadow) if RESERVED.search(shadow) else shadow
    found = sorted(
        [(q.start, q.end, i, QUANTITY_MARK) for i, q in enumerate(quantities)]
        + [(d.start, d.end, i, DATE_MARK) for i, d in enumerate(dates)]
        + [(e.start, e.end, i, LABELS[e.label]) for i, e in enumerate(entities)]
    )
    found.append((len(shadow), len(shadow), 0, ""))
    pieces: list[str] = []
    anchors: list[int] = []
    shifts: list[int] = []
    masked: list[int] = []
    place = upcoming = 0
    for start, end in sentences:
        at = start
        anchors.append(place)
        shifts.append(start - place)
        while found[upcoming][0] < end:
            first, last, index, mark = found[upcoming]
            upcoming += 1
            if first < at or (mark in NAMED and last > found[upcoming][0]):
                continue  # in a sentence that is not read, or overlapping: amounts and dates win
            pieces += (shadow[at:first], mark)
            if mark not in NAMED:
                masked.append(index)
            place += first - at + 1
            at = last
            anchors.append(place)
            shifts.append(last - place)
        pieces += (shadow[at:end], SENTENCE_MARK)
        place += max(end - at, 0) + 1
    text = "".join(pieces)
    parts = tagged(text, hmm=False)
    if _joined().search(text):
        parts = _compounds(parts)
    classes = "".join(map(_classes(bool(entities)).__getitem__, parts))
    surfaces = [word for word, _ in parts]
    classes = _in_context(text, surfaces, classes)
    ends = [match.start() for match in ENDS.finditer(classes)]
    return Tokens(
        words=surfaces,
        classes=classes,
        places=[0, *accumulate(map(len, surfaces))],
        anchors=anchors,
        shifts=shifts,
        mentions=dict(zip((match.start() for match in MENTIONS.finditer(classes)), masked, strict=True)),
        sentences=list(zip([0, *(at + 1 for at in ends)], ends)),  # noqa: B905 (the last start has no end)
    )


def _in_context(text: str, surfaces: list[str], classes: str) -> str:
    """The classes, with those of the words in LOOSE as the classes beside them have it."""
    marks: list[str] | None = None
    if LOOSE_WORDS.isdisjoint(surfaces):
        return classes
    for shape, word, mark in LOOSE:
        if word not in text:
            continue
        for match in shape.finditer(classes):
            if surfaces[match.start()] == word:
                marks = marks or list(classes)
                marks[match.start()] = mark
    return "".join(marks) if marks else classes


def _compounds(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words with those joined that jieba's dictionary has not (占 | 比, 按 | 月), and 比 parted before a date."""
    joined: list[tuple[str, str]] = []
    parted, known = words().parted, lexicon()
    for part in parts:
        if part[0] in COMPARED and joined and joined[-1][0][-1] == "比" and len(joined[-1][0]) > 2:
            joined[-1:] = (joined[-1][0][:-1], "n"), ("比", "p")
        if part[0] in known.risen and joined and joined[-1][0] == "新":
            joined[-1:] = ("新" + part[0][:2], "b"), (part[0][2:], "v")  # 新发放 | 贷款
            continue
        if part[0] in known.risen:
            joined += (part[0][:2], "n"), (part[0][2:], "v")
            continue
        if part[0] in known.glued:
            joined += (part[0][:-1], "n"), (part[0][-1], known.glued[part[0]])
            continue
        if joined and (read := known.misread.get(f"{joined[-1][0]}|{part[0]}")) is not None:
            joined[-1:] = read
            continue
        together = parted.get(joined[-1][0]) if joined else None
        if together and part[0] in together:
            joined[-1] = joined[-1][0] + part[0], together[part[0]]
        else:
            joined.append(part)
    return joined


@cache
def _joined() -> re.Pattern[str]:
    """Whether a text holds any word to be joined or parted."""
    parted, known = words().parted, lexicon()
    return _any_of(
        [
            *APART,
            *known.risen,
            *known.glued,
            *(pair.replace("|", "") for pair in known.misread),
            *(first + second for first in parted for second in parted[first]),
        ]
    )


class _Classes(dict[tuple[str, str], str]):
    """(word, tag) → class, filled as words are met and emptied where it grows past CACHED.

    named: the article's places are marked, so that what jieba still takes for one is a noun (美丽, 海湾), but for 某县.
    """

    def __init__(self, *, named: bool) -> None:
        self.known, self.named = words().classes | MARKS, named

    def __missing__(self, part: tuple[str, str]) -> str:
        if len(self) >= CACHED:
            self.clear()
        found = self.known.get(part[0])
        if found is None:
            found = classify(*part)
            if found == "s" and self.named and part[0][-1] not in PLACE_ENDS:
                found = "n"
        self[part] = found
        return found


@cache
def _classes(named: bool) -> _Classes:
    return _Classes(named=named)
