"""The way to private pages as every panel of a window shows it; slow steps are for a worker.

Wrong tries are counted here, so that a second panel gives no second chance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from rm_desktop.domain.errors import (
    BadInputError,
    CannotOpenError,
    KnownError,
    MissingError,
    WrongKeyError,
)
from rm_desktop.domain.words import tr
from rm_desktop.services.profile import Profile
from rm_desktop.ui.private.resting import Resting
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from pathlib import Path

    from rm_desktop.services.private import Private
    from rm_desktop.ui.screen import Context

#: The wish that a copy of the key lies in the keyring whenever the pages are unlocked.
AT_START = "private_at_start"


class Door(QObject):
    """Makes, unlocks and locks the private vault of a profile.

    `trying` says what a worker does now, `problem` what was wrong with the last try, `resting` for
    how many seconds no other one is taken, `trouble` why no passphrase would help. Signals:
    `changed` after each of them, `proved` when the person behind open pages proved to be their
    owner, `rescued(sentences)` after a salvage, `said(sentence)` for what concerns no panel.
    """

    changed = Signal()
    proved = Signal()
    rescued = Signal(object)
    said = Signal(str)

    def __init__(self, profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        self._profile = profile
        self._workers = Workers(self, threads=1)  # what is asked for later happens later
        self._turn = 0
        self.rest = Resting(self)
        self.rest.changed.connect(self.changed)
        self._key = self._rescue_key = b""
        self._shows_words = False
        self.trying = self.problem = ""
        self._trouble: CannotOpenError | None = None
        self._anew = False

    @classmethod
    def of(cls, house: QObject, profile: Profile) -> Door:
        """Return the door of a house, made when it is first asked for."""
        found = house.findChild(cls)
        return found if isinstance(found, cls) else cls(profile, house)

    @property
    def private(self) -> Private:
        """The vault behind the door."""
        return self._profile.private

    @property
    def is_home(self) -> bool:
        """Tell whether the owner has the keyboard; nobody else is let in."""
        desk = self._profile.desk
        return desk is None or desk.open_pair.actor == desk.open_pair.you

    @property
    def is_open(self) -> bool:
        """Tell whether private pages may be shown to whoever sits there."""
        return self.private.is_open and self.is_home

    @property
    def resting(self) -> int:
        """For how many seconds no other try is taken."""
        return self.rest.seconds

    @property
    def trouble(self) -> CannotOpenError | None:
        """Why no passphrase would help; files that are gone are missed before new ones are made."""
        if self._trouble is None and not self._anew and self._profile.private_is_lost:
            return MissingError(
                tr("There were private pages here, and their files are not in the folder now."),
                tr("Restore a backup of them, or put the two files back."),
            )
        return self._trouble

    def stop_for(self, error: CannotOpenError) -> None:
        """Say from now on that no passphrase would help, and why."""
        self._trouble = error
        self.changed.emit()

    @property
    def holds_key(self) -> bool:
        """Tell whether a recovery phrase gave the key, and a new passphrase is to be chosen."""
        return bool(self._key)

    @property
    def holds_secret(self) -> bool:
        """Tell whether a key, or a recovery phrase on the screen, waits for its owner."""
        return bool(self._key or self._rescue_key or self._shows_words)

    @property
    def shows_words(self) -> bool:
        """Tell whether a page of the recovery phrase may stay; whoever shows it listens."""
        return self._shows_words

    def show_words(self, *, shown: bool) -> None:
        """Note that words of the recovery phrase are on the screen, or about to be, or gone."""
        if shown != self._shows_words:
            self._shows_words = shown
            self.changed.emit()

    @property
    def can_rescue(self) -> bool:
        """Tell whether a key is at hand to a vault that does not open."""
        return bool(self._rescue_key)

    def close(self) -> None:
        """Wait for the worker."""
        self._turn += 1
        self.rest.stop()
        self._workers.close()

    # -- in ---------------------------------------------------------------------------------

    def make(self, passphrase: str, *, at_start: bool = False) -> None:
        """Make the vault, and open it."""
        private, locks = self.private, self._profile.recovery.locks
        settings = self._profile.settings
        if self._stop_if_known(lambda: settings.put(AT_START, at_start)):
            return
        words = tr("Making your private pages…")
        self._try(words, lambda: private.make(passphrase, locks), self._enter)

    def begin_anew(self) -> None:
        """Miss no files any more until something else is shown: new pages are to be made."""
        self._anew = True
        self.changed.emit()

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        private = self.private
        words = tr("Trying the passphrase…")
        self._try(words, lambda: private.fetch(passphrase), self._enter)

    def open_at_start(self) -> None:
        """Open by the copy in the keyring, if there is one; say why where it does not."""
        private = self.private

        def fetch() -> bytes:
            return private.fetch_copy() if private.has_copy else b""

        self._try(tr("Asking this computer’s keyring…"), fetch, self._enter)

    def recover(self, words: str) -> None:
        """Try a recovery phrase; with it a new passphrase is chosen, see `renew`."""
        private = self.private
        self._try(tr("Trying the phrase…"), lambda: private.fetch_with_phrase(words), self._hold)

    def renew(self, passphrase: str) -> None:
        """Let another passphrase open the vault from now on, and open it."""
        private, key = self.private, self._key or self.private.key

        def change() -> bytes:
            private.change_passphrase(key, passphrase)
            return key

        self._try(tr("Changing the passphrase…"), change, self._enter)

    def rescue(self, to: Path) -> None:
        """Write what a damaged vault still holds into a folder; `rescued` says what came of it."""
        path, key = self.private.path, self._rescue_key

        def work() -> list[str]:
            from rm_desktop.services.salvage import salvage_vault

            return salvage_vault(path, key, to)

        self._workers.run(work, self._on_rescued, self._on_failed_aside)

    @Slot(object)
    def _on_rescued(self, sentences: list[str]) -> None:
        self.rescued.emit(sentences)

    def prove(self, passphrase: str) -> None:
        """Have the passphrase typed again before what cannot be taken back; then `proved`."""
        private = self.private
        words = tr("Trying the passphrase…")
        self._try(words, lambda: private.fetch(passphrase), self._tell_proved)

    def forget(self) -> None:
        """Stop whatever was begun: another page is shown, or another person comes."""
        self._turn += 1
        self._key = self._rescue_key = b""
        self._shows_words = False
        self.trying, self.problem, self._trouble = "", "", None
        self._anew = False
        self.changed.emit()

    # -- out --------------------------------------------------------------------------------

    def lock(self) -> None:
        """Store everything, close the vault and take the copy of its key out of the keyring.

        Raises `KnownError`, and stays open, where something cannot be stored.
        """
        self.forget()
        private = self.private
        private.lock()
        self._aside(lambda: private.drop_copy() if private.has_copy else None)

    def keep_copy(self, *, wanted: bool) -> None:
        """Open at start from now on, or no more."""
        private = self.private
        key = private.key if wanted else b""
        self._profile.settings.put(AT_START, wanted)
        self._aside(lambda: private.keep_copy(key) if wanted else private.drop_copy())

    # -- working ----------------------------------------------------------------------------

    def _try(self, words: str, work: Callable[[], bytes], then: Callable[[bytes], None]) -> None:
        """Let a worker fetch the key; nothing happens while it does or while the door rests."""
        if self.trying or self.resting or not self.is_home:
            return
        self._turn += 1
        turn = self._turn
        self.trying, self.problem, self._trouble = words, "", None

        def tried() -> tuple[int, Callable[[bytes], None], bytes | KnownError]:
            try:
                return turn, then, work()
            except KnownError as error:
                return turn, then, error

        self._workers.run(tried, self._on_tried, self._on_failed)
        self.changed.emit()

    @Slot(object)
    def _on_tried(self, outcome: tuple[int, Callable[[bytes], None], bytes | KnownError]) -> None:
        turn, then, found = outcome
        if turn != self._turn:
            if isinstance(found, WrongKeyError):  # leaving the page makes it no less of a try
                self.rest.miss()
            return
        self.trying = ""
        if isinstance(found, KnownError):
            self._refuse(found)
        elif found:
            self.rest.forgive()
            then(found)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.trying = ""
        self.changed.emit()
        raise error

    def _refuse(self, error: KnownError) -> None:
        """Say what was wrong; a wrong passphrase makes the next try wait a little."""
        if isinstance(error, WrongKeyError | BadInputError):
            self.problem = f"{error.sentence} {error.next_step}".strip()
            if isinstance(error, WrongKeyError):
                self.rest.miss()
        elif isinstance(error, CannotOpenError):
            self._trouble = error
        else:
            self.problem = str(error)

    def _enter(self, key: bytes) -> None:
        self._key = b""
        self._rescue_key = key  # for as long as it is not known to open anything
        if not self._stop_if_known(lambda: self.private.open(key)):
            self._rescue_key = b""
            self._aside(self._after_opening(key))

    def _tell_proved(self, _key: bytes) -> None:
        self.proved.emit()

    def _hold(self, key: bytes) -> None:
        self._key = key

    def _after_opening(self, key: bytes) -> Callable[[], object]:
        """Return what a worker does once the pages are open: both keys in step with the wishes."""
        private, cover = self.private, self._profile.recovery.covering()
        wanted = self._profile.settings.get(AT_START)

        def follow() -> None:
            cover()
            if wanted and not private.copy_fits(key):
                private.keep_copy(key)

        return follow

    def _stop_if_known(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except CannotOpenError as error:
            self._trouble = error
        except KnownError as error:
            self.problem = str(error)
        else:
            return False
        self.changed.emit()
        return True

    def _aside(self, work: Callable[[], object]) -> None:
        self._workers.run(work, self._on_done_aside, self._on_failed_aside)

    @Slot(object)
    def _on_done_aside(self, _result: object) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_failed_aside(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.said.emit(f"{error.sentence} {error.next_step}".strip())


def door_of(context: Context) -> Door:
    """Return the one door of a window."""
    return Door.of(context.house, context.profile)
