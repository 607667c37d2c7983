"""Templates → pages in two languages; whatever comes from an article is inert in them.

A page is self-contained, or, in a site, shares its style and scripts with the others. Either way nothing but our own
scripts runs: those in the page are named by their digest in its Content-Security-Policy.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newsextract.toml import data_file

ASSETS = files("newsextract.report").joinpath("assets")
STYLE = "style.css"
WORDS = "words.js"
"""Made from words.toml."""
CHARTS = "echarts.common.min.js"
"""Apache ECharts as its npm package has it (assets/vendored.toml): `make vendored` renews it."""


@cache
def words() -> dict[str, dict[str, tuple[str, str]]]:
    """Section → key → (English, Chinese) of the pages' own words."""
    content = data_file("newsextract.report", "words.toml")
    return {section: {k: (v[0], v[1]) for k, v in keys.items()} for section, keys in content.items()}


def word(section: str, key: str) -> Markup:
    """An element with the words in English, which a reader can switch to Chinese. Unknown keys stand as they are."""
    if key not in words()[section]:
        return escape(key)
    return Markup('<span data-word="{}.{}">{}</span>').format(section, key, words()[section][key][0])


def word_attribute(section: str, key: str) -> Markup:
    """The same as the element's accessible name: aria-label, and where to find it in the other language."""
    return Markup('aria-label="{}" data-word-label="{}.{}"').format(words()[section][key][0], section, key)


def page(template: str, scripts: tuple[str, ...], shared: str | None = None, **values: Any) -> str:
    """The template, filled. All values are escaped; data for scripts goes through the filter `embed`.

    scripts: of the assets, in order, after common.js. shared: the address of the site's folder of assets as seen from
    the page; without it the page is self-contained.
    """
    used = (WORDS, "common.js", *scripts)
    inline = [] if shared else [_asset(name) for name in used]
    if shared:
        policy = "script-src 'self' file:"
    else:
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
        policy = "script-src " + " ".join(f"'sha256-{digest}'" for digest in digests)
    filled = _environment().get_template(template)
    return filled.render(
        policy=Markup(policy),  # noqa: S704  digests and constants
        style=None if shared else Markup(_asset(STYLE)),  # noqa: S704  our own file
        inline=[Markup(text) for text in inline],  # noqa: S704  our own files
        shared=shared,
        scripts=used,
        words=words(),
        **values,
    )


def copy_assets(names: tuple[str, ...]) -> dict[str, bytes]:
    """Name → content of what the pages of a site share: style, scripts, and the chart library with its licence."""
    texts = (STYLE, WORDS, "common.js", *names)
    library = (CHARTS, "echarts-LICENSE.txt", "echarts-NOTICE.txt")
    return {n: _asset(n).encode() for n in texts} | {n: ASSETS.joinpath(n).read_bytes() for n in library}


def embed(value: Any) -> Markup:
    """The value as JSON that can stand in a script element: no character in it can end the element."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        data = data.replace(character, f"\\u{ord(character):04x}")
    return Markup(data)  # noqa: S704  escaped above


@cache
def _environment() -> Environment:
    loader = PackageLoader("newsextract.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["embed"] = embed
    environment.globals |= {"t": word, "label": word_attribute}
    return environment


@cache
def _asset(name: str) -> str:
    if name == WORDS:
        return f"const WORDS = {embed(words())};\n"
    return ASSETS.joinpath(name).read_text(encoding="utf-8")
