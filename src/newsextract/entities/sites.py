"""The grammar of places that no table holds: roads, lines, hamlets, zones, stations, and phrases that hold no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import accumulate

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.lexicon import Sites, any_of, load, vocabulary


@cache
def lexicon() -> Sites:
    """The words of the grammar; raises ConfigError NX203."""
    return load("sites.toml", Sites)


Place = tuple[int, int]
"""[start, end) of a place in the text."""

# 省道217线, 107国道, G107, 地铁4号线.
# One character first: an alternation of sets is looked for half as fast.
_ROAD = re.compile(
    "[国省县GS地轨](?:(?<=[国省县])道[GSX]?[0-9]{1,4}线?|(?<=国)道|"
    "(?:(?<=地)铁|(?<=轨)道交通)[0-9一二三四五六七八九十]{1,3}号线|"
    "(?<=[GS])[0-9]{1,4}(?=[\u4e00-\u9fff]{0,6}(?:高速|公路|国道|省道)))"
)
_ROAD_NUMBER = re.compile("(?<![0-9])[0-9]{2,3}$")


def numbered_roads(text: str) -> Iterator[Place]:
    """Roads known by their number."""
    for match in _ROAD.finditer(text):
        start, end = match.span()
        if match[0] == "国道":
            number = _ROAD_NUMBER.search(text, max(start - 4, 0), start)
            if number:
                yield number.start(), end
        elif not (start and text[start - 1].isascii() and text[start - 1].isalnum()):
            yield start, end


# Railways and roads are called after the first characters of their ends: 杭衢高铁.
_ENDS = frozenset(
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新渝港澳台温福杭甬金衢上哈大郑西武广成兰合昆南长沈丹石济胶"
    "泰锡常宜嘉龙忻万雅坦赞匈塞瑞横盘蔚尉丽绵遂苍梧岩漳饶鹰抚赣淄烟菏聊沧廊承唐邢邯朔吕洛漯"
    "连盐通徐淮萧银包宝深厦昌九襄十商绍张呼佳牡太焦荣日潍莱黄池怀邵衡柳钦防玉湛茂梅汕惠肇珠格库林中老越巴欧俄雄郴赤敦乌玛铜资攀泸叙"
)
_LINE = re.compile(
    "高铁|铁路|高速公路|高速(?![增发度公推运地])|城际(?:高速)?铁路|城际高铁|城际|客专|大运河|运河|经济区|经济圈|城市群|都市圈"
)
_DIRECTED = re.compile("[东西南北中]线\\Z")
_BETWEEN = frozenset("至到")
_LONGEST_LINE = 5
"""Ends that one line is called after."""


def lines(text: str) -> Iterator[list[Place]]:
    """Railways, motorways, canals and regions called after their ends, each with its possible starts."""
    for match in _LINE.finditer(text):
        end = start = match.start()
        if text[match.end() - 1] in "路速" and (named := _DIRECTED.search(text, max(end - 2, 0), end)):
            start = named.start()
            while start > end - _LONGEST_LINE and text[start - 1 : start] in _ENDS:
                start -= 1
            yield [(start, match.end())]  # 东线|高速公路, 广珠|西线|高速公路
            continue
        while start and end - start < _LONGEST_LINE and text[start - 1] in _ENDS:
            start -= 1
        if text[start] == "日" and text[start - 1 : start].isdigit():  # 5月1日|京津城际
            start += 1
        if end - start < 2 or text[start - 1 : start] in _BETWEEN:  # 潍坊|至|烟台高铁
            continue
        yield from _listed_lines(text, start)
        inside = start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff"
        yield [(at, match.end()) for at in (range(start, end - 1) if inside else (start,))]


def _listed_lines(text: str, at: int) -> Iterator[list[Place]]:
    """What is listed before a line and called after its ends too, the last first: 京哈、|通苏嘉甬、|盐泰锡常宜高铁."""
    while at > 1 and text[at - 1] == "、":
        end = start = at - 1
        while start and end - start <= _LONGEST_LINE and text[start - 1] in _ENDS:
            start -= 1
        if end - start < 2 or (start and "\u4e00" <= text[start - 1] <= "\u9fff"):
            return
        yield [(start, end)]
        at = start


_RAIL = re.compile("(?:沿江|城际)?(?:高铁|高速铁路|铁路|高速公路|客专)")


def rail(text: str, at: int) -> int:
    """Where the railway or motorway called after the ends named before `at` ends; `at` if none follows."""
    match = _RAIL.match(text, at)
    return match.end() if match else at


# A name with a level word, between marks: 、白鹭市3例.
_LEVEL_WORD = re.compile("[市县镇乡村](?![\u4e00-\u9fff])")
_LEVEL_NAME = re.compile(
    "(?<![\u4e00-\u9fff])(?![的我全各该本两外同城郊每某一二三四五六七八九十几多小新老距在从自经由到往至向离沿与和及据把被将等是有])"
    "[\u4e00-\u9fff]{2,3}\\Z"
)


def levelled(text: str) -> Iterator[Place]:
    """Names with a level word between marks; not 拆旧村, 修建新村, whose first word is a verb."""
    for level in _LEVEL_WORD.finditer(text):
        match = _LEVEL_NAME.search(text, max(level.start() - 3, 0), level.start())
        if match and not next(iter(segment.tagged(text[match.start() : level.end()])))[1].startswith("v"):
            yield match.start(), level.end()


# 古龙屯, 龙里苗寨, 古石村: which of the characters before belong to the name, the tagger says.
_HAMLET = re.compile("(?:寨|屯|村|庄|坪|嘎查|社区)(?<=[\u4e00-\u9fff]{4})")
_PEOPLES = frozenset("苗侗羌藏瑶彝")
_NO_HAMLET = re.compile(
    "[^\u4e00-\u9fff]|[我全各该本两每某一二三四五六七八九十几多小新老是有在到的和与个名困农乡]|山(?!村$)|^..?山村$"
)
_LEVELS = frozenset("省市县区州盟旗镇")


def hamlets(text: str) -> Iterator[Sequence[Place]]:
    """Villages and hamlets that no table holds and the text names at least twice, each with its possible starts."""
    ends = []
    for match in _HAMLET.finditer(text):
        kind = match.start() - (text[match.start() - 1] in _PEOPLES)
        ends.append((max(kind - 3, 0), match.end()))
    counts = Counter(text[first:end] for start, end in ends for first in (start, start + 1))
    for start, end in ends:
        choices = [
            (first, end)
            for first in (start, start + 1)
            if counts[text[first:end]] > 1
            and not is_generic(text[first:end])
            and text[first] not in _LEVELS
            and not _NO_HAMLET.search(text[first:end])
            and not (text.endswith("山村", first, end) and _is_described(text[first : end - 2]))
        ]
        if choices:
            yield choices


def _is_described(words: str) -> bool:
    """Whether the words say of what kind a mountain village is: 偏远|山村, not 斗笠|山村."""
    return any(tag[0] in "avdmf" for _, tag in segment.tagged(words))


_ITEM = re.compile("(?<=、)[\u4e00-\u9fff]{2,5}(?=[、和及])")


def enumerations(text: str) -> Iterator[list[Place]]:
    """The inner items of each list of short words; what stands before its first mark and after its last is not cut."""
    run: list[Place] = []
    for match in _ITEM.finditer(text):
        if run and run[-1][1] + 1 != match.start():
            yield run
            run = []
        run.append(match.span())
    if run:
        yield run


@cache
def _kind() -> re.Pattern[str]:
    metro = "(?:(?:(?<=地铁)|(?<=轻轨))[0-9一二三四五六七八九十]{1,3}号线)?"
    return re.compile(f"(?:{any_of(lexicon().kinds)})+{metro}(?<!经济带(?=[来动给领着去]))")  # 亚太|经济|带来


def kind(text: str, at: int) -> int:
    """Where the site that carries on a place name ending at `at` ends; `at` if none follows."""
    match = _kind().match(text, at)
    return match.end() if match else at


@cache
def _zone() -> re.Pattern[str]:
    inside = "[^\\W的了在和与及是为等把被从到有将向以于说称并就也都还而或其此该各个位多两几某一批侧畔旁0-9]"
    between = f"(?:{inside}|一体化){{2,12}}?"
    return re.compile(f"{between}(?:{any_of(lexicon().zones)})(?![长内里域])")


def zone(text: str, at: int) -> int:
    """Where the zone with words between its place and its kind ends; `at` if none follows: 攀枝花|共同富裕试验区."""
    match = _zone().match(text, at)
    if match is None:
        return at
    nominal = lexicon().nominal_verbs
    verbal = any(
        word == "建设" or (tag[0] == "v" and tag != "vn" and word not in nominal)
        for word, tag in segment.tagged(match[0])
    )
    resort = match[0].endswith("景区") and not match[0].endswith("风景区")
    described = resort and ("级" in match[0] or is_generic(match[0]) or not is_named(match[0][:-2]))
    return at if verbal or described else match.end()  # 岚州|云柏驿景区, not 岚州|热门景区


@cache
def _street() -> re.Pattern[str]:
    words = lexicon()
    wrong = "".join(f"(?<!{word})" for word in words.other_roads)
    return re.compile(
        f"[^\\W的了在和与及是为等把被从到有将向以于说称并就也都还而或其此该各个位多两几某条A-Za-z0-9]{{2,4}}?(?:{any_of(words.roads)}){wrong}(?![线网面径灯口边况由过程段头道])"
    )


def street(text: str, at: int) -> int:
    """Where the street named directly after a place ends; `at` if none follows: 澜川区|青石路."""
    match = _street().match(text, at)
    return match.end() if match else at


# 楼盘“岚峰·水晶郦城”, “岚峰郦城”项目: what stands beside the quotes says that it is a housing estate.
_ESTATE = re.compile(
    "“(?P<name>[\u4e00-\u9fff·]{2,9}(?:[城府苑园湾庭邸墅郡轩居台庄庐院]|公馆|花园|家园|广场|国际|中心|小区|公寓|社区|"
    "天下|时代|半岛|名都|绿洲|一号|壹号))”"
    "(?P<after>(?:项目|楼盘|小区|[一二三四五六]期|业主|业委会|售楼|别墅|地块))?"
)
_ESTATE_BEFORE = re.compile("(?:楼盘|小区|项目|名称[为是]|案名)[^,，。“”]{0,5}\\Z")


def estates(text: str) -> Iterator[Place]:
    """Housing estates in quotes, where something says that they are."""
    if "业主" not in text and "楼盘" not in text and "购房" not in text:
        return
    for match in _ESTATE.finditer(text):
        if match["after"] or _ESTATE_BEFORE.search(text, max(match.start() - 9, 0), match.start()):
            yield match.span("name")


# Their first characters before all: these are looked for many times as fast.
_REMAINS = re.compile(
    "[自森湿地国省遗墓窑壁岩](?:(?:(?:(?<=国)家级?|(?<=省)级?)(?:自然保护区|森林公园|湿地公园|地质公园)|(?<=自)然保护区|"
    "(?<=森)林公园|(?<=湿)地公园|(?<=地)质公园)(?!体制|内外|管理|体系)|"
    "(?:(?<=遗)址|(?<=墓)[地群]|(?<=窑)[址群]|(?<=壁)画墓|(?<=岩)画)(?![群园]|公园|博物|理事))"
)
_PARK = re.compile(
    "(?:国家级|省级|国家|省)?(?:自然保护区|森林公园|湿地公园|地质公园|国家公园|风景名胜区|旅游(?:度假)?区|(?:旅游)?景区)$"
)


def park_kind(name: str) -> int:
    """Where the kind of a reserve's or park's name begins; 0 if it is none: 岚泡|国家级自然保护区."""
    kind = _PARK.search(name, 2)
    return kind.start() if kind else 0


def is_named(words: str) -> bool:
    """Whether there is a proper name among the words: 岚泡, not 热带雨林."""
    return any(len(word) == 1 or tag[:2] in _NAMES for word, tag in segment.tagged(words, hmm=False) if words)


_NO_REMAINS = re.compile("[^\u4e00-\u9fff]|[的在了和与及是为等对把从到于将该各此入座处个有]")
_LONGEST_REMAINS = 10


def remains(text: str, places: Container[int]) -> Iterator[list[Place]]:
    """What archaeologists dug, each with its possible starts: 高坪遗址, 柳湾西周墓地.

    places: where known places end; the name begins after one. Only names with a word that no dictionary has.
    """
    for match in _REMAINS.finditer(text):
        kind = match.start()
        first = kind
        while kind - first < _LONGEST_REMAINS and first and not _NO_REMAINS.match(text, first - 1):
            first -= 1
            if first in places and kind - first >= 2:
                break
        if kind - first < 2:
            continue
        words = list(segment.tagged(text[first:kind]))
        starts = accumulate((len(word) for word, _ in words), initial=first)
        own = [
            (start, match.end()) for index, start in enumerate(starts) if kind - start >= 2 and _is_dug(words[index:])
        ]
        if own:
            yield own[:1] if first in places or not first or text[first - 1] in _BREAKS else own


def _is_dug(words: Sequence[tuple[str, str]]) -> bool:
    """Whether the words may name a site: one of them is unknown, none says what is done."""
    named = any((len(word) == 1 or tag[:2] in _NAMES) and word not in vocabulary().remains for word, tag in words)
    return named and words[0][1][0] not in "pdmqrtf" and not any(tag == "v" and len(word) > 1 for word, tag in words)


_NAMES = frozenset({"nr", "ns", "nz", "x"})
"""jieba's tags of proper names and of words that it does not know."""
_BREAKS = frozenset("、,。;:“\n .")
_LISTED = "(?:[东西南北](?:延|段|侧|扩|起|至)|全线|[、和及与]|等[^\\W各]{0,4}(?:路|线|桥|河|街))"
_ANY_WORK = re.compile(f"(?:路|街|大道|环|桥|线){_LISTED}")
_NO_WORK = re.compile("[我全各该本两每某几多的了在到是有为个条座]")
_BEFORE_WORK = "(?:[对由在沿将从自及]|实施|加快|建设|建成|推进|完成|启动|开工|改造|新建|续建|整修|修建|修复|拓宽|打通)*"


@cache
def _works() -> re.Pattern[str]:
    words = lexicon()
    wrong = "".join(f"(?<!{word})" for word in words.other_roads)
    name = "(?P<name>(?:[\u4e00-\u9fff]{2,4}[—-])?[\u4e00-\u9fff]{1,6}?"
    kind = f"(?P<kind>大道|大街|路|街|[一二三四五六]环|桥|线){wrong})"
    return re.compile(f"(?<![\u4e00-\u9fff—-]){_BEFORE_WORK}{name}{kind}(?={_LISTED})")


_ON_LINE = re.compile("(?<=[\u4e00-\u9fff]{2}[线路])(?=[\u4e00-\u9fff]{2,4}桥$)")


def works(text: str) -> Iterator[Place]:
    """Roads and bridges that are built or listed, each with its kind: 青石路西延、柳湾路、明川桥.

    A kind stands for places only where the text has several of it so.
    """
    if not _ANY_WORK.search(text):
        return
    found = [match for match in _works().finditer(text) if not _NO_WORK.search(match["name"])]
    counts = Counter(match["kind"][-1] for match in found)
    chained = _chained(found)
    for match in found:
        name = match["name"]
        if (
            (counts[match["kind"][-1]] >= _SEVERAL or match.start() in chained)
            and not is_generic(name)
            and not _is_verbal(name)
        ):
            start, end = match.span("name")
            if on_line := _ON_LINE.search(text, start, end):  # 永安线|柳湾桥
                yield start, on_line.start()
                start = on_line.start()
            yield start, end


def _chained(found: Sequence[re.Match[str]]) -> set[int]:
    """Where works begin that stand in one list of several: 上洪线、下东桥、大永线."""
    result: set[int] = set()
    run: list[int] = []
    end = -1
    for match in found:
        if match.start() != end + 1:
            run = []
        run.append(match.start())
        end = match.end()
        if len(run) >= _SEVERAL:
            result.update(run)
    return result


def _is_verbal(name: str) -> bool:
    word, tag = next(iter(segment.tagged(name)))
    return tag[0] in "vpd" and len(word) > 1


_SEVERAL = 3
"""Works of one kind that a text lists."""


_SETTLEMENT = re.compile(
    "(?<=[市县区旗镇乡道木])(?![我全各该本两每某的等和与及一二三四五六七八九十几多个小新老])"
    "[\u4e00-\u9fff]{2,4}?(?:社区|嘎查|村|屯|寨)(?![委庄民官级镇里干落寨上组党支两嘎])"
    "|(?<=村)(?![我全各该本两每某的等和与及在有一二三四五六七八九十几多个小新老村])[\u4e00-\u9fff]{2,3}?[屯寨](?![委里干落子])"
)


def settlement(text: str, at: int) -> int:
    """Where the village or community named directly after its township ends; `at` if none follows: 青山镇|柳湾社区."""
    match = _SETTLEMENT.match(text, at)
    return match.end() if match and not is_generic(match[0]) else at


@cache
def _road_word() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon().roads)})(?![线网面径灯口边况由过程段头道])")


def road_word(text: str, at: int) -> int:
    """Where the road that carries a place's name ends; `at` if none follows: 明川|路."""
    match = _road_word().match(text, at)
    return match.end() if match else at


@cache
def _generic() -> re.Pattern[str]:
    words = lexicon()
    last = any_of((*words.kinds, *words.zones, *words.grounds))
    return re.compile(f"(?:{any_of(words.generic)})*(?:{last})")


def is_generic(name: str) -> bool:
    """Whether the name is only a kind of place: 沙石路, 大石山区, 经济开发区."""
    return _generic().fullmatch(name) is not None


def is_car(name: str) -> bool:
    """Whether a car is called so, which the tagger takes for somebody or for a place."""
    return name in lexicon().cars


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().phrases, first=True))


def phrases(text: str) -> list[Place]:
    """Phrases that hold no name."""
    return [match.span() for match in _phrase().finditer(text)]
