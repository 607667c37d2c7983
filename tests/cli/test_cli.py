"""The command line as a user meets it: output, exit status, errors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "zzrb-d18-tuopin.txt"


def newsextract(*arguments: object, stdin: str | None = None, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own. seed: of the hashes of strings, on which no output may depend."""
    command = [sys.executable, "-c", "from newsextract.cli import main; main()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "120", "PYTHONHASHSEED": seed}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", input=stdin, env=environment, check=False
    )


def test_run_then_validate(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = newsextract("run", SAMPLE, "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 articles, 3,071 characters: ")
    assert "0 errors" in done.stdout
    assert "characters/s" in done.stdout
    record = json.loads((out / "zzrb-d18-tuopin.json").read_text(encoding="utf-8"))
    assert record["source"]["format"] == "txt"
    done = newsextract(
        "validate", out, "--gold", ROOT / "gold" / "zzrb-d18-tuopin.json", "--min", "quantities.full=0.8"
    )
    assert done.returncode == 0, done.stdout
    assert "1 of 1 gold documents" in done.stdout


def test_run_reports_failed_articles(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("投入3亿元。", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xff")
    done = newsextract("run", tmp_path / "*.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "1 articles" in done.stdout
    assert "1 errors" in done.stdout
    (line,) = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["error"]["code"] == "NX102"


def test_files_that_are_not_read_are_told(tmp_path: Path) -> None:
    for name, text in {
        "a.txt": "投入3亿元。",
        "A02": "投入4亿元。",
        "b.pdf": "%PDF-1",
        "c.pdf": "%PDF-1",
        "d": "",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    for _ in range(2):  # a run that finds all done tells it, too
        done = newsextract("run", tmp_path, "-o", out, "--format", "csv")
        assert done.returncode == 0, done.stderr
        assert "2 articles" in done.stdout
        assert "  3 files were not read: .pdf 2, none 1; run.json names them\n" in done.stdout
        notes = json.loads((out / "run.json").read_text(encoding="utf-8"))["run"]["notes"]["unread"]
        assert (notes["count"], notes["kinds"]) == (3, {".pdf": 2, "none": 1})
        assert sorted(notes["first"]) == [str(tmp_path / name) for name in ("b.pdf", "c.pdf", "d")]
        shutil.move(out, tmp_path.with_name(f"{tmp_path.name}-out"))  # what a run writes is no input
        out = tmp_path.with_name(f"{tmp_path.name}-out")


def test_publication_dates_that_are_missing_are_told_where_something_needs_them(tmp_path: Path) -> None:
    rows = [
        ("今年投入3亿元。", ""),
        ("昨天投入3亿元。", "昨天"),
        ("2018年投入3亿元。", ""),
        ("昨天通车。", "2019-10-17"),
    ]
    (tmp_path / "a.csv").write_text("".join(f"{text},{day}\n" for text, day in [("text", "日期"), *rows]), "utf-8")
    command = ("run", tmp_path / "a.csv", "--columns", "published=日期", "--format", "jsonl", "-o")
    done = newsextract(*command, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (
        "3 of 4 articles have no publication date; in 2 of them 昨天 and the like stay XXXX: give it by " in done.stdout
    )
    assert "1 publication dates could not be read (a-2: 日期 = 昨天 …)" in done.stdout
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["run"]
    assert (run["totals"]["undated"], run["totals"]["unresolved"]) == (3, 2)
    assert run["notes"]["dates"] == {"count": 1, "kinds": {"日期": 1}, "first": ["a-2: 日期 = 昨天"]}
    given = newsextract(*command, tmp_path / "given", "--published", "2019-10-18").stdout
    assert "no publication date" not in given, "it counts for the row whose own could not be read, too"
    (tmp_path / "b.txt").write_text("2018年投入3亿元。", encoding="utf-8")
    assert "publication date" not in newsextract("run", tmp_path / "b.txt", "-o", tmp_path / "b").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_file_names_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("头版.txt".encode("gb18030"))
    path.write_text("投入3亿元。", encoding="utf-8")
    done = newsextract("run", tmp_path, path, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "out").glob("头*")) == ["头版.json", "头版~2.json"]


def test_standard_input_and_jsonl(tmp_path: Path) -> None:
    row = json.dumps(
        {"doc_id": "a", "text": "今年投入3亿元。", "published": "2019-10-17", "url": "u"}, ensure_ascii=False
    )
    done = newsextract("run", "-", "-o", tmp_path, "--format", "jsonl", "--quiet", stdin=row)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    record = json.loads((tmp_path / "records-00000.jsonl").read_text(encoding="utf-8"))
    assert record["meta"]["published"] == "2019-10-17"
    assert record["meta"]["extra"] == {"url": "u"}


def test_copies_are_told_and_left_out_on_demand(tmp_path: Path) -> None:
    text = "截至2018年底，云溪县181个贫困村全部退出，累计完成脱贫25411户94682人，剩余贫困人口769户1785人。" * 2
    rows = [json.dumps({"doc_id": str(n), "text": body}) for n, body in enumerate([text, text, text + "完。"])]
    done = newsextract("run", "-", "-o", tmp_path / "all", stdin="\n".join(rows))
    assert "3 articles" in done.stdout
    assert "copies: 1 to the letter (kept" in done.stdout
    assert "1 nearly the same" in done.stdout
    done = newsextract("run", "-", "-o", tmp_path / "once", "--skip-duplicates", stdin="\n".join(rows))
    assert "2 articles" in done.stdout
    assert sorted(path.name for path in (tmp_path / "once").glob("[0-9].json")) == ["0.json", "2.json"]


def test_published_is_for_articles_that_bring_none(tmp_path: Path) -> None:
    rows = ['{"doc_id": "a", "text": "文"}', '{"doc_id": "b", "text": "文", "published": "2001-01-01"}']
    newsextract("run", "-", "-o", tmp_path, "--format", "jsonl", "--published", "2019-10-17", stdin="\n".join(rows))
    lines = (tmp_path / "records-00000.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["meta"]["published"] for line in lines] == ["2019-10-17", "2001-01-01"]


def test_the_same_run_writes_the_same_bytes(tmp_path: Path) -> None:
    written = set()
    for seed in "123":
        newsextract("run", ROOT / "corpus", "-o", tmp_path / seed, "--format", "jsonl", seed=seed)
        written.add((tmp_path / seed / "records-00000.jsonl").read_bytes())
    assert len(written) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "absent.txt", "-o", "out"], "NX101"),
        (["run", SAMPLE, "-o", "out", "--published", "17.10.2019"], "2019-10-17"),
        (["run", SAMPLE, "-o", "out", "--input-format", "docx"], "NX103"),
        (["run", SAMPLE, "-o", "out", "--config", "absent.toml"], "NX201"),
        (["run", SAMPLE, "-o", "out", "--encoding", "gbkk"], "NX102"),
        (["run", "empty", "-o", "out"], "NX101"),
        (["run", "pdf", "-o", "out"], "only .pdf 1"),
        (
            ["run", "a.csv", "-o", "out", "--columns", "published=日"],
            "NX107: no column published=日 (a.csv). Columns here: text",
        ),
        (["show", "pdf/a.pdf"], "newsextract: NX103: a PDF, not text"),
        (["show", SAMPLE, "--published", "昨天"], "newsextract: NX108"),
        (["run", "-o", "out"], "INPUT"),
        (["validate", "absent", "--gold", ROOT / "gold"], "NX402"),
        (["validate", ROOT / "gold", "--gold", ROOT / "gold", "--min", "nothing.full=1"], "NX404"),
        (["show", "absent.txt"], "NX101"),
        (["fly"], "fly"),
    ],
)
def test_usage_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], says: str) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "pdf"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pdf" / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "a.csv").write_text("text\n投入3亿元。\n", encoding="utf-8")
    done = newsextract(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_gold_is_perfect_against_itself() -> None:
    done = newsextract("validate", ROOT / "gold", "--gold", ROOT / "gold", "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["documents"]["paired"] == result["documents"]["gold"]
    for layer in ("quantities", "dates", "policies", "entities"):
        assert result["figures"][layer]["full"] == 1.0


def test_a_missed_floor_fails(tmp_path: Path) -> None:
    shutil.copy(ROOT / "gold" / "zzrb-d18-tuopin.json", tmp_path / "a.json")
    record = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    record["quantities"] = record["quantities"][1:]
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    gold = ROOT / "gold" / "zzrb-d18-tuopin.json"
    assert newsextract("validate", tmp_path / "a.json", "--gold", gold, "--min", "quantities.full=0.9").returncode == 0
    done = newsextract("validate", tmp_path / "a.json", "--gold", gold, "--min", "quantities.full=1")
    assert done.returncode == 1
    assert "quantities.full is 0.98" in done.stderr
    assert "quantities missed" in done.stdout


def test_floors_are_pinned_kept_and_refused_for_other_gold(tmp_path: Path) -> None:
    gold, floors = ROOT / "gold" / "zzrb-d18-tuopin.json", tmp_path / "floors.toml"
    assert newsextract("validate", gold, "--gold", gold, "--floors", floors, "--raise-floors").returncode == 0
    assert newsextract("validate", gold, "--gold", gold, "--floors", floors).returncode == 0
    done = newsextract("validate", ROOT / "gold", "--gold", ROOT / "gold", "--floors", floors)
    assert done.returncode == 2
    assert "NX403" in done.stderr


def test_show_prints_text_and_tables() -> None:
    done = newsextract("show", SAMPLE, "--explain")
    assert done.returncode == 0, done.stderr
    for words in ("荒山远村花灿灿", "7.1亿元", "710,000,000", "扶贫小额贷款", "2014~2018年", "2014/2018", "1+19+14"):
        assert words in done.stdout
    assert "quantity." in done.stdout
    assert "the noun after the number" in done.stdout, "the rules are told"
    assert "26180户 − 25411户 = 769户  holds" in done.stdout


def test_show_leaves_out_what_is_empty(tmp_path: Path) -> None:
    titles = ("Quantities and facts", "Dates", "Policies", "Entities")
    for text, shown in {
        "张建国在郑州市讲话，郑州市市民来了。": ["Entities"],
        "投入3亿元。": ["Quantities and facts"],
        "好。": [],
    }.items():
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        done = newsextract("show", tmp_path / "a.txt")
        assert [title for title in titles if title in done.stdout] == shown
        assert ("nothing was found" in done.stdout) is (not shown)


def test_show_names_each_entity_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("张建国在郑州市讲话，郑州市市民来了。", encoding="utf-8")
    done = newsextract("show", tmp_path / "a.txt", "--explain")
    (row,) = (line for line in done.stdout.splitlines() if line.startswith("│ 郑州市"))
    assert [cell.strip() for cell in row.split("│")][2:5] == ["LOC", "2", "河南省/郑州市"], row
    assert "张建国" in done.stdout


def test_square_brackets_of_an_article_are_shown_as_they_are(tmp_path: Path) -> None:
    text = "[/bold]本报讯[red]：2018年[/]投入“[b]三变”改革资金3亿元[/x]。"
    (tmp_path / "[a].txt").write_text(text, encoding="utf-8")
    done = newsextract("show", tmp_path / "[a].txt")
    assert done.returncode == 0, done.stderr
    assert text in done.stdout


def test_show_reads_a_record(tmp_path: Path) -> None:
    newsextract("run", SAMPLE, "-o", tmp_path)
    assert newsextract("show", tmp_path / "zzrb-d18-tuopin.json").stdout == newsextract("show", SAMPLE).stdout


def test_schema_is_printed() -> None:
    schema = json.loads(newsextract("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("command", [[], ["run"], ["validate"], ["show"], ["report"], ["schema"]])
def test_help_has_an_example(command: list[str]) -> None:
    done = newsextract(*command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom newsextract.cli import main\nsys.argv = ['newsextract', '--help']\n"
        "try:\n main()\nexcept SystemExit:\n pass\n"
        "heavy = {'numpy', 'pandas', 'spacy', 'jieba', 'rjieba', 'rich', 'regex', 'msgspec'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
