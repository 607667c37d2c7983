"""Counts → figures. The definitions are those of the project's reference scorer, to the last digit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsextract.evaluation.align import (
    VALUE_FIELDS,
    Problem,
    overlaps,
    pairs,
    same,
    same_indicator,
    spurious,
)
from newsextract.evaluation.load import Row

Figures = dict[str, dict[str, float]]

DEFINITIONS = {
    "strict": "F1 of mentions with the same start and end",
    "relaxed": "F1 of mentions that overlap, each used once",
    "full": "F1 of mentions with the same span and every value field equal: the figure that matters",
    "full_p": "precision of full",
    "full_r": "recall of full",
    "acc.FIELD": "share of strictly found mentions whose field is equal",
    "facts.indicator": "share of strictly found quantities whose indicator shares at least half of the longer wording",
    "facts.trend": "share of strictly found quantities whose trend and basis are both equal",
    "facts.time": "share of strictly found quantities dated by the gold's date",
    "facts.full": "share of strictly found quantities with all three right",
    "items": "parts of formulas and slogans with the same text",
}


Counts = dict[str, Counter[str]]
"""Row (a layer, a layer's kind, items, facts) → name → count."""


@dataclass
class Tally:
    """Running counts of one document by row, and the problems met."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that a comparison found. documents: doc_id → its counts, for intervals and for comparing two runs."""

    figures: Figures
    problems: list[Problem]
    documents: dict[str, Counts]


def compare(gold: dict[str, Row], predicted: dict[str, Row]) -> Comparison:
    """Figures per layer, kind, items and facts, and every problem. A gold document without a record is all missed."""
    documents: dict[str, Counts] = {}
    problems: list[Problem] = []
    for doc_id, document in gold.items():
        tally = Tally()
        for layer in VALUE_FIELDS:
            _compare_layer(tally, layer, doc_id, document, predicted.get(doc_id, {}))
        documents[doc_id] = tally.counts
        problems += tally.problems
    return Comparison(figures(total(documents.values())), problems, documents)


def total(parts: Iterable[Counts]) -> Counts:
    """The sum of the documents' counts."""
    result: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for counts in parts:
        for row, count in counts.items():
            result[row].update(count)
    return result


def _compare_layer(tally: Tally, layer: str, doc_id: str, document: Row, record: Row) -> None:
    wanted, got = document[layer], record.get(layer, [])
    count = tally.counts[layer]
    count.update(gold=len(wanted), pred=len(got), relaxed=overlaps(wanted, got))
    facts = {fact["quantity"]: fact for fact in record.get("facts", [])}
    dates = {date["id"]: date["text"] for date in record.get("dates", [])}
    for pair in pairs(layer, wanted, got):
        mention = pair.gold
        kind = _kind(mention)
        if kind:
            tally.counts[f"{layer}.{kind}"].update(gold=1)
        if pair.predicted is None:
            tally.problems.append(Problem(layer, "missed", doc_id, mention["start"], mention["text"]))
            continue
        count["strict"] += 1
        count.update({f"ok.{name}": int(name not in pair.wrong) for name in VALUE_FIELDS[layer]})
        if pair.wrong:
            detail = "; ".join(f"{n}: {mention.get(n)!r} != {pair.predicted.get(n)!r}" for n in pair.wrong)
            tally.problems.append(Problem(layer, "wrong", doc_id, mention["start"], mention["text"], detail))
        else:
            count["full"] += 1
            if kind:
                tally.counts[f"{layer}.{kind}"].update(full=1)
        if layer == "quantities":
            _compare_fact(tally, doc_id, mention, facts.get(pair.predicted["id"], {}), dates)
        if layer == "policies" and mention.get("items"):
            texts = [item["text"] for item in pair.predicted.get("items", [])]
            hits = sum(item["text"] in texts for item in mention["items"])
            tally.counts["items"].update(gold=len(mention["items"]), pred=len(texts), full=hits)
    for mention in got:
        if _kind(mention):
            tally.counts[f"{layer}.{_kind(mention)}"].update(pred=1)
    for mention in spurious(wanted, got):
        tally.problems.append(Problem(layer, "spurious", doc_id, mention["start"], mention["text"]))


def _compare_fact(tally: Tally, doc_id: str, mention: Row, fact: Row, dates: dict[str, str]) -> None:
    indicator = fact.get("indicator")
    words = indicator["text"] if isinstance(indicator, dict) else indicator
    time = dates.get(fact.get("time") or "")
    found = {
        "indicator": (same_indicator(mention.get("indicator"), words), mention.get("indicator"), words),
        "trend": (
            same(mention.get("trend"), fact.get("trend")) and same(mention.get("basis"), fact.get("basis")),
            (mention.get("trend"), mention.get("basis")),
            (fact.get("trend"), fact.get("basis")),
        ),
        "time": (same(mention.get("time"), time), mention.get("time"), time),
    }
    count = tally.counts["facts"]
    count["quantities"] += 1
    for name, (right, want, got) in found.items():
        count[f"ok.{name}"] += right
        if not right:
            detail = f"{want!r} != {got!r}"
            tally.problems.append(Problem("facts", name, doc_id, mention["start"], mention["text"], detail))  # type: ignore[arg-type]
    count["full"] += all(right for right, _, _ in found.values())


def _kind(mention: Row) -> str | None:
    return mention.get("kind") or mention.get("label")


def f1(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """(precision, recall, F1); of nothing predicted precision is 1, of nothing wanted recall is 1."""
    precision = hits / predicted if predicted else 1.0
    recall = hits / gold if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(counts: Counts) -> Figures:
    """Counts as rounded figures, in the order of names."""
    return {name: _fact_row(count) if name == "facts" else _row(count) for name, count in sorted(counts.items())}


def _row(count: Counter[str]) -> dict[str, float]:
    row: dict[str, float] = {"gold": count["gold"], "pred": count["pred"]}
    for level in ("strict", "relaxed", "full"):
        if level == "full" or level in count:
            precision, recall, score = f1(count[level], count["pred"], count["gold"])
            row[level] = round(score, 4)
    row["full_p"], row["full_r"] = round(precision, 4), round(recall, 4)
    found = count["strict"] or 1
    return row | {f"acc.{key[3:]}": round(n / found, 4) for key, n in sorted(count.items()) if key.startswith("ok.")}


def _fact_row(count: Counter[str]) -> dict[str, float]:
    total = count["quantities"] or 1
    row = {key[3:]: round(n / total, 4) for key, n in sorted(count.items()) if key.startswith("ok.")}
    return row | {"full": round(count["full"] / total, 4), "n": count["quantities"]}
