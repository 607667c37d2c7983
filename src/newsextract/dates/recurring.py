"""Recurrences: 每年, 每五年, 每周三, 每年5月1日, 每天早上8点."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.chains import CLOSING_WEEKDAY, SHORT_WEEKDAY, WEEKDAY, chain_at
from newsextract.dates.durations import duration_at, one_and_a_half
from newsextract.dates.lexicon import Lexicon
from newsextract.dates.marks import RANGE_MARK, Chain, weekday_number
from newsextract.dates.shapes import DAYPART, Shape
from newsextract.dates.times import part_value

NEWSPAPERS = ("每日电讯", "每日新闻", "每日经济新闻", "每日邮报", "每日商报", "每周质量报告")
RATE_BEFORE = re.compile(
    r"[0-9万亿千百](?:[立平]方)?(?:米|公里|千米|千克|公斤|吨|升|次|转|元|克|人次|辆|件|厘米|毫米)$"
)
"""450立方米每秒: the unit of a quantity, no recurrence."""
IN_YEAR = ("month", "months", "quarter", "half", "season", "festival", "holiday", "term", "lunar_month", "first_days")
"""What happens each year and has no code of its own: 每年春节, 每年9月的第三周."""
EVERY = re.compile(r"每(?:隔|过|逢|满|到|年到|个(?=(?:周|星期|礼拜)[一二三四五六日天末]))?")


def every_at(text: str, start: int, words: Lexicon) -> Shape | None:
    word = words.word_at(text, start)
    if text[start - 1 : start] == "《" or text.startswith(NEWSPAPERS, start):
        return None
    if RATE_BEFORE.search(text, max(0, start - 6), start):
        return None
    if word is not None and word[0].kind == "set":
        return _named_recurrence(text, start, word[1], word[0].value, words)
    mark = EVERY.match(text, start)
    assert mark is not None
    at = mark.end()
    if weekday := WEEKDAY.match(text, at):
        return _on_weekday(text, start, weekday.end(), f"XXXX-WXX-{weekday_number(weekday['day'])}", words)
    if text.startswith("周末", at):
        return _on_weekday(text, start, at + 2, "XXXX-WXX-WE", words)
    if text[at : at + 1] in ("晚", "早") and (chain := chain_at(text, at, words)) and chain[0][-1].kind == "clock":
        return _at_times(text, start, "P1D", chain, words)
    if text[at : at + 1] in ("晚", "早", "晨", "夜"):
        return Shape("set", start, at + 1, {"晚": "TEV", "早": "TMO", "晨": "TMO", "夜": "TNI"}[text[at]])
    if text[at - 1] in "逢到" and (chain := chain_at(text, at, words)) is not None and chain[0][0].kind in IN_YEAR:
        return Shape("set", start, chain[1], _recurring("P1Y", chain[0]) or "P1Y")
    found = duration_at(text, at, days=True) or one_and_a_half(text, at)
    return Shape("set", start, found[1], found[0].value) if found else None


def _named_recurrence(text: str, start: int, end: int, unit: str, words: Lexicon) -> Shape:
    """每年, 每周 and the like, with the part of the year or week that follows: 每周三, 每年春节."""
    chain = chain_at(text, end + (text[end : end + 1] == "的"), words)
    weekday = SHORT_WEEKDAY.match(text, end) if text[end - 1] in "周期拜" else None
    if weekday is not None and weekday.end() - weekday.start() == 1:
        first = f"XXXX-WXX-{weekday_number(weekday['day'])}"
        mark = RANGE_MARK.match(text, weekday.end())
        closing_day = (WEEKDAY.match(text, mark.end()) or CLOSING_WEEKDAY.match(text, mark.end())) if mark else None
        if closing_day is not None:
            last = f"XXXX-WXX-{weekday_number(closing_day['day'])}"
            return Shape("set", start, closing_day.end(), f"{first}/{last}")
        return _on_weekday(text, start, weekday.end(), first, words)
    if chain is not None and unit in ("P1Y", "P1M", "P1D", "P1W"):
        if (times := _at_times(text, start, unit, chain, words)) is not None:
            return times
        if unit == "P1Y" and chain[0][0].kind in IN_YEAR:
            return Shape("set", start, chain[1], "P1Y")
    return Shape("set", start, end, unit)


def _on_weekday(text: str, start: int, end: int, value: str, words: Lexicon) -> Shape:
    """每周三, 每个周六上午: with the time of day that follows."""
    time = chain_at(text, end + (text[end : end + 1] == "的"), words)
    code = _recurring("P1D", time[0]) if time and time[0][0].rank >= DAYPART else None
    return Shape("set", start, time[1], value + code) if time and code else Shape("set", start, end, value)


def _at_times(text: str, start: int, unit: str, chain: tuple[Chain, int], words: Lexicon) -> Shape | None:
    """每年5月1日, 每晚7点至9点: the time of each unit, or the two that it lies between."""
    pieces, end = chain
    recurring = _recurring(unit, pieces)
    if recurring is None:
        return None
    mark = RANGE_MARK.match(text, end)
    until = chain_at(text, mark.end(), words) if mark else None
    if until is not None and until[0][0].kind in (pieces[0].kind, pieces[-1].kind):
        of_day = pieces[:1] if pieces[0].kind == "daypart" and until[0][0].kind == "clock" else ()
        if closing := _recurring(unit, of_day + until[0]):
            return Shape("set", start, until[1], f"{recurring}/{closing}")
    return Shape("set", start, end, recurring)


UNDATED = ("XXXX", "XXXX-XX", "XXXX-WXX")


def _recurring(unit: str, pieces: Chain) -> str | None:
    """每年5月1日 → XXXX-05-01, 每月5日 → XXXX-XX-05, 每天早上8点 → T08:00."""
    date = {"P1Y": "XXXX", "P1M": "XXXX-XX", "P1D": "", "P1W": "XXXX-WXX"}[unit]
    clock = ""
    for piece in pieces:
        if piece.kind == "month" and unit == "P1Y" and date == "XXXX":
            date += f"-{piece.value:02d}"
        elif piece.kind == "months" and unit == "P1Y" and date == "XXXX":
            date = f"XXXX-{piece.value[0]:02d}/XXXX-{piece.value[1]:02d}"
        elif piece.kind == "day" and len(date) == 7 and "W" not in date:
            date += f"-{piece.value:02d}"
        elif (piece.kind == "season" and unit == "P1Y" and date == "XXXX") or (
            piece.kind == "weekday" and unit == "P1W"
        ):
            date += f"-{piece.value}"
        elif piece.kind in ("daypart", "clock") and date in UNDATED:  # no time of every day of the year
            return None
        elif piece.kind == "daypart":
            clock = part_value(piece.value)
        elif piece.kind == "clock":
            clock = f"T{_with_part(piece.value[0], clock[1:]):02d}:{piece.value[1]:02d}"
        elif piece.kind == "part" and unit == "P1Y":
            if len(pieces) == 1:
                return "P1Y"
        else:
            return None
    found = date + clock
    return found if found and found not in UNDATED else None


def _with_part(hour: int, part: str) -> int:
    return hour + 12 if part in ("AF", "EV") and hour < 12 else hour
