"""The wheel holds everything that the package needs, and runs outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


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
