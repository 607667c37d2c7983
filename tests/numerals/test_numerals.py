"""Numerals: values and the surfaces that print them, numbers in running text, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.numerals import find_numbers, parse_number

VALUES = {
    "0": "0|零|〇",
    "7": "7|７|七|柒",
    "0.5": "0.5|.5|零点五|半|一半|二分之一|十分之五|2分之1",
    "10": "10|十|拾|一十",
    "15": "15|十五|一十五",
    "20": "廿|二十|贰拾",
    "30": "卅|三十",
    "105": "105|一百零五|1百05|壹佰零伍",
    "150": "一百五|一百五十",
    "180": "百八十|一百八十|180",
    "1010": "一千零一十|一千零十",
    "1785": "1785|1,785|1 785|１７８５|一千七百八十五",
    "2019": "2019|二〇一九|二零一九",
    "3500": "三千五|三千五百|3.5千|3千5",
    "26180": "26180|26,180|26 180|二万六千一百八十",
    "156000": "十五万六|15.6万",
    "230000000": "2亿3000万|2.3亿|两亿三千万|两亿三",
    "12345000": "1,234.5万|1 234.5万",
    "35000000": "三千五百万|3500万|3.5千万",
    "400000000": "四万万|4亿",
    "4780000000000": "4.78万亿|47800亿",
    "1000000000000": "一兆|一万亿",
    "1.25": "一点二五|1.25|1点25",
    "3.14": "三点一四|3.14|叁点壹肆",
    "-20.56": "-20.56|负二十点五六|负贰拾点伍陆",
    "15000": "1万5千|1万5|1.5万|一万五|一点五万|壹万伍仟|1万 5千|15k|15K|15.0 K",
    "-1200000": "-1.2M|-1200k|负一百二十万",
    "-3": "-3|负三|负3|−3|零下三",
    "0.052": "百分之五点二",
    "0.003": "千分之三",
    "0.0001": "万分之一",
    "1": "百分之百|百分百|1|壹",
    "9.75": "九又四分之三",
    "0.333333333333": "三分之一|3分之1",
}
RANGES = {
    ("3", "5"): "3至5|三到五|3—5|3~5|3-5|3－5|三五",
    ("30000", "50000"): "3—5万|3万—5万|三到五万|3万至5万",
    ("180000", "300000"): "十八至三十万",
    ("200", "300"): "两三百|两~3百|二三百",
    ("1.2", "1.5"): "1.2~1.5",
    ("8000", "10000"): "8000至1万",
    ("10000", "50000"): "1万(含)-5万",
    ("17", "18"): "十七八",
    ("60", "70"): "六七十",
    ("20", "99"): "几十|数十",
    ("200", "999"): "几百|数百",
    ("2000", "9999"): "数千",
    ("11", "19"): "十几",
    ("31", "39"): "三十几",
    ("200000", "990000"): "几十万|数十万",
    ("110000", "190000"): "十几万",
    ("200000000", "999999999"): "数亿",
    ("0.2", "0.3"): "百分之二三十",
}
MODIFIED = {
    "40余万": ("400000", "MORE_THAN"),
    "两百多": ("200", "MORE_THAN"),
    "十来": ("10", "APPROX"),
    "上百": ("100", "MORE_THAN"),
    "十 余 万": ("100000", "MORE_THAN"),
}
NO_NUMBER = [
    "",
    "10-20K",
    " ",
    "万达",
    "3个",
    "一个",
    "2018年",
    "abc",
    "1.2.3",
    "三三两两",
    "5万3万",
    "十百千",
    "百分之",
    "分之一",
    "5G",
    "4 K",
    "15kg",
]


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(value, surface) for value, row in table.items() for surface in row.split("|")]


@pytest.mark.parametrize(("value", "surface"), rows(VALUES))
def test_value(value: str, surface: str) -> None:
    number = parse_number(surface)
    assert number is not None
    assert number.value == Decimal(value)
    assert (number.low, number.high) == (None, None)
    assert number.text == surface


@pytest.mark.parametrize(("bounds", "surface"), [(b, s) for b, row in RANGES.items() for s in row.split("|")])
def test_range(bounds: tuple[str, str], surface: str) -> None:
    number = parse_number(surface)
    assert number is not None
    assert number.value is None
    assert (number.low, number.high) == (Decimal(bounds[0]), Decimal(bounds[1]))


@pytest.mark.parametrize(("surface", "expected"), MODIFIED.items())
def test_modifier(surface: str, expected: tuple[str, str]) -> None:
    number = parse_number(surface)
    assert number is not None
    assert (number.value, number.mod) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize("surface", NO_NUMBER)
def test_no_number(surface: str) -> None:
    assert parse_number(surface) is None


def texts(text: str) -> list[str]:
    return [number.text for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲村1785人，乙村二百零三户", ["1785", "二百零三"]),
        ("１，２３４.5萬元與兩百多戶", ["１，２３４.5萬", "兩百多"]),
        ("一切从头，唯一的一只猫", ["一"]),
        ("减负237亿元，胜3负2", ["237亿", "3", "2"]),
        ("版本1.2.3与2.5", ["2.5"]),
        ("九年八吨", ["九", "八"]),
        ("百分之四百三十二万分之四三千分之五", ["百分之四百三十二", "万分之四三", "千分之五"]),
        ("千万小心，亿万观众", []),
        ("增至一百点123", ["一百点123"]),
        ("Ⅲ类", ["Ⅲ"]),
        ("壹、贰：叁号院，伍佰", ["壹", "贰", "伍佰"]),
        ("5G手机存储128G，4K电视，时速15km，1.5M字", ["5", "128G", "4", "15", "1.5M"]),
        ("有1.7亿65周岁以上的人", ["1.7亿", "65"]),
        ("万元共3亿65岁", ["3亿", "65"]),
        ("气温零下5到零下3", ["零下5到零下3"]),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_long_code_is_left_out_whole() -> None:
    assert find_numbers("编号" + "1" * 500) == []
    assert find_numbers("编号" + "一" * 500) == []


def test_no_digit_is_lost() -> None:
    digits = "1234567890" * 6
    number = parse_number(digits + "亿")
    assert number is not None
    assert number.value == Decimal(digits) * 10**8 or str(number.value) == digits + "0" * 8


@given(
    st.text(alphabet=st.characters(), max_size=80)
    | st.text(alphabet="0159.,-—~至到 点一二三十百千万亿两半几数多余来分之又负上零廿壹拾eⅢ/(含)％", max_size=40)
)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        assert (number.value is None) == (number.low is not None) == (number.high is not None)
        assert number.low is None or number.high is None or number.low < number.high
        end = number.end


CHINESE = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """An integer below 10**16 in Chinese, by the textbook."""
    if value >= 10**8:
        return _group(value, 10**8, "亿")
    if value >= 10**4:
        return _group(value, 10**4, "万")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            head, rest = divmod(value, size)
            zero = "零" if 0 < rest < size // 10 else ""
            return CHINESE[head] + name + (zero + chinese(rest) if rest else "")
    return CHINESE[value]


def _group(value: int, size: int, name: str) -> str:
    head, rest = divmod(value, size)
    zero = "零" if 0 < rest < size // 10 else ""
    return chinese(head) + name + (zero + chinese(rest) if rest else "")


FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@given(st.integers(min_value=0, max_value=10**16 - 1))
@settings(max_examples=300, deadline=None)
def test_every_notation_reads_back(value: int) -> None:
    full_width = str(value).translate({ord("0") + i: 0xFF10 + i for i in range(10)})
    spelled = "".join(CHINESE[int(digit)] for digit in str(value))
    surfaces = [str(value), f"{value:,}", full_width, chinese(value)]
    if value > 9:
        surfaces.append(chinese(value).translate(FORMAL))
    if value > 999:
        surfaces.append(spelled)
    for surface in surfaces:
        number = parse_number(surface)
        assert number is not None, surface
        assert number.value == value, surface


@given(st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False), st.sampled_from(["", "万", "亿", "万亿"]))
@settings(deadline=None)
def test_decimals_read_back(value: Decimal, scale: str) -> None:
    number = parse_number(f"{value}{scale}")
    assert number is not None
    assert number.value == value * {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
