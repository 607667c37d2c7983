"""People whom the layout or an affair names: by-lines (记者 武建玲 文/图), lists of correspondents, 某某 in cases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.labels import Span
from newsextract.entities.naming import is_word, single_surnames, surnames

_BYLINE_BONUS, _CLOSE_BONUS, _CASE_BONUS = 5.0, 2.0, 7.0
_ROLES = (
    "(?:记者|通讯员|责任编辑|编辑|责编|作者|摄影师|摄影|摄|撰稿|编译|校对|发布人|供稿|实习生|文/图|图/文|文|图|"
    "联系人|审核|监制|主编|执笔|制图|见习记者)"
)
# A role of one character is one only before a mark: 文/, 图:, not 文明.
_ROLE = re.compile(f"{_ROLES}(?:(?<![文图摄])|(?=[ :/]))(?P<mark>[ :/·]*)")
_END = "(?=[ \t\n、,，。;；:：()（）/|【】\\[\\]]|$|文/图|图/文|摄|文|图|报道|通讯员|实习生|发自|整理|编辑|采写|综合)"


@cache
def _name() -> re.Pattern[str]:
    single = single_surnames()
    double = "|".join(name for name in surnames() if len(name) == 2)
    return re.compile(
        f"(?!{_ROLES}|[\u4e00-\u9fff]{{1,2}}[局厅处办])(?:(?:{double})[\u4e00-\u9fff]{{1,2}}?|[{single}][\u4e00-\u9fff]{{1,2}}?){_END}"
    )


_GAP = re.compile("[ 、,，/]{1,4}")


def bylines(text: str) -> Iterator[Span]:
    """Names listed after a role word, each ended by a blank, a mark or the next role."""
    at = 0
    for role in _ROLE.finditer(text):
        if role.end() < at:
            continue
        at = role.end()
        while name := _name().match(text, at) or (":" in role["mark"] and _credited(text, at)):
            bonus = _BYLINE_BONUS if role["mark"] else _CLOSE_BONUS
            yield Span(name.start(), name.end(), "PERSON", bonus, "byline")
            at = name.end()
            gap = _GAP.match(text, at)
            if gap is None:
                break
            at = gap.end()


_CREDITED = re.compile(f"(?!{_ROLES})[\u4e00-\u9fff]{{2,3}}(?=[ \n()、|]|$)")


def _credited(text: str, at: int) -> re.Match[str] | None:
    """Somebody with a rare surname after 编辑: 初晓慧, not 本报."""
    match = _CREDITED.match(text, at)
    if match and all(len(word) == 1 or tag[:2] == "nr" for word, tag in segment.tagged(match[0], hmm=False)):
        return match
    return None


@cache
def _case() -> re.Pattern[str]:
    single = single_surnames()
    affair = f"(?:(?<![\u4e00-\u9fff])|(?<=[受因为在从]))[{single}][\u4e00-\u9fff]{{2}}(?=事件)"
    photographer = f"(?<=[( ])[{single}][\u4e00-\u9fff]{{1,2}}(?=摄[)影])"
    return re.compile(
        f"{affair}|{photographer}|[{single}](?!(?<=[从由与和向应于])某[种个些位家地])某[某甲乙丙丁]?|(?<![A-Za-z])[{single}](?:XX?|××?)(?![A-Za-z])"
    )


def cases(text: str) -> Iterator[Span]:
    """People whom an affair is called after (魏则西|事件), (于远|摄), and those whose name is withheld: 李某某."""
    if not any(word in text for word in ("某", "事件", "摄", "X", "×")):  # much quicker than the pattern
        return
    for match in _case().finditer(text):
        start = match.start()
        if text.startswith("某", start + 1) and is_word(text, start):  # 南方|某机场
            continue
        yield Span(start, match.end(), "PERSON", _CASE_BONUS, "person")
