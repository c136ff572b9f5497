"""What is at hand for a person once there is something to see: none of it delays that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from rm_desktop.services.profile import Profile
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.desk import Desk
    from rm_desktop.ui.shell.ahead import Ahead
    from rm_desktop.ui.shell.first_sign import FirstSign
    from rm_desktop.ui.shell.keeping import Keeping
    from rm_desktop.ui.shell.locking import Locking
    from rm_desktop.ui.shell.panels import Panels
    from rm_desktop.ui.shell.sharing import Sharing
    from rm_desktop.ui.shell.signals import EndSignals
    from rm_desktop.ui.theme.focus import FocusRing


class AtHand(QObject):
    """The ring, the panels, the lock and what is read ahead, of one window.

    `profile` is what is read ahead of: none before it is settled nor once it was closed.
    Signals: `idle` when nothing of ours is left to do until a person does something;
    `failed(Exception)` when a worker did.
    """

    idle = Signal()
    failed = Signal(object)

    def __init__(self, frame: Frame, workers: Workers) -> None:
        super().__init__(frame)
        self._frame, self._workers = frame, workers
        self.profile: Profile | None = None
        self._conductor: Conductor | None = None
        self._end: EndSignals | None = None
        self._ring: FocusRing | None = None
        self._panels: Panels | None = None
        self._locking: Locking | None = None
        self._keeping: Keeping | None = None
        self._sharing: Sharing | None = None
        self._sign: FirstSign | None = None
        self._ahead: Ahead | None = None
        self._is_turned_to = False

    def attend(self, conductor: Conductor | None) -> None:
        """Get ready for a person, with a pair or without."""
        self._show_focus()
        if conductor is not None and self._conductor is None:
            self._conductor = conductor
            conductor.house.changed.connect(self._turn_to)  # no hand need have moved
            self._offer(conductor)
        self._listen_for_the_end()

    def settle(self, profile: Profile | None) -> None:
        """Wait for a sign of somebody; a session that runs, and sharing, do not wait."""
        self.profile, self._is_turned_to = profile, False
        if profile is not None and (profile.shares or _session_runs(profile)):
            self._turn_to()  # after a crash, or a quit in the middle
            return
        from rm_desktop.ui.shell.first_sign import FirstSign

        self._sign = FirstSign(self)
        self._sign.seen.connect(self._turn_to)
        QTimer.singleShot(0, self.idle.emit)

    def share(self) -> None:
        """Begin to carry what is shared, if anything is."""
        if self._sharing is not None:
            self._sharing.settle_in()

    def stop_sharing(self, seconds: float | None = None) -> None:
        """Carry what is left for so long, as `Sharing.close`."""
        if self._sharing is not None:
            self._sharing.close(seconds)

    def rest(self) -> None:
        """Make, keep and lock no more, before the profile closes."""
        if self._ahead is not None:
            self._ahead.stop()
        if self._locking is not None:
            self._locking.close()
        if self._keeping is not None:
            self._keeping.close()

    def close(self) -> None:
        """Put away the rest."""
        if self._end is not None:
            self._end.close()
        if self._ring is not None:
            self._ring.deleteLater()

    def _show_focus(self) -> None:
        """Let the ring follow the keyboard, now that there is something to go to."""
        app = QApplication.instance()
        if self._ring is None and isinstance(app, QApplication):
            from rm_desktop.ui.theme.focus import FocusRing

            self._ring = FocusRing(app)

    def _offer(self, conductor: Conductor) -> None:
        from rm_desktop.ui.shell.calling import Calling
        from rm_desktop.ui.shell.following import Following
        from rm_desktop.ui.shell.keeping import Keeping
        from rm_desktop.ui.shell.locking import Locking
        from rm_desktop.ui.shell.panels import Panels
        from rm_desktop.ui.shell.sharing import Sharing

        self._panels = Panels(conductor)
        self._locking = Locking(conductor)
        self._keeping = Keeping(conductor)
        self._sharing = Sharing(conductor)
        Following(conductor)
        Calling(conductor)

    def _listen_for_the_end(self) -> None:
        from rm_desktop.ui.shell.signals import EndSignals

        if self._end is None:
            self._end = EndSignals(self)
            self._end.asked_to_end.connect(self._frame.close)

    # -- somebody is there ----------------------------------------------------------------

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
        from rm_desktop.ui.shell.screens import import_screens

        desk = self.profile.desk if self.profile is not None else None
        hand_over()
        if self._conductor is not None and desk is not None:
            self._conductor.settle_in()
        for each in (self._locking, self._keeping, self._sharing):
            if each is not None:
                each.settle_in()
        self._workers.run(import_screens, self._on_imported, self._on_failed)

    @Slot(object)
    def _on_imported(self, _nothing: object) -> None:
        from rm_desktop.ui.shell.ahead import Ahead

        if self._conductor is None or self.profile is None:
            return
        if self._ahead is None:
            self._ahead = Ahead(self._conductor)
            self._ahead.rested.connect(self.idle)
        self._ahead.begin()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.failed.emit(error)


def _session_runs(profile: Profile) -> bool:
    desk = profile.desk
    return desk is not None and desk.open_pair.glance.next_session.state == "running"


def _read_ahead(profile: Profile, desk: Desk) -> Callable[[], None]:
    """Import what does it in the worker that runs this."""
    from rm_desktop.services.ahead import read_ahead

    return read_ahead(desk.open_pair, profile.ports.aside)
