"""Whether the whole recogniser's scores mean what they say: python -m training.entities.reliability GOLD_DIR …

Each gold file's text goes through the pipeline; a mention is right if the gold has it with its label. Prints, for the
tagger's own mentions and for the rules', a row for each range of scores: how many, their mean score, the share right,
and a plot of that share (█) with the mean score marked (|).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import newsextract

BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.001)
WIDTH = 40
"""Characters of the plot, from 0 to 1."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    options = parser.parse_args()
    mentions = [mention for folder in options.gold for mention in judged(folder)]
    for title, chosen in (
        ("tagger", [(score, right) for score, right, rule in mentions if rule == "tagger"]),
        ("rules", [(score, right) for score, right, rule in mentions if rule != "tagger"]),
    ):
        print(f"{title}: {len(chosen):,} mentions")
        print("\n".join(rows(chosen)))


def judged(folder: Path) -> Iterator[tuple[float, bool, str]]:
    """(score, whether right, rule) of each mention found in the folder's texts."""
    pipeline = newsextract.load({})
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        right = {(entity["start"], entity["end"], entity["label"]) for entity in gold["entities"]}
        for entity in pipeline.find_entities([pipeline.read(gold["text"])])[0]:
            yield entity.score, (entity.start, entity.end, entity.label) in right, entity.rule


def rows(mentions: list[tuple[float, bool]]) -> Iterator[str]:
    """The table, one row a range of scores."""
    for low, high in pairwise(BINS):
        chosen = [(score, right) for score, right in mentions if low <= score < high]
        if not chosen:
            continue
        mean = sum(score for score, _ in chosen) / len(chosen)
        share = sum(right for _, right in chosen) / len(chosen)
        bar = ("█" * round(share * WIDTH)).ljust(WIDTH + 1)
        at = round(mean * WIDTH)
        plot = bar[:at] + "|" + bar[at + 1 :]
        yield f"| {low:.2f}-{min(high, 1):.2f} | {len(chosen):,} | {mean:.3f} | {share:.3f} | `{plot}` |"


if __name__ == "__main__":
    main()
