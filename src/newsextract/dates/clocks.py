"""Clock times: 20:15, 14时30分, 3点半, 3到6点."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.durations import CHINESE, integer
from newsextract.dates.marks import HOUR, Chain, edge, one_of
from newsextract.dates.shapes import CLOCK, DAYPART, Piece

DIGITAL_CLOCK = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9:])"
    r"(?:时|分| ?(?P<noon>[AaPp])\.?[Mm](?![A-Za-z])\.?)?"
)

WORDED_CLOCK = re.compile(
    rf"(?P<hour>{HOUR})(?P<mark>点钟|点|时)(?:整|正(?!式|常|在|是)|(?P<half>半)|(?P<quarter>[一二三1-3])刻钟?"
    rf"|[过零]?(?P<minute>{HOUR})分(?!之|钟[前后之以内]|别)钟?(?:(?P<second>{HOUR})(?:\.[0-9]{{1,2}})?秒)?"
    rf"|(?P<short>[0-5][0-9]|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)"
    rf"(?![0-9{CHINESE}亿个%％名人多日年月余成折倍元米]))?"
    rf"(?P<decimal>(?<=点)[{CHINESE}])?"
)

HOURS = re.compile(
    rf"(?P<first>{HOUR})[-—~至到、](?P<last>{HOUR})(?P<mark>点钟?|时)(?![0-9{CHINESE}半整])(?![间代候装尚空期常速而])"
)

SCORE_BEFORE = re.compile(
    r"(?:以|比分|比|胜|负|平|败|领先|落后|战胜|击败|战平|[0-9]:|(?:2[5-9]|[3-9][0-9]|1[0-9]{2}):[0-9]{1,3}[、,和])\s*$"
)

TIME_STOP = "代候装尚空期常速而髦局差辰节令时刻效光宜政事下"


def digital_clock(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if (hour == 24 and minute) or hour > 24:
        return None
    if last is None:
        if SCORE_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            return None
        if len(match["hour"]) < 2 and not _short_hour_stands(text, match):
            return None
        after = text[match.end() : match.end() + 1]
        if match.group()[-1].isdigit() and one_of(after, "战胜负击领落轻力大逆取险横的"):
            return None
    second = int(match["second"]) if match["second"] else None
    if match["noon"] and 0 < hour <= 12:  # 12:30 am is half past midnight
        hour = hour % 12 + (12 if match["noon"] in "Pp" else 0)
    return (Piece("clock", CLOCK, (hour, minute, second)),), match.end()


NEXT_CLOCK = re.compile(r"[、和至到—~-]{1,2}[0-9]{1,2}:[0-5][0-9]")
CLOCK_BEFORE = re.compile(r"(?<=[0-9]:[0-5][0-9])[、和至到—~-]{1,2}$")
"""9:30、14:30, 8:30—17:00: where one is a time of day, the other is."""


def _short_hour_stands(text: str, match: re.Match[str]) -> bool:
    """Whether 8:20 is a time of day, not a ratio or a score: at the head of a line, after 于, or beside another."""
    start = match.start()
    return (
        bool(match["noon"])
        or text[start - 1 : start] in ("", "\n", "于", "在", "至", "从")
        or NEXT_CLOCK.match(text, match.end()) is not None
        or CLOCK_BEFORE.search(text, max(0, start - 6), start) is not None
    )


def worded_clock(text: str, match: re.Match[str], last: Piece | None) -> tuple[Chain, int] | None:
    hour = integer(match["hour"])
    decimal = match["decimal"] and (last is None or last.rank < DAYPART)  # 下午四点|一直
    if hour is None or hour > 24 or decimal:  # 三点二倍, 一点五亿元, 二点二五: a decimal, no hour
        return None
    after = text[match.end() : match.end() + 1]
    plain = match.end() == match.end("mark") or bool(match["decimal"])
    if match["mark"] == "时" and plain and one_of(after, "代速尚装" if match["hour"].isascii() else TIME_STOP):
        return None
    if last is None and plain and not _bare_hour_stands(text, match, hour):
        return None
    if plain and match["mark"] == "点" and one_of(after, NO_HOUR):
        return None
    if match["decimal"]:
        return (Piece("clock", CLOCK, (hour, 0, None)),), match.end("mark")
    minute = 30 if match["half"] else 15 * (integer(match["quarter"] or "0") or 0)
    spelled = match["minute"] or match["short"]
    if spelled:
        if not match["minute"] and match["mark"] == "时":
            return None if one_of(after, TIME_STOP) else ((Piece("clock", CLOCK, (hour, 0, None)),), match.end("mark"))
        minute = integer(spelled) or 0
    if minute > 59:
        return None
    more = match.end() + (plain and MORE.match(text, match.end()) is not None)
    return (Piece("clock", CLOCK, (hour, minute, integer(match["second"]) if match["second"] else None)),), more


MORE = re.compile(r"多(?![云个人名种样元方数次])")
"""下午5点多: some time after the hour; not 8时|多云."""
NO_HOUR = "建意要体共原启希认思感心名击关明评位"
"""What follows 三点 where it means three points: 三点建议, 三点体会."""


def _bare_hour_stands(text: str, match: re.Match[str], hour: int) -> bool:
    """Whether 14时 or 3点 with nothing before it is a time of day."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match["mark"] == "点钟":
        return True
    if match["mark"] == "时":
        return match["hour"].isascii() or (hour >= 2 and (edge(before) or before in "在于至到晨午晚早从"))
    zoned = text.startswith("时间", match.start() - 2)  # 北京时间19点
    if not (zoned or (edge(before) and before != "“") or before in "在于至到从"):
        return False
    return (
        edge(after)
        or after in "左多许开前后准整结起"
        or text.startswith(("之前", "之后", "以前", "以后", "之间"), match.end())
        or text.startswith("到", match.end())
    )
