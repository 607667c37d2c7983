"""Label Studio: tasks as JSON, and the labelling configuration that shows them with all values.

A task's `data` has `text`, `doc_id` and, in `newsextract`, the rest of the document. Gold becomes an annotation, a
record a prediction. A mention is a region with one label; each of its values is a per-region result of the same id: a
choice for closed vocabularies, else a text field, for `items` one entry an item. Values outside the gold schema (a
record's base values, codes, scores, rules) ride in the region's `meta`, which is not shown. What a record's facts say
of a quantity is shown on it; corrections of that stand on the quantity, and `--to gold` takes them before the fact's.

Offsets are code points, as Label Studio stores them since its pull request 1559 (2021); a region whose text stands at
these offsets in UTF-16 units, as older versions counted, is read by those. Text fields are trimmed by the browser:
blanks at the edges of a value do not survive an edit there.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from newsextract import __version__
from newsextract.convert.base import (
    CHOICES,
    GOLD_FIELDS,
    LABEL_FIELD,
    LABELS,
    NUMBERS,
    Format,
    Mention,
    Options,
    build,
    dumps,
    inputs,
    label_layer,
    loads,
    mentions,
    number,
    read_text,
    rest,
    told_by_facts,
    write_text,
)
from newsextract.errors import InputError
from newsextract.evaluation.load import Row

OURS = "newsextract"
LABEL, TEXT = "label", "text"
COLOURS = {"quantities": "#1f77b4", "dates": "#2ca02c", "policies": "#d62728", "entities": "#9467bd"}


def control(layer: str, name: str) -> str:
    """The name of the control that edits a layer's key: quantities_unit."""
    return f"{layer}_{name}"


_FIELD_OF = {control(layer, name): (layer, name) for layer, fields in GOLD_FIELDS.items() for name in fields}


def labelling_config() -> str:
    """The project's labelling configuration (XML)."""
    view = ElementTree.Element("View")
    labels = ElementTree.SubElement(view, "Labels", name=LABEL, toName=TEXT)
    for layer, names in LABELS.items():
        for name in names:
            ElementTree.SubElement(labels, "Label", value=name, background=COLOURS[layer])
    ElementTree.SubElement(view, "Text", name=TEXT, value="$text", granularity="symbol")
    for layer, fields in GOLD_FIELDS.items():
        edited = [name for name in fields if name != LABEL_FIELD.get(layer)]
        if edited:
            shown = {"whenTagName": LABEL, "whenLabelValue": ",".join(LABELS[layer])}
            panel = ElementTree.SubElement(view, "View", {"visibleWhen": "region-selected", **shown})
            for name in edited:
                _add_control(panel, layer, name)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _add_control(group: ElementTree.Element, layer: str, name: str) -> None:
    ElementTree.SubElement(group, "Header", value=name, size="5")
    attributes = {"name": control(layer, name), "toName": TEXT, "perRegion": "true"}
    choices = CHOICES.get(layer, {}).get(name)
    if choices is None:
        several = {} if name == "items" else {"maxSubmissions": "1"}
        ElementTree.SubElement(group, "TextArea", attributes | {"editable": "true"} | several)
        return
    parent = ElementTree.SubElement(group, "Choices", attributes | {"choice": "single", "showInline": "true"})
    for value in choices:
        ElementTree.SubElement(parent, "Choice", value=value)


def write(documents: Sequence[Row], target: Path, options: Options) -> list[str]:
    tasks = ",\n".join(dumps(_task(document)) for document in documents)
    write_text(target, f"[\n{tasks}\n]\n")
    return []


def _task(document: Row) -> Row:
    told = told_by_facts(document)
    results = [
        result
        for mention in mentions(document)
        for result in _results(document["text"], mention, told.get(mention.id or "", {}))
    ]
    data = {"text": document["text"], "doc_id": document["doc_id"], OURS: rest(document)}
    if "schema_version" in document:
        return {"data": data, "predictions": [{"model_version": f"{OURS} {__version__}", "result": results}]}
    return {"data": data, "annotations": [{"result": results}]}


def _results(text: str, mention: Mention, told: Row) -> Iterator[Row]:
    span = {"start": mention.start, "end": mention.end}
    same = {"id": mention.id, "to_name": TEXT}
    shown = GOLD_FIELDS[mention.layer]
    # What is at its default needs no result, but whether the key is there at all must be told.
    meta: Row = {
        "absent": [name for name in shown if name not in mention.fields and name != LABEL_FIELD.get(mention.layer)]
    }
    # What a record's fact says is shown to be corrected; as long as it stays the same, it is the fact's alone.
    meta["told"] = {name: value for name, value in told.items() if name in meta["absent"] and value is not None}
    meta["values"] = {name: value for name, value in mention.fields.items() if name not in shown}
    region: Row = {**span, "text": text[mention.start : mention.end], "labels": [mention.label]}
    yield {**same, "from_name": LABEL, "type": "labels", "value": region, "meta": {OURS: meta}}
    for name, default in shown.items():
        value = mention.fields.get(name, meta["told"].get(name))
        if value in (None, default):
            continue
        from_name = control(mention.layer, name)
        if name in CHOICES.get(mention.layer, {}):
            yield {**same, "from_name": from_name, "type": "choices", "value": {**span, "choices": [value]}}
        else:
            lines = [dumps(item) for item in value] if isinstance(value, list) else [str(value)]
            yield {**same, "from_name": from_name, "type": "textarea", "value": {**span, "text": lines}}


def read(source: Path, options: Options) -> list[Row]:
    """Tasks as exported in Label Studio's own JSON (not JSON-MIN). Raises InputError NX101, NX102, NX104.

    Of several annotations of a task the ground truth counts, else the last one not skipped, else the last prediction.
    """
    documents = []
    for path in inputs(source, ".json"):
        tasks = loads(read_text(path), str(path))
        for index, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
            where = f"{path}: task {index}"
            try:
                documents.append(_document(task, f"{path.stem}-{index}", where))
            except (KeyError, TypeError, IndexError, AttributeError) as error:
                what = f"not a task of Label Studio: {type(error).__name__}: {error}"
                raise InputError("NX104", what, where=where, fix="Export as JSON, not JSON-MIN") from error
    return documents


def _document(task: Row, name: str, where: str) -> Row:
    data = task["data"]
    regions: dict[str, Row] = {}
    values: defaultdict[str, Row] = defaultdict(dict)
    for result in _chosen(task):
        if result["type"] == "labels" and result["from_name"] == LABEL:
            regions[result["id"]] = result
        elif result["from_name"] in _FIELD_OF:
            layer, key = _FIELD_OF[result["from_name"]]
            values[result["id"]][key] = _value(layer, key, result["value"], where)
    units = _Units(data["text"])
    found = [_mention(region, values[own], units, where) for own, region in regions.items()]
    return build(data.get("doc_id", name), data["text"], found, data.get(OURS, {}), where)


def _chosen(task: Row) -> list[Row]:
    made = [a for a in task.get("annotations") or [] if not a.get("was_cancelled")]
    best = [a for a in made if a.get("ground_truth")] or made or task.get("predictions") or []
    return best[-1]["result"] if best else []


def _value(layer: str, key: str, value: Row, where: str) -> Any:
    if key in CHOICES.get(layer, {}):
        return next(iter(value["choices"]), None)
    lines: list[str] = value["text"] if isinstance(value["text"], list) else [value["text"]]
    if key == "items":
        # A line of our JSON, or what an annotator typed: the text of a part.
        return [loads(line, where) if line.startswith("{") else {"part": None, "text": line} for line in lines]
    if not lines:
        return GOLD_FIELDS[layer][key]
    return number(lines[0], where) if layer == "quantities" and key in NUMBERS else lines[0]


def _mention(region: Row, values: Row, units: _Units, where: str) -> Mention:
    value = region["value"]
    (label,) = value["labels"]
    layer = label_layer(label, where)
    start, end = units.span(value["start"], value["end"], value.get("text"), where)
    ours = (region.get("meta") or {}).get(OURS, {"absent": (), "told": {}, "values": {}})
    given = {name: values.get(name, default) for name, default in GOLD_FIELDS[layer].items()}
    unchanged = {name for name in ours["absent"] if values.get(name) == ours["told"].get(name)}
    fields = {name: value for name, value in given.items() if name not in unchanged}
    fields.pop(LABEL_FIELD.get(layer, ""), None)
    return Mention(layer, label, start, end, region["id"], fields | ours["values"])


class _Units:
    """A text's spans in code points, of offsets in code points or, where those do not fit, in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] | None = None

    def span(self, start: int, end: int, surface: str | None, where: str) -> tuple[int, int]:
        if surface is None or self.text[start:end] == surface:
            return start, end
        if self.starts is None:
            widths = (2 if ord(char) > 0xFFFF else 1 for char in self.text)
            self.starts = list(itertools.accumulate(widths, initial=0))
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if self.text[first:last] == surface:
            return first, last
        what = f"{surface!r} does not stand at {start}–{end}"
        raise InputError("NX104", what, where=where, fix="Was the text changed after labelling?")


LABEL_STUDIO = Format(
    "Label Studio tasks with annotations or predictions (JSON)",
    write,
    read,
    ("blanks at the edges of a value that is edited there",),
)
