"""Table cells: printed numbers are amounts, and a stated unit governs its columns."""

from __future__ import annotations

from decimal import Decimal

from newsextract.records import Zone
from tests.quantities.conftest import Find

ROWS = "指      标\n指标值\n同比增长（±%）\n总量\n4000.5\n10.0\n一产\n153.6\n11.0\n"


def test_cells_without_a_stated_unit(find: Find) -> None:
    found = find(ROWS, zones=(Zone("table", 0, len(ROWS)),))
    assert [(m.text, m.value, m.unit, m.rule) for m in found] == [
        ("4000.5", Decimal("4000.5"), "", "quantity.cell"),
        ("10.0", 10, "", "quantity.cell"),
        ("153.6", Decimal("153.6"), "", "quantity.cell"),
        ("11.0", 11, "", "quantity.cell"),
    ]


def test_a_stated_unit_governs_its_columns_but_not_one_of_percent(find: Find) -> None:
    text = "生产总值\n  单位：亿元\n" + ROWS
    found = find(text, zones=(Zone("table", text.index("指 "), len(text)),))
    assert [(m.text, m.unit, m.base_value, m.base_unit, m.rule) for m in found] == [
        ("4000.5", "元", 400050000000, "CNY", "quantity.table"),
        ("10.0", "%", Decimal("0.1"), "1", "quantity.table"),
        ("153.6", "元", 15360000000, "CNY", "quantity.table"),
        ("11.0", "%", Decimal("0.11"), "1", "quantity.table"),
    ]


def test_a_row_of_cells_keeps_amounts_with_units(find: Find) -> None:
    text = "粮食|120万吨|5.1%|2019|33"
    found = find(text, zones=(Zone("table", 0, len(text)),))
    assert [m.text for m in found] == ["120万吨", "5.1%", "33"]


def test_bare_numbers_outside_tables_are_no_amounts(find: Find) -> None:
    assert find(ROWS) == []
