"""spaCy: the extractor as pipes of any Chinese pipeline, and the layout of our mentions on a Doc.

    import spacy, newsextract.spacy_pipes
    nlp = spacy.blank("zh")
    nlp.add_pipe("newsextract_quantities", config={"published": "2019-10-17"})
    for span in nlp("发放贷款7.1亿元").spans["newsextract_quantities"]:
        span._.newsextract["value"]  # 710000000

`newsextract` sets all layers, `newsextract_quantities`, `newsextract_dates` and `newsextract_policies` one each:
`doc.spans["newsextract_LAYER"]`, and `doc.ents` with what is there already, the longest of overlapping ones. Labels are
QUANTITY, a TIMEX3 class, a kind of policy, PERSON, ORG, LOC; a span's `id_` is the mention's id.

`span._.newsextract` is the mention's other keys as plain data; it reads the span group's `attrs`, which `to_bytes` and
DocBin keep. Numbers are ints and floats; where a float prints other digits than the article (7.10), `digits` has those.
Mentions that do not begin and end with tokens are never widened: they are in `attrs["unaligned"]`, by characters.

An article's own publication date goes to `doc._.newsextract_published`; it wins over the pipe's `published`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from newsextract.convert.base import Mention, loads, mentions
from newsextract.evaluation.load import LAYERS, Row
from newsextract.pipeline import load

KEY = "newsextract"
PUBLISHED = "newsextract_published"


def group_name(layer: str) -> str:
    """The key of a layer in doc.spans."""
    return f"{KEY}_{layer}"


def set_layer(doc: Doc, layer: str, found: Iterable[Mention]) -> list[Span]:
    """Put the mentions of a layer, which have ids, on the Doc; returns those that stand on token bounds."""
    spans: list[Span] = []
    values: Row = {}
    unaligned: list[Row] = []
    for mention in found:
        span = doc.char_span(mention.start, mention.end, label=mention.label, span_id=mention.id or "")
        if span is None:
            place = {"id": mention.id, "start": mention.start, "end": mention.end, "label": mention.label}
            unaligned.append(place | {"values": plain(mention.fields)})
        else:
            spans.append(span)
            values[mention.id or ""] = plain(mention.fields)
    attrs = {"values": values, "unaligned": unaligned}
    doc.spans[group_name(layer)] = SpanGroup(doc, name=group_name(layer), spans=spans, attrs=attrs)
    return spans


def layer_of(doc: Doc, layer: str) -> list[Mention]:
    """The mentions of a layer on the Doc, those that no span holds included."""
    group = doc.spans.get(group_name(layer), SpanGroup(doc))
    values = group.attrs.get("values", {})
    on_tokens = [
        Mention(layer, s.label_, s.start_char, s.end_char, s.id_ or None, exact(values.get(s.id_, {}))) for s in group
    ]
    between = [
        Mention(layer, row["label"], row["start"], row["end"], row["id"], exact(row["values"]))
        for row in group.attrs.get("unaligned", ())
    ]
    return on_tokens + between


def plain(fields: Mapping[str, Any]) -> Row:
    """Fields with Decimals as ints and floats, and the exact digits of those that a float does not print."""
    result: Row = {}
    digits: Row = {}
    for name, value in fields.items():
        result[name] = value
        if isinstance(value, Decimal):
            result[name] = int(value) if value == value.to_integral_value() and value.adjusted() < 18 else float(value)
            if str(result[name]) != str(value):
                digits[name] = str(value)
    return result | ({"digits": digits} if digits else {})


def exact(values: Mapping[str, Any]) -> Row:
    """The fields behind their plain form."""
    digits = values.get("digits", {})
    fields = {name: Decimal(repr(v)) if isinstance(v, float) else v for name, v in values.items() if name != "digits"}
    return fields | {name: Decimal(printed) for name, printed in digits.items()}


def _values(span: Span) -> Row:
    groups = [span.doc.spans[group_name(layer)] for layer in LAYERS if group_name(layer) in span.doc.spans]
    for group in groups:
        values = group.attrs.get("values", {})
        if span.id_ and span.id_ in values:
            return dict(values[span.id_])
    # A span made anew, one of doc.ents for instance, has no id: it is told by its place.
    for group in groups:
        for own in group:
            if (own.start, own.end, own.label) == (span.start, span.end, span.label):
                return dict(group.attrs.get("values", {}).get(own.id_, {}))
    return {}


if not Span.has_extension(KEY):
    Span.set_extension(KEY, getter=_values)
if not Doc.has_extension(PUBLISHED):
    Doc.set_extension(PUBLISHED, default=None)


class Extractor:
    """A pipe that sets the given layers; raises as newsextract.load does."""

    def __init__(self, layers: Iterable[str], config: str | dict[str, Any] | None, published: str | None) -> None:
        self.layers = tuple(layers)
        self.published = published
        self.extract = load(config)

    def __call__(self, doc: Doc) -> Doc:
        record = self.extract(doc.text, published=doc._.get(PUBLISHED) or self.published)
        row = loads(record.to_json().decode(), "the record")
        spans = [span for layer in self.layers for span in set_layer(doc, layer, mentions(row, [layer]))]
        doc.ents = filter_spans([*spans, *doc.ents])
        return doc


_SETTINGS: dict[str, Any] = {"config": {}, "published": None}


def _single(layer: str, config: dict[str, Any], published: str | None) -> Extractor:
    return Extractor([layer], {**config, "tagger": "none"}, published)


@Language.factory("newsextract", assigns=["doc.spans", "doc.ents"], default_config=_SETTINGS)
def newsextract(nlp: Language, name: str, config: dict[str, Any], published: str | None) -> Extractor:
    """All layers. config: settings as in newsextract.load; published: of articles that bring no date."""
    return Extractor(LAYERS, config, published)


@Language.factory("newsextract_quantities", assigns=["doc.spans", "doc.ents"], default_config=_SETTINGS)
def newsextract_quantities(nlp: Language, name: str, config: dict[str, Any], published: str | None) -> Extractor:
    """Amounts alone."""
    return _single("quantities", config, published)


@Language.factory("newsextract_dates", assigns=["doc.spans", "doc.ents"], default_config=_SETTINGS)
def newsextract_dates(nlp: Language, name: str, config: dict[str, Any], published: str | None) -> Extractor:
    """Time expressions alone."""
    return _single("dates", config, published)


@Language.factory("newsextract_policies", assigns=["doc.spans", "doc.ents"], default_config=_SETTINGS)
def newsextract_policies(nlp: Language, name: str, config: dict[str, Any], published: str | None) -> Extractor:
    """Policies alone."""
    return _single("policies", config, published)
