"""An open profile: its vault, its settings, its pairs and the desk of the open one."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.pair import Pair
from rm_desktop.services.desk import Desk, Ports
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.services.settings import APP, PRIVATE_MADE, SHARES, Settings
from rm_desktop.system.clock import Clock

if TYPE_CHECKING:
    from pathlib import Path

    from rm_desktop.services.backups import Backups
    from rm_desktop.services.journal_import import JournalImport
    from rm_desktop.services.pages import Pages
    from rm_desktop.services.pairs import Pairs, Person
    from rm_desktop.services.private import Private
    from rm_desktop.services.recovery import Recovery
    from rm_desktop.services.sync import Sync

OPEN_PAIR = "open_pair"
OWNER = "owner_of_open_pair"


class Profile:
    """What one person has on this laptop. Listeners hear of every change, in order."""

    def __init__(
        self,
        ports: Ports,
        clock: Clock,
        settings: dict[str, object] | None = None,
        glimpse: Pair | None = None,
        private: Callable[[Callable[[Changes], None]], Private] | None = None,
        backups: Callable[[Profile], Backups] | None = None,
    ) -> None:
        """Begin with what was peeked at, or read everything from the vault."""
        self.clock = clock
        self.ports = ports
        self._listeners: list[Callable[[Changes], None]] = []
        self.settings = Settings(ports.vault, self._tell, settings)
        self._make_private = private
        self._make_backups = backups
        self.desk: Desk | None = None
        opened = str(self.settings.get(OPEN_PAIR))
        if opened:
            self._lay(opened, str(self.settings.get(OWNER)), glimpse)

    @cached_property
    def private(self) -> Private:
        """The lock on what only the owner reads; a profile without a folder has none."""
        if self._make_private is None:
            raise LookupError("this profile was opened without its private vault")
        private = self._make_private(self._tell_private)
        private.hide_from_others(self._is_owner)
        return private

    @property
    def private_is_begun(self) -> bool:
        """Tell whether there are private pages; a start knows it without opening anything."""
        if "private" in self.__dict__ and self.private.is_there:
            return True
        return bool(self.settings.get(PRIVATE_MADE))

    @property
    def private_is_open(self) -> bool:
        """Tell whether private pages may be shown; a start learns it without looking for them."""
        return "private" in self.__dict__ and self.private.is_open

    @property
    def private_is_lost(self) -> bool:
        """Tell whether the files of private pages that were here are gone; looks at names only."""
        if self.private.is_there or self.private.is_open:
            return False
        had = self.settings.get(PRIVATE_MADE)
        return bool(had) or (self.has_backups and self.backups.has_of(self.private.path.stem))

    @property
    def has_private(self) -> bool:
        """Tell whether private pages can be asked about: a twin for a worker has none."""
        return self._make_private is not None

    @cached_property
    def pages(self) -> Pages:
        """The owner's private pages, about whichever pair."""
        from rm_desktop.services.pages import Pages

        return Pages(self.private, self._now_ms, self._tell)

    @cached_property
    def recovery(self) -> Recovery:
        """The recovery phrase, which opens both vaults."""
        from rm_desktop.services.recovery import Recovery

        return Recovery(self.settings, self._now_ms, self.ports.rng, self._open_vaults)

    @cached_property
    def backups(self) -> Backups:
        """Copies of the vaults; a profile without a folder has none."""
        if self._make_backups is None:
            raise LookupError("this profile was opened without its backups")
        return self._make_backups(self)

    @cached_property
    def sync(self) -> Sync:
        """Sharing pairs with other laptops."""
        from rm_desktop.services.sync import Sync

        return Sync(self, self._tell, os.urandom)

    @property
    def shares(self) -> bool:
        """Tell whether any pair is shared; a start knows it without opening anything."""
        return bool(self.settings.get(SHARES))

    @property
    def has_backups(self) -> bool:
        """Tell whether copies of the vaults are kept."""
        return self._make_backups is not None

    @cached_property
    def journal_import(self) -> JournalImport:
        """Journals of elsewhere into the private vault, after a backup; its work is a worker's."""
        from rm_desktop.domain.backups import Reason
        from rm_desktop.services.journal_import import JournalImport

        backups = self.backups
        return JournalImport(
            self.private,
            self.ports.new_id,
            self._now_ms,
            self.clock.local_zone,
            lambda: backups.make(Reason.IMPORT),
        )

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs of the profile."""
        from rm_desktop.services.pairs import Pairs

        return Pairs(self.ports.vault, self.ports.new_id, self.ports.zone)

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Hear of every change; return how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def create_pair(self, you: Person, partner: Person, *, minutes: int = 60) -> Desk:
        """Make a pair and open it."""
        return self.open_pair(self.pairs.create(you, partner, minutes=minutes))

    def open_pair(self, pair: str) -> Desk:
        """Open another pair; what was typed in the former one is stored first."""
        if self.desk is not None:
            self.desk.settle()
        you = self.pairs.owner(pair)
        self.settings.put_together({OPEN_PAIR: pair, OWNER: you})
        desk = self._lay(pair, you)
        self._tell(Changes(frozenset({Kind.PAIR}), frozenset({pair})))
        return desk

    def delete_pair(self, pair: str) -> None:
        """Delete a pair for good and open another one if there is one."""
        desk = self.desk if self.desk and self.desk.open_pair.id == pair else None
        opened = desk or Desk(
            OpenPair(pair, "", self.ports.vault, self._now_ms, self._tell),
            self.ports,
            lambda: self.pages,
        )
        items = tuple(opened.open_pair.pair.items)
        rest = sorted((p for p in self.pairs.listed() if p.id != pair), key=lambda p: p.left)
        nobody = {OPEN_PAIR: "", OWNER: ""} if desk else {}
        if "sync" in self.__dict__:
            self.sync.close()
        with self.ports.vault().transaction():  # or the next start would open what is gone
            self.pairs.delete(pair, items)
            self.ports.vault().put_settings(APP, nobody)
        opened.open_pair.leave_behind()
        if self.shares:
            self.settings.put(SHARES, value=bool(self.sync.lines()))
        if desk is not None:
            self.desk = None
            self.settings.put_together(nobody)
        if desk is not None and rest:
            self.open_pair(rest[0].id)
        else:
            self._tell(Changes(frozenset({Kind.PAIR})))

    def settle(self) -> None:
        """Store everything that is still in memory."""
        try:
            if self.desk is not None:
                self.desk.settle()
        finally:
            if "pages" in self.__dict__ and self.private.is_open:
                self.pages.settle()

    def close(self) -> None:
        """Store everything and close the vault."""
        try:
            self.settle()
        finally:
            if "sync" in self.__dict__:
                self.sync.close()
            if "private" in self.__dict__:
                self.private.close()
            self.ports.close()

    def twin(self) -> Profile:
        """Return the profile on a connection of its own, for work in the thread that calls this.

        Everything has to be stored before; whoever asks closes the twin.
        """
        from dataclasses import replace

        vault = self.ports.aside()
        return Profile(replace(self.ports, vault=lambda: vault, close=vault.close), self.clock)

    def _open_vaults(self) -> dict[Path, bytes]:
        """Return the files of the vaults that are open now, each with its key."""
        vault, private = self.ports.vault(), self.__dict__.get("private")
        found = {vault.path: vault.key}
        return found | {private.path: private.key} if private and private.is_open else found

    def local_now(self) -> datetime:
        """Return the present moment in this computer's zone."""
        return datetime.fromtimestamp(self._now_ms() / 1000, ZoneInfo(self.clock.local_zone()))

    def _lay(self, pair: str, you: str, glimpse: Pair | None = None) -> Desk:
        opened = OpenPair(pair, you, self.ports.vault, self._now_ms, self._tell, glimpse)
        self.desk = Desk(opened, self.ports, lambda: self.pages)
        return self.desk

    def _is_owner(self) -> bool:
        """Tell whether the owner is at the keyboard, and not their partner after a hand-over."""
        return self.desk is None or self.desk.open_pair.actor == self.desk.open_pair.you

    def _now_ms(self) -> int:
        return self.clock.now().wall_ms

    def _tell_private(self, changes: Changes) -> None:
        """Note once that there are private pages, and tell the house."""
        if self.private.is_open:
            with suppress(KnownError):  # on a full disk the next time will do
                self.settings.put(PRIVATE_MADE, value=True)
        self._tell(changes)

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
