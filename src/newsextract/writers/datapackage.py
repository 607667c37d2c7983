"""What the CSV tables are, for programs: a Frictionless Data Package (specs.frictionlessdata.io, version 1)."""

from __future__ import annotations

import json
from typing import Any

from newsextract import __version__
from newsextract.tables import TABLES, Kind

FILE = "datapackage.json"
DAY = r"^-?\d{4,}-\d\d-\d\d$"
_FIELDS: dict[Kind, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "score": {"type": "number"},
    "flag": {"type": "boolean"},
    "list": {"type": "array"},
    # No “date”: a year before our era has none there.
    "day": {"type": "string", "constraints": {"pattern": DAY}},
}

_JOINS = {"facts": (("quantity", "quantities"),), "observations": (("id", "facts"),)}
"""Table → (column, table whose id it is)."""


def datapackage() -> bytes:
    """The descriptor of the tables, which does not depend on what is in them."""
    package = {
        "profile": "tabular-data-package",
        "name": "newsextract",
        "title": f"Records of newsextract {__version__} as tables, joined by doc_id and the mentions' ids",
        "resources": [_resource(table) for table in TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(table: str) -> dict[str, Any]:
    fields = [{"name": name} | _FIELDS.get(kind, {"type": "string"}) for name, kind in TABLES[table].items()]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    schema["primaryKey"] = ["doc_id"] if table == "articles" else ["doc_id", "id"]
    if table != "articles":
        joins = [_key(["doc_id", own], there, ["doc_id", "id"]) for own, there in _JOINS.get(table, ())]
        schema["foreignKeys"] = [_key(["doc_id"], "articles", ["doc_id"]), *joins]
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _key(fields: list[str], resource: str, others: list[str]) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": resource, "fields": others}}
