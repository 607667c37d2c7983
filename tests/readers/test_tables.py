"""Tables and archives: each row and member an article, whatever is wrong reported in its place."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import io
import json
import lzma
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsextract.errors import InputError
from newsextract.readers import Article, Options, Page, read
from newsextract.records import ErrorRecord

ROWS = [
    {"编号": "x1", "正文": "2018年投入3亿元。", "标题": "甲", "日期": "2019-10-17", "版次": "A1"},
    {"编号": "x2", "正文": "2019年投入5亿元。\n第二行", "标题": "", "日期": "", "版次": ""},
]
COLUMNS = Options(columns={"doc_id": "编号", "text": "正文", "title": "标题", "published": "日期"})


def write_csv(path: Path, delimiter: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(ROWS)


def write_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute('CREATE TABLE "新闻" (编号, 正文, 标题, 日期, 版次)')
        connection.executemany('INSERT INTO "新闻" VALUES (?, ?, ?, ?, ?)', [tuple(row.values()) for row in ROWS])
    connection.close()


def write_text(path: Path, text: str, encoding: str) -> None:
    path.write_text(text, encoding=encoding)


MAKERS: dict[str, Callable[[Path], None]] = {
    "a.csv": lambda p: write_csv(p, ",", "utf-8-sig"),
    "b.csv": lambda p: write_csv(p, ",", "gb18030"),
    "a.tsv": lambda p: write_csv(p, "\t", "utf-8"),
    "a.parquet": lambda p: parquet.write_table(pa.Table.from_pylist(ROWS), p),
    "a.json": lambda p: write_text(p, json.dumps(ROWS), "utf-8"),
    "a.jsonl": lambda p: write_text(p, "\n".join(map(json.dumps, ROWS)), "utf-16"),
    "a.db": write_sqlite,
}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_rows_become_articles(tmp_path: Path, name: str) -> None:
    MAKERS[name](tmp_path / name)
    given = f"sqlite:{tmp_path / name}?table=新闻" if name.endswith(".db") else str(tmp_path / name)
    first, second = read([given], COLUMNS)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.doc_id, first.text, first.meta.title, first.meta.published) == (
        "x1",
        "2018年投入3亿元。",
        "甲",
        "2019-10-17",
    )
    assert first.meta.extra == {"版次": "A1"}
    assert (second.text, second.meta.title, second.meta.published) == ("2019年投入5亿元。\n第二行", None, None)


def test_a_row_without_text_names_the_columns_there_are(tmp_path: Path) -> None:
    MAKERS["a.csv"](tmp_path / "a.csv")
    items = list(read([str(tmp_path / "a.csv")]))
    assert all(isinstance(item, ErrorRecord) and "正文" in item.error.message for item in items)


def columns(**named: str) -> Options:
    return Options(columns={"text": "正文"} | named)


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_column_that_was_named_and_is_not_there(tmp_path: Path, name: str) -> None:
    MAKERS[name](tmp_path / name)
    given = f"sqlite:{tmp_path / name}?table=新闻" if name.endswith(".db") else str(tmp_path / name)
    options = columns(published="日子")
    if not name.startswith("a.json"):
        with pytest.raises(InputError, match=r"NX107: no column published=日子 .*编号, 正文") as caught:
            read([given], options)
        assert str(caught.value).count("NX") == 1
        return
    # Objects may lack what is optional: only at the end is it known that none has it.
    *articles, last = read([given], options)
    assert [isinstance(item, Article) for item in articles] == [True, True]
    assert isinstance(last, ErrorRecord)
    assert last.error.code == "NX107"


def test_later_tables_without_the_column_cost_only_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("正文\n甲\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("text\n乙\n丙\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("正文\n丁\n", encoding="utf-8")
    first, bad, last = read([str(tmp_path)], columns())
    assert isinstance(bad, ErrorRecord)
    assert (first.doc_id, bad.doc_id, bad.error.code, last.doc_id) == ("a-1", "b", "NX107", "c-1")


def test_an_empty_cell_is_told_from_a_column_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,正文\n1,\n2,甲\n", encoding="utf-8")
    empty, _ = read([str(tmp_path / "a.csv")], columns())
    assert isinstance(empty, ErrorRecord)
    assert "its 正文 is empty" in empty.error.message
    assert "--columns" not in empty.error.message
    (tmp_path / "b.jsonl").write_text('{"body": "甲"}', encoding="utf-8")
    (absent,) = read([str(tmp_path / "b.jsonl")])
    assert isinstance(absent, ErrorRecord)
    assert "--columns text=" in absent.error.message


def test_a_value_of_the_wrong_kind_is_to_be_mended(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "甲", "title": 5}', encoding="utf-8")
    (item,) = read([str(tmp_path / "a.jsonl")])
    assert isinstance(item, ErrorRecord)
    assert "title is int" in item.error.message
    assert "--columns FIELD=" in item.error.message
    assert "name the text's" not in item.error.message


def test_an_empty_table_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    (item,) = read([str(tmp_path / "a.csv")])
    assert isinstance(item, ErrorRecord)
    assert item.error.code == "NX104"


@pytest.mark.parametrize("day", ["昨天", "2023-13-45", "17.10.2019", "1571270400", "未知"])
def test_a_publication_date_that_cannot_be_read_is_kept_and_counted(tmp_path: Path, day: str) -> None:
    (tmp_path / "a.csv").write_text(f"正文,日期\n甲,{day}\n乙,2019-10-17\n丙,\n", encoding="utf-8")
    options = columns(published="日期")
    items = list(read([str(tmp_path / "a.csv")], options))
    metas = [item.meta for item in items if isinstance(item, Article)]
    assert [meta.published for meta in metas] == [None, "2019-10-17", None]
    assert [meta.published_from for meta in metas] == [None, "given", None]
    assert [meta.extra for meta in metas] == [{"日期": day}, {}, {}]
    assert options.notes.dates.kinds == {"日期": 1}
    assert options.notes.dates.first == [f"a-1: 日期 = {day}"]


def test_dates_and_numbers_of_parquet_columns(tmp_path: Path) -> None:
    rows = [{"doc_id": 7, "text": "文", "published": dt.date(2019, 10, 17), "n": 1.5, "t": dt.datetime(2019, 1, 2, 3)}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (item,) = read([str(tmp_path / "a.parquet")])
    assert isinstance(item, Article)
    assert (item.doc_id, item.meta.published) == ("7", "2019-10-17")
    assert item.meta.extra == {"n": 1.5, "t": "2019-01-02T03:00:00"}


def test_one_json_object_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "文"}', encoding="utf-8")
    (item,) = read([str(tmp_path / "a.json")])
    assert item.doc_id == "a"


@pytest.mark.parametrize("query", ["", "?table=absent", "?table=a%22;DROP TABLE b"])
def test_a_table_that_is_not_there(tmp_path: Path, query: str) -> None:
    write_sqlite(tmp_path / "a.db")
    with pytest.raises(InputError, match="NX101"):
        list(read([f"sqlite:{tmp_path / 'a.db'}{query}"]))


def zipped(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


FILES = {
    "2019/甲.txt": "文一".encode("gb18030"),
    "2019/b.jsonl": b'{"text": "a"}\n{"text": "b"}\n',
    "c.csv": b"text\nx\n",
}
PACKED: dict[str, Callable[[], bytes]] = {
    "a.zip": lambda: zipped(FILES),
    "a.tar": lambda: tarred(FILES),
    "a.tar.gz": lambda: tarred(FILES, "w:gz"),
    "a.tgz": lambda: tarred(FILES, "w:gz"),
    "a.tar.bz2": lambda: tarred(FILES, "w:bz2"),
    "a.tar.xz": lambda: tarred(FILES, "w:xz"),
    "a.tar.zst": lambda: zstandard.compress(tarred(FILES)),
    "nested.zip": lambda: zipped({"inner.tar.gz": tarred(FILES, "w:gz")}),
}


@pytest.mark.parametrize("name", sorted(PACKED))
def test_archives_of_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PACKED[name]())
    items = list(read([str(tmp_path / name)]))
    assert [item.doc_id for item in items] == ["甲", "b-1", "b-2", "c-1"]
    assert isinstance(items[0], Article)
    assert items[0].text == "文一"
    assert "甲.txt" in str(items[0].source.path)


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstandard.compress)],
)
def test_one_packed_file(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / f"news.jsonl.{suffix}").write_bytes(pack(FILES["2019/b.jsonl"]))
    assert [item.doc_id for item in read([str(tmp_path)])] == ["news-1", "news-2"]


def evil_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.zip", zipped({"../../evil.txt": b"x"}), "outside"),
        ("a.zip", zipped({"/etc/evil.txt": b"x"}), "outside"),
        ("a.zip", zipped({"C:\\evil.txt": b"x"}), "outside"),
        ("a.tar", tarred({"../evil.txt": b"x"}), "outside"),
        ("a.tar", evil_tar(), "link or a device"),
        ("a.zip", zipped({"bomb.txt": b"0" * (30 << 20)}), "packed size"),
        ("a.gz", gzip.compress(b"0" * (64 << 20)), "times its size"),
        ("a.zip", zipped(FILES)[:80], "damaged"),
        ("a.tar.gz", tarred(FILES, "w:gz")[:60], "damaged"),
        ("a.xz", lzma.compress(b"x" * 1000)[:30], "NX10"),
        ("a.zip", b"PK\x03\x04 no archive", "damaged"),
    ],
)
def test_what_is_not_to_be_trusted_is_refused(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    items = list(read([str(tmp_path / name)]))
    assert items
    assert all(isinstance(item, ErrorRecord) for item in items)
    assert says in str(items[0])


def test_a_bad_member_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"\xff\xff\xff", "../b.txt": b"x", "c.txt": b"good"}))
    bad, evil, good = read([str(tmp_path / "a.zip")])
    assert isinstance(bad, ErrorRecord)
    assert isinstance(evil, ErrorRecord)
    assert isinstance(good, Article)


def test_archives_nested_too_deep_are_refused(tmp_path: Path) -> None:
    data = b"text"
    for _ in range(8):
        data = zipped({"a.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    (item,) = read([str(tmp_path / "a.zip")])
    assert isinstance(item, ErrorRecord)
    assert "deep" in item.error.message


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    answers = [("200 OK", "text/html; charset=gbk"), ("404 Not Found", "text/html"), ("200 OK", "image/png")]
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for number, (status, kind) in enumerate(answers):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
            body = io.BytesIO("<html><body><p>投入3亿元</p></body></html>".encode("gbk"))
            record = writer.create_warc_record(f"http://example.org/{number}", "response", body, http_headers=headers)
            writer.write_record(record)
    (item,) = read([str(path)])
    assert isinstance(item, Page)
    assert item.source.path == "http://example.org/0"
    assert "投入3亿元" in item.text


def test_duckdb_tables(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE news (text TEXT, title TEXT, published DATE)")
        connection.execute("INSERT INTO news VALUES ('甲', '题', '2019-10-17'), (NULL, '无', NULL)")
    first, second = read([f"duckdb:{path}?table=news"])
    assert isinstance(first, Article)
    assert (first.doc_id, first.text, first.meta.published) == ("news-1", "甲", "2019-10-17")
    assert isinstance(second, ErrorRecord)
    with pytest.raises(InputError, match="NX101"):
        list(read([f"duckdb:{path}?table=none"]))
