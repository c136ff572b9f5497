"""Caps Lock, as far as a keyboard gives it away: Qt has no way to ask.

A capital without Shift, or a small letter with it, was typed with Caps Lock on.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class CapsLock(QObject):
    """Watches the keys of one field. Signals: `noticed(bool)` when it seems to be on, or off."""

    noticed = Signal(bool)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._is_on = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look(event)
        return super().eventFilter(watched, event)

    def _look(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._is_on:
            self._set(is_on=False)
        elif typed.isalpha() and typed.upper() != typed.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set(is_on=typed.isupper() != shift)

    def _set(self, *, is_on: bool) -> None:
        if is_on != self._is_on:
            self._is_on = is_on
            self.noticed.emit(is_on)
