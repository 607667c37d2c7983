"""What a worker does: one pipeline a process, a chunk of articles in, finished JSON lines out."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import TypeVar

from newsextract.config import Config
from newsextract.document import Document
from newsextract.errors import NewsextractError
from newsextract.pipeline import Pipeline, load
from newsextract.readers import Article, Item, Page
from newsextract.records import ErrorInfo, ErrorRecord, Record

LAYERS = ("quantities", "dates", "policies", "entities", "facts", "checks")
UNRESOLVED = tuple(f'"timex":"{timex}","value":"XXXX' for timex in ("DATE", "TIME"))
"""What a record's JSON has where a date's year is not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article, done. data: its JSON, a record's or an error record's. counts: mentions, in the order of LAYERS.

    findings: expressions of checks that do not hold. undated: it has no publication date; unresolved: and dates that
    need one.
    """

    doc_id: str
    data: bytes
    error: str | None
    characters: int
    counts: tuple[int, ...]
    findings: tuple[str, ...]
    undated: bool = False
    unresolved: bool = False


class ArticleTimeoutError(BaseException):
    """The article took longer than its limit. No Exception: libraries that catch all of those must not swallow it."""


Chunk = tuple[Item, ...]
Done = TypeVar("Done", Document, Record)
Task = Callable[[Pipeline, Chunk], list[Outcome]]
HARD = 2  # times the limit after which the process is ended: code in C may not let the exception through


def serve(connection: Connection, task: Task, config: Config) -> None:
    """A worker's life: load the pipeline once, say so with None or the error, then a chunk in, its outcomes out.

    It ends when the parent closes the connection, or is gone.
    """
    # Where a new process cannot inherit that Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError), connection:
        try:
            pipeline = load(config)
        except Exception as error:
            connection.send(error)
            return
        gc.freeze()  # what is loaded stays: the collector's looks at it are 2 % of the time
        connection.send(None)
        while True:
            connection.send(task(pipeline, connection.recv()))


def extract_chunk(pipeline: Pipeline, items: Chunk, published: str | None, timeout: float) -> list[Outcome]:
    """Every item's outcome, in order. For a process of its own: an article far beyond its limit ends the process."""
    with _last_resort(timeout) as begin:
        return outcomes(pipeline, items, published, timeout, begin)


def outcomes(
    pipeline: Pipeline,
    items: Sequence[Item],
    published: str | None = None,
    timeout: float = 0,
    begin: Callable[[], bool] = lambda: True,
) -> list[Outcome]:
    """Every item's outcome, in order; whatever goes wrong with one becomes its error record.

    The articles go through the pipeline together, and one by one only where that fails or takes too long.
    published: for an article that brings no date. timeout: seconds for an article, 0 for none. begin: called, and says
    True, before each piece of work that may take as long.
    """
    given = [_read(pipeline, item, published, timeout) for item in items if begin()]
    documents = [one for one in given if isinstance(one, Document)]
    records = iter(_together(pipeline, documents, timeout, begin))
    return [_outcome(next(records) if isinstance(one, Document) else one) for one in given]


def extract(
    pipeline: Pipeline, item: Article | Page, published: str | None = None, timeout: float = 0
) -> Record | ErrorRecord:
    """One article's record, or the error record of an article that could not be taken out of its page or extracted."""
    document = _read(pipeline, item, published, timeout)
    return document if isinstance(document, ErrorRecord) else _alone(pipeline, document, timeout)


def _read(pipeline: Pipeline, item: Item, published: str | None, timeout: float) -> Document | ErrorRecord:
    """The article, out of its page and ready for the recognisers."""
    if isinstance(item, ErrorRecord):
        return item

    def read() -> Document:
        article = item.article() if isinstance(item, Page) else item
        return pipeline.read(
            article.text,
            # What the article brings stands in its meta, with its origin.
            published=None if article.meta.published else published,
            meta=article.meta,
            doc_id=article.doc_id,
            source=article.source,
        )

    return _guarded(read, item, timeout)


def _together(
    pipeline: Pipeline, documents: list[Document], timeout: float, begin: Callable[[], bool]
) -> list[Record | ErrorRecord]:
    try:
        begin()
        with _limit(timeout):
            return list(pipeline.pipe(documents))
    except (Exception, ArticleTimeoutError):
        # It is one of them, or several; each shall have its own time.
        return [_alone(pipeline, document, timeout) for document in documents if begin()]


def _alone(pipeline: Pipeline, document: Document, timeout: float) -> Record | ErrorRecord:
    return _guarded(lambda: next(pipeline.pipe([document])), document, timeout)


def _guarded(work: Callable[[], Done], item: Article | Page | Document, timeout: float) -> Done | ErrorRecord:
    """What the work gives, or the error record of its article."""
    try:
        with _limit(timeout):
            return work()
    except ArticleTimeoutError:
        message = f"NX902: the article took longer than {timeout:g} s. Raise --timeout, or split it"
        return failed(item, "NX902", message)
    except NewsextractError as error:
        return failed(item, error.code, str(error))
    except Exception as error:
        return failed(item, "NX901", f"NX901: {type(error).__name__}: {error}. Please report it with the article")


def _outcome(result: Record | ErrorRecord) -> Outcome:
    if isinstance(result, ErrorRecord):
        return lost(result)
    try:
        data = result.to_json()
    except ValueError as error:  # a lone surrogate is no Unicode text
        message = f"NX901: {type(error).__name__}: {error}. Please report it with the article"
        return lost(failed(result, "NX901", message))
    undated = result.meta.published is None
    return Outcome(
        result.doc_id,
        data,
        None,
        len(result.text),
        tuple(len(getattr(result, layer)) for layer in LAYERS),
        tuple(check.expression for check in result.checks if not check.holds),
        undated,
        undated and any(mark.encode() in data for mark in UNRESOLVED),
    )


def lost(record: ErrorRecord) -> Outcome:
    """The outcome of an article that failed."""
    return Outcome(record.doc_id, record.to_json(), record.error.code, 0, (0,) * len(LAYERS), ())


def failed(item: Item | Document | Record, code: str, message: str) -> ErrorRecord:
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


@contextmanager
def _last_resort(seconds: float) -> Iterator[Callable[[], bool]]:
    """End the process when an article is not done HARD times its limit after `begin`, which says True, was called.

    faulthandler's thread needs no interpreter lock, so that it also ends loops in C; and it works on every system.
    """
    if not seconds:
        yield lambda: True
        return
    armed = float("-inf")

    def begin() -> bool:
        nonlocal armed
        now = time.monotonic()
        # Setting it costs a thread's start: not for every article.
        if now - armed > seconds / 2:
            faulthandler.dump_traceback_later(HARD * seconds, exit=True, file=nowhere)
            armed = now
        return True

    with Path(os.devnull).open("w") as nowhere:
        try:
            yield begin
        finally:
            faulthandler.cancel_dump_traceback_later()
