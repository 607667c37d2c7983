"""spaCy DocBin: a Doc a document, laid out as the pipes of newsextract.spacy_pipes lay out theirs.

Tokens are the characters, so that every mention has a span: `doc.spans["newsextract_LAYER"]` with the values in the
group's attrs. `doc.ents` are the mentions of the chosen layer, entities by default, the longest of overlapping ones.
The doc_id and the rest of the document are in `doc.user_data["newsextract"]`, the rest as JSON.

Read back, a Doc without our span groups gives its `ents`, where their labels are ours. Needs spaCy (NX301).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.convert.base import (
    Format,
    Mention,
    Options,
    build,
    dumps,
    inputs,
    label_layer,
    loads,
    mentions,
    rest,
    write_bytes,
)
from newsextract.errors import InputError, MissingError
from newsextract.evaluation.load import LAYERS, Row

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

OURS = "newsextract"


def write(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    doc_bin, vocab = _spacy()
    docs = [_doc(document, vocab, options) for document in documents]
    write_bytes(target, doc_bin(docs=docs, store_user_data=True).to_bytes())
    return []


def _doc(document: Row, vocab: Vocab, options: Options) -> Doc:
    from spacy.tokens import Doc  # noqa: PLC0415  an optional package
    from spacy.util import filter_spans  # noqa: PLC0415

    from newsextract.spacy_pipes import set_layer  # noqa: PLC0415  it imports spaCy

    text = document["text"]
    user_data = {OURS: {"doc_id": document["doc_id"], "rest": dumps(rest(document))}}
    doc = Doc(vocab, words=list(text), spaces=[False] * len(text), user_data=user_data)
    for layer in LAYERS:
        spans = set_layer(doc, layer, mentions(document, [layer]))
        if layer == options.layer:
            doc.ents = filter_spans(spans)
    return doc


def read(source: Path, options: Options) -> list[Row]:
    """Raises InputError NX101, NX104, MissingError NX301."""
    doc_bin, vocab = _spacy()
    documents = []
    for path in inputs(source, ".spacy"):
        try:
            docs = list(doc_bin(store_user_data=True).from_bytes(path.read_bytes()).get_docs(vocab))
        except Exception as error:  # spaCy and msgpack raise anything on damaged files
            what = f"not a DocBin: {type(error).__name__}: {error}"
            raise InputError("NX104", what, where=str(path), fix="Give a file that DocBin.to_disk wrote") from error
        documents += [_document(doc, f"{path.stem}-{n}", f"{path}: doc {n}") for n, doc in enumerate(docs, 1)]
    return documents


def _document(doc: Doc, name: str, where: str) -> Row:
    from newsextract.spacy_pipes import group_name, layer_of  # noqa: PLC0415  it imports spaCy

    ours = doc.user_data.get(OURS, {})
    found = [mention for layer in LAYERS for mention in layer_of(doc, layer)]
    if not any(group_name(layer) in doc.spans for layer in LAYERS):
        ents = ((label_layer(ent.label_, where), ent) for ent in doc.ents)
        found = [Mention(layer, ent.label_, ent.start_char, ent.end_char) for layer, ent in ents]
    return build(ours.get("doc_id", name), doc.text, found, loads(ours.get("rest", "{}"), where), where)


def _spacy() -> tuple[type[DocBin], Vocab]:
    try:
        from spacy.tokens import DocBin  # noqa: PLC0415  an optional package
        from spacy.vocab import Vocab  # noqa: PLC0415
    except ImportError as error:
        raise MissingError("NX301", "spaCy is not installed", fix="pip install spacy") from error
    return DocBin, Vocab()


DOCBIN = Format("spaCy DocBin", write, read)
