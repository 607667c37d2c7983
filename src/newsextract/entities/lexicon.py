"""Word lists of the entity grammars: TOML files of this package, checked as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from newsextract import lazyre as re
from newsextract.errors import ConfigError
from newsextract.toml import tomllib

_Lexicon = TypeVar("_Lexicon", bound=msgspec.Struct)


def load(name: str, kind: type[_Lexicon]) -> _Lexicon:
    """The file as a record; raises ConfigError NX203."""
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ConfigError("NX203", str(error), where=name) from error


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
