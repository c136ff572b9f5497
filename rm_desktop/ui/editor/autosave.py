"""Storing what is typed: in batches while typing goes on, with the words indexed at rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.notes import BATCH_MS, LIVE_MS, REST_MS

#: How long to wait after the disk refused, in milliseconds.
RETRY_MS: Final = 5_000


class Savable(Protocol):
    """What keeps typed words until it is told to store them."""

    def save(self) -> bool:
        """Store what is new; tell whether anything was. Raises `KnownError` if it cannot."""

    def rest(self) -> None:
        """Store, and make the words findable."""


class Autosave(QObject):
    """Stores a text within a second of the last key, without a button.

    Signals: `saved(str)` with the time of day, `save_failed(str)` with a sentence; what failed is
    tried again every few seconds until it works.
    """

    saved = Signal(str)
    save_failed = Signal(str)

    def __init__(self, time_of_day: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time_of_day = time_of_day
        self._text: Savable | None = None
        self._owed: list[Savable] = []
        self._unsaved = False
        self._batch = self._timer(BATCH_MS, self._on_batch)
        self._rest = self._timer(REST_MS, self.rest)
        self._retry = self._timer(RETRY_MS, self._on_retry)

    def attend(self, text: Savable | None) -> None:
        """Look after another text from now on; the one before is put to rest."""
        self.rest()
        self._text = text

    def hasten(self, *, on: bool) -> None:
        """Store more often while somebody else reads what is typed."""
        pace = LIVE_MS if on else BATCH_MS
        if pace != self._batch.interval():  # an interval that is set begins anew: it never ended
            self._batch.setInterval(pace)

    @Slot()
    def touched(self) -> None:
        """Something was typed."""
        self._unsaved = True
        if not self._batch.isActive():  # while typing goes on it is stored too
            self._batch.start()
        self._rest.start()

    @Slot()
    def rest(self) -> None:
        """Store now and index: the editor rests, loses focus, is hidden, or the app closes."""
        self._batch.stop()
        self._rest.stop()
        if self._text is not None:
            self._try(self._text, self._text.rest)

    @Slot()
    def _on_batch(self) -> None:
        if self._text is not None:
            self._try(self._text, self._text.save)

    @Slot()
    def _on_retry(self) -> None:
        owed, self._owed = self._owed, []
        for text in owed:
            self._try(text, text.rest)

    def _try(self, text: Savable, store: Callable[[], object]) -> None:
        try:
            store()
        except KnownError as error:
            if text not in self._owed:
                self._owed.append(text)
            self._retry.start()
            self.save_failed.emit(f"{error.sentence} {error.next_step}".strip())
            return
        if self._unsaved and not self._owed:
            self._unsaved = False
            self.saved.emit(self._time_of_day())

    def _timer(self, ms: int, does: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(does)
        return timer
