"""People whom their surroundings give away: a title beside them, what they say or do, a mark between two halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.addresses import NICKNAME_BONUS
from newsextract.entities.labels import Span
from newsextract.entities.lexicon import vocabulary
from newsextract.entities.naming import PARTICLES, single_surnames, surnames, tags, transliteration

_TITLED_BONUS, _JOINED_BONUS, _BOTH_BONUS = 2.0, 4.0, 9.0


_POINT = frozenset("·")
_JOIN = re.compile(" ?[-·•・] ?")


def joined(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Foreign names whose halves a mark joins, where one half is known: 肯巴-|沃克. Each with its possible extents."""
    sound = transliteration()
    written = sound | _POINT
    people = [span for span in spans if span.label == "PERSON" and written.issuperset(text[span.start : span.end])]
    ends = {span.start: span.end for span in people}
    for span in people:
        if (join := _JOIN.match(text, span.end)) and join.end() not in ends:
            end = join.end()
            reach = next((at for at in range(end, min(end + 7, len(text))) if text[at] not in sound), end + 7)
            yield [Span(span.start, at, "PERSON", _JOINED_BONUS, "person") for at in range(end + 2, reach + 1)]
        elif join:
            yield [Span(span.start, ends[join.end()], "PERSON", _BOTH_BONUS, "person")]
        elif join := _JOIN.search(text, max(span.start - 2, 0), span.start):
            end = join.start()
            reach = next((at for at in range(end, max(end - 5, 0), -1) if text[at - 1] not in sound), max(end - 5, 0))
            yield [Span(at, span.end, "PERSON", _JOINED_BONUS, "person") for at in range(reach, end - 1)]


def _last_of_titles() -> str:
    """For a set in a pattern."""
    return "".join(sorted({title[-1] for title in vocabulary().titles}))


@cache
def _title_ends() -> re.Pattern[str]:
    """Last characters of titles before a surname: a few places of a text, found ten times as fast as the titles."""
    ends, single = _last_of_titles(), single_surnames()
    return re.compile(f"[{ends}](?=[{single}老小][\u4e00-\u9fff])")


def titled(text: str) -> Iterator[tuple[Span, ...]]:
    """After a title, the possible names: a Chinese surname and one or two characters. The reader takes the best."""
    asked, titles = 0, vocabulary().titles
    for title in _title_ends().finditer(text):
        at = title.end()
        if not text.endswith(titles, 0, at):
            continue
        if text[at] in "老小" and text[at + 1] in surnames():
            yield (Span(at, at + 2, "PERSON", NICKNAME_BONUS - 2, "nickname"),)
        elif text[at] in surnames() and text[at] not in PARTICLES:
            words = tags(text[at : at + 3], hmm=True)
            verbal = words[0][1][0] == "v"
            if verbal and len(words[0][0]) > 1:  # 总统|任命
                continue
            known = tags(text[at : at + 3], hmm=False) if len(words) == 1 else words
            if (len(known) == 1 and known[0][1] in _COMMON) or text.startswith("宿舍", at):  # jieba: a name
                continue
            bonus = _TITLED_BONUS - (verbal and len(words[-1][0]) > 1)  # 顾客|戴|口罩
            asked += 1
            look = asked <= _MOST_RECURRING
            yield tuple(
                Span(at, at + length, "PERSON", bonus + (_again(text, at, length) if look else 0.0), "person")
                for length in (3, 2)
                if _HAN.fullmatch(text, at, at + length)
            )


def _again(text: str, at: int, length: int) -> float:
    """What is added for a name that the text repeats, once where somebody acts: 总裁|高博 …, 高博|表示."""
    name = text[at : at + length]
    if text.count(name) < _OFTEN or name[-1] in _NOBODY:
        return 0.0
    acting = any(
        _DOES.match(text, match.end()) and not "\u4e00" <= text[match.start() - 1 : match.start()] <= "\u9fff"
        for match in re.finditer(name, text)
    )
    return _AGAIN_BONUS * acting


@cache
def _foreigner() -> re.Pattern[str]:
    ends = _last_of_titles()
    sound = "".join(sorted(transliteration()))
    return re.compile(
        f"[{ends}](?P<name>[{sound}]{{2,6}})(?=(?:今天|昨天|日前|当天|当日|[0-9]{{1,2}}日)?"
        "(?:表示|说[,，:：]|认为|指出|宣布|强调|介绍|告诉|透露|呼吁|称[,，:：]))"
    )


def foreigners(text: str) -> Iterator[Span]:
    """A name written by its sound, between a title and what its bearer says: 商会主席|兰顿|表示."""
    for match in _foreigner().finditer(text):
        start, end = match.span("name")
        named = all(len(word) == 1 or tag[:2] in _FOREIGN for word, tag in segment.tagged(match["name"], hmm=False))
        if named and text.endswith(vocabulary().titles, 0, start):  # not 主席|特别|强调
            yield Span(start, end, "PERSON", _FOREIGN_BONUS, "latin")  # sure, so that the memory looks for it


_FOREIGN_BONUS = 9.0
_FOREIGN = frozenset({"nr", "ns", "nz", "nt"})

_DOES = re.compile(
    "说|表示|回忆|介绍|告诉|认为|坦言|感慨|透露|指出|称[,:]|亲自|看到|曾|[再又才便](?![生现])|将|已|在(?!职)"
)
_AGAIN_BONUS = 1.5
_COMMON = frozenset({"n", "l", "b", "d"})
"""jieba's tags of words that name nobody."""
_OFFICE = re.compile(
    "(?:科长|处长|局长|主任|校长|院长|所长|会长|队长|村长|镇长|乡长|教授|老师|医生|大夫|书记|总经理|董事长|律师|警官)"
    "(?=[说称]|介绍|表示|告诉|强调|指出|认为|透露|坦言|带|向记者)"
)


def before_title(text: str) -> Iterator[tuple[Span, ...]]:
    """Before the title of somebody who speaks, the possible names: 李建安|主任|介绍. The reader takes the best."""
    for office in _OFFICE.finditer(text):
        end = office.start()
        choices = tuple(
            Span(end - length, end, "PERSON", _TITLED_BONUS, "person")
            for length in (3, 2)
            if length <= end and text[end - length] in surnames() and _HAN.fullmatch(text, end - length, end)
        )
        if choices:
            yield choices


_HAN = re.compile("[\u4e00-\u9fff]{2,3}")


# Where a person stands and a preposition cannot: before what people do, or a mark.
_ACTING = (
    "说|被|因|表示|介绍|告诉|称[,:]|认为|做了|等人|案|却|又|也|将|把|带领|感慨|回忆|坦言|"
    "的(?:父|母|妻|丈夫|儿子|女儿|家)|[(和与及、,:]"
)
_AMBIGUOUS = re.compile(
    "[于向和从应时由与都盖那常全过连](?:(?<![\u4e00-\u9fff].)|(?<=[人告者子民工记任生官师授长理学手表].))"
    f"[\u4e00-\u9fff]{{1,2}}?(?={_ACTING})"
)
_MOST_RECURRING = 100
"""Names of a document that are counted; each is a look at the whole text."""
_RECURS, _RECURS_AFTER_ROLE, _RECURRING_BONUS = 3, 2, 20.0
"""Occurrences that make a name, fewer where a role stands before one; the bonus outdoes what the tagger is blind to."""


def recurring(text: str) -> Iterator[Span]:
    """People whose surname is a preposition or particle too (于立昌, 向立昌): names that the document repeats.

    The given name is no word and never stands without the surname; the whole stands once where no preposition can.
    """
    roles: dict[str, bool] = {}
    for match in _AMBIGUOUS.finditer(text):
        start, name = match.start(), match[0]
        after_role = text.endswith(vocabulary().parties, 0, start)
        if after_role or not (start and "\u4e00" <= text[start - 1] <= "\u9fff"):
            roles[name] = roles.get(name, False) or after_role
    found = []
    for name, after_role in islice(roles.items(), _MOST_RECURRING):
        count = text.count(name)
        if count < (_RECURS_AFTER_ROLE if after_role else _RECURS) or text.count(name[1:]) > count:
            continue
        places = [match.start() for match in re.finditer(name, text)]
        neighbours = {text[at + len(name) : at + len(name) + 1] for at in places}
        if (
            len(neighbours) > 1
            and _may_be_name(name, after_role)
            and not any(text[at - 1 : at].isdigit() for at in places)
        ):
            found += [Span(at, at + len(name), "PERSON", _RECURRING_BONUS, "person") for at in places]
    yield from sorted(found)


@cache
def _speaker() -> re.Pattern[str]:
    # The mark before first: it is looked for many times as fast as a look-behind; then whether a surname follows.
    single = "".join(sorted({name[0] for name in surnames()}))
    return re.compile(
        f"[^\u4e00-\u9fff](?=[{single}])(?P<name>[\u4e00-\u9fff]{{2,3}}?)"
        "(?=说|表示|回忆|介绍|告诉|认为|坦言|感慨|透露|笑着|写道|的(?:父|母|妻|丈夫|儿子|女儿))"
    )


_SPEAKS_OFTEN, _SPEAKER_BONUS = 3, 4.5
_NOBODY = frozenset("方军信词书函电氏队员")
"""Last characters of states' sides and of papers that say something: 韩方, 贺信."""


def speakers(text: str) -> Iterator[Span]:
    """People whom the dictionary knows (影星, 诗人), whom the text repeats and who say something at least once."""
    said = {match["name"] for match in _speaker().finditer(f"\n{text}")}
    names = {name for name in said if name[0] in surnames() and name[-1] not in _NOBODY}
    found = []
    for name in sorted(names)[:_MOST_RECURRING]:
        if text.count(name) < _SPEAKS_OFTEN or tuple(segment.tagged(name)) != ((name, "nr"),):
            continue
        places = [match.start() for match in re.finditer(name, text)]
        if len({text[at + len(name) : at + len(name) + 1] for at in places}) > 1:
            found += [Span(at, at + len(name), "PERSON", _SPEAKER_BONUS, "person") for at in places]
    yield from sorted(found)


def _may_be_name(name: str, after_role: bool) -> bool:
    """Whether the dictionary knows the characters neither as a word nor as two."""
    if name[1:] in _ADDRESSES or name[0] in name[1:]:
        return False
    (first, tag), *_ = segment.tagged(name)
    return (len(first) == 1 or tag.startswith("nr")) and (len(name) > 2 or after_role)


_ADDRESSES = frozenset({"先生", "女士", "小姐", "老师", "某某", "集团"})


_ACTS = re.compile(
    "说|被|因|表示|介绍|告诉|称[,:]|认为|做|等人|却|又|也|将|把|带领|感慨|回忆|坦言|名下|:“|的(?:父|母|妻|丈夫|儿子|女儿)"
)
_NO_PERSON = re.compile("[省市县区旗镇乡村屯寨庄沟湾山江河湖海岛路街道桥港站园城]$")


def acts(text: str, name: str) -> bool:
    """Whether a repeated name, a person's by the dictionary, is said to do what people do."""
    if (
        name[0] not in surnames()
        or len(name) not in (2, 3)
        or _NO_PERSON.search(name)
        or text.count(name) < _ACTS_OFTEN
    ):
        return False
    (word, tag), *_ = segment.tagged(name)
    return word == name and tag == "nr" and any(_ACTS.match(text, match.end()) for match in re.finditer(name, text))


_ACTS_OFTEN = 2


_SPEECH = re.compile(" ?(?:表示|说|认为|指出|称|介绍|强调|透露|坦言|告诉|回应|写道)")


def speaks(text: str, at: int) -> bool:
    """Whether what stands before is said to say something."""
    return _SPEECH.match(text, at) is not None


def follows_title(text: str, at: int) -> bool:
    """Whether a person's title stands directly before."""
    return text.endswith(vocabulary().titles, 0, at) and _HAN.match(text, at) is not None


_OFTEN = 3
