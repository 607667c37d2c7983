"""The page of `newsextract validate --html`: figures, problems in context, gold and predicted side by side."""

from __future__ import annotations

from typing import Any

from newsextract.evaluation.align import VALUE_FIELDS, pairs, spurious
from newsextract.evaluation.intervals import intervals
from newsextract.evaluation.load import Row
from newsextract.evaluation.metrics import DEFINITIONS, Comparison
from newsextract.report.render import page
from newsextract.report.segments import pieces

CONTEXT = 24  # characters before and after a problem
SHOWN = {
    "quantities": ("value", "low", "high", "unit", "per", "mod"),
    "dates": ("timex", "value", "mod", "relation"),
    "policies": ("kind", "head"),
    "entities": ("label", "code"),
}


def validation_page(gold: dict[str, Row], predicted: dict[str, Row], found: Comparison) -> str:
    """The whole page as HTML."""
    bounds = intervals(list(found.documents.values()))
    levels = ("strict", "relaxed", "full")
    rows = [
        {
            "name": name,
            "gold": values["gold"],
            "pred": values["pred"],
            "levels": [(values.get(level), bounds.get(name, {}).get(level)) for level in levels],
        }
        for name, values in found.figures.items()
        if name != "facts"
    ]
    return page(
        "validation.html",
        levels=levels,
        rows=rows,
        facts=found.figures.get("facts", {}),
        definitions=DEFINITIONS,
        problems=[_problem(problem, gold[problem.doc_id]["text"]) for problem in found.problems],
        articles=[_article(doc_id, row, predicted.get(doc_id, {})) for doc_id, row in gold.items()],
        kinds=sorted({problem.what for problem in found.problems}),
        layers=sorted({problem.layer for problem in found.problems}),
    )


def _problem(problem: Any, text: str) -> dict[str, Any]:
    end = problem.start + len(problem.text)
    return {
        "layer": problem.layer,
        "what": problem.what,
        "doc": problem.doc_id,
        "at": problem.start,
        "before": text[max(0, problem.start - CONTEXT) : problem.start].replace("\n", "⏎"),
        "text": problem.text,
        "after": text[end : end + CONTEXT].replace("\n", "⏎"),
        "detail": problem.detail,
    }


def _article(doc_id: str, gold: Row, predicted: Row) -> dict[str, Any]:
    """Both readings of one article: pieces of text and, by id, what each mention is and how it fares."""
    sides = []
    for mine, other, missing in ((gold, predicted, "missed"), (predicted, gold, "spurious")):
        mentions: dict[str, dict[str, str]] = {}
        spans = []
        for layer in VALUE_FIELDS:
            wrong = _verdicts(layer, gold.get(layer, []), predicted.get(layer, []))
            for number, mention in enumerate(mine.get(layer, [])):
                name = f"{layer[0]}{number}"
                span = (mention["start"], mention["end"])
                state = wrong.get(span, missing if span not in _spans(other.get(layer, [])) else "right")
                fields = [f"{f}: {mention[f]}" for f in SHOWN[layer] if mention.get(f) not in (None, "", [])]
                mentions[name] = {"layer": layer, "state": state, "title": " · ".join([layer, state, *fields])}
                spans.append((*span, name))
        sides.append({"pieces": pieces(gold["text"], spans), "mentions": mentions})
    return {"doc": doc_id, "title": (gold.get("meta") or {}).get("title") or doc_id, "sides": sides}


def _verdicts(layer: str, gold: list[Row], predicted: list[Row]) -> dict[tuple[int, int], str]:
    """Span → “right”, “wrong”, “missed” or “spurious”."""
    result = {}
    for pair in pairs(layer, gold, predicted):
        state = "missed" if pair.predicted is None else "wrong" if pair.wrong else "right"
        result[pair.gold["start"], pair.gold["end"]] = state
    return result | {(row["start"], row["end"]): "spurious" for row in spurious(gold, predicted)}


def _spans(mentions: list[Row]) -> set[tuple[int, int]]:
    return {(mention["start"], mention["end"]) for mention in mentions}
