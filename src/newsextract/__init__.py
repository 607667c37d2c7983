"""Archives of Chinese news into exact, structured data.

import newsextract
pipeline = newsextract.load()
record = pipeline("截至2018年底,累计完成脱贫25411 户 94682 人。", published="2019-10-17")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsextract.errors import NewsextractError
    from newsextract.frames import extract_frame, to_frames
    from newsextract.numerals import find_numbers, parse_number
    from newsextract.output import read
    from newsextract.pipeline import Pipeline, load
    from newsextract.records import Record

__version__ = "0.1.0"
__all__ = [
    "NewsextractError",
    "Pipeline",
    "Record",
    "__version__",
    "extract_frame",
    "find_numbers",
    "load",
    "parse_number",
    "read",
    "to_frames",
]

_HOMES = {
    "NewsextractError": "errors",
    "Pipeline": "pipeline",
    "Record": "records",
    "extract_frame": "frames",
    "find_numbers": "numerals",
    "load": "pipeline",
    "parse_number": "numerals",
    "read": "output",
    "to_frames": "frames",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `newsextract --help` should not wait for the lexicons."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"newsextract.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
