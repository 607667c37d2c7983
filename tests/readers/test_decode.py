"""Bytes → text: the encoding found, or an error that names the offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.errors import InputError
from newsextract.readers.article import Options
from newsextract.readers.decode import decode

SIMPLIFIED = "截至2018年底，全市181个贫困村全部退出，累计完成脱贫25411户94682人。"
TRADITIONAL = "截至去年底，全市已有三萬二千戶家庭獲得津貼，總額達七億一千萬港元。"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        ("plain ASCII", "ascii", "utf-8"),
    ],
)
def test_detected(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == (text, name)


def test_forced() -> None:
    assert decode(TRADITIONAL.encode("big5"), Options(encoding="big5")) == (TRADITIONAL, "big5")


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (SIMPLIFIED.encode()[:-1] + b"\xff\xff", None, "from byte"),
        (b"abc\xff", "utf-8", "at byte 3"),
        (b"abc", "no-such-codec", "no-such-codec"),
        (b"\xff\xfea", None, "at byte"),
    ],
)
def test_errors_say_where(data: bytes, encoding: str | None, says: str) -> None:
    with pytest.raises(InputError, match="NX102") as caught:
        decode(data, Options(encoding=encoding), "a.txt")
    assert says in str(caught.value)
    assert "a.txt" in str(caught.value)


@given(st.binary())
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except InputError as error:
        assert error.code == "NX102"
    else:
        assert isinstance(text, str)


def test_what_cannot_be_decoded_is_replaced_on_demand() -> None:
    data = SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode()
    text, encoding = decode(data, Options(errors="replace"))
    assert (text, encoding) == (f"{SIMPLIFIED}\ufffd{SIMPLIFIED}", "utf-8")
    text, _ = decode(SIMPLIFIED.encode("gb18030") + b"\xff", Options(errors="replace"))
    assert text.startswith(SIMPLIFIED)
