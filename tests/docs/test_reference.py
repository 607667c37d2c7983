"""The reference pages know everything that the code has, and nothing that it has not."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest

from newsextract import cli
from newsextract.config import Config
from newsextract.entities import places
from newsextract.errors import CODES
from newsextract.policies import lexicon
from newsextract.quantities import units
from tests.docs.pages import DOCS


@pytest.fixture(scope="module")
def hooks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_hooks", DOCS / "generate" / "hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_field_of_the_record_is_explained(hooks: ModuleType) -> None:
    explained = {name: set(rows) - {"_"} for name, rows in hooks.data("fields").items()}
    assert explained == {struct.__name__: set(struct.__struct_fields__) for struct in hooks.STRUCTS}


def test_no_struct_of_the_record_is_left_out(hooks: ModuleType) -> None:
    pending: list[Any] = [hooks.records.Record, hooks.records.ErrorRecord]
    reached: set[Any] = set()
    while pending:
        struct = pending.pop()
        reached.add(struct)
        hints = hooks.get_type_hints(struct).values()
        inner = {part for hint in hints for part in (hint, *hooks.get_args(hint))}
        pending += [part for part in inner if hasattr(part, "__struct_fields__") and part not in reached]
    assert reached == set(hooks.STRUCTS)


def test_every_field_has_a_real_example(hooks: ModuleType) -> None:
    examples = hooks.examples_of(hooks._sample_records())
    wanted = {(struct.__name__, field) for struct in hooks.STRUCTS for field in struct.__struct_fields__}
    assert wanted - examples.keys() == set()


def test_every_error_code_says_when_it_comes_and_what_to_do(hooks: ModuleType) -> None:
    rows = hooks.data("errors")
    assert list(rows) == list(CODES)
    assert all(row.keys() == {"when", "fix"} and row["when"] and row["fix"] for row in rows.values())


def test_every_configuration_key_is_explained(hooks: ModuleType) -> None:
    keys = hooks.data("configuration")
    assert set(keys["keys"]) == set(Config.__struct_fields__)
    assert set(keys["entries"]["unit"]) == units.KEYS
    assert {key for key, row in keys["entries"]["unit"].items() if row["needed"] == "yes"} == set(units.REQUIRED)
    assert set(keys["entries"]["policy"]) == set(lexicon.Entry.__struct_fields__)
    assert set(keys["entries"]["place"]) == set(places._KEYS)


def test_every_command_and_option_is_on_the_page(hooks: ModuleType) -> None:
    page = hooks.commands()
    for name, command in cli.cli.commands.items():
        assert f"## newsextract {name}\n" in page
        for parameter in command.params:
            for option in (text for text in parameter.opts if text.startswith("--")):
                assert option in page
    assert page.count("-h, --help") == 1 + len(cli.cli.commands)


def test_a_page_gets_its_generated_part_and_loses_its_steering(hooks: ModuleType) -> None:
    page = hooks.on_page_markdown("# A\n\n<!-- output -->\n```text\nx\n```\n\n<!-- generated: errors -->\n")
    assert "### NX101" in page
    assert "<!--" not in page


def test_a_block_that_is_a_file_gets_its_name(hooks: ModuleType) -> None:
    page = hooks.on_page_markdown("<!-- file: a/b.toml -->\n<!-- needs: x -->\n```toml\nk = 1\n```\n")
    assert page == '```toml title="a/b.toml"\nk = 1\n```\n'


def test_examples_are_safe_in_a_table(hooks: ModuleType) -> None:
    assert hooks._cell("a|b_c<d>`*") == "a&#124;b&#95;c&lt;d&gt;&#96;&#42;"
