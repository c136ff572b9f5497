"""A laptop with the app on it: a folder, a clock, and one start of the app after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import Random

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import AgendaItem, Role
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.pair import Pair
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.vault import Vault

NOON = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 local, in the clock's zone
MAYA = Person("Maya Okafor", Role.MENTOR, "budgets", "short video")
HENRIK = Person("Henrik Berg", Role.MENTEE, "short video", "how a board decides")


class Laptop:
    """Maya's laptop. Ids and dice are the same in every run."""

    def __init__(self, root: Path, key: bytes | None = None, seed: int = 7) -> None:
        self.root = root
        self.clock = FakeClock(NOON, "Europe/London")
        self.key = key or create_profile(root, MemoryKeyStore())
        self._ids: Iterator[str] = iter(())
        self.name_ids("id")
        self._rng = Random(seed)
        self.profile = self.start(peeking=False)

    def start(self, *, peeking: bool = True) -> Profile:
        """Start the app."""
        self.profile = open_profile(
            self.root,
            self.key,
            clock=self.clock,
            ids=lambda: next(self._ids),
            rng=self._rng,
            peeking=peeking,
        )
        return self.profile

    def name_ids(self, prefix: str) -> None:
        """Let new ids begin with other letters, as those of another process do."""
        self._ids = (f"{prefix}{n:06d}" for n in itertools.count(1))

    def quit(self) -> None:
        """Quit the app."""
        self.profile.close()

    def crash(self) -> None:
        """Let the program end as a power cut ends it: nothing is stored any more."""
        self.vault.close()

    def restart(self) -> Desk:
        """Quit, start again, and look at the open pair."""
        self.quit()
        self.start()
        return self.desk

    def off(self) -> None:
        """Put the laptop away after a test, whatever state it is in."""
        with suppress(KnownError):
            self.profile.close()

    @property
    def desk(self) -> Desk:
        """The desk of the open pair."""
        assert self.profile.desk is not None
        return self.profile.desk

    @property
    def pair(self) -> Pair:
        """The open pair."""
        return self.desk.open_pair.pair

    @property
    def vault(self) -> Vault:
        """The vault under it all."""
        return self.profile.ports.vault()

    @property
    def maya(self) -> str:
        return self.pair.mentor.id

    @property
    def henrik(self) -> str:
        return self.pair.mentee.id

    def meet(self) -> Desk:
        """Let Maya and Henrik become a pair."""
        return self.profile.create_pair(MAYA, HENRIK)

    def topic(self, title: str) -> AgendaItem:
        """Return the topic of that title, wherever it is."""
        return next(item for item in self.pair.items.values() if item.title == title)

    def titles(self, session: str) -> list[str]:
        """Return a session's agenda as it reads; "" is the backlog."""
        return [item.title for item in self.pair.agenda(session)]

    @property
    def upcoming(self) -> str:
        """The id of the session that is running or comes next."""
        return self.pair.next_session.id

    def carried(self) -> list[str]:
        """Return the titles of the topics that wait to be taken in."""
        return [item.title for item in self.pair.carried]
