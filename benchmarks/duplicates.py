"""Copies in a stream: what is found among real articles, speed and memory, rensa beside datasketch.

python benchmarks/duplicates.py [--articles 20000]

Real copies: the text that others took from 30 pages of ../shared/corpus/html.tar.xz against ours; 24,185 items of
../shared/bulk; and the articles of ../shared/corpus/articles as other papers would print them, with another dateline, a
paragraph less, other marks. Pairs that are no copies: the first halves of articles with the second halves of others.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import random
import resource
import tarfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from newsextract.readers.article import Blob, Options, Page
from newsextract.readers.duplicates import PERMUTATIONS, SHINGLE, Copy, Duplicates
from newsextract.readers.html import read_html

SHARED = Path(__file__).parents[2] / "shared"
ARTICLES = SHARED / "corpus" / "articles"


def signing(texts: list[str]) -> None:
    """Million characters signed a second, by each library that is installed."""
    shingles = [[text[at : at + SHINGLE] for at in range(max(1, len(text) - SHINGLE + 1))] for text in texts]
    characters = sum(map(len, texts)) / 1e6
    try:
        from datasketch import MinHash  # noqa: PLC0415  only compared here
    except ImportError:
        print("datasketch is not installed")
    else:
        began = time.process_time()
        for row in shingles:
            MinHash(PERMUTATIONS).update_batch([shingle.encode() for shingle in row])
        print(f"datasketch {characters / (time.process_time() - began):.1f} million characters a second")
    from rensa import RMinHash  # noqa: PLC0415  an optional package

    began = time.process_time()
    for row in shingles:
        RMinHash(PERMUTATIONS, 1).update(row)
    print(f"rensa {characters / (time.process_time() - began):.1f} million characters a second")


def real_copies() -> None:
    """Copies among pages and broadcast items."""
    with tarfile.open(SHARED / "corpus" / "html.tar.xz") as archive:
        files = {m.name.removeprefix("./"): stream.read() for m in archive if (stream := archive.extractfile(m))}
    rows = [json.loads(line) for line in files["manifest.jsonl"].decode().splitlines()]
    rows = [row for row in rows if row.get("gold_text")]
    seen = Duplicates()
    for row in rows:
        seen.add(row["file"], files[row["gold_text"]].decode())
    found: list[Copy | None] = []
    for row in rows:
        (page,) = read_html(Blob(row["file"], io.BytesIO(files[row["file"]]), Options()))
        assert isinstance(page, Page)
        found.append(seen.add(f"our {row['file']}", page.article().text))
    right = sum(copy is not None and copy.of == row["file"] for copy, row in zip(found, rows, strict=True))
    print(f"pages taken out by others and by us: {right} of {len(rows)} pairs found")
    seen, kinds = Duplicates(), Counter[str]()
    with lzma.open(SHARED / "bulk" / "xwlb-12m.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            copy = seen.add(str(number), json.loads(line)["text"])
            kinds.update([copy.kind] if copy else [])
    print(f"broadcast items: {dict(kinds)} of {number + 1}")


def reprints(texts: list[str]) -> None:
    """Recall over articles as another paper prints them, and how many of two halves are taken for a copy."""
    chance = random.Random(1)  # noqa: S311  a seeded generator, no secret
    texts = [text for text in texts if len(text) >= 200]
    hits: Counter[str] = Counter()
    for text in texts:
        rows = [row for row in text.splitlines() if row.strip()]
        cut = chance.randrange(len(rows))
        changes = {
            "dateline": "云溪晚报讯（记者 林向阳）" + text,
            "paragraph": "\n".join(rows[:cut] + rows[cut + 1 :]) if len(rows[cut]) < 0.1 * len(text) else "",
            "marks": text.replace("，", ",").replace("“", "「").replace("”", "」"),
            "end": text[: int(0.9 * len(text))],
        }
        for name, changed in changes.items():
            if changed and changed != text:
                seen = Duplicates()
                seen.add("first", text)
                hits[f"{name} of"] += 1
                hits[name] += seen.add("second", changed) is not None
    for name in ("dateline", "paragraph", "marks", "end"):
        print(f"  another {name}: {hits[name]} of {hits[f'{name} of']} found")
    seen = Duplicates()
    for number, text in enumerate(texts):
        seen.add(str(number), text)
    halves = [a[: len(a) // 2] + b[len(b) // 2 :] for a, b in pairwise(texts)]
    print(f"  two halves: {sum(seen.add(f'h{n}', half) is not None for n, half in enumerate(halves))} of {len(halves)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    files = sorted(ARTICLES.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    signing(texts)
    seen = Duplicates()
    for path, text in zip(files, texts, strict=True):
        found = seen.add(path.stem, text)
        if found:
            print(f"  {path.stem} is a {found.kind} copy ({found.similarity}) of {found.of}")
    reprints(texts)
    real_copies()
    chance = random.Random(0)  # noqa: S311  a seeded generator, no secret
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = Duplicates()
    characters, taken = 0, 0.0
    for number in range(options.articles):
        text = "".join(map(chr, chance.choices(range(0x4E00, 0x5E00), k=800)))
        characters += len(text)
        began = time.process_time()
        seen.add(str(number), text)
        taken += time.process_time() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{options.articles} articles of 800 characters: {options.articles / taken:,.0f} a second,", end=" ")
    print(f"{characters / taken / 1e6:.1f} million characters a second, {grown / 1024:.0f} MB more")


if __name__ == "__main__":
    main()
