"""The project's own articles and their gold: what is on disk is whole, exact and compiled from its annotation lines."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD, ANNOTATIONS = ROOT / "gold", ROOT / "gold" / "ann"
ARTICLES = sorted((ROOT / "corpus").glob("*.txt"))
# The sample page came with its gold; its annotation lines stay where they were made.
SAMPLE = "zzrb-d18-tuopin"
ANNOTATED = [path for path in ARTICLES if path.stem != SAMPLE]

FIELDS: dict[str, dict[str, Any]] = {
    "quantities": dict.fromkeys(
        ("value", "low", "high", "unit", "per", "mod", "indicator", "trend", "basis", "time"), None
    )
    | {"unit": ""},
    "dates": {"timex": "DATE", "value": None, "mod": None, "relation": None},
    "policies": {"kind": None, "head": None, "items": []},
    "entities": {"label": None},
}
LAYERS = dict(zip(("QUANTITY", "DATE", "POLICY", "ENTITY"), FIELDS, strict=True))
ALLOWED: dict[tuple[str, str], set[str | None]] = {
    ("quantities", "mod"): {None, "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"},
    ("quantities", "trend"): {None, "INCREASE", "DECREASE", "TO_UP", "TO_DOWN"},
    ("quantities", "basis"): {None, "YOY", "MOM"},
    ("dates", "timex"): {"DATE", "TIME", "DURATION", "SET"},
    ("dates", "mod"): {None, "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN"},
    ("dates", "relation"): {None, "SINCE", "UNTIL", "BEFORE", "AFTER", "AS_OF"},
    ("policies", "kind"): {"formula", "slogan", "document", "programme"},
    ("entities", "label"): {"PERSON", "ORG", "LOC"},
}
Record = dict[str, Any]


def read_article(path: Path) -> str:
    """The article as it lies on disk, line ends untouched."""
    return path.read_bytes().decode("utf-8")


def read_gold(path: Path) -> Record:
    """The gold record of an article."""
    gold: Record = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    return gold


def occurrence(text: str, surface: str, nth: int) -> int:
    """Where the nth (1-based) occurrence of `surface` starts; ValueError where there are fewer."""
    start = -1
    for _ in range(nth):
        start = text.index(surface, start + 1)
    return start


def compile_annotations(path: Path, text: str) -> Record:
    """The gold record that annotation lines stand for: META first, then a mention a line, found by surface and nth."""
    meta, *rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert meta.pop("type") == "META"
    gold: Record = {"doc_id": path.name.split(".")[0], "meta": meta, "text": text, **{layer: [] for layer in FIELDS}}
    for row in rows:
        layer, surface, nth = LAYERS[row.pop("type")], row.pop("text"), row.pop("nth", 1)
        row.pop("note", None)
        start = occurrence(text, surface, nth)
        assert set(row) <= set(FIELDS[layer]), row
        gold[layer].append({"start": start, "end": start + len(surface), "text": surface, **FIELDS[layer], **row})
    for layer in FIELDS:
        ordered = sorted(gold[layer], key=lambda mention: (mention["start"], mention["end"]))
        gold[layer] = [{"id": f"{layer[0]}{number}", **mention} for number, mention in enumerate(ordered, 1)]
    return gold


def overlaps(mentions: list[Record]) -> list[tuple[str, str]]:
    """The pairs of neighbours that share a character."""
    ordered = sorted(mentions, key=lambda mention: (mention["start"], mention["end"]))
    return [(left["text"], right["text"]) for left, right in pairwise(ordered) if right["start"] < left["end"]]


def test_the_corpus_is_there() -> None:
    assert len(ANNOTATED) >= 7


def test_every_gold_file_has_its_article() -> None:
    assert {path.stem for path in GOLD.glob("*.json")} == {path.stem for path in ARTICLES}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
class TestGold:
    def test_is_of_the_same_text(self, path: Path) -> None:
        gold = read_gold(path)
        assert gold["doc_id"] == path.stem
        assert gold["text"] == read_article(path)
        assert len(gold["text"]) >= 300

    def test_has_every_layer_with_its_fields(self, path: Path) -> None:
        gold = read_gold(path)
        assert list(gold) == ["doc_id", "meta", "text", *FIELDS]
        assert gold["quantities"], "an article without amounts tests nothing"
        assert gold["dates"], "an article without dates tests nothing"
        for layer, fields in FIELDS.items():
            assert all(set(mention) == {"id", "start", "end", "text", *fields} for mention in gold[layer])

    def test_uses_only_the_values_of_the_guidelines(self, path: Path) -> None:
        gold = read_gold(path)
        for (layer, field), allowed in ALLOWED.items():
            assert {mention[field] for mention in gold[layer]} <= allowed, (layer, field)
        for quantity in gold["quantities"]:
            bounds = [quantity["low"], quantity["high"]]
            assert (bounds == [None, None]) != (quantity["value"] is None), quantity["text"]

    def test_offsets_are_exact(self, path: Path) -> None:
        gold = read_gold(path)
        mentions = [mention for layer in FIELDS for mention in gold[layer]]
        assert [m["text"] for m in mentions] == [gold["text"][m["start"] : m["end"]] for m in mentions]

    def test_mentions_are_disjoint(self, path: Path) -> None:
        gold = read_gold(path)
        assert overlaps(gold["quantities"] + gold["dates"] + gold["policies"]) == []
        assert overlaps(gold["entities"]) == []

    def test_words_that_fields_quote_are_in_the_article(self, path: Path) -> None:
        gold = read_gold(path)
        quoted = [q["indicator"] for q in gold["quantities"]] + [p["head"] for p in gold["policies"]]
        quoted += [item["text"] for policy in gold["policies"] for item in policy["items"]]
        assert [words for words in quoted if words and words not in gold["text"]] == []

    def test_the_time_of_a_quantity_is_a_date_of_the_article(self, path: Path) -> None:
        gold = read_gold(path)
        dates = {date["text"] for date in gold["dates"]}
        assert {q["time"] for q in gold["quantities"] if q["time"]} <= dates


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_gold_compiles_from_its_annotation_lines(path: Path) -> None:
    assert compile_annotations(ANNOTATIONS / f"{path.stem}.ann.jsonl", read_article(path)) == read_gold(path)
