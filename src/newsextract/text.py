"""The shadow of a text: the same length, normalised, so that recognisers need one spelling of everything.

Full-width ASCII becomes half-width, odd blanks become a space, corner brackets become curly quotes and traditional
characters become simplified, each code point for exactly one code point: a match's offsets are the original's.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# A tab stays: it parts the cells of a table row.
BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c"
OTHER = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹃": "‘", "﹄": "’", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”",
    "〈": "《", "〉": "》", "﹤": "<", "﹥": ">", "﹪": "%", "﹢": "+", "﹣": "-", "−": "-", "‐": "-", "‑": "-",
    "‒": "-", "〜": "~", "∼": "~", "○": "〇", "◯": "〇", "⁺": "+", "•": "·", "‧": "·", "・": "·", "･": "·", "\r": "\n",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "￥": "¥",
}  # fmt: skip


@cache
def table() -> dict[int, str]:
    """Code point → its one normalised character."""
    traditional, simplified = files("newsextract").joinpath("t2s.txt").read_text(encoding="utf-8").splitlines()
    result = {ord(a): b for a, b in zip(traditional, simplified, strict=True)}
    result |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    result |= dict.fromkeys(map(ord, BLANKS), " ")
    result |= {ord(a): b for a, b in OTHER.items()}
    return result


def shadow(text: str) -> str:
    """The normalised text, of the same length."""
    return text.translate(table())


def blank(text: str, spans: list[tuple[int, int]], fill: str = "\n") -> str:
    """The text with each span replaced by `fill` characters, the length unchanged. Spans are sorted and disjoint."""
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], fill * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)
