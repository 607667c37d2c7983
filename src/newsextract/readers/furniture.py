"""What an extractor leaves of a page around the article: rows of links, counters, share buttons, notices, footers.

A row goes where its own words say what it is, or where it is nothing but links among others of its kind; a sentence
is never taken for furniture because of its place.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

# Rows that begin so are no part of an article, however they go on.
NOTICE = re.compile(
    r"""跟[贴帖]热词|关键词阅读|词条标签|登录超时|免注册
    | .{0,12}(?:网友|网民)评论仅供
    | [【\[]?(?:免责声明|特别声明|版权声明|责任声明|版权保护)(?:\s*[】\]:：]|$)
    | .{0,40}?(?:版\s?权\s?所\s?有|all\s+rights\s+reserved|copyright\s*[©(]|ICP[备證证]|公网安备\s?\d|举报邮箱)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Rows that begin so are none where they are short and no sentence.
LABEL = re.compile(
    r"""(?:发布人\s*[:：]?|關鍵字|人参与|人评论|收起)$
    | 关键[词字]\s*(?:>>|[:：])|字号|字体\s*[:：]|点击排行|目前没有跟[贴帖]
    | 分享[到至]|扫一扫|扫码|更多精彩|[点點][击擊]查看|查看更多
    | [上下]一[篇条條页頁则則]\s*[:：]|点击.{0,2}阅读原文|微信扫一扫|[\[【]?打印|-{4,}
    | 返回[^，。\s]{0,8}首页|返回[^，。\s]{1,8}，查看更多
    | (?:\d{1,7}\s*(?:人参与|人评论|条?评论|跟[贴帖]|次?浏览|阅读|赞)?|[|\s·•\-—]+)$
    """,
    re.VERBOSE,
)
LONGEST_NOTICE = 200  # a longer row says something besides
LONGEST_LABEL = 40
LIST_MARK = re.compile(r"(?:[-*·•■]|\d{1,2}[.、])\s*")
STAMP = re.compile(r"[\s(（\[]*(?:\d{4}[-/年.])?\d{1,2}[-/月.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[)）\]]?\s*$")
COUNT = re.compile(r"\s*(?:评论|跟[贴帖]|阅读)?\s*\d{1,7}\s*(?:条|次|人)?$")
DATED = re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*$|评论\s*\d+条$")
RANK = re.compile(r"\d{1,8}")
CELLS = re.compile(r"[\s|\-:]*$")
LEAD = re.compile(r"[（(【\[]?原标题\s*[:：]\s*")
BLANKS = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[。！？!?；;：:”」]\W{0,2}$")
SHORT = 14


def squeeze(text: str) -> str:
    """The text without its blanks, as rows and links are compared."""
    return BLANKS.sub("", text)


def without_furniture(text: str, title: str | None, links: Container[str]) -> str:
    """The rows of an article alone.

    links: the squeezed texts of the page's links. title: dropped where it stands first.
    """
    rows = [bare for row in text.splitlines() if (bare := _row(row))]
    kept = [row for row in _without_links(rows, links) if not _is_notice(row)]
    return "\n".join(_without_title(kept, title)) if kept else ""


def _row(row: str) -> str:
    """A row without outer blanks; the frame of a table of one column and the rule under a header go."""
    row = row.strip()
    if not row.startswith("|"):
        return row
    if CELLS.match(row):
        return ""
    cells = [cell for part in row.strip("|").split("|") if (cell := part.strip())]
    return cells[0] if len(cells) == 1 else row


def _is_notice(row: str) -> bool:
    if len(row) > LONGEST_NOTICE:
        return False
    bare = LIST_MARK.sub("", row, count=1)
    if NOTICE.match(bare):
        return True
    return len(row) <= LONGEST_LABEL and not row.endswith(("。", "！", "？")) and LABEL.match(bare) is not None


def _is_link(row: str, links: Container[str]) -> bool:
    """Whether a row is one link, with a rank, day or count at most, or a table's row of nothing but links."""
    if row.startswith("|"):
        cells = [squeeze(cell) for cell in row.strip("|").split("|") if cell.strip()]
        return all(cell in links for cell in cells)
    bare = LIST_MARK.sub("", row, count=1)
    if any(squeeze(form) in links for form in (bare, STAMP.sub("", bare), COUNT.sub("", bare))):
        return True
    name = squeeze(bare)
    ranks = RANK.match(name)
    return ranks is not None and any(name[at:] in links for at in range(1, ranks.end() + 1))


def _without_links(rows: Sequence[str], links: Container[str]) -> list[str]:
    """Drop runs of two and more rows of links, one at either end, and the short row that heads such a run.

    Three and more rows of a run that bear their days are kept, the box of earlier headlines that publishers count to
    the article: zones hide it, so that no mention is taken from it.
    """
    kept: list[str] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _is_link(rows[end], links):
            end += 1
        dated = [row for row in rows[at:end] if DATED.search(row)]
        if len(dated) >= 3:
            kept += dated
            at = end
            continue
        if end - at >= 2 or (end > at and (not kept or end == len(rows) or rows[at].startswith("|"))):
            if kept and len(kept[-1]) <= SHORT and not SENTENCE_END.search(kept[-1].rstrip("：:")):
                kept.pop()
            at = end
            continue
        kept.append(rows[at])
        at += 1
    return kept


def _without_title(rows: list[str], title: str | None) -> list[str]:
    """The rows after the headline, where the extractor took it along: the record holds it already."""
    if title is None:
        return rows
    name = squeeze(title)
    for at, row in enumerate(rows[:3]):
        if squeeze(LEAD.sub("", row).lstrip("# ")) == name and len(rows) > at + 1:
            return rows[at + 1 :] if at == 0 else [*rows[:at], *rows[at + 1 :]]
    return rows
