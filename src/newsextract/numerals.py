"""Numerals → exact Decimals: Arabic, Chinese, formal, mixed, fractions, ranges and indefinite magnitudes.

One cheap scan finds runs of characters that numerals are made of; each run is read once by a small grammar, and the
reading is memoised by the run's surface. Nothing looks back, so the whole is linear in the text.

    parse_number("1万5千").value        → Decimal("15000")
    parse_number("百分之五点二").value   → Decimal("0.052")
    parse_number("3—5万")               → low 30000, high 50000
    parse_number("几十")                 → low 20, high 99, mod APPROX
    parse_number("40余万")              → value 400000, mod MORE_THAN
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from newsextract import text as texts

__all__ = ["Number", "find_numbers", "parse_number"]


class Number(NamedTuple):
    """One number in a text. `value` is None for a range or an indefinite magnitude, which have `low` and `high`.

    start, end: code points, end exclusive. text: the surface, as in the original.
    mod: "MORE_THAN" (多, 余, 上百), "APPROX" (来, 几十, 三五) or None.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    mod: str | None


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


MAX_LENGTH = 64
"""A longer numeral is a code or a rule, not an amount: it is left out whole, never cut short."""

EXACT = Context(prec=4 * MAX_LENGTH)
"""Wide enough that no sum or product of numerals of MAX_LENGTH characters is ever rounded."""
DIVISION = Context(prec=12)
"""Fractions that do not come out even are given to 12 significant digits (annotation guidelines §6)."""

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
DIGITS |= {char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
ROMAN = {chr(0x2160 + i): i + 1 for i in range(12)}
FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
MORE = {"多": "MORE_THAN", "余": "MORE_THAN", "来": "APPROX"}
NEAR_PAIRS = frozenset({(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (3, 5), (3, 2)})
"""Two digits side by side that mean “one or the other”: 两三, 七八, 三五, 三两."""
SCALES = frozenset("百千万亿兆佰仟")

_NUMERAL = "0-9零〇一二三四五六七八九十百千万亿兆两廿卅卌半壹贰叁肆伍陆柒捌玖拾佰仟"
_RUN = re.compile(
    rf"(?:[-+负](?:的)?[ ]?|零下|上(?=[十百千万亿]))?(?:[{_NUMERAL}Ⅰ-Ⅻ]|\.(?=\d)|[几数](?=[十百千万亿]))"
    rf"(?:[{_NUMERAL}]+|[.,](?=\d)|点(?=[0-9零〇一二三四五六七八九])|几|数(?=[十百千万亿])|[多余来]"
    rf"| {{0,2}}分 {{0,2}}之 {{0,2}}(?=[-负]?[{_NUMERAL}点几])|分(?=[一百])| ?又 ?(?=[{_NUMERAL}])"
    rf"| (?=[{_NUMERAL}多余])|e[-+]?(?=\d)|/(?=\d)"
    rf"|(?:\(含\))? ?(?:[-—–―~]{{1,2}}|至|到) ?(?=[{_NUMERAL}几])|(?<=之)[-负]|(?<=之)点)*"
)
_ARABIC = re.compile(
    r"(\d{1,3}(?:(?:,\d{3})+(?!\d)|(?: \d{3})+(?! ?\d))(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(e[-+]?\d{1,2})?"
)
_CODE = re.compile(r"\d+(?:\.\d+)*|[零〇一二三四五六七八九]+")
_JOIN = re.compile(r"(?:\(含\))? ?(?:[-—–―~]{1,2}|至|到) ?")
_DECIMALS = re.compile(r"[0-9零〇一二三四五六七八九]+")
_AND = re.compile(r" ?又 ?")
_SMALLER = re.compile(r"[0-9一二三四五六七八九]+[十百千万]")
_OVER = re.compile(r" {0,2}分 {0,2}之 {0,2}")
_CONTINUES = frozenset("零〇一二三四五六七八九两十百千万亿兆廿卅拾佰仟多余来几点 ")
_SPLIT = str.maketrans({char: str(value) for char, value in DIGITS.items() if value < 10 and char != "两"})

IDIOMS_AFTER_ONE = frozenset("切些样直起般旦律贯致并定向番齐共再经下旁边带心度系")
"""一切, 一些, 一样 …: words in which a lone 一 counts nothing."""
IDIOMS_BEFORE_ONE = frozenset("统唯万专同单逐之")
"""统一, 唯一, 万一 …"""


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text in order, in one linear pass. Offsets are the text's own code points."""
    shadow = texts.shadow(text)
    found: list[Number] = []
    for start, reading in scan(shadow):
        first, last = start + reading.start, start + reading.end
        surface = shadow[first:last]
        if reading.bare and not _stands_alone(shadow, first, last):
            continue
        if surface == "一" and _is_word(shadow, first):
            continue
        found.append(Number(first, last, text[first:last], reading.value, reading.low, reading.high, reading.mod))
    return found


def parse_number(surface: str) -> Number | None:
    """The number that the whole surface is (blanks around it aside), or None where it is not exactly one number."""
    shadow = texts.shadow(surface)
    core = shadow.strip()
    run = _RUN.match(core)
    if not run or run.end() != len(core):
        return None
    readings = read_run(core)
    if len(readings) != 1 or readings[0].start or readings[0].end != len(core):
        return None
    start = shadow.index(core[0]) if core else 0
    _, _, value, low, high, mod, _ = readings[0]
    return Number(start, start + len(core), surface[start : start + len(core)], value, low, high, mod)


def scan(shadow: str, longest: int | None = None) -> list[tuple[int, Reading]]:
    """(offset of the run, reading within it) for every number candidate of a shadow, lone magnitudes included.

    longest: of a run of more characters, only the end is read (a caller that needs a unit after the number finds
        none inside a run, so it need not read a page of figures).
    """
    found = []
    for match in _RUN.finditer(shadow):
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


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Exact where the quotient ends within EXACT's digits, else to 12 significant digits."""
    if not denominator:
        raise ZeroDivisionError("a fraction over zero has no value")
    short = DIVISION.divide(numerator, denominator)
    if EXACT.multiply(short, denominator) == numerator:
        return short
    long = Context(prec=40).divide(numerator, denominator)
    return long if EXACT.multiply(long, denominator) == numerator else short


PLAIN = Decimal(1)
NOUGHT = (Decimal(0), Decimal(0))


class _Part(NamedTuple):
    """A number read at a place: bounds (equal where exact), where it ends, what marks it as inexact."""

    low: Decimal
    high: Decimal
    end: int
    mod: str | None
    scale: Decimal | None
    """The trailing magnitude that a range's first bound may share: 万 of “3—5万”."""
    bare: bool
    top: Decimal
    """The largest magnitude of its own: 100 of 一百二十, 1 of 3. It shares only a larger one."""


def _skip(run: str, at: int) -> int:
    """Where to go on after a place where no number can be read: past the whole of a version number or a long code."""
    code = _CODE.match(run, at)
    return code.end() if code else at + 1


def _joins(before: str, sign: str) -> bool:
    if sign == "负":  # 减负237亿元 and 胜1负2 are not below zero
        return before.isalnum() and before not in "为是达到至降跌涨长幅率度值于温低高这"
    return before.isalnum() or before in ")]}%‰-—~+"


def _unsigned(run: str) -> Reading | None:
    body = run.lstrip("-+负的 ")
    shift = len(run) - len(body)
    readings = read_run(body)
    return readings[0]._replace(start=readings[0].start + shift, end=readings[0].end + shift) if readings else None


def _stands_alone(shadow: str, start: int, end: int) -> bool:
    """A lone 百, 千, 万, 亿 is no number by itself (千万小心, 亿万); 半 is, outside 大半, 半夜 and their like."""
    if shadow[start:end] == "半":
        return start == 0 or shadow[start - 1] not in "多大过小前后上下对"
    return False


def _is_word(shadow: str, at: int) -> bool:
    """Whether a lone 一 is part of a word."""
    return shadow[at + 1 : at + 2] in IDIOMS_AFTER_ONE or (at > 0 and shadow[at - 1] in IDIOMS_BEFORE_ONE)


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


def _reading(start: int, part: _Part) -> Reading:
    if part.low == part.high:
        return Reading(start, part.end, part.low, None, None, part.mod, part.bare)
    return Reading(start, part.end, None, part.low, part.high, part.mod or "APPROX", part.bare)


def _signed(run: str, at: int) -> _Part | None:
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


def _fraction(run: str, at: int) -> _Part | None:
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
            return _Part(Decimal(1), Decimal(1), part.end + 2, None, None, False, PLAIN)
        if (
            char == "分"
            and run.startswith("分一", part.end)
            and part.end - at == 1
            and part.low == part.high
            and 2 <= part.low <= 9
        ):
            value = divide(Decimal(1), part.low)
            return _Part(value, value, part.end + 2, None, None, False, PLAIN)
    if char in " 又":
        whole = _AND.match(run, part.end)
        under = _plain(run, whole.end()) if whole and whole.end() < len(run) else None
        over = _OVER.match(run, under.end) if under else None
        rest = _over(run, over.end(), under) if over and under else None
        return rest._replace(low=EXACT.add(part.low, rest.low), high=EXACT.add(part.high, rest.high)) if rest else part
    if char == "/" and run[at].isdigit() and run[part.end + 1 : part.end + 2].isdigit():
        under = _ARABIC.match(run, part.end + 1)
        if under and under.end() == len(run) and Decimal(under.group().replace(",", "").replace(" ", "")):
            value = divide(part.low, Decimal(under.group().replace(",", "").replace(" ", "")))
            return _Part(value, value, under.end(), None, None, False, PLAIN)
    return part


def _over(run: str, at: int, under: _Part) -> _Part | None:
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
    return _Part(low, high, upper.end, upper.mod, None, False, PLAIN)


def _plain(run: str, at: int) -> _Part | None:
    """A number without sign, fraction or range: digits and magnitudes with decimals and one inexact infix."""
    if run[at] in ROMAN:
        value = Decimal(ROMAN[run[at]])
        return _Part(value, value, at + 1, None, None, False, PLAIN)
    if run[at] == "半" or run.startswith(("一半", "1半"), at):
        half = Decimal("0.5")
        lone = run[at] == "半"
        return _Part(half, half, at + (1 if lone else 2), None, None, lone, PLAIN)
    if run[at] == "点":
        digits = _DECIMALS.match(run, at + 1)
        if not digits:
            return None
        value = Decimal("0." + digits.group().translate(_SPLIT))
        return _Part(value, value, digits.end(), None, None, False, PLAIN)
    if run[at] in "0123456789.":
        match = _ARABIC.match(run, at)
        if match is None:
            return None
        end = match.end()
        follow = run[end : end + 1]
        if follow == "." or end - at > MAX_LENGTH:  # a version or section number, a code
            return None
        if not follow or follow not in _CONTINUES:
            value = Decimal(match[1].replace(",", "").replace(" ", "") + (match[2] or ""))
            return _Part(value, value, end, None, None, False, PLAIN)
    return _Reader(run, at).read()


class _Reader:
    """Reads one number from tokens: sections of 十百千 under 万, 亿, 兆, each with Arabic or Chinese coefficients."""

    __slots__ = ("at", "bare", "digit", "large", "mod", "run", "scale", "section", "start", "top", "unit", "zero")

    def __init__(self, run: str, at: int) -> None:
        self.run, self.start, self.at = run, at, at
        self.large: list[tuple[Decimal, Decimal, int]] = []  # finished sections: low, high, magnitude
        self.section: tuple[Decimal, Decimal] | None = None
        self.digit: tuple[Decimal, Decimal] | None = None
        self.unit = 10**18  # the last magnitude inside the section: the next must be smaller
        self.zero = False
        self.scale: Decimal | None = None
        self.mod: str | None = None
        self.top = 1
        self.bare = False

    def read(self) -> _Part | None:
        run, size = self.run, len(self.run)
        while self.at < size:
            char = run[self.at]
            if (char.isdigit() and char.isascii()) or char == ".":
                if not self._arabic():
                    break
            elif char in DIGITS:
                if not self._digits():
                    break
            elif char in TENS:
                if self.digit or (self.section and self.unit <= 10):
                    break
                self._add(Decimal(TENS[char]), Decimal(TENS[char]))
                self.unit, self.at, self.top = 10, self.at + 1, max(self.top, 10)
            elif char in SMALL:
                if not self._small(SMALL[char]):
                    break
            elif char in LARGE:
                if not self._large(LARGE[char]):
                    break
            elif char in "几数":
                if not self._indefinite():
                    break
            elif char in MORE:
                if not self._more(char):
                    break
            elif char == "点":
                if not self._point():
                    break
            elif char == " ":
                if not self._blank():
                    break
            else:
                break
        return self._close()

    # Each method takes the token at self.at and says whether it belongs to the number.

    def _arabic(self) -> bool:
        if self.digit is not None and not (self.zero and self.digit == NOUGHT):
            return False
        match = _ARABIC.match(self.run, self.at)
        if not match:
            return False
        surface = match.group().replace(",", "").replace(" ", "")
        if len(surface) > MAX_LENGTH:
            self.at = match.end()
            self.digit = NOUGHT
            return True
        value = Decimal(surface)
        if self._open() and value >= self._room() and not surface.startswith("0"):
            return False
        self.digit, self.at = (value, value), match.end()
        return True

    def _digits(self) -> bool:
        """Chinese digits: one digit, a pair that means a range, or a digit string (二〇一九)."""
        run, at = self.run, self.at
        if self.digit is not None and not (self.zero and self.digit == NOUGHT):
            return False
        end = at
        while end < len(run) and run[end] in DIGITS:
            end += 1
        digits = [DIGITS[char] for char in run[at:end]]
        if len(digits) > MAX_LENGTH:
            self.at, self.digit = end, (Decimal(0), Decimal(0))
            return True
        if self._open() and digits[0] == 0 and len(digits) > 1:  # 一千零五: the zero holds a place
            self.zero = True
            digits, at = digits[1:], at + 1
            if len(digits) == 1:
                self.digit = (Decimal(digits[0]), Decimal(digits[0]))
                self.at = end
                return True
        if run[at:end] == "两" and self._open() and run[end : end + 1] not in SCALES:
            return False  # the unit of mass: 三十两
        if len(digits) == 1:
            self.zero = self.zero or digits[0] == 0
            self.digit = (Decimal(digits[0]), Decimal(digits[0]))
        elif len(digits) == 2 and (digits[0], digits[1]) in NEAR_PAIRS:
            low, high = sorted(digits)
            self.digit = (Decimal(low), Decimal(high))
        elif run[at] == "两" and self._open() and run[at + 1 : at + 2] not in SCALES:
            return False  # the unit of mass: 三十两
        elif "两" in run[at:end] or self._open():
            # digits never follow a magnitude in a string: “十三四五” ends after the first that fits
            self.digit = (Decimal(digits[0]), Decimal(digits[0]))
            end = at + 1
        else:
            value = Decimal("".join(map(str, digits)))
            self.digit = (value, value)
        self.at = end
        return True

    def _small(self, unit: int) -> bool:
        if unit >= self.unit or (self.digit is None and self._open() and unit != 10):
            return False
        if self.digit is None or (self.zero and self.digit == NOUGHT):
            self.bare = self.section is None and not self.large and self.at == self.start
            low = high = Decimal(unit)
        else:
            low, high = (EXACT.multiply(bound, Decimal(unit)) for bound in self.digit)
        self._add(low, high)
        self.digit, self.unit, self.zero = None, unit, False
        self.at += 1
        self.scale = Decimal(unit) if unit > 10 else None
        self.top = max(self.top, unit)
        return True

    def _large(self, unit: int) -> bool:
        scale = Decimal(unit)
        adjacent = self.section is None and self.digit is None
        if adjacent and self.large:
            low, high, last = self.large[-1]
            if self.run[self.at - 1] not in LARGE or last * unit > 10**24:
                return False
            self.large[-1] = (EXACT.multiply(low, scale), EXACT.multiply(high, scale), last * unit)
            self.scale = (self.scale or Decimal(1)) * scale
            self.at += 1
            return True
        if adjacent:
            self.bare = self.at == self.start
            self.large.append((scale, scale, unit))
        else:
            low, high = self._sum()
            while self.large and self.large[-1][2] < unit:
                below = self.large.pop()
                low, high = EXACT.add(low, below[0]), EXACT.add(high, below[1])
            if self.large and self.large[-1][2] == unit:
                return False
            self.large.append((EXACT.multiply(low, scale), EXACT.multiply(high, scale), unit))
        self.section = self.digit = None
        self.unit, self.zero = 10**18, False
        self.scale, self.top = scale, max(self.top, unit)
        self.at += 1
        return True

    def _indefinite(self) -> bool:
        """几十, 数百万, 十几: bounds 2 to 9 of the next magnitude, or the ones of a ten."""
        if self.digit is not None:
            return False
        following = self.run[self.at + 1 : self.at + 2]
        unit = SMALL.get(following) or LARGE.get(following)
        ones = self.section is not None and self.unit == 10
        if ones or unit is None:
            if not ones or self.run[self.at] == "数":
                return False
            self.digit = (Decimal(1), Decimal(9))
            self.at += 1
        else:
            if self._open() and unit >= self.unit:
                return False
            low, high = Decimal(2 * unit), Decimal(10 * unit - 1)
            if following in LARGE:
                self.large.append((low, high, unit))
            else:
                self._add(low, high)
                self.unit = unit
            self.at += 2
        self.mod, self.scale, self.top = "APPROX", None, unit or 10
        return True

    def _more(self, char: str) -> bool:
        """多, 余, 来 after a round number, before a magnitude or at the end."""
        if self.mod or not (self.digit or self.section or self.large):
            return False
        low, high = self._sum()
        for bounds in self.large:
            low, high = EXACT.add(low, bounds[0]), EXACT.add(high, bounds[1])
        if low != high or low < 10 or low != low.to_integral_value() or low % 10:
            return False
        if char == "来" and not (self.section and self.unit in (10, 100)):
            return False
        self.mod = MORE[char]
        self.at += 1
        self.bare = False
        return True

    def _point(self) -> bool:
        """点 and its decimals: 三点一四, 8点5, 四万点六."""
        if self.mod or not (self.digit or self.section or self.large):
            return False
        match = _DECIMALS.match(self.run, self.at + 1)
        if not match or self.run[match.end() : match.end() + 1] in tuple("十百拾佰两"):
            return False
        if self.section is None and not self.large and "." in self.run[self.start : self.at]:
            return False
        decimals = Decimal("0." + match.group().translate(_SPLIT))
        low, high = self.digit or NOUGHT
        if low != high:
            return False
        total = EXACT.add(low, decimals)
        self._add(total, total)
        self.digit, self.unit, self.bare = None, 1, False
        self.at = match.end()
        return True

    def _blank(self) -> bool:
        """A blank inside a number stands before 多/余 or a magnitude, or between magnitudes (7万 5千)."""
        following = self.run[self.at + 1 : self.at + 2]
        if following in MORE or (self.mod and following in LARGE):
            self.at += 1
            return True
        if following in LARGE and self.digit is not None and self.run[self.at - 1].isdigit():
            self.at += 1
            return True
        if self.run[self.at - 1] in "万千亿" and following and following not in "半几数":
            rest = _SMALLER.match(self.run, self.at + 1)
            if rest and self._fits(rest.group()[-1]):
                self.at += 1
                return True
        return False

    def _fits(self, unit: str) -> bool:
        size = SMALL.get(unit) or LARGE[unit]
        last = self.unit if self.section else self.large[-1][2] if self.large else 0
        return size < last

    def _open(self) -> bool:
        """Whether a magnitude stands before, so that what comes must be smaller."""
        return self.section is not None or bool(self.large)

    def _room(self) -> int:
        return self.unit if self.section is not None else self.large[-1][2]

    def _add(self, low: Decimal, high: Decimal) -> None:
        if self.section is not None:
            low, high = EXACT.add(low, self.section[0]), EXACT.add(high, self.section[1])
        self.section = (low, high)

    def _sum(self) -> tuple[Decimal, Decimal]:
        low, high = self.section or NOUGHT
        if self.digit is not None:
            low, high = EXACT.add(low, self.digit[0]), EXACT.add(high, self.digit[1])
        return low, high

    def _close(self) -> _Part | None:
        if self.at == self.start or (self.digit is None and not self._open()):
            return None
        self._shorthand()
        low, high = self._sum()
        for bounds in self.large:
            low, high = EXACT.add(low, bounds[0]), EXACT.add(high, bounds[1])
        end = self.at
        if self.zero and self.digit == NOUGHT and self._open() and self.run[end - 1] in "零〇":
            end -= 1  # a zero that holds no place
        while self.run[end - 1] == " ":
            end -= 1
        single = end - self.start == 1
        bare = (self.bare and (self.run[self.start : end].strip("百千万亿兆") == "")) or (
            single and self.run[self.start] in FORMAL
        )
        mod = self.mod or ("APPROX" if low != high else None)
        tail = self.run[end - 1]
        scale = self.scale if tail in SCALES or tail in LARGE else None
        return _Part(low, high, end, mod, scale, bare, Decimal(self.top))

    def _shorthand(self) -> None:
        """三千五 is 3500, 十五万六 is 156000: a last digit right after a magnitude counts its tenth."""
        if self.digit is None or self.zero or not self._open() or self.mod == "APPROX":
            return
        last = self.unit if self.section is not None else self.large[-1][2]
        if last < 100 or self.digit[0] == 0 or self.digit[1] >= 10:
            return
        if self.run[self.at - 1].isdigit() and self.run[self.at - 2 : self.at - 1] in (".", "0"):
            return
        tenth = Decimal(last // 10)
        self.digit = (EXACT.multiply(self.digit[0], tenth), EXACT.multiply(self.digit[1], tenth))
