"""`.venv`: made once, filled from the lock, and left alone until the lock or Python changes."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from devtools import system

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = FOLDER / "set-up"


def prepare(needed: tuple[str, ...], wished: tuple[str, ...] = ()) -> None:
    """Make the environment ready, or leave with one line that says what to do.

    `needed` packages of the system must be there; without a `wished` one, the gate that wants it
    says so itself.
    """
    if importlib.util.find_spec("ensurepip") is None and not FOLDER.exists():
        needed = (f"python3.{sys.version_info.minor}-venv", *needed)
        if not system.is_debian():
            sys.exit("This Python lacks its venv module; install it and try again.")
    lacking = set(system.provide((*needed, *wished)))
    if lacking & set(needed):
        sys.exit("Without them it does not start.")
    stamp = _stamp()
    if not STAMP.exists() or STAMP.read_text("utf-8") != stamp:
        _fill()
        STAMP.write_text(stamp, "utf-8")


def _stamp() -> str:
    """What the environment was made from: this Python, this folder, this lock."""
    made_from = f"{sys.version}\n{FOLDER}\n{LOCK.read_text('utf-8')}"
    return hashlib.sha256(made_from.encode()).hexdigest()


def _fill() -> None:
    if not _fits():
        print("Making .venv")
        if FOLDER.exists():
            shutil.rmtree(FOLDER)
        _run(sys.executable, "-m", "venv", str(FOLDER))
    print("Installing the locked packages into .venv (a few minutes the first time)")
    pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(LOCK))
    # The checkout itself: a path is all Python needs, and it costs the app's start nothing.
    purelib = _run(
        str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')"
    )
    (Path(purelib) / "rm_desktop_checkout.pth").write_text(f"{ROOT}\n", "utf-8")
    # Shows at once, and with the name of the library, what Qt still lacks on this machine.
    _run(str(PYTHON), "-c", "import PySide6.QtWidgets")


def _fits() -> bool:
    """Whether the folder holds an environment of this very Python that can install packages."""
    try:
        said = subprocess.run(
            [str(PYTHON), "-c", "import sys, pip; print(sys.version, end='')"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return said.returncode == 0 and said.stdout == sys.version


def _run(*command: str) -> str:
    """What the command said on its standard output; leaves with all it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nSet-up stopped at: {' '.join(command)}")
    return done.stdout
