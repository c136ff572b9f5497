"""The document of one pair: edit verbs in, update bytes and frozen snapshots out.

The recipe (a map of topics by id with a `session` field, and one movable list of all ids) held in
300 random histories without loss, duplicate or divergence; see DECISIONS.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import loro

from rm_desktop.documents.arrivals import Arrivals
from rm_desktop.documents.cells import MARK, NOBODY, Cell, is_open, shown, standing, written
from rm_desktop.documents.containers import list_in, map_in
from rm_desktop.documents.guard import guard, weakly
from rm_desktop.documents.pair_reader import DRAFT, PairReader
from rm_desktop.documents.schema import (
    BY_KIND,
    COLLECTED,
    TAKEAWAY,
    cells_of,
    is_shared,
    takeaway_of,
)
from rm_desktop.documents.undoing import TIMELINES, leave_to_others
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import Pair

SCHEMA = 1
#: Edits with this origin are not undone: nobody thinks of them as a change.
_OWN, _QUIET = "agenda", "quiet"
#: Edits that can be taken back; far beyond what anybody does by hand.
UNDO_DEPTH = 500


class PairDocument:
    """A pair's structure, without its long texts.

    Verbs change memory only; `commit` ends an edit and hands out what must be stored.
    """

    def __init__(
        self, ident: str, snapshot: bytes = b"", updates: Iterable[bytes] = (), hand: str = ""
    ) -> None:
        """Load what the vault holds; a new pair starts from nothing.

        `hand` tells this device's words from those that the same person writes on another one.
        """
        self.id = ident
        self.hand = hand
        self._doc = loro.LoroDoc()
        self._arrivals = Arrivals(self._doc)
        for blob in (snapshot, *updates):
            if blob:
                self._arrivals.take(blob)
        self._undo = loro.UndoManager(self._doc)
        self._undo.set_merge_interval(0)
        self._undo.set_max_undo_steps(UNDO_DEPTH)
        self._undo.add_exclude_origin_prefix(_QUIET)
        self._reader = PairReader(ident, self._doc)
        self._pending: list[bytes] = []
        self._settled = self._doc.state_frontiers
        self._subscription = self._doc.subscribe_local_update(weakly(self._keep))

    # -- reading --------------------------------------------------------------------------

    @property
    def pair(self) -> Pair:
        """The pair as it stands after the last commit."""
        return self._reader.pair

    def offered(self, kind: Kind, ident: str, field: str) -> list[Cell]:
        """Return what stands in a shared field: one cell, or several that wait for an answer.

        The one that is shown comes first.
        """
        cells = self._reader.cells(kind, ident, field)
        first = [shown(cells)] if cells else []
        return first + [cell for cell in standing(cells) if cell not in first]

    def snapshot(self) -> bytes:
        """Return the whole document; what is pending is committed first."""
        return bytes(guard(self._doc.export, loro.ExportMode.Snapshot()))

    @property
    def early(self) -> list[bytes]:
        """Updates of others that wait for what they build on; no snapshot holds them."""
        return self._arrivals.early

    def joined(self, updates: Sequence[bytes]) -> bytes:
        """Return one update that says what several of this document say."""
        return self._arrivals.joined(updates)

    def present(self) -> bytes:
        """Return the pair as it stands, without how it came to be: nothing deleted is in it.

        A copy that holds something newer of somebody else's cannot be joined to it, so this is
        for a pair that no other device has.
        """
        self._commit_quietly()
        frontiers = guard(lambda: self._doc.oplog_frontiers)
        return bytes(guard(self._doc.export, loro.ExportMode.ShallowSnapshot(frontiers)))

    # -- verbs ----------------------------------------------------------------------------

    def set_fields(self, kind: Kind, ident: str, member: str, **values: Any) -> None:
        """Set fields of one entity, making it if it is new."""
        shelf = BY_KIND[kind]
        stored = self._map(kind, ident)
        have = None
        for name, value in values.items():
            if is_shared(shelf, name):
                have = guard(stored.get_value) if have is None else have
                self._write((kind, ident, name), cells_of(have, name), member, value)
            else:
                guard(stored.insert, name, value)

    def found(self, session: str, **values: Any) -> None:
        """Write a session down with its timeline, before something refers to it.

        Both containers stay when this is undone, empty and so not there: both people make the same
        ones, and taking one's own away must not take the other's words along.
        """
        begins = not guard(self._doc.get_pending_txn_len)
        self._map(Kind.SESSION, session)
        list_in(self._doc.get_map(TIMELINES), session)
        if begins:
            self._commit_quietly()
        if values:
            self.set_fields(Kind.SESSION, session, "", **values)

    def settle(self, kind: Kind, ident: str, field: str, member: str, value: Any) -> None:
        """Answer the question of a shared field with a value, also with the one that is shown."""
        cells = self._reader.cells(kind, ident, field)
        self._write((kind, ident, field), cells, member, value, answers=True)

    def collect(self, kind: Kind, ident: str, prefix: str, key: str, value: Any) -> None:
        """Put a value under one key of a collecting field (a takeaway, a used-in session)."""
        if prefix == TAKEAWAY:
            self.set_fields(kind, ident, key, **{takeaway_of(key): value})
            return
        if prefix not in COLLECTED:
            raise KeyError(prefix)
        guard(self._map(kind, ident).insert, f"{prefix}~{key}", [1, value])

    def place(self, ident: str, before: str = "") -> None:
        """Put a topic before another one in the order of all topics, or at the end."""
        order = self._doc.get_movable_list("order")
        ids = guard(order.to_vec)
        to = ids.index(before) if before in ids else len(ids)
        if ident not in ids:
            guard(order.insert, to, ident)
            return
        at = ids.index(ident)
        guard(order.mov, at, to - (at < to))
        doubles = [n for n, each in enumerate(guard(order.to_vec)) if each == ident][1:]
        for n in reversed(doubles):
            guard(order.delete, n, 1)

    def purge(self, kind: Kind, ident: str) -> None:
        """Take an entity out for good; emptied first, or its id would bring its words back."""
        shelf = self._doc.get_map(BY_KIND[kind].root)
        stored = self._map(kind, ident)
        for name in guard(stored.keys):
            guard(stored.delete, name)
        guard(shelf.delete, ident)
        if kind == Kind.SESSION:
            timelines = self._doc.get_map("timelines")
            guard(list_in(timelines, ident).clear)
            guard(timelines.delete, ident)
        if kind == Kind.ITEM:
            order = self._doc.get_movable_list("order")
            for n in reversed([n for n, i in enumerate(guard(order.to_vec)) if i == ident]):
                guard(order.delete, n, 1)

    def append_event(self, session: str, event: Mapping[str, Any]) -> None:
        """Add one timer event to a session's timeline."""
        guard(list_in(self._doc.get_map("timelines"), session).push, dict(event))

    def set_agreement(self, part: str, key: str, value: Any, member: str = "") -> None:
        """Set one entry of the agreement: part is draft, versions or signatures."""
        if part == DRAFT:
            cells = self._reader.cells(Kind.AGREEMENT, "", key)
            self._write((Kind.AGREEMENT, "", key), cells, member, value)
            return
        guard(map_in(self._doc.get_map("agreement"), part).insert, key, value)

    # -- ends of an edit ------------------------------------------------------------------

    def commit(self, *, quiet: bool = False) -> tuple[list[bytes], frozenset[tuple[Kind, str]]]:
        """End the edit; return the updates to store and the entities it touched."""
        if quiet:
            self._commit_quietly()
        elif guard(self._doc.get_pending_txn_len):
            self._doc.set_next_commit_origin(_OWN)
            guard(self._doc.commit)
        return self._drain()

    def abandon(self) -> list[bytes]:
        """Take back an edit that broke off, as if it had not been; return what to store of it.

        Nothing of it can be redone, and what could be undone or redone before still can.
        """
        pending = guard(self._doc.get_pending_txn_len)
        self._commit_quietly()
        if pending:
            guard(self._doc.revert_to, self._settled)
            self._commit_quietly()
        return self._drain()[0]

    def let_see(self, *, sees: bool) -> None:
        """Tell whether the person sees at once what others write.

        Not while a text is half typed: it stays as it is, whatever comes, so what is typed into it
        was written without knowledge of that.
        """
        self._reader.let_see(sees=sees)

    def forget_undo(self) -> None:
        """Forget every step that could be taken back or done again."""
        self._undo.clear()

    def merge(self, updates: Iterable[bytes]) -> frozenset[tuple[Kind, str]]:
        """Take in what another copy of this document wrote; return the entities it touched."""
        for update in updates:
            self._arrivals.take(update)
        return self._drain()[1]

    def undo(self) -> tuple[list[bytes], frozenset[tuple[Kind, str]]]:
        """Take back this process's latest edit, as a new edit; what others added to it stays."""
        parts = self.pair.agreement.keys()
        guard(self._undo.undo)
        updates, touched = self._drain()
        leave_to_others(self._doc, [place for each in touched for place in _places(each, parts)])
        self._commit_quietly()
        more, again = self._drain()
        return updates + more, touched | again

    def redo(self) -> tuple[list[bytes], frozenset[tuple[Kind, str]]]:
        """Do again what was last taken back."""
        guard(self._undo.redo)
        return self._drain()

    def _drain(self) -> tuple[list[bytes], frozenset[tuple[Kind, str]]]:
        updates, self._pending = self._pending, []
        self._settled = self._doc.state_frontiers
        return updates, self._reader.refresh()

    def _commit_quietly(self) -> None:
        if guard(self._doc.get_pending_txn_len):
            self._doc.set_next_commit_origin(_QUIET)
            guard(self._doc.commit)

    def _keep(self, update: bytes) -> bool:
        self._pending.append(bytes(update))
        return True

    def _map(self, kind: Kind, ident: str) -> Any:
        root, key = ("agreement", DRAFT) if kind == Kind.AGREEMENT else (BY_KIND[kind].root, ident)
        return map_in(self._doc.get_map(root), key)

    def _write(
        self,
        place: tuple[Kind, str, str],
        cells: list[Cell],
        member: str,
        value: Any,
        *,
        answers: bool = False,
    ) -> None:
        """Write this hand's cell of a shared field, knowing the others' that the person saw."""
        if cells and shown(cells).value == value and not (answers and is_open(cells)):
            return  # said already: an edit that changes nothing is none
        kind, ident, field = place
        writer = f"{member}{MARK}{self.hand}" if member and self.hand else member or NOBODY
        seen = {cell.writer for cell in cells}
        if not answers:
            seen = self._reader.seen(kind, ident, field, cells)
        clock = guard(self._doc.oplog_vv.distance_between, loro.VersionVector())  # all operations
        cell = written(cells, writer, value, clock, seen)
        guard(self._map(kind, ident).insert, f"{field}{MARK}{writer}", cell.stored)


def _places(touched: tuple[Kind, str], parts: Iterable[str]) -> list[tuple[str, str]]:
    """Return the root and key of each container that may have gone with a change."""
    kind, ident = touched
    if kind == Kind.AGREEMENT:
        return [("agreement", part) for part in parts]
    if kind == Kind.TIMELINE:
        return [(TIMELINES, ident)]
    return [(BY_KIND[kind].root, ident)] if kind in BY_KIND and ident else []
