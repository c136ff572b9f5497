"""What erasing asks for: a word to type, then the profile closes and a worker does the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.erase_card import EraseCard, erase_word, reaches, what_others_hold
from rm_desktop.ui.settings.words import delete_question
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.erase import Erased


class EraseDesk(QObject):
    """Serves one card, and the deletion of a pair."""

    def __init__(self, card: EraseCard, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._workers = Workers(context.house, threads=1)  # a deleted pair takes its screens along
        card.erase_requested.connect(self._on_erase_requested)

    def show(self) -> None:
        """Offer it to the owner only."""
        self._card.setVisible(door_of(self._context).is_home)

    @Slot()
    def _on_erase_requested(self) -> None:
        word = erase_word()
        question = "\n\n".join((*reaches(), tr("Type “{word}” to go on.", word=word)))
        typed = self._context.dialogs.ask_text(tr("Erase everything?"), question)
        if typed is None:
            return
        if typed.strip().casefold() != word.casefold():
            words = tr("Nothing was erased: the word was another one.")
            self._context.say(words, "", None)
            return
        profile = self._context.profile

        def begin() -> Callable[[], str]:
            from rm_desktop.services.erase_everything import erasing_everything

            job = erasing_everything(profile)
            return lambda: erased_words(job())

        self._context.reopen(tr("Erasing everything…"), begin)

    def delete_pair(self) -> None:
        """Delete the open pair for good, private pages about it too where their owner says so."""
        context = self._context
        profile, opened = context.profile, context.desk.open_pair
        question = f"{delete_question(opened.pair)}\n\n{what_others_hold()}"
        title = tr("Delete this pair?")
        if not context.dialogs.ask(title, question, tr("Delete for good")):
            return
        pages = False
        if profile.private_is_open and profile.private.vault().pages_about(opened.id):
            pages = context.dialogs.ask(
                tr("Your private pages about this pair"),
                tr("Erase them for ever, too? Otherwise they stay in your journal."),
                tr("Erase them, too"),
            )
        from rm_desktop.services.erase import erasing_pair

        job = context.attempt(partial(erasing_pair, profile, opened.id, pages=pages))
        if job is not None:
            told = _Told(context)
            self._workers.run(job, told.tell, told.fail)


class _Told(QObject):
    """Says what remains, although the screens that asked are gone by then."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.house)
        self._say = context.say

    @Slot(object)
    def tell(self, erased: Erased) -> None:
        """Say what could not be reached."""
        self._say(erased_words(erased), "", None)

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """Say what went wrong; the rest is erased at the next start."""
        if not isinstance(error, KnownError):
            raise error
        self._say(f"{error.sentence} {error.next_step}".strip(), "", None)


def erased_words(erased: Erased) -> str:
    """Say that it is done and what remains elsewhere."""
    return " ".join((tr("Erased."), *erased.what_remains))
