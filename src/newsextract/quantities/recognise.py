"""Amounts: a numeral, the unit after it, and what joins them into one mention."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from newsextract import records
from newsextract.document import Document
from newsextract.numerals import EXACT, Reading, divide, scan
from newsextract.quantities import context, senses, tables, unitless
from newsextract.quantities.units import Lexicon, Unit

LONGEST_RUN = 128
"""Of a longer run of numeral characters only the end can stand before a unit."""
JOIN = re.compile(r" ?(?:\(含\))? ?(?:[-—–―~]{1,2}|至|到) ?")
LIST = re.compile(r" ?(?:、|和|与|及|以及|或) ?")
AND = re.compile(r"[零又]| ")
SYMBOLS = {"¥": "CNY", "$": "USD", "€": "EUR", "£": "GBP", "HK$": "HKD", "US$": "USD", "NT$": "TWD", "A$": "AUD", "C$": "CAD",
           "RMB": "CNY", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "HKD": "HKD", "JPY": "JPY", "CNY": "CNY"}  # fmt: skip
CURRENCY_BEFORE = re.compile(
    r"(?:(?:人民币|港币|港元|美元|美金|欧元|日元|台币|新台币|英镑)|(?:HK|US|NT|A|C)?\$|¥|€|£|RMB|USD|EUR|GBP|HKD|JPY|CNY) {0,2}$"
)
CURRENCY_LAST = frozenset("币元金镑$¥€£BDRPY ")
AMOUNT_END = frozenset("0123456789一二三四五六七八九十百千万亿多余几两")
"""A currency after these is the unit of the number before it: 10日元5日本钱."""
WRITTEN = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港元",
    "JPY": "日元",
    "TWD": "台币",
    "AUD": "澳元",
    "CAD": "加元",
}
SIGNED_AFTER = frozenset("为是达氏温低高长幅率至到在降")
"""Words after which a hyphen is a minus: 增长-2.3%, 气温-5℃."""
TEMPERATURE_BEFORE = re.compile(r"(零下|零上|负)?(摄氏|华氏)(?:温度)? ?$")
TENTHS = frozenset("米块元斤尺丈毛角成度")
"""Units after which bare digits are its decimals: 1米75, 五块六, 三成五."""
CHAINED = frozenset({"money", "length", "mass", "age"})
SCALE_AFTER = {"万": 10**4, "亿": 10**8}
FRACTION_BEFORE = frozenset("占约近有逾过足到达的为或于是剩超,。(、 减少其")
MULTIPLY = frozenset("倍")


@dataclass(slots=True)
class Amount:
    """A mention in the making."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    unit_start: int
    unit_end: int
    rule: str
    mod: str | None = None
    infix: bool = False
    per: str | None = None
    written: str | None = None
    surface: str = ""

    def scaled(self, factor: Decimal) -> None:
        self.value, self.low, self.high = (
            bound if bound is None else EXACT.multiply(bound, factor) for bound in (self.value, self.low, self.high)
        )

    def plus(self, more: Decimal) -> None:
        self.value, self.low, self.high = (
            bound if bound is None else EXACT.add(bound, more) for bound in (self.value, self.low, self.high)
        )

    @property
    def whole(self) -> bool:
        bound = self.value if self.value is not None else self.low
        return bound is not None and bound == bound.to_integral_value()


@dataclass(slots=True)
class Grammar:
    """One pass over one article."""

    document: Document
    free: str
    units: Lexicon
    candidates: list[tuple[int, int, Reading]]
    ordinal_end: int = -1

    def amounts(self) -> list[Amount]:
        """Every amount in order, disjoint."""
        found: list[Amount] = []
        waiting: list[Amount] = []
        index, at, size = 0, 0, len(self.candidates)
        while index < size:
            start, end, _ = self.candidates[index]
            if start < at:
                index += 1
                continue
            skip = self._excluded(index)
            if skip:
                at, index = max(at, skip), index + 1
                found += filter(self._unitless, waiting)
                waiting = []
                continue
            amount, used = self.measure(index)
            index += used
            if amount is None:
                number = self._number(start, end, self.candidates[index - used][2])
                if waiting and not (number and LIST.fullmatch(self.free[waiting[-1].end : start])):
                    found += filter(self._unitless, waiting)
                    waiting = []
                waiting += [number] if number else []
                continue
            at = amount.end
            found += self._share(waiting, amount)
            waiting = []
            found.append(amount)
        found += filter(self._unitless, waiting)
        found.sort(key=lambda amount: amount.start)
        return found

    # What is no amount

    def _excluded(self, index: int) -> int:
        """The place to go on from where a candidate counts nothing, else 0."""
        start, end, reading = self.candidates[index]
        free = self.document.shadow
        surface = free[start:end]
        if (
            start == self.ordinal_end
            or (LIST.fullmatch(free[self.ordinal_end : start]) if 0 <= start - self.ordinal_end <= 3 else False)
            or JOIN.fullmatch(free[self.ordinal_end : start])
            if 0 < start - self.ordinal_end <= 3
            else False
        ):
            self.ordinal_end = end
            return end
        if start and free[start - 1] in "第" or free[max(0, start - 2) : start] == "第 ":
            self.ordinal_end = end
            return end
        if "之" not in surface and not surface.isascii():
            stop = senses.idiom_end(free, start)
            if stop > end or (stop == end and reading.bare) or (stop > start and stop == end and len(surface) > 1):
                return stop
        if senses.is_code(free, start, end) and not self._currency(start):
            return end
        return 0

    def _currency(self, start: int) -> re.Match[str] | None:
        if not start or self.free[start - 1] not in CURRENCY_LAST:
            return None
        found = CURRENCY_BEFORE.search(self.free, max(0, start - 8), start)
        return (
            None
            if found
            and found.start()
            and self.free[found.start() - 1] in AMOUNT_END
            and found.group()[-1:] not in "$¥€£"
            else found
        )

    # A number and its unit

    def measure(self, index: int) -> tuple[Amount | None, int]:
        """(the amount that begins at a candidate or None, how many candidates it used)."""
        first = self._simple(index)
        if first is None:
            return None, 1
        used = 1 + self._covered(index + 1, first.end)
        # 5元至8元, 40%—50%: one range
        if index + used < len(self.candidates) and first.value is not None and first.unit:
            start, _, _ = self.candidates[index + used]
            join = JOIN.match(self.free, first.end)
            if join and join.end() == start and not (join.group().strip() in "至到" and self._changes(first.start)):
                second = self._simple(index + used)
                if (
                    second
                    and second.unit
                    and second.value is not None
                    and first.value is not None
                    and self._same(first, second)
                ):
                    base = second.unit
                    low = (
                        first.value
                        if first.unit.surface == base.surface
                        else divide(first.unit.to_base(first.value), base.to_base(Decimal(1)))
                    )
                    if low < second.value:
                        first.low, first.high, first.value = low, second.value, None
                        first.unit, first.unit_start, first.unit_end, first.end = (
                            base,
                            second.unit_start,
                            second.unit_end,
                            second.end,
                        )
                        first.written = second.written
                        used += 1
        self._finish(first)
        return first, used + self._covered(index + used, first.end)

    def _covered(self, index: int, end: int) -> int:
        count = 0
        while index + count < len(self.candidates) and self.candidates[index + count][0] < end:
            count += 1
        return count

    def _same(self, first: Amount, second: Amount) -> bool:
        a, b = first.unit, second.unit
        return bool(
            a
            and b
            and (
                a.surface == b.surface
                or (a.dimension == b.dimension and a.base == b.base and a.dimension not in ("count", "score"))
            )
        )

    def _changes(self, start: int) -> bool:
        """Whether a verb of change stands right before: 上涨10元至50元 is two amounts."""
        left = self.document.shadow[max(0, start - 4) : start]
        return any(char in "涨跌升降增减调提" for char in left)

    def _simple(self, index: int) -> Amount | None:
        start, end, reading = self.candidates[index]
        free = self.free
        surface = free[start:end]
        up = surface[0] == "上"
        amount = Amount(
            start + up,
            end,
            reading.value,
            reading.low,
            reading.high,
            None,
            end,
            end,
            "quantity.number",
            reading.mod,
            reading.mod is not None,
            None,
            None,
            surface[up:],
        )
        if "/" in surface and "之" not in surface:
            return self._slash(amount)
        if "分之" in surface.replace(" ", "") or surface == "百分百":
            return self._fraction(amount)
        if any("\u2160" <= char <= "\u216b" for char in surface) or "e" in surface:
            return None
        currency = self._currency(start)
        if currency:
            money = self._money(amount, currency)
            if money and money.unit and money.unit.surface in TENTHS:
                self._compound(money, index)
            return money
        at = end
        while free[at : at + 1] == " " and at < end + 3:
            at += 1
        # 60个亿
        if free[at : at + 1] == "个" and free[at + 1 : at + 2] in SCALE_AFTER:
            amount.scaled(Decimal(SCALE_AFTER[free[at + 1]]))
            at = amount.end = at + 2
            amount.rule = "quantity.bare"
        if surface[-1] == "两" and surface in ("一两",) and not self.units.match(free, at):
            amount.value, amount.low, amount.high, amount.mod, amount.infix = Decimal(1), None, None, None, False
            at = amount.end = end - 1
            surface = "一"
            amount.surface = surface
        temperature = (
            TEMPERATURE_BEFORE.search(free, max(0, start - 8), start) if start and free[start - 1] in "氏度 " else None
        )
        if senses.TIME.match(free, at):
            return None
        unit = self._prefixed(amount, surface, at) or self.units.match(free, at)
        if start > 1 and free[start - 1] == "-" and free[start - 2] in SIGNED_AFTER and unit and amount.value:
            amount.start, amount.value = start - 1, -amount.value
            temperature = TEMPERATURE_BEFORE.search(free, max(0, start - 9), start - 1)
        if temperature and unit and unit.surface in ("度", "°"):
            return self._temperature(amount, temperature, unit, at)
        if (
            surface.startswith("零下")
            and (unit is None or unit.dimension != "temperature")
            and not (unit and unit.surface in "度°")
        ):
            return None
        if unit is not None:
            unit = self._accept(amount, unit, min(at, amount.end) if amount.end < end else at, reading)
        if unit is None:
            return None if amount.rule != "quantity.bare" else amount
        self._set(amount, unit, amount.end if unit.surface[0] in "千兆百" and amount.end < end else at)
        self._compound(amount, index)
        return amount

    def _prefixed(self, amount: Amount, surface: str, at: int) -> Unit | None:
        """千, 兆 or 百 after Arabic digits belongs to the unit where that makes one: 323千卡, 500千瓦, 1兆赫兹."""
        if (
            at != amount.end
            or len(surface) < 2
            or surface[-1] not in "千兆百"
            or not surface[-2].isdigit()
            or not surface[-2].isascii()
        ):
            return None
        unit = self.units.match(self.free, at - 1)
        if unit is None or len(unit.surface) == 1 or amount.value is None:
            return None
        amount.scaled({"百": Decimal("0.01"), "千": Decimal("0.001"), "兆": Decimal("1e-12")}[surface[-1]])
        amount.end -= 1
        amount.surface = surface[:-1]
        return unit

    def _set(self, amount: Amount, unit: Unit, at: int) -> None:
        amount.unit, amount.unit_start = unit, at
        amount.unit_end = amount.end = at + unit.length
        amount.rule = f"quantity.{unit.dimension}"
        amount.written = unit.written
        if amount.surface.startswith("零下") and unit.surface in ("度", "°"):
            amount.unit = senses._change(unit, "temperature", "Cel", unit.factor)

    def _accept(self, amount: Amount, unit: Unit, at: int, reading: Reading) -> Unit | None:
        """The unit in its sense here, or None: articles, ordinals, stages and words are no amounts."""
        shadow = self.document.shadow
        surface, end = amount.surface, at + len(unit.surface)
        counted = unit.dimension in ("count", "score", "index", "magnitude")
        unit_here = senses.sense(unit, surface, shadow, amount.start, end, amount.whole)
        if unit_here is None:
            return None
        unit, counted = unit_here, unit_here.dimension in ("count", "score", "index", "magnitude")
        if surface == "一" and (counted or unit.surface in senses.ONE_NEVER):
            return None
        if surface == "二" and counted and len(unit.surface) < 2 and shadow[amount.start - 1 : amount.start] != "、":
            return None
        if surface in ("半", "一半") and (counted or unit.surface in ("倍", "折")):
            return None
        if reading.bare and surface not in ("半", "一半") and not self._magnitude(amount, unit, end):
            return None
        if (
            counted
            and not amount.whole
            and unit.dimension == "count"
            and reading.value is not None
            and unit.surface in "条章节款期版届"
        ):
            return None
        if unit.latin and len(unit.surface) == 1 and unit.surface in "BVWt" and not surface[-1:].isascii():
            return None
        return unit

    def _magnitude(self, amount: Amount, unit: Unit, end: int) -> bool:
        """A lone 百, 千, 万, 亿 counts where it is bounded (亿元以上, 近百人) or of two characters (百万元)."""
        surface = amount.surface
        if surface[:1] in "壹贰叁肆伍陆柒捌玖拾":
            return unit.dimension == "money"
        if len(surface) > 1:
            return (
                unit.dimension != "count"
                or context.mod_before(self.document.shadow, amount.start) is not None
                or context.mod_after(self.document.shadow, end) is not None
            )
        shadow = self.document.shadow
        if surface == "十":
            return True
        return (
            amount.mod == "MORE_THAN"
            or context.mod_after(shadow, end) is not None
            or context.mod_before(shadow, amount.start) is not None
        )

    def _compound(self, amount: Amount, index: int) -> None:
        """3元5角, 5斤3两, 1米75, 三斤半, 3公里多."""
        free, unit = self.free, amount.unit
        assert unit is not None
        following = free[amount.end : amount.end + 1]
        if (
            following == "半"
            and (unit.dimension not in ("count", "ratio") or unit.surface == "成")
            and free[amount.end + 1 : amount.end + 2] not in tuple("个年月天日数价场导径路夜山边截程岛壁")
        ):
            half = Decimal("0.5")
            if amount.value is not None:
                amount.value = EXACT.add(amount.value, -half if amount.value < 0 else half)
            elif amount.high is not None:
                amount.high = EXACT.add(amount.high, half)
            amount.end += 1
            return
        if following and following in "多余" and not amount.mod and (unit.dimension != "ratio" or unit.surface == "倍"):
            after = free[amount.end + 1 : amount.end + 2]
            if not ("\u4e00" <= after <= "\u9fff") or after in "的长高重远宽深厚":
                amount.mod, amount.infix = "MORE_THAN", True
                amount.end += 1
                return
        step, last = index + 1, unit
        while step < len(self.candidates):
            start, end, reading = self.candidates[step]
            between = free[amount.end : start]
            if (
                not amount.end <= start <= amount.end + 1
                or (between and not AND.fullmatch(between))
                or reading.value is None
            ):
                return
            if between == " " and last.surface != "成":
                return
            at = end
            smaller = self.units.match(free, at) if not senses.TIME.match(free, at) else None
            if smaller and smaller.surface == "分" and last.dimension == "money":
                smaller = senses._change(smaller, "money", "CNY", senses.Fraction(1, 100))
            if (
                smaller
                and last.dimension in CHAINED
                and smaller.dimension == last.dimension
                and smaller.base == last.base
                and smaller.factor < last.factor
            ):
                amount.plus(divide(smaller.to_base(reading.value), unit.to_base(Decimal(1))))
                amount.end = at + smaller.length
                last = smaller
                step += 1
                continue
            digits = free[start:end]
            if last.surface in TENTHS and last.surface == unit.surface or last.surface in ("毛", "角"):
                self._tenths(amount, last, digits, reading.value, end)
            return

    def _tenths(self, amount: Amount, last: Unit, digits: str, value: Decimal, end: int) -> None:
        """Bare digits after a unit: 1米75 → 1.75米."""
        size = len(digits)
        if (
            size > 2
            or value != value.to_integral_value()
            or not all(char in "0123456789一二三四五六七八九" for char in digits)
        ):
            return
        following = self.units.match(self.free, end)
        if following and following.written == "元" and following.surface != "元人民币":
            end += following.length  # 两块九毛九RMB
            following = None
        if following or senses.TIME.match(self.free, end) or self.free[end : end + 1] in tuple("个多余来几"):
            return
        if last.surface in ("度",) and not digits.isascii():
            return
        unit = amount.unit
        assert unit is not None
        more = divide(value, Decimal(10**size))
        amount.plus(
            divide(EXACT.multiply(more, last.to_base(Decimal(1))), unit.to_base(Decimal(1)))
            if last is not unit
            else more
        )
        amount.end = end

    # Amounts of other shapes

    def _money(self, amount: Amount, currency: re.Match[str]) -> Amount | None:
        """A currency before the number: ¥300, US$5亿, 人民币50元, 港币两千元."""
        word = currency.group().strip()
        code = SYMBOLS.get(word)
        unit = self.units.match(self.free, amount.end)
        spaced = amount.end
        while unit is None and self.free[spaced : spaced + 1] == " " and spaced < amount.end + 2:
            spaced += 1
            unit = self.units.match(self.free, spaced)
        named = self.units.units.get(word)
        if unit and unit.surface == "块":
            unit = senses._change(unit, "money", "CNY", unit.factor)
        base = code or (named.base if named else None)
        if base is None:
            return None
        if unit and unit.dimension == "money" and unit.base in ("CNY", base):
            amount.unit = senses._change(unit, "money", base, unit.factor)
            amount.unit_start, amount.unit_end = spaced, spaced + unit.length
            amount.end = amount.unit_end
            amount.written = unit.written
        elif unit and word[-1] not in "$¥€£" and unit.dimension != "money":
            return None
        else:
            amount.unit = self.units.units.get(WRITTEN.get(base, "元"))
            amount.written = WRITTEN.get(base)
            amount.unit_start, amount.unit_end = currency.start(), currency.start() + len(word)
        amount.start = currency.start()
        amount.rule = "quantity.money"
        return amount

    def _temperature(self, amount: Amount, before: re.Match[str], unit: Unit, at: int) -> Amount | None:
        scale = self.units.units["摄氏度" if before[2] == "摄氏" else "华氏度"]
        if before[1] in ("零下", "负"):
            amount.value = -amount.value if amount.value is not None else None
            amount.low, amount.high = (
                (-amount.high if amount.high is not None else None),
                (-amount.low if amount.low is not None else None),
            )
        amount.start = before.start()
        amount.unit = scale
        amount.unit_start, amount.unit_end = at, at + unit.length
        amount.end = amount.unit_end
        amount.rule = "quantity.temperature"
        if self.free[amount.end : amount.end + 1] == "半":
            sign = -1 if (amount.value or Decimal(0)) < 0 else 1
            amount.plus(Decimal("0.5") * sign)
            amount.end += 1
        return amount

    def _fraction(self, amount: Amount) -> Amount | None:
        """百分之五 is 5 %, 千分之三 3 ‰; 三分之一 is a number without unit, or the part of a unit (四分之一公升)."""
        surface = self.free[amount.start : amount.end].replace(" ", "").lstrip("负-")
        for word, sign, factor in (("百分", "%", 100), ("千分之", "‰", 1000), ("万分之", "‱", 10000)):
            if surface.startswith(word):
                amount.scaled(Decimal(factor))
                amount.unit = self.units.units[sign]
                amount.written = sign
                amount.rule = "quantity.ratio"
                return amount
        unit = self.units.match(self.free, amount.end)
        if (
            unit
            and unit.dimension not in ("count", "score", "ratio", "index", "magnitude", "angle")
            and unit.surface not in senses.ONE_NEVER
        ):
            self._set(amount, unit, amount.end)
            return amount
        amount.rule = "quantity.fraction"
        return amount

    def _slash(self, amount: Amount) -> Amount | None:
        """1/3 where the words say that it is a part."""
        upper, _, under = amount.surface.partition("/")
        if not (upper.isdigit() and under.isdigit() and len(under) <= 3 and int(upper) < int(under)):
            return None
        before, after = self.free[max(0, amount.start - 1) : amount.start], self.free[amount.end : amount.end + 1]
        if before not in tuple("占约近有逾过足到达的为剩超") and after not in tuple("以的左强弱"):
            return None
        amount.rule = "quantity.fraction"
        return amount

    # Numbers without a unit of their own

    def _number(self, start: int, end: int, reading: Reading) -> Amount | None:
        """A candidate without a unit, which may yet share one (3万、5万和8万元) or need none."""
        surface = self.free[start:end]
        if reading.bare or "/" in surface or "分之" in surface or any("\u2160" <= char <= "\u216b" for char in surface):
            return None
        up = surface[0] == "上"
        return Amount(
            start + up,
            end,
            reading.value,
            reading.low,
            reading.high,
            None,
            end,
            end,
            "quantity.number",
            reading.mod,
            reading.mod is not None,
            None,
            None,
            surface[up:],
        )

    def _share(self, waiting: list[Amount], last: Amount) -> list[Amount]:
        """The waiting numbers with the unit of the amount that ends their list, else those that need no unit."""
        if not waiting:
            return []
        first = waiting[0].start
        joined = last.unit is not None and LIST.fullmatch(self.free[waiting[-1].end : last.start])
        if not joined or self.free[max(0, first - 1) : first] in ("\n", "", "第"):
            return [amount for amount in waiting if self._unitless(amount)]
        scale = _scale(last.surface)
        for amount in waiting:
            if scale and not _scale(amount.surface):
                amount.scaled(scale)
            amount.unit, amount.written, amount.per = last.unit, last.written, last.per
            amount.unit_start, amount.unit_end = last.unit_start, last.unit_end
            amount.rule = "quantity.list"
            if not amount.infix:
                amount.mod = context.mod_before(self.document.shadow, amount.start) or amount.mod
        return waiting

    def _unitless(self, amount: Amount) -> bool:
        """Whether a number stands as an amount without a unit; its modifier is set."""
        rule = unitless.rule(self.document.shadow, self.free, amount.start, amount.end, amount.surface, amount.infix)
        if rule is None:
            return False
        amount.rule = rule
        self._finish(amount)
        return True

    # Modifiers and rates

    def _finish(self, amount: Amount) -> None:
        shadow = self.document.shadow
        suffix = context.rate_suffix(self.free, amount.end, self.units) if amount.unit else None
        if suffix:
            amount.end, amount.per = suffix
        elif amount.unit:
            amount.per = context.rate_prefix(
                shadow, amount.start, self.units, amount.unit.dimension == "ratio" and amount.unit.surface != "倍"
            )
        if not amount.infix:
            before = shadow[amount.start - 1 : amount.start]
            if before == "上" and amount.mod is None and shadow[amount.start] in "十百千万亿":
                amount.mod = "MORE_THAN"
            amount.mod = context.mod_after(shadow, amount.end) or context.mod_before(shadow, amount.start) or amount.mod


def _scale(surface: str) -> Decimal | None:
    """The trailing magnitude of a numeral's surface: 万 of 8万."""
    size = 1
    for char in reversed(surface):
        if char not in "百千万亿":
            break
        size *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return Decimal(size) if size > 1 and len(surface) > 1 else None


def find(document: Document, free: str, units: Lexicon) -> list[records.Quantity]:
    """The quantities of an article, sorted and numbered."""
    candidates = [(start + reading.start, start + reading.end, reading) for start, reading in scan(free, LONGEST_RUN)]
    if not candidates and "对折" not in free:
        return []
    found = Grammar(document, free, units, candidates).amounts()
    found = _with_halves(found, free, units)
    found = tables.cells(document, free, candidates, found, units)
    return [_record(number, amount, document.text) for number, amount in enumerate(found, start=1)]


def _with_halves(found: list[Amount], free: str, units: Lexicon) -> list[Amount]:
    """打对折: half the price."""
    if "对折" not in free:
        return found
    unit = units.units["折"]
    places = [match.start() for match in re.finditer("对折", free)]
    halves = [Amount(at, at + 2, Decimal(5), None, None, unit, at + 1, at + 2, "quantity.ratio") for at in places]
    return sorted([*found, *halves], key=lambda amount: amount.start)


def _record(number: int, amount: Amount, text: str) -> records.Quantity:
    unit = amount.unit
    bounds = (amount.value, amount.low, amount.high)
    if unit is None:
        written, dimension, base_unit = "", ("ratio" if amount.rule == "quantity.fraction" else "count"), None
        base_unit = "1" if dimension == "ratio" else None
        base = bounds
    else:
        written = amount.written if amount.written is not None else text[amount.unit_start : amount.unit_end]
        dimension, base_unit = unit.dimension, unit.base
        base = tuple(bound if bound is None else unit.to_base(bound) for bound in bounds)  # type: ignore[assignment]
        if unit.surface == "番":
            base = tuple(bound if bound is None else Decimal(2) ** bound for bound in bounds)  # type: ignore[assignment]
        if unit.dimension == "length" and amount.per in context.SECONDS:
            dimension, base_unit = "speed", "m/s"
            base = tuple(
                bound if bound is None else divide(bound, Decimal(context.SECONDS[amount.per or ""])) for bound in base
            )  # type: ignore[assignment]
    value, low, high = (bound if bound is None else records.plain(bound) for bound in bounds)
    base_value, base_low, base_high = (bound if bound is None else records.plain(bound) for bound in base)
    return records.Quantity(
        id=f"q{number}", start=amount.start, end=amount.end, text=text[amount.start : amount.end],
        value=value, low=low, high=high, unit=written, per=amount.per, mod=amount.mod,  # type: ignore[arg-type]
        dimension=dimension, base_value=base_value, base_low=base_low, base_high=base_high, base_unit=base_unit, rule=amount.rule,
    )  # fmt: skip
