"""The searches for arithmetic between facts, each over a bounded window of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from newsextract import lazyre as re
from newsextract.facts.amounts import Amount, meets, slip, written
from newsextract.facts.words import is_ratio, unit_kind
from newsextract.records import CheckKind, Fact, Quantity

WINDOW = 14
"""Facts that one relation may reach back over."""

REMAINDERS = re.compile("剩余|剩下|余下|尚有|还剩|仅剩|尚余|结余|仍有|还有|还余|还差")
BALANCES = ("顺差", "逆差")
TOTALS = re.compile("合计|共计|总计|总共|一共|两项|三项|总额|总数|总量|总值|总产量|总投资")
PARTS = re.compile("其中|包括|分为")

NEAR = 4
"""Facts on either side of a rate among which its count and its total are looked for."""

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Item:
    """A fact with its amount and surroundings. cue: the text just before the number; paragraph: a running number."""

    fact: Fact
    quantity: Quantity
    amount: Amount
    name: str
    cue: str
    sentence: int
    paragraph: int
    time: str | None

    @property
    def text(self) -> str:
        return "".join(self.quantity.text.split())

    @property
    def changes(self) -> bool:
        return self.fact.trend in ("INCREASE", "DECREASE")


@dataclass(frozen=True, slots=True)
class Finding:
    kind: CheckKind
    holds: bool
    expression: str
    items: tuple[Item, ...]


def _remainders(items: list[Item]) -> Iterator[Finding]:
    """26180户 − 25411户 = 769户: what is left, of which the article gave the whole and the part that went."""
    for at, rest in enumerate(items):
        if not (REMAINDERS.search(rest.cue) or REMAINDERS.search(rest.name)):
            continue
        if rest.changes or is_ratio(rest.quantity.unit):
            continue
        same = [i for i in items[max(0, at - WINDOW * 2) : at] if _alike(i, rest)]
        if len(same) < 2 or not same[-1].quantity.end or rest.sentence - same[-1].sentence > 2:
            continue
        gone = same[-1]
        wholes = [
            w for w in reversed(same[:-1]) if w.amount.value > gone.amount.value and common(w.name, rest.name) >= 2
        ]
        whole = next((w for w in wholes if _differ(w, gone, rest)), None)
        if whole is not None:
            yield _difference(whole, gone, rest, holds=True)
            continue
        near = next((w for w in wholes if slip(rest.amount.value, w.amount.value - gone.amount.value)), None)
        if near is not None:
            yield _difference(near, gone, rest, holds=False)


def _balances(items: list[Item]) -> Iterator[Finding]:
    """出口 − 进口 = 顺差."""
    for at, balance in enumerate(items):
        if balance.changes or not any(cue in balance.name for cue in BALANCES):
            continue
        same = [i for i in items[max(0, at - WINDOW) : at] if _alike(i, balance) and i.paragraph == balance.paragraph]
        out = next((i for i in reversed(same) if "出口" in i.name and "进" not in i.name), None)
        into = next((i for i in reversed(same) if "进口" in i.name and "出" not in i.name), None)
        if out is None or into is None or not _times_agree(out, into, balance):
            continue
        large, small = (out, into) if out.amount.value >= into.amount.value else (into, out)
        holds = _differ(large, small, balance)
        if holds or slip(balance.amount.value, large.amount.value - small.amount.value):
            yield _difference(large, small, balance, holds=holds)


def _changes(items: list[Item]) -> Iterator[Finding]:
    """由 a 增加到 b，增长 p%; b，比去年的 a 增加 c; b，比去年增加 c，增长 p%."""
    for at in range(2, len(items)):
        first, second, change = items[at - 2 : at + 1]
        if not change.changes or not (first.sentence == second.sentence == change.sentence):
            continue
        if not first.name == second.name == change.name or not _alike(first, second):
            continue
        if second.changes:
            if not first.changes and change.quantity.unit == "%" and second.fact.trend == change.fact.trend:
                yield from _relative(first, second, change)
            continue
        if first.changes or "fact.each" in (first.fact.rule, second.fact.rule):
            continue
        old, new = (first, second) if second.fact.trend in ("TO_UP", "TO_DOWN") else (second, first)
        if (new.amount.value > old.amount.value) != (change.fact.trend == "INCREASE") or old.amount.low <= 0:
            continue
        yield from _growth(old, new, change)


def _growth(old: Item, new: Item, change: Item) -> Iterator[Finding]:
    unit = change.quantity.unit
    if unit_kind(unit) == "points" or unit == new.quantity.unit:
        low, high = _ordered(new.amount.low - old.amount.high, new.amount.high - old.amount.low)
        computed = abs(new.amount.value - old.amount.value)
        holds = meets(low, high, change.amount)
        kind: CheckKind = "growth" if unit_kind(unit) == "points" else "difference"
        if holds or _credible(computed, change.amount):
            large, small = (new, old) if new.amount.value > old.amount.value else (old, new)
            yield Finding(
                kind, holds, _equation(f"{large.text} − {small.text}", change, computed, holds), (old, new, change)
            )
        return
    factor = {"%": HUNDRED, "倍": Decimal(1), "成": Decimal(10)}.get(unit)
    if factor is None or is_ratio(old.quantity.unit):
        return
    ratios = [
        (n / o - 1) * factor for n in (new.amount.low, new.amount.high) for o in (old.amount.low, old.amount.high)
    ]
    low, high = _ordered(min(ratios), max(ratios))
    computed = abs((new.amount.value / old.amount.value - 1) * factor)
    holds = meets(low, high, change.amount)
    if holds or _credible(computed, change.amount):
        sides = f"({new.text} − {old.text}) ÷ {old.text}"
        yield Finding("growth", holds, _equation(sides, change, computed, holds), (old, new, change))


def _relative(level: Item, change: Item, percent: Item) -> Iterator[Finding]:
    """1660万人，比上年减少1386万人，下降45.5%: the change against the level before it."""
    sign = 1 if change.fact.trend == "INCREASE" else -1
    old = level.amount.value - sign * change.amount.value
    lowest = min(level.amount.low - sign * change.amount.low, level.amount.high - sign * change.amount.high)
    if old <= 0 or lowest <= 0 or change.amount.low <= 0:
        return
    edges = [
        HUNDRED * c / (v - sign * c)
        for c in (change.amount.low, change.amount.high)
        for v in (level.amount.low, level.amount.high)
        if v - sign * c > 0
    ]
    computed = HUNDRED * change.amount.value / old
    holds = meets(min(edges), max(edges), percent.amount)
    if holds or _credible(computed, percent.amount):
        before = f"({level.text} {'−' if sign > 0 else '+'} {change.text})"
        expression = _equation(f"{change.text} ÷ {before}", percent, computed, holds)
        yield Finding("growth", holds, expression, (level, change, percent))


def _shares(items: list[Item]) -> Iterator[Finding]:
    """x，占 y 的 z%: the whole is a number in the words after 占, or one before that those words name."""
    for at in range(1, len(items)):
        share = items[at]
        if share.quantity.unit != "%" or share.changes or share.amount.low <= 0 or share.amount.value >= HUNDRED:
            continue
        opening, part = share.cue.rfind("占"), items[at - 1]
        if part.cue.rfind("占") >= 0 and share.cue.strip().endswith("的") and at >= 2:
            yield from _share(items[at - 2], part, share, certain=True)
            continue
        if opening < 0 or part.changes or is_ratio(part.quantity.unit) or part.name != share.name:
            continue
        named = share.cue[opening + 1 :].strip("的约近了 ")
        for whole in reversed(items[max(0, at - WINDOW) : at - 1]):
            if whole.changes or whole.fact.rule == "fact.each" or (named and common(named, whole.name) < 2):
                continue
            found = next(_share(part, whole, share, certain=False), None)
            if found is not None:
                yield found
                break


def _share(part: Item, whole: Item, share: Item, *, certain: bool) -> Iterator[Finding]:
    """certain: the words leave no doubt what the whole is, so that a wrong share is reported too."""
    if part.sentence != share.sentence or not _alike(whole, part) or part.amount.low <= 0:
        return
    if whole.amount.value <= part.amount.value or part.name != share.name:
        return
    low = HUNDRED * part.amount.low / whole.amount.high
    high = HUNDRED * part.amount.high / whole.amount.low
    computed = HUNDRED * part.amount.value / whole.amount.value
    holds = meets(low, high, share.amount)
    if holds or (certain and _credible(computed, share.amount)):
        sides = f"{part.text} ÷ {whole.text}"
        yield Finding("share", holds, _equation(sides, share, computed, holds), (part, whole, share))


def _sums(items: list[Item]) -> Iterator[Finding]:
    """总 z，其中 x、y: parts that follow their total, or stand before a 合计."""
    for at, total in enumerate(items):
        if is_ratio(total.quantity.unit) or total.quantity.per:
            continue
        after = [
            i
            for i in items[at + 1 : at + WINDOW]
            if _alike(i, total) and i.fact.trend in (total.fact.trend, None, "TO_UP") and i.paragraph == total.paragraph
        ]
        cued = bool(after) and PARTS.search(after[0].cue) is not None
        if total.changes and not cued:
            continue  # 新增12例，其中…: the parts of what has been added
        yield from _sum(total, after, cued)
        if TOTALS.search(total.cue):
            before = [i for i in items[max(0, at - WINDOW) : at] if _alike(i, total) and not i.changes]
            yield from _sum(total, [i for i in reversed(before) if i.sentence == total.sentence], cued=True)


def _sum(total: Item, parts: list[Item], cued: bool) -> Iterator[Finding]:
    """The longest run of at least two parts, from the total outwards, that adds up to it."""
    low = high = value = Decimal(0)
    held = 0
    for count, part in enumerate(parts, 1):
        if part.amount.value >= total.amount.value or (part.time != total.time and part.time and total.time):
            parts = parts[: count - 1]
            break
        low, high, value = low + part.amount.low, high + part.amount.high, value + part.amount.value
        if count > 1 and meets(low, high, total.amount):
            held = count
        if low > total.amount.high:
            break
    chosen = sorted(parts[: held or len(parts)], key=lambda i: i.quantity.start)
    if len(chosen) < 2 or not _supported(total, chosen, cued=cued):
        return
    value = sum((p.amount.value for p in chosen), Decimal(0))
    whole = all(p.sentence == chosen[0].sentence for p in chosen)
    if held or (cued and whole and slip(total.amount.value, value)):
        sides = " + ".join(p.text for p in chosen)
        yield Finding("sum", bool(held), _equation(sides, total, value, bool(held)), (*chosen, total))


def _supported(total: Item, parts: list[Item], *, cued: bool) -> bool:
    """A cue (其中, 合计), or numbers long enough not to add up by chance."""
    if cued:
        return len(total.amount.value.normalize().as_tuple().digits) > 1
    return min(len(i.amount.value.normalize().as_tuple().digits) for i in (total, *parts)) >= 3


def _products(items: list[Item]) -> Iterator[Finding]:
    """120户，户均2.5万元，共300万元: count × average = total."""
    for at, rate in enumerate(items):
        if not rate.quantity.per or rate.changes or rate.amount.digits < 2:
            continue
        near = [i for i in items[max(0, at - NEAR) : at + NEAR + 1] if i.paragraph == rate.paragraph and not i.changes]
        counts = [i for i in near if i.quantity.unit == rate.quantity.per and i.amount.digits > 1]
        totals = [
            i for i in near if i.quantity.unit == rate.quantity.unit and not i.quantity.per and i.amount.digits > 1
        ]
        for count in counts:
            low, high = count.amount.low * rate.amount.low, count.amount.high * rate.amount.high
            total = next((t for t in totals if low > 0 and meets(low, high, t.amount)), None)
            if total is not None:
                computed = count.amount.value * rate.amount.value
                sides = f"{count.text} × {rate.text}"
                yield Finding("product", True, _equation(sides, total, computed, holds=True), (count, rate, total))
                break


def _restatements(items: list[Item]) -> Iterator[Finding]:
    """9.5万人 ≈ 94682人: one amount told twice, once rounded."""
    by_unit: dict[str, list[Item]] = {}
    for item in items:
        earlier = by_unit.setdefault(item.quantity.unit, [])
        for other in reversed(earlier[-WINDOW:]):
            coarse, fine = (item, other) if item.amount.digits < other.amount.digits else (other, item)
            if _restated(coarse, fine):
                yield Finding("restatement", True, f"{coarse.text} ≈ {fine.text}", (other, item))
                break
        earlier.append(item)


def _restated(coarse: Item, fine: Item) -> bool:
    if (
        coarse.amount.value == fine.amount.value
        or coarse.amount.digits < 2
        or coarse.amount.digits == fine.amount.digits
    ):
        return False
    if fine.amount.digits < 3 or coarse.fact.trend != fine.fact.trend or coarse.quantity.per != fine.quantity.per:
        return False
    if coarse.sentence == fine.sentence or common(coarse.name, fine.name) < 2:
        return False
    if coarse.name not in fine.name and fine.name not in coarse.name and coarse.quantity.mod is None:
        return False  # 财政收入263亿元, 财政支出262.6亿元
    if coarse.quantity.mod in ("EQUAL_OR_MORE", "EQUAL_OR_LESS"):
        return False  # a bound, not a rounding
    if is_ratio(coarse.quantity.unit) and (coarse.name != fine.name or coarse.quantity.mod is None):
        return False  # rates of different things are often alike
    return meets(fine.amount.low, fine.amount.high, coarse.amount)


SEARCHES: tuple[Callable[[list[Item]], Iterator[Finding]], ...] = (
    _remainders, _balances, _changes, _shares, _sums, _products, _restatements,
)  # fmt: skip


def _alike(a: Item, b: Item) -> bool:
    return a.quantity.unit == b.quantity.unit and a.quantity.per == b.quantity.per


def _times_agree(*items: Item) -> bool:
    return len({i.time for i in items if i.time}) <= 1


def _differ(large: Item, small: Item, rest: Item) -> bool:
    return meets(large.amount.low - small.amount.high, large.amount.high - small.amount.low, rest.amount)


def _difference(large: Item, small: Item, rest: Item, *, holds: bool) -> Finding:
    computed = large.amount.value - small.amount.value
    sides = f"{large.text} − {small.text}"
    return Finding("difference", holds, _equation(sides, rest, computed, holds), (large, small, rest))


def _equation(sides: str, printed: Item, computed: Decimal, holds: bool) -> str:
    """“26180户 − 25411户 = 769户”; where it does not hold, the computed value and then the printed one."""
    if holds:
        return f"{sides} {'=' if computed == printed.amount.value else '≈'} {printed.text}"
    return f"{sides} = {written(computed, printed.quantity)} ≠ {printed.text}"


def _credible(computed: Decimal, printed: Amount) -> bool:
    """Is a wrong result near enough to be this relation's: within a quarter of it, or a slip of the pen?"""
    rounded = computed.quantize(printed.step) if printed.step < 1 else computed.quantize(Decimal(1))
    return abs(computed - printed.value) <= abs(printed.value) / 4 or slip(printed.value, rounded)


def _ordered(a: Decimal, b: Decimal) -> tuple[Decimal, Decimal]:
    """The interval of an absolute value."""
    a, b = abs(a), abs(b)
    return (a, b) if a <= b else (b, a)


def common(a: str, b: str) -> int:
    """The length of the longest common substring of two names (both short: indicators are bounded)."""
    if len(a) > len(b):
        a, b = b, a
    a = a[:40]
    for length in range(len(a), 0, -1):
        if any(a[i : i + length] in b for i in range(len(a) - length + 1)):
            return length
    return 0
