"""Silver sentences of our own: python -m training.entities.relabel ARTICLES.jsonl.xz OUT.jsonl.xz [--count N]

The whole recogniser (tagger, grammars, one decision per document) labels articles; the sentences in which it is sure of
every mention teach the next tagger what the rules and the rest of the document knew.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from newsextract import segment, text, zones
from newsextract.config import Config
from newsextract.document import Document
from newsextract.entities import build
from newsextract.entities.labels import Span
from newsextract.records import Meta
from training.entities.corpus import Sentence, write

SURE = 0.7
"""Score that every mention of a kept sentence has; one doubtful mention drops the sentence."""
SEED = 20191017


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=8000)
    options = parser.parse_args()
    with lzma.open(options.articles, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = random.Random(SEED).sample(rows, min(options.count, len(rows)))  # noqa: S311  # a sample, no secret
    kept = list({sentence.text: sentence for row in chosen for sentence in label(row["text"])}.values())
    write(options.out, kept)
    print(f"{len(kept):,} sentences, {sum(len(sentence.spans) for sentence in kept):,} names → {options.out}")


def label(article: str) -> Iterator[Sentence]:
    """The article's sentences in which every mention is sure."""
    whole = text.shadow(article)
    layout = zones.split(article, whole)
    shadow = text.blank(whole, layout.hidden)
    sentences = segment.sentences(shadow, layout.zones)
    document = Document("", article, shadow, layout.zones, sentences, Meta(), None)
    (mentions,) = RECOGNISE([document])
    for start, end in sentences:
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        if "\n" not in shadow[start:end] and all(mention.score >= SURE for mention in inside):
            spans = tuple(Span(m.start - start, m.end - start, m.label) for m in inside)
            yield Sentence(shadow[start:end], spans)


RECOGNISE = build(Config())

if __name__ == "__main__":
    main()
