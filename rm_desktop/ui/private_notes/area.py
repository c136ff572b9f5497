"""The private notes beside one topic: a line that unfolds, a cover, and the editor behind it.

Purpose: a thought that is not for both, where it comes up. States: folded, covered, open; while it
    is not open no word of it is in any widget.
Keys: Tab; Space and Enter unfold and uncover; those of the editor.
Signals: `refused(str)`, `opened(bool)`: whether the words are there.
Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.editor.pane import Notes, NotesPane
from rm_desktop.ui.private_notes.cover import NoteCover
from rm_desktop.ui.private_notes.fold import Fold, Openness
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import bring_into_sight

#: The height of the editor: in the room the timer above it stays in sight.
_LEAST_EDITOR, _LEAST_BESIDE_A_TIMER = 150, 92

#: Returns the text beside a topic, None when it cannot be read now.
Reader = Callable[[str], Notes | None]


class NoteArea(QWidget):
    """`read` opens the text of a topic, `leave` puts it away again; `turn_to(item)` says whose."""

    refused = Signal(str)
    opened = Signal(bool)

    def __init__(
        self,
        fold: Fold,
        read: Reader,
        leave: Callable[[str], object],
        time_of_day: Callable[[], str],
        *,
        foldable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("private-notes")
        self._fold, self._read, self._leave = fold, read, leave
        self._shown = ""
        self._line = Button(tr("Private notes · only you"), "quiet", icon="chevron-right")
        self._line.setObjectName("private-notes-fold")
        self._line.clicked.connect(self._on_line_clicked)
        self._caption = _Caption()
        self._cover = NoteCover(tr("Show your private notes on this topic"))
        self._cover.clicked.connect(self._on_cover_clicked)
        self.pane = NotesPane(
            tr("Private notes"),
            tr("Only you can read this"),
            time_of_day,
            tr("What you would not say aloud"),
        )
        edit = self.pane.edit
        edit.setMinimumHeight(px(_LEAST_BESIDE_A_TIMER if foldable else _LEAST_EDITOR))
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.pane.refused.connect(self.refused)
        self.pane.escaped.connect(self._on_escaped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._line, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._caption, self._cover):
            column.addWidget(widget)
        column.addWidget(self.pane, 1)
        self._line.setVisible(foldable)  # not sooner: without a parent it would be a window
        self._caption.setVisible(not foldable)
        self.show_openness()

    def turn_to(self, item: str) -> None:
        """Stand beside a topic."""
        self._fold.turn_to(item)
        self.show_openness()

    def cover(self) -> None:
        """Store what is half typed and hide the words."""
        self._fold.cover()
        self.show_openness()

    def rest(self) -> None:
        """Store what is half typed."""
        self.pane.rest()

    def uncover(self) -> None:
        """Show the words and write."""
        self._fold.uncover()
        self.show_openness()
        self.pane.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    def show_openness(self) -> None:
        """Show as much as the fold says."""
        openness = self._fold.openness
        wanted = self._fold.item if openness == Openness.OPEN else ""
        if wanted != self._shown:
            former, self._shown = self._shown, wanted
            self.pane.show_notes(self._read(wanted) if wanted else None)
            if former:
                self._leave(former)
        self._cover.setVisible(openness == Openness.COVERED)
        self.pane.setVisible(openness == Openness.OPEN)
        self.opened.emit(openness == Openness.OPEN)
        folded = openness == Openness.FOLDED
        self._line.set_icon("chevron-right" if folded else "chevron-down")
        self._line.setAccessibleDescription(tr("folded") if folded else tr("unfolded"))

    @Slot()
    def _on_line_clicked(self) -> None:
        self._fold.toggle()
        self.show_openness()
        if self._fold.openness == Openness.COVERED:
            bring_into_sight(self)

    @Slot()
    def _on_cover_clicked(self) -> None:
        self.uncover()

    @Slot()
    def _on_escaped(self) -> None:
        self.cover()
        self._cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cover()


class _Caption(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(tr("Private notes"), "label", "ink-2"), 1)
        row.addWidget(Audience())
