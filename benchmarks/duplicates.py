"""Copies in a stream: speed and memory of rensa and datasketch, and what is found in ../shared/corpus/articles.

python benchmarks/duplicates.py [--articles 20000]
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from pathlib import Path

from newsextract.readers.duplicates import PERMUTATIONS, SHINGLE, Duplicates

ARTICLES = Path(__file__).parents[2] / "shared" / "corpus" / "articles"


def signing(texts: list[str]) -> None:
    """Million characters signed a second, by each library that is installed."""
    shingles = [[text[at : at + SHINGLE] for at in range(max(1, len(text) - SHINGLE + 1))] for text in texts]
    characters = sum(map(len, texts)) / 1e6
    try:
        from datasketch import MinHash  # noqa: PLC0415  only compared here
    except ImportError:
        print("datasketch is not installed")
    else:
        began = time.process_time()
        for row in shingles:
            MinHash(PERMUTATIONS).update_batch([shingle.encode() for shingle in row])
        print(f"datasketch {characters / (time.process_time() - began):.1f} million characters a second")
    from rensa import RMinHash  # noqa: PLC0415  an optional package

    began = time.process_time()
    for row in shingles:
        RMinHash(PERMUTATIONS, 1).update(row)
    print(f"rensa {characters / (time.process_time() - began):.1f} million characters a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    files = sorted(ARTICLES.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    signing(texts)
    seen = Duplicates()
    for path, text in zip(files, texts, strict=True):
        found = seen.add(path.stem, text)
        if found:
            print(f"  {path.stem} is a {found.kind} copy ({found.similarity}) of {found.of}")
    chance = random.Random(0)  # noqa: S311  a seeded generator, no secret
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = Duplicates()
    characters, taken = 0, 0.0
    for number in range(options.articles):
        text = "".join(map(chr, chance.choices(range(0x4E00, 0x5E00), k=800)))
        characters += len(text)
        began = time.process_time()
        seen.add(str(number), text)
        taken += time.process_time() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{options.articles} articles of 800 characters: {options.articles / taken:,.0f} a second,", end=" ")
    print(f"{characters / taken / 1e6:.1f} million characters a second, {grown / 1024:.0f} MB more")


if __name__ == "__main__":
    main()
