"""Agreement of annotators: κ by published values, F1 by small examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from newsextract.cli import cli
from newsextract.errors import OutputError
from newsextract.evaluation.agreement import agreement, cohen_kappa
from newsextract.evaluation.load import Row

TEXT = "北京、上海、新华社、人大"


def row(*entities: tuple[str, str], **more: Any) -> Row:
    found = [
        {"id": f"e{n}", "start": (at := TEXT.index(words)), "end": at + len(words), "text": words, "label": label}
        for n, (words, label) in enumerate(entities, 1)
    ]
    empty: Row = {"doc_id": "d", "text": TEXT, "quantities": [], "dates": [], "policies": []}
    return {**empty, "entities": found, **more}


def table(counts: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    return [pair for pair, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [
        # Two readers of 50 proposals, the example of most textbooks: p_o 0.7, p_e 0.5.
        ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, 0.4),
        # Same p_o 0.6, other marginals.
        ({("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15}, 0.1304),
        ({("y", "y"): 25, ("y", "n"): 35, ("n", "y"): 5, ("n", "n"): 35}, 0.2593),
        # Three labels: scikit-learn's cohen_kappa_score([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]).
        ({("2", "0"): 1, ("0", "0"): 2, ("2", "2"): 2, ("1", "2"): 1}, 0.4286),
        ({("y", "n"): 5, ("n", "y"): 5}, -1.0),
        ({("y", "y"): 5, ("n", "n"): 5}, 1.0),
    ],
)
def test_kappa_has_the_published_values(counts: dict[tuple[str, str], int], kappa: float) -> None:
    assert cohen_kappa(table(counts)) == pytest.approx(kappa, abs=5e-5)


def test_kappa_is_undefined_without_a_choice() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("y", "y")] * 9) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))))
def test_kappa_is_symmetric_and_bounded(ratings: list[tuple[str, str]]) -> None:
    kappa = cohen_kappa(ratings)
    swapped = cohen_kappa([(b, a) for a, b in ratings])
    assert kappa == swapped
    assert kappa is None or -1 <= kappa <= 1


def test_spans_by_f1_and_labels_by_kappa() -> None:
    a = {"d": row(("北京", "LOC"), ("上海", "LOC"), ("新华社", "ORG"), ("人大", "ORG"))}
    b = {"d": row(("北京", "LOC"), ("上海", "ORG"), ("新华社", "ORG"), ("大", "ORG"))}
    entities = agreement(a, b).layers["entities"]
    assert (entities.a, entities.b, entities.strict, entities.relaxed, entities.full) == (4, 4, 0.75, 1.0, 0.5)
    label = entities.kappas["label"]
    # Of three common spans two agree: p_o 2/3, p_e (2·1 + 1·2)/9.
    assert label.n == 3
    assert label.agree == pytest.approx(2 / 3)
    assert label.kappa == pytest.approx(0.4)


def test_layers_without_mentions_agree() -> None:
    dates = agreement({"d": row()}, {"d": row()}).layers["dates"]
    assert (dates.strict, dates.relaxed, dates.full) == (1.0, 1.0, 1.0)
    one_sided = agreement({"d": row(("北京", "LOC"))}, {"d": row()}).layers["entities"]
    assert (one_sided.strict, one_sided.relaxed, one_sided.full) == (0.0, 0.0, 0.0)


def test_only_common_documents_count() -> None:
    found = agreement({"d": row(), "x": row()}, {"y": row(), "d": row()})
    assert (found.documents, found.only_a, found.only_b) == (["d"], ["x"], ["y"])


@pytest.mark.parametrize("other", [{"x": row()}, {"d": row(text=TEXT + "。")}])
def test_what_cannot_be_compared(other: dict[str, Row]) -> None:
    with pytest.raises(OutputError) as caught:
        agreement({"d": row()}, other)
    assert caught.value.code == "NX403"


def test_the_command(tmp_path: Path) -> None:
    for name, label in (("a", "LOC"), ("b", "ORG")):
        (tmp_path / name).mkdir()
        content = json.dumps(row(("北京", label), ("新华社", "ORG"), meta={}))
        (tmp_path / name / "d.json").write_text(content, encoding="utf-8")
    paths = [str(tmp_path / "a"), str(tmp_path / "b")]
    done = CliRunner().invoke(cli, ["agreement", *paths, "--errors", "3", "--explain"])
    assert done.exit_code == 0, done.output
    assert "entities.label                  2   0.5000   0.0000" in done.output
    assert "d:0  '北京'  label: 'LOC' != 'ORG'" in done.output
    found = json.loads(CliRunner().invoke(cli, ["agreement", *paths, "--json"]).output)
    assert found["layers"]["entities"]["strict"] == 1.0
