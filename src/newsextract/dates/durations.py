"""Amounts of time: 3年, 两个半月, 30多天, 一年零三个月, 2小时30分, 3—5天, 几十年, 半年."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.dates.shapes import Span

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2, "仨": 3}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "廿": 20, "卅": 30}
CHINESE = "〇零一二三四五六七八九十百千万两廿卅"

# unit → (TIMEX3 letter, “T” for clock units, factor of the letter, months, days, seconds of one)
UNITS: dict[str, tuple[str, int, int, int, int]] = {
    "世纪": ("Y", 100, 1200, 0, 0), "周年": ("Y", 1, 12, 0, 0), "年": ("Y", 1, 12, 0, 0), "载": ("Y", 1, 12, 0, 0),
    "季度": ("Q", 1, 3, 0, 0), "季": ("Q", 1, 3, 0, 0), "月": ("M", 1, 1, 0, 0),
    "星期": ("W", 1, 0, 7, 0), "礼拜": ("W", 1, 0, 7, 0),
    "周": ("W", 1, 0, 7, 0), "昼夜": ("D", 1, 0, 1, 0),
    "晚上": ("D", 1, 0, 1, 0), "夜晚": ("D", 1, 0, 1, 0), "白天": ("D", 1, 0, 1, 0),
    "工作日": ("D", 1, 0, 1, 0), "交易日": ("D", 1, 0, 1, 0),
    "天": ("D", 1, 0, 1, 0),
    "日": ("D", 1, 0, 1, 0), "小时": ("h", 1, 0, 0, 3600), "钟头": ("h", 1, 0, 0, 3600),
    "钟": ("h", 1, 0, 0, 3600), "刻钟": ("m", 15, 0, 0, 900),
    "分钟": ("m", 1, 0, 0, 60), "分": ("m", 1, 0, 0, 60), "秒钟": ("s", 1, 0, 0, 1), "秒": ("s", 1, 0, 0, 1),
}  # fmt: skip
ORDER = "YQMWDhms"
HALF = Decimal("0.5")
WEEKS = ("周", "星期", "礼拜")

_NUMBER = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,6}(?:\.[0-9]{1,2})?[百千万]?|一整|[几数多半仨俩]|好几|若干|[很许好]多|好些"
    rf"|[几数上好]?[{CHINESE}]{{1,8}}几?(?:点[一二三四五六七八九零]{{1,3}})?"
)
ELEMENT = re.compile(
    rf"(?P<big>大半|小半|大|)(?P<low>{_NUMBER})(?:[-—~至到](?P<high>{_NUMBER}))?"
    r" ?(?P<more>多|余|来)? ?(?P<counter>个(?P<half>半|多)?)?"
    rf"(?P<unit>{'|'.join(UNITS)})(?P<tail>半(?!年|天|月|日|小|个|数|山|导|夜)|多(?!家|名|个|人|种|项|次|考|熟|茬|年|达|元|方|边|云|年)|余(?!家|名|个|人|种|项|次|年|元))?"
)
ONE_AND_A_HALF = re.compile(
    r"个半(?P<of>小时|钟头|钟|月|星期|礼拜)|(?P<unit>[年天])半(?!年|天|月|日|小|个|数|山|导|夜|路|途)|(?P<minute>分)半(?!之|点|年)(?:钟)?"
)
"""个半小时, 年半, 分半钟: one is left out."""
HALF_FIRST = frozenset("个年天分")
NIGHTS = re.compile(rf"(?:[0-9]{{1,3}}|[{CHINESE}]{{1,3}})[夜晚]")


class Element(NamedTuple):
    """One number with its unit. low, high: Decimals, None where vague (几, 多). half: said in so many words (个半)."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    mod: str | None
    half: bool = False


@lru_cache(maxsize=4096)
def integer(surface: str) -> int | None:
    """The whole number that Arabic digits or Chinese numerals below 100 million spell: 二〇一八, 十二, 2018, 两千."""
    if surface.isascii():
        return int(surface) if surface.isdigit() else None
    if all(c in DIGITS for c in surface):
        return int("".join(str(DIGITS[c]) for c in surface))
    total = section = digit = 0
    for c in surface:
        if c.isascii() and c.isdigit():
            digit = digit * 10 + int(c)
        elif c in DIGITS:
            digit = DIGITS[c]
        elif c in "廿卅":
            section += MAGNITUDES[c]
        elif c == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        elif c in MAGNITUDES:
            section += (digit or 1) * MAGNITUDES[c]
            digit = 0
        else:
            return None
    return total + section + digit


@lru_cache(maxsize=4096)
def _amount(surface: str) -> tuple[Decimal | None, Decimal | None, str | None]:
    """low, high, mod of a numeral; 三五 and 两三 are ranges, 几十 and 多 are vague, 上百 is more than 100."""
    if surface == "一整":
        return Decimal(1), Decimal(1), None
    if surface == "半":
        return Decimal("0.5"), Decimal("0.5"), None
    if surface[0] in "几数多好若很许" or surface[-1] == "几" or surface in ("千百", "百千", "万千"):
        return None, None, None
    mod = None
    if surface[0] == "上":
        mod, surface = "MORE_THAN", surface[1:]
    whole, point, fraction = surface.partition("点")
    if point:
        decimal = Decimal(f"{integer(whole) or 0}." + "".join(str(DIGITS[c]) for c in fraction))
        return decimal, decimal, None
    if surface[0].isdigit() and surface[-1] in MAGNITUDES:
        folded = Decimal(surface[:-1]) * MAGNITUDES[surface[-1]]
        return folded, folded, mod
    if surface[0].isdigit() and surface.isascii():
        exact = Decimal(surface.replace(",", ""))
        return exact, exact, mod
    plain = surface.replace("〇", "零")
    if len(plain) == 2 and all(c in DIGITS for c in plain) and 0 < DIGITS[plain[0]] < DIGITS[plain[1]]:
        return Decimal(DIGITS[plain[0]]), Decimal(DIGITS[plain[1]]), None
    if (
        len(plain) == 3
        and plain[2] == "十"
        and plain[0] in DIGITS
        and plain[1] in DIGITS
        and DIGITS[plain[0]] < DIGITS[plain[1]]
    ):
        return Decimal(DIGITS[plain[0]] * 10), Decimal(DIGITS[plain[1]] * 10), None
    if len(plain) == 3 and plain[0] == "十" and plain[1] in DIGITS and plain[2] in DIGITS:
        return Decimal(10 + DIGITS[plain[1]]), Decimal(10 + DIGITS[plain[2]]), None
    number = integer(plain)
    return (None, None, None) if number is None else (*2 * (Decimal(number),), mod)


@lru_cache(maxsize=8192)
def _element(low: str, high: str, more: str, half: str, unit: str, tail: str) -> Element:
    first, last, mod = _amount(low)
    if high and first is not None:
        _, last, _ = _amount(high)
    extra = Decimal("0.5") if half == "半" or tail == "半" else Decimal(0)
    if extra and first is not None and last is not None:
        first, last = first + extra, last + extra
    if more in ("多", "余") or half == "多" or tail in ("多", "余"):
        mod = "MORE_THAN"
    elif more == "来":
        mod = "APPROX"
    return Element(first, last, unit, mod, bool(extra))


def duration_at(text: str, at: int, *, days: bool = False) -> tuple[Span, int] | None:
    """The duration that starts at a position and its end.

    days: N日 with an Arabic or Chinese number is a duration here (为期10日), not a day of the month.
    """
    elements: list[Element] = []
    position = at
    order = -1
    while match := ELEMENT.match(text, position):
        unit = match["unit"]
        if not _sensible(match, days, bool(elements), text):
            break
        rank = ORDER.index(UNITS[unit][0])
        if rank <= order or (
            unit == "天" and elements and elements[-1].unit in WEEKS and text[position - 1] not in "零又"
        ):
            break  # 一周|五天
        order = rank
        elements.append(
            _element(
                match["low"], match["high"] or "", match["more"] or "", match["half"] or "", unit, match["tail"] or ""
            )
        )
        end = position = match.end()
        if match["high"] or match["tail"] or match["big"]:
            break
        if text[position : position + 1] in ("零", "又", "、", " ") and text[position : position + 1]:
            position += 1
            if text[position - 1] in "、 " or not ELEMENT.match(text, position):
                break
    if not elements:
        return None
    if elements[-1].unit == "分" and text.startswith("钟", end):
        end += 1
    if elements[-1].unit in ("天",) and (nights := NIGHTS.match(text, end)):
        end = nights.end()
    end = _with_hundredths(elements, text, end)
    span = _span(tuple(elements))
    if (dash := DASH.match(text, end)) is not None and len(elements) == 1 and "/" not in span.value:
        other = ELEMENT.match(text, dash.end())
        if other is not None and not other["high"] and _sensible(other, days, False, text):
            last = _span(
                (
                    _element(
                        other["low"], "", other["more"] or "", other["half"] or "", other["unit"], other["tail"] or ""
                    ),
                )
            )
            if last.months is not None and span.months is not None and ORDER.index(last.unit) <= ORDER.index(span.unit):
                return span._replace(value=f"{span.value}/{last.value}"), other.end()
    return span, end


HUNDREDTHS = re.compile(r"[0-9]{1,3}(?![0-9.:万亿])(?=[^\w]|[的夺获取战力完拿成排打摘列位改刷创]|$)")
"""9秒|83, 4分28秒|43: as the results of races are printed."""


def _with_hundredths(elements: list[Element], text: str, end: int) -> int:
    """Add them to the last element; the end of all."""
    if text[end - 1] != "秒" or not text[end - 2].isdigit() or (rest := HUNDREDTHS.match(text, end)) is None:
        return end
    last, more = elements[-1], Decimal(f"0.{rest.group()}")
    low, high = (None if bound is None else bound + more for bound in (last.low, last.high))
    elements[-1] = last._replace(low=low, high=high)
    return rest.end()


def one_and_a_half(text: str, at: int) -> tuple[Span, int] | None:
    """The duration that starts with its unit, 个半小时 or 年半, and its end."""
    match = ONE_AND_A_HALF.match(text, at)
    if match is None:
        return None
    unit = match["of"] or match["unit"] or match["minute"]
    return _span((_element("一", "", "", "半", unit, ""),)), match.end()


DASH = re.compile(r"[-—~至到]{1,2}")
MONEY = re.compile(r"[元圆币]|本[钱銭]")
"""What makes 日 the beginning of a currency: 3.5万日元."""


NIGHTS_AND_DAYS = frozenset(("晚上", "夜晚", "白天"))
COUNTED_UNITS = NIGHTS_AND_DAYS | frozenset(
    ("昼夜", "月", "星期", "礼拜", "小时", "钟头", "钟", "工作日", "交易日", "世纪", "季度", "周")
)
"""Units that 个 may stand before."""
SEASONS_BEFORE = re.compile(r"(?:连续|过去|未来|最近|接下来|近|连)$")
"""What makes N季 an amount of quarters: 连续三季, 未来几季."""


COUNTED_DAYS = re.compile(r"[之以]?[前后](?![往来])")
"""What makes 三日 three days."""


def _unit_stands(match: re.Match[str], unit: str, low: str, vague: bool, days: bool, follows: bool) -> bool | None:
    """What the units decide that are also dates, currencies or seasons; None for the others."""
    text = match.string
    if unit == "月":
        return bool(match["counter"]) or low in ("仨", "俩", "数", "半", "两")
    if unit == "日":
        if MONEY.match(text, match.end()):
            return False
        if low == "两" or (low in DIGITS and COUNTED_DAYS.match(text, match.end())):
            return True
        return days or vague or low in ("百", "半") or bool(match["more"]) or follows
    if unit == "钟":  # 两个钟
        return bool(match["counter"])
    if unit == "季":
        return SEASONS_BEFORE.search(text, max(0, match.start() - 4), match.start()) is not None
    if unit == "分":
        return follows or bool(match["tail"]) or text[match.end() : match.end() + 3].find("秒") > 0
    if unit in ("季度", "世纪"):
        return bool(match["counter"])
    if unit in NIGHTS_AND_DAYS:  # 一个夜晚: some night
        return bool(match["counter"]) and low != "一"
    return None


MANY = frozenset(("很多", "许多", "好多", "好些"))
WEEKDAY_NEXT = re.compile(r"[一二三四五六日天](?![次场趟回个期岁年月天日周十百千万倍顿节班集])")
"""一个周五, but 一个星期三次."""
WORKING = frozenset(("工作日", "交易日"))
MANY_OF = frozenset(("年", "天", "月", "小时", "星期", "世纪", "昼夜"))
"""很多年, 许多个月; 很多日本人 and 许多周边国家 hold none."""


def _sensible(match: re.Match[str], days: bool, follows: bool, text: str) -> bool:
    unit, low = match["unit"], match["low"]
    if low in MANY and unit not in MANY_OF:
        return False
    vague = low in ("几", "数", "多", "好几", "若干") or low[-1] == "几" or low[0] in "几数"
    if (stands := _unit_stands(match, unit, low, vague, days, follows)) is not None:
        return stands
    if match["counter"] and unit not in COUNTED_UNITS:
        return False
    if match["counter"] and unit in WEEKS and WEEKDAY_NEXT.match(text, match.end()):
        return False  # 最后一个周|五
    if unit in WORKING and low == "一" and text.startswith("最后", match.start() - 2):
        return False  # 节前最后|一个工作日
    if low in ("多", "若干") and match["more"]:
        return False
    if low == "半" and unit == "年" and text.startswith("末", match.end()):
        return False  # 半年末: the end of June
    if low == "半" and unit not in ("年", "天", "小时", "钟头", "月", "分钟", "秒", "世纪"):
        return False
    if unit == "载" and (low in ("一", "几") or (low.isascii() and not 2 <= len(low) <= 3)):
        return False
    if unit == "年" and low.isascii() and len(low) == 4 and not match["more"] and not match["tail"] and "." not in low:
        return int(low) > 2200
    return not (unit == "年" and len(low) == 4 and all(c in DIGITS for c in low))


@lru_cache(maxsize=8192)
def _span(elements: tuple[Element, ...]) -> Span:
    unit = UNITS[elements[-1].unit][0].replace("Q", "M")  # counted from a point, a quarter is three months
    mods = [element.mod for element in elements if element.mod]
    mod = mods[-1] if mods else None
    if any(element.low is None for element in elements):
        letter = UNITS[elements[0].unit][0]
        return Span(f"P{'T' if letter in 'hms' else ''}X{letter.upper()}", unit, None, None, None, mod)
    months = days = seconds = Decimal(0)
    for element in elements:
        assert element.low is not None
        _, _, month, day, second = UNITS[element.unit]
        months += element.low * month
        days += element.low * day
        seconds += element.low * second
    if months != int(months):  # half a month is half of thirty days
        days += (months - int(months)) * 30
        months = Decimal(int(months))
    if days != int(days):
        seconds += (days - int(days)) * 86400
        days = Decimal(int(days))
    value = _timex([part for e in elements for part in _parts(e)])
    if any(element.high != element.low for element in elements):
        value += "/" + _timex([(e.high, e.unit) for e in elements])
    return Span(value, unit, int(months), int(days), int(seconds), mod)


def _parts(element: Element) -> list[tuple[Decimal | None, str]]:
    """一个半小时 is one hour and a half; 1.5小时 stays as it is written."""
    if element.half and element.low is not None and element.low > HALF and UNITS[element.unit][0] == "h":
        return [(element.low - HALF, element.unit), (HALF, element.unit)]
    return [(element.low, element.unit)]


def _timex(parts: list[tuple[Decimal | None, str]]) -> str:
    """[(1, 年), (3, 个月)] → P1Y3M. Half a year is six months, half an hour 30 minutes; others keep the decimal."""
    amounts: dict[str, Decimal] = {}
    for number, unit in parts:
        assert number is not None
        letter, factor, *_ = UNITS[unit]
        amount = number * factor
        whole = Decimal(int(amount))
        if letter == "Y" and amount != whole and amount * 12 == int(amount * 12):
            amounts["M"] = amounts.get("M", Decimal(0)) + (amount - whole) * 12
            amount = whole
        elif letter == "h" and amount == HALF:
            amounts["m"] = Decimal(30)
            amount = whole
        elif letter == "m" and amount != whole and len(parts) == 1:
            amounts["s"] = (amount - whole) * 60
            amount = whole
        if amount or len(parts) > 1:
            amounts[letter] = amounts.get(letter, Decimal(0)) + amount
    text, clock = "P", False
    for letter in ORDER:
        if letter not in amounts:
            continue
        if letter in "hms" and not clock:
            text, clock = text + "T", True
        text += f"{amounts[letter].normalize():f}{letter.upper()}"
    return text if text not in ("P", "PT") else "P0D"
