"""The session that comes next, on top of the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.sessions.rows import NextWords
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class NextCard(Card):
    """When, about what, and the ways in.

    Signals: `open_requested`, `start_requested`, `move_requested`, `skip_requested`,
    `delete_requested`.
    """

    open_requested = Signal()
    start_requested = Signal()
    move_requested = Signal()
    skip_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=24, parent=parent)
        self.setObjectName("next-session")
        self._eyebrow = Label("", "label", "ink-2", wrap=True)
        self._headline = Label("", "subtitle", wrap=True)
        self._when = Label("", "body", "ink-2", wrap=True)
        self._sum = Label("", "caption", "ink-3", wrap=True)
        self._open = Button(tr("Open agenda"), "primary")
        self._start = Button(tr("Start now"))
        self._move = Button("", "quiet")
        self._skip = Button(tr("Skip"), "quiet")
        self._delete = Button(tr("Delete"), "quiet")
        row = FlowRow(gap=M, line_gap=S)
        for button, name, signal in (
            (self._open, "open-agenda", self.open_requested),
            (self._start, "start-session", self.start_requested),
            (self._move, "move-session", self.move_requested),
            (self._skip, "skip-session", self.skip_requested),
            (self._delete, "delete-session", self.delete_requested),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
            row.add(button)
        for widget in (self._eyebrow, self._headline, self._when, self._sum):
            self.body.addWidget(widget)
        self.body.addSpacing(S)
        self.body.addWidget(row)

    @property
    def words(self) -> tuple[str, ...]:
        """What the card says, as it is read."""
        labels = (self._eyebrow, self._headline, self._when, self._sum)
        return tuple(label.text() for label in labels if not label.isHidden())

    def show_session(self, session: NextWords, *, stored: bool) -> None:
        """Show a session; one that nobody wrote into yet cannot be skipped or deleted."""
        self._eyebrow.show_text(session.eyebrow)
        self._headline.show_text(session.headline)
        self._headline.setVisible(bool(session.headline))
        self._when.show_text(session.when)
        self._sum.show_text(session.sum)
        self._sum.set_tone("warn" if session.over else "ink-3")
        self._open.set_tone("secondary" if session.running else "primary")
        self._start.set_tone("primary" if session.running else "secondary")
        self._start.set_text(tr("To the room") if session.running else tr("Start now"))
        self._move.set_text(tr("Move…") if session.dated else tr("Set a date…"))
        self._move.setVisible(not session.running)
        self._skip.setVisible(stored and not session.running)
        self._delete.setVisible(stored and not session.running)
