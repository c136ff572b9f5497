"""What the partner will see of a draft, before it is put on the agenda: these words and no others.

Signals: `confirmed(bool)`, whether the text goes with the title; `back_requested`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import L, M, S
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label


class DraftPreview(QWidget):
    """`show_preview(title, text, partner, where)`."""

    confirmed = Signal(bool)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label("", "strong", wrap=True)
        self._audience = Audience()
        self._title = Label("", "medium", wrap=True)
        self._title.setObjectName("preview-title")
        self._text = Label("", "body", wrap=True)
        self._text.setObjectName("preview-text")
        self._with_text = CheckBox(tr("Share the text too, as the topic’s notes"))
        self._with_text.setObjectName("preview-with-text")
        self._with_text.toggled.connect(self._show_text)
        self._rest = Label(
            tr("Links, and whatever you leave out, stay with you."), "caption", "ink-2", wrap=True
        )
        self._add = Button("", "primary")
        self._add.setObjectName("preview-add")
        self._add.clicked.connect(self._on_add_clicked)
        back = Button(tr("Not yet"), "quiet")
        back.setObjectName("preview-back")
        back.clicked.connect(self.back_requested)
        shared = Ground("soft")
        inside = QVBoxLayout(shared)
        inside.setContentsMargins(L, M, L, M)
        inside.setSpacing(S)
        for widget in (self._audience, self._title, self._text):
            inside.addWidget(widget)
        buttons = FlowRow(gap=S, line_gap=S)
        buttons.add(self._add)
        buttons.add(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for part in (self._heading, shared, self._with_text, self._rest, buttons):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(self._add)

    def show_preview(self, title: str, text: str, partner: str, where: str) -> None:
        """Show the words; the text stays out until it is asked for."""
        self._heading.show_text(tr("This is what {name} will see", name=partner))
        self._audience.show_audience(partner)
        self._title.show_text(harmless(title))
        self._text.show_text(harmless(text.strip()))
        self._with_text.setChecked(False)
        self._with_text.setVisible(bool(text.strip()))
        self._add.set_text(where)
        self._show_text()

    @Slot()
    def _show_text(self) -> None:
        self._text.setVisible(self._with_text.isChecked() and bool(self._text.text()))

    @Slot()
    def _on_add_clicked(self) -> None:
        self.confirmed.emit(self._with_text.isChecked())
