"""Compiles what makes the package faster while a wheel is built; it works without, only slower.

- src/newsextract/entities/core.c, wherever there is a C compiler, also for an editable installation. No failure here
  ever stops one.
- The grammars' Python modules with mypyc where NEWSEXTRACT_COMPILE=1 asks for it: a third faster in all, for two
  minutes of compiling. Their sources stay in the package, which runs from them under any other version of Python.
  Who asks for it is told where it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "src/newsextract/entities"

COMPILED = """
dates: __init__ chains clocks context counted durations lexicon marks moments numeric readings recognise resolve shapes
dates: signals times windows words
dates/meaning: __init__ days months named parts years
entities: addresses brands bylines companies coordination cuts divisions extensions finder gazetteer given grammar
entities: groups handles labels latin listings locations memory merging namesakes naming organisations output peers
entities: people persons places shortforms sites stream tidy
facts: after amounts check chunk deeds frames headings joints kinds link lists objects own phrases predicates relations
facts: roles scopes sentence standing timeless titles trend walk when where words
numerals: __init__ reader runs
quantities: amount context exclusions recognise senses shapes unitless units
zones: byline layout rows
"""
"""Room: the modules that mypyc compiles, where nine tenths of the time go.

The policies lost by it (nearly all their time is in patterns), numpy's callers gain nothing, and msgspec's records
would lose the types of their elements, which mypyc does not keep.
"""

SETUP = """
from mypyc.build import mypycify
from setuptools import setup

modules = mypycify({arguments!r}, opt_level="2", debug_level="0", multi_file=True, group_name="newsextract")
setup(name="newsextract", packages=[], ext_modules=modules)
"""
# Other packages' types are not read: that may take three minutes, and in an isolated build they are not there.
MYPY = """
[mypy]
follow_imports = silent
ignore_missing_imports = True
no_site_packages = True
"""


class CoreHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch calls `initialize` before it collects the files."""

    PLUGIN_NAME = "custom"
    made: TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        return ["mypy>=1.11", "setuptools>=70"] if wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self.build_core(build_data)
        if wanted() and version == "standard":
            self.compile_modules(build_data)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self.made is not None:
            self.made.cleanup()

    def compile_modules(self, build_data: dict[str, Any]) -> None:
        """Raises RuntimeError with what went wrong."""
        self.made = TemporaryDirectory()
        work = Path(self.made.name)
        for path in compile_modules(Path(self.root) / "src", work):
            build_data["force_include"][str(path)] = path.relative_to(work / "lib").as_posix()
        build_data.pop("tag", None)
        build_data.update(pure_python=False, infer_tag=True)

    def build_core(self, build_data: dict[str, Any]) -> None:
        folder = Path(self.root) / FOLDER
        target = folder / ("_core.dll" if sys.platform == "win32" else "_core.so")
        problem = build(folder / "core.c", target)
        if problem:
            self.app.display_warning(f"the tagger's compiled core was not built, numpy does its work: {problem}")
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data.update(pure_python=False, tag=f"py3-none-{platform}")
        build_data["artifacts"].append(f"{FOLDER}/{target.name}")


def wanted() -> bool:
    """Whether the environment asks for compiled modules."""
    return os.environ.get("NEWSEXTRACT_COMPILE", "0") not in ("", "0")


def modules() -> list[str]:
    """Paths of the modules to compile."""
    rooms = (line.split(": ") for line in COMPILED.strip().splitlines())
    return [f"newsextract/{room}/{name}.py" for room, names in rooms for name in names.split()]


def compile_modules(source: Path, work: Path) -> list[Path]:
    """The libraries, under work/lib, of the modules in the folder `source`. Raises RuntimeError saying what failed."""
    # In a copy: libraries beside the sources would hide later changes of these.
    for path in (source / "newsextract").rglob("*.py"):
        copy = work / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    (work / "mypy.ini").write_text(MYPY, encoding="utf-8")
    (work / "setup.py").write_text(SETUP.format(arguments=["--config-file=mypy.ini", *modules()]), encoding="utf-8")
    command = [sys.executable, "setup.py", "build_ext", "--build-lib", "lib"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"NEWSEXTRACT_COMPILE: mypyc failed\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return [path for path in (work / "lib").rglob("*") if path.is_file()]


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
