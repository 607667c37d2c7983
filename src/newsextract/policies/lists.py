"""Enumerations around a name: splitting them at their marks, and finding where the first member begins."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract import lazyre as re
from newsextract import segment
from newsextract.policies.candidates import HAN
from newsextract.policies.vocabulary import any_of, words

Span = tuple[int, int]

LONGEST_MEMBER = 24
_OPEN, _CLOSE = "“《(", "”》)"
_EDGE = " ,;、。\n"
_JOINTS = ("以及", "和", "与", "及")
_STOP = "。;\n,:!?(“”"

_LEANING = frozenset(words("items", "leaning"))
_LEANING_TAGS = frozenset(("v", "p", "c", "d", "ud", "ul", "uj", "r"))
# The last “member” is the verb that governs the name, and there is no list: 人才下沉、科技下乡、服务“三农”.
_GOVERNING = re.compile(any_of(words("items", "governing")))
_GOVERNING_END = ("做到", "落实", "坚持", "推进", "推动", "打赢", "打好", "增强", "坚定", "树立", "践行", "服务于")

# What links the last member to the name: 面积、单产、总产实现“三增”.
_TRAILING = re.compile(r"(?<=..)(?:有望|上|都|均|全部)?(?:(?:实现|形成|构成|组成)了?|等|这|有望)$")
# A、B、C，实现|“三有”: the link stands in a clause of its own.
_LINK = re.compile(r",(?:实现|形成|构成|组成|做到|达到|打造)了?$")


def split(shadow: str, start: int, end: int, marks: str) -> list[Span]:
    """The spans between the marks without blanks and stray marks at their edges; quotations are not split.

    marks: one joint such as 加上, or several single marks (,、) any of which parts two members.
    """
    parting = tuple(marks) if not marks[0].isalpha() else (marks,)
    pieces: list[Span] = []
    depth = 0
    at = start
    for offset in range(start, end):
        character = shadow[offset]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth -= 1
        elif depth <= 0 and offset >= at and shadow.startswith(parting, offset):
            pieces.append((at, offset))
            at = offset + len(parting[0])
    pieces.append((at, end))
    trimmed = [_trim(shadow, *piece) for piece in pieces]
    return [(left, right) for left, right in trimmed if right > left]


def _trim(shadow: str, start: int, end: int) -> Span:
    while start < end and shadow[start] in _EDGE:
        start += 1
    while end > start and shadow[end - 1] in _EDGE:
        end -= 1
    return start, end


def split_pair(shadow: str, piece: Span) -> list[Span]:
    """A and B of “A和B”; the piece itself where nothing joins two."""
    for joint in _JOINTS:
        at = shadow.find(joint, piece[0] + 2, piece[1] - 1)
        if at >= 0:
            return [(piece[0], at), (at + len(joint), piece[1])]
    return [piece]


def before(shadow: str, size: int, floor: int, end: int, *, key: str | None) -> list[Span]:
    """The members of a list of `size` that ends at `end` (对人、对事|“两对”); [] where there is none.

    key: what the name says of its members (对 of 五对); None where it says nothing, and only 、 may part the members.
    """
    if key is None and shadow.count("、", floor, end) < size - 1:
        return []
    if key is not None and (link := _LINK.search(shadow, max(floor, end - 4), end)):
        end = link.start()
    start = end
    while start > floor and shadow[start - 1] not in _STOP:
        start -= 1
    if shadow[end - 1 : end] in tuple("、和与及或"):
        # The name itself is the list's last member.
        return []
    pieces = split(shadow, start, end, "、")
    if key is not None and len(pieces) == size - 1:
        pieces = [*pieces[:-1], *split_pair(shadow, pieces[-1])]
    if len(pieces) != size:
        return [] if key is None else run_together(shadow, size, start, end, key)
    if trailing := _TRAILING.search(shadow, *pieces[-1]):
        pieces[-1] = (pieces[-1][0], trailing.start())
    last = shadow[slice(*pieces[-1])]
    if (
        "的" in last
        or _GOVERNING.match(last)
        or last.endswith(_GOVERNING_END)
        or any(b - a > LONGEST_MEMBER for a, b in pieces[1:])
    ):
        return []
    return [first_member(shadow, pieces), *pieces[1:]]


def alike(shadow: str, members: Sequence[Span]) -> bool:
    """Whether the members are built alike: of one length, or with a common first or last character."""
    texts = [shadow[start:end] for start, end in members]
    sizes = list(map(len, texts))
    return max(sizes) == min(sizes) or any(len({text[at] for text in texts}) == 1 for at in (0, -1))


def run_together(shadow: str, size: int, start: int, end: int, key: str) -> list[Span]:
    """扩绿兴绿护绿|“三绿”; 推进扶贫攻坚与城市发展|“两个轮子一起转”."""
    if len(key) == 1:
        at = max(start, end - 2 * size)
        literal = re.escape(key)
        member = rf"(?:[{HAN}]{literal}){{{size}}}|(?:{literal}[{HAN}]){{{size}}}"
        if re.fullmatch(member, shadow[at:end]):
            return [(left, left + 2) for left in range(at, end, 2)]
    pieces = split_pair(shadow, (start, end))
    if size != 2 or len(pieces) != size or shadow[end - 1] == "的":
        return []
    pieces[0] = first_member(shadow, pieces)
    short, long = sorted(right - left for left, right in pieces)
    return pieces if short >= 2 and long <= 8 and long - short <= 2 else []


def first_member(shadow: str, pieces: Sequence[Span]) -> Span:
    """The first member without the verb or subject that the list hangs on, judged by the shape of its fellows."""
    start, end = pieces[0]
    fellows = [shadow[left:right] for left, right in pieces[1:]]
    longest = max(map(len, fellows))
    alike = all(len(text) == longest for text in fellows)
    if alike and longest <= 6 and end - start > longest and _parts_at(shadow[start:end], end - start - longest):
        return end - longest, end
    opening = fellows[0][0]
    if all(text.startswith(opening) for text in fellows):
        at = shadow.rfind(opening, start, end)
        if at >= 0:
            return at, end
    ending = _shared_ending(fellows)
    cut = end - start - longest
    if ending and cut > 0 and shadow.endswith(ending, start, end) and _parts_at(shadow[start:end], cut):
        return end - longest, end
    return start + _lean(shadow[start:end]), end


def last_member(shadow: str, pieces: Sequence[Span]) -> Span | None:
    """The last member, as long as its fellows, without what the list is subject of (企业|三方联动); None if unlike."""
    start, end = pieces[-1]
    lengths = {right - left for left, right in pieces[1:-1]}
    longest = max(lengths)
    if end - start in lengths:
        return start, end
    if len(lengths) == 1 and end - start > longest and _parts_at(shadow[start:end], longest):
        return start, start + longest
    return None


def _parts_at(text: str, at: int) -> bool:
    """Whether two words of the text meet at the offset."""
    length = 0
    for word in segment.words(text):
        length += len(word)
        if length >= at:
            return length == at
    return False


def _lean(text: str) -> int:
    """How many characters at the front are the verb or preposition that a list hangs on, and what stands before it."""
    length = at = 0
    for word, tag in segment.tagged(text):
        at += len(word)
        if (tag in _LEANING_TAGS or word in _LEANING) and len(text) - at >= 2:
            length = at
    return length


def _shared_ending(texts: Sequence[str]) -> str:
    for length in range(min(map(len, texts)), 0, -1):
        if len({text[-length:] for text in texts}) == 1:
            return texts[0][-length:]
    return ""
