"""All amounts of an article: single amounts, the ranges and lists that join them, their modifiers and rates."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from newsextract import lazyre as re
from newsextract.document import Document
from newsextract.numerals import Reading, divide, scan
from newsextract.quantities import context, exclusions, unitless
from newsextract.quantities.amount import Amount
from newsextract.quantities.shapes import Candidate, Shapes
from newsextract.quantities.tables import with_cells
from newsextract.quantities.units import Lexicon, Unit
from newsextract.records import Mod, Quantity

LONGEST_RUN = 128
"""Of a longer run of numeral characters only the end can stand before a unit."""
JOIN = re.compile(r" ?(?:\(含\))? ?(?:--|——|[-—–―~]|至|到) ?")
LIST = re.compile(r" ?(?:、|和|与|及|以及|或) ?")
CHANGES = re.compile(
    r"(?:增[长加]|[上下][涨升调降跌浮滑]|提[高升价]|[减缩]少|降低|[回攀跃飙]升|收窄|扩大|(?<![降节落])[涨跌升降增减调])"
    r"(?:了|约|近|超过?|逾|至少|大约)*$"
)
"""Verbs of change: what follows 至 may be the level reached (上涨10元至50元) or the other bound (增长5%至6%)."""
WIDEST = {"至": Decimal(4), "到": Decimal(10)}
"""How many times the change a bound of it may be, of shares: 增长1%至4%, but 下降0.7%至46.5%."""
WIDEST_OF_AMOUNTS = Decimal(2)
"""The same of amounts: 增加1.25亿元至3.89亿元 tells what they are now."""
FURTHER = re.compile("(?:进一步|再次?|继续)$")
SETS = re.compile(r"[上下]调$")
OUT_OF = ("由", "从")
"""上涨由3%至5%: from one level to another."""
COMPARED = re.compile(
    r"(?:(?!每)[^,，。;；、:0-9]){,8}[,，](?:同比|环比|比|较)[^,，。;；]*[增减多少高低长降加涨]了?|[,，]远?[高低]于[^,，。;；]{0,10}|[,，]其中[^,，。;；]{1,8}[达为至]到?"
)
_CHANGE = "(?:上[调涨升]|下[调降跌]|提高|降低|增加|减少|增长|涨|跌|降)了?"
CHANGED = re.compile(rf"[,，]{_CHANGE}")
"""每度电0.5元，降低0.1元."""
OF_ANOTHER = re.compile(r"(?:[、与及]|和)[\u4e00-\u9fff]{1,8}的")
"""高于甲市的7人和乙市的|6人."""
RAISED = re.compile(
    r"(?:[增提上减降下扩缩升回][加高长升少低降大]?|发展|达|恢复|猛增|跃升|激增)?[到至]了?(?:如今|现在|目前|今年|去年)?的?"
)
"""年产量从20万吨|增加到50万吨."""
CHANGED_TOO = re.compile(rf"[,，、;；][\u4e00-\u9fff]{{1,8}}?{_CHANGE}|(?:、|和)")
CHANGED_BEFORE = re.compile(f"{_CHANGE}$")
"""汽油每吨上调300元，柴油上调290元."""
PRODUCED = re.compile(r"、(?![高低快慢优多少]于|[高低快]出)[\u4e00-\u9fff]{1,6}")
LONGEST_PRODUCT = 7
"""日产原油17吨、|天然气1500立方米."""
ALIKE = frozenset({"count", "score"})
"""Dimensions whose units do not convert: 5个至8人 is no range."""
LONGEST_LIST = 20
"""Amounts of a list in which 分别 is looked for before the first."""
EACH = re.compile("(?:分别|先后|依次|相继|接连)[^,。;0-9]{1,4}$")
"""分别突破, 先后跌破: the modifier between 分别 and the first number of its list."""
MANY = ("成千", "成百")
POWERS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def find(document: Document, free: str, units: Lexicon) -> list[Quantity]:
    """The quantities of an article, sorted and numbered."""
    candidates = [(start + reading.start, start + reading.end, reading) for start, reading in scan(free, LONGEST_RUN)]
    found = Grammar(Shapes(document.shadow, free, units, candidates)).amounts() if candidates else []
    if "打对折" in free:
        found = _with_halves(found, free, units)
    found = with_cells(document, free, found, units)
    return [amount.record(number, document.text) for number, amount in enumerate(found, start=1)]


def _with_halves(found: list[Amount], free: str, units: Lexicon) -> list[Amount]:
    """打对折: half the price."""
    halves = []
    for match in re.finditer("(?<=打)对折", free):
        half = Amount(match.start(), match.end(), Decimal(5))
        half.count_by(units.units["折"], match.start() + 1)
        halves.append(half)
    return sorted([*found, *halves], key=lambda amount: amount.start)


ROUND = re.compile("[十百千万亿]+元?(?:大关|台阶|关口|[美欧日港]元|元)")
"""跨过3个|万亿元大关: what is gone past is the mark, not the three."""
RANKED = re.compile(r"(?<![目以之此日提眼先当从])前$")
"""Before a rank: 前|30名; not 目前|三名."""


@dataclass(slots=True)
class Grammar:
    """One pass over the number candidates of one article.

    waiting: numbers without a unit whose list goes on (3万、5万和…): they share the unit of its last member.
    """

    shapes: Shapes
    found: list[Amount] = field(default_factory=list)
    waiting: list[Amount] = field(default_factory=list)
    ordinal_end: int = -9

    def amounts(self) -> list[Amount]:
        """Every amount in order, disjoint."""
        candidates = self.shapes.candidates
        index, at = 0, 0
        while index < len(candidates):
            start = candidates[index][0]
            if start < at:
                index += 1
                continue
            skip = self._no_amount(candidates[index])
            if skip:
                self._give_up_waiting()
                at, index = skip, index + 1
                continue
            amount = self._amount(index)
            if amount is None:
                self._wait(candidates[index])
            else:
                at = amount.end
                self._share(amount)
                self.found.append(amount)
            index += 1
        self._give_up_waiting()
        return sorted(self.found, key=lambda amount: amount.start)

    # What is no amount

    def _no_amount(self, candidate: Candidate) -> int:
        """The place to go on from where a candidate is an ordinal, an idiom, a name or a code, else 0."""
        start, end, reading = candidate
        shadow = self.shapes.shadow
        if self._is_ordinal(start):
            self.ordinal_end = end
            return end
        if shadow[end : end + 1] in ("名", "位") and RANKED.search(shadow, max(0, start - 2), start):
            return end  # 全球前30名: a rank
        if reading.bare and shadow[start - 1 : start] == "每":
            return end  # 每百户: the denominator of a rate
        if reading.bare and shadow[end : end + 1] in ("人", "户") and context.PER_HEADS.match(shadow, start):
            return end  # 千人床位数: the same
        surface = shadow[start:end]
        if surface[0] == "一" and (repeated := exclusions.REPEATED.match(shadow, start)):
            return repeated.end()
        if surface == "一一":
            return end  # 唯一|一个, 统一|一家
        if surface[0] == "上" and shadow[start - 2 : start] in MANY:
            return end  # 成千|上万: countless
        if "之" not in surface and not surface.isascii():
            stop = exclusions.idiom_end(shadow, start)
            if stop > end or (stop == end and (reading.bare or end - start > 1)):
                return stop
        if exclusions.is_code(shadow, start, end) and not self.shapes.currency(start) and not self._after_stroke(start):
            return end
        return 0

    def _after_stroke(self, start: int) -> bool:
        """8GB/|256GB: a stroke between two amounts."""
        last = self.found[-1] if self.found else None
        return (
            last is not None
            and last.end == start - 1
            and self.shapes.shadow[start - 1] == "/"
            and last.unit is not None
        )

    def _is_ordinal(self, start: int) -> bool:
        """第3, 第3、4, 第1至5."""
        shadow = self.shapes.shadow
        if shadow[start - 1 : start] == "第" or (start > 1 and shadow[start - 2 : start] == "第 "):
            return True
        if not 0 < start - self.ordinal_end <= 3:
            return False
        between = shadow[self.ordinal_end : start]
        return bool(LIST.fullmatch(between) or JOIN.fullmatch(between))

    # Amounts with a unit

    def _amount(self, index: int) -> Amount | None:
        """The amount that begins at a candidate, with a second bound, modifiers and rate."""
        amount = self.shapes.read(index)
        if amount is None or (self.found and amount.start < self.found[-1].end):  # 半元人民币|一: the currency is taken
            return None
        if amount.value is not None and amount.unit:
            self._range(amount, index + 1)
        self._finish(amount)
        return amount

    def _range(self, first: Amount, index: int) -> None:
        """5元至8元, 40%—50%: one range."""
        candidates, free = self.shapes.candidates, self.shapes.free
        while index < len(candidates) and candidates[index][0] < first.end:
            index += 1
        if index == len(candidates) or candidates[index][0] > first.end + 8:
            return
        join = JOIN.match(free, first.end)
        if not join or join.end() != candidates[index][0]:
            return
        second = self.shapes.read(index)
        if not second or second.value is None or not second.unit or not first.unit or first.value is None:
            return
        low = _in_unit(first.value, first.unit, second.unit)
        if low is not None and low < second.value and not self._is_level(first, low, second, join.group().strip()):
            first.value, first.low, first.high = None, low, second.value
            first.unit, first.written, first.end = second.unit, second.written, second.end
            first.unit_start, first.unit_end = second.unit_start, second.unit_end

    def _is_level(self, first: Amount, low: Decimal, second: Amount, join: str) -> bool:
        """Whether the second amount is the level that the first one, a change, leads to: 下调0.25%至4.85%."""
        shadow = self.shapes.shadow
        if join not in WIDEST or second.value is None or second.unit is None:
            return False
        end = first.start - (shadow[first.start - 1 : first.start] in OUT_OF)
        change = CHANGES.search(shadow, max(0, end - 9), end)
        if change is None or shadow.startswith("之间", second.end):
            return False
        # 利率下调1%至3%, 进一步提高50%至84%: steps to a level
        share = second.unit.dimension == "ratio"
        if (
            end < first.start
            or FURTHER.search(shadow, max(0, change.start() - 3), change.start())
            or (share and join == "至" and SETS.search(shadow, max(0, first.start - 3), first.start))
        ):
            return True
        return second.value > low * (WIDEST[join] if share else WIDEST_OF_AMOUNTS)

    def _finish(self, amount: Amount) -> None:
        """The rate and the modifier that stand around an amount."""
        shapes = self.shapes
        if amount.unit:
            if suffix := context.rate_suffix(shapes.free, amount.end, shapes.units, amount.unit.surface):
                amount.end, amount.per = suffix
            elif shapes.free[amount.end : amount.end + 1] == context.CLAIMED and (
                suffix := context.rate_suffix(shapes.shadow, amount.end, shapes.units)
            ):
                amount.per = suffix[1]  # 8元|每小时, the set a mention of its own
            else:
                kind = "times" if amount.unit.surface == "倍" else amount.unit.dimension
                amount.per = context.rate_prefix(shapes.shadow, amount.start, shapes.units, kind)
                amount.per = amount.per or self._per_of_compared(amount)
                if amount.per == amount.unit.surface and self._follows(amount):
                    amount.per = None  # 每吨5000元收购300吨
        elif not _is_part(amount):
            amount.per = context.rate_prefix(shapes.shadow, amount.start, shapes.units, "count")
        if amount.infix:
            return
        if _is_part(amount) and (bound := context.PART_BOUND.match(shapes.shadow, amount.end)):
            amount.mod = "LESS_THAN" if bound.group() == "弱" else "MORE_THAN"
            amount.end += bound.group() == "多"
            return
        amount.mod = (
            context.mod_before(shapes.shadow, amount.start)
            or context.mod_after(shapes.shadow, amount.end)
            or amount.mod
        )
        if amount.unit and amount.unit.surface == "个" and ROUND.match(shapes.shadow, amount.end):
            amount.mod = None
            return
        if amount.mod is None and (amount.unit.dimension == "ratio" if amount.unit else _is_part(amount)):
            amount.mod = context.mod_of_share(shapes.shadow, amount.start)
        if amount.mod is None and amount.unit:
            amount.mod = context.mod_of_verb(shapes.shadow, amount.start)
        if amount.mod is None and self.found and amount.start - self.found[-1].end <= 1:
            amount.mod = self._mod_of_each(self.found[-1], amount.start)

    def _follows(self, amount: Amount) -> bool:
        """Whether an amount of the same rate stands before in the clause."""
        last = self.found[-1] if self.found else None
        return last is not None and last.per == amount.per and amount.start - last.end <= LONGEST_LIST

    def _mod_of_each(self, last: Amount, start: int) -> Mod | None:
        """分别突破1.5万元、1.4万元: the modifier before the first of the list is each one's."""
        shadow = self.shapes.shadow
        if last.infix or last.mod is None or shadow[last.end : start] not in ("、", "和"):
            return None
        first = last
        for amount in islice(reversed(self.found), LONGEST_LIST):
            if first is not amount and shadow[amount.end : first.start] not in ("、", "和"):
                break
            first = amount
        return last.mod if EACH.search(shadow, max(0, first.start - 6), first.start) else None

    def _per_of_compared(self, amount: Amount) -> str | None:
        """人均173.62元，比上年增加17.34元: the change is per what the level is."""
        last = self.found[-1] if self.found else None
        near = last is not None and last.per in context.OVER_TIME and amount.start <= last.end + LONGEST_PRODUCT
        if (
            near
            and last
            and PRODUCED.fullmatch(self.shapes.shadow, last.end, amount.start)
            and not self._says_rate(last)
        ):
            return last.per
        if not last or not last.per or not last.unit or last.unit.surface != (amount.unit and amount.unit.surface):
            return None
        gap = self.shapes.shadow[last.end : amount.start] if amount.start - last.end <= 16 else ""
        if COMPARED.fullmatch(gap) or CHANGED.fullmatch(gap) or OF_ANOTHER.fullmatch(gap) or RAISED.fullmatch(gap):
            return last.per
        shadow = self.shapes.shadow
        if CHANGED_TOO.fullmatch(gap) and CHANGED_BEFORE.search(shadow, max(0, last.start - 3), last.start):
            return last.per
        return None

    def _says_rate(self, amount: Amount) -> bool:
        """Whether an amount holds its rate itself: 8元/小时."""
        return (
            "/" in self.shapes.shadow[amount.start : amount.end]
            or "每" in self.shapes.shadow[amount.start : amount.end]
        )

    # Numbers without a unit of their own

    def _wait(self, candidate: Candidate) -> None:
        """Keep a number whose list may yet name its unit, after those that it goes on from."""
        number = self._number(*candidate)
        if self.waiting and not (number and LIST.fullmatch(self.shapes.free[self.waiting[-1].end : number.start])):
            self._give_up_waiting()
        if number:
            self.waiting.append(number)

    def _number(self, start: int, end: int, reading: Reading) -> Amount | None:
        surface = self.shapes.free[start:end]
        if "/" in surface or "之" in surface or exclusions.is_roman(surface):
            return None
        shadow = self.shapes.shadow
        if surface == "半" and shadow[end : end + 1] == "数" and shadow[end + 1 : end + 2] not in POWERS:
            return self.shapes.number(start, end + 1, reading)
        if reading.bare and not (
            len(surface) > 1 and (context.mod_before(shadow, start) or context.mod_after(shadow, end))
        ):
            return None  # 销售收入破百亿, but 亿万 and 千万 count nothing
        return self.shapes.number(start, end, reading)

    def _share(self, last: Amount) -> None:
        """Give the waiting numbers the unit and the magnitude of the amount that ends their list."""
        if not self.waiting:
            return
        free = self.shapes.free
        first = self.waiting[0].start
        between = free[self.waiting[-1].end : last.start] if last.start - self.waiting[-1].end <= 4 else ""
        if last.unit is None or not LIST.fullmatch(between) or free[max(0, first - 1) : first] in ("\n", ""):
            self._give_up_waiting()
            return
        scale = _magnitude(last.surface)
        for amount in self.waiting:
            if scale and not _magnitude(amount.surface):
                amount.scaled(scale)
            # `unit` is what is printed, and nothing is; dimension and base values are those of the list.
            amount.unit, amount.written, amount.per = last.unit, "", last.per
            amount.rule = "quantity.list"
            if not amount.infix:
                amount.mod = context.mod_before(self.shapes.shadow, amount.start) or amount.mod
        self.found += self.waiting
        self.waiting = []

    def _give_up_waiting(self) -> None:
        """The waiting numbers that are amounts by themselves: 30万市民, 90以上."""
        for amount in self.waiting:
            rule = unitless.rule(self.shapes.shadow, self.shapes.free, amount)
            if rule:
                amount.rule = rule
                self._finish(amount)
                self.found.append(amount)
        self.waiting = []


def _is_part(amount: Amount) -> bool:
    """四分之一, 一半."""
    return amount.rule == "quantity.fraction"


def _in_unit(value: Decimal, unit: Unit, other: Unit) -> Decimal | None:
    """A value of one unit in another of the same kind, None where they do not convert."""
    if unit.surface == other.surface or (unit.surface == "个" and other.surface[0] == "个"):  # 0.5个至0.8个百分点
        return value
    if (
        unit.dimension != other.dimension
        or unit.base != other.base
        or unit.dimension in ALIKE
        or unit.offset
        or other.offset
    ):
        return None
    return divide(unit.to_base(value), other.to_base(Decimal(1)))


def _magnitude(surface: str) -> Decimal | None:
    """The trailing magnitude of a numeral's surface: 万 of 8万."""
    size = 1
    for char in reversed(surface[1:]):
        if char not in POWERS:
            break
        size *= POWERS[char]
    return Decimal(size) if size > 1 else None
