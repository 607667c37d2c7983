"""The static site of a run: an overview, a page an article, an explorer of indicators. Opens from disk.

A page from disk may not fetch JSON, so what is loaded when it is needed lies in scripts: `receive("NAME", DATA);`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from newsextract.records import ErrorRecord, Record
from newsextract.report.article import NUMBERS, article_page
from newsextract.report.render import copy_assets, embed, page
from newsextract.report.summary import COLUMNS, LAYERS, Summary
from newsextract.writers import replacing
from newsextract.writers.json import file_name

TOP = 20
LISTED = 200  # failed checks and errors shown; their number is given in full
FIRST = 100  # articles in the overview itself
PER_FILE = 2000  # lines of the explorer, or articles, in one script
SCRIPTS = ("article.js", "charts.js", "site.js")


def build_site(records: Iterable[Record], folder: Path, errors: Sequence[ErrorRecord] = ()) -> int:
    """Write the site into the folder, index.html first to open; returns the number of articles.

    errors: what the run could not read, for the overview.
    """
    summary = Summary()
    for name in ("articles", "data", "assets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, content in copy_assets(SCRIPTS).items():
        _write(folder / "assets" / name, content)
    for record in records:
        address = f"articles/{file_name(record.doc_id)}.html"
        _write(folder / address, article_page(record, "../index.html", "../assets").encode("utf-8", "replace"))
        summary.add(record, address)
    summary.articles.sort(key=lambda article: str(article[0]), reverse=True)
    files = _scripts(folder, "articles", summary.articles)
    rows = sorted(summary.observations, key=itemgetter(COLUMNS.index("indicator"), COLUMNS.index("day")))
    _scripts(folder, "observations", rows)
    _script(folder, "indicators", _indicators(rows))
    _write(folder / "index.html", _overview(summary, errors, files).encode("utf-8", "replace"))
    return len(summary.articles)


def _overview(summary: Summary, errors: Sequence[ErrorRecord], files: int) -> str:
    periods, series = summary.over_time()
    policy_periods, policies = summary.policies_over_time()
    data = {
        "articles": summary.articles[:FIRST],
        "total": len(summary.articles),
        "files": files,
        "perFile": PER_FILE,
        "columns": COLUMNS,
        "overTime": {"periods": periods, "series": series},
        "policies": {"periods": policy_periods, "series": policies},
    }
    return page(
        "index.html",
        ("charts.js", "site.js"),
        "assets",
        layers=LAYERS,
        columns=COLUMNS[: COLUMNS.index("address")],
        numbers=NUMBERS,
        summary=summary,
        errors=errors,
        top=TOP,
        listed=LISTED,
        data=data,
    )


def _indicators(rows: list[list[Any]]) -> list[tuple[str, int, int]]:
    """(indicator, lines, its first line) in the order of the lines, which are sorted by indicator."""
    found = []
    first = 0
    for name, group in groupby(rows, key=lambda row: row[0]):
        count = sum(1 for _ in group)
        found.append((name, count, first))
        first += count
    return found


def _scripts(folder: Path, name: str, rows: list[list[Any]]) -> int:
    """The rows in files of PER_FILE each; returns their number."""
    starts = range(0, len(rows), PER_FILE)
    for number, start in enumerate(starts):
        _script(folder, f"{name}-{number:04}", rows[start : start + PER_FILE])
    return len(starts)


def _script(folder: Path, name: str, data: Any) -> None:
    _write(folder / "data" / f"{name}.js", f'receive("{name}", {embed(data)});\n'.encode("utf-8", "replace"))


def _write(path: Path, content: bytes) -> None:
    with replacing(path, sync=False) as stream:
        stream.write(content)
