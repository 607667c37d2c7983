"""How a place stands in its clause: as the area that figures are about, for its own clause alone, or as no place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from newsextract import lazyre as re
from newsextract.facts.chunk import Span
from newsextract.records import Entity
from newsextract.toml import data_file

Standing = Literal["area", "clause", "none"]
"""area: what follows in the sentence is about it; clause: only what its own clause tells; none: nothing is."""

PLACED = re.compile(
    r"(?:前列|前茅|率先|领先|第|首|排名|名列|位居|同类|同行|独|榜|处于|有(?:重要|重大|较|一定|影响)|具有|推广|复制|叫响|"
    r"中[上下]?游|前[\d一二三四五六七八九十]|\d+/\d|[\d.]+%(?:左右|以上|以下)?[,。;、])"
)
"""After 在 and a place among whose parts it is ranked: 在 | 全国 | 前列, 稳定在 | 全国 | 1/10."""
RANK = re.compile(
    r"(?:第[\d一二三四五六七八九十]+(?:大|[位名,。;、])|第[一1](?![季次批届轮期个阶条产财])|前[\d一二三四五六七八九十]{1,3}(?![\d个]*[月季年天周])|"
    r"前[列茅]|首[位家个例条座创]|唯一|"
    r"最(?![新终低高])|平均(?:水平|值|线)|排名|名列|位居|率先|领先|先进水平|一流|同类|同行业|[十百千][佳强大]|\d+强|\d+/\d)"
)
"""After 全国 or a country, where it only ranks what is measured: 全国 | 首家."""
BODIES = re.compile(
    r"[^,。;:、()\d\s《》“”]{2,12}?(?:大会|会议|联合会|委员会|协会|学会|运动会|锦标赛|联赛|"
    r"大赛|比赛|博览会|论坛|活动日|宣传周|表彰)"
)
OFFICES = re.compile(r"[^,。;:、()\d\s]{1,6}办(?![理法事公案学])")
NAMES = re.compile(
    "(?:班列|次区域|经济走廊|航线|杯|博览会|国际(?:机场|航)|进口博览会|论坛|峰会|专列|专线|方向|时间|之行|之旅|之路|日报|"
    "银行(?!业)|梦|特色|式|共产|好[书人声]|最美|制造(?!业)|智造|标准|方案|"
    "故事|精神|力量|速度|军团|代表[团队]|队|[海空陆]军|国家主席|外交部|外长|总理|总统|首相|"
    "领导人|首脑|驻|网(?!民|络|购|上|约|点)|化(?![工肥学石妆])|企业\\d+强|籍|裔|国籍|大使|使馆|外交)"
)
"""After a place within the name of something else: 中亚 | 班列."""
PEOPLE = re.compile(
    "(?:籍|青年|女|男|老|小)?(?:游客|旅客|公民|学生|留学生|运动员|选手|球员|人民|民众|军人|士兵|"
    "专家|学者|记者|商人|客商|观众|作家|艺术家|科学家|航天员|教师|"
    "同胞|朋友|驻|人(?![口民均类工力才员数文造行]))"
)
"""After a country: whose nationals are counted, wherever they are."""
QUOTED = re.compile("[^,。;:、“]{0,10}”")
"""What ends a quoted name that a place opens: “甲省 | 一号”."""
TRADE = re.compile("(?:[^,。;:]{0,6}?(?:出口|进口|进出口|贸易|投资|外贸|援助))")
DATELINE = re.compile(r"(?:\d{1,2}月)?\d{0,2}日?(?:专)?(?:[电讯]|消息|报道)")
DESKS = ("新华社", "本报", "本台", "中新社", "中新网", "社", "讯", "记者")
TOLD = re.compile("(?:市|省|县|区)?(?:发布|公布|揭晓|会见|表示|说|宣布|签署|召开)")
"""在 | 北京 | 发布: where something is said, not where it is so."""
OPENINGS = frozenset(",、;:(。\n 年月份季度日天中前后底末来间期和及与在)“\"'")
AREAS = ("大湾区", "经济带", "城市群", "示范区", "开发区", "新区")
FOLLOWING = frozenset(("spoken", "titles"))
"""Tables of standing.toml of what stands after a place."""
BOUNDARIES = re.compile("[,;:。\n]")
SUBORDINATES = ("随着", "伴随", "除了", "除")
LONGEST_GAP = 4
GAP = re.compile("(?:[东南西北中]{1,2}[部端方]的?|首都|首府|省会|境内)?")
"""Between a place and the one within it: 甲国 | 西部 | 乙省."""
SHARE = 12
"""Characters from 占 to the place of what a share is taken of."""
NEAR = 30
"""Characters over which the title mark that opens a name is looked for."""


Words = dict[str, tuple[str, ...]]
"""Words by their last character, or by their first one."""


@cache
def _tables() -> dict[str, Words]:
    """The tables of standing.toml: those of what stands after a place by their first characters, the others by their
    last.
    """
    data: dict[str, list[str]] = data_file("newsextract.facts", "standing.toml")
    return {name: _keyed(listed, 0 if name in FOLLOWING else -1) for name, listed in data.items()}


def _keyed(listed: list[str], at: int) -> Words:
    return {key: tuple(word for word in listed if word[at] == key) for key in {word[at] for word in listed}}


class Mention(NamedTuple):
    """A place or a word that points to one, as it stands. entity: the LOC, if it is one."""

    start: int
    end: int
    entity: Entity | None
    whole: bool
    """Is it a country, or 全国?"""


class Clauses:
    """The clauses of one sentence of the shadow."""

    def __init__(self, shadow: str, span: Span) -> None:
        self.shadow = shadow
        tables = _tables()
        self.yardsticks, self.away, self.leads = tables["yardsticks"], tables["away"], tables["leads"]
        self.spoken, self.titles = tables["spoken"], tables["titles"]
        self.edges = [span[0], *[match.end() for match in BOUNDARIES.finditer(shadow, *span)], span[1]]

    def of(self, offset: int) -> Span:
        at = bisect_right(self.edges, offset)
        return (self.edges[at - 1], self.edges[min(at, len(self.edges) - 1)]) if at else (offset, self.edges[0])

    def standing(self, mention: Mention, previous: Mention | None) -> Standing:
        """previous: the mention before it, where nothing stands between the two."""
        start, end, shadow = mention.start, mention.end, self.shadow
        clause = self.of(start)
        if self._is_named(mention, clause) or self._is_measure(mention, clause):
            return "none"
        if previous is None and self._is_away(start, end, clause):
            return "none"
        if shadow.startswith(SUBORDINATES, clause[0]) or shadow.startswith("同时", clause[1] - 3):
            return "clause"
        if is_site(mention.entity):
            return "clause"
        before = shadow[start - 1 : start]
        if before == "在":
            return "clause" if TOLD.match(shadow, end) else "area"
        opens = (
            start == clause[0]
            or before in OPENINGS
            or shadow.endswith(self.leads.get(before, ()), clause[0], start)
            or shadow.startswith(self.spoken.get(shadow[end : end + 1], ()), end)
        )
        if shadow.startswith(("至", "往", "飞往", "开往", "—"), end):
            return "clause"
        ours = mention.entity is None and before and shadow[start] in "我本"
        return "area" if opens or ours or previous is not None else "clause"

    def _is_named(self, mention: Mention, clause: Span) -> bool:
        """《中国好书》, 全国文明城市, 中亚班列, 北京时间, 中国游客: is it a word of a name, or of whom it tells?"""
        start, end, shadow = mention.start, mention.end, self.shadow
        opened = shadow.rfind("《", max(clause[0] - NEAR, start - NEAR, 0), start)
        if opened >= 0 and shadow.find("》", opened, start) < 0:
            return True
        if mention.entity is not None and shadow.endswith("“", 0, start) and QUOTED.match(shadow, end):
            return True
        if mention.entity is not None and NAMES.match(shadow, end + shadow.startswith(")", end)):
            return True
        if mention.whole and mention.entity is not None and PEOPLE.match(shadow, end):
            return True
        titled = mention.entity is None and shadow[start:end] == "全国"
        if titled and (
            shadow.startswith(self.titles.get(shadow[end : end + 1], ()), end)
            or BODIES.match(shadow, end)
            or OFFICES.match(shadow, end)
        ):
            return True
        return shadow.endswith(DESKS, clause[0], start) and DATELINE.match(shadow, end) is not None

    def _is_measure(self, mention: Mention, clause: Span) -> bool:
        """居 | 全国第1, 高于 | 全国, 占 | 全省的13%, 在 | 全国 | 前列: is it only what is measured against?"""
        start, end, shadow = mention.start, mention.end, self.shadow
        first, before = clause[0], shadow[start - 1 : start]
        if shadow.endswith("在", first, start) and PLACED.match(shadow, end):
            return True
        if shadow.endswith(self.yardsticks.get(before, ()), first, start):
            return not (shadow.startswith("(", end) and shadow.endswith("是", first, start))  # 最多的是 | 甲市(5例)
        ranked = mention.whole or mention.entity is None
        if ranked and (shadow.endswith("为", first, start) or RANK.match(shadow, end)):
            return True
        share = shadow.rfind("占", max(first, start - SHARE), start)
        return share >= 0 and shadow[share + 1] not in "地用领" and not any(map(str.isdigit, shadow[share:start]))

    def _is_away(self, start: int, end: int, clause: Span) -> bool:
        """来自 | 美国, 海口往 | 三亚: is it where something comes from or goes to, or trades with?"""
        shadow, before = self.shadow, self.shadow[start - 1 : start]
        if shadow.startswith("方向", end):
            return True
        if shadow.endswith(self.away.get(before, ()), clause[0], start):
            return not shadow.startswith(self.spoken.get(shadow[end : end + 1], ()), end)
        if shadow.endswith(("到", "至"), clause[0], start) and shadow.find("从", clause[0], start) >= 0:
            return True
        return shadow.endswith("对", clause[0], start) and TRADE.match(shadow, end) is not None


def is_site(entity: Entity | None) -> bool:
    """A railway, a lake, a hall: neither a division nor a region."""
    if entity is None or entity.path is not None or entity.text.endswith(AREAS):
        return False
    return entity.text.endswith(_tables()["sites"].get(entity.text[-1], ()))


def is_within_site(mentions: Sequence[Mention], at: int, shadow: str) -> bool:
    """甲市 | 乙河, 甲市 | 乙国际机场: a place that only says where the site after it is."""
    if at + 1 == len(mentions) or mentions[at + 1].start != mentions[at].end:
        return False
    following = mentions[at + 1]
    if shadow.startswith("时间", following.end):
        return False  # 智利 | 北京时间3日
    return is_site(following.entity) or NAMES.match(shadow, following.end) is not None


def is_whole(entity: Entity) -> bool:
    """A country or a continent."""
    return entity.code is None and entity.path is not None and "/" not in entity.path


def adjoining(mentions: Sequence[Mention], at: int, shadow: str) -> Mention | None:
    """甲省 | 乙县, 甲国西部的 | 乙省: the mention that ends where this one starts, but for what part of it is meant."""
    if not at or mentions[at].start - mentions[at - 1].end > LONGEST_GAP:
        return None
    return mentions[at - 1] if GAP.fullmatch(shadow, mentions[at - 1].end, mentions[at].start) else None
