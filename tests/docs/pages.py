"""The pages' fenced blocks, and how they are run: what a reader copies from the site is what is tested.

Blocks of `sh` and `python` are run in order, in a folder that holds copies of corpus/ and gold/; the Python blocks of a
page share their names. A comment on the line before a block says more of it:

    <!-- file: settings.toml -->      the block is a file that later blocks use
    <!-- output -->                   the block is what the block before it prints (times are not compared)
    <!-- output: head -->             its first line is compared, numbers aside: figures change with the rules
    <!-- output: any -->              it is only asked to print something: examples found in the sample corpus
    <!-- needs: duckdb -->            an optional package (bin:sqlite3: a program): skipped where it is not installed
    <!-- exit: 1 -->                  the exit status of an `sh` block that is meant to fail
    <!-- not run: why -->             a block that cannot be tested, and why
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from newsextract.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONTRACTS = ("architecture.md", "output-schema.md", "annotation-guidelines.md", "performance.md")
"""Design papers: their blocks are diagrams, shapes and measurements, tested where the code is."""

FENCE = re.compile(
    r"^(?P<marks>(?:<!--[^\n]*-->\n)*)(?P<tick>```)(?P<language>[a-z]*)[^\n]*\n(?P<body>.*?)^```$", re.M | re.S
)
MARK = re.compile(r"<!--\s*(?P<name>file|output|needs|exit|not run)(?:\s*:\s*(?P<value>.*?))?\s*-->")
TIMES = (
    (re.compile(r"\b\d+\.\d+ s\b"), "T s"),
    (re.compile(r"[\d,]+ characters/s"), "N characters/s"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"), "NOW"),
)
RUNNABLE = ("sh", "python")


@dataclass(frozen=True)
class Block:
    """One fenced block. line: of its fence in the page, from 1. start, end: of its body in the page's text."""

    page: str
    line: int
    language: str
    body: str
    start: int
    end: int
    marks: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def missing(self) -> list[str]:
        """The optional packages and programs that it needs and that are not installed."""
        return [name for name in self.marks.get("needs", "").split() if not _is_installed(name)]

    @property
    def runs(self) -> bool:
        return self.language in RUNNABLE and not {"file", "not run", "output"} & self.marks.keys()

    @property
    def has_a_role(self) -> bool:
        return self.runs or bool({"file", "not run", "output"} & self.marks.keys())


def _is_installed(name: str) -> bool:
    program = name.removeprefix("bin:")
    if program != name:
        return shutil.which(program, path=_path()) is not None
    return importlib.util.find_spec(name) is not None


def _path() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def pages() -> list[Path]:
    """The pages whose blocks are run."""
    return sorted(path for path in DOCS.rglob("*.md") if path.name not in CONTRACTS)


def blocks(page: Path) -> list[Block]:
    """The page's fenced blocks, in order."""
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(DOCS).as_posix()
    found = []
    for match in FENCE.finditer(text):
        marks = {mark["name"]: mark["value"] or "" for mark in MARK.finditer(match["marks"])}
        line = text.count("\n", 0, match.start("tick")) + 1
        found.append(Block(name, line, match["language"], match["body"], match.start("body"), match.end("body"), marks))
    return found


def comparable(output: str, extent: str = "") -> str:
    """The part of an output that must be the same on every machine and every day. extent: “”, “head” or “any”."""
    lines = [line.rstrip() for line in output.strip("\n").splitlines()]
    if extent == "any":
        return "something" if any(lines) else "nothing"
    text = "\n".join(lines[:1] if extent == "head" else lines)
    for pattern, stand_in in TIMES:
        text = pattern.sub(stand_in, text)
    return re.sub(r"\s+", " ", re.sub(r"[\d,.]+", "0", text)).strip() if extent == "head" else text


@dataclass
class Session:
    """One page's blocks, run in order in one folder; each is run once."""

    page: Path
    folder: Path
    outputs: dict[int, str] = field(default_factory=dict)
    _names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    _done: int = 0

    def __post_init__(self) -> None:
        for name in ("corpus", "gold"):
            shutil.copytree(ROOT / name, self.folder / name)

    def run_to(self, block: Block) -> str:
        """Run every block up to this one that was not yet run, and return what this one prints."""
        for one in blocks(self.page)[self._done :]:
            if one.line > block.line:
                break
            self._done += 1
            if not one.missing:
                self._run(one)
        return self.outputs.get(block.line, "")

    def _run(self, block: Block) -> None:
        if "file" in block.marks:
            path = self.folder / block.marks["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        elif block.runs:
            self.outputs[block.line] = self._sh(block) if block.language == "sh" else self._python(block)

    def _sh(self, block: Block) -> str:
        """Line by line: each is a command of its own. Plain `newsextract` commands need no new process each."""
        printed, status = "", 0
        for line in block.body.splitlines():
            run = _newsextract if PLAIN.fullmatch(line) else _bash
            output, status = run(line, self.folder)
            printed += output
            if status:
                break
        expected = int(block.marks.get("exit", "0"))
        if status != expected:
            raise AssertionError(f"{block.name}: exit status {status}, not {expected}\n{printed}")
        return printed

    def _python(self, block: Block) -> str:
        printed = io.StringIO()
        with _inside(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(block.body, block.name, "exec", dont_inherit=True), self._names)  # noqa: S102  the page's own code
        return printed.getvalue()


ENVIRONMENT = {
    "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "MPLBACKEND": "Agg", "PYSPARK_PYTHON": sys.executable,
}  # fmt: skip
PLAIN = re.compile(r"newsextract [^|><;&$`*(){}\\\n]*")
"""A command that needs no shell but for its quotes."""


def _bash(line: str, folder: Path) -> tuple[str, int]:
    """(what the line prints, its exit status)."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env=os.environ | ENVIRONMENT | {"PATH": _path()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout, done.returncode


def _newsextract(line: str, folder: Path) -> tuple[str, int]:
    """The same as _bash, through the program's entry point in this process."""
    printed = io.StringIO()
    with (
        _inside(folder),
        mock.patch.object(sys, "argv", shlex.split(line)),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        try:
            main()
        except SystemExit as stop:
            return printed.getvalue(), stop.code if isinstance(stop.code, int) else 0
    return printed.getvalue(), 0


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """The working folder and the environment of all blocks (contextlib.chdir needs Python 3.11)."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with mock.patch.dict(os.environ, ENVIRONMENT):
            yield
    finally:
        os.chdir(before)


def outputs(page: Path) -> list[tuple[Block, Block]]:
    """(block that prints, block that shows what it prints) of a page. Raises ValueError where nothing precedes one."""
    pairs = []
    last: Block | None = None
    for block in blocks(page):
        if block.runs:
            last = block
        elif "output" in block.marks:
            if last is None:
                raise ValueError(f"{block.name}: an output with no block before it")
            pairs.append((last, block))
    return pairs
