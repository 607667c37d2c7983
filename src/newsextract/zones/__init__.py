"""Zones of a page (title, by-line, captions, headings, body, tables, navigation, boilerplate) and its metadata.

`split` looks at each row alone (rows.py), then at its place among the others (layout.py). Losing content is worse than
keeping furniture: a row is hidden only where its own words or its company say what it is.
"""

from __future__ import annotations

from newsextract.zones.layout import Layout, merge, split

__all__ = ["Layout", "merge", "split"]
