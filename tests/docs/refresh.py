"""Write the real outputs of all blocks into the pages, and the pictures of what they make into docs/images.

    python tests/docs/refresh.py [--all] [PAGE …]

Blocks whose optional packages are missing keep their outputs; without Chromium, screenshots stay as they are. Outputs
that differ only in what the test does not compare (times, figures of the sample corpus) are written anew with --all.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.docs.pages import DOCS, Session, comparable, outputs, pages


@dataclass(frozen=True)
class Shot:
    """A screenshot: of the file that a page's blocks made; fragment: of its address."""

    file: str
    picture: str
    height: int
    fragment: str = ""


SEARCH = "#indicator=收入&unit=元"
SHOTS = {
    "index.md": [Shot("page.html", "page.png", 1000)],
    "tutorial.md": [Shot("article.html", "article.png", 900), Shot("site/index.html", "site.png", 900, SEARCH)],
}
WIDTH = 1100


def refresh(page: Path, folder: Path, *, everything: bool) -> int:
    """Rewrite the page's output blocks; returns how many changed."""
    session = Session(page, folder)
    text = page.read_text(encoding="utf-8")
    changes = []
    for block, shown in outputs(page):
        if block.missing:
            continue
        printed = session.run_to(block)
        extent = "" if everything else shown.marks["output"]
        if comparable(printed, extent) != comparable(shown.body, extent):
            changes.append((shown.start, shown.end, printed.strip("\n") + "\n"))
    for start, end, printed in reversed(changes):
        clean = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
        text = text[:start] + clean + text[end:]
    if changes:
        page.write_text(text, encoding="utf-8")
    for picture in folder.glob("*.png"):
        shutil.copy(picture, DOCS / "images" / picture.name)
    for shot in SHOTS.get(page.relative_to(DOCS).as_posix(), []):
        photograph(shot, folder)
    return len(changes)


def photograph(shot: Shot, folder: Path) -> None:
    """Take the screenshot into docs/images, where Chromium is installed."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    source = folder / shot.file
    if browser is None:
        return
    command = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=3000"),
        f"--window-size={WIDTH},{shot.height}",
        f"--screenshot={DOCS / 'images' / shot.picture}",
        source.as_uri() + shot.fragment,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def main() -> None:
    everything = "--all" in sys.argv[1:]
    chosen = [Path(name).resolve() for name in sys.argv[1:] if name != "--all"] or pages()
    for page in chosen:
        with tempfile.TemporaryDirectory() as folder:
            changed = refresh(page, Path(folder) / "work", everything=everything)
        sys.stdout.write(f"{page.relative_to(DOCS)}: {changed} outputs changed\n")


if __name__ == "__main__":
    main()
