"""The page of one record: its text with every mention, its facts, and what each is made of."""

from __future__ import annotations

from typing import Any

from newsextract.records import Date, Entity, Fact, Policy, Quantity, Record
from newsextract.report.render import page
from newsextract.report.segments import pieces

LAYERS = ("entities", "policies", "dates", "quantities")
"""Where mentions overlap, a later layer is the colour that shows."""
FACT_PARTS = ("indicator", "quantity", "value", "low", "high", "unit", "mod", "trend", "basis", "time", "date", "place")
FACT_COLUMNS = (*FACT_PARTS, "rule")
NUMBERS = ("value", "low", "high")

Fields = list[tuple[str, str]]


def article_page(record: Record, home: str | None = None, shared: str | None = None) -> str:
    """The whole page as HTML.

    home: address of the overview, if there is one; shared: of the site's assets, without which it is self-contained.
    """
    facts = {fact.quantity: fact for fact in record.facts}
    names = {m.id: m for layer in LAYERS for m in getattr(record, layer)}
    return page(
        "article.html",
        ("article.js",),
        shared,
        record=record,
        home=home,
        blocks=_blocks(record),
        mentions={m.id: _card(layer, m) for layer in LAYERS for m in getattr(record, layer)},
        columns=FACT_COLUMNS,
        numbers=NUMBERS,
        rows=[_row(quantity, facts.get(quantity.id), names) for quantity in record.quantities],
        tables={layer: [dict(_fields(m)) | {"id": m.id} for m in getattr(record, layer)] for layer in LAYERS[:3]},
    )


def _blocks(record: Record) -> list[dict[str, Any]]:
    """[{"zone": type or None, "pieces": …}] in the order of the text; what lies between zones ends the one before."""
    rank = {m.id: place for place, layer in enumerate(LAYERS) for m in getattr(record, layer)}
    zones = {f"z{i}": zone for i, zone in enumerate(record.zones)}
    spans = [(zone.start, zone.end, name) for name, zone in zones.items()]
    spans += [(m.start, m.end, m.id) for layer in LAYERS for m in getattr(record, layer)]
    spans += [(f.indicator.start, f.indicator.end, f"i{f.id}") for f in record.facts if f.indicator]
    blocks: list[dict[str, Any]] = [{"name": None, "zone": None, "pieces": []}]
    for piece in pieces(record.text, spans):
        inside = next((name for name in piece["ids"] if name in zones), None)
        if inside not in (None, blocks[-1]["name"]):
            blocks.append({"name": inside, "zone": zones[inside or ""].type, "pieces": []})
        ids = [name for name in piece["ids"] if name not in zones]
        top = max((rank[name] for name in ids if name in rank), default=None)
        layer = None if top is None else LAYERS[top]
        blocks[-1]["pieces"].append({"text": piece["text"], "ids": ids, "layer": layer})
    return [block for block in blocks if block["pieces"]]


def _card(layer: str, mention: Quantity | Date | Policy | Entity) -> dict[str, Any]:
    """What a reader sees of a mention when pointing at it."""
    return {"layer": layer, "text": mention.text, "fields": [field for field in _fields(mention) if field[0] != "text"]}


def _fields(mention: Quantity | Date | Policy | Entity) -> Fields:
    """The (field, value) pairs that say something; the fields are keys of words.toml."""
    if isinstance(mention, Quantity):
        per = f"/{mention.per}" if mention.per else ""
        base = [_plain(number) for number in (mention.base_value, mention.base_low, mention.base_high)]
        bases = base[0] or "–".join(base[1:]) if any(base) else ""
        found = [
            ("value", _plain(mention.value)),
            ("low", _plain(mention.low)),
            ("high", _plain(mention.high)),
            ("unit", mention.unit + per),
            ("mod", mention.mod),
            ("base", f"{bases} {mention.base_unit}" if bases else ""),
            ("dimension", mention.dimension),
        ]
    elif isinstance(mention, Date):
        found = [
            ("timex", mention.timex),
            ("value", mention.value),
            ("mod", mention.mod),
            ("relation", mention.relation),
            ("from", mention.start_date),
            ("to", mention.end_date),
        ]
    elif isinstance(mention, Policy):
        items = "；".join(f"{item.part}: {item.text}" if item.part else item.text for item in mention.items)
        found = [
            ("kind", mention.kind),
            ("head", mention.head),
            ("canonical", mention.canonical),
            ("number", mention.number),
            ("stands", items),
        ]
    else:
        found = [
            ("label", mention.label),
            ("path", mention.path),
            ("code", mention.code),
            ("score", f"{mention.score:.2f}"),
        ]
    return [("text", mention.text), *((name, value) for name, value in [*found, ("rule", mention.rule)] if value)]


def _row(quantity: Quantity, fact: Fact | None, names: dict[str, Any]) -> dict[str, Any]:
    """A line of the facts table, with the ids of the parts to light up."""
    date = names.get(fact.time) if fact and fact.time else None
    place = names.get(fact.place) if fact and fact.place else None
    parts = [quantity.id, *((f"i{fact.id}", fact.time, fact.place) if fact else ())]
    return {
        "id": quantity.id,
        "parts": " ".join(part for part in parts if part),
        "indicator": fact.indicator.text if fact and fact.indicator else "",
        "quantity": quantity.text,
        "value": _plain(quantity.value),
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "unit": quantity.unit + (f"/{quantity.per}" if quantity.per else ""),
        "mod": quantity.mod or "",
        "trend": fact.trend or "" if fact else "",
        "basis": fact.basis or "" if fact else "",
        "time": date.text if date else "",
        "date": date.value if date else "",
        "place": place.text if place else (fact.place_text or "" if fact else ""),
        "rule": fact.rule if fact else "",
    }


def _plain(number: Any) -> str:
    return "" if number is None else f"{number:f}"
