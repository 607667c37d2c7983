"""The pipeline as a whole: many documents at a time give what each gives alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract import pipeline as pipelines
from newsextract.document import Document

PIPELINE = newsextract.load()
CORPUS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))]


def test_piped_documents_give_the_records_of_single_articles() -> None:
    piped = PIPELINE.pipe(PIPELINE.read(text, doc_id=f"a{n}") for n, text in enumerate(CORPUS))
    assert [record.to_json() for record in piped] == [
        PIPELINE(text, doc_id=f"a{n}").to_json() for n, text in enumerate(CORPUS)
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="北京市长张三丰说，2018年3亿元户\n。“”1+N ", max_size=40), max_size=6))
def test_a_document_does_not_feel_its_neighbours(texts: list[str]) -> None:
    assert list(PIPELINE.pipe(texts)) == [PIPELINE(text) for text in texts]


def test_a_stream_is_read_a_portion_at_a_time() -> None:
    read = 0

    def documents() -> Iterator[Document]:
        nonlocal read
        while True:
            read += 1
            yield PIPELINE.read(f"投入{read}亿元。")

    records = PIPELINE.pipe(documents())
    assert next(records).text == "投入1亿元。"
    assert read <= pipelines.PORTION + 1


def test_long_articles_are_not_held_together() -> None:
    long = "全市投入3亿元。" * 4000
    read = 0

    def documents() -> Iterator[Document]:
        nonlocal read
        for _ in range(9):
            read += 1
            yield PIPELINE.read(long)

    next(PIPELINE.pipe(documents()))
    assert read <= pipelines.PORTION_CHARACTERS // len(long) + 1
