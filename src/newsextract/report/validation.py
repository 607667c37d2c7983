"""The page of `newsextract validate --html`: figures, problems in context, gold and predicted side by side."""

from __future__ import annotations

from typing import Any

from newsextract.evaluation.align import VALUE_FIELDS, Problem, pairs, spurious
from newsextract.evaluation.changes import confusions
from newsextract.evaluation.intervals import intervals
from newsextract.evaluation.load import Row
from newsextract.evaluation.metrics import DEFINITIONS, Comparison
from newsextract.report.render import page
from newsextract.report.segments import pieces

CONTEXT = 24  # characters before and after a problem
LEVELS = ("strict", "relaxed", "full")
RANK = ("entities", "policies", "dates", "quantities")
"""Where mentions overlap, a later layer is the colour that shows."""
SHOWN = VALUE_FIELDS | {"policies": ("kind", "head"), "entities": ("label", "code")}
MOST_CONFUSED = 20


def validation_page(gold: dict[str, Row], predicted: dict[str, Row], found: Comparison) -> str:
    """The whole page as HTML. The articles lie in it as data and are drawn when a reader opens them."""
    bounds = intervals(list(found.documents.values()))
    figures = {name: values for name, values in found.figures.items() if name != "facts"}
    rows = [
        {
            "name": name,
            "gold": values["gold"],
            "pred": values["pred"],
            "levels": [(_figure(values, level), bounds.get(name, {}).get(level)) for level in LEVELS],
        }
        for name, values in figures.items()
    ]
    accuracies = {
        name: {key.removeprefix("acc."): value for key, value in values.items() if key.startswith("acc.")}
        for name, values in figures.items()
    }
    accuracies["facts"] = found.figures.get("facts", {})
    problems: dict[str, list[Problem]] = {}
    for problem in found.problems:
        problems.setdefault(problem.doc_id, []).append(problem)
    return page(
        "validation.html",
        ("validation.js",),
        levels=LEVELS,
        rows=rows,
        accuracies={name: values for name, values in accuracies.items() if values},
        definitions=DEFINITIONS,
        problems=[_problem(problem, gold[problem.doc_id]["text"]) for problem in found.problems],
        articles=[
            _article(doc_id, row, predicted.get(doc_id, {}), problems.get(doc_id, [])) for doc_id, row in gold.items()
        ],
        confusions={
            name: sorted(counts.items(), key=lambda item: -item[1])[:MOST_CONFUSED]
            for name, counts in confusions(gold, predicted).items()
        },
        kinds=sorted({problem.what for problem in found.problems}),
        layers=sorted({problem.layer for problem in found.problems}),
    )


def _figure(values: dict[str, float], level: str) -> float | None:
    """Of a whole layer, nothing found strictly is a figure too."""
    return values.get(level, 0.0 if "relaxed" in values else None)


def _problem(problem: Problem, text: str) -> dict[str, Any]:
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


def _article(doc_id: str, gold: Row, predicted: Row, problems: list[Problem]) -> dict[str, Any]:
    """Both readings of one article: pieces [text, mentions' numbers, layer, state], and the cards of the mentions."""
    facts = {fact["quantity"]: fact for fact in predicted.get("facts", [])}
    dates = {date["id"]: date["text"] for date in predicted.get("dates", [])}
    mislinked = {problem.start for problem in problems if problem.layer == "facts"}
    sides = []
    for mine, other, missing in ((gold, predicted, "missed"), (predicted, gold, "spurious")):
        cards: list[dict[str, Any]] = []
        spans = []
        for layer in VALUE_FIELDS:
            wrong = _verdicts(layer, gold.get(layer, []), predicted.get(layer, []))
            elsewhere = _spans(other.get(layer, []))
            for mention in mine.get(layer, []):
                span = (mention["start"], mention["end"])
                state = wrong.get(span, missing if span not in elsewhere else "right")
                if layer == "quantities" and state == "right" and mention["start"] in mislinked:
                    state = "mislinked"
                fields = [(name, str(mention[name])) for name in SHOWN[layer] if mention.get(name) not in (None, "")]
                if layer == "quantities":
                    fields += _linked(mention, facts, dates)
                spans.append((*span, str(len(cards))))
                cards.append({"layer": layer, "state": state, "text": gold["text"][slice(*span)], "fields": fields})
        sides.append({"pieces": [_piece(piece, cards) for piece in pieces(gold["text"], spans)], "cards": cards})
    title = (gold.get("meta") or {}).get("title") or doc_id
    return {"doc": doc_id, "title": title, "sides": sides, "problems": len(problems)}


def _piece(piece: dict[str, Any], cards: list[dict[str, Any]]) -> list[Any]:
    numbers = [int(name) for name in piece["ids"]]
    if not numbers:
        return [piece["text"]]
    top = max(numbers, key=lambda number: RANK.index(cards[number]["layer"]))
    return [piece["text"], numbers, cards[top]["layer"], cards[top]["state"]]


def _linked(quantity: Row, facts: dict[str, Row], dates: dict[str, str]) -> list[tuple[str, str]]:
    """What a quantity measures: of gold its own fields, of a record its fact's."""
    own = quantity if "indicator" in quantity else facts.get(quantity.get("id", ""), {})
    indicator = own.get("indicator")
    values = {
        "indicator": indicator["text"] if isinstance(indicator, dict) else indicator,
        "trend": " ".join(filter(None, (own.get("trend"), own.get("basis")))),
        "time": dates.get(own.get("time") or "", own.get("time")),
    }
    return [(name, value) for name, value in values.items() if value]


def _verdicts(layer: str, gold: list[Row], predicted: list[Row]) -> dict[tuple[int, int], str]:
    """Span → “right”, “wrong”, “missed” or “spurious”."""
    result = {}
    for pair in pairs(layer, gold, predicted):
        state = "missed" if pair.predicted is None else "wrong" if pair.wrong else "right"
        result[pair.gold["start"], pair.gold["end"]] = state
    return result | {(row["start"], row["end"]): "spurious" for row in spurious(gold, predicted)}


def _spans(mentions: list[Row]) -> set[tuple[int, int]]:
    return {(mention["start"], mention["end"]) for mention in mentions}
