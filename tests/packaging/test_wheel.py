"""Wheel and sdist hold everything that they need, and run outside the checkout.

In an environment of its own the wheel fetches all dependencies anew: that is `make package`, not `make test`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_every_module_and_data_file_is_in_the_wheel(wheel: Path) -> None:
    package = ROOT / "src"
    wanted = {
        path.relative_to(package).as_posix()
        for path in (package / "newsextract").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert wanted <= names
    assert "newsextract/report/assets/echarts.common.min.js" in names
    assert not [name for name in names if name.startswith(("tests/", "corpus/", "gold/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_compiled_core_is_in_the_wheel_where_there_is_a_compiler(wheel: Path) -> None:
    if not any(map(shutil.which, ("cc", "gcc", "clang"))):
        pytest.skip("no C compiler")
    assert "-py3-none-" in wheel.name
    assert not wheel.name.endswith("-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if "/entities/_core." in name]


def test_without_a_compiler_the_wheel_is_pure(tmp_path: Path) -> None:
    source = tmp_path / "source"
    names = ("src", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
    for name in names:
        whole = ROOT / name
        if whole.is_dir():
            shutil.copytree(whole, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.npy", "_core.*"))
        else:
            shutil.copy(whole, source / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    environment = {**os.environ, "CC": str(tmp_path / "no-compiler")}
    done = subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True, text=True)
    (built,) = tmp_path.glob("*.whl")
    assert built.name.endswith("-py3-none-any.whl")
    assert "numpy does its work" in done.stdout + done.stderr


def test_the_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "a.txt").write_text(
        "截至2018年底，郑州市累计投入扶贫资金31.5亿元，“三变”改革惠及3万户。", encoding="utf-8"
    )
    code = "import newsextract, sys; print(newsextract.__file__); from newsextract.cli import main; main()"
    command = [sys.executable, "-c", code, "run", "a.txt", "-o", "out"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "site") in done.stdout
    assert "2 quantities, 1 dates, 1 policies" in done.stdout


def test_the_sdist_is_the_whole_project(unpacked: Path) -> None:
    """Everything that git tracks, but for what belongs to the place where the project is developed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no git repository: this is an sdist itself")
    tracked = {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    packed = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    left_out = {name for name in tracked - packed if not name.startswith(".")}
    assert left_out <= {"output/.gitkeep"}  # `!/output/.gitkeep` of .gitignore wins or not by version


@pytest.mark.skipif(not os.environ.get("NEWSEXTRACT_PACKAGE"), reason="fetches all dependencies anew: `make package`")
def test_a_fresh_environment_runs_the_sample(wheel: Path, unpacked: Path, tmp_path: Path) -> None:
    """Installed from the wheel alone, far from the checkout: the sample has its figures, and pages are made of it."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def call(program: str, *arguments: str) -> str:
        command = [str(programs / program), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    call("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    home = call("python", "-c", "import newsextract; print(newsextract.__file__)")
    assert str(tmp_path / "venv") in home
    call("newsextract", "run", str(unpacked / "corpus"), "-o", "out", "--quiet")
    figures = json.loads(call("newsextract", "validate", "out", "--gold", str(unpacked / "gold"), "--json"))["figures"]
    assert figures["quantities"]["strict"] > 0.99
    assert figures["entities"]["strict"] > 0.9
    call("newsextract", "report", "out", "-o", "site")
    assert (tmp_path / "site" / "assets" / "echarts.common.min.js").is_file()
    call("newsextract", "show", "out/zzrb-d18-tuopin.json", "--html", "page.html")
    call("newsextract", "validate", "out", "--gold", str(unpacked / "gold"), "--html", "figures.html", "--errors", "0")
    for name in ("json", "csv", "sqlite"):
        call("newsextract", "run", str(unpacked / "corpus"), "-o", name, "--format", name, "--quiet")
        count = call("python", "-c", f"import newsextract; print(sum(1 for _ in newsextract.read('{name}')))")
        assert int(count) == len(list((unpacked / "corpus").glob("*.txt")))
