"""value → surfaces: every notation of a time has the one value, and is one mention from end to end."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Read
from tests.dates.values import TABLE

ROWS = [
    (None if reference == "unknown" else reference, value, surface)
    for reference, values in TABLE.items()
    for value, surfaces in values.items()
    for surface in surfaces
]
# 十三五 and its like are dates beside 期间, quoted names of days inside their quotes; the rest stand in any sentence.
FRAMES = {"十三五": "“{}”期间，全省新建学校。"}


@pytest.mark.parametrize(("reference", "value", "surface"), ROWS)
def test_value(read: Read, reference: str | None, value: str, surface: str) -> None:
    text = FRAMES.get(surface, "据介绍，{}，全省新建学校。").format(surface)
    found = read(text, reference)
    assert [(date.text, date.value) for date in found] == [(surface, value)]
