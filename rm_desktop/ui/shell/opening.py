"""From a standing frame to the open pair: single instance, key, profile, Today, idle."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from rm_desktop.domain.errors import CannotOpenError, KnownError
from rm_desktop.domain.words import tr
from rm_desktop.services.profile import Profile
from rm_desktop.services.start import Start
from rm_desktop.system.single_instance import BroughtForwardError, SingleInstance
from rm_desktop.ui.dialogs import WindowDialogs
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.crash import Crashes
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.looks import Looks
from rm_desktop.ui.shell.screens import import_screens
from rm_desktop.ui.theme.appearance import Appearance
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.desk import Desk
    from rm_desktop.ui.shell.keeping import Keeping
    from rm_desktop.ui.shell.locking import Locking
    from rm_desktop.ui.shell.panels import Panels
    from rm_desktop.ui.shell.sharing import Sharing
    from rm_desktop.ui.shell.signals import EndSignals
    from rm_desktop.ui.theme.focus import FocusRing

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
        self._lock: SingleInstance | None = None
        self._notifier: QSocketNotifier | None = None
        self.profile: Profile | None = None
        self.conductor: Conductor | None = None
        self._end: EndSignals | None = None
        self._looks: Looks | None = None
        self._ring: FocusRing | None = None
        self._panels: Panels | None = None
        self._locking: Locking | None = None
        self._keeping: Keeping | None = None
        self._sharing: Sharing | None = None
        self._is_turned_to = False
        self.said = self.again = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_timeout)

    def begin(self) -> None:
        """Look what is there and go on from it."""
        doors, start = self.start.doors, self.start
        try:
            if doors.profile_is_new(start.root):
                self._welcome()
                return
            self._hold()
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
        if self._locking is not None:
            self._locking.close()
        if self._keeping is not None:
            self._keeping.close()
        if self.conductor is not None:
            self.conductor.leave()
        if self._sharing is not None:
            self._sharing.close()
        if self.profile is not None:
            self.profile.close()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._lock is not None:
            self._lock.release()
        self._crashes.close()
        if self._end is not None:
            self._end.close()
        if self._ring is not None:
            self._ring.deleteLater()

    # -- opening --------------------------------------------------------------------------

    def _hold(self) -> None:
        """Take the profile for this window."""
        if self._lock is None:
            self._lock = SingleInstance.acquire(self.start.root, listening=False)

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
            self.conductor.house.changed.connect(self._turn_to)  # no hand need have moved
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
        self._is_turned_to = False
        shares = self.profile is not None and self.profile.shares
        if shares or self._session_runs():  # after a crash, or a quit in the middle
            self._turn_to()
            return
        from rm_desktop.ui.shell.first_sign import FirstSign

        self._sign = FirstSign(self)
        self._sign.seen.connect(self._turn_to)
        QTimer.singleShot(0, self._say_idle)

    @Slot()
    def _say_idle(self) -> None:
        """Nothing of ours is left to do, until a person does something."""
        self._report("idle")

    def _session_runs(self) -> bool:
        desk = self.profile.desk if self.profile is not None else None
        return desk is not None and desk.open_pair.glance.next_session.state == "running"

    @Slot()
    def _turn_to(self) -> None:
        """Get what the first edit needs, now that somebody is there: a worker does it."""
        profile = self.profile
        if profile is None or profile.desk is None or self._is_turned_to:
            return
        self._is_turned_to = True
        self._workers.run(
            partial(_read_ahead, profile, profile.desk), self._on_read_ahead, self._on_failed
        )

    @Slot(object)
    def _on_read_ahead(self, hand_over: Callable[[], None]) -> None:
        desk = self.profile.desk if self.profile is not None else None
        hand_over()
        if self.conductor is not None and desk is not None:
            self.conductor.settle_in()
        if self._locking is not None:
            self._locking.settle_in()
        if self._keeping is not None:
            self._keeping.settle_in()
        if self._sharing is not None:
            self._sharing.settle_in()
        self._workers.run(import_screens, self._on_imported, self._on_failed)

    @Slot(object)
    def _on_imported(self, _nothing: object) -> None:
        self._say_idle()

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

    def _attend(self) -> None:
        """Get ready for a person, now that there is something to see: none of it delays that."""
        self._show_focus()
        if self._looks is not None:
            self._looks.bind_keys()
        self._offer_panels()
        self._offer_lock()
        self._listen_for_others()
        self._listen_for_the_end()
        if self.said:
            self._frame.say(self.said)
            self.said = ""

    def _show_focus(self) -> None:
        """Let the ring follow the keyboard, now that there is something to go to."""
        app = QApplication.instance()
        if self._ring is None and isinstance(app, QApplication):
            from rm_desktop.ui.theme.focus import FocusRing

            self._ring = FocusRing(app)

    def _offer_panels(self) -> None:
        from rm_desktop.ui.shell.panels import Panels

        if self._panels is None and self.conductor is not None:
            self._panels = Panels(self.conductor)

    def _offer_lock(self) -> None:
        from rm_desktop.ui.shell.keeping import Keeping
        from rm_desktop.ui.shell.locking import Locking
        from rm_desktop.ui.shell.sharing import Sharing

        if self._locking is None and self.conductor is not None:
            self._locking = Locking(self.conductor)
            self._keeping = Keeping(self.conductor)
            self._sharing = Sharing(self.conductor)

    def _listen_for_others(self) -> None:
        """Come to the front when another start asks."""
        if self._notifier is None and self._lock is not None:
            self._lock.listen()
            read = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._lock.fileno(), read, self)
            self._notifier.activated.connect(self._on_raise_asked)

    def _listen_for_the_end(self) -> None:
        from rm_desktop.ui.shell.signals import EndSignals

        if self._end is None:
            self._end = EndSignals(self)
            self._end.asked_to_end.connect(self._frame.close)

    @Slot(str, object)
    def _on_reopen_requested(self, words: str, begin: Callable[[], Callable[[], str]]) -> None:
        """Close the profile, let a worker change its files, and ask for another window."""
        if self.conductor is None:
            return
        self.conductor.leave()
        self.conductor.retire()  # before the vault closes: editors store as they go
        if self._sharing is not None:
            self._sharing.close(0)  # the window stands: nothing is waited for
        try:
            work = begin()
        except KnownError as error:
            self.conductor.begin()
            if self._sharing is not None:
                self._sharing.settle_in()
            self._frame.say(str(error))
            return
        self.profile = None
        self._wait(words)
        self._workers.run(work, self._on_changed, self._on_not_changed)

    @Slot(object)
    def _on_changed(self, sentence: str) -> None:
        self.again = sentence or " "
        self._frame.close()

    @Slot(object)
    def _on_not_changed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._crashes.report(error)
        self.again = str(error) if isinstance(error, KnownError) else " "
        self._frame.close()

    # -- pages without a pair -------------------------------------------------------------

    def _show(self, page: QWidget) -> None:
        self._frame.drop_pages()
        self._frame.show_page(page, with_rail=False)
        self._attend()

    @Slot()
    def _welcome(self) -> None:
        from rm_desktop.ui.welcome.first_run import FirstRun

        page = FirstRun(self.start, self._workers, self.profile, WindowDialogs(self._frame))
        page.begun.connect(self._on_begun)
        self._show(page)

    @Slot(object)
    def _on_begun(self, opened: object) -> None:
        """Go on with the profile that first run made (or the sample one)."""
        if isinstance(opened, Profile):
            self.profile = opened
            try:
                if not self.start.doors.profile_is_new(self.start.root):
                    self._hold()
            except CannotOpenError as error:
                self._fail(error)
                return
            if self.conductor is None:
                self._looks = Looks(opened, self._appearance, self.start.root, self._frame)
            self._lead()

    def _fail(self, error: CannotOpenError) -> None:
        from rm_desktop.ui.failure.page import FailurePage

        page = FailurePage(error, self.start, self._workers)
        page.retry_requested.connect(self.begin)
        page.key_found.connect(self._on_key_fetched)
        page.folder_chosen.connect(self._on_folder_chosen)
        page.quit_requested.connect(self._frame.close)
        self._show(page)

    @Slot(object)
    def _on_folder_chosen(self, root: Path) -> None:
        """Go on with the profile in another folder."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        from dataclasses import replace

        self.start = replace(self.start, root=root, key=None)
        self.begin()

    @Slot()
    def _on_patience_timeout(self) -> None:
        words = tr(
            "Waiting for this computer’s keyring, which holds the key to your notes. "
            "It may be asking for its password in another window."
        )
        self._wait(words)

    def _wait(self, words: str) -> None:
        """Say what is being waited for, in the place of everything else."""
        from rm_desktop.ui.widgets.label import Label

        self._show(Label(words, "lead", "ink-2", wrap=True, centred=True))

    @Slot()
    def _on_raise_asked(self) -> None:
        from PySide6.QtCore import Qt

        if self._lock is not None and self._lock.accept_raise():
            self._frame.setWindowState(self._frame.windowState() & ~Qt.WindowState.WindowMinimized)
            self._frame.raise_()
            self._frame.activateWindow()


def _read_ahead(profile: Profile, desk: Desk) -> Callable[[], None]:
    """Import what does it in the worker that runs this."""
    from rm_desktop.services.ahead import read_ahead

    return read_ahead(desk.open_pair, profile.ports.aside)


def _cannot_show() -> CannotOpenError:
    return CannotOpenError(
        tr("The app could not show your pair. Nothing was lost."),
        tr("Try again. If it happens again, the log in the data folder says where it stopped."),
    )
