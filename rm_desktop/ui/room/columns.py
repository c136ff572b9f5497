"""The room in three columns, two or one, as the window is wide; panels move, nothing is rebuilt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from rm_desktop.ui.room.timer_card import TimerCard
from rm_desktop.ui.theme import current_look, px
from rm_desktop.ui.theme.tokens import XL, L
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

#: From these widths at 100 % on there are three columns, or two.
_THREE, _TWO = 920, 660
_AGENDA_WIDE, _AGENDA_NARROW, _SIDE = 312, 252, 268
_ROOMY = 1160
#: A quarter of a wide window, and no more than this.
_AGENDA_WIDEST = 420
#: Room for a scroll bar at the right, kept free so that nothing moves when it comes.
GUTTER = 12
#: In one column the notes get this height, in pixels at 100 %.
_NOTES_ALONE = 380


def columns_for(width: int, scale: float) -> int:
    """Return how many columns fit a width at a text size."""
    room = width / scale
    return 3 if room >= _THREE else 2 if room >= _TWO else 1


class Columns(QWidget):
    """Agenda, notes, timer, prompt and private notes beside or below each other."""

    def __init__(
        self,
        agenda: QWidget,
        notes: QWidget,
        timer: TimerCard,
        prompt: QWidget,
        private: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._agenda, self._notes, self._timer, self._prompt = agenda, notes, timer, prompt
        self._columns = 0
        self._side = ScrollColumn(spacing=L, margin=0, gutter=GUTTER)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(XL)
        self._row.addWidget(self._side)
        self._side.body.addWidget(timer)
        self._side.body.addWidget(prompt)
        self._side.body.addWidget(private, 10)  # before the space below it
        self._side.body.addStretch(1)
        self._arrange(3)

    @property
    def columns(self) -> int:
        """How many columns there are now."""
        return self._columns

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        focused = QApplication.focusWidget()
        self._columns = columns
        for panel in (self._agenda, self._notes):
            self._row.removeWidget(panel)
            self._side.body.removeWidget(panel)
        if columns == 3:
            self._row.insertWidget(0, self._agenda)
        else:
            self._side.body.insertWidget(1, self._agenda)
        if columns == 1:
            self._side.body.insertWidget(1, self._notes)
        else:
            self._row.insertWidget(self._row.count() - 1, self._notes, 1)
        self._row.setStretchFactor(self._side, 1 if columns == 1 else 0)
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()

    def _measure(self) -> None:
        roomy = self.width() >= px(_ROOMY)
        alone, three = self._columns == 1, self._columns == 3
        self._timer.show_beside(beside=alone)
        self._notes.setMinimumHeight(px(_NOTES_ALONE) if alone else 0)
        if three:
            widest = px(_AGENDA_WIDE if roomy else _AGENDA_NARROW)
            self._agenda.setFixedWidth(max(widest, min(self.width() // 4, px(_AGENDA_WIDEST))))
        else:
            self._agenda.setMinimumWidth(0)
            self._agenda.setMaximumWidth(16_777_215)
        self._agenda.setMinimumHeight(0 if three else px(360))
        if alone:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            # "To the close" in a wide system font needs more than the side has elsewhere
            self._side.setFixedWidth(max(px(_SIDE), self._timer.minimumSizeHint().width()) + GUTTER)

    def minimumSizeHint(self) -> QSize:
        # what three columns need must not keep the window from becoming one of two
        return QSize(px(300), px(200))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._measure()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(columns_for(self.width(), current_look().scale))
        self._measure()
        super().resizeEvent(event)
