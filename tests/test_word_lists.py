"""The word lists: no word twice in one list, and a file that is not what it must be is told with its name."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newsextract.errors import ConfigError
from newsextract.toml import load, tomllib

ROOT = Path(str(files("newsextract")))
FILES = sorted(ROOT.rglob("*.toml"))


def arrays(value: Any, key: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every array of strings in a document, with its key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from arrays(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        yield key, value


def test_there_are_lists() -> None:
    assert {"lexicon.toml", "words.toml", "nouns.toml"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_list_has_a_word_twice(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    twice = {key: [word for word, count in Counter(words).items() if count > 1] for key, words in arrays(data)}
    assert {key: words for key, words in twice.items() if words} == {}


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('words = ["甲", 2]', "Expected `str`, got `int`"),
        ("", "required field `words`"),
        ('words = []\nother = ["甲"]', "unknown field `other`"),
    ],
)
def test_a_broken_list_says_where(
    content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    package = f"broken_lists_{abs(hash(request.node.name))}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").touch()
    (tmp_path / package / "lists.toml").write_text(content, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    request.addfinalizer(lambda: sys.modules.pop(package, None))
    with pytest.raises(ConfigError, match=rf"NX203.*{said}") as caught:
        load(package, "lists.toml", Lists)
    assert caught.value.where == f"{package}/lists.toml"
