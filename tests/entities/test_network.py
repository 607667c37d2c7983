"""The CNN: numpy at run time says what torch says in training; missing weights are a coded error."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from newsextract.entities import features, network
from newsextract.errors import MissingError

SENTENCES = ["记者从郑州市财政局了解到，2019年10月London下雨。", "第三句", "张三说：“好”。" * 300]
TEXT = "".join(sentence + features.SEPARATOR for sentence in SENTENCES)


def test_the_runtime_says_what_the_trainer_says(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="torch is a training-only dependency")
    pytest.importorskip("numba", reason="numba is a training-only dependency")
    from training.entities import train_network  # noqa: PLC0415
    from training.entities.corpus import Sentence  # noqa: PLC0415
    from training.entities.network import Network  # noqa: PLC0415

    sentences = [Sentence(text, ()) for text in (*SENTENCES, "")]
    numbers = train_network.vocabulary(sentences)
    torch.manual_seed(1)
    model = Network(int(numbers.max()) + 1)
    rows, _ = train_network.arrays(sentences, numbers)
    given = torch.from_numpy(rows)[None]
    model(given)  # one step in training mode, so that the norms have something to fold
    with torch.no_grad():
        trained = model.eval()(given)[0].numpy()
    train_network.write(model, numbers, tmp_path)

    words = features.words(TEXT)
    assert (rows[: len(TEXT)] == network.inputs(features.analyse(words), numbers).T).all()
    whole = network.Network(tmp_path).scores(words, 0, len(TEXT))
    text = [position for position, character in enumerate(TEXT) if character != "\n"]
    expected = trained - trained[:, :1]
    # int8 and half precision cost a little.
    assert np.abs(whole - expected)[text].max() < 0.02 * np.abs(expected).max()
    part = network.Network(tmp_path).scores(words, 100, 1500)
    assert np.abs(part - whole[100:1500]).max() < 1e-4


def test_missing_weights(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="NX302"):
        network.Network(tmp_path)
