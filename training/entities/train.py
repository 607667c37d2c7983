"""Train the shipped tagger: python -m training.entities.train --data ../shared/ner [--out DIR] [--work DIR]

Reads train, train-swapped, silver and dev (JSON Lines in xz), adapts their labels to our guidelines (adapt.py), trains
the linear CRF (crf.py), writes int8 weights. Seeded; each finished epoch is kept in --work, from where a run resumes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsextract.entities import features
from newsextract.entities.emissions import WIDTH
from newsextract.entities.labels import STATES
from training.entities import crf, swap
from training.entities.adapt import adapt, adapt_silver
from training.entities.corpus import Sentence, read
from training.entities.evaluate import evaluate, figures
from training.entities.evaluate import load as load_tagger
from training.entities.matrix import Matrix, matrix

EPOCHS, RATE, FINAL_RATE, L2, DROPOUT, SEED = 3, 0.1, 0.005, 1e-5, 0.5, 20191017
COPIES = 3
"""Copies of each sentence with other names: what the tagger learns to generalise from."""
RUNS = 3
"""Independent runs whose weights are averaged: for a linear model that is the vote of all three at the price of one."""
MODEL = Path(__file__).parents[2] / "src" / "newsextract" / "entities" / "model"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--more", type=Path, action="append", default=[], help="further labelled sentences, ours already"
    )
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--work", type=Path, default=Path("build/entities"))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--fresh", action="store_true", help="forget the epochs of an earlier run")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    dev = [adapt(sentence) for sentence in read(options.data / "dev.jsonl.xz")]
    weights = np.zeros((1 << features.BITS, STATES), np.float32)
    for seed in range(SEED, SEED + options.runs):
        sentences = load(options.data, options.more, seed)
        print(f"{len(sentences):,} sentences, {sum(len(s.text) for s in sentences):,} characters", flush=True)
        weights += train(matrix(sentences), options.work, options.epochs, seed, fresh=options.fresh) / options.runs
    write(weights, options.out)
    for label, (precision, recall, f1) in figures(evaluate(load_tagger("fast", options.out), dev)).items():
        print(f"dev {label}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)


def load(data: Path, more: list[Path], seed: int) -> list[Sentence]:
    """The training sentences under our guidelines, shuffled by the seed."""
    result = sentences_as_labelled(data)
    for path in more:
        result += read(path)
    count = len(result)
    result += [copy for number in range(COPIES) for copy in swap.copies(result[:count], seed * COPIES + number)]
    result = [sentence for sentence in result if 0 < len(sentence.text) <= 1000]
    random.Random(seed).shuffle(result)  # noqa: S311  # an order, no secret
    return result


def sentences_as_labelled(data: Path) -> list[Sentence]:
    """Every training sentence once, under our guidelines."""
    result = [adapt(sentence) for name in ("train", "train-swapped") for sentence in read(data / f"{name}.jsonl.xz")]
    silver = (adapt_silver(sentence) for sentence in read(data / "silver.jsonl.xz"))
    return [*result, *(sentence for sentence in silver if sentence)]


def train(data: Matrix, work: Path, epochs: int, seed: int, *, fresh: bool) -> NDArray[np.float32]:
    """The trained weights (rows, states); resumes after the last epoch kept in `work` for the same data."""
    digest = hashlib.sha256(data.labels.tobytes() + data.features[:: len(data.features) // 1000].tobytes()).hexdigest()[
        :12
    ]
    weights = np.zeros((1 << features.BITS, STATES), np.float32)
    squares = np.zeros_like(weights)
    order = np.arange(len(data.starts))
    generator = np.random.default_rng(seed)
    for epoch in range(epochs):
        kept = work / f"epoch-{digest}-{epoch}of{epochs}.npz"
        order = generator.permutation(order)
        if kept.exists() and not fresh:
            saved = np.load(kept)
            weights, squares = saved["weights"], saved["squares"]
            print(f"epoch {epoch + 1}: resumed from {kept}", flush=True)
            continue
        began = time.perf_counter()
        rates = (RATE + (FINAL_RATE - RATE) * epoch / epochs, RATE + (FINAL_RATE - RATE) * (epoch + 1) / epochs)
        arrays = (data.features, data.labels, data.starts, data.ends, order, weights, squares)
        loss = crf.train_epoch(*arrays, *rates, L2, DROPOUT, seed + epoch)
        print(f"epoch {epoch + 1}: loss {loss / len(data.labels):.4f}, {time.perf_counter() - began:.0f} s", flush=True)
        np.savez(kept, weights=weights, squares=squares)
    return weights


def write(weights: NDArray[np.float32], out: Path) -> None:
    """Quantise relative to O, and write weights.npy and scale.npy."""
    relative = weights - weights[:, :1]
    reach = float(np.quantile(np.abs(relative[relative != 0]), 0.9999))
    scale = reach / 127
    table: NDArray[np.int8] = np.clip(np.round(relative[:, -WIDTH:] / scale), -127, 127).astype(np.int8)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "weights.npy", table)
    np.save(out / "scale.npy", np.float32(scale))
    print(
        json.dumps(
            {
                "sha256": hashlib.sha256(table.tobytes()).hexdigest(),
                "scale": scale,
                "rows": int((table != 0).any(1).sum()),
            }
        )
    )


if __name__ == "__main__":
    main()
