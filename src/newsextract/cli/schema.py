"""`newsextract schema`: the record's JSON Schema."""

from __future__ import annotations

import json

import click


@click.command(epilog="Example: newsextract schema > record.schema.json")
def schema() -> None:
    """Print the JSON Schema (2020-12) of a record."""
    from newsextract.records import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
