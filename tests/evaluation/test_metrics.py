"""Figures: the definitions by small examples, and equality with the reference scorer."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsextract.cli import cli
from newsextract.errors import OutputError
from newsextract.evaluation.align import longest_common, overlaps, same, same_indicator
from newsextract.evaluation.changes import changes, confusions
from newsextract.evaluation.floors import parse_floor, read_floors, shortfalls, write_floors
from newsextract.evaluation.intervals import differences, intervals
from newsextract.evaluation.load import Row, digest, load_documents
from newsextract.evaluation.metrics import compare

ROOT = Path(__file__).parents[2]


def quantity(number: int, start: int, text: str, **fields: Any) -> Row:
    base = {"value": None, "low": None, "high": None, "unit": "", "per": None, "mod": None}
    return {"id": f"q{number}", "start": start, "end": start + len(text), "text": text, **base, **fields}


def document(quantities: list[Row], **layers: Any) -> Row:
    empty: Row = {"doc_id": "d", "dates": [], "policies": [], "entities": [], "facts": []}
    return {**empty, "quantities": quantities, **layers}


def test_strict_relaxed_and_full() -> None:
    gold = document([quantity(1, 0, "3户", value=3, unit="户"), quantity(2, 5, "7.1亿元", value=710000000, unit="元")])
    predicted = document([quantity(1, 0, "3户", value=4, unit="户"), quantity(2, 5, "7.1亿", value=710000000)])
    found = compare({"d": gold}, {"d": predicted})
    figures, problems = found.figures, found.problems
    row = figures["quantities"]
    assert (row["strict"], row["relaxed"], row["full"]) == (0.5, 1.0, 0.0)
    assert [(p.what, p.text) for p in problems if p.layer == "quantities"] == [
        ("wrong", "3户"),
        ("missed", "7.1亿元"),
        ("spurious", "7.1亿"),
    ]


def test_a_document_without_a_record_is_all_missed() -> None:
    figures = compare({"d": document([quantity(1, 0, "3户", value=3, unit="户")])}, {}).figures
    assert figures["quantities"]["full"] == 0
    assert figures["quantities"]["full_p"] == 1


def test_facts_are_scored_on_strictly_found_quantities() -> None:
    gold = document(
        [quantity(1, 0, "3户", value=3, indicator="贫困人口", trend="INCREASE", basis="YOY", time="2018年")],
        dates=[{"id": "d1", "start": 9, "end": 14, "text": "2018年", "timex": "DATE", "value": "2018"}],
    )
    fact = {"quantity": "q1", "indicator": {"text": "建档贫困人口"}, "trend": "INCREASE", "basis": None, "time": "d1"}
    found = compare({"d": gold}, {"d": {**gold, "facts": [fact]}})
    figures, problems = found.figures, found.problems
    assert figures["facts"] == {"indicator": 1.0, "time": 1.0, "trend": 0.0, "full": 0.0, "n": 1}
    assert [(p.layer, p.what) for p in problems] == [("facts", "trend")]


def test_helpers() -> None:
    assert longest_common("建档立卡贫困人口", "贫困人口数") == 4
    assert same_indicator("贫困人口", "建档立卡贫困人口")
    assert not same_indicator("人口", "建档立卡贫困人口")
    assert same_indicator(None, "")
    assert same(31.5, 31.5000000000001)
    assert same(None, "")
    assert not same(1, 2)
    assert overlaps([{"start": 0, "end": 4}, {"start": 4, "end": 8}], [{"start": 3, "end": 5}]) == 1


def garbled(rows: dict[str, Row], seed: int) -> dict[str, Row]:
    """The gold as a careless extractor would give it: mentions lost, moved, with wrong values and facts."""
    chance = random.Random(seed)  # noqa: S311  a seeded test, no secret
    result = {}
    for doc_id, row in rows.items():
        copy = {layer: [dict(m) for m in row[layer] if chance.random() > 0.1] for layer in
                ("quantities", "dates", "policies", "entities")}  # fmt: skip
        for mention in [m for mentions in copy.values() for m in mentions]:
            if chance.random() < 0.1:
                mention["end"] += 1
            for field in ("value", "unit", "mod", "label", "kind", "relation"):
                if field in mention and chance.random() < 0.1:
                    mention[field] = None
        facts = [
            {"quantity": q["id"], "indicator": {"text": q["text"] if chance.random() < 0.3 else q["indicator"] or ""},
             "trend": q["trend"], "basis": None, "time": chance.choice([d["id"] for d in copy["dates"]] or [None])}
            for q in copy["quantities"]
        ]  # fmt: skip
        result[doc_id] = {"doc_id": doc_id, **copy, "facts": facts}
    return result


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_equal_to_the_reference_scorer(shared: Path, seed: int) -> None:
    spec = importlib.util.spec_from_file_location("reference", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold = load_documents(shared / "gold") | load_documents(shared / "gold-policy")
    predicted = garbled(gold, seed)
    listed: list[tuple[str, ...]] = []
    expected = reference.figures(reference.score(gold, predicted, listed))
    found = compare(gold, predicted)
    figures, problems = found.figures, found.problems
    assert figures == expected
    assert [(p.layer, p.what, p.doc_id, p.text, p.detail) for p in problems if p.layer != "facts"] == [
        row for row in listed if row[0] != "facts"
    ]


def test_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    figures = {"quantities": {"strict": 0.9, "full": 0.8, "gold": 10}, "policies.formula": {"full": 1.0}}
    write_floors(path, "abc", figures)
    pinned, floors = read_floors(path)
    assert pinned == "abc"
    assert floors == {"quantities": {"strict": 0.9, "full": 0.8}, "policies.formula": {"full": 1.0}}
    assert shortfalls(figures, floors) == []
    worse = {"quantities": {"strict": 0.9, "full": 0.79}}
    assert len(shortfalls(worse, floors)) == 2
    write_floors(path, "abc", {**worse, "policies.formula": {"full": 0.5}})
    assert read_floors(path)[1] == floors, "floors only rise while the gold is the same"
    write_floors(path, "def", worse)
    assert read_floors(path) == ("def", {"quantities": {"strict": 0.9, "full": 0.79}})


def test_floor_specifications() -> None:
    figures = {"policies": {"full": 1.0}, "policies.formula": {"full": 1.0}, "quantities": {"acc.unit": 1.0}}
    assert parse_floor("policies.full=0.9", figures) == ("policies", "full", 0.9)
    assert parse_floor("policies.formula.full=1", figures) == ("policies.formula", "full", 1.0)
    assert parse_floor("quantities.acc.unit=0.5", figures) == ("quantities", "acc.unit", 0.5)
    for bad in ("nothing.full=1", "policies.fool=1", "policies.full=high", "policies.full"):
        with pytest.raises(OutputError, match="NX404"):
            parse_floor(bad, figures)


def test_gold_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="NX402"):
        load_documents(tmp_path / "absent")
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match=r"NX402.*a\.json"):
        load_documents(tmp_path)


def test_one_article_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"doc_id": "a", "quantities": []}\n' * 2, encoding="utf-8")
    with pytest.raises(OutputError, match="twice"):
        load_documents(tmp_path)


@pytest.mark.parametrize("name", ["csv", "sqlite", "parquet"])
def test_runs_of_any_format_are_measured(name: str, tmp_path: Path) -> None:
    folders = {made: tmp_path / made for made in ("json", name)}
    for made, folder in folders.items():
        arguments = ["run", str(ROOT / "corpus"), "-o", str(folder), "--format", made, "--quiet", "--workers", "1"]
        assert CliRunner().invoke(cli, arguments).exit_code == 0
    gold = load_documents(ROOT / "gold")
    expected, found = (compare(gold, load_documents(folder)).figures for folder in folders.values())
    assert found == expected
    assert found["quantities"]["strict"] > 0.9


def test_digest_depends_on_content_only() -> None:
    gold = load_documents(ROOT / "gold")
    assert digest(gold) == digest(dict(reversed(gold.items())))
    changed = {k: {**v, "quantities": v["quantities"][1:]} for k, v in gold.items()}
    assert digest(changed) != digest(gold)


def test_intervals_hold_the_figure_and_repeat() -> None:
    gold = load_documents(ROOT / "gold")
    found = compare(gold, garbled(gold, 1))
    documents = list(found.documents.values())
    bounds = intervals(documents)
    assert bounds == intervals(documents)
    for row in ("quantities", "dates", "entities", "policies"):
        for level in ("strict", "relaxed", "full"):
            low, high = bounds[row][level]
            assert low <= found.figures[row][level] <= high
            assert high - low < 0.5
    low, high = bounds["facts"]["ok.trend"]
    assert low <= found.figures["facts"]["trend"] <= high


def test_a_better_run_is_seen_as_better() -> None:
    gold = load_documents(ROOT / "gold")
    worse, better = compare(gold, garbled(gold, 1)), compare(gold, gold)
    found = {(d.row, d.level): d for d in differences(*(list(run.documents.values()) for run in (worse, better)))}
    change = found["quantities", "full"]
    assert change.after == 1.0
    assert change.before == worse.figures["quantities"]["full"]
    assert change.p_value < 0.01
    same = differences(list(better.documents.values()), list(better.documents.values()))
    assert all(one.p_value == 1.0 and one.before == one.after for one in same)


def test_fixed_broken_and_confused() -> None:
    gold = {"d": document([quantity(1, 0, "3户", value=3, unit="户"), quantity(2, 5, "5人", value=5, unit="人")])}
    first = {"d": document([quantity(1, 0, "3户", value=3, unit="人"), quantity(2, 5, "5人", value=5, unit="人")])}
    second = {"d": document([quantity(1, 0, "3户", value=3, unit="户")])}
    found = changes(compare(gold, first).problems, compare(gold, second).problems)
    assert [(p.what, p.text) for p in found.fixed if p.layer == "quantities"] == [("wrong", "3户")]
    assert [(p.what, p.text) for p in found.broken if p.layer == "quantities"] == [("missed", "5人")]
    assert confusions(gold, first) == {"quantities.unit": {("户", "人"): 1}}


def test_equal_to_nervaluate() -> None:
    """Where the library measures the same: exact spans with label, of entities."""
    nervaluate = pytest.importorskip("nervaluate", reason="nervaluate is a development dependency (make test)")
    gold = load_documents(ROOT / "gold")
    predicted = garbled(gold, 2)

    def spans(rows: dict[str, Row]) -> list[list[dict[str, Any]]]:
        keys = {"label": "label", "start": "start", "end": "end"}
        kept = [[m for m in rows[d]["entities"] if m["label"]] for d in gold]
        return [[{k: m[v] for k, v in keys.items()} for m in mentions] for mentions in kept]

    labels = ["PERSON", "ORG", "LOC"]
    results = nervaluate.Evaluator(spans(gold), spans(predicted), tags=labels, loader="dict").evaluate()
    theirs = results["overall"]["strict"]
    labelled = {d: {**predicted[d], "entities": [m for m in predicted[d]["entities"] if m["label"]]} for d in gold}
    ours = compare(gold, labelled).figures["entities"]
    assert ours["full_p"] == round(theirs.precision, 4)
    assert ours["full_r"] == round(theirs.recall, 4)
    assert ours["full"] == round(theirs.f1, 4)
