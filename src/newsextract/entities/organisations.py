"""The grammar of public bodies: 市委, 省水利厅, 郑州市人民政府, 会泽县委、县政府.

A body is a level word (省, 市, 县 …) with what belongs to it. Where a place name holds the level (郑州市 + 财政局), the
organisation is the longest name, the place with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.lexicon import Bodies, Known, any_of, load, load_known


@cache
def lexicon() -> Bodies:
    """The words of the grammar; raises ConfigError NX203."""
    return load("organisations.toml", Bodies)


@cache
def known() -> Known:
    """The organisations known by name; raises ConfigError NX203."""
    return load_known()


@cache
def _body() -> re.Pattern[str]:
    words = lexicon()
    department = f"(?:{any_of(words.fields)}){{1,2}}(?:{any_of(words.offices)})"
    # 委 opens many words (委员, 委托): as a body it must end there.
    no_word = "(?<!委)|(?<=委)(?![员托派任婉屈身])"
    level = f"(?P<level>{any_of(words.levels)}|村(?={any_of(words.village)}))"
    body = any_of((*words.bodies, *words.village))
    return re.compile(f"{level}(?:(?P<department>(?:政府|府|委)?{department})|{body})(?:{no_word})")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().titles))


_COLLECTIVE = frozenset("各两每该本全")
"""各市县政府, 两省政府, 该县政府 name nobody."""

_ANCHOR = re.compile("[省市县区州盟旗镇乡团道村](?=[\u4e00-\u9fff])")


_NUMBERED = re.compile(
    "第?[一二三四五六七八九十](?:附?院(?![线校里])|(?:中学|小学|[中小](?![级线期央国部心东西点等学的时城县镇区到组])))"
)


def numbered(text: str, at: int) -> int:
    """Where the hospital or school known by its place and number ends; `at` if none follows: 霁州|一院."""
    match = _NUMBERED.match(text, at)
    return match.end() if match else at


@cache
def _department() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(f"(?:{any_of(words.fields)}){{1,2}}(?:厅|局|委|办)(?![员托派任婉屈身理法事公])")


def department(text: str, at: int) -> int:
    """Where the department that follows a place without its level word ends (江苏|人社厅); `at` if none follows."""
    match = _department().match(text, at)
    return match.end() if match else at


_PALACE = re.compile("(?:首相|总统|总理)(?:府|办公室)")


def palace(text: str, at: int) -> int:
    """Where the office of a country's head that follows its name ends; `at` if none does."""
    match = _PALACE.match(text, at)
    return match.end() if match else at


def starts_title(text: str, at: int) -> bool:
    """Whether a title of a body's officer begins here: 书记, 主任."""
    return _title().match(text, at) is not None


_PART = "[^\\W的了在和与及是为对等把被从到有将向以于说称并就也都还而或其此该各个名位多两几某籍一0-9]"
INSIDE = f"(?:对口|{_PART})"
"""What may stand inside a name; a mark ends it."""
_TAIL = f"{_PART}{{0,12}}(?:对口{_PART}{{0,10}})?"
# 宜川|金泰|店, 澜川乡|宏旺|门市: not a kind of shop (酒店), nor what belongs to one (门市部, 店主).
_SHOP = re.compile(
    "(?![一-龥]{0,2}[的了在和与及家各等名全新这])[\u4e00-\u9fff]{2,3}?"
    "(?:(?<![商饭酒书药门网小旅茶花面分利食老鞋服菜餐客专连舰体物百开首粉])店|门市)(?![部价铺面员主家里长内堡镇村乡子址小东铃])"
)


def shop(text: str, at: int) -> int:
    """Where the shop named after its place ends; `at` if none follows."""
    match = _SHOP.match(text, at)
    return match.end() if match else at


# 岚峰科学院|人口与劳动经济所: a unit whose name has an 与; its officer or a mark stands behind one for short.
_JOINT_UNIT = re.compile(
    f"{INSIDE}{{2,8}}[与和]{INSIDE}{{2,8}}?(?:研究院|研究中心|实验室|学院|研究所|所(?=[所研副教]|[、,。;:)]|$))"
)


# 卫生部|扶贫开发与对口支援工作领导小组.
_JOINT_GROUP = re.compile(f"{INSIDE}{{2,8}}[与和]{INSIDE}{{2,8}}?(?:领导小组|协调小组|工作小组|联席会议)(?:办公室)?")


def joint_group(text: str, at: int) -> int:
    """Where the group with an 与 in its name, which follows its ministry, ends; `at` if none does."""
    match = _JOINT_GROUP.match(text, at)
    return match.end() if match else at


def joint_unit(text: str, at: int) -> int:
    """Where the unit with an 与 in its name, which follows its house, ends; `at` if none does."""
    match = _JOINT_UNIT.match(text, at)
    return at if match is None or verb().search(text, at, match.end()) else match.end()


class Body(NamedTuple):
    """A public body in the text; a title may be fused with it (市委|书记) unless it is a department (省水利厅|厅长)."""

    start: int
    end: int
    level_end: int
    fusible: bool


def bodies(text: str) -> Iterator[Body]:
    """Each public body from its level word on, in order."""
    pattern, at = _body(), 0
    for anchor in _ANCHOR.finditer(text):
        start = anchor.start()
        if start < at:
            continue
        match = pattern.match(text, start)
        if match is not None:
            at = match.end()
            if text.endswith("自治", max(start - 2, 0), start):
                start -= 2
            if text[at - 1] == "府":  # 澜川县政府|采购中心
                at = purchasing(text, at)
            if text.startswith("部门", at) and text.endswith("政府", start, at):  # 澜川县|政府部门 names nobody
                continue
            yield Body(start, at, match.end("level"), match["department"] is None)


_PURCHASING = re.compile("采购(?:管理)?(?:中心|办公室|办)(?![理法])")


def purchasing(text: str, at: int) -> int:
    """Where the purchasing centre of the government that ends at `at` ends; `at` if none follows."""
    match = _PURCHASING.match(text, at)
    return match.end() if match else at


_LED = re.compile("[省市县区州旗](?![级内外里直城属辖域中场])(?=[\u4e00-\u9fff]{3})")
_BEFORE_LED = re.compile("(?:(?<![\u4e00-\u9fff])|(?<=[由和与及在据对为向从被]))(?:自治)?\\Z")


def led(text: str) -> Iterator[tuple[int, int]]:
    """Organisations that a bare level word leads and no body's form has: 省现代渔业发展推进组, 旗职业病防治医院."""
    for match in _LED.finditer(text):
        before = _BEFORE_LED.search(text, max(match.start() - 3, 0), match.start())
        end = tail(text, match.end()) if before else match.end()
        if before and end > match.end() and not is_generic(text[match.end() : end]):
            yield before.start(), end


def is_fused(text: str, start: int, end: int) -> bool:
    """Whether the span is a body with no name before its level word, and a title is fused with it: 市委|书记."""
    match = _body().match(text, start)
    if match is None or match.end() != end or match["department"]:
        return False
    return _title().match(text, end) is not None


def is_collective(text: str, at: int) -> bool:
    """Whether the words before make it nobody's name: 各|市委, 各县|区政府, 该镇|政府."""
    while at > 0 and text[at - 1] in _LEVEL_LIST:
        at -= 1
    return at > 0 and text[at - 1] in _COLLECTIVE


_LEVEL_LIST = frozenset("省市县区旗乡镇州、和及(")


@lru_cache(maxsize=1 << 14)
def is_generic(name: str) -> bool:
    """Whether the name is only a kind of body: 社区卫生服务中心, 医院, 村委会."""
    return _generic().fullmatch(name) is not None


@cache
def _generic() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(f"(?:{any_of(words.generic)})*(?:{any_of((*words.suffixes, *words.kinds))})")


@cache
def _tail() -> re.Pattern[str]:
    # 办, 局, 厅, 委, 司 end too many other words: only where the name must end.
    office = (
        "(?:(?<![主承举协])办|(?<![格布结全大当开僵变时破危战棋])局|厅|(?<!常)委|所|(?<![公上打官])司|科(?=负责|科长))"
        '(?=[所司局厅处]长|主任|负责|有关|相关|工作人员|副[所司局厅处主]|[、,，。;；:：和与及的)）“"《已\n]|$)'
    )
    # 大学|生, 高中|生, 银行|业, 集团|军 are other words.
    edge = "(?<!学)(?<!高中)|(?<=学)(?![生城派制])|(?<=高中)(?![生毕阶教学课年三二一文理同段入招])"
    kind = f"(?:{any_of(lexicon().suffixes)})(?:{edge})(?![业卡]|军区|法[》规])"
    kinds = f"{kind}|{office}|论坛(?=主席|秘书长|理事长|执行)"
    return re.compile(f"(?!政府[采购]|[母子]公司|总部)(?:{_TAIL}(?:{kinds})|[高中]院(?!校))")


def tail(text: str, at: int) -> int:
    """Where the organisation whose place name ends at `at` ends; `at` if none follows."""
    if not text[at : at + 1].isalnum():
        return at
    match = _tail().match(text, at)
    if match is None or verb().search(text, at, match.end()):
        return at
    # 兰州|大学|校长, not 大学校.
    return match.end() - text.startswith("大学校", match.end() - 3)


@cache
def verb() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon().verbs, first=True)})(?<!投资(?=[司处局]))(?<!派出(?=所))")  # 固定|投资司


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon().trades)})")


def trade(text: str, at: int) -> int:
    """Where the company's or paper's kind that follows an unknown name ends; `at` if none follows."""
    match = _trade().match(text, at)
    return match.end() if match else at


@cache
def _branch() -> re.Pattern[str]:
    words = lexicon()
    kinds = any_of((*words.trades, *words.suffixes, *words.branches))
    return re.compile(f"(?:{kinds}){{1,3}}(?<!投资)|网(?![络民友站点上址页购店吧约])")


def branch(text: str, at: int) -> int:
    """Where the name of a company's branch goes on after its brand: 岚峰|教育, 岚峰|幼儿园; `at` if it does not."""
    match = _branch().match(text, at)
    return match.end() if match else at


_SHORT = re.compile("[（(](?:(?:以下)?简称|(?:以)?下称)[:：]?[“\"‘']?(?P<name>[^”\"’'）)，。]{2,12})[”\"’']?[）)]")


def short_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(where the full name ends, start, end) of each short name introduced: …公司（以下简称“岚峰重工”）."""
    for match in _SHORT.finditer(text):
        yield match.start(), match.start("name"), match.end("name")


@cache
def _state() -> re.Pattern[str]:
    words = lexicon()
    # One character first: an alternation that begins with two is looked for half as fast.
    return re.compile(
        f"[国中](?:(?<=国)家(?:{any_of((*words.fields, *words.state_fields))}){{1,2}}"
        "(?:委员会|委|总局|局|办公室|办|署)(?![员托派任婉屈身理法事公])|"
        f"(?<=国)家(?![级的有重]){INSIDE}{{4,12}}?(?:创新中心|工程研究中心|工程实验室|重点实验室|数据中心|资源库)(?!的|建设|体系|网络|为)|"
        "(?<=中)央(?<![历各]中央)(?<!历[代届]中央)(?:人民)?政府(?![采债投性]))"
    )


def state(text: str) -> Iterator[tuple[int, int]]:
    """The government, and offices of the state that no list holds: 国家标准委, 国家禁毒办."""
    for match in _state().finditer(text):
        start, end = match.span()
        if text[start] == "中" and text.find("地方", max(start - _CONTRAST, 0), end + _CONTRAST) >= 0:
            continue  # 地方政府和|中央政府: the levels, not the body
        yield start, end


_CONTRAST = 10
"""Characters around the central government where the local ones stand that it is set against."""


# 岚峰晚报|记者, 东江网|讯: which of the characters before belong to the name, the tagger says.
_MEDIUM = re.compile(
    "[网报社刊台视](?= ?(?:记者|讯|消息|通讯员|特约|评论员)|[0-9]{1,2}月[0-9]{1,2}日(?:[讯电]|消息|报道))"
)
_NO_MEDIUM = re.compile("[^\u4e00-\u9fff]|[的本该我贵各据由在和与从向对看听随]")
_MEDIUM_LENGTHS = range(3, 9)


def media(text: str) -> Iterator[list[tuple[int, int]]]:
    """Media that report, each with its possible starts."""
    for match in _MEDIUM.finditer(text):
        end = match.end()
        starts = (end - length for length in _MEDIUM_LENGTHS if length <= end)
        yield [(start, end) for start in starts if _is_name(text, start, end)]


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether nothing speaks against a medium's name: 接受|央视 begins with a verb."""
    if _NO_MEDIUM.search(text, start, end):
        return False
    return next(iter(segment.tagged(text[start:end])))[1][0] not in "vpdc"


# 《岚镜》|记者, 告诉|《岚镜》|, 《岚镜》|获悉: a paper, not what it prints.
_PAPER = re.compile(
    "《(?P<name>[^《》\n]{2,8})》(?=(?P<after>(?:杂志)? ?(?:记者|编辑|主笔|评论员|获悉|特约)|"
    "(?:学术|国际)?(?:期刊|杂志|月刊|周刊|双月刊)(?![》类])|(?:杂志)社)?)"
)
_SAYS = re.compile(
    "(?:杂志)? ?(?:记者|编辑|主笔|评论员|获悉|特约|表示|透露|提到|称|说|介绍|坦言|了解|采访|报道|指出|消息)"
)
_NO_PAPER = re.compile(
    "(?:法|条例|办法|规定|意见|方案|通知|规划|细则|决定|报告|公告|纲要|计划|标准|指南|协议|合同|声明|公报|名单|目录|制度|走基层|基层)$"
)


def papers(text: str) -> Iterator[tuple[int, int]]:
    """Papers in their marks that report or are told something, wherever the text has them in marks."""
    names = {match["name"] for match in _PAPER.finditer(text) if _is_paper(text, match)}
    for name in names:
        yield from ((match.start() + 1, match.end() - 1) for match in re.finditer(f"《{re.escape(name)}》", text))


def _is_paper(text: str, match: re.Match[str]) -> bool:
    if _NO_PAPER.search(match["name"]):
        return False
    if match["after"]:
        return True
    start = match.start()
    before = text[start - 1 : start]
    if before in _KIND_ENDS:
        return text.endswith(_KINDS, max(start - 2, 0), start)
    return before in _TOLD and _SAYS.match(text, match.end()) is not None


_KINDS = ("期刊", "杂志", "学刊", "周刊", "日报", "报纸")
_TOLD = frozenset("对据向诉受")
_KIND_ENDS = frozenset("志刊报")
_QUOTED_TAIL = re.compile(
    "“[^“”\n]{2,8}”[\u4e00-\u9fff]{0,6}?(?:研究[所院]|研究中心|[协学商联]会|促进会|联合会|委员会|基金会|共策会|联盟|智库|合作社|俱乐部)"
)


def quoted_tail(text: str, at: int) -> int:
    """Where an organisation with a quoted word after its place ends; `at` if none follows: 岚国|“一带一路”研究所."""
    match = _QUOTED_TAIL.match(text, at)
    return match.end() if match else at


# 全国|乘用车市场信息联席会, “无国界世界”|协会: the rarest part first.
_JOINT_MEETING = re.compile("联席会(?!议)")
_NATIONAL = re.compile(f"全国{INSIDE}{{2,12}}?\\Z")
_QUOTED_BODY = re.compile("”(?:[协学商]会|促进会|联合会|基金会|研究会|俱乐部|合作社|联盟)(?![的会员章式])")
_QUOTED_NAME = re.compile("“[^“”\\n]{2,8}\\Z")
_LONGEST_NATIONAL, _LONGEST_QUOTED = 14, 9
"""Characters before the last word of each."""


def national(text: str) -> Iterator[tuple[int, int]]:
    """Joint meetings of a trade of the whole country, and associations called by a quoted word."""
    for pattern, before, longest in (
        (_JOINT_MEETING, _NATIONAL, _LONGEST_NATIONAL),
        (_QUOTED_BODY, _QUOTED_NAME, _LONGEST_QUOTED),
    ):
        for last in pattern.finditer(text):
            if name := before.search(text, max(last.start() - longest, 0), last.start()):
                yield name.start(), last.end()


_EMBASSY = re.compile("(?:大使馆|总领事馆|领事馆|使馆|代表处|办事处|代表团)")


def embassy(text: str, at: int) -> int:
    """Where the embassy that follows its host country ends; `at` if none does."""
    match = _EMBASSY.match(text, at)
    return match.end() if match else at


def officer(text: str, end: int) -> bool:
    """Whether the body that ends here is inside its officer's title: 国防部|长, 市公安局|长."""
    return text[end - 1] in "部局厅院校所处" and text.startswith("长", end) and not text.startswith("长官", end)


@cache
def _centre() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(
        # The word first: it is looked for many times as fast as a look-behind.
        "中央(?:(?:(?<![\u4e00-\u9fff]中央)|(?<=[彻实照据按被在由向是经与]中央)|(?<=[期年月日前后]中央)(?![、和]))"
        f"(?:(?P<acts>{any_of(words.centre)})|(?=[\u4e00-\u9fff]{{2}}))|"
        f"(?<!党中央)(?P<decides>(?:{any_of(words.centre_decides)})[的了、]))"
    )


def centre(text: str) -> Iterator[tuple[int, int]]:
    """中央 where it acts."""
    for match in _centre().finditer(text):
        end = match.start() + len(_CENTRE)
        if match["acts"] or match["decides"] or _acts(text, end):
            yield match.start(), end


_CENTRE = "中央"
_CLAUSE = re.compile("[\u4e00-\u9fff0-9.]{2,16}")
# What makes the words a body or a work of the centre's: 中央|赴灾区指导组, 中央|编办.
_OF_CENTRE = re.compile(
    "[\u4e00-\u9fff]{1,3}办(?![法理好])|学习贯彻|对地方转移支付|"
    ".*(?:组|联络部|代表团|宣讲团|工程|医院|委员会|督导|决算)"
)
_TOWARDS = frozenset("对向将从把为给")
_BRIEF_ACTS = frozenset("有给要派")


def _acts(text: str, at: int) -> bool:
    """Whether 中央, which ends here, is the subject of what follows: 中央|已下拨, not 中央|补助|资金."""
    clause = _CLAUSE.match(text, at)
    if clause is None or _OF_CENTRE.match(text, at, clause.end()):
        return False
    centre, (word, tag), *rest = (*segment.tagged(_CENTRE + clause[0]), ("", ""))
    if centre[0] != _CENTRE:  # 中央军委: one word
        return False
    if tag == "d" or word in _TOWARDS:
        return True
    is_verb = tag[:1] == "v" and tag != "vn" and (len(word) > 1 or word in _BRIEF_ACTS)
    return is_verb and not (rest and rest[0][0] in lexicon().centre_means)


def is_nominal(words: str) -> bool:
    """Whether no verb stands inside: 清华大学|微电子所, not 大连机床|拖欠中国银行."""
    *inner, _ = segment.tagged(words)  # the last word is the kind, whatever its tag (妇幼保健|站)
    return all(tag != "v" or word in lexicon().activities for word, tag in inner)
