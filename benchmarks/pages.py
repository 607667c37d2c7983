"""Body F1 (on characters), title, date and speed of the page reader on the pages of ../shared/corpus/html.tar.xz.

    python benchmarks/pages.py [--errors]

The manifest's titles are those of the <title> element: a headline is right where that element begins with it.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import statistics
import tarfile
import time
from collections import Counter
from pathlib import Path

from newsextract.errors import InputError
from newsextract.readers.article import Blob, Options, Page
from newsextract.readers.html import extract_page, read_html

PAGES = Path(__file__).parents[2] / "shared" / "corpus" / "html.tar.xz"
SLOW = 5.0


def characters_f1(got: str, want: str) -> float:
    a, b = (Counter(re.sub(r"\s", "", text)) for text in (got, want))
    hits = sum((a & b).values())
    return 2 * hits / (sum(a.values()) + sum(b.values()) or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list the pages that are not right")
    options = parser.parse_args()
    with tarfile.open(PAGES) as archive:
        files = {m.name.removeprefix("./"): stream.read() for m in archive if (stream := archive.extractfile(m))}
    rows = [json.loads(line) for line in files["manifest.jsonl"].decode().splitlines()]
    bodies, titles, dates, times, failed = [], [], [], [], []
    for row in rows:  # the libraries' imports, some of them late, are not a page's time
        for page in read_html(Blob(row["file"], io.BytesIO(files[row["file"]]), Options())):
            if isinstance(page, Page):
                extract_page(page.text)
    for row in rows:
        began = time.process_time()
        (page,) = read_html(Blob(row["file"], io.BytesIO(files[row["file"]]), Options()))
        try:
            assert isinstance(page, Page)
            article = page.article()
        except (AssertionError, InputError) as error:
            failed.append(f"{row['file']}: {error}")
            continue
        finally:
            times.append(time.process_time() - began)
        dates.append(article.meta.published == row["published"])
        if row.get("title"):
            wanted, got = (re.sub(r"\s", "", text or "") for text in (row["title"], article.meta.title))
            titles.append(bool(got) and wanted.startswith(got))
            if options.errors and not titles[-1]:
                print(f"title {row['file']}: {article.meta.title!r}, not {row['title']!r}")
        if options.errors and not dates[-1]:
            print(f"date {row['file']}: {article.meta.published}, not {row['published']}")
        if row.get("gold_text"):
            bodies.append(characters_f1(article.text, files[row["gold_text"]].decode()))
            if options.errors and bodies[-1] < 0.95:
                print(f"body {row['file']}: {bodies[-1]:.3f}")
    print(f"body F1 {statistics.mean(bodies):.4f} over {len(bodies)} pages, worst {min(bodies):.3f}")
    print(f"title {sum(titles)}/{len(titles)}, date {sum(dates)}/{len(dates)}, failed {len(failed)}: {failed}")
    slow = sum(taken > SLOW for taken in times)
    print(f"{len(times) / sum(times):.1f} pages/s, slowest {max(times):.2f} s, over {SLOW:g} s: {slow}")


if __name__ == "__main__":
    main()
