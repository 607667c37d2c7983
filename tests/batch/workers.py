"""What the tests' workers do with a chunk: importable, so that spawned processes find it."""

from __future__ import annotations

import os
from collections import deque
from itertools import repeat

from newsextract.batch.work import Outcome, extract_chunk
from newsextract.pipeline import Pipeline
from newsextract.readers import Article, Item
from newsextract.records import Meta

DEADLY = "致命"


def dies_on_deadly_articles(pipeline: Pipeline, chunk: tuple[Item, ...]) -> list[Outcome]:
    """Extract, but leave the process without a word where an article says so, as an out-of-memory kill does."""
    for item in chunk:
        if isinstance(item, Article) and DEADLY in item.text:
            os._exit(9)
    return extract_chunk(pipeline, chunk, None, 0)


def hangs_in_c(text: str, where: str | None) -> tuple[str, Meta]:
    """What a page's extractor may do: a loop in C that never looks whether a signal came."""
    if DEADLY in text:
        deque(repeat(0), maxlen=0)
    return text, Meta()
