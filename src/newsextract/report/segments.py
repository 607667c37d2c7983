"""A text and its mentions → a flat run of pieces, each with the mentions that cover it: overlaps need no nesting."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Mention = tuple[int, int, str]
"""(start, end, id)"""


def pieces(text: str, mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    """[{"text": …, "ids": […]}] whose texts make up `text`; cut wherever a mention begins or ends."""
    marks = sorted(mentions)
    cuts = sorted({0, len(text), *(m[0] for m in marks), *(m[1] for m in marks)})
    result: list[dict[str, Any]] = []
    waiting = iter(marks)
    following = next(waiting, None)
    open_: list[Mention] = []
    for start, end in pairwise(cuts):
        open_ = [mention for mention in open_ if mention[1] > start]
        while following is not None and following[0] <= start:
            open_.append(following)
            following = next(waiting, None)
        ids = [name for first, last, name in open_ if first <= start < last]
        result.append({"text": text[start:end], "ids": ids})
    return result
