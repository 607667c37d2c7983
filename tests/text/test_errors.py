"""Errors: coded, one line, whole across processes."""

from __future__ import annotations

import pickle

import pytest

from newsextract.errors import CODES, InputError, NewsextractError


def test_message_says_what_where_and_what_to_do() -> None:
    error = InputError("NX101", "no such file", where="a.txt", fix="Check the path")
    assert str(error) == "NX101: no such file (a.txt). Check the path"
    assert "\n" not in str(error)


def test_errors_survive_pickling() -> None:
    error = InputError("NX102", "no encoding fits", where="b.txt", fix="Name it")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (type(copy), copy.code, copy.what, copy.where, copy.fix) == (
        InputError,
        "NX102",
        "no encoding fits",
        "b.txt",
        "Name it",
    )


def test_a_code_must_be_known() -> None:
    with pytest.raises(ValueError, match="NX000"):
        NewsextractError("NX000", "what")


def test_every_code_has_one_meaning() -> None:
    assert len(set(CODES.values())) == len(CODES)
