"""A real browser on real pages: Debian's chromium by Playwright, without a network. `make browser` brings both.

Every page is watched: a message on the console, an error or a request to any host fails the test that opened it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from newsextract.evaluation.load import load_documents
from newsextract.evaluation.metrics import compare
from newsextract.pipeline import Pipeline
from newsextract.records import Author, Meta, Record, from_json
from newsextract.report import site
from newsextract.report.article import article_page
from newsextract.report.site import build_site
from newsextract.report.validation import validation_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
SAMPLE = "zzrb-d18-tuopin"
HOSTILE = (
    '<script>document.title="run"</script>"><img src=x onerror="document.title=\'run\'"><!--\u202e2018年投入3亿元\u2066'
)
HARVESTS = (
    "2018年，全县粮食产量110万吨，比上年减少10万吨，下降8.3%。",
    "2019年，全县粮食产量98—105万吨，比上年减少5万吨，下降4.5%，同比增长1%；粮食产量400公斤/亩。",
)
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"
REQUIRED = "NEWSEXTRACT_BROWSER"
"""Set by `make browser`: there a missing browser is a failure, no reason to skip."""


@dataclass
class Pages:
    """Where the pages under test lie."""

    folder: Path
    index: Path = field(init=False)
    article: Path = field(init=False)
    alone: Path = field(init=False)
    validation: Path = field(init=False)
    harvests: Path = field(init=False)
    """An overview of levels, changes, ranges and units of one indicator, of two years."""
    hostile: dict[str, Path] = field(init=False)

    def __post_init__(self) -> None:
        self.index = self.folder / "site/index.html"
        self.article = self.folder / f"site/articles/{SAMPLE}.html"
        self.alone = self.folder / "alone.html"
        self.validation = self.folder / "validation.html"
        self.harvests = self.folder / "harvests/index.html"
        names = ("index", "articles/hostile", "alone", "validation")
        self.hostile = {name: self.folder / "hostile" / f"{name}.html" for name in names}


@pytest.fixture(scope="session")
def corpus_records(pipeline: Pipeline) -> list[Record]:
    rows = load_documents(ROOT / "gold")
    return [pipeline(row["text"], published=row["meta"].get("published"), doc_id=name,
                     meta=Meta(title=row["meta"].get("title"))) for name, row in rows.items()]  # fmt: skip


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline, corpus_records: list[Record]) -> Pages:
    """Each kind of page, of the project's own corpus and of a hostile article; few lines a file, so that files load."""
    made = Pages(tmp_path_factory.mktemp("pages"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "PER_FILE", 40)
        patch.setattr(site, "FIRST", 5)
        build_site(corpus_records, made.folder / "site")
    (sample,) = (record for record in corpus_records if record.doc_id == SAMPLE)
    made.alone.write_text(article_page(sample), encoding="utf-8")
    gold = load_documents(ROOT / "gold")
    predicted = _careless(corpus_records)
    made.validation.write_text(validation_page(gold, predicted, compare(gold, predicted)), encoding="utf-8")
    build_site([pipeline(text, doc_id=text[:4]) for text in HARVESTS], made.folder / "harvests")
    _hostile(made, pipeline)
    return made


def _careless(records: list[Record]) -> dict[str, dict[str, Any]]:
    """The records with a mention lost, one moved and one of another value in each."""
    result = {}
    for record in records:
        row = json.loads(record.to_json())
        first, second, *others = row["quantities"]
        row["quantities"] = [first | {"value": 1}, second | {"end": second["end"] + 1}, *others[:-1]]
        result[record.doc_id] = row
    return result


def _hostile(made: Pages, pipeline: Pipeline) -> None:
    meta = Meta(title=HOSTILE, publication=HOSTILE, section=HOSTILE, authors=(Author(HOSTILE, "writer"),))
    record = pipeline(f"{HOSTILE}。{HOSTILE}投入扶贫资金5亿元，比上年增长3%。", doc_id="hostile", meta=meta)
    row = json.loads(record.to_json())
    for fact in row["facts"]:
        fact["indicator"] = {"text": HOSTILE, "start": 0, "end": 5}
        fact["place_text"] = HOSTILE
    row["checks"] = [{"id": "k1", "kind": "sum", "holds": False, "expression": HOSTILE, "facts": []}]
    record = from_json(json.dumps(row))
    build_site([record] * 3, made.folder / "hostile")
    made.hostile["alone"].write_text(article_page(record), encoding="utf-8")
    gold = {"hostile": row | {"doc_id": HOSTILE}}
    predicted = {"hostile": row | {"quantities": []}}
    content = validation_page(gold, predicted, compare(gold, predicted))
    made.hostile["validation"].write_text(content, encoding="utf-8")


def _missing(what: str) -> NoReturn:
    reason = f"{what}: `make browser` brings what is needed and runs these tests"
    if os.environ.get(REQUIRED):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    binary = shutil.which("chromium")
    if binary is None:
        _missing("there is no chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  an optional package
    except ImportError:
        _missing("Playwright is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=binary, args=FLAGS.split())
        yield started
        started.close()


Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """open_page(path, scheme="light", locale="en-US", width=1280) → the page, watched to the end.

    expected: a message that it may leave on the console.
    """
    contexts: list[Any] = []
    seen: list[str] = []

    def open_(
        path: Path, *, scheme: Any = "light", locale: str = "en-US", width: int = 1280, expected: str | None = None
    ) -> Page:
        size: Any = {"width": width, "height": 900}
        context = browser.new_context(color_scheme=scheme, locale=locale, viewport=size, reduced_motion="reduce")
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("console", lambda told: None if told.text == expected else seen.append(f"console: {told.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: seen.append(asked.url) if _leaves(asked.url) else None)
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not seen


def _leaves(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:"))
