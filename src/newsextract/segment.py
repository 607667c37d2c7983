"""Sentences of an article, and words of a sentence by jieba's dictionary and model.

A sentence ends at 。！？；… with its closing quotes and brackets, and at a line end, unless the line is one of a
hard-wrapped paragraph. All patterns read the shadow (newsextract.text), where ！？； are half-width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from newsextract import lazyre as re
from newsextract.errors import MissingError
from newsextract.records import Zone

HIDDEN_ZONES = frozenset({"nav", "boilerplate"})
"""Zone types whose characters carry no mentions and no sentences."""

WRAP_WIDTH = 30
"""Shortest line that can be one of a hard-wrapped paragraph; headings and captions are mostly shorter."""

# One scan for both kinds of end. The first character is tested before any look-behind, so that the scan stays cheap.
END = re.compile(
    r"""[。!?;…\n](?:
        (?<=\n)(?:                                         # a line end, unless the paragraph is hard-wrapped here:
            (?<![^\n]{WIDTH}\n) | (?<=[\ 。!?;…:”"’)】》\]|]\n)
            | (?=[\s—*#·\-|(【“]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、)]|\.\D)|\Z)
        )
      |
        (?<!\n)(?<![。!?;…][。!?;…])                       # or a run of marks, looked at once, from its first mark
        (?<!&nbsp;)(?<!&quot;)(?<!&amp;)
        (?!(?<=[A-Za-z0-9/][?;!])[A-Za-z])                # not ? or ; in an address or a brand
        [。!?;…]*[”’)】\]]*
        (?![。!?;…”’)】\]》、,:的等])                      # not in 《…？》, nor where the clause goes on: “…！”的
    )""".replace("WIDTH", str(WRAP_WIDTH)),
    re.VERBOSE,
)


def sentences(shadow: str, zones: Iterable[Zone]) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each sentence in code points, in order, trimmed of blanks, none across a zone's bounds.

    Navigation and boilerplate zones have none.
    """
    found: list[tuple[int, int]] = []
    for zone in zones:
        if zone.type in HIDDEN_ZONES:
            continue
        start = zone.start
        for mark in END.finditer(shadow, zone.start, zone.end):
            end = mark.end()
            if shadow.startswith('"', end) and end < zone.end and shadow.count('"', start, end) % 2:
                end += 1
            _add(found, shadow, start, end)
            start = end
        if start < zone.end:
            _add(found, shadow, start, zone.end)
    return tuple(found)


def _add(found: list[tuple[int, int]], shadow: str, start: int, end: int) -> None:
    piece = shadow[start:end]
    bare = piece.lstrip()
    if bare:
        found.append((end - len(bare), start + len(piece.rstrip())))


Cut = Callable[[str], list[str]]
Tag = Callable[[str, bool], list[tuple[str, str]]]


def words(text: str, segmenter: str = "rjieba") -> list[str]:
    """The words of the text; joined together they are the text again.

    segmenter: "rjieba" (Rust), or "jieba", the pure Python reference, which also stands in where rjieba is missing: the
    same words, 20–40 times slower. Raises MissingError NX301 where neither is installed.
    """
    cut, _ = _segmenter(segmenter)
    return cut(text)


def tagged(text: str, segmenter: str = "rjieba", *, hmm: bool = True) -> list[tuple[str, str]]:
    """The words of the text with jieba's part-of-speech tags (ICTCLAS set: n, v, m, ns …).

    hmm: guess words that are not in the dictionary.
    """
    _, tag = _segmenter(segmenter)
    return tag(text, hmm)


@cache
def _segmenter(name: str) -> tuple[Cut, Tag]:
    return _rjieba() if name == "rjieba" else _jieba()


def _rjieba() -> tuple[Cut, Tag]:
    try:
        import rjieba  # noqa: PLC0415 its dictionary loads on import
    except ImportError:
        return _jieba()
    return rjieba.cut, rjieba.tag


def _jieba() -> tuple[Cut, Tag]:
    try:
        import jieba  # noqa: PLC0415 slow to import
        import jieba.posseg  # noqa: PLC0415
    except ImportError as error:
        fix = "pip install rjieba (or jieba, slower)"
        raise MissingError("NX301", "no word segmenter is installed", fix=fix) from error
    jieba.setLogLevel("ERROR")
    return jieba.lcut, lambda text, hmm: [(pair.word, pair.flag) for pair in jieba.posseg.lcut(text, HMM=hmm)]
