"""Cells of tables: the row's title, the time of the column's head or of the caption."""

from __future__ import annotations

from dataclasses import replace

from newsextract.facts import link
from newsextract.records import Zone
from tests.facts import markup

CAPTION = "表2　‹2021年:2021›主要产品产量\n"


def read(caption: str, table: str) -> list[tuple[str | None, str | None, str]]:
    marked = markup.read(caption + table)
    start = len(markup.read(caption).document.text)
    document = replace(marked.document, zones=(Zone("table", start, len(marked.document.text)),))
    names = {d.id: d.text for d in marked.dates}
    facts = link(document, marked.quantities, marked.dates, marked.entities)
    return [(f.indicator.text if f.indicator else None, names.get(f.time or ""), f.rule) for f in facts]


def test_caption_dates_the_cells() -> None:
    table = "产品\t产量\t比‹上年:2020›增长\n水泥（万吨）\t⟦51.2⟧\t⟦2.6⟧\n其中：白水泥\t⟦3⟧\t⟦-1.5⟧"
    rows = read(CAPTION, table)
    assert rows == [(name, "2021年", "fact.row") for name in ("水泥", "水泥", "白水泥", "白水泥")]


def test_heads_date_their_columns() -> None:
    rows = read("各县产量\n", "县\t‹2019年:2019›\t‹2020年:2020›\n临川县\t⟦51⟧\t⟦62⟧")
    assert rows == [("临川县", "2019年", "fact.row"), ("临川县", "2020年", "fact.row")]


def test_rows_without_titles_are_prose() -> None:
    assert [rule for *_, rule in read("", "⟦51⟧\t⟦62⟧\n⟦7⟧\t⟦8⟧")] == ["fact.none"] * 4
