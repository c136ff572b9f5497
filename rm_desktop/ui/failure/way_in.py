"""Other ways into a profile that cannot be opened: its recovery phrase, or a backup.

Purpose: nobody stays locked out of their own notes. States: phrase, new passphrase, backups.
Keys: those of its pages. Signals: `key_found(bytes)`, `restored`, `back_requested`.
Tokens: those of its pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.errors import CannotOpenError, KnownError, NoKeyringError
from rm_desktop.domain.words import tr
from rm_desktop.services.start import Start
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.private.pages import LockPage, PhrasePage, RenewPage
from rm_desktop.ui.private.resting import Resting
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.restore import Restore
    from rm_desktop.ui.restore.flow import RestoreFlow


class WayIn(QWidget):
    """`by_phrase()` or `by_backup()` begin; slow steps are for the worker."""

    key_found = Signal(object)
    restored = Signal()
    back_requested = Signal()

    def __init__(self, start: Start, workers: Workers, dialogs: Dialogs, rest: Resting) -> None:
        super().__init__()
        self.setObjectName("failure-way-in")
        self._start, self._workers, self._dialogs = start, workers, dialogs
        self._rest = rest
        self._key = b""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.page: LockPage | RestoreFlow = LockPage("info", "", "")
        self._column.addWidget(self.page)

    def by_phrase(self) -> None:
        """Ask for the twelve words."""
        page = PhrasePage(possible=self._has_phrase())
        page.tried.connect(self._on_tried)
        page.back_requested.connect(self.back_requested)
        self._put(page)

    def by_backup(self) -> None:
        """Show the backups."""
        from rm_desktop.services.backups import Backups
        from rm_desktop.services.restore_ground import Ground
        from rm_desktop.system.clock import SystemClock
        from rm_desktop.ui.restore.flow import RestoreFlow

        clock, root = SystemClock(), self._start.root

        def now_ms() -> int:
            return clock.now().wall_ms

        ground = Ground(
            root,
            Backups(root, tuple, now_ms),
            self._start.key_store,
            dict,
            now_ms,
            clock.local_zone(),
        )
        flow = RestoreFlow(ground, self._dialogs, self._rest, back=tr("Back"))
        flow.back_requested.connect(self.back_requested)
        flow.ready.connect(self._on_ready)
        self._put(flow)
        flow.start()

    def _has_phrase(self) -> bool:
        try:
            return self._start.doors.profile_has_phrase(self._start.root)
        except CannotOpenError:
            return False

    def _put(self, page: LockPage | RestoreFlow) -> None:
        former, self.page = self.page, page
        self._column.removeWidget(former)
        self._column.addWidget(page)
        page.show()
        former.hide()
        former.deleteLater()
        if isinstance(page, LockPage) and self.isVisible():
            page.start()

    def _show_trying(self, words: str) -> None:
        if isinstance(self.page, LockPage):
            self.page.show_trying(words)

    # -- by the phrase ------------------------------------------------------------------------

    @Slot(str)
    def _on_tried(self, words: str) -> None:
        start = self._start
        self._show_trying(tr("Trying the phrase…"))
        self._workers.run(
            lambda: start.doors.fetch_key_with_phrase(start.root, words),
            self._on_key_fetched,
            self._on_failed,
        )

    @Slot(object)
    def _on_key_fetched(self, key: bytes) -> None:
        """Give the profile an everyday way in again: the keyring, or a new passphrase."""
        self._key = key
        start = self._start
        if start.doors.profile_wants_passphrase(start.root):
            self._ask_passphrase()
            return
        self._workers.run(
            self._keeping(""),
            self._on_kept,
            self._on_failed,
        )

    def _ask_passphrase(self) -> None:
        page = RenewPage()
        page.chosen.connect(self._on_passphrase_chosen)
        self._put(page)

    @Slot(str)
    def _on_passphrase_chosen(self, passphrase: str) -> None:
        self._show_trying(tr("Changing the passphrase…"))
        self._workers.run(self._keeping(passphrase), self._on_kept, self._on_failed)

    def _keeping(self, passphrase: str) -> Callable[[], bytes]:
        start, key = self._start, self._key

        def keep() -> bytes:
            start.doors.keep_key(start.root, key, start.key_store, passphrase or None)
            return key

        return keep

    @Slot(object)
    def _on_kept(self, key: bytes) -> None:
        self._key = b""
        self.key_found.emit(key)

    # -- by a backup --------------------------------------------------------------------------

    @Slot(object)
    def _on_ready(self, act: Restore) -> None:
        self._workers.run(act.replace, self._on_replaced, self._on_failed)

    @Slot(object)
    def _on_replaced(self, _done: object) -> None:
        self.restored.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._show_trying("")
        if not isinstance(error, KnownError):
            raise error
        if isinstance(error, NoKeyringError) and self._key:
            self._ask_passphrase()  # the phrase fits; only the keyring does not answer
        else:
            self.page.show_problem(f"{error.sentence} {error.next_step}".strip())
