"""A grid of any number of prompts, of which only the visible ones are widgets.

Purpose: shows a library at once; cards are real widgets, so that keyboard and screen reader work.
States: one to three columns by width; empty.
Keys: arrows, Home, End and Page Up and Down go from card to card; Tab goes into the current one.
Signals: those of PromptCard, passed on. Tokens: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import CardView
from rm_desktop.ui.prompts.prompt_card import PromptCard
from rm_desktop.ui.prompts.rows import Rows
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS, L
from rm_desktop.ui.widgets.scroll_column import BAR

_NARROWEST = 300
_MOST_COLUMNS = 3
#: Cards that are in sight at first in a window of the usual size.
_AT_FIRST = 9


class CardGrid(QScrollArea):
    """`show_cards(views)`; a card that stays keeps its widget and with it the focus."""

    add_requested = Signal(str)
    detail_requested = Signal(str)
    favourite_requested = Signal(str, bool)
    write_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("prompt-grid")
        self.setAccessibleName(tr("Prompts"))
        self.setViewport(QWidget(self))  # as in ScrollColumn
        self._ground = QWidget(self.viewport())
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self._views: tuple[CardView, ...] = ()
        self._places: dict[str, int] = {}
        self._cards: dict[str, PromptCard] = {}
        self._spare: list[PromptCard] = []
        self._model: PromptCard | None = None
        self._heights: dict[CardView, int] = {}
        self._columns, self._width = 1, 0
        self._rows = Rows(0, self._measure, L)
        self._current = ""
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def current(self) -> str:
        """The prompt that Tab leads to, empty if there is none."""
        return self._current

    def card(self, ident: str) -> PromptCard | None:
        """Return the widget of a prompt if it has one at present."""
        return self._cards.get(ident)

    def show_cards(self, views: tuple[CardView, ...]) -> None:
        """Show these prompts; without the former ones among them the grid begins at its top."""
        stays = bool(views) and any(view.id in self._cards for view in views)
        self._views = views
        self._places = {view.id: n for n, view in enumerate(views)}
        if self._current not in self._places:
            self._current = views[0].id if views else ""
        self._lay_out()
        if not stays:
            self.verticalScrollBar().setValue(0)

    def go_to(self, ident: str) -> None:
        """Make a prompt current, bring it into sight and give it the focus."""
        if ident not in self._places:
            return
        self._make_current(ident)
        place = self._place_of(self._places[ident])
        bar, height = self.verticalScrollBar(), self.viewport().height()
        self._fit_ground()
        if place.top() - XS < bar.value() or place.height() > height:
            bar.setValue(place.top() - XS)
        elif place.bottom() + XS > bar.value() + height:
            bar.setValue(place.bottom() + XS - height)
        self._fill()
        self._cards[ident].setFocus(Qt.FocusReason.TabFocusReason)

    def lay_by(self) -> Iterator[None]:
        """Make the cards that are in sight at first one by one, ahead of what they say."""
        while len(self._cards) + len(self._spare) < _AT_FIRST:
            card = self._made()
            card.hide()
            self._spare.append(card)
            yield
        self._measuring()

    # -- laying out -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        room = self.width() - BAR - 2 * XS
        least = px(_NARROWEST)
        self._columns = max(1, min(_MOST_COLUMNS, (room + L) // (least + L)))
        width = (room - L * (self._columns - 1)) // self._columns
        if width != self._width:
            self._heights.clear()
        self._width = width
        self._rows = Rows(-(-len(self._views) // self._columns), self._measure, L)
        self._fill()

    def _measure(self, row: int) -> int:
        shown = self._views[row * self._columns : (row + 1) * self._columns]
        return max(self._height_of(view) for view in shown)

    def _height_of(self, view: CardView) -> int:
        if view not in self._heights:
            model = self._measuring()
            model.show_card(view)
            for child in (model, *model.findChildren(QWidget)):
                child.ensurePolished()
            layout = model.layout()
            assert layout is not None  # noqa: S101 a card has one
            layout.activate()
            self._heights[view] = layout.totalHeightForWidth(self._width)
        return self._heights[view]

    def _measuring(self) -> PromptCard:
        if self._model is None:
            self._model = PromptCard(self._ground)
            self._model.hide()
        return self._model

    def _place_of(self, at: int) -> QRect:
        row, column = divmod(at, self._columns)
        left = XS + column * (self._width + L)
        return QRect(left, XS + self._rows.top(row), self._width, self._rows.height(row))

    def _fit_ground(self) -> None:
        self._ground.resize(QSize(self.viewport().width(), self._rows.total + 2 * XS))

    def _fill(self) -> None:
        """Give a widget to every card in sight, and to the current one wherever it is."""
        first = self.verticalScrollBar().value()
        rows = self._rows.between(first, first + self.viewport().height())
        wanted = set(range(rows.start * self._columns, rows.stop * self._columns))
        if self._current:
            wanted.add(self._places[self._current])
        wanted &= set(range(len(self._views)))
        ids = {self._views[n].id for n in wanted}
        for ident in [each for each in self._cards if each not in ids]:
            self._spare.append(self._cards.pop(ident))
        for at in sorted(wanted):
            self._bind(at)
        for card in self._spare:
            card.hide()
        self._fit_ground()

    def _bind(self, at: int) -> None:
        view = self._views[at]
        card = self._cards.get(view.id)
        if card is None:
            card = self._cards[view.id] = self._spare.pop(0) if self._spare else self._made()
        card.set_current(current=view.id == self._current)
        if card.view != view:
            card.show_card(view)
        card.setAccessibleDescription(
            tr("{n} of {count}. Enter: why it works. A: add. F: favourite.").format(
                n=at + 1, count=len(self._views)
            )
        )
        card.setGeometry(self._place_of(at))
        card.show()

    def _made(self) -> PromptCard:
        card = PromptCard(self._ground)
        card.add_requested.connect(self.add_requested)
        card.detail_requested.connect(self.detail_requested)
        card.favourite_requested.connect(self.favourite_requested)
        card.write_requested.connect(self.write_requested)
        card.touched.connect(self._make_current)
        return card

    def _make_current(self, ident: str) -> None:
        if ident == self._current or ident not in self._places:
            return
        former, self._current = self._current, ident
        for each in (former, ident):
            if each in self._cards:
                self._cards[each].set_current(current=each == ident)

    def _on_scrolled(self) -> None:
        self._fill()

    # -- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._places.get(self._current, -1)
        page = max(1, self.viewport().height() // px(220)) * self._columns
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -at,
            Qt.Key.Key_End: len(self._views) - 1 - at,
        }.get(Qt.Key(event.key()))
        if at < 0 or step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        last = len(self._views) - 1
        whole = abs(step) > self._columns
        to = max(0, min(last, at + step)) if whole else at + step
        if 0 <= to <= last:
            self.go_to(self._views[to].id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._heights.clear()
            self._width = 0
            self._lay_out()
