"""Where the pipeline's time goes, as text: the functions that cost most by their own time, and each room's share.

    python benchmarks/hotspots.py [--articles N] [--top N] [--set key=value …] > docs/profile.txt

The profiler makes calls dearer than they are: read it for the order, and benchmarks/speed.py for the shares.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections import Counter
from pathlib import Path

import newsextract
from speed import articles

PACKAGE = Path(newsextract.__file__).parent


def place(file: str, line: int, name: str) -> str:
    """“dates/recognise.py:22 find”; built-in functions by their name."""
    path = Path(file)
    if path.is_relative_to(PACKAGE):
        return f"{path.relative_to(PACKAGE)}:{line} {name}"
    return name if file == "~" else f"{path.name}:{line} {name}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--top", type=int, default=40)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    pipeline = newsextract.load(dict(pair.split("=", 1) for pair in options.set))
    given = articles(options.articles)
    for text, published in given[:50]:
        pipeline(text, published=published)
    profiler = cProfile.Profile()
    profiler.enable()
    for record in pipeline.pipe(pipeline.read(text, published=published) for text, published in given):
        record.to_json()
    profiler.disable()
    rows = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    total = sum(own for _, _, own, _, _ in rows.values())
    rooms: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, _) in rows.items():
        path = Path(file)
        inside = path.is_relative_to(PACKAGE)
        rooms[path.relative_to(PACKAGE).parts[0].removesuffix(".py") if inside else "built-in functions"] += own
    characters = sum(len(text) for text, _ in given)
    print(f"{len(given)} articles, {characters:,} characters, {total:.2f} s in {len(rows)} functions\n")
    print("own time by room (what rooms call of Python's built-in functions stands apart)")
    for room, own in rooms.most_common(12):
        print(f"{own / total:7.1%}  {room}")
    print(f"\nown time by function, the first {options.top}\n{'share':>7} {'calls':>9}  function")
    for key, (_, calls, own, _, _) in sorted(rows.items(), key=lambda row: -row[1][2])[: options.top]:
        print(f"{own / total:7.1%} {calls:9,}  {place(*key)}")


if __name__ == "__main__":
    main()
