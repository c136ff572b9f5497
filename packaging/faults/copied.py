"""Profiles copied, copied again and all edited apart: each is a device of its own (D14).

Nothing travels yet, so the copies meet here by handing each other the changes they stored.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from faults.run import Run, Turn, promise
from faults.stage import desk_of, fresh_ids, make_profile
from rm_desktop.bootstrap import open_profile
from rm_desktop.documents.pair import PairDocument
from rm_desktop.services.profile import Profile
from rm_desktop.services.settings import COPIED
from rm_desktop.system.installs import Installs
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.vault import Vault

SHORT, LONG = 12, 500
_STEPS = 14
_MOST_COPIES = 4


def play(run: Run) -> None:
    """Copy and edit by dice, then compare."""
    base = run.folder / "base"
    key = make_profile(base)

    def attempt(turn: Turn) -> None:
        history = History(turn.folder, base, key, turn.dice)
        for _ in range(_STEPS):
            history.step()
        history.hold()
        run.facts["copies"] += len(history.homes) - 1
        run.facts["starts"] += history.starts

    run.each(attempt)


class History:
    """One profile and its copies, on one or two computers."""

    def __init__(self, folder: Path, base: Path, key: bytes, dice: Random) -> None:
        self._folder, self._key, self._dice = folder, key, dice
        self._machines = [Installs(folder / f"state-{n}", f"machine {n}") for n in range(2)]
        self._ids = fresh_ids()
        self.homes: list[tuple[Path, Installs]] = []
        self._told: dict[Path, int] = {}
        self._written: dict[str, str] = {}
        self.starts = 0
        self._settle(base, self._machines[0])
        self._start(*self.homes[0]).close()

    def step(self) -> None:
        """Copy a profile that nobody has open, or start one and edit it."""
        home = self._dice.choice(self.homes)
        if len(self.homes) <= _MOST_COPIES and self._dice.random() < 0.3:
            self._settle(home[0], self._dice.choice(self._machines))
            return
        profile = self._start(*home)
        desk = desk_of(profile)
        for _ in range(self._dice.randint(1, 3)):
            title = f"Topic {len(self._written)}"
            self._written[title] = desk.agenda.add("", title)
        profile.close()

    def hold(self) -> None:
        """Hold the copies to being devices of their own that lose nothing when they meet."""
        for home in self.homes:
            self._start(*home).close()
        changes = [_changes(root, self._key) for root, _ in self.homes]
        devices = {self._device(root) for root, _ in self.homes}
        promise(len(devices) == len(self.homes), "two copies are one device")
        for root, _ in self.homes[1:]:
            promise(self._told[root] == 1, f"told {self._told[root]} times of a copy")
        promise(self._told[self.homes[0][0]] == 0, "the first was taken for a copy")
        _hold_lines(changes)
        everything = [content for line in changes for _, _, content in line]
        titles = []
        for _ in self.homes:
            self._dice.shuffle(everything)
            document = PairDocument("pair", b"", everything)
            titles.append(sorted(item.title for item in document.pair.items.values()))
        promise(all(each == titles[0] for each in titles), "they do not agree")
        promise(titles[0] == sorted(self._written), "an edit is lost")

    def _settle(self, source: Path, machine: Installs) -> None:
        root = self._folder / f"copy-{len(self.homes)}"
        shutil.copytree(source, root)
        self.homes.append((root, machine))
        self._told[root] = 0

    def _start(self, root: Path, machine: Installs) -> Profile:
        self.starts += 1
        profile = open_profile(root, self._key, ids=self._ids, installs=machine)
        profile.ports.vault()
        if profile.settings.get(COPIED):
            self._told[root] += 1
            profile.settings.put(COPIED, value=False)
        return profile

    def _device(self, root: Path) -> str:
        vault = Vault.open(root / "workspace.vault", self._key)
        device = vault.device
        vault.close()
        return device


Change = tuple[int, str, bytes]


def _changes(root: Path, key: bytes) -> list[Change]:
    connection = connect(root / "workspace.vault", key)
    rows = connection.execute("SELECT seq, author, bytes FROM change ORDER BY seq").fetchall()
    connection.close()
    return [(seq, author, content) for seq, author, content in rows]


def _hold_lines(changes: list[list[Change]]) -> None:
    """Hold each device's numbered changes to being the same ones wherever they are known."""
    known: dict[tuple[int, str], bytes] = {}
    for seq, author, content in (each for line in changes for each in line):
        same = known.setdefault((seq, author), content) == content
        promise(same, "two changes have one number of one device")
