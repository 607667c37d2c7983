"""What validation and the pages cost: 1,000 records against gold, a site of many articles, the sample's page.

    python benchmarks/reports.py [--articles N] [--site N]

Commands are processes of their own, as a user starts them; printed are wall and CPU seconds, and sizes. Articles are
those of batch.py; the records stand for their own gold, so that every mention is compared.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from batch import ROOT, lines, measure

SAMPLE = "zzrb-d18-tuopin"


def gold_of(records: Path, folder: Path) -> None:
    """Each record as a gold file."""
    folder.mkdir()
    for path in sorted(records.glob("*.jsonl")):
        with path.open(encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                facts = {fact["quantity"]: fact for fact in row["facts"]}
                dates = {date["id"]: date["text"] for date in row["dates"]}
                for quantity in row["quantities"]:
                    fact = facts[quantity["id"]]
                    quantity["indicator"] = fact["indicator"] and fact["indicator"]["text"]
                    quantity["time"] = dates.get(fact["time"])
                    quantity |= {"trend": fact["trend"], "basis": fact["basis"]}
                layers = ("doc_id", "meta", "text", "quantities", "dates", "policies", "entities")
                gold = {key: row[key] for key in layers}
                (folder / f"{row['doc_id']}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000, help="records that are validated")
    parser.add_argument("--site", type=int, default=10_000, help="articles of the static site")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for given, count in (("few", options.articles), ("many", options.site)):
            source = folder / f"{given}.jsonl"
            source.write_text("".join(lines(count)), encoding="utf-8")
            measure("run", str(source), "-o", str(folder / given), "--format", "jsonl", "--quiet")
        gold_of(folder / "few", folder / "gold")
        few, gold = str(folder / "few"), str(folder / "gold")
        plain = measure("validate", few, "--gold", gold, "--errors", "0")
        print(f"validate {options.articles:,} records: {plain.wall:.1f} s, {plain.cpu:.1f} s CPU")
        page = folder / "report.html"
        html = measure("validate", few, "--gold", gold, "--errors", "0", "--html", str(page))
        print(f"  with --html: {html.wall:.1f} s, {html.cpu:.1f} s CPU, {page.stat().st_size / 1e6:.1f} MB")
        site = measure("report", str(folder / "many"), "-o", str(folder / "site"))
        index = folder / "site" / "index.html"
        whole = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
        print(f"site of {options.site:,} articles: {site.wall:.1f} s, {site.cpu:.1f} s CPU; "
              f"index.html {index.stat().st_size / 1e3:.0f} kB, all {whole / 1e6:.0f} MB")  # fmt: skip
        measure("show", str(ROOT / "corpus" / f"{SAMPLE}.txt"), "--html", str(page))
        print(f"page of the sample article: {page.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
