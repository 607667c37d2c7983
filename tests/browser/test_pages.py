"""What a reader does with the pages, by mouse, keyboard and phone."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsextract.records import Record
from newsextract.report.summary import COLUMNS
from tests.browser.conftest import HOSTILE, SAMPLE, Open, Pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

KINDS = ("index", "article", "alone", "validation")


def sample(records: list[Record]) -> Record:
    return next(record for record in records if record.doc_id == SAMPLE)


def point_at(page: Page, selector: str) -> str:
    """The card shown for what is pointed at."""
    page.locator(selector).scroll_into_view_if_needed()
    page.wait_for_timeout(50)  # a scroll hides the card: let it end
    page.locator(selector).hover()
    page.locator("#card").wait_for()
    shown: str = page.locator("#card").inner_text()
    return shown


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def column(page: Page, name: str) -> set[str]:
    """What stands in the column of the explorer's table."""
    return set(page.locator(f"#observations td:nth-child({COLUMNS.index(name) + 1})").all_text_contents())


# The page of an article


@pytest.mark.parametrize("kind", ["article", "alone"])
def test_the_whole_text_is_there(kind: str, open_page: Open, pages: Pages, corpus_records: list[Record]) -> None:
    page = open_page(getattr(pages, kind))
    shown = page.locator(".text").evaluate("node => node.textContent")
    assert shown == sample(corpus_records).text


def test_pointing_at_a_mention_shows_its_values(open_page: Open, pages: Pages, corpus_records: list[Record]) -> None:
    page = open_page(pages.article)
    record = sample(corpus_records)
    amount = next(q for q in record.quantities if q.base_unit == "CNY")
    found = point_at(page, f'mark[data-ids~="{amount.id}"] >> nth=0')
    for part in (amount.text, f"{amount.value:f}", amount.unit, "CNY", amount.rule):
        assert part in found
    date = next(d for d in record.dates if d.start_date)
    found = point_at(page, f'mark[data-ids~="{date.id}"] >> nth=0')
    for bound in (date.value, date.start_date or "", date.end_date or "", date.rule):
        assert bound in found
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_choosing_a_fact_lights_up_its_parts(open_page: Open, pages: Pages, corpus_records: list[Record]) -> None:
    page = open_page(pages.article)
    record = sample(corpus_records)
    fact = next(f for f in record.facts if f.indicator and f.time and f.place)
    mentions: list[Any] = [*record.quantities, *record.dates, *record.entities]
    names = {mention.id: mention.text for mention in mentions}
    page.locator(f"#{fact.quantity} button").click()
    lit = page.locator(".lit").all_text_contents()
    assert fact.indicator is not None
    for part in (names[fact.quantity], names[fact.time or ""], names[fact.place or ""]):
        assert part in lit
    assert fact.indicator.text in "".join(lit)
    assert page.locator(f"#{fact.quantity} button").get_attribute("aria-pressed") == "true"
    page.locator(f"#{fact.quantity} button").click()
    assert page.locator(".lit").count() == 0


def test_the_keyboard_does_all_of_it(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.alone)
    first = page.locator("mark").first
    page.locator("[data-layer=entities]").focus()
    page.keyboard.press("Tab")
    assert first.evaluate("node => node === document.activeElement")
    assert page.locator("#card").is_visible()
    seen = page.locator("#card").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("mark").nth(1).evaluate("node => node === document.activeElement")
    assert page.locator("#card").inner_text() != seen
    quantity = page.locator("mark.quantities").first
    quantity.focus()
    page.keyboard.press("Enter")
    assert "lit" in (quantity.get_attribute("class") or "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.text')") is None, "one tab stop"


def test_layers_can_be_hidden(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.article)
    mark = page.locator("mark.dates").first
    colour = "node => getComputedStyle(node).backgroundColor"
    assert mark.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.locator("[data-layer=dates]").uncheck()
    assert mark.evaluate(colour) == "rgba(0, 0, 0, 0)"


def test_facts_as_csv(open_page: Open, pages: Pages, corpus_records: list[Record]) -> None:
    page = open_page(pages.article)
    record = sample(corpus_records)
    page.locator("[data-copy=facts-table]").click()
    page.get_by_text("rows copied").wait_for()
    copied = rows(page.evaluate("navigator.clipboard.readText()"))
    assert copied[0][:4] == ["indicator", "quantity", "value", "low"]
    assert [row[1] for row in copied[1:]] == [quantity.text for quantity in record.quantities]
    assert [row[2] for row in copied[1:]] == ["" if q.value is None else f"{q.value:f}" for q in record.quantities]
    with page.expect_download() as download:
        page.locator("[data-save=facts-table]").click()
    assert download.value.suggested_filename == f"{SAMPLE}-facts.csv"
    assert rows(Path(download.value.path()).read_text(encoding="utf-8")) == copied


def test_csv_cells_are_no_formulas(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.alone)
    cells = ["=1+1", "+86", "@x", "-3", "-3.5", "-x", '"', "甲"]
    (row,) = rows(page.evaluate("cells => csv([cells])", cells))
    assert row == ["'=1+1", "'+86", "'@x", "-3", "-3.5", "'-x", '"', "甲"]


# The overview


def test_articles_are_found_and_loaded_when_needed(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.index)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    assert page.locator("#articles tr").count() == 5
    page.fill("#title", "脱贫")
    page.locator("#articles tr").get_by_text("脱贫").first.wait_for()
    assert "articles-0000.js" in asked
    assert not [name for name in asked if name.startswith(("observations", "indicators"))]
    page.locator("#articles a").first.click()
    assert "脱贫" in page.locator("h1").inner_text()
    page.locator(".top a").click()
    page.locator("#order").select_option("oldest")
    page.locator("#articles tr").first.get_by_text("2012").wait_for()
    page.locator("#more").click()
    days = page.locator("#articles td:first-child").all_text_contents()
    assert days == sorted(days)


def test_an_indicator_is_followed_to_its_sentence(open_page: Open, pages: Pages, corpus_records: list[Record]) -> None:
    page = open_page(pages.index)
    page.fill("#query", "收入")
    page.locator("#observations tr").first.wait_for()
    wanted = {f.indicator.text for r in corpus_records for f in r.facts if f.indicator and "收入" in f.indicator.text}
    lines = sum(bool(f.indicator and "收入" in f.indicator.text) for r in corpus_records for f in r.facts)
    assert set(page.locator("#observations td:first-child").all_text_contents()) == wanted
    assert page.locator("#observations tr").count() == lines
    page.locator("#unit").select_option("=%")
    assert column(page, "unit") == {"%"}
    assert page.locator("#chart svg path").count() > 1, "points are drawn"
    place = page.locator("#place option").nth(1).get_attribute("value")
    page.locator("#place").select_option(place)
    assert {f"={text}" for text in column(page, "place")} == {place}
    lines = page.locator("#observations tr").count()
    sentence = page.locator("#observations a").first
    text = sentence.inner_text()
    sentence.click()
    page.locator(".lit").first.wait_for()
    assert text.strip("。；") in page.locator(".text").inner_text().replace("\n", "")
    assert page.locator("tr.chosen").count() == 1
    page.go_back()
    page.locator("#observations tr").first.wait_for()
    assert page.locator("#place").input_value() == place
    assert page.locator("#observations tr").count() == lines


def test_an_indicator_is_chosen_by_its_name(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.index)
    chip = page.locator("#chips button").first
    name = chip.locator("bdi").inner_text()
    chip.click()
    page.locator("#observations tr").first.wait_for()
    assert set(page.locator("#observations td:first-child").all_text_contents()) == {name}
    page.locator("[data-copy=observations-table]").click()
    page.get_by_text("rows copied").wait_for()
    copied = rows(page.evaluate("navigator.clipboard.readText()"))
    assert {row[0] for row in copied[1:]} == {name}
    page.fill("#query", "")
    page.locator("#results").wait_for(state="hidden")


DRAWN = "() => charts.get('chart').getOption().series.map(one => [one.type, one.data.map(point => point.value[1])])"


@pytest.mark.parametrize(
    ("chosen", "drawn", "told"),
    [
        ({}, [["scatter", [1_100_000, 980_000, 1_050_000]], ["line", [980_000, 1_050_000, "-"]]], "levels · 吨 · 2"),
        ({"kind": "=YOY"}, [["scatter", [-8.3, -4.5, 1]]], "changes, YOY · % · 3"),
        ({"kind": "=YOY", "unit": "=吨"}, [["scatter", [-100_000, -50_000]]], "changes, YOY · 吨 · 2"),
        ({"unit": "=%"}, [["scatter", [-8.3, -4.5, 1]]], "changes, YOY · % · 3"),
    ],
)
def test_a_chart_mixes_neither_units_nor_levels_with_changes(
    chosen: dict[str, str], drawn: list[Any], told: str, open_page: Open, pages: Pages
) -> None:
    page = open_page(pages.harvests)
    page.fill("#query", "粮食产量")
    page.locator("#observations tr").first.wait_for()
    for name, value in chosen.items():
        page.locator(f"#{name}").select_option(value)
    assert page.evaluate(DRAWN) == drawn
    assert told in page.locator("#charted").inner_text()
    kept = page.locator("#observations tr").count()
    counts = [int(word) for word in page.locator("#charted").inner_text().split() if word.isdecimal()]
    assert sum(counts) == kept, "what is not drawn is told"


def test_a_fall_is_told_in_the_table_and_its_csv(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.harvests)
    page.fill("#query", "粮食产量")
    page.locator("#observations tr").first.wait_for()
    assert {"DECREASE", "INCREASE", ""} == column(page, "trend")
    page.locator("[data-copy=observations-table]").click()
    page.get_by_text("rows copied").wait_for()
    header, *lines = rows(page.evaluate("navigator.clipboard.readText()"))
    assert header == list(COLUMNS)
    found = {line[1]: dict(zip(header, line, strict=True)) for line in lines}
    assert [found["10万吨"][name] for name in ("value", "trend", "basis")] == ["100000", "DECREASE", "YOY"]
    assert [found["98—105万吨"][name] for name in ("value", "low", "high", "trend")] == ["", "980000", "1050000", ""]


def test_a_point_tells_what_it_is(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.harvests)
    page.fill("#query", "粮食产量")
    page.locator("#observations tr").first.wait_for()
    page.locator("#kind").select_option("=YOY")
    x, y = page.evaluate("charts.get('chart').convertToPixel({ seriesIndex: 0 }, [moment('2018-01-01'), -8.3])")
    page.locator("#chart").hover(position={"x": x, "y": y})
    page.locator("#chart svg").get_by_text("DECREASE").wait_for()


def test_charts_stand_beside_tables_of_the_same(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.index)
    for name in ("time", "policy"):
        assert page.locator(f"#{name}-chart svg").is_visible()
        assert page.locator(f"#{name}-table tbody tr").count() > 1
    before = page.locator("#time-chart").inner_html()
    page.locator("#what").select_option("policies")
    assert page.locator("#time-chart").inner_html() != before


def test_what_is_missing_beside_the_page_is_said(open_page: Open, pages: Pages, tmp_path: Path) -> None:
    alone = tmp_path / "index.html"
    content = pages.index.read_text(encoding="utf-8")
    alone.write_text(content.replace('"assets/', f'"{pages.index.parent.as_uri()}/assets/'), encoding="utf-8")
    page = open_page(alone, expected="Failed to load resource: net::ERR_FILE_NOT_FOUND")
    page.fill("#title", "脱贫")
    page.get_by_text("cannot be read").wait_for()


# Records against gold


def test_problems_are_filtered_and_shown_in_the_article(open_page: Open, pages: Pages) -> None:
    page = open_page(pages.validation)
    total = page.locator("#count").inner_text().split()[-1]
    page.locator("#what").select_option("missed")
    page.locator("#layer").select_option("quantities")
    assert set(page.locator("#list td:nth-child(2)").all_text_contents()) == {"missed"}
    shown = int(page.locator("#count").inner_text().split()[0])
    assert 0 < shown < int(total)
    words = page.locator("#list mark").first.inner_text()
    page.fill("#search", words)
    assert page.locator("#list tr").count() >= 1
    page.locator("#list button").first.click()
    aimed = page.locator(".aim")
    assert aimed.first.inner_text() == words
    assert "missed" in (aimed.first.get_attribute("class") or "")
    assert "missed" in page.locator("#card").inner_text()
    assert page.locator("details[open] .text").count() == 2
    right = page.locator("details[open] mark.right").first
    page.locator("#only-problems").check()
    assert right.evaluate("node => getComputedStyle(node).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_both_readings_show_the_whole_text(open_page: Open, pages: Pages, corpus_records: list[Record]) -> None:
    page = open_page(pages.validation)
    page.locator(f"details[data-doc={SAMPLE}] summary").click()
    texts = page.locator("details[open] .text").evaluate_all("nodes => nodes.map(node => node.textContent)")
    assert texts == [sample(corpus_records).text] * 2
    wrong = page.locator("details[open] mark.wrong").first
    wrong.hover()
    assert "wrong value" in page.locator("#card").inner_text()


# All pages


@pytest.mark.parametrize("kind", KINDS)
def test_in_chinese(kind: str, open_page: Open, pages: Pages) -> None:
    """By the browser's language, or by the button; the choice is kept from page to page."""
    page = open_page(getattr(pages, kind), locale="zh-CN")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    headings = page.locator("h2").all_inner_texts()
    assert headings
    assert not [heading for heading in headings if heading.strip(" 0123456789").isascii()]
    if kind == "index":
        page.fill("#query", "收入")
        page.locator("#observations tr").first.wait_for()
        assert page.locator("#hint").inner_text().startswith("匹配")
        assert page.locator("#unit option").first.inner_text() == "全部"
    page.locator("#language").click()
    if kind == "index":
        assert page.locator("#hint").inner_text().startswith("Matching")
        assert page.locator("#unit option").first.inner_text() == "all"
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_phone_nothing_sticks_out(kind: str, open_page: Open, pages: Pages) -> None:
    page = open_page(getattr(pages, kind), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if kind in ("article", "alone"):
        page.locator("mark.quantities").nth(3).click()
        box: Any = page.locator("#card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("kind", ["index", "articles/hostile", "alone", "validation"])
def test_hostile_text_is_inert(kind: str, open_page: Open, pages: Pages) -> None:
    page = open_page(pages.hostile[kind])
    if kind == "index":
        page.fill("#query", "script")
        page.locator("#observations tr").first.wait_for()
        assert page.locator("#observations td:first-child").first.inner_text() == HOSTILE
        page.fill("#title", "onerror")
    if kind == "validation":
        page.locator("details[data-doc]").evaluate_all("nodes => nodes.forEach(node => { node.open = true; })")
        page.locator("mark").first.focus()
    if kind in ("articles/hostile", "alone"):
        point_at(page, "mark >> nth=0")
        page.locator("tr[data-parts] button").first.click()
    page.wait_for_timeout(200)
    assert page.locator("img").count() == 0
    assert page.title() != "run"
    assert "<script>" in page.locator("body").inner_text()
    order = page.locator("h1 bdi").evaluate_all("nodes => nodes.map(node => getComputedStyle(node).unicodeBidi)")
    assert set(order) <= {"isolate"}


def test_pages_name_no_host(pages: Pages) -> None:
    """Whatever the browser asks for is watched besides, in every test."""
    assert pages.alone.stat().st_size < 300_000
    assert pages.article.stat().st_size < 300_000
