"""The reviewed list of cases that we hold to be wrong: complete, still there, still missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsextract import find_numbers
from newsextract.toml import tomllib
from tests.quantities.conftest import Find

DISPUTED: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("disputed_cases.toml").read_text(encoding="utf-8")
)["case"]


def test_every_row_has_a_reason() -> None:
    assert len({row["id"] for row in DISPUTED}) == len(DISPUTED)
    assert all(len(row["reason"]) > 20 for row in DISPUTED)


def test_every_row_exists_and_is_missed(find: Find, shared: Path) -> None:
    cases: dict[str, dict[str, Any]] = {}
    for path in sorted((shared / "cases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            cases[row["id"]] = row
    for disputed in DISPUTED:
        case = cases[disputed["id"]]
        wanted = [(want.get("value"), want.get("low"), want.get("high")) for want in case["expected"]]
        numbers = [(n.value, n.low, n.high) for n in find_numbers(case["text"])]
        amounts = [(m.base_value, m.base_low, m.base_high) for m in find(case["text"])]
        got = numbers if case["kind"] == "number" else amounts
        assert not all(want in [tuple(b and float(b) for b in row) for row in got] for want in wanted), disputed["id"]
