"""The plain page in place of everything else when a profile cannot be opened. It changes nothing.

Signals: `retry_requested`, `folder_chosen(Path)` (another profile), `key_found(bytes)` after a
passphrase fitted, `quit_requested`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.errors import CannotOpenError, WrongKeyError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.start import Start
from rm_desktop.ui.dialogs import Dialogs, WindowDialogs
from rm_desktop.ui.failure.states import Offer, State, offer_words, state_of
from rm_desktop.ui.failure.way_in import WayIn
from rm_desktop.ui.folders import show_in_browser
from rm_desktop.ui.private.resting import Resting
from rm_desktop.ui.private.unlock_field import UnlockField
from rm_desktop.ui.theme import Role, px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XL, XXXL, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn
from rm_desktop.ui.workers import Workers

_WIDEST = 620


class FailurePage(QWidget):
    """One page for every state; `show_folder` opens a folder in the system's file browser."""

    retry_requested = Signal()
    folder_chosen = Signal(object)
    key_found = Signal(object)
    quit_requested = Signal()

    def __init__(
        self,
        error: CannotOpenError,
        start: Start,
        workers: Workers,
        dialogs: Dialogs | None = None,
        show_folder: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("failure")
        self._start, self._workers = start, workers
        self._dialogs = dialogs or WindowDialogs(self)
        self._show_folder = show_folder or show_in_browser
        self._body = QVBoxLayout()
        self._lay_out()
        self.unlock: UnlockField | None = None
        self.way_in: WayIn | None = None
        self._rest = Resting(self)
        self._rest.changed.connect(self._show_rest)
        self.show_error(error)

    def show_error(self, error: CannotOpenError) -> None:
        """Explain another error."""
        self._error = error
        self.state = state_of(error, passphrase=self._wants_passphrase(), phrase=self._has_phrase())
        self._fill(self.state)

    def button(self, words: str) -> Button:
        """Return the button with these words; LookupError if it is not offered."""
        for found in self.findChildren(Button):
            if found.text().replace("&&", "&") == words:
                return found
        raise LookupError(words)

    def _wants_passphrase(self) -> bool:
        try:
            return self._start.doors.profile_wants_passphrase(self._start.root)
        except CannotOpenError:
            return False

    def _has_phrase(self) -> bool:
        try:
            return self._start.doors.profile_has_phrase(self._start.root)
        except CannotOpenError:
            return False

    # -- looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(margin=0)
        outer.addWidget(scroll)
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        page = QWidget()
        page.setMaximumWidth(px(_WIDEST))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        page.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(page, 20)
        middle.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(2)

    def _empty(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.unlock = None

    def _fill(self, state: State) -> None:
        self._empty()
        card = Card(margin=28)
        card.setAccessibleName(f"{state.title}. {state.sentence} {state.next_step}".strip())
        self._say(card, state)
        if state.asks_passphrase:
            self.unlock = UnlockField()
            self.unlock.unlock_requested.connect(self._on_unlock_requested)
            self._show_rest()
            forgot = Button(tr("I forgot it"), "quiet")
            forgot.setObjectName("failure-forgot")
            forgot.clicked.connect(self._on_phrase_requested)
            self.unlock.add_action(forgot)
            self.unlock.add_action(self._quit())
            card.body.addWidget(self.unlock)
        else:
            card.body.addSpacing(S)
            card.body.addWidget(self._buttons(state))
        self._note = Label("", "body", "danger", wrap=True)
        self._note.hide()
        card.body.addWidget(self._note)
        self._body.addWidget(card)
        self._body.addSpacing(M)
        self._body.addWidget(self._where(state))

    @staticmethod
    def _say(card: Card, state: State) -> None:
        head = QHBoxLayout()
        head.setSpacing(M)
        role: Role = "accent" if state.asks_passphrase else "warn"
        icon = IconLabel(state.icon, role, side=28)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(state.title, "subtitle", wrap=True), 1)
        card.body.addLayout(head)
        card.body.addSpacing(S)
        card.body.addWidget(Label(state.sentence, "lead", wrap=True))
        if state.next_step:
            card.body.addWidget(Label(state.next_step, "body", "ink-2", wrap=True))
        card.body.addSpacing(S)

    def _buttons(self, state: State) -> QWidget:
        row = FlowRow(gap=M, line_gap=S)
        acts: dict[Offer, Callable[[], object]] = {
            Offer.RETRY: self.retry_requested.emit,
            Offer.PHRASE: self._on_phrase_requested,
            Offer.RESTORE: self._on_restore_requested,
            Offer.OTHER_FOLDER: self._on_other_folder,
            Offer.SHOW_FOLDER: self._on_show_folder,
        }
        for place, offer in enumerate(state.offers):
            button = Button(offer_words(offer), "primary" if place == 0 else "secondary")
            button.clicked.connect(acts[offer])
            row.add(button)
        row.add(self._quit())
        return row

    def _quit(self) -> Button:
        leave = Button(tr("Quit"), "quiet")
        leave.clicked.connect(self.quit_requested)
        return leave

    def _where(self, state: State) -> Label:
        words = tr("Data folder: {folder}", folder=harmless(str(self._start.root)))
        if not state.asks_passphrase:
            words = f"{tr('Nothing was changed.')} {words}"
        return Label(words, "caption", "ink-3", wrap=True)

    # -- other ways in -----------------------------------------------------------------------

    def _way_in(self) -> WayIn:
        self._empty()
        self.way_in = WayIn(self._start, self._workers, self._dialogs, self._rest)
        self.way_in.key_found.connect(self.key_found)
        self.way_in.restored.connect(self.retry_requested)
        self.way_in.back_requested.connect(self._on_back_requested)
        card = Card(margin=28)
        card.body.addWidget(self.way_in)
        self._body.addWidget(card)
        card.show()
        return self.way_in

    @Slot()
    def _on_phrase_requested(self) -> None:
        self._way_in().by_phrase()

    @Slot()
    def _on_restore_requested(self) -> None:
        self._way_in().by_backup()

    @Slot()
    def _on_back_requested(self) -> None:
        self.show_error(self._error)

    # -- acts -----------------------------------------------------------------------------

    @Slot()
    def _on_other_folder(self) -> None:
        folder = self._dialogs.pick_folder(tr("Open another data folder"))
        if folder is None:
            return
        if self._is_new(folder):
            self._note.show_text(
                tr(
                    "There is no profile in {folder}. Choose the one that holds workspace.vault.",
                    folder=harmless(str(folder)),
                )
            )
            self._note.show()
            announce(self, self._note.text())
        else:
            self.folder_chosen.emit(folder)

    def _is_new(self, folder: Path) -> bool:
        try:
            return self._start.doors.profile_is_new(folder)
        except CannotOpenError:
            return False  # half a profile: it gets a page of its own

    @Slot()
    def _on_show_folder(self) -> None:
        self._show_folder(self._start.root)

    @Slot(str)
    def _on_unlock_requested(self, words: str) -> None:
        start = self._start
        if self.unlock is None:
            return
        self.unlock.show_trying(tr("Trying the passphrase…"))
        self._workers.run(
            lambda: start.doors.fetch_key(start.root, start.key_store, words),
            self._on_key_found,
            self._on_failed,
        )

    @Slot(object)
    def _on_key_found(self, key: bytes) -> None:
        self.key_found.emit(key)

    @Slot()
    def _show_rest(self) -> None:
        if self.unlock is not None:
            self.unlock.show_resting(self._rest.seconds)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, WrongKeyError) and self.unlock is not None:
            self.unlock.show_trying("")
            self.unlock.show_problem(f"{error.sentence} {error.next_step}".strip())
            self._rest.miss()
        elif isinstance(error, CannotOpenError):
            self.show_error(error)
        else:
            raise error

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        first = self.unlock or self.findChild(Button)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
