"""People, organisations and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsextract.config import Config
from newsextract.document import Document
from newsextract.errors import ConfigError
from newsextract.records import Entity

# numpy, the weights and the table of places load only when a tagger is asked for.
# ruff: noqa: PLC0415


def build(config: Config) -> Callable[[Sequence[Document]], list[list[Entity]]]:
    """Documents → the entities of each, by what `config.tagger` names: fast, accurate, lac, spacy:NAME, none.

    Raises ConfigError NX202 (another name), NX203 (a place of the user's that is none), MissingError NX301 (an
    optional package or pipeline) or NX302 (the weights).
    """
    kind, _, name = config.tagger.partition(":")
    if config.tagger == "none":
        return _nothing
    if config.tagger not in ("fast", "accurate", "lac") and not (kind == "spacy" and name):
        known = "fast, accurate, lac, spacy:NAME or none"
        raise ConfigError("NX202", f"unknown tagger “{config.tagger}”", where="tagger", fix=f"One of {known}")

    from newsextract.entities.gazetteer import Gazetteer
    from newsextract.entities.places import own

    gazetteer = Gazetteer(own(config.place))
    if config.tagger in ("fast", "accurate"):
        from newsextract.entities.emissions import Weights
        from newsextract.entities.recogniser import Recogniser
        from newsextract.entities.tagger import Tagger

        if config.tagger == "fast":
            return Recogniser(Tagger([Weights()]), gazetteer)
        from newsextract.entities.network import Network

        return Recogniser(Tagger([Weights(), Network()]), gazetteer)

    from newsextract.entities import peers

    return peers.Peer(peers.lac() if kind == "lac" else peers.spacy(name), gazetteer)


def _nothing(documents: Sequence[Document]) -> list[list[Entity]]:
    return [[] for _ in documents]
