"""doccano, sequence labelling: one JSON object a line, `{"text", "label": [[start, end, label], …]}` in code points.

doccano keeps further keys of a line as metadata and exports them again: everything else rides there, in `newsextract`.
Values belong to the mention of the same span and label; a mention that an annotator adds or moves has none, and doccano
shows none: they cannot be edited there. Spans may overlap only where the doccano project allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsextract.convert.base import (
    Format,
    Mention,
    Options,
    build,
    dumps,
    inputs,
    label_layer,
    loads,
    mentions,
    read_text,
    rest,
    write_text,
)
from newsextract.errors import InputError
from newsextract.evaluation.load import Row

OURS = "newsextract"


def write(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    write_text(target, "".join(dumps(_line(document)) + "\n" for document in documents))
    return []


def _line(document: Row) -> Row:
    found = mentions(document)
    values = [[m.start, m.end, m.label, m.id, m.fields] for m in found]
    ours = {"doc_id": document["doc_id"], "rest": rest(document), "values": values}
    return {"text": document["text"], "label": [[m.start, m.end, m.label] for m in found], OURS: ours}


def read(source: Path, options: Options) -> list[Row]:
    """Lines of doccano's JSONL with `label` or, from projects with relations, `entities`. Raises InputError NX104."""
    return [
        _document(loads(line, where), where, f"{path.stem}-{number}")
        for path in inputs(source, ".jsonl", ".json")
        for number, line in enumerate(read_text(path).split("\n"), 1)
        if line.strip()
        for where in [f"{path}:{number}"]
    ]


def _document(row: Row, where: str, name: str) -> Row:
    try:
        ours = row.get(OURS) or row.get("meta", {}).get(OURS) or {}
        known = {(start, end, label): (own, fields) for start, end, label, own, fields in ours.get("values", [])}
        found = []
        for start, end, label in _spans(row):
            own, fields = known.get((start, end, label), (None, {}))
            found.append(Mention(label_layer(label, where), label, start, end, own, fields))
        return build(ours.get("doc_id", name), row["text"], found, ours.get("rest", {}), where)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"not a line of doccano's sequence labelling: {type(error).__name__}: {error}"
        raise InputError("NX104", what, where=where, fix="Export as JSONL") from error


def _spans(row: Row) -> list[tuple[int, int, str]]:
    if "entities" in row:
        return [(e["start_offset"], e["end_offset"], e["label"]) for e in row["entities"]]
    return [(start, end, label) for start, end, label in row["label"]]


DOCCANO = Format(
    "doccano sequence labelling (JSONL)",
    write,
    read,
    ("values of mentions that an annotator adds or moves: doccano labels spans only",),
)
