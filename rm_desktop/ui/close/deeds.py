"""What can be done on the closing page; errors of the world become notices."""

from __future__ import annotations

from datetime import datetime

from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import ItemState, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.typed_dates import parse_day
from rm_desktop.domain.words import tr
from rm_desktop.ui.close.landing import Choice, Stage, stage_of
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.way_back import should_offer
from rm_desktop.ui.screen import Context


class Deeds:
    """Acts on the session that is being closed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk
        self.session = ""
        #: Topics that were talked about, and those that somebody said were not discussed.
        self._covered: frozenset[str] = frozenset()
        self._left_open: set[str] = set()

    def begin(self, session: str) -> None:
        """Turn to a session; what was covered is worked out now, as the close takes time too."""
        if session != self.session:
            self.session = session
            self._left_open.clear()
        self._covered = self._desk.room.covered(session) - self._left_open

    @property
    def covered(self) -> frozenset[str]:
        """Open topics that are shown as discussed, as long as nobody settles them otherwise."""
        topics = self._desk.open_pair.pair.agenda(self.session)
        is_open = {item.id for item in topics if item.state == ItemState.OPEN}
        return self._covered & is_open

    @property
    def now(self) -> datetime:
        """The local time."""
        clock = self._context.profile.clock
        return local_time(clock.now().wall_ms, clock.local_zone())

    @property
    def partner_has_a_laptop(self) -> bool:
        """Tell whether the owner's partner has this pair on a laptop of their own."""
        profile, opened = self._context.profile, self._desk.open_pair
        if not profile.shares:
            return False
        partner = opened.glance.partner_of(opened.you).id
        devices = profile.sync.devices(opened.id) if profile.sync.line(opened.id) else ()
        return any(each.member == partner and not each.is_removed for each in devices)

    def end(self, wrap_up: WrapUp, later: WrapUp, then: Place | None = None) -> None:
        """Close the session, or note that the close of a closed one is done or not wanted.

        Goes on to its record, or to another place.
        """
        room, session = self._desk.room, self.session
        pair = self._desk.open_pair.pair
        found = pair.session(session)
        closing = stage_of(found) != Stage.LATER
        if not closing and found.wrap_up == WrapUp.DONE:
            later = WrapUp.DONE  # whoever leaves it takes nothing from what the other one finished
        done = self._context.attempt(
            lambda: (
                room.close(session, wrap_up, covered=self.covered)
                if closing
                else room.finish_wrap_up(session, later)
            )
        )
        if done is None:
            return
        offers = wrap_up == WrapUp.DONE and closing and should_offer(self._context.profile)
        after = Place(Where.RECOVERY if offers else Where.SUMMARY, session)
        way_back = self._desk.open_pair.history.way_back()
        self._context.go(then or after)
        if closing:
            number = self._desk.open_pair.pair.numbers.get(session, 0)
            words = tr("Session {n} is closed.", n=number)
            if wrap_up == WrapUp.PENDING:
                words = tr("Session {n} is closed. You can look back on it next time.", n=number)
            self._context.say(words, tr("Undo"), way_back)

    # -- topics and takeaways -------------------------------------------------------------

    def mark_discussed(self, item: str, discussed: bool) -> None:
        """Tick a topic, or take the tick away: then it is carried over."""
        state = ItemState.DISCUSSED if discussed else ItemState.OPEN
        self._covered -= {item}
        (self._left_open.discard if discussed else self._left_open.add)(item)
        self._context.attempt(lambda: self._desk.agenda.settle(item, self.session, state))

    def choose(self, item: str, choice: str) -> None:
        """Carry over, park or drop a topic that was not discussed."""
        agenda, session = self._desk.agenda, self.session
        title = harmless(self._desk.open_pair.pair.items[item].title)
        if choice == Choice.CARRY:
            self._context.attempt(lambda: agenda.settle(item, session, ItemState.OPEN))
            return
        if choice == Choice.PARK:
            done = self._context.attempt(lambda: agenda.park(item))
            words = tr("“{title}” waits in the backlog.", title=title)
        else:
            done = self._context.attempt(lambda: agenda.settle(item, session, ItemState.DROPPED))
            words = tr("“{title}” was dropped.", title=title)
        if done is not None:
            self._say(words)

    def set_outcome(self, item: str, outcome: str) -> None:
        """Note what came of a topic."""
        self._context.attempt(lambda: self._desk.agenda.edit(item, outcome=outcome))

    def set_takeaway(self, member: str, text: str) -> None:
        """Keep what a member takes away."""
        self._context.attempt(lambda: self._desk.room.set_takeaway(self.session, member, text))

    # -- actions and the date -------------------------------------------------------------

    def add_action(self, text: str, owner: str, due: str) -> None:
        """Note what somebody promised today."""
        actions, session = self._desk.actions, self.session
        self._context.attempt(lambda: actions.add(text, owner=owner, due=due, session=session))

    def set_done(self, action: str, done: bool) -> None:
        """Tick an action off, or open it again."""
        changed = self._context.attempt(lambda: self._desk.actions.set_done(action, done=done))
        if changed is not None and done:
            self._say(tr("Action done."))

    def set_owner(self, action: str, owner: str) -> None:
        """Say who does it."""
        self._context.attempt(lambda: self._desk.actions.edit(action, owner=owner))

    def set_due(self, action: str, due: str) -> None:
        """Say until when."""
        self._context.attempt(lambda: self._desk.actions.edit(action, due=due))

    def ask_date(self) -> str | None:
        """Ask until when; what cannot be read is said, and asked for again."""
        question, typed = tr("Type a day: 12 Dec, next Friday, in two weeks."), ""
        while True:
            answer = self._context.dialogs.ask_text(tr("Until when?"), question, typed)
            if not answer:
                return None
            try:
                return parse_day(answer, self.now.date()).isoformat()
            except BadInputError as error:
                if answer == typed:
                    return None
                question, typed = f"{error.sentence} {error.next_step}", answer

    def plan_next(self, day: datetime) -> None:
        """Give the session after this one its date."""
        zone = self._context.profile.clock.local_zone()
        pair = self._desk.open_pair.pair
        following = pair.following(pair.session(self.session))
        self._context.attempt(lambda: self._desk.sessions.plan(following.id, day, zone))

    def _say(self, words: str) -> None:
        self._context.say(words, tr("Undo"), self._desk.open_pair.history.way_back())
