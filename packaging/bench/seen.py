"""Whether words stand in a picture of the screen: they are drawn anew and looked for dot by dot.

    seen.py KIND INK GROUND PICTURE TEXT      exit status 0 if they do

A program of its own, so that it draws on the platform that the app has painted on.
"""

from __future__ import annotations

import sys
from typing import cast

from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from rm_desktop.ui.theme import apply_theme, current_look, font_for, load_theme
from rm_desktop.ui.theme.tokens import Role, TextKind

_DOT = 4  # bytes


def main(kind: str, ink: str, ground: str, picture: str, text: str) -> int:
    """Look for a text of a kind and colour on its ground."""
    app = QApplication(["bench"])
    apply_theme(app, load_theme("light"))
    sought = drawn(text, cast("TextKind", kind), cast("Role", ink), cast("Role", ground))
    return 0 if stands_in(_rows(QImage(picture)), _rows(sought)) else 1


def drawn(text: str, kind: TextKind, ink: Role, ground: Role) -> QImage:
    """Draw a text as the theme has it, no larger than it is."""
    colours, font = current_look().theme.colours, font_for(kind)
    box = QFontMetrics(font).boundingRect(text)
    image = QImage(box.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(colours[ground]))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor(colours[ink]))
    painter.drawText(-box.topLeft(), text)
    painter.end()
    return image


def stands_in(seen: list[bytes], sought: list[bytes]) -> bool:
    """Tell whether one picture, as rows of dots, is a part of another."""
    telling = max(range(len(sought)), key=lambda row: len(set(sought[row])))
    for top in range(len(seen) - len(sought) + 1):
        line, at = seen[top + telling], -1
        while (at := line.find(sought[telling], at + 1)) >= 0:
            if at % _DOT == 0 and all(
                seen[top + n].startswith(row, at) for n, row in enumerate(sought)
            ):
                return True
    return False


def _rows(image: QImage) -> list[bytes]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    dots, step, wide = bytes(plain.constBits()), plain.bytesPerLine(), plain.width() * _DOT
    return [dots[row * step : row * step + wide] for row in range(plain.height())]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
