"""From a standing frame to the open pair: single instance, key, profile, Today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.domain.words import tr
from rm_desktop.services.profile import Profile
from rm_desktop.services.start import Start
from rm_desktop.system.single_instance import BroughtForwardError
from rm_desktop.ui.dialogs import WindowDialogs
from rm_desktop.ui.shell.at_hand import AtHand
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.crash import Crashes
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.holding import Holding
from rm_desktop.ui.shell.looks import Looks
from rm_desktop.ui.shell.pairless import Pairless
from rm_desktop.ui.theme.appearance import Appearance
from rm_desktop.ui.workers import Workers

#: A keyring that takes longer than this is explained on screen, in milliseconds.
PATIENCE_MS = 400


class Opening(QObject):
    """Opens the profile of one window and closes it again.

    `said` is what it says first. `again` is what another window says first, once this one was
    closed to change the files below it.
    """

    def __init__(self, frame: Frame, start: Start, appearance: Appearance, report: object) -> None:
        super().__init__(frame)
        self._frame, self.start, self._appearance = frame, start, appearance
        self._report = report if callable(report) else (lambda _: None)
        self._workers = Workers(self)
        self._crashes = Crashes(frame, start.root)
        self._holding = Holding(frame)
        self._at_hand = AtHand(frame, self._workers)
        self._pages = Pairless(frame, self._workers)
        self.profile: Profile | None = None
        self.conductor: Conductor | None = None
        self._looks: Looks | None = None
        self.said = self.again = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._connect()

    def begin(self) -> None:
        """Look what is there and go on from it."""
        doors, start = self.start.doors, self.start
        try:
            if doors.profile_is_new(start.root):
                self._welcome()
                return
            self._holding.take(start.root)
        except BroughtForwardError:
            self._frame.close()
            return
        except CannotOpenError as error:
            self._fail(error)
            return
        if start.key is not None:
            self._open(start.key)
            return
        self._patience.start(PATIENCE_MS)
        self._workers.run(
            lambda: doors.fetch_key(start.root, start.key_store),
            self._on_key_fetched,
            self._on_failed,
        )

    def close(self) -> None:
        """Store everything, close the vault and let another window have the profile."""
        self.start.key_store.give_up()
        self._workers.close()
        self._at_hand.rest()
        if self.conductor is not None:
            self.conductor.leave()
        self._at_hand.stop_sharing()
        if self.profile is not None:
            self.profile.close()
        self._holding.let_go()
        self._crashes.close()
        self._at_hand.close()

    def _connect(self) -> None:
        self._patience.timeout.connect(self._on_patience_timeout)
        self._at_hand.idle.connect(self._on_idle)
        self._at_hand.failed.connect(self._on_failed)
        self._pages.shown.connect(self._attend)
        self._pages.begun.connect(self._on_begun)
        self._pages.joined.connect(self._on_joined)
        self._pages.retry_requested.connect(self.begin)
        self._pages.key_found.connect(self._on_key_fetched)
        self._pages.folder_chosen.connect(self._on_folder_chosen)

    def _open(self, key: bytes) -> None:
        self._patience.stop()
        try:
            self.profile = self.start.doors.open_profile(
                self.start.root, key, store=self.start.key_store
            )
            self._looks = Looks(self.profile, self._appearance, self.start.root, self._frame)
            if self.profile.desk is None:
                self._welcome()
                return
            self._lead()
        except CannotOpenError as error:
            self._fail(error)

    def _lead(self) -> None:
        profile = self.profile
        if profile is None:
            return
        if self.conductor is None:
            self.conductor = Conductor(self._frame, profile, WindowDialogs(self._frame))
            self.conductor.emptied.connect(self._welcome)
            self.conductor.reopen_requested.connect(self._on_reopen_requested)
        try:
            self.conductor.begin()
        except Exception as error:  # noqa: BLE001 (a bug of ours must not leave an empty window)
            self._crashes.report(error)
            self._fail(_cannot_show())
            return
        QTimer.singleShot(0, self._on_settled)

    @Slot()
    def _on_settled(self) -> None:
        QApplication.processEvents()
        self._report("settled")
        self._attend()
        self._at_hand.settle(self.profile)

    @Slot()
    def _on_idle(self) -> None:
        self._report("idle")

    @Slot()
    def _attend(self) -> None:
        """Get ready for a person, now that there is something to see: none of it delays that."""
        if self._looks is not None:
            self._looks.bind_keys()
        self._at_hand.attend(self.conductor)
        self._holding.listen()
        if self.said:
            self._frame.say(self.said)
            self.said = ""

    @Slot(object)
    def _on_key_fetched(self, key: object) -> None:
        if isinstance(key, bytes):
            self._open(key)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._patience.stop()
        if isinstance(error, CannotOpenError):
            self._fail(error)
        elif isinstance(error, Exception):
            self._crashes.report(error)

    @Slot()
    def _on_patience_timeout(self) -> None:
        words = tr(
            "Waiting for this computer’s keyring, which holds the key to your notes. "
            "It may be asking for its password in another window."
        )
        self._pages.wait(words)

    # -- without a pair -------------------------------------------------------------------

    @Slot()
    def _welcome(self) -> None:
        self._pages.welcome(self.start, self.profile)

    def _fail(self, error: CannotOpenError) -> None:
        self._pages.fail(self.start, error)

    @Slot(object)
    def _on_begun(self, opened: object) -> None:
        """Go on with the profile that first run made (or the sample one)."""
        if isinstance(opened, Profile):
            self.profile = opened
            try:
                if not self.start.doors.profile_is_new(self.start.root):
                    self._holding.take(self.start.root)
            except CannotOpenError as error:
                self._fail(error)
                return
            if self.conductor is None:
                self._looks = Looks(opened, self._appearance, self.start.root, self._frame)
            self._lead()

    @Slot(str)
    def _on_joined(self, words: str) -> None:
        self.said = words

    @Slot(object)
    def _on_folder_chosen(self, root: Path) -> None:
        """Go on with the profile in another folder."""
        from dataclasses import replace

        self._holding.let_go()
        self.start = replace(self.start, root=root, key=None)
        self.begin()

    # -- another window -------------------------------------------------------------------

    @Slot(str, object)
    def _on_reopen_requested(self, words: str, begin: Callable[[], Callable[[], str]]) -> None:
        """Close the profile, let a worker change its files, and ask for another window."""
        if self.conductor is None:
            return
        from rm_desktop.ui.shell.reopening import Reopening

        reopening = Reopening(self.conductor, self._at_hand, self._workers, self._crashes)
        reopening.done.connect(self._on_reopened)
        if not reopening.begin(begin):
            reopening.deleteLater()
            return
        self.profile = None
        self._pages.wait(words)

    @Slot(str)
    def _on_reopened(self, sentence: str) -> None:
        self.again = sentence
        self._frame.close()


def _cannot_show() -> CannotOpenError:
    return CannotOpenError(
        tr("The app could not show your pair. Nothing was lost."),
        tr("Try again. If it happens again, the log in the data folder says where it stopped."),
    )
