"""The publication date: given, on the page, in the file's name, inferred from the article's years, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsextract import text as texts
from newsextract.dates import published

GIVEN = [
    ("2019-10-17", "2019-10-17"),
    ("2019-10", "2019-10"),
    ("2019", "2019"),
    ("2019/10/17", "2019-10-17"),
    ("20191017", "2019-10-17"),
    ("2019年10月17日", "2019-10-17"),
    ("2019-10-17T08:30:00+08:00", "2019-10-17"),
    ("2019-10-17 08:30", "2019-10-17"),
    ("2019.1.7", "2019-01-07"),
    ("20191017083000", "2019-10-17"),
    ("201910170830", "2019-10-17"),
    ("Thu, 17 Oct 2019 08:30:00 GMT", "2019-10-17"),
    ("October 7, 2019", "2019-10-07"),
    ("２０１９年１０月１７日", "2019-10-17"),
    ("二〇一九年十月十七日", "2019-10-17"),
    (" 2019年10月 ", "2019-10"),
]
MALFORMED = [
    "",
    "yesterday",
    "2019-02-30",
    "17/10/2019",
    "星期四",
    "0",
    "二〇一九年",
    "1571270400",
    "2019-00-10",
    "2019-10-45",
]


@pytest.mark.parametrize(("known", "value"), GIVEN)
def test_given(known: str, value: str) -> None:
    assert published(known, None, "", None) == (value, "given")
    assert published(known, "page", "发布时间：2011-04-19", "2012-01-02.txt") == (value, "page")


@pytest.mark.parametrize("known", MALFORMED)
def test_malformed_is_unknown(known: str) -> None:
    assert published(known, None, "", None) == (None, None)
    assert published(known, "page", "发布时间：2011-04-19", None) == ("2011-04-19", "page")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("标题\n发布时间：2011-04-19\n正文", "2011-04-19"),
        ("更新日期: 2011年4月19日 07:23", "2011-04-19"),
        ("标题\n2011年04月19日\n正文", "2011-04-19"),
        ("标题\n2011-04-19 07:23:33 来源：本报\n正文", "2011-04-19"),
        ("新华社北京2011年4月19日电 正文", "2011-04-19"),
        ("标题\n2011年4月19日07:23　来源：本报\n正文", "2011-04-19"),
        ("日期：[2011-04-19] 版次：[A02]", "2011-04-19"),
        ("《晨报》（ 2011年4月19日 第 3 版）\n正文", "2011-04-19"),
        ("标题\n（2011年4月19日）\n正文", "2011-04-19"),
        ("标题\n二〇一一年四月十九日\n正文", "2011-04-19"),
        ("标题\n2011-04-19 07:23 晚报 记者王小明\n正文", "2011-04-19"),
        ("更新于2011年4月19日 07:23", "2011-04-19"),
    ],
)
def test_page(text: str, day: str) -> None:
    assert published(None, None, text, "20200101.txt") == (day, "page")


@pytest.mark.parametrize("text", ["活动时间：2011年4月19日。", "截止日期：2011-04-19", "会议时间：2011年4月19日\n"])
def test_times_of_events_are_no_publication_date(text: str) -> None:
    assert published(None, None, text, None) == (None, None)


def test_dateline_without_a_year_is_not_enough() -> None:
    assert published(None, None, "新华社北京10月17日电 正文", None) == (None, None)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("news/2019-10-17-a.txt", "2019-10-17"),
        ("zzrb20191017D18.html", "2019-10-17"),
        ("C:\\x\\2019_10_17.txt", "2019-10-17"),
    ],
)
def test_file_name(path: str, day: str) -> None:
    assert published(None, None, "正文", path) == (day, "filename")


@pytest.mark.parametrize("path", ["2019/10/17/a.txt", "a-20191399.txt", "12019101755.txt", "a.txt"])
def test_file_name_without_a_date(path: str) -> None:
    assert published(None, None, "正文", path) == (None, None)


def test_inferred_is_the_latest_year_told_not_planned() -> None:
    text = "2017年动工，2018年完工。2019年，全县进入新阶段，今年起步，到2020年全部达标，2035年远景目标已定。"
    assert published(None, None, text, None) == ("2019", "inferred")
    assert published(None, None, "1998年的一场雨。1997年没有。", None) == (None, None)
    assert published(None, None, "2012届学生去年就业不易，2013年前往外地的更多。", None) == ("2013", "inferred")
    assert published(None, None, "今年是1998年之后的头一场雨。", None) == (None, None)


def test_sample_page(corpus: list[Path]) -> None:
    page = next(path for path in corpus if path.stem == "zzrb-d18-tuopin")
    assert published(None, None, texts.shadow(page.read_text(encoding="utf-8")), None) == ("2019", "inferred")
