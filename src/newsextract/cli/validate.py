"""`newsextract validate`: records against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newsextract.evaluation.align import Problem
    from newsextract.evaluation.load import Row
    from newsextract.evaluation.metrics import Comparison, Figures


@click.command(
    epilog="""\b
Examples:
  newsextract validate output --gold gold
  newsextract validate output --gold gold --errors 50 --min quantities.full=0.9 --min policies.formula.full=1
"""
)
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--gold", "gold_path", required=True, type=click.Path(path_type=Path), help="Folder of gold files.")
@click.option("--min", "minimums", multiple=True, metavar="LAYER.FIGURE=F", help="Exit 1 when the figure is below F.")
@click.option(
    "--floors", type=click.Path(path_type=Path), help="TOML file of floors; exit 1 when a figure is below its floor."
)
@click.option("--raise-floors", is_flag=True, help="Pin the figures reached into the file given as --floors.")
@click.option("--errors", default=5, show_default=True, metavar="N", help="List the first N problems of each layer.")
@click.option("--json", "as_json", is_flag=True, help="Print figures and all problems as JSON.")
@click.option("--intervals", is_flag=True, help="Add 95 % intervals (bootstrap over documents).")
@click.option("--confusions", is_flag=True, help="List which values were taken for which.")
@click.option(
    "--against", type=click.Path(path_type=Path), help="An earlier run: list what was fixed and broken since."
)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page that shows all of it.")
@click.option("--explain", is_flag=True, help="Say what each figure means.")
def validate(
    *,
    predicted: Path,
    gold_path: Path,
    minimums: tuple[str, ...],
    floors: Path | None,
    raise_floors: bool,
    errors: int,
    as_json: bool,
    intervals: bool,
    confusions: bool,
    against: Path | None,
    html: Path | None,
    explain: bool,
) -> int:
    """Compare PREDICTED (a folder of records, or one file) with gold, and list what was missed or wrong.

    The exit status is 1 when a figure is below a given floor.
    """
    from newsextract.errors import OutputError
    from newsextract.evaluation.floors import parse_floor, write_floors
    from newsextract.evaluation.load import digest, load_documents
    from newsextract.evaluation.metrics import compare

    gold = load_documents(gold_path)
    if not gold:
        raise OutputError("NX402", "no gold documents", where=str(gold_path), fix="Give the folder of gold .json files")
    records = load_documents(predicted)
    if not gold.keys() & records.keys():
        raise OutputError("NX403", "no record has the doc_id of a gold document", where=str(predicted))
    found = compare(gold, records)
    figures, problems = found.figures, found.problems
    documents = {"gold": len(gold), "paired": len(gold.keys() & records.keys())}
    if as_json:
        listed = [{f: getattr(p, f) for f in p.__slots__} for p in problems]
        click.echo(json.dumps({"documents": documents, "figures": figures, "problems": listed}, ensure_ascii=False))
    else:
        click.echo(f"{documents['paired']} of {documents['gold']} gold documents have a record")
        _print_figures(figures)
        _print_problems(problems, errors)
    if intervals:
        _print_intervals(found)
    if confusions:
        _print_confusions(gold, records)
    if against:
        _print_changes(compare(gold, load_documents(against)), found, errors)
    if html:
        from newsextract.report.validation import validation_page

        _write_page(html, validation_page(gold, records, found))
    if explain:
        _explain()
    bounds: Figures = {}
    for spec in minimums:
        row, name, floor = parse_floor(spec, figures)
        bounds.setdefault(row, {})[name] = floor
    if floors and raise_floors:
        write_floors(floors, digest(gold), figures)
        click.echo(f"floors pinned in {floors}")
    return _judge(figures, bounds, floors, digest(gold))


def _judge(figures: Figures, bounds: Figures, floors: Path | None, digest: str) -> int:
    from newsextract.errors import OutputError
    from newsextract.evaluation.floors import read_floors, shortfalls

    below = shortfalls(figures, bounds)
    if floors:
        pinned_for, pinned = read_floors(floors)
        if pinned_for != digest:
            raise OutputError("NX403", "the gold has changed since the floors were pinned", where=str(floors),
                              fix="Look at the figures, then pin them with --raise-floors")  # fmt: skip
        below += shortfalls(figures, pinned)
    for line in below:
        click.echo(line, err=True)
    return 1 if below else 0


def _print_figures(figures: Figures) -> None:
    names = ("gold", "pred", "strict", "relaxed", "full", "full_p", "full_r")
    click.echo(f"{'':22}" + "".join(f"{name:>9}" for name in names))
    for row, values in figures.items():
        if row == "facts":
            continue
        # Of a whole layer, nothing found strictly is a figure too.
        shown = {"strict": 0.0} | values if "relaxed" in values else values
        cells = (("" if name not in shown else _number(shown[name])) for name in names)
        click.echo(f"{row:22}" + "".join(f"{cell:>9}" for cell in cells))
    for row, values in figures.items():
        accuracies = {n.removeprefix("acc."): v for n, v in values.items() if n.startswith("acc.") or row == "facts"}
        if accuracies:
            click.echo(f"{row:22}" + "  ".join(f"{n} {_number(v)}" for n, v in accuracies.items()))


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"


def _print_problems(problems: list[Problem], most: int) -> None:
    shown: dict[str, int] = {}
    for problem in problems:
        shown[problem.layer] = shown.get(problem.layer, 0) + 1
        if shown[problem.layer] <= most:
            where = f"{problem.doc_id}:{problem.start}"
            click.echo(f"  {problem.layer:10} {problem.what:9} {where}  {problem.text!r}  {problem.detail}".rstrip())
    for layer, count in shown.items():
        if count > most:
            click.echo(f"  {layer:10} … {count - most} more (--errors {count})")


def _write_page(path: Path, content: str) -> None:
    from newsextract.writers import replacing

    with replacing(path) as stream:
        stream.write(content.encode("utf-8", "replace"))
    click.echo(f"page: {path}")


def _print_intervals(found: Comparison) -> None:
    from newsextract.evaluation.intervals import intervals

    click.echo("95 % intervals")
    for row, levels in intervals(list(found.documents.values())).items():
        cells = "  ".join(f"{level.removeprefix('ok.')} {low:.3f}–{high:.3f}" for level, (low, high) in levels.items())
        click.echo(f"  {row:22}{cells}")


def _print_confusions(gold: dict[str, Row], records: dict[str, Row]) -> None:
    from newsextract.evaluation.changes import confusions

    click.echo("values taken for others (gold → predicted)")
    for name, counts in sorted(confusions(gold, records).items()):
        cells = "  ".join(f"{want} → {got} ×{count}" for (want, got), count in counts.most_common(8))
        click.echo(f"  {name:22}{cells}")


def _print_changes(before: Comparison, after: Comparison, most: int) -> None:
    from newsextract.evaluation.changes import changes
    from newsextract.evaluation.intervals import differences

    click.echo("change against the earlier run (p: paired bootstrap over documents)")
    runs = [list(run.documents.values()) for run in (before, after)]
    for one in differences(*runs):
        if one.before != one.after:
            name = f"{one.row}.{one.level.removeprefix('ok.')}"
            click.echo(f"  {name:30}{one.before:.4f} → {one.after:.4f}  p = {one.p_value:.3f}")
    found = changes(before.problems, after.problems)
    click.echo(f"  {len(found.fixed)} fixed, {len(found.broken)} broken, {found.unchanged} unchanged")
    for word, problems in (("fixed", found.fixed), ("broken", found.broken)):
        for problem in problems[:most]:
            where = f"{problem.doc_id}:{problem.start}"
            click.echo(
                f"  {word:7} {problem.layer:10} {problem.what:9} {where}  {problem.text!r}  {problem.detail}".rstrip()
            )


def _explain() -> None:
    from newsextract.evaluation.metrics import DEFINITIONS

    for name, meaning in DEFINITIONS.items():
        click.echo(f"  {name:16} {meaning}")
