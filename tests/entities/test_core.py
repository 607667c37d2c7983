"""The compiled core, where it was built: bit for bit what numpy says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from newsextract.entities import features
from newsextract.entities.core import CORE, Core
from newsextract.entities.decoding import Scores, decode
from newsextract.entities.emissions import Weights
from newsextract.entities.labels import STATES


@pytest.fixture(scope="module")
def core() -> Core:
    if CORE is None:
        pytest.skip("the compiled core was not built: no C compiler")
    return CORE


TEXTS = [
    "记者从郑州市财政局了解到，2018年London的投入增长了3.5%。\n\n\n他说：“好”。",
    "",
    "\n",
    "😀北京😀",
    "　全角ＡＢＣ１２３",
    "克里斯蒂亚诺·罗纳尔多·多斯桑托斯·阿维罗" * 9,
    "长" * 200,
]
ALPHABET = st.characters(codec="utf-8") | st.sampled_from("中国北京市张三说，。\n2018aA·")


@pytest.mark.parametrize("text", TEXTS)
def test_scores_are_those_of_numpy(core: Core, text: str) -> None:
    words = features.words(text)
    both = [Weights(core=which).scores(words, 0, len(text)) for which in (core, None)]
    assert both[0].tobytes() == both[1].tobytes()


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=150), st.data())
def test_any_stretch_of_any_text(text: str, data: st.DataObject) -> None:
    if CORE is None:
        pytest.skip("the compiled core was not built: no C compiler")
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    words = features.words(text)
    both = [Weights(core=which).scores(words, first, last) for which in (CORE, None)]
    assert both[0].tobytes() == both[1].tobytes()


@settings(max_examples=150, deadline=None)
@given(arrays(np.float32, st.tuples(st.integers(1, 30), st.just(STATES)), elements=st.floats(-6, 3, width=16)))
def test_spans_are_those_of_numpy(scores: Scores) -> None:
    if CORE is None:
        pytest.skip("the compiled core was not built: no C compiler")
    scores[:, 0] = 0
    assert decode(scores, CORE) == decode(scores, None)


def test_no_characters_no_spans(core: Core) -> None:
    assert decode(np.zeros((0, STATES), np.float32), core) == []
