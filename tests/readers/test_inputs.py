"""What a folder holds: read, or told that it was not; what cannot be read is an error with a way out."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsextract.errors import InputError
from newsextract.readers import Article, Options, read
from newsextract.readers.article import legible, stem_of
from newsextract.records import ErrorRecord

ARTICLE = "昨天，新桥通车，投资3亿元。"


def archive(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


OLD = {
    "1/A01": ARTICLE.encode("gb18030"),
    "1/A02": ARTICLE.encode("utf-16-le"),
    "1/1998.01.02": ARTICLE.encode(),
    "1/人民.第3版": ARTICLE.encode(),
    "1/packed": b"\x1f\x8b no gzip",
    "2/a.txt": ARTICLE.encode(),
    "2/b.pdf": b"%PDF-1.4",
    "2/c.PDF": b"%PDF-1.4",
    "2/d.md": b"# x",
    "2/e.txt~": b"x",
    "2/scan": b"%PDF-1.4",
    "2/bytes": bytes(range(256)),
    "2/_SUCCESS": b"",
    ".git/config": b"x",
}


def test_a_folder_is_read_as_far_as_it_is_text_and_the_rest_is_counted(tmp_path: Path) -> None:
    options = Options()
    items = list(read([str(archive(tmp_path, OLD))], options))
    assert [item.doc_id for item in items] == ["1998.01.02", "A01", "A02", "packed", "人民.第3版", "a"]
    assert [isinstance(item, ErrorRecord) for item in items] == [False, False, False, True, False, False]
    assert all(item.text == ARTICLE for item in items if isinstance(item, Article))
    assert options.notes.unread.count == 7
    assert str(options.notes.unread) == "none 3, .pdf 2, .md 1, .txt~ 1"
    assert str(tmp_path / "2" / "scan") in options.notes.unread.first


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["a.txt", "a/b.txt", "a/b/c.txt", "a-1/d.txt", "B.txt", "a.b/e.txt"]
    archive(tmp_path, {name: ARTICLE.encode() for name in names})
    found = [str(item.source.path) for item in read([str(tmp_path)])]
    assert found == [str(path) for path in sorted(tmp_path / name for name in names)]


def test_paths_of_the_working_folder_stay_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path, {"a.txt": b"x", "b/c.txt": b"x"})
    monkeypatch.chdir(tmp_path)
    assert [item.source.path for item in read(["."])] == ["a.txt", "b/c.txt"]
    assert [item.source.path for item in read(["./b/"])] == ["b/c.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_links_to_folders_and_pipes_are_not_followed(tmp_path: Path) -> None:
    archive(tmp_path, {"in/a.txt": b"x", "in/b.txt": b"x"})
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "lost.txt").symlink_to(tmp_path / "absent.txt")
    (tmp_path / "in" / "same.txt").symlink_to(tmp_path / "in" / "a.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    options = Options()
    assert [item.doc_id for item in read([str(tmp_path / "in")], options)] == ["a", "b", "same"]
    assert options.notes.unread.kinds == {"link": 2, "special": 1}


def test_a_link_to_nothing_that_a_pattern_matches_is_counted(tmp_path: Path) -> None:
    archive(tmp_path, {"a.txt": b"x"})
    (tmp_path / "lost.txt").symlink_to(tmp_path / "absent.txt")
    options = Options()
    assert [item.doc_id for item in read([str(tmp_path / "*.txt")], options)] == ["a"]
    assert options.notes.unread.kinds == {"link": 1}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "no files here"),
        ({".hidden.txt": b"x"}, "no files here"),
        ({"a.pdf": b"%PDF-", "b.docx": b"PK"}, "only .docx 1, .pdf 1"),
        ({"scan": b"%PDF-1.4"}, "NX101"),
    ],
)
def test_nothing_to_read_is_refused_before_anything_is_read(tmp_path: Path, files: dict[str, bytes], says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read([str(archive(tmp_path, files))])
    assert caught.value.code == "NX101"
    assert caught.value.fix


def test_one_empty_folder_among_others_is_no_mistake(tmp_path: Path) -> None:
    archive(tmp_path, {"a/a.txt": b"x"})
    (tmp_path / "b").mkdir()
    assert len(list(read([str(tmp_path / "b"), str(tmp_path / "a")]))) == 1


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders called “locked” may not be read, not even by root, who runs tests in containers."""
    scandir = os.scandir

    @contextmanager
    def guarded(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        with scandir(path) as entries:
            yield entries

    monkeypatch.setattr("newsextract.readers.inputs.os.scandir", guarded)


@pytest.mark.usefixtures("locked")
def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    archive(tmp_path, {"a/1.txt": b"x", "locked/2.txt": b"x", "z/3.txt": b"x"})
    first, refused, last = read([str(tmp_path)])
    assert isinstance(refused, ErrorRecord)
    assert (first.doc_id, refused.doc_id, last.doc_id) == ("1", "locked", "3")
    assert refused.error.code == "NX101"
    assert "Permission denied" in refused.error.message
    with pytest.raises(InputError, match="NX101"):
        read([str(tmp_path / "locked")])


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.txt", "a"),
        ("a.TXT", "a"),
        ("新闻.csv.gz", "新闻.csv"),
        ("1998.01.02", "1998.01.02"),
        ("1.第3版", "1.第3版"),
        ("No. 5", "No. 5"),
        (".txt", ".txt"),
        ("a.zip!b/c.html", "c"),
        ("-", "stdin"),
    ],
)
def test_names_without_their_suffix(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="file names are Unicode here")
def test_file_names_in_gbk(tmp_path: Path) -> None:
    name = os.fsdecode("头版".encode("gb18030"))
    archive(tmp_path, {f"{name}/{name}.txt": b"x", f"{name}/{name}.pdf": b"x"})
    options = Options()
    (item,) = read([str(tmp_path)], options)
    assert (item.doc_id, item.source.path) == ("头版", str(tmp_path / "头版" / "头版.txt"))
    assert options.notes.unread.first == [str(tmp_path / "头版" / "头版.pdf")]
    (item,) = read([str(tmp_path / name / f"{name}.txt")])
    assert item.doc_id == "头版"
    assert legible("a/\udcff") == "a/\\xff"


def test_members_of_a_tar_in_gbk(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w", encoding="gb18030", format=tarfile.GNU_FORMAT) as packed:
        info = tarfile.TarInfo("头版.txt")
        info.size = 1
        packed.addfile(info, io.BytesIO(b"x"))
    (item,) = read([str(tmp_path / "a.tar")])
    assert item.doc_id == "头版"


def office(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in names:
            packed.writestr(name, "<xml/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        ("a.txt", b"%PDF-1.7", "a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Office document"),
        ("a.docx", office("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.zip", office("_rels/.rels", "[Content_Types].xml"), "docx"),
        ("a.odt", office("mimetype", "content.xml", "META-INF/manifest.xml"), "OpenDocument"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "JPEG"),
        ("a.db", b"SQLite format 3\0", "sqlite:PATH"),
        ("a.rar", b"Rar!\x1a\x07\0", "zip or tar"),
        ("a.rtf", b"{\\rtf1", "RTF"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (item,) = read([str(archive(tmp_path, {name: data}) / name)])
    assert isinstance(item, ErrorRecord)
    assert item.error.code == "NX103"
    assert says in item.error.message
    assert item.error.message.count("NX") == 1


def test_pages_in_a_zip_are_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(office("content.xml.txt", "b.txt"))
    assert [item.doc_id for item in read([str(tmp_path / "a.zip")])] == ["content.xml", "b"]


@pytest.mark.parametrize("name", ["gbkk", "hex", ""])
def test_an_encoding_that_is_none_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="NX102"):
        read([str(archive(tmp_path, {"a.txt": b"x"}))], Options(encoding=name))


@pytest.mark.parametrize("name", ["gbk", "utf-16", "UTF-8", "hz"])
def test_encodings_that_are_known(tmp_path: Path, name: str) -> None:
    (item,) = read([str(archive(tmp_path, {"a.txt": ARTICLE.encode(name)}))], Options(encoding=name))
    assert isinstance(item, Article)
