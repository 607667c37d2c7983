"""Settings: what is unknown or wrong is an error that names the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsextract
from newsextract.config import Config, load_config
from newsextract.errors import ConfigError


def test_defaults_mapping_and_file_agree(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('tagger = "none"\n', encoding="utf-8")
    assert load_config(path) == load_config({"tagger": "none"}) == Config(tagger="none")
    assert load_config(None) == load_config({}) == Config()


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        ('taggr = "fast"', "NX202", "taggr"),
        ("tagger = 3", "NX202", "tagger"),
        ('unit = "元"', "NX202", "unit"),
        ("tagger =", "NX201", "not TOML"),
    ],
)
def test_bad_files(tmp_path: Path, content: str, code: str, says: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert caught.value.code == code
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="NX201"):
        load_config(tmp_path / "absent.toml")


def test_unknown_tagger_is_refused() -> None:
    with pytest.raises(ConfigError, match="NX202"):
        newsextract.load({"tagger": "quickest"})
