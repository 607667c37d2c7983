"""One decision for the whole document: a name found surely once is found everywhere, under one label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from newsextract.entities import given, latin, naming, people, shortforms
from newsextract.entities.labels import Span
from newsextract.records import EntityLabel

_SURE, _CERTAIN = 1.0, 10.0
"""Log-odds from which a name is sure, from which certain: of one mention, or summed over several weak ones."""
_LONG, _LONG_SURE = 4, 3.0
"""Characters and log-odds; a longer name, once sure, means itself wherever it stands."""
_BONUS, _CERTAIN_BONUS, _PART_BONUS, _UNIT_BONUS, _CALLED_BONUS, _SPEAKER_BONUS = 4.0, 7.0, 6.0, 3.0, 6.0, 7.0
_OVERRIDING_BONUS, _LATIN_BONUS, _WHOLE_BONUS, _GIVEN_BONUS = 10.0, 12.0, 14.0, 8.0
"""Of what the tagger takes for a place; of what is written in other letters' case; of a long
person's name, whose first characters the tagger may take for the whole."""

_SURE_ENDING = ("有限公司", "有限责任公司")
_CONTEXTUAL = frozenset({"中央"})
"""Names that are one here and an attribute there (中央财政): each mention decides for itself."""


class Known(NamedTuple):
    """What the document says of a name: its label, and the bonus that this gives to its other occurrences."""

    label: EntityLabel
    bonus: float


def names(text: str, spans: Sequence[Span]) -> dict[str, Known]:
    """Each surely found name under the label that its mentions speak for, by their summed odds."""
    result: dict[str, Known] = {}
    for name, (label, odds) in _votes(text, spans).items():
        if len(name) < 2 or name in _CONTEXTUAL:
            continue
        whole = label == "PERSON" and len(name) >= _LONG and naming.is_foreign(name)
        if odds < _SURE and not whole and not name.endswith(_SURE_ENDING):
            result[name] = Known(label, 0.0)  # its mentions agree, but it is looked for nowhere else
            continue
        # Two characters may also be parts of two words (发展中|国家): no certainty for them.
        certain = (odds >= _CERTAIN and (len(name) > 2 or label == "ORG")) or (len(name) > _LONG and odds >= _LONG_SURE)
        whole = whole or (name.isascii() and odds >= _LONG_SURE)  # the tagger is blind to Latin letters
        result[name] = Known(label, _WHOLE_BONUS if whole else _CERTAIN_BONUS if certain else _BONUS)
    looked_for = 0
    persons = [name for name, (label, bonus) in result.items() if label == "PERSON" and bonus]
    result |= {name: Known("PERSON", _GIVEN_BONUS) for name in given.called(text, persons) if name not in result}
    for name in [name for name, (label, _) in result.items() if label == "LOC"][:_MOST_CALLED]:
        if (stem := shortforms.bare(text, name)) and stem not in result:
            result[stem] = Known("LOC", _CALLED_BONUS)
    for name, (label, bonus) in list(result.items()):
        if not bonus:
            continue
        if label == "PERSON":
            result |= dict.fromkeys(_parts(name), Known("PERSON", _PART_BONUS))
        elif label == "ORG" and name.isascii():
            result |= dict.fromkeys(latin.variants(text, name), Known("ORG", _LATIN_BONUS))
        elif label == "ORG":
            units = [unit for unit in shortforms.units(name) if unit not in result]
            result |= dict.fromkeys(units, Known("ORG", _UNIT_BONUS))
            looked_for += 1
            if looked_for > _MOST_CALLED:  # each is a look at the whole text
                continue
            if brand := shortforms.overriding(text, name):
                result[brand] = Known("ORG", _OVERRIDING_BONUS)
            calls = [
                call
                for call in shortforms.called(text, name)
                if call not in result or not result[call].bonus or name == f"{call}公司"
            ]
            result |= dict.fromkeys(calls, Known("ORG", _CALLED_BONUS))
    return result


def _votes(text: str, spans: Sequence[Span]) -> dict[str, tuple[EntityLabel, float]]:
    """Each name's best label with the summed odds of the mentions that speak for it."""
    votes: defaultdict[tuple[str, EntityLabel], float] = defaultdict(float)
    for start, end, label, score, rule in spans:
        if rule == "paper":  # 《财经》, not the word
            continue
        votes[text[start:end], label] += score if score > _WEAK else _WEAK
    best: dict[str, tuple[EntityLabel, float]] = {}
    for (name, label), odds in votes.items():
        if name not in best or odds > best[name][1]:
            best[name] = label, odds
    return best


_MOST_CALLED = 100
"""Organisations of a document whose short names are looked for, and as many places."""
_WEAK = 0.1
"""The least that a mention says for its label."""


def _parts(name: str) -> list[str]:
    """What a person may be called for short: the parts of a transliterated name, the family name of a Japanese one."""
    if " " in name and name.isascii():
        last = name.rsplit(" ", 1)[1]
        return [last] if len(last) > _BRIEF else []
    if "·" in name:
        return [part for part in name.split("·") if len(part) >= 2]
    if len(name) in (4, 5) and name[:2] in naming.japanese():
        return [name[:2]]
    if len(name) == 4 and name[0] in naming.surnames() and name[1] in naming.surnames():  # 林郑月娥: 林郑
        return [name[:2]]
    return []


_BRIEF = 3
"""Letters of a family name too short to be looked for."""


def agreed(text: str, spans: Sequence[Span], known: Mapping[str, Known]) -> list[Span]:
    """The same spans, each name under its document-wide label."""
    result = []
    for span in spans:
        name = known.get(text[span.start : span.end])
        result.append(span._replace(label=name.label) if name and name.label != span.label else span)
    return result


def proposals(text: str, known: Mapping[str, Known]) -> Iterator[Span]:
    """Every occurrence of the surely known names, the longest first where they overlap."""
    end = 0
    for start, minus_length, name in _occurrences(text, [name for name, (_, bonus) in known.items() if bonus]):
        if start >= end and not (name.isascii() and _inside_letters(text, start, start - minus_length)):
            end = start - minus_length
            label, bonus = known[name]
            speaks = label == "PERSON" and people.speaks(text, end)
            yield Span(start, end, label, _SPEAKER_BONUS if speaks else bonus, "document")


def reporting(text: str, known: Mapping[str, Known]) -> Iterator[Span]:
    """Papers by their short form before 记者: 法晚|记者."""
    papers = (name for name, (label, _) in known.items() if label == "ORG" and name.endswith("报"))
    for start, end in shortforms.reporting(text, papers):
        yield Span(start, end, "ORG", _LATIN_BONUS, "document")


def _inside_letters(text: str, start: int, end: int) -> bool:
    """Whether other letters stand beside, digits aside: IBM|30年期."""
    return any(side.isascii() and side.isalpha() for side in (text[start - 1 : start], text[end : end + 1]))


def _occurrences(text: str, names: Collection[str]) -> list[tuple[int, int, str]]:
    """(start, -length, name) of all occurrences, overlapping ones too, in reading order, the longest first."""
    found: list[tuple[int, int, str]] = []
    if len(names) > _FEW:  # one pass over the text, however many names
        listed = list(names)
        automaton = AhoCorasick(listed)
        matches = automaton.find_matches_as_indexes(text, overlapping=True)
        found = [(start, start - end, listed[index]) for index, start, end in matches]
    else:  # quicker than building an automaton
        for name in names:
            at = text.find(name)
            while at >= 0:
                found.append((at, -len(name), name))
                at = text.find(name, at + 1)
    return sorted(found)


_FEW = 50
