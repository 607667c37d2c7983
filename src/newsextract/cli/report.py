"""`newsextract report`: a static site of a run's records."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    epilog="""\b
Examples:
  newsextract report output -o site
"""
)
@click.argument("output", type=click.Path(path_type=Path))
@click.option("-o", "--site", required=True, type=click.Path(path_type=Path), help="Folder to write the pages to.")
def report(*, output: Path, site: Path) -> int:
    """Write pages about the records in OUTPUT: an overview, one page an article, an explorer of indicators.

    They need no server and no network: open index.html from disk.
    """
    from newsextract.errors import OutputError
    from newsextract.output import read, read_errors
    from newsextract.report.site import build_site

    records = read(output)
    try:
        site.mkdir(parents=True, exist_ok=True)
        count = build_site(records, site, list(read_errors(output)))
    except OSError as error:
        raise OutputError("NX401", f"the folder cannot be used: {error.strerror}", where=str(site)) from error
    click.echo(f"{count:,} articles → {site / 'index.html'}")
    return 0
