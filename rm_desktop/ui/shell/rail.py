"""The rail on the left: the pair and its progress, the screens, what is saved, settings.

It stands on the first frame: what has an icon as QIcon (3 ms) is made when a pair is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Where
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS, M, S
from rm_desktop.ui.widgets.avatar import AvatarPair
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import plain_tip
from rm_desktop.ui.widgets.nav_button import NavButton

if TYPE_CHECKING:
    from rm_desktop.ui.theme import Role
    from rm_desktop.ui.widgets.icon_button import IconButton
    from rm_desktop.ui.widgets.status_line import StatusLine

WIDE, NARROW = 208, 78


def entries() -> tuple[tuple[Where, str, str], ...]:
    """Return the rail's screens: where, icon, words; their order gives the keys from Ctrl+1."""
    return (
        (Where.TODAY, "home", tr("Today")),
        (Where.SESSIONS, "calendar", tr("Sessions")),
        (Where.PROMPTS, "speech", tr("Prompts")),
        (Where.JOURNAL, "book", tr("Journal")),
        (Where.TOGETHER, "rings", tr("Together")),
    )


class Rail(Ground):
    """The way around the app; collapses to icons in a narrow window.

    Signals: `place_requested(Where)`, `switch_requested` (another pair), `hand_over_requested`,
    `foot_requested(key)` for a line at its foot, `sharing_requested` for the one about sharing.
    """

    place_requested = Signal(object)
    switch_requested = Signal()
    hand_over_requested = Signal()
    foot_requested = Signal(str)
    sharing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self.setObjectName("rail")
        self.setAccessibleName(tr("Main menu"))
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M + S, M - 1, M)
        column.setSpacing(XS)
        column.addWidget(self._head())
        column.addSpacing(M)
        self._buttons: dict[Where, NavButton] = {}
        for number, (where, icon_name, words) in enumerate(entries(), start=1):
            column.addWidget(self._entry(where, icon_name, words, f"Ctrl {number}"))
        column.addStretch(1)
        self._status = ElidedLabel("", "caption", "ink-2")
        self._status.setObjectName("rail-status")
        column.addWidget(self._status)
        column.addWidget(self._entry(Where.SETTINGS, "gear", tr("Settings"), ""))
        self._column = column
        self._switch: IconButton | None = None
        self._hand_over: NavButton | None = None
        self._foot: dict[str, NavButton] = {}
        self._sharing: StatusLine | None = None
        self._partner, self._several = "", False
        self._collapsed = False
        self.set_collapsed(False)

    def show_pair(self, mine: str, theirs: str, title: str, progress: str) -> None:
        """Show whose pair this is and how far it has come."""
        self._avatars.show_pair(mine, theirs)
        self._title.show_text(title)
        self._progress.show_text(progress)

    def show_switch(self, several: bool) -> None:
        """Offer to switch where there is more than one pair."""
        self._several = several
        if several and self._switch is None:
            self._switch = self._make_switch()
        if self._switch is not None:
            self._switch.setVisible(several and not self._collapsed)

    def show_hand_over(self, words: str) -> None:
        """Offer to hand the laptop over; empty words take the offer away."""
        self._partner = words
        if words and self._hand_over is None:
            self._hand_over = self._make_hand_over()
        if self._hand_over is None:
            return
        self._hand_over.setVisible(bool(words))
        self._hand_over.set_name(words)

    def show_foot(self, key: str, icon: str, words: str, hint: str = "") -> None:
        """Show a quiet line above what is saved; empty words take it away."""
        line = self._foot.get(key)
        if line is None:
            if not words:
                return
            line = self._foot[key] = NavButton(icon, words, hint=hint)
            line.setObjectName(f"rail-foot-{key}")
            line.setCheckable(False)
            line.set_collapsed(self._collapsed)
            line.clicked.connect(lambda: self.foot_requested.emit(key))
            self._column.insertWidget(self._column.indexOf(self._sharing or self._status), line)
        line.setVisible(bool(words))
        if words:
            line.set_name(words)

    def explain_foot(self, key: str, sentence: str) -> None:
        """Say more about a line to who points at it or listens."""
        if key in self._foot:
            plain_tip(self._foot[key], sentence)
            self._foot[key].setAccessibleDescription(sentence)

    def show_sharing(self, icon: str, role: Role, words: str, more: str = "") -> None:
        """Say how sharing stands; without words there is no such line."""
        if self._sharing is None:
            if not words:
                return
            self._sharing = self._make_sharing()
        self._sharing.setVisible(bool(words))
        if words:
            self._sharing.show_line(icon, role, words, more)

    def show_status(self, words: str, tone: str = "ink-2") -> None:
        """Say whether everything is saved, in words."""
        self._status.show_text(words)
        self._status.setToolTip(words)
        self._status.setVisible(bool(words) and not self._collapsed)

    def show_place(self, where: Where) -> None:
        """Light the entry of a screen."""
        for each, button in self._buttons.items():
            button.setChecked(each == where)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show icons only."""
        self._collapsed = collapsed
        self.setFixedWidth(px(NARROW) if collapsed else px(WIDE))
        for button in self._buttons.values():
            button.set_collapsed(collapsed)
        self._head_row.setContentsMargins(0 if collapsed else S, 0, 0, 0)
        self._names.setVisible(not collapsed)
        self._status.setVisible(bool(self._status.whole_text) and not collapsed)
        self.show_switch(self._several)
        if self._hand_over is not None:
            self._hand_over.set_collapsed(collapsed)
        for line in (*self._foot.values(), self._sharing):
            if line is not None:
                line.set_collapsed(collapsed)

    def _head(self) -> QWidget:
        head = QWidget()
        row = self._head_row = QHBoxLayout(head)
        row.setSpacing(S - 2)
        self._avatars = AvatarPair()
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        self._title = ElidedLabel("", "strong", wraps=True)
        self._title.setObjectName("rail-pair")
        self._progress = ElidedLabel("", "caption", "ink-2")
        first = self._first_line = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(self._title, 1)
        names.addLayout(first)
        names.addWidget(self._progress)
        self._names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._avatars)
        row.addWidget(self._names, 1)
        return head

    def _make_switch(self) -> IconButton:
        from rm_desktop.ui.widgets.icon_button import IconButton

        switch = IconButton("chevron-down", tr("Switch pair"), small=True)
        switch.setObjectName("rail-switch")
        switch.clicked.connect(self.switch_requested)
        at_top = QVBoxLayout()
        at_top.addWidget(switch)
        at_top.addStretch(1)
        self._first_line.addLayout(at_top)
        return switch

    def _make_sharing(self) -> StatusLine:
        from rm_desktop.ui.widgets.status_line import StatusLine

        line = StatusLine()
        line.set_collapsed(self._collapsed)
        line.setObjectName("rail-sharing")
        line.clicked.connect(self.sharing_requested)
        self._column.insertWidget(self._column.indexOf(self._status), line)
        self._status.setContentsMargins(line.words_left, 0, 0, 0)  # below its words
        return line

    def _make_hand_over(self) -> NavButton:
        hand_over = NavButton("hand-over", "")
        hand_over.set_collapsed(self._collapsed)
        hand_over.setObjectName("rail-hand-over")
        hand_over.clicked.connect(self.hand_over_requested)
        self._column.insertWidget(self._column.count() - 1, hand_over)
        return hand_over

    def _entry(self, where: Where, icon_name: str, words: str, keys: str) -> NavButton:
        button = NavButton(icon_name, words, hint=keys)
        button.setObjectName(f"rail-{where}")
        button.clicked.connect(lambda: self.place_requested.emit(where))
        self._buttons[where] = button
        return button
