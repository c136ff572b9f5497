"""What brings an exported pair in: the file is read, told, agreed to, and stored after a backup."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.pair_card import PairCard
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.pair_import import ReadPair


class PairDesk(QObject):
    """Serves the button of one card for as long as it is there."""

    def __init__(self, card: PairCard, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._workers = Workers(self, threads=1)
        self._read: ReadPair | None = None
        card.bring_requested.connect(self._on_bring_requested)

    def close(self) -> None:
        """Wait for a backup that has begun."""
        self._workers.close()

    @Slot()
    def _on_bring_requested(self) -> None:
        from rm_desktop.domain.backups import Reason
        from rm_desktop.services.pair_import import look_at_pair

        dialogs, profile = self._context.dialogs, self._context.profile
        path = dialogs.pick_open(tr("An exported pair"), tr("Exported pairs (*.json)"))
        read = self._context.attempt(partial(look_at_pair, path)) if path else None
        if read is None:
            return
        title = tr("Bring in this pair?")
        if not dialogs.ask(title, _told(read), tr("Bring it in")):
            return
        if self._context.attempt(self._settled) is None:
            return
        self._read = read
        self._card.bring.setEnabled(False)
        backups = profile.backups
        self._workers.run(lambda: backups.make(Reason.IMPORT), self._on_safe, self._on_failed)

    def _settled(self) -> bool:
        self._context.profile.settle()
        return True

    @Slot(object)
    def _on_safe(self, _made: object) -> None:
        from rm_desktop.services.pair_import import take_in_pair, you_in

        read, self._read = self._read, None
        self._card.bring.setEnabled(True)
        if read is None:
            return
        profile = self._context.profile
        you = you_in(read, self._context.desk.open_pair.pair.name(self._context.desk.open_pair.you))
        pair = self._context.attempt(lambda: take_in_pair(read, profile.ports.vault(), you))
        if pair is not None:
            self._context.attempt(lambda: profile.open_pair(pair))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._read = None
        self._card.bring.setEnabled(True)
        if not isinstance(error, KnownError):
            raise error
        self._context.say(f"{error.sentence} {error.next_step}".strip(), "", None)


def _told(read: ReadPair) -> str:
    pair = read.pair
    counts = (
        trn("{n} session", "{n} sessions", len(pair.sessions)),
        trn("{n} topic", "{n} topics", len(pair.items)),
    )
    names = tr("{one} and {other}", one=pair.mentor.name, other=pair.mentee.name)
    words = tr("It becomes another pair here; the pairs that are here stay as they are.")
    return f"{harmless(names)}: {', '.join(counts)}.\n\n{words}"
