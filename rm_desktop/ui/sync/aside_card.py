"""Changes that could not be read safely and are in no document.

Purpose: nothing that came is lost without a word. States: hidden when empty. Keys: those of its
    buttons. Signals: `try_requested(int)`, `delete_requested(int)`. Tokens: line between rows.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.sync.rows import emptied, row_with
from rm_desktop.ui.sync.shown import AsideRow, SharingView
from rm_desktop.ui.theme.tokens import M
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.label import Label

_MOST = 50


class AsideCard(Card):
    """`show_view(view)`."""

    try_requested = Signal(int)
    delete_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Set aside"), margin=20, parent=parent)
        self.setObjectName("set-aside")
        meaning = tr(
            "What stands here is in nothing you see. “Try again” is worth it after an update of "
            "the app. “Delete” takes it away on this laptop only; whoever wrote it can write it "
            "once more."
        )
        self.body.addWidget(Label(meaning, "body", "ink-2", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(M)
        self.body.addLayout(self._rows)
        self._shown: tuple[tuple[AsideRow, ...], str] | None = None

    def show_view(self, view: SharingView) -> None:
        """Show what was set aside."""
        self.setVisible(bool(view.aside))
        if self._shown == (view.aside, view.owner):
            return
        self._shown = view.aside, view.owner
        emptied(self._rows)
        for row in view.aside[:_MOST]:
            self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(row, may_act=not view.owner))
        if len(view.aside) > _MOST:
            more = tr("{n} more are not shown.", n=len(view.aside) - _MOST)
            self._rows.addWidget(Label(more, "caption", "ink-2"))

    def _row(self, row: AsideRow, *, may_act: bool) -> QWidget:
        again, away = Button(tr("Try again")), Button(tr("Delete…"), "quiet")
        for button, name, signal in (
            (again, "aside-try", self.try_requested),
            (away, "aside-delete", self.delete_requested),
        ):
            button.setObjectName(f"{name}-{row.number}")
            button.setAccessibleName(tr("{verb}: {what}", verb=button.text(), what=row.what))
            button.clicked.connect(partial(_emit, signal, row.number))
        return row_with(row.what, row.when, *((again, away) if may_act else ()))


def _emit(signal: SignalInstance, number: int, _checked: bool = False) -> None:
    signal.emit(number)
