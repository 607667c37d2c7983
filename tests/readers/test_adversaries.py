"""The named attacks and damages of issue 8, each with what it must end as, and some of them the whole way of a run."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from newsextract.batch import Settings, run_batch
from newsextract.config import Config
from newsextract.output import read as read_output
from newsextract.readers import Article, Options, read
from newsextract.records import ErrorRecord

TEXT = "截至2018年底，全市181个贫困村全部退出，累计完成脱贫25411户94682人。"
TRADITIONAL = "截至2018年底，全市投入3億5000萬元，共協助２５戶。邨裏的啫喱廠也復工了。"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(name: str, data: bytes = b"", link: str = "", kind: bytes = tarfile.REGTYPE) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.size = kind, link, len(data)
        archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def zip_link() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def nested(depth: int) -> bytes:
    data = TEXT.encode()
    name = "a.txt"
    for _ in range(depth):
        data, name = zipped(**{name: data}), "a.zip"
    return data


def outcome(path: Path, data: bytes, options: Options | None = None) -> list[str]:
    """The text or the error code of each item."""
    path.write_bytes(data)
    items = list(read([str(path)], options))
    return [item.error.code if isinstance(item, ErrorRecord) else item.text for item in items]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.zip", nested(1), [TEXT]),
        ("a.zip", nested(3), [TEXT]),
        ("a.zip", nested(9), ["NX106"]),
        ("a.zip", zipped(**{"../a.txt": b"x", "b.txt": TEXT.encode()}), ["NX106", TEXT]),
        ("a.zip", zipped(**{"/etc/a.txt": b"x", "C:\\a.txt": b"x", "..\\a.txt": b"x"}), ["NX106"] * 3),
        ("a.zip", zip_link(), ["NX106"]),
        ("a.zip", nested(1)[:-10], ["NX106"]),
        ("a.tar", tarred("../a.txt", b"x"), ["NX106"]),
        ("a.tar", tarred("/a.txt", b"x"), ["NX106"]),
        ("a.tar", tarred("a.txt", link="/etc/passwd", kind=tarfile.SYMTYPE), ["NX106"]),
        ("a.tar", tarred("a.txt", link="/etc/passwd", kind=tarfile.LNKTYPE), ["NX106"]),
        ("a.tar", tarred("null", kind=tarfile.CHRTYPE), ["NX106"]),
        ("a.tar", tarred("a.zip", nested(1)), [TEXT]),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], ["NX104"]),
        ("a.txt", b"", ["NX104"]),
        ("a.jsonl", b"", []),
        ("a.json", b"", ["NX104"]),
    ],
)
def test_archives_and_empty_files(tmp_path: Path, name: str, data: bytes, expected: list[str]) -> None:
    assert outcome(tmp_path / name, data) == expected


def test_a_bomb_is_refused_at_any_depth(tmp_path: Path) -> None:
    bomb = zipped(**{"a.txt": b"\0" * (40 << 20)})
    assert outcome(tmp_path / "a.zip", bomb) == ["NX106"]
    assert outcome(tmp_path / "b.zip", zipped(**{"inner.zip": bomb})) == ["NX106"]
    assert outcome(tmp_path / "c.gz", gzip.compress(zipped(**{"a.txt.gz": gzip.compress(b"\0" * (40 << 20))}))) == [
        "NX106"
    ]


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(**{"a.txt": TEXT.encode() * 1000}))
    at = data.rindex(b"PK\x01\x02") + 24  # the size in the directory
    data[at : at + 4] = (5).to_bytes(4, "little")
    (found,) = outcome(tmp_path / "a.zip", bytes(data))
    assert found.startswith("NX")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("gb18030"), TEXT),
        (TRADITIONAL.encode("big5hkscs"), TRADITIONAL),
        (f"甲\r\n乙\r丙\n{TEXT}".encode(), f"甲\r\n乙\r丙\n{TEXT}"),
        (f"甲\0乙\0{TEXT}".encode(), f"甲\0乙\0{TEXT}"),
        (f"甲\ufeff乙{TEXT}".encode(), f"甲\ufeff乙{TEXT}"),
    ],
)
def test_encodings_of_plain_text(tmp_path: Path, data: bytes, expected: str) -> None:
    assert outcome(tmp_path / "a.txt", data) == [expected]


def test_undecodable_bytes_name_their_offset(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode() + b"\xff\xff")
    (item,) = read([str(path)])
    assert isinstance(item, ErrorRecord)
    assert f"byte {len(TEXT.encode())}" in item.error.message
    assert outcome(path, TEXT.encode() + b"\xff\xff", Options(errors="replace"))[0].startswith(TEXT)


@pytest.mark.parametrize("row", ['{"text": "甲\\ud800乙"}', '{"text": "\\udfff"}'])
def test_lone_surrogates_in_json(tmp_path: Path, row: str) -> None:
    (found, sound) = outcome(tmp_path / "a.jsonl", f'{row}\n{{"text": "后"}}\n'.encode())
    assert sound == "后"
    assert found.startswith("NX") or found.encode("utf-8")


def test_links_on_disk_are_followed_only_to_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(tmp_path / "nowhere")
    items = list(read([str(folder)]))
    assert [item.doc_id for item in items] == ["a"]
    (missing,) = read([str(folder / "a.txt")])
    assert isinstance(missing, Article)


def test_the_whole_way_of_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    inputs = {
        "good.txt": TEXT.encode(),
        "nul.txt": f"甲\0乙\0{TEXT}".encode(),
        "ends.txt": f"甲\r\n乙\r丙\n{TEXT}".encode(),
        "mark.txt": f"甲\ufeff{TEXT}".encode(),
        "wide.txt": TEXT.encode("utf-16-le"),
        "empty.txt": b"",
        "rows.jsonl": b"\n".join(
            [b'{"text": "\\ud800"}', b"[", json.dumps({"text": TEXT}).encode(), b'{"text": 3}', b""]
        ),
        "deep.zip": nested(9),
        "out.zip": zipped(**{"../a.txt": b"x"}),
        "bomb.zip": zipped(**{"a.txt": b"\0" * (40 << 20)}),
        "cut.txt.gz": gzip.compress(TEXT.encode())[:-9],
        "bad.txt": TEXT.encode() + b"\xff\xff",
    }
    for name, data in inputs.items():
        (folder / name).write_bytes(data)
    run = run_batch(read([str(folder)]), tmp_path / "out", Settings(Config(tagger="none")))
    records = {record.doc_id: record for record in read_output(tmp_path / "out")}
    assert {"good", "nul", "ends", "mark", "wide", "rows-3"} <= set(records)
    assert run.totals.articles == len(records)
    assert sum(run.totals.errors.values()) + run.totals.articles == len(inputs) + 3
    for record in records.values():
        assert all(record.text[mention.start : mention.end] == mention.text for mention in record.quantities)
    assert [mention.text for mention in records["nul"].quantities] == [m.text for m in records["good"].quantities]
