"""The site builds with strict links, and needs no network, to build or to read."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

MISSING = [name for name in ("mkdocs", "material", "mkdocstrings") if importlib.util.find_spec(name) is None]
LOADED = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']?(https?:)?//|<link[^>]*rel=["']?stylesheet[^>]*//"""
)
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if MISSING:
        pytest.skip(f"the site's builder is not installed ({', '.join(MISSING)}): pip install -e '.[docs]'")
    if not (ROOT / "mkdocs.yml").is_file():
        pytest.skip("mkdocs.yml is not here: this is no checkout")
    folder = tmp_path_factory.mktemp("site")
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOWHERE)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | proxies | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_built(site: Path) -> None:
    sources = [path for path in (ROOT / "docs").rglob("*.md") if "generate" not in path.parts]
    assert sources
    for source in sources:
        assert (site / source.relative_to(ROOT / "docs")).with_suffix(".html").is_file()


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    assert LOADED.search('<script src="https://unpkg.com/x"></script>')
    for page in site.rglob("*.html"):
        assert not LOADED.search(page.read_text(encoding="utf-8")), page


def test_search_works_from_disk_in_both_languages(site: Path) -> None:
    script = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    texts = [entry["title"] + entry["text"] for entry in json.loads(script.removeprefix("var __index = "))["docs"]]
    assert any("Read GBK archives" in text for text in texts)
    assert any("同比\u200b" in text for text in texts), "the search plugin cuts Chinese into words"
    assert (site / "assets" / "iframe-worker.js").is_file()


def test_generated_parts_are_on_their_pages(site: Path) -> None:
    for page, words in (
        ("cli", "--against"),
        ("errors", "NX405"),
        ("record", "base_value"),
        ("configuration", "factor"),
        ("model-card", "MSRA"),
    ):
        assert words in (site / "reference" / f"{page}.html").read_text(encoding="utf-8").replace("&#95;", "_")
    python = (site / "reference" / "python.html").read_text(encoding="utf-8")
    assert "Extract one article." in python
