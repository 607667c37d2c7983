"""What stands around an amount: modifiers before and after, and the denominators of rates."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.quantities.units import Lexicon
from newsextract.records import Mod

CLAIMED = "\ue000"
"""Stands in the free text for characters that dates and policies have taken."""

_MODIFIERS: dict[Mod, str] = {
    "APPROX": "约 大约 大概 大致 约莫 近 将近 接近 几近 近乎 临近 差不多 快要 快到 估计 粗略 几乎 约合",
    "MORE_THAN": "冲破 站上 迈过 跨过 超过 超 逾 突破 高于 大于 多于 不止 不只 远超 破 不下 过 升穿 挺穿 升破 涨破",
    "LESS_THAN": "跌破 失守 击穿 跌穿 不足 不到 低于 小于 少于 未满 不满 未到 未达 未达到 不及 不够",
    "EQUAL_OR_MORE": "至少 最少 起码 不下于 大于等于 大于或等于",
    "EQUAL_OR_LESS": "至多 最多 小于等于 小于或等于",
}
_NOT = ("不", "不能", "不得", "不应", "不可", "不宜", "不会", "未", "没", "没有", "并未")
BEFORE: dict[str, Mod] = {word: mod for mod, words in _MODIFIERS.items() for word in words.split()}
"""Words before an amount (guidelines §1), and below what their negation bounds: 不低于, 不得超过."""
BEFORE |= {no + word: "EQUAL_OR_MORE" for no in _NOT for word in ("低于", "少于", "小于", "短于")}
BEFORE |= {no + word: "EQUAL_OR_LESS" for no in _NOT for word in ("超过", "高于", "多于", "大于", "长于", "超")}
BEFORE_LENGTHS = tuple(sorted({len(word) for word in BEFORE}, reverse=True))
NOT_A_MODIFIER = {
    "约": frozenset("节合签公条契违履特预制集俭失守相大邀简隐租毁缔誓新纽爽赴解续盟商缩"),
    "近": frozenset("附最邻靠亲远邻贴就临"),
    "超": frozenset("赶反英中德西法意商马华"),
    "破": frozenset("打突爆冲告侦攻撞踏识"),
    "逾": frozenset(),
    "突破": frozenset("新大术重个项的些要得"),
}
"""A modifier of one character is another word after these: 节约, 签约, 附近, 中超, 打破."""
ONLY_AFTER = {"过": frozenset("已均早将都就全年额值量数达")}
"""过 is a modifier at the start of a clause and after these (年产值过10亿元), else part of a verb (走过3个)."""
PARTICLES = frozenset("了为有达到占在的是至过共计合需要仅只已其之得出高每增长用以收可能会")
"""Words that stand between a modifier and its number: 约为, 超过了, 近有."""

AFTER: tuple[tuple[str, Mod], ...] = (
    ("及以上", "EQUAL_OR_MORE"), ("或以上", "EQUAL_OR_MORE"), ("(含)以上", "EQUAL_OR_MORE"),
    ("含以上", "EQUAL_OR_MORE"),
    ("以上", "EQUAL_OR_MORE"), ("之上", "EQUAL_OR_MORE"),
    ("及以下", "EQUAL_OR_LESS"), ("或以下", "EQUAL_OR_LESS"), ("(含)以下", "EQUAL_OR_LESS"),
    ("(含)以内", "EQUAL_OR_LESS"),
    ("以下", "EQUAL_OR_LESS"), ("以内", "EQUAL_OR_LESS"), ("之内", "EQUAL_OR_LESS"), ("之下", "EQUAL_OR_LESS"),
    ("左右", "APPROX"), ("上下", "APPROX"), ("许", "APPROX"),
    ("起售", "EQUAL_OR_MORE"), ("起步", "EQUAL_OR_MORE"), ("起价", "EQUAL_OR_MORE"),
    ("有余", "MORE_THAN"), ("开外", "MORE_THAN"), ("出头", "MORE_THAN"), ("以外", "MORE_THAN"), ("挂零", "MORE_THAN"),
)  # fmt: skip
AFTER_FIRST = frozenset(word[0] for word, _ in AFTER) | frozenset("还都多")
_BEYOND = re.compile(
    r"(?:(?P<more>还要?多|多一[些点]|[还都]不止)|[还都]不到)(?![0-9零一二三四五六七八九十百千万两几半近约])"
)
"""一倍还多, 5%多一些, 三成都不到; not 比3亿元还多|2000万."""

PER_HEAD = {f"{what}均": what for what in "人户亩年月日周时场村校车次床单店"} | {
    "时速": "小时", "亩产": "亩", "均每人": "人",
}  # fmt: skip
HEADS = tuple((word, len(word), what) for word, what in PER_HEAD.items())
OVER_TIME = frozenset({"年", "月", "日", "天", "周", "季度", "小时", "时"})
"""A share or growth rate is “per” a time only: 年均增长6%, but not 人均可支配收入增长6%."""
HEADS_OVER_TIME = tuple(head for head in HEADS if head[2] in OVER_TIME)
LONG_TIMES = frozenset({"年", "月", "季度"})
_GROWS = re.compile(r"(?:约|以|平均|同比|环比|净)?(?:[增降减涨跌升]|上[升涨]|下[降跌]|提高|递)")
"""A share, or the growth of what is so much each day, is no rate: 每年…占七成, 日均销量增长26%, but 每天增长2%."""
TIME_UNIT = re.compile(
    r"年|季度|季|个?月|周|星期|日|天|晚|昼夜|小时|时|分钟|分|秒钟|秒|学年|学期|工作日|公里小时|h|min|s|d|a", re.ASCII
)
_ROUGHLY = "(约|大约|大概|接近|将近|几乎|超过|不足|不到|不超过|不低于|至少|超|逾|近)"
_SHARE = re.compile(rf"{_ROUGHLY}(?:占|达到|达|相当于|等于|是|为|有)?[^,。;、:!?\n0-9%]{{1,20}}的$")
_SHARE_DIRECT = re.compile(rf"{_ROUGHLY}占[^,。;、:!?\n0-9%]{{1,16}}$")
_AT_LEAST = re.compile(r"(?:至少|最少|起码)[\u4e00-\u9fff]{1,4}$")
_PAST = re.compile(
    r"(突破|跌破|击穿|失守|升破|站上)了?(?![^,。;、:!?\n]{0,12}[是为至到])[^,。;、:!?\n0-9]{1,12}(?:价|峰|值|点位?|关口|大关|线|纪录)的?$"
)
"""跌破发行价|20元, 突破历史最高峰|5000点."""
_AT_MOST = re.compile(r"(?:至多|最多)[只可能够]{0,2}[^\W\da-zA-Z的时]{1,3}$")
_HABIT = re.compile(r"(?<![近这前后过头第])一(年|天|个月)(?:能|可以|可|要|得)[^,。;、:!?\n]{1,8}$")
_INSERTED = re.compile(
    r"(?: ?\((?:含|不含|包括)[^()\n]{1,10}| ?\((?:约|折合|合|相当于|即)[^()\n]{1,20})\)(?=[以及]|之[上下内]|左右)"
)
"""33℃(含33℃)|以上, 100美元(约新台币3265元)|以下."""
_CLAUSE = re.compile(r"[,。;!?:\n\ue000()“”《》\t]")
_BRACKETS = re.compile(r"\([\u4e00-\u9fff]{1,8}\)")
_NO_RATE_AFTER = frozenset(
    "0123456789个一二三四五六七八九十几两多半本当每今去前后近全上下该同往历翌次昨单青少老中均童幼新明首假生周平抗旧整终即节正腊蜜岁对赴访"
)
"""Characters before a 年, 月 or 日 that make it a time, an age or a country: 去年产量, 青年培训, 对日出口."""
_IN_USE = frozenset("成产营工用行运")
"""Before 后年 where it is 后|年: 建成后|年产值."""
_YIELDS = (
    "产|消费|生产|加工|处理|减排|节约|节省|节[电水煤能]|替代|创汇|创收|增收|出栏|接待|发送|运送|供[水电气热应]|输[送气电油]"
    "|外送|调水|运输|发电|屠宰|培训|消纳|处置|新增|吞吐|缴税|纳税|销售?|进出?口|出口|投资|客运|货运|上网|发运"
)
_AMOUNTS = (
    "(?:纯|净|总|毛|均|销售|营业|经营|财政|税收)*(?:收入|票房|利润|利税|产[量能值]|销[量售](?:总?额)?|营业额|交易[量额])|订单(?:容?量)?"
    "|[\u4e00-\u9fff]{0,7}(?:(?<![数质能力])量|成交额|运力|能力)"
)
_OUTPUT = re.compile(
    rf"[年月日](?:设计|最大|平均|可|能)?(?:实现)?(?:{_AMOUNTS}|(?:{_YIELDS})(?![期末度])(?:(?![较比为占由从至到元]|以[上下])[\u4e00-\u9fff]){{0,9}}?)"
    r"(?:已经?|可|最高|峰值|预计|有望|将会?|首次|再次|连续|稳定|保持|维持|能|只有|仅有?|就|却|还|更是|更|也|都)*"
    r"(?:超过?|达到?|约|近|为|在|突破|不足|不到|从|由|逾|至|到|有|增至|升至|降至|提高到|增加到|多达|高达){0,2}[了近约超逾]?(?:过去的)?$"
)
"""年产30万吨, 日处理能力达5万吨, 年消费天然气预计达到30亿立方米, 家庭年收入不足2万元: so much each year or day."""
LONGEST_OUTPUT = 24
_RATE_MARK = re.compile("[年月日]")
_PRICED = re.compile(
    r"[0-9万千百十亿多余几两元][^\W\d]{0,6}?(?:价[格钱位]?|[均单底]价|标准|速[度率]|频率|比例|租金|报酬|力度|规模)"
    r"(?![\u4e00-\u9fff]{0,4}(?:[至到为达涨降]|提高|增加|上[涨调]|下[降调]|降低|减少|多出)了?(?:近|约|超过?|逾|不足|每[^\W\d])?$)[^,。;、]*[\u4e00-\u9fff]"
)
"""每股12.5元的价格|回购1亿元: no more is per share; not 每吨200元的标准提高到|400元."""
_SUMMED = re.compile(
    r"[0-9][^,。;]*?(?:[共合总累]计|总共|总[额价投]|合共|一共|共(?![同享计有])|、(?:集体|总|全[村县市镇乡省国])"
    r"|的[\u4e00-\u9fff]{0,5}(?:[村县户镇乡市家人店套盘]|省份|地区|国家|企业)(?![均民]))"
)
"""每股派0.5元|共派发3亿元, 人均1万元的村有|30个."""
_COUNTED = re.compile(r"[0-9][^,。;]*?的[\u4e00-\u9fff]{1,8}(?:有|达|共|已?超过?)$")
"""年均用电2000千瓦时的地区有|3个."""
_AT_SPEED = re.compile(r"时速[^,。;]{0,6}[0-9][^,。;]*?的(?![^,。;]*(?:[至到为达]|提高|增加)了?$)")
"""时速350公里的高铁全长|120公里."""
_BY = re.compile(r"(?:以|按照?)(?:平均)?(?:每一?)?[\u4e00-\u9fff]{1,4}$")
_DIGIT = re.compile("[0-9]")
_GROWN = re.compile(r"(?:[增翻扩][长加大]?|提[高升]|上升)了?(?:约|近|超过?|逾|不到|至少)?$")
"""每万人拥有量增长|1.8倍: growth is not so much for each of them."""
_LISTED = re.compile(r"[0-9][0-9.]*(?:%|个百分点)(?:(?:[、和及与或]|以及)(?:[0-9][0-9.]*(?:%|个百分点))?)*")
_WAGE = re.compile(
    r"((?<![0-9一二三四五六七八九十个上本当每该今前某])月|[年日时](?=薪))(?:收入|薪|工资|租金?)[^,。;、:!?\n0-9]{0,6}$"
)
_NOUN = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:村|乡镇?|镇|县|市|社区|学校|企业|家庭|园区|小区|班级|项目)")
"""What 每个 is of, where that is a thing people count by."""
_OWNER = re.compile(
    r"[\u4e00-\u9fff]{1,5}?(?=(?:至少|最多|还|都|各|均|仅|只|约|平均)?(?:有|设|安排|配备?|派|建|补助|补贴|奖励|投入|发放|不少于|不超过|超过))|[\u4e00-\u9fff]{1,4}$"
)
"""Every other thing that 每个 is of, before what it has or gets: 每个片区|还有两条."""
_FAR_NOUN = re.compile(r"[\u4e00-\u9fff]{5,20}?(村|乡镇?|镇|县|市|社区|学校|企业)(?=[均都各应要须至有配建设派安])")
"""每个连片特困地区县和重点县|有: what is said of a noun names more than the thing counted by."""
_PEOPLE = re.compile(r"[\u4e00-\u9fff]{0,4}?人口")
_PER_HEADS = (
    r"(?<![0-9零一二三四五六七八九十百千万亿几数两多每近约超逾过上成])([百千万](?:人口?|户))"
    r"[\u4e00-\u9fff]{0,8}(?:数(?![百千万十])|量|率|密度|床位)"
)
PER_HEADS = re.compile(_PER_HEADS)
_HEAD_COUNT = re.compile(_PER_HEADS + r"[^,。;、:!?\n0-9]{0,6}$")
"""千人口托位数, 万人口发明专利拥有量: 每 is left out."""
_EACH = re.compile(r"(?:均每|每一?)(?=(\d+[万亿]?|[百千万](?=[\u4e00-\u9fff]))?)")


_YEARLY = re.compile(r"(?<![0-9零一二三四五六七八九十几两近半])年平均")


PART_BOUND = re.compile(r"(?:强|弱|多)(?![\u4e00-\u9fff]|数)")
"""三分之一强, 四分之一弱, 三分之二多."""


def mod_before(shadow: str, start: int) -> Mod | None:
    """The modifier that stands before an amount, across blanks and up to three particles."""
    left = shadow[max(0, start - 12) : start].rstrip(" “")
    for _ in range(4):
        for length in BEFORE_LENGTHS:
            mod = BEFORE.get(left[-length:])
            if mod is None:
                continue
            word = left[-length:]
            if (
                word in ONLY_AFTER
                and len(left) > 1
                and "\u4e00" <= left[-2] <= "\u9fff"
                and left[-2] not in ONLY_AFTER[word]
            ):
                continue
            if word in ("最多", "最少") and shadow[start - 1] == "的":  # 最多的五大行业: a superlative
                return None
            if len(left) > length and left[-length - 1] in NOT_A_MODIFIER.get(word, ()):
                return None
            return mod
        if not left or left[-1] not in PARTICLES:
            return None
        left = left[:-1].rstrip(" ")
    return None


def mod_of_verb(shadow: str, start: int) -> Mod | None:
    """至少举办两场: the modifier of the verb that an amount is the object of."""
    if _AT_LEAST.search(shadow, max(0, start - 6), start):
        return "EQUAL_OR_MORE"
    most = shadow.find("多", max(0, start - 6), start) >= 0 and _AT_MOST.search(shadow, max(0, start - 7), start)
    return "EQUAL_OR_LESS" if most else _mod_past(shadow, start)


def _mod_past(shadow: str, start: int) -> Mod | None:
    past = _PAST.search(shadow, max(0, start - 20), start)
    return BEFORE[past[1]] if past else None


def mod_of_share(shadow: str, start: int) -> Mod | None:
    """The modifier of a share whose whole stands between: 接近全省总产能的30%, 约占全国产量三成."""
    search = _SHARE if shadow[start - 1 : start] == "的" else _SHARE_DIRECT
    match = search.search(shadow, max(0, start - 28), start)
    if not match:
        return None
    before = shadow[match.start() - 1 : match.start()]
    if shadow.startswith("占", match.end(1)):  # 设计环节|约占…: no 节约
        return BEFORE[match[1]]
    return None if before in NOT_A_MODIFIER.get(match[1], ()) else BEFORE[match[1]]


def mod_after(shadow: str, end: int) -> Mod | None:
    """The modifier that stands after an amount."""
    right = shadow[end : end + 6].lstrip(" ")
    if right[:1] not in AFTER_FIRST and right[:1] != "(":
        return None
    if beyond := _BEYOND.match(shadow, end):
        return "MORE_THAN" if beyond["more"] else "LESS_THAN"
    if inserted := _INSERTED.match(shadow, end):  # 33℃(含33℃)以上
        right = shadow[inserted.end() : inserted.end() + 6]
    return next((mod for word, mod in AFTER if right.startswith(word)), None)


TURNS = ("rpm", "转", "r")


def rate_suffix(shadow: str, end: int, units: Lexicon, counted: str = "") -> tuple[int, str] | None:
    """(end, denominator) of “/年”, “每小时”, “/人·年” right after a unit, else None.

    counted: the unit; so many more of it after a stroke are another amount (8GB/256GB).
    """
    at = end
    while shadow[at : at + 1] == " " and at < end + 2:
        at += 1
    sign = shadow[at : at + 1]
    if not sign or sign not in "/每":
        return None
    at += 1
    while shadow[at : at + 1] in (" ", "(") and at < end + 4:
        at += 1
    first = at
    while shadow[at : at + 1].isdigit() and at < first + 5:
        at += 1
    stop = _denominator(shadow, at, units)
    if stop is None or (at > first and counted and shadow[at:stop] == counted):
        return None
    if at > first and shadow[at:stop] in TURNS:  # 110kW/6000rpm: at so many turns
        return None
    if shadow[stop : stop + 1] == "·" and (more := _denominator(shadow, stop + 1, units)):
        stop = more
    surface = shadow[first:stop]
    return stop + (shadow[first - 1] == "(" and shadow[stop : stop + 1] == ")"), surface


def _denominator(shadow: str, at: int, units: Lexicon) -> int | None:
    unit = units.match(shadow, at)
    time = TIME_UNIT.match(shadow, at)
    if (
        time
        and time.group().isascii()
        and shadow[time.end() : time.end() + 1].isalpha()
        and shadow[time.end()].isascii()
    ):
        time = None
    ends = [at + len(unit.surface)] if unit else []
    ends += [time.end()] if time else []
    return max(ends, default=None)


def rate_prefix(shadow: str, start: int, units: Lexicon, dimension: str) -> str | None:
    """The denominator that the clause before an amount names: 每亩, 每人每年, 人均, 年均, 时速.

    A share or a growth rate is per a time only, and an age per what an average is of.
    """
    left = shadow[max(0, start - 40) : start]
    if dimension != "ratio" and "一" in left and (habit := _HABIT.search(left)):
        return habit[1]
    wage = _wage(left) if dimension == "money" else None
    if ("人" in left or "户" in left) and (heads_of := _HEAD_COUNT.search(left)):
        return heads_of[1]
    if dimension == "ratio" and "年平均" in left:
        left = _YEARLY.sub("年均", left)
    if dimension != "ratio" and (output := _output(left)):
        return output
    if "均" not in left and "每" not in left and "时速" not in left and "产" not in left:
        return wage
    if ")" in left:
        left = _BRACKETS.sub("", left)  # 每千人口执业(助理)医师数
    left = left[_last_clause(left) :]
    ratio = dimension == "ratio"
    heads = HEADS_OVER_TIME if ratio else HEADS
    at, end, per = max([(left.rfind(word), length, what) for word, length, what in heads])
    end += at
    if dimension != "age" and (each := _each(left, max(at, 0), units, ratio)):
        per, end = each
    elif at < 0:
        return wage
    if left[end:] == "在":  # 每年在|400亩地上: where
        return None
    # 年均增长5.9%、高于全国0.5个百分点: the second is per year only in a bare list
    rest = left[end:]
    if ratio and (listed := _LISTED.search(rest)):
        return per if listed.end() == len(rest) else None
    if _is_over(left, end, per) or (dimension == "times" and per not in OVER_TIME and _GROWN.search(rest)):
        return None
    if ratio and ("占" in rest or (per not in LONG_TIMES and not _GROWS.match(rest))):
        return None
    return per


def _is_over(left: str, end: int, per: str) -> bool:
    """Whether what is so much per something has been told before the amount: 以每股12元的价格回购|1亿元."""
    if not _DIGIT.search(left, end):
        return False
    if per not in OVER_TIME or _BY.search(left, max(0, end - 10), end):
        return bool(_PRICED.search(left, end) or _SUMMED.search(left, end))
    if left[-1] in "有达共过超" and _COUNTED.search(left, end):
        return True
    return left.endswith("时速", 0, end) and _AT_SPEED.match(left, end - 2) is not None


def _output(left: str) -> str | None:
    """The 年, 月 or 日 in which something yields what is counted: 年产|30万吨."""
    if "年" not in left and "日" not in left and "月" not in left:  # nearly always: dates have been taken
        return None
    for mark in reversed(list(_RATE_MARK.finditer(left, max(0, len(left) - LONGEST_OUTPUT)))):
        at = mark.start()
        before = left[at - 1] if at else ""
        used = before == "后" and left[at - 2 : at - 1] in _IN_USE
        if (used or before not in _NO_RATE_AFTER) and _OUTPUT.match(left, at):
            return mark[0]
    return None


def _wage(left: str) -> str | None:
    """月收入, 日薪: what is paid for so much time."""
    wage = _WAGE.search(left)
    return wage[1].replace("时", "小时") if wage else None


def _last_clause(left: str) -> int:
    cut = 0
    for mark in _CLAUSE.finditer(left):
        cut = mark.end()
    return cut


def _each(left: str, first: int, units: Lexicon, ratio: bool) -> tuple[str, int] | None:
    """(denominator, where it ends) of the last 每亩, 每10万人 from a place on; of 每人每年 the year, as 年 of 元/年."""
    found: str | None = None
    last = -1
    for each in _EACH.finditer(left, first):
        stop = _denominator(left, each.end() + len(each[1] or ""), units)
        what = left[each.end() : stop] if stop else ""
        if each[1] and (people := _PEOPLE.match(left, each.end() + len(each[1]))):  # 每千服务人口, 每万人口
            what, stop = left[each.end() : people.end()], people.end()
        elif stop and what == "个":
            noun = _NOUN.match(left, stop) or _OWNER.match(left, stop) or _FAR_NOUN.match(left, stop)
            if noun is None:
                continue
            what, stop = noun[noun.lastindex or 0].rstrip("由有为是共约近需可要"), noun.end()
        what = what.removeprefix("个") or what  # 每个月
        if not stop or (ratio and what not in OVER_TIME):
            continue
        found, last = what, stop
    return (found, last) if found else None
