"""What a stream of articles does not show: files that were passed over, values that were not understood."""

from __future__ import annotations

import msgspec

MOST_NAMED = 100


class Tally(msgspec.Struct):
    """How many there were of each kind. first: what the first of them are called."""

    count: int = 0
    kinds: dict[str, int] = {}
    first: list[str] = []

    def add(self, kind: str, name: str) -> None:
        self.count += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if len(self.first) < MOST_NAMED:
            self.first.append(name)

    def __str__(self) -> str:
        """“.pdf 3, none 1”, the most first."""
        kinds = sorted(self.kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        return ", ".join(f"{kind} {count:,}" for kind, count in kinds)


class Notes(msgspec.Struct):
    """unread: files of folders that were not read, by suffix. dates: publication dates of rows that could not be read,
    by column; their rows keep them in meta.extra.
    """

    unread: Tally = msgspec.field(default_factory=Tally)
    dates: Tally = msgspec.field(default_factory=Tally)
