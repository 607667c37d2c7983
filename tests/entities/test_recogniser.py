"""The whole recogniser on sentences of our own, and its invariants on any text."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsextract import text as texts
from newsextract.config import Config
from newsextract.document import Document
from newsextract.entities import build, people
from newsextract.records import Entity, Meta

LABELS = {"P": "PERSON", "O": "ORG", "L": "LOC"}
MARK = re.compile("<([POL]) ([^>]+)>")
RECOGNISE = build(Config())


def document(text: str, *, publication: str | None = None) -> Document:
    shadow = texts.shadow(text)
    return Document("t", text, shadow, (), ((0, len(text)),), Meta(publication=publication), None)


def found(text: str, **meta: str) -> list[Entity]:
    return RECOGNISE([document(text, **meta)])[0]


def unmarked(line: str) -> tuple[str, list[tuple[str, int, str]]]:
    """The plain sentence and its (label, start, surface)."""
    parts: list[str] = []
    entities, at = [], 0
    for match in MARK.finditer(line):
        parts.append(line[at : match.start()])
        entities.append((LABELS[match[1]], sum(map(len, parts)), match[2]))
        parts.append(match[2])
        at = match.end()
    return "".join([*parts, line[at:]]), entities


LINES = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", [line for line in LINES if line and not line.startswith("#")])
def test_marked_sentences(line: str) -> None:
    text, expected = unmarked(line)
    assert [(entity.label, entity.start, entity.text) for entity in found(text)] == expected


def test_a_name_found_surely_once_is_found_everywhere() -> None:
    text = "村民张宝泉在会宁县种土豆。\n宝泉路今年通车。\n张宝泉说，收成好。\n土豆卖给了张宝泉的邻居。"
    assert [entity.text for entity in found(text) if entity.label == "PERSON"] == ["张宝泉"] * 3


def test_a_numeral_before_a_name_each_time_belongs_to_it() -> None:
    text = "八角庙村修了路。\n八角庙村有茶园。\n记者来到八角庙村。"
    assert [entity.text for entity in found(text)] == ["八角庙村"] * 3


def test_a_nickname_that_comes_again_and_again_is_a_person() -> None:
    text = "老乔今年六十二岁。\n老乔说，树活了。\n记者和老乔上山。\n老乔很高兴。\n小康生活来了。"
    assert [entity.text for entity in found(text)] == ["老乔"] * 4


def test_a_hospital_is_known_by_its_last_words() -> None:
    text = "他在北京肿瘤医院看病。\n肿瘤医院的医生说，没有大碍。"
    assert [entity.text for entity in found(text)] == ["北京肿瘤医院", "肿瘤医院"]


def test_traditional_characters_keep_their_surface() -> None:
    people = [entity.text for entity in found("日本首相安倍晉三在東京會見記者。") if entity.label == "PERSON"]
    assert people == ["安倍晉三"]


def test_a_line_wrap_does_not_cut_a_name() -> None:
    text = "他在北京积水\n潭医院工作。\n第二句在郑州。"
    shadow = texts.shadow(text)
    cut = text.index("第二")
    wrapped = Document("t", text, shadow, (), ((0, cut - 1), (cut, len(text))), Meta(), None)
    assert "北京积水\n潭医院" in [entity.text for entity in RECOGNISE([wrapped])[0]]


def test_hidden_zones_are_silent() -> None:
    text = "习近平主持会议。北京消息。"
    shadow = "\n" * 8 + text[8:]
    hidden = Document("t", text, shadow, (), ((8, len(text)),), Meta(), None)
    assert [entity.text for entity in RECOGNISE([hidden])[0]] == ["北京"]


def test_ids_run_in_reading_order() -> None:
    assert [entity.id for entity in found("北京、上海、广州。")] == ["e1", "e2", "e3"]


def test_scores_are_probabilities_and_sure_names_score_high() -> None:
    entities = found("习近平主席在北京会见法国总统马克龙。")
    assert all(0 < entity.score <= 1 for entity in entities)
    assert min(entity.score for entity in entities) > 0.5


def check(text: str) -> None:
    entities = found(text)
    assert all(text[entity.start : entity.end] == entity.text for entity in entities)
    assert all(one.end <= other.start for one, other in pairwise(entities))
    assert all(entity.code is None or entity.label == "LOC" for entity in entities)
    assert not any(re.search("[。！？；]", entity.text) for entity in entities)
    assert all(entity.text.count(a) == entity.text.count(b) for entity in entities for a, b in ("“”", "《》", "（）"))
    labels: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        labels[entity.text].add(entity.label)
    assert all(len(found) == 1 for found in labels.values())


PIECES = st.sampled_from(
    [
        "北京",
        "市委",
        "书记",
        "习近平",
        "郑州市",
        "财政局",
        "《",
        "》",
        "“",
        "”",
        "。",
        "\n",
        " ",
        "·",
        "张某某",
        "政府采购",
        "高铁",
        "公司",
        "12",
        "ABC",
        "大学",
        "中国",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("北京北京“》市委")
def test_any_order_of_telling_pieces(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_unicode(text: str) -> None:
    check(text)


def test_lone_surrogates_are_text_too() -> None:
    assert [(entity.start, entity.text) for entity in found("\ud800他在北京。")] == [(3, "北京")]


@pytest.mark.parametrize("unit", ["北京", "市委", "A", "《", "张某", "省市县", "郑州市财政局、", "\n"])
def test_repeated_units_neither_fail_nor_stall(unit: str) -> None:
    check(unit * (20_000 // len(unit)))


@pytest.mark.parametrize("branch", ["党支部", "党总支", "党委", "村委会"])
def test_a_branch_before_its_officer_leaves_the_village(branch: str) -> None:
    from newsextract.entities import tidy  # noqa: PLC0415
    from newsextract.entities.gazetteer import Gazetteer  # noqa: PLC0415
    from newsextract.entities.labels import Span  # noqa: PLC0415

    text = f"柳岗村{branch}书记"
    found = list(tidy.tidy(text, Span(0, 3 + len(branch), "ORG"), Gazetteer()))
    assert [(text[span.start : span.end], span.label) for span in found] == [("柳岗村", "LOC")]


@pytest.mark.parametrize("name", ["于立昌", "向立昌", "和树峰", "时立安"])
def test_a_person_whose_surname_is_a_particle(name: str) -> None:
    text = f"法院昨天审理此案。被告人{name}到庭。{name}说，他没有异议。家属对{name}的近况不了解。"
    starts = [entity.start for entity in found(text) if entity.label == "PERSON"]
    assert starts == [match.start() for match in re.finditer(name, text)]


def test_a_repeated_word_that_begins_with_a_particle_is_nobody() -> None:
    text = "和睦、友好。和睦相处，共同发展。和睦，是共同心愿。国家、社会都要出力，国家也要支持，以上说明。"
    assert not [entity for entity in found(text) if entity.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name", "acts"),
    [
        ("井林被派到村里，井林做的第一件事是修路。", "井林", True),
        ("井林被派到村里。", "井林", False),  # once only
        ("石山村说要修路，石山村也要通水。", "石山村", False),
        ("经济也在增长，经济被看好。", "经济", False),
    ],
)
def test_a_place_that_acts_like_a_person(text: str, name: str, acts: bool) -> None:
    assert people.acts(text, name) is acts
