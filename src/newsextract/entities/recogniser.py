"""The stages of one document: tag, weigh the rules' proposals, remember names, tidy, resolve places."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import rjieba

from newsextract.document import Document
from newsextract.entities import memory, organisations, people, tidy
from newsextract.entities.decoding import Scores, decode
from newsextract.entities.gazetteer import NOWHERE, Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.merging import merge, odds
from newsextract.entities.stream import Stream, stream
from newsextract.records import Entity

_BODY_BONUS, _TAIL_BONUS, _UNIT_BONUS, _SITE_BONUS = 8.0, 2.5, 1.5, 4.0
_LEVELS = frozenset("省市县区州盟旗")
_LINE = re.compile(
    "(?<![\u4e00-\u9fff])[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新渝港澳台温福杭甬金衢上哈大郑西武广成兰合昆南长沈丹石济胶"
    "连盐通徐淮萧银包宝深厦昌九襄十商绍张呼佳牡太焦荣日潍莱黄池怀邵衡柳钦防玉湛茂梅汕惠肇珠格库林中老越巴欧俄]{2,5}(?:高铁|铁路|高速公路|高速(?=[、,，。;；]|$)|城际铁路|城际|客专|大运河|运河)"
)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds the entities of a document. score: the tagger, text → log-odds (n, states)."""

    score: Callable[[str], Scores]
    gazetteer: Gazetteer

    def __call__(self, document: Document) -> list[Entity]:
        source = stream(document)
        text = source.text
        if not text:
            return []
        scores = self.score(text)
        spans: Sequence[Span] = decode(scores)
        spans = merge(scores, spans, self.gazetteer.proposals(text))
        spans = merge(scores, spans, self._rails(text))
        spans = merge(scores, spans, people.bylines(text))
        spans = merge(scores, spans, people.cases(text))
        spans = merge(scores, spans, self._titled(text, scores))
        spans = merge(scores, spans, self._bodies(text, spans))
        spans = merge(scores, spans, self._extended(text, spans))
        spans = self._tidied(text, spans)
        known = memory.names(text, spans)
        spans = memory.agreed(text, spans, known)
        spans = merge(scores, spans, memory.proposals(text, known))
        named = [text[span.start : span.end] for span in spans if span.label == "PERSON"]
        spans = merge(scores, spans, people.nicknames(text, named))
        return self._entities(document, source, self._tidied(text, spans))

    def _titled(self, text: str, scores: Scores) -> Iterator[Span]:
        """After a title (村民 孙有来), the likeliest of the possible names."""
        for choices in people.titled(text):
            if choices:
                yield max(choices, key=lambda span: odds(scores, span))

    def _rails(self, text: str) -> Iterator[Span]:
        """Lines named by the first characters of their ends (杭衢高铁), and 中央 where it acts."""
        found = [Span(*match.span(), "LOC", _SITE_BONUS, "place") for match in _LINE.finditer(text)]
        found += [Span(start, end, "ORG", _BODY_BONUS, "organisation") for start, end in organisations.centre(text)]
        yield from sorted(found)

    def _bodies(self, text: str, spans: Sequence[Span]) -> Iterator[Span]:
        """Public bodies with the place that holds or precedes their level word."""
        places = {span.end: span.start for span in spans if span.label == "LOC"}
        for start, end, level_end, fusible in organisations.bodies(text):
            first = places.get(level_end, start)
            first = min(first, self._place_before(text, start, level_end))
            while first in places:
                first = places[first]
            if first == start and (
                organisations.is_collective(text, start) or (fusible and organisations.is_fused(text, start, end))
            ):
                continue
            yield Span(first, end, "ORG", _BODY_BONUS, "organisation")

    def _extended(self, text: str, spans: Sequence[Span]) -> Iterator[Span]:
        """A place with the words after it that make it an organisation (中国|半导体行业协会) or a site (贵州|高原)."""
        first = -1
        for index, span in enumerate(spans):
            if span.label == "ORG" and (end := organisations.tail(text, span.end)) > span.end:
                if _is_nominal(text[span.end : end]):
                    yield Span(span.start, end, "ORG", _UNIT_BONUS, "organisation")
            if span.label != "LOC":
                continue
            if not (index and spans[index - 1].label == "LOC" and spans[index - 1].end == span.start and first >= 0):
                first = span.start
            if (end := organisations.tail(text, span.end)) > span.end:
                yield Span(first, end, "ORG", _TAIL_BONUS, "organisation")
            elif (end := organisations.site(text, span.end)) > span.end and not self.gazetteer.is_country(
                text[span.start : span.end]
            ):
                yield Span(span.start, end, "LOC", _SITE_BONUS, "place")

    def _place_before(self, text: str, start: int, level_end: int) -> int:
        """Where a place name of the table that ends with this level word begins; `start` if none does."""
        for first in range(max(start - 6, 0), start - 1):
            if text[first:level_end] in self.gazetteer:
                return first
        return start

    def _tidied(self, text: str, spans: Sequence[Span]) -> list[Span]:
        return [part for span in spans for part in self._tidy(text, span)]

    def _tidy(self, text: str, span: Span) -> Iterator[Span]:
        """The span as our guidelines draw it: no marks around it, no single characters, one place per level."""
        start, end = tidy.edges(text, span.start, span.end)
        if span.label == "ORG":
            end = tidy.without_afterthought(text, start, end)
            if organisations.is_fused(text, start, end) or organisations.is_generic(text[start:end]):
                return
            if (cut := tidy.before_purchase(text, start, end)) and text[start:cut] in self.gazetteer:
                span, end = span._replace(label="LOC"), cut
        elif span.label == "PERSON":
            start = tidy.after_title(text, start, end)
        elif tidy.is_institution(text, start, end):
            span = span._replace(label="ORG")
        elif end - start <= 3 and text[start:end] not in self.gazetteer and people.follows_title(text, start):
            span = span._replace(label="PERSON")
        if end - start < 2 or tidy.crosses(text, start, end):
            return
        span = span._replace(start=start, end=end)
        cut = self._level_cut(text, start, end) if span.label == "LOC" else 0
        if cut:
            yield span._replace(end=cut)
            yield from self._tidy(text, span._replace(start=cut))
        else:
            yield span

    def _level_cut(self, text: str, start: int, end: int) -> int:
        """Where one administrative level ends and the next begins: 河南省|郑州市; 0 if it is one place."""
        for cut in range(start + 2, end - 1):
            above = text[start:cut]
            ends = text[cut - 1] in _LEVELS or self.gazetteer.is_top(above)
            if ends and above in self.gazetteer and text[cut:end] in self.gazetteer:
                return cut
        return 0

    def _entities(self, document: Document, source: Stream, spans: list[Span]) -> list[Entity]:
        located = [span for span in spans if span.label == "LOC"]
        names = [source.text[span.start : span.end] for span in located]
        adjacent = [False, *(one.end == other.start for one, other in zip(located, located[1:], strict=False))]
        resolved = dict(zip(located, self.gazetteer.resolve(names, adjacent, document.meta.publication), strict=True))
        result = []
        for number, span in enumerate(spans, start=1):
            start, end = source.origin(span.start), source.origin(span.end - 1) + 1
            found = resolved.get(span, NOWHERE)
            score = round(1 / (1 + math.exp(-span.score)), 3)
            surface = document.text[start:end]
            result.append(
                Entity(f"e{number}", start, end, surface, span.label, found.code, found.path, score, span.rule)
            )
        return result


def _is_nominal(words: str) -> bool:
    """Whether no verb stands inside: 清华大学|微电子所, not 日本政府|成立委员会."""
    return all(tag != "v" for _, tag in rjieba.tag(words))
