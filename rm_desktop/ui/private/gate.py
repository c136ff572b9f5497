"""A gate before private content: the content while it is open, the lock while it is not.

Purpose: no private word is typed before there is a vault for it, none stays when it is locked.
States: open, closed; compact (one button) or with the whole panel. Keys: those of what it shows.
Signals: `opened(QWidget)` with new content, `closed`. Tokens: those of the panel.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.words import tr
from rm_desktop.ui.private.clipboard import PRIVATE_TEXT
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.overlay import show_unlock
from rm_desktop.ui.private.panel import LockPanel
from rm_desktop.ui.screen import Context
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXXL
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_WIDEST = 560


class PrivateGate(QWidget):
    """`PrivateGate(context, make_content, tr("Your journal is for you alone."))`.

    `make_content` is called anew whenever the gate is seen open; its widget is deleted at each
    lock, so it must hold nothing that is not stored by `Private.before_lock`. `purpose` is a
    sentence above the passphrase. A compact gate is one button that opens the panel over the
    window.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(
        self,
        context: Context,
        make_content: Callable[[], QWidget],
        purpose: str,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty(PRIVATE_TEXT, True)
        self._context, self._make_content, self._purpose = context, make_content, purpose
        self._compact = compact
        self._content: QWidget | None = None
        self._lock: QWidget | None = None
        self._panel: LockPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        context.house.changed.connect(self._on_house_changed)

    @property
    def is_open(self) -> bool:
        """Tell whether the content may be shown."""
        return door_of(self._context).is_open

    @property
    def content(self) -> QWidget | None:
        """The content while the gate is open, made if it was not yet; None while it is closed."""
        self.look()
        return self._content

    @property
    def panel(self) -> LockPanel | None:
        """The lock's panel while the gate is closed and not compact."""
        return self._panel

    def unlock(self) -> None:
        """Begin to open it, as by its button or a shortcut."""
        if self.is_open:
            self.look()
        elif self._compact:
            show_unlock(self.window(), self._context, self.look)
        elif self.panel is not None:
            self.panel.start()

    @Slot()
    def look(self) -> None:
        """Show what is right now."""
        if self.is_open and self._content is None:
            self._drop_lock()
            content = self._content = self._make_content()
            self._column.addWidget(content)
            content.show()
            self.opened.emit(content)
        elif not self.is_open and self._content is not None:
            self._close()
        if not self.is_open and self._lock is None:
            self._lock = self._button() if self._compact else self._page()
            self._column.addWidget(self._lock)
            self._lock.show()

    def _close(self) -> None:
        """Let the content go: hidden at once, deleted once whatever called us is through."""
        content, self._content = self._content, None
        if content is not None:
            self._column.removeWidget(content)
            content.hide()
            content.deleteLater()
            self.closed.emit()

    def _drop_lock(self) -> None:
        lock, self._lock, self._panel = self._lock, None, None
        if lock is not None:
            self._column.removeWidget(lock)
            lock.hide()
            lock.deleteLater()

    def _button(self) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        begun = self._context.profile.private_is_begun
        words = tr("Unlock to write") if begun else tr("Begin…")
        button = Button(words, "secondary", icon="lock")
        button.setAccessibleDescription(self._purpose)
        button.setObjectName("private-unlock-to-write")
        button.setToolTip(self._purpose)
        button.clicked.connect(self.unlock)
        button.setEnabled(door_of(self._context).is_home)
        row.addWidget(button)
        row.addStretch(1)
        place.setFocusProxy(button)
        return place

    def _page(self) -> QWidget:
        scroll = ScrollColumn(margin=0)
        card = Card(margin=28)
        panel = self._panel = LockPanel(self._context, self._purpose)
        card.body.addWidget(panel)
        card.setMaximumWidth(px(_WIDEST))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(2)
        scroll.setFocusProxy(panel)
        return scroll

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if not changes.touches(Kind.PRIVATE, Kind.ACTOR):
            return
        if not self.is_open:
            self._close()
            self._drop_lock()  # whose turn it is may have changed
        if self.isVisible():
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        if self.panel is not None and not event.spontaneous():
            self.panel.start()  # it has the page for itself
