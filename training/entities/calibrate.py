"""Scores that mean what they say: python -m training.entities.calibrate --data ../shared/ner

Fits probability = 1 / (1 + exp(-(slope · log-odds + shift))) to the bare tagger's mentions on dev (right or wrong,
strictly), prints slope and shift for entities/output.py, and the reliability table for the model card.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.entities.adapt import adapt
from training.entities.corpus import read
from training.entities.evaluate import load, predict

ROUNDS, RATE = 3000, 0.2
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--tagger", choices=("fast", "network", "accurate"), default="fast")
    options = parser.parse_args()
    tagger = load(options.tagger, options.model)
    sentences = [adapt(sentence) for sentence in read(options.data / "dev.jsonl.xz")]
    odds: list[float] = []
    right: list[bool] = []
    for sentence, spans in zip(sentences, predict(tagger, [s.text for s in sentences]), strict=True):
        gold = {(span.start, span.end, span.label) for span in sentence.spans}
        odds += [span.score for span in spans]
        right += [(span.start, span.end, span.label) in gold for span in spans]
    slope, shift = fit(np.array(odds), np.array(right, float))
    print(f"slope {slope:.3f} shift {shift:.3f} ({len(odds):,} mentions)")
    probability = 1 / (1 + np.exp(-(slope * np.array(odds) + shift)))
    for low, high in pairwise(BINS):
        chosen = (probability >= low) & (probability < high)
        if chosen.any():
            share = np.array(right)[chosen].mean()
            print(f"| {low:.2f}-{high:.2f} | {chosen.sum():,} | {probability[chosen].mean():.3f} | {share:.3f} |")


def fit(odds: Floats, right: Floats) -> tuple[float, float]:
    """Slope and shift of the logistic curve, by gradient descent on standardised log-odds."""
    middle, width = float(odds.mean()), float(odds.std())
    x = (odds - middle) / width
    slope = shift = 0.0
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-(slope * x + shift))) - right
        slope -= RATE * float((error * x).mean())
        shift -= RATE * float(error.mean())
    return slope / width, shift - slope * middle / width


if __name__ == "__main__":
    main()
