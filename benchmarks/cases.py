"""Run the pipeline over the peers' test cases and score it with ../shared/tools/score_cases.py.

python benchmarks/cases.py [--news] [--errors N] [--set key=value …]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import newsextract

SHARED = Path(__file__).parents[2] / "shared"


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Every case, with offsets."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for want in row["expected"]:
                if want.get("start") is None:
                    want["start"], want["end"] = 0, len(row["text"])
            yield row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--cases", type=Path, default=SHARED / "cases")
    parser.add_argument("--set", action="append", default=["tagger=none"], metavar="KEY=VALUE")
    options = parser.parse_args()
    pipeline = newsextract.load(dict(pair.split("=", 1) for pair in options.set))
    with tempfile.TemporaryDirectory() as folder:
        cases, out = Path(folder) / "cases.jsonl", Path(folder) / "records.jsonl"
        with out.open("wb") as stream, cases.open("w", encoding="utf-8") as located:
            for row in rows(options.cases):
                day = (row.get("reference") or "")[:10] or None
                stream.write(pipeline(row["text"], published=day, doc_id=row["id"]).to_json() + b"\n")
                located.write(json.dumps(row, ensure_ascii=False) + "\n")
        command = [sys.executable, str(SHARED / "tools" / "score_cases.py"), "score", str(cases), str(out)]
        command += ["--errors", str(options.errors)] + ["--news"] * options.news
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
