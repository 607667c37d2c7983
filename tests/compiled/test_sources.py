"""What mypyc compiles (hatch_build.py) stays free of what it does not take."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def compiled() -> list[str]:
    table = re.search(r'^COMPILED = """\n(.*?)"""', (ROOT / "hatch_build.py").read_text(encoding="utf-8"), re.S | re.M)
    assert table is not None
    rooms = (line.split(": ") for line in table[1].splitlines())
    return [f"{room}/{name}.py" for room, names in rooms for name in names.split()]


@pytest.mark.parametrize("name", compiled())
def test_no_unpacking_in_a_test_of_membership(name: str) -> None:
    """`x in (*A, "b")` makes mypyc crash: write `x in A or x == "b"`."""
    tree = ast.parse((ROOT / "src" / "newsextract" / name).read_text(encoding="utf-8"))
    sides = (side for node in ast.walk(tree) if isinstance(node, ast.Compare) for side in node.comparators)
    literals = (side for side in sides if isinstance(side, (ast.Tuple, ast.List, ast.Set)))
    assert not [side.lineno for side in literals if any(isinstance(each, ast.Starred) for each in side.elts)]
