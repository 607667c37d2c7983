"""Noun phrases before a number or at the opening of its clause. A small deterministic chunker.

It reads the class string of the tagged words (chunk.py) from the number outwards: first past the words that join a
noun to its number (joints.py), then along the longest nominal run.
"""

from __future__ import annotations

from dataclasses import replace

from newsextract.facts.chunk import EACH, OWNERS, Span, Tokens
from newsextract.facts.joints import milestone, skip
from newsextract.facts.lexicon import lexicon
from newsextract.facts.titles import CUTS, RATES, SIDES, Phrase, trim
from newsextract.facts.words import words

NOMINAL = 'nMsbavgmq"'
"""Classes that a noun phrase is made of, read from its end."""
LIMIT = 18
"""Words of a noun phrase, at most: a longer run is a list or a clause, not a row title."""
INNER_ADVERBS = frozenset(("整体", "总体", "平均", "最高", "最低", "最大", "最小", "永久", "基本"))
"""Adverbs that stand as attributes too: 年级 | 最低 | 分数线."""
MEANS = frozenset(("年均", "月均", "日均"))
BOUNDS = frozenset(("以上", "以下", "以内"))
PROPORTIONS = frozenset(("比重", "比例", "比率", "份额"))
AVERAGES = frozenset(("人均", "户均", "亩均", "年均", "日均", "计划"))
DISTANCES = frozenset(("距", "距离", "相距"))
"""Verbs that name what a length measures, with the place they lead to."""
CENTRES = frozenset(("震中", "震源"))
"""What is itself looked for by its distance, not the place that it is measured from."""
LONGEST_NOMINAL = 16
"""Characters of what people do or are that 的 makes a noun."""
LONGEST_PLACE = 6
"""Words from 在 to 上, 中 that lead up to a subject."""
LONGEST_QUOTE = 10
"""Words between quotes that are read as one name, whatever their classes."""
MADE = frozenset(
    ("下调", "上调", "调高", "调低", "提高", "降低", "增加", "减少", "压缩", "缩短", "压减", "削减", "扩大", "缩小")
)
"""Changes that somebody makes, so that what follows is their object (银行下调 | 存款利率), not one name with it."""
BARE = frozenset(("幅度", "金额", "速度", "空间"))
"""Metric nouns that tell little without what changed before them."""
KINDS = frozenset("省市县区州盟旗镇乡村")
"""Kinds of place that stand in brackets beside another: 县(市、区)."""
CAUSES = frozenset(("因", "由于", "随着", "为"))
"""What opens a reason that 而 closes."""
OTHERS = frozenset(("其他", "其它"))
"""What goes on with a list."""
AGED = ("人", "老人", "人口", "群体", "儿童", "居民", "者", "人群")
"""Ends of words for those whom a bound of their age makes a class."""
HOLDING = frozenset(("拥有", "具有", "设有", "配有"))
"""Verbs of a clause that tells which ones a share is of: 拥有研发机构的 | 学校占比."""
SHARED = ("贡献率", "贡献度", "依存度", "依赖度", "拉动率", "贡献", "影响率")
"""Ends of words for what one thing has in another: 服务业对 | 经济增长贡献率."""
DEGREES = frozenset(("更", "更加", "很", "十分", "非常", "较为", "相当", "最为", "越来越", "颇为"))
"""Adverbs before an adjective, whatever jieba has it as: 价格 | 更 | 平易近人."""
INTENDED = frozenset(("计划", "预计"))
METRIC = len("价格")
EXCEEDING = frozenset(("超过", "超出", "超", "高出", "多出"))
"""增幅超过 | 全国平均水平 | 0.3个百分点: what stands between is what the rate is compared with."""


def clause_of(classes: str, at: int, span: Span) -> Span:
    """The clause of word `at` in the sentence `span`: between commas, colons and full stops."""
    first, end = span
    first = max(classes.rfind(",", first, at), classes.rfind(".", first, at), first - 1) + 1
    comma, stop = classes.find(",", at, end), classes.find(".", at, end)
    if comma >= 0:
        end = comma
    return first, stop if 0 <= stop < end else end


def before(tokens: Tokens, at: int, first: int, *, ratio: bool) -> Phrase | None:
    """The noun phrase before the number at word `at`, past modifiers, verbs of level and trend, and comparisons."""
    edge = at
    for _ in range(4):
        edge = skip(tokens, milestone(tokens, edge, first), first, ratio=ratio)
        if edge > first and tokens.classes[edge - 1] == "u":
            if ratio:
                return (
                    _nominal(tokens, edge - 1, first)
                    or _target(tokens, edge - 1, first)
                    or (_shared(tokens, at, first) if edge == at else None)
                )
            edge -= 1
        start, end = scan(tokens, edge, first)
        if end - start == 1 and tokens.words[start - 1] in DEGREES and start - 1 > first and end < at:
            edge = start - 1
            continue
        start = _opened(tokens, start, end, first)
        whole = _proportion(tokens, start, end, first) if ratio else None
        if whole is not None:
            return whole
        above = _compared_before(tokens, start, first, ratio=ratio)
        if above >= 0 and (end > start or ratio):
            edge = above
            continue
        if start - 1 > first and tokens.words[start - 1] in CAUSES and tokens.words[end] == "而":
            edge = start - 1  # 行业因宏观调控而 | 下降15%
            continue
        if end > start and tokens.words[end - 1] == "海拔":
            return Phrase(end - 1, end, "before")
        if start > first and tokens.words[start - 1] in DISTANCES and end > start:
            centre = start - 2 >= first and tokens.words[start - 2] in CENTRES  # 震中 | 距离县城 | 79公里
            return Phrase(start - 2, start - 1, "before") if centre else Phrase(start - 1, end, "before")
        part = ratio and tokens.words[start - 1] == "完成" and not tokens.classes[end:at].strip("d_")
        phrase = _bounded(tokens, trim(tokens, start, end, "target" if part else "before"), first)
        if (
            phrase is not None
            and tokens.classes[phrase.first : phrase.end] == "A"
            and tokens.classes[phrase.first - 1 :][:1] == "s"
        ):
            return replace(phrase, first=phrase.first - 1)  # 青岭隧道 | 长 | 12公里
        if phrase is not None and _is_done(tokens, phrase):
            return Phrase(phrase.end - 1, phrase.end, "before", verbal=True)
        if phrase is not None and (_is_ordinal(tokens, phrase) or _is_intended(tokens, phrase, at)):
            return None  # 第一批 | 3000亿元
        placed = phrase is not None and not tokens.classes[phrase.first : phrase.end].strip("sj")
        return None if placed else phrase  # a place alone names no row
    return None


def _opened(tokens: Tokens, start: int, end: int, first: int) -> int:
    """Where a row title begins of which more is told than nouns: 拥有机构的 | 学校占比, 甲业对 | 经济增长贡献率."""
    left = tokens.words[start - 1] if first < start < end else ""
    if left in HOLDING and "u" in tokens.classes[start:end] and tokens.classes[end - 1] == "M":
        return start - 1
    if left == "对" and tokens.words[end - 1].endswith(SHARED):
        front = scan(tokens, start - 1, first)[0]
        return front if front < start - 1 else start
    return start


def _is_ordinal(tokens: Tokens, phrase: Phrase) -> bool:
    """第一批 | 3000亿元, 首批 | 30亿元, 人均 | 5元 | 补助资金: a lone word that is no name."""
    lone = tokens.words[phrase.first] if phrase.end - phrase.first == 1 else ""
    if lone in AVERAGES or (lone[:1] == "首" and tokens.classes[phrase.first] != "n"):
        return True
    return not tokens.classes[phrase.first : phrase.end].strip("mq")


def _is_intended(tokens: Tokens, phrase: Phrase, at: int) -> bool:
    """公司 | 计划 | 完成 | 5亿元: nothing but who intends to do something."""
    intended = phrase.end < at and tokens.words[phrase.end - 1] in INTENDED
    return intended and tokens.classes[phrase.end] in "KVv"


def _is_done(tokens: Tokens, phrase: Phrase) -> bool:
    """某财政局 | 拿出 | 1000万元: who acts and what is done make no row title together."""
    verb = phrase.end - 1
    if (
        verb <= phrase.first
        or tokens.classes[verb] not in "vV"
        or len(tokens.words[verb]) < 2
        or "u" in tokens.classes[phrase.first : verb]
    ):
        return False
    return tokens.classes[verb - 1] == "n" and tokens.words[verb - 1].endswith((*lexicon().agents, *lexicon().actors))


def _nominal(tokens: Tokens, particle: int, first: int) -> Phrase | None:
    """骑车上班的 | 占三成: what people do or are, which 的 makes a noun."""
    classes, start = tokens.classes, first
    while start < particle and classes[start] in "dcDr_":
        start += 1
    short = start < particle and tokens.length(start, particle) <= LONGEST_NOMINAL
    told = classes[particle + 1 : particle + 3].lstrip("d")[:1] == "Z"
    return Phrase(start, particle, "before") if short and told and "Q" not in classes[start:particle] else None


def told(tokens: Tokens, particle: int, first: int) -> Phrase | None:
    """送往医院救治的 | 7名, 提供食品的 | 5人: who they are is told by what they do or undergo."""
    classes, start = tokens.classes, first
    while start < particle and (classes[start] in "dcrD_" or tokens.words[start] == "在"):
        start += 1
    clause = classes[start:particle]
    acts = clause[:1] in tuple("vVKp") or (clause[:1] == "g" and "v" in clause)
    if not acts or not set(clause).isdisjoint("Qu"):
        return None
    return Phrase(start, particle, "before") if tokens.length(start, particle) <= LONGEST_NOMINAL else None


def _shared(tokens: Tokens, at: int, first: int) -> Phrase | None:
    """其中销售额的 | 5% | 被总公司拿走: of what the share is, where a verb tells of it."""
    start, end = scan(tokens, at - 1, first)
    opens = end > start and not tokens.classes[first:start].strip("rdc")
    told = tokens.classes[at + 1 : at + 2] in ("p", "v", "V", "K")
    return trim(tokens, start, end, "before") if opens and told else None


def _target(tokens: Tokens, particle: int, first: int) -> Phrase | None:
    """完成 | 全年计划的 | 80%: what has been done in part."""
    start, end = scan(tokens, particle, first)
    while start > first and tokens.classes[start - 1] in "dD":
        start -= 1
    done = start > first and tokens.words[start - 1] == "完成"
    return trim(tokens, start, end, "target") if done else None


def _proportion(tokens: Tokens, start: int, end: int, first: int) -> Phrase | None:
    """税收占一般预算收入比重 | 达75%: the part, 占 and the whole in one row title."""
    if end == start or tokens.words[end - 1] not in PROPORTIONS:
        return None
    verb = tokens.classes.rfind("Z", first, start)
    if verb < 0 or tokens.words[verb] != "占":
        return None
    if tokens.classes[verb + 1 : start].strip("rsd"):
        return None
    part = trim(tokens, *scan(tokens, verb, first), "before")
    return replace(part, end=end) if part is not None else None


def _bounded(tokens: Tokens, phrase: Phrase | None, first: int) -> Phrase | None:
    """4.0级以上 | 余震, 60岁及以上 | 老年人: the bound that makes the class belongs to its name."""
    if phrase is not None and tokens.classes[phrase.first - 2 : phrase.first] == "fu" and not phrase.verbal:
        people = tokens.words[phrase.end - 1].endswith(AGED)  # 60岁以上的 | 老人
        bound = bounded_by(tokens, phrase.first - 2, first) if people else -1
        return replace(phrase, first=bound) if bound >= 0 else phrase
    if phrase is None or tokens.classes[phrase.first - 1 : phrase.first] != "f" or phrase.verbal:
        return phrase
    bound = bounded_by(tokens, phrase.first - 1, first)
    return replace(phrase, first=bound) if bound >= 0 else phrase


def bounded_by(tokens: Tokens, bound: int, first: int) -> int:
    """The number that the word `bound` (以上) bounds, or -1."""
    number = bound - 1 - (tokens.classes[bound - 1 : bound] == "j")
    found = number >= first and tokens.classes[number] in "Qmb" and tokens.words[bound] in BOUNDS
    return number if found else -1


def _compared_before(tokens: Tokens, start: int, first: int, *, ratio: bool) -> int:
    """增速高于 | 全部工业增速 | 1.7个百分点, 占 | 全国的比重 | 达20.1%: the verb whose object the phrase is, or -1."""
    classes = tokens.classes
    verb = max(classes.rfind(mark, first, start) for mark in ("HZ" if ratio else "H"))
    if verb >= 0 and not set(classes[verb:start]) & set("TCQ"):
        return verb
    while start > first and classes[start - 1] in "rsd":
        start -= 1
    return start - 1 if ratio and start > first and tokens.words[start - 1] in EXCEEDING else -1


def scan(tokens: Tokens, edge: int, first: int) -> Span:
    """The longest run of nominal words that ends at `edge`."""
    classes = tokens.classes
    end = start = edge
    floor = max(first, edge - LIMIT)
    while start > floor:
        mark = classes[start - 1]
        if mark == ")":
            opening = classes.rfind("(", floor, start)
            if opening < 0 or (start < end and "Q" in classes[opening:start]):
                break  # 声誉(21%)、| 质量(17%)
            kinds = "".join(tokens.words[opening + 1 : start - 1]).replace("、", "")
            end = opening if start == end and (set(kinds) - KINDS or not kinds) else end  # 县(市、区)
            start = opening
        elif mark == '"' and (opening := _opening(classes, start - 1, floor)) >= 0:
            start = opening  # 实施|“两降一升”: what is quoted is one name
        elif mark == "r" and start < end and _is_inner(tokens.words[start - 1], classes[start - 2 : start - 1]):
            start -= 1  # 基本|每股|收益
        elif mark == "r" and start < end and tokens.words[start - 1] == EACH and classes[start : start + 2] == "mn":
            start -= 1  # 每 | 万 | 人 | 发明专利拥有量
        elif mark in NOMINAL or (_may_end(tokens, start - 1) if start == end else _inside(tokens, start, floor)):
            start -= 1
        elif mark in "vVp" and start - 1 > floor and classes[start] in "nM" and tokens.words[start - 2] in RATES:
            start -= 1  # 年 | 处理 | 能力
        else:
            break
    return start, end


def _may_end(tokens: Tokens, at: int) -> bool:
    """May the word, which is no noun, end a row title: 花费的 | 2万元?"""
    return tokens.classes[at] in "VA" or tokens.words[at] == "花费"


def _opening(classes: str, closing: int, floor: int) -> int:
    """Where the quote that the mark at `closing` ends is opened, within a clause; -1 where it is not."""
    opening = classes.rfind('"', max(floor, closing - LONGEST_QUOTE), closing)
    return opening if opening >= 0 and closing - opening > 1 and not set(classes[opening:closing]) & set(",.Q") else -1


def _is_inner(pronoun: str, left: str) -> bool:
    """每股, 每亩: a denominator that belongs to the row title; 茶叶 | 全 | 产业链."""
    if pronoun in OTHERS:
        return left == "j"  # 计算机、通信和 | 其他 | 电子设备制造业
    return (len(pronoun) > 1 and pronoun[0] == "每") or (pronoun == "全" and left in ("n", "g", "b"))


def _inside(tokens: Tokens, start: int, floor: int) -> bool:
    """May the word before `start` stand inside a noun phrase that goes on to its right?"""
    classes, word = tokens.classes, tokens.words[start - 1]
    mark, right = classes[start - 1], classes[start]
    left = classes[start - 2] if start - 2 >= floor else ","
    if mark == "u":
        return left in 'nMsvVTbag")'
    if mark == "Y":
        return left in "nMg" and right == "M"  # 民间投资 | 同比 | 增速
    if mark == "j":
        return (left in 'nMsvbagq")' or tokens.words[start - 2] in SIDES) and not _is_end_of_owner(
            classes, start - 2, floor
        )
    if mark == "x":
        return left == "n" and right == "m"  # PM2|.|5
    if mark == "d":
        mean = word in MEANS and left in "nmgM" and right == "M"  # 用电量 | 年均 | 增幅
        measure = right == "v" and classes[start + 1 : start + 2] == "M" and len(tokens.words[start + 1]) == 1
        summed = word == "累计" and left in "nvg" and (right in "nM" or measure)  # 发电 | 累计 | 安装 | 量
        return mean or summed or (word in INNER_ADVERBS and right in "nMgbv")
    if mark == "f":
        return (left in "nbgM" and right in "nbg") or (word in SIDES and right in "nbgj")
    if right == "M" and len(tokens.words[start]) == 1 and mark in "KVvT":
        return True  # 投资 | 完成 | 额, 问题 | 解决 | 率
    bare = tokens.words[start] in BARE  # 降价 | 幅度
    if mark == "T" and right == "M" and (bare or left in "ng"):
        return bare or word not in MADE  # 经济 | 增长 | 贡献率
    if mark == "o":
        return word == "成" and left == "n" and right == "n"  # 深证 | 成 | 指
    if mark == "V" and right == "M" and left in "ng" and tokens.words[start][-1] in words().endings:
        return True  # 研发 | 投入 | 强度
    if mark in "VT":
        return right == "u" or (mark == "V" and left == "b" and right in "nM")  # 首批 | 签约 | 项目
    if mark == "W":
        return right == "u" or (
            left in "nMgb" and classes[start - 3 : start - 2] not in tuple("gn)")
        )  # 城镇 | 新增 | 就业
    return mark in "it~" or (mark == "A" and right in "nM")


def _is_end_of_owner(classes: str, at: int, floor: int) -> bool:
    """投资2亿元的甲公司、| 投资: does the word `at` end a noun phrase that a number and 的 open?"""
    while at > floor and classes[at] in "nMsbag":
        at -= 1
    return at > floor and classes[at - 1 : at + 1] == "Qu"


def subject(tokens: Tokens, first: int, end: int) -> Phrase | None:
    """The noun phrase that opens a clause without a number, where a verb follows it: 进口 | 继续扩大."""
    classes = tokens.classes
    start = first
    while start < end and classes[start] in "dDr_tcl":
        start += 1
    if tokens.words[start] == "在" and (place := classes.find("f", start, min(end, start + LONGEST_PLACE))) >= 0:
        start = place + 1  # 在资本市场上 | 股价连续下跌
    if start < end and classes[start] in "pvVK":
        relative = classes.find("u", start, end)
        if relative < 0:
            return None
        start = relative + 1
        while start < end and classes[start] in "Dr_":
            start += 1  # 今天公布的9月份 | 全国 | 出厂价格
    stop = start
    while stop < end and (classes[stop] in 'nMsbaqgujf"' or classes[stop : stop + 2] in ("in", "iM", "ig")):
        stop += 1
    verb = stop
    while verb < end and classes[verb] in "Dt_":
        verb += 1
    if verb == stop == end and stop > start and (classes[stop - 1] == "M" or is_metric(tokens.words[stop - 1])):
        return trim(tokens, start, stop, "subject")  # 车队人数，迅速 | 扩展到30人
    if verb == end and stop - start > 1 and len(tokens.words[stop - 1]) > 3:
        return trim(tokens, start, stop - 1, "subject")  # 贸易逆差 | 再创新高
    if (
        stop == start
        or verb == end
        or (classes[verb] not in "vVKTCZAdWX" and classes[verb : verb + 2] != "pD")
        or tokens.words[verb] in words().report
    ):
        return None
    phrase = trim(tokens, start, stop, "subject")
    if phrase is None or not classes[phrase.first : phrase.end].strip("sb"):
        return None
    return None if OWNERS.issuperset(tokens.words[phrase.first : phrase.end]) else phrase  # who acts names no row


def is_metric(word: str) -> bool:
    """出厂价格, 业务收入: a word of jieba's that ends in a metric noun."""
    return len(word) > METRIC and words().classes.get(word[-METRIC:]) == "M"


def subject_before(tokens: Tokens, verb: Phrase, first: int) -> Phrase | None:
    """中欧班列|累计开行|1.7万列: the noun phrase before a bare verb and its adverbs."""
    edge = verb.first
    while edge > first and tokens.classes[edge - 1] in "dit_":
        edge -= 1
    if tokens.words[edge - 1] == "中" and tokens.classes.rfind("p", first, edge) >= 0:
        edge -= 1  # 从专项资金中 | 列支
    phrase = trim(tokens, *scan(tokens, edge, first), "before_verb")
    last = tokens.words[phrase.end - 1] if phrase is not None else ""
    if phrase is not None and (last.endswith(lexicon().agents) or last in OWNERS or last in CUTS):
        return replace(verb, rule="before_verb")  # 公司 | 拟 | 发行 | 2亿股
    return phrase if phrase is not None and tokens.classes[phrase.first : phrase.end].strip("s") else None


def is_governed(tokens: Tokens, at: int, first: int) -> bool:
    """Is the number at word `at` the object of a verb: 预拨 | 1.5亿元, 新建及改造 | 30公里?"""
    classes, edge = tokens.classes, at
    while edge > first and classes[edge - 1] in "dl_D":
        edge -= 1
    if edge == first:
        return False
    if classes[edge - 1] in "vVK" or tokens.words[edge - 1][-1] == "有":
        return True
    while edge > first + 1 and classes[edge - 2 : edge] == "gg":
        edge -= 1
    return classes[edge - 1] == "g" and (edge - 1 == first or classes[edge - 2] in ",.dpicj")


def is_paced(tokens: Tokens, at: int) -> bool:
    """以6%的 | 速度: what stands before the number, not the pace, is measured."""
    return at + 2 < len(tokens.words) and tokens.classes[at + 1] == "u" and tokens.words[at + 2] in words().pace
