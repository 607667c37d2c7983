"""Templates → one self-contained page; whatever comes from an article is inert in it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def _environment() -> Environment:
    loader = PackageLoader("newsextract.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["embed"] = embed
    return environment


def page(template: str, **values: Any) -> str:
    """The template, filled. All values are escaped; data for scripts goes through the filter `embed`."""
    return _environment().get_template(template).render(**values)


def embed(value: Any) -> Markup:
    """The value as JSON that can stand in a script element: no character in it can end the element."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        data = data.replace(character, f"\\u{ord(character):04x}")
    return Markup(data)  # noqa: S704  escaped above
