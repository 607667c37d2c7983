"""Records and gold files → plain dicts by doc_id, the common shape of both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsextract.errors import OutputError
from newsextract.untable import read_tables

Row = dict[str, Any]
LAYERS = ("quantities", "dates", "policies", "entities")


def load_documents(path: Path) -> dict[str, Row]:
    """doc_id → document, of a .json or .jsonl file or of all such files below a folder; other JSON is passed over.

    A run's tables (CSV, SQLite, Parquet) are read, too.

    Raises OutputError NX402 where the path is missing, a file is not JSON, or two documents have one doc_id.
    """
    documents: dict[str, Row] = {}
    for row, where in _rows(path):
        if not isinstance(row, dict) or "doc_id" not in row or "quantities" not in row:
            continue
        if row["doc_id"] in documents:
            raise OutputError("NX402", f"doc_id {row['doc_id']!r} occurs twice", where=where, fix="Keep one of them")
        documents[row["doc_id"]] = row
    return documents


def _rows(path: Path) -> Iterator[tuple[Any, str]]:
    if not path.exists():
        raise OutputError("NX402", "no such file or folder", where=str(path), fix="Check the path")
    tables = read_tables(path)
    if tables is not None:
        yield from ((json.loads(record.to_json()), f"{path}: {record.doc_id}") for record in tables)
        return
    files = [path] if path.is_file() else sorted([*path.rglob("*.json"), *path.rglob("*.jsonl")])
    for file in files:
        body = file.read_text(encoding="utf-8")
        pieces = body.split("\n") if file.suffix == ".jsonl" else [body]
        for number, piece in enumerate(pieces, 1):
            if piece.strip():
                yield _parse(piece, f"{file}:{number}"), f"{file}:{number}"


def _parse(piece: str, where: str) -> Any:
    try:
        return json.loads(piece)
    except ValueError as error:
        raise OutputError("NX402", f"not JSON: {error}", where=where, fix="Remove or repair the file") from error


def digest(documents: dict[str, Row]) -> str:
    """A short hash of the gold's texts and mentions: figures are comparable only where it is the same."""
    canonical = json.dumps(documents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]
