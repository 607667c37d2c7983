"""Zones of a page (title, by-line, captions, headings, body, tables, navigation, boilerplate) and its metadata.

`split` looks at each row alone (rows.py, byline.py), then at its place among the others (layout.py), and collects what
the page says of itself (meta.py). Losing content is worse than keeping furniture: a row is hidden only where its own
words or its company say what it is.
"""

from __future__ import annotations

from newsextract.zones.layout import Layout, split
from newsextract.zones.meta import merge

__all__ = ["Layout", "merge", "split"]
