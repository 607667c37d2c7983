"""The command line: each command is one module; heavy imports wait until a command needs them."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path

import click

from newsextract import __version__
from newsextract.cli.agreement import agreement
from newsextract.cli.convert import convert
from newsextract.cli.report import report
from newsextract.cli.run import run
from newsextract.cli.schema import schema
from newsextract.cli.show import show
from newsextract.cli.validate import validate
from newsextract.errors import NewsextractError
from newsextract.threads import one_thread


def _build() -> str:
    """Says where mypyc compiled the grammars (hatch_build.py)."""
    found = PathFinder.find_spec("runs", [str(Path(__file__).parents[1] / "numerals")])
    return "" if found is None or str(found.origin).endswith(".py") else " (compiled)"


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    epilog="Example: newsextract run corpus -o output && newsextract validate output --gold gold",
)
@click.version_option(__version__, prog_name="newsextract", message=f"%(prog)s, version %(version)s{_build()}")
def cli() -> None:
    """Turn archives of Chinese news into exact, structured data."""


for command in (run, validate, show, report, schema, convert, agreement):
    cli.add_command(command)


def main() -> None:
    """Entry point. Exit status: 0 all well, 1 some articles failed or a floor was missed, 2 usage or setup."""
    one_thread()
    try:
        status = cli.main(standalone_mode=False)
    except NewsextractError as error:
        click.echo(f"newsextract: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("newsextract: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe (head, less) left: nobody is there to tell.
        sys.stderr.close()
        sys.exit(141)
    sys.exit(status if isinstance(status, int) else 0)
