"""Shared fixtures. Each test module's data lies beside it (pytest-datadir)."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsextract
from newsextract.pipeline import Pipeline

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The default pipeline, loaded once: it holds no state between articles."""
    return newsextract.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party material; tests that measure against it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"third-party material for measurement is not beside the project ({SHARED})")
    return SHARED


@pytest.fixture(scope="session")
def corpus() -> list[Path]:
    """The project's own articles."""
    return sorted((ROOT / "corpus").glob("*.txt"))
