"""Progress: bytes behind the finished articles, rates and the time left."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsextract.batch.progress import Meter, sizes_of
from newsextract.cli import cli
from newsextract.readers import Article, read
from newsextract.records import ErrorInfo, ErrorRecord, Meta, Source


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def article(path: str, text: str, encoding: str | None = "utf-8") -> Article:
    return Article("a", text, Source(path, encoding=encoding), Meta())


def test_rate_errors_and_time_left() -> None:
    clock = Clock()
    meter = Meter({"a": 300, "b": 100}, clock)
    assert meter.left is None
    clock.now = 10
    meter.add([article("a", "字" * 50)] * 2, errors=0)
    assert (meter.position, meter.rate) == (300, 0.2)
    clock.now = 20
    meter.add([article("b", "字" * 10), ErrorRecord("x", Source("b"), ErrorInfo("NX102", "no"))], errors=1)
    assert meter.position == 330
    assert str(meter) == "4 articles, 1 errors, 0 a second, 82% done, 00:04 left"


@pytest.mark.parametrize(
    ("size", "item", "position"),
    [
        (90, article("f", "字" * 100), 90),
        (1000, article("f", "字" * 100, "gb18030"), 200),
        (1000, article("f!inner.txt", "字" * 100), 300),
        (1000, article("elsewhere", "字" * 100), 0),
    ],
    ids=["no more than the file has", "two bytes a character", "a member of an archive", "no input file"],
)
def test_bytes_within_a_file(size: int, item: Article, position: int) -> None:
    meter = Meter({"f": size})
    meter.add([item], 0)
    assert meter.position == position


def test_a_packed_file_counts_when_the_next_begins() -> None:
    meter = Meter({"a.gz": 50, "b.gz": 50})
    meter.add([article("a.gz", "字" * 100)], 0)
    assert meter.position == 0
    meter.add([article("b.gz", "字" * 100)], 0)
    assert meter.position == 50


def test_only_the_last_minute_counts_for_the_rate() -> None:
    clock = Clock()
    meter = Meter({}, clock)
    meter.add([article("a", "字")] * 1000, 0)
    for _ in range(8):
        clock.now += 10
        meter.add([article("a", "字")] * 10, 0)
    assert meter.rate == pytest.approx(1)
    assert str(meter) == "1,080 articles, 0 errors, 1 a second"


def test_sizes_of_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("投入3亿元。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("投入4亿元。", encoding="utf-8")
    sizes = sizes_of([str(tmp_path)])
    assert sum(sizes.values()) == 32
    meter = Meter(sizes)
    meter.add(list(read([str(tmp_path)])), 0)
    assert meter.position == meter.total
    assert sizes_of([str(tmp_path), "-"]) == {}


def test_a_log_line_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("newsextract.cli.run"), "MINUTE", 0)
    (tmp_path / "a.txt").write_text("投入3亿元。", encoding="utf-8")
    arguments = ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--workers", "1"]
    assert CliRunner().invoke(cli, arguments).stderr.startswith("newsextract: 1 articles, 0 errors, ")
    assert CliRunner().invoke(cli, [*arguments, "--fresh", "--quiet"]).output == ""
