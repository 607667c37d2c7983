"""Web pages: main text, headline, and what the page says of itself.

Text: trafilatura's, or the rows of the element where it found them, where it lost or merged some (content.py). Day of
publication: tags and the rows beside the headline (metadata.py), else htmldate. Measured on 70 real pages
(benchmarks/pages.py): body F1 0.986, trafilatura alone 0.96, readability 0.93, resiliparse 0.86, GNE 0.75 (no text on 7
of them, and its licence is not ours).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsextract.errors import InputError
from newsextract.readers.article import Blob, Item, Page, failure, source_of, stem_of
from newsextract.readers.decode import decode, read_whole
from newsextract.records import Meta

if TYPE_CHECKING:
    from newsextract.readers.metadata import Said

for _name in ("trafilatura", "htmldate"):
    # What they cannot read becomes our own coded error; their warnings would only disturb the progress bar.
    logging.getLogger(_name).addHandler(logging.NullHandler())

HEAD = 4096  # bytes in which a page must declare its encoding (HTML standard: 1024; Chinese CMS are later)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([-\w]{2,20})""", re.IGNORECASE
)
SERVER_CODE = re.compile(r"<%.{0,1000}?%>", re.DOTALL)  # a JSP page saved before its server ran it
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # lxml refuses them


def read_html(blob: Blob) -> Iterator[Item]:
    """The page, decoded; its text is taken out where the article is extracted."""
    doc_id = stem_of(blob.path)
    try:
        data = read_whole(blob)
        text, encoding = decode(data, blob.options, blob.path, declared(data))
    except InputError as error:
        yield failure(blob.path, doc_id, error)
        return
    yield Page(doc_id, text, source_of(blob, "html", encoding, data), extract_page)


def declared(data: bytes) -> str | None:
    """The encoding that the page declares, if any."""
    match = DECLARED.search(data, 0, HEAD)
    return match[1].decode("ascii") if match else None


def extract_page(html: str, where: str | None = None) -> tuple[str, Meta]:
    """(main text, what the page tells). Raises InputError NX104 where there is no text.

    Tables are kept as rows of cells parted by “|”, paragraphs are parted by line feeds. `meta.extra["origin"]` says of
    each field whether it comes from the page's metadata or from what people see.
    """
    # Heavy libraries: only who reads pages waits for them.
    import htmldate  # noqa: PLC0415
    import trafilatura  # noqa: PLC0415
    from lxml.etree import ParserError  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    from newsextract.readers import metadata  # noqa: PLC0415
    from newsextract.readers.blocks import rows_of  # noqa: PLC0415
    from newsextract.readers.content import main_text  # noqa: PLC0415
    from newsextract.readers.headline import headline, site  # noqa: PLC0415

    html = CONTROLS.sub("", SERVER_CODE.sub("", html))
    if not html.strip():
        raise _no_text(where)
    found = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except ParserError as error:  # a document without an element
        raise _no_text(where) from error
    said = metadata.metadata(tree, html)
    title = headline(tree, said.values.get("title"))
    rows = list(rows_of(tree, everything=True))
    body = main_text(str(found or ""), tree, title)
    if not body:
        raise _no_text(where)
    metadata.around(said, tree, rows, body, title)
    if "published" not in said.values:
        day = htmldate.find_date(html, original_date=True, extensive_search=True)
        said.note("published", day, "page")
    said.note("publication", metadata.site(tree) or site(tree), "metadata")
    return body, _meta(said, title)


def _meta(said: Said, title: str | None) -> Meta:
    origin = dict(sorted(said.origin.items()))
    if title:
        origin["title"] = "metadata" if title == said.values.get("title") else "page"
    else:
        origin.pop("title", None)
    values = said.values
    return Meta(
        title=title,
        publication=values.get("publication"),
        published=values.get("published"),
        published_from="page" if "published" in values else None,
        page=values.get("page"),
        section=values.get("section"),
        authors=tuple(said.authors),
        extra={"origin": origin} if origin else {},
    )


def _no_text(where: str | None) -> InputError:
    fix = "It may be a list, a video or a script; save the article itself"
    return InputError("NX104", "the page holds no article text", where=where, fix=fix)
