"""What the tagger found and what a rule proposes → one disjoint list. A proposal is weighed, never simply believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.labels import LABELS, SINGLE, Span, state
from newsextract.records import EntityLabel

Cells: TypeAlias = "memoryview[float]"
"""The scores (n, STATES) as a memoryview: single cells are read from it several times as fast as from an array."""


def odds(scores: Cells, span: Span) -> float:
    """The tagger's mean log-odds, against O, that exactly this span is an entity of its label."""
    start, end = span.start, span.end
    column = _SINGLE_OF[span.label]
    if end - start == 1:
        return scores[start, column]
    inside = column - 2
    total = scores[start, column - 3] + scores[end - 1, column - 1]
    for index in range(start + 1, end - 1):
        total += scores[index, inside]
    return total / (end - start)


_SINGLE_OF = {label: state(label, SINGLE) for label in LABELS}


def _always(span: Span) -> bool:
    return True


def on_word_edges(text: str) -> Callable[[Span], bool]:
    """Whether a short name is no piece of other words (以北|海域, 发展中|国家): by jieba around it."""

    def fits(span: Span) -> bool:
        if text[span.end - 1] == "部" and text.startswith("门", span.end):  # 民政部|门
            return False
        # Places are two or three characters that other words hold too; an organisation's name means itself.
        length = span.end - span.start
        listed = span.label == "ORG" and length <= _BRIEF and not _led_by(text, span) and span.rule in _LISTED
        if length > _SHORT[span.label] and not listed:
            return True
        if span.label == "LOC" and length == _LEVELLED and text[span.end - 1] in _PALACES and span.rule == "lexicon":
            return True  # 乾清宫: no word holds it
        low = max(span.start - _AROUND, 0)
        edges = set(accumulate(map(len, segment.words(text[low : span.end + _AROUND])), initial=low))
        # A place with its level word ends there, whatever jieba makes of what follows: 霁州市|俄达村.
        levelled = length == _LEVELLED and text[span.end - 1] in "市县" and _LOWER.match(text, span.end) is not None
        below = length == _LEVELLED and text[span.end - 1] in "市县区镇乡" and text[span.start - 1] in "省市县州盟"
        sure = listed and span.rule == "lexicon" and not text.startswith("中国", span.start)  # 中国电子|商务
        return span.start in edges and (sure or levelled or below or span.end in edges)

    return fits


def _led_by(text: str, span: Span) -> bool:
    """Whether a long known name follows a preposition, which jieba may take for its first character: 据|岚峰重工."""
    length = span.end - span.start
    closed = length == _LEVELLED and not "\u4e00" <= text[span.end : span.end + 1] <= "\u9fff"  # 在|央视频、
    long = (length == _BRIEF or closed) and span.rule == "lexicon"
    return long and text[span.start - 1 : span.start] in _LEADING


_PALACES = frozenset("宫殿阁门")
_LEADING = frozenset("据由对与和向从被让为在")
_SHORT: dict[EntityLabel, int] = {"LOC": 3, "PERSON": 2, "ORG": 1}
_AROUND = 5
_LOWER = re.compile("(?![民长区郊场委政内里中级直属府])[\u4e00-\u9fff]{2,5}?[村镇乡]")
_BRIEF, _LEVELLED = 4, 3
"""Characters of a known organisation's name that may begin inside another word (提|高通|关); what means nothing else
may end in one (央视|春晚)."""
_LISTED = ("lexicon", "brand")


def merge(
    scores: Cells, spans: Sequence[Span], proposals: Iterable[Span], fits: Callable[[Span], bool] = _always
) -> list[Span]:
    """Add each proposal whose bonus (its `score`) lifts the tagger's log-odds above zero.

    A proposal may replace what lies wholly inside it, or the same characters under another label where it has the
    better odds; it never cuts into a longer entity. `fits` has the last word on one about to be added. Both lists are
    sorted and disjoint; the result is, too.
    """
    proposals = list(proposals)
    if not proposals:
        return spans if isinstance(spans, list) else list(spans)
    result: list[Span] = []
    index = 0
    for proposal in proposals:
        while index < len(spans) and spans[index].end <= proposal.start:
            result.append(spans[index])
            index += 1
        if result and result[-1].end > proposal.start:
            continue
        last = index
        while last < len(spans) and spans[last].start < proposal.end:
            last += 1
        rivals = spans[index:last]
        chosen = _weigh(scores, proposal, rivals)
        if chosen is not None and fits(chosen):
            result.append(chosen)
            index = last
    return [*result, *spans[index:]]


def _weigh(scores: Cells, proposal: Span, rivals: Sequence[Span]) -> Span | None:
    """The proposal as it enters the result, or None."""
    if rivals and (rivals[0].start < proposal.start or rivals[-1].end > proposal.end):  # they are sorted
        return None
    same = len(rivals) == 1 and (rivals[0].start, rivals[0].end) == (proposal.start, proposal.end)
    if same and rivals[0].label == proposal.label:
        if proposal.rule != "latin":
            return None
        return rivals[0]._replace(score=max(rivals[0].score, proposal.score / 2))  # now it is sure
    gain = odds(scores, proposal) + proposal.score
    if gain <= 0 or (same and rivals[0].score >= gain):
        return None
    return proposal._replace(score=gain)
