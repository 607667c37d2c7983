"""The issue forms are what GitHub accepts: https://docs.github.com/communities/using-templates-to-encourage-useful-issues."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import ROOT

FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_complete(path: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra “docs”")
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "body", "labels", "title"}
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    for field in form["body"]:
        assert field["type"] in TYPES
        assert field["attributes"]["label"]
        assert field["validations"]["required"] is True
