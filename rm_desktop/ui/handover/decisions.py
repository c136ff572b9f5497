"""Whom the laptop goes to and what the cover says about it; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What the cover says; `name` and `voice` are those of the one who comes."""

    name: str
    voice: Literal["you", "them"]
    title: str
    signed: str
    open: str
    closed: str
    accept: str
    stay: str


class HandOver:
    """One passing of the keyboard, from its cover to its end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def possible(self) -> bool:
        """Whether there is somebody to hand over to."""
        pair, actor = self._people
        return bool(pair.partner_of(actor).id)

    @property
    def words(self) -> CoverWords:
        """What the cover says now."""
        pair, actor = self._people
        comes = pair.partner_of(actor)
        name, goes = first_name(harmless(comes.name)), first_name(harmless(pair.name(actor)))
        home = comes.id == self._desk.open_pair.you
        return CoverWords(
            name=harmless(comes.name),
            voice="you" if home else "them",
            title=tr("Hand the laptop back to {name}", name=name)
            if home
            else tr("Hand the laptop to {name}", name=name),
            signed=tr(
                "From here on, topics, takeaways, actions and signatures carry {name}’s name.",
                name=name,
            ),
            open=tr("Open to both: the agenda, shared notes, what you two agreed, past sessions."),
            closed=tr("Closed: whatever only one of you may read."),
            accept=tr("I am {name}, continue", name=name),
            stay=tr("Back to {name}", name=goes),
        )

    def accept(self) -> None:
        """Let the one who came write."""
        self._desk.members.hand_over()

    @property
    def _people(self) -> tuple[Pair, str]:
        return self._desk.open_pair.glance, self._desk.open_pair.actor
