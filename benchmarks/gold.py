"""Run the pipeline over a gold folder with its publication dates and score it as ../shared/tools/score.py does.

python benchmarks/gold.py GOLD_DIR [MANIFEST.jsonl] [--out DIR] [--errors N] [--set key=value …]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import newsextract

SCORE = Path(__file__).parents[2] / "shared" / "tools" / "score.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("manifest", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=Path("build/gold"))
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a configuration key")
    options = parser.parse_args()
    manifest = {}
    if options.manifest:
        for line in options.manifest.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            manifest[row.get("doc_id") or Path(row["file"]).stem] = row
    pipeline = newsextract.load(dict(pair.split("=", 1) for pair in options.set))
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "records.jsonl").open("wb") as out:
        for path in sorted(options.gold.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            known = manifest.get(gold["doc_id"], {})
            meta = {key: gold["meta"].get(key) or known.get(key) for key in ("title", "publication")}
            published = gold["meta"].get("published") or known.get("published")
            record = pipeline(gold["text"], published=published, meta=meta, doc_id=gold["doc_id"])
            out.write(record.to_json() + b"\n")
    command = [sys.executable, str(SCORE), str(options.gold), str(options.out), "--errors", str(options.errors)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
