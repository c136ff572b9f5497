"""Step 2, one takeaway each: everybody writes under their own name, the laptop goes between.

Signals: `takeaway_edited(member, text)` a moment after the last key or when it is left,
`hand_over_requested`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import FIELD_LIMIT, harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.close.landing import TakeawayLine
from rm_desktop.ui.close.step_card import StepCard
from rm_desktop.ui.theme.tokens import XS, L, M, S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.voice_bar import VoiceBar

#: What is typed is handed on when it rests this long, in milliseconds.
REST_MS = 600


class TakeawaysCard(StepCard):
    """`show_takeaways(lines, partner)`; a text with the focus is not touched."""

    takeaway_edited = Signal(str, str)
    hand_over_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(2, tr("One takeaway each"), parent)
        self.setObjectName("takeaways")
        self._audience = Audience()
        self.step.addWidget(self._audience)
        self._boxes: dict[str, TakeawayBox] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(L)
        self.step.addLayout(self._list)

    def show_takeaways(self, lines: Sequence[TakeawayLine], partner: str) -> None:
        """Show both; `partner` is who can read them besides whoever is at the keyboard."""
        self._audience.show_audience(partner)
        for line in lines:
            box = self._boxes.get(line.member)
            if box is None:
                box = self._boxes[line.member] = TakeawayBox(line.member)
                box.edited.connect(self.takeaway_edited)
                box.hand_over_requested.connect(self.hand_over_requested)
                self._list.addWidget(box)
            box.show_takeaway(line)

    def write(self, member: str) -> None:
        """Put the focus into a member's takeaway, if it is theirs to write."""
        box = self._boxes.get(member)
        if box is not None:
            box.write()

    def flush(self) -> None:
        """Hand on what is half typed."""
        for box in self._boxes.values():
            box.flush()


class TakeawayBox(QWidget):
    """One member's takeaway: a place to write, or the words and a way to hand over."""

    edited = Signal(str, str)
    hand_over_requested = Signal()

    def __init__(self, member: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member = member
        self._unsaved = False
        self._bar = VoiceBar()
        self._title = Label("", "label", "ink-2")
        self._area = TextArea(
            tr("Takeaway"), tr("What will stay with me from today"), max_length=FIELD_LIMIT
        )
        self._area.setObjectName(f"takeaway-{member}")
        self._area.edited.connect(self._on_edited)
        self._words = Label("", "body", wrap=True)
        self._hand_over = Button("", icon="hand-over")
        self._hand_over.setObjectName(f"hand-over-{member}")
        self._hand_over.clicked.connect(self.hand_over_requested)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._bar)
        column = QVBoxLayout()
        column.setSpacing(XS)
        row.addLayout(column, 1)
        column.addWidget(self._title)
        column.addWidget(self._area)
        column.addWidget(self._words)
        column.addSpacing(S - XS)
        self._beside = Label("", "caption", "ink-2")
        self._beside.setObjectName(f"beside-{member}")
        ways = FlowRow(gap=M, line_gap=XS)
        ways.add(self._hand_over)
        ways.add(self._beside)
        column.addWidget(ways)

    def show_takeaway(self, line: TakeawayLine) -> None:
        """Show a takeaway; only the one at the keyboard can write, and only their own."""
        self._bar.show_voice(line.voice, line.title)
        self._title.show_text(line.title)
        self._area.setAccessibleName(line.title)
        self._area.setVisible(line.writable)
        self._words.setVisible(bool(line.text) and not line.writable)
        self._words.show_text(harmless(line.text))
        self._hand_over.set_text(line.hand_over)
        self._hand_over.setVisible(bool(line.hand_over))
        self._beside.show_text(line.beside)
        self._beside.setVisible(bool(line.beside))
        if not (self._unsaved or self._area.hasFocus()):
            self._area.show_text(line.text)

    def write(self) -> None:
        """Begin to write at the end of what is there."""
        if not self._area.isHidden():
            self._area.moveCursor(QTextCursor.MoveOperation.End)
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand on what was typed."""
        self._rest.stop()
        if self._unsaved:
            self._unsaved = False
            self.edited.emit(self._member, self._area.toPlainText().strip())

    def _on_edited(self, _text: str) -> None:
        self._unsaved = True
        self._rest.start()
