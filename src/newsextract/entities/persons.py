"""The edges of a person's name: without a title, what it is addressed by, and the word that follows it."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.entities import naming, people, sites
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.lexicon import vocabulary

_TITLE = re.compile(
    "(?:日皇|皇太子|皇后|天皇|皇|国王|女王|王储|总统|总理|首相|主席|书记|省长|市长|县长|区长|镇长|乡长|村长|部长|局长|厅长|"
    "处长|科长|主任|院长|校长|所长|会长|董事长|总裁|经理|总监|教授|博士|院士|专家|记者|通讯员|医生|律师|法官|队长|教练|球员|选手|导演|演员|歌手|作家|诗人|烈士|同志|先生|女士|将军|上将|中将|少将|大使|"
    "埃米尔|大公|国务卿|外长|防长|议长|州长|大臣|参议员|众议员|议员|发言人|村民|农民|市民|居民|贫困户)"
)
# 费卢杰|等地, 在|费卢杰: a foreign name of a place, not of a person.
_WHERE = re.compile("(?:[、和及][\u4e00-\u9fff]{2,8})*(?:等地|等市|地区|方向|附近|一带|市中心|机场|居民)")
_IN_PLACE = re.compile(
    "(?:[东西南北中]部|城市|城镇|小镇|港口|重镇|首都|首府|村庄|岛屿|位于|地处|飞抵|抵达|途经|占领|收复|夺回|撤离|空袭|轰炸|炮击)$"
)
_DRUG = re.compile(
    "(?:、[\u4e00-\u9fff]{2,6}){0,4}(?:原料药|注射液|注射剂|胶囊|片剂|颗粒|缓释|分散片|口服液|软膏|滴眼液|制剂|粉针)"
)
# 从|昨日, 从|知微: a preposition at the head of a clause.
_FROM = re.compile("[从自据当](?:[\u4e00-\u9fff]?(?:昨|今|前|明|近|当|即)[日天年晚晨]|(?P<own>[\u4e00-\u9fff]{2}))")
_WEAPON = re.compile("”(?:多管|火箭|导弹|系统|坦克|战机|战斗机|无人机|航母|直升机|型|级)")


_NO_FIRST = re.compile("(?:(?<=[\u4e00-\u9fff])宫|即)(?=..)")
ABBREVIATIONS = frozenset(
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新渝港澳台中美英法德俄日韩朝印巴以伊意西葡荷比加墨非欧亚"
    "拉乌哈塔土阿埃叙约沙黎越老柬缅泰马菲华匈塞捷波希斯孟尼委秘厄玻坦赞肯瑞芬挪保冰摩突"
)
"""Characters that stand for a province or a country; our guidelines mark none of them, nor two run together."""
_KIN = frozenset("兄弟姐妹父母妻夫子女")
_PROVINCES = frozenset("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕甘青宁新渝港澳台")
_OFFICERS = re.compile("[站所局处科校院县镇乡村队厂]长$")
_OFFICER = 3
_SEX = re.compile("[,，、 ]?(?:[0-9]{2}岁|(?:19|20)[0-9]{2}年|[\u4e00-\u9fff]{1,3}族|生于|现年|出生|中共党员)")
_CREDITS = ("记者", "通讯员", "摄影", "实习生")
_ADDRESS = re.compile(
    "(?:先生|女士|小姐|同志|主席|总统|总理|教授|老师|医生|书记|主任|经理|总裁|博士|院士|律师|法官|教练|导演|警官|护士|[部省市局厅院校会]长)$"
)
_PRIVATE = frozenset({"先生", "女士", "小姐"})
_FUNCTION = frozenset("为与和对向被让给跟由从")


def _is_surname_next(text: str, span: Span) -> bool:
    rest = text[span.start + 1 : span.end]
    return (
        len(rest) >= 2 and rest[0] in naming.surnames() and text.count(rest) > 2 * text.count(text[span.start] + rest)
    )


_ADVERBS = frozenset("则却也还就已曾都均仍又")
_SURE_ADVERBS = frozenset("则却也还就")


def _swallows_adverb(text: str, span: Span) -> bool:
    """Whether a Chinese name of three characters ends in the adverb of the clause: none does in 却, some do in 均."""
    last = text[span.end - 1]
    if last not in _ADVERBS or span.end - span.start != 3 or text[span.start] not in naming.surnames():
        return False
    name, low, high = text[span.start : span.end], max(span.start - _NEAR, 0), span.end + _NEAR
    with_adverb, without = text.count(name, low, high), text.count(name[:2], low, high)
    return without > (1 if last in _SURE_ADVERBS else 2) * with_adverb or (last in _SURE_ADVERBS and with_adverb == 1)


def _swallows_verb(text: str, span: Span) -> bool:
    """Whether its first two characters are somebody's whole name again and again, with the third but here."""
    if span.end - span.start != 3 or text[span.start] not in naming.surnames():
        return False
    name, low, high = text[span.start : span.end], max(span.start - _NEAR, 0), span.end + _NEAR
    if text.count(name, low, high) > 1 or text.count(name[:2], low, high) < _AGAIN:
        return False
    return sum(text.count(name[:2] + after, low, high) for after in _AFTER_NAME) > 1


_AGAIN, _AFTER_NAME = 4, ("、", ",", "说", "的", "和", "在", "为")
"""How often a name stands near, and what stands after whole names only."""
_NEAR = 2000
"""Characters around a name in which it is looked for."""


def _without_address(text: str, span: Span) -> Span:
    """The name before what somebody is addressed by, or 男, 女 of a list; 欧阳女士 has no other name."""
    if text[span.end - 1] in "男女" and span.end - span.start > 2 and _SEX.match(text, span.end):  # 李青山|男，汉族
        return span._replace(end=span.end - 1)
    address = _ADDRESS.search(text, span.start, span.end)
    if address is None or (text[span.start : address.start()] in naming.surnames() and address[0] in _PRIVATE):
        return span
    return span._replace(end=address.start())


def _whole_of_credits(text: str, span: Span) -> Span:
    """通讯员洪艳珍记者邢云: a name of two characters and the third that stands before the next credit."""
    whole = span.end - span.start == 2 and text[span.start] in naming.surnames()
    between = whole and text.startswith(_CREDITS, span.end + 1) and text.endswith(_CREDITS, 0, span.start)
    return span._replace(end=span.end + 1) if between and "\u4e00" <= text[span.end] <= "\u9fff" else span


_TOWNS, _NAME = ("斯克", "茨克", "格勒", "哥罗德", "格拉德"), 3
"""What towns of the east end with, and characters of a name that may end so too: 马斯克."""


def _is_where(text: str, span: Span, name: str, gazetteer: Gazetteer) -> bool:
    """Whether it is a place that was taken for somebody: 冯家湾, 在|费卢杰, 岚国北部|贾巴洛."""
    if naming.is_homestead(name):
        return True
    if name in gazetteer:
        return text[span.start - 1 : span.start] == "在" or _WHERE.match(text, span.end) is not None
    if len(name) > _NAME and name.endswith(_TOWNS) and naming.is_foreign(name):  # 沃洛昌斯克
        return not people.speaks(text, span.end) and not people.follows_title(text, span.start)
    there = _IN_PLACE.search(text, max(span.start - 3, 0), span.start)
    return there is not None and naming.is_foreign(name) and not people.speaks(text, span.end)


def _is_drug(text: str, span: Span) -> bool:
    """Whether a foreign name is a medicine's: 尼可刹米、|洛贝林|原料药."""
    return text[span.end : span.end + 1] in _DRUG_NEXT and _DRUG.match(text, span.end) is not None


_DRUG_NEXT = frozenset("、原注胶片颗缓分口软滴制粉")


def _is_from(text: str, span: Span, name: str) -> bool:
    """Whether the surname is a preposition at the head of a clause: 从|昨日起, 从|知微看; nobody is called so again."""
    if name[:1] not in _PREPOSITIONS or span.rule in _TOLD or "\u4e00" <= text[span.start - 1 : span.start] <= "\u9fff":
        return False
    return _FROM.fullmatch(name) is not None and not people.speaks(text, span.end) and text.count(name) < _AGAIN


_PREPOSITIONS = frozenset("从自据当")
_TOLD = frozenset({"person", "byline", "document", "nickname"})


def drawn(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """The span as the guidelines draw a person, a place that was taken for one, or None for nobody."""
    if (title := _TITLE.match(text, span.start, span.end)) and span.end - title.end() >= 2 and text[title.end()] != "·":
        span = span._replace(start=title.end())
    if span.end - span.start == _OFFICER and _OFFICERS.search(text, span.start + 1, span.end):
        return span._replace(end=span.start + 1) if text[span.start] in naming.surnames() else None  # 李|站长
    span = _whole_of_credits(text, _without_address(text, span))
    if (
        text[span.end - 1] == "之" and text[span.end : span.end + 1] in _KIN and span.end - span.start > 2
    ):  # 李青山之|兄
        span = span._replace(end=span.end - 1)
    if text[span.end - 1] in "副摄" and span.end - span.start > 2:  # 李青山|副|教授, 张远|摄
        span = span._replace(end=span.end - 1)
    if _swallows_adverb(text, span) or _swallows_verb(text, span):  # 顾英|则, 李青|却, 景青|爱
        span = span._replace(end=span.end - 1)
    if _NO_FIRST.match(text, span.start, span.end):  # 常陆宫|正仁, 即|德仁
        span = span._replace(start=span.start + 1)
    if text[span.start] in _FUNCTION and _is_surname_next(text, span):  # 为|景甜, where the text speaks of 景甜 again
        span = span._replace(start=span.start + 1)
    name = text[span.start : span.end]
    if _is_drug(text, span) or _is_from(text, span, name):
        return None
    if _is_where(text, span, name, gazetteer):
        return span._replace(label="LOC")
    if _WEAPON.match(text, span.end) or sites.is_car(name) or name in vocabulary().no_persons:  # “海马斯”火箭炮
        return None
    if set(name) <= _PROVINCES and (len(name) > 2 or name[:1] not in naming.surnames()):  # 甘青宁, 浙琼
        return None
    # 马方, 美方, 乌军: a state's side in talks or war.
    side = len(name) == 2 and name[0] in ABBREVIATIONS and name[1] in "方军"
    # The tagger sees no letters but only that there are some: iPhone 15 Pro Max is nobody.
    latin_known = span.rule == "document"  # the memory's: the document told who it is
    stranger = (
        name.isascii()
        and not latin_known
        and not people.follows_title(text, span.start)
        and not people.speaks(text, span.end)
    )
    return None if side or stranger else span
