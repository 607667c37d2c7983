"""Compiles src/newsextract/entities/core.c while a wheel is built, also an editable one, where there is a C compiler.

The package works without it, only slower: no failure here ever stops an installation.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "src/newsextract/entities"


class CoreHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch calls `initialize` before it collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = Path(self.root) / FOLDER
        target = folder / ("_core.dll" if sys.platform == "win32" else "_core.so")
        problem = build(folder / "core.c", target)
        if problem:
            self.app.display_warning(f"the tagger's compiled core was not built, numpy does its work: {problem}")
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data.update(pure_python=False, tag=f"py3-none-{platform}")
        build_data["artifacts"].append(f"{FOLDER}/{target.name}")


def build(source: Path, target: Path) -> str | None:
    """Compile; returns what went wrong. A library of an earlier state may stay behind: core.py takes none but this."""
    compiler = os.environ.get("CC") or next(filter(shutil.which, ("cc", "gcc", "clang")), None)
    if compiler is None:
        return "no C compiler"
    made = target.with_suffix(f".{os.getpid()}.tmp")
    # No contraction of multiplications with additions: the results are numpy's, bit for bit.
    flags = ["-O3", "-std=c11", "-fPIC", "-shared", "-fvisibility=hidden", "-ffp-contract=off"]
    command = [*compiler.split(), *flags, f"-DSOURCE_CRC={zlib.crc32(source.read_bytes())}u", "-o", made, source]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
        if done.returncode:
            return done.stderr.strip() or f"{compiler} returned {done.returncode}"
        made.replace(target)
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    finally:
        made.unlink(missing_ok=True)
    return None


if __name__ == "__main__":  # for development: python hatch_build.py
    here = Path(__file__).parent / FOLDER
    sys.exit(build(here / "core.c", here / "_core.so"))
