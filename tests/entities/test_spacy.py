"""The tagger as a spaCy pipe."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")
pipes = pytest.importorskip("newsextract.spacy")


def test_the_pipe_sets_entities() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("newsextract_ner")
    doc = nlp("习近平在北京会见法国总统马克龙。")
    assert [(span.text, span.label_) for span in doc.ents] == [
        ("习近平", "PERSON"),
        ("北京", "LOC"),
        ("法国", "LOC"),
        ("马克龙", "PERSON"),
    ]
    assert doc.user_data[pipes.UNALIGNED] == []


def test_names_across_tokens_are_listed_not_widened() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("newsextract_ner")
    doc = spacy.tokens.Doc(nlp.vocab, words=["他去北", "京开会"], spaces=[False, False])
    doc = nlp.get_pipe("newsextract_ner")(doc)
    assert not doc.ents
    assert doc.user_data[pipes.UNALIGNED] == [(2, 4, "LOC")]


def test_none_leaves_the_doc_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("newsextract_ner", config={"tagger": "none"})
    assert not nlp("北京").ents
