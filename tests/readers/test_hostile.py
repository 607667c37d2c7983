"""A thousand hostile inputs from a seeded generator: each ends as articles or coded errors, none as a crash."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from newsextract.errors import CODES
from newsextract.readers import Article, Options, Page, read
from newsextract.records import ErrorRecord

TEXT = "截至2018年底，全市181个贫困村全部退出，累计完成脱贫25411户94682人。\r\n目前剩余769户。"
SUFFIXES = ("txt", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc", "zip", "tar", "gz", "xz", "bz2", "zst", "")
PER_SEED = 100


def seed_data(chance: random.Random) -> bytes:
    """Something that starts out as a sound input."""
    page = f"<html><head><meta charset=gbk><title>题</title></head><body><p>{TEXT * 5}</p></body></html>"
    row = json.dumps({"text": TEXT, "title": "题", "published": chance.choice(["2019-10-17", 2019, None, [], "昨天"])})
    buffer = io.BytesIO()
    if chance.random() < 0.5:
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(chance.choice(["a.txt", "../a.txt", "a.zip", "\u202e.txt", "甲.html"]), page)
    else:
        with tarfile.open(fileobj=buffer, mode=chance.choice(["w", "w:gz", "w:xz"])) as archive:  # type: ignore[call-overload]
            archive.addfile(tarfile.TarInfo(chance.choice(["a.txt", "/a", "..", ""])), io.BytesIO())
    return chance.choice(
        [
            TEXT.encode(chance.choice(["utf-8", "gb18030", "utf-16", "utf-32", "utf-8-sig"])),
            page.encode("gb18030"),
            "\n".join([row] * 3).encode(),
            f"[{row},{row}]".encode(),
            f'text,title\n"{TEXT}",题\n{TEXT}'.encode(),
            buffer.getvalue(),
            gzip.compress(row.encode()),
            b"PAR1" + chance.randbytes(40) + b"PAR1",
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + page.encode(),
            b'{"text": "\\ud800\\udfff\\ud800", "doc_id": "\\u0000"}',
            b"[" * 5000,
            b"\x00" * 500,
            b"",
        ]
    )


def damaged(chance: random.Random, data: bytes) -> bytes:
    """Truncated, spliced, with bytes changed, or as it was."""
    body = bytearray(data)
    how = chance.randrange(6)
    if how == 0:
        del body[chance.randrange(len(body) + 1) :]
    elif how == 1:
        for _ in range(chance.randrange(1, 20)):
            if body:
                body[chance.randrange(len(body))] = chance.randrange(256)
    elif how == 2:
        at = chance.randrange(len(body) + 1)
        body[at:at] = chance.randbytes(chance.randrange(50))
    elif how == 3:
        body = bytearray(chance.randbytes(chance.randrange(300)))
    elif how == 4:
        body += seed_data(chance)
    return bytes(body)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(10))
def test_hostile_inputs(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a seeded generator, no secret
    for number in range(PER_SEED):
        path = tmp_path / f"{number}.{chance.choice(SUFFIXES)}"
        path.write_bytes(damaged(chance, seed_data(chance)))
        options = Options(errors=chance.choice(["strict", "replace"]))
        for item in read([str(path)], options):
            if isinstance(item, ErrorRecord):
                assert item.error.code in CODES
                assert re.match(r"NX\d{3}: .+", item.error.message)
                assert "\n" not in item.error.message
            else:
                assert isinstance(item, Article | Page)
                assert item.doc_id


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    row = json.dumps({"text": "投入3亿元。" * 6_000_000}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f'{row}\n{{"text": "后"}}\n', encoding="utf-8")
    long, short = read([str(tmp_path / "a.jsonl")])
    assert isinstance(long, Article)
    assert isinstance(short, Article)
    assert len(long.text) == 36_000_000
