"""What first run looks like: a greeting, the form, two buttons.

Purpose: begins, or shows around. States: form, another step in its place, busy, a problem.
Keys: Ctrl+Enter begins. Signals: `begin_requested(WelcomeAnswers)`, `sample_requested`,
    `invitation_requested`.
Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.pair_form.form import PairForm
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import XL, XS, XXXL, L, M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.scroll_column import ScrollColumn

_WIDEST = 860


class WelcomeView(QWidget):
    """One column in the middle of the window; scrolls where the window is small."""

    begin_requested = Signal(object)
    sample_requested = Signal()
    invitation_requested = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = PairForm(now)
        self.begin = Button(tr("Begin"), "primary", hint="Ctrl Enter")
        self.sample = Button(tr("Look around with a sample pair"))
        self.invitation = Button(tr("I have an invitation"), icon="link")
        self.invitation.setObjectName("welcome-invitation")
        words = tr("Who are you two? The names are enough to begin; the rest can wait.")
        self._question = Label(words, "body", "ink-2", wrap=True)
        self._where = Label(_who_reads(joins=False), "caption", "ink-3", wrap=True)
        self._status = Label("", "body", "ink-2", wrap=True)
        self._status.hide()
        self._step: QWidget | None = None
        self._lay_out()
        self.form.submitted.connect(self._on_begin)
        self.begin.clicked.connect(self._on_begin)
        self.sample.clicked.connect(self.sample_requested)
        self.invitation.clicked.connect(self.invitation_requested)

    def show_step(self, step: QWidget | None, *, joins: bool = False) -> None:
        """Show another step in place of the form; None brings the form back as it was left.

        `joins` where it leads to a pair that another laptop has already.
        """
        self._where.show_text(_who_reads(joins=joins))
        if self._step is not None and self._step is not step:
            self._step.hide()
        if step is not None and self._step is not step:
            self._column.insertWidget(1, step)
        self._step = step
        if step is not None:
            step.show()
        for asked in (self._question, self._form_and_buttons):
            asked.setVisible(step is None)
        self.show_free()

    def show_busy(self, words: str) -> None:
        """Say what is being done and take no further answers meanwhile."""
        for widget in self._parts():
            widget.setEnabled(False)
        self._show_status(words, problem=False)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; everything typed is still there."""
        self.show_free()
        self._show_status(sentence, problem=True)

    def _show_status(self, words: str, *, problem: bool) -> None:
        self._status.set_tone("danger" if problem else "ink-2")
        self._status.show_text(words)
        self._status.show()
        announce(self, words)

    def show_free(self) -> None:
        """Take answers again and say nothing about what was done."""
        for widget in self._parts():
            widget.setEnabled(True)
        self._status.hide()

    def _parts(self) -> tuple[QWidget, ...]:
        return (self._form_and_buttons, *([self._step] if self._step else []))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(margin=0)
        outer.addWidget(scroll)
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        middle.addStretch(1)
        page = QWidget()
        page.setMaximumWidth(px(_WIDEST))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle.addWidget(page, 20)
        middle.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(2)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XL)
        self._column.addWidget(_greeting(self._question, self._where))
        self._form_and_buttons = QWidget()
        below = QVBoxLayout(self._form_and_buttons)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(L)
        below.addWidget(self.form)
        buttons = FlowRow(gap=M, line_gap=S)
        buttons.add(self.begin)
        buttons.add(self.sample)
        buttons.add(self.invitation)
        below.addWidget(buttons)
        below.addWidget(Label(_about_the_sample(), "caption", "ink-3", wrap=True))
        self._column.addWidget(self._form_and_buttons)
        self._column.addWidget(self._status)

    @Slot()
    def _on_begin(self) -> None:
        judged = self.form.read()
        if judged.answers is not None:
            self._status.hide()
            self.begin_requested.emit(judged.answers)
        else:
            announce(self, " ".join(judged.problems.values()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        self.form.you.name.setFocus(Qt.FocusReason.OtherFocusReason)


def _greeting(question: QWidget, where: QWidget) -> QWidget:
    greeting = QWidget()
    column = QVBoxLayout(greeting)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(XS)
    column.addWidget(Label(tr("An hour for the two of you"), "title"))
    column.addWidget(question)
    column.addSpacing(XS)
    private = QHBoxLayout()
    private.setSpacing(S)
    private.addWidget(IconLabel("lock", "ink-3"), 0, Qt.AlignmentFlag.AlignTop)
    private.addWidget(where, 1)
    column.addLayout(private)
    return greeting


def _who_reads(*, joins: bool) -> str:
    if joins:
        return tr(
            "For the two of you only: encrypted on each laptop, and sealed on the way between them."
        )
    return tr("For the two of you only: encrypted on this laptop, no account, no network.")


def _about_the_sample() -> str:
    return tr(
        "Maya and Henrik have held five sessions. Their profile is thrown away when you close the "
        "app; yours is not touched."
    )
