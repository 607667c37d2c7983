"""Accounts of social media: what stands after @ is one opaque name, whatever it looks like."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from newsextract import lazyre as re
from newsextract.entities.labels import Span

# @追风少年|发微博, @远帆日记|说，: up to a blank, a mark, or what the account does.
_HANDLE = re.compile(
    "@(?P<name>[\\w-]{2,30}?)(?=发(?:微博|文|布|帖|表|起|出)|[表暗]示|称[,:]|说[,:]|爆料|回应|写道|披露|评论|转发|"
    "(?:昨|今|前)[天日晚]|在(?![线路])|(?<=[0-9_])[把于向被将对和与]|的?(?:微博|网友)|等(?:[^\\w]|网友|微博|账号)|[^\\w-]|$)"
)


def outside(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans that are no fragments of an account's name: 所长|张小川|是我; the whole name may be somebody's."""
    if "@" not in text:
        return list(spans)
    handles = [match.span("name") for match in _HANDLE.finditer(text)]
    starts = [start for start, _ in handles]
    result: list[Span] = []
    for span in spans:
        index = bisect_right(starts, span.end - 1) - 1
        inside = index >= 0 and span.start < handles[index][1]
        if not inside or (span.label != "LOC" and (span.start, span.end) == handles[index]):
            result.append(span)
    return result
