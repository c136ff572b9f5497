"""The page of prompts: head, filters, grid or a sentence, and the panel beside or over them.

Purpose: places the parts. States: panel closed, beside the grid, or alone where there is no room.
Keys: Ctrl+F goes to the search. Signals: `clear_requested`, `import_requested`, `new_requested`,
    `draw_requested`, `rules_requested`, `more_requested`. Tokens: spaces.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rm_desktop.domain.prompts import Category
from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.card_grid import CardGrid
from rm_desktop.ui.prompts.cards import CardView
from rm_desktop.ui.prompts.filter_bar import FilterBar
from rm_desktop.ui.prompts.side import Side
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS, XXXL, L
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.empty_state import EmptyState
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, RING, in_line, lay_out_page

_SIDE = 360
_GRID = 300
#: Where a page is narrower or lower than this at 100 %, some of it folds away.
_ROOMY, _TALL = 620, 520


class PromptsView(QWidget):
    """Everything of the screen that is only laid out."""

    clear_requested = Signal()
    draw_requested = Signal()
    import_requested = Signal()
    new_requested = Signal()
    rules_requested = Signal()

    def __init__(self, categories: tuple[Category, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = lay_out_page(self, bottom=L)
        self._subtitles = ("", "")
        self.header = PageHeader(tr("Prompts"), parent=self)
        self._new = Button(tr("New prompt"), "primary")
        self.more = IconButton("more", tr("More"))
        self.more.setObjectName("prompts-more")
        page.addWidget(in_line(self._filled_header()))
        self._main = QWidget(self)
        self.filters = FilterBar(categories, self._main)
        self.rules = Button(tr("Depth and limits"), "quiet")
        self.rules.clicked.connect(self.rules_requested)
        self.filters.add_action(self.rules)
        self._found = QStackedWidget(self._main)
        self.grid = CardGrid(self._found)
        self.empty = EmptyState("", tr("Clear filters"))
        self.empty.action_requested.connect(self.clear_requested)
        self._found.addWidget(self.grid)
        self._found.addWidget(self._at_top(self.empty))
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(L)
        main.addWidget(in_line(self.filters))
        main.addWidget(self._found, 1)
        self.side = Side()
        self.side.hide()
        self._body = QHBoxLayout()
        self._body.setSpacing(L - BAR)
        self._body.addWidget(self._main, 1)
        self._body.addWidget(self.side)
        page.addLayout(self._body, 1)
        self.filters.left_downwards.connect(self._on_left_downwards)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find_activated)

    def show_cards(self, views: tuple[CardView, ...], sentence: str, *, narrowed: bool) -> None:
        """Show what was found, or a sentence in its place."""
        self.grid.show_cards(views)
        self.empty.show_words(sentence, tr("Clear filters") if narrowed else "")
        self._found.setCurrentIndex(0 if views else 1)

    def show_subtitles(self, sentence: str, counts: str) -> None:
        """Say what there is: in a sentence, or only the counts where there is no room for it."""
        self._subtitles = (sentence, counts)
        self._arrange()

    def open_side(self, page: QWidget, title: str) -> None:
        """Open the panel with a page."""
        self.side.show_page(page, title)
        self._arrange()
        self.side.focus_first()

    def close_side(self) -> None:
        """Close the panel; the card it was opened from has the focus again."""
        self.side.hide()
        self._arrange()
        self.grid.go_to(self.grid.current)

    def _filled_header(self) -> PageHeader:
        draw = Button(tr("Draw one"))
        draw.setObjectName("prompts-draw")
        bring = Button(tr("Import pack…"))
        bring.setObjectName("prompts-import")
        self._new.setObjectName("prompts-new")
        draw.clicked.connect(self.draw_requested)
        bring.clicked.connect(self.import_requested)
        self._new.clicked.connect(self.new_requested)
        self._import = bring
        for action in (draw, bring, self.more, self._new):
            self.header.add_action(action)
        return self.header

    def _arrange(self) -> None:
        """Set the panel beside the grid, or alone where both would be too narrow."""
        shown = not self.side.isHidden()
        beside = self.width() >= px(_GRID) + px(_SIDE) + L + 2 * XXXL
        self._main.setVisible(not shown or beside)
        self._body.setContentsMargins(0 if beside else RING, 0, RING + BAR if shown else 0, 0)
        if beside:
            self.side.setFixedWidth(px(_SIDE))
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        roomy = self.width() >= px(_ROOMY)
        self._import.setVisible(roomy)
        self.header.show_words(tr("Prompts"), self._subtitles[0 if roomy else 1])
        low = self.height() < px(_TALL)
        self.filters.set_compact(compact=low)
        self.rules.setVisible(not low)
        self._new.set_tone("secondary" if shown else "primary")

    @staticmethod
    def _at_top(widget: QWidget) -> QWidget:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(XS, L, XS, 0)
        column.addWidget(widget)
        column.addStretch(1)
        return frame

    def _on_left_downwards(self) -> None:
        self.grid.go_to(self.grid.current)

    def _on_find_activated(self) -> None:
        self.side.hide()
        self._arrange()
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
