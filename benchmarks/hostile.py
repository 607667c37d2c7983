"""Peak memory on hostile inputs, each in a process of its own: a line of 50 MB, bombs, nested bombs.

python benchmarks/hostile.py    exits 1 where one takes more than 500 MB
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from newsextract.readers import Page, read
from newsextract.records import ErrorRecord

MOST = 500  # MB
BOMB = 1 << 29


def _zip(name: str, size: int = 0, data: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if data:
            archive.writestr(name, data)
        else:
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(size >> 20):
                    member.write(bytes(1 << 20))
    return buffer.getvalue()


def _gzip(size: int) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as packed:
        for _ in range(size >> 20):
            packed.write(bytes(1 << 20))
    return buffer.getvalue()


def inputs() -> dict[str, bytes]:
    line = json.dumps({"text": "投入3亿元。" * 2_900_000}, ensure_ascii=False).encode()  # 50 MB
    page = "<html><body>" + "<p>投入3亿元。</p>" * 100_000 + "</body></html>"
    return {
        "line.jsonl": line + b'\n{"text": "x"}\n',
        "line.txt": b"\xe6\x8a\x95" * (50_000_000 // 3),
        "line.csv": b"text\n" + b"\xe6\x8a\x95" * (50_000_000 // 3),
        "bomb.zip": _zip("a.txt", BOMB),
        "bomb.jsonl.gz": _gzip(BOMB),
        "nested.zip": _zip("a.zip", data=_zip("a.txt", BOMB)),
        "nested.tar.gz": gzip.compress(_gzip(BOMB)),
        "page.html": page.encode(),
    }


def measure(path: str) -> None:
    """In a child: what comes of the input, and the peak of memory in MB."""
    ends: Counter[str] = Counter()
    for item in read([path]):
        if isinstance(item, Page):
            item = item.article()  # noqa: PLW2901  a page becomes its article
        ends[item.error.code if isinstance(item, ErrorRecord) else "article"] += 1
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count what the parent held
    (peak,) = (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps([dict(ends), peak]))


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in inputs().items():
            path = Path(folder) / name
            path.write_bytes(data)
            done = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, text=True, check=True)
            ends, peak = json.loads(done.stdout)
            worst = max(worst, peak)
            print(f"{name:14} {len(data) / 1e6:6.1f} MB → {ends}, peak {peak:.0f} MB")
            path.unlink()
    sys.exit(worst > MOST)


if __name__ == "__main__":
    main()
