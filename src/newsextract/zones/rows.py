"""What one row (a line that is not blank) is when it is looked at alone."""

from __future__ import annotations

from typing import Literal

from newsextract import lazyre as re
from newsextract.zones import byline
from newsextract.zones.words import words

Kind = Literal[
    "prose", "short", "title", "heading", "caption", "byline", "table", "cell",
    "nav", "page", "masthead", "furniture", "notice", "related", "link", "rule",
]  # fmt: skip
"""prose: a finished or long row. short: an unfinished short one, which only its neighbours explain. page: the line of
an e-paper that names page and section. masthead: its publication, day and perhaps page, without links. furniture:
buttons, counters, addresses. notice: copyright and the like. related: the head of a list of links. link: a headline
that its form shows to be one. rule: a row without words."""

LONG = 60
"""A longer row is prose whatever its end is."""

FINISHED = frozenset("。;:…")
CLOSED = frozenset('。!?;:…”’")】》')

# What the first characters of a row say; the names of the groups are kinds.
START = re.compile(
    r"""\W{0,3}(?:
      (?P<title>原?(?:标题|题目)\s*:\s*(?=\S))
    | (?P<prose>正文\s*:)
    | (?P<caption>图(?:为|\d{0,2}\s*[:/]|[①-⑩])
        |(?:资料图|上图|下图|左图|右图|题图|封面图|供图|图源|图片来源|图片说明)[:/ ,]|图片来(?:源于|自))
    | (?P<byline>(?:责任|网络|值班|实习|本期|见习|本版|组版|视觉|执行|新媒体)?(?:编辑|编委|主编)\s*[:|/丨]
        |(?:本版)?责编\s*[:|/丨]?|作者\s*[:|/丨]|(?:撰文|撰稿|采写|制图|供图|监制|审核|审校|校对|美编|版式|责校|统筹|策划|[一二三初复终]审)\s*[:|/丨]
        |(?:文|图|摄影|文字|图文|文图)\s*[/|:丨]
        |发布(?:人|机构|单位)\s*:|(?:本文|文章|稿件|新闻|信息)?(?:来源|稿源|转自)\s*[:|/]
        |(?:发布|发表|发稿|出版|更新|上传|录入|创建|最后更新)?(?:时间|日期)\s*[:|]|(?:发布|更新|发表)于|最后更新\s*:)
    | (?P<notice>版权(?:所有|声明|归)|©|[Cc]opyright|COPYRIGHT|[一-龥]?ICP[备证]|[一-龥]公网安备
        |(?:免责|版权|郑重|本站|本网)声明|(?:特别)?声明\s*[:】].{0,40}(?:转载|版权|观点|侵权|授权)
        |凡(?:本[网报站]|注明|.{0,10}注明)|本(?:文|网|站|报|稿件).{0,12}(?:仅代表|不代表|版权|授权|未经.{0,12}转载)
        |未经.{0,12}(?:授权|许可|同意|允许).{0,20}(?:转载|复制|摘编|镜像|引用|改编)
        |(?:违法|不良).{0,8}信息举报)
    | (?P<promotion>
        (?:更多|点击|欢迎|敬请|长按|扫描|扫码|微信扫|扫一扫|微信扫|请(?:加入|关注|扫|长按|点击|订阅)|月费|加入.{0,6}会员)
        .{0,30}(?:二维码|公众号|客户端|订户|订阅|APP|关注|微信|微博|会员))
    | (?P<furniture>(?:链接|网址|原文链接|原文地址|本文链接|本文网址|URL)\s*:\s*\S
        |(?:新闻|报料|爆料|投稿|订阅|广告|读者|值班|发行|监督|举报)(?:热线|邮箱|电话|信箱)(?:电话)?\s*:
        |(?:标签|TAGS?)\s*:
        |字[号体]\s*:?\s*T|语音播报|[-—=*\s]*(?:END|全文完)[-—=*\s]*$|[-—=*(\s]+完[-—=*)\s]+$|https?://\S+\s*$|(?:分享|转发)(?:到|至)\s*:?
        |(?:阅读|点击|浏览|评论|访问|人气|收藏|点赞|转发)(?:量|数|次数|率)?\s*[:(]?\s*[\d,.]{1,12}万?\+?\s*[次人条]?\W{0,3}$)
    | (?P<nav>(?:您|你)?(?:现在|当前|目前)?的?(?:位置|所在位置)\s*:|首页\s*[>»/|]|[上下]一[篇条页]\s*[:>»])
    | (?P<heading>[一二三四五六七八九十]{1,3}、
        |\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部]\S{0,3}\s)
    )""",
    re.VERBOSE,
)
PAGE = re.compile(
    r"(?:.{0,24}\s)?(?:第\s*)?([A-Z]{0,2}\d{1,3})\s*版\s*[:·|\s]\s*([^\s:|\d]{2,10})?|(?:版次|版面)\s*:\s*([A-Z]{0,2}\d{1,3})"
)
CAPTION_END = re.compile(
    r"(?:(?<!拍)摄\)?|[/ ](?:图|供图)|\([^()]{0,16}(?:摄|供图)\)"
    r"|\((?:图|图片|照片|摄影|资料图|资料照片|资料图片|效果图|示意图)[^()]{0,16}\))\W{0,2}$"
)
PHOTO_MARK = frozenset("▲△▼▽◀▶►")
LINK_END = re.compile(
    r".{6}(?:\d{4}([-/])\d{1,2}\1\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|评论\d+条|[(\[]\d{1,2}[-/月]\d{1,2}日?(?:\s+\d{1,2}:\d{2})?[)\]])$"
)
TEASER = ("详细】", "[详细]", "[阅读全文]", "【阅读全文】")
ADDRESS = re.compile(r"\]\([^()\s]+\)\W*$")
MARKED_HEADING = re.compile(r"#{1,6} |\*\*[^*]+\*\*$|【[^】]+】$|[◆◇●■□▎▌]\s*\S")
NUMBER_CELL = re.compile(r"[-+±]?(?:\d[\d,.]*)%?(?:\([\d.%]+\))?|持平|-+|…+")
CELL_GAP = re.compile(r"\t+|\||\s{2,}")
SEPARATOR = re.compile(r"[\s|>»·/【】\[\]():,、\-—_<《》]+|\d+")
DIGIT = re.compile(r"\d")
CONTENT = re.compile(r"\w")


def kind(row: str, text: str) -> Kind:
    """The kind of one row, from its shadow and its text, both without blanks at the ends."""
    last = row[-1]
    if (last in "]】." and row.endswith((*TEASER, "..."))) or "详细】" in row:
        return "link"
    started = START.match(row)
    group = started.lastgroup if started else None
    if last == ":" and len(row) <= 12 and _linked(row, text) == "related":
        return "related"
    if len(row) > LONG or (last in FINISHED and group != "byline") or (len(row) > 30 and last in CLOSED):
        if group in ("notice", "caption", "title", "furniture", "prose"):
            return group  # type: ignore[return-value]
        return "notice" if group == "promotion" and not DIGIT.search(row) else _long(row, last)
    if group and (found := _short_start(row, text, group)):
        return found
    return _short(row, text)


def _long(row: str, last: str) -> Kind:
    if row[0] in PHOTO_MARK or (last in "摄)图" and CAPTION_END.search(row, max(0, len(row) - 24))):
        return "caption"
    if last not in FINISHED and LINK_END.search(row, len(row) - 32) and "。" not in row:
        return "link"
    if row.count("|") >= 2 or "\t" in row:
        cells = _cells(row)
        if len(cells) >= 3 and any(map(NUMBER_CELL.fullmatch, cells)):
            return "table"
    if last == ")" and ADDRESS.search(row, max(0, len(row) - 200)):
        return "furniture"
    return "prose"


def _short_start(row: str, text: str, group: str) -> Kind | None:
    if group == "byline":
        said = byline.read(row, text)
        return "byline" if said.labelled or len(said.rest) <= 1 else None
    if group == "heading":
        return "heading" if "。" not in row[:-1] else "prose"
    if group == "promotion":
        return None if DIGIT.search(row) else "notice"
    return group  # type: ignore[return-value]


def _short(row: str, text: str) -> Kind:
    for look in (_plain, _linked, _dated, _formed):
        found = look(row, text)
        if found:
            return found
    if len(row) <= 50 and _is_byline(row, text):
        return "byline"
    if MARKED_HEADING.match(row):
        return "heading"
    return "prose" if "。" in row else "short"


def _plain(row: str, text: str) -> Kind | None:
    """Rows without words, bare numbers, and what describes a picture."""
    if not CONTENT.search(row):
        return "rule"
    if NUMBER_CELL.fullmatch(row):
        return "cell"
    if row[0] in PHOTO_MARK or (row[-1] in "摄)图" and CAPTION_END.search(row)):
        return "byline" if _names_a_writer(row, text) else "caption"
    return None


def _linked(row: str, text: str) -> Kind | None:
    """The links of a page: its sections, its buttons, the head of a list of other articles."""
    stamp = byline.STAMP.search(row)
    undated = row[: stamp.start()] + " " + row[stamp.end() :] if stamp else row
    tokens = [token for token in SEPARATOR.split(undated) if token]
    if not tokens:
        return None
    known = words()
    page = PAGE.match(row)
    if page and (page.group(2) or page.group(3)) and len(tokens) <= 12:
        return "masthead" if stamp and known.navigation.isdisjoint(tokens) else "page"
    if _is_navigation(tokens):
        return "nav"
    bare = "".join(tokens)
    return "related" if bare in known.related or bare in known.related_at_end else None


def _dated(row: str, text: str) -> Kind | None:
    """A row with the day of publication and nothing but people, a publication or a section."""
    if not byline.STAMP.search(row):
        return None
    said = byline.read(row, text)
    if said.published and not said.rest:
        return "byline"
    return "masthead" if _is_masthead(said.rest) else None


def _formed(row: str, text: str) -> Kind | None:
    """What a row's form shows: cells, a trailing date or address."""
    if "|" in row or "\t" in row or "  " in row:
        cells = _cells(row)
        if (len(cells) >= 3 or "|" in row) and (row.startswith("|") or any(map(NUMBER_CELL.fullmatch, cells))):
            return "table"
    if LINK_END.search(row):
        return "link"
    return "furniture" if row[-1] == ")" and ADDRESS.search(row) else None


def _is_byline(row: str, text: str) -> bool:
    """A row with nothing but people and their roles, or nothing but the day of publication and a medium."""
    if byline.FROM.fullmatch(row):
        return True
    if not any(mark in row for mark in ("一审", "记者", "通讯员", "作者", "编辑", "撰文", "年", "-", "/", "(")):
        return False
    said = byline.read(row, text)
    if said.published:
        return len(said.rest) <= 1 and all(len(word) <= 8 for word in said.rest)
    if row[0] == "(" and row[-1] == ")" and byline.lone_name(row[1:-1].strip()):
        return True
    marks = ("一审", "记者", "通讯员", "作者", "编辑", "撰文", "文", "报道", "报导")
    return byline.offices(said.rest) and bool(said.authors) and any(mark in row for mark in marks)


def _names_a_writer(row: str, text: str) -> bool:
    """甲 文 乙 图 ends as a caption does, but nothing in it describes a picture."""
    said = byline.read(row, text)
    return not said.rest and any(author.role != "photographer" for author in said.authors)


def _is_masthead(rest: tuple[str, ...]) -> bool:
    """Whether the words beside a date are a publication and at most a few short ones more."""
    named = any(len(word) > 2 and word.endswith(words().publication_ends) for word in rest)
    return named and len(rest) <= 4 and all(len(word) <= 10 for word in rest)


def _is_navigation(tokens: list[str]) -> bool:
    known = words()
    if len(tokens) > 24:
        return False
    hits = sum(t in known.navigation for t in tokens)
    if not hits:
        return False
    if tokens[0] in ("首页", "主页") and len(tokens) > 2 and all(len(token) <= 4 for token in tokens):
        return True
    if hits == len(tokens):
        return hits > 1 or tokens[0] in known.strong_navigation or len(tokens[0]) > 2
    strong = any(t in known.strong_navigation for t in tokens)
    return (strong or hits >= 3) and all(len(t) <= 8 for t in tokens) and 2 * hits >= len(tokens) - 1


def _cells(row: str) -> list[str]:
    return [c for c in (part.strip() for part in CELL_GAP.split(row)) if c]
