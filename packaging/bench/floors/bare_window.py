"""The floor of start and memory: a bare PySide6 window with one label, painted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class Window(QWidget):
    """Says when it has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1280, 800)
        QLabel("Good morning", self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: print("painted", flush=True))


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = Window()
    window.show()
    sys.exit(app.exec())
