"""Zones and sentences: gold mentions that hidden spans swallow, mentions taken from lists of links, metadata, speed.

python benchmarks/zones.py [SHARED] [--more FOLDER …] [--list] [--sample N] [--seed N]
    --list prints every hidden span of corpus/articles, and every row that may be a link and is not hidden; --sample
    prints all zones of N random articles.
A list of links is told anew here, by other marks than the zones use: three and more unfinished rows on end, of a
headline's length, after the last sentence. Exits 1 where a gold mention lies in a hidden span, or one was taken there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import newsextract
from newsextract import segment, zones
from newsextract import text as texts
from newsextract.records import Record

LAYERS = ("quantities", "dates", "policies", "entities")
OWN = Path(__file__).parents[1] / "gold"
FIELDS = ("title", "publication", "published", "page", "section", "authors")


def lost_mentions(folder: Path) -> int:
    lost = total = 0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        layout = zones.split(gold["text"], texts.shadow(gold["text"]))
        for layer in LAYERS:
            for mention in gold.get(layer, []):
                total += 1
                if any(start < mention["end"] and mention["start"] < end for start, end in layout.hidden):
                    lost += 1
                    print(f"  LOST {path.stem} {layer} {mention['text']!r}")
    print(f"{folder.name}: {lost} of {total} gold mentions lie in hidden spans")
    return lost


def link_lists(texts_: dict[str, str], name: str, listed: bool) -> int:
    """Mentions that the pipeline takes from hidden spans (none, or it is broken), and from what may be links."""
    pipeline = newsextract.load()
    inside = within = rows = 0
    for stem, text in texts_.items():
        record = pipeline(text)
        hidden = [(z.start, z.end) for z in record.zones if z.type in ("nav", "boilerplate")]
        links = suspicious(text, record)
        rows += len(links)
        spans = [(m.start, m.end, m.text) for layer in LAYERS for m in getattr(record, layer)]
        inside += sum(any(a < end and start < b for a, b in hidden) for start, end, _ in spans)
        for a, b in links:
            taken = [word for start, end, word in spans if a < end and start < b]
            within += len(taken)
            if listed:
                print(f"  {stem[:28]} may be a link: {text[a:b]!r} {taken}")
    print(
        f"{name}: {inside} mentions taken from hidden lists, {within} from the {rows} rows elsewhere that may be links "
        f"({len(texts_)} articles)"
    )
    return inside


def suspicious(text: str, record: Record) -> list[tuple[int, int]]:
    """Spans of rows, none hidden, in runs of three and more unfinished ones after the last sentence."""
    kinds = {z.start: z.type for z in record.zones}
    found = [(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    last = max((i for i, (a, b) in enumerate(found) if re.search(r"[。！？…]", text[a:b])), default=len(found))
    tail = [
        (a, b) for a, b in found[last + 1 :] if 10 <= b - a <= 60 and kinds.get(a) in ("body", "heading", "subtitle")
    ]
    return tail if len(tail) >= 3 else []


def metadata(folder: Path) -> None:
    right: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = json.loads(json.dumps(_meta(gold["text"])))
        for name in FIELDS:
            wanted = gold["meta"].get(name)
            if found[name] == wanted or (not found[name] and not wanted):
                right[name] += 1
            else:
                print(f"  {path.stem} {name}: found {found[name]}, gold {wanted}")
    print(f"{folder.name}: metadata of the page that equals gold:", dict(right))


def _meta(text: str) -> dict[str, object]:
    meta = zones.split(text, texts.shadow(text)).meta
    authors = [{"name": a.name, "role": a.role} for a in meta.authors]
    return {**{name: getattr(meta, name) for name in FIELDS}, "authors": authors}


def show(articles: dict[str, str], sample: int, seed: int, listed: bool) -> None:
    kinds: Counter[str] = Counter()
    hidden = 0
    for name, text in articles.items():
        layout = zones.split(text, texts.shadow(text))
        kinds.update(zone.type for zone in layout.zones)
        hidden += sum(end - start for start, end in layout.hidden)
        for start, end in layout.hidden if listed else ():
            print(f"  {name[:28]} hides {text[start:end]!r}")
    print(f"{len(articles)} articles:", dict(kinds), f"{hidden} characters hidden")
    for name in random.Random(seed).sample(sorted(articles), min(sample, len(articles))):  # noqa: S311 a sample to read
        text = articles[name]
        layout = zones.split(text, texts.shadow(text))
        print(f"===== {name} {_meta(text)}")
        for zone in layout.zones:
            piece = " ".join(text[zone.start : zone.end].split())
            print(f"  {zone.type:11} {piece if len(piece) < 70 else piece[:40] + ' … ' + piece[-28:]}")


def speed(articles: dict[str, str]) -> None:
    characters = sum(map(len, articles.values()))
    shadows = [(text, texts.shadow(text)) for text in articles.values()]
    start = time.process_time()
    for _ in range(5):
        layouts = [zones.split(text, shadow) for text, shadow in shadows]
    split = time.process_time()
    for _ in range(5):
        for (_, shadow), layout in zip(shadows, layouts, strict=True):
            segment.sentences(shadow, layout.zones)
    done = time.process_time()
    figures = (5 * characters / (split - start) / 1e6, 5 * characters / (done - split) / 1e6)
    print("zones {:.1f}, sentences {:.1f} million characters a second".format(*figures))


HOSTILE = ["\n", "|", "“", "a", "(", "!", " ", "1\n", "a  ", "| 1 ", "一、\n", "记者 张三 ", "版", "相关新闻\n", ",."]
HOSTILE += [
    "1、一二三四五六七八九十\n",
    "讯",
    "标题:",
    "2011-04-19 ",
    "云" * 40 + "\n",
    "“。”",
    "\t1",
    "· \n",
    "[详细]\n",
]


def hostile() -> None:
    worst = {"one gap": "云城新貌开" + " " * 1_000_000 + "。"}
    worst |= {repr(unit): unit * (1_000_000 // len(unit)) for unit in HOSTILE}
    for name, text in worst.items():
        shadow = texts.shadow(text)
        start = time.process_time()
        layout = zones.split(text, shadow)
        split = time.process_time()
        segment.sentences(shadow, layout.zones)
        print(f"  1 MB of {name}: zones {split - start:.2f} s, sentences {time.process_time() - split:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--more", type=Path, nargs="*", default=[], metavar="FOLDER", help="more folders of gold")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    folders = [options.shared / "gold", options.shared / "gold-policy", OWN, *options.more]
    lost = sum(lost_mentions(folder) for folder in folders)
    metadata(options.shared / "gold")
    articles = {
        p.stem: p.read_text(encoding="utf-8") for p in sorted((options.shared / "corpus/articles").glob("*.txt"))
    }
    golden = {
        p.stem: json.loads(p.read_text(encoding="utf-8"))["text"]
        for p in sorted((options.shared / "gold").glob("*.json"))
    }
    taken = link_lists(golden, "gold", options.list) + link_lists(articles, "corpus/articles", options.list)
    show(articles, options.sample, options.seed, options.list)
    speed(articles)
    hostile()
    sys.exit(lost + taken > 0)


if __name__ == "__main__":
    main()
