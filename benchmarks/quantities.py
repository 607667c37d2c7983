"""Speed of the numerals and of the quantities alone, on prose and on each one's worst cases.

python benchmarks/quantities.py [--megachars N]

Prints millions of characters a second of CPU time. The worst cases are 1 MB of UTF-8 each; `ratio` is their time
against 1 MB of prose, and `growth` the time of ten times as much over the time of one (linear: about 10).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from newsextract import find_numbers, quantities
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Meta
from newsextract.text import shadow

ARTICLE = Path(__file__).parents[1] / "corpus" / "zzrb-d18-tuopin.txt"
WORST = [
    *("1", "一", "亿", "1,", "万", "十百千", "－", "每", "5—"),  # named in the issue
    *("1 ", "1.", "5%—", "3个", "五分之", "负", "上百", "约", "3、", "元", "人均"),
]


def find_quantities() -> Callable[[str], object]:
    """The quantity stage on a bare text, nothing claimed."""
    find = quantities.build(Config())

    def run(text: str) -> object:
        normal = shadow(text)
        return find(Document("", text, normal, (), ((0, len(text)),), Meta(), None), normal)

    return run


def seconds(function: Callable[[str], object], text: str) -> float:
    """CPU seconds of the best of three runs."""
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        function(text)
        best = min(best, time.process_time() - before)
    return best


def megabyte(pattern: str, size: int = 1_000_000) -> str:
    return pattern * (size // len(pattern.encode()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megachars", type=float, default=1.0, help="millions of characters of prose")
    options = parser.parse_args()
    article = ARTICLE.read_text(encoding="utf-8")
    prose = article * max(1, int(options.megachars * 1e6 / len(article)))
    recognise = find_quantities()
    for name, function in (("numerals", find_numbers), ("quantities", recognise)):
        function(article)
        took = seconds(function, prose)
        print(f"{name:12} prose  {len(prose) / took / 1e6:6.2f} Mchar/s")
    base = seconds(recognise, megabyte(article))
    growth = seconds(recognise, megabyte(article, 10_000_000)) / base
    print(f"quantities   1 MB of prose {base * 1000:.0f} ms, ten times as much takes {growth:.1f} times")
    for pattern in WORST:
        took = seconds(recognise, megabyte(pattern))
        more = seconds(recognise, megabyte(pattern, 4_000_000)) / took
        print(f"quantities   {pattern:8} {took * 1000:7.0f} ms  ratio {took / base:5.2f}  growth {more * 2.5:5.1f}")


if __name__ == "__main__":
    main()
