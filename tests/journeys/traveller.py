"""A laptop whose screens are read: the words on Today, on an agenda, in a summary."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rm_desktop.domain.timer_words import clock_face
from rm_desktop.ui.today.decisions import Person, Today, look
from tests.laptop import Laptop

WEEK = timedelta(weeks=1)


class Traveller(Laptop):
    """What a person sees and does, without the window that draws it."""

    def today(self) -> Today:
        """Return Today as it stands, from what is known without the document."""
        opened = self.desk.open_pair

        def word(member: str) -> str:
            return "You" if member == opened.you == opened.actor else opened.glance.name(member)

        def voice(member: str) -> str:
            return "you" if member == opened.you else "them" if member else "both"

        person = Person(opened.actor, word, voice)
        now = self.profile.local_now().replace(tzinfo=None)
        return look(opened.glance, person, now, self.clock.local_zone())

    def topics_today(self) -> list[str]:
        return [row.title for row in self.today().topics]

    def agenda(self) -> str:
        """Return the next session's agenda as it is printed."""
        return self.desk.summaries.agenda_markdown(self.upcoming)

    def summary(self, session: str) -> str:
        """Return a session's record as it is copied."""
        return self.desk.summaries.markdown(session)

    def timer(self) -> str:
        """Return what the timer shows: the current topic and its time left."""
        reading = self.desk.room.reading(self.upcoming)
        title = self.pair.items[reading.current].title if reading.current else ""
        return f"{title} {clock_face(reading.left_ms)}"

    def hand_over(self) -> None:
        self.desk.members.hand_over()

    def wait_until(self, moment: datetime) -> None:
        """Let time pass, the laptop switched on, up to a local moment."""
        target = moment.replace(tzinfo=ZoneInfo(self.clock.local_zone())).timestamp()
        self.clock.advance(target - self.clock.now().wall_ms / 1000)

    def minutes(self, minutes: float) -> None:
        """Let minutes pass."""
        self.clock.advance(minutes * 60)

    def write(self, title: str, words: str) -> None:
        """Type notes under a topic, and rest."""
        notes = self.desk.notes(self.topic(title).id)
        notes.splice(notes.length, 0, words)
        notes.rest()
