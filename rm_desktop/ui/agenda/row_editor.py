"""Editing one row in place: its title and its minutes, side by side.

Purpose: lies over the row while it is edited. States: fine, or minutes nobody can read (a
    sentence below, and nothing is lost).
Keys: Enter keeps, Escape puts the old words back, Tab goes between the two; leaving keeps.
Signals: `finished(bool)`: whether to keep. Tokens: surface, edge, danger.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.minutes import parse_minutes
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField


class RowEditor(Ground):
    """Title and minutes of a row; `written` is what stands in them now."""

    finished = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("soft", parent)
        self.title = TextField(tr("Topic"))
        self.minutes = TextField(tr("Minutes"), tr("min"), max_length=20)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._problem = Label("", "caption", "danger", wrap=True)
        self._problem.hide()
        self.is_filled = False
        self._done = False
        fields = QHBoxLayout()
        fields.setSpacing(S)
        fields.addWidget(self.title, 4)
        fields.addWidget(self.minutes, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(2)
        column.addLayout(fields)
        column.addWidget(self._problem)
        self.setFocusProxy(self.title)
        for field in (self.title, self.minutes):
            field.installEventFilter(self)
        self.minutes.setMinimumWidth(self.minutes.fontMetrics().horizontalAdvance("1 h 30 min"))

    @property
    def written(self) -> tuple[str, int] | None:
        """Title and minutes as typed, None if the minutes cannot be read."""
        try:
            return self.title.text().strip(), parse_minutes(self.minutes.text()) or 0
        except BadInputError:
            return None

    @property
    def problem(self) -> str:
        """The sentence below the fields, empty if all is well."""
        return self._problem.text()

    def show_row(self, title: str, minutes: int) -> None:
        """Fill both fields with what is there."""
        self.is_filled = True
        self.title.show_text(title)
        self.minutes.show_text(str(minutes) if minutes else "")
        self.title.selectAll()
        self.minutes.selectAll()

    def begin_with_minutes(self) -> None:
        """Write the minutes first."""
        self.setFocusProxy(self.minutes)
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._finish(keep=False)
                return True
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                other = self.minutes if watched is self.title else self.title
                other.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._on_focus_left)
        return False

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFixedHeight(max(self.height(), self.sizeHint().height()))

    def _on_focus_left(self) -> None:
        focused = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        if popup is None and (focused is None or not self.isAncestorOf(focused)):
            self._keep(go_back=False)

    def _keep(self, *, go_back: bool = True) -> None:
        sentence = ""
        try:
            parse_minutes(self.minutes.text())
        except BadInputError as error:
            sentence = f"{error.sentence} {error.next_step}".strip()
        self._problem.show_text(sentence)
        self._problem.setVisible(bool(sentence))
        self.minutes.show_problem(sentence)
        if not sentence:
            self._finish(keep=True)
            return
        self.setMinimumHeight(0)
        self.setMaximumHeight(16_777_215)
        self.resize(self.width(), max(self.height(), self._column.heightForWidth(self.width())))
        self.raise_()
        if go_back:
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self, *, keep: bool) -> None:
        if not self._done:
            self._done = True
            self.finished.emit(keep)
