"""What a key event asks of a text: to write, to command, to undo or to redo."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_Held = Qt.KeyboardModifier
# As numbers: this is asked at every key, and flags are made anew at each comparison.
_COMMANDS = _Held.ControlModifier.value | _Held.MetaModifier.value
_ALT = _Held.AltModifier.value
_BOTH = _Held.ControlModifier | _Held.ShiftModifier


def is_command(event: QKeyEvent) -> bool:
    """Tell whether a key is held that makes a command of another; AltGr (both) writes."""
    held = event.modifiers().value
    return bool(held & _COMMANDS) and not held & _ALT


def step_asked(event: QKeyEvent) -> Literal["", "undo", "redo"]:
    """Return what a key asks for; Ctrl+Shift+Z redoes also where the platform has another key."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    redo = event.matches(QKeySequence.StandardKey.Redo)
    if redo or (event.key() == Qt.Key.Key_Z and event.modifiers() == _BOTH):
        return "redo"
    return ""
