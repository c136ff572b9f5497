"""Another pair in the same profile: the form of first run, with a way back.

Purpose: somebody may be in several pairs. States: empty, with problems. Keys: Ctrl+Enter begins.
Signals: `begin_requested(WelcomeAnswers)`, `back_requested`. Tokens: none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.pair_form.form import PairForm
from rm_desktop.ui.settings.own_width import at_most, line
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.announce import announce
from rm_desktop.ui.theme.tokens import L
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page

_WIDEST = 860


class AddPair(QWidget):
    """What is typed stays while one looks elsewhere; `clear` begins anew."""

    begin_requested = Signal(object)
    back_requested = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = PageHeader(
            tr("Add another pair"),
            tr("Each pair keeps to itself; nothing of one shows in another."),
        )
        self.header.set_back(tr("Settings"))
        self.form = PairForm(now)
        self.begin = Button(tr("Begin"), "primary", hint="Ctrl Enter")
        column = lay_out_page(self)
        column.addWidget(in_line(self.header))
        scroll = ScrollColumn(spacing=L, gutter=BAR)
        column.addWidget(scroll, 1)
        scroll.body.addLayout(at_most(self.form, px(_WIDEST)))
        scroll.body.addWidget(line(self.begin))
        scroll.body.addStretch(1)
        self.header.back_requested.connect(self.back_requested)
        self.form.submitted.connect(self._on_begin)
        self.begin.clicked.connect(self._on_begin)

    def start(self, name: str) -> None:
        """Offer one's own name where none was typed, and wait for the partner's."""
        self.form.offer_name(name)
        self.form.partner.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_begin(self) -> None:
        judged = self.form.read()
        if judged.answers is not None:
            self.begin_requested.emit(judged.answers)
        else:
            announce(self, " ".join(judged.problems.values()))
