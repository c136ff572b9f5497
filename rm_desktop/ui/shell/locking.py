"""When private pages are locked, and what of them is taken off the screen then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.ui.private.clipboard import PRIVATE_TEXT, PrivateClipboard
from rm_desktop.ui.private.door import AT_START, Door
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.desktop import DesktopLock
from rm_desktop.ui.shell.idle import Idle

if TYPE_CHECKING:
    from rm_desktop.ui.private.veil import Veil

#: The setting: minutes without input, 0 for never.
LOCK_AFTER = "lock_after"
_AGAIN_MS = 20_000


class Locking(QObject):
    """Locks for one window: asked by Ctrl+L or a button, left alone, asleep, or handed over."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor, self._profile = conductor, conductor.profile
        self.door = Door.of(conductor.house, conductor.profile)
        self.door.said.connect(conductor.frame.say)
        self.door.changed.connect(self._on_door_changed)
        self._idle: Idle | None = None
        self._clipboard: PrivateClipboard | None = None
        self._desktop: DesktopLock | None = None
        self.veil: Veil | None = None
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        conductor.lock_requested.connect(self.lock)
        conductor.house.changed.connect(self._on_house_changed)
        self._watch()

    def settle_in(self) -> None:
        """Open private pages as the person wished, once Today stands: a worker asks the keyring."""
        if self._profile.settings.get(AT_START) and not self._profile.private_is_open:
            self.door.open_at_start()

    def close(self) -> None:
        """Wait for the worker, as before quitting; what was copied here goes with the window."""
        if self._clipboard is not None:
            self._clipboard.clear()
        self.door.close()

    @Slot()
    def lock(self) -> None:
        """Put private pages away because somebody asked for it, and say so."""
        was_open, held = self._profile.private_is_open, self.door.holds_secret
        if not self.put_away():
            return
        if was_open:
            words = tr("Locked. Your passphrase opens your private pages again.")
        elif held:
            words = tr("Your recovery phrase is put away. No private page is open.")
        else:
            words = tr("Nothing private is open.")
        self._conductor.frame.say(words)

    @Slot()
    def put_away(self) -> bool:
        """Lock, and take what is private off the screen; cover it where it cannot be locked.

        Where nothing is open, the recovery phrase and whatever it opened go all the same.
        """
        held = self.door.holds_secret
        self.door.forget()  # what is being unlocked, or was by a phrase, opens no more
        if not self._profile.private_is_open:
            if held:
                self._wipe()
            return True
        conductor = self._conductor
        try:
            conductor.leave()
            self.door.lock()
        except KnownError as error:
            self._cover(error)
            return False
        self._lift()
        return True

    # -- what leaves the screen ---------------------------------------------------------------

    def _wipe(self) -> None:
        """Leave nothing private in questions, panels, notices or on the clipboard."""
        from rm_desktop.ui.dialogs import decline_all
        from rm_desktop.ui.shell.overlay import Overlay

        frame = self._conductor.frame
        decline_all()
        if self._clipboard is not None:
            self._clipboard.clear()
        for overlay in frame.findChildren(Overlay):
            overlay.close_panel()
            if overlay.property(PRIVATE_TEXT):
                overlay.discard()
        frame.hush()

    def _cover(self, error: KnownError) -> None:
        """Hide what could not be locked, and try again by and by."""
        self._again.start()
        self._wipe()
        if not self.door.is_home:  # the other one sees nothing of it anyway
            self._conductor.frame.say(f"{error.sentence} {error.next_step}".strip())
            return
        if self.veil is None:
            from rm_desktop.ui.private.veil import Veil

            self._conductor.is_covered = True
            self.veil = Veil(self._conductor.frame, error)
            self.veil.retry_requested.connect(self._on_again)
            self.veil.passphrase_given.connect(self.door.prove)
            self.door.changed.connect(self._show_door)
            self.door.proved.connect(self._on_proved)

    def _lift(self) -> None:
        self._again.stop()
        veil, self.veil = self.veil, None
        if veil is not None:
            self._conductor.is_covered = False
            self.door.changed.disconnect(self._show_door)
            self.door.proved.disconnect(self._on_proved)
            veil.lift()

    @Slot()
    def _show_door(self) -> None:
        if self.veil is not None:
            self.veil.show_door(self.door.trying, self.door.problem, self.door.resting)

    @Slot()
    def _on_proved(self) -> None:
        """The owner is back, and the pages are open still."""
        self._lift()

    @Slot()
    def _on_again(self) -> None:
        if not self._profile.private_is_open:
            self._lift()
        elif not self.door.trying:  # the owner may be coming back
            self.put_away()

    # -- when ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.ACTOR):
            self.put_away()
        if changes.touches(Kind.PRIVATE):
            if self._profile.private_is_open:
                QTimer.singleShot(0, self, self._tidy)
            else:
                self._wipe()
        if changes.touches(Kind.PRIVATE, Kind.SETTING):
            self._watch()

    @property
    def _is_watched(self) -> bool:
        """Tell whether there is anything a stranger must not find."""
        return self._profile.private_is_open or self.door.holds_secret

    @Slot()
    def _on_door_changed(self) -> None:
        """A phrase is shown, or gave a key, or is gone; mere countdowns begin nothing anew."""
        is_watching = self._idle is not None and self._idle.is_watching
        if is_watching != self._is_watched:
            self._watch()

    def _watch(self) -> None:
        """Watch for a person who is away while something private is open, and only then."""
        if not self._is_watched:
            if self._idle is not None:
                self._idle.stop()
            return
        if self._idle is None:
            self._idle = Idle(self._profile.clock, self)
            self._idle.idle.connect(self._on_idle)
            self._idle.slept.connect(self.put_away)
            self._clipboard = PrivateClipboard(self)
            self._desktop = DesktopLock(self)
            self._desktop.away.connect(self.put_away)
        self._idle.start(int(self._profile.settings.get(LOCK_AFTER)))

    @Slot()
    def _on_idle(self) -> None:
        """Nobody has touched anything for a while; in a session two people talk."""
        desk = self._profile.desk
        if self._is_watched and (desk is None or desk.room.running() is None):
            self.put_away()

    def _tidy(self) -> None:
        from rm_desktop.services.upkeep import tidy_pages

        if self._profile.private_is_open:
            tidy_pages(self._profile)
