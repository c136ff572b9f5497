"""One of a few: theme, text size, session length.

Purpose: an exclusive choice that shows all its options. States: chosen, hover, disabled, focused.
Keys: arrows choose, Tab goes past. Signals: `chosen(str)` with the key, by a person only.
Tokens: sunken, edge, surface, ink, ink-2.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segment(QPushButton):
    """One option, named by its text."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.key = key
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """As wide as when chosen: bold letters need more room, how much depends on the font."""
        size = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        bolder = QFontMetrics(bold).horizontalAdvance(self.text())
        more = bolder - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(size.width() + max(0, more), size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """The group decides who is checked."""


class Segmented(QFrame):
    """`Segmented(tr("Theme"), (("light", tr("Light")), ("dark", tr("Dark"))), "light")`."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        choice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._segments: list[Segment] = []
        for key, text in choices:
            segment = Segment(key, text)
            segment.clicked.connect(self._on_segment_clicked)
            row.addWidget(segment)
            self._segments.append(segment)
        self.show_choice(choice or choices[0][0])

    @property
    def choice(self) -> str:
        """The key that is chosen."""
        return next((each.key for each in self._segments if each.isChecked()), "")

    def show_choice(self, key: str) -> None:
        """Show another choice without telling anybody."""
        for segment in self._segments:
            segment.setChecked(segment.key == key)
            if segment.key == key:
                self.setAccessibleName(f"{self._name}: {segment.accessibleName()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QtCore.Qt.Key
        step = {key.Key_Left: -1, key.Key_Up: -1, key.Key_Right: 1, key.Key_Down: 1}.get(
            key(event.key()), 0
        )
        if not step:
            super().keyPressEvent(event)
            return
        keys = [each.key for each in self._segments]
        self._choose(keys[(keys.index(self.choice) + step) % len(keys)])

    def _on_segment_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Segment):
            self._choose(sender.key)

    def _choose(self, key: str) -> None:
        if key != self.choice:
            self.show_choice(key)
            self.chosen.emit(key)
