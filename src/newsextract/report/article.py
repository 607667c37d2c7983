"""The page of one record: its text with every mention, its facts, and what each is made of."""

from __future__ import annotations

from typing import Any

from newsextract.records import Date, Entity, Fact, Policy, Quantity, Record
from newsextract.report.render import page
from newsextract.report.segments import pieces

HIDDEN = ("nav", "boilerplate")
LAYERS = ("entities", "policies", "dates", "quantities")


def article_page(record: Record, home: str | None = None) -> str:
    """The whole page as HTML. home: address of the overview, if there is one."""
    facts = {fact.quantity: fact for fact in record.facts}
    names = {m.id: m for layer in LAYERS for m in getattr(record, layer)}
    return page(
        "article.html",
        record=record,
        home=home,
        pieces=pieces(record.text, _spans(record)),
        mentions={m.id: {"layer": layer, "title": _title(m)} for layer in LAYERS for m in getattr(record, layer)},
        hidden=[f"z{i}" for i, zone in enumerate(record.zones) if zone.type in HIDDEN],
        zones={f"z{i}": zone.type for i, zone in enumerate(record.zones)},
        rows=[_row(quantity, facts.get(quantity.id), names) for quantity in record.quantities],
    )


def _spans(record: Record) -> list[tuple[int, int, str]]:
    spans = [(zone.start, zone.end, f"z{i}") for i, zone in enumerate(record.zones)]
    spans += [(m.start, m.end, m.id) for layer in LAYERS for m in getattr(record, layer)]
    return spans + [(f.indicator.start, f.indicator.end, f"i{f.id}") for f in record.facts if f.indicator]


def _title(mention: Quantity | Date | Policy | Entity) -> str:
    """What a reader sees of a mention when pointing at it."""
    if isinstance(mention, Quantity):
        value = mention.value if mention.value is not None else f"{_plain(mention.low)}–{_plain(mention.high)}"
        per = f"/{mention.per}" if mention.per else ""
        base = f"= {mention.base_value:,f} {mention.base_unit}" if mention.base_value is not None else ""
        parts = [f"{_plain(value)} {mention.unit}{per}", mention.mod, base, mention.rule]
    elif isinstance(mention, Date):
        bounds = f"{mention.start_date or '…'} to {mention.end_date or '…'}"
        parts = [mention.timex, mention.value, mention.mod, mention.relation, bounds, mention.rule]
    elif isinstance(mention, Policy):
        items = "；".join(f"{item.part or '·'} {item.text}" for item in mention.items)
        parts = [mention.kind, mention.head, mention.canonical, mention.number, items, mention.rule]
    else:
        parts = [mention.label, mention.path, mention.code, f"{mention.score:.2f}", mention.rule]
    return " · ".join(str(part) for part in parts if part)


def _row(quantity: Quantity, fact: Fact | None, names: dict[str, Any]) -> dict[str, Any]:
    """A line of the facts table, with the ids of the parts to light up."""
    date = names.get(fact.time) if fact and fact.time else None
    place = names.get(fact.place) if fact and fact.place else None
    parts = [quantity.id, *((f"i{fact.id}", fact.time, fact.place) if fact else ())]
    return {
        "parts": " ".join(part for part in parts if part),
        "indicator": fact.indicator.text if fact and fact.indicator else "",
        "text": quantity.text,
        "value": _plain(quantity.value) if quantity.value is not None else "",
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "unit": quantity.unit + (f"/{quantity.per}" if quantity.per else ""),
        "mod": quantity.mod or "",
        "trend": " ".join(filter(None, (fact.trend, fact.basis))) if fact else "",
        "time": date.text if date else "",
        "date": date.value if date else "",
        "place": place.text if place else (fact.place_text or "" if fact else ""),
        "rule": fact.rule if fact else "",
    }


def _plain(number: Any) -> str:
    return "" if number is None else number if isinstance(number, str) else f"{number:f}"
