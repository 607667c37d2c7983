"""Speed of the policy recogniser on prose, and its growth on the worst texts: CPU time, ratios within one run.

python benchmarks/policies.py [TEXT.xz | FOLDER]   (default: ../shared/bulk/xwlb-12m.jsonl.xz, else the sample page)
python benchmarks/policies.py --sample N [--seed S] [--articles A] [--kind KIND …] [--rule REGEX]

--sample: instead, N random mentions from A random articles with their context, to read and judge; --rule REGEX keeps to
some rules (bare|quoted|numeral: not the lexicon's names and not titles in 《》, which are seldom wrong).
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from newsextract import policies
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Meta
from newsextract.text import shadow

ROOT = Path(__file__).parents[1]
BULK = ROOT.parent / "shared" / "bulk" / "xwlb-12m.jsonl.xz"
ARTICLES = 4000
# Enough to load jieba, which the first list around a slogan asks for.
WARM_UP = 500
SIZE = 500_000
WORST = {
    "opening quotes": "“",
    "opening 《": "《",
    "quotes": "“”",
    "titles": "《》",
    "nested": "《《》",
    "pluses": "+",
    "1+": "1+",
    "formulas": "“1+1”",
    "slogans": "“四个意识”",
    "keyed": "“五对”即一、二",
    "launches": "实施行动",
    "about": "发布关于",
    "laws": "促进法",
    "rows": "方案、",
    "known": "三农",
    "short forms": "《协定》(AB)",
    "fellows": "碧水、",
    "set phrases": "“一业一证”",
    "constitutions": "宪法",
    "numbers": "〔2015〕1号",
    "plain": "的",
}


def document(text: str) -> Document:
    return Document("benchmark", text, shadow(text), (), (), Meta(), None)


def prose(source: Path, most: int | None = ARTICLES) -> Iterator[str]:
    if source.suffix == ".xz":
        with lzma.open(source, "rt", encoding="utf-8") as stream:
            for line in islice(stream, most):
                yield json.loads(line)["text"]
        return
    for path in sorted(source.glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def seconds(documents: list[Document]) -> float:
    start = time.process_time()
    for one in documents:
        FIND(one)
    return time.process_time() - start


FIND = policies.build(Config())


def sample(source: Path, count: int, seed: int, articles: int, kinds: list[str], rule: str) -> None:
    """Print `count` random mentions of `articles` random articles, one a line: kind, rule, head, name in context."""
    chance = random.Random(seed)  # noqa: S311
    texts = list(prose(source, None))
    found = []
    for text in chance.sample(texts, min(articles, len(texts))):
        for one in FIND(document(text)):
            if one.kind in kinds and re.search(rule, one.rule):
                before, after = text[max(0, one.start - 20) : one.start], text[one.end : one.end + 16]
                context = f"{before}【{one.text}】{after}".replace("\n", "/")
                found.append(f"{one.kind}\t{one.rule}\t{one.head or '-'}\t{context}")
    print(f"{len(found)} mentions in {articles} articles, seed {seed}")
    print("\n".join(chance.sample(found, min(count, len(found)))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, nargs="?", default=BULK)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--kind", nargs="+", default=["formula", "slogan", "document", "programme"])
    parser.add_argument("--rule", default="", metavar="REGEX")
    options = parser.parse_args()
    source = options.source if options.source.exists() else ROOT / "corpus"
    if options.sample:
        sample(source, options.sample, options.seed, options.articles, options.kind, options.rule)
        return
    measure(source)


def measure(source: Path) -> None:
    texts = [document(text) for text in prose(source)]
    seconds(texts[:WARM_UP])
    characters = sum(len(one.text) for one in texts)
    print(f"prose: {characters / seconds(texts) / 1e6:.1f} million characters a second ({characters:,} characters)")
    for name, unit in WORST.items():
        half, whole = (seconds([document((unit * SIZE)[:size])]) for size in (SIZE // 2, SIZE))
        print(
            f"{name:16} {SIZE / whole / 1e6:8.2f} million characters a second, twice the text: {whole / half:.1f} times"
        )


if __name__ == "__main__":
    main()
