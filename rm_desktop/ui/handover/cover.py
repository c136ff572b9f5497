"""The cover screen: hides the whole window until the other one of the two says who they are.

Purpose: nobody reads over a shoulder, nobody writes under the wrong name.
States: on the way to the partner, or back to the owner.
Keys: Tab between the two buttons and nowhere else; Enter and Space press; Escape goes back. No
    other key reaches the window behind it. Signals: `accepted`, `declined`.
Tokens: paper, ink, ink-2, you, them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from rm_desktop.services.desk import Desk
from rm_desktop.ui.handover.decisions import CoverWords, HandOver
from rm_desktop.ui.theme import hue, px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XL, XXL, L, M
from rm_desktop.ui.widgets.avatar import Avatar
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

#: The width of its words, in pixels at 100 %.
WIDE = 448


class Cover(QWidget):
    """Fills its window: `Cover(window)`, `show_words(words)`."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("hand-over-cover")
        self._window = window
        self._avatar = Avatar(large=True)
        self._title = Label("", "title", wrap=True)
        self._lines = [Label("", "body", "ink-2", wrap=True) for _ in range(3)]
        self._accept = Button("", "primary")
        self._accept.setObjectName("hand-over-accept")
        self._accept.clicked.connect(self.accepted)
        self._stay = Button("", "quiet")
        self._stay.setObjectName("hand-over-stay")
        self._stay.clicked.connect(self.declined)
        self._words = QWidget()
        self._scroll = ScrollColumn(margin=0)
        self._buttons = FlowRow(gap=M)
        self._lay_out()
        window.installEventFilter(self)

    def show_words(self, words: CoverWords) -> None:
        """Cover the window and say whom it waits for."""
        self._avatar.show_person(words.name, words.voice)
        self._title.show_text(words.title)
        for label, text in zip(self._lines, (words.signed, words.open, words.closed), strict=True):
            label.show_text(text)
        self._accept.set_text(words.accept)
        self._stay.set_text(words.stay)
        self.setAccessibleName(words.title)
        self._fill()
        self.show()
        self.raise_()
        self._accept.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, words.title)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(L))
        column.addWidget(self._avatar)
        column.addWidget(self._title)
        facts = QGridLayout()
        facts.setHorizontalSpacing(px(M))
        facts.setVerticalSpacing(px(M))
        facts.setColumnStretch(1, 1)
        signs = ("pencil", "shared", "private")
        for row, (sign, label) in enumerate(zip(signs, self._lines, strict=True)):
            facts.addWidget(IconLabel(sign, "ink-3", side=18), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(label, row, 1)
        column.addLayout(facts)
        self._scroll.body.addWidget(self._words)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for button in (self._accept, self._stay):
            self._buttons.add(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(XXL, XXL, XXL, XXL)
        outer.setSpacing(px(XL))
        outer.addStretch(2)
        outer.addWidget(self._scroll, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _fill(self) -> None:
        """Cover the window; where it is small the words scroll and the buttons stay."""
        room = self._window.rect().size()
        self.setGeometry(self._window.rect())
        wide = min(px(WIDE), room.width() - 2 * XXL)
        buttons = self._buttons.heightForWidth(wide)
        tall = self._words.heightForWidth(wide)
        self._buttons.setFixedSize(wide, buttons)
        self._scroll.setFixedSize(wide, min(tall, room.height() - buttons - px(XL) - 2 * XXL))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._fill()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window's shortcuts would open what the cover hides
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.declined.emit()
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        first = self._accept.hasFocus()
        (self._stay if first else self._accept).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), hue("paper"))


class _Passing(QObject):
    """One cover over one window, until it is answered."""

    def __init__(
        self, window: QWidget, desk: Desk, handed_over: Callable[[], object] | None
    ) -> None:
        super().__init__(window)
        self._hand_over = HandOver(desk)
        self._handed_over = handed_over
        self._former = QApplication.focusWidget()
        self.cover = Cover(window)
        self.cover.accepted.connect(self._on_accepted)
        self.cover.declined.connect(self._on_declined)
        self.cover.show_words(self._hand_over.words)

    def _on_accepted(self) -> None:
        self._hand_over.accept()  # first: what only one may read goes before the cover does
        self._uncover()
        if self._handed_over is not None:
            self._handed_over()

    def _on_declined(self) -> None:
        self._uncover()

    def _uncover(self) -> None:
        self.cover.hide()
        self.cover.setParent(None)
        self.cover.deleteLater()
        if self._former is not None and isValid(self._former) and self._former.isVisible():
            self._former.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()


def show_cover(
    window: QWidget, desk: Desk, handed_over: Callable[[], object] | None = None
) -> Cover | None:
    """Cover a window until the other one has the keyboard, or it goes back; return the cover.

    `handed_over` is told once the keyboard has changed hands. Without a partner nothing happens.
    """
    covered = window.findChild(Cover)
    if covered is not None:
        return covered
    if not HandOver(desk).possible:
        return None
    return _Passing(window, desk, handed_over).cover
