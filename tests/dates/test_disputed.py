"""The reviewed list of peers' cases that we judge wrong: each stands once, exists, and is still a miss."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from newsextract.records import Date
from newsextract.toml import tomllib
from tests.dates.conftest import Read

LISTED = tomllib.loads((Path(__file__).parent / "disputed_cases.toml").read_text(encoding="utf-8"))
IDS = [case for rows in LISTED.values() for row in rows for case in row["cases"]]


def test_each_case_stands_once_with_a_reason() -> None:
    assert len(IDS) == len(set(IDS))
    assert all(row["reason"] for rows in LISTED.values() for row in rows)


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_cases", shared / "tools" / "score_cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def overlapping(found: list[Date], want: dict[str, int | None], size: int) -> list[dict[str, str | None]]:
    start, end = want["start"] or 0, want["end"] or size
    return [
        {"value": mention.value, "start_date": mention.start_date, "end_date": mention.end_date}
        for mention in found
        if mention.start < end and start < mention.end
    ]


def test_every_miss_is_listed_and_every_listed_case_is_a_miss(read: Read, shared: Path) -> None:
    cases = shared / "cases"
    if not cases.is_dir():
        pytest.skip("the peers' cases are not beside the project")
    score = scorer(shared)
    missed = set()
    for path in sorted(cases.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not row.get("news_like") or row.get("traditional"):
                continue
            for want in row["expected"]:
                kind = want.get("kind") or row["kind"]
                if kind not in ("date", "datetime", "period", "duration") or not score.scorable(kind, want, row):
                    continue
                found = read(row["text"], (row.get("reference") or "")[:10] or None)
                mentions = overlapping(found, want, len(row["text"]))
                if not any(score.date_ok(kind, want, mention) for mention in mentions):
                    missed.add(row["id"])
    assert missed == set(IDS)
