"""Configuration and tasks before Label Studio's own SDK: its parser, validator and converter.

The SDK asks for 500 MB, most of which only images and its client need, and pins NumPy: it is no development dependency.
`make label-studio` installs it without those and runs these tests, in CI too.
"""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path

import pytest

from newsextract.convert import FORMATS, Options, labelling_config
from newsextract.convert.base import LABELS
from newsextract.evaluation.load import LAYERS, Row
from tests.convert.conftest import hostile

REASON = "label-studio-sdk is not installed (500 MB, pins NumPy): `make label-studio` brings it and runs these tests"
if os.environ.get("NEWSEXTRACT_LABEL_STUDIO"):
    importlib.import_module("label_studio_sdk")  # asked for: its absence is no reason to skip
interfaces = pytest.importorskip("label_studio_sdk.label_interface", reason=REASON)
converter = pytest.importorskip("label_studio_sdk.converter", reason=REASON)


def tasks_of(documents: list[Row], path: Path) -> list[Row]:
    FORMATS["label-studio"].write(documents, path, Options())
    tasks: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return tasks


def test_the_configuration_is_valid() -> None:
    interface = interfaces.LabelInterface(labelling_config())
    interface.validate()
    assert interface.get_control("label").labels == [label for labels in LABELS.values() for label in labels]
    assert {tag.name for tag in interface.objects} == {"text"}


def test_tasks_are_valid(gold: list[Row], tmp_path: Path) -> None:
    interface = interfaces.LabelInterface(labelling_config())
    for task in tasks_of([*gold, hostile()], tmp_path / "tasks.json"):
        assert interface.validate_task({"data": task["data"]})
        (annotation,) = task["annotations"]
        assert interface.validate_annotation(annotation)
        prediction = {"model_version": "x", "result": annotation["result"]}
        assert interface.validate_prediction(prediction, return_errors=True) == []
        assert not interface.validate_annotation({"result": [annotation["result"][0] | {"from_name": "other"}]})


def test_its_converter_gives_our_spans(gold: list[Row], tmp_path: Path) -> None:
    documents = [*gold, hostile()]
    tasks = tasks_of(documents, tmp_path / "tasks.json")
    for number, task in enumerate(tasks, 1):
        # What the server adds to an export.
        task["id"] = number
        stamp = {"created_at": "2024-01-01", "updated_at": "2024-01-01", "lead_time": 1}
        task["annotations"][0] |= {"id": number, "completed_by": {"id": 1, "email": "a@example.org"}, **stamp}
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    made = converter.Converter(labelling_config(), str(tmp_path), download_resources=False)
    made.convert_to_json_min(str(tmp_path / "export.json"), str(tmp_path / "min"), is_dir=False)
    rows = json.loads((tmp_path / "min" / "result.json").read_text(encoding="utf-8"))
    assert len(rows) == len(documents)
    for row, document in zip(rows, documents, strict=True):
        ours = sorted((m["start"], m["end"], m["text"]) for layer in LAYERS for m in document[layer])
        assert sorted((m["start"], m["end"], m["text"]) for m in row["label"]) == ours
