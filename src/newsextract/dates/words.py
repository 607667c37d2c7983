"""Words of the lexicon as pieces: whether 今天, 年底, 春节, 清明 or 十三五 stand for a time where they are written."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.durations import CHINESE
from newsextract.dates.lexicon import Lexicon, Word
from newsextract.dates.marks import BOUNDARY, MID_OK, NUMERAL_FIRST, WINDOW_BEFORE, Chain, edge, one_of
from newsextract.dates.shapes import DAY, PART, SUBYEAR, YEAR, Piece

PLAN_PERIOD = re.compile(r"(?:”|)(?:时期|期间|期末|末|以来|收官|前|后|初|开局|的?头|中期|后)")

PLAN_PART = re.compile(r"(?P<part>末|期末|后期|初(?!步)|中(?=期))期?")
PLAN_PARTS = {"末": "late", "期末": "late", "后期": "late", "初": "early", "中": "middle"}

PLAN_NAME = re.compile(
    r"[”’]?(?:发展|国家|五年|教育|科技|重点|专项)?"
    r"(?:规划|计划|纲要|建议|目标|蓝图|任务|工程|项目|方案|课题|国民经济|重大)"
    r"|”(?!期间|时期|期末|末|以来|初|中期|后)[^,，。；;、:：“”\n]{2,16}(?:规划|纲要)"
)

HOLIDAY = re.compile(r"(?:[3-8三五七八]天)?(?:小长假|黄金周|长假|假期|假日|佳节|双节|节)")


def word_piece(
    text: str, at: int, word: Word, end: int, words: Lexicon, last: Piece | None
) -> tuple[Chain, int] | None:
    if word.kind == "pieces":
        if text[at:end] in SEASON_WORDS and text.startswith("学期", end):  # 2021年秋季学期
            return word.value, end + 2
        return (word.value, end) if _relative_stands(text, at, end, word.value, last) else None
    if word.kind == "season_part":
        led = last is None or last.rank == YEAR
        stands = SEASON_TIME.match(text, end) is not None or (last is not None and text[at:end] in SEASON_COMING)
        return (word.value, end) if led and stands and text[at - 1 : at] not in NAMED else None
    if word.kind == "festival":
        return _festival(text, at, end, word.value, words, last)
    if word.kind == "term":
        index, distinct = word.value
        named = text.startswith(("节气", "时节"), end) or (last is not None and (distinct or TERM_DAY.match(text, end)))
        surname = at > 0 and not (text[at - 1] in BOUNDARY or text[at - 1] in "在到是于从至近自昨今日逢值过的后前当了")
        if named or (distinct and not surname):
            return (Piece("term", DAY, index),), end
        return None
    if word.kind == "plan":
        years, safe = word.value
        quoted = text[at - 1 : at] == "“" and text[end : end + 1] == "”"
        if text.startswith("”》", end):  # 《数说“十三五”》: a title
            return None
        if PLAN_NAME.match(text, end) or not (safe or quoted or PLAN_PERIOD.match(text, end)):
            return None
        return _plan_part(text, end, years) or ((Piece("plan", YEAR, years),), end)
    if word.kind == "quoted_plan":  # “十三五”末: quotes are inside a span only where more follows them
        return _plan_part(text, end, word.value)
    return None


def _plan_part(text: str, end: int, years: tuple[int, int]) -> tuple[Chain, int] | None:
    """十三五|末, “十三五”|初期: the plan with its part."""
    part = PLAN_PART.match(text, end)
    if part is None:
        return None
    return (Piece("plan", YEAR, years), Piece("part", PART, (PLAN_PARTS[part["part"]], ""))), part.end()


# Words of the lexicon that are also parts of other words: surfaces, characters before, what follows.
PARTS_OF_WORDS: tuple[tuple[tuple[str, ...], str, re.Pattern[str] | None], ...] = (
    (("早上", "上午", "下午", "晚上"), "个", re.compile(r"好(?:$|[,，。!！、\n ])")),  # a greeting; 一个|晚上
    (("夜晚", "早晨"), "个", None),
    (("后一天",), "最", None),
    (("该年", "该月", "该季", "该季度"), "应", None),
    (("即日",), "", re.compile(r"(?!起)")),
    (("这年",), "", re.compile(r"[头轻龄代份级景货]")),
    (("全周",), "", re.compile(r"[期边长岁天围]")),
    (("周内",), CHINESE + "0123456789几数各每多", None),
    (("这天",), "", re.compile(r"[气下堂空桥性花使文地线]|然(?!后)")),
    (("后天", "后日"), "先以之今日", re.compile(r"[性因形]")),
    (("前天", "前日", "前年", "前月"), "目以之此日年月午天先提眼当生", re.compile(r"轻")),
    (("前一年", "前一天", "前一日"), "学婚产行赛会提", None),
    (("上一年", "下一年", "这一年"), "马", re.compile(r"级")),
    (("后年",), "以之今天日年前成产工营迁造建用业效", None),
    (("当年", "当日", "当季", "当周"), "正适担应相理充", None),
    (("当月",), "正适担应相理充", re.compile(r"球")),
    (("上年",), "以之年岁月天地线手会身路史加一", re.compile(r"货")),
    (("下月", "下周", "下年", "上月", "上周", "下季度", "上季度"), "以之年岁月天地线手会身路史加一", None),
    (("上季",), "不赶遇", re.compile(r"节")),
    (("次月",), "首一二三四五六多几每此两", None),
    (("同年", "同月", "同天"), "共不", re.compile(r"[级龄]")),
    (("同日",), "共不", re.compile(r"[方军企韩美俄英法德印澳]|本(?!报|刊|台|网|社)")),  # 同|日本首相
    (("年终",), "", re.compile(r"总决赛|奖")),
    (("本日", "本月", "本年", "本周"), "日基根成资文剧版一", None),
    (("明天", "明日"), "光说透文声证好", re.compile(r"使")),
    (("今天",), "", re.compile(r"下(?!午)")),
    (("当夜", "当晚"), "每正适担应相理充", re.compile(r"幕")),
    (("今日",), "", re.compile(r"头条|俄罗斯")),
    (("中午",), "个", re.compile(r"餐|好(?:$|[,，。!！、\n ])")),
    (
        ("早间", "午间", "晚间", "夜间"),
        "",
        re.compile(r"新闻|经济|消费|文[旅化]|旅游|演艺|门诊|照明|模式|灯光|集市"),
    ),
    (("半夜",), "大小", None),
    (("同期",), "史年", None),
    (("头天", "头一天"), "点石箭镜口年", None),
    (("昨",), "如似成", re.compile(r"[儿个非]")),
)
NOT_BEFORE = {surface: characters for surfaces, characters, _ in PARTS_OF_WORDS for surface in surfaces}
NOT_AFTER = {surface: pattern for surfaces, _, pattern in PARTS_OF_WORDS if pattern for surface in surfaces}
COUNTED_YEARS = CHINESE + "0123456789多几半来余每逐历"  # 三年底, 每年初: the year is another's
NO_MID_YEAR = COUNTED_YEARS + "全整当这那些近晚暮青少老童同"
MID_YEAR_NEXT = re.compile(r"进行|调整|开始|召开|举行|完成|推出|抓|检查|考核|督查|复查")
COUNTED_MONTHS = CHINESE + "0123456789个每"
SEASON_WORDS = frozenset(("春天", "夏天", "秋天", "冬天", "春季", "夏季", "秋季", "冬季"))


TERM_DAY = re.compile(r"[当这]天|当日|前后|期间|[以之]?[前后](?!来)|[至到,，。、；;）)\n]|$")
"""After 雨水 and other words that are terms too: 2013年雨水当天, not 2013年雨水充沛."""
SEASON_TIME = re.compile(r"时[节分]|季节|以来|[以之]?后(?![花备])|的(?!第)|[,，]|前(?!线)")
"""What makes 金秋 or 入冬 a time: 金秋时节, 入冬以来; not 金秋招聘, 初春村."""
SEASON_COMING = frozenset(("开春", "入春", "入夏", "入秋", "入冬"))
"""After a year a time of its own: 今年|开春就接单."""
NAMED = ("《", "“", "“《")

WISHED = re.compile(r"(?:开创|创造|赢得|拥抱|美好|幸福|辉煌|光明|灿烂|更好)的?$|新$")
"""Before 未来 or 明天 where it is a thing one makes, not a time: 共创美好未来."""

WHOLE_PART = re.compile(r"(?<![周期拜初十廿])一$|整$")
BEFORE_THAT = frozenset(("前一周", "前一个星期", "前一月", "前一个月"))


def _relative_stands(text: str, at: int, end: int, pieces: Chain, last: Piece | None) -> bool:
    """Whether a word of the lexicon stands for itself: 今天下, 后天性, 上周边, 明天使 hold none."""
    before, after, surface = text[at - 1 : at], text[end : end + 1], text[at:end]
    if before == "《" and last is None:  # 《今日说法》, 《明天》: a title
        return False
    if one_of(before, NOT_BEFORE.get(surface, "")):
        return False
    if surface in NOT_AFTER and NOT_AFTER[surface].match(text, end):
        return False
    if surface == "明天" and before == "的" and edge(after):  # 家乡的明天: what is to come
        return False
    if surface == "明天" and WISHED.search(text, max(0, at - 3), at):  # 创造幸福的|明天
        return False
    if pieces[0].kind == "daypart" and last is None and WHOLE_PART.search(text, max(0, at - 2), at):
        return False  # 一上午: how long, not when
    if surface == "第二年":  # 次年; not 连续|第二年, 建馆的|第二年
        return edge(before) and after not in ("的", "级")
    if surface in BEFORE_THAT and not (edge(before) or before in WINDOW_BEFORE):  # 开幕前|一周
        return False
    if pieces[0].kind == "daypart" and pieces[0].value == "TDT":  # 白天 by itself is no time of a certain day
        return last is not None and last.rank == DAY
    if pieces[0].kind == "year_opening":
        return _opening_stands(text, at, end, last)
    if pieces[0].kind == "part":
        return _part_stands(text, at, end, pieces[0].value, last)
    if surface in SEASON_WORDS:
        yearly = text[at - 2 : at] in ("每到", "每逢", "每年")
        return yearly or (last is not None and last.rank == YEAR) or _season_stands(text, at, end)
    return True


SEASON_LED = "着入值在"
SEASON_COMES = re.compile(r"到来|来临|将至|已至|过后|[以之]?后(?![备续])|以来|期间")


def _season_stands(text: str, at: int, end: int) -> bool:
    """冬季 in a clause of its own, 随着夏天到来, 进入夏季后; not 冬季运动会, 科学的春天."""
    before, after = text[at - 1 : at], text[end : end + 1]
    if edge(before):
        return edge(after) or SEASON_COMES.match(text, end) is not None
    return before in SEASON_LED and (SEASON_COMES.match(text, end) is not None or after in ",，")


OPENED = re.compile(r"(?:以?来|以后|之后|后|至今|就|便|即)|的(?!第)")
"""What follows 开年 where it is when, not what is opened (开年大戏)."""


def _opening_stands(text: str, at: int, end: int, last: Piece | None) -> bool:
    """新年伊始 and, after a year or in a clause of its own, 开年."""
    if last is not None:
        return last.rank == YEAR and (edge(text[end : end + 1]) or text[end : end + 1] in "以来后至就便即的国我各全首")
    led = edge(text[at - 1 : at])
    if text[at] == "新":
        return True
    return led and (edge(text[end : end + 1]) or OPENED.match(text, end) is not None)


def _part_stands(text: str, at: int, end: int, value: tuple[str, str], last: Piece | None) -> bool:
    """年底, 月初, 全年 by themselves or after a period; not in 三年底."""
    part, unit = value
    surface = text[at:end]
    before, after = text[at - 1 : at], text[end : end + 1]
    if last is not None:
        return surface not in ("年中", "月中") or edge(after) or one_of(after, MID_OK)
    if part == "middle":
        led = edge(before) or one_of(before, "到至在于今")
        if led and (edge(after) or one_of(after, MID_OK)):
            return True
        return not one_of(before, NO_MID_YEAR) and MID_YEAR_NEXT.match(text, end) is not None
    return not one_of(before, COUNTED_YEARS if unit == "year" else COUNTED_MONTHS if unit == "month" else "")


FESTIVE = re.compile(r"期间|前夕|前后|当天|当日|钟声|伊始|第一天|放假|出行|到来|临近|将至|”")
NUMERAL_FESTIVE = re.compile(r"期间|前夕|当天|放假")
YEARLY = re.compile(r"往年|历年|每年|每到|每逢")
"""往年|八一都放假."""
NOT_OURS = re.compile(r"中$|(?<![中全祖我])国$")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗郑宋谢韩唐冯董袁邓许傅沈曾彭吕蒋蔡贾丁魏薛叶"
GIVEN_NAMES = frozenset(("国庆", "建军", "清明", "中秋", "重阳", "元旦", "端午"))
NO_FESTIVAL = re.compile(r"[树老路帽镇村饼生典灯歌装卡]")
NAMING = re.compile(
    r"[天日号晚午)](?:[就也又正恰便]|[正恰刚]好)?是(?:一年一度的|[“”一二三四五六七八九十百0-9第届个]|国际|劳动|中国|世界|传统|农历|我国|全国|全民|联合国){0,12}$"
    r"|(?:庆祝|欢庆|设立|确定|确立|定为|设为)(?:中国)?“?$|第[0-9一二三四五六七八九十]{1,4}[个届]“?(?:全民|全国)?$"
)
"""今天是重阳节, 庆祝国庆节: what the day is called, and what is celebrated; it places nothing in time."""
CUSTOM = re.compile(
    r"的?(?:味|噱头|概念|美食|食品|传统|文化|习俗|民俗|元素|礼物|礼品|礼盒|联欢|文艺|晚会|主题|故事|传说|诗|由来|起源|形成|对联|气氛|氛围|韵味)"
)
"""What a festival is only the theme of: 中秋味道, 春节联欢晚会."""


def _festival(text: str, at: int, end: int, index: int, words: Lexicon, last: Piece | None) -> tuple[Chain, int] | None:
    festival, surface = words.festivals[index], text[at:end]
    before, after = text[at - 1 : at], text[end : end + 1]
    holiday = HOLIDAY.match(text, end)
    if surface[0] == "“" and surface[-1] == "”" and holiday is None and last is None:
        return None  # quotes are inside a span only where more follows them: “五一”黄金周
    quoted = surface[0] == "“" or (before == "“" and after == "”")
    if not festival.bare and not quoted and holiday is None and last is None and not surface.startswith("农历"):
        numeral = surface[0] in NUMERAL_FIRST
        alone = (surface == "新年" and edge(before) and edge(after)) or (at == 0 and end == len(text))
        alone = alone or (surface.endswith("小年") and one_of(before, "是逢过到"))
        yearly = numeral and YEARLY.search(text, max(0, at - 2), at) and (edge(after) or one_of(after, "都就也前时"))
        if not (alone or yearly or (NUMERAL_FESTIVE if numeral else FESTIVE).match(text, end)):
            return None
    if one_of(before, SURNAMES) and surface in GIVEN_NAMES:
        return None
    if not quoted and holiday is None and CUSTOM.match(text, end):
        return None
    if last is None and edge(after) and NAMING.search(text, max(0, at - 20), at):
        return None
    if surface.startswith("国庆") and NOT_OURS.search(text, max(0, at - 2), at):  # 新中国|庆生, 法国国庆
        return None
    if last is not None and last.rank == SUBYEAR and surface[0] in NUMERAL_FIRST:  # 3月|十一届
        return None
    if surface == "清明" and (one_of(before, "治会气政廉") or text.startswith("上河", end)):
        return None
    if len(surface) == 2 and NO_FESTIVAL.match(text, end):
        return None
    if surface == "双十二" and text.startswith("事变", end):
        return None
    long = holiday is not None and holiday.group() not in ("节", "佳节") and festival.holiday is not None
    return (Piece("holiday" if long else "festival", DAY, index),), holiday.end() if holiday else end
