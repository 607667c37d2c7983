"""What follows a number: the noun that it counts, what happened, the head of a phrase that a verb opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newsextract import lazyre as re
from newsextract.facts.chunk import OWNERS, Tokens
from newsextract.facts.lexicon import lexicon
from newsextract.facts.phrases import BOUNDS, LIMIT, LONGEST_QUOTE
from newsextract.facts.titles import PAIR, Phrase, trim
from newsextract.facts.words import words

DESCRIBED = 8
"""Words of a description (人口较多的) before the counted noun."""
LONGEST_BRACKET = 7
"""Words from a bracket to its end that are looked at for other kinds of place."""
SIZES = frozenset("高长宽深厚重")
"""What a measure before it measures: 约6米 | 高."""
PEOPLE = ("民", "员", "工", "生", "者", "师", "人", "众", "户", "孩", "人口", "群众", "儿童", "干部", "学童")
"""Ends of words for people."""
MATTERS = frozenset(("问题", "困难", "难题", "需求"))
"""What people have, where it stands between them and the verb's end: 解决千名村民的 | 出行问题."""
LONGEST_LIST = 24
"""Words of a list of numbers (10条、983公里) that are searched for the noun after its last."""
NOUNS = 'nMsbamgqt"~'
"""Classes that the noun phrase after a number is made of."""
ASPECTS = frozenset(("方面", "类型", "种类", "层次"))
"""Nouns that a classifier counts for what follows them with 的."""
VAGUE = frozenset(("问题", "措施", "地方", "事项", "做法", "原因", "办法", "事情", "事", "情况", "条件", "情形"))
"""Nouns that tell little without the clause before them, and the longest such clause in characters."""
LONGEST_TOLD = 6
LONGEST_DESCRIBED = 10
"""Characters of such a noun with what is told of it."""
BOUND_FOR = "赴在来访"
"""First characters of words for where somebody goes or is: 居民 | 赴台."""
RELATING = frozenset(("与", "和", "同", "跟", "在", "为"))
"""What a relative clause opens with that is no preposition elsewhere."""
SIZED = ("Qnu", "QAu")
SCALE = re.compile("mq?[nM]+")
"""What tells of what scale things are, before 的."""
SCALES = ("规模", "级", "量级", "厅")
CONTENTS = frozenset(("内容", "名单", "详情"))
"""What is told of the things that are counted, not one of them: 四大 | 举措 | 内容包括."""
BACKWARD = ("欠发达", "脱贫", "贫困", "原贫困")
APART = frozenset(("与", "/", "暨"))
"""Conjunctions that rather open the other side of a relation (两家医院 | 与某市结对) than another counted noun."""
INNER_ADVERBS = frozenset(("最", "基本"))
"""Adverbs within a noun phrase: 国内 | 最 | 好的, 国家 | 基本 | 公共服务."""
LINKED = re.compile("_[nb]+(?![nbQmC_])")
"""4个 | 接口: a blank as around a link, not as between the cells of a table (4个 接口 2个)."""
REGIONS = frozenset(("省份", "省区", "县市", "县区", "市县", "区县", "市州"))
"""Kinds of place that are counted, whatever of theirs follows."""
GEARS = frozenset(("手动", "自动"))
"""Kinds of gear, which the number before counts the speeds of."""
PLACE_LAST = "村县镇乡市区省国"


def noun(tokens: Tokens, at: int, end: int, *, counted: bool, inert: bool = False) -> Phrase | None:
    """The noun phrase after the number at word `at`: 181个 | 贫困村, 80.5%的 | 股权.

    counted: the noun is what a classifier counts, and so ends before a metric noun (17个重点产业 | 增加值).
    inert: and it does nothing itself, so that a verb after it belongs to its name (4台 | 关节置换手术).
    """
    classes = tokens.classes
    first = _begin(tokens, at, end, counted=counted)
    if tokens.words[first] in GEARS and classes[first + 1 : first + 3] == "jQ":
        return noun(tokens, first + 2, end, counted=counted)  # 6速 | 手动或6速自动 | 变速箱
    if tokens.words[first] == "对" and classes[first + 1 : first + 2] in tuple("nsq") and classes[first + 2] in "nMgb":
        towards = noun(tokens, first + 1, end, counted=counted)  # 31项 | 对台政策
        return replace(towards, first=first) if towards is not None and towards.first == first + 2 else None
    described = (
        (_told(tokens, first, end) or _described(tokens, first, end) or _by_verbs(tokens, first, end))
        if counted
        else None
    )
    if described is not None:
        return described
    if first < end and tokens.words[first] == "钱":
        return None  # 四五万块 | 钱
    if classes[first] == "g" and classes[first + 1] == "o":
        return None  # 由0.7 | 调整 | 至
    verb = first < end and (classes[first] in "vVKp" or tokens.words[first] == "有" or _relates(tokens, first, end))
    told = classes[first + 1 : first + 2] in tuple("vVKTgns" if len(tokens.words[first]) > 1 else "vVKT")
    if classes[first] in "di" and told and tokens.words[first] not in INNER_ADVERBS and "u" in classes[first:end]:
        verb = True  # 5个 | 已建成的 | 公园, 3名 | 刚刚毕业的 | 学生
    governed = False
    if verb:
        listed = classes.find("jQ", first, end)
        relative = classes.find("u", first, listed if listed >= 0 else end)
        if relative >= 0:  # 600多名 | 来自各地的 | 专家: a relative clause before the noun
            first, verb = relative + 1, False
        elif classes[first] == "v" and _is_noun_after_all(classes, at, first, end, counted=counted):
            return Phrase(first, first + 1, "after")  # 24条 | 举措: a noun that jieba takes for a verb
        elif counted and _is_governed(tokens, at, first) and classes[first + 1 : first + 2] in tuple("nMbg"):
            governed = True  # 建设180个 | 休闲 | 农业县
        elif len(tokens.words[first]) > 1 or classes[first + 1 : end].strip("nMbag"):
            return None
    stop = first + verb
    while stop < end and stop - first < LIMIT and _goes_on(tokens, first, stop, end, counted=counted):
        closing = _closing(classes, stop, end) if classes[stop] == '"' else -1
        stop = max(stop, closing) + 1
    stop = _finish(tokens, first, stop, end, counted=counted)
    stop = _past_verb(tokens, stop, end) if inert and stop > first else stop
    phrase = trim(tokens, first + governed, stop, "after")
    return replace(phrase, first=first) if governed and phrase is not None else phrase


def _past_verb(tokens: Tokens, stop: int, end: int) -> int:
    """4台 | 关节 | 置换 | 手术: where the name goes on past a verb, to a noun that ends the clause."""
    verbs = stop
    while verbs < end and verbs - stop < 2 and tokens.classes[verbs] in "vg" and len(tokens.words[verbs]) == 2:
        verbs += 1
    last = verbs
    while last < end and tokens.classes[last] == "n":
        last += 1
    return last if stop < verbs < last == end else stop


def _by_verbs(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """6个 | 抽水蓄能项目: what two verbs, which do not act, say of a facility."""
    head = first + 2
    if tokens.classes[first:head] != "vv" or tokens.length(first, head) != PAIR or head >= end:
        return None
    named = tokens.words[head] in lexicon().facilities and tokens.classes[head + 1] != "u"
    return Phrase(first, head + 1, "after") if named else None


def _relates(tokens: Tokens, first: int, end: int) -> bool:
    """两名 | 与案件有关的 | 嫌疑人, 3名 | 在现场采访的 | 记者: does a relative clause open with the word?"""
    if tokens.words[first] not in RELATING:
        return False
    particle = tokens.classes.find("u", first, end)
    return particle > first + 2 and "Q" not in tokens.classes[first:particle]


def _described(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """40部 | 排放超标的车辆, 4名 | 伤情危重的病人: what nothing counts, and what is told of it, before the noun."""
    classes, stop = tokens.classes, first
    while stop < end and classes[stop] in "gnM":
        stop += 1
    acting = classes[stop : stop + 2] == "vu" and not classes[first:stop].strip("g")
    if stop == first or not (acting or classes[stop : stop + 2] == "au"):
        return None
    head = stop + 2
    while head < end and classes[head] in "nb":
        head += 1
    if classes[stop - 1] == "M" and stop + 2 < head:
        return Phrase(stop + 2, head, "after")  # 数十家 | 规模巨大的 | 企业
    short = stop + 2 < head and tokens.length(first, head) <= LONGEST_DESCRIBED
    return Phrase(first, head, "after") if short else None


def _told(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """4个 | 值得关注的问题: a short clause that tells what a vague noun is."""
    particle = tokens.classes.find("u", first + 1, min(end, first + DESCRIBED))
    if particle < 0 or particle + 1 >= end or tokens.words[particle + 1] not in VAGUE:
        return None
    clause = tokens.classes[first:particle]
    short = tokens.length(first, particle) <= LONGEST_TOLD and not set(clause) & set("QDdBA,")
    follows = tokens.classes[particle + 2 : particle + 3] not in tuple("nMg")
    return Phrase(first, particle + 2, "after") if short and follows and set(clause) & set("vVKg") else None


def _begin(tokens: Tokens, at: int, end: int, *, counted: bool) -> int:
    """Where what the number counts begins: past a bound, 的, an owner, and a size of it."""
    classes, first = tokens.classes, at + 1
    while first < end and classes[first] == "f":
        first += 1
    if counted and LINKED.match(classes, first, end):
        first += 1
    if first < end and classes[first] == "u":
        first += 1 + (classes[first + 1 : first + 2] == "_")
    first = _past_owner(tokens, first, end)
    sized = counted and classes[first : first + 3] in SIZED and tokens.words[first + 1] in SIZES
    return first + 3 if sized else first  # 两口 | 87米深的 | 机井


def _finish(tokens: Tokens, first: int, stop: int, end: int, *, counted: bool) -> int:
    """Where a noun phrase ends that the words go on with up to `stop`."""
    classes = tokens.classes
    if stop < end and classes[stop] == "(" and stop > first:
        stop = alternatives(tokens, stop, end)
    elif stop - first > 1 and stop < end and classes[stop] in "vVg":
        stop -= classes[stop - 1] in "ab" or tokens.words[stop - 1][-1] in "性型"  # 19家 | 企业 | 战略性重组
    if counted and stop - first > 1 and tokens.words[first] in REGIONS:
        return first + 1  # 12个 | 省份 | 高校负责人
    if counted and stop - first > 1 and tokens.words[first] in PLACE_LAST and "人均" in tokens.words[first:stop]:
        return first + 1  # 11个 | 市 | 农民人均收入
    if counted and stop - first > 1 and tokens.words[stop - 1] in CONTENTS and classes[stop : stop + 1] in ("K", "C"):
        stop -= 1
    if counted and stop - first > 1:
        stop = _group_end(tokens, first, stop)
    if counted and classes[stop : stop + 1] in ("M", "j") and classes[stop - 1] != ")":
        stop = _place_end(tokens, first, stop)
    if counted and stop > first:
        stop = _joined(tokens, stop, end)
    return stop


def sized(tokens: Tokens, at: int, end: int) -> Phrase | None:
    """35千伏 | 变电站 | 47座: what the next number counts, which this one tells the size of."""
    classes, stop = tokens.classes, at + 1
    while stop < end and classes[stop] in "nMbag":
        stop += 1
    return trim(tokens, at + 1, stop, "size") if stop > at + 1 and classes[stop : stop + 1] == "Q" else None


def persons(tokens: Tokens, phrase: Phrase) -> Phrase:
    """千名 | 学生 | 午餐问题, 20名 | 学生 | 返乡创业: the people who are counted, where what follows is no person."""
    classes, last = tokens.classes, phrase.end - 1
    if classes[phrase.end] in "uv" and not tokens.words[last].endswith(PEOPLE):
        return _described_person(tokens, phrase)
    if tokens.words[last].endswith(PEOPLE):
        return phrase
    matter = classes[last] in "gM" or tokens.words[last] in MATTERS
    for at in range(phrase.first, last):
        acting = matter or classes[at + 1] == "g"  # 300户 | 贫困户 | 发展产业
        if acting and classes[at] == "n" and len(tokens.words[at]) > 1 and tokens.words[at].endswith(PEOPLE):
            return replace(phrase, end=at + 1)
    return phrase


def _described_person(tokens: Tokens, phrase: Phrase) -> Phrase:
    """4名 | 伤情危重的 | 病人, 50名 | 疾病致残 | 病人: with what is told of them, where that is short."""
    end = phrase.end + 1
    while tokens.classes[end] in "nb":
        end += 1
    if end == phrase.end + 1 or not tokens.words[end - 1].endswith(PEOPLE):
        return phrase
    short = tokens.length(phrase.first, end) <= LONGEST_DESCRIBED
    if tokens.classes[phrase.end] == "v" and not short:
        return phrase
    return replace(phrase, first=phrase.first if short else phrase.end + 1, end=end)


def last_listed(tokens: Tokens, at: int, kind: str) -> int:
    """The last number of a list (10条、983公里, 10户35人, 三批30项, 7条共11公里), after which its noun may stand."""
    classes, last = tokens.classes, at
    heads = ("jQ", "jmQ") if kind == "measures" else ("Q", "jQ", "jmQ")
    while last - at < LONGEST_LIST:
        following = classes[last + 1 : last + 4]
        joined = following.lstrip("_").startswith(heads) or (following[:2] == "dQ" and tokens.words[last + 1] == "共")
        if not joined or (following in SIZED and kind == "classifiers"):
            break
        last = classes.find("Q", last + 1)
    return last


def alternatives(tokens: Tokens, opening: int, end: int) -> int:
    """7个 | 县(市、区): where the other kinds of place in brackets end; `opening` where the brackets hold words."""
    closing = tokens.classes.find(")", opening, min(end, opening + LONGEST_BRACKET))
    names = closing >= 0 and not tokens.classes[opening + 1 : closing].strip("nsqbjgM_")
    return closing + 1 if names else opening


def _joined(tokens: Tokens, stop: int, end: int) -> int:
    """9名 | 教师和家长, 6个 | 街道、乡镇: where the last noun that is counted too ends, if no number follows for it."""
    classes = tokens.classes
    while stop < end and classes[stop] == "j" and tokens.words[stop] not in APART:
        last = stop + 1
        while last < end and classes[last] in "nMbag":
            last += 1
        if last == stop + 1 or classes[last - 1] not in "nMg" or tokens.words[stop + 1][0] == "一":
            break
        if classes[stop + 1] in "gM":
            break
        # but 43所 | 高校、职业院校 | 和538所 | 中小学
        counted = "Q" in classes[last:end] and classes[last : last + 2] != "jQ"
        if counted or classes[last : last + 1] == "s" or not OWNERS.isdisjoint(tokens.words[stop:last]):
            break
        stop = last
    return stop


def _past_owner(tokens: Tokens, first: int, end: int) -> int:
    """11家 | 全国 | 重点实验室, 5名 | 本省某县的 | 村民, 6个 | 人口较多的 | 城市: where the counted noun begins."""
    classes = tokens.classes
    while classes[first : first + 3] == "svs" and tokens.words[first + 1] == "驻":
        first += 3  # 3名 | 甲国驻乙国 | 外交人员
    while first + 1 < end and classes[first] in "rs" and classes[first + 1] in 'nMsbagu"r':
        if tokens.words[first + 1] == "人":
            break  # 3名 | 某国人
        first += 1
    if classes[first : first + 1] == "u":
        return first + 1
    described = classes.find("u", first, min(end, first + DESCRIBED))
    if described < 0:
        return first
    if described == first + 1 and _is_attribute(tokens, first):
        return described + 1  # 两个 | 突出的 | 问题, 几棵 | 上百年的 | 大树, 五个 | 方面的 | 措施
    scaled = SCALE.fullmatch(classes, first, described) and tokens.words[described - 1].endswith(SCALES)
    if scaled and classes[described + 1] in "nMbagt":
        return described + 1  # 6个 | 十亿级投资规模的 | 现代港口项目
    if described == first + 2 and tokens.words[first] == "不同":
        return described + 1  # 六种 | 不同特色的 | 表演
    owned = described > first and classes[described - 1] in "Aa" and classes[described - 2] in "dB"
    if owned and "f" not in classes[first:described]:
        return described + 1
    return first


def _is_attribute(tokens: Tokens, at: int) -> bool:
    """突出的, 标准化的, 方面的: does the word before 的 describe what is counted, which follows 的?"""
    mark, word = tokens.classes[at], tokens.words[at]
    if mark in "bamD":
        return True
    following = tokens.classes[at + 2] in "nMbg" or tokens.words[at + 2] in INNER_ADVERBS
    return mark in "ngv" and (word[-1] in "化型性式" or word in ASPECTS) and following


def _closing(classes: str, opening: int, end: int) -> int:
    """Where the quote that is opened at `opening` ends, within a clause; -1 where it does not."""
    closing = classes.find('"', opening + 1, min(end, opening + LONGEST_QUOTE))
    named = closing >= 0 and classes[closing - 1] in "nMgbq" and not set(classes[opening:closing]) & set(",.Q")
    return closing if named else -1


def _place_end(tokens: Tokens, first: int, stop: int) -> int:
    """181个 | 贫困村 | 基础设施和公共服务水平: the counted places, of which something else is told."""
    for at in range(first, stop):
        word = tokens.words[at]
        if tokens.classes[at] == "n" and word[-1] in PLACE_LAST and (len(word) != 2 or at + 1 == stop):  # not 乡镇|企业
            return at + 1
    return stop


def _group_end(tokens: Tokens, first: int, stop: int) -> int:
    """11类 | 贫困人群 | 政策范围, 39个 | 欠发达县域 | 托底性帮扶: those who are counted, of whom something is told."""
    for at in range(first + 1, stop - 1):
        grouped = tokens.words[at] == "人群" or (tokens.words[at] == "县域" and tokens.words[at - 1] in BACKWARD)
        if grouped:
            return at + 1
    return stop


def _is_governed(tokens: Tokens, at: int, first: int) -> bool:
    """Is the number at word `at` the object of a verb, so that the word `first` after it is not the predicate?"""
    left = at - 1
    while left > 0 and tokens.classes[left] in "dl_~":
        left -= 1
    return tokens.classes[first] == "v" and len(tokens.words[first]) == 2 and tokens.classes[max(left, 0)] in "vVgKWC"


def _is_noun_after_all(classes: str, at: int, first: int, end: int, *, counted: bool) -> bool:
    """出台24条 | 举措, 这两起 | 袭击共造成, 千里的 | 长途跋涉: a lone verb where only a noun can stand."""
    following = classes[first + 1] if first + 1 < end else ")"
    if classes[first - 1] == "u":
        return following in 'pj)"'
    if not counted:
        return False
    return (classes[at - 1] in "uVKWlv" and following in 'j)"') or (classes[at - 1] in "ru" and following in "dD)")


def _goes_on(tokens: Tokens, first: int, stop: int, end: int, *, counted: bool) -> bool:
    """Does the noun phrase that starts at `first` take in the word at `stop`?"""
    classes = tokens.classes
    mark, following = classes[stop], classes[stop + 1 : stop + 2]
    if mark not in NOUNS:
        joins = INSIDE.get(mark)
        return joins is not None and joins(tokens, first, stop, following)
    if stop == first:
        return True
    if mark == '"' and classes.count('"', first, stop) % 2 == 0:
        closing = _closing(classes, stop, end)
        attributive = not classes[first:stop].strip("sbarmq_")
        named = tokens.words[stop] == "“" and classes[closing + 1] in "nb,.$"
        if closing < 0 or not (attributive or named):
            return False  # 52个 | 贫困县 | “两不愁三保障”, 六集 | 纪录片 | 《某山》
    if following == "l" or tokens.words[stop] in words().report or (mark == "b" and tokens.words[stop][0] in BOUND_FOR):
        return False  # 城市 | 屏蔽 | 了, 企业 | 调查显示, 居民 | 赴台
    if mark == "g" and following == "j" and classes[first - 2 : first - 1] in tuple("vVKWlC"):
        return counted  # 支持3个 | 技术研究和产品开发
    if mark == "g":  # 易地 | 扶贫 | 搬迁 | 工程, 正式 | 比赛
        return classes[stop:end].lstrip("gbv")[:1] in tuple("nM") or not classes[first:stop].strip("dabmqgA")
    headless = set(classes[first:stop]).isdisjoint("nMg")  # 四个 | 基本 | 标准
    return not counted or mark != "M" or following == "n" or headless  # 深度 | 贫困县


def _verb_inside(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """应急 | 抢险 | 队伍."""
    return stop > first and tokens.classes[stop - 1] in "gbaf" and following in ("n", "M")


def _light_verb_inside(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """第三方 | 支付 | 服务商."""
    return stop > first and tokens.classes[stop - 1] in "mb" and following == "n"


def _inner_adverb(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """十大 | 考古 | 新 | 发现; 新 | 机场, but 不 | 通路 tells of what is counted."""
    denied = tokens.words[stop] in ("不", "未") and stop > first  # 3万棵 | 果树 | 不施化肥
    return (stop > first or tokens.words[stop] == "新") and not denied and following in tuple("nMgK")


def _discovery(tokens: Tokens, first: int, stop: int, _: str) -> bool:
    """新 | 发现."""
    return stop > first and tokens.classes[stop - 1] == "i"


def _adverb_inside(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """正式 | 比赛, 国家 | 基本 | 公共服务, 平均 | 增长 | 水平."""
    if tokens.words[stop] == "平均" and tokens.classes[stop + 1 : stop + 3] == "TM":
        return True
    return following in tuple("nMagb") and (stop == first or tokens.words[stop] in INNER_ADVERBS)


def _bound_joint(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """二级 | 及 | 以上 | 公立医院; 国家级 | 和 | 省级 | 示范区."""
    if stop > first and not tokens.classes[first:stop].strip("bm") and following in tuple("bm"):
        return True
    bound = stop > first and following == "f" and tokens.words[stop + 1] in BOUNDS
    return bound and tokens.classes[stop + 2 : stop + 3] in tuple("nMgbuv")


def _bound(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """二级及 | 以上 | 公立医院, 地级 | 以上 | 城市."""
    bounded = stop > first and tokens.words[stop] in BOUNDS and tokens.classes[stop - 1] in "bm"
    return (bounded and following == "n") or (stop > first and tokens.classes[stop - 1] == "j")


def _latin_blank(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """City | Café: a blank within a Latin name."""
    return stop > first and following == "n" and tokens.words[stop - 1].isascii() and tokens.words[stop + 1].isascii()


def _model(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """F | - | 35 | 战机, PCI | - | E | 接口: the hyphen of a model's number or name."""
    if stop != first + 1 or tokens.words[stop] != "-":
        return False
    part = tokens.words[stop + 1]
    return (following == "m" and part.isdecimal()) or (following == "n" and (tokens.words[first] + part).isascii())


def _adjective_inside(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """出口 | 大 | 类 | 行业, 这样的 | 大 | 圆筒, 农业 | 强 | 镇."""
    strong = stop > first and tokens.words[stop] == "强" and following == "n"
    return strong or following in (("q",) if stop > first else ("n", "g"))


def _growth(tokens: Tokens, first: int, stop: int, following: str) -> bool:
    """平均 | 增长 | 水平."""
    return following == "M" and (stop == first or tokens.classes[stop - 1] == "d")


INSIDE: dict[str, Callable[[Tokens, int, int, str], bool]] = {
    "v": _verb_inside,
    "V": _light_verb_inside,
    "i": _inner_adverb,
    "K": _discovery,
    "d": _adverb_inside,
    "j": _bound_joint,
    "f": _bound,
    "A": _adjective_inside,
    "_": _latin_blank,
    "x": _model,
    "T": _growth,
}
"""Class of a word that is no noun → may it stand within a noun phrase, by the words beside it?"""
