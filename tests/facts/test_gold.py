"""The figures of issue 7 on the gold beside the project, with the gold's own mentions: a floor, not a goal."""

from __future__ import annotations

import importlib.util
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "facts.py"
FLOORS = {"indicator": 0.9, "trend": 0.96, "time": 0.94, "full": 0.85}


def test_floors(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("facts_benchmark", BENCHMARK)
    assert spec is not None and spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    figures, _ = benchmark.evaluate(shared / "gold", "gold")
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}
