"""Inputs → articles and errors, in a stable order, nothing lost."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from newsextract.errors import InputError
from newsextract.readers import Article, Options, read
from newsextract.records import ErrorRecord


def write(path: Path, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_text_file_is_kept_unchanged(tmp_path: Path) -> None:
    text = "第一行\r\n  第二行\u3000\n\n"
    (item,) = read([write(tmp_path / "甲.txt", text)])
    assert isinstance(item, Article)
    assert (item.doc_id, item.text, item.source.format, item.source.encoding) == ("甲", text, "txt", "utf-8")
    assert item.source.sha256 is not None
    assert len(item.source.sha256) == 64


def test_gbk_file(tmp_path: Path) -> None:
    (item,) = read([write(tmp_path / "a.txt", "扶贫小额贷款7.1亿元".encode("gbk"))])
    assert isinstance(item, Article)
    assert item.text == "扶贫小额贷款7.1亿元"


def test_folders_are_walked_in_order_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "a/10.txt", ".git/x.txt", "a/.part.txt", "a/readme.md"):
        write(tmp_path / name, "文")
    assert [item.doc_id for item in read([str(tmp_path)])] == ["10", "9", "2"]


def test_globs(tmp_path: Path) -> None:
    for name in ("2019/1.txt", "2019/deep/2.txt", "2020/3.txt"):
        write(tmp_path / name, "文")
    assert [item.doc_id for item in read([str(tmp_path / "2019" / "**" / "*.txt")])] == ["1", "2"]


def test_repeated_names_are_told_apart(tmp_path: Path) -> None:
    for day in ("01", "02", "03"):
        write(tmp_path / day / "A01.txt", "文")
    assert [item.doc_id for item in read([str(tmp_path)])] == ["A01", "A01~2", "A01~3"]


def test_jsonl_fields(tmp_path: Path) -> None:
    rows = [
        {
            "doc_id": "x",
            "text": "文",
            "title": "题",
            "published": "2019-10-17",
            "publication": "报",
            "url": "u",
            "n": 1,
        },
        {"text": "二"},
    ]
    body = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    first, second = read([write(tmp_path / "day.jsonl", body)])
    assert isinstance(first, Article)
    assert (first.doc_id, first.meta.title, first.meta.published, first.meta.publication) == (
        "x",
        "题",
        "2019-10-17",
        "报",
    )
    assert first.meta.published_from == "given"
    assert first.meta.extra == {"url": "u", "n": 1}
    assert isinstance(second, Article)
    assert second.doc_id == "day-2"
    assert second.meta.published_from is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{not json", "not JSON"),
        ("[1]", "not an object"),
        ('{"title": "t"}', "no text"),
        ('{"text": "  "}', "no text"),
        ('{"text": 3}', "not a string"),
        ('{"text": "a", "published": [2019]}', "published"),
        ('{"text": "a", "doc_id": []}', "doc_id"),
        ('{"text": "\\ud800"}', "not JSON"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_is_read(tmp_path: Path, line: str, says: str) -> None:
    path = write(tmp_path / "a.jsonl", f'{{"text": "前"}}\n{line}\n{{"text": "后"}}\n')
    before, bad, after = read([path])
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(bad, ErrorRecord)
    assert bad.error.code == "NX104"
    assert says in bad.error.message
    assert "a.jsonl:2" in bad.error.message


@pytest.mark.parametrize("data", [b"", b" \n\r\n", b"\xff\xff\xff"])
def test_files_without_readable_text_are_error_records(tmp_path: Path, data: bytes) -> None:
    (item,) = read([write(tmp_path / "a.txt", data)])
    assert isinstance(item, ErrorRecord)
    assert item.doc_id == "a"
    assert item.source.path == str(tmp_path / "a.txt")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, doc_id in ((b"\xe6\x96\x87", "stdin"), (b'{"text": "a"}\n', "stdin-1")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (item,) = read(["-"])
        assert item.doc_id == doc_id


def test_content_decides_where_the_suffix_says_nothing(tmp_path: Path) -> None:
    items = list(read([write(tmp_path / "a.dat", '{"text": "一"}\n{"text": "二"}\n'), write(tmp_path / "b", "文")]))
    assert [item.doc_id for item in items] == ["a-1", "a-2", "b"]


def test_mistakes_of_the_command_line_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", "文")
    with pytest.raises(InputError, match="NX101"):
        read([good, str(tmp_path / "absent.txt")])
    with pytest.raises(InputError, match="NX103"):
        read([good], Options(input_format="docx"))
