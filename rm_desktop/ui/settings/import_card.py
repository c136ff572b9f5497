"""Bringing a journal in from elsewhere: files or a folder, looked at first, then taken in.

Purpose: nobody starts over. States: idle, looking, previewed, taking in, done. Keys: those of its
controls. Signals: `file_requested`, `folder_requested`, `take_in_requested`, `cancelled`,
`journal_requested`.
Tokens: warn for what cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import XS, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from rm_desktop.services.journal_incoming import Incoming

#: Refusals named one by one; the rest are counted.
_NAMED = 8


class ImportCard(Card):
    """`show_locked`, `show_idle`, `show_busy`, `show_progress`, `show_preview`, `show_done`."""

    file_requested = Signal()
    folder_requested = Signal()
    unlock_requested = Signal()
    take_in_requested = Signal()
    cancelled = Signal()
    journal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Bring a journal in"), margin=20, parent=parent)
        about = tr(
            "From Day One (JSON), Joplin or any folder of Markdown or text files, or our own "
            "export. You see what would come in before anything does; nothing is written over, and "
            "the same file twice adds nothing."
        )
        self.body.addWidget(Label(about, "body", "ink-2", wrap=True))
        self.file = Button(tr("Choose a file…"))
        self.file.setObjectName("import-file")
        self.folder = Button(tr("Choose a folder…"), icon="folder")
        self.folder.setObjectName("import-folder")
        self.unlock = Button(tr("Unlock to import"), icon="lock")
        self.take_in = Button(tr("Import"), "primary")
        self.take_in.setObjectName("import-take-in")
        self.cancel = Button(tr("Cancel"), "quiet")
        self.cancel.setObjectName("import-cancel")
        self.journal = Button(tr("Show in journal"))
        self.journal.setObjectName("import-show")
        self._had_focus = False
        self._said = QVBoxLayout()
        self._said.setSpacing(XS)
        self._bar = ProgressLine()
        self.body.addWidget(line(self.file, self.folder, self.unlock))
        self.body.addLayout(self._said)
        self.body.addWidget(self._bar)
        self.body.addSpacing(S)
        self._buttons = line(self.take_in, self.cancel, self.journal)
        self.body.addWidget(self._buttons)
        self.file.clicked.connect(self.file_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.unlock.clicked.connect(self.unlock_requested)
        self.take_in.clicked.connect(self.take_in_requested)
        self.cancel.clicked.connect(self.cancelled)
        self.journal.clicked.connect(self.journal_requested)
        self.show_idle(is_open=False)

    def show_idle(self, *, is_open: bool) -> None:
        """Offer to begin; where private pages are locked, to unlock them first."""
        self._say()
        self._show(choosing=is_open, unlocking=not is_open)
        self._go_on(self.file if is_open else self.unlock)

    def show_busy(self, words: str) -> None:
        """Say what is being done, with a way to stop it."""
        self._say((words, "ink-2"))
        self._show(busy=True)
        self._go_on(self.cancel)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it has come; of 0: nobody knows how many there are."""
        words = trn("{n} entry read", "{n} entries read", done)
        self._say((words, "ink-2"))
        self._bar.show_progress(done / of if of else 0.0, words)
        self._bar.setVisible(bool(of))

    def show_preview(self, name: str, incoming: Incoming) -> None:
        """Say what would come in, what is left out and why."""
        lines = [(tr("“{name}” holds:", name=harmless(name)), "strong")]
        lines += [(sentence, "ink") for sentence in incoming.sentences]
        if incoming.titles:
            titles = ", ".join(tr("“{title}”", title=harmless(t)) for t in incoming.titles)
            lines.append((tr("For example: {titles}.", titles=titles), "ink-2"))
        lines += _refusals(incoming)
        if not incoming.added:
            lines.append((tr("There is nothing new in it."), "ink-2"))
        self._say(*lines)
        self._show(choosing=True, previewing=bool(incoming.added))
        self._go_on(self.take_in if incoming.added else self.file)

    def show_done(self, incoming: Incoming) -> None:
        """Say what came in."""
        words = trn("{n} entry came in.", "{n} entries came in.", incoming.added)
        if not incoming.is_whole:
            words = tr("{words} The rest was left: it was cancelled.", words=words)
        self._say((words, "ink"), *_refusals(incoming))
        self._show(choosing=True, done=bool(incoming.added))
        self._go_on(self.journal if incoming.added else self.file)

    def show_problem(self, sentence: str, *, is_open: bool) -> None:
        """Say why it cannot be read."""
        self._say((sentence, "warn"))
        self._show(choosing=is_open, unlocking=not is_open)

    def _show(
        self,
        *,
        choosing: bool = False,
        unlocking: bool = False,
        previewing: bool = False,
        busy: bool = False,
        done: bool = False,
    ) -> None:
        focused = QApplication.focusWidget()
        self._had_focus = focused is not None and self.isAncestorOf(focused)
        self.file.setVisible(choosing)
        self.folder.setVisible(choosing)
        self.unlock.setVisible(unlocking)
        self.take_in.setVisible(previewing)
        self.cancel.setVisible(busy or previewing)
        self.journal.setVisible(done)
        self._buttons.setVisible(busy or previewing or done)
        if not busy:
            self._bar.hide()

    def _go_on(self, button: Button) -> None:
        """Put the focus where one goes on, if it was here before buttons came and went."""
        if self._had_focus:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, *lines: tuple[str, str]) -> None:
        while (item := self._said.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words, tone in lines:
            if tone == "strong":
                self._said.addWidget(Label(words, "strong", wrap=True))
            elif tone == "warn":
                self._said.addWidget(Label(words, "body", "warn", wrap=True))
            else:
                self._said.addWidget(
                    Label(words, "body", "ink" if tone == "ink" else "ink-2", wrap=True)
                )


def _refusals(incoming: Incoming) -> list[tuple[str, str]]:
    """Name what cannot be read, each with its reason."""
    lines = [
        (tr("Left out: {name} – {why}", name=harmless(each.name), why=each.reason), "warn")
        for each in incoming.refused[:_NAMED]
    ]
    more = incoming.refusals - len(lines)
    if more > 0:
        lines.append((trn("… and {n} more.", "… and {n} more.", more), "warn"))
    return lines
