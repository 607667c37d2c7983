"""Where the object of a verb begins in a run of words that a tagger takes for one noun phrase."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.facts.chunk import Tokens

MAKING = frozenset(
    ["建设", "生产", "改造", "治理", "运输", "培训", "修复", "落地", "服务", "销售", "整改", "整治", "维修",
     "供应", "灌溉", "孵化", "种植", "养殖", "储备", "排查", "加固", "清理", "改扩建"]
)  # fmt: skip
"""Verbs that jieba takes for nouns too, of which what is made, mended or moved is counted: 改造 | 老旧小区."""
COMPOUND = (
    "项目", "工程", "企业", "中心", "用地", "设备", "人员", "机构", "基地", "单位", "任务", "部门", "窗口",
    "事项", "案例", "平台", "体系", "设施", "资料", "材料", "用品", "资金", "基金", "经费", "行业", "产业",
    "成果", "问题", "措施", "事故", "网点", "网络", "公司", "主体", "商", "者", "员", "队", "班", "站", "点",
    "区", "线", "车", "船", "厂", "器", "机", "券", "证", "卡", "业", "队伍", "力量", "隐患", "对象", "方案",
    "计划", "规划", "标准", "质量", "示范", "内容", "课程", "车间", "费用", "范围", "工人", "功能", "贸易",
    "方式", "效果", "物资", "服务", "工艺", "流程", "人次", "人数", "数量",
)  # fmt: skip
"""Ends of a lone noun with which they are a name: 建设 | 项目, 服务 | 网点."""
SUFFIXES = frozenset("性型类线区站点队班证券卡车船厂机器业率量者式化用")
"""A lone character that makes a name of the verb before it: 生产 | 性 | 服务业."""
BOUND_PAIRS = frozenset(
    (("生产", "安全"), ("生产", "安全事故"), ("建设", "用地"), ("服务", "贸易"), ("服务", "贸易逆差"), ("生产", "经营"))
)
"""Verb and noun that open a name."""
DEEDS = frozenset(
    ["接待", "运送", "开行", "增开", "加开", "查获", "缴获", "收缴", "侦办", "审结", "销毁", "调集", "调派",
     "出动", "招募", "找回", "解救", "收治", "救起", "捣毁", "打掉", "清收", "增派", "动用", "免征", "判处",
     "捕杀", "盘活", "化解", "清退", "吸纳", "投用", "揭牌", "部署", "交出", "签下", "斩获", "卖出", "售出",
     "产出", "抢救", "起获", "检获", "搜出"]
)  # fmt: skip
"""Verbs that hardly ever stand within a name: 港口 | 开行 | 货运班列."""
TRADES = frozenset(("减持", "增持", "抛售", "回购", "套现"))
"""Verbs that a row title holds, without those who do it: 上市公司高管 | 减持市值."""
HOLDERS = ("高管", "股东", "公司", "机构", "基金", "管理层", "投资者", "集团", "大户")
"""Ends of words for those."""
ACTING = (
    *HOLDERS,
    "企业", "检查组", "工作组", "铁路", "部门", "警方", "银行", "学校", "医院", "各地", "市里", "县里", "当地",
    "平台", "基地",
)  # fmt: skip
"""Ends of words for who acts, before one of MAKING: 公司 | 生产 | 新能源汽车."""
FIELDS = frozenset(("城市", "线路", "地区", "能力", "人次", "平台", "条件", "方案", "医院", "机构", "中心", "任务"))
"""Nouns that such a verb describes all the same: 开行 | 城市."""
COORDINATED = re.compile('j[vVg][nMba"]')
"""The second of two verbs that each have their object: 优化支出结构、| 清收 | 资金."""
NOUNS = frozenset(("决定", "报告", "计划", "决议"))
"""What jieba may take for a verb of a list of nouns."""
LONG = len("中小企业")
SHORTEST = len("培训教师")


def is_verb(tokens: Tokens, at: int, end: int) -> bool:
    """改造 | 城镇老旧小区: is the first word of a phrase the verb whose object is counted?"""
    classes, words = tokens.classes, tokens.words
    if words[at] not in MAKING or at + 1 >= end or classes[end - 1] != "n":
        return False
    left, following = classes[max(at - 1, 0)], classes[at + 1]
    joined = left == "j" and classes[max(at - 2, 0)] in "Vv"
    if following not in "nab" and (at + 2 == end or following not in ("vg" if joined else "v")):
        return False  # but 治理 | 废弃 | 矿山, 新建、改造 | 配电 | 线路
    if (words[at], words[at + 1]) in BOUND_PAIRS or words[at + 1] in SUFFIXES or (at > 0 and left in "WuCf"):
        return False
    lone = at + 2 == end or (at + 3 == end and len(words[end - 1]) == 1)
    short = lone and tokens.length(at + 1, end) < LONG  # 服务 | 企业, but not 服务 | 中小企业
    named = short and "".join(words[at + 1 : end]).endswith(COMPOUND)
    return not named and tokens.length(at, end) >= SHORTEST


def begin(tokens: Tokens, start: int, end: int) -> int:
    """Past what precedes the last verb that can only have its object after it; `start` where there is none."""
    classes = tokens.classes
    if classes[end - 1 : end] not in ("n", "M", '"'):
        return start
    for at in range(end - 2, start - 1, -1):
        if tokens.words[at] in TRADES and at > start and tokens.words[at - 1].endswith(HOLDERS):
            return at
        if at > start and tokens.words[at - 1].endswith(ACTING) and is_verb(tokens, at, end):
            return at + 1
        if tokens.words[at] in DEEDS and _has_object(tokens, at, end):
            return at + 1
    if classes[start] not in "vV" and classes[start - 1 : start] not in ("v", "V", "K"):
        return start
    further = COORDINATED.search(classes, start + 1, end)
    if further is None or tokens.words[further.start()] != "、" or classes[further.start() - 1] not in "nM":
        return start
    verb, at = tokens.words[further.start() + 1], further.start() + 2
    told = len(verb) > 1 and verb not in NOUNS and (classes[at - 1] != "g" or verb in MAKING)
    return at if told and tokens.length(at, end) > 1 else start


def _has_object(tokens: Tokens, at: int, end: int) -> bool:
    following = tokens.classes[at + 1]
    return following in 'nbasv"' and tokens.words[at + 1] not in FIELDS and tokens.classes[end - 1] == "n"
