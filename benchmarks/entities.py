"""The taggers side by side in one run: characters a second of CPU time on one core, and the memory of each.

    python benchmarks/entities.py [--articles N] [--taggers fast lac …] [--rounds N]

Articles come from ../shared/bulk, or from the project's corpus repeated where that is absent. Each tagger runs in a
process of its own, so that the peak of its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import lzma
import resource
import statistics
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import newsextract
from newsextract.entities.core import CORE

ROOT = Path(__file__).parents[1]
BULK = ROOT.parent / "shared" / "bulk" / "xwlb-12m.jsonl.xz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--taggers", nargs="+", default=["fast"])
    parser.add_argument("--alone", help="measure this tagger in this process")
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.alone, options.articles, options.rounds)))
        return
    print(f"compiled core: {'in use' if CORE else 'none, numpy'}")
    print(f"{'tagger':12} {'chars/s':>10} {'spread':>8} {'load s':>7} {'RSS MB':>7} {'mentions':>9}")
    for tagger in options.taggers:
        count = options.articles if tagger in ("fast", "accurate") else max(options.articles // 20, 5)
        command = [
            sys.executable,
            __file__,
            "--alone",
            tagger,
            "--articles",
            str(count),
            "--rounds",
            str(options.rounds),
        ]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        print("{tagger:12} {speed:>10,.0f} {spread:>7.0%} {load:>7.2f} {rss:>7.0f} {mentions:>9,}".format(**row))


def articles(count: int) -> list[str]:
    """The texts of the first `count` articles."""
    if BULK.exists():
        with lzma.open(BULK, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in islice(lines, count)]
    own = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    return list(islice(cycle(own), count))


def measure(tagger: str, count: int, rounds: int) -> dict[str, float | str]:
    """Median characters per CPU second of the entity stage alone, inside the pipeline."""
    began = time.process_time()
    pipeline = newsextract.load({"tagger": tagger})
    load = time.process_time() - began
    documents = [pipeline.read(text) for text in articles(count)]
    length = sum(len(document.text) for document in documents)
    speeds: list[float] = []
    mentions = 0
    for _ in range(rounds):
        began = time.process_time()
        mentions = sum(len(found) for found in pipeline.find_entities(documents))
        speeds.append(length / (time.process_time() - began))
    middle = statistics.median(speeds)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spread = (max(speeds) - min(speeds)) / middle
    return {"tagger": tagger, "speed": middle, "spread": spread, "load": load, "rss": rss, "mentions": mentions}


if __name__ == "__main__":
    main()
