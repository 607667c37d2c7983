"""Random LOC mentions with the code and path they were resolved to, in context, to be judged by hand.

    python benchmarks/places.py [--mentions 300] [--seed 0]

Articles come from ../shared/bulk. One line a mention: code, path, and the mention in its context between brackets.
Judge each right or wrong: a null code is right abroad, for landscapes, and where nothing decides between namesakes.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from pathlib import Path

import newsextract

BULK = Path(__file__).parents[2] / "shared" / "bulk" / "xwlb-12m.jsonl.xz"
AROUND = 22


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    choice = random.Random(options.seed)  # noqa: S311  # a sample, no secret
    with lzma.open(BULK, "rt", encoding="utf-8") as lines:
        texts = choice.sample([json.loads(line)["text"] for line in lines], options.mentions * 2)
    pipeline = newsextract.load({})
    mentions = []
    for text in texts:
        document = pipeline.read(text)
        (found,) = pipeline.find_entities([document])
        mentions += [(document.text, entity) for entity in found if entity.label == "LOC"]
    for text, entity in choice.sample(mentions, options.mentions):
        before, after = text[max(entity.start - AROUND, 0) : entity.start], text[entity.end : entity.end + AROUND]
        context = f"{before}[{entity.text}]{after}".replace("\n", " ").replace("\u3000", "")
        print(entity.code or "-", entity.path or "-", context, sep="\t")


if __name__ == "__main__":
    main()
