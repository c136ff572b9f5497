"""Private words on the clipboard: noticed as they are copied, taken away at a lock.

Only what was copied inside a widget that is marked `PRIVATE_TEXT` counts: what
other programs copied, and ours of shared text, stays.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

#: What marks a widget whose words are private, with everything in it.
PRIVATE_TEXT = "private_text"


class PrivateClipboard(QObject):
    """Listens while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._private: set[QClipboard.Mode] = set()
        board = QGuiApplication.clipboard()
        board.dataChanged.connect(self._on_copied)
        board.selectionChanged.connect(self._on_selected)

    def clear(self) -> None:
        """Take private words off the clipboard."""
        board = QGuiApplication.clipboard()
        for mode in tuple(self._private):
            board.clear(mode)
        self._private.clear()

    @Slot()
    def _on_copied(self) -> None:
        self._note(QClipboard.Mode.Clipboard)

    @Slot()
    def _on_selected(self) -> None:
        self._note(QClipboard.Mode.Selection)

    def _note(self, mode: QClipboard.Mode) -> None:
        """Remember whether the words came from where the focus is: no platform tells for sure."""
        if is_private(QApplication.focusWidget()):  # None while another program is in front
            self._private.add(mode)
        else:
            self._private.discard(mode)


def is_private(widget: QWidget | None) -> bool:
    """Tell whether a widget stands inside one that is marked."""
    while widget is not None:
        if widget.property(PRIVATE_TEXT):
            return True
        widget = widget.parentWidget()
    return False
