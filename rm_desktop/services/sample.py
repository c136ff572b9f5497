"""The sample pair, played through the services as the two would have lived it.

The story is data in `resources/sample/`: days count from today, so the pair always looks fresh.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from rm_desktop import resources
from rm_desktop.domain.entities import DUE_NEXT_SESSION, WrapUp
from rm_desktop.domain.pair import session_id
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.services.sample_private import FILE as PRIVATE
from rm_desktop.services.sample_private import PrivatePages, open_private
from rm_desktop.system.clock import FakeClock

FOLDER = "sample"
_PAIR = "pair.toml"
_OWNER, _PARTNER = "maya", "henrik"
#: Topics are put on the agenda on the eve of a session unless the story says otherwise.
_EVE = {"days": -1, "at": "19:40"}
#: A pause of the computer that is longer than this, in seconds, is told as a new start of it.
_NIGHT = 4 * 3600

Table = Mapping[str, Any]


def begin(today: datetime) -> datetime:
    """Return the local time at which the clock has to stand when the story begins."""
    return _at(today, {"days": _load(_PAIR)["met"], "at": "18:00"})


def play(profile: Profile, clock: FakeClock, today: datetime) -> None:
    """Live through the story up to today, as one durable change; the clock stands at `begin`.

    Private pages are open afterwards, and no passphrase opens them again.
    """
    open_private(profile)
    story = _Story(profile, clock, today)
    with profile.ports.vault().transaction(), profile.private.vault().transaction():
        for moment, act in sorted(story.steps(), key=lambda step: step[0]):
            _wind(clock, moment)
            act()
        _wind(clock, today)
        story.hand_to(_OWNER)


class _Story:
    """What happens when. Ids are found by the keys and titles that the data uses."""

    def __init__(self, profile: Profile, clock: FakeClock, today: datetime) -> None:
        self._profile = profile
        self._clock = clock
        self._today = today
        self._about = _load(_PAIR)
        names = (name for name in resources.names(FOLDER) if name not in {_PAIR, PRIVATE})
        self._sessions = [_load(name) for name in names]
        you, partner = (_person(self._about[key]) for key in (_OWNER, _PARTNER))
        self._desk: Desk = profile.create_pair(you, partner, minutes=self._about["minutes"])
        pair = self._desk.open_pair
        self._members = {
            _OWNER: pair.you,
            _PARTNER: pair.pair.partner_of(pair.you).id,
            "": "",
        }
        self._objectives: dict[str, str] = {"": ""}
        self._private = PrivatePages(
            _load(PRIVATE), lambda: self._desk, self._session, self._as_partner
        )

    def hand_to(self, who: str) -> None:
        """Let one of the two take the keyboard."""
        if self._desk.open_pair.actor != self._members[who]:
            self._desk.members.hand_over()

    def _as_partner(self, act: Callable[[], object]) -> None:
        self.hand_to(_PARTNER)
        act()
        self.hand_to(_OWNER)

    def steps(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """Yield everything that happens, with its local time."""
        at = partial(_at, self._today)
        yield begin(self._today), self._set_up
        yield from self._private.steps(self._today, begin(self._today))
        for ordinal, session in enumerate(self._sessions, start=1):
            yield from self._preparing(ordinal, session)
            if any("took" in topic for topic in session["topic"]):
                yield at(session), partial(self._meet, ordinal, session)
            for action in _actions(session):
                if "done" in action:
                    moment = at({"days": action["done"], "at": "17:10"})
                    yield moment, partial(self._finish, action)
        for topic in self._about["backlog"]:
            yield at(topic), partial(self._add, "", topic)
        for topic in self._about["binned"]:
            yield at(topic), partial(self._bin, topic)

    # -- setting up -----------------------------------------------------------------------

    def _set_up(self) -> None:
        about, desk = self._about, self._desk
        desk.together.set_purpose(about["purpose"])
        desk.together.set_programme(about["programme"])
        desk.together.set_rhythm(
            every=about["every"],
            count=about["count"],
            minutes=about["minutes"],
            zone=self._clock.local_zone(),
        )
        for key, objective in about["objectives"].items():
            owner = self._members[objective["owner"]]
            self._objectives[key] = desk.together.add_objective(objective["text"], owner)
        for prompt in about["prompt"]:
            desk.prompts.save(_prompt(prompt))
        for ident in about["marks"]["favourites"]:
            desk.prompts.set_favourite(ident, on=True)
        for ident in about["marks"]["hidden"]:
            desk.prompts.set_hidden(ident, on=True)

    # -- preparing ------------------------------------------------------------------------

    def _preparing(
        self, ordinal: int, session: Table
    ) -> Iterator[tuple[datetime, Callable[[], object]]]:
        before = self._sessions[ordinal - 2] if ordinal > 1 else None
        planned = session.get("planned") or {"days": before["days"] if before else 0, "at": "16:05"}
        moved = session.get("moved")
        first = moved["from"] if moved else session
        yield _at(self._today, planned), partial(self._plan, ordinal, session, first)
        if moved:
            yield _at(self._today, moved), partial(self._plan, ordinal, session, session)
        eve = {"days": session["days"] + _EVE["days"], "at": _EVE["at"]}
        for topic in session["topic"]:
            moment = _at(self._today, topic.get("added", eve))
            yield moment, partial(self._prepare, ordinal, topic)

    def _plan(self, ordinal: int, session: Table, day: Table) -> None:
        ident = self._session(ordinal)
        minutes = self._about["minutes"]
        self._desk.sessions.plan(ident, _at(self._today, day), self._clock.local_zone(), minutes)
        self._desk.sessions.rename(ident, session["title"])
        if session.get("template") and not self._desk.open_pair.pair.agenda(ident):
            self._desk.sessions.apply_template(ident, session["template"], minutes)

    def _prepare(self, ordinal: int, topic: Table) -> None:
        ident = self._session(ordinal)
        if topic.get("carried"):
            found = next(i for i in self._desk.open_pair.pair.carried if i.title == topic["title"])
            self._desk.agenda.bring_in([found.id], ident)
            self._desk.agenda.edit(
                found.id, minutes=topic["minutes"], objective=self._objectives[topic["objective"]]
            )
        elif not self._find(ident, topic["title"]):
            self._add(ident, topic)
        if "notes" in topic and "took" not in topic:
            self._write(ident, topic)

    def _add(self, session: str, topic: Table) -> str:
        leads = topic.get("leads", _OWNER)
        self.hand_to(leads or _OWNER)
        made = self._desk.agenda.add(
            session,
            topic["title"],
            minutes=topic.get("minutes", 0),
            leads=self._members[leads],
            objective=self._objectives[topic.get("objective", "")],
            prompt=topic.get("prompt", ""),
            segment=topic.get("segment", "fixed"),
        )
        self.hand_to(_OWNER)
        return made

    def _bin(self, topic: Table) -> None:
        self._desk.agenda.delete(self._add("", topic))

    # -- the hour -------------------------------------------------------------------------

    def _meet(self, ordinal: int, session: Table) -> None:
        ident = self._session(ordinal)
        room = self._desk.room
        room.start(ident)
        for topic in (topic for topic in session["topic"] if "took" in topic):
            self._turn_to(ident, topic["title"])
            self._talk(ident, topic)
        for key, value in session.get("progress", {}).items():
            self._desk.together.edit_objective(self._objectives[key], progress=value)
        for who, words in session.get("takeaways", {}).items():
            self.hand_to(who)
            room.set_takeaway(ident, self._members[who], words)
        self.hand_to(_OWNER)
        room.close(ident, WrapUp.DONE)

    def _turn_to(self, session: str, title: str) -> None:
        room, wanted = self._desk.room, self._find(session, title)
        reading = room.reading(session)
        if reading.current == wanted:
            return
        if reading.next_item == wanted:
            room.next_topic(session)
        else:
            self._desk.agenda.mark_discussed(reading.current or "")
            room.go_to(session, wanted)

    def _talk(self, session: str, topic: Table) -> None:
        room, desk = self._desk.room, self._desk
        asked = [*topic.get("asked", ()), *filter(None, [topic.get("prompt")])]
        for prompt in asked:
            desk.prompts.note_asked(prompt, session)
        self._clock.advance(topic["took"] * 60 / 2)
        if "pause" in topic:
            room.pause(session)
            self._clock.advance(topic["pause"] * 60)
            room.resume(session)
        if "extend" in topic:
            room.extend(session, topic["extend"])
        if "notes" in topic:
            self._write(session, topic)
        for field, words in topic.get("agreement", {}).items():
            desk.agreement.edit(field, words)
        if "agreement" in topic:
            for who in (_OWNER, _PARTNER):
                self.hand_to(who)
                desk.agreement.sign(self._members[who])
        self.hand_to(_OWNER)
        item = self._find(session, topic["title"])
        if "outcome" in topic:
            desk.agenda.edit(item, outcome=topic["outcome"])
        for action in topic.get("action", ()):
            self._promise(session, item, action)
        self._clock.advance(topic["took"] * 60 / 2)

    def _write(self, session: str, topic: Table) -> None:
        notes = self._desk.notes(self._find(session, topic["title"]))
        notes.splice(0, 0, topic["notes"].strip())
        notes.rest()

    def _promise(self, session: str, item: str, action: Table) -> None:
        due = action["due"]
        self._desk.actions.add(
            action["text"],
            owner=self._members[action["owner"]],
            due=due if due == DUE_NEXT_SESSION else _day(self._today, due).isoformat(),
            item=item,
            session=session,
        )

    def _finish(self, action: Table) -> None:
        actions = self._desk.open_pair.pair.open_actions
        found = next(each for each in actions if each.text == action["text"])
        self._desk.actions.set_done(found.id, done=True)

    # -- finding --------------------------------------------------------------------------

    def _session(self, ordinal: int) -> str:
        return session_id(self._desk.open_pair.id, ordinal)

    def _find(self, session: str, title: str) -> str:
        agenda = self._desk.open_pair.pair.agenda(session)
        return next((item.id for item in agenda if item.title == title), "")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.read_text(f"{FOLDER}/{name}"))


def _person(about: Table) -> Person:
    return Person(about["name"], about["role"], about["wants"], about["gives"])


def _prompt(row: Table) -> Prompt:
    return Prompt(**{**row, "stage": Stage(row["stage"]), "role": AskedBy(row["role"])})


def _actions(session: Table) -> Iterator[Table]:
    for topic in session["topic"]:
        yield from topic.get("action", ())


def _day(today: datetime, days: int) -> date:
    return today.date() + timedelta(days)


def _at(today: datetime, moment: Table) -> datetime:
    """Return the local time of `days` from today and `at` o'clock."""
    return datetime.combine(_day(today, moment["days"]), time.fromisoformat(moment["at"]))


def _wind(clock: FakeClock, moment: datetime) -> None:
    """Let the time pass up to a local moment; one that has passed already is now."""
    target = moment.replace(tzinfo=ZoneInfo(clock.local_zone())).timestamp()
    seconds = target - clock.now().wall_ms / 1000
    if seconds > _NIGHT:
        clock.reboot(seconds)
    elif seconds > 0:
        clock.advance(seconds)
