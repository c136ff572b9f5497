"""The settings as one page of cards, with the list of its parts at the left where there is room.

Purpose: everything in sight, nothing nested. States: wide, narrow (no list).
Keys: those of its parts. Signals: those of its cards. Tokens: none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.about_card import AboutCard
from rm_desktop.ui.settings.anchors import Anchors
from rm_desktop.ui.settings.appearance_card import AppearanceCard
from rm_desktop.ui.settings.backups_card import BackupsCard
from rm_desktop.ui.settings.bin_card import BinCard
from rm_desktop.ui.settings.data_card import DataCard
from rm_desktop.ui.settings.erase_card import EraseCard
from rm_desktop.ui.settings.import_card import ImportCard
from rm_desktop.ui.settings.own_width import at_most
from rm_desktop.ui.settings.pair_card import PairCard
from rm_desktop.ui.settings.privacy_card import PrivacyCard
from rm_desktop.ui.settings.sharing_card import SharingCard
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XXL, L
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, RING, ScrollColumn, in_line, lay_out_page

#: Below this width (at 100 %) the list of parts gives its room to the cards.
_WITH_ANCHORS = 820
_WIDEST = 720
#: Turns of layout from a page that was just filled to one where everything has its place.
_TURNS = 3

C = TypeVar("C", bound=Card)


class SettingsPage(QWidget):
    """The cards are public: the screen feeds them and listens to them, once they are made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.anchors = Anchors(
            (
                ("appearance", "gear", tr("Appearance")),
                ("pair", "rings", tr("This pair")),
                ("sharing", "laptop", tr("Sharing")),
                ("privacy", "private", tr("Privacy")),
                ("backups", "clock", tr("Backups")),
                ("bin", "bin", tr("Bin")),
                ("data", "folder", tr("Data")),
                ("bring", "paste", tr("Bring in")),
                ("erase", "warning", tr("Erase")),
                ("about", "info", tr("About")),
            ),
            self,
        )
        self.column = ScrollColumn(spacing=L, gutter=BAR, parent=self)
        self._ground = QWidget(self.column.ground)
        self._cards = QVBoxLayout(self._ground)
        self._parts: dict[str, Card] = {}
        self._wanted = ""
        self._lay_out()
        self.anchors.chosen.connect(self.show_part)
        self.column.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def parts(self) -> Iterator[None]:
        """Make the cards one by one, in the order of Tab."""
        ground = self._ground
        self.appearance = self._set("appearance", AppearanceCard(ground))
        yield
        self.pair = self._set("pair", PairCard(ground))
        self.sharing = self._set("sharing", SharingCard(ground))
        yield
        self.privacy = self._set("privacy", PrivacyCard(ground))
        yield
        self.backups = self._set("backups", BackupsCard(ground))
        self.bin = self._set("bin", BinCard(ground))
        yield
        self.data = self._set("data", DataCard(ground))
        yield
        self.bring = self._set("bring", ImportCard(ground))
        yield
        self.erase = self._set("erase", EraseCard(ground))
        self.about = self._set("about", AboutCard(ground))

    @Slot(str)
    def show_part(self, key: str) -> None:
        """Bring a part to the top and put the focus on its first control, once it is laid out."""
        if key in self._offered():
            self._wanted = key
            QTimer.singleShot(0, self, self._go_to_part)

    def _go_to_part(self) -> None:
        """Go to the part that is wanted; before the page is shown nothing has its place yet."""
        if not self._wanted or not self.isVisible():
            return
        key, self._wanted = self._wanted, ""
        card = self._offered().get(key)
        if card is None:
            return
        for _ in range(_TURNS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.column.verticalScrollBar().setValue(self._top_of(card))
        self.anchors.show_part(key)
        first = next((each for each in _controls(card) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def list_parts(self) -> None:
        """List the cards that are there for whoever has the keyboard."""
        self.anchors.offer_parts(self._offered())

    def _offered(self) -> dict[str, Card]:
        """Return the cards that nobody hid; before it is shown Qt calls each of them hidden."""
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return {
            key: card
            for key, card in self._parts.items()
            if not (card.isHidden() and card.testAttribute(told))
        }

    def _set(self, key: str, card: C) -> C:
        self._parts[key] = card
        self._cards.addWidget(card)
        return card

    def _top_of(self, card: Card) -> int:
        return card.mapTo(self._ground, QPoint(0, 0)).y()

    def _lay_out(self) -> None:
        outer = lay_out_page(self)
        words = tr("Changed at once; most of it can be undone.")
        outer.addWidget(in_line(PageHeader(tr("Settings"), words)))
        row = QHBoxLayout()
        row.setContentsMargins(RING, 0, 0, 0)
        row.setSpacing(px(XXL))
        outer.addLayout(row, 1)
        row.addWidget(self.anchors)
        self.anchors.hide()  # until it is known that there is room
        row.addWidget(self.column, 1)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(L)
        self.column.body.addLayout(at_most(self._ground, px(_WIDEST)))
        self.column.body.addStretch(1)

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        bar = self.column.verticalScrollBar()
        if value >= bar.maximum():
            self.anchors.show_part(list(self._parts)[-1])
            return
        line = value + px(L)
        above = [key for key, card in self._offered().items() if self._top_of(card) <= line]
        self.anchors.show_part(above[-1] if above else next(iter(self._parts)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.anchors.setVisible(self.width() >= px(_WITH_ANCHORS))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted:
            QTimer.singleShot(0, self, self._go_to_part)


def _controls(card: Card) -> Iterator[QWidget]:
    within = card.findChildren(QWidget)
    return (each for each in within if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
