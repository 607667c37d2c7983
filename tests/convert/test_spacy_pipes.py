"""The extractor as spaCy pipes, and what serialisation keeps of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from newsextract.convert.base import Mention

REASON = "spaCy is not installed"
spacy = pytest.importorskip("spacy", reason=REASON)
tokens = pytest.importorskip("spacy.tokens", reason=REASON)
pipes = pytest.importorskip("newsextract.spacy_pipes", reason=REASON)

TEXT = "截至去年底,郑州市发放小额贷款7.10亿元,实施“N+2”精准扶贫模式,惠及0.5万户。"
CHARACTERS = {"nlp": {"tokenizer": {"segmenter": "char"}}}
SINGLE = ("quantities", "dates", "policies")


@pytest.fixture(scope="module")
def nlp() -> Any:
    made = spacy.blank("zh", config=CHARACTERS)
    made.add_pipe("newsextract", config={"published": "2019-10-17"})
    return made


def texts(doc: Any, layer: str) -> list[str]:
    return [span.text for span in doc.spans[f"newsextract_{layer}"]]


def values(doc: Any, layer: str) -> list[dict[str, Any]]:
    return [span._.newsextract for span in doc.spans[f"newsextract_{layer}"]]


def test_all_layers(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert texts(doc, "quantities") == ["7.10亿元", "0.5万户"]
    assert texts(doc, "policies") == ["N+2"]
    assert "郑州市" in texts(doc, "entities")
    (date,) = doc.spans["newsextract_dates"]
    assert (date.label_, date.id_, date._.newsextract["value"]) == ("DATE", "d1", "2018")
    amount = values(doc, "quantities")[0]
    assert (amount["value"], amount["unit"], amount["base_unit"]) == (710000000, "元", "CNY")
    labels = {ent.text: ent.label_ for ent in doc.ents}
    assert labels["7.10亿元"] == "QUANTITY"
    assert labels["N+2"] == "formula"
    assert labels["郑州市"] == "LOC"


def test_one_layer_each() -> None:
    made = spacy.blank("zh", config=CHARACTERS)
    for layer in SINGLE:
        made.add_pipe(f"newsextract_{layer}", config={"published": "2019-10-17"})
    doc = made(TEXT)
    assert set(doc.spans) == {f"newsextract_{layer}" for layer in SINGLE}
    assert [len(doc.spans[f"newsextract_{layer}"]) for layer in SINGLE] == [2, 1, 1]
    assert len(doc.ents) == 4


def test_the_articles_own_date_wins(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.newsextract_published = "2011-01-02"
    assert values(nlp(doc), "dates")[0]["value"] == "2010"


def test_saved_and_loaded(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    first, second = nlp(TEXT), again(TEXT)
    for layer in ("quantities", "dates", "policies", "entities"):
        assert texts(second, layer) == texts(first, layer)
        assert values(second, layer) == values(first, layer)


@pytest.mark.parametrize("how", ["bytes", "docbin"])
def test_values_survive_serialisation(how: str, nlp: Any) -> None:
    doc = nlp(TEXT)
    vocab = spacy.blank("zh").vocab
    if how == "bytes":
        again = tokens.Doc(vocab).from_bytes(doc.to_bytes())
    else:
        (again,) = tokens.DocBin().from_bytes(tokens.DocBin(docs=[doc]).to_bytes()).get_docs(vocab)
    for layer in ("quantities", "dates", "policies", "entities"):
        assert texts(again, layer) == texts(doc, layer)
        assert values(again, layer) == values(doc, layer)
    assert values(again, "quantities")[0]["value"] == 710000000


def test_mentions_across_tokens_are_kept_aside() -> None:
    made = spacy.blank("zh", config=CHARACTERS)
    made.add_pipe("newsextract_quantities")
    doc = tokens.Doc(made.vocab, words=["共3", "户"], spaces=[False, False])
    group = made.get_pipe("newsextract_quantities")(doc).spans["newsextract_quantities"]
    assert len(group) == 0
    (row,) = group.attrs["unaligned"]
    assert (row["start"], row["end"], row["values"]["unit"]) == (1, 3, "户")


def test_entities_that_are_there_stay() -> None:
    made = spacy.blank("zh", config=CHARACTERS)
    made.add_pipe("entity_ruler").add_patterns([{"label": "THING", "pattern": "贷款"}])
    made.add_pipe("newsextract_quantities")
    assert {ent.label_ for ent in made(TEXT).ents} == {"THING", "QUANTITY"}


def test_empty_text(nlp: Any) -> None:
    assert texts(nlp(""), "quantities") == []


@pytest.mark.parametrize("printed", ["7.10", "7.1", "31.5", "0.1234567890123456789", "1E+3", "5"])
def test_plain_numbers_keep_the_printed_digits(printed: str) -> None:
    fields = pipes.plain({"value": Decimal(printed), "low": None, "unit": "元"})
    assert isinstance(fields["value"], int | float)
    assert str(pipes.exact(fields)["value"]) == printed


def test_a_span_of_no_layer_has_no_values(nlp: Any) -> None:
    doc = nlp(TEXT)
    assert doc[0:2]._.newsextract == {}
    spans = pipes.set_layer(doc, "entities", [Mention("entities", "LOC", 6, 9, "e7", {"code": None})])
    assert spans[0]._.newsextract == {"code": None}
    assert pipes.layer_of(doc, "entities") == [Mention("entities", "LOC", 6, 9, "e7", {"code": None})]


def test_entities_have_the_values_of_their_mentions(nlp: Any) -> None:
    """Whether or not the span came with an id."""
    units = {ent.text: ent._.newsextract.get("unit") for ent in nlp(TEXT).ents}
    assert units["0.5万户"] == "户"
    assert units["郑州市"] is None
