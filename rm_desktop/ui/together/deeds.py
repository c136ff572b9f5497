"""What can be done on the screen: each deed, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.screen import Context
from rm_desktop.ui.together.rhythm import RhythmPlan


class Deeds:
    """The verbs of the screen over the services."""

    def __init__(self, context: Context) -> None:
        """Act on the context's desk and say so in its window."""
        self._context = context
        self._desk = context.desk

    # -- purpose and objectives -----------------------------------------------------------

    def set_purpose(self, text: str) -> None:
        """Set the sentence that both share."""
        self._attempt(lambda: self._desk.together.set_purpose(text))

    def set_wants(self, member: str, text: str) -> None:
        """Set what a member wants to learn."""
        self._attempt(lambda: self._desk.together.set_wishes(member, wants=text))

    def set_gives(self, member: str, text: str) -> None:
        """Set what a member can give."""
        self._attempt(lambda: self._desk.together.set_wishes(member, gives=text))

    def add_objective(self, text: str, owner: str) -> None:
        """Add an objective."""
        self._attempt(lambda: self._desk.together.add_objective(text, owner))

    def set_objective(self, objective: str, text: str) -> None:
        """Change an objective's words; without any it stays as it was."""
        words = " ".join(text.split())
        if words and words != self._desk.open_pair.pair.objectives[objective].text:
            self._attempt(lambda: self._desk.together.edit_objective(objective, text=words))

    def set_progress(self, objective: str, progress: int) -> None:
        """Say how far an objective is."""
        self._attempt(lambda: self._desk.together.edit_objective(objective, progress=progress))

    def delete_objective(self, objective: str) -> None:
        """Put an objective into the bin."""
        if self._attempt(lambda: self._desk.together.delete_objective(objective)):
            self._say(tr("Objective deleted."))

    # -- agreement ------------------------------------------------------------------------

    def set_field(self, field: str, text: str) -> None:
        """Change one field of the agreement."""
        self._attempt(lambda: self._desk.agreement.edit(field, text))

    def sign(self) -> None:
        """Put the name of the person at the keyboard to the present words."""
        opened = self._desk.open_pair
        name = harmless(first_name(opened.pair.name(opened.actor)))
        if self._attempt(lambda: self._desk.agreement.sign(opened.actor)):
            self._say(tr("Signed as {name}.", name=name))

    # -- rhythm ---------------------------------------------------------------------------

    def change_rhythm(self, change: Callable[[RhythmPlan], RhythmPlan]) -> str:
        """Change the rhythm; return the sentence why it cannot be, empty if it could."""
        present = RhythmPlan.of(self._desk.open_pair.pair.charter)
        try:
            plan = change(present)
        except KnownError as error:
            return str(error)
        if plan != present:
            self._attempt(
                lambda: self._desk.together.set_rhythm(
                    every=plan.every, count=plan.count, minutes=plan.minutes, zone=plan.zone
                )
            )
        return ""

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Tell whether something could be done; if not, the context has said why."""
        return self._context.attempt(lambda: (act(),)) is not None

    def _say(self, sentence: str) -> None:
        self._context.say(sentence, tr("Undo"), self._desk.open_pair.history.way_back())
