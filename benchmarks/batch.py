"""What a run costs over the bare pipeline: speed with one and two workers, memory of the parent, start-up.

    python benchmarks/batch.py [--articles N] [--rounds N] [--workers 1 2] [--set key=value …]

Every round measures all variants one after the other, so that what else the machine does falls on all of them; ratios
are of one round, and their median is printed. Articles come from ../shared/bulk, or from the project's corpus
repeated where that is absent. Runs are processes of their own, as a user starts them. Memory needs Linux.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BULK = ROOT.parent / "shared" / "bulk" / "xwlb-12m.jsonl.xz"
COMMAND = "from newsextract.cli import main; main()"
BARE = """
import sys, json, time, newsextract
pipeline = newsextract.load(dict(pair.split("=", 1) for pair in sys.argv[2:]))
with open(sys.argv[1], encoding="utf-8") as stream:
    rows = [json.loads(line) for line in stream]
pipeline("预热：2018年投入3亿元。")
wall, cpu = time.perf_counter(), time.process_time()
for row in rows:
    pipeline(row["text"], published=row.get("published"), meta={"title": row.get("title")}).to_json()
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


class Cost(NamedTuple):
    """wall, cpu: seconds, CPU with all processes. peak: MB of the parent."""

    wall: float
    cpu: float
    peak: float


def lines(count: int) -> Iterator[str]:
    """JSONL rows of `count` articles."""
    if BULK.exists():
        with lzma.open(BULK, "rt", encoding="utf-8") as stream:
            yield from islice(stream, count)
        return
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    for number, text in enumerate(islice(cycle(texts), count)):
        yield json.dumps({"doc_id": f"a{number}", "text": text}, ensure_ascii=False) + "\n"


def measure(*arguments: str) -> Cost:
    """What a command of newsextract costs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    peak = 0.0
    with subprocess.Popen([sys.executable, "-c", COMMAND, *arguments], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, high_water(process.pid))
            time.sleep(0.01 if time.perf_counter() - began < 2 else 0.2)
    wall = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"newsextract {' '.join(arguments)} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak)


def high_water(pid: int) -> float:
    """The most memory the process has had so far, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def middle(values: list[float]) -> str:
    """“1.83 (1.79–1.90)”."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=24_185)
    parser.add_argument("--few", type=int, default=1_000, help="articles of the run whose memory is compared")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench(Path(name), options)


def bench(folder: Path, options: argparse.Namespace) -> None:
    rows = list(lines(options.articles))
    characters = sum(len(json.loads(row)["text"]) for row in rows)
    for given, count in (("many", len(rows)), ("few", options.few), ("one", 1)):
        (folder / f"{given}.jsonl").write_text("".join(rows[:count]), encoding="utf-8")
    config = folder / "config.toml"
    config.write_text("".join(f'{key} = "{value}"\n' for key, value in (pair.split("=", 1) for pair in options.set)))

    def run(given: str, workers: int) -> Cost:
        fixed = ("--config", str(config), "--format", "jsonl", "--fresh", "--quiet")
        return measure(
            "run", str(folder / f"{given}.jsonl"), "-o", str(folder / "out"), "--workers", str(workers), *fixed
        )

    starts = [run("one", 1).cpu for _ in range(5)]
    helps = [measure("--help").cpu for _ in range(5)]
    print(f"start-up: newsextract run, one article {middle(starts)} s CPU; newsextract --help {middle(helps)} s CPU")
    print(f"{len(rows):,} articles, {characters:,} characters, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    costs: dict[int, list[Cost]] = {workers: [] for workers in options.workers}
    bare: list[tuple[float, float]] = []
    for _ in range(options.rounds):
        script = [sys.executable, "-c", BARE, str(folder / "many.jsonl"), *options.set]
        taken = subprocess.run(script, capture_output=True, text=True, check=True).stdout.split()
        bare.append((float(taken[0]), float(taken[1])))
        for workers, found in costs.items():
            found.append(run("many", workers))
    print(f"bare pipeline: {middle([cpu for _, cpu in bare])} s CPU, {middle([wall for wall, _ in bare])} s")
    startup = statistics.median(starts)
    for workers, found in costs.items():
        wall = statistics.median(cost.wall for cost in found)
        over = [cost.cpu / cpu - 1 for cost, (_, cpu) in zip(found, bare, strict=True)]
        work = [(cost.cpu - startup * workers) / cpu - 1 for cost, (_, cpu) in zip(found, bare, strict=True)]
        few = run("few", workers)
        print(
            f"{workers} workers: {len(rows) / wall:,.0f} articles/s, {characters / wall:,.0f} characters/s; "
            f"CPU over the bare pipeline {statistics.median(over):+.1%}, start-up left out "
            f"{statistics.median(work):+.1%}; "
            f"parent's peak {found[-1].peak:.0f} MB, at {options.few:,} articles {few.peak:.0f} MB"
        )
    first = costs[options.workers[0]]
    for workers in options.workers[1:]:
        ratios = [one.wall / many.wall for one, many in zip(first, costs[workers], strict=True)]
        print(f"{workers} workers are {middle(ratios)} times as fast as {options.workers[0]}")


if __name__ == "__main__":
    main()
