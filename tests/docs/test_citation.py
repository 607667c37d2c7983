"""CITATION.cff says of the package what pyproject.toml says."""

from __future__ import annotations

import sys

import pytest

from tests.docs.pages import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def test_the_citation_names_this_version() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra “docs”")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (citation["title"], citation["version"]) == (project["name"], project["version"])
    assert (citation["license"], citation["authors"]) == (project["license"], project["authors"])
