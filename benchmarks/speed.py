"""Characters a second of the whole pipeline and of each stage, on one core (CPU time, medians with the spread).

    python benchmarks/speed.py [--articles N] [--rounds N] [--set key=value …]

Articles come from ../shared/bulk, or from the project's corpus repeated where that is absent.
"""

from __future__ import annotations

import argparse
import json
import lzma
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import newsextract
from newsextract import facts, segment, zones
from newsextract.document import Document
from newsextract.pipeline import CLAIMED, Pipeline
from newsextract.text import blank, shadow

ROOT = Path(__file__).parents[1]
STARTS = 7
BULK = ROOT.parent / "shared" / "bulk" / "xwlb-12m.jsonl.xz"


def articles(count: int) -> list[tuple[str, str | None]]:
    """(text, published) of the first `count` articles."""
    if BULK.exists():
        with lzma.open(BULK, "rt", encoding="utf-8") as stream:
            rows = [json.loads(line) for line in islice(stream, count)]
        return [(row["text"], row.get("published")) for row in rows]
    own = [(path.read_text(encoding="utf-8"), None) for path in sorted((ROOT / "corpus").glob("*.txt"))]
    return list(islice(cycle(own), count))


State = dict[str, Any]


def stages(pipeline: Pipeline) -> dict[str, Callable[[list[State]], list[Any]]]:
    """Stage name → function of what the earlier stages left of each article, in the pipeline's order."""

    def taken(state: State, *layers: str) -> str:
        text: str = state["document"].shadow
        for layer in layers:
            text = blank(text, [(m.start, m.end) for m in state[layer]], CLAIMED)
        return text

    def document(state: State) -> Document:
        return pipeline.read(state["text"], published=state["published"])

    one_by_one: dict[str, Callable[[State], Any]] = {
        "shadow": lambda s: shadow(s["text"]),
        "zones": lambda s: zones.split(s["text"], s["shadow"]),
        "document": document,
        "sentences": lambda s: segment.sentences(s["document"].shadow, s["document"].zones),
        "policies": lambda s: pipeline.find_policies(s["document"]),
        "dates": lambda s: pipeline.find_dates(s["document"], taken(s, "policies")),
        "quantities": lambda s: pipeline.find_quantities(s["document"], taken(s, "policies", "dates")),
        "facts": lambda s: facts.link(s["document"], s["quantities"], s["dates"], s["entities"]),
        "checks": lambda s: facts.check(s["document"], s["quantities"], s["dates"], s["facts"]),
    }
    found: dict[str, Callable[[list[State]], list[Any]]] = {}
    for name, step in one_by_one.items():
        if name == "facts":
            found["entities"] = lambda states: pipeline.find_entities([state["document"] for state in states])
        found[name] = partial(_each, step)
    return found


def _each(step: Callable[[State], Any], states: list[State]) -> list[Any]:
    return [step(state) for state in states]


def start(settings: dict[str, str]) -> float:
    """CPU seconds of a new process until it has its first article, Python's own start included."""
    code = "import sys, time, json, newsextract; newsextract.load(json.loads(sys.argv[1]))(sys.argv[2])"
    command = [sys.executable, "-c", f"{code}; print(time.process_time())", json.dumps(settings)]
    return float(subprocess.run([*command, "2018年投入3亿元。"], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    settings = dict(pair.split("=", 1) for pair in options.set)
    starts = [start(settings) for _ in range(STARTS)]
    print(f"start, imports, load and first article: {statistics.median(starts):.2f} s CPU (least {min(starts):.2f})")
    pipeline = newsextract.load(settings)
    everything = articles(options.articles * options.rounds)
    total = sum(len(text) for text, _ in everything)
    print(f"{options.rounds} rounds of {options.articles} articles, {total:,} characters in all")
    steps = stages(pipeline)
    taken: dict[str, list[float]] = {name: [] for name in (*steps, "whole")}
    for number in range(options.rounds):
        # Each round has other articles, and the whole comes first: no cache has seen them.
        given = everything[number * options.articles : (number + 1) * options.articles]
        characters = sum(len(text) for text, _ in given)
        began = time.process_time()
        for record in pipeline.pipe(pipeline.read(text, published=published) for text, published in given):
            record.to_json()
        taken["whole"].append((time.process_time() - began) / characters)
        states: list[dict[str, Any]] = [{"text": text, "published": published} for text, published in given]
        for name, step in steps.items():
            began = time.process_time()
            results = step(states)
            taken[name].append((time.process_time() - began) / characters)
            for state, result in zip(states, results, strict=True):
                state[name] = result
    whole = statistics.median(taken["whole"])
    for name, times in taken.items():
        middle = statistics.median(times)
        spread = (max(times) - min(times)) / middle
        share = f"{middle / whole:6.1%} of the whole"
        print(f"{name:12} {1 / middle:14,.0f} characters/s  {share}  ±{spread / 2:.0%}")


if __name__ == "__main__":
    main()
