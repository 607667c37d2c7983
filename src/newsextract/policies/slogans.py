"""Slogans by shape: quoted numeral phrases that stand for a set (四个意识, 两不愁三保障, 五有, 三位一体)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsextract import lazyre as re
from newsextract.policies.candidates import FIVE_YEAR_PLAN, HAN, Candidate, Priority, Quote
from newsextract.policies.vocabulary import any_of, words
from newsextract.records import PolicyKind

LONGEST = 18
_MANY = "两二三四五六七八九十"

# Measure words with which a numeral names a set and not an amount: 四个意识, 八项规定, 三大攻坚战, 四种形态.
_SET = re.compile(
    rf"十?[{_MANY}](?:个(?!月|人|半|小时|国|星期|世纪|亿)|项|大|种|条|类|股|支|方面|块|座|篇|张|件|道|重|本|把|双|片)"
    rf"(?:(?!要)[{HAN}、]){{1,9}}"
    # “7个专项行动”
    rf"|\d{{1,2}}[个项大][{HAN}]{{2,6}}(?:行动|工程|计划|项目)"
)
# “十大新闻”, “十大应用成果”: a list of the best of a year.
_NOTABLE = re.compile(rf"[{_MANY}百]大[{HAN}]{{0,6}}{any_of(words('slogan', 'notable'))}")
# “7个专项行动”: a set that is counted, not one undertaking as the 十大合作计划.
_TALLIED = re.compile(rf"\d{{1,2}}[个项]|十?[{_MANY}]个")
# Two or more numerals in parallel: 两不愁三保障, 一国两制, 三区两通道, 三去一降一补; 、or a comma may part them.
_PART = rf"[一{_MANY}双][^\W\d_一{_MANY}双]{{1,4}}"
_PARALLEL = re.compile(rf"{_PART}(?:[、,]?{_PART}){{1,5}}")
# 三位一体, 三证合一, 五带一体, 多规合一.
_IN_ONE = re.compile(rf"[{_MANY}][{HAN}](?:一[{HAN}]|合一)|多[{HAN}]合一")
# 一户一策, 一对一…: “to each its own” counts nothing; yet “一业一证”改革 is a reform's name.
_EACH = re.compile(r"一箭.星|一.{1,3}一策|一对一.*|.*一家亲|.*一盘棋|.*式|.*十年")
_NUMBERS = re.compile(f"[{_MANY}]")
SHORTEST_BARE = 4
_COUNTING = frozenset(f"一{_MANY}双多0123456789")
_REFORM = re.compile(r"改革|制度|机制|模式|工作法|审批")
# 五有, 三服务, 双减: too weak a shape without company.
_PAIR = re.compile(rf"[{_MANY}双][{HAN}]{{1,2}}")
# 三社联动, 五级书记: a numeral and three characters, as weak, and idioms have the shape too.
_QUAD = re.compile(
    rf"[两三四五六七八九]{{1}}[{HAN}](?:联动|协同|共治|融合|同步|齐抓|统筹|协商|互动|同创|并进|贯通|衔接|书记|管理|服务)"
)
# A set named by its size in mid-word counts only before a noun of cooperation: “钻石六边”合作架构.
_SIZED = re.compile(rf"[{HAN}]{{1,3}}[{_MANY}][{HAN}]{{1,2}}")
_FRAME = re.compile(rf"[{HAN}]{{0,4}}(?:合作|架构|框架|格局|布局)")
# “461”非中合作框架, “3820”战略工程.
_DIGITS = re.compile(r"\d{3,4}|\d{1,2}(?:-\d{1,2}){2,3}")
# “714”高炮, “520”活动: what a number is called after is no policy for that.
_NUMBERED = re.compile(
    rf"[{HAN}]{{0,6}}?(?:工程|计划|行动|战略|目标|要求|政策|机制|体系|模式|改革|工作法|格局|布局|框架|架构|方案|措施|举措|规划|思路|路径|产业)"
)
_UNDERTAKING = re.compile(rf"[{HAN}]{{0,4}}(?:工程|计划|行动|战略)")

_JOINTS = tuple("、和与及")
# “两优”、|大农科院、|“三医联动”: an unquoted member of the row.
_MEMBER_BETWEEN = re.compile(rf"[、和与及](?:(?!推|落|实|深|开|做|加|完|提)[{HAN}]){{1,6}}[、和与及]?[“\"]")
_HEAD = re.compile(rf"[{HAN}]{{0,8}}?{any_of(words('slogan', 'heads'))}")
NEVER = frozenset(words("slogan", "never"))
_AMOUNT = re.compile(
    rf"[{_MANY}百千\d]+(?:年|月|日|天|周|小时|分钟|岁|代|世纪|旬|点|连[冠胜败跌涨增丰降]|"
    r"[强国省市县乡村城人元米亩吨里步次轮号线等期届级])(?:间|内)?"
)
# A list right before the quotation, or a definition right behind it, shows that the phrase stands for a set.
_LISTED = re.compile(rf"[{HAN}]、[{HAN}]{{1,10}}(?:、|和|与|及)?[{HAN}]{{1,10}}(?:等)?$")
_DEFINED = re.compile(r",?(?:即|就是|是指|指的是|则?包[括含]|分别是|分别为|指)|\(|——|:")
# 两高 are two courts, and high energy use with high emissions: “两高”项目.
_POLLUTERS = re.compile("项目|行业|产业|企业")
# “九分石头一分土”之称, “三位一体”核力量: sayings and weapons.
_SAYING = re.compile(r"的?(?:核(?![心算查实])|导弹|打击力量|作战|防空|之[称说]|说法|俗语|谚语|美誉|美称|称号|荣誉)")
# “安居三策”政策，包括…, “学习四步”，即…: what is enumerated is a set.
_DEFINED_BEHIND = re.compile(rf"[{HAN}]{{0,6}}(?:,即|,?(?:就是|是指|指的是|则?包[括含](?!.{{0,6}}在内)|分别是|分别为))")
# How many slogans back the whole may stand whose part is explained.
NAMES_BACK = 8
_PROGRAMME_END = ("计划", "行动", "工程", "战略", "倡议", "规划")


def find(shadow: str, marks: list[Quote]) -> Iterator[Candidate]:
    """Quoted numeral phrases. What ends in a programme's kind word is a programme (十大合作计划)."""
    for mark in marks:
        if not 2 <= len(mark.text) <= LONGEST or not _is_set_phrase(shadow, mark):
            continue
        undertaking = mark.text.isdigit() and _UNDERTAKING.match(shadow, mark.after)
        named = mark.text.endswith(_PROGRAMME_END) and not _TALLIED.match(mark.text)
        kind: PolicyKind = "programme" if undertaking or named else "slogan"
        yield Candidate(mark.start, mark.end, kind, f"policy.{kind}.numeral", Priority.QUOTED, mark.after)


def fellows(shadow: str, winners: Sequence[Candidate], marks: Sequence[Quote]) -> Iterator[Candidate]:
    """Quotations built like a set phrase that stand in a row with one: “一业一证”“一企一证”."""
    starts = {one.start for one in winners if one.kind == "slogan" and one.after > one.end}
    if not starts:
        return
    ends = {one.after for one in winners if one.start in starts}
    for mark in marks:
        text = mark.text
        if mark.start in starts or not (_PARALLEL.fullmatch(text) or _PAIR.fullmatch(text) or _QUAD.fullmatch(text)):
            continue
        before, after = mark.start - 1, mark.after
        before -= shadow[before - 1 : before] in _JOINTS
        after += shadow[after : after + 1] in _JOINTS
        between = _MEMBER_BETWEEN.match(shadow, mark.after) if after > mark.after else None
        in_row = before in ends or after + 1 in starts or (between is not None and between.end() in starts)
        if in_row and not _never(text) and not _EACH.fullmatch(text):
            ends.add(mark.after)
            yield Candidate(mark.start, mark.end, "slogan", "policy.slogan.row", Priority.QUOTED_WEAK, mark.after)


def _never(text: str) -> bool:
    """Whether a text in the shape of a set phrase is known to be none: idioms, dates, amounts."""
    return bool(text.endswith("号") or text in NEVER or _AMOUNT.fullmatch(text) or FIVE_YEAR_PLAN.fullmatch(text))


def _is_set_phrase(shadow: str, mark: Quote) -> bool:
    """Whether the quoted words have the shape of a set phrase, and, where the shape is weak, the company of one."""
    text = mark.text.replace(" ", "")
    if _COUNTING.isdisjoint(text):
        return False
    if text == "两高":
        return bool(_POLLUTERS.match(shadow, mark.after))
    if _never(text):
        return False
    if _SAYING.match(shadow, mark.after):
        return False
    if _NOTABLE.fullmatch(text):
        return False
    if _SET.fullmatch(text) or _IN_ONE.fullmatch(text):
        return True
    if _EACH.fullmatch(text):
        return False
    if _PARALLEL.fullmatch(text):
        return not set(text).isdisjoint(f"{_MANY}双") or bool(_REFORM.match(shadow, mark.after))
    if _PAIR.fullmatch(text) or _QUAD.fullmatch(text):
        return _has_head(shadow, mark) or bool(_DEFINED.match(shadow, mark.after)) or _follows_list(shadow, mark)
    if _SIZED.fullmatch(text):
        return bool(_FRAME.match(shadow, mark.after) or _DEFINED_BEHIND.match(shadow, mark.after))
    return bool(_DIGITS.fullmatch(text)) and bool(_NUMBERED.match(shadow, mark.after))


def stands_anywhere(name: str) -> bool:
    """Whether a set phrase that an article quotes is one without its marks too: 六横六纵, not 五有."""
    return bool(len(name) >= SHORTEST_BARE and _PARALLEL.fullmatch(name)) and len(_NUMBERS.findall(name)) > 1


def whole(shadow: str, winners: list[Candidate]) -> list[Candidate]:
    """The winners without the parts of a slogan where they are explained: “两翼”就是… behind “一核两翼”."""
    names: list[str] = []
    kept = []
    for one in winners:
        name = shadow[one.start : one.end]
        if one.rule == "policy.slogan.numeral":
            if _DEFINED.match(shadow, one.after) and any(
                name in longer and name != longer for longer in names[-NAMES_BACK:]
            ):
                continue
            names.append(name)
        kept.append(one)
    return kept


def _has_head(shadow: str, mark: Quote) -> bool:
    return bool(_HEAD.match(shadow, mark.after))


def _follows_list(shadow: str, mark: Quote) -> bool:
    return bool(_LISTED.search(shadow, max(0, mark.start - 31), mark.start - 1))
