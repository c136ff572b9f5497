"""The row that adds topics: type a title, Enter, the next one.

Purpose: below every agenda. Minutes may stand in the title ("Live demo 20 min") or, where there is
    room, in a field of their own; minutes nobody can read are said so and nothing is lost.
States: empty, filled, bad minutes. Keys: Enter adds and stays, Tab goes to the minutes, Escape
    leaves (`cancelled`). A list that is pasted goes out as `paste_requested`.
Signals: `add_requested(title, minutes)`, `paste_requested`, `cancelled`.
Tokens: those of TextField.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.minutes import parse_minutes
from rm_desktop.domain.text import TITLE_LIMIT
from rm_desktop.domain.topic_line import split_minutes
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS, S
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.minutes_edit import MinutesEdit
from rm_desktop.ui.widgets.text_field import TextField


class AddTopic(QWidget):
    """`AddTopic(minutes=True)`; `focus()` begins to type, `commit()` keeps what is half typed."""

    add_requested = Signal(str, int)
    paste_requested = Signal()
    cancelled = Signal()

    def __init__(self, *, minutes: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _TitleField()
        self.minutes = MinutesEdit(tr("Minutes of the new topic"))
        self.minutes.setPlaceholderText(tr("min"))
        for field in (self.title, self.minutes):
            field.setProperty("writes_anew", True)
        if not minutes:
            self.minutes.hide()  # shown without a parent it would flash up as a window of its own
        self.minutes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._problem = Label("", "caption", "danger", wrap=True)
        self._problem.hide()
        fields = QHBoxLayout()
        fields.setSpacing(S)
        fields.addWidget(self.title, 1)
        if minutes:
            fields.addWidget(self.minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(fields)
        column.addWidget(self._problem)
        self.setFocusProxy(self.title)
        self.title.submitted.connect(self._on_submitted)
        self.minutes.submitted.connect(self._on_submitted)
        self.title.cancelled.connect(self.cancelled)
        self.title.list_pasted.connect(self.paste_requested)
        self.minutes.textEdited.connect(self._on_minutes_edited)

    def focus(self) -> None:
        """Begin to type."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typed(self) -> str:
        """What stands in the title and was not added yet."""
        return self.title.text()

    @property
    def problem(self) -> str:
        """The sentence below the fields, empty if all is well."""
        return self._problem.text()

    def commit(self) -> None:
        """Add what is half typed, as its author would; minutes nobody can read stay behind."""
        if not self.typed.strip():
            return
        try:
            parse_minutes(self.minutes.text())
        except BadInputError:
            self.minutes.show_minutes("")
            self._show_problem("")
        self._add()

    def _on_submitted(self) -> None:
        self._add()
        if not self.problem:
            self.focus()

    def _add(self) -> None:
        title, minutes = split_minutes(self.title.text())
        try:
            typed = parse_minutes(self.minutes.text())
        except BadInputError as error:
            self._show_problem(f"{error.sentence} {error.next_step}".strip())
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not title:
            return
        if typed is not None:
            title, minutes = " ".join(self.title.text().split()), typed
        self.title.start_over()
        self.minutes.show_minutes("")
        self.add_requested.emit(title, minutes or 0)

    def _on_minutes_edited(self) -> None:
        self._show_problem("")

    def _show_problem(self, sentence: str) -> None:
        self._problem.show_text(sentence)
        self._problem.setVisible(bool(sentence))
        self.minutes.show_problem(sentence)


class _TitleField(TextField):
    """A title that hands a pasted list or picture on instead of squeezing it into one line."""

    list_pasted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Add a topic"), tr("Add a topic…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and _is_more_than_a_line():
            self.list_pasted.emit()
        else:
            super().keyPressEvent(event)


def _is_more_than_a_line() -> bool:
    mime = QGuiApplication.clipboard().mimeData()
    if mime.hasImage() and not mime.hasText():
        return True
    text = mime.text()
    return len(text) > TITLE_LIMIT or "\n" in text.strip()
