"""`newsextract show`: one article in the terminal, its mentions coloured, what was found as tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from newsextract.records import Fact, Quantity, Record

COLOURS = {"quantities": "bold cyan", "dates": "bold yellow", "policies": "bold magenta", "entities": "green"}
HIDDEN = "dim"
Rows = list[tuple[str, ...]]
COLUMNS = {
    "Quantities and facts": ("indicator", "quantity", "value", "unit", "trend", "time", "place"),
    "Dates": ("date", "class", "value", "mod", "relation", "from", "to"),
    "Policies": ("policy", "kind", "head", "stands for"),
    "Entities": ("entity", "label", "times", "place"),
}


@click.command(
    epilog="""\b
Examples:
  newsextract show corpus/zzrb-d18-tuopin.txt
  newsextract show output/zzrb-d18-tuopin.json --explain
  newsextract show corpus/zzrb-d18-tuopin.txt --html page.html
"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--doc-id", help="Which article of a file with several; the first otherwise.")
@click.option("--published", metavar="DATE", help="Publication date, where the file is an article that brings none.")
@click.option("--explain", is_flag=True, help="Name the rule behind each mention and fact.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page instead of printing.")
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="TOML file with settings.")
def show(
    *, file: Path, doc_id: str | None, published: str | None, explain: bool, html: Path | None, config: Path | None
) -> int:
    """Print an article FILE (or a record made by `run`) with its mentions coloured, and what was extracted."""
    record = _load(file, doc_id, published, config)
    if html:
        _write_page(html, record)
        return 0
    from rich.console import Console

    # Square brackets in an article are its own, no markup.
    console = Console(highlight=False, markup=False)
    console.print(_heading(record))
    console.print(_legend())
    console.print()
    console.print(coloured(record))
    console.print()
    _tables(console, record, explain)
    return 0


def _write_page(path: Path, record: Record) -> None:
    from newsextract.report.article import article_page
    from newsextract.writers import replacing

    with replacing(path) as stream:
        stream.write(article_page(record).encode("utf-8", "replace"))
    click.echo(f"page: {path}")


def _load(file: Path, doc_id: str | None, published: str | None, config: Path | None) -> Record:
    import msgspec

    from newsextract.batch.work import extract
    from newsextract.errors import InputError
    from newsextract.pipeline import load
    from newsextract.readers import read
    from newsextract.readers.article import error_of
    from newsextract.records import ErrorRecord, from_json

    if file.suffix == ".json":
        try:
            return from_json(file.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            fix = "Give an article, or a record written by `newsextract run`"
            raise InputError("NX101", f"not a record: {error}", where=str(file), fix=fix) from error
    for item in read([str(file)]):
        if doc_id is not None and item.doc_id != doc_id:
            continue
        result = item if isinstance(item, ErrorRecord) else extract(load(config), item, published)
        if isinstance(result, ErrorRecord):
            raise error_of(result)
        return result
    what = "no article here" if doc_id is None else f"no article {doc_id}"
    raise InputError("NX101", what, where=str(file), fix="Check the file, and the doc_id if you named one")


def _heading(record: Record) -> Text:
    from rich.text import Text

    meta = record.meta
    day = f"{meta.published} ({meta.published_from})" if meta.published else "date unknown"
    people = " ".join(f"{a.name}({a.role})" for a in meta.authors)
    parts = (meta.publication, day, meta.page, meta.section, people)
    title = (meta.title or record.doc_id, "bold")
    return Text.assemble(title, "\n", " · ".join(part for part in parts if part))


def _legend() -> Text:
    from rich.text import Text

    legend = Text()
    for layer, style in COLOURS.items():
        legend.append(f" {layer} ", style=f"{style} reverse")
        legend.append(" ")
    return legend


def coloured(record: Record) -> Text:
    """The article's text, mentions in their layer's colour, navigation dimmed."""
    from rich.text import Text

    text = Text(record.text)
    for zone in record.zones:
        if zone.type in ("nav", "boilerplate"):
            text.stylize(HIDDEN, zone.start, zone.end)
    for layer in ("entities", "policies", "dates", "quantities"):
        for mention in getattr(record, layer):
            text.stylize(COLOURS[layer], mention.start, mention.end)
    return text


def _tables(console: Console, record: Record, explain: bool) -> None:
    """What was found, layer by layer; each row ends with its rule, and a layer without rows is left out."""
    from rich.table import Table
    from rich.text import Text

    layers = (_amounts(record), _times(record), _policies(record), _entities(record))
    for (title, columns), rows in zip(COLUMNS.items(), layers, strict=True):
        if not rows:
            continue
        table = Table(*columns, *(["rule"] if explain else []), title=title)
        for row in rows:
            table.add_row(*(row if explain else row[:-1]))
        console.print(table)
    for check in record.checks:
        verdict = ("holds", "green") if check.holds else ("does not hold", "bold red")
        console.print(Text.assemble(f"{check.kind}: {check.expression}  ", verdict))
    if not any(getattr(record, layer) for layer in COLOURS):
        console.print("nothing was found")
    if explain:
        _rules(console, record)


def _amounts(record: Record) -> Rows:
    facts = {fact.quantity: fact for fact in record.facts}
    dates = {date.id: date.text for date in record.dates}
    places = {entity.id: entity.text for entity in record.entities}
    rows: Rows = []
    for quantity in record.quantities:
        fact = facts.get(quantity.id)
        time = dates[fact.time] if fact and fact.time else ""
        place = (places.get(fact.place or "") or fact.place_text or "") if fact else ""
        rule = f"{quantity.rule} {fact.rule if fact else ''}"
        rows.append(
            (_indicator(fact), quantity.text, _value(quantity), _unit(quantity), _trend(fact), time, place, rule)
        )
    return rows


def _times(record: Record) -> Rows:
    return [
        (
            *(date.text, date.timex, date.value, date.mod or "", date.relation or ""),
            *(date.start_date or "", date.end_date or "", date.rule),
        )
        for date in record.dates
    ]


def _policies(record: Record) -> Rows:
    rows: Rows = []
    for policy in record.policies:
        items = "；".join(f"{item.part}: {item.text}" if item.part else item.text for item in policy.items)
        rows.append((policy.text, policy.kind, policy.head or "", items, policy.rule))
    return rows


def _entities(record: Record) -> Rows:
    """Each name once, in the order of the text: an article says its county thirty times."""
    times = Counter((entity.text, entity.label, entity.path or "") for entity in record.entities)
    rules = {(entity.text, entity.label, entity.path or ""): entity.rule for entity in reversed(record.entities)}
    return [(text, label, str(count), path, rules[text, label, path]) for (text, label, path), count in times.items()]


def _rules(console: Console, record: Record) -> None:
    """Why each fact has its indicator."""
    from newsextract.facts import RULES

    for rule in sorted({fact.rule for fact in record.facts}):
        console.print(f"{rule}: {RULES.get(rule, '')}")


def _indicator(fact: Fact | None) -> str:
    return fact.indicator.text if fact and fact.indicator else ""


def _value(quantity: Quantity) -> str:
    if quantity.value is not None:
        return f"{quantity.value:,f}"
    return f"{_bound(quantity.low)}–{_bound(quantity.high)}"


def _bound(number: object) -> str:
    return "" if number is None else f"{number:,f}"


def _unit(quantity: Quantity) -> str:
    per = f"/{quantity.per}" if quantity.per else ""
    mod = f" ({quantity.mod})" if quantity.mod else ""
    return f"{quantity.unit}{per}{mod}"


def _trend(fact: Fact | None) -> str:
    return " ".join(part for part in (fact.trend, fact.basis) if part) if fact else ""
