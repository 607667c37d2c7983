"""`newsextract agreement`: two annotators' gold against each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newsextract.evaluation.agreement import Agreement


@click.command(
    epilog="""\b
Examples:
  newsextract agreement gold-anna gold-bo
  newsextract agreement gold-anna gold-bo --errors 50 --explain
"""
)
@click.argument("gold_a", type=click.Path(path_type=Path))
@click.argument("gold_b", type=click.Path(path_type=Path))
@click.option(
    "--errors", default=0, show_default=True, metavar="N", help="List the first N disagreements of each layer."
)
@click.option("--json", "as_json", is_flag=True, help="Print figures and all disagreements as JSON.")
@click.option("--explain", is_flag=True, help="Say what each figure means.")
def agreement(*, gold_a: Path, gold_b: Path, errors: int, as_json: bool, explain: bool) -> None:
    """How far two annotators agree: F1 on spans and Cohen's κ on labels, of the documents in both folders."""
    from newsextract.convert.base import to_gold
    from newsextract.evaluation.agreement import DEFINITIONS
    from newsextract.evaluation.agreement import agreement as measure
    from newsextract.evaluation.load import load_documents

    # Records may stand in for an annotator: their facts are gold's values of quantities.
    a, b = ({name: to_gold(row) for name, row in load_documents(path).items()} for path in (gold_a, gold_b))
    found = measure(a, b)
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False))
    else:
        _print(found, gold_a, gold_b, errors)
    if explain:
        for name, meaning in DEFINITIONS.items():
            click.echo(f"  {name:8} {meaning}")


def _plain(found: Agreement) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(found)


def _print(found: Agreement, gold_a: Path, gold_b: Path, most: int) -> None:
    click.echo(f"{len(found.documents)} documents in both")
    for folder, names in ((gold_a, found.only_a), (gold_b, found.only_b)):
        if names:
            click.echo(f"  only in {folder}: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}")
    click.echo(f"{'':14}" + "".join(f"{name:>9}" for name in ("A", "B", "strict", "relaxed", "full")))
    for layer, row in found.layers.items():
        shares = "".join(f"{share:9.4f}" for share in (row.strict, row.relaxed, row.full))
        click.echo(f"{layer:14}{row.a:>9,}{row.b:>9,}{shares}")
    click.echo(f"{'':24}" + "".join(f"{name:>9}" for name in ("n", "agree", "κ")))
    for layer, row in found.layers.items():
        for name, of in row.kappas.items():
            kappa = "–" if of.kappa is None else f"{of.kappa:.4f}"
            click.echo(f"{layer + '.' + name:24}{of.n:>9,}{of.agree:9.4f}{kappa:>9}")
    shown: dict[str, int] = {}
    for problem in found.problems:
        shown[problem.layer] = shown.get(problem.layer, 0) + 1
        if shown[problem.layer] <= most:
            what = {"missed": "only A", "spurious": "only B"}.get(problem.what, "differ")
            where = f"{problem.doc_id}:{problem.start}"
            click.echo(f"  {problem.layer:10} {what:7} {where}  {problem.text!r}  {problem.detail}".rstrip())
