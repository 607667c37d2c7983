"""An article says the same whatever its line ends are."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsextract
from newsextract.records import Record

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))


def said(record: Record) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = [(zone.type,) for zone in record.zones]
    found += [(q.text.split(), q.value, q.unit, q.mod) for q in record.quantities]
    found += [(d.text.split(), d.value, d.relation) for d in record.dates]
    found += [(p.text.split(), p.kind) for p in record.policies]
    found += [(e.text.split(), e.label, e.code) for e in record.entities]
    found += [(f.quantity, f.time, f.place, f.indicator and f.indicator.text.split()) for f in record.facts]
    return found


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_windows_line_ends_change_nothing(path: Path) -> None:
    pipeline = newsextract.load()
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    assert said(pipeline(text.replace("\n", "\r\n"))) == said(pipeline(text))
