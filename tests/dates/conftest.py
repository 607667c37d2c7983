"""How date tests read: a text and its publication date through the date stage alone, with no other room involved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsextract import dates
from newsextract import text as texts
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Date, Meta

Read = Callable[..., list[Date]]


@pytest.fixture(scope="session")
def read() -> Read:
    """read(text, published="2019-10-17") → Date records."""
    find = dates.build(Config())

    def run(text: str, published: str | None = "2019-10-17") -> list[Date]:
        shadow = texts.shadow(text)
        day, _ = dates.published(published, None, "", None)
        return find(Document("t", text, shadow, (), (), Meta(), day), shadow)

    return run
