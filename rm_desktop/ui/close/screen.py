"""The landing strip of a session: the whole window, the timer going on quietly."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.date_words import day_words, short_day
from rm_desktop.domain.entities import DUE_NEXT_SESSION, SessionState, WrapUp
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import OTHER_DATE
from rm_desktop.ui.close.deeds import Deeds
from rm_desktop.ui.close.landing import Person, Stage, held_on, look, stage_of, timer_words
from rm_desktop.ui.close.next_date import choose
from rm_desktop.ui.close.view import CloseView
from rm_desktop.ui.only_you import QUICK, may_show
from rm_desktop.ui.places import Place, Where, new_entry
from rm_desktop.ui.screen import Context, Screen

TICK_MS = 1000


class CloseScreen(Screen):
    """What was covered, one takeaway each, actions, the next date; every step can be skipped."""

    watches = frozenset(
        {
            *(Kind.SESSION, Kind.ITEM, Kind.ORDER, Kind.ACTION, Kind.OBJECTIVE, Kind.TIMELINE),
            *(Kind.CHARTER, Kind.MEMBER, Kind.ACTOR, Kind.SETTING),
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("close")
        self._deeds = Deeds(context)
        self._seen: set[str] = set()
        self._actor = ""
        self.view = CloseView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick_timeout)
        context.house.minute_passed.connect(self._on_minute_passed)
        self._connect()

    # -- showing --------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        session = place.id or self.pair.next_session.id
        if session != self._deeds.session:
            self._seen.clear()
            for card in self.view.cards:
                card.show_skipped(skipped=False)
        self._deeds.begin(session)
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        pair, clock = self.pair, self.context.profile.clock
        session = pair.session(self._deeds.session)
        reading = self.context.desk.room.reading(session.id)
        opened = self.context.desk.open_pair
        person = Person(opened.actor, self.context.word, self.context.voice)
        now, zone = self._deeds.now, clock.local_zone()
        apart = self._deeds.partner_has_a_laptop
        landing = look(
            pair,
            session,
            reading,
            person,
            now.date(),
            self._seen,
            self._deeds.covered,
            apart=apart,
        )
        self._seen.update(line.id for line in landing.topics)
        people = tuple(
            (m.id, first_name(harmless(self.context.word(m.id))))
            for m in (pair.mentor, pair.mentee)
        )
        self.view.promises.show_choices(people, self._dates(now.date()), opened.actor)
        date_choice = choose(pair, session, held_on(session, reading, zone, now), zone, now)
        self.view.show_landing(landing, date_choice)
        self.view.reflect.show_wanted(wanted=may_show(self.context))
        self.view.foot.show_timer(timer_words(reading, zone))
        if reading.open and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()
        if self._actor not in ("", opened.actor):
            self.view.takeaways.write(opened.actor)
        self._actor = opened.actor

    def leave(self) -> None:
        self.view.flush()

    def _dates(self, today: date) -> tuple[tuple[str, str], ...]:
        ahead = [today + timedelta(weeks=n) for n in (1, 2)]
        return (
            (DUE_NEXT_SESSION, tr("next session")),
            *((day.isoformat(), day_words(day, today)) for day in ahead),
            ("", tr("no date")),
            (OTHER_DATE, tr("another date…")),
        )

    # -- listening ------------------------------------------------------------------------

    def _connect(self) -> None:
        view, deeds = self.view, self._deeds
        view.head.back_requested.connect(self._on_back_requested)
        view.head.give_back_requested.connect(self._on_hand_over_requested)
        view.foot.not_now_requested.connect(self._on_not_now_requested)
        view.foot.finish_requested.connect(self._on_finish_requested)
        view.covered.discussed_toggled.connect(self._on_discussed_toggled)
        view.covered.choice_made.connect(deeds.choose)
        view.covered.outcome_entered.connect(deeds.set_outcome)
        view.takeaways.takeaway_edited.connect(deeds.set_takeaway)
        view.takeaways.hand_over_requested.connect(self._on_hand_over_requested)
        view.promises.add_requested.connect(deeds.add_action)
        view.promises.done_toggled.connect(deeds.set_done)
        view.promises.owner_chosen.connect(deeds.set_owner)
        view.promises.due_chosen.connect(self._on_due_chosen)
        view.date.date_chosen.connect(deeds.plan_next)
        view.reflect.write_requested.connect(self._on_write_requested)

    @Slot()
    def _on_tick_timeout(self) -> None:
        reading = self.context.desk.room.reading(self._deeds.session)
        zone = self.context.profile.clock.local_zone()
        self.view.foot.show_timer(timer_words(reading, zone))

    @Slot()
    def _on_minute_passed(self) -> None:
        session = self.pair.sessions.get(self._deeds.session)
        if self.isVisible() and session and session.state == SessionState.RUNNING:
            now = self.context.profile.clock.now()
            self.attempt(lambda: self.context.desk.last_seen.note(session.id, now))

    @Slot()
    def _on_back_requested(self) -> None:
        if stage_of(self.pair.session(self._deeds.session)) == Stage.RUNNING:
            self.context.go(Place(Where.ROOM, self._deeds.session))
        else:
            self.context.go(Place(Where.TODAY))

    @Slot()
    def _on_hand_over_requested(self) -> None:
        self.view.flush()
        self.context.hand_over()

    @Slot()
    def _on_finish_requested(self) -> None:
        self.view.flush()
        self._deeds.end(WrapUp.DONE, WrapUp.DONE)

    @Slot()
    def _on_write_requested(self) -> None:
        self.view.flush()
        entry = new_entry(session=self._deeds.session, template=QUICK)
        self._deeds.end(WrapUp.DONE, WrapUp.DONE, entry)

    @Slot()
    def _on_not_now_requested(self) -> None:
        self.view.flush()
        self._deeds.end(WrapUp.PENDING, WrapUp.SKIPPED)

    @Slot(str, bool)
    def _on_discussed_toggled(self, item: str, discussed: bool) -> None:
        self._deeds.mark_discussed(item, discussed)
        self.refresh()

    @Slot(str, str)
    def _on_due_chosen(self, action: str, due: str) -> None:
        chosen = self._deeds.ask_date() if due == OTHER_DATE else due
        if chosen is None:
            self.refresh()
        elif action:
            self._deeds.set_due(action, chosen)
        else:
            words = short_day(date.fromisoformat(chosen), self._deeds.now.date())
            self.view.promises.show_new_due(chosen, words)

    # -- the window -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back_requested()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        if not event.spontaneous():
            self.view.takeaways.write(self._actor)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)
