"""The session templates with their purposes, each in its lengths; the one that suits comes first.

Purpose: opens below the header. States: none. Keys: Tab through the lengths, Enter takes one,
    Escape closes. Signals: `template_chosen(id, minutes)`, `closed`. Tokens: those of its parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.templates import SessionTemplate
from rm_desktop.domain.words import tr
from rm_desktop.ui.prepare.preparation import Suggestion
from rm_desktop.ui.theme.tokens import XS, L, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label


class TemplatePanel(Card):
    """`show_templates(templates, suggestion)` opens it; hidden until then."""

    template_chosen = Signal(str, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Begin with a template"), parent=parent)
        self.setObjectName("template-panel")
        close = IconButton("close", tr("Close"), hint="Esc", small=True)
        close.clicked.connect(self.closed)
        self.add_action(close)
        hint = tr("Your own topics stay; they take their minutes from the middle of the template.")
        self.body.addWidget(Label(hint, "caption", "ink-3", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(S)
        self.body.addLayout(self._rows)
        self.hide()

    def show_templates(self, templates: Sequence[SessionTemplate], suggestion: Suggestion) -> None:
        """Open with these templates, the suggested one first and its length in focus."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        ordered = sorted(templates, key=lambda each: each.id != suggestion.id)
        first: Button | None = None
        for n, template in enumerate(ordered):
            if n:
                self._rows.addWidget(Divider())
            row, buttons = self._row(template, suggested=template.id == suggestion.id)
            self._rows.addWidget(row)
            if first is None:
                near = min(template.lengths, key=lambda each: abs(each - suggestion.minutes))
                first = buttons[template.lengths.index(near)]
                first.set_tone("primary")
        self.show()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, template: SessionTemplate, *, suggested: bool) -> tuple[QWidget, list[Button]]:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, XS, 0, XS)
        across.setSpacing(L)
        words = QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(Label(template.title, "medium", wrap=True))
        if suggested:
            head.addWidget(Chip(tr("suggested"), "accent"))
        head.addStretch(1)
        words.addLayout(head)
        words.addWidget(Label(template.purpose, "caption", "ink-2", wrap=True))
        across.addLayout(words, 1)
        buttons = []
        for minutes in template.lengths:
            button = Button(tr("{n} min", n=minutes))
            button.setObjectName(f"template-{template.id}-{minutes}")
            button.setAccessibleName(tr("{title}, {n} minutes", title=template.title, n=minutes))
            button.setProperty("template", template.id)
            button.setProperty("minutes", minutes)
            button.clicked.connect(self._on_length_clicked)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            buttons.append(button)
        return row, buttons

    def _on_length_clicked(self) -> None:
        sender = self.sender()
        self.template_chosen.emit(str(sender.property("template")), sender.property("minutes"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
