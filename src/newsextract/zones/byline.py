"""By-lines: who wrote, photographed or edited; where a piece comes from; when it was published.

Everything matches on the shadow of a row and cuts names from the text, so that 記者葉韋辰 stays as printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from newsextract import lazyre as re
from newsextract.records import Author, Role
from newsextract.zones.words import words

ARABIC_DAY = r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?"
CHINESE_DAY = r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,3})日"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
STAMP = re.compile(
    rf"(?<!\d)(?:{ARABIC_DAY}|{CHINESE_DAY})\W{{0,3}}(?:(?:星期|周)[一二三四五六日天])?\W{{0,3}}(?:T?{CLOCK})?"
)
LABEL_WORDS = (
    r"(?:(?:发布|发表|发稿|出版|更新|上传|稿件|刊发|录入|创建|添加|编辑|最后更新)?(?:时间|日期)"
    r"|最后更新|(?:发布|更新|发表|刊发)于)"
)
LABELLED = re.compile(LABEL_WORDS + r"\s*[:|]*\s*(?=\d{4}|[〇零一二三四五六七八九]{4}年)")
SOURCE = re.compile(
    r"(?:本文|文章|稿件|新闻|信息|内容)?(?:来源|来自|稿源|转载自|转自|摘自|原载)于?\s*[:|/]+\s*"
    r"(?:(?:微信)?公众号\s*:?\s*)?(?:《([^》\n]{2,20})》|([^\s,;|/()《》]{2,20}))"
)
NO_SOURCE = re.compile(r"(?:图片|资料|数据|视频|照片|题图|图)(?:来源|源)")
PART = re.compile(r"[^\s、,;/|丨:()【】〔〕\[\]&和_\-<>□■◇◆○〇●◎☆★*#]+")
HAN = re.compile(r"[\u3400-\u9fff]+")
FOREIGN = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}")
PLACE = re.compile(r"(?<=/)[\u3400-\u9fff]{2,6}(?=报[道导]\W*$)")  # 记者某某/台北报导
ROLE_FIRST = re.compile(r"\W*(?:文|图|摄|摄影|图片|撰文|文字|图文|文图|供图|制图)\s*[/:|丨]")
SENT_FROM = re.compile(
    r"(?<=[\s/])(?:发自[\u3400-\u9fff]{2,8}|[\u3400-\u9fff]{2,6}(?=报[道导]\W*$))"
)  # 记者某某 发自北京
FROM = re.compile(
    r"\W{0,2}(?:(?:本文|文章)?(?:转自|摘自|原载|选自)\s?(?:《([^》\n]{2,20})》|([\u3400-\u9fff]{3,12}))"
    r"|据\s?(?:《([^》\n]{2,20})》|([\u3400-\u9fff]{1,6}[社报网]))\s?(?:电|消息|报[道导])?)\W{0,2}"
)
"""A row that says no more than where the piece comes from: (据《某报》)."""

DATELINE = re.compile(
    r"[^。!?;\n()]{0,30}?(?:讯|电|消息|报道|报导)?\s{0,2}[(]((?:[^()\n。]{0,14})?(?:记者|通讯员)[^()\n。]{1,60})[)]"
    r"|\W?[【〔\[]([^】〕\]。\n]{0,10}(?:记者|通讯员)[^】〕\]。\n]{1,40})[】〕\]]"
    r"|[^\s。,(]{0,16}[电讯]\s{0,2}[(]([\u3400-\u9fff]{2,4}(?:[\s、][\u3400-\u9fff]{2,4}){0,3})[)]"
    r"|[^\s。,]{0,10}讯[】〕\]]?\s{0,4}((?:[^\s。,]{0,8})(?:记者|通讯员)[^。,;\n]{1,30}?)报道"
)
AFTER = frozenset(
    (
        "文",
        "图",
        "摄",
        "摄影",
        "供图",
        "配图",
        "制图",
        "图文",
        "文图",
        "文摄",
        "摄影报道",
        "摄影报导",
        "报道",
        "报导",
        "图片",
    )
)
"""Role words that can stand after the names they govern."""

CREDIT = re.compile(r"(?:^|[\s。!,()])((?:[^\s。,()]{0,12}(?:记者|通讯员)\s?)?[\u3400-\u9fff]{2,4}\s?/?摄)\W{0,2}$")
"""The credit that ends a caption: 新华社记者某某 摄."""

CREDITED = 40
"""Characters after a role word in which its people are named."""

CORRESPONDENT: tuple[Role, ...] = ("correspondent",)
SIGNED = re.compile(r"[(]([^()\n。,]{2,40})[)]\s*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a row says of the article. `rest`: the words in it that say something else."""

    authors: tuple[Author, ...] = ()
    publication: str | None = None
    published: str | None = None
    labelled: bool = False
    rest: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def read(shadow: str, text: str) -> Byline:
    """Read one row as a by-line; `shadow` and `text` are the same row."""
    if NO_SOURCE.search(shadow):
        return Byline(rest=(shadow,))
    told = FROM.fullmatch(shadow)
    if told:
        group = told.lastindex or 0
        return Byline(publication=text[told.start(group) : told.end(group)].strip())
    stamp = STAMP.search(shadow)
    published = iso(stamp) if stamp else None
    label = LABELLED.search(shadow) if stamp else None
    source = SOURCE.search(shadow)
    taken = [m.span() for m in (stamp if published else None, label, source) if m]
    left = shadow
    for start, end in taken:
        left = left[:start] + " " * (end - start) + left[end:]
    found, rest = authors(left, text)
    return Byline(found, publication(source, text), published, label is not None, rest)


def iso(stamp: re.Match[str]) -> str | None:
    """The day of a stamp as ISO 8601, None where the calendar has no such day."""
    parts = stamp.group(1, 2, 3) if stamp.group(1) else tuple(map(_chinese, stamp.group(4, 5, 6)))
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def _chinese(digits: str) -> str:
    """二〇一九 → 2019, 十七 → 17, 二十 → 20, 廿二 → 22."""
    digits = digits.replace("廿", "二十").replace("卅", "三十")
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return str(10 * int(_chinese(tens) or 1) + int(_chinese(ones) or 0))
    return "".join(str("〇一二三四五六七八九".index(d)) for d in digits.replace("零", "〇"))


def publication(source: re.Match[str] | None, text: str) -> str | None:
    """The publication that a 来源 names, as printed."""
    if source is None:
        return None
    group = 1 if source.group(1) else 2
    if source.group(group) in words().no_source:
        return None
    return text[source.start(group) : source.end(group)].strip() or None


def authors(shadow: str, text: str) -> tuple[tuple[Author, ...], tuple[str, ...]]:
    """The people of a by-line with their roles, and the words in it that are neither name nor role.

    A role stands before its names (记者 甲 乙, 图/丙) or after them (甲 文 乙 图, 甲摄).
    """
    roles = words().roles
    place = PLACE.search(shadow)
    if place and "记者" in shadow[: place.start()]:  # and not 生活中心/某某报导
        shadow = shadow[: place.start()] + " " * len(place.group()) + shadow[place.end() :]
    sent = SENT_FROM.search(shadow)
    if sent and "记者" in shadow[: sent.start()] and sent.group()[0] not in words().surnames:
        shadow = shadow[: sent.start()] + " " * len(sent.group()) + shadow[sent.end() :]
    role_first = ROLE_FIRST.match(shadow) is not None
    given: list[tuple[int, int, tuple[Role, ...]]] = []
    waiting: list[tuple[int, int]] = []  # names that no role word after them has claimed yet
    current: tuple[Role, ...] | None = None
    settled = False  # a role word has just claimed names: in 甲 文/图 the second word claims
    claimed = 0  # so many of the last names too
    rest: list[str] = []
    for word, at, is_role in _events(shadow):
        if not is_role:
            labels = shadow[at + len(word) :].lstrip()[:1] == ":"  # 点击: 35 is no name
            if not labels and _is_person(word, sure=current is not None):
                waiting.append((at, at + len(word)))
                settled = False
            else:
                rest.append(word)
        elif word in AFTER and not role_first and waiting:
            kept = current == CORRESPONDENT and "writer" in roles[word]  # 通讯员 甲 文: still a correspondent
            given += [(start, end, CORRESPONDENT if kept else roles[word]) for start, end in waiting]
            claimed, waiting = (0 if kept else len(waiting)), []
            settled = True
        elif word in AFTER and not role_first and settled:
            given[len(given) - claimed :] = [
                (a, b, (*held, *roles[word])) for a, b, held in given[len(given) - claimed :]
            ]
        else:
            given += [(start, end, ("writer",) if current is None else current) for start, end in waiting]
            settled, waiting, current = False, [], roles[word]
    given += [(start, end, ("writer",) if current is None else current) for start, end in waiting]
    people = dict.fromkeys(
        Author("".join(text[start:end].split()), role) for start, end, held in given for role in held
    )
    return tuple(people), tuple(rest)


def names(shadow: str, text: str) -> list[str]:
    """The people of a list of nothing but names, as the value of an author's tag; no role word is needed."""
    parts = _parts(shadow.replace('"', " "))
    if not parts or not all(_is_person(name, sure=False) for name, _ in parts):
        return []
    return ["".join(text[at : at + len(name)].split()) for name, at in parts]


def credited(shadow: str, text: str) -> list[Author]:
    """The people of a row that says other things too: those whom a role word with a colon, or 记者, introduces.

    A row of nothing but people is read whole, so that 甲 文 乙 图 is understood.
    """
    found, rest = authors(shadow, text)
    roles = words().roles
    if found and offices(rest) and any(word in shadow for word in roles):
        return list(found)
    people: list[Author] = []
    for label in _label_pattern().finditer(shadow):
        held = roles[label.group(1) or label.group(2)]
        for index, (word, at) in enumerate(_parts(shadow[label.end() : label.end() + CREDITED])):
            place = label.end() + at
            is_label = shadow[place + len(word) : place + len(word) + 1] == ":"
            if is_label or not _is_person(word, sure=index == 0 and label.group(1) is not None):
                break
            people += [Author("".join(text[place : place + len(word)].split()), role) for role in held]
    return list(dict.fromkeys(people))


def offices(rest: tuple[str, ...]) -> bool:
    """Whether the words beside names are no more than their desk or medium: 生活中心/某某报导."""
    return all(word.endswith(("中心", "社", "报", "网", "台")) for word in rest)


@cache
def _label_pattern() -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(words().roles, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?<![\u3400-\u9fff])|(?<=责任|网络|值班|本报|实习|见习|特约))({longest})\s*[:|/]\s*|(记者|通讯员)\s*(?=[\u3400-\u9fff])"
    )


@cache
def _role_pattern() -> re.Pattern[str]:
    longest = sorted((w for w in words().roles if len(w) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


def _events(shadow: str) -> Iterator[tuple[str, int, bool]]:
    """The words of a by-line in order: (word, place, whether it is a role). 新华社记者王某摄 → 记者, 王某, 摄."""
    roles = words().roles
    for part, at in _parts(shadow):
        word, place = part, at
        while word:
            found = None if word in roles else _role_pattern().search(word)
            if word in roles:
                yield word, place, True
                break
            if found and not (found.group() in AFTER and found.end() == len(word) and found.start()):
                yield found.group(), place + found.start(), True  # what stands before it is the medium or office
                word, place = word[found.end() :], place + found.end()
                continue
            last = found.group() if found else word[-1] if word[-1] in roles and 3 <= len(word) <= 4 else ""
            yield word[: len(word) - len(last)], place, False
            if last:
                yield last, place + len(word) - len(last), True
            break


def _parts(shadow: str) -> list[tuple[str, int]]:
    """The words of a by-line with their places; two single characters in a row are one name: 张 三."""
    parts: list[tuple[str, int]] = []
    known = words()
    for found in PART.finditer(shadow):
        word, at = found.group(), found.start()
        if len(word) == 1 and word not in known.roles and parts and parts[-1][0] in known.surnames:
            _, start = parts.pop()
            parts.append((shadow[start : at + 1], start))
        else:
            parts.append((word, at))
    return parts


def _is_person(name: str, *, sure: bool) -> bool:
    """Whether a word can be a person's name; `sure`: a role word governs it, so that a rare surname will do."""
    bare = "".join(name.split())
    known = words()
    if "·" in bare:
        return FOREIGN.fullmatch(bare) is not None
    if not 2 <= len(bare) <= 4 or not HAN.fullmatch(bare) or bare.endswith(known.not_a_person):
        return False
    if bare[:2] in known.compound_surnames:
        return len(bare) >= 3
    if len(bare) == 4:
        return sure and bare[0] not in known.surnames  # 扎西多吉; two run-together names begin with a surname
    return sure or bare[0] in known.surnames


def lone_name(shadow: str) -> bool:
    """Whether a bracketed word, alone, is a signature: (罗森)."""
    return len(shadow) <= 5 and _is_person(shadow, sure=False)
