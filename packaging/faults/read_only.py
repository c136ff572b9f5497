"""The disk takes no writing: said so, nothing changed, never a first run (D5)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from faults.child import Tell, answers
from faults.run import Run, Turn, promise
from faults.small_disk import can_mount, make_read_only, mount
from faults.stage import files_in, start
from rm_desktop.bootstrap import create_profile, make_demo, open_profile, profile_is_new
from rm_desktop.domain.errors import KnownError, ReadOnlyError
from rm_desktop.services.doctor import examine
from rm_desktop.services.export import Form, export
from rm_desktop.system.single_instance import SingleInstance
from rm_desktop.system.whole_files import CannotWriteError
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault

SHORT, LONG = 8, 100
_MEGABYTES = 4
_TORN = 40_000


def play(run: Run) -> None:
    """Open, begin, export and back up where nothing can be written."""
    if not can_mount(run.folder):
        run.skip("this machine lets us mount no small disk")
        return
    base = run.folder / "base"
    key = make_demo(base)

    def attempt(turn: Turn) -> None:
        disk = turn.folder / "disk"
        disk.mkdir()
        hot = turn.dice.random() < 0.5
        run.facts["with a log left by a kill" if hot else "closed before"] += 1

        def work(_tell: Tell) -> None:
            mount(disk, _MEGABYTES)
            shutil.copytree(base, disk / "profile")
            if hot:
                _leave_a_log(disk / "profile", disk / "hot", key)
            make_read_only(disk)
            _hold(disk, "hot" if hot else "profile", base, key)

        answers(work, turn.folder / "told")

    run.each(attempt)


def _leave_a_log(root: Path, target: Path, key: bytes) -> None:
    profile = open_profile(root, key)
    profile.settings.put("text_size", 130)
    shutil.copytree(root, target)
    profile.close()


def _hold(disk: Path, folder: str, base: Path, key: bytes) -> None:
    root = disk / folder
    before = files_in(root, without=())
    promise(not profile_is_new(root), "a read-only disk looked like a first run")
    acts: dict[str, Callable[[], object]] = {
        "a start": lambda: start(root, key),
        "doctor": lambda: examine(root, key),
        "a first start": lambda: create_profile(disk / "new", MemoryKeyStore()),
        "the lock": lambda: SingleInstance.acquire(root),
    }
    for name, act in acts.items():
        _refused(name, act, ReadOnlyError)
    profile = open_profile(base, key)
    _refused("an export", lambda: export(profile, disk / "out", Form.JSON), CannotWriteError)
    vault = profile.ports.vault()
    _refused("a backup", lambda: vault.backup_to(disk / "copy.vault"), ReadOnlyError)
    profile.close()
    Vault.open(base / "workspace.vault", key).close()
    promise(files_in(root, without=()) == before, "something was written after all")


def _refused(name: str, act: Callable[[], object], state: type[KnownError]) -> None:
    try:
        act()
    except KnownError as error:
        promise(type(error) is state, f"{name} was called {type(error).__name__}: {error}")
        promise(error.sentence and error.next_step, "a refusal without a next step")
        return
    promise(holds=False, words=f"{name} was possible")
