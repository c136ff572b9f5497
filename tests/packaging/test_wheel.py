"""The wheel, installed where nothing of the checkout is in reach, starts and finds its files."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import rm_desktop

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("rm_desktop", "resources", "pyproject.toml", "LICENSE", "README.md")


def run(*command: object, where: Path) -> str:
    done = subprocess.run(
        [str(each) for each in command],
        cwd=where,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, and sees our libraries by a path."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # setuptools leaves things beside what it builds
    source.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name)
        else:
            shutil.copy(ROOT / name, source / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    offline = ("--no-deps", "--no-index")
    run(*pip, "wheel", *offline, "--no-build-isolation", "-w", folder, source, where=folder)
    [wheel] = folder.glob("rm_desktop-*.whl")
    empty = folder / "empty"
    venv.create(empty, with_pip=False)
    programs = empty / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    run(*pip, "--python", python, "install", *offline, wheel, where=folder)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", where, where=folder).strip())
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "libraries.pth").write_text("\n".join(sorted(libraries)), "utf-8")
    return programs


def test_it_starts_and_says_its_version(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "rm-desktop", "--version", where=tmp_path)
    assert rm_desktop.__version__ in said


def test_it_brings_every_module_and_every_resource(installed: Path, tmp_path: Path) -> None:
    place = "import rm_desktop; print(rm_desktop.__path__[0])"
    package = Path(run(installed / "python", "-c", place, where=tmp_path).strip())
    assert ROOT not in package.parents

    def contents(folder: Path, kind: str) -> set[Path]:
        found = {each.relative_to(folder) for each in folder.rglob(kind) if each.is_file()}
        return {each for each in found if "__pycache__" not in each.parts}

    assert contents(package, "*.py") == contents(ROOT / "rm_desktop", "*.py")
    assert contents(package / "_resources", "*") == contents(ROOT / "resources", "*")


def test_it_reads_a_resource_of_its_own(installed: Path, tmp_path: Path) -> None:
    read = "from rm_desktop import resources; print(resources.read_text('themes/light.toml'))"
    said = run(installed / "python", "-c", read, where=tmp_path)
    assert said.strip() == (ROOT / "resources/themes/light.toml").read_text("utf-8").strip()
