"""Names that an article has established: recognised once by its company, a name is the same where it stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

from newsextract import lazyre as re
from newsextract.policies.candidates import HAN, Candidate, Priority, Quote, places
from newsextract.policies.slogans import NEVER, stands_anywhere
from newsextract.policies.vocabulary import words
from newsextract.records import PolicyKind

# What a name ends in that says its kind itself; without such a word it may be anything where it stands alone.
_KINDS = {"programme": words("programme", "kinds"), "document": words("document", "quoted_kinds")}
# Shorter names are ordinary words outside quotation marks.
SHORTEST_BARE = 6
# One that stood in marks may be shorter: “光明工程”.
SHORTEST_QUOTED = 4
FEW = 12
# Rules that read a name from its company. What the lexicon or a mark of its own finds is found everywhere anyway.
_BY_COMPANY = ("quoted", "bare", "numeral", "title", "about", "law", "regulation")


_SHORT_RULE = "policy.document.short"
# 《某采购协定》(GPA), 《某管理办法》(以下简称“办法”): what a title is called further on.
_SHORT_FORM = re.compile(
    rf"[》”]?\((?:(?:以下|下)?[简下]称|缩写)?[:为]?(?:(?P<letters>[A-Z][A-Za-z]{{1,7}})|“(?P<words>[{HAN}]{{2,10}})”)\)"
)


def short_forms(shadow: str, winners: Sequence[Candidate], marks: Sequence[Quote]) -> Iterator[Candidate]:
    """Mentions of documents by the short form that the article defines: letters anywhere, words in quotations."""
    letters: dict[str, str] = {}
    by_words: dict[str, str] = {}
    for one in winners:
        if one.kind == "document" and (defined := _SHORT_FORM.match(shadow, one.end)):
            title = one.canonical or shadow[one.start : one.end].replace("\n", "")
            if defined["words"]:
                by_words[defined["words"]] = title
            elif len(letters) < FEW:
                letters.setdefault(defined["letters"], title)
    for name, title in letters.items():
        for match in re.finditer(rf"(?<![A-Za-z]){name}(?![A-Za-z])", shadow):
            yield Candidate(*match.span(), "document", _SHORT_RULE, Priority.SHAPE, match.end(), title)
    for mark in marks if by_words else ():
        if title := by_words.get(mark.text, ""):
            yield Candidate(mark.start, mark.end, "document", _SHORT_RULE, Priority.QUOTED_WEAK, mark.after, title)


def find(shadow: str, winners: Sequence[Candidate], marks: Sequence[Quote]) -> Iterator[Candidate]:
    """Further mentions of the winners' names: quoted ones in other quotations, long ones anywhere."""
    quoted: dict[str, PolicyKind] = {}
    bare: dict[str, PolicyKind] = {}
    for one in winners:
        if not one.rule.endswith(_BY_COMPANY):
            continue
        name = shadow[one.start : one.end]
        if (one.kind == "slogan" and name not in NEVER) or (
            one.kind == "programme" and one.after > one.end and len(name) >= SHORTEST_QUOTED and name[-1] != "+"
        ):  # “互联网+” is a name before 行动 alone
            quoted[name] = one.kind
        if _stands_alone(one, name):
            bare[name] = one.kind
    known = {one.start for one in winners}
    for mark in marks:
        if (kind := quoted.get(mark.text)) and mark.start not in known:
            yield Candidate(mark.start, mark.end, kind, f"policy.{kind}.again", Priority.QUOTED_WEAK, mark.after)
    if not bare:
        return
    for name, start in _everywhere(shadow, tuple(bare)):
        if start not in known:
            end, kind = start + len(name), bare[name]
            yield Candidate(start, end, kind, f"policy.{kind}.again", Priority.SHAPE, end)


def _stands_alone(one: Candidate, name: str) -> bool:
    """Whether a name is one without its marks too: long enough, and says its kind itself."""
    if one.kind == "slogan":
        return stands_anywhere(name)
    return len(name) >= _shortest(one) and "\n" not in name and name.endswith(_KINDS.get(one.kind, ()))


def _shortest(one: Candidate) -> int:
    """How long a name must be to be one without its marks; within them a document's may be as short as 实施细则."""
    return SHORTEST_QUOTED if one.kind == "programme" and one.after > one.end else SHORTEST_BARE


def _everywhere(shadow: str, names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Each name with its places. A few are sought one by one; an automaton takes longer to build than they to find."""
    if len(names) <= FEW:
        for name in names:
            for at in places(shadow, name):
                yield name, at
        return
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for index, start, _ in automaton.find_matches_as_indexes(shadow):
        yield names[index], start
