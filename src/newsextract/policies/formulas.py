"""Formulas: 1+19+14, N+2, “3+2+N”, 1＋N, digits and letters joined by plus signs that name a policy."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN, Candidate, Priority

LONGEST = 24

_NUMERALS = "0123456789一二三四五六七八九十"
# “6天+365天”: amounts of one measure, in quotation marks; unlike ones are a sum of things (2艘船+1个港).
_MEASURED = re.compile(rf"[“‘](\d{{1,3}}([{HAN}])(?:\+(?:\d{{1,3}}|[NX])\2)+)[”’]")
# “4×4”现代化产业体系: four by four of something, in quotation marks and before what they make up.
_SQUARED = re.compile(
    r"[“‘](\d{1,2} ?× ?(?:\d{1,2}|[NX]))[”’]"
    rf"(?=[{HAN}]{{0,8}}(?:体系|模式|格局|框架|机制|行动|计划|工程|布局|集群))"
)
_PART = r"(?:\d{1,4}|[A-Znx]|[一二三四五六七八九十]{1,3})"
_RUN = re.compile(rf"{_PART}(?: ?\+ ?{_PART})+")
_FORMULA = re.compile(rf"(?<![A-Za-z0-9.+\-/×*=%$¥]){_RUN.pattern}(?![A-Za-z0-9=%℃$°/×*+])")
_ANCHOR = re.compile(rf"[{_NUMERALS}A-Znx] ?\+")
# 1+1=2, 1+1大于2, 90+3分钟, 2+2元: arithmetic, playing time, amounts.
_AFTER = re.compile(
    r" ?(?:[=≠≈><》%℃°]|大于|小于|等于|远?超过?2|分钟|秒|万|亿|元|美元|米|公里|岁|天|年|月|日|小时|吨|级|倍|比|轮|证明|"
    r"\.\d|[A-Za-z]|-\d)"
)
# 新闻1+1, 小米8+1: programmes on television, products, scores.
_BEFORE = re.compile(r"(?:新闻|两会|奥运|财经|小米|苹果|华为|荣耀|直播|比分|[A-Za-z0-9.+\-])$")
# A bare formula without a letter is a name only before what a formula can name, or between brackets.
_NAMED = re.compile(
    r"(?:领导人|国际|经济|经贸|合作|模式|机制|体系|框架|会议|峰会|对话|论坛|计划|工程|行动|政策|方案|改革|城市|国家|证书|"
    r"制度|免费|毕业生|教育|外长|防长|战略|外交|安全|产能|大米|宏观|互联互通|旅游|贸易|金融|公司|平台|工作|格局|布局|系列|"
    r"产业|专项|治理|监管|服务|防控|扶贫|帮扶|培养|学习|整治|招聘|生态|文明|结构|规划|文件|目标|任务|措施|省区市|政府|高考|"
    r"科创|选科|会晤|协议|就业|园区|产业园|社区|养老|医疗|实验室|法规|课程|人才|等)"
)
# “4+4|科创工程”: the noun is the head, within the marks as behind them.
_KIND_WITHIN = re.compile(rf"[{HAN}]{{0,6}}(?:工程|计划|行动|战略|体系|模式|机制|格局|工作法)[”\"]")


def find(shadow: str) -> Iterator[Candidate]:
    """Formulas, quoted or bare. A run of parts and pluses is read once, whatever its length."""
    if "×" in shadow:
        for match in _SQUARED.finditer(shadow):
            yield Candidate(*match.span(1), "formula", "policy.formula", Priority.QUOTED, match.end())
    if "+" not in shadow:
        return
    for match in _MEASURED.finditer(shadow):
        yield Candidate(*match.span(1), "formula", "policy.formula", Priority.QUOTED, match.end())
    end = 0
    for anchor in _ANCHOR.finditer(shadow):
        if anchor.start() < end:
            continue
        start = anchor.start()
        while start > end and anchor.start() - start < 3 and shadow[start - 1] in _NUMERALS:
            start -= 1
        run = _RUN.match(shadow, start)
        if run is None:
            continue
        end = run.end()
        if end - start > LONGEST or not _FORMULA.match(shadow, start) or not _is_name(shadow, start, end):
            continue
        opened = shadow[start - 1 : start] in ("“", '"')
        quoted = opened and shadow[end : end + 1] in ("”", '"')
        priority = Priority.QUOTED if quoted or (opened and _KIND_WITHIN.match(shadow, end)) else Priority.KNOWN
        yield Candidate(start, end, "formula", "policy.formula", priority, end + quoted)


def _is_name(shadow: str, start: int, end: int) -> bool:
    before, after = shadow[max(0, start - 3) : start], shadow[end : end + 6]
    name = set(shadow[start:end])
    if _AFTER.match(after) or _BEFORE.search(before) or name.isdisjoint(f"{_NUMERALS}NXnx"):
        return False
    if before.endswith(("“", '"')) or (before.endswith("(") and after.startswith(")")):
        return True
    return not name.isdisjoint("NXnx") or bool(_NAMED.match(after.lstrip()))
