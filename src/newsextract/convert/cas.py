"""UIMA CAS XMI, as INCEpTION imports it: `NAME.xmi` a document, and `TypeSystem.xml` for all, by dkpro-cassis.

Each layer is a custom span layer, webanno.custom.Quantity, Date, Policy, Entity, with a string feature for its label
and for each value: null is an absent feature; lists are JSON. The doc_id is in DKPro's DocumentMetaData, and the rest
of the document as JSON in webanno.custom.Article. XMI counts UTF-16 units; dkpro-cassis turns them into code points.

INCEpTION makes tokens and sentences itself where a CAS has none. XML has no place for most control characters: a text
with one is refused (NX401). Needs dkpro-cassis (NX301).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsextract.convert.base import (
    GOLD_FIELDS,
    LABEL_FIELD,
    NUMBERS,
    Format,
    Mention,
    Options,
    build,
    doc_id_of,
    dumps,
    inputs,
    label_layer,
    loads,
    mentions,
    number,
    record_fields,
    rest,
    stem,
    write_bytes,
)
from newsextract.errors import InputError, MissingError, OutputError
from newsextract.evaluation.load import Row

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

TYPES = {
    "quantities": "webanno.custom.Quantity",
    "dates": "webanno.custom.Date",
    "policies": "webanno.custom.Policy",
    "entities": "webanno.custom.Entity",
}
ARTICLE = "webanno.custom.Article"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
STRING = "uima.cas.String"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PRESENT = "keys"
"""The feature that names a mention's keys, so that null and absent stay apart."""


def write(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    types = type_system()
    write_bytes(target / "TypeSystem.xml", types.to_xml().encode())
    for document in documents:
        bad = FORBIDDEN.search(dumps(document)) or FORBIDDEN.search(document["text"])
        if bad:
            what = f"XML cannot carry U+{ord(bad[0]):04X} in {document['doc_id']!r}"
            raise OutputError("NX401", what, fix="Replace the character before the run, or use another format")
        write_bytes(target / f"{stem(document['doc_id'])}.xmi", _cas(document, types).to_xmi().encode())
    return []


def type_system() -> TypeSystem:
    """The layers and features, for the import of a project's custom layers."""
    cassis = _cassis()
    types = cassis.TypeSystem()
    for layer, name in TYPES.items():
        made = types.create_type(name=name, supertypeName="uima.tcas.Annotation", description=layer)
        for feature in ("identifier", "label", PRESENT, *_names(layer)):
            types.create_feature(made, feature, STRING)
    article = types.create_type(name=ARTICLE, supertypeName="uima.tcas.Annotation", description="all but the mentions")
    types.create_feature(article, "rest", STRING)
    metadata = types.create_type(name=METADATA, supertypeName="uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId"):
        types.create_feature(metadata, feature, STRING)
    return types


def _names(layer: str) -> list[str]:
    """The layer's value keys in gold and in records."""
    names = dict.fromkeys((*GOLD_FIELDS[layer], *record_fields(layer)))
    return [name for name in names if name != LABEL_FIELD.get(layer)]


def _cas(document: Row, types: TypeSystem) -> Cas:
    cas = _cassis().Cas(typesystem=types)
    cas.sofa_string = document["text"]
    cas.sofa_mime = "text/plain"
    end = len(document["text"])
    title = (document.get("meta") or {}).get("title")
    metadata = {"documentId": document["doc_id"], "documentTitle": title or document["doc_id"]}
    cas.add(types.get_type(METADATA)(begin=0, end=end, language="zh", **metadata))
    cas.add(types.get_type(ARTICLE)(begin=0, end=end, rest=dumps(rest(document))))
    for mention in mentions(document):
        known = _names(mention.layer)
        values = {name: _words(mention.fields[name]) for name in known if name in mention.fields}
        features = {"identifier": mention.id, "label": mention.label, PRESENT: " ".join(values), **values}
        cas.add(types.get_type(TYPES[mention.layer])(begin=mention.start, end=mention.end, **features))
    return cas


def _words(value: Any) -> str | None:
    return dumps(value) if isinstance(value, list) else None if value is None else str(value)


def read(source: Path, options: Options) -> list[Row]:
    """XMI files; the type system is TypeSystem.xml beside each. Raises InputError NX101, NX104, MissingError NX301."""
    return [_read_file(path) for path in inputs(source, ".xmi")]


def _read_file(path: Path) -> Row:
    cassis = _cassis()
    where = str(path)
    try:
        with (path.parent / "TypeSystem.xml").open("rb") as stream:
            types = cassis.load_typesystem(stream)
        with path.open("rb") as stream:
            cas = cassis.load_cas_from_xmi(stream, typesystem=types)
    except Exception as error:  # lxml and cassis raise anything on damaged files
        what = f"not a CAS in XMI: {type(error).__name__}: {error}"
        raise InputError("NX104", what, where=where, fix="Export as UIMA CAS XMI, with its TypeSystem.xml") from error
    present = {kind.name for kind in types.get_types()}
    found = [
        _mention(layer, annotation, where)
        for layer, name in TYPES.items()
        if name in present
        for annotation in cas.select(name)
    ]
    names = [m.documentId for m in (cas.select(METADATA) if METADATA in present else ()) if m.documentId]
    others = [a.rest for a in (cas.select(ARTICLE) if ARTICLE in present else ()) if a.rest]
    doc_id = names[0] if names else doc_id_of(path.stem)
    return build(doc_id, cas.sofa_string or "", found, loads(others[0], where) if others else {}, where)


def _mention(layer: str, annotation: Any, where: str) -> Mention:
    label = annotation.label or "QUANTITY"
    if label_layer(label, where) != layer:
        fix = "Set the feature “label” of the annotation"
        raise InputError("NX104", f"{label!r} is no label of {TYPES[layer]}", where=where, fix=fix)
    keys = set((annotation.get(PRESENT) or "").split())
    fields = {}
    for name in _names(layer):
        words = annotation.get(name)
        if words is not None or name in keys:
            fields[name] = _value(layer, name, words, where)
    return Mention(layer, label, annotation.begin, annotation.end, annotation.identifier, fields)


def _value(layer: str, name: str, words: str | None, where: str) -> Any:
    if words is None:
        return None
    if name == "items":
        return loads(words, where)
    numeric = name == "score" or (layer == "quantities" and name in NUMBERS)
    return number(words, where) if numeric else words


def _cassis() -> Any:
    try:
        import cassis  # noqa: PLC0415  an optional package
    except ImportError as error:
        raise MissingError("NX301", "dkpro-cassis is not installed", fix="pip install dkpro-cassis") from error
    return cassis


XMI = Format(
    "UIMA CAS XMI (INCEpTION)",
    write,
    read,
    ("texts with control characters that XML forbids: refused",),
)
