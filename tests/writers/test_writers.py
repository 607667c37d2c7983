"""Finished JSON → files, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.errors import OutputError
from newsextract.pipeline import Pipeline
from newsextract.records import from_json
from newsextract.writers import FORMATS, replacing
from newsextract.writers.json import file_name


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_reads_back(tmp_path: Path, pipeline: Pipeline, name: str) -> None:
    records = [pipeline(f"投入{n}亿元。", doc_id=f"甲/{n}") for n in range(3)]
    files = FORMATS[name](tmp_path, 7, [(r.doc_id, r.to_json()) for r in records])
    assert sorted(files) == sorted(path.name for path in tmp_path.iterdir())
    bodies = [(tmp_path / file).read_bytes() for file in files]
    lines = [line for body in bodies for line in (body.splitlines() if name == "jsonl" else [body])]
    assert [from_json(line) for line in lines] == records


def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="NX401"), replacing(tmp_path / "absent" / "a.json"):
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
