"""The quantity stage alone: inline markup examples in, mentions out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsextract import quantities
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Meta, Quantity, Zone
from newsextract.text import shadow

Find = Callable[..., list[Quantity]]


def article(text: str, zones: tuple[Zone, ...] = ()) -> Document:
    """A Document of a bare text, nothing hidden."""
    return Document("test", text, shadow(text), zones, ((0, len(text)),), Meta(), None)


@pytest.fixture(scope="session")
def find() -> Find:
    """The quantities of a text with nothing claimed by dates or policies; `claimed` blanks the spans of its words."""
    stage = quantities.build(Config())

    def run(text: str, claimed: tuple[str, ...] = (), zones: tuple[Zone, ...] = ()) -> list[Quantity]:
        document = article(text, zones)
        free = document.shadow
        for word in claimed:
            free = free.replace(word, "\ue000" * len(word))
        return stage(document, free)

    return run
