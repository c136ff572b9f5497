"""Which card lies on the table: the topic's own, or one that was drawn; no Qt."""

from __future__ import annotations

from rm_desktop.domain.entities import AgendaItem
from rm_desktop.domain.prompts import Prompt, Stage
from rm_desktop.domain.words import tr
from rm_desktop.services.prompts import Prompts


class PromptTable:
    """One table per session; a card that is drawn is noted as asked without further ado."""

    def __init__(self, prompts: Prompts, session: str) -> None:
        """Begin with the card that lay there when the app was closed, if one did."""
        self._prompts = prompts
        self._session = session
        self._topic = ""
        self.card: Prompt | None = prompts.on_table(session) if session else None
        self.on_agenda = False
        self.exhausted = False

    @property
    def about(self) -> str:
        """Return "Digital fluency · depth 2" for the card on the table."""
        if self.card is None:
            return ""
        titles = {category.id: category.title for category in self._prompts.categories()}
        theme = titles.get(self.card.category, "")
        depth = tr("depth {n}", n=self.card.depth)
        return f"{theme} · {depth}" if theme else depth

    def turn_to(self, topic: AgendaItem | None) -> None:
        """Turn to a topic; one that came from a prompt puts that card on the table."""
        if topic is None or topic.id == self._topic:
            return
        self._topic = topic.id
        own = self._prompts.find(topic.prompt) if topic.prompt else None
        if own is not None:
            self.card, self.on_agenda = own, True
        elif self.on_agenda:
            self.card, self.on_agenda = None, False

    def draw(self, stage: Stage) -> None:
        """Put another card on the table, one that suits this part of the session."""
        drawn = self._prompts.draw(stage) or self._prompts.draw()
        self.exhausted = drawn is None
        self.card, self.on_agenda = drawn, False
        if drawn is not None:
            self._prompts.note_asked(drawn.id, self._session)
            self._prompts.lay(drawn.id, self._session)

    def another(self, stage: Stage) -> None:
        """Put the card aside, as if it had not been asked, and draw."""
        self._put_back()
        self.draw(stage)

    def hide(self, stage: Stage) -> str:
        """Note that the card is not for these two, and draw; return its id."""
        card = self.card
        self._put_back()
        if card is None:
            return ""
        self._prompts.set_hidden(card.id, on=True)
        self.draw(stage)
        return card.id

    def add(self, before: str) -> str:
        """Put the card on the agenda as a topic; return the topic's id."""
        if self.card is None:
            return ""
        item = self._prompts.add_to_agenda(self.card.id, self._session, before=before)
        self.on_agenda = True
        return item

    def _put_back(self) -> None:
        if self.card is not None and not self.on_agenda:
            self._prompts.put_aside(self.card.id)
            self._prompts.note_asked(self.card.id, self._session, asked=False)
