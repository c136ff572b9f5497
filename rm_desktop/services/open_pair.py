"""The open pair and the one road of a change: verb, document, one transaction, one signal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import NOTHING, Changes, Kind, Origin
from rm_desktop.domain.entities import Session
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.pair import Pair
from rm_desktop.services.history import History, Step

if TYPE_CHECKING:
    from rm_desktop.documents.pair import PairDocument
    from rm_desktop.vault.vault import Vault

Touched = frozenset[tuple[Kind, str]]
#: So many characters of a device's id tell its hand apart in a pair's document.
HAND = 8


def read_document(ident: str, vault: Vault) -> PairDocument:
    """Return a pair's document as the vault has it; one that is new begins empty."""
    from rm_desktop.documents.pair import PairDocument

    stored, hand = vault.load_document(ident), vault.device[:HAND]
    if stored is None:
        return PairDocument(ident, hand=hand)
    return PairDocument(ident, stored.snapshot or b"", stored.updates, hand)


class OpenPair:
    """The pair on screen.

    `glance` may come from the projection alone (what *Today* needs); `pair` is complete and loads
    the document on first use. `actor` is the member at the keyboard, `you` the profile's owner.
    """

    def __init__(
        self,
        ident: str,
        you: str,
        vault: Callable[[], Vault],
        now_ms: Callable[[], int],
        tell: Callable[[Changes], None],
        glimpse: Pair | None = None,
    ) -> None:
        """Name the pair; nothing is read until somebody asks."""
        self.id = ident
        self.you = you
        self.actor = you
        self.history = History()
        self.now_ms = now_ms
        self._vault = vault
        self._tell = tell
        self._glimpse = glimpse
        self._document: PairDocument | None = None
        self._unsaved: list[bytes] = []
        self._unsaved_keys: set[tuple[Kind, str]] = set()
        self._astray: set[str] = set()
        self._is_gone = False

    # -- reading --------------------------------------------------------------------------

    @property
    def document(self) -> PairDocument:
        """The pair's document, loaded on first use."""
        if self._document is None:
            self._document = read_document(self.id, self._vault())
            self._glimpse = None
        return self._document

    def take(self, document: PairDocument) -> None:
        """Go on with a document that a worker has read, unless it was needed sooner.

        Nothing has been written meanwhile: what writes needs the document first.
        """
        if self._document is None and document.id == self.id:
            self._document, self._glimpse = document, None

    @property
    def pair(self) -> Pair:
        """The complete pair."""
        return self.document.pair

    @property
    def glance(self) -> Pair:
        """The pair as far as it is known without reading the document."""
        return self._glimpse or self.pair

    @property
    def is_loaded(self) -> bool:
        """Tell whether the document has been read."""
        return self._document is not None

    # -- the road of a change -------------------------------------------------------------

    def change(
        self, label: str, act: Callable[[PairDocument], None], *, quiet: bool = False
    ) -> Changes:
        """Make one edit, store it and tell the house; what cannot be stored now is kept.

        A quiet edit is not undone: nobody thinks of it as a change.
        Raises `KnownError` after the house has heard, if the disk refuses: the edit is on screen
        and `flush` stores it later.
        """
        document = self.document
        try:
            act(document)
        except BaseException:
            self._unsaved += document.abandon()  # later edits build on it
            with suppress(KnownError):
                self.flush()
            raise
        updates, touched = document.commit(quiet=quiet)
        if not updates:
            return NOTHING
        if not quiet:
            self.history.push(Step(label, self._undo, self._redo, waits=True))
        return self._store(updates, touched, label, Origin.LOCAL)

    def ensure_session(self, document: PairDocument, session: Session) -> None:
        """Write the next session down before something refers to it.

        Nobody chose what it begins with, so this goes before nothing that a partner did with it.
        """
        if session.id in document.pair.sessions:
            return
        values = {"ordinal": session.ordinal, "zone": session.zone, "minutes": session.minutes}
        document.found(session.id, **values)

    def flush(self) -> None:
        """Store what could not be stored before; raises `KnownError` if it still cannot."""
        if self._is_gone or not (self._unsaved or self._unsaved_keys):
            return
        from rm_desktop.services import projection

        rows, vault = projection.project(self.pair, self._unsaved_keys), self._vault()
        if self._astray:  # first: to index them once too often does no harm
            vault.mark_dirty(self._astray)
        vault.write(
            self.id,
            updates=tuple(self._unsaved),
            items=rows.items,
            removed=rows.removed,
            texts=rows.texts,
        )
        self._unsaved.clear()
        self._unsaved_keys.clear()
        self._astray.clear()

    def merge(
        self, updates: Sequence[bytes], bears: Callable[[Pair, Pair], bool]
    ) -> Touched | None:
        """Take in and store what others wrote; None if `bears` does not, and nothing has happened.

        Inside the caller's transaction, before which everything was flushed: when that fails,
        `reload`. The caller tells the house.
        """
        before = self.pair
        touched = self.document.merge(updates)
        if not bears(before, self.pair):
            self.reload()
            return None
        from rm_desktop.services import projection
        from rm_desktop.vault.vault import Sharing

        rows, vault = projection.project(self.pair, touched), self._vault()
        vault.write(
            self.id,
            updates=updates,
            items=rows.items,
            removed=rows.removed,
            texts=rows.texts,
            sharing=Sharing("remote"),
        )
        vault.mark_dirty(projection.notes_astray(before, self.pair, touched))
        return touched

    def reload(self) -> None:
        """Go back to what the vault holds; what could be undone is forgotten."""
        self._document = read_document(self.id, self._vault())
        self.history.clear()

    def let_see(self, *, sees: bool) -> None:
        """Tell whether the person sees at once what the partner writes: not while they type."""
        if self._document is not None:
            self._document.let_see(sees=sees)

    def forget_undo(self) -> None:
        """Forget what could be undone, as when something was deleted for good."""
        self.document.forget_undo()
        self.history.clear()

    def owe_shedding(self) -> None:
        """Note that words are about to go for good which the history will still hold."""
        from rm_desktop.services.shedding import owe_shedding

        owe_shedding(self.id, self._vault())

    def shed_if_owed(self) -> None:
        """Make up for what a kill or a withdrawal left, while nothing can be undone."""
        from rm_desktop.services.shedding import owes_shedding

        if not self.history.undo_label and owes_shedding(self.id, self._vault()):
            self.shed()

    def shed(self) -> None:
        """Forget how the pair came to be: what was deleted for good is in no history either.

        Nothing can be undone after it. See DECISIONS for what sharing between devices will ask.
        """
        from rm_desktop.services.shedding import shed

        self.flush()
        self.forget_undo()
        self._document = shed(self.document, self._vault())

    def leave_behind(self) -> None:
        """Store nothing any more: the pair was deleted, whatever an editor still holds."""
        self._is_gone = True

    @property
    def is_gone(self) -> bool:
        """Tell whether the pair was deleted."""
        return self._is_gone

    @property
    def has_unsaved(self) -> bool:
        """Tell whether an edit waits for room on the disk."""
        return bool(self._unsaved) and not self._is_gone

    def tell(self, changes: Changes) -> Changes:
        """Tell the house of a change that is not in the document, and hand it on."""
        self._tell(changes)
        return changes

    def _undo(self) -> Changes:
        return self._again(self.document.undo)

    def _redo(self) -> Changes:
        return self._again(self.document.redo)

    def _again(self, step: Callable[[], tuple[list[bytes], Touched]]) -> Changes:
        from rm_desktop.services import projection

        before = self.pair
        updates, touched = step()
        self._astray |= projection.notes_astray(before, self.pair, touched)
        return self._store(updates, touched, "", Origin.UNDO) if updates else NOTHING

    def _store(
        self, updates: Iterable[bytes], touched: Touched, label: str, origin: Origin
    ) -> Changes:
        self._unsaved += updates
        self._unsaved_keys |= touched
        changes = Changes(
            frozenset(kind for kind, _ in touched),
            frozenset(ident for _, ident in touched if ident),
            origin,
            label,
        )
        failure: KnownError | None = None
        try:
            self.flush()
        except KnownError as error:
            failure = error
        self._tell(changes)
        if failure:
            raise failure
        return changes
