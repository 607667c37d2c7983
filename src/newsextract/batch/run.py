"""A run: inputs → shards of records in a folder, resumable, the same bytes whatever the number of workers."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal

import msgspec

from newsextract import __version__
from newsextract.batch.journal import Done, Journal, open_journal
from newsextract.batch.plan import Shard, chunks, shards
from newsextract.batch.pool import extractor
from newsextract.batch.work import LAYERS, Chunk, Outcome
from newsextract.config import Config
from newsextract.errors import ConfigError, OutputError
from newsextract.readers import Item
from newsextract.readers.article import legible
from newsextract.readers.duplicates import Copies
from newsextract.readers.notes import Notes
from newsextract.writers import ERRORS_FILE, FORMATS, Format, replacing
from newsextract.writers.jsonl import ZSTD

RUN_FILE = "run.json"
MOST_FINDINGS = 100
CHUNKS_A_WORKER = 4  # 256 articles are about a second's work, which is what the start of a process costs

Report = Callable[[Sequence[Item], int], None]


@cache
def code_digest() -> str:
    """A short hash of the package's modules and lexicons, and of the sizes of its models."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
        if path.suffix in (".py", ".toml", ".tsv", ".txt"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Settings(msgspec.Struct, frozen=True):
    """What a run's output depends on beside its inputs; a resumed run must have the same.

    compress: of jsonl. code: a hash of the installed package, so that a changed extractor never passes old results for
    its own.
    """

    config: Config
    format: str = "json"
    compress: Literal["zstd"] | None = None
    published: str | None = None
    version: str = __version__
    code: str = msgspec.field(default_factory=code_digest)

    @property
    def output(self) -> Format:
        """How the records are written. Raises ConfigError NX202 for a format that is not compressed."""
        if self.compress is None:
            return FORMATS[self.format]
        if self.format != "jsonl":
            fix = "Leave --compress out: the other formats are small already, or read by what knows no zstd"
            raise ConfigError("NX202", f"{self.format} is not compressed", where="compress", fix=fix)
        return ZSTD


class Totals(msgspec.Struct):
    """Counts of a shard or a run.

    errors: by code. failing: number of checks that do not hold; findings: “doc_id: expression” of the first of them.
    undated: articles without a publication date; unresolved: those of them whose own dates need one.
    """

    articles: int = 0
    characters: int = 0
    mentions: dict[str, int] = {}
    errors: dict[str, int] = {}
    failing: int = 0
    findings: list[str] = []
    undated: int = 0
    unresolved: int = 0

    def add(self, other: Totals) -> None:
        self.articles += other.articles
        self.characters += other.characters
        self.failing += other.failing
        self.undated += other.undated
        self.unresolved += other.unresolved
        for mine, theirs in ((self.mentions, other.mentions), (self.errors, other.errors)):
            for name, count in theirs.items():
                mine[name] = mine.get(name, 0) + count
        self.findings += other.findings[: MOST_FINDINGS - len(self.findings)]

    @property
    def failed(self) -> int:
        return sum(self.errors.values())


class Run(msgspec.Struct):
    """What came of a run. resumed: how many of its articles an earlier run had finished. copies: where they were
    watched for. notes: what the readers passed over.
    """

    totals: Totals
    resumed: int = 0
    copies: Copies | None = None
    notes: Notes | None = None


def run_batch(  # noqa: PLR0913  each is an option of the command
    items: Iterable[Item],
    folder: Path,
    settings: Settings,
    *,
    workers: int = 1,
    timeout: float = 30,
    fresh: bool = False,
    inputs: tuple[str, ...] = (),
    copies: Copies | None = None,
    notes: Notes | None = None,
    report: Report = lambda items, errors: None,
) -> Run:
    """Extract all items into the folder, continuing what an earlier run of the same settings left undone.

    workers: processes; 1 is this one. timeout: seconds for one article, 0 for no limit. fresh: forget what an earlier
    run did here. inputs: noted in run.json, as are the copies that were found while the items were read, and what the
    readers passed over. report: called with the articles just finished, and how many of them failed. Raises OutputError
    NX401 (unwritable), NX405 (in use), NX406 (other settings); what is finished by then stays so.
    """
    output = settings.output
    began = _now()
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with open_journal(folder) as journal, _writing(folder):
        _agree(journal, folder, settings, fresh=fresh)
        run = Run(Totals(), copies=copies, notes=notes)
        errors: list[bytes] = []
        files: list[str] = []
        last = -1
        plan = shards(items)
        for shard, done, resumed in _finished(
            journal, folder, settings, plan, workers=workers, timeout=timeout, report=report
        ):
            totals = msgspec.json.decode(done.totals, type=Totals)
            run.totals.add(totals)
            run.resumed += len(shard.items) if resumed else 0
            errors += done.errors
            files += done.files
            last = shard.number
        journal.forget_from(last + 1)
        # Only now is it known that an article did not just move to another shard.
        output.remove(folder, sorted(journal.stale() - set(files)))
        journal.forget_stale()
        output.finish(folder, files)
        _write_lines(folder / ERRORS_FILE, errors)
        _write_summary(folder, settings, inputs, run, began)
    return run


def _finished(
    journal: Journal,
    folder: Path,
    settings: Settings,
    planned: Iterator[Shard],
    *,
    workers: int,
    timeout: float,
    report: Report,
) -> Iterator[tuple[Shard, Done, bool]]:
    """Every shard in order, with what came of it and whether an earlier run had done it."""
    first = next(planned, None)
    if first is None:
        return
    output = settings.output
    under_way: deque[tuple[Shard, list[Chunk]]] = deque()

    def todo() -> Iterator[Chunk]:
        for shard in chain([first], planned):
            portions = [] if _is_done(journal, folder, output, shard) else chunks(shard)
            under_way.append((shard, portions))
            yield from portions

    def skipped() -> Iterator[tuple[Shard, Done, bool]]:
        while under_way and not under_way[0][1]:
            shard, _ = under_way.popleft()
            done = journal.finished(shard.number)
            if done:
                report(shard.items, len(done.errors))
                yield shard, done, True

    with extractor(settings.config, _useful(workers, first), settings.published, timeout) as extract:
        outcomes: list[Outcome] = []
        got = 0
        for result in extract(todo()):
            yield from skipped()
            shard, portions = under_way[0]
            report(portions[got], sum(one.error is not None for one in result))
            outcomes += result
            got += 1
            if got == len(portions):
                under_way.popleft()
                yield shard, _commit(journal, folder, output, shard, outcomes), False
                outcomes, got = [], 0
        yield from skipped()


def _useful(workers: int, first: Shard) -> int:
    """How many processes are worth their start, given the first shard."""
    return workers if first.more else max(1, min(workers, len(chunks(first)) // CHUNKS_A_WORKER))


def _is_done(journal: Journal, folder: Path, output: Format, shard: Shard) -> bool:
    done = journal.finished(shard.number)
    return done is not None and done.key == shard.key and all(output.exists(folder, file) for file in done.files)


def _commit(journal: Journal, folder: Path, output: Format, shard: Shard, outcomes: list[Outcome]) -> Done:
    """Write the shard's files, then its line in the journal: after a kill between the two it is simply redone."""
    records = [(o.doc_id, o.data) for o in outcomes if o.error is None]
    files = output.write(folder, shard.number, records) if records else []
    errors = tuple(o.data for o in outcomes if o.error is not None)
    done = Done(shard.key, tuple(files), msgspec.json.encode(_count(outcomes)), errors)
    journal.finish(shard.number, done)
    return done


def _count(outcomes: list[Outcome]) -> Totals:
    totals = Totals()
    for one in outcomes:
        if one.error is not None:
            totals.errors[one.error] = totals.errors.get(one.error, 0) + 1
            continue
        totals.articles += 1
        totals.characters += one.characters
        for layer, count in zip(LAYERS, one.counts, strict=True):
            totals.mentions[layer] = totals.mentions.get(layer, 0) + count
        totals.failing += len(one.findings)
        totals.undated += one.undated
        totals.unresolved += one.unresolved
        totals.findings += [f"{one.doc_id}: {finding}" for finding in one.findings]
    del totals.findings[MOST_FINDINGS:]
    return totals


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Whatever the system refuses in the block is a coded error: a folder that cannot be made, a full disk."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or folder)
        fix = "Make room, or choose another folder with -o; the same command then continues"
        raise OutputError("NX401", f"cannot write: {error.strerror or error}", where=where, fix=fix) from error


def _agree(journal: Journal, folder: Path, settings: Settings, *, fresh: bool) -> None:
    """The journal is of these settings, or new, or forgotten on demand."""
    mine = hashlib.sha256(msgspec.json.encode(settings)).hexdigest()
    theirs = journal.setting("settings")
    if fresh and theirs is not None:
        journal.forget_from(0)
        FORMATS[journal.setting("format") or settings.format].remove(folder, sorted(journal.stale()))
        journal.forget_stale()
    elif theirs not in (None, mine):
        fix = "Start over with --fresh, or choose another folder with -o"
        raise OutputError("NX406", "the folder holds a run with other settings", where=str(folder), fix=fix)
    journal.set("settings", mine)
    journal.set("format", settings.format)


def _write_lines(path: Path, lines: list[bytes]) -> None:
    """The file with these lines; no lines, no file."""
    if not lines:
        path.unlink(missing_ok=True)
        return
    with replacing(path) as stream:
        stream.writelines(line + b"\n" for line in lines)


def _write_summary(folder: Path, settings: Settings, inputs: tuple[str, ...], run: Run, began: str) -> None:
    """run.json: what it takes to repeat the run, and what came of it."""
    given = [legible(path) for path in inputs]
    summary = {"settings": settings, "inputs": given, "run": run, "began": began, "ended": _now()}
    with replacing(folder / RUN_FILE) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")


def _now() -> str:
    return dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
