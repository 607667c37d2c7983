"""Inline markup for facts: the article and its mentions in one line.

⟦7.1亿元|小额贷款|INCREASE|YOY|2018年⟧  a quantity with its indicator, trend, basis and time; “-” where it has none
‹2018年:2018›, ‹两年:P2Y:DURATION›       a date with its value, its TIMEX3 class where it is no DATE, and its relation
«郑州市», «新港公司:ORG»                  an entity with its label, where it is no LOC, and its path: «美国:LOC:美国»
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from newsextract import segment
from newsextract import text as texts
from newsextract.document import Document
from newsextract.records import Date, Entity, Meta, Quantity, Zone

MARK = re.compile(r"⟦(?P<quantity>[^⟧]*)⟧|‹(?P<date>[^›]*)›|«(?P<place>[^»]*)»")
NUMBER = re.compile(r"([\d,.]*)(多|余)?(万亿|亿|万)?(多|余)?")
DIMENSIONS = {
    "GB": "data",
    "升": "volume",
    "缸": "count",
    "千伏": "voltage",
    "元": "money",
    "公里": "length",
    "马力": "power",
    "L": "volume",
}
FACTOR = {"万亿": 10**12, "亿": 10**8, "万": 10**4, None: 1}


@dataclass(frozen=True)
class Expected:
    indicator: str | None
    trend: str | None
    basis: str | None
    time: str | None


@dataclass(frozen=True)
class Marked:
    document: Document
    quantities: list[Quantity]
    dates: list[Date]
    entities: list[Entity]
    expected: list[Expected]


def document(text: str, meta: Meta | None = None) -> Document:
    shadow = texts.shadow(text)
    sentences = segment.sentences(shadow, (Zone("body", 0, len(text)),))
    return Document("marked", text, shadow, (), sentences, meta or Meta(), None)


def quantity(number: int, start: int, text: str, *, mod: str | None = None) -> Quantity:
    """A record for a surface such as 7.1亿元: the value folded, the rest of the surface as its unit."""
    last = text.rpartition("至")[2]
    match = NUMBER.match(last)
    assert match is not None
    digits = "" if "至" in text else match.group(1).replace(",", "")
    value = Decimal(digits) * FACTOR[match.group(3)] if digits else None
    unit = last[match.end() :].strip()
    open_ended = "MORE_THAN" if match.group(2) or match.group(4) else mod
    return Quantity(
        id=f"q{number}", start=start, end=start + len(text), text=text, value=value, low=None, high=None,
        unit=unit, per=None, mod=open_ended, dimension=DIMENSIONS.get(unit, ""), base_value=None, base_low=None,  # type: ignore[arg-type]
        base_high=None, base_unit=None, rule="test",
    )  # fmt: skip


def date(number: int, start: int, text: str, value: str, timex: str = "DATE", relation: str | None = None) -> Date:
    return Date(f"d{number}", start, start + len(text), text, timex, value, None, relation, None, None, "test")  # type: ignore[arg-type]


def place(number: int, start: int, text: str, label: str = "LOC", path: str | None = None) -> Entity:
    return Entity(f"e{number}", start, start + len(text), text, label, None, path, 1.0, "test")  # type: ignore[arg-type]


def read(marked: str, meta: Meta | None = None) -> Marked:
    """The article without its marks, and the mentions that they tell."""
    text, at = "", 0
    quantities: list[Quantity] = []
    dates: list[Date] = []
    entities: list[Entity] = []
    expected: list[Expected] = []
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        kind = mark.lastgroup
        surface, *fields = mark.group(kind or 0).split("|" if kind == "quantity" else ":")
        if kind == "quantity":
            quantities.append(quantity(len(quantities) + 1, len(text), surface))
            told = [None if field == "-" else field for field in fields]
            expected.append(Expected(*[*told, None, None, None, None][:4]))
        elif kind == "date":
            dates.append(date(len(dates) + 1, len(text), surface, *(fields or ["XXXX"])))
        else:
            entities.append(place(len(entities) + 1, len(text), surface, *fields))
        text += surface
    text += marked[at:]
    return Marked(document(text, meta), quantities, dates, entities, expected)
