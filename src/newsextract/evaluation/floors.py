"""Floors: figures that were reached once and must not be lost (gold/floors.toml)."""

from __future__ import annotations

from pathlib import Path

from newsextract.errors import OutputError
from newsextract.evaluation.metrics import Figures
from newsextract.toml import tomllib

PINNED = ("strict", "full", "indicator", "trend", "time")
HEADER = """\
# Figures reached on gold/, per layer. CI fails when one drops (`make gate`); `make raise-floors` raises them.
# `gold` is a digest of the gold: where it changed, figures are not comparable and floors are pinned anew.
"""


def parse_floor(spec: str, known: Figures) -> tuple[str, str, float]:
    """“quantities.full=0.9”, “policies.formula.full=1” or “quantities.acc.unit=0.9” → (row, figure, floor).

    Raises OutputError NX404 where the figure does not exist.
    """
    name, _, bound = spec.rpartition("=")
    for row in sorted(known, key=len, reverse=True):
        figure = name.removeprefix(f"{row}.")
        if figure != name and figure in known[row]:
            try:
                return row, figure, float(bound)
            except ValueError:
                break
    examples = ", ".join(f"{row}.full" for row in known)
    raise OutputError("NX404", f"no figure {spec!r}", fix=f"Write LAYER.FIGURE=0.9 with one of {examples} …")


def shortfalls(figures: Figures, floors: Figures) -> list[str]:
    """One line for each floor that is not reached."""
    return [
        f"{row}.{name} is {figures.get(row, {}).get(name, 0):.4f}, below its floor {floor:.4f}"
        for row, bounds in floors.items()
        for name, floor in bounds.items()
        if figures.get(row, {}).get(name, 0) < floor
    ]


def read_floors(path: Path) -> tuple[str, Figures]:
    """(digest of the gold, floors). Raises OutputError NX402."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return str(content.pop("gold")), {row: dict(bounds) for row, bounds in _flatten(content)}
    except (OSError, KeyError, ValueError) as error:
        raise OutputError("NX402", f"the floors cannot be read: {error}", where=str(path)) from error


def write_floors(path: Path, digest: str, figures: Figures) -> Figures:
    """Pin the figures: the higher of old and new where the gold is the same, else the new. Returns what was written."""
    old: Figures = {}
    if path.exists():
        pinned, floors = read_floors(path)
        old = floors if pinned == digest else {}
    rows = {
        row: {name: max(value, old.get(row, {}).get(name, 0.0)) for name, value in values.items() if name in PINNED}
        for row, values in figures.items()
    }
    body = "".join(
        f'\n["{row}"]\n' + "".join(f"{name} = {value}\n" for name, value in values.items())
        for row, values in rows.items()
    )
    path.write_text(f'{HEADER}gold = "{digest}"\n{body}', encoding="utf-8")
    return rows


def _flatten(content: dict[str, dict[str, float]]) -> list[tuple[str, dict[str, float]]]:
    return [(row, bounds) for row, bounds in content.items() if isinstance(bounds, dict)]
