"""`newsextract run`: articles in, records out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsextract.pipeline import Pipeline
    from newsextract.readers import Article
    from newsextract.records import ErrorRecord, Record

LAYERS = ("quantities", "dates", "policies", "entities", "facts")


@click.command(
    epilog="""\b
Examples:
  newsextract run corpus -o output
  newsextract run '2019/**/*.txt' -o out --published 2019-10-17 --format jsonl
  zcat news.jsonl.gz | newsextract run - -o out --format jsonl
"""
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write to."
)
@click.option("--published", metavar="DATE", help="Publication date of articles that bring none, e.g. 2019-10-17.")
@click.option("--format", "format_name", type=click.Choice(["json", "jsonl"]), default="json", show_default=True,
              help="A file an article, or one file with a record a line.")  # fmt: skip
@click.option("--input-format", metavar="NAME", help="txt or jsonl, where suffix and content mislead.")
@click.option("--encoding", metavar="NAME", help="Force an encoding, e.g. gb18030.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="TOML file with settings and own units, policies, places.",
)
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
def run(
    *,
    inputs: tuple[str, ...],
    output: Path,
    published: str | None,
    format_name: str,
    input_format: str | None,
    encoding: str | None,
    config: Path | None,
    quiet: bool,
) -> int:
    """Extract every article of the INPUTs (files, folders, globs, or - for standard input) into records.

    Articles that fail are listed in errors.jsonl, and the exit status is 1.
    """
    from newsextract.pipeline import load
    from newsextract.readers import read
    from newsextract.records import ErrorRecord
    from newsextract.writers import open_output

    _check_date(published)
    pipeline = load(config)
    items = read(inputs, input_format=input_format, encoding=encoding)
    counts: Counter[str] = Counter()
    checks_failed: list[str] = []
    began = time.perf_counter()
    with open_output(format_name, output) as put, _progress(quiet) as step:
        for item in items:
            result = item if isinstance(item, ErrorRecord) else extract(pipeline, item, published)
            put(result)
            _count(counts, checks_failed, result)
            step()
    if not quiet:
        _report(counts, checks_failed, time.perf_counter() - began, output)
    return 1 if counts["errors"] else 0


def extract(pipeline: Pipeline, article: Article, published: str | None = None) -> Record | ErrorRecord:
    """One article's record, or the error record of an article on which the pipeline failed."""
    from newsextract.errors import NewsextractError
    from newsextract.records import ErrorInfo, ErrorRecord

    try:
        return pipeline(
            article.text,
            published=article.meta.published or published,
            meta=article.meta,
            doc_id=article.doc_id,
            source=article.source,
        )
    except NewsextractError as error:
        return ErrorRecord(article.doc_id, article.source, ErrorInfo(error.code, str(error)))
    except Exception as error:
        message = f"{type(error).__name__}: {error}. Please report it with the article"
        return ErrorRecord(article.doc_id, article.source, ErrorInfo("NX901", message))


def _check_date(published: str | None) -> None:
    import datetime as dt

    try:
        if published is not None:
            dt.date.fromisoformat(published)
    except ValueError as error:
        raise click.BadParameter(f"{published!r} is not a date like 2019-10-17", param_hint="--published") from error


def _count(counts: Counter[str], checks_failed: list[str], result: Record | ErrorRecord) -> None:
    from newsextract.records import ErrorRecord

    if isinstance(result, ErrorRecord):
        counts["errors"] += 1
        return
    counts["articles"] += 1
    counts["characters"] += len(result.text)
    for layer in LAYERS:
        counts[layer] += len(getattr(result, layer))
    checks_failed += [f"{result.doc_id}: {check.expression}" for check in result.checks if not check.holds]


def _report(counts: Counter[str], checks_failed: list[str], seconds: float, output: Path) -> None:
    layers = ", ".join(f"{counts[layer]:,} {layer}" for layer in LAYERS)
    rate = counts["characters"] / seconds if seconds else 0
    click.echo(
        f"{counts['articles']:,} articles, {counts['characters']:,} characters: {layers}; "
        f"{counts['errors']:,} errors; {seconds:.2f} s, {rate:,.0f} characters/s → {output}"
    )
    for line in checks_failed[:20]:
        click.echo(f"  does not add up: {line}")
    if len(checks_failed) > 20:
        click.echo(f"  … and {len(checks_failed) - 20:,} more checks that do not hold")
    if counts["errors"]:
        click.echo(f"  articles that failed: {output / 'errors.jsonl'}", err=True)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[], None]]:
    """A function to call after each article; it draws only on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None)
        yield lambda: progress.advance(task)
