"""How the application looks right now, for everything that paints itself.

The look rides on the QApplication, as its palette and style sheet do, but as an attribute: four
hundred times a screen Qt would look through its own properties first. Before any is applied it is
the light theme at 100 %.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QPalette

from rm_desktop.ui.theme.tokens import TEXT, Role, TextKind, Theme, load_theme

ATTRIBUTE: Final = "rm_desktop_look"


class Look:
    """A theme at a text size (1.0, 1.5 or 2.0)."""

    __slots__ = ("scale", "theme")

    def __init__(self, theme: Theme, scale: float) -> None:
        self.theme, self.scale = theme, scale


def current_look() -> Look:
    """The look that `apply_theme` gave the application."""
    look = getattr(QCoreApplication.instance(), ATTRIBUTE, None)
    return look if isinstance(look, Look) else Look(load_theme("light"), 1.0)


def hue(role: Role) -> QColor:
    """The colour of a role in the current theme. Ask while painting, never keep it."""
    return QColor(current_look().theme.colours[role])


def brush(role: Role) -> QBrush:
    """The colour of a role to fill a path with.

    Taken out of a palette: the constructors of QBrush and QPen, and whatever takes a QColor for
    one, wake Qt's namespace, which costs 20 ms, and a ring stands on the first screen.
    """
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, hue(role))
    return palette.base()


def px(length: int) -> int:
    """A length that grows with the text: pixels at 100 % in, pixels now out."""
    return round(length * current_look().scale)


def font_for(kind: TextKind, *, tabular: bool = False) -> QFont:
    """The application's font in a kind of text; tabular figures do not dance when they count."""
    size, _, weight = TEXT[kind]
    font = QFont(QGuiApplication.font())
    font.setPixelSize(px(size))
    font.setWeight(QFont.Weight(weight))
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
