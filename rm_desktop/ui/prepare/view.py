"""How the prepare screen is laid out: head, panels that open, two columns or one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.prepare.agenda_card import AgendaCard
from rm_desktop.ui.prepare.around_cards import ObjectivesCard, SinceCard
from rm_desktop.ui.prepare.date_panel import DatePanel
from rm_desktop.ui.prepare.header import PrepareHeader
from rm_desktop.ui.prepare.paste_panel import PastePanel
from rm_desktop.ui.prepare.prompt_card import PromptCard
from rm_desktop.ui.prepare.template_panel import TemplatePanel
from rm_desktop.ui.prepare.topic_card import TopicCard
from rm_desktop.ui.prepare.waiting_cards import BacklogCard, CarriedCard
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXL, L
from rm_desktop.ui.widgets.scroll_column import BAR, RING, ScrollColumn, lay_out_page

#: Below this width (at 100 %) the two columns stand below each other.
_ONE_COLUMN = 800


class PrepareView(QWidget):
    """The parts of the screen, each with setters and signals of its own; `drafts` are private."""

    def __init__(self, drafts: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = PrepareHeader()
        self.dates, self.templates, self.paste = DatePanel(), TemplatePanel(), PastePanel()
        self.agenda, self.carried, self.backlog = AgendaCard(), CarriedCard(), BacklogCard()
        self.topic, self.prompt = TopicCard(), PromptCard()
        self.since, self.objectives = SinceCard(), ObjectivesCard()
        self._scroll = ScrollColumn(spacing=XL, gutter=BAR)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(XL)
        left = _stack(self.paste, self.agenda, self.carried, drafts, self.backlog)
        right = _stack(self.topic, self.prompt, self.since, self.objectives)
        self._columns.addLayout(left, 8)
        self._columns.addLayout(right, 5)
        for widget in (self.header, self.dates, self.templates):
            self._scroll.body.addWidget(widget)
        self._scroll.body.addLayout(self._columns)
        self._scroll.body.addSpacing(L)
        self._scroll.body.addStretch(1)
        column = lay_out_page(self, top=XXL - RING)
        column.addWidget(self._scroll)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a part that has just opened, its head above all, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, XL)
        if (page := self._scroll.widget()) is not None:
            self._scroll.ensureVisible(0, widget.mapTo(page, QPoint()).y(), 0, XL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_ONE_COLUMN)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(down if narrow else across)


def _stack(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(L)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column
