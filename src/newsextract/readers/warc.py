"""Web archives (WARC, packed or not): every response that is a page."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.errors import InputError, MissingError
from newsextract.readers.article import Blob, Item, Page, failure, source_of, stem_of
from newsextract.readers.decode import decode
from newsextract.readers.html import declared, extract_page

OK = "200"


def read_warc(blob: Blob) -> Iterator[Item]:
    """Each page among the responses; its path is the address it was fetched from."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  an optional package
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[warc]'"
        raise MissingError("NX301", "reading WARC needs warcio", where=blob.path, fix=fix) from error
    stem = stem_of(blob.path)
    number = 0
    try:
        for record in ArchiveIterator(blob.stream):
            if record.rec_type != "response" or not record.http_headers:
                continue
            content = (record.http_headers.get_header("Content-Type") or "").lower()
            if record.http_headers.get_statuscode() != OK or "html" not in content:
                continue
            number += 1
            address = record.rec_headers.get_header("WARC-Target-URI") or blob.path
            yield _page(blob, record.content_stream().read(), f"{stem}-{number}", address, content)
    except (ArchiveLoadFailed, OSError, EOFError) as error:
        yield failure(blob.path, stem, InputError("NX104", f"the web archive is damaged: {error}", where=blob.path))


def _page(blob: Blob, data: bytes, doc_id: str, address: str, content: str) -> Item:
    _, _, charset = content.partition("charset=")
    at_address = Blob(address, blob.stream, blob.options)
    try:
        text, encoding = decode(data, blob.options, address, charset.strip(" \"';") or declared(data))
    except InputError as error:
        return failure(address, doc_id, error)
    return Page(doc_id, text, source_of(at_address, "html", encoding, data), extract_page)
