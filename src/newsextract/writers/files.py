"""The one way an output file comes to be: complete under another name, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from newsextract.errors import OutputError


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A file that takes its name only when the block ended well. sync: force it to disk first.

    Raises OutputError NX401.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise OutputError("NX401", f"cannot write: {error.strerror}", where=str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
