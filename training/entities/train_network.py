"""Train the CNN of “accurate”: python -m training.entities.train_network --data ../shared/ner [--out DIR] [--work DIR]

Reads the same sentences as train.py, under our guidelines by the same rules; each epoch sees them as they are and once
with other names (swap.py). Seeded; each finished phase is kept in --work, from where a run resumes.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from newsextract.entities import features, network
from newsextract.entities.labels import states
from newsextract.entities.tagger import Tagger
from training.entities import swap
from training.entities.adapt import adapt
from training.entities.corpus import Sentence, read
from training.entities.evaluate import evaluate, figures
from training.entities.network import CHARACTER, KIND, Network, loss
from training.entities.train import MODEL, sentences_as_labelled

PHASES = ((1.0, 3e-3, 2e-3), (0.3, 2e-3, 0.0))
"""(epochs, first rate, last rate): in each phase the rate falls linearly, after it has risen in the first eighth."""
SEED = 20191017
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
    parser.add_argument("--fresh", action="store_true", help="forget the phases of an earlier run")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    sentences = sentences_as_labelled(options.data)[: options.limit]
    numbers = vocabulary(sentences)
    print(f"{len(sentences):,} sentences, {int(numbers.max()) + 1:,} characters with embeddings", flush=True)
    model = Network(int(numbers.max()) + 1)
    for phase in range(options.phases):
        train_phase(model, sentences, numbers, options.work, phase, fresh=options.fresh)
    write(model.eval(), numbers, options.out)
    dev = [adapt(sentence) for sentence in read(options.data / "dev.jsonl.xz")]
    for label, (precision, recall, f1) in figures(evaluate(Tagger([network.Network(options.out)]), dev)).items():
        print(f"dev {label}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)


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
    model: Network, sentences: list[Sentence], numbers: NDArray[np.uint16], work: Path, phase: int, *, fresh: bool
) -> None:
    """Trains in place by AdamW, or takes what `work` keeps of this phase."""
    epochs, first, last = PHASES[phase]
    tables = [table.weight for table in (model.characters, model.pairs, model.words, model.kinds)]
    chosen = {id(weight) for weight in tables}
    others = [weight for weight in model.parameters() if id(weight) not in chosen]
    groups = [{"params": others, "weight_decay": DECAY}, {"params": tables, "weight_decay": TABLE_DECAY}]
    optimiser = torch.optim.AdamW(groups, lr=first, fused=True)
    characters = 2 * sum(len(s.text) + len(features.SEPARATOR) for s in sentences)
    total = int(epochs * characters / (ROWS * LENGTH))
    kept = work / f"network-{len(sentences)}-phase{phase + 1}-{total}.pt"
    if kept.exists() and not fresh:
        model.load_state_dict(torch.load(kept))
        print(f"phase {phase + 1}: resumed from {kept}", flush=True)
        return
    model.train()
    began, summed = time.perf_counter(), 0.0
    for step, (rows, labels) in enumerate(islice(endless(sentences, numbers, SEED + 100 * phase), total), start=1):
        for group in optimiser.param_groups:
            group["lr"] = (first + (last - first) * step / total) * min(1.0, 8 * step / total)
        value = loss(model(rows), labels)
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimiser.step()
        summed += value.item()
        if step % _REPORT == 0:
            spent = time.perf_counter() - began
            progress = f"phase {phase + 1} batch {step} of {total}: loss {summed / _REPORT:.4f}"
            print(f"{progress}, {spent:.0f} s of about {spent / step * total:.0f}", flush=True)
            summed = 0.0
    torch.save(model.state_dict(), kept)


_REPORT = 100


def endless(sentences: list[Sentence], numbers: NDArray[np.uint16], seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches of one epoch after the other, each with names of its own."""
    for epoch in count():
        yield from batches(sentences, numbers, seed + epoch)


def batches(sentences: list[Sentence], numbers: NDArray[np.uint16], seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """An epoch: rows (ROWS, LENGTH, 4) and labels (ROWS, LENGTH) of the sentences and their copies, shuffled."""
    everything = [*sentences, *swap.copies(sentences, seed)]
    everything = [sentence for sentence in everything if 0 < len(sentence.text) <= 1000]
    random.Random(seed).shuffle(everything)  # noqa: S311  # an order, no secret
    generator = np.random.default_rng(seed)
    for first in range(0, len(everything), _BLOCK):
        rows, labels = arrays(everything[first : first + _BLOCK], numbers)
        whole = len(labels) // LENGTH
        order = generator.permutation(whole)
        rows = rows[: whole * LENGTH].reshape(whole, LENGTH, -1)[order]
        labels = labels[: whole * LENGTH].reshape(whole, LENGTH)[order]
        for at in range(0, whole - ROWS + 1, ROWS):
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


def write(model: Network, numbers: NDArray[np.uint16], out: Path) -> None:
    """The files that newsextract.entities.network reads: norms folded into the convolutions, large tables as int8."""
    first, *rest = (folded(*layer) for layer in zip(model.norms, (model.first, *model.rest), strict=True))
    pairs, pair_scale = quantised(model.pairs.weight)
    words, word_scale = quantised(model.words.weight)
    scale = np.concatenate([np.ones(CHARACTER), pair_scale, pair_scale, word_scale, np.ones(KIND)])
    out_weights, out_bias = array(model.out.weight), array(model.out.bias)
    small = {
        "characters": array(model.characters.weight),
        "kinds": array(model.kinds.weight),
        "first": first[0] * scale[:, None],
        "rest": np.stack([weights for weights, _ in rest]),
        "biases": np.stack([bias for _, bias in (first, *rest)]),
        "out": (out_weights[1:] - out_weights[0]).T,
        "out_bias": out_bias[1:] - out_bias[0],
    }
    halves = {name: values.astype(np.float16) for name, values in small.items()}
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "pairs.npy", pairs)
    np.save(out / "words.npy", words)
    np.savez(out / "network.npz", numbers=numbers, **halves)
    digest = hashlib.sha256(b"".join(values.tobytes() for values in (pairs, words, *halves.values())))
    print(f"network: sha256 of the arrays {digest.hexdigest()}", flush=True)


def array(weights: Tensor) -> NDArray[np.float32]:
    result: NDArray[np.float32] = weights.detach().numpy()
    return result


def folded(norm: nn.Module, convolution: nn.Module) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A convolution's weights (taps, in, out) and bias (out,) with the norm that follows it."""
    assert isinstance(norm, nn.BatchNorm1d) and isinstance(convolution, nn.Conv1d)
    assert norm.running_var is not None and norm.running_mean is not None
    factor = array(norm.weight) / np.sqrt(array(norm.running_var) + norm.eps)
    weights = array(convolution.weight) * factor[:, None, None]
    return weights.transpose(2, 1, 0), array(norm.bias) - array(norm.running_mean) * factor


def quantised(table: Tensor) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A table as int8 and the scale of each column."""
    values = array(table)
    scale: NDArray[np.float32] = (np.quantile(np.abs(values), 0.9999, axis=0) / 127).astype(np.float32)
    return np.clip(np.round(values / scale), -127, 127).astype(np.int8), scale


if __name__ == "__main__":
    main()
