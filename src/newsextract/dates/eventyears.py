"""The year that a name begins with: 2025世界某某大会, 举办2025·某某论坛, 入选2025某某百强, 2025届毕业生."""

from __future__ import annotations

from newsextract import lazyre as re
from newsextract.dates.marks import edge, one_of

EVENT_YEAR = re.compile(
    r"(?P<year>20[0-3][1-9]|20[1-3]0)(?P<point>·)?"
    r"(?P<place>(?:中国|中华|世界|全国|全球|国际|亚洲|亚太|欧洲|金砖|海峡|长三角|大湾区|首届|[\u4e00-\u9fff]{2,3}[省市])(?!年))?(?=[\u4e00-\u9fff“])(?!年|[上下]半|第?[一二三四]季)"
)
HELD = re.compile(r"(?:举办|承办|召开|举行|入选|获评|评为|评选为|荣获|荣登|上榜|跻身|启动|参加)了?$")
COUNTED_NEXT = "多余来个名人家万亿千百户吨公亩米元平件项所座位里张套辆头条场次艘块处例只株篇台级届号种类批支款部点至到“"
"""What makes four digits after a verb a number of things: 举办2015场."""


NAMED_EVENT = re.compile(
    r"(?P<year>20[0-4][0-9])(?=(?:(?!的)[\u4e00-\u9fff·]){1,10}?(?:大会|峰会|论坛|博览会|展览会|车展|奥运会|世界杯|亚运会|春晚|年会|电影节"
    r"|艺术节|文化节|旅游节|音乐节|马拉松|锦标赛|公开赛|大奖赛|邀请赛|挑战赛|大师赛|联赛|大赛|嘉年华|排行榜|白皮书|蓝皮书"
    r"|活动周|双创周|科技周|文化周|交易会|洽谈会|招聘会|音乐会|晚会|书展|航展|双年展|年度人物))(?!年|届)"
)
"""某某公司|2019云栖大会."""
CLASS_YEAR = re.compile(r"(?P<year>19[5-9][0-9]|20[0-4][0-9]) ?(?=应?届)")
"""The year that a class of pupils leaves school."""


def year_of_event(text: str, at: int) -> re.Match[str] | None:
    """The match whose `year` is one, or None."""
    if (match := CLASS_YEAR.match(text, at)) is not None:
        return match
    if (match := NAMED_EVENT.match(text, at)) is not None and text[match.end()] not in COUNTED_NEXT:
        return None if one_of(text[at - 1 : at], "第-~—/.") else match
    match = EVENT_YEAR.match(text, at)
    if match is None:
        return None
    held = HELD.search(text, max(0, at - 4), at) is not None
    if match["place"] is None and match["point"] is None and (not held or text[match.end()] in COUNTED_NEXT):
        return None
    if match["place"] is not None and text[match.end("year")] in COUNTED_NEXT:  # 2015户郑州市民
        return None
    before = text[at - 1 : at]
    return match if held or (edge(before) and not one_of(before, "《-~—/")) else None
