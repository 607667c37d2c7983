"""The shapes of one amount: a numeral with its unit, a currency before it, a fraction, a compound of several units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from newsextract import lazyre as re
from newsextract.numerals import EXACT, Reading, divide
from newsextract.quantities import context, exclusions, senses
from newsextract.quantities.amount import Amount
from newsextract.quantities.units import Lexicon, Unit

Candidate = tuple[int, int, Reading]

CURRENCY_BEFORE = re.compile(
    r"(?:人民币|港币|港元|美元|美金|欧元|日元|台币|新台币|英镑|(?:HK|US|NT|A|C)?\$|¥|€|£"
    r"|RMB|USD|EUR|GBP|HKD|JPY|CNY) {0,2}$"
)
CURRENCY_LAST = frozenset("币元金镑$¥€£BDRPY ")
SYMBOLS = frozenset("$¥€£")
CURRENCIES = {
    "¥": "元", "$": "美元", "US$": "美元", "HK$": "港元", "NT$": "台币", "A$": "澳元", "C$": "加元",
    "€": "欧元", "£": "英镑",
}  # fmt: skip
"""Sign → the unit it stands for; words and codes are in the lexicon."""
NUMERAL_END = frozenset("0123456789零〇一二三四五六七八九十百千万亿兆多余几两半")
"""A currency after these is the unit of the number before it: 10日元5日本钱."""
TEMPERATURE_BEFORE = re.compile(r"(零下|零上|负)?(摄氏|华氏)(?:温度)? ?$")
DEGREES = frozenset("度°")
TENTHS = frozenset("米块元斤尺丈毛角成度")
"""Units after which bare digits are its decimals: 1米75, 五块六, 三成五."""
CHAINED = frozenset({"money", "length", "mass", "age"})
"""Dimensions whose amounts are printed in falling units: 3元5角, 5斤3两."""
AND = re.compile(r"[零又]| ")
LETTERS = {"w": Decimal(10**4), "W": Decimal(10**4), "k": Decimal(1000), "K": Decimal(1000)}
COUNTED_BY_LETTER = ("元", "块", "人")
"""15w元, 3k元: magnitudes as the young write them."""
MAGNITUDES = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_COLLOQUIAL = re.compile(r"个([万亿]+)(?![达科象豪家])")
ONTO = frozenset("迈跨跃登站踏攀冲升以网线身路")
"""Characters before 上 that make it the end of a verb or of a place: 迈上|万亿元, 网上|百万户."""
PREFIXES = {"百": Decimal("0.01"), "千": Decimal("0.001"), "兆": Decimal("1e-12")}
"""Magnitudes that are also prefixes of units, with their inverse."""
SHARES = (("百分", "%", Decimal(100)), ("千分之", "‰", Decimal(1000)), ("万分之", "‱", Decimal(10000)))
NO_PART = frozenset({"count", "score", "ratio", "index", "magnitude", "angle"})
"""Dimensions whose units a fraction does not measure: 三分之一个."""
COUNTED = frozenset({"count", "score", "index", "magnitude"})
NOT_AFTER_HALF = frozenset("个年月天日数价场导径路夜山边截程岛壁")
MORE_THAN_RATIO = frozenset({"倍", "成", "%"})
MORE_FOLLOWED_BY = frozenset("的长高重远宽深厚")
SHORT = 2
"""Characters of a numeral that can be neither a fraction nor a power."""
BEFORE_UNIT = frozenset(" ×w")
AMBIGUOUS_END = frozenset("百千兆两")
"""Last characters of a numeral that may belong to the unit: 3千克, 一两."""
SECTIONS = frozenset("条章节款期版")
NAMED_BY_TWO = frozenset("市院")
"""沪深两市, 两院: names of the two, not amounts; 两国, 两县, 两地 are counted."""
PART_BEFORE = frozenset("占约近有逾过足到达的为剩超")
WHOLES = ("全国", "全球", "世界", "全省", "全市", "全县")
PART_AFTER = frozenset("以的左强弱人")
CLAUSE_END = re.compile(r"[,。!?]")
"""算下来，2/3，这是煤炭的比重."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Reads single amounts of one article. `free` is the shadow without what dates and policies have claimed."""

    shadow: str
    free: str
    units: Lexicon
    candidates: list[Candidate]

    def read(self, index: int) -> Amount | None:
        """The amount that begins at a candidate, with its unit, or None."""
        start, end, reading = self.candidates[index]
        surface = self.free[start:end]
        if end - start <= SHORT and self._is_bare(start, end, surface):
            return None
        amount = self.number(start, end, reading)
        if "/" in surface and "之" not in surface:
            return self._slash(amount)
        if "之" in surface or surface == "百分百":
            return self._fraction(amount)
        if "e" in surface or exclusions.is_roman(surface):
            return None
        if currency := self.currency(start):
            money = self._money(amount, currency)
            if money and money.unit and money.unit.surface in TENTHS:
                self._compound(money, index)
            return money
        return self._measured(amount, index)

    def number(self, start: int, end: int, reading: Reading) -> Amount:
        """The number of a candidate, without unit.

        上百 is one (guidelines §6), 上|十倍 is more than ten, 迈上|百亿元 has a verb before it.
        """
        surface, mod = self.free[start:end], reading.mod
        if surface[0] == "上":
            if self.shadow[start - 1 : start] in ONTO or surface[1] == "十":
                start += 1
                mod = mod if surface[1] == "十" or surface.strip("上百千万亿") else None
            surface = surface[1:]
        return Amount(
            start, end, reading.value, reading.low, reading.high,
            unit_start=end, unit_end=end, mod=mod, infix=mod is not None, surface=surface,  # type: ignore[arg-type]
        )  # fmt: skip

    def _is_bare(self, start: int, end: int, surface: str) -> bool:
        """Whether a short number has neither a unit nor a currency beside it, or is the article 一."""
        if self.free[start - 1 : start] in CURRENCY_LAST:
            return False
        if surface == "一" and not _COLLOQUIAL.match(self.free, end):
            unit = self.units.match(self.free, end)
            return unit is not None and unit.dimension in COUNTED and not senses.is_ambiguous(unit)
        following = self.free[end : end + 1]
        return following not in self.units.lengths and following not in BEFORE_UNIT and surface[-1] not in AMBIGUOUS_END

    def currency(self, start: int) -> re.Match[str] | None:
        """The currency that stands before a number: ¥, HK$, 人民币."""
        if not start or self.free[start - 1] not in CURRENCY_LAST:
            return None
        found = CURRENCY_BEFORE.search(self.free, max(0, start - 8), start)
        if not found or found.group()[-1] in SYMBOLS:
            return found
        return None if found.start() and self.free[found.start() - 1] in NUMERAL_END else found

    # A number and the unit after it

    def _measured(self, amount: Amount, index: int) -> Amount | None:
        free = self.free
        index = self._product(amount, index)
        if free.startswith("个多", amount.end) and (more := self._more_of(amount)) is not None:
            return more
        at = self._colloquial(amount, self._past_blanks(amount.end))
        if amount.surface == "一两" and not self.units.match(free, at):  # one liang, not “one or two”
            amount.value, amount.low, amount.high, amount.mod, amount.infix = Decimal(1), None, None, None, False
            amount.surface = "一"
            at = amount.end = amount.end - 1
        if exclusions.TIME.match(free, at):
            return None
        unit = self._prefixed(amount, at)
        at = amount.end if unit else at
        unit = unit or self.units.match(free, at)
        if unit is None:
            return amount if amount.rule == "quantity.bare" else None
        start = amount.start
        if start > 1 and free[start - 1] == "-" and free[start - 2] in exclusions.SIGNED_AFTER:
            amount.negated()
            amount.start = start - 1
        if unit.surface in DEGREES:
            if scale := self._scale_before(amount):
                return self._temperature(amount, scale, unit, at)
        elif amount.surface.startswith("零下") and unit.dimension != "temperature":
            return None
        unit = self._accept(amount, unit, at, self.candidates[index][2])
        if unit is None:
            return None
        amount.count_by(unit, at)
        self._other_name(amount, unit)
        self._compound(amount, index)
        return amount

    def _other_name(self, amount: Amount, unit: Unit) -> None:
        """3万台(套), 11个省(区): what is counted is called by two counters, the second in brackets."""
        free, end = self.free, amount.end
        if unit.dimension != "count" or free[end : end + 1] != "(" or free[end + 2 : end + 3] != ")":
            return
        other = self.units.match(free, end + 1)
        if other is not None and other.dimension == "count" and amount.written is None:
            amount.end = amount.unit_end = end + 3

    def _product(self, amount: Amount, index: int) -> int:
        """2×66万千瓦: two of them, one amount. Returns the index of the last candidate read."""
        if self.free[amount.end : amount.end + 1] != "×" or index + 1 == len(self.candidates):
            return index
        start, end, reading = self.candidates[index + 1]
        if start != amount.end + 1 or reading.value is None or amount.value is None:
            return index
        unit = self.units.match(self.free, end)
        if unit is not None and unit.dimension == "length":  # 4630×1780×1500mm: a size
            return index
        amount.scaled(reading.value)
        amount.end, amount.surface = end, self.free[start:end]
        return index + 1

    def _past_blanks(self, at: int) -> int:
        last = at + 3
        while at < last and self.free[at : at + 1] == " ":
            at += 1
        return at

    def _colloquial(self, amount: Amount, at: int) -> int:
        """60个亿: the magnitude after a 个 belongs to the number."""
        letter = self.free[at : at + 1]
        if letter in LETTERS and at == amount.end and self.free[at + 1 : at + 2] in COUNTED_BY_LETTER:
            amount.scaled(LETTERS[letter])
            amount.end = at + 1
            return at + 1
        match = _COLLOQUIAL.match(self.free, at)
        if not match or self.units.match(self.free, match.end()):  # 3个|万亿元大关
            return at
        for char in match[1]:
            amount.scaled(MAGNITUDES[char])
        amount.end = match.end()
        amount.rule = "quantity.bare"
        return match.end()

    def _more_of(self, amount: Amount) -> Amount | None:
        """3个多百分点, 5个多亿."""
        at = amount.end + 2
        unit = self.units.units.get(f"个{self.free[at : at + 3]}")
        if unit is not None:
            amount.count_by(unit, at - 1)
            amount.written = unit.surface
        elif self.free[at : at + 1] in MAGNITUDES:
            amount.scaled(MAGNITUDES[self.free[at]])
            amount.end, amount.rule = at + 1, "quantity.bare"
        else:
            return None
        amount.mod, amount.infix = "MORE_THAN", True
        return amount

    def _prefixed(self, amount: Amount, at: int) -> Unit | None:
        """千, 兆 or 百 after Arabic digits belongs to the unit where that makes one: 323千卡, 500千瓦, 1兆赫兹."""
        surface = amount.surface
        if at != amount.end or len(surface) < 2 or surface[-1] not in PREFIXES:
            return None
        if not (surface[-2].isascii() or surface[-1] == "兆"):
            return None  # 三千米 is three thousand metres, 1390万兆瓦时 is counted in 兆瓦时
        unit = self.units.match(self.free, at - 1)
        if unit is None or len(unit.surface) == 1:
            return None
        amount.scaled(PREFIXES[surface[-1]])
        amount.end -= 1
        amount.surface = surface[:-1]
        return unit

    def _accept(self, amount: Amount, unit: Unit, at: int, reading: Reading) -> Unit | None:
        """The unit in its sense here, or None: articles, ordinals, stages and words are no amounts."""
        surface, end = amount.surface, at + len(unit.surface)
        found = senses.sense(unit, senses.Place(self.shadow, surface, amount.start, end, amount.whole))
        if found is None:
            return None
        counted = found.dimension in COUNTED
        if surface == "一" and (counted or unit.surface in senses.ONE_NEVER):
            coins = unit.surface == "毛" and self.free[end : end + 1] in senses.DIGITS  # 一毛五
            return found if coins else None
        if (
            surface == "二"
            and unit.surface != "人"
            and counted
            and len(unit.surface) == 1
            and self.shadow[amount.start - 1 : amount.start] != "、"
        ):
            return None  # 二期, 二线, 二手: an ordinal (the cardinal is 两)
        if surface == "两" and (unit.surface in NAMED_BY_TWO or unit.surface == "两"):
            return None
        if surface in ("零", "〇") and unit.dimension != "temperature":
            return None  # 零部件, 零距离
        if surface in ("半", "一半") and (counted or unit.surface in ("倍", "折")):
            return None
        if reading.bare and surface not in ("半", "一半") and not self._bounded(amount, found, end):
            return None
        if unit.surface == "款" and len(surface) == 4 and surface.isdigit() and surface[:2] in ("19", "20"):
            return None  # 2013款: of the model year
        if unit.surface in SECTIONS and "." in surface and surface[-1] not in MAGNITUDES:
            return None  # 3.1节, 3.0版: the number of a section or a version
        if unit.latin and unit.surface in ("B", "V", "W", "t") and not surface[-1:].isascii():
            return None
        return found

    def _bounded(self, amount: Amount, unit: Unit, end: int) -> bool:
        """A lone 百, 千, 万, 亿 counts where it is bounded (亿元以上, 近百人); 百万, 千万 also before a real unit."""
        surface = amount.surface
        if surface[0] in "壹贰叁肆伍陆柒捌玖拾佰仟":
            return unit.dimension == "money"
        if surface == "十" or amount.mod == "MORE_THAN" or (len(surface) > 1 and unit.dimension != "count"):
            return True
        if surface in ("百", "千") and unit.dimension == "count":
            return True
        if unit.dimension == "money" and self.shadow.startswith(("级", "大关", "关口"), end):  # 千元级, 万元大关
            return True
        return bool(context.mod_after(self.shadow, end) or context.mod_before(self.shadow, amount.start))

    # Several units, halves and decimals after the unit

    def _compound(self, amount: Amount, index: int) -> None:
        """3元5角, 5斤3两, 1米75, 三斤半, 3公里多."""
        if not self._half(amount) and not self._more(amount):
            self._smaller(amount, index + 1)

    def _half(self, amount: Amount) -> bool:
        unit, free = amount.unit, self.free
        if free[amount.end : amount.end + 1] != "半" or unit is None:
            return False
        if unit.dimension in ("count", "ratio") and unit.surface not in ("成", "倍"):
            return False
        if free[amount.end + 1 : amount.end + 2] in NOT_AFTER_HALF:
            return False
        if amount.value is None:  # 三到五岁半: the half is of the last
            amount.high = amount.high and EXACT.add(amount.high, Decimal("0.5"))
        else:
            amount.plus(Decimal("0.5"))
        amount.end += 1
        return True

    def _more(self, amount: Amount) -> bool:
        if amount.mod or self.free[amount.end : amount.end + 1] not in ("多", "余"):
            return False
        if amount.unit and amount.unit.dimension == "ratio" and amount.unit.surface not in MORE_THAN_RATIO:
            return False
        after = self.free[amount.end + 1 : amount.end + 2]
        share = amount.unit is not None and amount.unit.surface == "成" and after != "少"
        if exclusions.is_han(after) and after not in MORE_FOLLOWED_BY and not share:
            return False
        amount.mod, amount.infix = "MORE_THAN", True
        amount.end += 1
        return True

    def _smaller(self, amount: Amount, index: int) -> None:
        unit = last = amount.unit
        assert unit is not None
        assert last is not None
        one = unit.to_base(Decimal(1))
        for start, end, reading in self.candidates[index : index + 8]:
            between = self.free[amount.end : start]
            if not amount.end <= start <= amount.end + 1 or reading.value is None:
                return
            if between and not AND.fullmatch(between):
                return
            if between == " " and last.surface != "成":
                return
            smaller = None if exclusions.TIME.match(self.free, end) else self.units.match(self.free, end)
            if smaller and smaller.surface == "分" and last.dimension == "money":
                smaller = senses.CENT.of(smaller)
            if smaller and self._falls(last, smaller):
                amount.plus(divide(smaller.to_base(reading.value), one))
                amount.end = end + smaller.length
                last = smaller
                continue
            if last.surface in TENTHS and (last is unit or last.surface in ("毛", "角")):
                self._tenths(amount, last, self.free[start:end], end)
            return

    @staticmethod
    def _falls(last: Unit, smaller: Unit) -> bool:
        same = last.dimension == smaller.dimension and last.base == smaller.base
        return same and last.dimension in CHAINED and smaller.factor < last.factor

    def _tenths(self, amount: Amount, last: Unit, digits: str, end: int) -> None:
        """Bare digits after a unit: 1米75 is 1.75米, 两块九毛九 2.99块."""
        if len(digits) > 2 or not all(char in senses.DIGITS for char in digits) or amount.unit is None:
            return
        following = self.units.match(self.free, end)
        if following and following.written == "元" and following.surface != "元人民币":
            end += following.length  # 两块九毛九RMB
            following = None
        if (
            following
            or exclusions.TIME.match(self.free, end)
            or self.free[end : end + 1] in ("个", "多", "余", "来", "几")
        ):
            return
        if last.surface == "度" and not digits.isascii():
            return
        value = Decimal("".join(senses.DIGITS[char] for char in digits)).scaleb(-len(digits))
        amount.plus(divide(last.to_base(value), amount.unit.to_base(Decimal(1))) if last is not amount.unit else value)
        amount.end = end

    # Amounts of other shapes

    def _money(self, amount: Amount, currency: re.Match[str]) -> Amount | None:
        """A currency before the number: ¥300, US$5亿, 人民币50元, 港币两千元."""
        word = currency.group().strip()
        named = self.units.units.get(CURRENCIES.get(word, word))
        if named is None:
            return None
        at = self._past_blanks(amount.end)
        unit = self.units.match(self.free, at)
        if (unit and unit.surface in ("元", "块", "角", "分")) or (unit and unit.base == named.base):
            amount.count_by(senses.Sense("money", named.base, unit.factor).of(unit), at)
        elif unit and word[-1] not in SYMBOLS:
            return None
        else:
            amount.unit, amount.written, amount.rule = named, named.written, "quantity.money"
            amount.unit_start, amount.unit_end = currency.start(), currency.start() + len(word)
            if word in CURRENCIES:
                amount.written = named.written or named.surface
        amount.start = currency.start()
        return amount

    def _scale_before(self, amount: Amount) -> re.Match[str] | None:
        start = amount.start
        if not start or self.free[start - 1] not in "氏度 ":
            return None
        return TEMPERATURE_BEFORE.search(self.free, max(0, start - 8), start)

    def _temperature(self, amount: Amount, before: re.Match[str], unit: Unit, at: int) -> Amount:
        """摄氏37度, 零下华氏三十一度半."""
        if before[1] in ("零下", "负"):
            amount.negated()
        amount.count_by(self.units.units["摄氏度" if before[2] == "摄氏" else "华氏度"], at)
        amount.unit_end = amount.end = at + unit.length
        amount.start = before.start()
        self._half(amount)
        return amount

    def _fraction(self, amount: Amount) -> Amount | None:
        """百分之五 is 5 %, 千分之三 3 ‰; 三分之一 is a number without unit, or a part of one (四分之一公升)."""
        surface = self.free[amount.start : amount.end].replace(" ", "").lstrip("负-")
        for word, sign, factor in SHARES:
            if surface.startswith(word):
                amount.scaled(factor)
                amount.unit, amount.written, amount.rule = self.units.units[sign], sign, "quantity.ratio"
                return amount
        unit = self.units.match(self.free, amount.end)
        if unit and unit.dimension not in NO_PART and unit.surface not in senses.ONE_NEVER:
            amount.count_by(unit, amount.end)
        else:
            amount.rule = "quantity.fraction"
        return amount

    def _slash(self, amount: Amount) -> Amount | None:
        """1/3 where the words say that it is a part."""
        upper, _, under = amount.surface.partition("/")
        if not (upper.isdigit() and under.isdigit() and len(under) <= 3 and int(upper) < int(under)):
            return None
        before, after = self.free[amount.start - 1 : amount.start], self.free[amount.end : amount.end + 1]
        whole = self.free[amount.start - 2 : amount.start] in WHOLES
        alone = len(under) == 1 and not exclusions.is_han(before) and CLAUSE_END.match(self.free, amount.end)
        if before not in PART_BEFORE and after not in PART_AFTER and not whole and not alone:
            return None
        amount.rule = "quantity.fraction"
        return amount
