"""One signed text of the agreement, and what has changed against another one.

Purpose: what was promised stays readable word for word. States: alone, or compared.
Keys: those of its menu; Escape goes back. Signals: `back_requested`, `against_chosen(str)`.
Tokens: good and danger, each with a word; those of Card and Label.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XL, XS
from rm_desktop.ui.together.compare import ChangedField
from rm_desktop.ui.together.versions import ALONE, VersionText
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page


class VersionPage(QWidget):
    """`show_version(view)`."""

    back_requested = Signal()
    against_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = lay_out_page(self)
        self.header = PageHeader()
        self.header.set_back(tr("Working agreement"))
        self.header.back_requested.connect(self.back_requested)
        self.against = MenuButton(tr("Compare with"))
        self.against.chosen.connect(self.against_chosen)
        page.addWidget(in_line(self.header))
        choice = QHBoxLayout()
        choice.setContentsMargins(XS, 0, 0, 0)
        choice.addWidget(self.against)
        choice.addStretch(1)
        page.addLayout(choice)
        column = ScrollColumn(gutter=BAR)
        page.addWidget(column, 1)
        self._card = Card()
        self._card.body.setSpacing(XL)
        column.body.addWidget(self._card)
        column.body.addStretch(1)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line on the page, in reading order."""
        return tuple(label.text() for label in self._card.findChildren(Label) if label.text())

    def show_version(self, view: VersionText) -> None:
        """Show a text; lines that differ say so in words."""
        self.header.show_words(view.title, view.signatures)
        self.against.show_choices(view.choices, view.choice)
        while (item := self._card.body.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        shown = [each for each in view.fields if view.choice == ALONE or each.changed]
        for field in shown:
            self._card.body.addWidget(_Block(field))
        if not shown:
            same = Label(tr("The two texts are the same."), "body", "ink-2", wrap=True)
            self._card.body.addWidget(same)


class _Block(QWidget):
    def __init__(self, field: ChangedField) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(Label(field.title, "strong", wrap=True))
        for line in field.lines:
            text = harmless(line.text)
            if line.put_in is None:
                label = Label(text, "body", wrap=True)
            elif line.put_in:
                label = Label(tr("New: {line}", line=text), "body", "good", wrap=True)
            else:
                label = Label(tr("Taken out: {line}", line=text), "body", "danger", wrap=True)
            column.addWidget(label)
