"""Times counted with a duration, from the publication date or from a time told of: 3年前, 近五年, 前两天."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from newsextract import lazyre as re
from newsextract.dates import calendar as cal
from newsextract.dates import moments as mo
from newsextract.dates import signals
from newsextract.dates.context import Context
from newsextract.dates.moments import Moment
from newsextract.dates.readings import Reading, opened
from newsextract.dates.shapes import Shape, Span

YEAR_ITSELF = re.compile(r"的(?P<year>1[0-9]{3}|20[0-9]{2})年")
"""90多年前的|1928年: the year is said."""
CLOCK_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9](?P<seconds>:[0-5][0-9])?)"
)
CLOCK_SAID = re.compile(r" ?\((?P<time>(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)\)")
"""In brackets after what is counted: the clock time that it comes to."""
YEARS_RANGE = re.compile(r"P([0-9]+)Y/P([0-9]+)Y")
LONG_AGO = 200
"""Days before the publication from which a story is one of its own time."""
REPORTS_UNTIL = 3
"""The last month in which reports sum up the years before."""


def ago(at: Context, shape: Shape) -> Reading | None:
    return counted(at, shape, -1)


def ahead(at: Context, shape: Shape) -> Reading | None:
    return counted(at, shape, 1)


def counted(at: Context, shape: Shape, sign: int) -> Reading | None:
    """3年前, 两天后: the point that lies so far from the publication date, or after a date just spoken of."""
    span: Span = shape.value
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF" if at.future() else span.value
    mod = signals.amount_mod(at.text, at.start, at.end) or span.mod
    if span.months is None and span.unit in "hms":
        return Reading("DURATION", span.value, mod, None, None, None, "date.counted")
    if span.months is None:
        at.vague = sign < 0
        rule = "date.counted" if vague == span.value else "date.vague"  # 几十年后 of a story: so many
        return Reading("DATE", vague, None, None, None, None, rule)
    if sign > 0 and span.unit in "hms" and span.mod is None and (moment := _clock_after(at, span)) is not None:
        at.note_period(moment)
        return Reading("TIME", moment.value, mod, None, moment.first, moment.last, "date.counted")
    if span.unit in "hms":  # the clock time that it is counted from is not known: the day at most
        day = at.today and cal.shift(at.today, days=sign * round((span.seconds or 0) / 86400 + (span.days or 0)))
        return Reading("DURATION", span.value, mod, None, day, day, "date.counted")
    moment = _point(at, span, sign)
    if moment is None:
        return Reading("DURATION", span.value, mod, None, None, None, "date.counted")
    if (same := YEAR_ITSELF.match(at.text, at.end)) is not None and moment.grain == "year":
        moment = mo.of_year(int(same["year"]))
    at.note_period(moment)
    if moment.grain == "day" and moment.first:
        at.sentence_day = at.paragraph_day = at.last_day = moment
    timex = "TIME" if moment.grain == "time" else "DATE"
    relation = signals.relation(at.text, at.start, at.end)
    return Reading(timex, moment.value, mod, relation, *opened(moment, relation), "date.counted")


def _clock_after(at: Context, span: Span) -> Moment | None:
    """2日8时30分，…。20分钟后，…: the clock time that a story goes on at."""
    if at.last is None or (told := CLOCK_TIME.fullmatch(at.last.value)) is None:
        return None
    then = datetime.fromisoformat(told["day"] + "T" + told["time"])
    then += timedelta(days=span.days or 0, seconds=span.seconds or 0)
    if (said := CLOCK_SAID.match(at.text, at.end)) is not None:  # 约20分钟后(8:52)
        clock = said["time"].rjust(5, "0")
        return Moment(f"{then.date().isoformat()}T{clock}", then.date(), then.date(), "time")
    exact = then.time().isoformat("seconds" if told["seconds"] or span.unit == "s" else "minutes")
    return Moment(f"{then.date().isoformat()}T{exact}", then.date(), then.date(), "time")


def _point(at: Context, span: Span, sign: int) -> Moment | None:
    base: date | None = at.today
    year = at.year
    compared = signals.compared(at.text, at.start)
    if sign < 0 and compared and at.governing_sentence is not None:  # 2010年…，较五年前增长
        year = at.governing_sentence
    assert span.months is not None and span.days is not None and span.seconds is not None
    if sign < 0:
        at.counted_back.add(span.value)
        if (back := _narrated_before(at, span)) is not None:
            base = back
    elif at.text.startswith("的今天", at.end) or (span.value in at.counted_back and not at.future()):
        # 六十年前…，六十年后, 六年后的今天: back at the present
        return _present(at, span)
    elif (back := _told(at) or _narrated(at, span)) is not None:
        base, year = back, back.year
    if at.touching and at.last is not None and at.last.grain == "day" and at.last.first:
        moved = cal.shift(at.last.first, months=sign * span.months, days=sign * span.days)
        return mo.of_date(moved) if moved else None
    if span.unit == "Y" and (years := YEARS_RANGE.fullmatch(span.value)) is not None and year is not None:  # 两三年前
        ends = sorted(year + sign * int(number) for number in years.groups())
        return mo.of_years(*ends) if ends[0] > 0 and ends[1] < 9999 else None
    if base is not None:
        at.counted_day = cal.shift(base, months=sign * span.months, days=sign * span.days)
    if span.unit == "Y" and span.months % 12 == 0 and "/" not in span.value:
        if year is None or not 0 < year + sign * (span.months // 12) < 9999:
            return None
        return mo.of_year(year + sign * (span.months // 12))
    if base is None:
        return None
    if span.unit in "YM" and not span.days:
        moved = cal.shift(base, months=sign * span.months)
        return mo.of_month(moved.year, moved.month) if moved else None
    moved = cal.shift(base, months=sign * span.months, days=sign * span.days)
    return mo.of_date(moved) if moved else None


def _present(at: Context, span: Span) -> Moment | None:
    if span.unit == "Y":
        return mo.of_year(at.year) if at.year is not None else None
    if at.today is None:
        return None
    return mo.of_month(at.today.year, at.today.month) if span.unit == "M" else mo.of_date(at.today)


def _narrated_before(at: Context, span: Span) -> date | None:
    """2012年12月5日再次被捕。1个多月前，…: the day of a story of long ago, told of in the sentence before."""
    last = at.last
    if span.unit not in "MWD" or not at.told_here or at.governing is None or at.text[at.start - 1] not in "。 \n":
        return None
    if last is None or last.last is None or last.grain not in ("month", "day", "time"):
        return None
    return last.last if at.today is None or (at.today - last.last).days >= LONG_AGO else None


def _narrated(at: Context, span: Span) -> date | None:
    """A past date in this paragraph that a 两天后 of a story counts from: what it comes to is past as well."""
    last = at.last.last if at.told_here and at.last is not None else None
    if last is None or at.today is None or at.future():
        return None
    end = cal.shift(last, months=span.months or 0, days=span.days or 0)
    return last if last < at.today and end is not None and end <= at.today else None


def _told(at: Context) -> date | None:
    """A date in this paragraph that a 三年后 counts from: one well before the publication date."""
    if at.last is None or at.last.first is None or at.governing is None:
        return None
    if (at.today is not None and (at.today - (at.last.last or at.last.first)).days < LONG_AGO) or (
        at.today is None and at.year is None
    ):
        return None
    return at.last.last or at.last.first


def since(at: Context, shape: Shape) -> Reading | None:
    span: Span = shape.value
    return _past_window(at, span, _plan_over(at, span))


def _plan_over(at: Context, span: Span) -> Moment | None:
    """“十四五”…。五年来 in 2026: the years of the plan that is over."""
    if at.plan is None or at.year is None or at.plan[1] != at.year - 1 or span.unit != "Y":
        return None
    years = at.plan[1] - at.plan[0] + 1
    return mo.of_years(*at.plan) if span.months == 12 * years else None


def _past_window(at: Context, span: Span, over: Moment | None = None) -> Reading | None:
    if span.months is None:
        at.vague = True
        return Reading("DATE", "PAST_REF", None, None, None, None, "date.vague")
    relation = signals.relation_since(at.text, at.end)
    moment = over or _past(at, span)
    if moment is None:
        return Reading("DURATION", span.value, span.mod, relation, None, None, "date.window")
    at.note_period(moment)
    mod = span.mod or ("APPROX" if signals.about(at.text, at.start, at.end) else None)
    return Reading("DATE", moment.value, mod, relation, moment.first, moment.last, "date.window")


def _past(at: Context, span: Span) -> Moment | None:
    assert span.months is not None and span.days is not None and span.seconds is not None
    low = span.value.partition("/")[0]
    if span.unit == "Y" or low[-1] == "Y":
        if at.year is None:
            return None
        years = max(1, span.months // 12)
        if span.months % 12 and at.month is not None:
            year, month = cal.shift_months(at.year, at.month, -span.months)
            return mo.joined(mo.of_month(year, month), mo.of_month(at.year, at.month)) if year > 0 else None
        summed_up = at.governing == at.year - 1 and (at.month is None or at.month <= 3)
        if years == 1 and summed_up:  # 一年来 in a report on the year that is over
            return mo.of_year(at.year - 1)
        return mo.of_years(at.year - years, at.year) if at.year > years else None
    if at.today is None:
        return None
    if span.unit == "M" and span.months and not (span.days or at.query):
        year, month = cal.shift_months(at.today.year, at.today.month, -span.months)
        return mo.joined(mo.of_month(year, month), mo.of_month(at.today.year, at.today.month)) if year > 0 else None
    start = cal.shift(at.today, months=-span.months, days=-span.days - round(span.seconds / 86400))
    return mo.of_dates(start, at.today) if start else None


def window(at: Context, shape: Shape) -> Reading | None:
    word, span = shape.value
    if word == "这" and (moment := _these(at, span)) is not None:
        at.note_period(moment)
        return Reading("DATE", moment.value, span.mod, None, moment.first, moment.last, "date.window")
    if word in ("近", "近这", "过去", "最近", "这"):
        return _past_window(at, span)
    if word in ("随后", "此后", "其后") and span.months is not None:
        return _after_told(at, span)
    if span.months is None:
        vague = "PAST_REF" if word in ("前", "上", "此前", "之前") else "FUTURE_REF"
        at.vague = vague == "PAST_REF"
        return Reading("DATE", vague, None, None, None, None, "date.vague")
    moment = _whole_units(at, word, span) if word in ("前", "上", "下", "此前", "之前") else _future(at, span)
    if moment is None:
        return Reading("DURATION", span.value, span.mod, None, None, None, "date.window")
    at.note_period(moment)
    return Reading("DATE", moment.value, span.mod, None, moment.first, moment.last, "date.window")


def _these(at: Context, span: Span) -> Moment | None:
    """这两天 ends today and has two days; 这五年 in the months of yearly reports are whole years that are over."""
    if span.unit == "D" and span.days and not span.months and at.today is not None and "/" not in span.value:
        first = cal.shift(at.today, days=1 - span.days)
        return mo.of_dates(first, at.today) if first else None
    years, rest = divmod(span.months or 0, 12)
    if (
        span.unit == "Y"
        and years > 1
        and not rest
        and "/" not in span.value
        and at.year
        and at.month
        and at.month <= REPORTS_UNTIL
    ):
        return mo.of_years(at.year - years, at.year - 1) if at.year > years else None
    return None


def _after_told(at: Context, span: Span) -> Reading:
    base = at.last.last if at.last and at.last.last else None
    assert span.months is not None and span.days is not None
    if base is None or at.last is None:
        return Reading("DURATION", span.value, span.mod, "AFTER", None, None, "date.window")
    if span.unit == "Y":
        moment = mo.of_years(base.year + 1, base.year + max(1, span.months // 12))
    else:
        end = cal.shift(base, months=span.months, days=span.days)
        moment = mo.of_dates(base + timedelta(1), end) if end and end > base else mo.of_date(base)
    return Reading("DATE", moment.value, span.mod, None, moment.first, moment.last, "date.window")


def _whole_units(at: Context, word: str, span: Span) -> Moment | None:
    """前两天, 上两周, 下三个月: whole units before or after the present one."""
    assert span.months is not None and span.days is not None
    back = word in ("前", "上", "此前", "之前")
    if span.unit == "Y" and span.months % 12 == 0:
        if at.year is None:
            return None
        years = span.months // 12
        low, high = (at.year - years, at.year - 1) if back else (at.year + 1, at.year + years)
        return mo.of_years(low, high) if low > 0 and high < 9999 else None
    if word in ("此前", "之前") and (before := _months_before_told(at, span)) is not None:
        return before
    if at.today is None:
        return None
    if span.unit == "M" and span.months:
        edges = (-span.months, -1) if back else (1, span.months)
        (y1, m1), (y2, m2) = (cal.shift_months(at.today.year, at.today.month, edge) for edge in edges)
        if y1 < 1:
            return None
        return mo.of_month(y1, m1) if edges[0] == edges[1] else mo.joined(mo.of_month(y1, m1), mo.of_month(y2, m2))
    if span.unit == "W" and span.days >= 7:
        monday = cal.week_start(at.today)
        first = cal.shift(monday, days=-span.days if back else 7)
        last = cal.shift(monday, days=-1 if back else span.days + 6)
        return mo.of_dates(first, last) if first and last else None
    if not span.days:
        return None
    first = cal.shift(at.today, days=-span.days if back else 1)
    last = cal.shift(at.today, days=-1 if back else span.days)
    return mo.of_dates(first, last) if first and last else None


def _months_before_told(at: Context, span: Span) -> Moment | None:
    """6月份回升，扭转之前两月连跌: before the month that the paragraph reports on."""
    told = at.last_period.first if at.told_here and at.last_period and at.last_period.grain == "month" else None
    if span.unit != "M" or not span.months or told is None or told.year < 2:
        return None
    first, last = (cal.shift_months(told.year, told.month, -back) for back in (span.months, 1))
    return mo.joined(mo.of_month(*first), mo.of_month(*last)) if first[0] > 0 else None


def _future(at: Context, span: Span) -> Moment | None:
    assert span.months is not None and span.days is not None and span.seconds is not None
    if span.unit == "Y":
        if at.year is None or at.year + span.months // 12 > 9998:
            return None
        return mo.of_years(at.year, at.year + max(1, span.months // 12))
    if at.today is None:
        return None
    if span.unit == "M" and span.months and not (span.days or at.query):
        year, month = cal.shift_months(at.today.year, at.today.month, span.months)
        return mo.joined(mo.of_month(at.today.year, at.today.month), mo.of_month(year, month)) if year < 9999 else None
    if span.unit in "hms" and span.seconds:
        end = cal.shift(at.today, days=round(span.seconds / 86400))
    else:  # 未来三天: today is the first of the three
        end = cal.shift(at.today, months=span.months, days=span.days - 1)
    return mo.of_dates(at.today, max(end, at.today)) if end else None
