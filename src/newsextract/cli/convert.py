"""`newsextract convert`: gold and records ↔ annotation tools and trainers."""

from __future__ import annotations

from pathlib import Path

import click

NAMES = ["gold", "records", "label-studio", "doccano", "brat", "conll", "docbin", "xmi"]


@click.command(
    epilog="""\b
Examples:
  newsextract convert output -o tasks.json --from records --to label-studio --labelling-config config.xml
  newsextract convert export.json -o gold --from label-studio --to gold
  newsextract convert gold -o brat --from gold --to brat
  newsextract convert gold -o train.conll --from gold --to conll --layer entities --tokens words
"""
)
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write.")
@click.option("--from", "read_as", type=click.Choice(NAMES), help="What SOURCE is.")
@click.option("--to", "write_as", type=click.Choice(NAMES), help="What to write.")
@click.option("--as-gold", is_flag=True, help="Turn records into gold on the way: facts become values of quantities.")
@click.option(
    "--layer",
    type=click.Choice(["entities", "quantities", "dates", "policies"]),
    default="entities",
    show_default=True,
    help="The layer of conll, and of doc.ents in docbin.",
)
@click.option(
    "--tokens",
    type=click.Choice(["characters", "words"]),
    default="characters",
    show_default=True,
    help="What conll cuts the text into; words are jieba's.",
)
@click.option(
    "--labelling-config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write Label Studio's labelling configuration (XML); needs no SOURCE.",
)
def convert(
    *,
    source: Path | None,
    output: Path | None,
    read_as: str | None,
    write_as: str | None,
    as_gold: bool,
    layer: str,
    tokens: str,
    labelling_config: Path | None,
) -> None:
    """Convert SOURCE (a file or folder) from one format into another, and list what the other cannot carry.

    brat, xmi and, unless its name ends in .jsonl, gold and records are folders; the others are one file.
    """
    from newsextract import convert as converting
    from newsextract.convert.base import write_text

    if labelling_config:
        write_text(labelling_config, converting.labelling_config())
        click.echo(f"labelling configuration: {labelling_config}")
        if source is None:
            return
    if source is None or output is None or read_as is None or write_as is None:
        raise click.UsageError("give SOURCE, --output, --from and --to")
    options = converting.Options(layer, "words" if tokens == "words" else "characters")
    result = converting.convert(source, output, read_as, write_as, options, as_gold=as_gold)
    click.echo(f"{result.documents:,} documents, {result.mentions:,} mentions → {output}")
    for line in result.lost:
        click.echo(f"  {write_as} does not carry: {line}")
