"""Run the pipeline over the peers' test cases and score it with ../shared/tools/score_cases.py.

python benchmarks/cases.py [--news] [--errors N] [--set key=value …]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import newsextract

SHARED = Path(__file__).parents[2] / "shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--cases", type=Path, default=SHARED / "cases")
    parser.add_argument("--set", action="append", default=["tagger=none"], metavar="KEY=VALUE")
    options = parser.parse_args()
    pipeline = newsextract.load(dict(pair.split("=", 1) for pair in options.set))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "records.jsonl"
        with out.open("wb") as stream:
            for path in sorted(options.cases.rglob("*.jsonl")):
                for line in path.read_text(encoding="utf-8").splitlines():
                    row = json.loads(line)
                    day = (row.get("reference") or "")[:10] or None
                    stream.write(pipeline(row["text"], published=day, doc_id=row["id"]).to_json() + b"\n")
        command = [sys.executable, str(SHARED / "tools" / "score_cases.py"), "score", str(options.cases), str(out)]
        command += ["--errors", str(options.errors)] + ["--news"] * options.news
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
