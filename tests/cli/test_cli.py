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
        (["run", "-o", "out"], "INPUT"),
        (["validate", "absent", "--gold", ROOT / "gold"], "NX402"),
        (["validate", ROOT / "gold", "--gold", ROOT / "gold", "--min", "nothing.full=1"], "NX404"),
        (["show", "absent.txt"], "NX101"),
        (["fly"], "fly"),
    ],
)
def test_usage_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], says: str) -> None:
    monkeypatch.chdir(tmp_path)
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
