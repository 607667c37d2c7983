"""Reading the labelled sentences, and rows of JSON Lines in xz."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from pathlib import Path

from newsextract.entities.labels import LABELS, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its sorted, disjoint entities."""

    text: str
    spans: tuple[Span, ...]


def read(path: Path) -> list[Sentence]:
    """{"text", "spans": [[start, end, label]]} per line; raises ValueError for a span that is none of the text."""
    result = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            spans = tuple(Span(start, end, label) for start, end, label in sorted(row["spans"]))
            for span in spans:
                if span.label not in LABELS or not 0 <= span.start < span.end <= len(row["text"]):
                    raise ValueError(f"{path}:{number}: {span} is no entity of the sentence")
            result.append(Sentence(row["text"], spans))
    return result


def write(path: Path, sentences: list[Sentence]) -> None:
    """The inverse of `read`."""
    with lzma.open(path, "wt", encoding="utf-8") as out:
        for sentence in sentences:
            spans = [[span.start, span.end, span.label] for span in sentence.spans]
            out.write(json.dumps({"text": sentence.text, "spans": spans}, ensure_ascii=False) + "\n")
