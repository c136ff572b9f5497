"""The head of the prepare screen: which session, its headline, when, and what the two want.

Purpose: says where one is and begins the hour. States: planned or running; dated or not; with or
    without a purpose card. Keys: those of its fields and buttons; Escape puts the headline back.
Signals: see the class. Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prepare.around import Spoken
from rm_desktop.ui.theme import font_for
from rm_desktop.ui.theme.tokens import XS, L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField
from rm_desktop.ui.widgets.voice_bar import VoiceBar


class PrepareHeader(QWidget):
    """Signals: `title_edited(str)`, `date_requested`, `print_requested`, `start_requested`."""

    title_edited = Signal(str)
    date_requested = Signal()
    print_requested = Signal()
    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._heading = Label("", "title")
        self.title = TextField(tr("Headline of the session"), tr("Add a headline…"), frameless=True)
        self.title.setFont(font_for("lead"))
        self.title.setTextMargins(-2, 0, 0, 0)  # what Qt leaves free at the left of a field
        self.title.setObjectName("session-headline")
        self._when = Label("", "body", "ink-2", wrap=True)
        self._when.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._note = Label("", "caption", "warn", wrap=True)
        self._date = Button("", "quiet", icon="calendar")
        self._date.setObjectName("move-session")
        print_it = IconButton("printer", tr("Print the agenda"), hint="Ctrl+P")
        print_it.setObjectName("print-agenda")
        self._start = Button(tr("Start now"), "primary", icon="play")
        self._start.setObjectName("start-session")
        self._purpose = QGridLayout()
        self._purpose.setHorizontalSpacing(M)
        self._purpose.setVerticalSpacing(XS)
        self._purpose.setColumnStretch(2, 1)
        self._lay_out(print_it)
        self.title.submitted.connect(self._on_title_submitted)
        self.title.editingFinished.connect(self._on_title_left)
        self.title.cancelled.connect(self._on_title_cancelled)
        self._date.clicked.connect(self.date_requested)
        print_it.clicked.connect(self.print_requested)
        self._start.clicked.connect(self.start_requested)

    def _lay_out(self, print_it: QWidget) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(S)
        actions.addWidget(print_it)
        actions.addWidget(self._start)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._heading)
        words.addWidget(self.title)
        top = QHBoxLayout()
        top.setSpacing(L)
        top.addLayout(words, 1)
        top.addLayout(actions)
        when = QHBoxLayout()
        when.setSpacing(S)
        when.addWidget(self._when)
        when.addWidget(self._date)
        when.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(top)
        column.addLayout(when)
        column.addWidget(self._note)
        column.addLayout(self._purpose)

    def show_session(self, heading: str, title: str, when: str, note: str) -> None:
        """Name the session; a headline that is being typed stays."""
        self._heading.show_text(heading)
        self.setAccessibleName(heading)
        self._shown = title
        if not self.title.hasFocus():
            self.title.show_text(title)
        self._when.show_text(when)
        self._note.show_text(note)
        self._note.setVisible(bool(note))

    def show_state(self, *, dated: bool, running: bool) -> None:
        """Offer what suits the state: set or move the date, start or go back."""
        self._date.set_text(tr("Move…") if dated else tr("Set a date…"))
        self._date.setVisible(not running)
        self._start.set_text(tr("To the room") if running else tr("Start now"))

    def set_start_quiet(self, quiet: bool) -> None:
        """Let another button be the one that is meant, while a panel is open."""
        self._start.set_tone("secondary" if quiet else "primary")

    def show_purpose(self, lines: Sequence[Spoken]) -> None:
        """Show what the two want, each in their colour."""
        while (item := self._purpose.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        row = 0
        for voice, spoken in groupby(lines, key=lambda line: line.voice):
            first = row
            for line in spoken:
                words = ElidedLabel(line.words, "caption", "ink-2")
                self._purpose.addWidget(words, row, 2 if line.lead else 1, 1, 1 if line.lead else 2)
                if line.lead:
                    self._purpose.addWidget(Label(line.lead, "caption", "ink-3"), row, 1)
                row += 1
            self._purpose.addWidget(VoiceBar(voice, ""), first, 0, row - first, 1)

    def _on_title_submitted(self, _text: str) -> None:
        self.title.clearFocus()  # leaving the field stores it

    def _on_title_left(self) -> None:
        text = self.title.text().strip()
        if text != self._shown:
            self._shown = text
            self.title_edited.emit(text)

    def _on_title_cancelled(self) -> None:
        self.title.show_text(self._shown)
