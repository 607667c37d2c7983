"""The edges of a name as our guidelines draw them: what a tagger likes to take along, and what cannot be one name."""

from __future__ import annotations

import re

_PAIRS = {"《": "》", "“": "”", "‘": "’", "(": ")", "[": "]", "【": "】"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_BLANK = " 、,，:：/"

_CROSSING = re.compile("[\n。！？；]")
# 央视网|消息, 省水利厅|党组.
_AFTERTHOUGHT = re.compile("(?<=..)(?:消息|党组|讯|记者)$")
# 郑州|政府采购: the government is no part of the name.
_PURCHASE = re.compile("政府(?=采购|购买|工作报告|投资|债务|债券|部门|网站|性|补贴|引导)")
_TITLE = re.compile(
    "(?:日皇|皇太子|皇后|天皇|皇|国王|女王|王储|总统|总理|首相|主席|书记|省长|市长|县长|区长|镇长|乡长|村长|部长|局长|厅长|处长|科长|主任|院长|校长|所长|会长|董事长|总裁|"
    "经理|总监|教授|博士|院士|专家|记者|通讯员|医生|律师|法官|队长|教练|球员|选手|导演|演员|歌手|作家|诗人|烈士|同志|先生|女士|将军|上将|中将|少将|大使|议员|发言人|村民|农民|市民|居民|贫困户)"
)
_INSTITUTION = re.compile(
    "(?:博物馆|博物院|图书馆|纪念馆|美术馆|科技馆|文化馆|档案馆|医院|卫生院|大学|学院|中学|小学|幼儿园|学校|公司|集团|研究所|研究院|委员会|协会|银行)$"
)


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, unpaired marks, and a pair of marks around the whole."""
    while start < end and (
        text[start] in _BLANK or (text[start] in _PAIRS and _PAIRS[text[start]] not in text[start:end])
    ):
        start += 1
    while start < end and (
        text[end - 1] in _BLANK or (text[end - 1] in _OPENERS and _OPENERS[text[end - 1]] not in text[start:end])
    ):
        end -= 1
    if end - start > 2 and _PAIRS.get(text[start]) == text[end - 1]:
        return start + 1, end - 1
    return start, end


def crosses(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends inside."""
    return _CROSSING.search(text, start, end) is not None


def without_afterthought(text: str, start: int, end: int) -> int:
    """The end of the organisation proper."""
    match = _AFTERTHOUGHT.search(text, start, end)
    return match.start() if match else end


def before_purchase(text: str, start: int, end: int) -> int:
    """Where the place before a 政府 that is no organisation ends; 0 if there is none."""
    return end - 2 if end - start > 3 and _PURCHASE.match(text, end - 2) else 0


def after_title(text: str, start: int, end: int) -> int:
    """Where the personal name begins after a title taken along; a name of two characters must remain."""
    match = _TITLE.match(text, start, end)
    return match.end() if match and end - match.end() >= 2 else start


def is_institution(text: str, start: int, end: int) -> bool:
    """Museums, hospitals, schools, companies: organisations, whatever the tagger thinks."""
    return _INSTITUTION.search(text, start, end) is not None
