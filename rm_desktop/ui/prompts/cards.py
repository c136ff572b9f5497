"""Prompts as a person reads them: who asks, how deep, what to mind, where it was used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rm_desktop.domain.picker import deepest_open, why_closed
from rm_desktop.domain.prompts import (
    LIBRARY,
    AskedBy,
    Category,
    Prompt,
    can_join_agenda,
    stage_word,
)
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.looking import Stock

#: Sessions named on a card; a prompt asked more often says how often.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Asker:
    """Who holds a card: the first name and whose colour it has."""

    name: str
    voice: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One prompt on a card. Without `addable` the note says why it cannot join the agenda.

    `writable`: it is for the owner's own reflection, and the owner has the keyboard.
    """

    id: str
    asks: str
    voice: str
    depth: str
    text: str
    caution: str = ""
    note: str = ""
    favourite: bool = False
    addable: bool = False
    writable: bool = False

    @property
    def spoken(self) -> str:
        """The whole card in one breath, for a screen reader."""
        caution = tr("Sensitive: {words}", words=self.caution) if self.caution else ""
        star = tr("Favourite") if self.favourite else ""
        parts = (self.text, self.asks, self.depth, caution, self.note, star)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class DetailView:
    """One prompt in full."""

    card: CardView
    theme: str
    belongs: str
    why: str
    follow_up: str
    closed: str = ""
    hidden: bool = False
    editable: bool = False
    removable: bool = False


class PromptWords:
    """Turns prompts into what cards and panels show."""

    def __init__(
        self,
        askers: Mapping[str, Asker],
        categories: tuple[Category, ...],
        stock: Stock,
        *,
        can_write: bool = False,
    ) -> None:
        """Know who is who: `askers` has the two by role; the owner may write in the journal."""
        self._can_write = can_write
        self._askers = askers
        self._categories = {c.id: c for c in categories}
        self._stock = stock

    def card(self, prompt: Prompt) -> CardView:
        """Return a prompt as a card of the grid."""
        used = self._stock.uses.get(prompt.id, ())
        waiting = self._stock.upcoming in used
        closed = why_closed(prompt, self._stock.draws)
        asked = can_join_agenda(prompt)
        notes = [self._used(used)]
        if not asked:
            notes.insert(0, tr("For your own reflection"))
        elif closed:
            notes.append(self._closed_word(prompt))
        return CardView(
            prompt.id,
            self._asks(prompt),
            self._voice(prompt),
            tr("Depth {n}", n=prompt.depth),
            harmless(prompt.text),
            harmless(prompt.caution),
            " · ".join(note for note in notes if note),
            prompt.id in self._stock.draws.favourites,
            asked and not closed and not waiting,
            self._can_write and not asked and self._voice(prompt) != "them",
        )

    def detail(self, prompt: Prompt) -> DetailView:
        """Return a prompt with everything there is to read about it."""
        category = self._categories.get(prompt.category)
        stage = tr("Stage: {stage}", stage=stage_word(prompt.stage))
        return DetailView(
            self.card(prompt),
            category.title if category else prompt.category,
            " · ".join((stage, self._source(prompt))),
            harmless(prompt.why),
            harmless(prompt.follow_up),
            why_closed(prompt, self._stock.draws) if can_join_agenda(prompt) else "",
            prompt.id in self._stock.draws.hidden,
            not prompt.pack,
            prompt.pack != LIBRARY,
        )

    def _voice(self, prompt: Prompt) -> str:
        asker = self._askers.get(prompt.role)
        return asker.voice if asker else "both"

    def _asks(self, prompt: Prompt) -> str:
        asker = self._askers.get(prompt.role)
        if asker is None:
            return tr("Either") if can_join_agenda(prompt) else tr("For both")
        words = tr("{name} asks") if can_join_agenda(prompt) else tr("For {name}")
        return words.format(name=harmless(asker.name))

    def _closed_word(self, prompt: Prompt) -> str:
        if prompt.category in self._stock.draws.limits:
            return tr("Off the table")
        if prompt.depth > deepest_open(self._stock.draws):
            return tr("Depth {n} is not open yet", n=prompt.depth)
        return tr("Waits for “Homework done”")

    def _used(self, numbers: tuple[int, ...]) -> str:
        past = [n for n in numbers if n != self._stock.upcoming]
        if self._stock.upcoming in numbers:
            return tr("On the agenda of session {n}", n=self._stock.upcoming)
        if not past:
            return ""
        if len(past) > _NAMED:
            return tr("Used in {n} sessions", n=len(past))
        if len(past) == 1:
            return tr("Used in session {n}", n=past[0])
        slots = {"some": ", ".join(map(str, past[:-1])), "last": past[-1]}
        return tr("Used in sessions {some} and {last}", **slots)

    @staticmethod
    def _source(prompt: Prompt) -> str:
        if prompt.pack == LIBRARY:
            return tr("From the library")
        if not prompt.pack:
            return tr("One of your own")
        return tr("From the pack “{name}”", name=harmless(prompt.pack))


def askers(mentor: Asker, mentee: Asker) -> Mapping[str, Asker]:
    """Return the two by the role that a prompt names."""
    return {AskedBy.MENTOR: mentor, AskedBy.MENTEE: mentee}
