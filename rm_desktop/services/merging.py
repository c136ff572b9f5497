"""What others wrote comes into documents: the pair's on the desk, and texts, open or not.

Everything is stored in the caller's transaction, together with the heads that cover it; the house
hears of it after that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Changes, Kind, Origin
from rm_desktop.domain.deletions import taken_away
from rm_desktop.domain.pair import Pair, notes_id
from rm_desktop.services.open_pair import OpenPair, Touched
from rm_desktop.services.pairs import YOU
from rm_desktop.vault.sync_shelf import SyncShelf
from rm_desktop.vault.vault import Sharing

if TYPE_CHECKING:
    from rm_desktop.documents.pair import PairDocument
    from rm_desktop.services.desk import Desk
    from rm_desktop.vault.vault import Vault
    from rm_desktop.wire.content import Update

_NOTES = notes_id("")


def any_loss(_before: Pair, _after: Pair) -> bool:
    """Bear every change, as when a person said yes."""
    return True


def small_loss(before: Pair, after: Pair) -> bool:
    """Bear a change unless it takes so much away that a person is asked first."""
    return not taken_away(before, after).is_large


class Merging:
    """The documents of one space. Use: `prepare`, then `store` in a transaction, then `show`.

    When the transaction fails, `take_back` instead of `show`.
    """

    def __init__(
        self,
        space: bytes,
        pair: str,
        vault: Callable[[], Vault],
        desk: Callable[[], Desk | None],
        tell: Callable[[Changes], None],
        now_ms: Callable[[], int],
    ) -> None:
        """Name the documents by their space and pair."""
        self._space, self._pair = space, pair
        self._vault, self._desk, self._tell, self._now_ms = vault, desk, tell, now_ms
        self._opened: OpenPair | None = None
        self._touched: Touched = frozenset()
        self._texts: dict[str, list[bytes]] = {}

    def prepare(self) -> None:
        """Store what is only in memory; raises `KnownError` if the disk refuses."""
        self._opened = self.opened()
        self._opened.flush()
        self._touched, self._texts = frozenset(), {}

    def opened(self) -> OpenPair:
        """Return the pair on the desk if it is this one, else as the vault has it."""
        desk = self._desk()
        if desk is not None and desk.open_pair.id == self._pair:
            return desk.open_pair
        you = str(self._vault().setting(self._pair, YOU, ""))
        return OpenPair(self._pair, you, self._vault, self._now_ms, self._tell)

    def on_the_desk(self, document: str) -> PairDocument | None:
        """Return the pair's document if it is in memory and holds nothing unsaved."""
        desk = self._desk()
        opened = desk.open_pair if desk is not None else None
        if opened is None or opened.id != document or not opened.is_loaded or opened.has_unsaved:
            return None
        return opened.document

    def is_ours(self, update: Update) -> bool:
        """Tell whether an update is for a document of this space: nobody writes elsewhere."""
        if update.document == self._pair:
            return update.kind == "pair"
        if update.kind != "text" or not update.document.endswith(_NOTES):
            return False
        return self._is_here(update.document) is not False

    def _is_here(self, document: str) -> bool | None:
        """Tell whether a document is in this space; None for one that is not there at all."""
        try:
            return SyncShelf(self._vault()).space_of(document) == self._space
        except LookupError:
            return None

    def store(
        self, updates: Sequence[Update], bears: Callable[[Pair, Pair], bool] = small_loss
    ) -> frozenset[int]:
        """Store updates that are ours and were rehearsed, inside a transaction.

        Returns the places of those that were held back.
        """
        places = [n for n, update in enumerate(updates) if update.document == self._pair]
        held = self._store_pair(updates, places, bears)
        for update in updates:
            if update.document != self._pair:
                self._texts.setdefault(update.document, []).append(update.data)
        for document, data in self._texts.items():
            sharing = Sharing("remote", beside=self._pair)
            self._vault().write(document, kind="text", updates=data, dirty=True, sharing=sharing)
        return held

    def show(self) -> None:
        """Let editors and the house know."""
        desk = self._desk()
        items = {document.removesuffix(_NOTES): data for document, data in self._texts.items()}
        if desk is not None and desk.open_pair is self._opened:
            for item, data in items.items():
                if (notes := desk.opened_notes(item)) is not None:
                    notes.merge(data)
        kinds = {kind for kind, _ in self._touched} | ({Kind.NOTES} if items else set())
        ids = {ident for _, ident in self._touched if ident} | items.keys()
        if kinds:
            self._tell(Changes(frozenset(kinds), frozenset(ids), Origin.REMOTE))

    def take_back(self) -> None:
        """Forget what was not stored."""
        if self._touched and self._opened is not None:
            self._opened.reload()

    def _store_pair(
        self, updates: Sequence[Update], places: list[int], bears: Callable[[Pair, Pair], bool]
    ) -> frozenset[int]:
        if not places or self._opened is None:
            return frozenset()
        before = self._opened.pair.items
        touched = self._opened.merge([updates[place].data for place in places], bears)
        if touched is None:
            return frozenset(places)
        self._touched = touched
        gone = before.keys() - self._opened.pair.items.keys()
        notes = sorted(filter(self._is_here, map(notes_id, gone)))
        if notes:  # their words went for good with them; ids may be those of another pair's topics
            self._vault().delete_documents(notes)
        return frozenset()
