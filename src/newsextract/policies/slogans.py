"""Slogans by shape: quoted numeral phrases that stand for a set (四个意识, 两不愁三保障, 五有, 三位一体)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.policies.candidates import HAN, Candidate, Priority, Quote
from newsextract.policies.programmes import FIVE_YEAR_PLAN
from newsextract.records import PolicyKind

_MANY = "两二三四五六七八九十"
# Measure words with which a numeral names a set and not an amount: 四个意识, 八项规定, 三大攻坚战, 四种形态.
_SET = re.compile(
    rf"十?[{_MANY}](?:个(?!月|人|半|小时|国|星期|世纪|亿)|项|大|种|条|类|股|支|方面|块|座|篇|张|件|道|重|本|把|双|片)[{HAN}、]{{1,9}}"
)
# Two or more numerals in parallel: 两不愁三保障, 一国两制, 三区两通道, 三去一降一补; 、or a comma may part them.
_PART = rf"[一{_MANY}双][^\W\d_一{_MANY}双]{{1,4}}"
_PARALLEL = re.compile(rf"{_PART}(?:[、,，]?{_PART}){{1,5}}")
_IN_ONE = re.compile(rf"[{_MANY}][位体带网][一合][{HAN}]{{1,2}}|[{_MANY}]证?[{HAN}]合一|[{_MANY}]位一体")
# 一户一策, 一对一…: “to each its own” counts nothing, but may name a reform (“一业一证”改革).
_EACH = re.compile(r"一.{1,3}一策|一对一.*|.*一家亲|.*一盘棋|.*式")
_REFORM = re.compile(r"(?:改革|制度|机制|模式|工作法|审批)")
_PAIR = re.compile(rf"[{_MANY}][{HAN}]{{1,2}}")
_DOUBLE = re.compile(rf"双[{HAN}]{{1,2}}")
# A set named by its size in mid-word counts only before a noun of cooperation: “钻石六边”合作架构.
_SIZED = re.compile(rf"[{HAN}]{{1,3}}[{_MANY}][{HAN}]{{1,2}}")
_FRAME = re.compile(rf"(?:[{HAN}]{{0,4}})(?:合作|架构|框架|格局|布局)")
_DIGITS = re.compile(r"\d{3,4}|\d{1,2}(?:-\d{1,2}){2,3}")

# Head nouns that only a policy's set phrase stands before.
_HEAD = re.compile(
    rf"(?:[{HAN}]{{0,8}}?)(?:目标|标准|要求|原则|方针|政策|机制|体系|模式|改革|工作法|工作|行动|工程|战略|计划|建设|格局|布局|框架|架构|"
    r"责任|制度|保障|任务|理念|重要思想|意识|精神|教育|活动|整治|治理|问题|干部|队伍|军人|党员|企业|措施|举措|战术|方案|管理|监管|"
    r"创建|联动|并举|合作|监督|服务|融合|同步|路径|办法|方法|清单|平台|总体布局|新农村|公路|准则|纪律|规定|协同|项目|思路|作风|地区)"
)
_VERB_BEFORE = re.compile(
    r"(?:坚持|落实|做到|实现|推进|推动|践行|严格执行|执行|增强|树牢|坚定|做好|打造|构建|开展|实施|实行|推行|深化|贯彻|贯彻落实|"
    r"形成|建立|健全|围绕|聚焦|提出|提出的|统筹|遵循|按照|紧扣|抓好|抓住|完善|强化|巩固|树立|牢记|反对|纠治|整治|打击|谋划|"
    r"创新|争做|争当|建设|促进|加强|着力|突出|以|等|和|与|及|、|”)了?$"
)
# Dates and events, ranks, idioms, shops, brands, media jargon and bodies: none is a policy.
_NEVER = frozenset(
    """五一 七一 八一 十一 六一 三八 五四 双十一 双十二 双十 九一八 一二九 九三 二七 一二·九 八·一五 七七 五卅 四一二 二二八 二月二 三月三
    三一 五五 六四 二手 二战 一战 三国 四书 五经 二胎 三孩 二孩 双胞胎 双打 双人 双赢 双边 双方 双手 双重标准 双标 双语 双节 双周 双雄 双刃剑
    两会 两高 两委 两院 两岸 两国 两制 两地 两极 两手 两者 两头 两端 两侧 两难 两路 两码事 两张皮 两面人 两面派 三夏 三秋 三伏 双抢 双休
    二线 三线 一线 二级 三级 三甲 四季 三餐 四强 八强 十强 三维 双向 双城记 双簧 双响炮 双连冠 三剑客 三驾马车 二人转 三人行 双刃 双面 双料
    四大天王 四大名著 四大发明 四大名旦 三微一端 两微一端 两微两端 四面八方 五湖四海 七下八上 七上八下 三番五次 三心二意 五颜六色 七嘴八舌 四通八达
    三言两语 五花八门 九牛一毛 十拿九稳 三三两两 三长两短 两败俱伤 两全其美 三足鼎立 四平八稳 五光十色 六神无主 十全十美 百战百胜 三国演义 四舍五入
    三只松鼠 两面针 三星 三一重工 四川 九江 三亚 三峡 三明 三沙 六安 六盘水 双鸭山 二氧化碳 两弹一星 三部曲 四人帮 三角债 三角恋 五指山 五粮液
    双黄连 三明治 三文鱼 三轮车 二维码 二手房 三伏天 九宫格 七巧板 八卦 八宝 七夕 九九 重阳 三坊七巷 三室一厅 两室一厅 三国杀 两口子 三字经 二进宫
    一国 一把手 五保户 低保户 二道贩子 两轮 双轮 二进制 三缺一 双重国籍 双重间谍 双重身份 双重否定 三战 七国 十国 二十国 两军 两党 三党 三军 七大姑
    十字架 十字路口 八字 十三陵 十大 两难 两端 三重门 七匹狼 双十协定 三聚氰胺 三文 九寨沟 五金 五角大楼 二流 三流 二把手 三把手 三脚架 四合院 一府两院 一府一委两院 三药三方 三高 两个半小时 四好精神 一国一制 一来一往 一问一答 一前一后 一老一少 一大一小 一静一动 一动一静 一左一右 一进一出 两重天 两节 两只手 三件宝 一亩三分地 四梁八柱 两抢一盗 三山五园 三大绝招 一明一暗 一红一黑 两个世界 三个臭皮匠 双面人 双城 双侠 双门 双层""".split()
)
_TIME = re.compile(
    rf"[{_MANY}百千\d]+(?:年|月|日|天|周|小时|分钟|岁|代|世纪|旬|点|连[冠胜败跌涨增丰降]|[强国省市县乡村城人元米亩吨里步次轮号线等期届级])(?:间|内)?"
)
# An enumeration right before the quote, or a definition right behind it, shows that the phrase stands for a set.
_ENUMERATED = re.compile(rf"[{HAN}]、[{HAN}]{{1,10}}(?:、|和|与|及)?[{HAN}]{{1,10}}(?:等)?$")
_DEFINED = re.compile(r"[”\"]?(?:[,，]?(?:即|就是|是指|指的是|包括|分别是|分别为|指)|\(|——|:)")
_UNDERTAKING = re.compile(rf"[{HAN}]{{0,4}}(?:工程|计划|行动|战略)")
_PROGRAMME_END = ("计划", "行动", "工程", "战略", "倡议", "规划")


def find(shadow: str, marks: list[Quote]) -> Iterator[Candidate]:
    """Quoted numeral phrases. What ends in a programme's kind word is a programme (十大合作计划)."""
    for mark in marks:
        if not 2 <= len(mark.text) <= 18 or not is_set_phrase(shadow, mark):
            continue
        programme = mark.text.endswith(_PROGRAMME_END) or (
            mark.text.isdigit() and _UNDERTAKING.match(shadow, mark.after)
        )
        kind: PolicyKind = "programme" if programme else "slogan"
        yield Candidate(mark.start, mark.end, kind, f"policy.{kind}.numeral", Priority.QUOTED, mark.after)


def is_set_phrase(shadow: str, mark: Quote) -> bool:
    """Whether the quoted words have the shape of a set phrase, and, where the shape is weak, the company of one."""
    text = mark.text.replace(" ", "")
    if text in _NEVER or _TIME.fullmatch(text) or FIVE_YEAR_PLAN.fullmatch(text):
        return False
    if _SET.fullmatch(text) or _IN_ONE.fullmatch(text):
        return True
    if _PARALLEL.fullmatch(text):
        return not _EACH.fullmatch(text) and (
            not set(text).isdisjoint(f"{_MANY}双") or bool(_REFORM.match(shadow, mark.after))
        )
    if _PAIR.fullmatch(text) or _DOUBLE.fullmatch(text):
        return _has_company(shadow, mark)
    if _SIZED.fullmatch(text):
        return bool(_FRAME.match(shadow, mark.after))
    return bool(_DIGITS.fullmatch(text)) and _has_head(shadow, mark)


def _has_head(shadow: str, mark: Quote) -> bool:
    return bool(_HEAD.match(shadow, mark.after))


def _has_company(shadow: str, mark: Quote) -> bool:
    if _has_head(shadow, mark) or _DEFINED.match(shadow, mark.after):
        return True
    before = shadow[max(0, mark.start - 30) : mark.start - 1]
    return bool(_ENUMERATED.search(before))
