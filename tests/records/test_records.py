"""The record: its JSON, its schema, its numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.pipeline import Pipeline
from newsextract.records import Record, from_json, json_schema, plain

SCHEMA = json_schema()
KEYS = [
    "schema_version", "doc_id", "source", "meta", "text", "zones", "sentences",
    "quantities", "dates", "policies", "entities", "facts", "checks",
]  # fmt: skip


def test_schema_is_valid_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_schema_asks_for_every_key_and_no_other(pipeline: Pipeline) -> None:
    row = json.loads(pipeline("2018年投入31.5亿元。").to_json())
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.validate(row)
    for key in KEYS:
        assert not validator.is_valid({k: v for k, v in row.items() if k != key})
    assert not validator.is_valid({**row, "colour": "red"})
    assert not validator.is_valid({**row, "quantities": [{**row["quantities"][0], "value": "3150000000"}]})


def test_every_record_of_the_corpus_is_valid(pipeline: Pipeline, corpus: list[Path]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert corpus
    for path in corpus:
        record = pipeline(path.read_bytes().decode("utf-8"), doc_id=path.stem)
        row = json.loads(record.to_json())
        validator.validate(row)
        assert list(row) == KEYS
        for layer in ("quantities", "dates", "policies", "entities"):
            for mention in row[layer]:
                assert row["text"][mention["start"] : mention["end"]] == mention["text"]


def test_same_input_same_bytes_and_round_trip(pipeline: Pipeline, corpus: list[Path]) -> None:
    for path in corpus:
        text = path.read_bytes().decode("utf-8")
        first, second = pipeline(text).to_json(), pipeline(text).to_json()
        assert first == second
        assert from_json(first).to_json() == first


def test_decimals_print_the_articles_digits(pipeline: Pipeline) -> None:
    body = pipeline("全年投入31.5亿元，增长0.1%，占三分之一，合计7.10万吨。").to_json().decode()
    assert '"value":3150000000,' in body
    assert '"value":0.1,' in body
    assert '"base_value":0.001,' in body
    assert '"value":0.333333333333,' in body
    assert '"value":71000,' in body
    assert "0000000000004" not in body
    assert "E+" not in body


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("7.10E+2", "710"),
        ("31.50", "31.5"),
        ("1E+13", "10000000000000"),
        ("0.000", "0"),
        ("1E-7", "0.0000001"),
        ("1" + "0" * 40, "1" + "0" * 40),
    ],
)
def test_plain(number: str, printed: str) -> None:
    assert f"{plain(Decimal(number)):f}" == printed


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_plain_keeps_the_number(number: Decimal) -> None:
    assert plain(number) == number
    assert plain(plain(number)).as_tuple() == plain(number).as_tuple()


def test_unknown_keys_are_refused(pipeline: Pipeline) -> None:
    broken = pipeline("一").to_json().replace(b'"doc_id"', b'"docid"')
    with pytest.raises(msgspec.ValidationError):
        from_json(broken)


def test_records_are_frozen(pipeline: Pipeline) -> None:
    record: Record = pipeline("一")
    with pytest.raises(AttributeError):
        record.doc_id = "other"  # type: ignore[misc]
