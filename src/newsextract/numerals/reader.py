"""Reads one number: sections of 十百千 under 万, 亿, 兆, each with an Arabic or Chinese coefficient."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.numerals.exact import EXACT, MAX_LENGTH

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
DIGITS |= {char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
NOT_AFTER_DECIMALS = frozenset("十百拾佰两分钟刻")
"""After these, 点 was of the clock or of nothing: 八点十分."""
MORE = {"多": "MORE_THAN", "余": "MORE_THAN", "来": "APPROX"}
NEAR_PAIRS = frozenset({(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (3, 5), (3, 2)})
"""Two digits side by side that mean “one or the other”: 两三, 七八, 三五, 三两."""
SCALES = frozenset("百千万亿兆佰仟")

ARABIC = re.compile(r"(\d{1,3}(?:(?:,\d{3})+(?!\d)|(?: \d{3})+(?! ?\d))(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(e[-+]?\d{1,2})?")
DECIMALS = re.compile(r"[0-9零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]+")
_SMALLER = re.compile(r"[0-9一二三四五六七八九]+[十百千万]")
TO_ASCII = str.maketrans({char: str(value) for char, value in DIGITS.items() if value < 10 and char != "两"})

PLAIN = Decimal(1)
NOUGHT = (Decimal(0), Decimal(0))


class Part(NamedTuple):
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


class Reader:
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

    def read(self) -> Part | None:
        """The longest number from the start, or None where none begins there."""
        run, size = self.run, len(self.run)
        while self.at < size:
            takes = _TAKES.get(run[self.at])
            if takes is None or not takes(self, run[self.at]):
                break
        return self._close()

    # Each method takes the token at self.at and says whether it belongs to the number.

    def _arabic(self, _: str) -> bool:
        if self.digit is not None and not (self.zero and self.digit == NOUGHT):
            return False
        match = ARABIC.match(self.run, self.at)
        if not match:
            return False
        surface = match.group().replace(",", "").replace(" ", "")
        if len(surface) > MAX_LENGTH:
            self.at = match.end()
            self.digit = NOUGHT
            return True
        value = Decimal(surface)
        if self._open() and not self._follows(surface, match.end(), value):
            return False
        self.digit, self.at = (value, value), match.end()
        return True

    def _follows(self, digits: str, end: int, value: Decimal) -> bool:
        """Whether Arabic digits go on after a magnitude: 3万4000, 1万5, 2亿3000万; but 1.7亿|65 are two numbers."""
        room = self._room()
        if self.zero or (digits.startswith("0") and len(digits) < len(str(room))):
            return True
        if value >= room or "." in self.run[self.start : self.at]:
            return False
        following = self.run[end : end + 1]
        return following in SMALL or following in LARGE or len(digits) in (1, len(str(room)) - 1)

    def _digits(self, _: str) -> bool:
        """Chinese digits: one digit, a pair that means a range, or a digit string (二〇一九)."""
        run, at = self.run, self.at
        if self.digit is not None and not (self.zero and self.digit == NOUGHT):
            return False
        formal = run[at] in FORMAL
        end = at
        while end < len(run) and run[end] in DIGITS and (run[end] in FORMAL) == formal:
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

    def _twenties(self, char: str) -> bool:
        """廿, 卅, 卌."""
        if self.digit or (self.section and self.unit <= 10):
            return False
        self._add(Decimal(TENS[char]), Decimal(TENS[char]))
        self.unit, self.at, self.top = 10, self.at + 1, max(self.top, 10)
        return True

    def _small(self, char: str) -> bool:
        unit = SMALL[char]
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

    def _large(self, char: str) -> bool:
        unit = LARGE[char]
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

    def _indefinite(self, _: str) -> bool:
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

    def _point(self, _: str) -> bool:
        """点 and its decimals: 三点一四, 8点5, 四万点六."""
        if self.mod or not (self.digit or self.section or self.large):
            return False
        match = DECIMALS.match(self.run, self.at + 1)
        after = self.run[match.end() : match.end() + 2] if match else ""
        if not match or (after[:1] in NOT_AFTER_DECIMALS and after != "分之"):
            return False
        if self.section is None and not self.large and "." in self.run[self.start : self.at]:
            return False
        decimals = Decimal("0." + match.group().translate(TO_ASCII))
        low, high = self.digit or NOUGHT
        if low != high:
            return False
        total = EXACT.add(low, decimals)
        self._add(total, total)
        self.digit, self.unit, self.bare = None, 1, False
        self.at = match.end()
        return True

    def _blank(self, _: str) -> bool:
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

    def _close(self) -> Part | None:
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
        return Part(low, high, end, mod, scale, bare, Decimal(self.top))

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


_TAKES: Mapping[str, Callable[[Reader, str], bool]] = {
    **dict.fromkeys("0123456789.", Reader._arabic),
    **dict.fromkeys(DIGITS, Reader._digits),
    **dict.fromkeys(TENS, Reader._twenties),
    **dict.fromkeys(SMALL, Reader._small),
    **dict.fromkeys(LARGE, Reader._large),
    **dict.fromkeys("几数", Reader._indefinite),
    **dict.fromkeys(MORE, Reader._more),
    "点": Reader._point,
    " ": Reader._blank,
}
"""Character → the method that takes it, and says whether it belongs to the number."""
