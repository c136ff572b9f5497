"""The ring with everything that steers it: minutes, back, extend, next.

Purpose: the hour. States: not started, running, paused, overtime, closed.
Keys: none of its own; the room has them. Signals: `adjusted(int)` and `extended(int)` in minutes,
    `next_requested`, `back_requested`, `extend_asked` before its menu opens.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.room.faces import Controls, Face
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XXL, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.timer_ring import TimerRing

_CENTRE = Qt.AlignmentFlag.AlignHCenter
#: The ring's diameter in pixels at 100 %: above the controls, and beside them.
_RING, _RING_BESIDE = 148, 132


class TimerCard(Card):
    """`show_face`, `show_pace` and `show_controls` each second; nothing is rebuilt."""

    adjusted = Signal(int)
    extended = Signal(int)
    extend_asked = Signal()
    next_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        self.setAccessibleName(tr("Timer"))
        self.ring = TimerRing()
        self._pace = Label("", "caption", "ink-3")
        self._pace.setObjectName("timer-pace")
        self._paused = _PausedBand()
        self._steps = QHBoxLayout()
        self._steps.setSpacing(S)
        self._minute_buttons = [self._minute_button(n) for n in (-5, -1, 1, 5)]
        row = QHBoxLayout()
        row.setSpacing(S)
        self._back = IconButton("back", tr("Back to the topic before"), hint="B")
        self._back.clicked.connect(self.back_requested)
        self._extend = Button(tr("Extend…"), "quiet")
        self._extend.clicked.connect(self.extend_asked)
        self._next = Button(tr("Next"), "secondary", hint="N")
        self._next.clicked.connect(self.next_requested)
        for widget, name in (
            (self._back, "timer-back"),
            (self._next, "timer-next"),
            (self._extend, "timer-extend"),
        ):
            widget.setObjectName(name)
            row.addWidget(widget)
        row.setStretchFactor(self._next, 1)
        column = QVBoxLayout()
        column.setSpacing(M)
        column.addStretch()
        column.addWidget(self._pace)
        column.addWidget(self._paused)
        column.addLayout(row)
        column.addLayout(self._steps)
        column.addStretch()
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.addWidget(self.ring, 0, _CENTRE)
        self._halves.addLayout(column)
        self._halves.addStretch()
        self.body.addLayout(self._halves)
        self._beside: bool | None = None
        self.show_beside(beside=False)

    def show_beside(self, *, beside: bool) -> None:
        """Put the controls beside a smaller ring, where height is dearer than width."""
        if beside == self._beside:
            return
        self._beside = beside
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(across if beside else down)
        self._halves.setSpacing(XXL if beside else M)
        self._halves.setStretch(2, 1 if beside else 0)
        self._pace.setAlignment(Qt.AlignmentFlag.AlignLeft if beside else _CENTRE)
        self.ring.set_diameter(_RING_BESIDE if beside else _RING)

    def show_face(self, face: Face) -> None:
        """Show the time."""
        self.ring.show_time(
            face.fraction, face.big, face.small, face.tone, face.word, topic=face.topic
        )

    def show_pace(self, words: str, *, behind: bool) -> None:
        """Say whether the session is ahead or behind, and how long it still is."""
        if words != self._pace.text():
            self._pace.show_text(words)
            self._pace.set_tone("warn" if behind else "ink-3")

    def show_controls(self, controls: Controls) -> None:
        """Offer what can be done now."""
        self._paused.setVisible(controls.press == "resume")
        for button in (*self._minute_buttons, self._extend, self._next):
            button.setEnabled(controls.can_steer)
        self._back.setEnabled(controls.can_go_back)
        words = tr("To the close") if controls.last else tr("Next")
        if words != self._next.accessibleName():
            self._next.set_text(words)

    def open_extend_menu(self, choices: Sequence[tuple[int, str]]) -> QMenu:
        """Offer more minutes, each with what it does to the end."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for minutes, words in choices:
            action = QAction(words, menu)
            action.setData(minutes)
            menu.addAction(action)
        menu.triggered.connect(self._on_extension_triggered)
        menu.popup(self._extend.mapToGlobal(self._extend.rect().bottomLeft()))
        return menu

    def _minute_button(self, minutes: int) -> Button:
        sign = "+" if minutes > 0 else "−"
        button = Button(f"{sign}{abs(minutes)}", "secondary")
        words = tr("{n} minutes more") if minutes > 0 else tr("{n} minutes less")
        if abs(minutes) == 1:
            words = tr("One minute more") if minutes > 0 else tr("One minute less")
        button.setAccessibleName(words.format(n=abs(minutes)))
        button.setToolTip(button.accessibleName())
        button.setObjectName(f"timer-{'plus' if minutes > 0 else 'minus'}-{abs(minutes)}")
        button.clicked.connect(lambda: self.adjusted.emit(minutes))
        button.setProperty("narrow", True)
        self._steps.addWidget(button, 1)
        return button

    def _on_extension_triggered(self, action: QAction) -> None:
        self.extended.emit(action.data())


class _PausedBand(Ground):
    """The pause, said so that nobody takes a standing clock for a running one."""

    def __init__(self) -> None:
        super().__init__("warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(M), px(S), px(M), px(S))
        row.addWidget(Label(tr("Paused. The clock stands still."), "label", "warn", wrap=True), 1)
        self.hide()
