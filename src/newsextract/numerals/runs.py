"""Runs of numeral characters, and the numbers in them: signs, fractions, ranges around what the reader reads."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.numerals.exact import EXACT, MAX_LENGTH, divide
from newsextract.numerals.reader import ARABIC, DECIMALS, PLAIN, TO_ASCII, Part, Reader

ROMAN = {chr(0x2160 + i): i + 1 for i in range(12)}
_NUMERAL = "0-9零〇一二三四五六七八九十百千万亿兆两廿卅卌半壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGIT = "0-9零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_FIRST = rf"(?:[{_NUMERAL}Ⅰ-Ⅻ]|\.(?=\d)|[几数](?=[十百千万亿]))"
RUN = re.compile(
    # Any of its first characters first: these are looked for many times as fast as a sign that may be missing.
    # A hyphen with a blank behind it is no sign before a Chinese numeral, nor at the head of a line: - 一位专家
    rf"[-+负上.几数{_NUMERAL}Ⅰ-Ⅻ]"
    rf"(?:(?<=[-+])(?:(?<!\n[-+]) (?=[0-9.]))?{_FIRST}|(?<=负)(?:的)? ?{_FIRST}|(?<=零)下{_FIRST}"
    rf"|(?<=上)(?=[十百千万亿]){_FIRST}|(?<=[{_NUMERAL}Ⅰ-Ⅻ])|(?<=\.)(?=\d)|(?<=[几数])(?=[十百千万亿]))"
    rf"(?:[{_NUMERAL}]+|[.,](?=\d)|(?<![0-9]{{3}})点(?=[{_DIGIT}]{{1,40}}(?![{_DIGIT}钟刻]|分(?! {{0,2}}之)))"
    rf"|几|数(?=[十百千万亿])|[多余来]"
    rf"| {{0,2}}分 {{0,2}}之 {{0,2}}(?=[-负]?[{_NUMERAL}点几])|分(?=[一百])| ?又 ?(?=[{_NUMERAL}])"
    rf"| (?=[{_NUMERAL}多余])|e[-+]?(?=\d)|/(?=\d)"
    rf"|(?:\(含\))? ?(?:--|——|[-—–―~]|至|到) ?(?:零下|-(?=\d))?(?=[{_NUMERAL}几])|(?<=之)[-负]|(?<=之)点)*"
)
_CODE = re.compile(r"\d+(?:\.\d+)*|[零〇一二三四五六七八九]+")
_JOIN = re.compile(r"(?:\(含\))? ?(?:--|——|[-—–―~]|至|到) ?")
_AND = re.compile(r" ?又 ?")
_OVER = re.compile(r" {0,2}分 {0,2}之 {0,2}")
_CONTINUES = frozenset("零〇一二三四五六七八九两十百千万亿兆廿卅拾佰仟多余来几点 ")


class Reading(NamedTuple):
    """A number inside a run, at offsets of the run."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    mod: str | None
    bare: bool
    """A lone magnitude (百, 千, 万, 亿) or 半: a number only where a unit follows."""


def scan(shadow: str, longest: int | None = None) -> list[tuple[int, Reading]]:
    """(offset of the run, reading within it) for every number candidate of a shadow, lone magnitudes included.

    longest: of a run of more characters, only the end is read (a caller that needs a unit after the number finds
        none inside a run, so it need not read a page of figures).
    """
    found = []
    for match in RUN.finditer(shadow):
        start, run = match.start(), match.group()
        if longest and len(run) > longest:
            start += len(run) - longest
            found += [(start, reading) for reading in _read(run[-longest:]) if reading.start and reading.end == longest]
            continue
        for reading in read_run(run):
            # a sign after a word or a digit joins, it does not negate: A-5, 2胜1负3平
            if reading.start == 0 and start and shadow[start] in "-+负" and _joins(shadow[start - 1], shadow[start]):
                unsigned = _unsigned(run)
                if unsigned:
                    found.append((start, unsigned))
                continue
            found.append((start, reading))
    return found


def read_run(run: str) -> tuple[Reading, ...]:
    """The numbers of one run of numeral characters, left to right, disjoint."""
    return _memoised(run) if len(run) <= MAX_LENGTH else _read(run)


def _read(run: str) -> tuple[Reading, ...]:
    found: list[Reading] = []
    at, size = 0, len(run)
    while at < size:
        reading = _range(run, at)
        if reading is None:
            at = _skip(run, at)
            continue
        if reading.end - reading.start <= MAX_LENGTH:
            found.append(reading)
        at = reading.end
    return tuple(found)


_memoised = lru_cache(maxsize=1 << 15)(_read)


def _skip(run: str, at: int) -> int:
    """Where to go on after a place where no number can be read: past the whole of a version number or a long code."""
    code = _CODE.match(run, at)
    return code.end() if code else at + 1


BELOW_ZERO = frozenset("温度率速为是达至到在降跌涨长幅值于低高氏比")
"""Words after which a hyphen is a minus: 气温-5℃, 同比-3%."""


def _joins(before: str, sign: str) -> bool:
    if sign == "负":  # 减负237亿元 and 胜1负2 are not below zero
        return before.isalnum() and before not in "为是达到至降跌涨长幅率度值于温低高这"
    return (before.isalnum() and before not in BELOW_ZERO) or before in ")]}%‰-—+"


def _unsigned(run: str) -> Reading | None:
    body = run.lstrip("-+负的 ")
    shift = len(run) - len(body)
    readings = read_run(body)
    return readings[0]._replace(start=readings[0].start + shift, end=readings[0].end + shift) if readings else None


def _range(run: str, at: int) -> Reading | None:
    first = _signed(run, at)
    if first is None:
        return None
    if first.end == len(run):
        return _reading(at, first)
    join = _JOIN.match(run, first.end)
    if not join:
        return _reading(at, first)
    second = _signed(run, join.end())
    if second is None or second.bare or second.high is None:
        return _reading(at, first)
    if (
        (chain := _JOIN.match(run, second.end))
        and join.group().strip() == chain.group().strip()
        and join.group().strip() in "-"
    ):
        return _reading(at, first)
    low = first.low
    if second.scale and first.top < second.scale and low < second.high / second.scale:
        low = EXACT.multiply(low, second.scale)
    if not low < second.high:
        return _reading(at, first)
    return Reading(at, second.end, None, low, second.high, second.mod if second.mod == "MORE_THAN" else None, False)


def _reading(start: int, part: Part) -> Reading:
    if part.low == part.high:
        return Reading(start, part.end, part.low, None, None, part.mod, part.bare)
    return Reading(start, part.end, None, part.low, part.high, part.mod or "APPROX", part.bare)


def _signed(run: str, at: int) -> Part | None:
    """A number with its sign (负, -, 零下) or its 上."""
    char = run[at]
    if char in "-+负":
        body = at + 1
        while body < len(run) and run[body] in "的 ":
            body += 1
        part = _fraction(run, body) if body < len(run) else None
        return part and (part if char == "+" else part._replace(low=-part.high, high=-part.low))
    if run.startswith("零下", at):
        part = _fraction(run, at + 2) if at + 2 < len(run) else None
        return part and part._replace(low=-part.high, high=-part.low)
    if char == "上":
        part = _fraction(run, at + 1)
        return part and part._replace(mod="MORE_THAN", bare=False)
    return _fraction(run, at)


def _fraction(run: str, at: int) -> Part | None:
    """A plain number, 三分之一, 一又三分之一, 百分之五, 3/4."""
    part = _plain(run, at)
    if part is None or part.end == len(run):
        return part
    char = run[part.end]
    if char in " 分":
        over = _OVER.match(run, part.end)
        if over:
            return _over(run, over.end(), part) or part
        if run.startswith("分百", part.end) and run[at : part.end] == "百":
            return Part(Decimal(1), Decimal(1), part.end + 2, None, None, False, PLAIN)
        if (
            char == "分"
            and run.startswith("分一", part.end)
            and part.end - at == 1
            and part.low == part.high
            and 2 <= part.low <= 9
        ):
            value = divide(Decimal(1), part.low)
            return Part(value, value, part.end + 2, None, None, False, PLAIN)
    if char in " 又":
        whole = _AND.match(run, part.end)
        under = _plain(run, whole.end()) if whole and whole.end() < len(run) else None
        line = _OVER.match(run, under.end) if under else None
        rest = _over(run, line.end(), under) if line and under else None
        return rest._replace(low=EXACT.add(part.low, rest.low), high=EXACT.add(part.high, rest.high)) if rest else part
    if char == "/" and run[at].isdigit() and run[part.end + 1 : part.end + 2].isdigit():
        below = ARABIC.match(run, part.end + 1)
        if below and below.end() == len(run) and Decimal(below.group().replace(",", "").replace(" ", "")):
            value = divide(part.low, Decimal(below.group().replace(",", "").replace(" ", "")))
            return Part(value, value, below.end(), None, None, False, PLAIN)
    return part


def _over(run: str, at: int, under: Part) -> Part | None:
    """The numerator after 分之."""
    sign = 1
    if run[at : at + 1] in ("-", "负"):
        sign, at = -1, at + 1
    upper = _plain(run, at) if at < len(run) else None
    if upper is None or under.low != under.high or not under.low:
        return None
    # “百分之四三千分之五”: the magnitude before the next 分之 is the next denominator
    if _OVER.match(run, upper.end) and run[upper.end - 1] in "百千万":
        shorter = _plain(run[at : upper.end - 1], 0)
        upper = shorter._replace(end=at + shorter.end) if shorter else upper
    low, high = divide(upper.low, under.low), divide(upper.high, under.low)
    if sign < 0:
        low, high = -high, -low
    return Part(low, high, upper.end, upper.mod, None, False, PLAIN)


def _plain(run: str, at: int) -> Part | None:
    """A number without sign, fraction or range: digits and magnitudes with decimals and one inexact infix."""
    if run[at] in ROMAN:
        value = Decimal(ROMAN[run[at]])
        return Part(value, value, at + 1, None, None, False, PLAIN)
    if run[at] == "半" or run.startswith(("一半", "1半"), at):
        half = Decimal("0.5")
        lone = run[at] == "半"
        if not lone and run[at + 2 : at + 3] in ("多", "余") and at + 3 == len(run):
            return Part(half, half, at + 3, "MORE_THAN", None, False, PLAIN)  # 节省了一半多
        return Part(half, half, at + (1 if lone else 2), None, None, lone, PLAIN)
    if run[at] == "点":
        digits = DECIMALS.match(run, at + 1)
        if not digits:
            return None
        value = Decimal("0." + digits.group().translate(TO_ASCII))
        return Part(value, value, digits.end(), None, None, False, PLAIN)
    if run[at] in "0123456789.":
        match = ARABIC.match(run, at)
        if match is None:
            return None
        end = match.end()
        follow = run[end : end + 1]
        if follow == "." or end - at > MAX_LENGTH:  # a version or section number, a code
            return None
        if not follow or follow not in _CONTINUES:
            value = Decimal(match[1].replace(",", "").replace(" ", "") + (match[2] or ""))
            return Part(value, value, end, None, None, False, PLAIN)
    return Reader(run, at).read()
