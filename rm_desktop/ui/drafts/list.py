"""The list of drafts: a state to press, a title to open, and a field for the next one.

Signals: `opened(str)`, `state_pressed(str)`, `begun(str)` with the title of a new draft.
Keys: Enter opens a draft, Space on its state goes on to the next; Enter in the field begins one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.journal import DraftState
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.drafts.rows import DraftRow, state_after, state_word
from rm_desktop.ui.theme import brush, px
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField

#: So many drafts are listed at first; the rest comes on asking.
MOST = 5


class StateChip(FilterChip):
    """How far a draft has come; a press goes on to the next state."""

    def __init__(self, state: DraftState) -> None:
        super().__init__(state_word(state), checked=state == DraftState.READY)
        self.setObjectName("draft-state")
        words = tr("State: {state}", state=state_word(state))
        self.setAccessibleName(words)
        following = tr("Press to make it: {state}", state=state_word(state_after(state)))
        self.setAccessibleDescription(following)
        self.setToolTip(following)

    def nextCheckState(self) -> None:
        """Stay: what it shows comes from the draft."""


class DraftList(QWidget):
    """`show_rows(rows)`."""

    opened = Signal(str)
    state_pressed = Signal(str)
    begun = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DraftRow, ...] | None = None
        self._shows_all = False
        self._views: dict[str, _Row] = {}
        self._empty = Label(
            tr("Nothing yet. A thought in one line is enough; nobody sees it until you add it."),
            "body",
            "ink-2",
            wrap=True,
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(XS)
        self._more = Button("", "quiet")
        self._more.setObjectName("drafts-all")
        self._more.clicked.connect(self._on_more_clicked)
        self.field = TextField(tr("New draft"), tr("Draft a topic…"))
        self.field.setObjectName("new-draft")
        self.field.submitted.connect(self._on_submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.field)

    @property
    def titles(self) -> tuple[str, ...]:
        """The drafts in sight, as they are read."""
        return tuple(view.row.title for view in self._views.values())

    def show_rows(self, rows: Sequence[DraftRow]) -> None:
        """Show drafts; rows that stay as they are keep the focus."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self._lay_out()

    def focus_on(self, draft: str) -> None:
        """Put the focus on a draft, or on the field where it is gone."""
        view = self._views.get(draft)
        (view.face if view else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        rows = self._rows or ()
        seen = rows if self._shows_all else rows[:MOST]
        focused = next((v for v in self._views.values() if v.chip.hasFocus()), None)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._views = {}
        for row in seen:
            view = self._views[row.id] = _Row(row)
            view.chip.clicked.connect(lambda _=False, ident=row.id: self.state_pressed.emit(ident))
            view.face.clicked.connect(lambda _=False, ident=row.id: self.opened.emit(ident))
            self._list.addWidget(view)
        if focused is not None and focused.row.id in self._views:
            self._views[focused.row.id].chip.setFocus(Qt.FocusReason.OtherFocusReason)
        rest = len(rows) - len(seen)
        self._more.set_text(trn("{n} more draft", "{n} more drafts", rest))
        self._more.setVisible(rest > 0)
        self._empty.setVisible(not rows)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._shows_all = True
        hidden = (self._rows or ())[MOST:][:1]
        self._lay_out()
        self.focus_on(hidden[0].id if hidden else "")

    @Slot(str)
    def _on_submitted(self, title: str) -> None:
        if title:
            self.field.start_over()
            self.begun.emit(title)


class _Row(QWidget):
    def __init__(self, row: DraftRow) -> None:
        super().__init__()
        self.row = row
        self.chip, self.face = StateChip(row.state), _Face(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(M)
        across.addWidget(self.face, 1)
        across.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)


class _Face(QAbstractButton):
    """Title and what is known about it; a press opens the draft."""

    def __init__(self, row: DraftRow) -> None:
        super().__init__()
        self.setObjectName("draft-open")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Open the draft: {title}", title=row.title))
        column = QVBoxLayout(self)
        column.setContentsMargins(S, XS, S, XS)
        column.setSpacing(0)
        labels = [ElidedLabel(row.title, "medium")]
        if row.detail:
            labels.append(ElidedLabel(row.detail, "caption", "ink-2"))
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self.setMinimumHeight(px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse():
            QPainter(self).fillRect(self.rect(), brush("hover"))
