"""A document's sentences as one string for the tagger, and the way back to the document's offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.entities.features import SEPARATOR

_PIECE = re.compile("[^\n。！？!?]+(?:[。！？!?]+[”’」』）)]*|(?=\n)|$)|[。！？!?]+")
_WRAP = re.compile("[ \t]*\n[ \t]*")
_EDGE = " \t\n"


@dataclass(frozen=True, slots=True)
class Stream:
    """text: the sentences, joined by SEPARATOR, line wraps inside a sentence taken out.

    starts, origins: the runs of consecutive characters: where each starts in `text` and in the document.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The document's offsets [start, end) of characters of `text`, which a line wrap may part."""
        run = bisect_right(self.starts, start) - 1
        shift = self.origins[run] - self.starts[run]
        if run + 1 == len(self.starts) or end <= self.starts[run + 1]:
            return start + shift, end + shift
        last = bisect_right(self.starts, end - 1) - 1
        return start + shift, self.origins[last] - self.starts[last] + end


def stream(document: Document) -> Stream:
    """Sentences as the segmenter cut them; where it left several in one span they are parted here."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = 0
    for start, end in _sentences(document):
        for first, last in _unwrapped(document.shadow, start, end):
            starts.append(at)
            origins.append(first)
            pieces.append(document.shadow[first:last])
            at += last - first
        pieces.append(SEPARATOR)
        at += len(SEPARATOR)
    return Stream(_encodable("".join(pieces)), tuple(starts), tuple(origins))


def _encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate: the Rust libraries know no such strings."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def _sentences(document: Document) -> list[tuple[int, int]]:
    shadow = document.shadow
    wrapped = len(document.sentences) > 1  # a single span over many lines: lines are all we have
    result: list[tuple[int, int]] = []
    for start, end in document.sentences:
        if wrapped and shadow.find("\n\n", start, end) < 0:
            result.append((start, end))
            continue
        result += [match.span() for match in _PIECE.finditer(shadow, start, end)]
    return [span for span in (_trimmed(shadow, *span) for span in result) if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _unwrapped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence without its line wraps: “张\\n续光” is one name."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    result = []
    for wrap in _WRAP.finditer(text, start, end):
        result.append((start, wrap.start()))
        start = wrap.end()
    return [*result, (start, end)]
