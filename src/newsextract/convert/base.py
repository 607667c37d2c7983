"""A gold file or record as flat mentions, and back: the common ground of all exchange formats.

A document is the parsed JSON of one gold file or record (docs/output-schema.md); decimals are Decimals, so that they
print the article's digits again. Every format splits it into the text, its mentions, and the rest: all other keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import count
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import unquote

import msgspec

from newsextract.errors import InputError, OutputError
from newsextract.evaluation.load import LAYERS, Row
from newsextract.records import (
    Basis,
    Date,
    DateMod,
    Entity,
    EntityLabel,
    Mod,
    Policy,
    PolicyKind,
    Quantity,
    Record,
    Relation,
    Timex,
    Trend,
)
from newsextract.writers import replacing
from newsextract.writers.json import LONGEST_NAME, UNSAFE, file_name

BOM = "\ufeff"
QUANTITY = "QUANTITY"
LABELS: dict[str, tuple[str, ...]] = {
    "quantities": (QUANTITY,),
    "dates": get_args(Timex),
    "policies": get_args(PolicyKind),
    "entities": get_args(EntityLabel),
}
"""Layer → the labels of its mentions in a tool; no label is in two layers."""

LABEL_FIELD = {"dates": "timex", "policies": "kind", "entities": "label"}
"""Layer → the mention's key that a label stands for; quantities have one label and no such key."""

LAYER_OF = {label: layer for layer, labels in LABELS.items() for label in labels}

GOLD_FIELDS: dict[str, dict[str, Any]] = {
    "quantities": {"value": None, "low": None, "high": None, "unit": "", "per": None, "mod": None}
    | {"indicator": None, "trend": None, "basis": None, "time": None},
    "dates": {"timex": None, "value": "", "mod": None, "relation": None},
    "policies": {"kind": None, "head": None, "items": []},
    "entities": {"label": None},
}
"""Layer → the keys of a gold mention after its text, with what an annotator's new mention has there."""

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "quantities": {"mod": get_args(Mod), "trend": get_args(Trend), "basis": get_args(Basis)},
    "dates": {"mod": get_args(DateMod), "relation": get_args(Relation)},
}
"""Layer → its keys with a closed vocabulary."""

NUMBERS = frozenset({"value", "low", "high", "base_value", "base_low", "base_high"})
"""Keys of a quantity that are numbers."""

_STRUCTS: dict[str, type[msgspec.Struct]] = {
    "quantities": Quantity,
    "dates": Date,
    "policies": Policy,
    "entities": Entity,
}
_SPAN = ("id", "start", "end", "text")
_ORDER = {
    layer: (*_SPAN, *GOLD_FIELDS[layer], *(n for n in struct.__struct_fields__ if n not in GOLD_FIELDS[layer]))
    for layer, struct in _STRUCTS.items()
}
_OF_RECORD: Row = {"rule": "annotated", "score": 1, "dimension": ""}
_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span. start, end: code points. fields: the mention's other keys, without its text and label."""

    layer: str
    label: str
    start: int
    end: int
    id: str | None = None
    fields: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """layer: the one that a format with a single layer carries. tokens: what a format of tokens cuts the text into."""

    layer: str = "entities"
    tokens: Literal["characters", "words"] = "characters"


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format.

    write: (documents, target, options) → what of these documents it could not carry, in words. read: (source, options)
    → documents. loses: what it can never carry.
    """

    title: str
    write: Callable[[Sequence[Row], Path, Options], list[str]]
    read: Callable[[Path, Options], list[Row]]
    loses: tuple[str, ...] = ()


def mentions(document: Row, layers: Iterable[str] = LAYERS) -> list[Mention]:
    """The document's mentions, layer by layer."""
    return [_mention(layer, row) for layer in layers for row in document[layer]]


def _mention(layer: str, row: Row) -> Mention:
    name = LABEL_FIELD.get(layer)
    label = row[name] if name else QUANTITY
    fields = {key: value for key, value in row.items() if key not in (*_SPAN, name)}
    return Mention(layer, label, row["start"], row["end"], row.get("id"), fields)


def rest(document: Row) -> Row:
    """What is not text, name or mention: metadata, and a record's zones, sentences, facts and checks."""
    return {key: value for key, value in document.items() if key not in ("doc_id", "text", *LAYERS)}


def build(doc_id: str, text: str, found: Iterable[Mention], others: Row, where: str) -> Row:
    """A document of its parts, as it came from a tool.

    Mentions are put in the order of the text. Those without an id of their own get the next free one, and the keys of
    a gold mention (of a record's, where the rest is a record's) at their defaults. Facts and checks of mentions that
    are gone are dropped. Raises InputError NX104 where a span or label is impossible.
    """
    by_layer: dict[str, list[Mention]] = {layer: [] for layer in LAYERS}
    for mention in found:
        if not 0 <= mention.start < mention.end <= len(text):
            what = f"{mention.label} {mention.start}–{mention.end} is no span of a text of {len(text)} characters"
            raise InputError("NX104", what, where=where, fix="Offsets are code points, the end exclusive")
        by_layer[mention.layer].append(mention)
    of_record = "schema_version" in others
    layers = {layer: _rows(layer, text, sorted(group, key=_place), of_record) for layer, group in by_layer.items()}
    document = {"doc_id": doc_id, "text": text, "meta": {}, **others, **layers}
    if of_record:
        _drop_dangling(document)
    first = Record.__struct_fields__
    return {key: document[key] for key in (*(k for k in first if k in document), *(document.keys() - set(first)))}


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _rows(layer: str, text: str, group: list[Mention], of_record: bool) -> list[Row]:
    taken: set[str] = set()
    own = re.compile(rf"{layer[0]}\d+")
    kept = []
    for mention in group:
        usable = mention.id is not None and own.fullmatch(mention.id) and mention.id not in taken
        kept.append(mention.id if usable else None)
        taken.update(filter(None, kept[-1:]))
    free = (name for name in (f"{layer[0]}{number}" for number in count(1)) if name not in taken)
    return [_row(m, name or next(free), text, of_record) for m, name in zip(group, kept, strict=True)]


def _row(mention: Mention, name: str, text: str, of_record: bool) -> Row:
    layer = mention.layer
    span = {"id": name, "start": mention.start, "end": mention.end, "text": text[mention.start : mention.end]}
    # A mention as it left keeps exactly its keys; only what a tool made anew needs the defaults.
    row = {
        **span,
        **(
            mention.fields
            if complete(layer, mention.fields, of_record)
            else defaults(layer, of_record) | mention.fields
        ),
    }
    if layer in LABEL_FIELD:
        row[LABEL_FIELD[layer]] = mention.label
    order = _ORDER[layer]
    return {key: row[key] for key in (*(k for k in order if k in row), *(row.keys() - set(order)))}


def complete(layer: str, fields: Row, of_record: bool) -> bool:
    """Whether nothing that gold and records have in common is missing, nor a record's rule."""
    shared = set(GOLD_FIELDS[layer]) & set(_STRUCTS[layer].__struct_fields__)
    return shared - {LABEL_FIELD.get(layer)} | ({"rule"} if of_record else set()) <= fields.keys()


def record_fields(layer: str) -> list[str]:
    """The keys of a record's mention after its text."""
    return [name for name in _STRUCTS[layer].__struct_fields__ if name not in _SPAN]


def defaults(layer: str, of_record: bool) -> Row:
    """The keys of a new mention."""
    if not of_record:
        return dict(GOLD_FIELDS[layer])
    return {name: GOLD_FIELDS[layer].get(name, _OF_RECORD.get(name)) for name in record_fields(layer)}


def _drop_dangling(document: Row) -> None:
    names = {layer: {row["id"] for row in document[layer]} for layer in LAYERS}
    facts = [
        fact
        | {"time": fact["time"] if fact["time"] in names["dates"] else None}
        | {"place": fact["place"] if fact["place"] in names["entities"] else None}
        for fact in document.get("facts", [])
        if fact["quantity"] in names["quantities"]
    ]
    known = {fact["id"] for fact in facts}
    document["facts"] = facts
    document["checks"] = [check for check in document.get("checks", []) if known.issuperset(check["facts"])]


def to_gold(document: Row) -> Row:
    """The document as gold: of a record, the facts become the quantities' indicator, trend, basis and time."""
    told = told_by_facts(document)

    def gold(layer: str, row: Row) -> Row:
        # What stands on the quantity itself, by an annotator's hand, wins over the fact.
        joined = told.get(row["id"], {}) | row if layer == "quantities" else row
        return {name: joined.get(name, GOLD_FIELDS[layer].get(name)) for name in (*_SPAN, *GOLD_FIELDS[layer])}

    layers = {layer: [gold(layer, row) for row in document[layer]] for layer in LAYERS}
    return {"doc_id": document["doc_id"], "meta": document.get("meta", {}), "text": document["text"], **layers}


def told_by_facts(document: Row) -> dict[str, Row]:
    """Quantity id → what a record's fact says of it in gold's words: indicator, trend, basis and time."""
    surfaces = {date["id"]: date["text"] for date in document["dates"]}
    return {
        fact["quantity"]: {
            "indicator": (fact["indicator"] or {}).get("text"),
            "trend": fact["trend"],
            "basis": fact["basis"],
            "time": surfaces.get(fact["time"]),
        }
        for fact in document.get("facts", [])
    }


def label_layer(label: str, where: str) -> str:
    """The layer of a tool's label; raises InputError NX104 where there is none."""
    if label not in LAYER_OF:
        raise InputError("NX104", f"no label {label!r}", where=where, fix=f"Known labels: {', '.join(LAYER_OF)}")
    return LAYER_OF[label]


def number(words: str | int, where: str) -> int | Decimal:
    """A quantity's number as a tool's text field has it; raises InputError NX104."""
    try:
        exact = Decimal(words)
    except InvalidOperation as error:
        raise InputError("NX104", f"{words!r} is no number", where=where, fix="Write digits such as 7.1") from error
    return int(exact) if exact.as_tuple().exponent == 0 and exact.is_finite() else exact


def dumps(value: Any) -> str:
    """One line of JSON, exact."""
    return _ENCODER.encode(value).decode()


def loads(data: str, where: str) -> Any:
    """JSON with exact numbers; raises InputError NX104."""
    try:
        return json.loads(data.removeprefix(BOM), parse_float=Decimal, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise InputError("NX104", f"not JSON: {error}", where=where, fix="Remove or repair the file") from error


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < 19 else Decimal(digits)


def read_text(path: Path) -> str:
    """A UTF-8 file, character by character; raises InputError NX101, NX102."""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError("NX101", f"the file cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("NX102", f"not UTF-8: {error.reason}", where=str(path), fix="Save it as UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """A UTF-8 file, complete or not at all; raises OutputError NX401."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """A file, complete or not at all, its folder made where missing; raises OutputError NX401."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("NX401", f"cannot write: {error.strerror}", where=str(path)) from error
    with replacing(path) as stream:
        stream.write(data)


def inputs(source: Path, *suffixes: str) -> Iterator[Path]:
    """The file itself, or all files below the folder with one of the suffixes, by name; raises InputError NX101."""
    if not source.exists():
        raise InputError("NX101", "no such file or folder", where=str(source), fix="Check the path")
    if source.is_file():
        yield source
        return
    yield from sorted(path for path in source.rglob("*") if path.suffix in suffixes and not path.name.startswith("."))


def stem(doc_id: str) -> str:
    """The doc_id as a file's stem, from which `doc_id_of` tells it again; a very long one is cut and told by a hash."""
    name = "".join(_escape(part) for part in re.split(f"({UNSAFE.pattern}|%)", doc_id) if part)
    return name if name and len(name.encode()) <= LONGEST_NAME else file_name(doc_id)


def _escape(part: str) -> str:
    if part != "%" and not UNSAFE.fullmatch(part):
        return part
    return "".join(f"%{byte:02X}" for byte in part.encode())


def doc_id_of(name: str) -> str:
    """The doc_id behind a file's stem."""
    return unquote(name)
