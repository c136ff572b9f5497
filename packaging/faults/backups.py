"""Copies made, carried to a second folder and thinned while killed or without room (D2, D4).

Whatever happens, every copy that bears a name is whole, and the older ones are there.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

from faults.act import Act
from faults.child import Tell, answers
from faults.run import Run, Turn, promise
from faults.small_disk import can_mount, make_read_only, mount
from faults.stage import files_in, fresh_ids, hold_sound, make_profile
from faults.steps import killing
from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.backups import Reason, read_name
from rm_desktop.domain.errors import DiskFullError, KnownError, ReadOnlyError
from rm_desktop.domain.journal import PageKind
from rm_desktop.services.backups import Backups, Made
from rm_desktop.system.whole_files import CannotWriteError
from rm_desktop.vault.backup import Source, check_copy
from rm_desktop.vault.contents import noted
from rm_desktop.vault.header import header_path, read_header

SHORT, LONG = 30, 1000
_PASSPHRASE = "copper otter seventeen"  # noqa: S105 - of a throw-away profile
_ENTRIES = 5
_MEGABYTES = 4
#: So long between two copies that the older ones are thinned.
_STEP_MS = 4 * 86_400_000
_FIRST_MS = 1_790_000_000_000


class Shelf:
    """A profile with a journal, a second folder, and copies of many days."""

    def __init__(self, folder: Path, sources: tuple[Source, ...]) -> None:
        self.root, self.stick = folder / "profile", folder / "stick"
        self._sources = tuple(Source(self.root / s.path.name, s.key) for s in sources)
        self._keys = {source.name: source.key for source in sources}
        self.now = _FIRST_MS

    @property
    def backups(self) -> Backups:
        """The service, as a worker has it."""
        return Backups(self.root, lambda: self._sources, lambda: self.now, lambda: str(self.stick))

    def make(self) -> Made:
        """Make the copies of the next day."""
        self.now = max((kept.made_at for kept in self.backups.listed()), default=self.now)
        self.now += _STEP_MS
        return self.backups.make(Reason.DAILY)

    def hold_copies(self, folder: Path, *, least: int) -> None:
        """Hold every copy with a name to being whole and holding what there was."""
        copies = [path for path in folder.iterdir() if read_name(path.name)]
        promise(len(copies) >= least, f"{len(copies)} copies in {folder.name}, not {least}")
        for path in copies:
            named = read_name(path.name)
            key = self._keys[named.vault if named else ""]
            read_header(path).verify(key)
            promise(check_copy(path, key) == (), f"{path.name} is unsound")
            kinds = noted(path, key).counts
            whole = kinds.get(PageKind.ENTRY) == _ENTRIES or kinds.get("pair") == 1
            promise(whole, f"{path.name} holds {dict(kinds)}")


def make_shelf(folder: Path, *, copies: int) -> tuple[Source, ...]:
    """Make such a profile with copies of some days; return its vaults."""
    key = make_profile(folder / "profile")
    (folder / "stick").mkdir()
    profile = open_profile(folder / "profile", key, ids=fresh_ids())
    private = profile.private
    private.open(private.make(_PASSPHRASE))
    if profile.desk is None:
        raise AssertionError
    for n in range(_ENTRIES):
        page = profile.desk.journal.begin(title=f"Budget {n}")
        page.splice(0, 0, f"word{n} " * 500)
        page.rest()
    sources = (Source(profile.ports.vault().path, key), Source(private.path, private.key))
    private.lock()
    profile.close()
    shelf = Shelf(folder, sources)
    for _ in range(copies):
        shelf.make()
    return sources


class Round(Act):
    """Copies of both vaults made, carried to a second folder, old ones let go."""

    name = "a round of backups"
    copies = 5

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self._sources = make_shelf(base, copies=self.copies)
        self._before = len(Shelf(base, self._sources).backups.listed())

    def do(self, folder: Path) -> None:
        Shelf(folder, self._sources).make()

    def hold(self, folder: Path) -> None:
        shelf = Shelf(folder, self._sources)
        least = self._before - 4 if self._before else 0  # two a round are let go at most
        for place in (shelf.backups.folder, shelf.stick):
            if place.exists():
                shelf.hold_copies(place, least=least)
        hold_sound(shelf.root, self._sources[0].key)
        made = shelf.make()
        promise(made.elsewhere is None, f"the second folder was not served: {made.elsewhere}")
        for place in (shelf.backups.folder, shelf.stick):
            shelf.hold_copies(place, least=max(2, least))
        names = [path.name for path in shelf.backups.folder.iterdir()]
        lone = [
            n for n in names if n.endswith(".header") and n.removesuffix(".header") not in names
        ]
        left = lone + [name for name in names if ".part" in name]
        promise(not left, f"left among the copies: {left}")


class FirstRound(Round):
    """The first copies of all."""

    name = "the first backups"
    copies = 0


def play(run: Run) -> None:
    """Kill at every step in one turn, let the disk be full in the next."""
    kill = killing(run, [act(run.folder / act.name) for act in (Round, FirstRound)])
    base = run.folder / "full"
    base.mkdir()
    sources = make_shelf(base, copies=2)
    has_disks = can_mount(run.folder)

    def attempt(turn: Turn) -> None:
        at = turn.seed - run.seed
        if has_disks and at % 3 == 2:
            for what in answers(
                lambda tell: _full(turn, base, sources, tell), turn.folder / "told"
            ):
                run.facts[str(what)] += 1
        else:  # the next of the steps, whatever came in between
            kill(replace(turn, seed=run.seed + at - (at + 1) // 3 * has_disks))

    run.each(attempt)


def _full(turn: Turn, base: Path, sources: tuple[Source, ...], tell: Tell) -> None:
    """Make copies with too little room on this disk, on the second one, or on both."""
    home, away = turn.folder / "home", turn.folder / "away"
    for disk in (home, away):
        disk.mkdir()
        mount(disk, _MEGABYTES)
    shutil.copytree(base, home / "world")
    (away / "stick").mkdir()
    shelf = Shelf(home / "world", sources)
    shelf.stick = away / "stick"
    shelf.make()
    here, there = files_in(shelf.backups.folder), files_in(shelf.stick)
    if turn.dice.random() < 0.25:
        _takes_no_writing(shelf, turn, tell)
        return
    which = turn.dice.choice(("home", "away", "both"))
    for disk in (home, away):
        if which in (disk.name, "both"):
            _fill(disk, turn.dice.randrange(300_000))
    tell(_made_in_little_room(shelf, which))
    for before, folder in ((here, shelf.backups.folder), (there, shelf.stick)):
        promise(before.items() <= files_in(folder).items(), "an older copy was touched")
        shelf.hold_copies(folder, least=1)
    for disk in (home, away):
        (disk / "ballast").unlink(missing_ok=True)
    made = shelf.make()
    promise(made.elsewhere is None, f"there is room, and yet: {made.elsewhere}")
    carried = files_in(shelf.stick)
    for path in made.copies:
        both = {path.name, header_path(path).name} <= carried.keys()
        promise(both, "the newest copies are not in both folders")


def _made_in_little_room(shelf: Shelf, which: str) -> str:
    try:
        made = shelf.make()
    except KnownError as error:
        promise(isinstance(error, DiskFullError), f"called {type(error).__name__}: {error}")
        promise(which != "away", "the second folder stood in the way of the first")
        return "refused for want of room"
    if made.elsewhere is None:
        return "made in little room"
    promise(isinstance(made.elsewhere, CannotWriteError), "called otherwise")
    promise(made.elsewhere.next_step, "a refusal without a next step")
    return "second folder full"


def _takes_no_writing(shelf: Shelf, turn: Turn, tell: Tell) -> None:
    """Make copies where one of the two disks is read-only, or the stick was pulled out."""
    before = files_in(shelf.backups.folder)
    case = turn.dice.choice(("home", "away", "gone"))
    if case == "gone":
        shutil.rmtree(shelf.stick)
    else:
        make_read_only(turn.folder / case)
    try:
        made = shelf.make()
    except KnownError as error:
        promise(case == "home", f"the second folder stood in the way: {error}")
        promise(isinstance(error, ReadOnlyError), f"called {type(error).__name__}: {error}")
        promise(files_in(shelf.backups.folder) == before, "a refused copy left something")
    else:
        promise(case != "home" and made.elsewhere, "nothing was said")
        promise(made.elsewhere and made.elsewhere.next_step, "a refusal without a next step")
        shelf.hold_copies(shelf.backups.folder, least=1)
    tell(f"{case}: no writing")


def _fill(disk: Path, room: int) -> None:
    there = os.statvfs(disk)
    with (disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(max(0, there.f_bavail * there.f_frsize - room)))
