"""Typed settings and the user's TOML. An unknown key or a value of the wrong type is an error, never ignored."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Annotated, Any

import msgspec

from newsextract.errors import ConfigError
from newsextract.toml import tomllib


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings.

    tagger: "fast", "accurate", "lac", "spacy:NAME" or "none".
    unit, policy, place: the user's own lexicon entries, in the shape of units.toml, policies.toml and places.tsv;
        each room validates its own.
    most_megabytes: the largest file, or member of an archive, that is read whole. most_ratio: how many times its packed
        size a member of more than 16 MB may be; what is beyond either is refused (NX106).
    """

    tagger: str = "fast"
    unit: tuple[dict[str, Any], ...] = ()
    policy: tuple[dict[str, Any], ...] = ()
    place: tuple[dict[str, Any], ...] = ()
    most_megabytes: Annotated[int, msgspec.Meta(ge=1)] = 256
    most_ratio: Annotated[int, msgspec.Meta(ge=1)] = 100


def load_config(source: str | PathLike[str] | Mapping[str, Any] | Config | None = None) -> Config:
    """Settings from a TOML file's path, a mapping, or None for the defaults.

    Raises ConfigError NX201 (unreadable) or NX202 (unknown key, wrong value).
    """
    if source is None:
        return Config()
    if isinstance(source, Config):
        return source
    if isinstance(source, Mapping):
        return _convert(dict(source), "the configuration mapping")
    path = Path(source)
    try:
        return _convert(tomllib.loads(path.read_text(encoding="utf-8-sig")), str(path))
    except OSError as error:
        raise ConfigError("NX201", f"the configuration cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("NX201", f"the configuration is not TOML: {error}", where=str(path)) from error


def _convert(values: dict[str, Any], where: str) -> Config:
    try:
        return msgspec.convert(values, Config)
    except msgspec.ValidationError as error:
        keys = ", ".join(Config.__struct_fields__)
        raise ConfigError("NX202", str(error), where=where, fix=f"Known keys: {keys}") from error
