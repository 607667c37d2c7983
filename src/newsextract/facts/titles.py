"""A run of words → the words of a row title: without what leads up to it or hangs on at its end."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract import lazyre as re
from newsextract.facts import objects
from newsextract.facts.chunk import EACH, NAMED, OWNERS, PERSON_MARK, PLACE_MARK, Tokens
from newsextract.facts.lexicon import lexicon
from newsextract.facts.words import unit_kind

HEADS = 'nMsbagq"'
"""Classes that may stand to the right of a stripped verb."""
QUOTED = 4
"""Words before a phrase that holds a quote's end in which its opening is looked for."""
HAVING = frozenset(("现有", "共有", "拥有", "尚有", "还有", "仍有", "已有", "设有"))
LONGEST_OWNER = 10
"""Characters before 的 that are longer than a row title has."""
ENOUGH, ENOUGH_PLAIN = 6, 4
"""Characters of a name that can do without what stands before its 的: which does something, or is only an owner."""
JOINED_VERBS = re.compile(r"[gvV]j[vV](?=[nMbag\"])")
"""Two verbs of one object; where the second can only be a verb, so is the first."""
TOLD_VERBS = re.compile(r"[gvV]j[gvV](?=[nMbag\"])")
"""The same after an adverb, which tells of verbs."""
PAIR = 4
"""Characters of two verbs in a row, where the second belongs to the name."""
NAMELESS = frozenset("内外上下中里前后周多少")
"""Characters that name nothing alone."""
LIVING = ("人", "员", "生", "者", "民", "企业", "机构")
"""Ends of words that name those who are counted."""
GAINS = frozenset("亏赚赔欠")
"""Single verbs that name an amount."""
TELLING = frozenset(
    ("共", "已", "将", "拟", "累计", "力争", "计划", "先后", "陆续", "预计", "总共", "可", "正在", "还")
)
"""Adverbs that only what is done has, so that the next word is a verb."""
OPENING = frozenset(("各类", "各种", "各项", "各式", "各种各样", "一批", "设", "获", "购", "栽"))
"""Words within a phrase after which its name begins."""
LOOSE_ENDS = frozenset(
    ["主要", "本次", "此次", "这次", "首次", "单日", "单月", "单周", "单季", "在岗", "仅剩", "还剩", "仅余"]
)  # fmt: skip
"""Words that belong to the verb or number after a name, not to it: 公司 | 本次 | 拟发行."""
SUPERLATIVES = frozenset(("最高", "最低", "基本"))
"""Adverbs that tell which one is meant of a noun after them: 最高 | 气温, 基本 | 医保."""
SIDES = frozenset(("东部", "中部", "西部", "南部", "北部", "东北"))
"""Parts of a country: 东部、中部、| 西部地区投资."""
RATES = frozenset(("年", "日", "月", "小时"))
"""The time in which something is done, before what is done: 年 | 处理能力."""
TAKING_PLACE = frozenset(("发生", "出现", "举行", "举办", "进行", "召开", "开展", "有过"))
"""Verbs that name nothing that can be counted by times, nor anything after a noun: 空中救援 | 进行了6次."""
SUBJECTS = OWNERS | {"计划"}
"""Words before a verb that lead it off with it."""
CUTS = {"报告": "nMbv", "计划": "vV", "宣布": "nMbvVg", "决定": "vV"}
"""Words that jieba takes for nouns and that end what somebody does, before words of these classes."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator: word indices [first, end), and the pattern that found it. verbal: nothing but verbs."""

    first: int
    end: int
    rule: str
    verbal: bool = False


def trim(tokens: Tokens, start: int, end: int, rule: str) -> Phrase | None:
    """Without leading verbs, places and particles, and without what hangs on at the end: the words of a row title."""
    classes = tokens.classes
    if classes[start : start + 1] == "(":
        start = classes.find(")", start, end) + 1 or start
    if classes[start + 1 : start + 2] == "(" and tokens.words[start] in NAMED:
        closing = classes.find(")", start, end - 1)
        start = closing + 1 if closing >= 0 else start  # 某交易所（NYX）| 铜价
    if start and tokens.words[start - 1] in ("在", "于", "从"):
        verb = classes.rfind("v", start, end - 1)
        placed = verb if verb >= 0 and len(tokens.words[verb]) == 1 else classes.rfind("f", start, end)
        start = max(start, placed + 1)  # 在荒坡上 | 造田, 在全国大赛喜摘 | 奖牌
        start = _past_site(tokens, start, end)
    if end - start > 2 and not CUTS.keys().isdisjoint(tokens.words[start : end - 1]):
        start = _told(tokens, start, end)
    if classes.find("j", start, end) >= 0:
        adverbial = start > 0 and classes[start - 1] == "d"
        verbs = (TOLD_VERBS if adverbial else JOINED_VERBS).search(classes, start, end)
        start = verbs.end() if verbs else start  # 建设、改造 | 市政道路
    start = _past_owners(tokens, _past_article(tokens, start, end), end, rule)
    start = _past_count(tokens, start, end)
    led = rule == "before"
    start = objects.begin(tokens, start, end) if led else start
    while start < end and (_leads_off(tokens, start, end) or (led and objects.is_verb(tokens, start, end))):
        start += 1
    while end > start and (
        (classes[end - 1] in "uj_~fl" and tokens.words[end - 1] not in SIDES)
        or tokens.words[end - 1] in LOOSE_ENDS
        or (end - 1 > start and tokens.words[end - 1] in TAKING_PLACE)
        or unpaired(classes, end - 1, start, end)
    ):
        end -= 1
    start = _past_particle(tokens, start, end, rule)
    bare = len(classes[start:end].rstrip("vVi")) + start
    if bare > start and classes[bare - 1] == "M":
        end = bare
    if end - 2 >= start and classes[end - 2 : end] == "Ma":
        end -= 1  # 降雨量 | 最大
    if classes.count('"', start, end) % 2:
        opening = classes.rfind('"', max(start - QUOTED, 0), start)  # “教共体” | 覆盖率 is taken in whole
        start = opening if opening >= 0 else classes.rfind('"', start, end) + 1
    if end <= start:
        return None
    lone = tokens.length(start, end) == 1 and tokens.words[start] not in GAINS
    if lone and (classes[start] in "vVadg" or tokens.words[start] in NAMELESS):
        return None  # 净, 远: a lone character that names nothing
    return Phrase(start, end, rule, bare <= start)


def _past_site(tokens: Tokens, start: int, end: int) -> int:
    """在邻国注册的 | 难民人数: past what is told of where things are or act."""
    particle = tokens.classes.rfind("u", start, end - 1) if tokens.words[start - 1] == "在" else -1
    acting = particle >= 0 and not set(tokens.classes[start:particle]).isdisjoint("vg")
    named = tokens.length(particle + 1, end) >= ENOUGH_PLAIN or tokens.words[end - 1].endswith(LIVING)
    return particle + 1 if acting and named else start


def _past_count(tokens: Tokens, start: int, end: int) -> int:
    """调集甲队 | 10 | 车 | 66人: past another number and what it counts, which no name holds."""
    if end - start < len("mn") or tokens.classes[end - 2 : end] not in ("mn", "mq"):
        return start
    counted = len(tokens.words[end - 1]) == 1 and tokens.words[end - 2].isdecimal()
    return end if counted else start


def _past_particle(tokens: Tokens, start: int, end: int, rule: str) -> int:
    """来自31个 | 省区市的 | 作品, 某公司的 | 年销量: past an owner, and past what is longer than a row title has."""
    classes = tokens.classes
    particle = classes.rfind("u", start, end)
    if particle < 0:
        return start
    if particle > start > 0 and classes[start - 1] == "Q" and rule == "before" and classes[end - 1] == "n":
        return particle + 1
    owner = particle == start + 1 and tokens.words[start] in OWNERS
    head = tokens.length(particle + 1, end)
    clausal = head > 2 and tokens.length(start, particle) > LONGEST_OWNER and "v" in classes[start:particle]
    clausal = clausal and "、" not in tokens.words[start:particle]
    governed = start > 0 and classes[start - 1] in "vgVKC"  # 解除 | 医学观察的密切接触者
    plain = not governed and not classes[start:particle].strip('nMsbarq"')
    return particle + 1 if owner or head >= (ENOUGH_PLAIN if plain else ENOUGH) or clausal else start


def _past_owners(tokens: Tokens, start: int, end: int, rule: str) -> int:
    """某人 | 开支, 甲公司、乙公司 | 海外收入, 十几名 | 某市某区某校 | 家长: people, several owners, and a long name."""
    first, word = start, tokens.words
    while start + 2 < end and word[start] in OWNERS and tokens.classes[start + 1] == "j" and word[start + 2] in OWNERS:
        start += 2
    if start + 1 >= end or word[start] not in OWNERS or tokens.classes[start + 1] not in "nMgbvau":
        return first
    if rule == "before" and tokens.words[end - 1].endswith(lexicon().held):
        return start + 1  # 某公司 | 销售额
    long = rule == "after" and tokens.offset(start + 1) - tokens.offset(start) > LONGEST_OWNER
    return start + 1 if start > first or long or word[start] == PERSON_MARK else first


def _past_article(tokens: Tokens, start: int, end: int) -> int:
    """三楼一名 | 病人, 整治各类 | 隐患, 大赛设 | 一等奖: what the last such word of a phrase opens is its name."""
    for at in range(end - 2, start, -1):
        word = tokens.words[at]
        opens = word in OPENING and (len(word) > 1 or tokens.classes[at - 1] == "n")  # not 新 | 设 | 企业
        opens = opens and tokens.classes[at + 1] in 'nbavVg"'
        if opens and (tokens.classes[end - 1] == "n" or tokens.classes[at - 1] in "vVgW"):  # not 各项 | 贷款 | 余额
            return at + 1
        if tokens.classes[at] == "m" and word[0] == "一" and word[1:] and unit_kind(word[1:]) == "classifiers":
            return at + 1
    return start


def _told(tokens: Tokens, start: int, end: int) -> int:
    """哨点医院报告 | 流感病例, 今年计划 | 招收 | 学员: where what somebody reports or plans begins."""
    for at in range(end - 2, start - 1, -1):
        if tokens.classes[at + 1] in CUTS.get(tokens.words[at], ""):
            return at + 1
    return start


def _is_amount(word: str) -> bool:
    return word in lexicon().amounts or word in lexicon().bare


def _leads_off(tokens: Tokens, start: int, end: int) -> bool:
    """Is the first word of a phrase no part of its name?"""
    classes = tokens.classes
    mark = classes[start]
    superlative = tokens.words[start] in SUPERLATIVES and start + 1 < end and classes[start + 1] in "nM"
    if superlative or tokens.words[start] in lexicon().undergone or tokens.words[start - 1] in RATES:
        return False
    if (mark in "ujfdl_~)x" and tokens.words[start] not in SIDES) or unpaired(classes, start, start, end):
        return True
    following = classes[start + 1] if start + 1 < end else "-"
    if tokens.words[start] == "时间" and start > 0 and classes[start - 1] == "D":
        return True  # 用三年 | 时间 | 改造老旧小区
    if start + 2 < end and following in "vV" and tokens.words[start] in SUBJECTS:
        return True  # 某合作社 | 销售 | 茶叶, 计划 | 招收 | 新生
    if mark == "m" and tokens.words[start][0] == "一" and unit_kind(tokens.words[start][1:]) == "classifiers":
        return True  # 一家 | 汽车企业
    if (mark == "m" and following == "q" and tokens.words[start + 1] != "级") or (
        mark in "qn" and _is_counter(tokens, start)
    ):
        return True  # 一批 | 幸福河湖, 这条 | 山路
    if mark in "sr":
        return _is_place_aside(tokens, start, end, following)
    length = tokens.length(start + 1, end)
    if start > 0 and (classes[start - 1] in "VKTW" or tokens.words[start - 1] in HAVING):
        return False  # 发放 | 扶贫小额贷款, 现有 | 在建项目
    if start > 0 and mark == "v" and (tokens.words[start - 1] == "报告" or classes[start - 1] == "v"):
        return False  # 报告 | 确诊病例, 投放 | 共享单车
    if mark in "vVg" and start + 2 == end and _is_amount(tokens.words[start + 1]):
        return False
    owned = mark == "v" and start > 1 and classes[start - 2 : start] == "su"
    if owned or (start > 0 and tokens.words[start - 1] in OPENING):
        return False  # 某村的 | 种植面积, 各类 | 保障 | 房
    if start > 0 and mark == "g" and following in "nb" and length > 1 and tokens.words[start - 1] in TELLING:
        return True  # 力争 | 培育 | 龙头企业, 累计 | 培训 | 教师
    doubled = classes[start + 1 : start + 3] in ("vn", "vM") and start + 2 < end
    doubled = doubled and tokens.length(start, start + 2) == PAIR  # 投放 | 共享 | 单车, not 揽 | 收 | 量
    return mark in "vV" and (doubled or following in HEADS) and length > 1 and len(tokens.words[start]) < 3


def _is_place_aside(tokens: Tokens, start: int, end: int, following: str) -> bool:
    """Does a place or a word that points lead off: 某市 | 产量, 湖南的 | 津贴; not 长江 | 流域, 每万人?"""
    word, place = tokens.words[start], tokens.classes[start] == "s"
    if word == EACH and following == "m":
        return False
    if place and start + 1 < end and tokens.words[start + 1] in lexicon().areas:
        return False
    if word == PLACE_MARK and following == "u" and tokens.length(start + 2, end) >= len("房价"):
        return True
    return following not in "uj-(" and (start + 2 < end or tokens.words[start + 1] != "人")


def _is_counter(tokens: Tokens, at: int) -> bool:
    """这 | 条 | 山路, 百亿 | 级 | 产业: does the word `at` belong to what stands before it?"""
    left, word = tokens.classes[max(at - 1, 0)], tokens.words[at]
    if tokens.classes[at] == "q" and left in "mQ":
        return left == "m" or word == "级"
    return left == "r" and tokens.words[at - 1] in ("这", "那", "该") and unit_kind(word) == "classifiers"


def unpaired(classes: str, at: int, start: int, end: int) -> bool:
    """A quote at an edge of a phrase that holds an odd number of them."""
    return classes[at] == '"' and classes.count('"', start, end) % 2 == 1
