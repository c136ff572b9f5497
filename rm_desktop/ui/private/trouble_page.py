"""A page of trouble with private pages.

Purpose: what happened, that nothing was changed, what to do next. States: one per `Trouble`.
Keys: those of its buttons. Signals: `help_requested(Help)`. Tokens: warn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.private.pages import LockPage
from rm_desktop.ui.private.trouble import Help, Trouble, help_words
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label


class TroublePage(LockPage):
    """One page for every trouble."""

    help_requested = Signal(object)

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.icon, trouble.title, trouble.sentence, "warn")
        self.setObjectName("private-trouble")
        if trouble.next_step:
            self.body.addWidget(Label(trouble.next_step, "body", "ink-2", wrap=True))
        calm = tr("Nothing was changed, and what you two share is not touched by this.")
        self.body.addWidget(Label(calm, "caption", "ink-2", wrap=True))
        self.body.addSpacing(S)
        buttons = FlowRow(gap=M, line_gap=S)
        for place, each in enumerate(trouble.helps):
            button = Button(help_words(each), "secondary" if place else "primary")
            button.setObjectName(f"private-{each}")
            button.clicked.connect(partial(self._on_clicked, each))
            buttons.add(button)
        self.body.addWidget(buttons)
        self._status = Label("", "body", "ink-2", wrap=True)
        self.body.addWidget(self._status)
        self._status.hide()

    def show_trying(self, words: str) -> None:
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_report(self, sentences: Sequence[str]) -> None:
        """Say what was saved and what is missing, by name."""
        self._status.show_text("\n".join(map(harmless, sentences)))
        self._status.show()

    def _on_clicked(self, wanted: Help, _checked: bool = False) -> None:
        self.help_requested.emit(wanted)
