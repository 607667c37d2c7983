"""The recogniser under test, and documents made of bare text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsextract import policies
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Meta, Policy
from newsextract.text import shadow

Find = Callable[[str], list[Policy]]


def document(text: str) -> Document:
    """A document without zones, sentences or date: the policy room reads nothing of them."""
    return Document("test", text, shadow(text), (), (), Meta(), None)


@pytest.fixture(scope="session")
def find() -> Find:
    """The policies of a text, by the shipped lexicon."""
    recognise = policies.build(Config())
    return lambda text: recognise(document(text))
