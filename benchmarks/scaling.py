"""Does the cost grow with the text alone? Articles of 1 to 1,000 kB, archives of 100 to 10,000, start-up, memory.

    python benchmarks/scaling.py [--rounds N] [--json FILE] [--chart FILE] [--set key=value …]

Printed are CPU nanoseconds a character (medians, the sizes interleaved round by round), the peak memory of a worker,
and the CPU seconds of the import, of load() and of the first article, each in a process of its own. Articles come from
../shared/bulk, or from the project's corpus repeated where that is absent.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import newsextract
from charts import curves
from speed import articles

SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""Bytes of UTF-8 in one article."""
ARCHIVES = (100, 1_000, 10_000)
START = """
import time
began = time.process_time()
import newsextract
imported = time.process_time()
pipeline = newsextract.load({config})
loaded = time.process_time()
pipeline("截至2018年底，全市累计脱贫25411户。", published="2019-10-17").to_json()
print(imported - began, loaded - imported, time.process_time() - loaded)
"""
RUN = """
import resource, sys
from newsextract.cli import main
try:
    main()
finally:
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(max(workers, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""


def of_sizes(config: dict[str, str], rounds: int) -> dict[float, float]:
    """Bytes of an article → CPU nanoseconds a character."""
    pipeline = newsextract.load(config)
    whole = "\n".join(text for text, _ in articles(3_000))
    samples: dict[int, str] = {}
    at = 0
    for size in SIZES:
        samples[size] = whole[at : at + size // 3]
        at += size // 3
    pipeline(samples[SIZES[1]]).to_json()
    taken: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size, text in samples.items():
            times = max(1, 50_000 // size)
            began = time.process_time_ns()
            for _ in range(times):
                pipeline(text, published="2019-10-17").to_json()
            taken[size].append((time.process_time_ns() - began) / times / len(text))
    return {float(size): statistics.median(found) for size, found in taken.items()}


def of_archives(config: dict[str, str], folder: Path) -> tuple[dict[float, float], float]:
    """Articles of an archive → CPU nanoseconds a character of `newsextract run`; the peak memory of a worker in MB."""
    settings = folder / "settings.toml"
    settings.write_text("".join(f'{key} = "{value}"\n' for key, value in config.items()), encoding="utf-8")
    costs: dict[float, float] = {}
    peak = 0.0
    for count in ARCHIVES:
        given = folder / f"{count}.jsonl"
        rows = articles(count)
        given.write_text(
            "".join(json.dumps({"text": t, "published": p}, ensure_ascii=False) + "\n" for t, p in rows),
            encoding="utf-8",
        )
        command = ("run", str(given), "-o", str(folder / "out"), "--workers", "1", "--format", "jsonl", "--quiet")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", RUN, *command, "--fresh", "--config", str(settings)],
            capture_output=True,
            text=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        costs[float(count)] = 1e9 * seconds / sum(len(text) for text, _ in rows)
        peak = max(peak, float(done.stdout.split()[-1]))
    return costs, peak


def start_up(config: dict[str, str], rounds: int) -> dict[str, float]:
    """Median CPU seconds of the import, of load() and of the first article."""
    code = START.format(config=config)
    found = [
        [float(part) for part in subprocess.check_output([sys.executable, "-c", code], text=True).split()]
        for _ in range(rounds)
    ]
    names = ("import", "load", "first article")
    return {name: round(statistics.median(row[i] for row in found), 3) for i, name in enumerate(names)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--chart", type=Path, metavar="FILE")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    config = dict(pair.split("=", 1) for pair in options.set)
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    started = start_up(config, options.rounds)
    print("CPU seconds: " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in started.items()))
    sizes = of_sizes(config, options.rounds)
    for size, cost in sizes.items():
        print(f"article of {size / 1000:5,.0f} kB       {cost:8,.0f} ns a character")
    with tempfile.TemporaryDirectory() as folder:
        archives, peak = of_archives(config, Path(folder))
    for count, cost in archives.items():
        print(f"archive of {count:6,.0f} articles {cost:6,.0f} ns a character, start-up included")
    print(f"peak memory of a process: {peak:.0f} MB")
    if options.json:
        result: dict[str, Any] = {"start_up": started, "article_bytes": sizes, "archive_articles": archives}
        options.json.write_text(json.dumps(result | {"peak_mb": round(peak)}, indent=1) + "\n", encoding="utf-8")
    if options.chart:
        panels = (("bytes of an article", sizes), ("articles of an archive", archives))
        curves(panels, options.chart)


if __name__ == "__main__":
    main()
