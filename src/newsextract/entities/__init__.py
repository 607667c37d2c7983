"""People, organisations and places."""

from __future__ import annotations

from collections.abc import Callable

from newsextract.config import Config
from newsextract.document import Document
from newsextract.errors import ConfigError
from newsextract.records import Entity


def build(config: Config) -> Callable[[Document], list[Entity]]:
    """The recogniser that `config.tagger` names.

    Raises ConfigError NX202 for another name, MissingError NX301 (an optional package) or NX302 (the weights).
    """
    if config.tagger == "none":
        return _nothing
    if config.tagger in ("fast", "accurate"):
        from newsextract.entities.emissions import Weights  # noqa: PLC0415  # numpy and the table load only when asked for
        from newsextract.entities.gazetteer import Gazetteer  # noqa: PLC0415
        from newsextract.entities.places import own  # noqa: PLC0415
        from newsextract.entities.recogniser import Recogniser  # noqa: PLC0415

        return Recogniser(Weights().scores, Gazetteer(own(config.place)))
    raise ConfigError(
        "NX202", f"unknown tagger “{config.tagger}”", where="tagger", fix="fast, accurate, lac, spacy:NAME or none"
    )


def _nothing(document: Document) -> list[Entity]:
    return []
