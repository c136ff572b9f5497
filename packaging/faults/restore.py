"""A backup put back while killed, without room, or with damage: before or after, never between.

Before or after means that the profile opens and says all of the one or all of the other; and the
former notes are kept in a copy that opens.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

from faults.act import Act
from faults.child import Tell, answers
from faults.run import Run, Turn, promise
from faults.small_disk import can_mount, mount
from faults.stage import desk_of, files_in, fresh_ids, hold_sound, make_profile, start
from faults.steps import killing
from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.backups import read_name
from rm_desktop.domain.errors import DiskFullError, KnownError
from rm_desktop.services.backups import Backups
from rm_desktop.services.restore import Restore, restore
from rm_desktop.vault.backup import Source
from rm_desktop.vault.header import header_path, restoring_path
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.restore import staged_path
from rm_desktop.vault.vault import Vault

SHORT, LONG = 30, 1000
_NOW_MS = 1_790_000_000_000
_THEN, _NOW = "Budget then", "Budget now"
_MEGABYTES = 4


class Restoring(Act):
    """The workspace of yesterday in place of today's."""

    name = "restoring"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        root = base / "profile"
        self._key = make_profile(root)
        profile = open_profile(root, self._key, ids=fresh_ids())
        desk_of(profile).agenda.add("", _THEN)
        sources = (Source(profile.ports.vault().path, self._key),)
        [made] = Backups(root, lambda: sources, lambda: _NOW_MS).make().copies
        self._copy = made.relative_to(base)
        desk_of(profile).agenda.add("", _NOW)
        profile.close()
        self.spoil(root)

    def spoil(self, root: Path) -> None:
        """Leave the present notes as they are."""

    def do(self, folder: Path) -> None:
        source = Source(folder / self._copy, self._key)
        act = Restore(folder / "profile", source, MemoryKeyStore(), lambda: _NOW_MS + 1)
        restore(act, lambda: None)

    def hold(self, folder: Path) -> None:
        there = self._titles(folder)
        promise(there in self.states(), f"between the two: {there}")
        if there == {_THEN}:
            self.hold_kept(folder)
        self.do(folder)
        promise(self._titles(folder) == {_THEN}, "not restored when tried again")
        hold_sound(folder / "profile", self._key)
        left = [p.name for p in (folder / "profile").iterdir() if ".rest" in p.name]
        promise(not left, f"left beside the vault: {left}")

    def states(self) -> tuple[set[str] | None, ...]:
        """Return what the profile may say after a kill."""
        return {_THEN}, {_THEN, _NOW}

    def hold_kept(self, folder: Path) -> None:
        """Hold the former notes to being somewhere, once they are not there any more."""
        kept = [
            self._titles_of(path)
            for path in (folder / "profile/backups").iterdir()
            if read_name(path.name)
        ]
        promise({_THEN, _NOW} in kept, "the former notes are nowhere")

    def _titles(self, folder: Path) -> set[str] | None:
        """Return the topics the profile shows at a start, None if it says that it is damaged."""
        try:
            profile = start(folder / "profile", self._key)
        except KnownError:
            return None
        found = {item.title for item in desk_of(profile).open_pair.pair.items.values()}
        profile.close()
        return found

    def _titles_of(self, path: Path) -> set[str]:
        copy = Vault.open(path, self._key)
        found = {row.title for row in copy.items(kind="item")}
        copy.close()
        return found


class RestoringDamaged(Restoring):
    """A backup in place of notes that cannot be read, with a log beside them."""

    name = "restoring over damage"

    def spoil(self, root: Path) -> None:
        path = root / "workspace.vault"
        content = bytearray(path.read_bytes())
        content[100] ^= 1
        path.write_bytes(content)
        path.with_name(f"{path.name}-wal").write_bytes(b"a log of something" * 100)
        self._broken = bytes(content)

    def states(self) -> tuple[set[str] | None, ...]:
        return {_THEN}, None

    def hold_kept(self, folder: Path) -> None:
        lying = files_in(folder / "profile").values()
        promise(self._broken in lying, "the damaged file is gone")


class RestoringNothing(Restoring):
    """A backup where no vault is left at all."""

    name = "restoring a lost vault"

    def spoil(self, root: Path) -> None:
        path = root / "workspace.vault"
        path.unlink()
        header_path(path).unlink()

    def states(self) -> tuple[set[str] | None, ...]:
        return {_THEN}, None

    def hold_kept(self, folder: Path) -> None:
        """Nothing was there to be kept."""

    def _titles(self, folder: Path) -> set[str] | None:
        if (
            not header_path(folder / "profile/workspace.vault").exists()
            and not restoring_path(folder / "profile/workspace.vault").exists()
        ):
            return None
        return super()._titles(folder)


def play(run: Run) -> None:
    """Kill at every step in some turns, let the disk be full in others."""
    kinds = (Restoring, RestoringDamaged, RestoringNothing)
    acts = [act(run.folder / act.name) for act in kinds]
    kill = killing(run, acts)
    has_disks = can_mount(run.folder)

    def attempt(turn: Turn) -> None:
        at = turn.seed - run.seed
        if has_disks and at % 3 == 2:
            for what in answers(lambda tell: _full(turn, acts[0], tell), turn.folder / "told"):
                run.facts[str(what)] += 1
        else:  # the next of the steps, whatever came in between
            kill(replace(turn, seed=run.seed + at - (at + 1) // 3 * has_disks))

    run.each(attempt)


def _full(turn: Turn, act: Act, tell: Tell) -> None:
    """Restore with too little room, then with enough."""
    disk = turn.folder / "disk"
    disk.mkdir()
    mount(disk, _MEGABYTES)
    folder = disk / "world"
    shutil.copytree(act.base, folder)
    before = _of_notes(folder)
    room = turn.dice.randrange(500_000)
    there = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(max(0, there.f_bavail * there.f_frsize - room)))
    try:
        act.do(folder)
        tell("restored in little room")
    except KnownError as error:
        promise(isinstance(error, DiskFullError), f"called {type(error).__name__}: {error}")
        promise(_of_notes(folder) == before, "a refused restoring changed the notes")
        promise(not staged_path(folder / "profile/workspace.vault").exists(), "a rest takes room")
        tell("refused for want of room")
    (disk / "ballast").unlink()
    act.hold(folder)


def _of_notes(folder: Path) -> dict[str, bytes]:
    """Return the files of the vault; an empty log, of a reading that found no room, is none."""
    return {
        name: content
        for name, content in files_in(folder / "profile").items()
        if name.startswith("workspace.vault") and ".rest" not in name and content
    }
