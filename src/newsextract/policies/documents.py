"""Documents: titles in 《》, quoted and bare “关于…的意见”, titles in a row, document numbers, and short forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.policies.candidates import HAN, Candidate, Priority, Quote
from newsextract.policies.vocabulary import any_of, words

# ---- titles in 《》 -----------------------------------------------------------------------------------------------

LONGEST_TITLE = 160
_BRACKETS = re.compile("[《》]")


def titles(shadow: str) -> list[tuple[int, int]]:
    """Spans inside the outermost 《》. A mark that never closes does not swallow the titles behind it."""
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
SHORT_KINDS = frozenset(words("document", "short_kinds"))
# Behind the kind word a title may say its state, its year or its edition: (试行), (2021-2025年).
_TAIL = re.compile(r"(?: ?\([^()]{1,30}\)| ?\d{4}(?:[-—~]{1,2}\d{4})?年?|”|’)+$")
_BOOK = re.compile(
    rf"^论|{any_of(words('document', 'books'))}|{any_of(words('document', 'book_endings'))}$",
)
_AFTER_BOOK = re.compile(rf" ?{any_of(words('document', 'after_book'))}")
_BEFORE_BOOK = re.compile(rf"{any_of(words('document', 'before_book'))}\w{{0,2}}$")
# A white paper's title is free (《新时代的中国国防》); the word behind it says what it is.
_WHITE_PAPER = re.compile(r"的?(?:白皮书|政策文件)")
_NUMBER_AFTER = re.compile(rf" ?\(?([{HAN}]{{2,10}}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{{1,5}}号)\)?")


def in_marks(shadow: str, spans: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Titles in 《》 that are documents, with the document number that stands behind them."""
    for start, end in spans:
        title = shadow[start:end].replace("\n", "")
        if not _is_document(title, shadow[max(0, start - 9) : start - 1], shadow[end + 1 : end + 11]):
            continue
        number = _NUMBER_AFTER.match(shadow, end + 1)
        after = number.end() if number else end + 1
        found = Candidate(start, end, "document", "policy.document.title", Priority.TITLE, after)
        yield found._replace(number=number[1]) if number else found


def _is_document(title: str, before: str, after: str) -> bool:
    if _AFTER_BOOK.match(after) or _BEFORE_BOOK.search(before):
        return False
    if _WHITE_PAPER.match(after):
        return True
    core = _TAIL.sub("", title)
    if core in SHORT_KINDS:
        return True
    return len(core) >= 3 and core.endswith(_KINDS) and not _BOOK.search(core)


def canonical_of_short(short: str, earlier: list[str]) -> str | None:
    """The full title that a short form such as 《意见》 stands for: the latest one before it that ends in it."""
    return next((full for full in reversed(earlier) if full != short and _TAIL.sub("", full).endswith(short)), None)


# ---- 关于…的意见 ---------------------------------------------------------------------------------------------------

_ABOUT_KIND = any_of(words("document", "about_kinds"))
_ABOUT_QUOTED = re.compile(rf"(?:[{HAN}]{{2,16}})?关于[^《》\n]{{3,80}}{_ABOUT_KIND}(?:\([^()]{{1,12}}\))?")
# Without marks only where somebody issues it, and where the name ends at the kind word.
_ABOUT_BARE = re.compile(rf"关于[^《》“”\n。;:!?]{{4,60}}?的[{HAN}]{{0,4}}?{_ABOUT_KIND}(?=[,。;、) \n]|的|$)")
_ISSUED = re.compile(rf"{any_of(words('document', 'issued'))}了?$")


def quoted(marks: list[Quote]) -> Iterator[Candidate]:
    """“关于…的意见” between quotation marks."""
    for mark in marks:
        if _ABOUT_QUOTED.fullmatch(mark.text):
            yield Candidate(mark.start, mark.end, "document", "policy.document.about", Priority.QUOTED, mark.after)


def about(shadow: str) -> Iterator[Candidate]:
    """Bare “关于…的意见” behind a verb of issuing."""
    at = shadow.find("关于")
    while at >= 0:
        end = at + 2
        if _ISSUED.search(shadow, max(0, at - 6), at) and (match := _ABOUT_BARE.match(shadow, at)):
            end = match.end()
            yield Candidate(at, end, "document", "policy.document.about", Priority.BARE_DOCUMENT, end)
        at = shadow.find("关于", end)


# ---- document numbers --------------------------------------------------------------------------------------------

_YEAR_NUMBER = re.compile(r"[〔\[【](?:19|20)\d\d[〕\]】]第?\d{1,5}号")
_ORGAN = re.compile(rf"[{HAN}]{{2,8}}$")
# 根据国办发…, 财政部印发的…: the organ's code begins behind such words.
_NOT_ORGAN = re.compile(r".*(?:根据|按照|依据|执行|印发|下发|转发|关于|文件|通知|[的和与及])")

# A number right behind a title is that title's.
_ATTACHED = re.compile(r"》 ?\(?$")


def numbers(shadow: str) -> Iterator[Candidate]:
    """Document numbers that stand alone, of which the number is the name: 国发〔2015〕1号."""
    for match in _YEAR_NUMBER.finditer(shadow):
        organ = _ORGAN.search(shadow, max(0, match.start() - 8), match.start())
        if organ is None:
            continue
        start = organ.start()
        if lead := _NOT_ORGAN.match(shadow, start, match.start() - 2):
            start = lead.end()
        if _ATTACHED.search(shadow, max(0, start - 3), start):
            continue
        end = match.end()
        found = Candidate(start, end, "document", "policy.document.number", Priority.BARE_DOCUMENT, end)
        yield found._replace(number=shadow[start:end])


# ---- titles in a row ---------------------------------------------------------------------------------------------

_LISTED_KIND = any_of(words("document", "listed_kinds"))
_LISTED = re.compile(rf"{_LISTED_KIND}(?:\([^()\n]{{1,8}}\))?、")
_MEMBER = re.compile(rf"[^,。;:\n《》、]{{4,40}}{_LISTED_KIND}(?:\([^()\n]{{1,8}}\))?")
_LEAD = re.compile(rf".*?{any_of(words('document', 'list_lead'))}")
_CLAUSE_MARKS = ",。;:\n《》"
FEWEST_LISTED = 3


def listed(shadow: str) -> Iterator[Candidate]:
    """Three or more bare titles in a row: 包括…督察方案(试行)、…建设方案、…追究办法(试行)."""
    done = 0
    for match in _LISTED.finditer(shadow):
        if match.start() < done:
            continue
        start = match.start()
        while start > done and match.start() - start < LONGEST_TITLE and shadow[start - 1] not in _CLAUSE_MARKS:
            start -= 1
        done = match.end()
        while done < len(shadow) and shadow[done] not in _CLAUSE_MARKS:
            done += 1
        yield from _members(shadow, start, done)


def _members(shadow: str, start: int, end: int) -> Iterator[Candidate]:
    spans = []
    at = start
    for text in shadow[start:end].split("、"):
        spans.append((at, at + len(text)))
        at += len(text) + 1
    if lead := _LEAD.match(shadow, spans[0][0], spans[0][1] - 6):
        spans[0] = (lead.end(), spans[0][1])
    if len(spans) < FEWEST_LISTED or not all(_MEMBER.fullmatch(shadow, *span) for span in spans):
        return
    for first, last in spans:
        yield Candidate(first, last, "document", "policy.document.listed", Priority.BARE_DOCUMENT, last)
