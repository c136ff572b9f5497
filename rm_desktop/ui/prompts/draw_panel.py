"""The drawn card, or the sentences that say why there is none.

Purpose: one question without searching. States: a card; no card with reasons.
Keys: those of its buttons. Signals: `add_requested(str)`, `another_requested`, `passed`,
    `rules_requested`. Tokens: those of Label, Chip, Button.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import DetailView
from rm_desktop.ui.prompts.detail_panel import Face, Part
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class DrawPanel(QWidget):
    """A page of the side panel for drawing."""

    add_requested = Signal(str)
    another_requested = Signal()
    passed = Signal()
    rules_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        self._within = Label("", "caption", "ink-3", wrap=True)
        self.face = Face()
        self._follow_up = Part(tr("If it goes quiet"))
        self._reasons = Label("", "body", "ink-2", wrap=True)
        self._reasons.setObjectName("draw-reasons")
        for widget in (self._within, self.face, self._follow_up, self._reasons):
            column.addWidget(widget)
        self.add = Button(tr("Add to agenda"), "primary")
        self.add.setObjectName("draw-add")
        self.another = Button(tr("Another"))
        self.another.setObjectName("draw-another")
        self.pass_on = Button(tr("Pass"))
        self.pass_on.setObjectName("draw-pass")
        self._buttons = FlowRow()
        for button in (self.add, self.another, self.pass_on):
            self._buttons.add(button)
        column.addWidget(self._buttons)
        hint = tr("Pass needs no reason and is not counted. The card stays away until you restart.")
        self._hint = Label(hint, "caption", "ink-3", wrap=True)
        column.addWidget(self._hint)
        rules = Button(tr("Depth and limits"), "quiet")
        rules.setObjectName("draw-rules")
        last = FlowRow()
        last.add(rules)
        column.addWidget(last)
        self.add.clicked.connect(lambda: self.add_requested.emit(self._id))
        self.another.clicked.connect(self.another_requested)
        self.pass_on.clicked.connect(self.passed)
        rules.clicked.connect(self.rules_requested)

    @property
    def reasons(self) -> str:
        """What is said where no card can be drawn."""
        return self._reasons.text() if self._reasons.isVisibleTo(self) else ""

    def show_card(self, view: DetailView, within: str) -> None:
        """Show a card, and from which part of the library it was drawn."""
        self._id = view.card.id
        self.face.show_face(view)
        self._follow_up.show_part(view.follow_up)
        self._show_parts(card=True, within=within)
        if self.add.hasFocus() and not view.card.addable:
            self.another.setFocus()
        self.add.setVisible(view.card.addable)

    def show_none(self, reasons: tuple[str, ...], within: str) -> None:
        """Say why there is no card."""
        self._id = ""
        self._reasons.show_text("\n".join((tr("There is no card to draw now."), *reasons)))
        self._follow_up.show_part("")
        self._show_parts(card=False, within=within)

    def _show_parts(self, *, card: bool, within: str) -> None:
        self._within.show_text(within)
        for widget in (self.face, self._buttons, self._hint):
            widget.setVisible(card)
        self._reasons.setVisible(not card)
