"""Documents in 《》: which titles are official documents, their numbers, and their short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN, Candidate, Priority, places
from newsextract.policies.vocabulary import any_of, words

LONGEST_TITLE = 160
_BRACKETS = re.compile("[《》]")


def titles(shadow: str) -> list[tuple[int, int]]:
    """Spans inside the outermost 《》. A mark that never closes does not swallow the titles behind it."""
    if "《" not in shadow:
        return []
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    inner: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(shadow):
        at = match.start()
        if opened and not _one_title(shadow, opened[0], at):
            found += inner
            opened, inner = [], []
        if match[0] == "《":
            opened.append(at + 1)
            continue
        if not opened:
            continue
        start = opened.pop()
        if opened:
            inner.append((start, at))
            continue
        found.append((start, at))
        inner = []
    return found + inner


def _one_title(shadow: str, start: int, end: int) -> bool:
    """A title is short, and at most broken over a line's end, never over a paragraph's."""
    return end - start <= LONGEST_TITLE and shadow.count("\n", start, end) <= 1 and "。" not in shadow[start:end]


_KINDS = words("document", "kinds")
_FILED = words("document", "filed")
SHORT_KINDS = frozenset(words("document", "short_kinds"))
# 关于…情况的说明: what is a document only where its title says what it is about.
_REPORTED = ("的说明", "的函", "的报告", "的请示", "的提案", "的议案", "情况说明")
# Behind the kind word a title may say its state, its year or its edition: (试行), (2021-2025年).
_TAIL = re.compile(r"(?: ?\([^()]{1,30}\)| ?\d{4}(?:[-—~]{1,2}\d{4})?年?|”|’)+$")
_BOOK = re.compile(
    rf"^论|{any_of(words('document', 'books'))}|{any_of(words('document', 'book_endings'))}$",
)
_AFTER_BOOK = re.compile(rf" ?{any_of(words('document', 'after_book'))}")
_BEFORE_BOOK = re.compile(rf"{any_of(words('document', 'before_book'))}\w{{0,2}}$")
# A white paper's title is free (《新时代的中国国防》); the word behind it says what it is.
_WHITE_PAPER = re.compile(r"的?(?:白皮书|政策文件|(?:强制性|推荐性)?(?:国家|行业|团体|地方)标准)")
# …信息披露指引第3号——上市公司业务: a numbered document of a series.
_NUMBERED = re.compile(r"(?:指引|准则|规则|公告|规定|解释)第?\(?[\d一二三四五六七八九十]+\)?号")
# 《商用热水机》(GB/T 21362-2008): what has the number of a standard is one, whatever its title.
_STANDARD = re.compile(r" ?\((?:GB|GB/T|GBZ|JB|QB|YY|HJ|DL|SN|NY|WS|CJJ?|JGJ|ISO|IEC)[/TZ]{0,2} ?[0-9]")
_NUMBER_AFTER = re.compile(rf" ?\(?([{HAN}]{{2,10}}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{{1,5}}号)\)?")


def in_marks(shadow: str, spans: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Titles in 《》 that are documents, with the document number that stands behind them."""
    for start, end in spans:
        title = shadow[start:end].replace("\n", "")
        number = _NUMBER_AFTER.match(shadow, end + 1)
        around = shadow[max(0, start - 9) : start - 1], shadow[end + 1 : end + 11]
        if not number and not _NUMBERED.search(title) and not _is_document(title, *around):
            continue
        after = number.end() if number else end + 1
        found = Candidate(start, end, "document", "policy.document.title", Priority.TITLE, after)
        yield found._replace(number=number[1]) if number else found


_PAPER = re.compile(
    r"(?<![\d第〕\])】])(?:(?:国|国办|财|发改|银|证监|银监|保监|人社|建|环|农|教|科)发|财[税综]|国税)?"
    r"\d{1,3}号文(?:件(?!柜|夹|袋)|(?![件化具明物字学艺书武职员体档博创旅教库苑昌峰山]))"
)


def by_number(shadow: str) -> Iterator[Candidate]:
    """What papers call a document by: 43号文, 国发43号文件."""
    for at in places(shadow, "号文"):
        floor = max(0, at - 8)
        match = next((m for m in _PAPER.finditer(shadow, floor, at + 4) if m.start() < at < m.end()), None)
        if match is not None:
            yield Candidate(*match.span(), "document", "policy.document.number", Priority.SHAPE, match.end())


def _is_document(title: str, before: str, after: str) -> bool:
    if _AFTER_BOOK.match(after) or _BEFORE_BOOK.search(before):
        return False
    if _WHITE_PAPER.match(after) or _STANDARD.match(after):
        return True
    core = _TAIL.sub("", title)
    if core.startswith("关于") and core.endswith(_REPORTED):
        return True
    if core in SHORT_KINDS or core.endswith(_FILED):
        return True
    return len(core) >= 3 and core.endswith(_KINDS) and not _BOOK.search(core)


def canonical_of_short(short: str, latest: Iterable[str]) -> str | None:
    """The full title that a short form such as 《意见》 stands for: the first of the latest that ends in it."""
    return next((full for full in latest if full != short and _TAIL.sub("", full).endswith(short)), None)
