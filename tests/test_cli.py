"""The command line as somebody types it: its words, its exit codes, what it leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from rm_desktop import __version__
from rm_desktop.__main__ import DOCTOR, EXPORT, MisuseError, parse
from rm_desktop.bootstrap import build_sample, create_profile
from rm_desktop.system.single_instance import SingleInstance
from rm_desktop.vault.keys import MemoryKeyStore

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-m", "rm_desktop")
#: What the window reports when it stands still; then the test closes it.
UNTIL_IDLE = """
import sys
from PySide6.QtWidgets import QApplication
from rm_desktop.ui import app
run = app.run
app.run = lambda start, report: run(start, lambda what: print(start.root) or QApplication.quit()
    if what == "idle" else None)
from rm_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass
class Sample:
    """A profile with the sample pair, and its key."""

    root: Path
    key: bytes


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    root = tmp_path_factory.mktemp("cli") / "profile"
    today = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
    return Sample(root, build_sample(root, today, "Europe/London", MemoryKeyStore()))


@contextmanager
def descriptor(key: bytes) -> Iterator[int]:
    """Hand a key over as a test or a bench does: by a descriptor, never in words."""
    reading, writing = os.pipe()
    os.write(writing, key)
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def run(
    *arguments: str, key: bytes | None = None, command: tuple[str, ...] = PROGRAM, **env: str
) -> subprocess.CompletedProcess[str]:
    with descriptor(key or b"") as number:
        return subprocess.run(
            [*command, *arguments, *(["--key-fd", str(number)] if key is not None else [])],
            cwd=ROOT,
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )


def one_line(text: str) -> str:
    assert text.startswith("rm-desktop: ")
    assert text.count("\n") == 1
    return text.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core files")
def test_a_crash_leaves_no_image_of_the_memory(tmp_path: Path) -> None:
    ask = (
        "import resource, sys; from rm_desktop.__main__ import main; main(sys.argv[1:]);"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    words = (sys.executable, "-c", ask, "doctor", "--profile", str(tmp_path / "none"))
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "(0, 0)"


# -- reading arguments --------------------------------------------------------------------


def test_options_are_read_with_a_space_or_an_equals_sign() -> None:
    for arguments in (
        ["doctor", "--profile", "a b", "--json"],
        ["doctor", "--profile=a b", "--json"],
    ):
        order = parse(arguments)
        assert order.command == DOCTOR
        assert order.root == Path("a b").absolute()
        assert "--json" in order


def test_without_a_profile_the_usual_folder_is_meant() -> None:
    assert parse([]).root.name == "rm-desktop"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--bogus"], "--bogus"),
        (["--rebuild"], "--rebuild"),
        (["destroy"], "destroy"),
        (["open"], "open"),
        (["--profile"], "--profile needs a value"),
        (["--profile="], "--profile needs a folder"),
        (["--demo", "--profile", "x"], "--demo"),
        (["--demo=yes"], "--demo"),
        (["export", "--format", "json"], "--to"),
        (["export", "--to", "x"], "--format"),
        (["export", "--to", "x", "--format", "pdf"], "--format"),
        (["--key-fd", "three"], "--key-fd"),
        (["--key-fd", "9" * 20], "--key-fd"),
        (["doctor", "more"], "more"),
        (["doctor", "--salvage"], "--to"),
        (["doctor", "--to", "x"], "--salvage"),
        (["doctor", "--salvage", "--to", "x", "--json"], "--json"),
        (["backup"], "--to"),
        (["backup", "--to="], "--to needs a folder"),
        (["restore"], "--from"),
        (["restore", "--from="], "--from"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(arguments: list[str], words: str) -> None:
    with pytest.raises(MisuseError, match=words):
        parse(arguments)


def test_export_is_read_with_its_folder_and_form() -> None:
    order = parse(["export", "--to", "out", "--format", "json"])
    assert (order.command, order.options["--format"]) == (EXPORT, "json")


# -- as a process -------------------------------------------------------------------------


def test_bad_arguments_get_one_line_and_the_exit_code_two() -> None:
    done = run("--bogus")
    assert done.returncode == 2
    assert "“--bogus”" in one_line(done.stderr)
    assert done.stdout == ""


def test_the_version_and_the_help_are_said() -> None:
    assert run("--version").stdout == f"rm-desktop {__version__}\n"
    said = run("doctor", "--help")
    assert said.returncode == 0
    assert "export" in said.stdout


def test_doctor_says_where_there_is_nothing(tmp_path: Path) -> None:
    done = run("doctor", "--profile", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "There is no profile" in one_line(done.stderr)
    assert not (tmp_path / "none").exists()


def test_doctor_speaks_in_sentences_or_in_json(sample: Sample) -> None:
    said = run("doctor", "--profile", str(sample.root), key=sample.key)
    assert (said.returncode, said.stderr) == (0, "")
    assert "Lists and search agree with the documents." in said.stdout
    plain = run("doctor", "--profile", str(sample.root), "--json", key=sample.key)
    report = json.loads(plain.stdout)
    assert (report["sound"], report["counts"]["sessions"]) == (True, 6)


def test_doctor_names_what_is_broken_in_one_line(tmp_path: Path) -> None:
    key = create_profile(tmp_path, MemoryKeyStore())
    (tmp_path / "workspace.vault.header").unlink()
    done = run("doctor", "--profile", str(tmp_path), key=key)
    assert done.returncode == 1
    assert "says how to open your notes is missing" in one_line(done.stderr)


def test_a_wrong_key_is_one_line(sample: Sample) -> None:
    done = run("doctor", "--profile", str(sample.root), key=bytes(32))
    assert done.returncode == 1
    assert "belongs to other notes" in one_line(done.stderr)


def test_half_a_key_is_misuse(sample: Sample) -> None:
    done = run("doctor", "--profile", str(sample.root), key=b"short")
    assert done.returncode == 2
    assert "32 bytes" in one_line(done.stderr)


def test_a_passphrase_is_asked_for_in_a_terminal_only(tmp_path: Path) -> None:
    create_profile(tmp_path, MemoryKeyStore(), "correct horse battery staple")
    done = run("doctor", "--profile", str(tmp_path))
    assert done.returncode == 1
    assert "terminal" in one_line(done.stderr)


def test_what_writes_refuses_while_the_app_runs(sample: Sample) -> None:
    held = SingleInstance.acquire(sample.root, raise_first=False)
    try:
        done = run("doctor", "--profile", str(sample.root), "--rebuild", key=sample.key)
        looked = run("doctor", "--profile", str(sample.root), key=sample.key)
    finally:
        held.release()
    assert done.returncode == 1
    assert "Quit it" in one_line(done.stderr)
    assert looked.returncode == 0


def test_what_writes_refuses_before_it_asks_for_a_passphrase(tmp_path: Path) -> None:
    create_profile(tmp_path, MemoryKeyStore(), "correct horse battery staple")
    held = SingleInstance.acquire(tmp_path, raise_first=False)
    try:
        done = run("doctor", "--profile", str(tmp_path), "--rebuild")
    finally:
        held.release()
    assert "Quit it" in one_line(done.stderr)
    nowhere = run("doctor", "--profile", str(tmp_path / "nowhere"), "--rebuild")
    assert "no profile" in one_line(nowhere.stderr)


def test_rebuild_says_what_it_made(sample: Sample) -> None:
    done = run("doctor", "--profile", str(sample.root), "--rebuild", key=sample.key)
    assert done.returncode == 0
    assert "made anew" in done.stdout


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_export_writes_a_folder_and_never_over_another(
    sample: Sample, tmp_path: Path, form: str
) -> None:
    arguments = ("export", "--profile", str(sample.root), "--to", str(tmp_path / "out"))
    done = run(*arguments, "--format", form, key=sample.key)
    assert (done.returncode, done.stderr) == (0, "")
    written = "\n".join(p.read_text("utf-8") for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert "How our customers really use short video" in written
    again = run(*arguments, "--format", form, key=sample.key)
    assert again.returncode == 1
    one_line(again.stderr)


def test_backup_writes_a_copy_that_restore_puts_back(tmp_path: Path) -> None:
    root, to = tmp_path / "profile", tmp_path / "stick"
    today = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
    key = build_sample(root, today, "Europe/London", MemoryKeyStore())
    to.mkdir()
    done = run("backup", "--profile", str(root), "--to", str(to), key=key)
    assert (done.returncode, done.stderr) == (0, "")
    [copy] = to.glob("workspace-*-asked.vault")
    assert str(copy) in done.stdout
    asked = run("restore", "--profile", str(root), "--from", str(copy), key=key)
    assert asked.returncode == 1
    assert "--yes" in one_line(asked.stderr)
    assert "6 sessions" in asked.stdout
    put = run("restore", "--profile", str(root), "--from", str(copy), "--yes", key=key)
    assert (put.returncode, put.stderr) == (0, "")
    assert "Restored." in put.stdout
    assert "-restore.vault" in put.stdout
    looked = run("doctor", "--profile", str(root), "--json", key=key)
    assert json.loads(looked.stdout)["counts"]["sessions"] == 6


def test_doctor_salvages_what_it_can_and_names_the_rest(sample: Sample, tmp_path: Path) -> None:
    root, out = tmp_path / "profile", tmp_path / "out"
    shutil.copytree(sample.root, root)
    (root / "private.vault").unlink(missing_ok=True)
    (root / "private.vault.header").unlink(missing_ok=True)
    done = run("doctor", "--profile", str(root), "--salvage", "--to", str(out), key=sample.key)
    assert (done.returncode, done.stderr) == (0, "")
    path = root / "workspace.vault"
    content = bytearray(path.read_bytes())
    content[100] ^= 1  # in the first page, without which nothing opens it
    path.write_bytes(content)
    damaged = run("doctor", "--profile", str(root), key=sample.key)
    assert damaged.returncode == 1
    again = tmp_path / "again"
    saved = run("doctor", "--profile", str(root), "--salvage", "--to", str(again), key=sample.key)
    assert saved.returncode == 1
    assert "1 of " in saved.stdout
    looked = run("doctor", "--profile", str(again), "--json", key=sample.key)
    assert json.loads(looked.stdout)["counts"]["sessions"] == 6
    over = run("doctor", "--profile", str(root), "--salvage", "--to", str(again), key=sample.key)
    assert "already" in one_line(over.stderr)


def test_backup_needs_a_folder_that_is_there(sample: Sample, tmp_path: Path) -> None:
    to = tmp_path / "none"
    done = run("backup", "--profile", str(sample.root), "--to", str(to), key=sample.key)
    assert done.returncode == 1
    assert "no folder" in one_line(done.stderr)
    assert not to.exists()


def test_restore_refuses_while_the_app_runs(sample: Sample, tmp_path: Path) -> None:
    run("backup", "--profile", str(sample.root), "--to", str(tmp_path), key=sample.key)
    [copy] = tmp_path.glob("*.vault")
    held = SingleInstance.acquire(sample.root, raise_first=False)
    try:
        done = run(
            *("restore", "--profile", str(sample.root), "--from", str(copy), "--yes"),
            key=sample.key,
        )
    finally:
        held.release()
    assert done.returncode == 1
    assert "Quit it" in one_line(done.stderr)


def test_restore_says_when_there_is_no_such_file(sample: Sample, tmp_path: Path) -> None:
    name = str(tmp_path / "none.vault")
    done = run("restore", "--profile", str(sample.root), "--from", name, "--yes", key=sample.key)
    assert done.returncode == 1
    assert "no file" in one_line(done.stderr)


def test_doctor_and_export_need_no_qt(sample: Sample, tmp_path: Path) -> None:
    without_qt = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from rm_desktop.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    command = (sys.executable, "-c", without_qt)
    root = str(sample.root)
    assert run("doctor", "--profile", root, key=sample.key, command=command).returncode == 0
    to = ("--to", str(tmp_path / "out"), "--format", "json")
    assert run("export", "--profile", root, *to, key=sample.key, command=command).returncode == 0


def test_without_a_display_it_says_so_instead_of_crashing(tmp_path: Path) -> None:
    done = run("--profile", str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "no display" in one_line(done.stderr)


def test_reading_the_command_line_imports_nothing_heavy() -> None:
    heavy = ("argparse", "PySide6", "sqlalchemy", "sqlcipher3", "loro", "platformdirs", "asyncio")
    asked = f"import sys, rm_desktop.__main__; print([m for m in {heavy} if m in sys.modules])"
    assert run(command=(sys.executable, "-c", asked)).stdout.strip() == "[]"


def test_the_demo_opens_with_the_sample_pair_and_leaves_nothing(tmp_path: Path) -> None:
    done = run(
        "--demo",
        command=(sys.executable, "-c", UNTIL_IDLE),
        TMPDIR=str(tmp_path),
        QT_QPA_PLATFORM="offscreen",
    )
    assert (done.returncode, done.stderr) == (0, "")
    root = Path(done.stdout.strip())
    assert root.is_relative_to(tmp_path) or root.is_relative_to(tempfile.gettempdir())
    assert not root.parent.exists()
    assert not list(tmp_path.iterdir())


def test_the_app_opens_a_profile_with_a_key_it_is_handed(sample: Sample) -> None:
    done = run(
        "--profile",
        str(sample.root),
        key=sample.key,
        command=(sys.executable, "-c", UNTIL_IDLE),
        QT_QPA_PLATFORM="offscreen",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str(sample.root)


def test_a_start_that_nobody_touches_opens_no_vault_and_quitting_neither(sample: Sample) -> None:
    at_end = "import atexit; atexit.register(lambda: print('sqlalchemy' in sys.modules))"
    told = UNTIL_IDLE.replace("import sys", f"import sys\n{at_end}", 1)
    told = told.replace("print(start.root)", "None")
    command = (sys.executable, "-c", told, "--profile", str(sample.root))
    done = run(key=sample.key, command=command, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout.strip()) == (0, "False"), done.stderr
