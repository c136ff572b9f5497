"""What the card of imports asks for; looking and taking in are for a worker."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.overlay import show_unlock
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.import_card import ImportCard
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.journal_incoming import Incoming

_PULSE_MS = 100


class ImportDesk(QObject):
    """Serves one card for as long as it is there."""

    def __init__(self, card: ImportCard, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._workers = Workers(self, threads=1)
        self._path = Path()
        self._stop = Event()
        self._read = self._of = 0
        self._is_busy = False
        self._pulse = QTimer(self)  # a worker tells of thousands of entries; the eye needs ten
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self._on_pulse)
        card.file_requested.connect(self._on_file_requested)
        card.folder_requested.connect(self._on_folder_requested)
        card.unlock_requested.connect(self._on_unlock_requested)
        card.take_in_requested.connect(self._on_take_in_requested)
        card.cancelled.connect(self._on_cancelled)
        card.journal_requested.connect(lambda: context.go(Place(Where.JOURNAL)))
        context.house.changed.connect(self._on_house_changed)

    def close(self) -> None:
        """Stop what runs and wait for it."""
        self._stop.set()
        self._workers.close()

    def show(self) -> None:
        """Offer to begin, unless something runs or is looked at."""
        self._card.setVisible(door_of(self._context).is_home)
        if not self._is_busy:
            self._card.show_idle(is_open=self._is_open)

    @property
    def _is_open(self) -> bool:
        return door_of(self._context).is_open

    @Slot()
    def _on_file_requested(self) -> None:
        patterns = tr("Journals (*.json *.zip *.md *.markdown *.txt)")
        self._look_at(self._context.dialogs.pick_open(tr("A journal to bring in"), patterns))

    @Slot()
    def _on_folder_requested(self) -> None:
        self._look_at(self._context.dialogs.pick_folder(tr("A folder of entries to bring in")))

    @Slot()
    def _on_unlock_requested(self) -> None:
        show_unlock(self._card.window(), self._context, self.show)

    def _look_at(self, path: Path | None) -> None:
        if path is None:
            return
        self._path = path
        importer = self._context.profile.journal_import
        self._card.show_busy(tr("Reading “{name}”…", name=path.name))
        self._begin(of=0)
        stop = self._stop
        self._workers.run(
            lambda: importer.look_at(path, self._tell, stop.is_set),
            self._on_looked,
            self._on_failed,
        )

    @Slot(object)
    def _on_looked(self, incoming: Incoming) -> None:
        self._end()
        if not incoming.is_whole or not self._is_open:  # its titles are for whoever unlocked
            self.show()
            return
        self._of = incoming.read
        self._card.show_preview(self._path.name, incoming)

    @Slot()
    def _on_take_in_requested(self) -> None:
        if self._context.attempt(self._settled) is None:
            return
        importer, path = self._context.profile.journal_import, self._path
        self._card.show_busy(tr("Making a backup first…"))
        self._begin(of=self._of)
        stop = self._stop
        self._workers.run(
            lambda: importer.take_in(path, self._tell, stop.is_set),
            self._on_taken_in,
            self._on_failed,
        )

    @Slot(object)
    def _on_taken_in(self, incoming: Incoming) -> None:
        self._end()
        if self._is_open:
            self._card.show_done(incoming)
        else:
            self.show()
        self._context.desk.open_pair.tell(Changes(frozenset({Kind.PAGE})))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, KnownError):
            self._card.show_idle(is_open=self._is_open)
            raise error
        sentence = f"{error.sentence} {error.next_step}".strip()
        self._card.show_problem(sentence, is_open=self._is_open)

    @Slot()
    def _on_cancelled(self) -> None:
        if self._is_busy:
            self._stop.set()
        else:
            self._card.show_idle(is_open=self._is_open)

    def _settled(self) -> bool:
        self._context.profile.settle()
        return True

    # -- how far it is --------------------------------------------------------------------

    def _begin(self, *, of: int) -> None:
        self._stop = Event()
        self._read, self._of, self._is_busy = 0, of, True
        self._pulse.start()

    def _end(self) -> None:
        self._is_busy = False
        self._pulse.stop()

    def _tell(self, read: int) -> None:
        """Note how far it is; called in the worker, so it touches a number only."""
        self._read = read

    @Slot()
    def _on_pulse(self) -> None:
        if self._read:
            self._card.show_progress(self._read, self._of)

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.PRIVATE, Kind.ACTOR):
            self.show()  # a preview names titles: it goes with the lock
