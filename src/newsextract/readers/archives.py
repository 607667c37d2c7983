"""Packed inputs: zip and tar of anything, gz, bz2, xz and zst of one file; members are streamed, bombs refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from newsextract.errors import InputError, MissingError
from newsextract.readers.article import Blob, Item, failure, legible, stem_of
from newsextract.readers.foreign import refuse_document

Read = Callable[[Blob], Iterator[Item]]

SUFFIXES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz", ".zst")
DEEPEST = 4  # archives within archives
DAMAGED = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def is_archive(path: str, start: bytes) -> bool:
    """Whether a file is packed, by its first bytes (a tar by its suffix or magic)."""
    return any(start.startswith(magic) for magic in _MAGIC) or _is_tar(path, start)


def read_archive(blob: Blob, read: Read) -> Iterator[Item]:
    """Every item of every member, in the archive's order; `read` reads one member. What is refused is reported."""
    if blob.path.count("!") >= DEEPEST:
        yield _refused(blob.path, f"archives are nested more than {DEEPEST} deep")
        return
    start = blob.stream.read(512)
    rest = cast("BinaryIO", io.BufferedReader(_Joined(start, blob.stream)))
    blob = Blob(blob.path, rest, blob.options)
    unpack = next((unpack for magic, unpack in _MAGIC.items() if start.startswith(magic)), _tar)
    try:
        for member in unpack(blob):
            if isinstance(member, Blob):
                yield from read(member)
            else:
                yield member
    except InputError as error:
        yield failure(blob.path, stem_of(blob.path), error)
    except DAMAGED as error:
        yield _refused(blob.path, f"the archive is damaged: {error}")


def _zip(blob: Blob) -> Iterator[Blob | Item]:
    # The directory of a zip stands at its end: it must be read whole.
    data = io.BytesIO(blob.stream.read(blob.options.most_bytes + 1))
    if data.getbuffer().nbytes > blob.options.most_bytes:
        yield _refused(blob.path, f"the archive is larger than {blob.options.most_bytes:,} bytes")
        return
    with zipfile.ZipFile(data) as archive:
        refuse_document(blob.path, archive.NameToInfo)
        for info in archive.infolist():
            if info.is_dir():
                continue
            path = f"{blob.path}!{_name(info)}"
            link = (info.external_attr >> 16) & 0o170000 == 0o120000
            ratio = info.file_size / max(1, info.compress_size)
            problem = _problem(_name(info), info.file_size, ratio, blob, link=link)
            if problem:
                yield _refused(path, problem)
                continue
            if info.flag_bits & 0x1:
                yield _refused(path, "the member is encrypted")
                continue
            with archive.open(info) as stream:
                yield Blob(path, cast("BinaryIO", stream), blob.options)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; names without the UTF-8 flag were written in the archiver's own code page, here GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _tar(blob: Blob) -> Iterator[Blob | Item]:
    with tarfile.open(fileobj=blob.stream, mode="r|") as archive:
        for info in archive:
            path = f"{blob.path}!{legible(info.name)}"
            if info.isdir():
                continue
            if not info.isfile():
                yield _refused(path, "the member is a link or a device")
                continue
            problem = _problem(info.name, info.size, 1, blob)
            stream = archive.extractfile(info)
            if problem or stream is None:
                yield _refused(path, problem or "the member cannot be read")
                continue
            yield Blob(path, cast("BinaryIO", stream), blob.options)


def _single(unpack: Callable[[BinaryIO], BinaryIO]) -> Callable[[Blob], Iterator[Blob | Item]]:
    """One compressed file, as gzip makes them; its name is the packed one's without the suffix."""

    def members(blob: Blob) -> Iterator[Blob | Item]:
        counted = _Counted(blob.stream)
        guarded = _Guarded(unpack(cast("BinaryIO", io.BufferedReader(counted))), counted, blob)
        yield Blob(_inner(blob.path), cast("BinaryIO", io.BufferedReader(guarded)), blob.options)

    return members


def _inner(path: str) -> str:
    """“news.jsonl.gz” → “news.jsonl.gz!news.jsonl”, so that the suffix tells the format of what is inside."""
    name = path.replace("\\", "/").rsplit("!", 1)[-1].rsplit("/", 1)[-1]
    stem, dot, suffix = name.rpartition(".")
    if suffix in ("tgz", "tbz2", "txz"):
        return f"{path}!{stem}.tar"
    return f"{path}!{stem if dot else name}"


def _ungzip(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


def _unxz(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", lzma.LZMAFile(stream))


def _unbz2(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", bz2.BZ2File(stream))


def _unzstd(stream: BinaryIO) -> BinaryIO:
    try:
        import zstandard  # noqa: PLC0415  an optional package
    except ImportError as error:
        fix = "Install it: pip install 'newsextract[zstd]'"
        raise MissingError("NX301", "reading .zst needs zstandard", fix=fix) from error
    return cast("BinaryIO", zstandard.ZstdDecompressor().stream_reader(stream))


_MAGIC: dict[bytes, Callable[[Blob], Iterator[Blob | Item]]] = {
    b"PK\x03\x04": _zip,
    b"PK\x05\x06": _zip,
    b"\x1f\x8b": _single(_ungzip),
    b"BZh": _single(_unbz2),
    b"\xfd7zXZ\x00": _single(_unxz),
    b"\x28\xb5\x2f\xfd": _single(_unzstd),
}


def _is_tar(path: str, start: bytes) -> bool:
    return start[257:262] == b"ustar" or path.lower().endswith(".tar")


def _problem(name: str, size: int, ratio: float, blob: Blob, *, link: bool = False) -> str | None:
    """Why a member is refused, if it is."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":"):
        return "the member's name leads outside the archive"
    if link:
        return "the member is a link"
    if size > blob.options.most_bytes:
        return f"the member has {size:,} bytes, more than {blob.options.most_bytes:,}"
    if size > MEGABYTE_FREE and ratio > blob.options.most_ratio:
        return f"the member is {ratio:,.0f} times its packed size"
    return None


def _refused(path: str, why: str) -> Item:
    error = InputError("NX106", why, where=path, fix="Unpack it by hand if you trust it, or raise the limits")
    return failure(path, stem_of(path), error)


class _Counted(io.RawIOBase):
    """A raw stream that knows how much was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Joined(io.RawIOBase):
    """The first bytes, already read, and then the rest of a stream."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._start[: len(buffer)] or self._rest.read(len(buffer))
        self._start = self._start[len(data) :] if self._start else b""
        buffer[: len(data)] = data
        return len(data)


class _Guarded(io.RawIOBase):
    """Unpacked bytes that end in an error where they outgrow the packed ones: nobody's memory is filled by a bomb."""

    def __init__(self, stream: BinaryIO, packed: _Counted, blob: Blob) -> None:
        self._stream, self._packed, self._blob, self._count = stream, packed, blob, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), STEP))
        self._count += len(data)
        if self._count > max(MEGABYTE_FREE, self._packed.count * self._blob.options.most_ratio):
            what = f"it unpacks to more than {self._blob.options.most_ratio:,} times its size"
            raise InputError("NX106", what, where=self._blob.path, fix="Unpack it by hand if you trust it")
        buffer[: len(data)] = data
        return len(data)


STEP = 1 << 20  # bytes unpacked before they are counted
MEGABYTE_FREE = 16 << 20  # small files of blanks may be packed at any ratio
