"""People whom the layout names: by-lines (记者 武建玲 文/图), lists of correspondents, nicknames of somebody named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, islice

from newsextract import lazyre as re
from newsextract import segment
from newsextract.entities.labels import Span
from newsextract.entities.lexicon import vocabulary

_ROLES = (
    "(?:记者|通讯员|责任编辑|编辑|责编|作者|摄影师|摄影|摄|撰稿|编译|校对|发布人|供稿|实习生|文/图|图/文|文|图|"
    "联系人|审核|监制|主编|执笔|制图|见习记者)"
)
# A role of one character is one only before a mark: 文/, 图:, not 文明.
_ROLE = re.compile(f"{_ROLES}(?:(?<![文图摄])|(?=[ :/]))(?P<mark>[ :/·]*)")
_END = "(?=[ \t\n、,，。;；:：()（）/|【】\\[\\]]|$|文/图|图/文|摄|文|图|报道|通讯员|实习生|发自|整理|编辑|采写|综合)"
_BYLINE_BONUS, _CLOSE_BONUS, _NICKNAME_BONUS, _CASE_BONUS, _TITLED_BONUS = 5.0, 2.0, 6.0, 7.0, 2.0
_JOINED_BONUS, _BOTH_BONUS, _REPEATED_BONUS = 4.0, 9.0, 2.5
_ADDRESSED_BONUS = 20.0
"""The tagger knows no name of one character."""


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, compound ones with two characters."""
    return frozenset(files(__package__).joinpath("surnames.txt").read_text(encoding="utf-8").split())


@cache
def _name() -> re.Pattern[str]:
    single = "".join(name for name in surnames() if len(name) == 1)
    double = "|".join(name for name in surnames() if len(name) == 2)
    return re.compile(
        f"(?!{_ROLES}|[\u4e00-\u9fff]{{1,2}}[局厅处办])(?:(?:{double})[\u4e00-\u9fff]{{1,2}}?|[{single}][\u4e00-\u9fff]{{1,2}}?){_END}"
    )


@cache
def _case() -> re.Pattern[str]:
    single = "".join(name for name in surnames() if len(name) == 1)
    affair = f"(?:(?<![\u4e00-\u9fff])|(?<=[受因为在从]))[{single}][\u4e00-\u9fff]{{2}}(?=事件)"
    photographer = f"(?<=[( ])[{single}][\u4e00-\u9fff]{{1,2}}(?=摄[)影])"
    return re.compile(
        f"{affair}|{photographer}|[{single}](?!(?<=[从由与和向应于])某[种个些位家地])某[某甲乙丙丁]?|(?<![A-Za-z])[{single}](?:XX?|××?)(?![A-Za-z])"
    )


def cases(text: str) -> Iterator[Span]:
    """People whom an affair is called after (魏则西|事件), (于远|摄), and those whose name is withheld: 李某某."""
    if not any(word in text for word in ("某", "事件", "摄", "X", "×")):  # much quicker than the pattern
        return
    for match in _case().finditer(text):
        start = match.start()
        if text.startswith("某", start + 1) and _is_word(text, start):  # 南方|某机场
            continue
        yield Span(start, match.end(), "PERSON", _CASE_BONUS, "person")


def _is_word(text: str, at: int) -> bool:
    """Whether the character here and the one before are a word of the dictionary: 南方, 学习."""
    return at > 0 and len(_tags(text[at - 1 : at + 1], hmm=False)) == 1


@cache
def japanese() -> frozenset[str]:
    """Japanese family names of two characters."""
    return frozenset(files(__package__).joinpath("surnames-japanese.txt").read_text(encoding="utf-8").split())


_HOMESTEAD = re.compile(
    "[一-鿿]家(?:湾|沟|坡|岭|庄|寨|屯|台|堡|河|桥|村|坪|峪|塘|店|窑|梁|坝|垭|铺|集|渡|嘴|口|山|园|杖子|营子|窝铺|洼子|沟子|甸子)村?"
)


def is_homestead(name: str) -> bool:
    """Whether the name is a place called after a family: 冯家湾."""
    return _HOMESTEAD.fullmatch(name) is not None and name[0] in surnames()


@cache
def transliteration() -> frozenset[str]:
    """Characters that write foreign names by their sound."""
    return frozenset(files(__package__).joinpath("transliteration.txt").read_text(encoding="utf-8").strip())


def is_foreign(name: str) -> bool:
    """Whether it is written by sounds, or begins with a Japanese family name."""
    return name[:2] in japanese() or set(name) <= transliteration()


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


@cache
def _title_ends() -> re.Pattern[str]:
    """Last characters of titles before a surname: a few places of a text, found ten times as fast as the titles."""
    ends = "".join(sorted({title[-1] for title in vocabulary().titles}))
    single = "".join(name for name in surnames() if len(name) == 1)
    return re.compile(f"[{ends}](?=[{single}老小][\u4e00-\u9fff])")


@lru_cache(maxsize=1 << 13)
def _tags(name: str, *, hmm: bool) -> list[tuple[str, str]]:
    """The words of a name and their tags: the same names follow the same titles again and again."""
    return list(segment.tagged(name, hmm=hmm))


def titled(text: str) -> Iterator[tuple[Span, ...]]:
    """After a title, the possible names: a Chinese surname and one or two characters. The reader takes the best."""
    asked, titles = 0, vocabulary().titles
    for title in _title_ends().finditer(text):
        at = title.end()
        if not text.endswith(titles, 0, at):
            continue
        if text[at] in "老小" and text[at + 1] in surnames():
            yield (Span(at, at + 2, "PERSON", _NICKNAME_BONUS - 2, "nickname"),)
        elif text[at] in surnames() and text[at] not in _PARTICLES:
            words = _tags(text[at : at + 3], hmm=True)
            verbal = words[0][1][0] == "v"
            if verbal and len(words[0][0]) > 1:  # 总统|任命
                continue
            known = _tags(text[at : at + 3], hmm=False) if len(words) == 1 else words
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
    ends = "".join(sorted({title[-1] for title in vocabulary().titles}))
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


_PARTICLES = frozenset("和从向应由于与都国盖那能经常全过连同及以时")
"""Surnames that after a title are more often a word: 主席|和|卢拉, 记者|从|北京."""
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


_GAP = re.compile("[ 、,，/]{1,4}")


def bylines(text: str) -> Iterator[Span]:
    """Names listed after a role word, each ended by a blank, a mark or the next role."""
    at = 0
    for role in _ROLE.finditer(text):
        if role.end() < at:
            continue
        at = role.end()
        while name := _name().match(text, at) or (":" in role["mark"] and _credited(text, at)):
            bonus = _BYLINE_BONUS if role["mark"] else _CLOSE_BONUS
            yield Span(name.start(), name.end(), "PERSON", bonus, "byline")
            at = name.end()
            gap = _GAP.match(text, at)
            if gap is None:
                break
            at = gap.end()


_CREDITED = re.compile(f"(?!{_ROLES})[\u4e00-\u9fff]{{2,3}}(?=[ \n()、|]|$)")


def _credited(text: str, at: int) -> re.Match[str] | None:
    """Somebody with a rare surname after 编辑: 初晓慧, not 本报."""
    match = _CREDITED.match(text, at)
    if match and all(len(word) == 1 or tag[:2] == "nr" for word, tag in segment.tagged(match[0], hmm=False)):
        return match
    return None


def nicknames(text: str, people: Iterable[str]) -> Iterator[Span]:
    """老刘, 小孙: where the document names somebody of that surname, or uses the nickname again and again."""
    known = {name[0] for name in people if 2 <= len(name) <= 3 and name[0] in surnames()}
    for match in _REVERED.finditer(text) if known else ():  # 吴|老
        start = match.start() - 1
        if start >= 0 and text[start] in known and _begins_word(text, start):
            yield Span(start, match.end(), "PERSON", _NICKNAME_BONUS, "nickname")
    found = list(_NICKNAME.finditer(text))
    counts = Counter(match[0] for match in found)
    for match in found:
        if match[1] in known and text[match.start() - 1 : match.start()] not in _INTO_WORD:
            yield Span(match.start(), match.end(), "PERSON", _NICKNAME_BONUS, "nickname")
        elif counts[match[0]] >= _OFTEN and match[1] in surnames() and match[0] not in _NO_NICKNAMES:
            bonus = min(_REPEATED_BONUS + counts[match[0]] / 5, _NICKNAME_BONUS)
            yield Span(match.start(), match.end(), "PERSON", bonus, "nickname")


_PRIVATE = "先生|女士|老板|小姐|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|师傅|阿姨|大伯|大婶|婆婆"
_ADDRESSED = re.compile(
    f"{_PRIVATE}|"
    "老师|医生|大夫|同志|委员|书记|总书记|主任|校长|院长|局长|县长|乡长|镇长|村长|队长|站长|所长|厂长|主席|总理|总统|省长|市长|区长|州长|"
    "部长|厅长|处长|科长|董事长|总经理|经理|总裁|教授|博士|院士|教练|导演|律师|法官|警官|护士|团长|连长|班长|政委|将军|司令员|馆长"
)
_IS_PRIVATE = frozenset(_PRIVATE.split("|"))


def addressed(text: str, people: Iterable[str]) -> Iterator[Span]:
    """The surname before a word that addresses somebody: 张|老师, not 高校|长期; 王女士 is whole, as 老刘 is.

    Of somebody whom the document names, or else with a word that only follows names (王|女士), or again and again.
    """
    known = {name[0] for name in people if 2 <= len(name) <= 3 and name[0] in surnames()}
    found = [match for match in _ADDRESSED.finditer(text) if text[match.start() - 1 : match.start()] in _addressable()]
    counts = Counter(text[match.start() - 1 : match.end()] for match in found)
    for match in found:
        start = match.start() - 1
        address = text[start : match.end()]
        if (
            address[0] not in known
            and address not in _LEADERS
            and (
                address[0] in _PARTICLES | _NO_SURNAME
                or not (match[0] in _IS_PRIVATE or counts[address] >= _AGAIN)
                or (address[0] in _RARE and counts[address] < _AGAIN)
                or not _begins_word(text, start)
            )
        ):
            continue
        if text[start - 1 : start] != address[0] and _is_word(text, start):  # 学习|总书记, not 学习|习|主席
            continue
        if segment.words(text[start : match.end() + 2])[0] in (address[0], address):
            end = match.end() if match[0] in _IS_PRIVATE else start + 1
            yield Span(start, end, "PERSON", _ADDRESSED_BONUS, "nickname")


def _begins_word(text: str, at: int) -> bool:
    """Whether a word begins here: by jieba around it."""
    low = max(at - 4, 0)
    return at in accumulate(map(len, segment.words(text[low : at + 4])), initial=low)


@cache
def _addressable() -> frozenset[str]:
    return surnames() | _RARE


_LEADERS = frozenset(
    {"毛委员", "毛主席", "江总书记", "胡总书记", "习总书记", "周总理", "朱总理", "温总理", "江主席", "胡主席", "习主席"}
)
"""Whom everybody knows by the surname and the office."""
_RARE = frozenset("来初操牙隋占衣矫禚麦冮冰青阳")
"""Surnames too rare to speak for a name, unless the text addresses somebody so again: 来大爷."""
_AGAIN = 2
_NO_SURNAME = frozenset("原任时代兼双单党武老师连新前")
"""What before an officer's title is no surname: 原|局长, 武警|官."""


_NICKNAME = re.compile("[老小]([\u4e00-\u9fff])")
_REVERED = re.compile("(?<![古元长年苍中敬养])老(?![一家年师百板人龄少中大小乡区城旧])")
_OFTEN = 3
_INTO_WORD = frozenset("养敬古元长中大弱窄缩微矮狭最幼从多")
"""What before 老 or 小 makes another word of it: 养|老金, 中|小方."""
_NO_NICKNAMES = frozenset(
    {"老师", "老家", "老年", "老农", "小康", "小时", "小米", "小麦", "小车", "小商", "小平", "小方", "小金"}
)
"""Words whose second character happens to be a surname."""
