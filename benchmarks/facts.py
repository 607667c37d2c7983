"""Facts on a gold folder, scored as ../shared/tools/score.py does, and the speed of link() and check().

python benchmarks/facts.py [GOLD_DIR] [--mentions gold|pipeline] [--errors N] [--kind indicator|trend|time]
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
import lzma
import time
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import newsextract
from newsextract import facts, segment
from newsextract import text as texts
from newsextract.document import Document
from newsextract.records import Date, Entity, Meta, Quantity, Zone

SHARED = Path(__file__).parents[2] / "shared"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def quantity(row: dict[str, Any]) -> Quantity:
    """A record from a gold row; what gold does not hold (dimension, base value) stays empty."""
    fields: dict[str, Any] = {key: row[key] for key in ("id", "start", "end", "text", "unit", "per", "mod")}
    fields |= {key: number(row[key]) for key in ("value", "low", "high")}
    return Quantity(**fields, dimension="", base_value=None, base_low=None, base_high=None, base_unit=None, rule="gold")


def date(row: dict[str, Any]) -> Date:
    fields = {key: row[key] for key in ("id", "start", "end", "text", "timex", "value", "mod", "relation")}
    return Date(**fields, start_date=None, end_date=None, rule="gold")


def entity(row: dict[str, Any]) -> Entity:
    fields = {key: row[key] for key in ("id", "start", "end", "text", "label")}
    return Entity(**fields, code=None, path=None, score=1.0, rule="gold")


def read(text: str, doc_id: str, meta: Meta) -> Document:
    """The article with sentences and no zones: gold mentions need no layout."""
    shadow = texts.shadow(text)
    return Document(doc_id, text, shadow, (), segment.sentences(shadow, (Zone("body", 0, len(text)),)), meta, None)


def evaluate(folder: Path, mentions: str, tagger: str = "none") -> tuple[dict[str, float], list[tuple[str, ...]]]:
    """The figures of facts over the folder's gold files, and each error with the rule and the text around it.

    mentions: “gold” gives link() the gold's quantities, dates and entities; “pipeline” runs everything.
    """
    pipeline = newsextract.load({"tagger": tagger}) if mentions == "pipeline" else None
    score = scorer()
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    errors: list[tuple[str, ...]] = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        meta = {key: gold["meta"].get(key) for key in ("title", "publication")}
        if pipeline is None:
            quantities = [quantity(row) for row in gold["quantities"]]
            dates = [date(row) for row in gold["dates"]]
            document = read(gold["text"], path.stem, Meta(**meta))
            linked = facts.link(document, quantities, dates, [entity(row) for row in gold["entities"]])
        else:
            record = pipeline(gold["text"], published=gold["meta"].get("published"), meta=meta, doc_id=path.stem)
            quantities, dates, linked = list(record.quantities), list(record.dates), list(record.facts)
        dates_by_id = {d.id: {"text": d.text} for d in dates}
        spans = {(q.start, q.end): q.id for q in quantities}
        by_quantity = {f.quantity: f for f in linked}
        for row in gold["quantities"]:
            if (row["start"], row["end"]) not in spans:
                continue
            fact = by_quantity[spans[row["start"], row["end"]]]
            got: dict[str, Any] = {"trend": fact.trend, "basis": fact.basis, "time": fact.time}
            got["indicator"] = {"text": fact.indicator.text} if fact.indicator else None
            seen = len(errors)
            score.score_fact(gold, row, got, dates_by_id, counts["facts"], errors, path.stem)
            window = gold["text"][max(row["start"] - 30, 0) : row["end"] + 12].replace("\n", "⏎")
            errors[seen:] = [(*error, fact.rule, window) for error in errors[seen:]]
    return score.figures(counts)["facts"], errors


def speed(path: Path, articles: int) -> None:
    """CPU time of link() and check() against the pipeline without entities, over evenly spaced articles of a file."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        rows = [json.loads(line)["text"] for line in file]
    texts_taken = rows[:: max(1, len(rows) // articles)][:articles]
    pipeline = newsextract.load({"tagger": "none"})
    documents = [pipeline.read(text) for text in texts_taken]
    start = time.process_time()
    records = [pipeline(text) for text in texts_taken]
    whole = time.process_time() - start
    start = time.process_time()
    linked = [facts.link(d, r.quantities, r.dates, r.entities) for d, r in zip(documents, records, strict=True)]
    linking = time.process_time() - start
    start = time.process_time()
    found = [facts.check(d, r.quantities, r.dates, f) for d, r, f in zip(documents, records, linked, strict=True)]
    checking = time.process_time() - start
    size = sum(map(len, texts_taken)) / 1e6
    count = sum(map(len, linked))
    print(f"{len(texts_taken)} articles, {size:.2f} M characters, {count} facts, {sum(map(len, found))} checks")
    for name, seconds in (("pipeline without entities", whole), ("link", linking), ("check", checking)):
        print(f"{name:28}{size / seconds:8.2f} M characters/s {seconds / whole:8.1%} of the pipeline")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("--mentions", choices=("gold", "pipeline"), default="gold")
    parser.add_argument("--tagger", default="none", help="with --mentions pipeline")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kind", default="")
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    if options.speed:
        speed(options.speed, options.articles)
        return
    figures, errors = evaluate(options.gold, options.mentions, options.tagger)
    print(figures)
    for _, what, doc, text, detail, rule, window in [e for e in errors if options.kind in e[1]][: options.errors]:
        print(f"{what}\t{doc[:16]}\t{text}\t{detail}\t{rule}\t…{window}")


if __name__ == "__main__":
    main()
