"""A person at work, by dice: topics, typing, settings, the timer; and what of it has to be there.

A *fact* is what one key of the profile says: `topic/…`, `notes/…`, `action/…`, `timer/…`,
`takeaway/…`, `setting/…`, and `page/…` while the private vault is open. An act tells which facts
it may change.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from faults.run import promise
from faults.stage import desk_of
from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.services.notes import read_notes
from rm_desktop.services.profile import Profile
from rm_desktop.services.upkeep import compact

Facts = dict[str, Any]
#: Hears the key that an act is about to change, empty for something new.
Announce = Callable[[str], None]
_MOST_TOPICS = 40
_MOST_PAGES = 25


def facts(profile: Profile) -> Facts:
    """Return every fact of the open pair, read from documents and not from lists."""
    pair, vault = desk_of(profile).open_pair.pair, profile.ports.vault()
    found: Facts = {}
    for item in pair.items.values():
        found[f"topic/{item.id}"] = [item.title, item.minutes, bool(item.binned_at), item.outcome]
        if text := read_notes(item.id, vault):
            found[f"notes/{item.id}"] = text
    for action in pair.actions.values():
        found[f"action/{action.id}"] = action.text
    for session in pair.sessions.values():
        timeline = pair.timelines.get(session.id)
        found[f"timer/{session.id}"] = len(timeline.events) if timeline else 0
        found[f"takeaway/{session.id}"] = dict(session.takeaways).get(pair.mentor.id, "")
    found["setting/text_size"] = profile.settings.get("text_size")
    if profile.private.is_open:
        found |= pages(profile)
    return found


def pages(profile: Profile) -> Facts:
    """Return every fact of the private pages."""
    found: Facts = {}
    for ident in profile.private.vault().documents("text"):
        page = profile.pages.open(ident)
        if page is not None and (page.page.title or page.text):
            found[f"page/{ident}"] = [page.page.title, page.text, bool(page.page.binned_at)]
    return found


def hold(found: Facts, acknowledged: Facts, under_way: str | None) -> None:
    """Hold what is there to what was acknowledged; only the act that was under way may differ."""
    for key, value in acknowledged.items():
        if key != under_way:
            promise(found.get(key) == value, f"lost: {key} is {found.get(key)!r}, was {value!r}")
    made = ("topic/", "page/")
    new = {key for key in found.keys() - acknowledged.keys() if key.startswith(made)}
    promise(len(new) <= (under_way == ""), f"topics or pages nobody made: {new}")


class Work:
    """Acts on the open pair; `word` is part of everything that is typed."""

    def __init__(self, profile: Profile, dice: Random, word: str = "Budget") -> None:
        self._profile = profile
        self._desk = desk_of(profile)
        self._dice = dice
        self._word = word
        #: Private pages by id, and whether they lie in the bin.
        self._pages: dict[str, bool] = {}
        if profile.private.is_open:
            self._pages = {key[5:]: about[2] for key, about in pages(profile).items()}

    def act(self, announce: Announce = lambda _: None) -> Facts:
        """Do one thing and return the facts it made; raises what the disk says."""
        acts = (self.add, self.add, self.edit, self.delete, self.type, self.type, self.type)
        rarer = (self.set_up, self.steer, self.steer, self.promise, self.take_away, self.tidy)
        private = [self.write] * 6 + [self.throw_away]
        private = private if self._profile.private.is_open else []
        return self._dice.choice((*acts, *rarer, *private))(announce)

    def add(self, announce: Announce) -> Facts:
        """Add a topic; with many there already, edit one."""
        if len(self._topics()) >= _MOST_TOPICS:
            return self.edit(announce)
        announce("")
        place = self._dice.choice(("", self._session()))
        return self._topic(self._desk.agenda.add(place, self._words(), minutes=5))

    def edit(self, announce: Announce) -> Facts:
        """Change a topic's title, minutes and outcome."""
        if not (item := self._item()):
            return self.add(announce)
        announce(f"topic/{item}")
        fields = {"title": self._words(), "minutes": self._dice.randrange(60)}
        self._desk.agenda.edit(item, **fields, outcome=self._words())
        return self._topic(item)

    def delete(self, announce: Announce) -> Facts:
        """Put a topic into the bin."""
        if len(self._topics()) < _MOST_TOPICS // 2:
            return self.add(announce)
        item = self._item()
        announce(f"topic/{item}")
        self._desk.agenda.delete(item)
        return self._topic(item)

    def type(self, announce: Announce) -> Facts:
        """Type a batch into a topic's notes, or take some away; index it now and then."""
        if not (item := self._item()):
            return self.add(announce)
        notes = self._desk.notes(item)
        at = self._dice.randint(0, notes.length)
        removed = self._dice.choice((0, 0, 3)) if at + 3 <= notes.length else 0
        notes.splice(at, removed, f"{self._words()} ")
        announce(f"notes/{item}")
        (notes.rest if self._dice.random() < 0.3 else notes.save)()
        return {f"notes/{item}": notes.text}

    def set_up(self, announce: Announce) -> Facts:
        """Change a setting."""
        size = self._dice.randrange(80, 200)
        announce("setting/text_size")
        self._profile.settings.put("text_size", size, self._desk.open_pair.history)
        return {"setting/text_size": size}

    def steer(self, announce: Announce) -> Facts:
        """Start the session, or press one of the timer's buttons."""
        room, session = self._desk.room, self._session()
        if not self._desk.open_pair.pair.agenda(session):
            return self.add(announce)
        announce(f"timer/{session}")
        buttons: list[Callable[[], object]] = [lambda: room.start(session)]
        if self._desk.open_pair.pair.session(session).state == SessionState.RUNNING:
            buttons = [
                lambda: room.pause(session),
                lambda: room.resume(session),
                lambda: room.next_topic(session),
                lambda: room.extend(session, 5),
            ]
            if self._dice.random() < 0.05:
                buttons = [lambda: room.close(session, WrapUp.SKIPPED)]
        self._dice.choice(buttons)()
        timeline = self._desk.open_pair.pair.timelines.get(session)
        return {f"timer/{session}": len(timeline.events) if timeline else 0}

    def promise(self, announce: Announce) -> Facts:
        """Add an action item."""
        text = self._words()
        announce("action/")
        owner = self._desk.open_pair.you
        made = self._desk.actions.add(text, owner=owner, due="", item="", session=self._session())
        return {f"action/{made}": text}

    def take_away(self, announce: Announce) -> Facts:
        """Write a takeaway."""
        session, text = self._session(), self._words()
        announce(f"takeaway/{session}")
        self._desk.room.set_takeaway(session, self._desk.open_pair.pair.mentor.id, text)
        return {f"takeaway/{session}": text}

    def write(self, announce: Announce) -> Facts:
        """Write on in the journal, or begin an entry, or name one."""
        known, page = self._kept(), None
        if len(known) < _MOST_PAGES and self._dice.random() < 0.3:
            announce("")
            begun = self._desk.journal.begin()
            begun.splice(0, 0, self._words())
            begun.rest()
            self._pages[begun.id] = False
            return self._page(begun.id)
        if known:
            page = self._profile.pages.open(self._dice.choice(known))
        if page is None:
            return self.add(announce)
        announce(f"page/{page.id}")
        if self._dice.random() < 0.2:
            page.change(title=self._words())
        else:
            page.splice(self._dice.randint(0, page.length), 0, f"{self._words()} ")
            (page.rest if self._dice.random() < 0.3 else page.save)()
        if self._dice.random() < 0.2:
            self._profile.pages.leave(page.id)
        return self._page(page.id)

    def throw_away(self, announce: Announce) -> Facts:
        """Put a page into the bin."""
        known = self._kept()
        if not known:
            return self.add(announce)
        ident = self._dice.choice(known)
        announce(f"page/{ident}")
        self._desk.journal.bin(ident)
        self._pages[ident] = True
        return self._page(ident)

    def tidy(self, announce: Announce) -> Facts:
        """Fold long logs into snapshots."""
        announce("nothing")
        compact(self._profile.ports.vault())
        if self._profile.private.is_open:
            compact(self._profile.private.vault())
        return {}

    def _kept(self) -> list[str]:
        return [ident for ident, binned in self._pages.items() if not binned]

    def _page(self, ident: str) -> Facts:
        page = self._profile.pages.open(ident)
        if page is None:
            return {}
        return {f"page/{ident}": [page.page.title, page.text, bool(page.page.binned_at)]}

    def _words(self) -> str:
        return f"{self._word} {self._dice.randrange(10**6)}"

    def _session(self) -> str:
        return self._desk.open_pair.pair.next_session.id

    def _topics(self) -> list[str]:
        pair = self._desk.open_pair.pair
        return [item.id for item in pair.items.values() if not pair.is_away(item)]

    def _item(self) -> str:
        topics = self._topics()
        return self._dice.choice(topics) if topics else ""

    def _topic(self, ident: str) -> Facts:
        item = self._desk.open_pair.pair.items[ident]
        return {f"topic/{ident}": [item.title, item.minutes, bool(item.binned_at), item.outcome]}
