"""The edges of a name as our guidelines draw them: what a tagger likes to take along, and what cannot be one name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from newsextract import lazyre as re
from newsextract.entities import cuts, groups, locations, persons, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.records import EntityLabel

_PAIRS = {"《": "》", "“": "”", "‘": "’", "(": ")", "[": "]", "【": "】"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_MARK = re.compile(f"[{re.escape(''.join((*_PAIRS, *_OPENERS)))}]")
_PAPER = re.compile("《([^《》]+)》(?:杂志|周刊|月刊|双周刊|报纸|报)$")
_BLANK = " 、,，:：/"
_CROSSING = re.compile("[\n。！？；]")


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks at the ends, a pair of marks around the whole, and what lies beyond an unpaired mark."""
    start, end = _trimmed(text, start, end)
    if _MARK.search(text, start, end):
        if end - start > 2 and _PAIRS.get(text[start]) == text[end - 1]:
            start, end = start + 1, end - 1
        elif text[start] == "《" and (paper := _PAPER.match(text, start, end)):  # 《福布斯》|杂志
            start, end = start + 1, paper.end(1)
        start, end = _trimmed(text, *_paired(text, start, end))
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _BLANK:
        start += 1
    while start < end and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def _paired(text: str, start: int, end: int) -> tuple[int, int]:
    """The longest part without half of a pair: 渝昆高铁|(渝宜段, 蒙牛乳业|“灯塔工厂."""
    edge, open_marks = start, list[int]()
    pieces: list[tuple[int, int]] = []
    for at in range(start, end):
        mark = text[at]
        if mark in _PAIRS:
            open_marks.append(at)
        elif mark in _OPENERS:
            if open_marks and text[open_marks[-1]] == _OPENERS[mark]:
                open_marks.pop()
            else:
                for unpaired in (*open_marks, at):
                    pieces.append((edge, unpaired))
                    edge = unpaired + 1
                open_marks = []
    for at in open_marks:
        pieces.append((edge, at))
        edge = at + 1
    pieces.append((edge, end))
    return max(pieces, key=lambda piece: piece[1] - piece[0])


class _Any:
    def __contains__(self, rule: object) -> bool:
        return True


ANY = _Any()


def tidied(text: str, spans: Iterable[Span], gazetteer: Gazetteer, rules: Container[str] = ANY) -> list[Span]:
    """The spans as our guidelines draw them; only those of the given rules are looked at."""
    result: list[Span] = []
    for span in spans:
        if span.rule in rules:
            result += tidy(text, span, gazetteer)
        else:
            result.append(span)
    return result


def without_phrases(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans outside the phrases that hold no name: 金山银山."""
    phrases = sites.phrases(text)
    return [span for span in spans if not any(span.start < end and span.end > start for start, end in phrases)]


def tidy(text: str, span: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    """What our guidelines make of a span: none, one, or several where places or a paper's origin run together."""
    if span.end - span.start > _LONGEST:
        return
    if span.label == "ORG" and span.end - span.start >= _TWO and (joint := cuts.joint(text, span, gazetteer)):
        yield from tidy(text, span._replace(end=joint.start()), gazetteer)
        yield from tidy(text, span._replace(start=joint.end()), gazetteer)
        return
    if _PLAIN.fullmatch(text, span.start, span.end):  # no mark, no blank: most names
        yield from _drawn(text, span, gazetteer)
        return
    start, end = _trimmed(text, span.start, span.end)
    if (mark := text.find("《", start + 1, end)) > 0:  # 美国|《|华盛顿邮报: the paper alone, and where it is from
        if text[start:mark] in gazetteer:
            yield Span(start, mark, "LOC", span.score, span.rule)
        start = mark
    start, end = edges(text, start, end)
    if (start, end) != (span.start, span.end):
        span = span._replace(start=start, end=end)
    if not _CROSSING.search(text, start, end):
        yield from _drawn(text, span, gazetteer)


_TWO = 5
"""Characters that two organisations and what joins them have at the least."""
_PLAIN = re.compile("[\u4e00-\u9fff]*")


def _drawn(text: str, span: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    """The span as the guidelines of its label draw it, cut where one name ends and the next begins."""
    if text[span.start - 1 : span.start] == "“" and _is_title(text, span):
        return
    drawn = _DRAW[span.label](text, span, gazetteer)
    if drawn is None or (drawn.end - drawn.start < 2 and drawn.label != "PERSON"):
        return
    if drawn.label == "ORG" and (cut := cuts.abroad(text[drawn.start : drawn.end], gazetteer)):
        yield drawn._replace(end=drawn.start + cut, label="LOC")
        drawn = drawn._replace(start=drawn.start + cut)
    while cut := cuts.CUT[drawn.label](text[drawn.start : drawn.end], gazetteer):
        yield drawn._replace(end=drawn.start + cut)
        drawn = drawn._replace(start=drawn.start + cut)
    yield drawn


def _is_title(text: str, quoted: Span) -> bool:
    """台风“岚帕”, “万企兴万村”行动: does the quote name a storm, or a campaign that looks like a place?"""
    campaign = (
        quoted.label == "LOC" and text.startswith("”", quoted.end) and text.startswith(_CAMPAIGNS, quoted.end + 1)
    )
    return campaign or text.endswith(_STORMS, 0, quoted.start - 1)


_CAMPAIGNS = ("行动", "工程", "计划", "活动", "专项", "模式", "机制", "工作法", "经验")
_STORMS = ("台风", "飓风", "风暴", "气旋", "山火", "火箭", "卫星", "飞船")
"""What carries a name in quotes that is nobody's."""
_LONGEST = 60
"""Characters; no name is longer, and what is costs time."""
_DRAW: dict[EntityLabel, Callable[[str, Span, Gazetteer], Span | None]] = {
    "ORG": groups.drawn,
    "PERSON": persons.drawn,
    "LOC": locations.drawn,
}
