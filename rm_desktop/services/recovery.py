"""The recovery phrase of a profile: twelve words on paper that open both of its vaults.

What seals to the phrase is kept among the workspace vault's settings; the words are not kept. A new
phrase opens the vaults beside the old one until the person has confirmed it, so nobody is ever left
with a paper that opens nothing. Headers are brought in line by workers; one that could not be (a
locked private vault) is the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rm_desktop.domain.changes import Changes
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from random import Random

    from rm_desktop.services.settings import Settings
    from rm_desktop.vault.phrase import PhraseLock

SETTING = "recovery"
_ASKED = 2
_MOST_REPLACED = 20


class RecoveryState(StrEnum):
    """Whether a lost keyring or passphrase can be survived."""

    NONE = "none"
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class MadePhrase:
    """A new phrase that opens the vaults already, and is not kept in the settings yet."""

    words: tuple[str, ...]
    lock: PhraseLock


class Recovery:
    """The phrase's state, making it, confirming it. Jobs it hands out are for a worker."""

    def __init__(
        self,
        settings: Settings,
        now_ms: Callable[[], int],
        rng: Random,
        open_vaults: Callable[[], Mapping[Path, bytes]],
    ) -> None:
        """Receive what tells the files of the open vaults, each with its key."""
        self._settings = settings
        self._now_ms = now_ms
        self._rng = rng
        self._open_vaults = open_vaults
        self._shown: tuple[str, ...] = ()
        self._asked: tuple[int, ...] = ()

    @property
    def state(self) -> RecoveryState:
        """Tell how things stand; a confirmed phrase counts while a newer one waits."""
        if self._stored().get("confirmed"):
            return RecoveryState.CONFIRMED
        return RecoveryState.UNCONFIRMED if self.waits else RecoveryState.NONE

    @property
    def waits(self) -> bool:
        """Tell whether a phrase was made that nobody has confirmed yet."""
        return bool(self._stored().get("pending"))

    @property
    def confirmed_at(self) -> int | None:
        """When a phrase was confirmed last, in milliseconds since 1970 UTC."""
        found = self._stored().get("confirmed_at")
        return found if isinstance(found, int) else None

    @property
    def locks(self) -> tuple[PhraseLock, ...]:
        """What a vault must be sealed to, the newest first; hand it to whoever makes one."""
        found = (self._lock("pending"), self._lock("confirmed"))
        return tuple(lock for lock in found if lock)

    # -- a new phrase ----------------------------------------------------------------------

    def making(self) -> Callable[[], MadePhrase]:
        """Return the job that makes a phrase and lets it open every open vault (about 1 s)."""
        vaults = dict(self._open_vaults())
        old = self._lock("confirmed")
        outdated = {*self._replaced(), *(lock.public for lock in self.locks if lock != old)}

        def make() -> MadePhrase:
            from rm_desktop.vault.phrase import new_lock, new_phrase
            from rm_desktop.vault.rewrap import keep_phrases

            words = new_phrase()
            lock = new_lock(words)
            locks = (lock, old) if old else (lock,)
            for path, key in vaults.items():
                keep_phrases(path, key, locks, replaced=outdated, words=words)
            return MadePhrase(words, lock)

        return make

    def keep(self, made: MadePhrase) -> tuple[str, ...]:
        """Keep what seals to a new phrase; return its words, to be shown once and confirmed."""
        replaced = self._replaced_too(self._lock("pending"))
        self._put(pending=made.lock.plain(), replaced=replaced)
        self._shown, self._asked = made.words, ()
        return made.words

    def questions(self) -> tuple[int, ...]:
        """Return the two places (from 1) whose words are asked for, the same until confirmed."""
        if self._shown and not self._asked:
            places = range(1, len(self._shown) + 1)
            self._asked = tuple(sorted(self._rng.sample(places, _ASKED)))
        return self._asked

    def confirm(self, answers: Mapping[int, str]) -> Changes:
        """Take the words that were asked for; run `covering` after it.

        Raises `BadInputError` that names the first word that is not the one on the paper.
        """
        lock = self._lock("pending")
        asked = self.questions()
        if not asked or lock is None:
            raise BadInputError(
                tr("The words are not shown any more."), tr("Make a new recovery phrase.")
            )
        for place in asked:
            if answers.get(place, "").strip().casefold() != self._shown[place - 1]:
                raise BadInputError(
                    tr("Word {n} is another one.", n=place), tr("Look at your paper again.")
                )
        return self.confirm_by(lock)

    def put_away(self) -> None:
        """Forget the words, as when their page is left."""
        self._shown, self._asked = (), ()

    # -- a phrase that is on paper -----------------------------------------------------------

    def checking(self, text: str) -> Callable[[], PhraseLock]:
        """Return the job that finds out which phrase a paper holds, for `confirm_by`.

        It raises `BadInputError` where the words are no phrase, or an older one.
        """
        locks = self.locks

        def check() -> PhraseLock:
            from rm_desktop.vault.phrase import checked, is_phrase_of

            words = checked(text)
            for lock in locks:
                if is_phrase_of(words, lock):
                    return lock
            raise BadInputError(
                tr("These twelve words do not open your notes any more."),
                tr("Look for the paper of the latest recovery phrase, or make a new one."),
            )

        return check

    def confirm_by(self, lock: PhraseLock) -> Changes:
        """Take a phrase as confirmed today; a newer one than before replaces that one."""
        done = {"confirmed": lock.plain(), "confirmed_at": self._now_ms()}
        before = self._lock("confirmed")
        if before == lock:
            return self._put(**done)
        self.put_away()
        return self._put(**done, pending=None, replaced=self._replaced_too(before))

    def covering(self) -> Callable[[], int]:
        """Return the job that lets the phrases open the open vaults, and replaced ones no more.

        It returns how many headers it changed, mostly 0. Run it whenever a vault was opened or a
        phrase was confirmed.
        """
        vaults, locks, replaced = dict(self._open_vaults()), self.locks, self._replaced()

        def cover() -> int:
            if not locks:
                return 0
            from rm_desktop.vault.rewrap import keep_phrases

            return sum(
                keep_phrases(path, key, locks, replaced=replaced) for path, key in vaults.items()
            )

        return cover

    # -- what is stored ----------------------------------------------------------------------

    def _stored(self) -> dict[str, Any]:
        found: dict[str, Any] = self._settings.get(SETTING)
        return found

    def _lock(self, name: str) -> PhraseLock | None:
        found = self._stored().get(name)
        if not found:
            return None
        from rm_desktop.vault.phrase import PhraseLock

        try:
            return PhraseLock.of(found)
        except (ValueError, AttributeError):
            return None

    def _replaced(self) -> list[str]:
        found = self._stored().get("replaced")
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def _replaced_too(self, lock: PhraseLock | None) -> list[str]:
        return [*self._replaced(), *([lock.public] if lock else [])][-_MOST_REPLACED:]

    def _put(self, **values: object) -> Changes:
        return self._settings.put(SETTING, {**self._stored(), **values})
