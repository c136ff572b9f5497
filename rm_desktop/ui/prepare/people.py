"""The two people, in the words of whoever prepares: voices, first names, what a menu offers."""

from __future__ import annotations

from rm_desktop.domain.names import first_name
from rm_desktop.domain.prompts import AskedBy
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.menu import Choices
from rm_desktop.ui.prepare.around import Reader
from rm_desktop.ui.screen import Context


class People:
    """Looks everything up anew, as hand-over changes who "you" is."""

    def __init__(self, context: Context) -> None:
        """Take the words from the context."""
        self._context = context

    def word(self, member: str) -> str:
        """Return "You" or a first name."""
        return first_name(self._context.word(member))

    def reader(self) -> Reader:
        """Return who reads, here and now."""
        profile = self._context.profile
        now = profile.local_now().replace(tzinfo=None)
        return Reader(self._context.voice, self.word, now, profile.clock.local_zone())

    def choices(self) -> Choices:
        """Return who can lead, and which objectives a topic can serve."""
        pair = self._context.desk.open_pair.pair
        people = [(member, harmless(self.word(member))) for member in pair.members]
        goals = [(each.id, harmless(each.text)) for each in pair.live_objectives]
        return Choices((*people, ("", tr("Both"))), (("", tr("None")), *goals))

    def asks(self, role: AskedBy) -> str:
        """Return "you ask", "Henrik asks" or "for both"."""
        pair = self._context.desk.open_pair.pair
        member = {AskedBy.MENTOR: pair.mentor, AskedBy.MENTEE: pair.mentee}.get(role)
        if member is None:
            return tr("for both")
        word = self.word(member.id)
        return tr("you ask") if word == tr("You") else tr("{name} asks", name=harmless(word))

    def partner(self) -> str:
        """Return the first name of the one who is not at the keyboard."""
        opened = self._context.desk.open_pair
        return harmless(first_name(opened.pair.partner_of(opened.actor).name))
