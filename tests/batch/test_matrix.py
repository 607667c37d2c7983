"""Every reader with every backend and every writer: the same articles come out as the same quantities."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import newsextract
from newsextract.batch import Settings, run, run_batch
from newsextract.batch.pool import Extract, Pool, extractor
from newsextract.batch.work import extract_chunk
from newsextract.config import Config
from newsextract.readers import FORMATS as READERS
from newsextract.readers import read
from newsextract.writers import FORMATS as WRITERS

CONFIG = Config(tagger="none")
TEXTS = {
    f"a{n}": f"2018年，全县投入资金{n}.5亿元，新建公路{n + 3}0公里，受益群众{n}千人，比上年增长{n}%。"
    for n in (1, 2, 3)
}
EXPECTED = sorted(q.text for text in TEXTS.values() for q in newsextract.load(CONFIG)(text).quantities)
ROWS = [{"doc_id": doc_id, "text": text} for doc_id, text in TEXTS.items()]
PAGE = "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article><p>{}</p></article></body></html>"


def rows_as_text(delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["doc_id", "text"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return stream.getvalue()


def write_files(folder: Path, suffix: str, template: str = "{}") -> None:
    for doc_id, text in TEXTS.items():
        (folder / f"{doc_id}{suffix}").write_text(template.format(text), encoding="utf-8")


def write_warc(folder: Path) -> None:
    with (folder / "a.warc").open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for doc_id, text in TEXTS.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(PAGE.format(text).encode())
            address = f"http://example.com/{doc_id}.html"
            writer.write_record(writer.create_warc_record(address, "response", body, http_headers=headers))


def write_one(name: str, content: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_text(content, encoding="utf-8")

    return write


INPUTS: dict[str, Callable[[Path], None]] = {
    "txt": lambda folder: write_files(folder, ".txt"),
    "html": lambda folder: write_files(folder, ".html", PAGE),
    "jsonl": write_one("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)),
    "json": write_one("a.json", json.dumps(ROWS)),
    "csv": write_one("a.csv", rows_as_text(",")),
    "tsv": write_one("a.tsv", rows_as_text("\t")),
    "parquet": lambda folder: parquet.write_table(pa.Table.from_pylist(ROWS), folder / "a.parquet"),
    "warc": write_warc,
}


def from_records(folder: Path) -> list[str]:
    return [q.text for record in newsextract.read(folder) for q in record.quantities]


def from_csv(folder: Path) -> list[str]:
    with (folder / "quantities.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row["text"] for row in csv.DictReader(stream)]


def from_sqlite(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "newsextract.sqlite")) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM quantities")]


def from_parquet(folder: Path) -> list[str]:
    texts: list[str] = parquet.read_table(folder / "quantities", columns=["text"])["text"].to_pylist()
    return texts


OUTPUTS: dict[str, tuple[Settings, Callable[[Path], list[str]]]] = {
    "json": (Settings(CONFIG, "json"), from_records),
    "jsonl": (Settings(CONFIG, "jsonl"), from_records),
    "jsonl.zst": (Settings(CONFIG, "jsonl", "zstd"), from_records),
    "csv": (Settings(CONFIG, "csv"), from_csv),
    "sqlite": (Settings(CONFIG, "sqlite"), from_sqlite),
    "parquet": (Settings(CONFIG, "parquet"), from_parquet),
}


@contextmanager
def here(*arguments: object) -> Iterator[Extract]:
    with extractor(CONFIG, 1, None, 0) as extract:
        yield extract


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2, partial(extract_chunk, published=None, timeout=0), CONFIG) as pool:
        yield pool


def test_no_reader_and_no_writer_is_left_out() -> None:
    assert set(INPUTS) == set(READERS)
    assert {settings.format for settings, _ in OUTPUTS.values()} == set(WRITERS)


@pytest.mark.parametrize("given", INPUTS)
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("wanted", OUTPUTS)
def test_reader_backend_writer(
    given: str, workers: int, wanted: str, pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def backend(*arguments: object) -> Iterator[Extract]:
        yield pool.extract  # one pool for all: starting processes is what takes time

    monkeypatch.setattr(run, "extractor", here if workers == 1 else backend)
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    INPUTS[given](source)
    settings, read_back = OUTPUTS[wanted]
    result = run_batch(read([str(source)]), out, settings, workers=workers)
    assert result.totals.articles == len(TEXTS)
    assert sorted(read_back(out)) == EXPECTED
