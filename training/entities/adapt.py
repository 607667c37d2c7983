"""From other guidelines' labels to ours (docs/annotation-guidelines.md §4, §6), by rule.

MSRA and LAC mark 京 and 中 as places, leave 市政府 and 中国政府 unmarked, mark events as organisations and a whole
address as one place; our guidelines do none of that. Each rule below is one sentence of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import rjieba

from newsextract.entities import groups, naming, organisations, places
from newsextract.entities.labels import Span
from training.entities.corpus import Sentence

ABBREVIATIONS = frozenset(
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新渝港澳台"
    "中美英法德俄日韩朝印巴以伊意西葡荷比加墨澳非欧亚拉乌哈吉塔土阿埃叙约沙黎越老柬缅泰新马菲蒙华"
)
REGIONS = re.compile(
    "(?:[东西南北中]部|华[东北南中]|[东西][南北]|东南|中西部)(?:地区)?|中华|新中国|中原|地球|祖国|内地|太空|月球|火星|海外"
)
EVENT = re.compile(
    "(?:奥运会|冬奥会|残奥会|亚运会|冬残奥会|全运会|大运会|世界杯|锦标赛|联赛|运动会|博览会|进博会|广交会|峰会|论坛|研讨会|座谈会|"
    "展览会|交易会|艺术节|电影节|[一二三四五六七八九十]大|年会|残运会|公开赛|杯赛|会谈|听证会|发布会)$"
)
GENERIC = frozenset(
    [
        "公司",
        "村委会",
        "常委会",
        "主席团",
        "筹委会",
        "委员会",
        "学校",
        "政府",
        "法院",
        "检察院",
        "医院",
        "大学",
        "银行",
        "工厂",
        "集团",
        "中心",
        "协会",
        "党",
        "党委",
        "党支部",
        "居委会",
        "红军",
        "我军",
        "党组",
        "研究所",
        "研究院",
        "报社",
        "出版社",
        "工会",
        "学会",
        "组委会",
        "理事会",
        "董事会",
        "大使馆",
        "使馆",
        "领事馆",
        "代表团",
        "中方",
        "本报",
        "常务委员会",
        "代表大会",
    ]
)
NOT_NAMES = re.compile(".*(?:[党州口案战市省]|军乐.|小学|武装|主席)$")
SUB_LEVEL = re.compile(
    "(?:(?<=[省市县盟])|(?<=自治[区州]))(?=[\u4e00-\u9fff]{1,7}(?:市|县|区|旗|州|盟|镇|乡|街道|村)$)"
    "(?!.{0,6}(?:新区|园区|开发区|特区|军区|景区|风景区|保护区|示范区|试验区|实验区|片区|小区|社区|山区|牧区|城区)$)"
)
GOVERNMENT = re.compile("(?:中央|联邦|自治|临时|联合)?政府(?![采部机主首])")


def adapt(sentence: Sentence) -> Sentence:
    """The sentence with our labels."""
    text = sentence.text
    spans = [part for span in sentence.spans for part in _span(text, span)]
    spans = _governments(text, _bodies(text, _disjoint(spans)))
    return Sentence(text, tuple(spans))


def _span(text: str, span: Span) -> Iterable[Span]:
    """One old span → the spans it stands for, none included."""
    span = _trimmed(text, span)
    name = text[span.start : span.end]
    if not name or re.search(r"[<>=\n，。；！？]", name):
        return ()
    if span.label == "PERSON":
        return () if len(name) == 1 else (span,)
    if len(name) == 1 or (set(name) <= ABBREVIATIONS and len(name) == 2 and not places.is_name(name)):
        return ()
    if span.label == "LOC" and groups.is_institution(name):
        span = span._replace(label="ORG")
    if span.label == "LOC":
        if REGIONS.fullmatch(name):
            return ()
        return _levels(text, span)
    if EVENT.search(name):
        return _place_inside(text, span)
    if name in GENERIC:
        return ()
    return (span,)


MARKS = {"《": "》", "“": "”", "(": ")", "（": "）", "‘": "’", "「": "」", "『": "』"}


def _trimmed(text: str, span: Span) -> Span:
    """Without blanks and without quotation marks around the whole."""
    start, end = span.start, span.end
    while start < end and text[start] in ' \u3000>/"':
        start += 1
    while start < end and text[end - 1] in ' \u3000</"':
        end -= 1
    if end - start > 2 and MARKS.get(text[start]) == text[end - 1]:
        start, end = start + 1, end - 1
    return span._replace(start=start, end=end)


def _levels(text: str, span: Span) -> list[Span]:
    """河南省郑州市 → 河南省, 郑州市."""
    cuts = [span.start + match.start() for match in SUB_LEVEL.finditer(text[span.start : span.end])]
    cuts = [cut for cut in cuts if cut - span.start >= 2 and span.end - cut >= 2]
    edges = [span.start, *cuts, span.end]
    return [span._replace(start=a, end=b) for a, b in pairwise(edges)]


def _place_inside(text: str, span: Span) -> Iterable[Span]:
    """北京奥运会 → 北京: places inside the names of events are marked."""
    first = rjieba.cut(text[span.start : span.end])[0]
    return (Span(span.start, span.start + len(first), "LOC"),) if len(first) > 1 and _is_place(first) else ()


@cache
def _is_place(word: str) -> bool:
    return [tag for _, tag in rjieba.tag(word)] == ["ns"]


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not result or span.start >= result[-1].end:
            result.append(span)
    return result


def _bodies(text: str, spans: list[Span]) -> list[Span]:
    """市委, 省水利厅, 郑州市人民政府 become ORG, unless a title is fused with the bare word."""
    for start, end, level_end, fusible in organisations.bodies(text):
        touching = [span for span in spans if span.start < end and span.end > start]
        if any(span.label == "ORG" for span in touching):
            continue
        if any(span.end > level_end or span.label == "PERSON" for span in touching):
            continue
        first = min([start, *(span.start for span in touching)])
        while before := [span for span in spans if span.end == first and span.label == "LOC"]:
            first = before[0].start
        bare = first == start
        if bare and (
            organisations.is_collective(text, start) or (fusible and organisations.is_fused(text, start, end))
        ):
            continue
        if bare and start and re.match("[\u4e00-\u9fff]", text[start - 1]) and text[start:level_end] in "区州团道":
            continue
        spans = [span for span in spans if span.end <= first or span.start >= end]
        spans.append(Span(first, end, "ORG"))
    return sorted(spans)


def _governments(text: str, spans: list[Span]) -> list[Span]:
    """中国政府 is an organisation: a place with its government."""
    result = []
    for span in spans:
        match = GOVERNMENT.match(text, span.end) if span.label == "LOC" else None
        result.append(span._replace(end=match.end(), label="ORG") if match else span)
    return _disjoint(result)


SURNAMES = frozenset(
    "赵钱孙李栗谌周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双"
    "闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习艾容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫覃涂代苟敬亓仝"
)
FOREIGN = naming.transliteration()


def plausible_person(name: str) -> bool:
    """Whether a silver PERSON has the shape of a Chinese or a transliterated name and is no other dictionary word."""
    if "·" in name:
        return True
    if (
        NOT_NAMES.fullmatch(name)
        or places.is_name(name)
        or (len(name) == 2 and name[0] in ABBREVIATIONS and name[1] in "方军")
    ):
        return False
    words = rjieba.tag(name)
    if all(character in FOREIGN for character in name):
        return True
    if len(words) == 1 and words[0][1] not in ("nr", "nrt", "nrfg", "x", "nz"):
        return False
    if len(name) == 2 and set(name) <= ABBREVIATIONS:
        return False
    if name[0] in SURNAMES and 2 <= len(name) <= 4:
        return True
    return sum(character in FOREIGN for character in name) >= len(name) - 1


TAGS = re.compile(r"</?[a-z][^<>]*>?|[a-z-]+=\"[^\"]*\">?|</?|(?<=[\u4e00-\u9fff])>", re.IGNORECASE)


def without_html(sentence: Sentence) -> Sentence:
    """The silver text still holds tags of the page it came from: cut them out and move the spans."""
    if "<" not in sentence.text and ">" not in sentence.text:
        return sentence
    kept = [True] * len(sentence.text)
    for match in TAGS.finditer(sentence.text):
        kept[match.start() : match.end()] = [False] * (match.end() - match.start())
    moved, at = [], 0
    for keep in kept:
        moved.append(at)
        at += keep
    moved.append(at)
    text = "".join(character for character, keep in zip(sentence.text, kept, strict=True) if keep)
    spans = (span._replace(start=moved[span.start], end=moved[span.end]) for span in sentence.spans)
    return Sentence(text, tuple(span for span in spans if span.end > span.start))


def adapt_silver(sentence: Sentence) -> Sentence | None:
    """As `adapt`, for machine-labelled text; None where a PERSON is doubtful: better no sentence than a wrong one."""
    sentence = without_html(sentence)
    for span in sentence.spans:
        name = sentence.text[span.start : span.end]
        if span.label == "PERSON" and len(name) > 1 and not plausible_person(name):
            return None
    return adapt(sentence) if sentence.text.strip() else None
