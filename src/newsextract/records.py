"""The output record, version 1 (docs/output-schema.md), as frozen msgspec structs.

Field order is the order of keys in the JSON. Offsets are code points into `Record.text`, `end` exclusive, and
`text[start:end] == mention.text` always holds. Numbers are Decimals that print the article's digits.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = 1

Mod = Literal["APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"]
DateMod = Literal["START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN"]
Timex = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["SINCE", "UNTIL", "BEFORE", "AFTER", "AS_OF"]
PolicyKind = Literal["formula", "slogan", "document", "programme"]
EntityLabel = Literal["PERSON", "ORG", "LOC"]
ZoneType = Literal["nav", "title", "subtitle", "caption", "heading", "body", "byline", "table", "boilerplate"]
Trend = Literal["INCREASE", "DECREASE", "TO_UP", "TO_DOWN"]
Basis = Literal["YOY", "MOM"]
Role = Literal["writer", "photographer", "editor", "correspondent"]
PublishedFrom = Literal["given", "page", "filename", "inferred"]
CheckKind = Literal["difference", "sum", "share", "growth", "restatement", "product"]


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where an article's text came from; `sha256` is of the bytes (a row's JSON text within a multi-article file)."""

    path: str | None = None
    format: str | None = None
    encoding: str | None = None
    sha256: str | None = None


class Author(msgspec.Struct, frozen=True, gc=False):
    name: str
    role: Role


class Meta(msgspec.Struct, frozen=True):
    """What the page or its owner says of the article. `published` is an ISO date, or a bare year where inferred."""

    title: str | None = None
    publication: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    page: str | None = None
    section: str | None = None
    authors: tuple[Author, ...] = ()
    extra: dict[str, Any] = {}


class Zone(msgspec.Struct, frozen=True, gc=False):
    type: ZoneType
    start: int
    end: int


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """An amount: `value` (or `low`/`high`) in `unit` as printed, `base_*` in `base_unit` (UCUM, ISO 4217)."""

    id: str
    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    per: str | None
    mod: Mod | None
    dimension: str
    base_value: Decimal | None
    base_low: Decimal | None
    base_high: Decimal | None
    base_unit: str | None
    rule: str


class Date(msgspec.Struct, frozen=True, gc=False):
    """A time expression: TIMEX3 class, EDTF/TIMEX3 value, inclusive ISO bounds (null when open or unknown)."""

    id: str
    start: int
    end: int
    text: str
    timex: Timex
    value: str
    mod: DateMod | None
    relation: Relation | None
    start_date: str | None
    end_date: str | None
    rule: str


class PolicyItem(msgspec.Struct, frozen=True, gc=False):
    """What the article says one part of a formula or slogan stands for."""

    part: str | None
    text: str
    start: int
    end: int


class Policy(msgspec.Struct, frozen=True):
    id: str
    start: int
    end: int
    text: str
    kind: PolicyKind
    head: str | None
    items: tuple[PolicyItem, ...]
    canonical: str | None
    number: str | None
    rule: str


class Entity(msgspec.Struct, frozen=True, gc=False):
    """A person, organisation or place. `code`/`path`: GB/T 2260 division of a resolved place; `score` in 0…1."""

    id: str
    start: int
    end: int
    text: str
    label: EntityLabel
    code: str | None
    path: str | None
    score: float
    rule: str


class Indicator(msgspec.Struct, frozen=True, gc=False):
    """The words that name what is measured."""

    text: str
    start: int
    end: int


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One quantity linked to what it measures, its trend, its date and its place (ids into the record's lists)."""

    id: str
    quantity: str
    indicator: Indicator | None
    trend: Trend | None
    basis: Basis | None
    time: str | None
    place: str | None
    place_text: str | None
    rule: str


class Check(msgspec.Struct, frozen=True):
    """An arithmetic relation that the article states or implies between its facts, and whether it holds."""

    id: str
    kind: CheckKind
    holds: bool
    expression: str
    facts: tuple[str, ...]


class Record(msgspec.Struct, frozen=True):
    """One article with everything extracted from it."""

    schema_version: int
    doc_id: str
    source: Source
    meta: Meta
    text: str
    zones: tuple[Zone, ...]
    sentences: tuple[tuple[int, int], ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    policies: tuple[Policy, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]

    def to_json(self) -> bytes:
        """The record as one line of UTF-8 JSON."""
        return _ENCODER.encode(self)

    def to_frames(self, *, exact: bool = False) -> dict[str, pd.DataFrame]:
        """The record as pandas tables; see newsextract.frames.to_frames."""
        from newsextract.frames import to_frames  # noqa: PLC0415  pandas is loaded only by who wants tables

        return to_frames([self], exact=exact)


class ErrorInfo(msgspec.Struct, frozen=True, gc=False):
    code: str
    message: str


class ErrorRecord(msgspec.Struct, frozen=True):
    """An article that could not be turned into a Record: one line of errors.jsonl."""

    doc_id: str
    source: Source
    error: ErrorInfo

    def to_json(self) -> bytes:
        return _ENCODER.encode(self)


_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(Record)


def from_json(data: bytes | str) -> Record:
    """Read one record back; raises msgspec.ValidationError where it is not one."""
    return _DECODER.decode(data)


def plain(number: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros, so that it prints as digits: 7.10E+2 → 710."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1)) if number.adjusted() < 27 else Decimal(f"{number:f}".split(".")[0])
    return Decimal(f"{number:f}".rstrip("0"))


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a Record, generated from the structs; every key is required, as we write them all."""
    schema = msgspec.json.schema(Record)
    definitions = schema["$defs"]
    for definition in definitions.values():
        if definition.get("type") == "object" and "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://newsextract.invalid/schema/record-1.json",
        "title": "newsextract record",
        **_numbers(schema),
    }


def _numbers(node: Any) -> Any:
    """Decimals are written as JSON numbers, which msgspec's schema cannot know: say so."""
    if isinstance(node, list):
        return [_numbers(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "decimal":
        return {"type": "number"}
    return {key: _numbers(value) for key, value in node.items()}
