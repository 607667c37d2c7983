"""Weeks, days and weekdays."""

from __future__ import annotations

from datetime import date, timedelta

from newsextract import lazyre as re
from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.context import NEAR_FUTURE, Context
from newsextract.dates.meaning.named import on_day
from newsextract.dates.moments import Frame, Moment, Step


def read_week_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    monday = cal.shift(cal.week_start(at.today), days=7 * value) if at.today else None
    return mo.of_week(monday, at.year if value == 0 else None), Frame(None, None, None, "week")


def read_week_anaphor(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    told = at.paragraph_day or at.last_day
    base = told.first if told and told.first else at.today
    monday = cal.shift(cal.week_start(base), days=7 * value) if base else None
    return mo.of_week(monday, at.year), Frame(None, None, None, "week")


def read_nth_week(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """第32周 of a year is its ISO week; 第二周 of a month is the second with most of its days in it, as ISO 8601
    counts a year's; by itself it is of the month whose weeks were told of last."""
    if moment is None and at.month_of_weeks is not None:
        moment, frame = at.month_of_weeks, Frame(None, None, None, "month")
    elif moment is None:
        return None
    if moment.first is None:
        return mo.of_week(None, frame.year), frame
    if frame.grain == "year":
        try:
            return mo.of_week(date.fromisocalendar(moment.first.year, value, 1)), Frame(None, None, None, "week")
        except ValueError:
            return None
    at.month_of_weeks = moment
    weekday = 1 if at.query else 4  # who asks for a week of a month means whole weeks (JioNLP)
    day = cal.nth_weekday(moment.first.year, moment.first.month, weekday, value)
    if day is None and value == 5:  # the week that goes on into the next month
        day = cal.nth_weekday(moment.first.year, moment.first.month, weekday, 4)
    return (mo.of_week(cal.week_start(day)), Frame(None, None, None, "week")) if day else None


def read_first_weeks(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_year(frame.year), frame
    monday = moment.first + timedelta((8 - moment.first.isoweekday()) % 7)
    return mo.of_dates(monday, monday + timedelta(7 * value - 1)), Frame(frame.year, None, None, "week")


def read_first_days(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_year(frame.year), frame
    return mo.of_dates(moment.first, moment.first + timedelta(value - 1)), frame


def read_nth_day(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_day(frame.year, frame.month, None), frame
    return on_day(moment.first + timedelta(value - 1))


def read_week_of_day(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """7月2日当周: the week of the day."""
    if moment is None or moment.first is None:
        return mo.of_week(None, frame.year), Frame(frame.year, None, None, "week")
    return mo.of_week(cal.week_start(moment.first)), Frame(None, None, None, "week")


def read_last_day(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.last is None:
        return mo.of_day(frame.year, frame.month, None), frame
    return on_day(moment.last)


def read_last_weekday(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is None or moment.last is None:
        return mo.of_day(frame.year, frame.month, None), frame
    return on_day(moment.last - timedelta((moment.last.isoweekday() - value) % 7))


def read_weekday_beside(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    """中秋节前最后一个周五, 元旦后第一个周一."""
    if moment is None or moment.first is None or moment.last is None:
        return mo.of_day(frame.year, None, None), frame
    side, weekday = value
    if side < 0:
        return on_day(moment.first - timedelta((moment.first.isoweekday() - weekday - 1) % 7 + 1))
    return on_day(moment.last + timedelta((weekday - moment.last.isoweekday() - 1) % 7 + 1))


def read_nth_weekday(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    if moment is None or moment.first is None:
        return mo.of_day(frame.year, frame.month, None), frame
    day = cal.nth_weekday(moment.first.year, moment.first.month, value[1], value[0])
    return on_day(day) if day else None


def read_day(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    year, month = (frame.year, frame.month) if frame.grain else at.implied_month(value)
    if frame.grain == "month_only" and month is not None:
        year = at.implied_year(month, value)
    if year is not None and month is not None and 0 < year < 9999 and value > cal.month_length(year, month):
        if frame.grain and not (month == 2 and value == 29 and frame.grain == "month_only"):
            return None
        if month == 2 and value == 29 and frame.grain:
            year = next(y for y in range(year, year - 9, -1) if cal.month_length(y, 2) == 29)
        else:
            year, month = cal.shift_months(year, month, -1)
    return mo.of_day(year, month, value), Frame(year, month, value, "day")


def read_days(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    first, last = read_day(at, frame, value[0], moment), None
    if first is None:
        return None
    year, month = first[1].year, first[1].month
    if value[1] < value[0] and year is not None and month is not None:
        year, month = cal.shift_months(year, month, 1)
    last = mo.of_day(year, month, value[1])
    return mo.joined(first[0], last), Frame(year, month, value[1], "day")


PRESENT = re.compile(
    r"今[天日]的(?:中国|世界|我们|我国|生活|青年|年轻人|孩子们|乡村|农村|农民|幸福|好日子|成就|成绩|局面|局势|规模|面貌|地位"
    r"|社会|人们|[\u4e00-\u9fff]{1,3}[村镇县市省州岛港](?!委|政府|长|场)"
    r"|(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川"
    r"|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|雄安新区|粤港澳大湾区|长三角)(?=[,、已不是人成从有正还到]))"
)
"""今天的中国: these days, not the day of publication."""


SAID_AGAIN = re.compile(r" ?\((?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
"""今天(10月1日): the date in brackets is what is meant, also where the words are someone else's."""


def _said_again(at: Context) -> date | None:
    again = SAID_AGAIN.match(at.text, at.end) if at.text[at.end : at.end + 1] in ("(", " ") else None
    if again is None:
        return None
    month, day = int(again["month"]), int(again["day"])
    today = at.today
    if again["year"] or today is None:
        year = int(again["year"]) if again["year"] else at.year
        return cal.civil(year, month, day) if year else None
    found = [cal.civil(today.year + step, month, day) for step in (-1, 0, 1)]
    near = (other for other in found if other and (other - today).days <= NEAR_FUTURE)
    return min(near, key=lambda other: abs(other - today), default=None)


def _note_writing_day(at: Context, said: date, offset: int) -> None:
    """今天(9月7日) in the story's own words tells when it was written, a day or two before it was put on the page."""
    day = cal.shift(said, days=-offset)
    if day and at.today and 0 < (at.today - day).days <= WRITTEN_DAYS and not signals.quoted(at.text, at.end):
        at.writing_day = None if signals.reported(at.text, at.start) else day


WRITTEN_DAYS = 3
"""A page may be as many days younger than what stands on it."""


def read_day_offset(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if value == 0 and moment is None and PRESENT.match(at.text, at.start):
        return Moment("PRESENT_REF", None, None, "vague"), frame
    if value == 0 and at.sentence_day is not None and at.text.startswith("即日", at.start):
        return on_day(at.sentence_day.first) if at.sentence_day.first else None  # 9日宣布即日起离任
    spoken = at.today if at.today is None or moment is not None else at.speaking_day()
    if (said := _said_again(at)) is not None:
        _note_writing_day(at, said, value)
    day = said or (cal.shift(spoken, days=value) if spoken else None)
    if day is not None and moment is not None and moment.grain == "year" and frame.year is not None:
        day = cal.shift(day, years=frame.year - day.year)  # 2018年的今天
    if day is None:
        return mo.of_day(at.year if value == 0 else None, None, None), Frame(at.year, None, None, "day")
    return on_day(day)


def read_day_offsets(at: Context, frame: Frame, value: tuple[int, int], moment: Moment | None) -> Step:
    ends = [cal.shift(at.today, days=offset) if at.today else None for offset in value]
    if ends[0] is None or ends[1] is None:
        return mo.joined(mo.of_day(at.year, None, None), mo.of_day(at.year, None, None)), frame
    return mo.of_dates(ends[0], ends[1]), Frame(ends[1].year, ends[1].month, ends[1].day, "day")


def _told_month(at: Context) -> Moment | None:
    """去年4月，他来到村里。那一天，…: some day of the month told of, where no day was told of but the publication's."""
    told, day = at.last, at.last_day
    if told is None or told.grain != "month" or told.last is None or at.today is None or told.last >= at.today:
        return None
    return told._replace(mod=None) if day is None or day.first == at.today else None


def read_day_anaphor(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if value == 0 and at.paragraph_day is None and (period := _told_month(at)) is not None:
        return period, Frame(None, None, None, "month")
    base = at.paragraph_day or at.last_day
    day = base.first if base and base.first else at.today
    if not at.paragraph_day and day is not None and at.today is not None and day > at.today and not at.future():
        day = at.today  # what an earlier paragraph announced for another day is not this day
    moved = cal.shift(day, days=value) if day else None
    if moved is None:
        return mo.of_day(at.year, None, None), Frame(at.year, None, None, "day")
    return on_day(moved)


def read_trading_day_anaphor(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    """The trading day before or after the day spoken of last: weekends are skipped, holidays are not known."""
    base = at.paragraph_day or at.sentence_day
    day = base.first if base and base.first else at.today
    moved = cal.shift(day, days=value) if day else None
    while moved is not None and moved.isoweekday() > 5:
        moved = cal.shift(moved, days=value)
    return on_day(moved) if moved else (mo.of_day(at.year, None, None), Frame(at.year, None, None, "day"))


def _ahead(today: date, weekday: int) -> Step:
    day = cal.shift(today, days=(weekday - today.isoweekday() - 1) % 7 + 1)
    return on_day(day) if day else None


def read_weekday(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    if moment is not None and moment.grain == "week" and moment.first is not None:
        return on_day(moment.first + timedelta(value - 1))
    if moment is None and frame.year is not None and frame.month and frame.day:  # the end of a range
        first = cal.civil(frame.year, frame.month, frame.day)
        end = first and cal.shift(first, days=(value - first.isoweekday()) % 7)
        return on_day(end) if end else None
    if moment is None and at.apposed and at.last is not None and at.last.grain == "day" and at.last.first is not None:
        return on_day(at.last.first)  # 7月6日(周一)
    if at.today is None or moment is not None:
        return mo.of_day(None, None, None), Frame(None, None, None, "day")
    if at.query:
        return _ahead(at.today, value)
    day = _told_weekday(at, value) or cal.shift(at.today, days=_days_to(at, at.today, value))
    return on_day(day) if day else None


def _told_weekday(at: Context, value: int) -> date | None:
    """The day that brackets tell (周三(25日)), or that the sentence has told already: 8月12日是周六."""
    assert at.today is not None
    if (said := signals.day_in_brackets(at.text, at.end)) is not None:
        this_week = cal.shift(at.today, days=value - at.today.isoweekday())
        near = [cal.shift(this_week, days=7 * weeks) for weeks in (0, -1, 1, -2, -3, -4)] if this_week else []
        return next((day for day in near if day and day.day == said[1] and said[0] in (None, day.month)), None)
    told = at.sentence_day.first if at.sentence_day is not None else None
    return told if told is not None and told.isoweekday() == value else None


def _days_to(at: Context, today: date, value: int) -> int:
    """News tell of the weekday that is over, unless the sentence speaks of one to come."""
    ahead = value - today.isoweekday()
    if ahead not in (-1, 0) and signals.day_planned(at.text, at.start, at.end):
        return ahead % 7
    if ahead <= 0:
        return ahead
    told = at.sentence_day.first if at.sentence_day is not None else None
    coming = told is not None and 0 < (told - today).days <= 7
    return ahead if coming or signals.day_ahead(at.text, at.start, at.end) else ahead - 7


def read_weekend(at: Context, frame: Frame, value: int, moment: Moment | None) -> Step:
    week = moment if moment is not None and moment.grain == "week" else None
    monday = week.first if week else cal.week_start(at.today) if at.today else None
    if monday is None:
        return mo.of_day(None, None, None)._replace(grain="span"), Frame(None, None, None, "week")
    if week is None and at.today is not None and at.today.isoweekday() <= 2 and not at.future():
        monday -= timedelta(7)
    return mo.of_dates(monday + timedelta(5), monday + timedelta(6)), Frame(None, None, None, "week")
