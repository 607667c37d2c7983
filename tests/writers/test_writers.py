"""Records → files, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.errors import OutputError
from newsextract.pipeline import Pipeline
from newsextract.records import ErrorInfo, ErrorRecord, Source, from_json
from newsextract.writers import FORMATS, open_output
from newsextract.writers.files import replacing
from newsextract.writers.json import file_name

FAILED = ErrorRecord("坏", Source(path="坏.txt"), ErrorInfo("NX102", "no encoding fits"))


def test_json_files(tmp_path: Path, pipeline: Pipeline) -> None:
    record = pipeline("投入31.5亿元。", doc_id="甲/乙")
    with open_output("json", tmp_path) as put:
        put(record)
        put(FAILED)
    (path,) = tmp_path.glob("*.json")
    assert from_json(path.read_bytes()) == record
    assert json.loads((tmp_path / "errors.jsonl").read_text(encoding="utf-8"))["error"]["code"] == "NX102"


def test_jsonl(tmp_path: Path, pipeline: Pipeline) -> None:
    records = [pipeline(f"投入{n}亿元。", doc_id=str(n)) for n in range(3)]
    with open_output("jsonl", tmp_path) as put:
        for record in records:
            put(record)
    lines = (tmp_path / "records.jsonl").read_bytes().splitlines()
    assert [from_json(line) for line in lines] == records
    assert not (tmp_path / "errors.jsonl").exists()


def test_errors_of_an_earlier_run_do_not_stay(tmp_path: Path, pipeline: Pipeline) -> None:
    with open_output("json", tmp_path) as put:
        put(FAILED)
    assert (tmp_path / "errors.jsonl").exists()
    with open_output("json", tmp_path) as put:
        put(pipeline("文"))
    assert not (tmp_path / "errors.jsonl").exists()


def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_formats_do_not_mix(tmp_path: Path, pipeline: Pipeline) -> None:
    for first, second in (("json", "jsonl"), ("jsonl", "json")):
        folder = tmp_path / first
        with open_output(first, folder) as put:
            put(pipeline("文"))
        with pytest.raises(OutputError, match="NX401"), open_output(second, folder):
            pass


def test_a_folder_that_cannot_be_made_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name in FORMATS:
        with pytest.raises(OutputError, match="NX401"), open_output(name, tmp_path / "file" / "out"):
            pass


@given(st.text(min_size=1))
def test_any_doc_id_makes_one_file_name_of_its_own(doc_id: str) -> None:
    name = file_name(doc_id)
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\\0:*?"<>|\n')
    assert name not in ("", ".", "..")
    if name == doc_id:
        assert file_name(doc_id + "/") != name


def test_plain_names_stay_as_they_are() -> None:
    assert file_name("zzrb-d18-tuopin") == "zzrb-d18-tuopin"
    assert file_name("A_gwr2026_河南省") == "A_gwr2026_河南省"
    assert file_name("../../etc/passwd").startswith("_")
    assert file_name("长" * 300) != file_name("长" * 301)
