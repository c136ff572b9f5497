"""A month with a dot under each day something was written on.

Purpose: find or begin the entries of a day. States: today (in the accent), chosen, with entries.
Keys: arrows go by days and weeks, Page Up and Down by months, with Ctrl by years, Home and End to
    the ends of the month, T to today, Enter or Space choose.
Signals: `day_chosen(date)`, `month_shown(date)`. Tokens: ink, ink-3, faint, accent, accent-soft,
    hover, focus.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.date_words import long_day, months, weekdays
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.journal.month import Step, stepped, weeks_of
from rm_desktop.ui.theme import Role, font_for, hue, px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import RADIUS_CONTROL, XS
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label

_STEPS = {
    Qt.Key.Key_Left: Step.DAY_BACK,
    Qt.Key.Key_Right: Step.DAY_ON,
    Qt.Key.Key_Up: Step.WEEK_BACK,
    Qt.Key.Key_Down: Step.WEEK_ON,
    Qt.Key.Key_Home: Step.FIRST,
    Qt.Key.Key_End: Step.LAST,
}
_CHOOSE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_CELL, _DOT = 30, 4
_ROWS = 7


class Calendar(QWidget):
    """The month, its name and the ways to other months."""

    day_chosen = Signal(object)
    month_shown = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journal-calendar")
        self.grid = MonthGrid(today)
        self._name = Label("", "strong")
        back = IconButton("chevron-left", tr("Month before"), hint=tr("Page Up"), small=True)
        forward = IconButton("chevron-right", tr("Month after"), hint=tr("Page Down"), small=True)
        today_button = Button(tr("Today"), "quiet")
        today_button.setObjectName("calendar-today")
        back.clicked.connect(lambda: self.grid.step(Step.MONTH_BACK))
        forward.clicked.connect(lambda: self.grid.step(Step.MONTH_ON))
        today_button.clicked.connect(self.grid.go_to_today)
        row = QHBoxLayout()
        row.setContentsMargins(XS, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._name, 1)
        for button in (today_button, back, forward):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.grid)
        self.setFocusProxy(self.grid)
        self.grid.day_chosen.connect(self.day_chosen)
        self.grid.month_shown.connect(self._on_month_shown)
        self._say_month(today)

    def show_days(self, today: date, counts: Mapping[date, int], chosen: date | None) -> None:
        """Show what was written in the month on show, and which day is chosen."""
        self.grid.show_days(today, counts, chosen)

    def _on_month_shown(self, month: date) -> None:
        self._say_month(month)
        self.month_shown.emit(month)

    def _say_month(self, month: date) -> None:
        words = tr("{month} {year}", month=months()[month.month - 1], year=month.year)
        self._name.show_text(words)


class MonthGrid(QWidget):
    """The days themselves; one of them is where the keyboard stands."""

    day_chosen = Signal(object)
    month_shown = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day = today
        self._today = today
        self._counts: Mapping[date, int] = {}
        self._chosen: date | None = None
        self._by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def month(self) -> date:
        """The first day of the month on show."""
        return self.day.replace(day=1)

    def show_days(self, today: date, counts: Mapping[date, int], chosen: date | None) -> None:
        """Show dots and the chosen day."""
        self._today, self._counts, self._chosen = today, counts, chosen
        self._say()
        self.update()

    def step(self, step: Step) -> None:
        """Go to another day."""
        self._go(stepped(self.day, step))

    def go_to_today(self) -> None:
        """Go to today and choose it."""
        self._go(self._today)
        self.day_chosen.emit(self.day)

    def _go(self, day: date) -> None:
        former, self.day = self.month, day
        if self.month != former:
            self.month_shown.emit(self.month)
        self._say()
        announce(self, self.accessibleDescription())
        self.update()

    def _say(self) -> None:
        n = self._counts.get(self.day, 0)
        count = trn("{n} entry", "{n} entries", n) if n else tr("nothing written")
        self.setAccessibleName(tr("Calendar"))
        self.setAccessibleDescription(f"{long_day(self.day, self._today)}, {count}")

    def _cell(self, week: int, day: int) -> QRectF:
        wide, high = self.width() / 7, self.height() / _ROWS
        return QRectF(day * wide, (week + 1) * high, wide, high)

    def _day_at(self, place: QPointF) -> date | None:
        for week, days in enumerate(weeks_of(self.day)):
            for n, day in enumerate(days):
                if self._cell(week, n).contains(place):
                    return day
        return None

    # -- Qt ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(px(7 * _CELL), px(_ROWS * _CELL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(7 * (_CELL - 6)), px(_ROWS * _CELL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_key = True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_PageUp:
            step = Step.YEAR_BACK if control else Step.MONTH_BACK
        elif event.key() == Qt.Key.Key_PageDown:
            step = Step.YEAR_ON if control else Step.MONTH_ON
        if step is not None:
            self.step(step)
        elif event.key() in _CHOOSE:
            self.day_chosen.emit(self.day)
        elif event.key() == Qt.Key.Key_T:
            self.go_to_today()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_key = False
        day = self._day_at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(day)
            self.day_chosen.emit(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(font_for("caption"))
        painter.setPen(hue("ink-3"))
        for n, name in enumerate(weekdays()):
            painter.drawText(self._cell(-1, n), middle, name[:2])
        for week, days in enumerate(weeks_of(self.day)):
            for n, day in enumerate(days):
                self._paint_day(painter, self._cell(week, n), day)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        inner = cell.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self._chosen:
            painter.setBrush(hue("accent-soft"))
            painter.drawRoundedRect(inner, RADIUS_CONTROL, RADIUS_CONTROL)
        if day == self.day and self.hasFocus() and self._by_key:
            painter.setPen(QPen(hue("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, RADIUS_CONTROL, RADIUS_CONTROL)
        in_month = day.month == self.day.month
        role: Role = "ink" if in_month else "faint"
        if day == self._today:
            role = "accent"
        painter.setFont(font_for("label" if day == self._today else "caption", tabular=True))
        painter.setPen(hue(role))
        above = inner.adjusted(0, 0, 0, -px(_DOT))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if in_month and self._counts.get(day):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue("accent"))
            radius = px(_DOT) / 2
            foot = QPointF(inner.center().x(), inner.bottom() - radius - 2)
            painter.drawEllipse(foot, radius, radius)
