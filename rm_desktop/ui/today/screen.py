"""The Today screen: next session, topics, actions, rhythm, what was left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.drafts.card import DraftsCard
from rm_desktop.ui.only_you import is_open
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import L
from rm_desktop.ui.today.cards import ActionsCard, NextSessionCard, TopicsCard
from rm_desktop.ui.today.decisions import Person, Today, look
from rm_desktop.ui.today.nudges import PassageCard, RhythmCard, WrapUpCard
from rm_desktop.ui.today.twice import TwiceCard, show_twice
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page
from rm_desktop.ui.widgets.search_button import SearchButton

if TYPE_CHECKING:
    from rm_desktop.ui.today.own_cards import OwnCards
    from rm_desktop.ui.today.takeaway import TakeawayCard

#: Below this width (at 100 %) the two columns stand below each other.
_ONE_COLUMN = 860


class TodayScreen(Screen):
    """What an executive with four minutes sees first.

    Signals: none; `palette_requested` is the header's search button, wired by the shell.
    """

    watches = frozenset(
        {
            Kind.SESSION,
            Kind.ITEM,
            Kind.ORDER,
            Kind.ACTION,
            Kind.MEMBER,
            Kind.CHARTER,
            Kind.TIMELINE,
            Kind.ACTOR,
            Kind.PASSAGE,
            Kind.PRIVATE,
            Kind.PAGE,
            Kind.SETTING,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("today")
        column = lay_out_page(self)
        self.header = PageHeader(parent=self)
        self.search = SearchButton()
        self.search.setObjectName("open-palette")
        self.header.add_action(self.search)
        column.addWidget(in_line(self.header))
        scroll = ScrollColumn(gutter=BAR, parent=self)
        column.addWidget(scroll, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(L))
        scroll.body.addLayout(self._columns)
        scroll.body.addStretch(1)
        ground = self._ground = scroll.ground
        self._next, self._topics = NextSessionCard(ground), TopicsCard(ground)
        self._drafts, self._wrap_up = DraftsCard(context, ground), WrapUpCard(ground)
        self._actions, self._rhythm = ActionsCard(ground), RhythmCard(ground)
        self._passage: PassageCard | None = None
        self._twice: TwiceCard | None = None
        self._takeaway: TakeawayCard | None = None
        self._own: OwnCards | None = None
        self._let_be: set[str] = set()
        self._columns.addLayout(_stack(self._next, self._topics, self._drafts), 8)
        self._right = _stack(self._wrap_up, self._actions, self._rhythm)
        self._columns.addLayout(self._right, 5)
        self._connect()
        self._today: Today | None = None

    def show_place(self, _place: Place) -> None:
        """Filled while hidden: on a page that shows, each part is laid out and dressed anew."""
        if self._stale:
            self._stale = False
            self.refresh()

    def refresh(self) -> None:
        today = self._today = self._look()
        self.header.show_words(today.title, today.subtitle)
        self._next.show_session(today.session)
        self._topics.show_topics(today.topics, today.more_topics)
        self._actions.show_actions(today.actions, today.more_actions)
        self._wrap_up.show_words(today.unfinished_words)
        self._rhythm.show_rhythm(
            today.steps, today.first_step, today.rhythm, today.gap, rescue=today.rescue
        )
        self._show_takeaway()
        self._twice = show_twice(self.context, self._twice, self._right)
        self._show_passage(today)
        self._drafts.look_again()
        self._show_own()

    def leave(self) -> None:
        self._drafts.rest()

    def _show_takeaway(self) -> None:
        """Remind of a takeaway; one laptop alone does without what that takes."""
        if self.context.profile.shares or self._takeaway is not None:
            from rm_desktop.ui.today.takeaway import show_takeaway

            self._takeaway = show_takeaway(self.context, self._takeaway, self._right)

    def _show_passage(self, today: Today) -> None:
        if self._passage is None and today.passage:
            self._passage = PassageCard(self._ground)
            self._passage.read_requested.connect(self._on_read_requested)
            self._right.insertWidget(self._right.indexOf(self._actions), self._passage)
        if self._passage is not None:
            words = tr("Written in private, then chosen for you.")
            self._passage.show_words(harmless(today.passage_title), words)

    def _show_own(self) -> None:
        """Show what only the owner may know, or keep nothing of it."""
        open_now = is_open(self.context)
        if open_now and self._own is None:
            from rm_desktop.ui.today.own_cards import OwnCards

            self._own = OwnCards(self.context, self._let_be, self)
            self._right.insertWidget(self._right.indexOf(self._actions), self._own.reflect)
            self._right.insertWidget(self._right.indexOf(self._rhythm), self._own.echoes)
        elif not open_now and self._own is not None:
            own, self._own = self._own, None
            for card in own.cards:
                self._right.removeWidget(card)
                card.hide()
                card.setParent(None)
                card.deleteLater()
            own.deleteLater()
        if self._own is not None:
            self._own.refresh()

    def _look(self) -> Today:
        opened, profile = self.context.desk.open_pair, self.context.profile
        person = Person(opened.actor, self.context.word, self.context.voice)
        now = profile.local_now().replace(tzinfo=None)
        return look(opened.glance, person, now, profile.clock.local_zone())

    def _connect(self) -> None:
        self.context.house.minute_passed.connect(self._on_minute_passed)
        self._next.open_requested.connect(self._on_open_requested)
        self._next.start_requested.connect(self._on_start_requested)
        self._next.move_requested.connect(self._on_move_requested)
        self._topics.add_requested.connect(self._on_add_requested)
        self._actions.done_requested.connect(self._on_done_requested)
        self._wrap_up.look_back_requested.connect(self._on_look_back_requested)
        self._wrap_up.leave_requested.connect(self._on_leave_requested)
        self._rhythm.rescue_requested.connect(self._on_rescue_requested)

    @property
    def _session(self) -> str:
        return self.context.desk.open_pair.glance.next_session.id

    @Slot()
    def _on_minute_passed(self) -> None:
        if self.isVisible() and self._look() != self._today:
            self.refresh()

    @Slot()
    def _on_open_requested(self) -> None:
        self.context.go(Place(Where.PREPARE, self._session))

    @Slot()
    def _on_start_requested(self) -> None:
        session = self._session
        if self.context.desk.open_pair.glance.next_session.state != SessionState.RUNNING:
            self.attempt(lambda: self.context.desk.room.start(session))
        self.context.go(Place(Where.ROOM, session))

    @Slot()
    def _on_move_requested(self) -> None:
        self.context.go(Place(Where.PREPARE, self._session, "date"))

    @Slot()
    def _on_add_requested(self) -> None:
        self.context.go(Place(Where.PREPARE, self._session, "add"))

    @Slot(str)
    def _on_done_requested(self, action: str) -> None:
        desk = self.context.desk
        if self.attempt(lambda: desk.actions.set_done(action, done=True)) is not None:
            self.context.say(tr("Action done."), tr("Undo"), desk.open_pair.history.way_back())

    @Slot()
    def _on_look_back_requested(self) -> None:
        if self._today is not None:
            self.context.go(Place(Where.CLOSE, self._today.unfinished))

    @Slot()
    def _on_leave_requested(self) -> None:
        if self._today is not None:
            room, session = self.context.desk.room, self._today.unfinished
            self.attempt(lambda: room.finish_wrap_up(session, WrapUp.SKIPPED))

    @Slot()
    def _on_read_requested(self) -> None:
        if self._today is not None:
            self.context.go(Place(Where.TOGETHER, focus=self._today.passage))

    @Slot()
    def _on_rescue_requested(self) -> None:
        session, sessions = self._session, self.context.desk.sessions
        self.attempt(lambda: sessions.apply_template(session, "rescue", 20))
        self.context.go(Place(Where.PREPARE, session, "date"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # not on a button of last time: Enter would start an hour by accident

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_ONE_COLUMN)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)


def _stack(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(L))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
