"""Train the CNN of “accurate”: python -m training.entities.train_network --data ../shared/ner [--out DIR] [--work DIR]

Reads the same sentences as train.py, under our guidelines by the same rules; each epoch sees them as they are and once
with other names (swap.py). Seeded; each finished epoch is kept in --work, from where a run resumes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from newsextract.entities import features, network
from newsextract.entities.labels import states
from training.entities import swap
from training.entities.corpus import Sentence
from training.entities.network import Network, loss
from training.entities.train import MODEL, sentences_as_labelled

PHASES = ((3, 3e-3), (2, 1.5e-3))
"""(epochs, first rate): in each phase the rate falls linearly; the second begins where the first has settled."""
FINAL_SHARE, WARM_UP, SEED = 0.01, 200, 20191017
DECAY, TABLE_DECAY, CLIP = 1e-2, 1e-3, 2.0
LENGTH, ROWS = 128, 64
"""A batch: 64 rows of 128 characters, cut out of the running text."""
RARE = 3
"""A character seen less often than this has no embedding of its own."""
_BLOCK = 8192
"""Sentences analysed and shuffled together."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--work", type=Path, default=Path("build/entities"))
    parser.add_argument("--phases", type=int, default=len(PHASES), help="stop after so many")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, help="use only so many sentences, to try things out")
    parser.add_argument("--fresh", action="store_true", help="forget the epochs of an earlier run")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    sentences = sentences_as_labelled(options.data)[: options.limit]
    numbers = vocabulary(sentences)
    print(f"{len(sentences):,} sentences, {int(numbers.max()) + 1:,} characters with embeddings", flush=True)
    model = Network(int(numbers.max()) + 1)
    epoch = 0
    for epochs, rate in PHASES[: options.phases]:
        train_phase(model, sentences, numbers, options.work, range(epoch, epoch + epochs), rate, fresh=options.fresh)
        epoch += epochs


def vocabulary(sentences: list[Sentence]) -> NDArray[np.uint16]:
    """Normalised code point → row of the characters' embeddings, shape (65536,), the most frequent first."""
    counts = np.zeros(65536, np.int64)
    for sentence in sentences:
        counts += np.bincount(features.characters(features.words(sentence.text).codes), minlength=65536)
    counts[ord("\n")] = 0
    known = np.argsort(-counts, kind="stable")[: int((counts >= RARE).sum())]
    numbers = np.full(65536, network.UNKNOWN, np.uint16)
    numbers[known] = np.arange(2, 2 + len(known))
    numbers[ord("\n")] = network.GAP
    return numbers


def train_phase(
    model: Network,
    sentences: list[Sentence],
    numbers: NDArray[np.uint16],
    work: Path,
    epochs: range,
    rate: float,
    *,
    fresh: bool,
) -> None:
    """AdamW over the epochs of those numbers, in place, resuming after the last one kept in `work`."""
    tables = [table.weight for table in (model.characters, model.pairs, model.words, model.kinds)]
    chosen = {id(weight) for weight in tables}
    others = [weight for weight in model.parameters() if id(weight) not in chosen]
    groups = [{"params": others, "weight_decay": DECAY}, {"params": tables, "weight_decay": TABLE_DECAY}]
    optimiser = torch.optim.AdamW(groups, lr=rate, fused=True)
    per_epoch = 2 * sum(len(s.text) + len(features.SEPARATOR) for s in sentences) // (ROWS * LENGTH)
    step = 0
    for epoch in epochs:
        kept = work / f"network-{len(sentences)}-epoch{epoch + 1}-rate{rate}.pt"
        if kept.exists() and not fresh:
            saved = torch.load(kept)
            model.load_state_dict(saved["model"])
            optimiser.load_state_dict(saved["optimiser"])
            torch.set_rng_state(saved["random"])
            step = saved["step"]
            print(f"epoch {epoch + 1}: resumed from {kept}", flush=True)
            continue
        model.train()
        began, summed = time.perf_counter(), 0.0
        for number, (rows, labels) in enumerate(batches(sentences, numbers, SEED + epoch), start=1):
            done = step / (per_epoch * len(epochs))
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / WARM_UP) * max(FINAL_SHARE, 1 - done)
            value = loss(model(rows), labels)
            optimiser.zero_grad(set_to_none=True)
            value.backward()  # type: ignore[no-untyped-call]  # torch ships it untyped
            nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimiser.step()
            summed += value.item()
            step += 1
            if number % _REPORT == 0:
                spent = time.perf_counter() - began
                progress = f"epoch {epoch + 1} batch {number} of about {per_epoch}: loss {summed / _REPORT:.4f}"
                print(f"{progress}, {spent:.0f} s of about {spent / number * per_epoch:.0f}", flush=True)
                summed = 0.0
        random_state = torch.get_rng_state()
        saved = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "random": random_state, "step": step}
        torch.save(saved, kept)


_REPORT = 100


def batches(sentences: list[Sentence], numbers: NDArray[np.uint16], seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """An epoch: rows (ROWS, LENGTH, 4) and labels (ROWS, LENGTH) of the sentences and their copies, shuffled."""
    everything = [*sentences, *swap.copies(sentences, seed)]
    everything = [sentence for sentence in everything if 0 < len(sentence.text) <= 1000]
    random.Random(seed).shuffle(everything)  # noqa: S311  # an order, no secret
    generator = np.random.default_rng(seed)
    for first in range(0, len(everything), _BLOCK):
        rows, labels = arrays(everything[first : first + _BLOCK], numbers)
        count = len(labels) // LENGTH
        order = generator.permutation(count)
        rows = rows[: count * LENGTH].reshape(count, LENGTH, -1)[order]
        labels = labels[: count * LENGTH].reshape(count, LENGTH)[order]
        for at in range(0, count - ROWS + 1, ROWS):
            yield torch.from_numpy(rows[at : at + ROWS]), torch.from_numpy(labels[at : at + ROWS])


def arrays(sentences: list[Sentence], numbers: NDArray[np.uint16]) -> tuple[network.Ids, NDArray[np.int8]]:
    """Inputs (characters, 4) and labels (characters,) of the sentences as the tagger joins them."""
    text = features.SEPARATOR.join(sentence.text for sentence in sentences)
    rows = np.ascontiguousarray(network.inputs(features.analyse(features.words(text)), numbers).T)
    labels = np.zeros(len(text), np.int8)
    at = 0
    for sentence in sentences:
        for span in sentence.spans:
            labels[at + span.start : at + span.end] = states(span.end - span.start, span.label)
        at += len(sentence.text) + len(features.SEPARATOR)
    return rows, labels


if __name__ == "__main__":
    main()
