"""The vault: documents as changes, and their projections for lists and search."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Self

from sqlalchemy import bindparam

from rm_desktop.vault import statements
from rm_desktop.vault.backup import back_up, check
from rm_desktop.vault.cipher import foreign
from rm_desktop.vault.connection import Connected
from rm_desktop.vault.header import read_header
from rm_desktop.vault.opening import open_current
from rm_desktop.vault.page_shelf import PageShelf
from rm_desktop.vault.rows import Found, ItemRow, NewText, SearchRow, StoredDocument
from rm_desktop.vault.shelf import fields
from rm_desktop.vault.tables import item as item_table
from rm_desktop.vault.words import match_expression

COMPACT_UPDATES = 300
COMPACT_BYTES = 256 * 1024
# What is longer goes on in other pages, whose damage the cipher does not always tell.
_ONE_PAGE = 3_900

#: Whose a change is: ours and not sealed yet, ours and sealed, somebody else's.
ChangeState = Literal["local", "sent", "remote"]


class Sharing(NamedTuple):
    """Whose a change is; a new document is in the space of the one that it stands `beside`."""

    state: ChangeState = "local"
    beside: str = ""


OURS = Sharing()


def wall_ms() -> int:
    """Return the wall clock in whole milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


class Vault(PageShelf):
    """An open vault. Used by one thread; other threads open the file for themselves."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        connection: Connected,
        facts: Mapping[str, str],
        now_ms: Callable[[], int],
    ) -> None:
        super().__init__(connection)
        self.path = path
        self.vault_id = facts["vault_id"]
        self.device = facts["device"]
        self._key = key
        self._now_ms = now_ms
        self._known: set[str] = set()  # documents that are surely there: a typing batch asks often

    @classmethod
    def open(cls, path: Path, key: bytes, *, now_ms: Callable[[], int] = wall_ms) -> Self:
        """Open a vault with its key; an older one is migrated after a verified backup."""
        header = read_header(path)
        header.verify(key)
        connection, facts = open_current(path, key)
        if facts.get("vault_id") != header.vault_id:
            connection.close()
            raise foreign()
        return cls(path, key, connection, facts, now_ms)

    @property
    def key(self) -> bytes:
        """The key it was opened with, for a new wrapping in a worker."""
        return self._key

    def again(self) -> Self:
        """Open the same vault on a connection of its own, as another thread must."""
        return type(self).open(self.path, self._key, now_ms=self._now_ms)

    def close(self) -> None:
        """Close for good, with everything in the one file; a second call does nothing."""
        self._connection.close()

    # ------------------------------------------------------------- documents

    def write(
        self,
        document: str,
        *,
        kind: Literal["pair", "text"] = "pair",
        updates: Sequence[bytes] = (),
        items: Sequence[ItemRow] = (),
        removed: Sequence[tuple[str, str]] = (),
        texts: Sequence[SearchRow] = (),
        dirty: bool = False,
        sharing: Sharing = OURS,
    ) -> int:
        """Keep a change with everything that follows from it, durably, as one.

        `removed` names items of the document by kind and id. `dirty` marks words that the search
        does not know yet. Returns the sequence of the last change, 0 if there was none.
        """
        last = 0
        with self.transaction():
            if document not in self._known:
                self._run(statements.ADD_DOCUMENT, {"id": document, "kind": kind})
                if sharing.beside:
                    given = {"id": document, "beside": sharing.beside}
                    self._run(statements.SHARE_LIKE, given)
            for update in updates:
                last = self._add_change(document, update, sharing.state)
            keys = [{"of": document, "of_kind": kind, "of_id": id} for kind, id in removed]
            self._run_each(statements.DROP_WORDS, keys)
            self._run_each(statements.DROP_ITEM, keys)
            self._put_items(items)
            self._run_each(statements.PUT_WORDS, [fields(row) for row in texts])
            self._run(
                statements.MARK_DIRTY if dirty else statements.MARK_CLEAN, {"document": document}
            )
        if not self._connection.in_transaction:
            self._known.add(document)
        return last

    def add_changes(
        self, document: str, updates: Sequence[bytes], *, state: ChangeState = "local"
    ) -> int:
        """Keep changes of a document that is there, from which nothing new follows for lists.

        Returns the sequence of the last, 0 if there was none.
        """
        with self.transaction():
            return max((self._add_change(document, each, state) for each in updates), default=0)

    def add_texts(self, texts: Sequence[NewText]) -> None:
        """Keep new documents, as one: an import has thousands, and each statement costs its own."""
        documents = [{"id": new.item.document, "kind": "text"} for new in texts]
        changes = [
            self._change(new.item.document, update) for new in texts for update in new.updates
        ]
        with self.transaction():
            self._run_each(statements.ADD_DOCUMENT, documents)
            self._run_each(statements.ADD_CHANGE, changes)
            self._put_items(new.item for new in texts)
            self._run_each(statements.PUT_WORDS, [fields(new.words) for new in texts if new.words])

    def load_document(self, document: str) -> StoredDocument | None:
        """Return a document as it rests, or None if there is none of that name."""
        row = self._core.execute(statements.DOCUMENT, {"id": document}).one_or_none()
        if row is None:
            return None
        changes = self._core.execute(
            statements.UPDATES, {"document": document, "upto": row.upto}
        ).all()
        if len(row.snapshot or b"") > _ONE_PAGE or any(len(c.bytes) > _ONE_PAGE for c in changes):
            self._connection.hold_unspoilt()
        return StoredDocument(
            id=row.id,
            kind=row.kind,
            snapshot=row.snapshot,
            updates=tuple(change.bytes for change in changes),
            upto=changes[-1].seq if changes else row.upto,
            dirty=row.dirty,
        )

    def documents(self, kind: Literal["pair", "text"]) -> tuple[str, ...]:
        """Return the documents of a kind in the order they were made."""
        return tuple(self._core.scalars(statements.DOCUMENTS, {"kind": kind}))

    def is_shared(self, document: str) -> bool:
        """Tell whether a document is in a space, where other devices have it too."""
        return bool(self._connection.read(statements.IS_SHARED, {"id": document}))

    def mark_dirty(self, documents: Iterable[str]) -> None:
        """Note that search has lost words of documents; those that are not there do not matter."""
        with self.transaction():
            for document in documents:
                self._connection.write(statements.MARK_IF_THERE, {"id": document})

    def dirty_documents(self) -> tuple[str, ...]:
        """Return the documents with words the search does not know yet."""
        return tuple(row[0] for row in self._connection.read(statements.WAITING_WORDS))

    def due_for_compaction(self, since: int = 0) -> tuple[str, ...]:
        """Return the documents whose updates have outgrown their snapshot (SPIKE, write path).

        Those of which nothing was written after the change `since` are not asked.
        """
        limits = {"updates": COMPACT_UPDATES, "size": COMPACT_BYTES, "since": since}
        return tuple(self._core.scalars(statements.DUE, limits))

    def last_change(self) -> int:
        """Return the sequence of the last change there is, 0 for none."""
        return int(self._connection.read(statements.LAST_CHANGE)[0][0])

    def compact(self, document: str, snapshot: bytes, upto: int) -> None:
        """Replace the changes up to `upto` by a full snapshot that contains them."""
        with self.transaction():
            kept = self._run(
                statements.PUT_SNAPSHOT, {"of": document, "content": snapshot, "to": upto}
            )
            if kept != 1:
                raise ValueError("a snapshot must hold what is stored, and nothing that is not")
            self._run(statements.DROP_CHANGES, {"of": document, "to": upto})

    def delete_documents(self, documents: Iterable[str]) -> None:
        """Delete documents with their changes, items, words and settings."""
        names = [{"of": document} for document in documents]
        self._known.clear()
        with self.transaction():
            for statement in statements.DELETE_DOCUMENT:
                self._run_each(statement, names)

    def scrub_words(self) -> None:
        """Write the search's index anew without the words of what was deleted."""
        with self.transaction():
            self._core.execute(statements.SCRUB_WORDS)

    def sweep(self) -> None:
        """Leave nothing of what was deleted in the file, not even in pages that are free.

        Takes a second for tens of megabytes: on a connection of a worker's own.
        """
        self.scrub_words()
        self._connection.sweep()

    def clear_projection(self, document: str) -> None:
        """Forget a document's items and words, to project them anew in the same transaction."""
        with self.transaction():
            self._run(statements.CLEAR_WORDS, {"of": document})
            self._run(statements.CLEAR_ITEMS, {"of": document})

    # -------------------------------------------------------- lists and search

    def items(
        self,
        document: str | None = None,
        *,
        kind: str | None = None,
        live_only: bool = False,
        session: str | None = None,
    ) -> list[ItemRow]:
        """Return projected items, oldest first."""
        wanted = {"document": document, "kind": kind, "session": session}
        chosen = {name: value for name, value in wanted.items() if value is not None}
        query = statements.ITEMS.where(*(item_table.c[name] == bindparam(name) for name in chosen))
        if live_only:
            query = query.where(item_table.c.live)
        return [ItemRow(**row) for row in self._core.execute(query, chosen).mappings()]

    def search(
        self,
        typed: str,
        *,
        document: str | None = None,
        kinds: Sequence[str] = (),
        limit: int = 50,
    ) -> list[Found]:
        """Return the newest items that hold all words typed, with the hits marked."""
        words = match_expression(typed)
        if words is None:
            return []
        query = statements.SEARCH[document is not None, bool(kinds)]
        given: dict[str, object] = {"words": words, "most": limit}
        if document is not None:
            given["document"] = document
        if kinds:
            given["kinds"] = json.dumps(list(kinds))
        return list(map(Found._make, self._connection.read(query, given)))

    # ------------------------------------------------------------- the file

    def facts(self) -> dict[str, str]:
        """Return what the vault says about itself, its number and its device among it."""
        return {row.key: row.value for row in self._core.execute(statements.META)}

    def become(self, device: str, number: str) -> None:
        """Be this device from now on, under a number that this computer has remembered."""
        facts = {"device": device, "install_nonce": number, "installed": "1"}
        rows = [{"key": key, "value": value} for key, value in facts.items()]
        with self.transaction():
            self._run_each(statements.PUT_FACT, rows)
        self.device = device

    def integrity(self) -> tuple[str, ...]:
        """Read everything and return what is damaged, in SQLite's words; nothing if it is sound."""
        return check(self.path, self._key)

    def backup_to(self, target: Path) -> None:
        """Write a copy that was opened and read before it got its name, its header beside it."""
        back_up(self.path, self._key, target)

    def _put_items(self, rows: Iterable[ItemRow]) -> None:
        """Keep rows; where the time of one has changed, its words move along with it."""
        for row in map(fields, rows):
            self._connection.write(statements.MOVE_WORDS, row)
            self._connection.write(statements.PUT_ITEM, row)

    def _add_change(self, document: str, update: bytes, state: ChangeState = "local") -> int:
        row = self._change(document, update) | {"state": state}
        return int(self._core.execute(statements.ADD_CHANGE, row).lastrowid)

    def _change(self, document: str, update: bytes) -> dict[str, object]:
        return {
            "document": document,
            "author": self.device,
            "at": self._now_ms(),
            "state": "local",
            "bytes": update,
        }
