"""brat standoff: `NAME.txt` with the text and `NAME.ann` with its mentions, offsets in code points; `annotation.conf`.

Closed vocabularies (mod, relation, trend, basis) are attributes, which brat offers as menus; the other keys of a
mention are one line of JSON in its note, with numbers as printed. A mention over line ends is written as brat itself
does: a fragment a line. The doc_id is the file's name, with %XX for what a file name cannot hold.

brat has no place for what belongs to the whole document: metadata, zones, sentences, facts and checks are lost. In the
`.ann` file a mention's line ends and tabs print as blanks; the offsets have them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

from newsextract.convert.base import (
    CHOICES,
    LABELS,
    Format,
    Mention,
    Options,
    build,
    doc_id_of,
    dumps,
    inputs,
    label_layer,
    loads,
    mentions,
    read_text,
    stem,
    write_text,
)
from newsextract.errors import InputError
from newsextract.evaluation.load import Row

LINE = re.compile(r"[^\n]+")
# What some readers of .ann take for a line's end, str.splitlines among them.
BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
SUFFIX_OF_LAYER = {"quantities": "Quantity", "dates": "Date"}


def write(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    write_text(target / "annotation.conf", configuration())
    for document in documents:
        name = stem(document["doc_id"])
        write_text(target / f"{name}.txt", document["text"])
        write_text(target / f"{name}.ann", _annotations(document))
    return []


def configuration() -> str:
    """brat's annotation.conf for our labels and attributes."""
    labels = [label for group in LABELS.values() for label in group]
    attributes = [
        f"{attribute_name(layer, name)}\tArg:{'|'.join(LABELS[layer])}, Value:{'|'.join(values)}"
        for layer, fields in CHOICES.items()
        for name, values in fields.items()
    ]
    overlaps = "OVERLAP\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    return "\n".join(
        ("[entities]", *labels, "", "[relations]", overlaps, "", "[events]", "", "[attributes]", *attributes, "")
    )


def attribute_name(layer: str, name: str) -> str:
    """The attribute's name in brat, one for each layer, as their values differ: QuantityMod, DateMod."""
    return SUFFIX_OF_LAYER[layer] + name.capitalize()


_FIELD_OF = {attribute_name(layer, name): name for layer, fields in CHOICES.items() for name in fields}


def _annotations(document: Row) -> str:
    text = document["text"]
    lines: list[str] = []
    attributes = 0
    for index, mention in enumerate(mentions(document), 1):
        fragments = [m.span() for m in LINE.finditer(text, mention.start, mention.end)]
        # Line ends at a mention's edges belong to the fragment beside them, so that no offset is lost.
        fragments = fragments or [(mention.start, mention.end)]
        fragments[0] = (mention.start, fragments[0][1])
        fragments[-1] = (fragments[-1][0], mention.end)
        spans = ";".join(f"{start} {end}" for start, end in fragments)
        surface = BREAKS.sub(" ", " ".join(text[start:end] for start, end in fragments))
        lines.append(f"T{index}\t{mention.label} {spans}\t{surface}")
        fields = {"id": mention.id, **mention.fields}
        for name in CHOICES.get(mention.layer, ()):
            if fields.get(name) is not None:
                attributes += 1
                lines.append(f"A{attributes}\t{attribute_name(mention.layer, name)} T{index} {fields[name]}")
                fields[name] = None
        note = BREAKS.sub(lambda mark: f"\\u{ord(mark[0]):04x}", dumps(fields))
        lines.append(f"#{index}\tAnnotatorNotes T{index}\t{note}")
    return "".join(line + "\n" for line in lines)


def read(source: Path, options: Options) -> list[Row]:
    """Every .ann file with its .txt. Relations and events are passed over. Raises InputError NX101, NX102, NX104."""
    return [_document(path) for path in inputs(source, ".ann")]


def _document(path: Path) -> Row:
    text = read_text(path.with_suffix(".txt"))
    spans: dict[str, tuple[str, int, int]] = {}
    notes: dict[str, Row] = {}
    attributes: dict[str, Row] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            mark, body, *more = line.split("\t", 2)
            if mark[0] == "T":
                spans[mark] = _span(body, text, where)
            elif mark[0] in "AM":
                name, owner, value = body.split(" ")
                attributes.setdefault(owner, {})[_FIELD_OF[name]] = value
            elif mark[0] == "#" and body.startswith("AnnotatorNotes T"):
                notes[body.split(" ")[1]] = _note(more[0], where)
        except (ValueError, IndexError, KeyError) as error:
            what = f"not a line of brat standoff: {type(error).__name__}: {error}"
            raise InputError("NX104", what, where=where, fix="Remove or repair the line") from error
    found = []
    for mark, (label, start, end) in spans.items():
        fields = notes.get(mark, {}) | attributes.get(mark, {})
        found.append(Mention(label_layer(label, str(path)), label, start, end, fields.pop("id", None), fields))
    return build(doc_id_of(path.stem), text, found, {}, str(path))


def _span(body: str, text: str, where: str) -> tuple[str, int, int]:
    """“ORG 0 2;3 5” → label and span; fragments parted by more than blanks are refused."""
    label, _, places = body.partition(" ")
    fragments = sorted(tuple(map(int, place.split(" "))) for place in places.split(";"))
    for (_, end), (start, _) in itertools.pairwise(fragments):
        if text[end:start].strip():
            what = f"a discontinuous {label} ({places}): our mentions are one span each"
            raise InputError("NX104", what, where=where, fix="Mark it as one span or two mentions")
    return label, fragments[0][0], fragments[-1][1]


def _note(words: str, where: str) -> Row:
    """Our JSON; a note that an annotator wrote in words has no keys."""
    note = loads(words, where) if words.startswith("{") else {}
    return dict(note)


BRAT = Format(
    "brat standoff (.txt, .ann)",
    write,
    read,
    ("metadata of the article; of records: zones, sentences, facts, checks",),
)
