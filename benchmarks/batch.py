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
# Both in one process, in turns: the load of a shared machine falls on both.
OVERHEAD = """
import pathlib, sys, tempfile, time
from newsextract.batch import Settings, run_batch
from newsextract.config import load_config
from newsextract.pipeline import load
from newsextract.readers import read
from newsextract.readers.duplicates import Copies, Duplicates

source, rounds, config = sys.argv[1], int(sys.argv[2]), load_config(sys.argv[3])
pipeline = load(config)

def bare():
    given = (pipeline.read(i.text, meta=i.meta, doc_id=i.doc_id, source=i.source) for i in items)
    for record in pipeline.pipe(given):
        record.to_json()

def batch():
    with tempfile.TemporaryDirectory() as name:
        items = Duplicates().watch(read([source]), Copies())  # as the command does
        run_batch(items, pathlib.Path(name), Settings(config, "jsonl"))

def cpu(work):
    began = time.process_time()
    work()
    return time.process_time() - began

items = list(read([source]))
bare()
for _ in range(rounds):
    before, loading, both, after = cpu(bare), cpu(lambda: load(config)), cpu(batch), cpu(bare)
    print((both - loading) / ((before + after) / 2) - 1)
"""
BARE = """
import sys, json, time, newsextract
pipeline = newsextract.load(dict(pair.split("=", 1) for pair in sys.argv[2:]))
with open(sys.argv[1], encoding="utf-8") as stream:
    rows = [json.loads(line) for line in stream]
pipeline("预热：2018年投入3亿元。")
began = time.perf_counter()
for record in pipeline.pipe(
    pipeline.read(row["text"], published=row.get("published"), meta={"title": row.get("title")}) for row in rows
):
    record.to_json()
print(time.perf_counter() - began)
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
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench(Path(name), options)


def bench(folder: Path, options: argparse.Namespace) -> None:
    rows = list(lines(options.articles))
    characters = sum(len(json.loads(row)["text"]) for row in rows)
    for given, count in (("many", len(rows)), ("some", 2000), ("few", options.few), ("one", 1)):
        (folder / f"{given}.jsonl").write_text("".join(rows[:count]), encoding="utf-8")
    config = folder / "config.toml"
    config.write_text("".join(f'{key} = "{value}"\n' for key, value in (pair.split("=", 1) for pair in options.set)))

    def run(given: str, workers: int) -> Cost:
        fixed = ("--config", str(config), "--format", "jsonl", "--fresh", "--quiet")
        return measure(
            "run", str(folder / f"{given}.jsonl"), "-o", str(folder / "out"), "--workers", str(workers), *fixed
        )

    print(f"{len(rows):,} articles, {characters:,} characters, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    starts = [run("one", 1).cpu for _ in range(5)]
    helps = [measure("--help").cpu for _ in range(5)]
    print(f"start-up: newsextract run, one article {middle(starts)} s CPU; newsextract --help {middle(helps)} s CPU")
    script = [sys.executable, "-c", OVERHEAD, str(folder / "few.jsonl"), str(options.rounds), str(config)]
    over = subprocess.run(script, capture_output=True, text=True, check=True).stdout.split()
    print(f"batch over the bare pipeline: {middle([100 * float(ratio) for ratio in over])} % CPU")

    costs: dict[int, list[Cost]] = {workers: [] for workers in options.workers}
    alone: list[float] = []
    beside: list[float] = []
    script = [sys.executable, "-c", BARE, str(folder / "some.jsonl"), *options.set]
    for _ in range(options.rounds):
        alone += side_by_side(script, 1)
        beside += side_by_side(script, 2)
        for workers, found in costs.items():
            found.append(run("many", workers))
    ceiling = [
        2 * one / max(pair) for one, pair in zip(alone, zip(beside[::2], beside[1::2], strict=True), strict=True)
    ]
    print(f"two bare pipelines side by side do {middle(ceiling)} times the work of one: the ceiling for 2 workers")
    for workers, found in costs.items():
        wall = statistics.median(cost.wall for cost in found)
        few = run("few", workers)
        print(
            f"{workers} workers: {len(rows) / wall:,.0f} articles/s, {characters / wall:,.0f} characters/s; "
            f"{middle([cost.wall for cost in found])} s, {middle([cost.cpu for cost in found])} s CPU; "
            f"parent's peak {found[-1].peak:.0f} MB, at {options.few:,} articles {few.peak:.0f} MB"
        )
    first = costs[options.workers[0]]
    for workers in options.workers[1:]:
        ratios = [one.wall / many.wall for one, many in zip(first, costs[workers], strict=True)]
        print(f"{workers} workers are {middle(ratios)} times as fast as {options.workers[0]}")


def side_by_side(script: list[str], count: int) -> list[float]:
    """Seconds that each of so many processes at a time takes for the script."""
    processes = [subprocess.Popen(script, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    return [float(process.communicate()[0]) for process in processes]


if __name__ == "__main__":
    main()
