"""Documents without 《》: “关于…的意见” bare or quoted, quoted titles, communiqués, agreements, numbers, rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN, Candidate, Priority, Quote, places
from newsextract.policies.vocabulary import any_of, words


def find(shadow: str, marks: list[Quote]) -> Iterator[Candidate]:
    """All documents that stand without 《》, in shadow text with its quotations."""
    yield from _quoted(marks)
    yield from _about(shadow)
    yield from _title_lines(shadow)
    yield from _attached(shadow)
    yield from _issued(shadow)
    yield from _communiques(shadow)
    yield from _agreements(shadow)
    yield from _numbers(shadow)
    yield from _listed(shadow)


# ---- 关于…的意见 ---------------------------------------------------------------------------------------------------

_ABOUT_KIND = any_of(words("document", "about_kinds"))
_DRAFT = r"(?:\([^()\n]{1,12}\)|草案)?"
_ABOUT_QUOTED = re.compile(rf"(?:[{HAN}]{{2,16}})?关于[^《》\n]{{3,80}}{_ABOUT_KIND}(?:\([^()]{{1,12}}\))?")
# A title in quotation marks that ends in a word of which only documents are made.
_TITLE_QUOTED = re.compile(rf"[^,。!?:《》]{{1,29}}[^,。!?:《》的]{any_of(words('document', 'quoted_kinds'))}{_DRAFT}")
_LAST_WORDS = (*words("document", "about_kinds"), *words("document", "quoted_kinds"), "草案", ")")
_NO_TITLE = re.compile(any_of(words("document", "never_quoted")))
# Without marks only where somebody issues or decides on it, and where the name ends at the kind word.
_ABOUT_BARE = re.compile(
    rf"关于(?:(?!、[{HAN}]{{0,16}}关于)[^《》“”\n。;:!?]|《[^《》\n]{{2,60}}》){{3,60}}?"
    rf"的[{HAN}]{{0,4}}?{_ABOUT_KIND}{_DRAFT}(?<!意见建议)"
    r"(?=[,。;、) \n》]|的|和|与|及|$)"
)
_DECIDED = any_of(words("document", "decided"))
_ISSUED = re.compile(rf"(?:{any_of(words('document', 'issued'))}了?|{_DECIDED}了?[{HAN}、]{{0,24}})$")
LEAD = 30


def _quoted(marks: list[Quote]) -> Iterator[Candidate]:
    """“关于…的意见”, “…管理细则” between quotation marks."""
    for mark in marks:
        if not mark.text.endswith(_LAST_WORDS):
            continue
        if _ABOUT_QUOTED.fullmatch(mark.text):
            yield Candidate(mark.start, mark.end, "document", "policy.document.about", Priority.QUOTED, mark.after)
        elif _TITLE_QUOTED.fullmatch(mark.text) and not _NO_TITLE.search(mark.text):
            yield Candidate(mark.start, mark.end, "document", "policy.document.quoted", Priority.QUOTED, mark.after)


def _about(shadow: str) -> Iterator[Candidate]:
    """Bare “关于…的意见” behind a verb of issuing, and its fellows: 通过关于…的决定、关于…的决议."""
    at = shadow.find("关于")
    last = 0
    while at >= 0:
        end = at + 2
        if shadow.startswith("提请", end):
            at = shadow.find("关于", end)
            continue
        issued = (last == at - 1 and shadow[last] in "、和") or _ISSUED.search(shadow, max(last, at - LEAD), at)
        if issued and (match := _ABOUT_BARE.match(shadow, at)):
            end = last = match.end()
            yield Candidate(at, end, "document", "policy.document.about", Priority.BARE_DOCUMENT, end)
        at = shadow.find("关于", end)


# A document's first line: 某某省政府关于加快推进“智慧水务”建设的实施意见.
_TITLE_LINE = re.compile(
    rf"(?<![^\n])[ \t]*(?P<title>[{HAN}、 ]{{2,30}}关于[^《》\n。;!?,]{{3,60}}的[{HAN}]{{0,4}}?{_ABOUT_KIND}{_DRAFT})"
    r"[ \t]*(?![^\n])"
)
LONGEST_LINE = 110


def _title_lines(shadow: str) -> Iterator[Candidate]:
    """Lines that are nothing but an office, 关于 and what it is about."""
    for at in places(shadow, "关于"):
        line = shadow.rfind("\n", max(0, at - 32), at) + 1
        if (line or at <= 32) and (match := _TITLE_LINE.match(shadow, line, line + LONGEST_LINE)):
            start, end = match.span("title")
            yield Candidate(start, end, "document", "policy.document.about", Priority.TITLE, end)


# What an official letter encloses, in the form of GB/T 9704-2012, 7.3.4: 附件：1.某县低保调查方案.
_ENCLOSED = re.compile(r"附件[ \t]{0,3}(?::\s{0,3}|\d{0,2}[ \t]{0,3}\n\s{1,4})(?=\S)")
_ENCLOSURE = re.compile(r"[ \t]{0,8}(?P<number>\d{1,2}[.、][ \t]?)?(?P<title>[^\n]{4,60}?)[ \t]*(?:\n|$)")
_ENCLOSED_TITLE = re.compile(rf"[{HAN}A-Za-z0-9“”、—-]{{2,60}}{_ABOUT_KIND}{_DRAFT}")


def _attached(shadow: str) -> Iterator[Candidate]:
    """Titles that a letter lists as its enclosures, line by line, and the one at the head of each."""
    for at in places(shadow, "附件"):
        opening = _ENCLOSED.match(shadow, at)
        line = _ENCLOSURE.match(shadow, opening.end()) if opening else None
        while line is not None:
            start, end = line.span("title")
            if _ENCLOSED_TITLE.fullmatch(shadow, start, end):
                yield Candidate(start, end, "document", "policy.document.enclosed", Priority.TITLE, end)
            following = _ENCLOSURE.match(shadow, line.end()) if line["number"] else None
            line = following if following and following["number"] else None


# ---- titles without marks or 关于 ----------------------------------------------------------------------------------

_BARE_KINDS = words("document", "bare_kinds")
_BARE_ISSUED = any_of(words("document", "bare_issued"))
_BARE_NEVER = any_of(words("document", "bare_never_first"))
_BARE_VERBS = re.compile(
    rf"{_BARE_ISSUED}|制定|实施(?!意见|方案|办法|细则)|通过|审议|根据|按照|落实|提出|表示|[的了,。;:!?“”《》()\n]"
)
# 联合发布|…执行预案, 住建部公布的|…技术标准.
_BARE_BEHIND = re.compile(rf"{_BARE_ISSUED}(?:了|的|实施)?$")
# …执行预案|今天发布, …设立方案|获批.
_BARE_BEFORE = re.compile(
    rf"(?:已经?|今天|日前|近日|昨天|正式|全面|今|\([^()\n]{{2,6}}\))*(?:{_BARE_ISSUED}|获批|获通过|获审议通过|施行|公开征求意见)"
)
_BARE_END = re.compile(
    rf"(?:\(试行\)|\(暂行\))?(?=$|[,。;、)和与及将]|\n|提出|明确|要求|规定|获|已|今|日前|近日|正式|全面|施行|公开|{_BARE_ISSUED})"
)
_BARE_SUBJECT = re.compile(rf"(?!{_BARE_NEVER})[{HAN}A-Z、]{{4,22}}")
LONGEST_BARE = 24


def _issued(shadow: str) -> Iterator[Candidate]:
    """Titles without marks: 发布|轮渡安全管理办法, at the head of a clause 轮渡安全管理办法|发布."""
    for at, kind in _bare_kinds(shadow):
        end = at + len(kind)
        tail = _BARE_END.match(shadow, end)
        if tail is None:
            continue
        floor = max(0, at - LONGEST_BARE)
        edges = list(_BARE_VERBS.finditer(shadow, floor, at))
        start = edges[-1].end() if edges else floor
        if (edges or not floor) and _BARE_SUBJECT.fullmatch(shadow, start, at):
            opens = start == 0 or shadow[start - 1] in ",。;:\n)"
            if _BARE_BEHIND.search(shadow, max(0, start - 5), start) or (
                opens and _BARE_BEFORE.match(shadow, tail.end())
            ):
                last = tail.end()
                yield Candidate(start, last, "document", "policy.document.issued", Priority.BARE_DOCUMENT, last)


@cache
def _bare_automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_BARE_KINDS, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _bare_kinds(shadow: str) -> Iterator[tuple[int, str]]:
    for index, at, _ in _bare_automaton().find_matches_as_indexes(shadow):
        yield at, _BARE_KINDS[index]


# ---- communiqués and agreements ----------------------------------------------------------------------------------

# 云泽市2022年国民经济和社会发展统计公报.
_STATISTICS = re.compile(rf"(?:[{HAN}]{{2,5}}?[省市县区州旗])?(?:19|20)\d\d年度?[{HAN}]{{2,24}}统计公报")
# 党的十八届四中全会公报.
_PLENUM = re.compile(
    r"(?:党的)?(?:(?:十[一二三四五六七八九]?|二十一?)届)?[一二三四五六七]中全会(?:公报|决定|决议|建议)"
)
# 中国共产党第二十届中央委员会第一次全体会议公报.
_SESSION = re.compile(rf"(?:中国共产党)?第[{HAN}]{{1,4}}届中央(?:纪律检查)?委员会第[{HAN}]{{1,2}}次全体会议公报")
_COMMUNIQUES = {"统计公报": (_STATISTICS, 36), "中全会": (_PLENUM, 9), "会议公报": (_SESSION, 36)}
_COMMUNIQUE_EDGE = re.compile(rf".*(?:[^{HAN}\d]|发布|公布|根据|按照|依据|印发|的(?<!党的)|了)", re.DOTALL)
_AGREEMENT = re.compile(
    r"(?:中国?|欧盟?|美国?|日|韩|英|俄|东盟|东亚)[与和同—-]?(?:东盟|海合会|"
    r"(?:韩|澳|新|瑞|冰|秘|智|哥|毛|柬|格|巴|马|尼|厄|塞|欧|美|日|英|印|加|墨|俄|中|以)(?:国|盟)?|"
    rf"(?:{any_of(words('document', 'countries'))}))(?:双边)?(?:自贸|自由贸易|双边投资|投资)(?:协定|协议)"
)
LONGEST_AGREEMENT = 20
LONGEST_ANCHOR = 5


def _communiques(shadow: str) -> Iterator[Candidate]:
    if "公报" not in shadow and "中全会" not in shadow:
        return
    for anchor, (pattern, reach) in _COMMUNIQUES.items():
        for at in places(shadow, anchor):
            edge = _COMMUNIQUE_EDGE.match(shadow, max(0, at - reach), at)
            start = edge.end() if edge else max(0, at - reach)
            if match := pattern.search(shadow, start, at + LONGEST_ANCHOR):
                first, last = match.span()
                yield Candidate(first, last, "document", "policy.document.communique", Priority.BARE_DOCUMENT, last)


def _agreements(shadow: str) -> Iterator[Candidate]:
    for at in places(shadow, "协定", "协议"):
        if not shadow.endswith(("自贸", "自由贸易", "投资"), max(0, at - 4), at):
            continue
        if match := _AGREEMENT.search(shadow, max(0, at - LONGEST_AGREEMENT), at + 2):
            start, end = match.span()
            yield Candidate(start, end, "document", "policy.document.agreement", Priority.BARE_DOCUMENT, end)


# ---- document numbers --------------------------------------------------------------------------------------------

_YEAR_NUMBER = re.compile(r"[〔\[【](?:19|20)\d\d[〕\]】]第?\d{1,5}号")
_ORGAN = re.compile(rf"[{HAN}]{{2,8}}$")
# 根据国办发…, 财政部印发的…: the organ's code begins behind such words.
_NOT_ORGAN = re.compile(r".*(?:根据|按照|依据|执行|印发|下发|转发|关于|文件|通知|[的和与及])")

# A number right behind a title is that title's.
_ATTACHED = re.compile(r"》 ?\(?$")


def _numbers(shadow: str) -> Iterator[Candidate]:
    """Document numbers that stand alone, of which the number is the name: 国发〔2015〕1号."""
    if not ("〔" in shadow or "[" in shadow or "【" in shadow):
        return
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
_LISTED_JOINTS = (")、", *(f"{kind}、" for kind in words("document", "listed_kinds")))
_MEMBER = re.compile(rf"[^,。;:\n《》、]{{4,40}}{_LISTED_KIND}(?:\([^()\n]{{1,8}}\))?")
_LEAD = re.compile(rf".*?{any_of(words('document', 'list_lead'))}")
_CLAUSE_MARKS = ",。;:\n《》"
FEWEST_LISTED = 3
LONGEST_ROW = 160


def _listed(shadow: str) -> Iterator[Candidate]:
    """Three or more bare titles in a row: 包括…督察方案(试行)、…建设方案、…追究办法(试行)."""
    for joint in _LISTED_JOINTS:
        if joint in shadow:
            break
    else:
        return
    done = 0
    for match in _LISTED.finditer(shadow):
        if match.start() < done:
            continue
        start = match.start()
        while start > done and match.start() - start < LONGEST_ROW and shadow[start - 1] not in _CLAUSE_MARKS:
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
