"""Names in Latin letters: in brackets after the Chinese name, firms by their last word, people by a title.

The tagger sees no letters but only that there are some, so the words around decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsextract import lazyre as re
from newsextract.entities.labels import Span
from newsextract.entities.lexicon import vocabulary
from newsextract.entities.organisations import lexicon

_REST = "[A-Za-z.'-]*"
_WORD = f"[A-Z]{_REST}"
# 查德(|John Chad|), 岚峰大学(|Lanfeng University|).
_BRACKETED = re.compile(f"\\((?P<name>{_WORD}(?: (?:(?:of|the|and|for|de|van|von|&) )?{_WORD}){{0,5}})(?=[),;])")
_ACRONYM = re.compile("[A-Z]{3,6}")
_BONUS = 20.0
_FIRM_WORDS = re.compile(
    " (?:Capital|Associates|Advisors|Partners|Holdings|Securities|Ventures|Management|Bank|Group|Inc|Corp|Ltd|LLC|"
    "Corporation|Company|University|College|Institute|Foundation|Association|Technologies|Pharmaceuticals|Therapeutics|Airlines|Motors|"
    "Pictures|Entertainment|Studios|Insurance|Investments|Laboratories|Labs)(?![A-Za-z])\\.?"
)
_BEFORE_FIRM = re.compile("(?<![A-Za-z0-9@/._-])[A-Z][A-Za-z0-9&.'-]*(?: (?:& )?[A-Z][A-Za-z0-9&.'-]*){0,3}\\Z")
_LONGEST = 40
"""Characters before a firm's last word."""


def bracketed(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The original of a name, in brackets after it: of a person in two words, of an organisation or its initials."""
    for span in spans:
        if span.label == "LOC" or text[span.end : span.end + 1] != "(":
            continue
        match = _BRACKETED.match(text, span.end)
        if match is None or match["name"] in lexicon().acronyms:
            continue
        words = match["name"].count(" ") + 1
        fits = 2 <= words <= 4 if span.label == "PERSON" else words > 1 or _ACRONYM.fullmatch(match["name"])
        if fits:
            yield Span(*match.span("name"), span.label, _BONUS, "latin")


def firms(text: str) -> Iterator[tuple[int, int]]:
    """Firms and schools of several words: Lanfeng|Capital."""
    for last in _FIRM_WORDS.finditer(text):
        at = last.start()
        before = _BEFORE_FIRM.search(text, max(at - _LONGEST, 0), at)
        if before and not _in_english(text, before.start(), last.end()):
            yield before.start(), last.end() - (text[last.end() - 1] == ".")


def _in_english(text: str, start: int, end: int) -> bool:
    """Whether the words around are English too."""
    return (
        _ENGLISH_AFTER.match(text, end) is not None
        or _ENGLISH_BEFORE.search(text, max(start - 4, 0), start) is not None
    )


_ENGLISH_AFTER = re.compile(",? ?[a-z]{2,}")
_ENGLISH_BEFORE = re.compile("[a-z,] ?\\Z")


def is_english(text: str, end: int) -> bool:
    """Whether English words go on after a Latin word: Meeting| you was fate."""
    return _ENGLISH_AFTER.match(text, end) is not None


_NAME = re.compile(f"[A-Z][a-z]{_REST}(?: {_WORD}){{0,3}}")
_AFTER = re.compile("是|说|表示|认为|指出|感慨|称|告诉|介绍|补充|透露|坦言|在|的|和|与|来自|曾|也|[,，。、( （]")
_ADDRESSES = ("夫人", "先生", "女士", "教授", "博士")


def persons(text: str) -> Iterator[tuple[int, int]]:
    """People after a title or before a word that addresses them."""
    for match in _NAME.finditer(text):
        start, end = match.span()
        before = text[max(start - 1, 0) : start]
        if (before.isascii() and before.isalnum()) or before in _NO_NAME:
            continue
        titled = text.endswith(vocabulary().latin_titles, 0, start) and _AFTER.match(text, end)
        if (titled or text.startswith(_ADDRESSES, end)) and match[0] not in lexicon().acronyms and end - start > 2:
            yield start, end


_NO_NAME = frozenset("@._/-")


def variants(text: str, name: str) -> Iterator[str]:
    """Other ways to write a firm's Latin name that the text has: Uber, uber."""
    if len(name) < _BRIEF:
        return
    for other in {name.lower(), name.upper(), name.capitalize()} - {name}:
        if other in text:
            yield other


_BRIEF = 4


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is only a part of a Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
