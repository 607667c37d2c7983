"""The shadow of a text: the same length, normalised, so that recognisers need one spelling of everything.

Full-width ASCII becomes half-width, odd blanks become a space, corner brackets become curly quotes and traditional
characters become simplified, each code point for exactly one code point: a match's offsets are the original's.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# A tab stays: it parts the cells of a table row.
BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c"
OTHER = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹃": "‘", "﹄": "’", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”",
    "〈": "《", "〉": "》", "﹤": "<", "﹥": ">", "﹪": "%", "﹢": "+", "﹣": "-", "−": "-", "‐": "-", "‑": "-",
    "‒": "-", "〜": "~", "∼": "~", "○": "〇", "◯": "〇", "⁺": "+", "•": "·", "‧": "·", "・": "·", "･": "·", "\r": "\n",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "￥": "¥",
}  # fmt: skip

_SHORT = 32
"""Characters below which `str.translate` is the faster way."""


@cache
def table() -> dict[int, str]:
    """Code point → its one normalised character."""
    traditional, simplified = files("newsextract").joinpath("t2s.txt").read_text(encoding="utf-8").splitlines()
    result = {ord(a): b for a, b in zip(traditional, simplified, strict=True)}
    result |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    result |= dict.fromkeys(map(ord, BLANKS), " ")
    result |= {ord(a): b for a, b in OTHER.items()}
    return result


@cache
def _all_code_points() -> npt.NDArray[np.uint32]:
    """`table()` as an array, shape (0x110000,): code point → normalised code point (4 MB)."""
    import numpy as np  # noqa: PLC0415 a tenth of a second that `newsextract --help` need not wait

    points = np.arange(0x110000, dtype="<u4")
    normal = table()
    points[list(normal)] = [ord(char) for char in normal.values()]
    return points


def shadow(text: str) -> str:
    """The normalised text, of the same length. One gather over the code points: 8 times as fast as `str.translate`."""
    if "\r\n" in text:  # one line end, not two with an empty line between
        text = text.replace("\r\n", " \n")
    if len(text) < _SHORT:
        return text.translate(table())
    import numpy as np  # noqa: PLC0415 as above

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return _all_code_points().take(points).tobytes().decode("utf-32-le", "surrogatepass")


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
