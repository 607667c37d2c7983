"""The grammars that mypyc compiled give the records that Python gives: `make compiled`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract.numerals import runs
from newsextract.pipeline import Pipeline

SOURCES = Path(__file__).parents[2] / "src"
EXTRACT = """
import sys
from pathlib import Path

import newsextract

pipeline = newsextract.load()
assert pipeline.find_dates.__code__.co_filename.startswith(sys.argv[1])
for path in sys.argv[2:]:
    sys.stdout.buffer.write(pipeline(Path(path).read_text(encoding="utf-8")).to_json() + b"\\n")
"""


def test_the_own_corpus_has_the_same_records(pipeline: Pipeline, corpus: list[Path]) -> None:
    if str(runs.__file__).endswith(".py"):
        assert os.environ.get("NEWSEXTRACT_COMPILED") != "required", "the installation is not compiled"
        pytest.skip("the installation is not compiled: `make compiled`")
    command = [sys.executable, "-c", EXTRACT, str(SOURCES), *map(str, corpus)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}  # before the installed, compiled package
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    assert done.stdout.splitlines() == [pipeline(path.read_text(encoding="utf-8")).to_json() for path in corpus]
