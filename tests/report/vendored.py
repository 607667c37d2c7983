"""Renew the third-party files of the pages from their registry packages: `make vendored`.

Set the version in src/newsextract/report/assets/vendored.toml first; npm fetches the package, the digests are written.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from newsextract.toml import tomllib

ASSETS = Path(__file__).parents[2] / "src/newsextract/report/assets"
RECORD = ASSETS / "vendored.toml"


def main() -> None:
    content = RECORD.read_text(encoding="utf-8")
    for entry in tomllib.loads(content)["vendored"]:
        with tempfile.TemporaryDirectory() as folder:
            package = f"{entry['package']}@{entry['version']}"
            subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as packed:
                for name, source in entry["from"].items():
                    member = packed.extractfile(f"package/{source}")
                    assert member is not None, f"{package} has no {source}"
                    data = member.read()
                    (ASSETS / name).write_bytes(data)
                    digest = hashlib.sha256(data).hexdigest()
                    content = re.sub(rf'(?m)^"{re.escape(name)}" = "[0-9a-f]{{64}}"', f'"{name}" = "{digest}"', content)
    RECORD.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
