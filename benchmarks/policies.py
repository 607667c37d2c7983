"""Speed of the policy recogniser on prose, and its growth on the worst texts: CPU time, ratios within one run.

python benchmarks/policies.py [TEXT.xz | FOLDER]   (default: ../shared/bulk/xwlb-12m.jsonl.xz, else the sample page)
"""

from __future__ import annotations

import json
import lzma
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newsextract import policies
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Meta
from newsextract.text import shadow

ROOT = Path(__file__).parents[1]
BULK = ROOT.parent / "shared" / "bulk" / "xwlb-12m.jsonl.xz"
ARTICLES = 4000
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
    "numbers": "〔2015〕1号",
    "plain": "的",
}


def document(text: str) -> Document:
    return Document("benchmark", text, shadow(text), (), (), Meta(), None)


def prose(source: Path) -> Iterator[str]:
    if source.suffix == ".xz":
        with lzma.open(source, "rt", encoding="utf-8") as stream:
            for _, line in zip(range(ARTICLES), stream, strict=False):
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


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else BULK
    texts = [document(text) for text in prose(given if given.exists() else ROOT / "corpus")]
    seconds(texts[:20])
    characters = sum(len(one.text) for one in texts)
    print(f"prose: {characters / seconds(texts) / 1e6:.1f} million characters a second ({characters:,} characters)")
    for name, unit in WORST.items():
        half, whole = (seconds([document((unit * SIZE)[:size])]) for size in (SIZE // 2, SIZE))
        print(
            f"{name:16} {SIZE / whole / 1e6:8.2f} million characters a second, twice the text: {whole / half:.1f} times"
        )


if __name__ == "__main__":
    main()
