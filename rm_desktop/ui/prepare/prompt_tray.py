"""The prompt that lies ready while an agenda is prepared. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable

from rm_desktop.domain.prompts import AskedBy, Prompt
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.prompts import Prompts
from rm_desktop.ui.prepare.prompt_words import Suggested


class PromptTray:
    """Draws a card when none lies there or the one there no longer suits."""

    def __init__(self, prompts: Callable[[], Prompts], asks: Callable[[AskedBy], str]) -> None:
        """Take the library, read at the first draw, and the words for who asks."""
        self._prompts = prompts
        self._asks = asks
        self._lying: Prompt | None = None

    def show(self, session: str) -> Suggested | None:
        """Return the card that lies there for a session, None if no card is left."""
        prompts = self._prompts()
        if self._lying is None or not prompts.suits_ahead(self._lying, session):
            self._lying = prompts.draw_ahead(session)
        return self._words(self._lying) if self._lying else None

    def another(self, session: str) -> Suggested | None:
        """Put this card aside and draw another one."""
        if self._lying is not None:
            self._prompts().put_aside(self._lying.id)
            self._lying = None
        return self.show(session)

    def _words(self, prompt: Prompt) -> Suggested:
        categories = {each.id: each.title for each in self._prompts().categories()}
        theme = categories.get(prompt.category, prompt.category)
        about = tr(
            "{theme} · depth {depth} · {who}",
            theme=harmless(theme),
            depth=prompt.depth,
            who=self._asks(prompt.role),
        )
        return Suggested(prompt.id, harmless(prompt.text), about, harmless(prompt.caution))
