"""Chunks over processes: results in the order of the chunks, a bounded number under way, dead workers replaced.

Each worker has a connection and a thread of the parent to itself. When one dies, its thread sees the end of the
connection and knows the chunk; the others go on. (A ProcessPoolExecutor shares one pipe for results: a worker killed
while it writes there leaves half a message, and everyone waits for the other half.)
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from types import TracebackType

if sys.platform != "win32":
    from multiprocessing import resource_tracker

from newsextract.batch.work import Chunk, Outcome, Task, extract_chunk, failed, lost, outcomes, serve
from newsextract.config import Config
from newsextract.errors import ExtractionError
from newsextract.pipeline import load
from newsextract.readers import Item
from newsextract.threads import one_thread

AHEAD = 4  # chunks under way for each worker: enough to keep it busy, few enough to keep memory flat
STARTS = 5  # tries to start a worker in a row, before the machine is to blame
FAREWELL = 5  # seconds for a worker to leave by itself
PULSE = 1  # seconds

Extract = Callable[[Iterator[Chunk]], Iterator[list[Outcome]]]


@contextmanager
def extractor(config: Config, workers: int, published: str | None, timeout: float) -> Iterator[Extract]:
    """A function from chunks to their outcomes, in order. One worker means this process itself."""
    if workers == 1:
        pipeline = load(config)
        yield lambda chunks: (outcomes(pipeline, chunk, published, timeout) for chunk in chunks)
        return
    with Pool(workers, partial(extract_chunk, published=published, timeout=timeout), config) as pool:
        yield pool.extract


Answer = SimpleQueue["list[Outcome] | Exception"]


class Pool:
    """Worker processes, replaced when one of them dies. task: what a worker does with a chunk; it must pickle."""

    def __init__(self, workers: int, task: Task, config: Config) -> None:
        one_thread()  # the workers inherit it
        self._ahead = workers * AHEAD
        self._jobs: SimpleQueue[tuple[Chunk, Answer] | None] = SimpleQueue()
        self._workers = [Worker(task, config) for _ in range(workers)]
        for worker in self._workers:
            # Daemons: no second Ctrl-C at a bad moment leaves a thread that the end of the program waits for.
            threading.Thread(target=self._work, args=(worker,), name="newsextract", daemon=True).start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in self._workers:
            self._jobs.put(None)
        # Workers write nothing, so that they may be ended in the middle of anything.
        for worker in self._workers:
            worker.close()

    def extract(self, chunks: Iterator[Chunk]) -> Iterator[list[Outcome]]:
        """Each chunk's outcomes, in order. Raises what kept a worker from starting."""
        pending: deque[Answer] = deque()
        while True:
            while len(pending) < self._ahead and (chunk := next(chunks, None)) is not None:
                answer: Answer = SimpleQueue()
                self._jobs.put((chunk, answer))
                pending.append(answer)
            if not pending:
                return
            result = _wait(pending.popleft())
            if isinstance(result, Exception):
                raise result
            yield result

    def _work(self, worker: Worker) -> None:
        """A thread's life."""
        while (job := self._jobs.get()) is not None:
            chunk, answer = job
            try:
                answer.put(worker.extract(chunk))
            except Exception as error:
                answer.put(error)


def _wait(answer: Answer) -> list[Outcome] | Exception:
    while True:
        with suppress(Empty):
            return answer.get(timeout=PULSE)  # some systems answer Ctrl-C only between waits


class WorkerDiedError(Exception):
    """The process is gone."""


class Worker:
    """A process that is started when it is first needed, and again when it died."""

    def __init__(self, task: Task, config: Config) -> None:
        self._task, self._config = task, config
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._closed = False

    def extract(self, chunk: Chunk) -> list[Outcome]:
        """The chunk's outcomes. When the process dies, article by article; one that kills it twice is an error."""
        try:
            return self._ask(chunk)
        except WorkerDiedError:
            return [self._one(item) for item in chunk]

    def close(self) -> None:
        """End the process, whatever it is doing, and start no other."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
            process.join(FAREWELL)

    def _one(self, item: Item) -> Outcome:
        for _ in range(2):
            with suppress(WorkerDiedError):
                return self._ask((item,))[0]
        what = "the article killed its worker twice, or held it far beyond its time limit"
        return lost(failed(item, "NX903", f"NX903: {what}. Give the machine more memory, or leave the article out"))

    def _ask(self, chunk: Chunk) -> list[Outcome]:
        connection = self._connection or self._start()
        try:
            connection.send(chunk)
            outcomes: list[Outcome] = connection.recv()
        except (EOFError, OSError) as error:
            self._bury()
            raise WorkerDiedError from error
        return outcomes

    def _start(self) -> Connection:
        """A process that has loaded its pipeline: whatever happens from now on is the article's doing."""
        for _ in range(STARTS):
            connection = self._spawn()
            try:
                problem = connection.recv()
            except (EOFError, OSError):
                self._bury()
                continue
            if problem is not None:
                self._bury()
                raise problem
            return connection
        fix = 'Give the machine more memory, or fewer --workers; guard a script by if __name__ == "__main__"'
        raise ExtractionError("NX901", "the worker processes die before they get to work", fix=fix)

    def _spawn(self) -> Connection:
        # Spawned, not forked: the same on every system, and no lock is inherited in mid-use.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self._task, self._config), daemon=True)
        with self._lock, _deaf():
            if self._closed:
                raise WorkerDiedError
            process.start()
            self._process, self._connection = process, here
        # With its other end in the child alone, the connection ends with the child.
        there.close()
        return here

    def _bury(self) -> None:
        """Clear away what is left of the process."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.join(FAREWELL)
            process.kill()


@contextmanager
def _deaf() -> Iterator[None]:
    """A process started in the block is not interrupted by Ctrl-C, not even before it runs its first line."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # when it starts, it lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
