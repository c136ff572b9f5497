"""A text to read that becomes an editor where it stands.

Purpose: what is read a hundred times and changed once looks like text, not like a form.
States: read, empty (its invitation in grey), hovered, written in.
Keys: Enter, Space or F2 begin to write; Escape, Ctrl+Enter or leaving it ends; all is kept.
Signals: `kept(str)` while one writes. Tokens: ink, ink-3, hover; those of TextArea.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.text import FIELD_LIMIT, harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme import TextKind, draw_icon, hue, px
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, XS, S
from rm_desktop.ui.together.kept_area import KeptArea
from rm_desktop.ui.widgets.label import Label

_BEGIN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2}


class Passage(QWidget):
    """`Passage(tr("Purpose"), tr("Write it in one sentence…"))`; `show_passage(text)` fills it."""

    kept = Signal(str)

    def __init__(
        self,
        name: str,
        invitation: str = "",
        *,
        kind: TextKind = "body",
        single: bool = False,
        max_length: int = FIELD_LIMIT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._single, self._max_length = single, max_length
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column
        self._stored = ""
        self._face = _Face(name, invitation, kind, self)
        column.addWidget(self._face)
        self.setFocusProxy(self._face)
        self._face.write_requested.connect(self.write)

    @cached_property
    def area(self) -> KeptArea:
        """Where it is written: seven widgets, made when one first does."""
        face = self._face
        area = KeptArea(
            face.name,
            face.invitation,
            max_length=self._max_length,
            lines=1 if self._single else 2,
            single=self._single,
            parent=self,
        )
        area.hide()
        area.show_kept(self._stored)
        self._column.addWidget(area)
        self.setTabOrder(face, area)
        area.kept.connect(self.kept)
        area.left.connect(self._on_area_left)
        area.submitted.connect(self._on_area_ended)
        area.cancelled.connect(self._on_area_ended)
        return area

    @property
    def _made(self) -> KeptArea | None:
        area: KeptArea | None = self.__dict__.get("area")
        return area

    @property
    def text(self) -> str:
        """What is to be read, or what is being written."""
        area = self._made
        return self._face.text if area is None or area.isHidden() else area.toPlainText()

    @property
    def face(self) -> QWidget:
        """What is read and takes the focus."""
        return self._face

    def rename(self, name: str, invitation: str) -> None:
        """Say something else to a screen reader and where nothing is written."""
        self._face.rename(name, invitation)
        if (area := self._made) is not None:
            area.setAccessibleName(name)
            area.setPlaceholderText(invitation)

    def show_passage(self, text: str) -> None:
        """Show what is stored; what is being written stays."""
        self._stored = text
        if (area := self._made) is not None:
            area.show_kept(text)
        self._face.show_text(text)

    def write(self) -> None:
        """Become an editor."""
        self.area.show()
        self._face.hide()
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand on what is not stored yet."""
        if (area := self._made) is not None:
            area.flush()

    def _on_area_ended(self) -> None:
        self.area.flush()
        self._read()
        self._face.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_area_left(self) -> None:
        self._read()

    def _read(self) -> None:
        if self._single and not self.area.toPlainText().strip():
            self.area.revert()
        self._face.show()
        self.area.hide()


class _Face(QWidget):
    """The text as it is read, with a pencil that says it can be written."""

    write_requested = Signal()

    def __init__(self, name: str, invitation: str, kind: TextKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.invitation, self._text = name, invitation, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleDescription(tr("Enter: write"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._words = Label("", kind, wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(self._words)
        self._make_room()
        self.show_text("")

    @property
    def text(self) -> str:
        return self._text

    def rename(self, name: str, invitation: str) -> None:
        self.name, self.invitation = name, invitation
        self.show_text(self._text)

    def show_text(self, text: str) -> None:
        self._text = harmless(text)
        self._words.show_text(self._text.strip() or self.invitation)
        self._words.set_tone("ink" if self._text.strip() else "ink-3")
        self.setAccessibleName(tr("{name}: {text}", name=self.name, text=self._words.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BEGIN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.write_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.write_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _make_room(self) -> None:
        """Leave a column for the pencil."""
        self.setContentsMargins(0, XS, px(16) + S, XS)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, px(28)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        side = px(14)
        place = QRect(self.width() - side - XS, XS + px(3), side, side)
        draw_icon(painter, "pencil", "ink-3", place)
