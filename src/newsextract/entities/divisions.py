"""Departments of organisations, which belong to their names: 教育部|职业教育司, 岚峰医院|骨科二病区."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.labels import Span
from newsextract.entities.lexicon import any_of
from newsextract.entities.organisations import INSIDE, is_nominal, lexicon, verb

_WARD, _DEPARTMENT = 4.0, 6.0
"""Bonuses in log-odds of a hospital's ward and of another department."""
_DIVIDED = frozenset("部委局办厅站司署队院行")
"""Last characters of what has departments."""
_HOSPITALS = ("医院", *(f"{number}院" for number in "一二三四五六"))


def divisions(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Organisations with the department that follows: 教育部|职业教育司, 岚峰医院|骨科二病区."""
    for index, span in enumerate(spans):
        if span.label != "ORG":
            continue
        if text.endswith(_HOSPITALS, span.start, span.end):
            end, bonus = _ward_end(text, span.end), _WARD
        else:
            end, bonus = _department(text, span.end, spans[index + 1 : index + 2]), _DEPARTMENT
        if end > span.end:
            yield Span(span.start, end, "ORG", bonus, "organisation")


def _department(text: str, at: int, after: Sequence[Span]) -> int:
    """Where the department of the organisation that ends at `at` ends; `at` if none does. after: the next span."""
    match = _division().match(text, at) if text[at - 1] in _DIVIDED else None
    if match is None or verb().search(text, at, match.end()):
        return at
    end = match.end()
    if (after and after[0].start < end) or not is_nominal(text[at:end]):
        return at
    if any(tag[0] in "dpru" and word != "与" for word, tag in segment.tagged(text[at:end])):
        return at  # 总队|立即调集|支队
    return end


# A hospital's ward: 岚峰医院|血液科; what the lexicon does not hold only before what patients do there, or a mark. Its
# officer's title takes it along, and the hospital stands alone: 岚峰医院|血液科主任.
_NO_TITLE = "(?!副?(?:主任|教授|研究员)|主治|护士|护师|医生|医师|医护|大夫)"


@cache
def _ward() -> re.Pattern[str]:
    before = "专家|确诊|就诊|住院|接受|治疗|[、,。;:()]|$"
    other = f"(?!中心|大学|医院)[^\\W的在和与了为对把被从到有向说称并0-9]{{1,8}}?科(?={before})"
    return re.compile(
        f"(?:(?:{any_of(lexicon().wards)}){{1,3}}科(?![学技研普目室教院楼])|{other})"
        f"(?:[一二三四五六七八九十]?病?区)?{_NO_TITLE}|(?:住院|门诊|急诊|体检)(?:部|中心|大?楼)(?<!楼)"
    )


def _ward_end(text: str, at: int) -> int:
    """Where the ward named after its hospital ends; `at` if none follows."""
    match = _ward().match(text, at)
    return match.end() if match and not verb().search(text, at, match.end()) else at


# 教育部|职业教育司, 岚峰公司|市场部, 供应站|运输车队; not a word that ends or begins so: 布局, 司机, 部署.
@cache
def _division() -> re.Pattern[str]:
    return re.compile(
        f"(?:{INSIDE}{{2,6}}与)??{INSIDE}{{2,10}}?(?:司(?![法机令徒仪职务])|局(?![面势部限长域])|"
        "(?<!全)部(?![署分门队长件落委属级位])|处(?=[、,。;:和]|$)|车队|支队|大队|中队)"
    )
