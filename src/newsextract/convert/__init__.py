"""Gold and records ↔ the formats of annotation tools and trainers. Each format is one entry in FORMATS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsextract.convert.base import Format, Options, to_gold
from newsextract.convert.brat import BRAT
from newsextract.convert.cas import XMI
from newsextract.convert.conll import CONLL
from newsextract.convert.docbin import DOCBIN
from newsextract.convert.doccano import DOCCANO
from newsextract.convert.documents import GOLD, RECORDS
from newsextract.convert.label_studio import LABEL_STUDIO, labelling_config
from newsextract.errors import InputError
from newsextract.evaluation.load import LAYERS

__all__ = ["FORMATS", "Format", "Options", "Result", "convert", "labelling_config"]

FORMATS: dict[str, Format] = {
    "gold": GOLD,
    "records": RECORDS,
    "label-studio": LABEL_STUDIO,
    "doccano": DOCCANO,
    "brat": BRAT,
    "conll": CONLL,
    "docbin": DOCBIN,
    "xmi": XMI,
}


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of what was converted, and in words what the target format does not carry."""

    documents: int
    mentions: int
    lost: Sequence[str]


def convert(
    source: Path, target: Path, read_as: str, write_as: str, options: Options | None = None, *, as_gold: bool = False
) -> Result:
    """Documents of `source` into `target`, both named by FORMATS.

    as_gold: turn records into gold on the way. Raises InputError NX101–NX105 where the source is not what it is said to
    be, OutputError NX401 where the target cannot be written, MissingError NX301 where the format's package is missing.
    """
    options = options or Options()
    for name in (read_as, write_as):
        if name not in FORMATS:
            raise InputError("NX103", f"no format {name!r}", fix=f"Known formats: {', '.join(FORMATS)}")
    documents = FORMATS[read_as].read(source, options)
    if not documents:
        raise InputError("NX104", f"no documents as {read_as}", where=str(source), fix="Check the path and --from")
    if as_gold:
        documents = [to_gold(document) for document in documents]
    lost = FORMATS[write_as].write(documents, target, options)
    held = sum(len(document[layer]) for document in documents for layer in LAYERS)
    return Result(len(documents), held, (*FORMATS[write_as].loses, *lost))
