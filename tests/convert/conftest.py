"""Documents to convert: the project's gold, records of it, and texts made to break offsets and line-based files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.convert import FORMATS, Options
from newsextract.convert.base import loads
from newsextract.evaluation.load import Row
from newsextract.pipeline import Pipeline

ROOT = Path(__file__).parents[2]

NEEDS = {"docbin": "spacy", "xmi": "cassis"}
TARGETS = {
    "gold": "gold",
    "records": "records",
    "label-studio": "tasks.json",
    "doccano": "lines.jsonl",
    "brat": "brat",
    "conll": "tokens.conll",
    "docbin": "docs.spacy",
    "xmi": "xmi",
}
HOSTILE = (
    "😀2019年\r\n📉增长7.10%\t“N+2”模式\n\n由新\n华\u2028社\x85𠮷野家（北京）"
    '\u3000报道|\\s\\t_ <b attr="&amp;">\u200b\u202e-DOCSTART-\n# newdoc id = x\n发放\t7.1\n亿元'
)


def fields(layer: str, **given: Any) -> Row:
    base: dict[str, Row] = {
        "quantities": {"value": None, "low": None, "high": None, "unit": "", "per": None, "mod": None}
        | {"indicator": None, "trend": None, "basis": None, "time": None},
        "dates": {"timex": "DATE", "value": "", "mod": None, "relation": None},
        "policies": {"kind": "formula", "head": None, "items": []},
        "entities": {"label": "ORG"},
    }
    return base[layer] | given


def mark(text: str, layer: str, number: int, surface: str, **given: Any) -> Row:
    start = text.index(surface)
    span = {"id": f"{layer[0]}{number}", "start": start, "end": start + len(surface), "text": surface}
    return span | fields(layer, **given)


def hostile() -> Row:
    """Line ends, tabs and odd breaks inside mentions, characters beyond the BMP before and in them."""
    text = HOSTILE
    value = loads("7.10", "")
    row: Row = {
        "doc_id": "天/气: 100%😀 .",
        "meta": {"title": None, "publication": "報\n|\u2028", "extra": {"f": loads("1.50", "")}},
        "text": text,
        "quantities": [
            mark(text, "quantities", 1, "7.10%", value=value, unit="%", trend="INCREASE", basis="YOY", time="2019年"),
            mark(text, "quantities", 2, "7.1\n亿元", value=710000000, unit="元", indicator="发放\t", mod="APPROX"),
        ],
        "dates": [mark(text, "dates", 1, "2019年", value="2019", mod="END", relation="AS_OF")],
        "policies": [
            mark(text, "policies", 1, "N+2", head="模式", items=[{"part": "N", "text": "一\n“\\”\u2028\t"}]),
        ],
        "entities": [
            mark(text, "entities", 1, "新\n华\u2028社"),
            mark(text, "entities", 2, "𠮷野家（北京）"),
        ],
    }
    return row


@pytest.fixture(scope="session")
def gold() -> list[Row]:
    return FORMATS["gold"].read(ROOT / "gold", Options())


@pytest.fixture(scope="session")
def records(pipeline: Pipeline, corpus: list[Path]) -> list[Row]:
    """Whole records: with zones, sentences, facts and checks."""
    paths = corpus[-3:]
    return [json_row(pipeline(path.read_text(encoding="utf-8"), doc_id=path.stem).to_json()) for path in paths]


def json_row(data: bytes) -> Row:
    row: Row = loads(data.decode(), "")
    assert json.loads(data)["doc_id"] == row["doc_id"]
    return row
