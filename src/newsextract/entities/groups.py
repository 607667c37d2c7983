"""An organisation as our guidelines draw it: what a tagger takes along, who is nobody, which is a place."""

from __future__ import annotations

from functools import lru_cache

from newsextract import lazyre as re
from newsextract.entities import cuts, latin, organisations
from newsextract.entities.gazetteer import Gazetteer
from newsextract.entities.labels import Span
from newsextract.entities.persons import ABBREVIATIONS

_CACHED = 1 << 14
"""Names whose answers are kept: the same ones come again and again."""
# 央视网|消息, 省水利厅|党组, 岚峰集团|员工.
_AFTERTHOUGHT = re.compile("(?<=..)(?:消息|党组|讯|记者|员工|高管|股东|用户|业主|旗下|方面)$")
# 郑州|政府采购: the government is no part of the name.
_PURCHASE = re.compile("政府(?=采购(?!中心|办|管理)|集中采购|购买|工作报告|投资|债务|债券|部门|网站|性|补贴|引导)")
# 广州|GDP, 中国|PMI: what is measured there.
_MEASURE = re.compile("(?:GDP|CPI|PPI|PMI|房价|楼市|股市)$")
_MISSION = re.compile("(?:代表处|办事处)$")
_INSTITUTION = re.compile(
    "(?:博物馆|博物院|图书馆|纪念馆|美术馆|科技馆|文化馆|档案馆|医院|卫生院|大学|学院|中学|小学|幼儿园|学校|公司|集团|研究所|研究院|委员会|协会|银行|[^片]军区|卫戍区|警备区)$"
)
# Sites are places, whatever the tagger thinks: stations, stadiums, airports, lines.
_SITE_NAME = re.compile(
    "..(?:体育中心|体育馆|体育场|会展中心|机场|水库|公园|广场|大桥|高铁|铁路|高速公路|景区|风景区|[东西南北]站|火车站|高铁站|产业园|产业园区|工业园|工业园区|物流园|物流园区|物流中心|物流基地|批发市场|度假村|营地|科技园|科学城|科技城|大学城|开发区|高新区|自贸区|示范区|试验区|保税区|国家公园|湿地公园|自然保护区|遗址公园|展贸中心|会议展览中心|智造基地|制造基地|核电站|水电站|水利枢纽)$|...(?<!联)邦$"
)
_BRANCH = re.compile("(?<=[村镇乡县市区])(?:党支部|党总支|党委|村委会|村委|村支部)$")
_TEAM = re.compile("(?:医疗队|专家组|专家团|工作队|工作组|志愿队|服务队|突击队|小分队|参观团|考察团|旅行团)$")
# A kind that a place has many of.
_MANY = re.compile(
    "(?:中等|高等|公立|民营|私立|民办|公办|三级|二级|一级|基层|农村|乡镇|县级|定点|三甲|(?<![县区])职业)"
    "(?:职业|教育|公立|以上)?(?:学校|院校|医院|中小学|小学|中学|幼儿园|企业|医疗机构)$"
)
# What makes no name of a place: some company or the head office there.
_HEAD = re.compile(
    "(?:(?:上市|总|分|子|母|代工|合资|外资|民营|国有)?公司|(?:外资|合资|民营|国有|中小|上市)?企业|"
    "地区总部|总部|分部|本部|监狱)$"
)
# 市五届人大: a congress's session, no body.
_SESSION = re.compile("[省市县区州]第?[一二三四五六七八九十]+届")
_ORDINAL = re.compile("第?[一二三四五六七八九十0-9]{1,3}届(?=..)")
SERIAL: re.Pattern[str] = re.compile("[一二三四五六七八九十0-9]+号$")
_WITH = frozenset("和与及")
_FOUNDED = re.compile("(?:创办|成立|创立|组建|组成|注册|设立|收购|控股|投资|参股|加盟|并购|入股|加入)了")
_FOUNDED_LENGTH = 9
_TWICE = re.compile("公司公司|集团集团|银行银行")


def _of_one_firm(text: str, span: Span, gazetteer: Gazetteer) -> Span:
    """他们创办了|远帆科技（北京）有限公司, 远帆有限公司|公司债券, 和|北京银行, 第十届|全国政协: the body alone."""
    if ordinal := _ORDINAL.match(text, span.start, span.end):
        span = span._replace(start=ordinal.end())
    if text[span.start] not in _WITH and span.end - span.start < _FOUNDED_LENGTH:
        return span
    if text[span.start] in _WITH and gazetteer.may_be_organisation(text[span.start + 1 : span.end]):
        span = span._replace(start=span.start + 1)
    if span.end - span.start >= _FOUNDED_LENGTH and (founded := _FOUNDED.search(text, span.start, span.end - 4)):
        span = span._replace(start=founded.end())
    return span._replace(end=span.end - 2) if _TWICE.match(text, span.end - 4) else span


def _without_afterthought(text: str, span: Span, gazetteer: Gazetteer) -> Span:
    if text[span.end - 1] in "报收" and text[span.end : span.end + 1].isdigit():  # 岚峰重工|报|12.36元
        return span._replace(end=span.end - 1)
    if text[span.end - 1] not in "息组讯者工管东户主下面" or gazetteer.may_be_organisation(text[span.start : span.end]):
        return span  # 腾讯
    match = _AFTERTHOUGHT.search(text, span.start, span.end)
    return span._replace(end=match.start()) if match and match.start() >= span.start + 2 else span


def drawn(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """The span as the guidelines draw an organisation, a place that was taken for one, or None for nobody."""
    span = _without_afterthought(text, _of_one_firm(text, span, gazetteer), gazetteer)
    name = text[span.start : span.end]
    if not name or name in organisations.lexicon().acronyms or _is_nobody(text, span, name, gazetteer):
        return None
    if place := _measured(text, span, name, gazetteer) or _addressee(text, span, gazetteer):
        return place
    if organisations.officer(text, span.end) or (name[-1] == "队" and text.startswith("员", span.end)):  # 岚国|队员
        return _place_at_start(text, span, gazetteer)
    if begun := _begun(text, span, name, gazetteer):
        return begun
    if _is_site(name):
        return span._replace(label="LOC")
    branch = _BRANCH.search(text, span.start, span.end) if name[-1] in "部支委会" else None
    if branch and organisations.starts_title(text, span.end):
        return span._replace(end=branch.start(), label="LOC")  # 杏花岭村|党支部|书记
    if (team := _TEAM.search(text, span.start, span.end) or SERIAL.search(text, span.start, span.end)) and text[
        span.start : team.start()
    ] in gazetteer:
        return span._replace(end=team.start(), label="LOC")  # 北京|医疗队
    if (many := _MANY.search(text, span.start + 2, span.end)) and text[span.start : many.start()] in gazetteer:
        return span._replace(end=many.start(), label="LOC")  # 霁州市|中等职业学校
    if (
        name[-1] in _HEAD_ENDS
        and (head := _HEAD.search(text, span.start + 2, span.end))
        and _is_plain_place(text, span.start, head, gazetteer)
    ):
        return span._replace(end=head.start(), label="LOC")  # 韩国|总公司, 昆山|分公司
    known = gazetteer.is_organisation(name)  # 科技日报
    if organisations.is_fused(text, span.start, span.end) or (organisations.is_generic(name) and not known):
        return None
    if (
        name.endswith("公司")
        and (country := cuts.country_end(name, gazetteer))
        and organisations.is_generic(name[country:])
    ):
        return span._replace(end=span.start + country, label="LOC")  # 美国|市场研究公司: one of many
    if len(name) > 3 and _PURCHASE.match(text, span.end - 2) and name[:-2] in gazetteer:
        return span._replace(end=span.end - 2, label="LOC")
    return span


def _measured(text: str, span: Span, name: str, gazetteer: Gazetteer) -> Span | None:
    """The place before what is measured there, or of a mission that is nobody's by itself: 广州|GDP, 驻|岚国|代表处."""
    if name[-1] not in _MEASURED:
        return None
    kind = _MEASURE.search(name) or (_MISSION.search(name) if text[span.start - 1 : span.start] == "驻" else None)
    own = name[: kind.start()] if kind else ""
    return span._replace(end=span.start + len(own), label="LOC") if own in gazetteer else None


_MEASURED = frozenset("PI价市处")


def _begun(text: str, span: Span, name: str, gazetteer: Gazetteer) -> Span | None:
    """What an event, a centre, a delegation or some firms are called after: 中国|国际影视博览会, 岚国|代表团."""
    if _is_event(text, span.end) and not gazetteer.may_be_organisation(name) and not is_institution(name):
        return _place_at_start(text, span, gazetteer)
    kind = _BEGUN.search(name) if name[-1] in "心团司法" else None
    if kind is None:
        return None
    own = name[: kind.start()]
    if kind[0] == "上市公司":
        return span._replace(end=span.start + len(own)) if gazetteer.is_organisation(own) else None
    if kind[0] == "代表团" and (own == "中国" or not gazetteer.is_country(own) or _in_sports(text, span)):
        return None
    return span._replace(end=span.start + len(own), label="LOC") if own in gazetteer else None


def _is_plain_place(text: str, start: int, head: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Whether the words before the head are a place and cannot be a firm's own name: 长江|公司, 阿里|公司."""
    name = text[start : head.start()]
    if name not in gazetteer or gazetteer.may_be_organisation(name):
        return False
    if head[0] == "监狱":
        return gazetteer.is_country(name)
    return head[0] not in _ANY_HEAD or (gazetteer.is_prominent(name) and not gazetteer.is_landscape(name))


_HEAD_ENDS = frozenset("司业部狱")
_ANY_HEAD = frozenset({"公司", "企业"})
"""Heads that a firm called like a small place has too."""


def _is_nobody(text: str, span: Span, name: str, gazetteer: Gazetteer) -> bool:
    """Whether no organisation is called so here."""
    if text.startswith("版权所有", span.end):  # the page's furniture
        return True
    if name.endswith(_UNDERTAKINGS) and not gazetteer.is_organisation(name):
        return True
    if name.isascii() and _is_mail_or_english(text, span, name, gazetteer):
        return True
    if name[-2:] in _ANY_KIND and name[:-2] in organisations.lexicon().acronyms:  # IPO公司
        return True
    if text[span.start - 1 : span.start] == "“" and _SHIP.match(text, span.end):  # “福特”号
        return True
    if set(name) <= ABBREVIATIONS and not gazetteer.may_be_organisation(name):  # 英法德
        return True
    if "届" in name and _SESSION.match(text, span.start, span.end):
        return True
    anybody = _ANYBODY.search(text, max(span.start - 6, 0), span.start)
    return anybody is not None and not gazetteer.is_organisation(name)


_ANY_KIND = frozenset({"公司", "企业", "集团", "平台", "网站", "系统"})
_SHIP = re.compile("”(?:号|级|舰|轮(?![次胎]))")
_TICKER = re.compile("(?:NASDAQ|NYSE|AMEX|OTCBB|OTC|HKEX|SGX|纳斯达克|纽交所|纽约证券交易所|港交所|伦交所)[:：] ?$")
"""Before the letters that a share has on its exchange: NASDAQ：|GAME."""


def _is_mail_or_english(text: str, span: Span, name: str, gazetteer: Gazetteer) -> bool:
    """Whether Latin letters are part of an address, or a word of an English sentence."""
    if text[span.end : span.end + 1] == "@" or text[span.start - 1 : span.start] == "@":
        return True
    if _TICKER.search(text, max(span.start - 12, 0), span.start):
        return True
    return " " not in name and not gazetteer.may_be_organisation(name) and latin.is_english(text, span.end)


# 省级|卫生计生委, 各省(区、市)|卫生计生委, 直辖|市教育局 are nobody in particular.
_ANYBODY = re.compile(
    "[省市县区州旗]级$|(?<=[区市州县旗])\\)$|各(?:[地级]|省市|市县|县市|县区|省市自治区|省区市|自治区)$|当地$|直辖$|有关$|相关$"
)


def _addressee(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """The province that the body begins with, where the body belongs to all of a list: 甘肃省、青海省、|宁夏|卫生厅."""
    at = span.start
    if text[at - 1 : at] != "、":
        return None
    for _ in range(_LIST):
        mark = at - 1
        starts = (one for one in range(max(at - _LONGEST_TOP, 0), mark - 1) if text[one - 1 : one] in _BREAKS)
        at = next((one for one in starts if gazetteer.is_top(text[one:mark])), _NOWHERE)
        if at == _NOWHERE:
            return None
    ends = (end for end in range(span.end - 2, span.start + 1, -1) if gazetteer.is_top(text[span.start : end]))
    end = next(ends, None)
    return span._replace(end=end, label="LOC") if end else None


_BREAKS = frozenset(["", "、", ":", ",", "\n"])
_NOWHERE = -1
_LIST, _LONGEST_TOP = 2, 10
"""Provinces before the last that make a list, and the longest name of one with the mark after it."""
# What is held or built, not who holds or builds it: 中国国际影视|博览会, 上海科创中心|建设.
_EVENT = re.compile(
    "[\u4e00-\u9fff]{0,4}?(?:博览会|交易会|展览会|展销会|洽谈会|展洽会|电影节|艺术节|文化节|音乐节|旅游节)"
)
_EVENT_LASTS, _LONGEST_EVENT = frozenset("会节"), 7


def _is_event(text: str, at: int) -> bool:
    beyond = text[at : at + _LONGEST_EVENT]
    return not _EVENT_LASTS.isdisjoint(beyond) and _EVENT.match(text, at) is not None


_BEGUN = re.compile(
    "(?:上市公司|代表团|国安法|基本法|(?:国际|全球|全国|世界|区域)*(?:科技创新|科创|金融|航运|贸易|经济|商贸|消费|算力)中心)$"
)
_SPORT = re.compile("金牌|奖牌|夺金|运动|奥|[亚残大]运|世锦赛|参赛|选手|比赛|旗手|夺冠|入场")


def _in_sports(text: str, span: Span) -> bool:
    return _SPORT.search(text, max(span.start - _NEAR, 0), span.end + _NEAR) is not None


_NEAR = 40
"""Characters around a delegation in which its sport is named."""
_UNDERTAKINGS = ("工程", "计划", "行动", "命运共同体")
"""What is done, not who does it."""


@lru_cache(maxsize=_CACHED)
def _is_site(name: str) -> bool:
    return _SITE_NAME.search(name) is not None


def _place_at_start(text: str, span: Span, gazetteer: Gazetteer) -> Span | None:
    """The place that a title begins with: 法国|国防部长."""
    for end in range(span.end - 1, span.start + 1, -1):
        if text[span.start : end] in gazetteer:
            return span._replace(end=end, label="LOC")
    return None


@lru_cache(maxsize=_CACHED)
def is_institution(name: str) -> bool:
    """Museums, hospitals, schools, companies: organisations, whatever the tagger thinks."""
    return _INSTITUTION.search(name) is not None
