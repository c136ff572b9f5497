"""The disk is full at any point: said so, nothing lost, and on it goes once there is room (D4)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from faults.child import Tell, answers
from faults.run import Run, Turn, promise
from faults.small_disk import can_mount, mount
from faults.stage import desk_of, files_in, fresh_ids, hold_sound, start, vault_of
from faults.work import Facts, Work, facts, hold
from rm_desktop.bootstrap import create_profile, make_demo, open_profile, profile_is_new
from rm_desktop.domain.errors import DiskFullError, KnownError
from rm_desktop.services.export import Form, export
from rm_desktop.services.notes import read_notes
from rm_desktop.services.profile import Profile
from rm_desktop.system.whole_files import CannotWriteError
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault

SHORT, LONG = 20, 200
_MEGABYTES = 4
_MOST_ROOM = 500_000
#: Acts after which a disk of that much room is full for sure.
_PLENTY = 20_000
_STILL_FULL = 8
_REFUSALS = (DiskFullError, CannotWriteError)


def play(run: Run) -> None:
    """Fill a small disk at random points of the work."""
    if not can_mount(run.folder):
        run.skip("this machine lets us mount no small disk")
        return
    base = run.folder / "base"
    key = make_demo(base)

    def attempt(turn: Turn) -> None:
        disk = turn.folder / "disk"
        disk.mkdir()
        cases = (_working, _working, _working, _opening, _first_start)
        case = cases[(turn.seed - run.seed) % len(cases)]

        def work(tell: Tell) -> None:
            mount(disk, _MEGABYTES)
            case(Small(disk, base, key, turn.dice, tell))

        for what in answers(work, turn.folder / "told"):
            run.facts[str(what)] += 1

    run.each(attempt)


class Small:
    """A small disk with a profile, and ballast that leaves little room."""

    def __init__(self, disk: Path, base: Path, key: bytes, dice: Random, tell: Tell) -> None:
        self.root, self.out, self.key = disk / "profile", disk / "out", key
        self.dice, self.tell = dice, tell
        self._ballast = disk / "ballast"
        self.base = base

    def fill(self, room: int) -> None:
        """Leave so many bytes free."""
        there = os.statvfs(self._ballast.parent)
        with self._ballast.open("ab") as ballast:
            ballast.write(bytes(max(0, there.f_bavail * there.f_frsize - room)))

    def free(self) -> None:
        """Let there be room again."""
        self._ballast.unlink()


def _working(small: Small) -> None:
    """Work, export and back up until nothing goes any more, go on a little, then have room."""
    shutil.copytree(small.base, small.root)
    profile = open_profile(small.root, small.key, ids=fresh_ids())
    work = Work(profile, small.dice)
    acknowledged = facts(profile)
    acknowledged |= work.add(lambda _: None)
    small.fill(small.dice.randrange(_MOST_ROOM))
    _work_until_full(small, work, acknowledged)
    for act in small.dice.sample((_export, _back_up), 2):
        with _refused_or_done(small):
            act(small, profile)
    waiting = facts_on_screen(profile)
    _hold_stored(small, acknowledged)
    small.free()
    profile.settle()  # the same start of the app
    promise(not desk_of(profile).open_pair.has_unsaved, "an edit waits although there is room")
    made = work.add(lambda _: None)
    _export(small, profile)
    _back_up(small, profile)
    profile.close()
    again = start(small.root, small.key)
    there = facts(again)
    hold(there, acknowledged | waiting | made, None)
    again.close()
    hold_sound(small.root, small.key)


def facts_on_screen(profile: Profile) -> Facts:
    """Return what the person sees: what is typed stands there, stored or not."""
    found = {name: value for name, value in facts(profile).items() if name[:6] != "notes/"}
    desk = desk_of(profile)
    shown = [item for item in desk.open_pair.pair.items if desk.notes(item).text]
    return found | {f"notes/{item}": desk.notes(item).text for item in shown}


def _work_until_full(small: Small, work: Work, acknowledged: Facts) -> None:
    refused = 0
    for _ in range(_PLENTY):
        touched: list[str] = []
        try:
            made = work.act(touched.append)
        except KnownError as error:
            _hold_clear(error)
            refused += 1
            small.tell("refusals")
            for key in touched:
                acknowledged.pop(key, None)  # on screen it is something else by now
            if refused == _STILL_FULL:
                return
        else:
            acknowledged |= made
    promise(holds=False, words="the disk took everything")


def _hold_stored(small: Small, acknowledged: Facts) -> None:
    """Hold what a second connection reads from the full disk to what was acknowledged."""
    copy = small.root.parents[1] / "copy"  # on a disk with room
    shutil.copytree(small.root, copy)
    profile = start(copy, small.key)
    there = facts(profile)
    vault = profile.ports.vault()
    for key in acknowledged.keys() - there.keys():
        if key.startswith("notes/"):  # stored by themselves; their topic may wait for room
            there[key] = read_notes(key.removeprefix("notes/"), vault)
    for key, value in acknowledged.items():
        promise(there.get(key) == value, f"not stored: {key} is {there.get(key)!r}, was {value!r}")
    profile.close()


def _opening(small: Small) -> None:
    """Start the app on a disk that is full already."""
    shutil.copytree(small.base, small.root)
    before = files_in(small.root)
    small.fill(small.dice.choice((0, 0, small.dice.randrange(60_000))))
    promise(not profile_is_new(small.root), "a full disk looked like a first run")
    try:
        profile = start(small.root, small.key)
        Work(profile, small.dice).add(lambda _: None)
        profile.close()
        small.tell("starts in little room")
    except KnownError as error:
        _hold_clear(error)
        small.tell("starts refused")
        vault = vault_of(small.root).name
        promise(files_in(small.root)[vault] == before[vault], "a refused start wrote to the vault")
    small.free()
    start(small.root, small.key).close()
    hold_sound(small.root, small.key)


def _first_start(small: Small) -> None:
    """Begin on a disk without the room for a vault, then with it."""
    small.fill(small.dice.randrange(200_000))
    with _refused_or_done(small):
        create_profile(small.root, MemoryKeyStore())
    small.free()
    if profile_is_new(small.root):
        create_profile(small.root, MemoryKeyStore())
    promise(not profile_is_new(small.root), "no vault although there is room")


def _export(small: Small, profile: Profile) -> None:
    if small.out.exists():
        shutil.rmtree(small.out)
    before = set(small.out.parent.iterdir())
    try:
        export(profile, small.out, Form.MARKDOWN)
        small.tell("exports")
    except KnownError:
        promise(set(small.out.parent.iterdir()) == before, "half an export is left")
        raise


def _back_up(small: Small, profile: Profile) -> None:
    target = small.root.parent / "kept.vault"
    before = target.read_bytes() if target.exists() else b""
    try:
        profile.ports.vault().backup_to(target)
    except KnownError:
        after = target.read_bytes() if target.exists() else b""
        promise(before == after, "the older backup was touched")
        raise
    copy = Vault.open(target, small.key)
    promise(copy.integrity() == (), "the backup is unsound")
    copy.close()
    small.tell("backups")


@contextmanager
def _refused_or_done(small: Small) -> Iterator[None]:
    try:
        yield
    except KnownError as error:
        _hold_clear(error)
        small.tell("refusals")


def _hold_clear(error: KnownError) -> None:
    promise(isinstance(error, _REFUSALS), f"called {type(error).__name__}: {error}")
    promise(error.sentence and error.next_step, "a refusal without a next step")
