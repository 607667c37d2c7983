"""calendar.toml as lookup tables: surface → Piece, vague reference or recurrence. Read and checked once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from newsextract import lazyre as re
from newsextract.dates.shapes import CENTURY, DAY, DAYPART, DECADE, PART, SUBYEAR, WEEK, YEAR, Piece
from newsextract.errors import ConfigError
from newsextract.toml import data_file

UNIT_RANKS = {"century": CENTURY, "decade": DECADE, "year": YEAR, "quarter": SUBYEAR, "month": SUBYEAR, "week": WEEK,
              "day": DAY, "trading_day": DAY}  # fmt: skip
# 今晚, 明早: a day and its part in one word.
DAY_CHARACTERS = {"今": "day_offset:0", "昨": "day_offset:-1", "明": "day_offset:1", "前": "day_offset:-2",
                  "大前": "day_offset:-3", "后": "day_offset:2", "大后": "day_offset:3", "当": "day_anaphor:0",
                  "次": "day_anaphor:1", "同": "day_anaphor:0"}  # fmt: skip
PART_CHARACTERS = {"早": "TMO", "晨": "TMO", "午": "TAF", "晚": "TEV", "夜": "TNI"}
# 今春, 去冬: a year and its season.
YEAR_CHARACTERS = {"今": 0, "去": -1, "明": 1}
SEASON_CHARACTERS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


class Festival(NamedTuple):
    """A named day. rule: (kind, data) as in calendar.toml; holiday: its public holiday in days from it, or None."""

    kind: str
    data: Any
    holiday: tuple[int, int] | None
    bare: bool


class Word(NamedTuple):
    """What a surface means. kind: pieces, vague, clause_head, pointer, set, festival, term, plan, quoted_plan."""

    kind: str
    value: Any


class Lexicon(NamedTuple):
    """lengths: first two characters (or the only one) → the lengths of their surfaces, longest first.

    table: surface → Word. suffixes: what may follow a period directly (年底, 初, 上旬), surface → Piece.
    piece_firsts: first characters of all that may go on a chain besides numerals.
    """

    lengths: dict[str, tuple[int, ...]]
    table: dict[str, Word]
    suffixes: dict[str, Piece]
    festivals: tuple[Festival, ...]
    eras: dict[str, int]
    era_firsts: frozenset[str]
    terms: tuple[str, ...]
    piece_firsts: frozenset[str]
    suffix_firsts: frozenset[str]

    def word_at(self, text: str, at: int) -> tuple[Word, int] | None:
        """The longest word at a position and its end."""
        for length in self.lengths.get(text[at : at + 2], ()) or self.lengths.get(text[at], ()):
            surface = text[at : at + length]
            word = self.table.get(surface)
            if word is not None:
                return word, at + len(surface)
        return None


@cache
def lexicon() -> Lexicon:
    """The tables of calendar.toml. Raises ConfigError NX203 where an entry is not valid."""
    source = data_file("newsextract.dates", "calendar.toml")
    table = _words(source)
    _add_compounds(table)
    festivals = _festivals(source["festival"], table)
    _add_quoted_names(source["festival"], table)
    terms = tuple(source["terms"]["names"])
    for index, name in enumerate(terms):
        if name not in table:
            table[name] = Word("term", (index, name not in source["terms"]["ordinary"]))
    for name, years in source["plans"].items():
        table[name] = Word("plan", (tuple(years), len(name) > 2))
        table[f"“{name}”"] = Word("quoted_plan", tuple(years))
    lengths: dict[str, set[int]] = {}
    for surface in table:
        lengths.setdefault(surface[:2], set()).add(len(surface))
    for first, sizes in lengths.items():
        if first[0] in lengths:  # 昨 stands by itself too, where no longer word begins
            sizes.add(1)
    suffixes, eras = _suffixes(source), source["eras"]
    suffix_firsts = frozenset(surface[0] for surface in suffixes) | frozenset("周星期一二三四五六日天末暑同")
    return Lexicon(
        {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()},
        table,
        suffixes,
        festivals,
        eras,
        frozenset(era[0] for era in eras),
        terms,
        frozenset(surface[0] for surface in (*table, *eras)) | suffix_firsts | frozenset(GRAMMAR_FIRST + NUMERALS),
        suffix_firsts,
    )


NUMERALS = "0123456789〇零一二三四五六七八九十百千万两廿卅几数半仨俩多"
GRAMMAR_FIRST = "周星礼第的前头首Q闰正冬腊元大年初廿早晚最公今昨明本"
"""First characters of what the grammar of chains.py knows besides words and numerals."""


def _words(source: dict[str, Any]) -> dict[str, Word]:
    """The words that mean one thing by themselves: offsets, anaphora, parts, vague references, recurrences."""
    table: dict[str, Word] = {}
    for unit, words in source["offset"].items():
        _add(
            table, words, lambda key, unit=unit: Word("pieces", (Piece(f"{unit}_offset", UNIT_RANKS[unit], int(key)),))
        )
    for unit, words in source["anaphor"].items():
        _add(
            table, words, lambda key, unit=unit: Word("pieces", (Piece(f"{unit}_anaphor", UNIT_RANKS[unit], int(key)),))
        )
    _add(table, source["half"], lambda key: Word("pieces", (Piece("half", SUBYEAR, int(key)),)))
    seasons = {key: [name for name in names if len(name) > 1] for key, names in source["season"].items()}
    _add(table, seasons, lambda key: Word("pieces", (Piece("season", SUBYEAR, int(key)),)))
    for unit, words in source["part"].items():
        _add(table, words, lambda key, unit=unit: Word("pieces", (Piece("part", PART, (key, unit)),)))
    dayparts = {key: [name for name in names if len(name) > 1] for key, names in source["daypart"].items()}
    _add(table, dayparts, lambda key: Word("pieces", (Piece("daypart", DAYPART, key),)))
    for kind in ("vague", "clause_head", "pointer", "set"):
        _add(table, source[kind], lambda key, kind=kind: Word(kind, key))
    for key, part in source["season_part"].items():
        season, _, bounds = key.partition(" ")
        pieces = (
            Piece("season", SUBYEAR, int(season)),
            *((Piece("part", PART, (bounds, "season")),) if bounds else ()),
        )
        _add(table, {key: part}, lambda _, pieces=pieces: Word("season_part", pieces))
    table["同期"] = Word("pieces", (Piece("bare_same_period", PART, 0),))
    for surface in ("岁末年初", "年末岁初", "年底年初", "岁尾年初"):
        table[surface] = Word("pieces", (Piece("year_turn", SUBYEAR, 0),))
    for surface, bounds in source["season_pair"].items():
        table[surface] = Word("pieces", (Piece("season_pair", SUBYEAR, tuple(bounds)),))
    table["新的一年"] = Word("pieces", (Piece("coming_year", YEAR, 0),))
    for surface in source["opening"]["year"]:
        table[surface] = Word("pieces", (Piece("year_opening", PART, 0),))
    return table


def _add(table: dict[str, Word], words: dict[str, list[str]], make: Any) -> None:
    for key, surfaces in words.items():
        for surface in surfaces:
            if surface in table:
                raise ConfigError("NX203", f"{surface} stands twice", where="calendar.toml")
            table[surface] = make(key)


def _add_compounds(table: dict[str, Word]) -> None:
    for first, day in DAY_CHARACTERS.items():
        kind, _, value = day.partition(":")
        for second, code in PART_CHARACTERS.items():
            table[first + second] = Word("pieces", (Piece(kind, DAY, int(value)), Piece("daypart", DAYPART, code)))
    for first, offset in YEAR_CHARACTERS.items():
        for second, season in SEASON_CHARACTERS.items():
            table[first + second] = Word(
                "pieces", (Piece("year_offset", YEAR, offset), Piece("season", SUBYEAR, season))
            )
    for surface in ("前午", "大前午", "后午", "大后午", "当午", "次午", "同午", "明午"):
        del table[surface]
    del (
        table["前早"],
        table["前晨"],
        table["前夜"],
        table["后晨"],
        table["后晚"],
        table["后夜"],
        table["同夜"],
        table["明春"],
    )


def _festivals(rows: list[dict[str, Any]], table: dict[str, Word]) -> tuple[Festival, ...]:
    found = []
    for row in rows:
        kinds = [kind for kind in ("solar", "nth", "easter", "orthodox", "lunar", "term") if kind in row]
        if len(kinds) != 1:
            raise ConfigError("NX203", f"a festival needs one rule: {row}", where="calendar.toml")
        data = row[kinds[0]]
        if kinds[0] == "solar":
            data = (date.fromisoformat(f"2000-{data}").month, date.fromisoformat(f"2000-{data}").day)
        holiday = row.get("holiday")
        found.append(Festival(kinds[0], data, tuple(holiday) if holiday else None, row.get("bare", True)))
        for name in row["names"]:
            table[name] = Word("festival", len(found) - 1)
            if kinds[0] == "lunar" and "农历" not in name:
                table.setdefault(f"农历{name}", table[name])
            if not row.get("bare", True):
                table[f"“{name}”"] = Word("festival", len(found) - 1)
    return tuple(found)


def _add_quoted_names(rows: list[dict[str, Any]], table: dict[str, Word]) -> None:
    """“三八”国际妇女节, “五一”劳动节: the day's number in quotes before any of its names."""
    dated = [row for row in rows if "solar" in row]
    numbers = {row["solar"]: name[:2] for row in dated for name in row["names"] if NUMBERED.fullmatch(name)}
    for row in rows:
        number = numbers.get(row.get("solar", ""))
        for name in row["names"] if number else ():
            if name[-1] == "节" and name[:2] != number and name[0] != "“":
                table.setdefault(f"“{number}”{name}", table[name])
                table.setdefault(f"{number}{name}", table[name])


NUMBERED = re.compile(r"[一三五六七八十]{2}节?")


def _suffixes(source: dict[str, Any]) -> dict[str, Piece]:
    found: dict[str, Piece] = {}
    for key, surfaces in source["suffix"].items():
        found |= {surface: Piece("part", PART, (key, "")) for surface in surfaces}
    for key, surfaces in source["season"].items():
        found |= {surface: Piece("season", SUBYEAR, int(key)) for surface in surfaces if len(surface) == 1}
    for key, surfaces in source["daypart"].items():
        found |= {surface: Piece("daypart", DAYPART, key) for surface in surfaces if len(surface) == 1}
    return found
