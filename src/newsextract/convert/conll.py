r"""CoNLL columns with BIO tags, one token a line: `TOKEN<TAB>MISC<TAB>TAG`, an empty line after each sentence.

The first column is the token and the last its tag (CoNLL-2003), so that the usual readers take it. MISC holds the
blanks around a token as `SpacesBefore=`, `SpacesAfter=` (CoNLL-U; UDPipe's escapes \s \t \n \r \p \\, and \uXXXX for
other blanks), so that the text comes back exactly. `# newdoc id = NAME` starts a document.

One layer (BIO cannot nest): entities, or the one chosen. Tokens are characters (grapheme clusters, UAX #29; Latin
letters and digits singly too) or jieba's words; a mention that does not begin and end with tokens is left out and
counted. Labels only: no values, no metadata, none of a record's further lists. Sentences are joined where a mention
runs over their bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from newsextract.convert.base import (
    BOM,
    Format,
    Mention,
    Options,
    build,
    inputs,
    label_layer,
    mentions,
    read_text,
    write_text,
)
from newsextract.errors import InputError
from newsextract.evaluation.load import Row
from newsextract.records import Zone
from newsextract.segment import sentences, words
from newsextract.text import shadow

NEW_DOCUMENT = "# newdoc id = "
ESCAPES = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
UNESCAPE = {code: char for char, code in ESCAPES.items()}
ESCAPED = re.compile(r"\\(?:[stnrp\\]|u([0-9a-f]{4}))")
TOKEN = re.compile(r"\S+")
# What a reader takes for one character may be several code points: 葛󠄀, 👨‍👩‍👧. `re` does not know them.
CHARACTER = regex.compile(r"\X")
# Unlike str.isspace, \s leaves out no control character that str.splitlines takes for a line end.
BLANK = re.compile(r"\s")

Token = tuple[int, int]


def write(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    parts: list[str] = []
    unaligned = 0
    for document in documents:
        lines, missed = _lines(document, options)
        parts.append(f"{NEW_DOCUMENT}{_escape(document['doc_id'])}\n{lines}")
        unaligned += missed
    write_text(target, "".join(parts))
    return [f"{unaligned} mentions that do not begin and end with tokens"] if unaligned else []


def _lines(document: Row, options: Options) -> tuple[str, int]:
    text = document["text"]
    tokens = list(_tokens(text, options.tokens))
    found = mentions(document, [options.layer])
    tags, missed = _tags(tokens, found)
    ends = _sentence_ends(document)
    lines = []
    for index, (start, end) in enumerate(tokens):
        following = tokens[index + 1][0] if index + 1 < len(tokens) else len(text)
        misc = [f"SpacesBefore={_escape(text[:start])}"] if index == 0 and start else []
        misc += [f"SpacesAfter={_escape(text[end:following])}"] if following > end else []
        lines.append(f"{text[start:end]}\t{'|'.join(misc) or '_'}\t{tags[index]}\n")
        inside = index + 1 < len(tokens) and tags[index + 1].startswith("I-")
        if index + 1 == len(tokens) or (not inside and any(at in ends for at in range(end, following + 1))):
            lines.append("\n")
    return "".join(lines), missed


def _tokens(text: str, kind: str) -> Iterator[Token]:
    """Spans of the tokens; blanks are none."""
    for chunk in TOKEN.finditer(text):
        if kind == "characters":
            yield from (character.span() for character in CHARACTER.finditer(text, *chunk.span()))
            continue
        at = chunk.start()
        for word in words(chunk[0]):
            yield at, at + len(word)
            at += len(word)


def _tags(tokens: Sequence[Token], found: Sequence[Mention]) -> tuple[list[str], int]:
    begins = {start: index for index, (start, _) in enumerate(tokens)}
    ends = {end: index for index, (_, end) in enumerate(tokens)}
    tags = ["O"] * len(tokens)
    missed = 0
    for mention in found:
        first, last = begins.get(mention.start), ends.get(mention.end)
        if first is None or last is None or any(tag != "O" for tag in tags[first : last + 1]):
            missed += 1
            continue
        tags[first : last + 1] = [f"B-{mention.label}", *[f"I-{mention.label}"] * (last - first)]
    return tags, missed


def _sentence_ends(document: Row) -> set[int]:
    given = document.get("sentences")
    whole = [Zone("body", 0, len(document["text"]))]
    return {end for _, end in (given or sentences(shadow(document["text"]), whole))}


def _escape(blanks: str) -> str:
    return "".join(ESCAPES.get(char) or (f"\\u{ord(char):04x}" if BLANK.match(char) else char) for char in blanks)


def _unescape(words: str) -> str:
    """What is no escape of ours stays as it is."""
    return ESCAPED.sub(lambda code: UNESCAPE.get(code[0]) or chr(int(code[1], 16)), words)


def read(source: Path, options: Options) -> list[Row]:
    """Files of two or more columns, parted by tabs or blanks; BIO, IOB1 and BIOES tags. Raises InputError NX104.

    A file without `# newdoc id` or with -DOCSTART- lines gives documents named after it. Without a MISC column of ours,
    tokens are joined without blanks and sentences by line ends.
    """
    return [row for path in inputs(source, ".conll", ".bio", ".txt", ".tsv") for row in _documents(path)]


def _documents(path: Path) -> Iterator[Row]:
    draft: _Draft | None = None
    number_of = 0
    for number, line in enumerate(read_text(path).removeprefix(BOM).split("\n"), 1):
        where = f"{path}:{number}"
        columns = line.split("\t") if "\t" in line else line.split()
        if line.startswith(NEW_DOCUMENT) or (columns and columns[0] == "-DOCSTART-"):
            if draft:
                yield draft.document(str(path))
            number_of += 1
            named = line.startswith(NEW_DOCUMENT)
            name = _unescape(line.removeprefix(NEW_DOCUMENT)) if named else f"{path.stem}-{number_of}"
            draft = _Draft(name)
        elif len(columns) >= 2:
            draft = draft or _Draft(path.stem)
            draft.add(columns, where)
        elif line.strip() and not line.startswith("# "):
            raise InputError("NX104", "a line with a single column", where=where, fix="Write TOKEN<TAB>TAG")
        elif draft and not line.strip():
            draft.end_sentence()
    if draft:
        yield draft.document(str(path))


class _Draft:
    """A document that grows token by token."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[str] = []
        self.length = 0
        self.found: list[Mention] = []
        self.open: tuple[str, int, int] | None = None
        self.exact = False
        """Whether the file tells blanks: then an empty line is no character of the text."""

    def add(self, columns: list[str], where: str) -> None:
        token, tag = columns[0], columns[-1]
        misc = columns[-2] if len(columns) > 2 else ""
        blanks = dict(part.split("=", 1) for part in misc.split("|") if part.startswith(("SpacesB", "SpacesA")))
        self.exact = self.exact or misc == "_" or bool(blanks)
        self._append(_unescape(blanks.get("SpacesBefore", "")))
        start = self.length
        self._append(token)
        self._tag(tag, start, where)
        self._append(_unescape(blanks.get("SpacesAfter", "")))

    def _tag(self, tag: str, start: int, where: str) -> None:
        mark, _, label = tag.partition("-")
        if mark not in ("B", "I", "O", "E", "S") or (mark != "O") != bool(label):
            raise InputError("NX104", f"no BIO tag {tag!r}", where=where, fix="Tags are O, B-LABEL and I-LABEL")
        if mark in "IE" and self.open and self.open[0] == label:
            self.open = (label, self.open[1], self.length)
            return
        self._close()
        if mark != "O":
            label_layer(label, where)
            self.open = (label, start, self.length)

    def _append(self, piece: str) -> None:
        self.parts.append(piece)
        self.length += len(piece)

    def _close(self) -> None:
        if self.open:
            label, start, end = self.open
            self.found.append(Mention(label_layer(label, self.name), label, start, end))
        self.open = None

    def end_sentence(self) -> None:
        self._close()
        if not self.exact and self.parts and self.parts[-1] != "\n":
            self._append("\n")

    def document(self, where: str) -> Row:
        self._close()
        return build(self.name, "".join(self.parts), self.found, {}, where)


CONLL = Format(
    "CoNLL columns with BIO tags",
    write,
    read,
    (
        "layers but the one chosen",
        "values of mentions",
        "metadata of the article; of records: zones, sentences, facts, checks",
        "the whole of an article of nothing but blanks",
    ),
)
