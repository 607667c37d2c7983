"""The words of the sentences that hold quantities, each with a one-character class, and noun phrases in them.

Classes, one character a word, so that clause structure is read with string methods:

    Q quantity  D date      n noun      M metric noun  b attributive  a adjective   v verb     g verbal noun
    T trend     W 新增      C level     Z share        o 到 至        d adverb      l 了 着    u 的
    V light verb            K 造成      X 分别         i 可 未 实际   R 约合
    B 比 较     E 相比      H 高于      A 高 多        Y 同比         p preposition j 、 和    f locative
    m numeral   q classifier            r pronoun      s place        t time word   c conjunction
    ( ) brackets   " quotes   _ blank   ~ line end   , clause end   . sentence end   x other
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from newsextract.facts.words import classify, words
from newsextract.records import Date, Quantity

QUANTITY_MARK = "\ue001"
DATE_MARK = "\ue002"
SENTENCE_MARK = "\ue003"
MARKS = {QUANTITY_MARK: "Q", DATE_MARK: "D"}
RESERVED = re.compile(f"[{QUANTITY_MARK}-{SENTENCE_MARK}\ud800-\udfff]")
"""What the tagger must not see of the text itself: the marks, and surrogates, which UTF-8 cannot carry."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of the sentences that hold quantities, in text order.

    words, starts, ends: parallel; offsets into the document. A mention is one word (its mark).
    classes: one character a word. mentions: word index → index of the quantity (class Q) or date (class D).
    sentences: (first word, end word) of each given sentence.
    """

    words: list[str]
    classes: str
    starts: list[int]
    ends: list[int]
    mentions: dict[int, int]
    sentences: list[Span]


def tokenize(shadow: str, sentences: Sequence[Span], quantities: Sequence[Quantity], dates: Sequence[Date]) -> Tokens:
    """Tag the given sentences in one call, each mention masked by one character so that no word crosses it."""
    shadow = RESERVED.sub("\ue000", shadow) if RESERVED.search(shadow) else shadow
    pieces: list[str] = []
    marks: list[tuple[int, int, int]] = []
    found: list[tuple[int, int, int, str]] = sorted(
        [(q.start, q.end, i, QUANTITY_MARK) for i, q in enumerate(quantities)]
        + [(d.start, d.end, i, DATE_MARK) for i, d in enumerate(dates)]
    )
    next_mention = 0
    for start, end in sentences:
        while next_mention < len(found) and found[next_mention][0] < start:
            next_mention += 1
        at = start
        while next_mention < len(found) and found[next_mention][0] < end:
            first, last, index, mark = found[next_mention]
            next_mention += 1
            if first < at:
                continue
            pieces += (shadow[at:first], mark)
            marks.append((first, last, index))
            at = last
        pieces += (shadow[at:end], SENTENCE_MARK)
    return _walk(rjieba.tag("".join(pieces), False), [start for start, _ in sentences], marks)


def _walk(tagged: list[tuple[str, str]], origins: list[int], marks: list[tuple[int, int, int]]) -> Tokens:
    """Give every word its class and its place in the document."""
    known = words().classes
    surfaces: list[str] = []
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    mentions: dict[int, int] = {}
    spans: list[Span] = []
    next_mark = first = 0
    at = origins[0] if origins else 0
    for word, tag in tagged:
        if word in MARKS:
            start, end, index = marks[next_mark]
            next_mark += 1
            mentions[len(surfaces)] = index
            letter = MARKS[word]
        elif word == SENTENCE_MARK:
            spans.append((first, len(surfaces)))
            first = len(surfaces)
            at = origins[len(spans)] if len(spans) < len(origins) else at
            continue
        else:
            start, end = at, at + len(word)
            letter = known.get(word) or classify(word, tag)
        surfaces.append(word)
        classes.append(letter)
        starts.append(start)
        ends.append(end)
        at = end
    return Tokens(surfaces, "".join(classes), starts, ends, mentions, spans)
