"""Clock times: 20:15, 14时30分, 3点半, 3到6点."""

from __future__ import annotations

import re

from newsextract.dates.durations import CHINESE, integer
from newsextract.dates.marks import BOUNDARY, HOUR, Chain, one_of
from newsextract.dates.shapes import CLOCK, Piece

DIGITAL_CLOCK = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:])(?:时|分)?"
)

WORDED_CLOCK = re.compile(
    rf"(?P<hour>{HOUR})(?P<mark>点钟|点|时)(?:整|正(?!式|常|在|是)|(?P<half>半)|(?P<quarter>[一二三1-3])刻钟?"
    rf"|[过零]?(?P<minute>{HOUR})分(?!之|钟前|钟后|别)(?:(?P<second>{HOUR})秒)?|零?(?P<short>[0-5][0-9]|[零〇二三四五]?十?[一二三四五六七八九十]{{1,2}})(?![0-9{CHINESE}个%名人多日年月余万]))?"
)

HOURS = re.compile(
    rf"(?P<first>{HOUR})[-—~至到、](?P<last>{HOUR})(?P<mark>点钟?|时)(?![0-9{CHINESE}半整])(?![间代候装尚空期常速而])"
)

SCORE_BEFORE = re.compile(r"(?:以|比分|比|胜|负|平|败|领先|落后|战胜|击败|战平|[0-9]:)\s*$")

TIME_STOP = "代候装尚空期常速而髦局差辰节令时刻效光宜政事下"


def digital_clock(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if (hour == 24 and minute) or hour > 24:
        return None
    if last is None:
        if len(match["hour"]) < 2 or SCORE_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            return None
        after = text[match.end() : match.end() + 1]
        if after in ("战", "胜", "负", "击", "领", "落", "轻", "力", "大", "逆", "取", "险", "横", "的"):
            return None
    second = int(match["second"]) if match["second"] else None
    return (Piece("clock", CLOCK, (hour, minute, second)),), match.end()


def worded_clock(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    hour = integer(match["hour"])
    if hour is None or hour > 24:
        return None
    after = text[match.end() : match.end() + 1]
    plain = match.end() == match.end("mark")
    if match["mark"] == "时" and plain and one_of(after, "代速尚装" if match["hour"].isascii() else TIME_STOP):
        return None
    if last is None and plain and match["mark"] != "点钟":
        head = text[match.start() - 1] if match.start() else ""
        if (
            match["mark"] == "时"
            and (not match["hour"].isascii())
            and (hour < 2 or not (head == "" or one_of(head, BOUNDARY) or one_of(head, "在于至到晨午晚早从")))
        ):
            return None
        if match["mark"] == "点" and not (
            (head == "" or (one_of(head, BOUNDARY) and head != "“") or one_of(head, "在于至到从"))
            and (after == "" or one_of(after, "，。左多许开前后准整结起-—~") or text.startswith("到", match.end()))
        ):
            return None
        if match["mark"] == "点" and (text.startswith("要求", match.end()) or text.startswith("建议", match.end())):
            return None
    if plain and match["mark"] == "点" and one_of(after, "建意要体要共原启希认思感心名击关明评共位") and after:
        return None
    minute = 30 if match["half"] else 15 * (integer(match["quarter"]) or 0) if match["quarter"] else 0
    spelled = match["minute"] or match["short"]
    if spelled:
        if not match["minute"] and match["mark"] == "时":
            return (
                ((Piece("clock", CLOCK, (hour, 0, None)),), match.end("mark"))
                if not one_of(after, TIME_STOP) or not after
                else None
            )
        minute = integer(spelled) or 0
    if minute > 59:
        return None
    return (Piece("clock", CLOCK, (hour, minute, integer(match["second"]) if match["second"] else None)),), match.end()
