"""The project's own JSON: gold files and records (docs/output-schema.md).

TARGET is a folder (a file a document) or a .jsonl file (a document a line). `gold` holds the four layers of mentions;
of a record, the facts become the quantities' indicator, trend, basis and time, and zones, sentences, checks, places of
facts, base values, dimensions, codes, scores and rules are left out. `records` holds all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from newsextract.convert.base import Format, Options, dumps, inputs, loads, read_text, stem, to_gold, write_text
from newsextract.errors import InputError, OutputError
from newsextract.evaluation.load import LAYERS, Row
from newsextract.untable import read_tables


def read(source: Path, options: Options) -> list[Row]:
    """All documents of a file or folder, a run's tables included; other JSON is passed over.

    Raises InputError NX101, NX104, NX105.
    """
    documents: dict[str, Row] = {}
    for row, where in _rows(source):
        if not isinstance(row, dict) or not {"doc_id", "text", *LAYERS} <= row.keys():
            continue
        if row["doc_id"] in documents:
            raise InputError("NX105", f"doc_id {row['doc_id']!r} occurs twice", where=where, fix="Keep one of them")
        _check(row, where)
        documents[row["doc_id"]] = row
    return list(documents.values())


def _rows(source: Path) -> Iterator[tuple[object, str]]:
    tables = read_tables(source)
    if tables is not None:
        yield from ((loads(record.to_json().decode(), str(source)), f"{source}: {record.doc_id}") for record in tables)
        return
    for path in inputs(source, ".json", ".jsonl"):
        content = read_text(path)
        for number, piece in enumerate(content.split("\n") if path.suffix == ".jsonl" else [content], 1):
            if piece.strip():
                yield loads(piece, f"{path}:{number}"), f"{path}:{number}"


def _check(row: Row, where: str) -> None:
    try:
        dumps(row)
    except UnicodeEncodeError as error:
        what = "the text holds half a surrogate pair, which no UTF-8 file can carry"
        raise InputError("NX104", what, where=where, fix="Replace \\ud800–\\udfff by \\ufffd") from error
    try:
        wrong = [
            f"{mention['text']!r} does not stand at {mention['start']}–{mention['end']}"
            for layer in LAYERS
            for mention in row[layer]
            if row["text"][mention["start"] : mention["end"]] != mention["text"]
        ]
    except (KeyError, TypeError) as error:
        what = f"a mention without its start, end or text: {error}"
        raise InputError("NX104", what, where=where, fix="See docs/output-schema.md") from error
    if wrong:
        raise InputError("NX104", wrong[0], where=where, fix="Offsets are code points into text")


def write_gold(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    return _write([to_gold(document) for document in documents], target)


def write_records(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    for document in documents:
        if "schema_version" not in document:
            what = f"{document['doc_id']!r} is gold and no record"
            raise OutputError("NX403", what, fix="Write it with --to gold")
    return _write(documents, target)


def _write(documents: Sequence[Row], target: Path) -> list[str]:
    if target.suffix == ".jsonl":
        write_text(target, "".join(dumps(document) + "\n" for document in documents))
        return []
    for document in documents:
        data = msgspec.json.format(dumps(document), indent=1)
        write_text(target / f"{stem(document['doc_id'])}.json", data + "\n")
    return []


GOLD = Format(
    "the project's gold files",
    write_gold,
    read,
    ("of records: zones, sentences, checks, facts' places, base values, codes, scores, rules",),
)
RECORDS = Format("the records of newsextract run", write_records, read)
