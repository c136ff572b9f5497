"""The gates: what must hold before a change is shared, the same here and under CI.

Three lanes share two cores: the screens, what lies below them, and what often waits for displays,
servers and processes. The output of the screens comes last and as it happens, so a log ends with
pytest's closing lines.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from devtools import system
from devtools.environment import PYTHON, ROOT

HERE = Path(__file__).resolve().parent
#: Run by themselves, since counting branches slows every line: they cover the domain alone.
DOMAIN = "tests/domain"
#: Half of the work; everything that is not named here is run beside it.
SCREENS = ("tests/ui", "tests/journeys")
FAULTS = "tests/faults"
#: Where the tests lie that ask for a machine's help: nothing else has to be read to find them.
MARKED = {
    "window_manager": ("tests/window",),
    "real_keyring": ("tests/system", "tests/ui/shell"),
    "postgresql": ("tests/relay",),
}
ORDINARY = " and ".join(f"not {mark}" for mark in MARKED)
NOTHING_SELECTED = 5  # pytest's exit status
#: Where Linux keeps files in memory, and the bytes that folders of tests want there.
MEMORY, ROOM = Path("/dev/shm"), 1024**3  # noqa: S108


@dataclass(frozen=True, slots=True)
class Gate:
    """One command that must succeed, and the programs without which it cannot run."""

    name: str
    command: tuple[str, ...]
    programs: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    only_warns: bool = False

    def missing(self) -> list[str]:
        """The programs this machine lacks."""
        return [each for each in self.programs if not shutil.which(each)]


def _module(*arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", *arguments)


def _marked(mark: str, *before: str) -> tuple[str, ...]:
    return (*before, *_module("pytest", "-q", "-m", mark, *MARKED[mark]))


LONG_RUN = _module("pytest", "-m", ORDINARY, *SCREENS)
BESIDE = tuple(f"--ignore={folder}" for folder in (*SCREENS, DOMAIN, FAULTS))
WORKING = (
    Gate("format", _module("ruff", "format", "--check", "--quiet")),
    Gate("lint", _module("ruff", "check")),
    Gate("types", _module("mypy")),
    Gate("imports", (str(PYTHON.with_name("lint-imports")),)),
    Gate("sizes", (str(PYTHON), str(HERE / "sizes.py")), only_warns=True),
    Gate("changelog", (str(PYTHON), str(HERE / "changelog.py"))),
    Gate("tests of the domain", _module("pytest", "-q", DOMAIN, "--cov", "--cov-report=term")),
    Gate("tests below the screens", _module("pytest", "-q", "-m", ORDINARY, *BESIDE)),
)
WAITING = (
    Gate(
        "tests with a window manager",
        _marked("window_manager", "bash", str(HERE / "with_window_manager.sh")),
        programs=("bash", "xvfb-run", "Xvfb", "xauth", "openbox", "xdotool", "xprop", "xwininfo"),
        environment={"QT_QPA_PLATFORM": "xcb"},
    ),
    Gate("tests with PostgreSQL", _marked("postgresql"), programs=("pg_ctlcluster",)),
    Gate(
        "tests with a keyring",
        _marked("real_keyring", "bash", str(HERE / "with_keyring.sh")),
        programs=("bash", "dbus-run-session", "gnome-keyring-daemon"),
    ),
    Gate("tests of faults", _module("pytest", "-q", FAULTS)),
)


def run_tests(arguments: list[str]) -> int:
    """Run the tests that `arguments` of pytest name; its exit status."""
    return subprocess.run(_module("pytest", *arguments), cwd=ROOT, check=False).returncode


def run_all() -> int:
    """Run every gate; 0 if all hold."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "output").open("wb") as output:
        running = subprocess.Popen(
            LONG_RUN,
            cwd=ROOT,
            env=_quickly(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with ThreadPoolExecutor() as lanes:
                failed = [
                    name for names in lanes.map(_failing, (WORKING, WAITING)) for name in names
                ]
            print(f"\ntests (began {time.monotonic() - began:.0f} s ago)")
            _follow(Path(output.name), running)
        finally:
            running.kill()
            running.wait()
    if running.returncode:
        failed.append("tests")
    if failed:
        print(f"\nDo not hold: {', '.join(failed)} ({time.monotonic() - began:.0f} s)")
    return 1 if failed else 0


def _quickly() -> dict[str, str]:
    """The environment of gates: what is compiled is kept, and folders of tests lie in memory.

    A kill loses nothing that a write has handed over, wherever that is; only a power cut would.
    """
    variables = dict(os.environ)
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # each process would compile the app anew
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        variables.setdefault("TMPDIR", str(MEMORY))
    return variables


def _failing(lane: tuple[Gate, ...]) -> list[str]:
    """Run gates one after the other; the names of those that do not hold."""
    return [gate.name for gate in lane if not _holds(gate)]


def _holds(gate: Gate) -> bool:
    """Run one gate and print its name, time and result, and if it fails all it said."""
    missing = gate.missing()
    if missing:
        print(f"{gate.name:28} not run: this machine lacks {', '.join(missing)}")
        return not system.UNDER_CI
    began = time.monotonic()
    done = subprocess.run(
        gate.command,
        cwd=ROOT,
        env={**_quickly(), **gate.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    holds = done.returncode == 0
    said = done.stdout.strip()
    closing = said.splitlines()[-1].strip("= ") if said else ""
    if "pytest" in gate.command and done.returncode == NOTHING_SELECTED:
        holds, closing = True, "no test asks for it"
    result = f"ok       {closing}" if holds else "FAILED"
    shown = [said] if said and (not holds or gate.only_warns) else []
    row = f"{gate.name:28} {time.monotonic() - began:6.1f} s  {result}"
    sys.stdout.write("\n".join((row, *shown, "")))  # at once: there are two lanes
    return holds


def _follow(output: Path, running: subprocess.Popen[bytes]) -> None:
    """Print what the process wrote and goes on writing, until it ends."""
    with output.open(encoding="utf-8", errors="replace") as reader:
        while True:
            ended = running.poll() is not None
            said = reader.read()
            sys.stdout.write(said)
            sys.stdout.flush()
            if ended:
                return
            time.sleep(0.1)
