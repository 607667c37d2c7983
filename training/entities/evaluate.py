"""Strict figures of the bare tagger on labelled sentences: python -m training.entities.evaluate --data ../shared/ner"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from newsextract.entities import features
from newsextract.entities.decoding import Scores, decode
from newsextract.entities.emissions import Weights
from newsextract.entities.labels import LABELS, Span
from newsextract.entities.network import Network
from newsextract.entities.tagger import Tagger
from training.entities.adapt import adapt
from training.entities.corpus import Sentence, read

Counts = dict[str, Counter[str]]
_BLOCK = 400


def predict(score: Callable[[str], Scores], texts: list[str]) -> list[list[Span]]:
    """The tagger's spans for each text, in blocks as in the pipeline."""
    result: list[list[Span]] = []
    gap = len(features.SEPARATOR)
    for first in range(0, len(texts), _BLOCK):
        block = texts[first : first + _BLOCK]
        spans = decode(score(features.SEPARATOR.join([*block, ""])))
        at = index = 0
        for text in block:
            mine = []
            while index < len(spans) and spans[index].start < at + len(text):
                span = spans[index]
                mine.append(span._replace(start=span.start - at, end=span.end - at))
                index += 1
            result.append(mine)
            at += len(text) + gap
    return result


def evaluate(score: Callable[[str], Scores], sentences: list[Sentence]) -> Counts:
    """Counts of true positives, predictions and gold entities for each label."""
    counts: Counts = {label: Counter() for label in (*LABELS, "all")}
    for sentence, spans in zip(sentences, predict(score, [s.text for s in sentences]), strict=True):
        gold = {(s.start, s.end, s.label) for s in sentence.spans}
        found = {(s.start, s.end, s.label) for s in spans}
        for name, members in (("true", gold & found), ("found", found), ("gold", gold)):
            for member in members:
                counts[member[2]][name] += 1
                counts["all"][name] += 1
    return counts


def figures(counts: Counts) -> dict[str, tuple[float, float, float]]:
    """Label → precision, recall, F1."""
    result = {}
    for label, count in counts.items():
        precision = count["true"] / max(count["found"], 1)
        recall = count["true"] / max(count["gold"], 1)
        result[label] = (precision, recall, 2 * count["true"] / max(count["found"] + count["gold"], 1))
    return result


def load(name: str, folder: Path | None) -> Tagger:
    """The linear model (“fast”), the CNN alone (“network”), or both (“accurate”) from a folder, or as shipped."""
    linear = [Weights(folder and folder / "weights.npy")] if name != "network" else []
    return Tagger([*linear, *([Network(folder)] if name != "fast" else [])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--tagger", choices=("fast", "network", "accurate"), default="fast")
    options = parser.parse_args()
    tagger = load(options.tagger, options.model)
    for name in ("dev", "test-msra", "test-pd", "test-boson", "test-cluener"):
        sentences = read(options.data / f"{name}.jsonl.xz")
        for kind, gold in (("as labelled", sentences), ("our labels", [adapt(sentence) for sentence in sentences])):
            row = " ".join(f"{label} {f1:.3f}" for label, (_, _, f1) in figures(evaluate(tagger, gold)).items())
            print(f"{name:13} {kind:12} {row}", flush=True)


if __name__ == "__main__":
    main()
