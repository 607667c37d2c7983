"""Each format as its tool writes it: offsets in the tool's units, edits, exports of other projects, and errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsextract.cli import cli
from newsextract.convert import FORMATS, Options, convert
from newsextract.convert.base import Mention, build, dumps, to_gold
from newsextract.errors import InputError, MissingError, OutputError
from newsextract.evaluation.load import Row
from newsextract.records import from_json
from newsextract.writers import FORMATS as OUTPUTS
from tests.convert.conftest import fields, hostile, mark

TEXT = "😀截至2019年,新华社报道贷款7.1亿元。"
OPTIONS = Options()


def document() -> Row:
    amount = mark(TEXT, "quantities", 1, "7.1亿元", value=710000000, unit="元", indicator="贷款", time="2019年")
    return {
        "doc_id": "a",
        "meta": {"title": "题"},
        "text": TEXT,
        "quantities": [amount],
        "dates": [mark(TEXT, "dates", 1, "2019年", value="2019", relation="AS_OF")],
        "policies": [],
        "entities": [mark(TEXT, "entities", 1, "新华社")],
    }


def read_one(name: str, path: Path, content: str | None = None) -> Row:
    if content is not None:
        path.write_bytes(content.encode())
    (row,) = FORMATS[name].read(path, OPTIONS)
    return row


# brat


def test_brat_counts_code_points_and_parts_lines(tmp_path: Path) -> None:
    FORMATS["brat"].write([document(), hostile()], tmp_path, OPTIONS)
    lines = (tmp_path / "a.ann").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "T1\tQUANTITY 16 21\t7.1亿元"
    assert "A1\tDateRelation T2 AS_OF" in lines
    (path,) = (p for p in tmp_path.glob("*.ann") if p.name != "a.ann")
    ours = path.read_bytes().decode().splitlines()
    # Every line is one annotation for any reader, str.splitlines included; no fragment holds a line end.
    assert all(line[0] in "TA#" for line in ours)
    start = hostile()["text"].index("新\n华")
    assert f"T5\tORG {start} {start + 1};{start + 2} {start + 5}\t新 华 社" in ours


def test_brat_reads_what_annotators_do(tmp_path: Path) -> None:
    """A new mention, a menu changed, a menu emptied, a note in words."""
    given = document()
    given["quantities"][0]["trend"] = "INCREASE"
    FORMATS["brat"].write([given], tmp_path, OPTIONS)
    path = tmp_path / "a.ann"
    content = path.read_text(encoding="utf-8").replace("AS_OF", "SINCE")
    assert "QuantityTrend T1 INCREASE" in content
    content = "".join(line for line in content.splitlines(keepends=True) if "QuantityTrend" not in line)
    path.write_text(content + "T9\tLOC 1 3\t截至\nA7\tQuantityMod T1 APPROX\n#9\tAnnotatorNotes T9\t真的?\n")
    row = read_one("brat", tmp_path)
    assert row["dates"][0]["relation"] == "SINCE"
    assert row["quantities"][0]["mod"] == "APPROX"
    assert row["quantities"][0]["trend"] is None
    assert row["quantities"][0]["indicator"] == "贷款"
    assert [(e["id"], e["text"], e["label"]) for e in row["entities"]] == [
        ("e2", "截至", "LOC"),
        ("e1", "新华社", "ORG"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tGPE 1 3\t截至", "no label 'GPE'"),
        ("T1\tORG 1 3;9 12\t截至 新华社", "discontinuous"),
        ("T1\tORG 1 99\t截至", "is no span of a text of 22 characters"),
        ("T1\tORG x 3\t截至", "not a line of brat standoff"),
        ("A1\tNegation T1 yes", "not a line of brat standoff"),
    ],
)
def test_brat_refuses(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_one("brat", tmp_path / "a.ann", line)
    assert caught.value.code == "NX104"


# Label Studio


def test_label_studio_counts_code_points_and_reads_utf16(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    FORMATS["label-studio"].write([document()], path, OPTIONS)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    results = tasks[0]["annotations"][0]["result"]
    region = next(r for r in results if r["id"] == "e1")
    assert region["value"] == {"start": 9, "end": 12, "text": "新华社", "labels": ["ORG"]}
    for result in results:
        result["value"]["start"] += 1
        result["value"]["end"] += 1
    shifted = read_one("label-studio", path, json.dumps(tasks))
    assert dumps(shifted) == dumps(document())
    region["value"]["text"] = "别的"
    with pytest.raises(InputError, match="does not stand at"):
        read_one("label-studio", path, json.dumps(tasks))


def test_label_studio_reads_what_annotators_do(tmp_path: Path) -> None:
    """A region drawn by hand with values typed in, another deleted, a skipped annotation beside."""
    FORMATS["label-studio"].write([document()], tmp_path / "t.json", OPTIONS)
    task = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))[0]
    results = [r for r in task["annotations"][0]["result"] if r["id"] != "e1"]
    span = {"start": 1, "end": 3}
    new = {"id": "Zx8_q", "to_name": "text"}
    results += [
        {**new, "from_name": "label", "type": "labels", "value": {**span, "text": "截至", "labels": ["slogan"]}},
        {**new, "from_name": "policies_items", "type": "textarea", "value": {**span, "text": ["甲", "乙"]}},
    ]
    skipped = {"result": [], "was_cancelled": True}
    task["annotations"] = [{"result": results, "id": 7}, skipped]
    row = read_one("label-studio", tmp_path / "t.json", json.dumps([task]))
    items = [{"part": None, "text": "甲"}, {"part": None, "text": "乙"}]
    assert row["policies"] == [{"id": "p1", **span, "text": "截至", "kind": "slogan", "head": None, "items": items}]
    assert row["entities"] == []
    assert dumps(row["quantities"]) == dumps(document()["quantities"])


def test_label_studio_takes_records_for_predictions(records: list[Row], tmp_path: Path) -> None:
    FORMATS["label-studio"].write(records[:1], tmp_path / "t.json", OPTIONS)
    (task,) = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert "annotations" not in task
    assert task["predictions"][0]["model_version"].startswith("newsextract")


def test_label_studio_shows_what_facts_say_and_takes_corrections(records: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    FORMATS["label-studio"].write(records[:1], path, OPTIONS)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    results = tasks[0]["predictions"][0]["result"]
    fact = next(fact for fact in records[0]["facts"] if fact["indicator"])
    (shown,) = (r for r in results if (r["id"], r["from_name"]) == (fact["quantity"], "quantities_indicator"))
    assert shown["value"]["text"] == [fact["indicator"]["text"]]
    shown["value"]["text"] = ["别的指标"]
    gold = to_gold(read_one("label-studio", path, json.dumps(tasks)))
    before = to_gold(records[0])
    changed = [q for q, old in zip(gold["quantities"], before["quantities"], strict=True) if dumps(q) != dumps(old)]
    assert [(q["id"], q["indicator"]) for q in changed] == [(fact["quantity"], "别的指标")]


@pytest.mark.parametrize(
    "content", ["{}", "[3]", '[{"data": {"txt": ""}}]', "[", '[{"data": {"text": "a"}, "annotations": [{}]}]']
)
def test_label_studio_refuses(content: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_one("label-studio", tmp_path / "t.json", content)
    assert caught.value.code == "NX104"


# doccano


@pytest.mark.parametrize(
    "labels",
    [
        {"label": [[9, 12, "ORG"]]},
        {"entities": [{"id": 5, "label": "ORG", "start_offset": 9, "end_offset": 12}], "relations": []},
    ],
)
def test_doccano_reads_its_two_exports(labels: Row, tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "text": TEXT, "Comments": [], **labels})
    row = read_one("doccano", tmp_path / "all.jsonl", line + "\n")
    assert row["doc_id"] == "all-1"
    assert row["entities"] == document()["entities"]


def test_doccano_keeps_the_values_of_untouched_mentions(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    FORMATS["doccano"].write([document()], path, OPTIONS)
    line = json.loads(path.read_text(encoding="utf-8"))
    line["label"] = [span for span in line["label"] if span[2] != "DATE"] + [[1, 3, "DATE"]]
    row = read_one("doccano", path, json.dumps(line))
    assert dumps(row["quantities"]) == dumps(document()["quantities"])
    assert row["dates"] == [{"id": "d1", "start": 1, "end": 3, "text": "截至", **fields("dates")}]


# CoNLL


def test_conll_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    row = document() | {"text": "新华社 报道\n\n完", "quantities": [], "dates": []}
    row["entities"] = [mark(row["text"], "entities", 1, "新华社")]
    FORMATS["conll"].write([row], path, OPTIONS)
    assert path.read_text(encoding="utf-8") == (
        "# newdoc id = a\n新\t_\tB-ORG\n华\t_\tI-ORG\n社\tSpacesAfter=\\s\tI-ORG\n"
        "报\t_\tO\n道\tSpacesAfter=\\n\\n\tO\n\n完\t_\tO\n\n"
    )


def test_conll_of_others(tmp_path: Path) -> None:
    """CoNLL-2003 with four columns, IOB1 tags, two documents; two columns parted by a blank."""
    content = (
        "-DOCSTART- -X- -X- O\n\n新华社 n I-NP I-ORG\n在 p O O\n北京 n I-NP I-LOC\n\n好 a O O\n\n"
        "-DOCSTART- -X- -X- O\n\n王 B-PERSON\n五 E-PERSON\n"
    )
    (tmp_path / "x.conll").write_text(content, encoding="utf-8")
    one, two = FORMATS["conll"].read(tmp_path, OPTIONS)
    assert one["text"] == "新华社在北京\n好\n"
    assert [(e["text"], e["label"]) for e in one["entities"]] == [("新华社", "ORG"), ("北京", "LOC")]
    assert (two["doc_id"], [e["text"] for e in two["entities"]]) == ("x-2", ["王五"])


@pytest.mark.parametrize("content", ["新\tX-ORG\n", "新\tB-GPE\n", "新\tB\n", "新\n"])
def test_conll_refuses(content: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_one("conll", tmp_path / "a.conll", content)
    assert caught.value.code == "NX104"


# UIMA CAS


def test_xmi_counts_utf16_units_outside_and_code_points_inside(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    FORMATS["xmi"].write([document()], tmp_path, OPTIONS)
    assert 'begin="10" end="13"' in (tmp_path / "a.xmi").read_text(encoding="utf-8")
    with (tmp_path / "TypeSystem.xml").open("rb") as types, (tmp_path / "a.xmi").open("rb") as xmi:
        cas = cassis.load_cas_from_xmi(xmi, typesystem=cassis.load_typesystem(types))
    (entity,) = cas.select("webanno.custom.Entity")
    assert entity.get_covered_text() == "新华社"


def test_xmi_refuses_what_xml_cannot_hold(tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    with pytest.raises(OutputError, match=r"U\+0007") as caught:
        FORMATS["xmi"].write([document() | {"text": TEXT + "\x07"}], tmp_path, OPTIONS)
    assert caught.value.code == "NX401"
    (tmp_path / "b.xmi").write_text("<x/>", encoding="utf-8")
    with pytest.raises(InputError) as read:
        FORMATS["xmi"].read(tmp_path / "b.xmi", OPTIONS)
    assert read.value.code == "NX104"


# DocBin


def test_docbin_of_others_gives_its_entities(tmp_path: Path) -> None:
    tokens = pytest.importorskip("spacy.tokens", reason="spaCy is not installed")
    vocab = pytest.importorskip("spacy.vocab").Vocab()
    doc = tokens.Doc(vocab, words=["新华社", "报道"], spaces=[False, False])
    doc.ents = [tokens.Span(doc, 0, 1, label="ORG")]
    tokens.DocBin(docs=[doc]).to_disk(tmp_path / "x.spacy")
    row = read_one("docbin", tmp_path / "x.spacy")
    assert row["entities"] == [{"id": "e1", "start": 0, "end": 3, "text": "新华社", "label": "ORG"}]
    with pytest.raises(InputError, match="not a DocBin"):
        read_one("docbin", tmp_path / "y.spacy", "no")


# The project's own documents


def test_records_become_gold(records: list[Row]) -> None:
    gold = to_gold(records[0])
    facts = {fact["quantity"]: fact for fact in records[0]["facts"]}
    for row in gold["quantities"]:
        assert list(row) == ["id", "start", "end", "text", *fields("quantities")]
        words = facts[row["id"]]["indicator"] if row["id"] in facts else None
        assert row["indicator"] == (words["text"] if words else None)
    assert any(row["indicator"] for row in gold["quantities"])
    assert any(row["time"] for row in gold["quantities"])
    assert to_gold(gold) == gold


def test_what_an_annotator_adds_to_a_record_is_a_record(records: list[Row]) -> None:
    """A new quantity has all keys; facts and checks of a removed one are gone; the whole decodes."""
    row = records[0]
    first = row["quantities"][0]
    kept = [Mention("quantities", "QUANTITY", q["start"], q["end"], q["id"], _values(q)) for q in row["quantities"][1:]]
    kept.append(Mention("quantities", "QUANTITY", first["start"], first["end"] - 1))
    others = {
        key: row[key] for key in row if key not in ("doc_id", "text", "quantities", "dates", "policies", "entities")
    }
    made = build(row["doc_id"], row["text"], kept, others, "")
    record = from_json(dumps(made))
    new = record.quantities[0]
    assert (new.id, new.rule, new.unit) == (first["id"], "annotated", "")
    assert len(made["quantities"]) == len(row["quantities"])
    assert {fact.time for fact in record.facts} == {None}
    known = {fact.id for fact in record.facts}
    assert all(known.issuperset(check.facts) for check in record.checks)


def _values(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in ("id", "start", "end", "text")}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "\ud83d半"}, "NX104"),
        ({"entities": [{"id": "e1", "start": 0, "end": 2, "text": "不是", "label": "ORG"}]}, "NX104"),
        ({"entities": [{"id": "e1"}]}, "NX104"),
    ],
)
def test_gold_refuses(change: Row, code: str, tmp_path: Path) -> None:
    row = document() | {"quantities": [], "dates": [], "entities": []} | change
    with pytest.raises(InputError) as caught:
        read_one("gold", tmp_path / "a.json", json.dumps(row))
    assert caught.value.code == code


def test_two_documents_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(dumps(document()) + "\n" + dumps(document()), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        FORMATS["gold"].read(tmp_path, OPTIONS)
    assert caught.value.code == "NX105"


@pytest.mark.parametrize(
    ("source", "read_as", "write_as", "code"),
    [("none", "gold", "brat", "NX101"), (".", "gold", "word", "NX103"), (".", "gold", "brat", "NX104")],
)
def test_convert_refuses(source: str, read_as: str, write_as: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        convert(tmp_path / source, tmp_path / "out", read_as, write_as)
    assert caught.value.code == code


def test_gold_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        FORMATS["records"].write([document()], tmp_path, OPTIONS)
    assert caught.value.code == "NX403"


@pytest.mark.parametrize(("name", "package"), [("docbin", "spacy"), ("xmi", "cassis")])
def test_a_missing_package_is_named(name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (package, f"{package}.tokens"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingError) as caught:
        FORMATS[name].write([document()], tmp_path / "x", OPTIONS)
    assert caught.value.code == "NX301"


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(dumps(document()), encoding="utf-8")
    config, tasks, back = tmp_path / "config.xml", tmp_path / "out" / "tasks.json", tmp_path / "back"
    first = ["convert", str(tmp_path / "a.json"), "-o", str(tasks), "--from", "gold", "--to", "label-studio"]
    done = CliRunner().invoke(cli, [*first, "--labelling-config", str(config)])
    assert done.exit_code == 0, done.output
    assert "1 documents, 3 mentions" in done.output
    assert "label-studio does not carry: " in done.output
    assert config.read_text(encoding="utf-8").startswith("<View>")
    done = CliRunner().invoke(cli, ["convert", str(tasks), "-o", str(back), "--from", "label-studio", "--to", "gold"])
    assert done.exit_code == 0, done.output
    assert json.loads((back / "a.json").read_text(encoding="utf-8")) == document()
    assert CliRunner().invoke(cli, ["convert", str(tasks)]).exit_code == 2


def test_the_command_knows_the_formats() -> None:
    from newsextract.cli.convert import NAMES  # noqa: PLC0415  kept apart, so that --help imports no format

    assert list(FORMATS) == NAMES


# Tables of a run


def test_records_are_read_from_tables(records: list[Row], tmp_path: Path) -> None:
    written = [(row["doc_id"], dumps(row).encode()) for row in records]
    OUTPUTS["sqlite"].write(tmp_path, 0, written)
    back = FORMATS["records"].read(tmp_path, OPTIONS)
    assert [row["doc_id"] for row in back] == [row["doc_id"] for row in records]
    assert [from_json(dumps(row)) for row in back] == [from_json(dumps(row)) for row in records]
