"""The keys of the room. Single letters work only while no text has the focus: texts take them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_REPEATING = frozenset({"+", "=", "-"})


def bind(room: QWidget, keys: dict[str, Callable[[], object]]) -> None:
    """Let keys do things while the focus is somewhere in the room."""
    for key, act in keys.items():
        shortcut = QShortcut(QKeySequence(key), room)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(key in _REPEATING)
        shortcut.activated.connect(_unless_a_button_wants_it(act) if key == "Space" else act)


def let_clicks_keep_the_focus(room: QWidget) -> None:
    """Give buttons the focus by Tab only: after a click Space still means the timer."""
    for button in room.findChildren(QAbstractButton):
        if button.focusPolicy() == Qt.FocusPolicy.StrongFocus:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _unless_a_button_wants_it(act: Callable[[], object]) -> Callable[[], None]:
    def pressed() -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            act()

    return pressed
