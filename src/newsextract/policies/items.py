"""What the article says the parts of a formula or slogan stand for.

The shapes of definition, each tried on the text between the mention and its neighbours of the same name:
“N”就是…, “2”就是… · —— 就是/即/包括 … behind the name · members listed right before it (对人、对事“五对”) · amounts that
agree with the parts (19个行业部门、14个专项指挥部) · the items that the lexicon knows, where the article lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import rjieba

from newsextract.policies.candidates import HAN, Candidate

REACH_BEFORE = 160
REACH_AFTER = 420

_VALUE = {"两": 2, "二": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


class Item(NamedTuple):
    part: str | None
    start: int
    end: int


def explain(shadow: str, mention: Candidate, floor: int, ceiling: int, known: Sequence[str] | None) -> list[Item]:
    """The items that stand within [floor, ceiling) of the mention; [] where the article explains nothing.

    known: the lexicon's items for the name, () where it knows the name but not the items, None where it does not know it.
    """
    floor = max(floor, mention.start - REACH_BEFORE)
    ceiling = min(ceiling, mention.after + REACH_AFTER)
    opening = mention.start - (mention.after > mention.end)
    name = shadow[mention.start : mention.end]
    if mention.kind == "formula":
        return _of_formula(shadow, name, floor, opening, mention.after, ceiling)
    return _of_slogan(shadow, name, floor, opening, mention.after, ceiling, known)


# ---- formulas ----------------------------------------------------------------------------------------------------

_IS = r"(?:”|\")?[,]?(?:就是指|就是|即为|即是|即|是指|指的是|指代|代表着|代表|意为|包括|指|是|为)(?:的是)?"


def _of_formula(shadow: str, name: str, floor: int, start: int, after: int, ceiling: int) -> list[Item]:
    parts = [part.strip() for part in name.split("+")]
    return (
        _part_by_part(shadow, parts, after, ceiling)
        or _part_by_part(shadow, parts, floor, start)
        or _clauses_behind(shadow, parts, after, ceiling)
        or (_ministers(shadow, floor, start) if parts == ["2", "2"] else [])
        or _members_before(shadow, parts, floor, start)
        or _agreeing_amounts(shadow, parts, floor, start)
        or _agreeing_amounts(shadow, parts, after, min(ceiling, after + 120))
    )


def _part_by_part(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    """“N”就是…，“2”就是…。 All parts are explained, in order, or none."""
    found: list[Item] = []
    at = floor
    for part in parts:
        match = re.compile(rf"(?:“|\"|(?<![\w+.])){re.escape(part)}{_IS}").search(shadow, at, ceiling)
        if match is None:
            return []
        end = _definition_end(shadow, match.end(), ceiling)
        if end > match.end():
            found.append(Item(part, match.end(), end))
        at = end
    return found if len(found) == len(parts) else []


_DEFINITION_END = re.compile(r"[,。;\n]")


_MINISTERS = re.compile(
    rf"((?:[{HAN}]?两国)?(?:外长|外交部长|外交大臣|外交部门))[、和与]((?:两国)?(?:防长|国防部长|国防大臣|防卫大臣|国防部门))"
)


def _ministers(shadow: str, floor: int, ceiling: int) -> list[Item]:
    """“2+2” in diplomacy is always the meeting of two foreign and two defence ministers."""
    match = _MINISTERS.search(shadow, floor, ceiling)
    return [Item("2", *match.span(1)), Item("2", *match.span(2))] if match else []


def _definition_end(shadow: str, start: int, ceiling: int) -> int:
    match = _DEFINITION_END.search(shadow, start, ceiling)
    return match.start() if match else ceiling


_SENTENCE_END = re.compile(r"[。\n!?]")
_BELOW = re.compile(rf"在([{HAN}]{{2,8}})(?:之下|下)(?:分为|设)([^。\n]+)")


def _clauses_behind(shadow: str, parts: list[str], after: int, ceiling: int) -> list[Item]:
    """“1+7+3”学习模式——就是…1次…，…7次…，…3次…; “3+3”模式，即…加…; one clause a part."""
    match = _marker(shadow, after, ceiling)
    if match is None:
        return []
    start = match
    end = _end_of(shadow, _SENTENCE_END, start, ceiling)
    below = _BELOW.match(shadow, start, end)
    if below and len(parts) == 2:
        return [Item(parts[0], *below.span(1)), Item(parts[1], *below.span(2))]
    for mark in ("、", ",", ";"):
        pieces = _split(shadow, start, end, mark)
        if len(pieces) >= len(parts) and all(
            _agrees(shadow, piece, part) for piece, part in zip(pieces, parts, strict=False)
        ):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=False)]
    clause_end = _end_of(shadow, re.compile(r"[,。;\n]"), start, ceiling)
    for joint in ("加上", "加", "和", "与"):
        pieces = _split(shadow, start, clause_end, joint)
        if len(pieces) == len(parts):
            return [Item(part, *piece) for part, piece in zip(parts, pieces, strict=True)]
    return []


_MARKERS = re.compile(r"(?:——|:|,|\()?(?:就是|即|是指|指的是|包括|分别是|分别为|分别指|具体是|具体为|——)(?:指|:)?")


def _marker(shadow: str, after: int, ceiling: int) -> int | None:
    """Where the definition behind a name begins: at most a head noun and a mark after the name."""
    match = _HEAD_THEN_MARKER.match(shadow, after, ceiling)
    return match.end() if match else None


_HEAD_THEN_MARKER = re.compile(rf"[{HAN}”]{{0,18}}?(?:{_MARKERS.pattern})")


def _agrees(shadow: str, piece: tuple[int, int], part: str) -> bool:
    """Whether a clause names the part's own number (1次, 三门, 七个)."""
    text = shadow[piece[0] : piece[1]]
    if part.isdigit():
        return re.search(rf"(?<!\d){part}(?!\d)", text) is not None
    return len(text) >= 2


def _agreeing_amounts(shadow: str, parts: list[str], floor: int, ceiling: int) -> list[Item]:
    """19个行业部门、14个专项指挥部 for 1+19+14: every part above one has its amount; a part “1” or “N” may lack one."""
    found = []
    for part in parts:
        if not part.isdigit() or int(part) < 2:
            continue
        match = re.compile(rf"(?<![\d.+])({part}(?:个|家|项|名|支|种|类|条|座|所|件)[{HAN}]{{2,14}})").search(
            shadow, floor, ceiling
        )
        if match is None:
            return []
        found.append(Item(part, match.start(1), match.start(1) + _noun_phrase(match[1])))
    return found if found and len({item.start for item in found}) == len(found) else []


_VERB = re.compile(
    r"(?<=.{4})(?:分别|出台|举行|组成|共同|联合|参加|参与|的|为|是|等|将|在|和|与|同|开展|形成|实现|进行)"
)


def _noun_phrase(text: str) -> int:
    match = _VERB.search(text)
    return match.start() if match else len(text)


# ---- slogans -----------------------------------------------------------------------------------------------------


def _of_slogan(
    shadow: str, name: str, floor: int, start: int, after: int, ceiling: int, known: Sequence[str] | None
) -> list[Item]:
    size = _VALUE.get(name[0], 0)
    if known is not None:
        return _known_members(shadow, known, floor, ceiling) or _list_behind(shadow, name, size, after, ceiling)
    return (
        _quoted_list_before(shadow, size, floor, start)
        or _members_before(shadow, [None] * size, floor, start, key=name[1:])
        or _list_behind(shadow, name, size, after, ceiling)
        or _keyed_members(shadow, name, size, floor, start)
        or _keyed_members(shadow, name, size, after, min(ceiling, after + 160))
    )


def _known_members(shadow: str, known: Sequence[str], floor: int, ceiling: int) -> list[Item]:
    """The lexicon's items, where the article lists them all in their order."""
    found = []
    at = floor
    for text in known:
        at = shadow.find(text, at, ceiling)
        if at < 0:
            return []
        found.append(Item(None, at, at + len(text)))
        at += len(text)
    return found if len(found) > 1 and found[-1].end - found[0].start <= 3 * sum(map(len, known)) else []


def _quoted_list_before(shadow: str, size: int, floor: int, start: int) -> list[Item]:
    """“村村有…、有…、户户有…”的“五有”: a quoted list of the right length, tied to the name by 的."""
    match = re.compile(r"[“]([^“”\n]{4,120})”(?:的|这|等)?$").search(shadow, floor, start)
    if match is None or size < 2:
        return []
    for mark in ("、", ","):
        pieces = _split(shadow, match.start(1), match.end(1), mark)
        if len(pieces) == size:
            return [Item(None, *piece) for piece in pieces]
    return []


# Verbs that a list hangs on although they may also be nouns.
_LEANING = frozenset(
    "坚持 推动 推进 打造 构建 落实 做到 实现 形成 建立 健全 完善 开展 实施 加强 围绕 聚焦 统筹 强化 促进 探索 实行 推行 创新 突出 整合 增强 发挥 "
    "深化 设定 利用 守住 守牢 提升 提高 抓好 加快 带动 发展 保障 防范 破解 搞好 办好".split()
)


def _members_before(shadow: str, parts: Sequence[str | None], floor: int, start: int, key: str = "") -> list[Item]:
    """专项扶贫、行业扶贫、社会扶贫“三位一体”: a list of the right length that ends at the name's opening mark."""
    size = len(parts)
    if size < 2:
        return []
    begin = start
    while begin > floor and shadow[begin - 1] not in "。;\n,:!?(“”":
        begin -= 1
    pieces = _split(shadow, begin, start, "、")
    if key and len(pieces) == size - 1:
        last = _split_last(shadow, pieces[-1])
        pieces = [*pieces[:-1], *last]
    if len(pieces) != size:
        return _run_together(shadow, size, start, begin, key) if key else []
    if shadow[pieces[-1][1] - 1] == "的":
        return []
    if _VERBAL.match(shadow, *pieces[-1]):
        return []
    first = _first_member(shadow, pieces, key)
    return [Item(part, *piece) for part, piece in zip(parts, [first, *pieces[1:]], strict=True)]


# The last “member” is the verb that governs the name, and there is no list: 人才下沉、科技下乡、服务“三农”.
_VERBAL = re.compile(
    r"(?:服务|实现|落实|坚持|推进|推动|做好|打造|构建|树立|增强|坚定|做到|关于|开展|实施|推行|实行|健全|完善|形成|提出|按照|围绕|聚焦|"
    r"贯彻|纠治|整治|反对|系统学习|着力|加强|深化)"
)


def _split_last(shadow: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """A and B of “A和B”."""
    for joint in ("以及", "和", "与", "及"):
        at = shadow.find(joint, piece[0] + 2, piece[1] - 1)
        if at >= 0:
            return [(piece[0], at), (at + len(joint), piece[1])]
    return [piece]


def _first_member(shadow: str, pieces: list[tuple[int, int]], key: str) -> tuple[int, int]:
    """The first member without the verb or subject that the list hangs on, judged by its fellows' shape."""
    start, end = pieces[0]
    fellows = [shadow[a:b] for a, b in pieces[1:]]
    lengths = {len(text) for text in fellows}
    if len(lengths) == 1:
        length = lengths.pop()
        if 2 <= length <= 6 and end - start > length and _is_word_edge(shadow, start, end - length, end):
            return end - length, end
    opening = fellows[0][:1]
    if opening and all(text.startswith(opening) for text in fellows):
        at = shadow.rfind(opening, start, end)
        if at >= 0:
            return at, end
    ending = _shared_ending(fellows)
    length = max(map(len, fellows))
    if ending and shadow[start:end].endswith(ending) and end - start > length:
        return end - length, end
    return max(start, start + _lean(shadow[start:end])), end


def _is_word_edge(shadow: str, start: int, at: int, end: int) -> bool:
    """Whether the words of [start, end) part at `at`."""
    edges = {start}
    for word in rjieba.cut(shadow[start:end]):
        edges.add(max(edges) + len(word))
    return at in edges


def _lean(text: str) -> int:
    """How many characters at the front are the verb or preposition that a list hangs on, and what stands before it."""
    length = at = 0
    for word, tag in rjieba.tag(text):
        at += len(word)
        if (tag in ("v", "p", "c", "d", "ud", "ul", "uj", "r") or word in _LEANING) and len(text) - at >= 2:
            length = at
    return length


def _shared_ending(texts: list[str]) -> str:
    shortest = min(map(len, texts))
    for length in range(shortest, 0, -1):
        if len({text[-length:] for text in texts}) == 1:
            return texts[0][-length:]
    return ""


def _run_together(shadow: str, size: int, start: int, begin: int, key: str) -> list[Item]:
    """扩绿兴绿护绿“三绿”; 推进扶贫攻坚与城市发展“两个轮子一起转”."""
    if len(key) == 1:
        match = re.compile(rf"(?:[^{HAN}]|.)*?((?:[{HAN}]{key}){{{size}}})$").match(
            shadow, max(begin, start - 2 * size), start
        )
        if match:
            at = match.start(1)
            return [Item(None, at + 2 * n, at + 2 * n + 2) for n in range(size)]
        match = re.compile(rf"((?:{key}[{HAN}]){{{size}}})$").search(shadow, max(begin, start - 2 * size), start)
        if match:
            at = match.start(1)
            return [Item(None, at + 2 * n, at + 2 * n + 2) for n in range(size)]
    if size != 2:
        return []
    pieces = _split_last(shadow, (begin, start))
    if len(pieces) != 2 or shadow[start - 1] == "的":
        return []
    first = _first_member(shadow, pieces, "")
    lengths = [end - at for at, end in (first, pieces[1])]
    if not all(2 <= length <= 8 for length in lengths) or abs(lengths[0] - lengths[1]) > 2:
        return []
    pieces = [first, pieces[1]]
    return [Item(None, *piece) for piece in pieces]


def _list_behind(shadow: str, name: str, size: int, after: int, ceiling: int) -> list[Item]:
    """“四项重点任务”，包括A、B、C、D; “三个努力建成”目标，即努力建成A、B、C."""
    start = _marker(shadow, after, ceiling)
    if start is None or size < 2:
        return []
    end = _end_of(shadow, _SENTENCE_END, start, ceiling)
    spans = [(start, end), (start, _end_of(shadow, re.compile(r"[。,)\n]"), start, ceiling))]
    for mark in (";", ",", "、"):
        for span in spans:
            pieces = _split(shadow, *span, mark)
            if len(pieces) == size - 1:
                pieces = [*pieces[:-1], *_split_last(shadow, pieces[-1])]
            if len(pieces) == size:
                return [Item(None, *piece) for piece in _without_lead(shadow, pieces, name)]
    return []


def _without_lead(shadow: str, pieces: list[tuple[int, int]], name: str) -> list[tuple[int, int]]:
    """The pieces without the words of the name that lead the list (努力建成…), or a shared 一是."""
    lead = re.sub(r"^[一二三四五六七八九十两](?:个|项|大|种|条)?", "", name)
    start, end = pieces[0]
    if len(lead) >= 2 and shadow.startswith(lead, start) and not all(shadow.startswith(lead, at) for at, _ in pieces):
        pieces = [(start + len(lead), end), *pieces[1:]]
    return [
        (at + len(match[0]), stop) if (match := _ORDINAL.match(shadow, at, stop)) else (at, stop) for at, stop in pieces
    ]


_ORDINAL = re.compile(r"(?:[一二三四五六七八九]是|第[一二三四五六七八九][,是]?|分别是)")


def _keyed_members(shadow: str, name: str, size: int, floor: int, ceiling: int) -> list[Item]:
    """有灵魂、有本事、有血性、有品德 for 四有: members that all begin or end with the name's key character."""
    key = name[1:]
    if size < 2 or len(key) != 1:
        return []
    member = rf"{key}[{HAN}]{{1,7}}?"
    front = re.compile(rf"(?={key})" + "、".join([f"({member})"] * (size - 1)) + rf"[、和]({key}[{HAN}]{{1,3}})")
    match = front.search(shadow, floor, ceiling)
    if match is None:
        ending = rf"[{HAN}]{{1,4}}{key}"
        back = re.compile("、".join([f"({ending})"] * (size - 1)) + rf"[、和]({ending})")
        match = back.search(shadow, floor, ceiling)
    if match is None:
        return []
    spans = [match.span(n) for n in range(1, size + 1)]
    text = shadow[spans[-1][0] : spans[-1][1]]
    cut = text.find("的")
    if cut > 1:
        spans[-1] = (spans[-1][0], spans[-1][0] + cut)
    return [Item(None, *span) for span in spans]


# ---- shared ------------------------------------------------------------------------------------------------------


def _end_of(shadow: str, pattern: re.Pattern[str], start: int, ceiling: int) -> int:
    match = pattern.search(shadow, start, ceiling)
    return match.start() if match else ceiling


def _split(shadow: str, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    """The spans between the marks, blanks and stray commas at their edges left out; quotations are not split."""
    pieces = []
    depth = 0
    at = start
    for offset in range(start, end):
        character = shadow[offset]
        if character in "“《(":
            depth += 1
        elif character in "”》)":
            depth -= 1
        elif depth <= 0 and shadow.startswith(mark, offset) and offset >= at:
            pieces.append((at, offset))
            at = offset + len(mark)
    pieces.append((at, end))
    trimmed = []
    for left, right in pieces:
        while left < right and shadow[left] in " ,;、\n":
            left += 1
        while right > left and shadow[right - 1] in " ,;、。\n":
            right -= 1
        if right > left:
            trimmed.append((left, right))
    return trimmed
