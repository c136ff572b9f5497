"""What looks after the notes by itself: the daily backup, and what the rail's foot says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.services.settings import COPIED
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.backups import Made

LOCK, RECOVERY, BACKUP = "lock", "recovery", "backup"
#: How often one looks whether a backup is due, and how long after a start or an unlocking.
_HOUR_MS, _SOON_MS = 3_600_000, 10_000


class Keeping(QObject):
    """Backs up once a day in a worker, quietly; a failure is a line at the rail's foot."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor, self._profile = conductor, conductor.profile
        self._rail = conductor.frame.rail
        self._workers = Workers(self, threads=1)
        self._is_busy = False
        self._failure = ""
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(self.back_up)
        conductor.house.changed.connect(self._on_house_changed)
        self._rail.foot_requested.connect(self._on_foot_requested)

    def settle_in(self) -> None:
        """Begin to look after the notes, once Today stands and nobody waits."""
        self._hourly.start()
        QTimer.singleShot(_SOON_MS, self, self.back_up)
        self.show_foot()
        self._tell_of_copy()

    def close(self) -> None:
        """Wait for a backup that has begun."""
        self._hourly.stop()
        self._workers.close()

    def _tell_of_copy(self) -> None:
        """Say once that this profile was found to be a copy, or was moved here."""
        settings = self._profile.settings
        if settings.get(COPIED):
            settings.put(COPIED, value=False)
            words = tr(
                "These notes were copied or moved here from another folder or laptop. "
                "From now on this is a device of its own; nothing was lost."
            )
            self._conductor.frame.say(words)

    @Slot()
    def back_up(self) -> None:
        """Make the copies that are due, and bring the second folder what it lacks."""
        if self._is_busy or not self._profile.has_backups:
            return
        self._is_busy = True
        self._workers.run(self._profile.backups.tend, self._on_made, self._on_failed)

    @Slot(object)
    def _on_made(self, made: Made) -> None:
        self._is_busy = False
        self._show_failure(made.elsewhere)
        if made.copies and self._profile.desk is not None:
            self._profile.desk.open_pair.tell(Changes(frozenset({Kind.BACKUP})))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, KnownError):
            raise error
        self._show_failure(error)

    def _show_failure(self, error: KnownError | None) -> None:
        self._failure = f"{error.sentence} {error.next_step}".strip() if error else ""
        self.show_foot()

    # -- the foot of the rail -----------------------------------------------------------------

    def show_foot(self) -> None:
        """Say what is worth a line, and offer the lock while something private is open."""
        profile, rail = self._profile, self._rail
        desk = profile.desk
        is_home = desk is not None and desk.open_pair.actor == desk.open_pair.you
        # one line at a time: a small window has no room for more
        at_risk = is_home and not self._failure and self._is_at_risk()
        words = tr("Not recoverable yet") if at_risk else ""
        rail.show_foot(RECOVERY, "info", words)
        rail.show_foot(BACKUP, "warning", tr("Backup failed") if self._failure else "")
        if self._failure:
            rail.explain_foot(BACKUP, self._failure)
        words = tr("Lock") if profile.private_is_open and is_home else ""
        rail.show_foot(LOCK, "lock", words, "Ctrl L")

    def _is_at_risk(self) -> bool:
        """Tell whether there is something to lose and no phrase to get it back by."""
        from rm_desktop.ui.private.way_back import is_wanted

        profile, desk = self._profile, self._profile.desk
        worth = profile.private.is_there or (
            desk is not None and bool(desk.open_pair.glance.closed)
        )
        return worth and is_wanted(profile)

    @Slot(str)
    def _on_foot_requested(self, key: str) -> None:
        if key == LOCK:
            self._conductor.lock_requested.emit()
        elif key == RECOVERY:
            self._conductor.go(Place(Where.RECOVERY))
        else:
            self._conductor.frame.say(self._failure)
            self._conductor.go(Place(Where.SETTINGS, focus="backups"))

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if self._profile.desk is None:
            return  # the open pair is being deleted
        if changes.touches(Kind.PRIVATE, Kind.SETTING, Kind.SESSION, Kind.ACTOR, Kind.PAIR):
            self.show_foot()
        if changes.touches(Kind.PRIVATE) and self._profile.private_is_open:
            QTimer.singleShot(_SOON_MS, self, self.back_up)  # it is copied while it is open
