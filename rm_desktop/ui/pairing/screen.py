"""The screen on which two laptops are joined: from here, or to here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.words import tr
from rm_desktop.services.pairing import Pairings
from rm_desktop.ui.pairing.guest_pages import PreviewPage
from rm_desktop.ui.pairing.host_flow import HostFlow
from rm_desktop.ui.pairing.join_flow import JoinFlow
from rm_desktop.ui.pairing.meeting_pages import DigitsPage, OutcomePage
from rm_desktop.ui.places import JOIN, Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.widgets.middle_card import MiddleCard

#: The pages on which a person is waited for, or has to know how it ended.
_WANTED = (DigitsPage, PreviewPage, OutcomePage)


class PairingScreen(Screen):
    """Shows an invitation to the open pair, or with the focus `JOIN` one that is answered here."""

    watches = frozenset({Kind.ACTOR})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("pairing")
        self.pairings = Pairings(context.profile)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._card: MiddleCard | None = None
        self.flow: HostFlow | JoinFlow | None = None

    def show_place(self, place: Place) -> None:
        wanted = JoinFlow if place.focus == JOIN else HostFlow
        if not isinstance(self.flow, wanted) or self.flow.course is None:
            self._put(wanted(self.pairings, self.context.dialogs))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where one begins: the page was made before it was seen."""
        super().showEvent(event)
        if self.flow is not None:
            self.flow.page.start()

    def refresh(self) -> None:
        """Nobody but the owner joins laptops."""
        opened = self.context.desk.open_pair
        if opened.actor != opened.you:
            self._leave()

    def begin(self, pairings: Pairings) -> None:
        """Use other dice, for tests and the tour."""
        self.pairings = pairings

    def _put(self, flow: HostFlow | JoinFlow) -> None:
        self._drop()
        self.flow, self._card = flow, MiddleCard(flow)
        self._column.addWidget(self._card)
        self.setFocusProxy(self._card)
        flow.left.connect(self._leave)
        flow.turned.connect(self._on_turned)
        if isinstance(flow, JoinFlow):
            flow.joined.connect(self._on_joined)
            flow.start()
            return
        opened = self.context.desk.open_pair
        line = self.context.profile.sync.line(opened.id)
        place = line.address if line is not None else ""
        flow.start(opened.id, opened.glance.partner_of(opened.you).name, place)

    def _drop(self) -> None:
        flow, card = self.flow, self._card
        self.flow = self._card = None
        if flow is not None and card is not None:
            flow.close_work()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()

    @Slot()
    def _leave(self) -> None:
        hosted = isinstance(self.flow, HostFlow)
        self._drop()
        self.context.go(Place(Where.SHARING if hosted else Where.SETTINGS))

    @Slot()
    def _on_turned(self) -> None:
        """Call a person back who looks elsewhere, when they are wanted."""
        flow = self.flow
        if flow is None or self.isVisible() or not isinstance(flow.page, _WANTED):
            return
        focus = JOIN if isinstance(flow, JoinFlow) else ""
        place = Place(Where.PAIRING, focus=focus)
        self.context.say(flow.page.title, tr("Show"), partial(self.context.go, place))

    @Slot(str)
    def _on_joined(self, words: str) -> None:
        self.context.say(words, "", None)
