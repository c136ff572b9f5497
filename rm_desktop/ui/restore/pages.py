"""The pages of restoring: the copies, the key of one from elsewhere, what it holds.

Purpose: nothing is replaced unseen. States: one class each. Keys: those of their buttons.
Signals: as each says. Tokens: danger for the last button.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.private.pages import LockPage
from rm_desktop.ui.private.tries import rest_words
from rm_desktop.ui.private.unlock_field import UnlockField
from rm_desktop.ui.restore.words import kept_words
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from rm_desktop.services.backups import Kept
    from rm_desktop.services.restore import Ways

#: Rows shown at once: two vaults of fifty copies each.
_MOST = 100


class ListPage(LockPage):
    """Signals: `chosen(Path)`, `folder_requested`, `back_requested`."""

    chosen = Signal(object)
    folder_requested = Signal()
    back_requested = Signal()

    def __init__(
        self, copies: Sequence[tuple[str, Kept]] | None, folder: str, *, back: str
    ) -> None:
        super().__init__(
            "folder",
            tr("Restore a backup"),
            tr(
                "Choose one to see what it holds. The present notes are kept as a dated copy, so "
                "this can be taken back."
            ),
        )
        self.setObjectName("restore-list")
        self._status = Label("", "caption", "ink-2", wrap=True)
        buttons = FlowRow(gap=M, line_gap=S)
        other, leave = Button(tr("Look in another folder…")), Button(back, "quiet")
        other.setObjectName("restore-folder")
        leave.setObjectName("restore-back")
        for button in (other, leave):
            buttons.add(button)
        self.body.addWidget(buttons)
        self.body.addWidget(self._status)
        self._status.hide()
        self.body.addWidget(Label(tr("Folder: {name}", name=folder), "caption", "ink-3", wrap=True))
        other.clicked.connect(self.folder_requested)
        leave.clicked.connect(self.back_requested)
        if copies is None:
            self.body.addWidget(Label(tr("Looking…"), "body", "ink-2"))
        elif not copies:
            self.body.addWidget(Label(tr("There is no backup in this folder."), "body", "ink-2"))
        for when, kept in (copies or ())[:_MOST]:
            self.body.addWidget(Divider())
            self.body.addWidget(self._row(when, kept))

    def show_trying(self, words: str) -> None:
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        self._status.show_text(sentence)
        self._status.show()

    def _row(self, when: str, kept: Kept) -> QWidget:
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(when[:1].upper() + when[1:], "medium", wrap=True))
        words.addWidget(Label(kept_words(kept), "caption", "ink-2", wrap=True))
        row.addLayout(words, 1)
        look = Button(tr("Look"))
        look.setObjectName("restore-look")
        look.setAccessibleName(tr("Look at the backup of {moment}", moment=when))
        look.clicked.connect(partial(self._on_look_clicked, kept.path))
        row.addWidget(look)
        return shown

    def _on_look_clicked(self, path: Path, _checked: bool = False) -> None:
        self.chosen.emit(path)


class KeyPage(LockPage):
    """For a copy whose key is not at hand.

    Signals: `passphrase_given(str)`, `phrase_given(str)`, `back_requested`.
    """

    passphrase_given = Signal(str)
    phrase_given = Signal(str)
    back_requested = Signal()

    def __init__(self, ways: Ways) -> None:
        super().__init__(
            "lock",
            tr("This backup needs its own key"),
            tr("It opens with the passphrase or the recovery phrase of the day it was made."),
        )
        self.setObjectName("restore-key")
        self.unlock: UnlockField | None = None
        self.words: TextArea | None = None
        if ways.passphrase:
            self.unlock = UnlockField(tr("Use the passphrase"))
            self.unlock.unlock_requested.connect(self.passphrase_given)
            self.body.addWidget(self.unlock)
        self._row: FieldRow | None = None
        self._use: Button | None = None
        if ways.phrase:
            self.words = TextArea(tr("The twelve words"), max_length=1000, lines=3)
            self.words.submitted.connect(self.phrase_given)
            self._row = FieldRow(tr("Recovery phrase"), self.words)
            self.body.addWidget(self._row)
            self._use = Button(tr("Use the phrase"))
            self._use.clicked.connect(self._on_use_clicked)
            self.body.addWidget(self._use, 0, Qt.AlignmentFlag.AlignLeft)
        self._resting = Label("", "caption", "ink-2", wrap=True)
        self._resting.hide()
        self.body.addWidget(self._resting)
        back = Button(tr("Back"), "quiet")
        back.clicked.connect(self.back_requested)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_trying(self, words: str) -> None:
        if self.unlock is not None:
            self.unlock.show_trying(words)

    def show_problem(self, sentence: str) -> None:
        if self.unlock is not None:
            self.unlock.show_problem(sentence)
        elif self._row is not None:
            self._row.show_problem(sentence)

    def show_resting(self, seconds: int) -> None:
        """Count down to the next try."""
        if self._use is not None:
            self._use.setEnabled(not seconds)
        if self.unlock is not None:
            self.unlock.show_resting(seconds)
        else:
            self._resting.show_text(rest_words(seconds))
            self._resting.setVisible(bool(seconds))

    def start(self) -> None:
        first = self.unlock or self.words
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_use_clicked(self) -> None:
        if self.words is not None:
            self.phrase_given.emit(self.words.toPlainText())


class PreviewPage(LockPage):
    """Signals: `confirmed`, `back_requested`."""

    confirmed = Signal()
    back_requested = Signal()

    def __init__(self, title: str, sentences: Sequence[str], *, is_private: bool) -> None:
        super().__init__("folder", title, sentences[0])
        self.setObjectName("restore-preview")
        for sentence in sentences[1:]:
            self.body.addWidget(Label(sentence, "body", "ink-2", wrap=True))
        kept = (
            tr("Your present private pages are kept as a dated copy among the backups.")
            if is_private
            else tr("Your present notes are kept as a dated copy among the backups.")
        )
        self.body.addSpacing(S)
        self.body.addWidget(Note("soft", "info", kept))
        self.body.addSpacing(S)
        buttons = FlowRow(gap=M, line_gap=S)
        self._back = Button(tr("Back"), "secondary")
        self._go = Button(tr("Restore this backup"), "danger")
        self._go.setObjectName("restore-confirm")
        for button in (self._go, self._back):
            buttons.add(button)
        self.body.addWidget(buttons)
        self._status = Label("", "caption", "ink-2", wrap=True)
        self.body.addWidget(self._status)
        self._status.hide()
        self._go.clicked.connect(self.confirmed)
        self._back.clicked.connect(self.back_requested)

    def show_trying(self, words: str) -> None:
        for button in (self._go, self._back):
            button.setEnabled(not words)
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        self._status.show_text(sentence)
        self._status.show()

    def start(self) -> None:
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)  # the safe answer
