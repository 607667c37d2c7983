"""The pipeline as a whole: many documents at a time give what each gives alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsextract
from newsextract import pipeline as pipelines
from newsextract.document import Document
from newsextract.errors import InputError
from newsextract.records import Meta

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


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_as_before(enabled: bool) -> None:
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        for _ in PIPELINE.pipe(CORPUS[:2]):
            assert gc.isenabled() is enabled
        broken = dataclasses.replace(PIPELINE, find_policies=_broken)
        with pytest.raises(ZeroDivisionError):
            list(broken.pipe(CORPUS[:1]))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def _broken(_: Document) -> Any:
    raise ZeroDivisionError


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


DAYS: list[Any] = [
    "2019-10-17",
    "2019年10月17日",
    dt.date(2019, 10, 17),
    dt.datetime(2019, 10, 17, 8, 30, tzinfo=dt.timezone.utc),
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_publication_dates_that_are_read(day: Any) -> None:
    for record in (PIPELINE("昨天通车。", published=day), PIPELINE("昨天通车。", meta={"published": day})):
        assert (record.meta.published, record.meta.published_from) == ("2019-10-17", "given")
        assert record.dates[0].value == "2019-10-16"


@pytest.mark.parametrize("day", ["昨天", "17.10.2019", "2023-13-45", "1571270400", 20191017])
def test_a_publication_date_that_is_none_is_refused(day: Any) -> None:
    with pytest.raises(InputError, match="NX108") as caught:
        PIPELINE("昨天通车。", published=day)
    assert caught.value.fix
    with pytest.raises(InputError, match=r"NX10[48]"):
        PIPELINE("昨天通车。", meta={"published": day})


def test_what_a_page_says_of_its_day_is_no_mistake_of_the_caller() -> None:
    record = PIPELINE("昨天通车。", meta=Meta(published="三天前", published_from="page"))
    assert record.meta.published is None
    with pytest.raises(InputError, match="NX108"):
        PIPELINE("昨天通车。", meta=Meta(published="三天前"))


@pytest.mark.parametrize("text", [None, b"\xd0\xc2", 3, Path("a.txt")])
def test_what_is_no_text_is_a_coded_error(text: Any) -> None:
    with pytest.raises(InputError, match="NX104"):
        PIPELINE(text)
    with pytest.raises(InputError, match="NX104"):
        list(PIPELINE.pipe([text]))


def test_fields_of_meta_that_are_wrong_are_a_coded_error() -> None:
    with pytest.raises(InputError, match=r"NX104.*title"):
        PIPELINE("通车。", meta={"title": 3})
