"""The middle of the room: one topic with its notes, what came of it, and its actions.

Signals: `outcome_edited(item, text)` a moment after the last key; `go_requested` and
`current_requested` of the line that says another topic than the current one is shown.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import FIELD_LIMIT
from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.pane import Notes, NotesPane
from rm_desktop.ui.room.actions_list import ActionsList
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_area import TextArea

#: The outcome is stored when typing pauses this long, in milliseconds.
_PAUSE_MS = 700
_LEAST_EDITOR = 96
#: About eighty characters, in pixels at 100 %: longer lines are hard to come back from.
_MEASURE = 640


class NotesPanel(Card):
    """`show_topic(id, title, notes, outcome)`; an empty id shows that there is no topic."""

    outcome_edited = Signal(str, str)
    go_requested = Signal()
    current_requested = Signal()

    def __init__(self, time_of_day: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(fill=True, parent=parent)
        self.setObjectName("room-notes")
        self._item = ""
        self._title = Label("", "heading", wrap=True)
        self._title.setObjectName("notes-title")
        self._elsewhere = _Elsewhere()
        self._elsewhere.go.clicked.connect(self.go_requested)
        self._elsewhere.back.clicked.connect(self.current_requested)
        self.pane = NotesPane(
            tr("Shared notes"),
            tr("Shared notes · both of you can write"),
            time_of_day,
            tr("What you find out together"),
        )
        self.pane.edit.setMinimumHeight(px(_LEAST_EDITOR))
        self._outcome = TextArea(
            tr("Outcome of this topic"),
            tr("Outcome: what came of it, in a sentence"),
            max_length=FIELD_LIMIT,
            lines=1,
        )
        self._outcome.setObjectName("notes-outcome")
        self._outcome.installEventFilter(self)
        self._outcome.edited.connect(self._on_outcome_edited)
        self._outcome.submitted.connect(self.flush)
        self.actions_list = ActionsList()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._dirty = False
        self._without = Label("", "body", "ink-2", wrap=True)
        below = QVBoxLayout()
        below.setContentsMargins(0, S, 0, 0)
        below.setSpacing(S)
        self._below = (self._outcome, Divider(), self.actions_list)
        for widget in self._below:
            below.addWidget(widget)
        self.body.setSpacing(2)
        self.body.addWidget(self._title)
        self.body.addWidget(self._without)
        self.body.addWidget(self._elsewhere)
        measure = QHBoxLayout()
        measure.addWidget(self.pane, 1)
        measure.addStretch()
        self.body.addLayout(measure, 1)
        self.body.addLayout(below)
        self.body.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.setMaximumWidth(px(_MEASURE))

    @property
    def item(self) -> str:
        """The topic that is shown."""
        return self._item

    @property
    def typed_outcome(self) -> str:
        """What stands in the field for the outcome."""
        return self._outcome.toPlainText()

    def show_topic(self, item: str, title: str, notes: Notes | None, outcome: str) -> None:
        """Show a topic; what was half typed for the last one is stored first."""
        if item != self._item:
            self.flush()
            self.actions_list.flush()
            self._item = item
            self.pane.show_notes(notes)
        if title != self._title.text():
            self._title.show_text(title)
        if not self._dirty:
            self._outcome.show_text(outcome)
        for widget in (self.pane, *self._below):
            widget.setVisible(bool(item))
        self._without.hide()

    def show_without_topic(self, title: str, sentence: str) -> None:
        """Say what happens where there is no topic."""
        self.show_topic("", title, None, "")
        self._without.show_text(sentence)
        self._without.show()

    def show_elsewhere(self, words: str, *, can_go: bool) -> None:
        """Say that this is not the current topic; an empty sentence: it is."""
        self._elsewhere.words.show_text(words)
        self._elsewhere.go.setVisible(can_go)
        self._elsewhere.setVisible(bool(words))

    def rest(self) -> None:
        """Store everything that is half typed."""
        self.flush()
        self.actions_list.flush()
        self.pane.rest()

    @Slot()
    def flush(self) -> None:
        """Hand out the outcome as it stands, if it was changed."""
        self._pause.stop()
        if self._dirty:
            self._dirty = False
            self.outcome_edited.emit(self._item, self._outcome.toPlainText().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.flush()
        return super().eventFilter(watched, event)

    def _on_outcome_edited(self) -> None:
        self._dirty = True
        self._pause.start()


class _Elsewhere(Ground):
    """“You are looking at another topic”, with the two ways on."""

    def __init__(self) -> None:
        super().__init__("soft")
        self.words = Label("", "caption", "ink-2", wrap=True)
        self.go = Button(tr("Go to this topic"), "quiet")
        self.back = Button(tr("Back to the current one"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(S, 0, S, 0)
        row.setSpacing(S)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        row.addWidget(self.back)
        self.hide()
