"""Files that hold no text as it is, told by their first bytes: each with what it is and the way out."""

from __future__ import annotations

from collections.abc import Collection

from newsextract.errors import InputError

CONVERT = "Save it as text first (.txt, .html, .jsonl)"
SCAN = "Its text needs OCR first"
UNPACK = "Unpack it by hand and give the folder, or pack it as zip or tar"

KINDS: dict[bytes, tuple[str, str]] = {
    b"%PDF-": ("a PDF", "Take its text out first, for example with pdftotext; scans need OCR"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("an Office document (doc, xls, ppt, wps)", CONVERT),
    b"{\\rtf": ("an RTF document", CONVERT),
    b"CAJ\0": ("a CAJ document", CONVERT),
    b"AT&TFORM": ("a DjVu document", SCAN),
    b"\xff\xd8\xff": ("a JPEG picture", SCAN),
    b"\x89PNG\r\n": ("a PNG picture", SCAN),
    b"GIF87a": ("a GIF picture", SCAN),
    b"GIF89a": ("a GIF picture", SCAN),
    b"II*\0": ("a TIFF picture", SCAN),
    b"MM\0*": ("a TIFF picture", SCAN),
    b"SQLite format 3\0": ("an SQLite database", "Write sqlite:PATH?table=NAME"),
    b"Rar!\x1a\x07": ("a RAR archive", UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", UNPACK),
}
PACKED: dict[tuple[str, ...], str] = {
    ("[Content_Types].xml",): "an Office document (docx, xlsx, pptx)",
    ("content.xml", "META-INF/manifest.xml"): "an OpenDocument (odt, ods, odp)",
}
"""Members that only a document's zip has → what it is."""


def foreign_error(path: str, start: bytes) -> InputError | None:
    """The error NX103 of a file that begins as one that is no text."""
    found = next((said for magic, said in KINDS.items() if start.startswith(magic)), None)
    return found and InputError("NX103", f"{found[0]}, not text", where=path, fix=found[1])


def refuse_document(path: str, names: Collection[str]) -> None:
    """Raises InputError NX103 where a zip with these members is one document."""
    for members, what in PACKED.items():
        if all(member in names for member in members):
            raise InputError("NX103", f"{what}, not text", where=path, fix=CONVERT)
