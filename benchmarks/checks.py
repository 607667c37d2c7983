"""How many arithmetic checks fire on random articles of ../shared/bulk, and each with its words, to be judged by hand.

python benchmarks/checks.py [--articles N] [--skip N] [--show N]
"""

from __future__ import annotations

import argparse
import json
import lzma
import random

import newsextract
from speed import BULK

SEED = 11
AROUND = 25  # characters before and after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--skip", type=int, default=0, help="of the shuffled articles, for a sample of its own")
    parser.add_argument("--show", type=int, default=60)
    options = parser.parse_args()
    with lzma.open(BULK, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    random.Random(SEED).shuffle(rows)  # noqa: S311  a seeded sample, no secret
    pipeline = newsextract.load({"tagger": "none"})
    lines = []
    for row in rows[options.skip : options.skip + options.articles]:
        record = pipeline(row["text"], published=row["published"], doc_id=row["doc_id"])
        quantities = {quantity.id: quantity for quantity in record.quantities}
        facts = {fact.id: quantities[fact.quantity] for fact in record.facts}
        for check in record.checks:
            start = max(0, min(facts[name].start for name in check.facts) - AROUND)
            words = record.text[start : max(facts[name].end for name in check.facts) + AROUND].replace("\n", "⏎")
            verdict = "holds" if check.holds else "DOES NOT HOLD"
            lines.append(f"{check.kind} {verdict} {check.expression}  {record.doc_id}  {words}")
    print(f"{len(lines)} checks in {options.articles} articles")
    print("\n".join(lines[: options.show]))


if __name__ == "__main__":
    main()
