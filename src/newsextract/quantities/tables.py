"""The cells of tables: a printed number is an amount; a stated unit (单位：亿元) governs its column of bare numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsextract.document import Document
from newsextract.numerals import Reading
from newsextract.quantities.units import Lexicon

if TYPE_CHECKING:
    from newsextract.quantities.recognise import Amount


def cells(
    document: Document, free: str, candidates: list[tuple[int, int, Reading]], found: list[Amount], units: Lexicon
) -> list[Amount]:
    """The amounts found with those of table cells added, in order."""
    return found
