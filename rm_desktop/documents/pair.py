"""The document of one pair: edit verbs in, update bytes and frozen snapshots out.

The recipe (a map of topics by id with a `session` field, and one movable list of all ids) held in
300 random histories without loss, duplicate or divergence; see DECISIONS.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import loro

from rm_desktop.documents.guard import guard, weakly
from rm_desktop.documents.pair_reader import PairReader
from rm_desktop.documents.schema import BY_KIND, COLLECTED, newest, read_cell
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

    def __init__(self, ident: str, snapshot: bytes = b"", updates: Iterable[bytes] = ()) -> None:
        """Load what the vault holds; a new pair starts from nothing."""
        self.id = ident
        self._doc = loro.LoroDoc()
        for blob in (snapshot, *updates):
            if blob:
                guard(self._doc.import_, blob)
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

    def values_by_member(self, kind: Kind, ident: str, field: str) -> Mapping[str, Any]:
        """Return what each member last put into a shared field."""
        return self._reader.values_by_member(kind, ident, field)

    def snapshot(self) -> bytes:
        """Return the whole document; what is pending is committed first."""
        return bytes(guard(self._doc.export, loro.ExportMode.Snapshot()))

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
        stored = guard(self._doc.get_map(shelf.root).ensure_mergeable_map, ident)
        have = None
        for name, value in values.items():
            if name in shelf.shared:
                have = guard(stored.get_value) if have is None else have
                self._set_shared(stored, have, name, member, value)
            else:
                guard(stored.insert, name, value)

    def collect(self, kind: Kind, ident: str, prefix: str, key: str, value: Any) -> None:
        """Put a value under one key of a collecting field (a takeaway, a used-in session)."""
        if prefix not in COLLECTED:
            raise KeyError(prefix)
        stored = guard(self._doc.get_map(BY_KIND[kind].root).ensure_mergeable_map, ident)
        guard(stored.insert, f"{prefix}~{key}", [1, value])

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
        stored = guard(shelf.ensure_mergeable_map, ident)
        for name in guard(stored.keys):
            guard(stored.delete, name)
        guard(shelf.delete, ident)
        if kind == Kind.SESSION:
            timelines = self._doc.get_map("timelines")
            guard(guard(timelines.ensure_mergeable_list, ident).clear)
            guard(timelines.delete, ident)
        if kind == Kind.ITEM:
            order = self._doc.get_movable_list("order")
            for n in reversed([n for n, i in enumerate(guard(order.to_vec)) if i == ident]):
                guard(order.delete, n, 1)

    def append_event(self, session: str, event: Mapping[str, Any]) -> None:
        """Add one timer event to a session's timeline."""
        timeline = guard(self._doc.get_map("timelines").ensure_mergeable_list, session)
        guard(timeline.push, dict(event))

    def set_agreement(self, part: str, key: str, value: Any) -> None:
        """Set one entry of the agreement: part is draft, versions or signatures."""
        stored = guard(self._doc.get_map("agreement").ensure_mergeable_map, part)
        guard(stored.insert, key, value)

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

    def forget_undo(self) -> None:
        """Forget every step that could be taken back or done again."""
        self._undo.clear()

    def merge(self, updates: Iterable[bytes]) -> frozenset[tuple[Kind, str]]:
        """Take in what another copy of this document wrote; return the entities it touched."""
        for update in updates:
            guard(self._doc.import_, update)
        return self._drain()[1]

    def undo(self) -> tuple[list[bytes], frozenset[tuple[Kind, str]]]:
        """Take back this process's latest edit, as a new edit."""
        guard(self._undo.undo)
        return self._drain()

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

    @staticmethod
    def _set_shared(
        stored: loro.LoroMap, have: dict[str, Any], name: str, member: str, value: Any
    ) -> None:
        read = {key: read_cell(have[key]) for key in have if key.startswith(f"{name}~")}
        cells = [(cell[0], key, cell[1]) for key, cell in read.items() if cell is not None]
        if cells and newest(cells) == value:
            return  # said already: an edit that changes nothing is none
        stamp = 1 + max((stamp for stamp, _, _ in cells), default=0)
        guard(stored.insert, f"{name}~{member or 'pair'}", [stamp, value])
