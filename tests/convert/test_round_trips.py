"""What a format can carry comes back exactly; what it cannot is what it says it loses."""

from __future__ import annotations

import string
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.convert import FORMATS, Options
from newsextract.convert.base import CHOICES, LABELS, doc_id_of, dumps, stem
from newsextract.convert.conll import _tokens
from newsextract.evaluation.load import LAYERS, Row
from tests.convert.conftest import NEEDS, TARGETS, fields, hostile

WHOLE = ["label-studio", "doccano", "docbin", "xmi"]
"""Formats that carry a whole document."""


def there_and_back(name: str, documents: list[Row], folder: Path, options: Options | None = None) -> dict[str, Row]:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason=f"{name} needs the package {NEEDS[name]}")
    target = folder / TARGETS[name]
    FORMATS[name].write(documents, target, options or Options())
    back = FORMATS[name].read(target, options or Options())
    assert len(back) == len(documents)
    return {row["doc_id"]: row for row in back}


def layers(document: Row) -> Row:
    return {layer: document[layer] for layer in LAYERS}


def labelled(document: Row, layer: str, name: str) -> list[tuple[int, int, str]]:
    return [(row["start"], row["end"], row[name]) for row in document[layer]]


@pytest.mark.parametrize("name", [*WHOLE, "gold"])
def test_gold_is_carried_whole(name: str, gold: list[Row], tmp_path: Path) -> None:
    back = there_and_back(name, [*gold, hostile()], tmp_path)
    for document in [*gold, hostile()]:
        assert dumps(back[document["doc_id"]]) == dumps(document)


@pytest.mark.parametrize("name", [*WHOLE, "records"])
def test_records_are_carried_whole(name: str, records: list[Row], tmp_path: Path) -> None:
    back = there_and_back(name, records, tmp_path)
    for document in records:
        assert document["facts"]
        assert dumps(back[document["doc_id"]]) == dumps(document)


def test_gold_files_come_back_byte_by_byte(gold: list[Row], tmp_path: Path) -> None:
    """The project's own gold files are as the writer writes them."""
    FORMATS["gold"].write(gold, tmp_path, Options())
    for path in Path(__file__).parents[2].joinpath("gold").glob("*.json"):
        assert (tmp_path / path.name).read_bytes().strip() == path.read_bytes().strip()


def test_brat_carries_text_and_mentions(gold: list[Row], records: list[Row], tmp_path: Path) -> None:
    documents = [*gold, hostile()]
    back = there_and_back("brat", documents, tmp_path / "gold")
    of_records = there_and_back("brat", records, tmp_path / "records")
    for document in [*documents, *records]:
        other = (of_records if "schema_version" in document else back)[document["doc_id"]]
        assert other["text"] == document["text"]
        assert dumps(layers(other)) == dumps(layers(document))
        assert other["meta"] == {}


@pytest.mark.parametrize(("layer", "name"), [("entities", "label"), ("dates", "timex"), ("policies", "kind")])
def test_conll_carries_text_and_labels_of_a_layer(layer: str, name: str, gold: list[Row], tmp_path: Path) -> None:
    documents = [*gold, hostile()]
    back = there_and_back("conll", documents, tmp_path, Options(layer=layer))
    for document in documents:
        other = back[document["doc_id"]]
        assert other["text"] == document["text"]
        assert labelled(other, layer, name) == labelled(document, layer, name)
        assert not any(other[one] for one in LAYERS if one != layer)


def test_conll_of_words_leaves_out_what_cuts_words(gold: list[Row], tmp_path: Path) -> None:
    options = Options(tokens="words")
    target = tmp_path / "words.conll"
    lost = FORMATS["conll"].write(gold, target, options)
    back = {row["doc_id"]: row for row in FORMATS["conll"].read(target, options)}
    kept = 0
    for document in gold:
        other = back[document["doc_id"]]
        assert other["text"] == document["text"]
        assert set(labelled(other, "entities", "label")) <= set(labelled(document, "entities", "label"))
        kept += len(other["entities"])
    missed = sum(len(document["entities"]) for document in gold) - kept
    assert missed > 0
    assert lost == [f"{missed} mentions that do not begin and end with tokens"]


CHARACTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r\t \u2028\x85\x1c|\\😀𠮷年元\u0301\u200d")
NUMBERS = st.integers(-(10**12), 10**12) | st.decimals(allow_nan=False, allow_infinity=False, places=3)
WORDS = st.none() | st.text(CHARACTERS, min_size=1, max_size=8)


@st.composite
def documents(draw: st.DrawFn) -> Row:
    """Any text with any spans, any values."""
    text = draw(st.text(CHARACTERS, max_size=40))
    row: Row = {"doc_id": draw(st.text(CHARACTERS, min_size=1, max_size=12)), "meta": {"title": draw(WORDS)}}
    row["text"] = text
    for layer in LAYERS:
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        row[layer] = [
            {"id": f"{layer[0]}{n}", "start": start, "end": end, "text": text[start:end], **draw(values(layer))}
            for n, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False), 1)
        ]
    return row


@st.composite
def values(draw: st.DrawFn, layer: str) -> Row:
    given: dict[str, Any] = {
        name: draw(st.none() | st.sampled_from(choices)) for name, choices in CHOICES.get(layer, {}).items()
    }
    if layer == "quantities":
        given |= {"value": draw(st.none() | NUMBERS), "unit": draw(WORDS) or "", "time": draw(WORDS)}
    elif layer == "dates":
        given |= {"timex": draw(st.sampled_from(LABELS[layer])), "value": draw(WORDS) or ""}
    elif layer == "policies":
        items = [{"part": draw(WORDS), "text": draw(WORDS)} for _ in range(draw(st.integers(0, 2)))]
        given |= {"kind": draw(st.sampled_from(LABELS[layer])), "head": draw(WORDS), "items": items}
    else:
        given |= {"label": draw(st.sampled_from(LABELS[layer]))}
    return fields(layer, **given)


@pytest.mark.parametrize("name", ["gold", "label-studio", "doccano", "docbin"])
@settings(max_examples=40, deadline=None)
@given(document=documents())
def test_any_document_is_carried_whole(name: str, document: Row) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (back,) = there_and_back(name, [document], Path(folder)).values()
    assert dumps(back) == dumps(document)


@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_brat_carries_any_mentions(document: Row) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (back,) = there_and_back("brat", [document], Path(folder)).values()
    assert back["doc_id"] == document["doc_id"]
    assert (back["text"], dumps(layers(back))) == (document["text"], dumps(layers(document)))


@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_conll_carries_any_text_and_labels(document: Row) -> None:
    """Mentions that begin or end with a blank, or within a character of several code points, stand on no token."""
    bounds = list(_tokens(document["text"], "characters"))
    starts, ends = {start for start, _ in bounds}, {end for _, end in bounds}
    on_tokens = [m for m in document["entities"] if m["start"] in starts and m["end"] in ends]
    with tempfile.TemporaryDirectory() as folder:
        (back,) = there_and_back("conll", [document], Path(folder)).values()
    if document["text"].strip():
        assert back["text"] == document["text"]
    assert labelled(back, "entities", "label") == labelled(document | {"entities": on_tokens}, "entities", "label")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_file_name_tells_the_doc_id(doc_id: str) -> None:
    name = stem(doc_id)
    assert not set(name) & set('/\\:*?"<>|' + string.whitespace.replace(" ", ""))
    assert name not in (".", "..")
    assert doc_id_of(name) == doc_id
