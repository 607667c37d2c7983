"""How far a run is: articles, errors, rate, and the time left where the sizes of the inputs are known."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsextract.errors import NewsextractError
from newsextract.readers import Item
from newsextract.readers.article import legible
from newsextract.readers.inputs import expand
from newsextract.records import ErrorRecord

WINDOW = 60  # seconds that rates are taken over: an earlier run's articles pass in no time
PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip", ".tgz", ".parquet")  # their articles are longer than their bytes


class Mark(NamedTuple):
    time: float
    articles: int
    position: int


def sizes_of(inputs: Iterable[str]) -> dict[str, int]:
    """Path → bytes of every file of the inputs; empty where one has no size (“-”, a database’s table)."""
    try:
        return {legible(path): Path(path).stat().st_size for given in inputs for path in expand(given)}
    except (OSError, NewsextractError):
        return {}


class Meter:
    """Told of finished articles, it knows how many bytes of the inputs are behind them.

    A file counts whole when the next one begins; within it, the articles' own bytes count, which fall a little short
    where there is more in the file than text.
    """

    def __init__(self, sizes: Mapping[str, int], clock: Callable[[], float] = time.monotonic) -> None:
        self._sizes, self._clock = sizes, clock
        self.total = sum(sizes.values())
        self.articles = self.errors = 0
        self._before = self._within = 0
        self._path: str | None = None
        self._marks = deque([Mark(clock(), 0, 0)])

    def add(self, items: Sequence[Item], errors: int) -> None:
        """errors: how many of the items failed."""
        self.articles += len(items)
        self.errors += errors
        for item in items:
            self._pass(item)
        self._marks.append(Mark(self._clock(), self.articles, self.position))
        while len(self._marks) > 2 and self._marks[1].time <= self._marks[-1].time - WINDOW:
            self._marks.popleft()

    @property
    def position(self) -> int:
        """Bytes done, never more than there are."""
        return self._before + min(self._within, self._sizes.get(self._path or "", 0))

    @property
    def rate(self) -> float:
        """Articles a second, over the last minute."""
        first, last = self._marks[0], self._marks[-1]
        return (last.articles - first.articles) / max(last.time - first.time, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds to go, or None where that is not known."""
        first, last = self._marks[0], self._marks[-1]
        if not self.total or last.position == first.position:
            return None
        return (self.total - last.position) * (last.time - first.time) / (last.position - first.position)

    def __str__(self) -> str:
        """“12,288 articles, 3 errors, 411 a second, 41 % done, 1:30 left”."""
        parts = [f"{self.articles:,} articles", f"{self.errors:,} errors", f"{self.rate:,.0f} a second"]
        if self.total:
            parts.append(f"{self.position / self.total:.0%} done")
        if self.left is not None:
            hours, seconds = divmod(round(self.left), 3600)
            clock = f"{seconds // 60:02}:{seconds % 60:02}"
            parts.append(f"{hours}:{clock} left" if hours else f"{clock} left")
        return ", ".join(parts)

    def _pass(self, item: Item) -> None:
        path = self._file(item.source.path)
        if path != self._path:
            self._before += self._sizes.get(self._path or "", 0)
            self._path, self._within = path, 0
        if path is not None and not isinstance(item, ErrorRecord) and not path.lower().endswith(PACKED):
            wide = item.source.encoding in (None, "utf-8", "utf-8-sig")
            self._within += len(item.text.encode(errors="replace")) if wide else 2 * len(item.text)

    def _file(self, path: str | None) -> str | None:
        """The input file of a source path such as “archive.zip!member”; the one before where it is none."""
        if path in self._sizes:
            return path
        outer = (path or "").partition("!")[0]
        return outer if outer in self._sizes else self._path
