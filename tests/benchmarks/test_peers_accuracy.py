"""The comparison with other programs counts as it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
if not BENCHMARKS.is_dir():
    pytest.skip("benchmarks/ is not here: only a checkout has it", allow_module_level=True)
sys.path.insert(0, str(BENCHMARKS))

from peers_accuracy import Article, Mention, days, is_money, score  # noqa: E402 found by the line above

DAYS = {
    "2019": ("2019-01-01", "2019-12-31"),
    "2019-10": ("2019-10-01", "2019-10-31"),
    "2019-12": ("2019-12-01", "2019-12-31"),
    "2019-Q4": ("2019-10-01", "2019-12-31"),
    "2019-H1": ("2019-01-01", "2019-06-30"),
    "2019-10-17": ("2019-10-17", "2019-10-17"),
    "2019-10-17T08:30": ("2019-10-17", "2019-10-17"),
    "2014/2018": ("2014-01-01", "2018-12-31"),
    "2019-10-01/2019-10-07": ("2019-10-01", "2019-10-07"),
}


@pytest.mark.parametrize("value", DAYS)
def test_days(value: str) -> None:
    assert days(value) == DAYS[value]


@pytest.mark.parametrize("value", ["PAST_REF", "199X", "P3Y", "XXXX-10", "2019-24", "T14:30", "2019-02-30", "-0220"])
def test_no_days(value: str) -> None:
    assert days(value) is None


def test_money() -> None:
    assert is_money("元")
    assert is_money("美元")
    assert not is_money("户")


def date(start: int, end: int, day: str | None = "2019-10-17") -> Mention:
    return Mention("dates", start, end, "", (day, day) if day else None)


def test_score() -> None:
    article = Article("…", "2019-10-17", (date(0, 4), date(10, 14), date(20, 22, None), date(30, 34)))
    # The same, an overlapping one with the value, the same without a value, another value, a surplus one.
    found = [date(0, 4), date(9, 14), date(20, 22, None), date(30, 34, "2019-10-18"), date(40, 44)]
    assert score("dates", [article], [found]) == {
        "gold": 4,
        "found": 5,
        "strict": pytest.approx(2 * 3 / 9),
        "relaxed": pytest.approx(2 * 4 / 9),
        "value": pytest.approx(2 / 3),
    }
    assert score("money", [article], [found])["strict"] is None


def test_labels_must_agree() -> None:
    gold = (Mention("entities", 0, 2, "LOC", None),)
    found = [Mention("entities", 0, 2, "ORG", None)]
    assert score("entities", [Article("…", "2019-10-17", gold)], [found])["relaxed"] == 0
