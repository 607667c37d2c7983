"""What a worker does: one pipeline a process, a chunk of articles in, finished JSON lines out."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from newsextract.config import Config
from newsextract.errors import NewsextractError
from newsextract.pipeline import Pipeline, load
from newsextract.readers import Article, Item, Page
from newsextract.records import ErrorInfo, ErrorRecord, Record

LAYERS = ("quantities", "dates", "policies", "entities", "facts", "checks")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article, done. data: its JSON, a record's or an error record's. counts: mentions, in the order of LAYERS.

    findings: expressions of checks that do not hold.
    """

    doc_id: str
    data: bytes
    error: str | None
    characters: int
    counts: tuple[int, ...]
    findings: tuple[str, ...]


class ArticleTimeoutError(Exception):
    """The article took longer than its limit."""


_pipeline: Pipeline | None = None


def start(config: Config) -> None:
    """Process initialiser: load the pipeline once; the parent alone answers Ctrl-C."""
    global _pipeline  # noqa: PLW0603  one pipeline a process is the point
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _pipeline = load(config)


def extract_chunk(items: tuple[Item, ...], published: str | None, timeout: float) -> list[Outcome]:
    """Every item's outcome, in order, by the process's own pipeline."""
    if _pipeline is None:
        raise RuntimeError("the worker was not started")
    return [outcome(_pipeline, item, published, timeout) for item in items]


def outcome(pipeline: Pipeline, item: Item, published: str | None, timeout: float) -> Outcome:
    """One item's outcome; whatever goes wrong with it becomes its error record."""
    result = item if isinstance(item, ErrorRecord) else extract(pipeline, item, published, timeout)
    if isinstance(result, ErrorRecord):
        return Outcome(result.doc_id, result.to_json(), result.error.code, 0, (0,) * len(LAYERS), ())
    return Outcome(
        result.doc_id,
        result.to_json(),
        None,
        len(result.text),
        tuple(len(getattr(result, layer)) for layer in LAYERS),
        tuple(check.expression for check in result.checks if not check.holds),
    )


def extract(
    pipeline: Pipeline, item: Article | Page, published: str | None = None, timeout: float = 0
) -> Record | ErrorRecord:
    """One article's record, or the error record of an article that could not be taken out of its page or extracted.

    published: for an article that brings no date. timeout: seconds, 0 for none.
    """
    try:
        with _limit(timeout):
            article = item.article() if isinstance(item, Page) else item
            return pipeline(
                article.text,
                published=article.meta.published or published,
                meta=article.meta,
                doc_id=article.doc_id,
                source=article.source,
            )
    except ArticleTimeoutError:
        message = f"NX902: the article took longer than {timeout:g} s. Raise --timeout, or split it"
        return failed(item, "NX902", message)
    except NewsextractError as error:
        return failed(item, error.code, str(error))
    except Exception as error:
        return failed(item, "NX901", f"NX901: {type(error).__name__}: {error}. Please report it with the article")


def failed(item: Article | Page, code: str, message: str) -> ErrorRecord:
    """The error record of an article."""
    return ErrorRecord(item.doc_id, item.source, ErrorInfo(code, message))


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise ArticleTimeoutError in the block after so many seconds, where the system has interval timers."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise ArticleTimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
