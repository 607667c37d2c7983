"""Numbers that are amounts without a unit: 30万市民, 增长到3000多, 90以上, 指数为50.1 (guidelines §1, §6)."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.quantities import context, exclusions, senses
from newsextract.quantities.amount import Amount

_SCALED = re.compile(
    r"-?(?:[0-9零一二三四五六七八九十百千两几数半点.,多余来 ]+[万亿]+)+[多余]?|[0-9,]{2,}[多余]"
    r"|[一二三四五六七八九两]?[百千][多余]|[几数][十百千]"
    r"|[0-9.]+[万亿]?(?:[-—~至到]|——)[0-9.]+[万亿]+"
)
_SIGN = re.compile(r"[A-Za-z0-9%°/+=_@#*×]|-[0-9A-Za-z]")
_MEASURED = re.compile(
    r"(?:[发患]病率|死亡率|[出死]生率|生育率|再生率|抚养比|指数|系数|评分|得分|比值|差值|前值|预期|均值|基尼|PMI|CPI|PPI|pH|PH|密度|倍率|市盈率|汇率|中间价|净值|比例|比重"
    r"|(?:收入|之|负债|性别|师生|投入产出|销售|库存|股息|配)比|容积率)"
    r"[^,。;、\n]{0,8}(?:为|达到?|至|到|报|是|于|的|在|破|[:：])\s?$"
)
_BORN = re.compile(r"[、和与及]?[0-9]0后")
"""70、|80后."""
_COORDINATE = re.compile(r"(?:北纬|南纬|东经|西经) ?$")
_INDEX = re.compile(r"指数|系数|PMI|CPI|PPI|汇率|中间价|比例|比值|收入比|之比|负债比|性别比|师生比|容积率")
_MOVES = re.compile(
    r"\s*(?:[,。;)\ue000]|，|；|）|[升降增减涨跌回上下扩缩调提](?:至|整|高|到|升|降|落|调|涨|跌|小|大))"
)
_CLOSES = re.compile(r"\s*(?:[,。;、!?)）\n\ue000]|，|；|！|？|$)")
_ASCII_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


def rule(shadow: str, free: str, amount: Amount) -> str | None:
    """The rule by which a number without a unit is an amount, or None."""
    start, end, surface = amount.start, amount.end, amount.surface
    if surface in ("一半", "一半多", "一半余", "半数"):
        return "quantity.fraction"
    if exclusions.TIME.match(free, end) or (free[start - 1 : start] == "\ue000" and _ASCII_NUMBER.fullmatch(surface)):
        return None
    if _SIGN.match(free, end) or _BORN.match(free, end):
        return None
    if _SCALED.fullmatch(surface) or (
        surface.strip("百千万亿") == "" and (_CLOSES.match(free, end) or context.mod_after(shadow, end))
    ):
        return "quantity.bare"
    if "." in surface and amount.low is not None and shadow.startswith("之间", end):
        return "quantity.bounded"  # 0.6至0.8之间
    if not _ASCII_NUMBER.fullmatch(surface) or _is_year(surface):
        return None
    if context.mod_after(shadow, end) and not _is_listed(shadow, start):
        return "quantity.bounded"
    if context.mod_before(shadow, start) and _CLOSES.match(free, end):
        return "quantity.bounded"
    if _COORDINATE.search(shadow, max(0, start - 3), start):
        return "quantity.coordinate"
    if _MEASURED.search(shadow, max(0, start - 20), start) and _CLOSES.match(free, end):
        return "quantity.measured"
    if "." in surface and _MOVES.match(free, end) and senses.Place(shadow, surface, start, start, False).says(_INDEX):
        return "quantity.measured"
    return None


def _is_year(surface: str) -> bool:
    return len(surface) == 4 and surface.isdigit() and surface[:2] in ("18", "19", "20")


def _is_listed(shadow: str, start: int) -> bool:
    """A number at the start of a line heads a list."""
    return start == 0 or shadow[start - 1] == "\n"
