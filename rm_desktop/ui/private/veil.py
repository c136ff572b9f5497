"""Covers the window when private pages could not be locked: what is half typed would be lost.

Purpose: nobody reads them meanwhile. States: waiting, trying, wrong passphrase.
Keys: Enter tries the passphrase. No other key reaches the window behind it.
Signals: `retry_requested`, `passphrase_given(str)`. Tokens: paper, warn.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.ui.private.pages import LockPage
from rm_desktop.ui.private.unlock_field import UnlockField
from rm_desktop.ui.theme import hue, px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XL, XXXL, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_WIDEST = 560


class Veil(QWidget):
    """`Veil(window, error)`: stands over everything until it is taken away.

    What it covers is hidden, not only painted over: no key and no screen reader finds it.
    """

    retry_requested = Signal()
    passphrase_given = Signal(str)

    def __init__(self, window: QWidget, error: KnownError) -> None:
        super().__init__(window)
        self.setObjectName("private-veil")
        self._window = window
        title = tr("Covered, but not locked yet")
        self.setAccessibleName(title)
        page = LockPage("eye-off", title, error.sentence, "warn")
        if error.next_step:
            page.body.addWidget(Label(error.next_step, "body", "ink-2", wrap=True))
        calm = tr(
            "Something you wrote could not be stored, so your private pages stay open behind this "
            "cover; nothing is lost while the app runs. It locks by itself as soon as it can."
        )
        page.body.addWidget(Label(calm, "body", "ink-2", wrap=True))
        page.body.addSpacing(S)
        self.unlock = UnlockField(tr("Take the cover away"))
        self.retry = Button(tr("Try to lock again"), "secondary")
        self.retry.setObjectName("private-lock-again")
        self.unlock.add_action(self.retry)
        page.body.addWidget(self.unlock)
        self._lay_out(page)
        self.retry.clicked.connect(self.retry_requested)
        self.unlock.unlock_requested.connect(self.passphrase_given)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._former = QApplication.focusWidget()
        self._fill()
        self.show()
        self.raise_()
        self.unlock.setFocus(Qt.FocusReason.PopupFocusReason)
        self._covered = self._hide_all_else()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        announce(self, f"{title}. {error.sentence}")

    def lift(self) -> None:
        """Take the cover away."""
        self._window.removeEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus_changed)
        for widget in filter(isValid, self._covered):
            widget.show()
        self.hide()
        former = self._former
        if former is not None and isValid(former) and former.isVisible():
            former.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def show_door(self, trying: str, problem: str, resting: int) -> None:
        """Show what the door does with a passphrase; one types the next when it is through."""
        self.unlock.show_door(trying, problem, resting)
        if not trying and QApplication.focusWidget() is self:
            self.unlock.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_all_else(self) -> list[QWidget]:
        beside = Qt.FindChildOption.FindDirectChildrenOnly
        others = self._window.findChildren(QWidget, options=beside)
        covered = [w for w in others if w is not self and not w.isHidden() and not w.isWindow()]
        for widget in covered:
            widget.hide()
        return covered

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Take the focus itself where it would be nobody's, or go to what is covered."""
        if now is None:
            strays = self._window.isActiveWindow()
        else:
            strays = now.window() is self._window and not self._holds(now)
        if strays:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _lay_out(self, page: LockPage) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(margin=0)
        outer.addWidget(scroll)
        card = Card(margin=28)
        card.body.addWidget(page)
        card.setMaximumWidth(px(_WIDEST))
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(2)

    @Slot()
    def _fill(self) -> None:
        self.setGeometry(self._window.rect())

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
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus on the cover."""
        inside = [w for w in self.findChildren(QWidget) if _takes_focus(w)]
        if not inside:  # the cover is on its way out
            return False
        focused = QApplication.focusWidget()
        at = inside.index(focused) if focused in inside else -1
        step = 1 if forward else -1
        inside[(at + step) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), hue("paper"))


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
