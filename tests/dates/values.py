"""The table of values.toml."""

from __future__ import annotations

from pathlib import Path

from newsextract.toml import tomllib

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "values.toml").read_text(encoding="utf-8")
)
