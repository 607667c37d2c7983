"""The table of the Chinese calendar against lunar_python, and the civil arithmetic against the standard library."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.dates import calendar as cal

DAYS = st.dates(date(1900, 1, 31), date(2100, 12, 31))


def test_table_is_whole() -> None:
    table = cal.lunar_table()
    assert list(table) == list(range(1900, 2101))
    for year in range(1900, 2100):
        assert table[year].first + timedelta(sum(table[year].lengths)) == table[year + 1].first


@pytest.mark.parametrize("year", range(1900, 2101, 4))
def test_table_agrees_with_lunar_python(year: int) -> None:
    lunar = pytest.importorskip("lunar_python", reason="lunar_python checks the table and is not installed")
    for number in range(1, 13):
        first = lunar.Lunar.fromYmd(year, number, 1).getSolar()
        bounds = cal.lunar_month(year, number)
        assert bounds is not None
        assert bounds[0] == date(first.getYear(), first.getMonth(), first.getDay())
    assert cal.lunar_table()[year].leap == lunar.LunarYear.fromYear(year).getLeapMonth()
    terms = {day.toYmd() for day in lunar.Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable().values()}
    assert {day.isoformat() for day in cal.lunar_table()[year].terms} <= terms


def test_known_days() -> None:
    assert cal.lunar_day(2019, 1, 1) == date(2019, 2, 5)
    assert cal.lunar_day(2020, 4, 1, leap=True) == date(2020, 5, 23)
    assert cal.lunar_day(2019, 4, 1, leap=True) is None
    assert cal.lunar_day(2101, 1, 1) is None
    assert cal.easter(2024) == date(2024, 3, 31)
    assert cal.orthodox_easter(2024) == date(2024, 5, 5)
    assert cal.orthodox_easter(2019) == date(2019, 4, 28)
    assert cal.nth_weekday(2019, 5, 7, 2) == date(2019, 5, 12)
    assert cal.nth_weekday(2019, 2, 5, 5) is None
    assert cal.shift(date(2019, 3, 31), months=-1) == date(2019, 2, 28)
    assert cal.shift(date(9999, 12, 31), days=1) is None


@settings(deadline=None)
@given(DAYS)
def test_week_begins_on_monday(day: date) -> None:
    monday = cal.week_start(day)
    assert monday.isoweekday() == 1
    assert 0 <= (day - monday).days < 7


@settings(deadline=None)
@given(DAYS)
def test_lunar_year_holds_its_days(day: date) -> None:
    year = cal.lunar_year_of(day)
    assert cal.lunar_table()[year].first <= day if year >= 1900 else day < date(1900, 1, 31)
