"""The top of the room: the way out, which session this is, and what Space does.

Signals: `leave_requested`, `press_requested` (start, pause or resume), `close_requested`,
`mini_requested`, `hand_over_requested` (also to give it back), `full_screen_requested`,
`sharing_chosen(bool)`: others see the screen now, or no longer.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.room.faces import Press
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.keyboard_chip import KeyboardChip

#: Below this width (at 100 %) who is at the keyboard stands in a line of its own; where nobody
#: is but the owner, who else is here does so only below the second.
_ONE_LINE, _ROOM_FOR_COMPANY = 1040, 900
#: So much more is needed for the words about being offline.
_ROOM_FOR_OFFLINE = 200
#: Below this width so do the small tools.
_ROOM_FOR_TOOLS = 560


class RoomHeader(QWidget):
    """`show_session(title, subtitle)`, `show_press("pause")`."""

    leave_requested = Signal()
    press_requested = Signal()
    close_requested = Signal()
    mini_requested = Signal()
    hand_over_requested = Signal()
    full_screen_requested = Signal()
    sharing_chosen = Signal(bool)
    _is_offline = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        leave = Button(tr("Leave"), "quiet", icon="chevron-left")
        leave.setAccessibleName(tr("Leave the room; the timer goes on"))
        self._title = ElidedLabel("", "title")
        self._subtitle = ElidedLabel("", "body", "ink-2")
        self._press = Button("", "secondary", hint=tr("Space"))
        self._close = Button(tr("Close session"), "primary")
        hand_over = IconButton("hand-over", tr("Hand over the keyboard"))
        mini = IconButton("mini-window", tr("Mini timer on top of other windows"), hint="M")
        full = IconButton("fullscreen", tr("Full screen"), hint="F11")
        sharing = self._sharing = IconButton("eye-off", tr("Sharing my screen"), checkable=True)
        sharing.setObjectName("room-sharing")
        sharing.clicked.connect(self.sharing_chosen)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(S)
        row = self._row = QHBoxLayout()
        self._lines.addLayout(row)
        self._company = Chip("", "them", dot=True)
        self._company.setObjectName("room-company")
        self._keyboard = KeyboardChip()
        self._people = QWidget()
        people = QHBoxLayout(self._people)
        people.setContentsMargins(0, 0, 0, 0)
        people.setSpacing(M)
        people.addWidget(self._company)
        people.addWidget(self._keyboard)
        for chip in (self._company, self._people):
            chip.hide()
        self._keyboard.give_back_requested.connect(self.hand_over_requested)
        self._hand_over = hand_over
        row.setSpacing(M)
        row.addWidget(leave)
        row.addLayout(words, 1)
        row.addWidget(self._people)
        row.addSpacing(L)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(S // 2)
        row.addWidget(self._tools)
        tools.addWidget(sharing)
        for widget, name, signal, place in (
            (leave, "room-leave", self.leave_requested, None),
            (hand_over, "room-hand-over", self.hand_over_requested, tools),
            (mini, "room-mini", self.mini_requested, tools),
            (full, "room-full-screen", self.full_screen_requested, tools),
            (self._press, "room-press", self.press_requested, row),
            (self._close, "room-close", self.close_requested, row),
        ):
            widget.setObjectName(name)
            widget.clicked.connect(signal)
            if place is not None:
                place.addWidget(widget)
        self._shown: Press | None = None

    def show_session(self, title: str, subtitle: str) -> None:
        """Name the session."""
        self._title.show_text(title)
        self._subtitle.show_text(subtitle)

    def show_keyboard(self, partner: str) -> None:
        """Name the partner while the laptop is with them; nobody means the owner writes."""
        self._keyboard.show_person(partner)
        self._make_room_for_people()
        self._hand_over.setVisible(not partner)
        self._sharing.setVisible(not partner)

    def show_company(self, words: str, *, is_offline: bool = False) -> None:
        """Say where the partner is, or that nothing goes there; nothing while they are not here."""
        if words == self._company.text():
            return
        self._is_offline = is_offline
        self._company.show_chip(words, "neutral" if is_offline else "them")
        self._company.setAccessibleName(words)
        self._company.setVisible(bool(words))
        self._make_room_for_people()
        announce(self._company, words)

    def _make_room_for_people(self) -> None:
        chips = (self._company, self._keyboard)
        self._people.setVisible(not all(chip.isHidden() for chip in chips))
        self._arrange()

    def show_sharing(self, *, on: bool) -> None:
        """Show whether others see the screen: then nothing private is on it."""
        self._sharing.setChecked(on)
        self._sharing.setAccessibleDescription(
            tr("On: only what both may read is on screen") if on else tr("Off")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = _ROOM_FOR_COMPANY if self._keyboard.isHidden() else _ONE_LINE
        if self._is_offline:
            least += _ROOM_FOR_OFFLINE
        narrow = self.width() < px(least)
        if narrow and self._lines.indexOf(self._people) < 0:
            self._lines.addWidget(self._people, 0, Qt.AlignmentFlag.AlignRight)
        elif not narrow and self._row.indexOf(self._people) < 0:
            self._row.insertWidget(2, self._people)
        tight = self.width() < px(_ROOM_FOR_TOOLS)
        if tight and self._lines.indexOf(self._tools) < 0:
            self._lines.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignRight)
        elif not tight and self._row.indexOf(self._tools) < 0:
            self._row.insertWidget(self._row.indexOf(self._press), self._tools)

    def show_press(self, press: Press) -> None:
        """Show what Space does; in a pause and before the start it is the one bright button."""
        if press == self._shown:
            return
        self._shown = press
        words, icon = {
            "start": (tr("Start"), "play"),
            "pause": (tr("Pause"), ""),
            "resume": (tr("Resume"), "play"),
            "": ("", ""),
        }[press]
        self._press.setVisible(bool(press))
        self._press.set_text(words)
        waiting = press in {"start", "resume"}
        self._press.set_tone("primary" if waiting else "secondary")
        self._press.set_icon(icon)
        self._close.setVisible(press in {"pause", "resume"})
        self._close.set_tone("secondary" if waiting else "primary")
