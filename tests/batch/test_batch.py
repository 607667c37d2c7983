"""Runs: resumed, refused, the same bytes for any number of workers, nothing lost when a worker dies."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from newsextract.batch import Settings, plan, run_batch
from newsextract.batch.journal import open_journal
from newsextract.batch.plan import chunks, shards
from newsextract.batch.pool import Pool
from newsextract.batch.spark import run_spark
from newsextract.batch.work import extract, extract_chunk, outcomes
from newsextract.config import Config
from newsextract.document import Document
from newsextract.errors import ConfigError, MissingError, OutputError
from newsextract.output import read
from newsextract.pipeline import Pipeline, load
from newsextract.readers import Article, Item
from newsextract.readers.article import Page
from newsextract.records import ErrorInfo, ErrorRecord, Meta, Policy, Source
from newsextract.tables import TABLES
from newsextract.writers import FORMATS
from tests.batch.workers import DEADLY, dies_on_deadly_articles, hangs_in_c

CONFIG = Config(tagger="none")
JSONL = Settings(CONFIG, "jsonl")


def article(number: int, text: str | None = None) -> Article:
    return Article(f"a{number}", text or f"2018年投入{number}.5亿元，增长{number}%。", Source(), Meta())


def output(folder: Path) -> dict[str, bytes]:
    """Every visible file but run.json, which tells when the run was; a database as its contents."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json" and not p.name.startswith("."))
    return {p.relative_to(folder).as_posix(): dump(p) if p.suffix == ".sqlite" else p.read_bytes() for p in files}


def dump(path: Path) -> bytes:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {t: connection.execute(f"SELECT * FROM {t} ORDER BY doc_id").fetchall() for t in TABLES}  # noqa: S608
    return repr(tables).encode()


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several shards and chunks without thousands of articles."""
    monkeypatch.setattr(plan, "SHARD_ARTICLES", 8)
    monkeypatch.setattr(plan, "CHUNK_ARTICLES", 3)


@pytest.mark.usefixtures("small_shards")
def test_one_worker_and_two_write_the_same_bytes(tmp_path: Path) -> None:
    items = [article(n) for n in range(21)]
    for workers in (1, 2):
        run = run_batch(items, tmp_path / str(workers), JSONL, workers=workers)
        assert run.totals.articles == 21
        assert run.totals.mentions["quantities"] == 42
    assert output(tmp_path / "1") == output(tmp_path / "2")
    assert sorted(output(tmp_path / "1")) == [f"records-0000{n}.jsonl" for n in range(3)]


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_an_interrupted_run_continues(tmp_path: Path, format_name: str) -> None:
    settings = Settings(CONFIG, format_name)
    items: list[Item] = [article(n) for n in range(20)]
    items[5] = ErrorRecord("bad", Source(), ErrorInfo("NX102", "no encoding fits"))

    def interrupted() -> object:
        yield from items[:13]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(interrupted(), tmp_path / "a", settings)  # type: ignore[arg-type]
    run = run_batch(items, tmp_path / "a", settings)
    assert run.resumed == 8, "the first shard was finished"
    assert run.totals.articles == 19
    assert run.totals.errors == {"NX102": 1}
    run_batch(items, tmp_path / "b", settings)
    assert output(tmp_path / "a") == output(tmp_path / "b")


@pytest.mark.usefixtures("small_shards")
def test_only_what_changed_is_redone(tmp_path: Path) -> None:
    items = [article(n) for n in range(20)]
    run_batch(items, tmp_path / "a", JSONL)
    items[9] = article(9, "2020年投入7亿元。")
    run = run_batch(items, tmp_path / "a", JSONL)
    assert run.resumed == 12
    run_batch(items, tmp_path / "b", JSONL)
    assert output(tmp_path / "a") == output(tmp_path / "b")


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("format_name", sorted(FORMATS))
@pytest.mark.parametrize(
    "changed", [slice(0, 5), slice(1, 20), slice(9, 20), slice(0, 0)], ids=["end", "start", "more", "all"]
)
def test_articles_that_left_the_input_leave_the_output(tmp_path: Path, format_name: str, changed: slice) -> None:
    items = [article(n) for n in range(20)]
    settings = Settings(CONFIG, format_name)
    run_batch(items, tmp_path / "a", settings)
    run_batch(items[changed], tmp_path / "a", settings)
    run_batch(items[changed], tmp_path / "b", settings)
    assert not_empty(output(tmp_path / "a")) == not_empty(output(tmp_path / "b"))


def not_empty(files: dict[str, bytes]) -> dict[str, bytes]:
    """An empty database is as good as none."""
    return {name: data for name, data in files.items() if data != repr({table: [] for table in TABLES}).encode()}


def test_a_lost_file_is_written_again(tmp_path: Path) -> None:
    run_batch([article(1)], tmp_path, JSONL)
    before = output(tmp_path)
    (tmp_path / "records-00000.jsonl").unlink()
    assert run_batch([article(1)], tmp_path, JSONL).resumed == 0
    assert output(tmp_path) == before


def test_other_settings_are_refused_until_fresh(tmp_path: Path) -> None:
    run_batch([article(1), article(2)], tmp_path, JSONL)
    for other in (
        Settings(CONFIG, "json"),
        Settings(Config(), "jsonl"),
        Settings(CONFIG, "jsonl", published="2019-10-17"),
    ):
        with pytest.raises(OutputError, match="NX406"):
            run_batch([article(1)], tmp_path, other)
    run_batch([article(1)], tmp_path, Settings(CONFIG, "json"), fresh=True)
    assert list(output(tmp_path)) == ["a1.json"]


def test_a_second_run_on_the_folder_is_refused(tmp_path: Path) -> None:
    with open_journal(tmp_path), pytest.raises(OutputError, match="NX405"):
        run_batch([article(1)], tmp_path, JSONL)


def test_a_damaged_journal_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / ".journal.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(OutputError, match="NX401"):
        run_batch([article(1)], tmp_path, JSONL)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="NX401"):
        run_batch([article(1)], tmp_path / "file" / "out", JSONL)


@pytest.mark.parametrize("most", [1_000, 60_000], ids=["no room for the journal", "no room for the records"])
def test_a_full_disk_is_a_coded_error_and_the_next_run_continues(tmp_path: Path, most: int) -> None:
    resource = pytest.importorskip("resource", reason="this system limits no file sizes")
    items = [article(n) for n in range(60)]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with pytest.raises(OutputError, match="NX401"):
            run_batch(items, tmp_path / "a", JSONL)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert run_batch(items, tmp_path / "a", JSONL).totals.articles == 60
    run_batch(items, tmp_path / "b", JSONL)
    assert output(tmp_path / "a") == output(tmp_path / "b")


def test_only_jsonl_is_compressed(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="NX202"):
        run_batch([article(1)], tmp_path, Settings(CONFIG, "csv", "zstd"))


def test_a_damaged_compressed_shard_is_a_coded_error(tmp_path: Path) -> None:
    run_batch([article(1)], tmp_path, Settings(CONFIG, "jsonl", "zstd"))
    (shard,) = tmp_path.glob("*.zst")
    shard.write_bytes(shard.read_bytes()[:-9])
    with pytest.raises(OutputError, match="NX402"):
        list(read(tmp_path))


def test_no_articles_at_all(tmp_path: Path) -> None:
    assert run_batch([], tmp_path, JSONL).totals.articles == 0
    assert output(tmp_path) == {}
    assert json.loads((tmp_path / "run.json").read_text())["run"]["totals"]["articles"] == 0


def test_a_dead_worker_costs_only_the_article_that_killed_it() -> None:
    texts = [f"投入{n}亿元。" for n in range(9)]
    texts[4] = DEADLY
    items = [article(n, text) for n, text in enumerate(texts)]
    portions = iter([tuple(items[n : n + 3]) for n in range(0, 9, 3)])
    with Pool(2, dies_on_deadly_articles, CONFIG) as pool:
        outcomes = [one for portion in pool.extract(portions) for one in portion]
    assert [one.doc_id for one in outcomes] == [item.doc_id for item in items]
    assert [one.error for one in outcomes] == [None] * 4 + ["NX903"] + [None] * 4


def test_an_article_that_hangs_in_c_costs_only_itself() -> None:
    pages: list[Item] = [Page(f"p{n}", DEADLY if n == 1 else "投入3亿元。", Source(), hangs_in_c) for n in range(3)]
    with Pool(2, partial(extract_chunk, published=None, timeout=1), CONFIG) as pool:
        (outcomes,) = pool.extract(iter([tuple(pages)]))
    assert [one.error for one in outcomes] == [None, "NX903", None]


def test_a_worker_killed_while_it_waits_costs_nothing() -> None:
    with Pool(2, dies_on_deadly_articles, CONFIG) as pool:
        for round_ in range(2):
            (outcomes,) = pool.extract(iter([(article(round_),)]))
            assert outcomes[0].error is None
            for process in multiprocessing.active_children():
                process.kill()
                process.join()


def test_what_keeps_workers_from_starting_is_raised() -> None:
    broken = Config(tagger="none", unit=({"surprise": 1},))
    with pytest.raises(ConfigError, match="NX20"), Pool(2, dies_on_deadly_articles, broken) as pool:
        list(pool.extract(iter([(article(1),)])))


def failing(what: Callable[[], None]) -> Pipeline:
    """A pipeline that does this when it finds 废 in an article."""
    pipeline = load(CONFIG)

    def find(document: Document) -> list[Policy]:
        if "废" in document.text:
            what()
        return pipeline.find_policies(document)

    return dataclasses.replace(pipeline, find_policies=find)


def test_a_slow_article_becomes_an_error_record() -> None:
    result = extract(failing(lambda: time.sleep(5)), article(1, "废"), timeout=0.05)
    assert isinstance(result, ErrorRecord)
    assert result.error.code == "NX902"


def test_a_failing_pipeline_becomes_an_error_record() -> None:
    def divide() -> None:
        raise ZeroDivisionError("by zero")

    result = extract(failing(divide), article(1, "废"))
    assert isinstance(result, ErrorRecord)
    assert result.error.code == "NX901"
    assert "ZeroDivisionError" in result.error.message


def test_one_bad_article_costs_its_neighbours_nothing() -> None:
    def divide() -> None:
        raise ZeroDivisionError("by zero")

    items = [article(n, "废" if n in (2, 5) else f"投入{n}亿元。") for n in range(8)]
    for bad, code in ((divide, "NX901"), (lambda: time.sleep(5), "NX902")):
        found = outcomes(failing(bad), items, timeout=0.2)
        assert [one.doc_id for one in found] == [item.doc_id for item in items]
        assert [one.error for one in found] == [code if n in (2, 5) else None for n in range(8)]
        sound = [one.data for one in outcomes(load(CONFIG), items)]
        assert all(one.data == other for one, other in zip(found, sound, strict=True) if one.error is None)


def test_text_that_is_no_unicode_becomes_an_error_record() -> None:
    bad, good = outcomes(load(CONFIG), [article(1, "投入3亿元\ud800。"), article(2)])
    assert bad.error is not None
    assert good.error is None


def test_shards_and_chunks_keep_every_item_in_order(small_shards: None) -> None:
    items = [article(n) for n in range(30)]
    planned = list(shards(items))
    assert [item for shard in planned for item in shard.items] == items
    assert [item for shard in planned for chunk in chunks(shard) for item in chunk] == items
    assert max(len(shard.items) for shard in planned) == 8
    assert len({shard.key for shard in planned}) == len(planned)


def test_long_articles_make_short_chunks() -> None:
    items = [article(n, "字" * 90_000) for n in range(5)]
    (shard,) = shards(items)
    assert [len(chunk) for chunk in chunks(shard)] == [1] * 5


def kill_parent(process: subprocess.Popen[bytes]) -> None:
    process.kill()


def kill_worker(process: subprocess.Popen[bytes]) -> None:
    tasks = Path(f"/proc/{process.pid}/task")
    children = [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]
    workers = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    if workers:  # none is left where the run was about to end
        os.kill(workers[0], signal.SIGKILL)


def interrupt_twice(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)


@pytest.fixture(scope="module")
def long_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Callable[[Path], list[str]], dict[str, bytes]]:
    """The command of a run of two shards, given where to write, and what an undisturbed one writes."""
    folder = tmp_path_factory.mktemp("run")
    rows = [{"doc_id": f"a{n}", "text": f"2018年投入{n}.5亿元，增长{n}%。"} for n in range(1100)]
    (folder / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (folder / "none.toml").write_text('tagger = "none"')

    def command(output: Path) -> list[str]:
        code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # not as a background job
        code += "from newsextract.cli import main; main()"
        options = ["--format", "jsonl", "--config", str(folder / "none.toml"), "--workers", "2"]
        return [sys.executable, "-c", code, "run", str(folder / "in.jsonl"), "-o", str(output), *options]

    subprocess.run(command(folder / "calm"), check=True, stdout=subprocess.DEVNULL)
    return command, output(folder / "calm")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found by /proc")
@pytest.mark.parametrize("strike", [kill_parent, kill_worker, interrupt_twice])
def test_a_struck_run_continues_to_the_same_bytes(
    tmp_path: Path,
    long_run: tuple[Callable[[Path], list[str]], dict[str, bytes]],
    strike: Callable[[subprocess.Popen[bytes]], None],
) -> None:
    command, calm = long_run
    out = tmp_path / "out"
    started = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with started as process:
        wait_for(lambda: (out / "records-00000.jsonl").exists() or process.poll() is not None)
        strike(process)
    again = subprocess.run(command(out), capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert "1,100 articles" in again.stdout
    assert output(out) == calm


def test_a_second_process_on_the_folder_is_refused(
    tmp_path: Path, long_run: tuple[Callable[[Path], list[str]], dict[str, bytes]]
) -> None:
    with open_journal(tmp_path):
        second = subprocess.run(long_run[0](tmp_path), capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "NX405" in second.stderr
    assert output(tmp_path) == {}


def wait_for(ready: Callable[[], bool]) -> None:
    for _ in islice(iter(int, 1), 2000):
        if ready():
            return
        time.sleep(0.01)
    raise AssertionError("it never became ready")


def test_default_pipeline_and_batch_agree(tmp_path: Path) -> None:
    one = article(3)
    run_batch([one], tmp_path, JSONL)
    (line,) = (tmp_path / "records-00000.jsonl").read_bytes().splitlines()
    assert line == load(CONFIG)(one.text, doc_id=one.doc_id).to_json()


def test_spark_that_is_not_installed_is_a_coded_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingError, match="NX301"):
        run_spark(["in.jsonl"], "out", JSONL)


def test_spark_writes_only_what_it_can() -> None:
    with pytest.raises(ConfigError, match="NX202"):
        run_spark(["in.jsonl"], "out", Settings(CONFIG, "sqlite"))
