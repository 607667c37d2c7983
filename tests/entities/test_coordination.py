"""Lists whose last member says what all of them are."""

from __future__ import annotations

import pytest

from newsextract.entities import coordination
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span

HEADED = {
    "建成藏木、岚虎嘴、果岚和多岚水电站": "藏木 岚虎嘴 果岚 多岚水电站",
    "公路、铁路和跨海大桥": "",
    "新建、改建和扩建水库": "",
    "农田和水库": "",
}


@pytest.mark.parametrize(("text", "expected"), HEADED.items())
def test_places_before_one_with_its_kind(text: str, expected: str) -> None:
    found = sorted(choices[0] for choices in coordination.headed(text))
    assert " ".join(text[start:end] for start, end in found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "岚国商会、工业联盟、进出口商会到会": "工业联盟 进出口商会",
        "岚国商会、行业协会": "",
        "岚国商会和工业联盟": "",
        "岚国商会、海外网等": "海外网",
    }.items(),
)
def test_what_is_listed_after_an_organisation(text: str, expected: str) -> None:
    found = coordination.after(text, [Span(0, 4, "ORG")], Gazetteer())
    assert " ".join(text[span.start : span.end] for span in found) == expected
