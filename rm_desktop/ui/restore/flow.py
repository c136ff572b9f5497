"""Choosing a backup, opening it, looking at it: the flow that Settings and the failure page share.

It ends with a prepared `Restore`; whoever shows it closes the notes and lets it replace them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.errors import KnownError, WrongKeyError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.restore_ground import Looked
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.private.pages import LockPage
from rm_desktop.ui.private.resting import Resting
from rm_desktop.ui.restore import words as said
from rm_desktop.ui.restore.pages import KeyPage, ListPage, PreviewPage
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.backups import Kept
    from rm_desktop.services.restore import Restore, Ways
    from rm_desktop.services.restore_ground import Ground


class RestoreFlow(QWidget):
    """Signals: `ready(Restore)` once confirmed and prepared, `back_requested`.

    Wrong passphrases count in `rest` with those that were typed elsewhere; a right one of a backup
    forgives none of them, for anybody may bring a backup of their own.
    """

    ready = Signal(object)
    back_requested = Signal()

    def __init__(self, ground: Ground, dialogs: Dialogs, rest: Resting, *, back: str) -> None:
        super().__init__()
        self.setObjectName("restore")
        self._ground, self._dialogs, self._back = ground, dialogs, back
        self._rest = rest
        rest.changed.connect(self._show_rest)
        self._workers = Workers(self, threads=1)
        self._folder = ground.backups.folder
        self._copy = Path()
        self._looked: Looked | None = None
        self._turn = 0
        self.page = LockPage("folder", "", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.page)

    def start(self) -> None:
        """Show the copies in our folder."""
        self._look_in(self._ground.backups.folder)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong afterwards."""
        self.page.show_problem(sentence)

    def close_work(self) -> None:
        """Wait for the worker."""
        self._workers.close()

    # -- pages ------------------------------------------------------------------------------

    def _put(self, page: LockPage) -> None:
        former, self.page = self.page, page
        self._column.removeWidget(former)
        self._column.addWidget(page)
        page.show()
        former.hide()
        former.deleteLater()
        self.setAccessibleName(page.title)
        if self.isVisible():
            page.start()

    def _look_in(self, folder: Path) -> None:
        self._folder = folder
        backups = self._ground.backups
        self._put_list(None)
        self._run("", lambda: backups.listed(folder), self._put_list)

    def _put_list(self, found: tuple[Kept, ...] | None) -> None:
        copies = None if found is None else [(self._when(kept.made_at), kept) for kept in found]
        page = ListPage(copies, harmless(str(self._folder)), back=self._back)
        page.chosen.connect(self._on_chosen)
        page.folder_requested.connect(self._on_folder_requested)
        page.back_requested.connect(self.back_requested)
        self._put(page)

    def _when(self, ms: int) -> str:
        return said.moment_words(ms, self._ground.zone, self._ground.today)

    def _put_key(self, ways: Ways) -> None:
        page = KeyPage(ways)
        page.passphrase_given.connect(self._on_passphrase_given)
        page.phrase_given.connect(self._on_phrase_given)
        page.back_requested.connect(self._on_back_requested)
        self._put(page)
        self._show_rest()

    def _put_preview(self, looked: Looked) -> None:
        self._looked = looked
        ground, preview = self._ground, looked.preview
        when = self._when(preview.made_at)
        sentences = tuple(said.preview_words(preview, ground.zone, ground.today))
        title = tr("The backup of {moment}", moment=when)
        page = PreviewPage(title, sentences, is_private=looked.act.is_private)
        page.confirmed.connect(self._on_confirmed)
        page.back_requested.connect(self._on_back_requested)
        self._put(page)

    # -- acts -------------------------------------------------------------------------------

    @Slot()
    def _on_folder_requested(self) -> None:
        folder = self._dialogs.pick_folder(tr("Where are the backups?"))
        if folder is not None:
            self._look_in(folder)

    @Slot()
    def _on_back_requested(self) -> None:
        self._look_in(self._folder)

    @Slot(object)
    def _on_chosen(self, copy: Path) -> None:
        self._copy = copy
        ground = self._ground

        def look() -> Looked | Ways:
            from rm_desktop.services.restore import at_hand, no_key, ways

            source = at_hand(copy, ground.present().values(), ground.store)
            if source is not None:
                return ground.look(source)
            found = ways(copy)
            if not (found.passphrase or found.phrase):
                raise no_key()
            return found

        self._run(tr("Opening the backup…"), look, self._on_looked)

    def _on_looked(self, found: Looked | Ways) -> None:
        if isinstance(found, Looked):
            self._put_preview(found)
        else:
            self._put_key(found)

    @Slot(str)
    def _on_passphrase_given(self, passphrase: str) -> None:
        ground, copy = self._ground, self._copy

        def look() -> Looked:
            from rm_desktop.services.restore import open_with_passphrase

            return ground.look(open_with_passphrase(copy, passphrase))

        self._try(tr("Trying the passphrase…"), look)

    @Slot(str)
    def _on_phrase_given(self, words: str) -> None:
        ground, copy = self._ground, self._copy

        def look() -> Looked:
            from rm_desktop.services.restore import open_with_phrase

            return ground.look(open_with_phrase(copy, words))

        self._try(tr("Trying the phrase…"), look)

    @Slot()
    def _on_confirmed(self) -> None:
        looked = self._looked
        if looked is None:
            return

        def prepare() -> Restore:
            looked.act.prepare()
            return looked.act

        self._run(tr("Getting the backup ready…"), prepare, self._on_prepared)

    def _on_prepared(self, act: Restore) -> None:
        self.ready.emit(act)

    @Slot()
    def _show_rest(self) -> None:
        if isinstance(self.page, KeyPage):
            self.page.show_resting(self._rest.seconds)

    # -- the worker -------------------------------------------------------------------------

    def _try(self, words: str, look: Callable[[], Looked]) -> None:
        if not self._rest.seconds:
            self._run(words, look, self._put_preview)

    def _run(self, words: str, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._turn += 1
        turn = self._turn
        self.page.show_trying(words)

        def tried() -> tuple[int, Callable[..., None], object]:
            try:
                return turn, then, work()
            except KnownError as error:
                return turn, then, error

        self._workers.run(tried, self._on_came, self._on_failed)

    @Slot(object)
    def _on_came(self, came: tuple[int, Callable[..., None], object]) -> None:
        turn, then, result = came
        if turn == self._turn:
            self.page.show_trying("")
            if isinstance(result, KnownError):
                self.page.show_problem(f"{result.sentence} {result.next_step}".strip())
            else:
                then(result)
        if isinstance(result, WrongKeyError):
            self._rest.miss()  # also when the page was left meanwhile

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.page.show_trying("")
        raise error
