"""Erasing for ever, killed at every step: all of it is there, or after the next start nothing is.

Nothing means: no row of any vault or backup holds the word, and no page of a file is free, where
SQLite would have left it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from faults.act import Act
from faults.run import Run, promise
from faults.stage import desk_of, hold_sound, make_profile, start, unlock
from faults.steps import killing
from rm_desktop.bootstrap import create_profile, open_profile, profile_is_new
from rm_desktop.services.erase import erase_page, erase_pair, erase_topic
from rm_desktop.services.erase_everything import erase_everything
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.services.upkeep import tidy
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.contents import reading
from rm_desktop.vault.keys import MemoryKeyStore

SHORT, LONG = 12, 600
_GONE, _KEPT = "xqzvwkjhypmn", "keepsafelyxx"
_LOCK = {"instance.lock", "instance.wake"}


class Written(NamedTuple):
    """A closed profile with two backups: its keys, its pair, and a page and a topic by word."""

    root: Path
    key: bytes
    private: bytes
    pair: str
    ids: dict[str, tuple[str, str]]


def write(root: Path) -> Written:
    """Make the profile that every act begins with."""
    key = make_profile(root, private=True)
    profile = open_profile(root, key, peeking=False)
    unlock(profile)
    ids = {word: _write(profile, word) for word in (_GONE, _KEPT)}
    for _ in range(2):
        profile.backups.make()
    written = Written(root, key, profile.private.key, desk_of(profile).open_pair.id, ids)
    profile.close()
    return written


def _write(profile: Profile, word: str) -> tuple[str, str]:
    desk = desk_of(profile)
    page = desk.journal.begin(title=word)
    for n in range(5):
        page.splice(0, 0, f"{word} {n} ")
        page.save()
    desk.journal.pages.leave(page.id)
    item = desk.agenda.add("", word)
    notes = desk.notes(item)
    notes.splice(0, 0, f"{word} notes")
    notes.rest()
    return page.id, item


class Erasing(Act):
    """A private page."""

    name = "erasing a page"
    #: The vaults in whose files the word is looked for.
    asked: tuple[str, ...] = ("private",)

    def __init__(self, base: Path, written: Written) -> None:
        super().__init__(base)
        shutil.copytree(written.root, base / "profile")
        self._key, self.private, self.pair, self.ids = written[1:]

    def erase(self, profile: Profile) -> None:
        """Erase what this act is about."""
        erase_page(profile, self.ids[_GONE][0])

    def do(self, folder: Path) -> None:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        unlock(profile)
        self.erase(profile)
        profile.close()

    def hold(self, folder: Path) -> None:
        root = folder / "profile"
        profile = start(root, self._key)
        unlock(profile)
        tidy(profile)
        begun = self.is_gone(root)
        promise(begun or self.is_there(root), "it is there in some files and gone from others")
        profile.close()
        if not begun:
            self.do(folder)
        promise(self.is_gone(root), "it was not gone when tried again")
        hold_sound(root, self._key)
        left = [path.name for path in root.rglob("*") if ".part" in path.name]
        promise(not left, f"left beside a backup: {left}")

    def words_in(self, root: Path) -> list[tuple[Path, bool, bool]]:
        """Return the files that are asked, and whether each holds the word and free pages."""
        paths = ProfilePaths(root)
        return [
            (path, *_look(path, key))
            for name, key in (("workspace", self._key), ("private", self.private))
            for path in (root / f"{name}.vault", *sorted(paths.backups.glob(f"{name}-*.vault")))
            if name in self.asked
        ]

    def is_gone(self, root: Path) -> bool:
        """Tell whether the word is in no file, nor could be."""
        return not any(holds or free for _, holds, free in self.words_in(root))

    def is_there(self, root: Path) -> bool:
        """Tell whether the word is in every file."""
        return all(holds for _, holds, _ in self.words_in(root))


class ErasingTopic(Erasing):
    """A topic with its notes, also out of the history of its pair."""

    name = "erasing a topic"
    asked = ("workspace",)

    def erase(self, profile: Profile) -> None:
        item = self.ids[_GONE][1]
        if item in desk_of(profile).open_pair.pair.items:
            erase_topic(profile, item)


class ErasingPair(Erasing):
    """A pair and the private pages about it; another one stays."""

    name = "erasing a pair"
    asked = ("workspace", "private")

    def __init__(self, base: Path, written: Written) -> None:
        super().__init__(base, written)
        profile = open_profile(base / "profile", self._key, peeking=False)
        pair = desk_of(profile).open_pair.pair
        one, other = (Person(m.name, m.role) for m in pair.members.values())
        profile.create_pair(one, other)
        profile.close()

    def erase(self, profile: Profile) -> None:
        if self.pair in {each.id for each in profile.pairs.listed()}:
            erase_pair(profile, self.pair, pages=True)

    def hold(self, folder: Path) -> None:
        root = folder / "profile"
        profile = start(root, self._key)
        unlock(profile)
        tidy(profile)
        self.erase(profile)  # pages first, then the pair: whoever sees it still, tries again
        promise(self.is_gone(root), "it was not gone when tried again")
        promise(len(profile.pairs.listed()) == 1, "another pair went with it")
        profile.close()
        hold_sound(root, self._key)


class ErasingEverything(Erasing):
    """The whole profile."""

    name = "erasing everything"

    def erase(self, profile: Profile) -> None:
        erase_everything(profile)

    def hold(self, folder: Path) -> None:
        root = folder / "profile"
        if not profile_is_new(root):
            self.do(folder)
        promise(profile_is_new(root), "something of the profile is left")
        create_profile(root, MemoryKeyStore())
        names = {path.name for path in root.rglob("*")} - _LOCK
        promise(names == {"workspace.vault", "workspace.vault.header"}, f"left: {sorted(names)}")


def play(run: Run) -> None:
    """Find the steps of each act, then kill a child before each of them."""
    written = write(run.folder / "written")
    kinds = (Erasing, ErasingTopic, ErasingPair, ErasingEverything)
    acts = [kind(run.folder / kind.name, written) for kind in kinds]
    for act in acts:
        promise(act.is_there(act.base / "profile"), "the word is not found at all")
    run.each(killing(run, acts))


def _look(path: Path, key: bytes) -> tuple[bool, bool]:
    """Tell whether any row of a file holds the word, and whether the file has free pages."""
    with reading(path, key) as found:
        names = found.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = [repr(row) for (name,) in names for row in found.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
        free = found.execute("PRAGMA freelist_count").fetchone()[0]
    return any(_GONE in row for row in rows), bool(free)
