"""Spark for real: a standalone master and two workers on loopback, and one executor killed in mid-job."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

pyspark = pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java", allow_module_level=True)
if not Path("/proc/self/task").exists():
    pytest.skip("processes are found by /proc", allow_module_level=True)

from pyarrow import parquet  # noqa: E402  only where there is something to test
from pyspark.sql import SparkSession  # noqa: E402

import newsextract  # noqa: E402
from newsextract.batch.spark import _retrying, extract  # noqa: E402
from newsextract.records import Record  # noqa: E402

ARTICLES = 5_000
COMMAND = [sys.executable, "-c", "from newsextract.cli import main; main()", "run"]
CONF = (
    "spark.ui.enabled=false",
    "spark.sql.shuffle.partitions=4",  # the default is 200, for a cluster
    "spark.sql.files.maxPartitionBytes=150k",
    "spark.executor.memory=512m",
    "spark.driver.memory=512m",
)


class Cluster(NamedTuple):
    """workers: process ids."""

    url: str
    workers: tuple[int, ...]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(start(folder, "master.Master", "--port", str(port), "--webui-port", "0"))
        wait_for(lambda: answers(port), "the master")
        for number in range(2):
            room = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "-d", str(folder / f"work{number}"))
            started.append(start(folder, "worker.Worker", *room, url))
        yield Cluster(url, tuple(process.pid for process in started[1:]))
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)


def start(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A part of the cluster. spark-class replaces itself by Java: the process id is the part's."""
    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", *arguments]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1"}
    with (folder / f"{name}.log").open("ab") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def wait_for(ready: Callable[[], object], what: str, seconds: float = 600) -> None:  # patience with a busy machine
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} never came")


def children(pid: int) -> list[int]:
    with suppress(OSError):
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return []


def working_executor(worker: int) -> int | None:
    """The process of the worker's executor, once it has a Python worker."""
    return next((executor for executor in children(worker) if any(children(c) for c in children(executor))), None)


def command(cluster: Cluster, source: Path, output: Path, *more: str) -> list[str]:
    conf = [part for setting in CONF for part in ("--spark-conf", setting)]
    return [*COMMAND, str(source), "-o", str(output), "--engine", "spark", "--master", cluster.url, *conf, *more]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "in.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for n in range(ARTICLES):
            text = f"{n % 28 + 1}日，某市第{n}中学投入{n}.5亿元，比上年增长{n % 97}%。" * (1 + n % 5) if n != 77 else ""
            row = {"doc_id": f"a{n}", "text": text, "published": f"20{10 + n % 10}-03-04"}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    out = tmp_path_factory.mktemp("single")
    subprocess.run([*COMMAND, str(source), "-o", str(out), "--format", "jsonl", "--quiet"], check=False)
    return {record.doc_id: record for record in newsextract.read(out)}


def test_a_killed_executor_costs_nothing(
    cluster: Cluster, source: Path, expected: dict[str, Record], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command(cluster, source, out, "--format", "jsonl"), stdout=log, stderr=log)
        wait_for(lambda: working_executor(cluster.workers[0]) or process.poll() is not None, "the executor")
        executor = working_executor(cluster.workers[0])
        assert executor is not None, (tmp_path / "log").read_text()[-2000:]
        os.kill(executor, signal.SIGKILL)
        status = process.wait(900)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert status == 1, said[-2000:]  # article 77 has no text
    assert "Lost executor" in said, "the executor was killed after its work was done"
    assert f"{ARTICLES - 1:,} articles" in said
    found = list(newsextract.read(out))
    assert len(found) == ARTICLES - 1, "nothing twice"
    assert {record.doc_id: record for record in found} == expected
    (error,) = [json.loads(line) for part in (out / "errors").glob("part-*") for line in part.read_text().splitlines()]
    assert error["error"]["code"] == "NX104"
    again = subprocess.run(
        command(cluster, source, out, "--format", "jsonl"), capture_output=True, text=True, check=False
    )
    assert again.returncode == 2
    assert "NX406" in again.stderr


def test_tables(cluster: Cluster, expected: dict[str, Record], tmp_path: Path) -> None:
    records = [expected[f"a{n}"] for n in range(9)]
    for record in records:
        (tmp_path / f"{record.doc_id}.txt").write_text(record.text, encoding="utf-8")
    done = subprocess.run(
        command(cluster, tmp_path, tmp_path / "out", "--format", "parquet", "--published", "2019-10-17"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    table = parquet.read_table(tmp_path / "out" / "quantities")
    assert sorted(table["text"].to_pylist()) == sorted(q.text for record in records for q in record.quantities)
    assert set(table["year"].to_pylist()) == {2019}
    assert (tmp_path / "out" / "facts" / "_SUCCESS").exists()


def test_extract_for_jobs_of_ones_own() -> None:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master("local[1,4]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = [("x", "今年投入3亿元。", "2019-10-17"), (None, "增长5%。", None), ("z", None, None)]
        df = spark.createDataFrame(rows, "doc_id string, `正文` string, published string")
        found = extract(df, {"tagger": "none"}, columns={"text": "正文"}).collect()
    finally:
        spark.stop()
    assert [(row["year"], row["code"], row["quantities"]) for row in found] == [
        ("2019", None, 1),
        ("unknown", None, 1),
        ("unknown", "NX104", 0),
    ]
    assert json.loads(found[0]["record"])["dates"][0]["value"] == "2019"
    assert found[1]["doc_id"].startswith("row-")


@pytest.mark.parametrize(
    ("given", "used"),
    [("local", "local[1,4]"), ("local[2]", "local[2,4]"), ("local[*]", "local[*,4]"), ("yarn", "yarn")],
)
def test_local_masters_try_again(given: str, used: str) -> None:
    assert _retrying(given) == used
