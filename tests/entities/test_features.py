"""Features: the same from the trainer and at run time, blind across sentences, defined for any text."""

from __future__ import annotations

import numpy as np
import pytest
from training.entities.corpus import Sentence
from training.entities.matrix import matrix

from newsextract.entities import features
from newsextract.entities.labels import Span, states

SENTENCES = ["记者从郑州市财政局了解到。", "他在2019年10月去了London。", "第三句"]


def test_the_trainer_sees_what_the_runtime_sees() -> None:
    rows = features.rows(features.words(features.SEPARATOR.join(SENTENCES)))
    trained = matrix([Sentence(text, ()) for text in SENTENCES])
    at = 0
    for text, start in zip(SENTENCES, trained.starts, strict=True):
        assert (rows[:, at : at + len(text)] == trained.features[start : start + len(text)].T).all()
        at += len(text) + len(features.SEPARATOR)


def test_labels_are_bioes() -> None:
    trained = matrix([Sentence("去郑州市", (Span(1, 4, "LOC"),))])
    assert trained.labels.tolist() == [0, *states(3, "LOC")]


def test_no_feature_looks_into_the_next_sentence() -> None:
    one = features.rows(features.words(features.SEPARATOR.join(["今天开会。", "北京"])))
    other = features.rows(features.words(features.SEPARATOR.join(["今天开会。", "张三"])))
    assert (one[:, :5] == other[:, :5]).all()
    assert (one[:, 8:] != other[:, 8:]).any()


@pytest.mark.parametrize("text", ["", "a", "😀北京", "\x00", "　北 京"])
def test_any_text_has_rows_of_the_table(text: str) -> None:
    rows = features.rows(features.words(text))
    assert rows.shape == (features.TEMPLATES, len(text))
    assert rows.dtype == np.uint32
    assert (rows < 1 << features.BITS).all()


def test_digits_and_letters_are_one_each() -> None:
    one, other = (features.characters(features.words(text).codes) for text in ("19Zz", "05Ab"))
    assert (one == other).all()
