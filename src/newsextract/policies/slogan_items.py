"""What a slogan stands for (五对, 两不愁三保障), each shape of definition tried on the text around the name.

Members right before it (对人、对事“五对”; “村村有…、户户有…”的“五有”) · ——就是/即/包括/:/( … behind the name ·
一是…, 二是… · “一核”就是…, “两翼”就是… · members that carry the name's own words (清垃圾、清淤泥 for 三清) ·
the lexicon's items, where the article lists them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsextract import lazyre as re
from newsextract.policies import lists
from newsextract.policies.candidates import HAN
from newsextract.policies.definitions import (
    CLAUSE_END,
    PART_END,
    SENTENCE_END,
    Context,
    Item,
    end_of,
    mark,
    marker,
    part_by_part,
)

REACH_MEMBERS = 200
CLOSE = 30
MOST = 14

_VALUES = dict(zip("一两二双三四五六七八九十", (1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_NUMERALS = "".join(_VALUES)
_COUNTED = re.compile(rf"^([{_NUMERALS}]{{1,2}})(?:个|项|大|种|条|类|方面|块|座)")


def explain(context: Context, known: Sequence[str] | None) -> list[Item]:
    """The items of a slogan, in the article's order; [] where it explains nothing.

    known: the lexicon's items of the name, () where it has none, None where it does not know the name.
    """
    groups = _groups(context.name)
    size = sum(group.many for group in groups)
    if known and (listed := _known_items(context, known)):
        return listed
    if not 2 <= size <= MOST:
        return []
    spans = (_of_unknown if known is None else _of_known)(context, groups, size)
    lengths = {end - start for start, end in spans}
    # 陆、海、空 are members; one character beside longer ones is a piece of a word.
    whole = bool(lengths) and (min(lengths) > 1 or lengths == {1})
    return [Item(None, *span) for span in spans] if whole else []


def _of_unknown(context: Context, groups: list[Group], size: int) -> list[lists.Span]:
    return (
        _quoted_list_before(context, size)
        or lists.before(context.shadow, size, context.floor, context.start, key=context.name[1:])
        or _governed_list_before(context, size)
        or (_open_list_before(context, size) if len(groups) == 1 else [])
        or _part_by_part(context, groups)
        or _list_behind(context, groups, size)
        or _ordinals_behind(context, size)
        or _keyed(context, groups, context.after, min(context.ceiling, context.after + REACH_MEMBERS))
        or _keyed(context, groups, context.floor, context.start)
    )


def _of_known(context: Context, groups: list[Group], size: int) -> list[lists.Span]:
    """A well-known slogan stands in many sentences that do not explain it: only lists that lie close and are alike."""
    before = lists.before(context.shadow, size, context.floor, context.start, key=None)
    if before and lists.alike(context.shadow, before) and (size > 2 or before[0][1] - before[0][0] <= 6):
        return before
    explained = _part_by_part(context, groups) or _list_behind(context, groups, size)
    if explained or size == 2:
        return explained
    return _keyed(context, groups, max(context.floor, context.start - CLOSE), context.start) or _keyed(
        context, groups, context.after, min(context.ceiling, context.after + CLOSE)
    )


class Group(NamedTuple):
    """What a numeral of the name counts: 三 … 清 of 三清一改; `surface` is the numeral with its word."""

    many: int
    key: str
    surface: str


_GROUP = re.compile(
    rf"([{_NUMERALS}]+)(?:个|项|大|种|条|类|方面|块|座)?((?:[^{_NUMERALS}、,]|(?<=统)一|一(?=[流百次件站体致])|(?<=[^{_NUMERALS}])一$)*)[、,]?"
)


@lru_cache(maxsize=1024)
def _groups(name: str) -> list[Group]:
    """The name's numerals with what they count: 五有 5, 两不愁三保障 2 + 3, 十四个坚持 14; 三位一体 is 3 in one."""
    counted = _COUNTED.match(name)
    if (counted and "、" not in name) or name.endswith(("一体", "合一")):
        numeral = counted[1] if counted else name[0]
        key = name[counted.end() :] if counted else ""
        return [Group(sum(_VALUES.get(character, 0) for character in numeral), key, name)]
    return [
        Group(sum(_VALUES[character] for character in match[1]), match[2], match[0].rstrip("、,"))
        for match in _GROUP.finditer(name)
    ]


# ---- before the name ---------------------------------------------------------------------------------------------

_QUOTED_LIST = re.compile(r"“([^“”\n]{4,120})”(?:的|这|等)?$")


def _known_items(context: Context, known: Sequence[str]) -> list[Item]:
    """The lexicon's items where the article lists them all in order."""
    found: list[Item] = []
    at = context.floor
    for text in known:
        at = context.shadow.find(text, at, context.ceiling)
        if at < 0:
            return []
        found.append(Item(None, at, at + len(text)))
        at += len(text)
    return found if len(found) > 1 and found[-1].end - found[0].start <= 3 * sum(map(len, known)) else []


def _quoted_list_before(context: Context, size: int) -> list[lists.Span]:
    """“村村有…、有…、户户有…”的“五有”: a quoted list of the right length, tied to the name by 的."""
    match = _QUOTED_LIST.search(context.shadow, context.floor, context.start)
    if match is None:
        return []
    for separator in "、,":
        pieces = lists.split(context.shadow, match.start(1), match.end(1), separator)
        if len(pieces) == size:
            return pieces
    return []


_GOVERNED = re.compile(rf"[^。;,:!?()“”\n]*、[{HAN}A-Za-z0-9]{{2,16}}的$")


def _governed_list_before(context: Context, size: int) -> list[lists.Span]:
    """政府、银行、企业三方联动的“三位一体”模式: the list's last member is as long as the others."""
    match = _GOVERNED.search(context.shadow, context.floor, context.start)
    if match is None:
        return []
    pieces = lists.split(context.shadow, match.start(), match.end() - 1, "、")
    if len(pieces) != size or size < 3:
        return []
    last = lists.last_member(context.shadow, pieces)
    return [lists.first_member(context.shadow, [*pieces[:-1], last]), *pieces[1:-1], last] if last else []


_OPEN = re.compile(rf"[^。;,:!?()“”\n]*、[{HAN}A-Za-z0-9]{{2,10}}等$")


def _open_list_before(context: Context, size: int) -> list[lists.Span]:
    """柚子、甘蔗、茶叶等“六个万亩”基地: 等 leaves the list open, so that it may be shorter than the name says."""
    match = _OPEN.search(context.shadow, context.floor, context.start)
    if match is None:
        return []
    pieces = lists.split(context.shadow, match.start(), match.end() - 1, "、")
    return [lists.first_member(context.shadow, pieces), *pieces[1:]] if 2 <= len(pieces) <= size else []


# ---- behind the name ---------------------------------------------------------------------------------------------

_BRACKET_END = re.compile(r"[)\n]")
_ORDINAL = re.compile(r"其中|[一二三四五六七八九]是|第[一二三四五六七八九][,是]?|分别是|[“”]")


def _list_behind(context: Context, groups: list[Group], size: int) -> list[lists.Span]:
    """“四项重点任务”，包括A、B、C、D; “三个努力建成”目标，即努力建成A、B、C; “三不”（A、B、C）."""
    shadow = context.shadow
    start = marker(context)
    if start is None:
        start = mark(context)
    if start is None:
        return []
    if shadow.startswith("“", start) and (closing := shadow.find("”", start, context.ceiling)) > 0:
        # The whole list is quoted: 也就是“…，…；…”.
        start, context = start + 1, context._replace(ceiling=closing)
    bracket = end_of(shadow, _BRACKET_END, start, context.ceiling) if shadow[start - 1] == "(" else None
    sentence, part, clause = (
        bracket or end_of(shadow, pattern, start, context.ceiling) for pattern in (SENTENCE_END, PART_END, CLAUSE_END)
    )
    for separator, reach in (
        (";", (sentence,)),
        (",", (part, sentence)),
        ("、", (clause, part)),
        (",、", (part, sentence)),
        (",;", (sentence,)),
    ):
        for end in reach:
            pieces = lists.split(shadow, start, end, separator)
            if len(pieces) == size - 1:
                pieces = [*pieces[:-1], *lists.split_pair(shadow, pieces[-1])]
            if len(pieces) == size:
                return _without_lead(context, groups, pieces)
    # 双招双引：招才引智、招商引资: a piece for each of the name's parts.
    pieces = lists.split(shadow, start, clause, "、")
    return _without_lead(context, groups, pieces) if 1 < len(pieces) == len(groups) else []


def _without_lead(context: Context, groups: list[Group], pieces: list[lists.Span]) -> list[lists.Span]:
    """The pieces without the name's own words before the first (努力建成…), and without their ordinals (一是…)."""
    shadow = context.shadow
    lead = groups[0].key
    shared = [shadow.startswith(lead, start) for start, _ in pieces]
    if len(groups) == 1 and len(lead) >= 2 and shared[0] and not all(shared):
        pieces = [(pieces[0][0] + len(lead), pieces[0][1]), *pieces[1:]]
    ordinals = [_ORDINAL.match(shadow, start, end) for start, end in pieces]
    return [(match.end() if match else start, end) for match, (start, end) in zip(ordinals, pieces, strict=True)]


_FIRST = re.compile(r"(?:一|首先)(?:是|要|靠)|第一[,是]?(?:是)?")
REACH_ORDINAL = 30


def _ordinals_behind(context: Context, size: int) -> list[lists.Span]:
    """所谓“两个不变”，一是…，二是…: as many ordinals as the name counts, each with its first clause."""
    shadow = context.shadow
    first = _FIRST.search(shadow, context.after, min(context.ceiling, context.after + REACH_ORDINAL))
    if first is None or "。" in shadow[context.after : first.start()]:
        return []
    starts = [first.end()]
    style = "第{}" if first[0].startswith("第") else "{}"
    for value in list(_NUMERALS.replace("两", "").replace("双", ""))[1:size]:
        match = re.compile(rf"[,;。、]{style.format(value)}(?:是|要|靠|,)").search(shadow, starts[-1], context.ceiling)
        if match is None:
            return []
        starts.append(match.end())
    return [(start, end_of(shadow, CLAUSE_END, start, context.ceiling)) for start in starts]


def _part_by_part(context: Context, groups: list[Group]) -> list[lists.Span]:
    """“一核”就是…；“两翼”就是…: the name's parts explained one after the other."""
    if len(groups) < 2:
        return []
    parts = [group.surface for group in groups]
    return [item[1:] for item in part_by_part(context.shadow, parts, context.after, context.ceiling)]


# ---- members that carry the name's words -------------------------------------------------------------------------

_PIECE = re.compile(r"(?:[^、,;:。!?\n()“”和与]|和(?=[谐平睦])|与(?=[会众]))+")
_QUOTED = re.compile(r"“([^“”\n]{2,12})”")
_TAIL = re.compile(r"(?<=..)(?:的|等|为|是|在|让|使|,)")
LONGEST_MEMBER = 16


def _keyed(context: Context, groups: list[Group], floor: int, ceiling: int) -> list[lists.Span]:
    """清垃圾、清淤泥、清残垣，建公厕、建游园、建菜园 for 三清三建: consecutive members with the name's own words."""
    keys = [group.key for group in groups for _ in range(group.many)]
    if not all(keys):
        return []
    shadow = context.shadow
    around = shadow[floor:ceiling]
    if not all(key in around for key in keys):
        return []
    quoted = [match.span(1) for match in _QUOTED.finditer(shadow, floor, ceiling)]
    pieces = [match.span() for match in _PIECE.finditer(shadow, floor, ceiling)]
    return _run(shadow, quoted, keys) or _run(shadow, pieces, keys)


def _run(shadow: str, pieces: list[lists.Span], keys: list[str]) -> list[lists.Span]:
    """The first consecutive pieces that hold the keys in order, cut to the members that they are."""
    for first in range(len(pieces) - len(keys) + 1):
        window = pieces[first : first + len(keys)]
        if all(key in shadow[slice(*piece)] for key, piece in zip(keys, window, strict=True)):
            members = _members(shadow, window, keys)
            if members:
                return members
    return []


def _members(shadow: str, window: list[lists.Span], keys: list[str]) -> list[lists.Span]:
    """The members in the pieces: all of a key begin with it, or all end in it, or all hold it in their midst."""
    members: list[lists.Span] = []
    for key in dict.fromkeys(keys):
        group = [piece for piece, its in zip(window, keys, strict=True) if its == key]
        if not (cut := _begin_alike(shadow, group, key) or _end_alike(shadow, group, key) or _hold(shadow, group, key)):
            return []
        members += cut
    return members if all(0 < end - start <= LONGEST_MEMBER for start, end in members) else []


def _begin_alike(shadow: str, group: list[lists.Span], key: str) -> list[lists.Span]:
    if not all(shadow.startswith(key, start) for start, _ in group[1:]):
        return []
    (start, end), last = group[0], group[-1]
    tail = _TAIL.search(shadow, *last)
    cut = [(shadow.rfind(key, start, end), end), *group[1:]]
    lengths = {right - left for left, right in cut[:-1]}
    if len(group) > 2 and lengths == {2}:
        return [*cut[:-1], (cut[-1][0], cut[-1][0] + 2)]
    if tail and tail.start() - cut[-1][0] > len(key):
        cut[-1] = (cut[-1][0], tail.start())
    return cut


def _end_alike(shadow: str, group: list[lists.Span], key: str) -> list[lists.Span]:
    if len(group) < 2 or not all(shadow.endswith(key, start, end) for start, end in group[:-1]):
        return []
    start, end = group[-1]
    last = (start, shadow.rfind(key, start, end) + len(key))
    return [lists.first_member(shadow, [*group[:-1], last]), *group[1:-1], last]


def _hold(shadow: str, group: list[lists.Span], key: str) -> list[lists.Span]:
    """资源变资产、资金变股金: short members with the key in their midst."""
    if len(group) < 2 or any(end - start > 10 for start, end in group):
        return []
    return [lists.first_member(shadow, group), *group[1:]]
