"""What holds for any text: no exception, exact offsets, sorted and disjoint spans, valid values, ordered bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import dates
from newsextract import text as texts
from newsextract.config import Config
from newsextract.document import Document
from newsextract.records import Date, Meta
from tests.dates.values import TABLE

edtf = pytest.importorskip("edtf", reason="edtf judges the values and is not installed")

FIND = dates.build(Config())
WORDS = [surface for values in TABLE.values() for surfaces in values.values() for surface in surfaces]
CHARACTERS = (
    "0123456789〇零一二三四五六七八九十百千万两廿几多半年月日号时分秒点刻周天前后来"
    "至到-—~、：:./ 的上下中初末底第每近过去未今明昨同期正腊闰农历公元民国世纪代季度“”，。\n"
)
TIMED = st.text(alphabet=CHARACTERS, max_size=60)
GLUED = st.lists(
    st.sampled_from([*WORDS, "至", "到", "、", "的", "，", "。", "自", "截至", "前", "后", "以来", "\n", "比", "同期"]),
    max_size=12,
).map("".join)
REFERENCES = st.sampled_from(
    [None, "2019", "2019-10", "2019-10-17", "2020-02-29", "1000-01-01", "2100-12-31", "2999-12-31"]
)

# The TIMEX3 forms of the annotation guidelines that EDTF does not have.
CLOCK = r"(?:[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?|MO|MI|DT|AF|EV|NI)"
DAY = r"(?:[0-9X]{4}-[0-9X]{2}-[0-9X]{2})"
TIMEX = re.compile(
    r"PAST_REF|PRESENT_REF|FUTURE_REF"
    r"|-?[0-9X]{4}-(?:Q[1-4X]|H[12]|W[0-9X]{2}|SP|SU|FA|WI)"
    rf"|(?:{DAY})?T{CLOCK}(?:/(?:{DAY})?T{CLOCK})?|{DAY}/{DAY}T{CLOCK}|{DAY}T{CLOCK}/{DAY}"
)
DURATION = re.compile(
    r"P(?=[0-9XT])(?:[0-9X.]+Y)?(?:[0-9X.]+M)?(?:[0-9X.]+W)?(?:[0-9X.]+D)?(?:T(?:[0-9X.]+H)?(?:[0-9X.]+M)?(?:[0-9X.]+S)?)?"
)
SET = re.compile(
    rf"XXXX-(?:[0-9]{{2}}|XX-[0-9]{{2}}|[0-9]{{2}}-[0-9]{{2}}|WXX-(?:[1-7]|WE))(?:T{CLOCK})?|T(?:EV|MO|NI)|T{CLOCK}"
)


def read(text: str, reference: str | None) -> list[Date]:
    shadow = texts.shadow(text)
    return FIND(Document("t", text, shadow, (), (), Meta(), reference), shadow)


def valid(mention: Date) -> bool:
    """Whether a value is EDTF or one of the documented TIMEX3 forms."""
    if mention.timex == "DURATION" or (mention.timex == "SET" and mention.value[0] == "P"):
        return all(DURATION.fullmatch(part) for part in mention.value.split("/"))
    if mention.timex == "SET":
        return all(SET.fullmatch(part) for part in mention.value.split("/"))
    if TIMEX.fullmatch(mention.value):
        return True
    if mention.rule == "date.counted" and DURATION.fullmatch(mention.value):  # 几天前
        return True
    if "/" in mention.value and any(TIMEX.fullmatch(part) for part in mention.value.split("/")):
        return all(TIMEX.fullmatch(part) or parses(part) for part in mention.value.split("/"))
    return parses(mention.value)


def parses(value: str) -> bool:
    try:
        edtf.parse_edtf(value)
    except edtf.EDTFParseException:
        return False
    except AttributeError:  # edtf 5 stumbles over 2019-XX/2019-12, whose ends it reads
        return "/" in value and all(parses(end) for end in value.split("/"))
    return True


def check(text: str, reference: str | None) -> None:
    found = read(text, reference)
    at = 0
    for number, mention in enumerate(found, 1):
        assert mention.id == f"d{number}"
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        at = mention.end
        assert valid(mention), (mention.text, mention.timex, mention.value)
        bounds = [date.fromisoformat(day) for day in (mention.start_date, mention.end_date) if day is not None]
        assert bounds == sorted(bounds), mention
    assert read(text, reference) == found


@settings(deadline=None)
@given(TIMED, REFERENCES)
def test_characters_of_times(text: str, reference: str | None) -> None:
    check(text, reference)


@settings(deadline=None)
@given(GLUED, REFERENCES)
def test_expressions_side_by_side(text: str, reference: str | None) -> None:
    check(text, reference)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    check(text, "2019-10-17")


CIVIL = st.dates(date(1901, 1, 1), date(2099, 12, 31))
DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """1–99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


NOTATIONS: dict[str, Callable[[date], str]] = {
    "Arabic": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "number": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "Chinese": lambda day: (
        f"{''.join(DIGITS[int(d)] for d in str(day.year))}年{chinese(day.month)}月{chinese(day.day)}日"
    ),
    "ISO": lambda day: day.isoformat(),
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "points": lambda day: f"{day.year}.{day.month:02d}.{day.day:02d}",
    "compact": lambda day: f"{day:%Y%m%d}",
    "padded": lambda day: f"{day:%Y年%m月%d日}",
    "month first": lambda day: f"{day:%m-%d-%Y}",
    "Chinese, number": lambda day: (
        f"{''.join(DIGITS[int(d)] for d in str(day.year))}年{chinese(day.month)}月{chinese(day.day)}号"
    ),
    "traditional": lambda day: f"西元{day.year}年{day.month}月{day.day}日",
    "full-width": lambda day: f"{day.year}年{day.month}月{day.day}日".translate(
        {ord("0") + i: 0xFF10 + i for i in range(10)}
    ),
    "Republic": lambda day: f"民国{day.year - 1911}年{day.month}月{day.day}日" if day.year > 1911 else day.isoformat(),
}


@pytest.mark.parametrize("notation", NOTATIONS)
@settings(deadline=None)
@given(day=CIVIL)
def test_dates_read_back(notation: str, day: date) -> None:
    surface = NOTATIONS[notation](day)
    assert [(mention.text, mention.value) for mention in read(f"在{surface}，", None)] == [(surface, day.isoformat())]


MARKS = st.sampled_from(["至", "到", "—", "——", "-", "~", " - "])


@settings(deadline=None)
@given(day=CIVIL, hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_times_read_back(day: date, hour: int, minute: int) -> None:
    value = f"{day}T{hour:02d}:{minute:02d}"
    dated = f"{day.year}年{day.month}月{day.day}日"
    for surface in (
        f"{dated}{hour}时{minute:02d}分",
        f"{dated} {hour:02d}:{minute:02d}",
        f"{day} {hour:02d}:{minute:02d}",
    ):
        assert [(mention.text, mention.value) for mention in read(f"在{surface}，", None)] == [(surface, value)]


@settings(deadline=None)
@given(year=st.integers(1950, 2080), first=st.integers(1, 11), length=st.integers(1, 11), mark=MARKS)
def test_months_read_back(year: int, first: int, length: int, mark: str) -> None:
    last = min(12, first + length)
    value = f"{year}-{first:02d}/{year}-{last:02d}"
    for surface in (f"{year}年{first}{mark}{last}月", f"{year}年{first}月{mark}{last}月"):
        assert [(mention.text, mention.value) for mention in read(f"在{surface}，", None)] == [(surface, value)]


@settings(deadline=None)
@given(first=st.integers(1900, 2080), length=st.integers(1, 90), mark=MARKS)
def test_years_read_back(first: int, length: int, mark: str) -> None:
    last = first + length
    for surface in (f"{first}年{mark}{last}年", f"{first}{mark}{last}年"):
        assert [(mention.text, mention.value) for mention in read(f"在{surface}，", None)] == [
            (surface, f"{first}/{last}")
        ]


UNITS = {"年": "P{}Y", "个月": "P{}M", "周": "P{}W", "天": "P{}D", "小时": "PT{}H", "分钟": "PT{}M", "秒": "PT{}S"}


@settings(deadline=None)
@given(number=st.integers(2, 99), unit=st.sampled_from(list(UNITS)), arabic=st.booleans())
def test_durations_read_back(number: int, unit: str, arabic: bool) -> None:
    surface = f"{number if arabic else chinese(number)}{unit}"
    found = [(mention.text, mention.value, mention.timex) for mention in read(f"历时{surface}。", None)]
    assert found == [(surface, UNITS[unit].format(number), "DURATION")]


@settings(deadline=None)
@given(CIVIL, CIVIL)
def test_ranges_read_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    surface = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    (mention,) = read(surface, None)
    assert (mention.value, mention.start_date, mention.end_date) == (
        f"{first}/{last}",
        first.isoformat(),
        last.isoformat(),
    )
