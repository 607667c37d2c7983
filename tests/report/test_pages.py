"""Pages: the whole text, every mention, nothing from an article that runs, no request to any host."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsextract.evaluation.load import load_documents
from newsextract.evaluation.metrics import compare
from newsextract.pipeline import Pipeline
from newsextract.records import Meta
from newsextract.report.article import article_page
from newsextract.report.render import embed, words
from newsextract.report.segments import pieces
from newsextract.report.validation import validation_page
from newsextract.toml import tomllib

ROOT = Path(__file__).parents[2]
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)></script><!--\u202e2018年投入3亿元\u2028，“三农”。'


class Elements(HTMLParser):
    """The page's elements and the text of those of class “text”."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._depth = 0
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self._depth:
            self._depth += 1
        elif dict(attrs).get("class") == "text":
            self._depth = 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.texts[-1] += data


def test_article_page_shows_all_of_the_text_and_mentions(pipeline: Pipeline) -> None:
    text = (ROOT / "corpus" / "zzrb-d18-tuopin.txt").read_text(encoding="utf-8")
    record = pipeline(text, doc_id="zzrb-d18-tuopin")
    content = article_page(record)
    elements = Elements(content)
    assert elements.texts == [text]
    marked = {name for _, attributes in elements.tags for name in (attributes.get("data-ids") or "").split()}
    for layer in (record.quantities, record.dates, record.policies, record.entities):
        assert {mention.id for mention in layer} <= marked
    rows = [attributes["id"] for tag, attributes in elements.tags if tag == "tr" and "data-parts" in attributes]
    layers = (record.quantities, record.dates, record.policies, record.entities)
    assert rows == [mention.id for layer in layers for mention in layer]
    zones = [attributes["data-zone"] for _, attributes in elements.tags if "data-zone" in attributes]
    assert zones == [zone.type for zone in record.zones if zone.type != "body"]
    assert len(content.encode()) < 300_000


def test_hostile_text_is_inert(pipeline: Pipeline) -> None:
    record = pipeline(HOSTILE, doc_id=HOSTILE, meta=Meta(title=HOSTILE, publication=HOSTILE))
    elements = Elements(article_page(record, home="index.html"))
    assert elements.texts == [HOSTILE]
    run = [attributes for tag, attributes in elements.tags if tag == "script" and "type" not in attributes]
    assert run == [{}, {}], "our own two scripts"
    assert not [tag for tag, attributes in elements.tags if tag == "img" or "onerror" in attributes]


def test_pages_ask_no_host(pipeline: Pipeline) -> None:
    gold = load_documents(ROOT / "gold")
    for content in (article_page(pipeline("2018年投入3亿元。")), validation_page(gold, gold, compare(gold, gold))):
        assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#|index\.html)""", content)
        assert not re.search(r"https?://|@import|url\(", content)
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', content)
        scripts = re.findall(r"<script>(.*?)</script>", content, re.S)
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
        allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
        assert f"script-src {allowed};" in html.unescape(policy), "nothing runs but our own scripts"


def test_validation_page_lists_every_problem_and_both_readings() -> None:
    gold = load_documents(ROOT / "gold" / "zzrb-d18-tuopin.json")
    predicted = {k: {**v, "quantities": v["quantities"][1:], "text": HOSTILE} for k, v in gold.items()}
    found = compare(gold, predicted)
    content = validation_page(gold, predicted, found)
    (article,) = re.findall(r'<summary>.*?<script type="application/json">(.*?)</script>', content)
    sides = json.loads(article)
    (text,) = (row["text"] for row in gold.values())
    assert ["".join(piece[0] for piece in side["pieces"]) for side in sides] == [text, text]
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', content, re.S)
    assert data is not None
    assert len(json.loads(data[1])) == len(found.problems) > 0
    assert [card["state"] for card in sides[0]["cards"]].count("missed") == 1


def test_every_word_is_there_in_both_languages() -> None:
    for section, keys in words().items():
        for key, (english, chinese) in keys.items():
            assert english and chinese, f"{section}.{key}"
            assert english != chinese
    asked = {
        tuple(found)
        for folder in ("templates", "assets")
        for path in (ROOT / "src/newsextract/report" / folder).iterdir()
        if path.suffix in {".html", ".js"} and not path.name.startswith("echarts")
        for found in re.findall(r"""\b(?:t|label|word)\("(\w+)", "(\w+)"\)""", path.read_text(encoding="utf-8"))
    }
    assert asked
    assert not [name for name in asked if name[1] not in words()[name[0]]]


def test_the_chart_library_is_the_one_recorded() -> None:
    folder = ROOT / "src/newsextract/report/assets"
    (entry,) = tomllib.loads((folder / "vendored.toml").read_text(encoding="utf-8"))["vendored"]
    for name, digest in entry["sha256"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert f'version:"{entry["version"]}"' in (folder / entry["file"]).read_text(encoding="utf-8")


@given(st.text(max_size=30), st.data())
def test_pieces_make_up_the_text(text: str, data: st.DataObject) -> None:
    bound = st.integers(0, len(text))
    spans = st.tuples(bound, bound).map(lambda pair: (min(pair), max(pair)))
    mentions = [(start, end, f"m{i}") for i, (start, end) in enumerate(data.draw(st.lists(spans, max_size=8)))]
    result = pieces(text, mentions)
    assert "".join(piece["text"] for piece in result) == text
    for start, end, name in mentions:
        covered = "".join(piece["text"] for piece in result if name in piece["ids"])
        assert covered == text[start:end]


@given(st.text())
def test_embedded_data_reads_back_and_ends_no_element(text: str) -> None:
    embedded = str(embed([text]))
    assert json.loads(embedded) == [text]
    assert not set("<>&\u2028\u2029") & set(embedded)
