"""Chunks over processes: results in the order of the chunks, a bounded number under way, dead workers replaced."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from types import TracebackType

from newsextract.batch.work import Outcome, extract_chunk, failed, outcome, start
from newsextract.config import Config
from newsextract.pipeline import load
from newsextract.readers import Item
from newsextract.records import ErrorRecord

AHEAD = 3  # chunks under way for each worker: enough to keep it busy, few enough to keep memory flat

Chunk = tuple[Item, ...]
Task = Callable[[Chunk], list[Outcome]]
Extract = Callable[[Iterator[Chunk]], Iterator[list[Outcome]]]


@contextmanager
def extractor(config: Config, workers: int, published: str | None, timeout: float) -> Iterator[Extract]:
    """A function from chunks to their outcomes, in order. One worker means this process itself."""
    if workers == 1:
        pipeline = load(config)
        yield lambda chunks: ([outcome(pipeline, item, published, timeout) for item in chunk] for chunk in chunks)
        return
    with Pool(workers, partial(extract_chunk, published=published, timeout=timeout), config) as pool:
        yield pool.extract


class Pool:
    """Worker processes, replaced when one of them dies. task: what a worker does with a chunk; it must pickle."""

    def __init__(self, workers: int, task: Task, config: Config) -> None:
        self._workers, self._task, self._config = workers, task, config
        self._executor = self._start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=error is None, cancel_futures=True)

    def extract(self, chunks: Iterator[Chunk]) -> Iterator[list[Outcome]]:
        """Each chunk's outcomes, in order. A chunk whose worker died is tried again alone, then article by article."""
        pending: deque[tuple[Chunk, Future[list[Outcome]] | None]] = deque()
        while True:
            while len(pending) < self._workers * AHEAD and (chunk := next(chunks, None)) is not None:
                pending.append((chunk, self._submit(chunk)))
            if not pending:
                return
            chunk, future = pending.popleft()
            result = self._result(future)
            if result is None:
                suspects = [chunk, *(waiting for waiting, _ in pending)]
                pending.clear()
                self._restart()
                for suspect in suspects:
                    yield self._alone(suspect)
            else:
                yield result

    def _alone(self, chunk: Chunk) -> list[Outcome]:
        """The chunk with nothing else under way, so that whatever kills the worker is in it."""
        result = self._result(self._submit(chunk))
        if result is not None:
            return result
        self._restart()
        return [self._one(item) for item in chunk]

    def _one(self, item: Item) -> Outcome:
        for _ in range(2):
            result = self._result(self._submit((item,)))
            if result is not None:
                return result[0]
            self._restart()
        assert not isinstance(item, ErrorRecord), "an error record is only passed through"
        message = "NX903: the article killed its worker twice. Give the machine more memory, or leave the article out"
        record = failed(item, "NX903", message)
        return Outcome(record.doc_id, record.to_json(), "NX903", 0, (), ())

    def _submit(self, chunk: Chunk) -> Future[list[Outcome]] | None:
        try:
            return self._executor.submit(self._task, chunk)
        except BrokenProcessPool:
            return None

    @staticmethod
    def _result(future: Future[list[Outcome]] | None) -> list[Outcome] | None:
        """The chunk's outcomes, or None where its worker died."""
        try:
            return future.result() if future else None
        except BrokenProcessPool:
            return None

    def _restart(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the same on every system, and no lock is inherited in mid-use.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=start, initargs=(self._config,))
