"""`newsextract run`: articles in, records out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsextract.batch import Run, Totals
    from newsextract.batch.progress import Meter
    from newsextract.batch.run import Report
    from newsextract.readers import Item
    from newsextract.readers.duplicates import Copies
    from newsextract.readers.notes import Notes

LAYERS = ("quantities", "dates", "policies", "entities", "facts")
MINUTE = 60


@click.command(
    epilog="""\b
Examples:
  newsextract run corpus -o output
  newsextract run '2019/**/*.txt' -o out --published 2019-10-17 --format jsonl
  newsextract run 'hdfs:///news/*.jsonl' -o hdfs:///out --engine spark --master yarn --format parquet
  zcat news.jsonl.gz | newsextract run - -o out --format jsonl --compress zstd
"""
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="PATH", help="Folder to write to.")
@click.option(
    "--published",
    metavar="DATE",
    help="Publication date of articles whose row or page gives none, e.g. 2019-10-17; it wins over dates in the text.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "jsonl", "csv", "parquet", "sqlite"]),
    default="json",
    show_default=True,
    help="A file an article, shards with a record a line, or tables.",
)
@click.option("--compress", type=click.Choice(["zstd"]), help="Compress the shards of jsonl.")
@click.option("--input-format", metavar="NAME", help="txt, html, jsonl, csv …, where suffix and content mislead.")
@click.option("--encoding", metavar="NAME", help="Force an encoding, e.g. gb18030.")
@click.option(
    "--errors",
    type=click.Choice(["strict", "replace"]),
    default="strict",
    show_default=True,
    help="Bytes that the encoding does not know: report the article, or replace them by �.",
)
@click.option("--columns", metavar="FIELD=NAME,…", help="Columns of tables, e.g. text=正文,title=标题,published=日期.")
@click.option("--config", type=click.Path(path_type=Path), help="TOML file: settings, own units, policies, places.")
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes, all cores by default; 1 is this one alone."
)
@click.option(
    "--timeout", default=30.0, show_default=True, metavar="S", help="Seconds for one article; 0 for no limit."
)
@click.option("--skip-duplicates", is_flag=True, help="Leave out articles whose text came before, to the letter.")
@click.option("--fresh", is_flag=True, help="Start over, forgetting what an earlier run did in the folder.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="This machine, or a Spark cluster (jsonl and parquet; paths are Hadoop's).",
)
@click.option("--master", metavar="URL", default="local[*]", help="Of the cluster, e.g. spark://host:7077 or yarn.")
@click.option(
    "--spark-conf", multiple=True, metavar="KEY=VALUE", help="A Spark setting, e.g. spark.archives=env.tgz#env."
)
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def run(
    *,
    inputs: tuple[str, ...],
    output: str,
    published: str | None,
    format_name: str,
    compress: Literal["zstd"] | None,
    input_format: str | None,
    encoding: str | None,
    errors: str,
    columns: str | None,
    config: Path | None,
    workers: int | None,
    timeout: float,
    skip_duplicates: bool,
    fresh: bool,
    engine: str,
    master: str,
    spark_conf: tuple[str, ...],
    quiet: bool,
) -> int:
    """Extract every article of the INPUTs (files, folders, globs, or - for standard input) into records.

    A run that was interrupted continues where it stopped when the same command is given again. Articles that fail are
    listed in errors.jsonl, and the exit status is 1.
    """
    from newsextract.batch import Settings, run_batch
    from newsextract.config import load_config
    from newsextract.readers import Options, read
    from newsextract.readers.article import MEGABYTE
    from newsextract.readers.duplicates import Copies, Duplicates

    _check_date(published)
    settings = Settings(load_config(config), format_name, compress, published)
    options = Options(
        input_format,
        encoding,
        "replace" if errors == "replace" else "strict",
        _columns(columns),
        settings.config.most_megabytes * MEGABYTE,
        settings.config.most_ratio,
    )
    began = time.perf_counter()
    copies = Copies()
    if engine == "spark":
        from newsextract.batch.spark import run_spark

        conf = {"spark.ui.showConsoleProgress": str(not quiet).lower()} | _settings(spark_conf)
        result = run_spark(
            inputs, output, settings, master=master, conf=conf, options=options, timeout=timeout, fresh=fresh
        )
    else:
        items = Duplicates().watch(read(inputs, options), copies, skip=skip_duplicates)
        with _progress(inputs, quiet) as report:
            result = run_batch(
                items,
                Path(output),
                settings,
                workers=workers or os.cpu_count() or 1,
                timeout=timeout,
                fresh=fresh,
                inputs=inputs,
                copies=copies,
                notes=options.notes,
                report=report,
            )
    if not quiet:
        _summarise(result, time.perf_counter() - began, output, "errors" if engine == "spark" else "errors.jsonl")
        _report_copies(copies, skip_duplicates)
        _report_notes(options.notes)
        _report_undated(result.totals)
    return 1 if result.totals.failed else 0


def _check_date(published: str | None) -> None:
    import datetime as dt

    try:
        if published is not None:
            dt.date.fromisoformat(published)
    except ValueError as error:
        raise click.BadParameter(f"{published!r} is not a date like 2019-10-17", param_hint="--published") from error


def _columns(given: str | None) -> dict[str, str]:
    """“text=正文,title=标题” → {"text": "正文", "title": "标题"}."""
    from newsextract.readers.rows import FIELDS

    pairs = [part.partition("=") for part in (given or "").split(",") if part]
    for name, _, column in pairs:
        if name not in FIELDS or not column:
            raise click.BadParameter(f"write FIELD=NAME, with a field of {', '.join(FIELDS)}", param_hint="--columns")
    return {name: column for name, _, column in pairs}


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    """("spark.executor.memory=2g",) → {"spark.executor.memory": "2g"}."""
    pairs = [part.partition("=") for part in given]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise click.BadParameter("write KEY=VALUE", param_hint="--spark-conf")
    return {name: value for name, _, value in pairs}


def _summarise(result: Run, seconds: float, output: str, errors: str) -> None:
    totals = result.totals
    layers = ", ".join(f"{totals.mentions.get(layer, 0):,} {layer}" for layer in LAYERS)
    before = f" ({result.resumed:,} by an earlier run)" if result.resumed else ""
    rate = "" if result.resumed else f", {totals.characters / seconds:,.0f} characters/s"
    click.echo(
        f"{totals.articles:,} articles{before}, {totals.characters:,} characters: {layers}; "
        f"{totals.failed:,} errors; {seconds:.2f} s{rate} → {output}"
    )
    for line in totals.findings[:20]:
        click.echo(f"  does not add up: {line}")
    if totals.failing > 20:
        click.echo(f"  … and {totals.failing - 20:,} more checks that do not hold")
    if totals.failed:
        click.echo(f"  articles that failed: {output.rstrip('/')}/{errors}", err=True)


def _report_copies(copies: Copies, skipped: bool) -> None:
    if not copies.exact and not copies.near:
        return
    fate = "left out" if skipped else "kept; --skip-duplicates leaves them out"
    click.echo(
        f"  copies: {copies.exact:,} to the letter ({fate}), {copies.near:,} nearly the same; run.json names them"
    )


def _report_notes(notes: Notes) -> None:
    if notes.unread.count:
        click.echo(f"  {notes.unread.count:,} files were not read: {notes.unread}; run.json names them")
    if notes.dates.count:
        click.echo(
            f"  {notes.dates.count:,} publication dates could not be read ({notes.dates.first[0]} …); they are kept in "
            "meta.extra, run.json names them. Write them like 2019-10-17"
        )


def _report_undated(totals: Totals) -> None:
    """Only where something depends on it: few miss the day of an article that says no 昨天."""
    if totals.unresolved:
        way = "give it by --published, by a column (--columns published=…) or in the file name"
        stay = f"in {totals.unresolved:,} of them 昨天 and the like stay XXXX"
        click.echo(f"  {totals.undated:,} of {totals.articles:,} articles have no publication date; {stay}: {way}")


@contextmanager
def _progress(inputs: tuple[str, ...], quiet: bool) -> Iterator[Report]:
    """What is told of finished articles: a bar on a terminal, else a line a minute."""
    from newsextract.batch.progress import Meter, sizes_of

    if quiet:
        yield lambda items, errors: None
    elif sys.stderr.isatty():
        with _bar(Meter(sizes_of(inputs))) as report:
            yield report
    else:
        yield _log(Meter(sizes_of(inputs)))


@contextmanager
def _bar(meter: Meter) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=meter.total or None)

        def report(items: Sequence[Item], errors: int) -> None:
            meter.add(items, errors)
            progress.update(task, description=str(meter), completed=meter.position)

        yield report


def _log(meter: Meter) -> Report:
    last = time.monotonic()

    def report(items: Sequence[Item], errors: int) -> None:
        nonlocal last
        meter.add(items, errors)
        now = time.monotonic()
        if now - last >= MINUTE:
            last = now
            click.echo(f"newsextract: {meter}", err=True)

    return report
