"""Speed of the date recogniser: characters a second of CPU time, on prose and on its own worst cases.

python benchmarks/dates.py [--prose FILE.jsonl.xz] [--chars N]

Worst cases are measured at two sizes: their ratio, divided by the ratio of the sizes, stays near 1 for linear time.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from pathlib import Path

from newsextract import dates
from newsextract import text as texts
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Meta

SHARED = Path(__file__).parents[2] / "shared"
WORST = (
    "1-",
    "年",
    "2018年",
    "至",
    "一月",
    "一",
    "前",
    "近三",
    "每年",
    "1、",
    "2018-",
    "12:",
    "上周",
    "的",
    "第一",
    "3年零",
    "“五一",
    "5日至",
    "今年至",
)


def article(text: str) -> Document:
    return Document("b", text, texts.shadow(text), (), (), Meta(), "2019-10-17")


def seconds(documents: list[Document]) -> float:
    find = dates.build(Config())
    start = time.process_time()
    for document in documents:
        find(document, document.shadow)
    return time.process_time() - start


def prose(path: Path, size: int) -> list[Document]:
    documents, total = [], 0
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            documents.append(article(json.loads(line)["text"]))
            total += len(documents[-1].text)
            if total >= size:
                break
    return documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prose", type=Path, default=SHARED / "bulk" / "xwlb-12m.jsonl.xz")
    parser.add_argument("--chars", type=int, default=1_000_000)
    options = parser.parse_args()
    if options.prose.exists():
        documents = prose(options.prose, options.chars)
        size = sum(len(document.text) for document in documents)
        seconds(documents[:50])
        print(f"{'prose':10} {size / seconds(documents) / 1e6:6.2f} Mchar/s")
    for unit in WORST:
        short, long = (article(unit * (size // len(unit))) for size in (50_000, 200_000))
        one, four = seconds([short]), seconds([long])
        print(f"{unit:10} {len(long.text) / four / 1e6:6.2f} Mchar/s, growth {four / max(one, 1e-9) / 4:.2f}")


if __name__ == "__main__":
    main()
